/* What each kind of source may do and how patient it is. */
#include "stream.h"

#include <libavutil/avstring.h>
#include <string.h>
#include <sys/stat.h>
#ifdef HAVE_AVDEVICE
#include <libavdevice/avdevice.h>
#endif

static int is_ordinary_file(fr_stream *stream, const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return fr_fail(stream, FR_NOT_FOUND, "no such file");
    /* A pipe would block in open(), where nothing can interrupt it. */
    if (!S_ISREG(about.st_mode))
        return fr_fail(stream, FR_UNSUPPORTED, "not an ordinary file");
    if (about.st_size == 0)
        return fr_fail(stream, FR_CORRUPT, "the file is empty");
    return FR_OK;
}

/* Names the protocol, else FFmpeg would take "12:30.mp4" for an address of a protocol called 12. */
static int file_address(fr_stream *stream, const char **url)
{
    const char *path = strncmp(*url, "file:", 5) == 0 ? *url + 5 : *url;
    int status = is_ordinary_file(stream, path);
    if (status != FR_OK)
        return status;
    av_free(stream->address);
    stream->address = av_asprintf("file:%s", path);
    if (stream->address == NULL)
        return fr_fail(stream, FR_NO_MEMORY, "out of memory");
    *url = stream->address;
    return FR_OK;
}

static void set_us(AVDictionary **options, const char *name, int64_t value)
{
    av_dict_set_int(options, name, value, 0);
}

static int camera_device(fr_stream *stream, const char *path, const AVInputFormat **format)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return fr_fail(stream, FR_NOT_FOUND, "no such device");
    if (!S_ISCHR(about.st_mode))
        return fr_fail(stream, FR_UNSUPPORTED, "not a camera device");
#ifdef HAVE_AVDEVICE
    avdevice_register_all();
#endif
    *format = av_find_input_format("video4linux2");
    if (*format == NULL)
        return fr_fail(stream, FR_UNSUPPORTED, "libfacerec_media was built without libavdevice; install libavdevice-dev and build again");
    stream->format->flags |= AVFMT_FLAG_NONBLOCK; /* its blocking read cannot be interrupted */
    return FR_OK;
}

int fr_kind_options(fr_stream *stream, AVDictionary **options, const AVInputFormat **format, const char **url)
{
    const fr_open_options *how = &stream->options;
    switch (how->kind) {
    case FR_RTSP:
        *format = av_find_input_format("rtsp");
        av_dict_set(options, "protocol_whitelist", how->udp ? "rtp,udp,tcp,tls,crypto" : "tcp,tls,crypto", 0);
        av_dict_set(options, "rtsp_transport", how->udp ? "udp" : "tcp", 0);
        av_dict_set(options, "allowed_media_types", "video", 0);
        set_us(options, "timeout", how->read_timeout_us);
        stream->format->fps_probe_size = 3;
        stream->format->max_analyze_duration = 2000000;
        return FR_OK;
    case FR_HTTP:
        /* No file, no pipe: a playlist from the network must not read what lies on this machine. */
        av_dict_set(options, "protocol_whitelist", "http,https,tcp,tls,crypto", 0);
        set_us(options, "rw_timeout", how->read_timeout_us);
        stream->format->fps_probe_size = 3;
        stream->format->max_analyze_duration = 2000000;
        return FR_OK;
    case FR_FILE:
        av_dict_set(options, "protocol_whitelist", "file", 0);
        return file_address(stream, url);
    case FR_V4L2:
        return camera_device(stream, *url, format);
    default:
        return fr_fail(stream, FR_UNSUPPORTED, "unknown kind of source");
    }
}
