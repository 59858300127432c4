#include "stream.h"

#include <stdlib.h>
#include <time.h>

int32_t fr_abi(void)
{
    return FR_ABI;
}

int64_t fr_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

fr_stream *fr_stream_new(void)
{
    fr_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL)
        return NULL;
    atomic_init(&stream->deadline_ns, FR_NEVER);
    pthread_mutex_init(&stream->facts_lock, NULL);
    stream->packet = av_packet_alloc();
    stream->picture = av_frame_alloc();
    stream->staged = av_frame_alloc();
    if (stream->packet == NULL || stream->picture == NULL || stream->staged == NULL) {
        fr_stream_free(stream);
        return NULL;
    }
    return stream;
}

void fr_stream_interrupt(fr_stream *stream)
{
    atomic_store(&stream->stop, 1);
}

void fr_deadline(fr_stream *stream, int64_t timeout_us)
{
    atomic_store(&stream->deadline_ns, timeout_us > 0 ? fr_now_ns() + timeout_us * 1000 : FR_NEVER);
}

int fr_stopped(const fr_stream *stream)
{
    return atomic_load(&stream->stop);
}

void fr_close(fr_stream *stream)
{
    /* The goodbye (RTSP TEARDOWN) is said also after an interruption, but a server that no longer answers must not hold it up. */
    stream->closing = 1;
    fr_deadline(stream, 300000);
    avcodec_free_context(&stream->codec);
    avformat_close_input(&stream->format);
    stream->closing = 0;
    sws_freeContext(stream->converter);
    stream->converter = NULL;
    av_freep(&stream->address);
}

void fr_stream_free(fr_stream *stream)
{
    if (stream == NULL)
        return;
    fr_close(stream);
    av_packet_free(&stream->packet);
    av_frame_free(&stream->picture);
    av_frame_free(&stream->staged);
    pthread_mutex_destroy(&stream->facts_lock);
    free(stream);
}
