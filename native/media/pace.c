/* Hands a file's packets out at the pace they were recorded, so that a file behaves like a camera. */
#include "stream.h"

#include <time.h>

#define LATEST_NS 500000000 /* further behind than this, the clock is set anew instead of hurrying */
#define SLICE_NS 50000000   /* how long an interruption may go unnoticed */

void fr_pace_reset(fr_stream *stream)
{
    stream->pace_origin_ns = 0;
}

/* Waits until the packet of the given stream time is due; 0 when interrupted. */
int fr_pace_wait(fr_stream *stream, int64_t media_us)
{
    int64_t now = fr_now_ns();
    int64_t due = stream->pace_origin_ns + (media_us - stream->pace_media_us) * 1000;
    /* The first packet, a jump in the stream's time, or a machine that cannot keep up. */
    if (stream->pace_origin_ns == 0 || due - now > 10 * (int64_t)1000000000 || now - due > LATEST_NS) {
        stream->pace_origin_ns = now;
        stream->pace_media_us = media_us;
        return 1;
    }
    while ((now = fr_now_ns()) < due) {
        if (fr_stopped(stream))
            return 0;
        int64_t left = due - now;
        struct timespec nap = {0, left < SLICE_NS ? left : SLICE_NS};
        nanosleep(&nap, NULL);
    }
    return 1;
}
