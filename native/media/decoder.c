#include "stream.h"

#include <libavutil/hwcontext.h>

/* Refuses a picture before its memory is taken; called on decoder threads. */
static int get_buffer(AVCodecContext *codec, AVFrame *frame, int flags)
{
    fr_stream *stream = codec->opaque;
    if ((int64_t)frame->width * frame->height > stream->options.max_pixels) {
        atomic_store(&stream->refused_size, 1);
        return AVERROR(EINVAL);
    }
    return avcodec_default_get_buffer2(codec, frame, flags);
}

static AVCodecContext *make(fr_stream *stream, const AVCodec *decoder, AVBufferRef *device)
{
    AVStream *video = stream->format->streams[stream->video];
    AVCodecContext *codec = avcodec_alloc_context3(decoder);
    if (codec == NULL)
        return NULL;
    if (avcodec_parameters_to_context(codec, video->codecpar) < 0) {
        avcodec_free_context(&codec);
        return NULL;
    }
    codec->opaque = stream;
    codec->get_buffer2 = get_buffer;
    codec->pkt_timebase = (AVRational){1, 1000000}; /* packet numbers pass as microseconds, also through hardware queues */
    codec->thread_count = stream->options.threads;
    /* Frame threads cost one picture of delay each; only reading at full speed is worth that. */
    codec->thread_type = FF_THREAD_SLICE;
    if (stream->options.kind == FR_FILE && !stream->options.paced)
        codec->thread_type |= FF_THREAD_FRAME;
    if (stream->options.kind != FR_FILE)
        codec->flags |= AV_CODEC_FLAG_LOW_DELAY;
    codec->err_recognition = AV_EF_AGGRESSIVE; /* a slice that ends too early is damaged, not short */
    if (device != NULL)
        codec->hw_device_ctx = av_buffer_ref(device);
    if (avcodec_open2(codec, decoder, NULL) < 0)
        avcodec_free_context(&codec);
    return codec;
}

/* A name is that of a kind of device (vaapi, cuda, drm …) or of a decoder (h264_v4l2m2m …). */
static AVCodecContext *make_hardware(fr_stream *stream, const char *name, enum AVCodecID id)
{
    enum AVHWDeviceType type = av_hwdevice_find_type_by_name(name);
    if (type != AV_HWDEVICE_TYPE_NONE) {
        AVBufferRef *device = NULL;
        const AVCodec *decoder = avcodec_find_decoder(id);
        if (decoder == NULL || av_hwdevice_ctx_create(&device, type, NULL, NULL, 0) < 0)
            return NULL;
        AVCodecContext *codec = make(stream, decoder, device);
        av_buffer_unref(&device);
        return codec;
    }
    const AVCodec *decoder = avcodec_find_decoder_by_name(name);
    return decoder != NULL && decoder->id == id ? make(stream, decoder, NULL) : NULL;
}

int fr_decoder_open(fr_stream *stream, const char *name)
{
    AVCodecParameters *parameters = stream->format->streams[stream->video]->codecpar;
    int hardware = 0;
    if (name != NULL && *name != '\0') {
        stream->codec = make_hardware(stream, name, parameters->codec_id);
        hardware = stream->codec != NULL;
    }
    const AVCodec *decoder = avcodec_find_decoder(parameters->codec_id);
    if (stream->codec == NULL && decoder != NULL)
        stream->codec = make(stream, decoder, NULL);
    if (stream->codec == NULL)
        return fr_fail(stream, FR_UNSUPPORTED, "no decoder for %s", avcodec_get_name(parameters->codec_id));
    pthread_mutex_lock(&stream->facts_lock);
    stream->facts.hardware = hardware;
    pthread_mutex_unlock(&stream->facts_lock);
    return FR_OK;
}
