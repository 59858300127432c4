#include "stream.h"

#include <libavutil/display.h>
#include <libavutil/version.h>
#include <math.h>

/* What probing may decode, so that an enormous picture cannot take the memory before it is refused. */
#define PROBE_MAX_PIXELS (64 << 20)
#define PROBE_BYTES (5 << 20)

/* FFmpeg asks this before every wait for the network and ten times a second while it waits. */
static int is_interrupted(void *opaque)
{
    fr_stream *stream = opaque;
    int64_t now = fr_now_ns();
    fr_arrival_tick(&stream->arrival, now);
    return (fr_stopped(stream) && !stream->closing) || now > atomic_load(&stream->deadline_ns);
}

static int rotation_of(const AVStream *video)
{
    const uint8_t *matrix = NULL;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData *side = av_packet_side_data_get(video->codecpar->coded_side_data, video->codecpar->nb_coded_side_data,
                                                           AV_PKT_DATA_DISPLAYMATRIX);
    if (side != NULL && side->size >= 9 * sizeof(int32_t))
        matrix = side->data;
#else
    size_t size = 0;
    matrix = av_stream_get_side_data(video, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (size < 9 * sizeof(int32_t))
        matrix = NULL;
#endif
    if (matrix == NULL)
        return 0;
    double clockwise = -av_display_rotation_get((const int32_t *)matrix);
    if (isnan(clockwise))
        return 0;
    return (((int)lrint(clockwise / 90) % 4 + 4) % 4) * 90;
}

static int probe(fr_stream *stream)
{
    unsigned count = stream->format->nb_streams;
    AVDictionary **options = count > 0 ? av_calloc(count, sizeof *options) : NULL;
    for (unsigned i = 0; options != NULL && i < count; i++) {
        av_dict_set_int(&options[i], "max_pixels", PROBE_MAX_PIXELS, 0);
        av_dict_set(&options[i], "threads", "1", 0);
    }
    int result = avformat_find_stream_info(stream->format, options);
    for (unsigned i = 0; options != NULL && i < count; i++)
        av_dict_free(&options[i]);
    av_free(options);
    return result;
}

static int find_video(fr_stream *stream)
{
    const AVCodec *decoder = NULL;
    stream->video = av_find_best_stream(stream->format, AVMEDIA_TYPE_VIDEO, -1, -1, &decoder, 0);
    if (stream->video == AVERROR_DECODER_NOT_FOUND)
        return fr_fail(stream, FR_UNSUPPORTED, "no decoder for its video");
    if (stream->video < 0)
        return fr_fail(stream, FR_UNSUPPORTED, "it has no video");
    for (unsigned i = 0; i < stream->format->nb_streams; i++) {
        if ((int)i != stream->video)
            stream->format->streams[i]->discard = AVDISCARD_ALL;
    }
    AVStream *video = stream->format->streams[stream->video];
    int64_t width = video->codecpar->width, height = video->codecpar->height;
    if (width * height > stream->options.max_pixels)
        return fr_too_large(stream, (int)width, (int)height);
    if (width <= 0 || height <= 0)
        return fr_fail(stream, FR_CORRUPT, "no whole picture at the start of the video");
    stream->rotation = rotation_of(video);
    return FR_OK;
}

/* What the container states is refused before probing decodes a picture to look inside. */
static int check_stated_size(fr_stream *stream)
{
    for (unsigned i = 0; i < stream->format->nb_streams; i++) {
        const AVCodecParameters *stated = stream->format->streams[i]->codecpar;
        if (stated->codec_type == AVMEDIA_TYPE_VIDEO && (int64_t)stated->width * stated->height > stream->options.max_pixels)
            return fr_too_large(stream, stated->width, stated->height);
    }
    return FR_OK;
}

int32_t fr_stream_open(fr_stream *stream, const char *url, const char *decoder, const fr_open_options *options)
{
    AVDictionary *settings = NULL;
    const AVInputFormat *format = NULL;
    fr_log_install();
    avformat_network_init();
    fr_close(stream);
    stream->options = *options;
    stream->arrival = (struct fr_arrival){0};
    stream->error[0] = '\0';
    fr_deadline(stream, options->open_timeout_us);

    stream->format = avformat_alloc_context();
    if (stream->format == NULL)
        return fr_fail(stream, FR_NO_MEMORY, "out of memory");
    stream->format->interrupt_callback = (AVIOInterruptCB){is_interrupted, stream};
    stream->format->opaque = stream;
    stream->format->probesize = PROBE_BYTES;

    int status = fr_kind_options(stream, &settings, &format, &url);
    if (status == FR_OK) {
        int result = avformat_open_input(&stream->format, url, format, &settings);
        if (result >= 0)
            status = check_stated_size(stream);
        if (result >= 0 && status == FR_OK)
            result = probe(stream);
        if (result < 0 || fr_stopped(stream))
            status = fr_fail_av(stream, result, 0);
    }
    av_dict_free(&settings);
    if (status == FR_OK)
        status = find_video(stream);
    if (status == FR_OK)
        status = fr_decoder_open(stream, decoder);
    if (status != FR_OK) {
        fr_close(stream);
        return status;
    }
    stream->draining = 0;
    stream->invalid_in_a_row = 0;
    atomic_store(&stream->refused_size, 0);
    stream->arrival.is_probed = 1;
    fr_damage_reset(stream);
    fr_pace_reset(stream);
    AVCodecParameters *parameters = stream->format->streams[stream->video]->codecpar;
    int quarter = stream->rotation == 90 || stream->rotation == 270;
    fr_facts_set(stream, quarter ? parameters->height : parameters->width, quarter ? parameters->width : parameters->height);
    return FR_OK;
}

int32_t fr_stream_rewind(fr_stream *stream)
{
    if (stream->format == NULL)
        return fr_fail(stream, FR_FAILED, "not open");
    fr_deadline(stream, stream->options.open_timeout_us);
    int result = avformat_seek_file(stream->format, -1, INT64_MIN, 0, 0, 0);
    if (result < 0)
        result = av_seek_frame(stream->format, stream->video, 0, AVSEEK_FLAG_BYTE);
    if (result < 0)
        return fr_fail_av(stream, result, 0);
    avcodec_flush_buffers(stream->codec);
    stream->draining = 0;
    fr_damage_reset(stream);
    fr_pace_reset(stream);
    return FR_OK;
}
