/* FFmpeg says on its log, and only there, that packets were lost or that a reference picture is missing.
   This listener turns those lines into facts of the stream they belong to and keeps all of them off stderr,
   where addresses would appear with their passwords. */
#include "stream.h"

#include <stdarg.h>
#include <string.h>

/* Complaints about side information that leave the picture whole. */
static int is_harmless(const char *format)
{
    static const char *const words[] = {"SEI", "APP", "VUI", "VPS", "EXIF", "Exif", "ICC", "comment", "Increasing reorder"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strstr(format, words[i]) != NULL)
            return 1;
    }
    return 0;
}

/* A missing H.264 picture is replaced by a copy of its predecessor and told to developers only. */
static int tells_loss(const char *format)
{
    return strncmp(format, "Frame num gap", 13) == 0;
}

static void listen(void *source, int level, const char *format, va_list arguments)
{
    if (source == NULL)
        return;
    const AVClass *kind = *(const AVClass *const *)source;
    if (kind == NULL)
        return;
    if (kind == avcodec_get_class()) {
        fr_stream *stream = ((AVCodecContext *)source)->opaque;
        if (stream != NULL && (level <= AV_LOG_ERROR ? !is_harmless(format) : tells_loss(format)))
            atomic_store(&stream->complaints, 1);
    } else if (kind == avformat_get_class()) {
        fr_stream *stream = ((AVFormatContext *)source)->opaque;
        if (stream != NULL && strncmp(format, "RTP: missed %d", 14) == 0) {
            atomic_fetch_add(&stream->lost_packets, va_arg(arguments, int));
            atomic_store(&stream->complaints, 1);
        }
    }
}

static void install(void)
{
    av_log_set_callback(listen);
}

void fr_log_install(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
}
