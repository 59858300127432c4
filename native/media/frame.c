#include "frame.h"

#include <libavutil/mem.h>
#include <stdlib.h>

fr_frame *fr_frame_new(void)
{
    fr_frame *frame = calloc(1, sizeof *frame);
    if (frame == NULL)
        return NULL;
    atomic_flag_clear(&frame->busy);
    frame->picture = av_frame_alloc();
    if (frame->picture == NULL) {
        free(frame);
        return NULL;
    }
    return frame;
}

void fr_frame_clear(fr_frame *frame)
{
    av_frame_unref(frame->picture);
}

void fr_frame_free(fr_frame *frame)
{
    if (frame == NULL)
        return;
    av_frame_free(&frame->picture);
    free(frame->scratch);
    free(frame);
}

const uint8_t *fr_frame_luma(const fr_frame *frame, int32_t *stride)
{
    *stride = frame->picture->linesize[0];
    return frame->picture->data[0];
}
