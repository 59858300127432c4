/* Frames in and out: blocking, with the limit of time given when the vstream was made. */
#include "quantise.h"
#include "vstream.h"
#include <string.h>

/* Under the lock: why nothing can move any more; 0: it can. */
static hailo_status stopped(const struct vstream *vstream)
{
    const struct group *group = vstream->group;
    if (group->is_aborted || !vstream->is_open)
        return HAILO_STREAM_ABORT;
    if (group->core->fault != HAILO_SUCCESS)
        return group->core->fault;
    return group->core->has_scheduler || group->is_active ? HAILO_SUCCESS : HAILO_NETWORK_GROUP_NOT_ACTIVATED;
}

static size_t frame_size(const struct vstream *vstream)
{
    return layer_elements(vstream->layer) * element_size(vstream->layer, vstream->type);
}

static hailo_status write_frame(struct vstream *vstream, const void *frame)
{
    struct core *core = vstream->group->core;
    struct queue *queue = vstream_queue(vstream);
    if (vstream->type == TYPE_FLOAT32) {
        quantise(vstream->layer, frame, vstream->device_frame);
        frame = vstream->device_frame;
    }
    int64_t deadline = deadline_after(vstream->timeout_ms);
    pthread_mutex_lock(&core->lock);
    hailo_status status;
    while ((status = stopped(vstream)) == HAILO_SUCCESS && queue->count == queue->capacity) {
        if (!wait_until(&core->changed, &core->lock, deadline) && queue->count == queue->capacity) {
            status = HAILO_TIMEOUT;
            break;
        }
    }
    if (status == HAILO_SUCCESS) {
        memcpy(queue_place(queue), frame, queue->frame_size);
        queue_pushed(queue);
        pthread_cond_broadcast(&core->changed);
    }
    pthread_mutex_unlock(&core->lock);
    return status;
}

/* A frame that is late is not lost: the next read gets it. Whoever gives up on a frame must not take the next one for its answer. */
static hailo_status read_frame(struct vstream *vstream, void *frame)
{
    struct core *core = vstream->group->core;
    struct queue *queue = vstream_queue(vstream);
    bool is_float = vstream->type == TYPE_FLOAT32;
    int64_t deadline = deadline_after(vstream->timeout_ms);
    pthread_mutex_lock(&core->lock);
    hailo_status status;
    while ((status = stopped(vstream)) == HAILO_SUCCESS && queue->count == 0) {
        if (!wait_until(&core->changed, &core->lock, deadline) && queue->count == 0) {
            status = HAILO_TIMEOUT;
            break;
        }
    }
    if (status == HAILO_SUCCESS) {
        memcpy(is_float ? vstream->device_frame : frame, queue_front(queue), queue->frame_size);
        queue_popped(queue);
        pthread_cond_broadcast(&core->changed);
    }
    pthread_mutex_unlock(&core->lock);
    if (status == HAILO_SUCCESS && is_float)
        dequantise(vstream->layer, vstream->device_frame, frame);
    return status;
}

EXPORT hailo_status hailo_vstream_write_raw_buffer(hailo_input_vstream handle, const void *frame, size_t size)
{
    struct vstream *vstream = handle_take(KIND_INPUT, handle);
    hailo_status status = vstream && frame && size == frame_size(vstream) ? write_frame(vstream, frame) : HAILO_INVALID_ARGUMENT;
    object_drop(vstream);
    return status;
}

EXPORT hailo_status hailo_vstream_read_raw_buffer(hailo_output_vstream handle, void *frame, size_t size)
{
    struct vstream *vstream = handle_take(KIND_OUTPUT, handle);
    hailo_status status = vstream && frame && size == frame_size(vstream) ? read_frame(vstream, frame) : HAILO_INVALID_ARGUMENT;
    object_drop(vstream);
    return status;
}

/* Waits until the device has taken everything that was written. */
EXPORT hailo_status hailo_flush_input_vstream(hailo_input_vstream handle)
{
    struct vstream *vstream = handle_take(KIND_INPUT, handle);
    if (!vstream)
        return HAILO_INVALID_ARGUMENT;
    struct core *core = vstream->group->core;
    int64_t deadline = deadline_after(vstream->timeout_ms);
    pthread_mutex_lock(&core->lock);
    hailo_status status;
    while ((status = stopped(vstream)) == HAILO_SUCCESS && (vstream_queue(vstream)->count > 0 || vstream->group->is_busy)) {
        if (!wait_until(&core->changed, &core->lock, deadline)) {
            status = HAILO_TIMEOUT;
            break;
        }
    }
    pthread_mutex_unlock(&core->lock);
    object_drop(vstream);
    return status;
}

static hailo_status clear(enum handle_kind kind, void *const *handles, size_t count)
{
    hailo_status status = handles ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
    for (size_t i = 0; handles && i < count; i++) {
        struct vstream *vstream = handle_take(kind, handles[i]);
        if (!vstream) {
            status = HAILO_INVALID_ARGUMENT;
            continue;
        }
        pthread_mutex_lock(&vstream->group->core->lock);
        vstream_queue(vstream)->count = 0;
        pthread_cond_broadcast(&vstream->group->core->changed);
        pthread_mutex_unlock(&vstream->group->core->lock);
        object_drop(vstream);
    }
    return status;
}

EXPORT hailo_status hailo_clear_input_vstreams(const hailo_input_vstream *vstreams, size_t count)
{
    return clear(KIND_INPUT, (void *const *)vstreams, count);
}

EXPORT hailo_status hailo_clear_output_vstreams(const hailo_output_vstream *vstreams, size_t count)
{
    return clear(KIND_OUTPUT, (void *const *)vstreams, count);
}
