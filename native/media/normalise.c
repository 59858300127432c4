/* Brings rare pixel formats (10 bit, packed, RGB, hardware memory) and turned pictures to the few that scale.c reads.
   What cameras usually send passes through without a copy. */
#include "colour.h"
#include "stream.h"

#include <libavutil/pixdesc.h>

static int is_read_directly(const AVFrame *picture)
{
    /* Some decoders hand out pictures upside down, with a negative distance between rows. */
    if (picture->linesize[0] < 0)
        return 0;
    switch (picture->format) {
    case AV_PIX_FMT_YUV420P:
    case AV_PIX_FMT_YUV422P:
    case AV_PIX_FMT_YUV444P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_NV12:
    case AV_PIX_FMT_GRAY8:
        return 1;
    default:
        return 0;
    }
}

static enum AVPixelFormat nearest(const AVPixFmtDescriptor *shape, int turning)
{
    if (shape->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL))
        return AV_PIX_FMT_YUV444P;
    if (shape->nb_components < 3)
        return AV_PIX_FMT_GRAY8;
    if (shape->log2_chroma_w == 1 && shape->log2_chroma_h == 1)
        return AV_PIX_FMT_YUV420P;
    return shape->log2_chroma_w == 1 && shape->log2_chroma_h == 0 && !turning ? AV_PIX_FMT_YUV422P : AV_PIX_FMT_YUV444P;
}

static int convert(fr_stream *stream, const AVFrame *picture, AVFrame *into, int turning)
{
    const AVPixFmtDescriptor *shape = av_pix_fmt_desc_get(picture->format);
    if (shape == NULL)
        return AVERROR(ENOSYS);
    int rgb = (shape->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
    into->format = nearest(shape, turning);
    into->width = picture->width;
    into->height = picture->height;
    int result = av_frame_get_buffer(into, 0);
    if (result < 0 || (result = av_frame_copy_props(into, picture)) < 0)
        return result;
    stream->converter = sws_getCachedContext(stream->converter, picture->width, picture->height, picture->format,
                                             into->width, into->height, into->format,
                                             SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, NULL, NULL, NULL);
    if (stream->converter == NULL)
        return AVERROR(ENOSYS);
    /* Brightness stays what it is; only RGB gets a matrix, and a full range one. */
    int full = rgb || fr_is_full_range(picture);
    const int *matrix = sws_getCoefficients(SWS_CS_ITU601);
    sws_setColorspaceDetails(stream->converter, matrix, full, matrix, full, 0, 1 << 16, 1 << 16);
    if (full)
        into->color_range = AVCOL_RANGE_JPEG; /* the new format no longer says it */
    if (rgb) {
        into->colorspace = AVCOL_SPC_SMPTE170M;
        into->chroma_location = AVCHROMA_LOC_CENTER;
    }
    result = sws_scale(stream->converter, (const uint8_t *const *)picture->data, picture->linesize, 0, picture->height,
                       into->data, into->linesize);
    return result < 0 ? result : 0;
}

int fr_normalise(fr_stream *stream, AVFrame *picture, AVFrame *into)
{
    int result = 0;
    if (picture->hw_frames_ctx != NULL) {
        if ((result = av_hwframe_transfer_data(stream->staged, picture, 0)) < 0 ||
            (result = av_frame_copy_props(stream->staged, picture)) < 0)
            goto done;
        av_frame_unref(picture);
        av_frame_move_ref(picture, stream->staged);
    }
    int turning = stream->rotation != 0;
    int planar = picture->format != AV_PIX_FMT_NV12 && picture->format != AV_PIX_FMT_YUV422P && picture->format != AV_PIX_FMT_YUVJ422P;
    if (!is_read_directly(picture) || (turning && !planar)) {
        if ((result = convert(stream, picture, stream->staged, turning)) < 0)
            goto done;
        av_frame_unref(picture);
        av_frame_move_ref(picture, stream->staged);
    }
    if (turning)
        result = fr_rotate(picture, into, stream->rotation);
    else
        av_frame_move_ref(into, picture);
done:
    av_frame_unref(picture);
    av_frame_unref(stream->staged);
    if (result < 0)
        av_frame_unref(into);
    return result;
}
