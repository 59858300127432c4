#include "stream.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* Texts are made here and never quote FFmpeg's log, because that repeats addresses with their passwords. */
int fr_fail(fr_stream *stream, int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(stream->error, sizeof stream->error, format, arguments);
    va_end(arguments);
    return status;
}

const char *fr_stream_error(const fr_stream *stream)
{
    return stream->error;
}

static int status_of(int averror, int kind, int reading)
{
    switch (averror) {
    case AVERROR_HTTP_UNAUTHORIZED:
    case AVERROR_HTTP_FORBIDDEN:
    case AVERROR(EACCES):
    case AVERROR(EPERM):
        return FR_UNAUTHORIZED;
    case AVERROR_HTTP_NOT_FOUND:
    case AVERROR_STREAM_NOT_FOUND:
    case AVERROR(ENOENT):
    case AVERROR(ENODEV):
    case AVERROR(ENXIO):
        return FR_NOT_FOUND;
    case AVERROR_INVALIDDATA:
        return FR_CORRUPT;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_PROTOCOL_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
    case AVERROR(ENOSYS):
    case AVERROR(EINVAL):
        return FR_UNSUPPORTED;
    case AVERROR(ENOMEM):
        return FR_NO_MEMORY;
    case AVERROR(ETIMEDOUT):
        return reading ? FR_STALLED : FR_UNREACHABLE;
    case AVERROR_EOF:
        return reading ? FR_END : FR_CORRUPT;
    default:
        return kind == FR_FILE ? FR_CORRUPT : FR_UNREACHABLE;
    }
}

int fr_too_large(fr_stream *stream, int width, int height)
{
    return fr_fail(stream, FR_TOO_LARGE, "%dx%d is %.1f megapixels, at most %.1f are allowed", width, height,
                   (double)width * height / 1e6, stream->options.max_pixels / 1e6);
}

int fr_fail_av(fr_stream *stream, int averror, int reading)
{
    if (fr_stopped(stream))
        return fr_fail(stream, FR_INTERRUPTED, "stopped");
    /* An interruption by the deadline can also be told late, by the read after the one it cut short. */
    if (averror == AVERROR_EXIT || fr_now_ns() > atomic_load(&stream->deadline_ns)) {
        return reading ? fr_fail(stream, FR_STALLED, "nothing arrived for %.1f s", stream->options.read_timeout_us / 1e6)
                       : fr_fail(stream, FR_UNREACHABLE, "no answer within %.1f s", stream->options.open_timeout_us / 1e6);
    }
    char text[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(averror, text, sizeof text);
    return fr_fail(stream, status_of(averror, stream->options.kind, reading), "%s", text);
}
