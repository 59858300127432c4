/* A decoded picture and the working memory for scaling it; private to this folder. */
#pragma once
#include "facerec_media.h"

#include <libavutil/frame.h>
#include <stdatomic.h>
#include <stddef.h>

struct fr_frame {
    AVFrame *picture;
    /* Working memory kept from call to call. A second thread that scales the same frame at the same time takes its own. */
    atomic_flag busy;
    void *scratch;
    size_t scratch_size;
};
