/* What a vstream says of itself. */
#include "info.h"
#include "quantise.h"
#include "vstream.h"

static hailo_status tell_size(int direction, const void *handle, size_t *size)
{
    struct vstream *vstream = handle_take(vstream_kind(direction), handle);
    bool fine = vstream && size;
    if (fine)
        *size = layer_elements(vstream->layer) * element_size(vstream->layer, vstream->type);
    object_drop(vstream);
    return fine ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}

static hailo_status tell_info(int direction, const void *handle, hailo_vstream_info *info)
{
    struct vstream *vstream = handle_take(vstream_kind(direction), handle);
    bool fine = vstream && info;
    if (fine)
        info_fill(vstream->group->container, vstream->layer, info);
    object_drop(vstream);
    return fine ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}

static hailo_status tell_format(int direction, const void *handle, hailo_format *format)
{
    struct vstream *vstream = handle_take(vstream_kind(direction), handle);
    bool fine = vstream && format;
    if (fine) {
        int own = vstream->layer->bits == 8 ? TYPE_UINT8 : TYPE_UINT16;
        *format = (hailo_format){vstream->type == TYPE_AUTO ? own : vstream->type, vstream->layer->order, 0};
    }
    object_drop(vstream);
    return fine ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}

static hailo_status tell_quant(int direction, const void *handle, hailo_quant_info *infos, size_t *count)
{
    struct vstream *vstream = handle_take(vstream_kind(direction), handle);
    hailo_status status = !vstream || !infos || !count ? HAILO_INVALID_ARGUMENT : *count < 1 ? HAILO_INSUFFICIENT_BUFFER : HAILO_SUCCESS;
    if (vstream && count)
        *count = 1;
    if (status == HAILO_SUCCESS)
        *infos = vstream->layer->quant;
    object_drop(vstream);
    return status;
}

EXPORT hailo_status hailo_get_input_vstream_frame_size(hailo_input_vstream vstream, size_t *size)
{
    return tell_size(DIRECTION_INPUT, vstream, size);
}

EXPORT hailo_status hailo_get_output_vstream_frame_size(hailo_output_vstream vstream, size_t *size)
{
    return tell_size(DIRECTION_OUTPUT, vstream, size);
}

EXPORT hailo_status hailo_get_input_vstream_info(hailo_input_vstream vstream, hailo_vstream_info *info)
{
    return tell_info(DIRECTION_INPUT, vstream, info);
}

EXPORT hailo_status hailo_get_output_vstream_info(hailo_output_vstream vstream, hailo_vstream_info *info)
{
    return tell_info(DIRECTION_OUTPUT, vstream, info);
}

EXPORT hailo_status hailo_get_input_vstream_user_format(hailo_input_vstream vstream, hailo_format *format)
{
    return tell_format(DIRECTION_INPUT, vstream, format);
}

EXPORT hailo_status hailo_get_output_vstream_user_format(hailo_output_vstream vstream, hailo_format *format)
{
    return tell_format(DIRECTION_OUTPUT, vstream, format);
}

EXPORT hailo_status hailo_get_input_vstream_quant_infos(hailo_input_vstream vstream, hailo_quant_info *infos, size_t *count)
{
    return tell_quant(DIRECTION_INPUT, vstream, infos, count);
}

EXPORT hailo_status hailo_get_output_vstream_quant_infos(hailo_output_vstream vstream, hailo_quant_info *infos, size_t *count)
{
    return tell_quant(DIRECTION_OUTPUT, vstream, infos, count);
}
