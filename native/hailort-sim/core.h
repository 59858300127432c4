/* What a VDevice is made of: the one device of this stand-in, the network groups on it, their queues, and the thread that computes. */
#ifndef SIM_CORE_H
#define SIM_CORE_H
#include "abi.h"
#include "clock.h"
#include "container.h"
#include "drift.h"
#include "runner.h"

#define DEVICE_ID "0000:01:00.0"

/* Frames as the device has them, first in first out. Belongs to a group, guarded by its core's lock. */
struct queue {
    unsigned char *frames; /* NULL: no vstream is open */
    size_t frame_size;
    uint32_t capacity, first, count;
};

struct group {
    struct object object;
    struct core *core;
    struct container *container;
    struct runner *runner;
    size_t counts[2]; /* layers by direction */
    struct queue queues[2][MAX_STREAMS]; /* by direction, in file order */
    struct group *next; /* in the core's list */
    bool is_aborted, is_active, is_busy;
    uint16_t batch_size; /* 0: any */
    uint8_t priority;
    uint32_t threshold, timeout_ms;
    int64_t last_run;
    int32_t latency_flags;
    double latency_sum_ms;
    uint64_t latency_count;
    struct drift_clock drift; /* since this group was configured */
};

struct core {
    struct object object;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t worker;
    bool is_closing, has_scheduler;
    char group_id[64];
    int users;           /* VDevice handles; guarded by the lock of vdevice.c */
    void *device_handle; /* what hailo_get_physical_devices gives; opened at the first question */
    struct group *groups; /* each with one reference */
    struct group *last;   /* the group that ran last */
    uint32_t burst;       /* how often in a row */
    hailo_status fault;   /* a fault that struck this core for good; 0: none */
    bool is_stuck;
    uint64_t inferences;
};

struct core *core_create(bool has_scheduler, const char *group_id);
/* Ends the thread, aborts and forgets every group; the memory stays until the last vstream is gone. */
void core_close(struct core *core);
/* A new group on the core; the reference returned is the caller's. */
hailo_status group_create(struct core *core, struct container *container, const hailo_configure_network_group_params *params, struct group **result);
size_t core_group_count(struct core *core);

/* Empties a queue and sizes it, or closes it (capacity 0). */
hailo_status queue_resize(struct queue *queue, size_t frame_size, uint32_t capacity);
/* The place for a new frame, to be counted by queue_pushed; the first frame, to be let go by queue_popped. */
void *queue_place(const struct queue *queue);
const void *queue_front(const struct queue *queue);
void queue_pushed(struct queue *queue);
void queue_popped(struct queue *queue);

/* Under the core's lock: the group that is to run now; NULL with the time to look again. */
struct group *scheduler_pick(struct core *core, int64_t *look_again);
/* Under the core's lock, before a run: whether a fault strikes. */
bool fault_strikes(struct core *core, const struct group *group);
#endif
