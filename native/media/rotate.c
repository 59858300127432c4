/* Turns a planar 8-bit picture by whole quarters. Only files from telephones need it. */
#include "stream.h"

#include <libavutil/pixdesc.h>

static void turn_plane(const uint8_t *from, int from_stride, uint8_t *to, int to_stride, int width, int height, int degrees)
{
    /* width and height are those of the result */
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            ptrdiff_t at = degrees == 90    ? (ptrdiff_t)(width - 1 - x) * from_stride + y
                           : degrees == 180 ? (ptrdiff_t)(height - 1 - y) * from_stride + (width - 1 - x)
                                            : (ptrdiff_t)x * from_stride + (height - 1 - y);
            to[(ptrdiff_t)y * to_stride + x] = from[at];
        }
    }
}

int fr_rotate(const AVFrame *picture, AVFrame *into, int degrees)
{
    const AVPixFmtDescriptor *shape = av_pix_fmt_desc_get(picture->format);
    int quarter = degrees == 90 || degrees == 270;
    into->format = picture->format;
    into->width = quarter ? picture->height : picture->width;
    into->height = quarter ? picture->width : picture->height;
    int result = av_frame_get_buffer(into, 0);
    if (result < 0 || (result = av_frame_copy_props(into, picture)) < 0)
        return result;
    into->chroma_location = AVCHROMA_LOC_CENTER;
    for (int i = 0; i < shape->nb_components; i++) {
        int log2w = i == 0 ? 0 : shape->log2_chroma_w, log2h = i == 0 ? 0 : shape->log2_chroma_h;
        turn_plane(picture->data[i], picture->linesize[i], into->data[i], into->linesize[i],
                   AV_CEIL_RSHIFT(into->width, log2w), AV_CEIL_RSHIFT(into->height, log2h), degrees);
    }
    return 0;
}
