#include "info.h"
#include "quantise.h"
#include <stdlib.h>
#include <string.h>

void info_fill(const struct container *container, const struct layer *layer, hailo_vstream_info *info)
{
    memset(info, 0, sizeof *info);
    memcpy(info->name, layer->name, strlen(layer->name));
    memcpy(info->network_name, container->network, strlen(container->network));
    info->direction = layer->direction;
    info->format.type = layer->bits == 8 ? TYPE_UINT8 : TYPE_UINT16;
    info->format.order = layer->order;
    info->shape = layer->shape;
    info->quant_info = layer->quant;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const hailo_vstream_params_by_name *)left)->name, ((const hailo_vstream_params_by_name *)right)->name);
}

hailo_status info_params(const struct container *container, int direction, int32_t type, hailo_vstream_params_by_name *params, size_t *count)
{
    if (!params || !count || type < TYPE_AUTO || type > TYPE_FLOAT32)
        return HAILO_INVALID_ARGUMENT;
    size_t room = *count;
    *count = container_count(container, direction);
    if (*count > room)
        return HAILO_INSUFFICIENT_BUFFER;
    for (size_t i = 0; i < *count; i++) {
        const char *name = container_layer(container, direction, i)->name;
        memset(&params[i], 0, sizeof params[i]);
        memcpy(params[i].name, name, strlen(name));
        params[i].params.user_buffer_format.type = type;
        params[i].params.timeout_ms = DEFAULT_TIMEOUT_MS;
        params[i].params.queue_size = DEFAULT_QUEUE_SIZE;
    }
    qsort(params, *count, sizeof params[0], by_name);
    return HAILO_SUCCESS;
}

int info_find(const struct container *container, int direction, const char *name)
{
    const struct layer *layer;
    for (size_t i = 0; (layer = container_layer(container, direction, i)); i++)
        if (strncmp(layer->name, name, NAME_SIZE) == 0)
            return (int)i;
    return -1;
}

EXPORT hailo_status hailo_get_vstream_frame_size(const hailo_vstream_info *info, const hailo_format *format, size_t *size)
{
    if (!info || !format || !size)
        return HAILO_INVALID_ARGUMENT;
    struct layer layer = {.shape = info->shape, .bits = info->format.type == TYPE_UINT16 ? 16 : 8};
    *size = layer_elements(&layer) * element_size(&layer, format->type);
    return *size ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}
