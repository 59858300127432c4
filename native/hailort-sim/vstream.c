#include "vstream.h"
#include "info.h"
#include "quantise.h"
#include <stdlib.h>
#include <string.h>

static void vstream_destroy(struct object *object)
{
    struct vstream *vstream = (struct vstream *)object;
    free(vstream->device_frame);
    object_drop(vstream->group);
    free(vstream);
}

static hailo_status make(struct group *group, int direction, const hailo_vstream_params_by_name *params, struct vstream **result)
{
    int place = info_find(group->container, direction, params->name);
    const struct layer *layer = place < 0 ? NULL : container_layer(group->container, direction, (size_t)place);
    int order = params->params.user_buffer_format.order;
    if (!layer)
        return HAILO_NOT_FOUND;
    if (!element_size(layer, params->params.user_buffer_format.type) || (order != ORDER_AUTO && order != layer->order) || !params->params.queue_size)
        return HAILO_INVALID_ARGUMENT;
    struct vstream *vstream = calloc(1, sizeof *vstream);
    if (!vstream)
        return HAILO_OUT_OF_HOST_MEMORY;
    object_init(&vstream->object, vstream_destroy);
    vstream->group = object_keep(group);
    vstream->layer = layer;
    vstream->place = (size_t)place;
    vstream->type = params->params.user_buffer_format.type;
    vstream->timeout_ms = params->params.timeout_ms;
    vstream->device_frame = malloc(layer_elements(layer) * (size_t)layer->bits / 8);
    *result = vstream;
    return vstream->device_frame ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

/* One vstream per layer at a time. */
static hailo_status open_queue(struct vstream *vstream, uint32_t capacity)
{
    struct core *core = vstream->group->core;
    pthread_mutex_lock(&core->lock);
    hailo_status status = vstream_queue(vstream)->frames
        ? HAILO_INVALID_OPERATION
        : queue_resize(vstream_queue(vstream), layer_elements(vstream->layer) * (size_t)vstream->layer->bits / 8, capacity);
    vstream->is_open = status == HAILO_SUCCESS;
    pthread_cond_broadcast(&core->changed);
    pthread_mutex_unlock(&core->lock);
    return status;
}

static void close_queue(struct vstream *vstream)
{
    struct core *core = vstream->group->core;
    pthread_mutex_lock(&core->lock);
    if (vstream->is_open)
        queue_resize(vstream_queue(vstream), 0, 0);
    vstream->is_open = false;
    pthread_cond_broadcast(&core->changed);
    pthread_mutex_unlock(&core->lock);
}

static int by_name(const void *left, const void *right)
{
    return strcmp((*(struct vstream *const *)left)->layer->name, (*(struct vstream *const *)right)->layer->name);
}

static hailo_status open_all(struct group *group, int direction, const hailo_vstream_params_by_name *params, size_t count, void **handles)
{
    struct vstream *made[MAX_STREAMS] = {NULL};
    hailo_status status = HAILO_SUCCESS;
    size_t done = 0;
    while (done < count && status == HAILO_SUCCESS) {
        status = make(group, direction, &params[done], &made[done]);
        if (status == HAILO_SUCCESS)
            status = open_queue(made[done], params[done].params.queue_size);
        done++;
    }
    if (status != HAILO_SUCCESS) {
        for (size_t i = 0; i < done && made[i]; i++) {
            close_queue(made[i]);
            object_drop(made[i]);
        }
        return status;
    }
    qsort(made, count, sizeof made[0], by_name);
    for (size_t i = 0; i < count; i++)
        handles[i] = handle_open(vstream_kind(direction), made[i]);
    return status;
}

hailo_status vstreams_open(hailo_configured_network_group handle, int direction, const hailo_vstream_params_by_name *params, size_t count, void **handles)
{
    struct group *group = handle_take(KIND_GROUP, handle);
    hailo_status status = HAILO_INVALID_ARGUMENT;
    if (group && params && handles && count > 0 && count <= MAX_STREAMS)
        status = open_all(group, direction, params, count, handles);
    object_drop(group);
    return status;
}

hailo_status vstreams_close(int direction, void *const *handles, size_t count)
{
    hailo_status status = handles ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
    for (size_t i = 0; handles && i < count; i++) {
        struct vstream *vstream = handle_close(vstream_kind(direction), handles[i]);
        if (vstream)
            close_queue(vstream);
        else
            status = HAILO_INVALID_ARGUMENT;
        object_drop(vstream);
    }
    return status;
}

EXPORT hailo_status hailo_create_input_vstreams(hailo_configured_network_group group, const hailo_vstream_params_by_name *params, size_t count,
                                                hailo_input_vstream *vstreams)
{
    return vstreams_open(group, DIRECTION_INPUT, params, count, (void **)vstreams);
}

EXPORT hailo_status hailo_create_output_vstreams(hailo_configured_network_group group, const hailo_vstream_params_by_name *params, size_t count,
                                                 hailo_output_vstream *vstreams)
{
    return vstreams_open(group, DIRECTION_OUTPUT, params, count, (void **)vstreams);
}

EXPORT hailo_status hailo_release_input_vstreams(const hailo_input_vstream *vstreams, size_t count)
{
    return vstreams_close(DIRECTION_INPUT, (void *const *)vstreams, count);
}

EXPORT hailo_status hailo_release_output_vstreams(const hailo_output_vstream *vstreams, size_t count)
{
    return vstreams_close(DIRECTION_OUTPUT, (void *const *)vstreams, count);
}
