#include "core.h"
#include "counters.h"
#include "settings.h"
#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

#define THROTTLED_TIMES 4 /* how much longer a hot device takes */

/* Under the lock: the frames of one inference go to the runner. */
static void take_inputs(struct group *group)
{
    for (size_t i = 0; i < group->counts[DIRECTION_INPUT]; i++) {
        struct queue *queue = &group->queues[DIRECTION_INPUT][i];
        memcpy(runner_input(group->runner, i), queue_front(queue), queue->frame_size);
        queue_popped(queue);
    }
}

/* Under the lock. Outputs whose vstreams were closed or filled meanwhile lose the frame. */
static void give_outputs(struct group *group)
{
    for (size_t i = 0; i < group->counts[DIRECTION_OUTPUT]; i++) {
        struct queue *queue = &group->queues[DIRECTION_OUTPUT][i];
        if (!queue->frames || queue->count == queue->capacity)
            continue;
        memcpy(queue_place(queue), runner_output(group->runner, i), queue->frame_size);
        queue_pushed(queue);
    }
}

/* Under the lock: as long as the device takes longer than this machine. */
static void linger(struct core *core, struct group *group, int64_t began)
{
    double slow = setting(SET_SLOW, group->container->group) * NS_PER_MS;
    double whole = (double)(now_ns() - began) + slow;
    int64_t until = began + (int64_t)(is_set(SET_THROTTLE) ? whole * THROTTLED_TIMES : whole);
    while (!core->is_closing && !group->is_aborted && now_ns() < until)
        wait_until(&core->changed, &core->lock, until);
}

static void run_one(struct core *core, struct group *group)
{
    int64_t began = now_ns();
    const char *name = group->container->group;
    object_keep(group);
    group->is_busy = true;
    core->burst = core->last == group ? core->burst + 1 : 1;
    counters_ran(name, core->last != group);
    core->last = group;
    core->inferences++;
    take_inputs(group);
    pthread_cond_broadcast(&core->changed);
    pthread_mutex_unlock(&core->lock);
    double ever = counters_drift(name), since_configured = drift_step(&group->drift, name);
    double drift = setting(SET_DRIFT_HEALS, name) != 0 ? since_configured : ever;
    hailo_status status = runner_run(group->runner, drift, setting(SET_INSTANT, name) != 0);
    pthread_mutex_lock(&core->lock);
    linger(core, group, began);
    group->last_run = now_ns();
    group->is_busy = false;
    if (group->latency_flags & LATENCY_MEASURE) {
        group->latency_sum_ms += (double)(group->last_run - began) / NS_PER_MS;
        group->latency_count++;
    }
    if (status == HAILO_SUCCESS && !group->is_aborted)
        give_outputs(group);
    else if (status != HAILO_SUCCESS)
        core->fault = status;
    pthread_cond_broadcast(&core->changed);
    object_drop(group); /* the list still holds it: core_close waits for this thread */
}

static void *work(void *argument)
{
    struct core *core = argument;
#if defined(__linux__)
    prctl(PR_SET_NAME, "SCHEDULER");
#endif
    pthread_mutex_lock(&core->lock);
    while (!core->is_closing) {
        int64_t look_again;
        struct group *group = core->is_stuck || core->fault ? NULL : scheduler_pick(core, &look_again);
        if (!group) {
            wait_until(&core->changed, &core->lock, core->is_stuck || core->fault ? NEVER : look_again);
        } else if (fault_strikes(core, group)) {
            pthread_cond_broadcast(&core->changed);
        } else {
            run_one(core, group);
        }
    }
    pthread_mutex_unlock(&core->lock);
    return NULL;
}

static void core_destroy(struct object *object)
{
    struct core *core = (struct core *)object;
    pthread_cond_destroy(&core->changed);
    pthread_mutex_destroy(&core->lock);
    free(core);
}

struct core *core_create(bool has_scheduler, const char *group_id)
{
    struct core *core = calloc(1, sizeof *core);
    if (!core)
        return NULL;
    object_init(&core->object, core_destroy);
    core->has_scheduler = has_scheduler;
    size_t length = strlen(group_id);
    memcpy(core->group_id, group_id, length < sizeof core->group_id ? length : sizeof core->group_id - 1);
    pthread_mutex_init(&core->lock, NULL);
    condition_init(&core->changed);
    if (pthread_create(&core->worker, NULL, work, core) != 0) {
        object_drop(core);
        return NULL;
    }
    return core;
}

void core_close(struct core *core)
{
    pthread_mutex_lock(&core->lock);
    core->is_closing = true;
    pthread_cond_broadcast(&core->changed);
    pthread_mutex_unlock(&core->lock);
    pthread_join(core->worker, NULL);
    pthread_mutex_lock(&core->lock);
    struct group *group = core->groups;
    core->groups = NULL;
    for (struct group *aborted = group; aborted; aborted = aborted->next)
        aborted->is_aborted = true;
    pthread_cond_broadcast(&core->changed);
    pthread_mutex_unlock(&core->lock);
    while (group) {
        struct group *next = group->next;
        if (handle_close_of(KIND_GROUP, group))
            object_drop(group);
        object_drop(group);
        group = next;
    }
}
