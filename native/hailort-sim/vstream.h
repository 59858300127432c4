/* One end of a network group, for one thread. */
#ifndef SIM_VSTREAM_H
#define SIM_VSTREAM_H
#include "core.h"

struct vstream {
    struct object object;
    struct group *group;
    const struct layer *layer;
    size_t place; /* among the group's layers of its direction */
    int type;     /* TYPE_AUTO: as the device has it */
    uint32_t timeout_ms;
    bool is_open; /* guarded by the core's lock */
    void *device_frame; /* where numbers are converted */
};

/* Opens the vstreams of a direction, alphabetically whatever the order of the params; all or none. */
hailo_status vstreams_open(hailo_configured_network_group group, int direction, const hailo_vstream_params_by_name *params, size_t count, void **handles);
hailo_status vstreams_close(int direction, void *const *handles, size_t count);

static inline enum handle_kind vstream_kind(int direction) { return direction == DIRECTION_INPUT ? KIND_INPUT : KIND_OUTPUT; }
static inline struct queue *vstream_queue(const struct vstream *vstream)
{
    return &vstream->group->queues[vstream->layer->direction][vstream->place];
}
#endif
