#include "stream.h"
#include "frame.h"

#include <libavutil/version.h>
#include <time.h>

/* Of deliver alone: a picture that was decoded because later ones lean on it, but is too old to be shown. */
#define PASSED_OVER -1
/* So many unreadable packets in a row end the stream. */
#define MAX_INVALID 200

static int64_t media_time(const fr_stream *stream, int64_t stamp)
{
    if (stamp == AV_NOPTS_VALUE)
        return INT64_MIN;
    return av_rescale_q(stamp, stream->format->streams[stream->video]->time_base, (AVRational){1, 1000000});
}

static int deliver(fr_stream *stream, fr_frame *frame, fr_picture_info *info)
{
    AVFrame *picture = stream->picture;
    int64_t sequence = picture->pts;
    if (sequence == AV_NOPTS_VALUE || sequence > stream->sequence || sequence <= stream->sequence - FR_IN_FLIGHT)
        sequence = stream->sequence;
    struct fr_packet_note note = stream->notes[sequence % FR_IN_FLIGHT];
    int64_t decode_ns = stream->decode_ns;
    stream->decode_ns = 0;
    stream->invalid_in_a_row = 0;
    if (!fr_damage_shows(stream, picture, sequence)) {
        av_frame_unref(picture);
        return FR_WITHHELD;
    }
    if (note.arrived_ns == FR_ARRIVAL_UNKNOWN) {
        av_frame_unref(picture);
        return PASSED_OVER;
    }
    if ((int64_t)picture->width * picture->height > stream->options.max_pixels) {
        int width = picture->width, height = picture->height;
        av_frame_unref(picture);
        return fr_too_large(stream, width, height);
    }
    int result = fr_normalise(stream, picture, frame->picture);
    if (result < 0)
        return fr_fail_av(stream, result, 1);
    info->width = frame->picture->width;
    info->height = frame->picture->height;
    if (info->width != stream->facts.width || info->height != stream->facts.height)
        fr_facts_set(stream, info->width, info->height);
    info->media_time_us = note.media_time_us;
    info->decode_ns = decode_ns;
    info->age_ns = fr_now_ns() - note.arrived_ns;
    return FR_OK;
}

/* FR_OK when a packet of the video waits in stream->packet; draining is set at the end. */
static int next_packet(fr_stream *stream)
{
    fr_deadline(stream, stream->options.read_timeout_us);
    for (;;) {
        av_packet_unref(stream->packet);
        int result = av_read_frame(stream->format, stream->packet);
        if (fr_stopped(stream))
            return fr_fail(stream, FR_INTERRUPTED, "stopped");
        if (result == AVERROR(EAGAIN)) {
            if (fr_now_ns() > atomic_load(&stream->deadline_ns))
                return fr_fail_av(stream, result, 1);
            nanosleep(&(struct timespec){0, 5000000}, NULL);
        } else if (result == AVERROR_INVALIDDATA && stream->invalid_in_a_row++ < MAX_INVALID) {
            fr_damage_note(stream, stream->sequence + 1);
        } else if (result == AVERROR_EOF) {
            stream->draining = 1;
            return FR_OK;
        } else if (result < 0) {
            return fr_fail_av(stream, result, 1);
        } else if (stream->packet->stream_index == stream->video) {
            return FR_OK;
        }
    }
}

static int64_t pace_time(const fr_stream *stream, const AVPacket *packet)
{
    int64_t stamp = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    if (stamp != AV_NOPTS_VALUE)
        return media_time(stream, stamp);
    /* A bare H.264 or H.265 file has no times, only a rate. */
    double rate = stream->facts.frames_per_second > 0 ? stream->facts.frames_per_second : 25;
    return (int64_t)(stream->sequence * 1e6 / rate);
}

static int note_packet(fr_stream *stream)
{
    AVPacket *packet = stream->packet;
    if (stream->options.paced && !fr_pace_wait(stream, pace_time(stream, packet)))
        return fr_fail(stream, FR_INTERRUPTED, "stopped");
    int64_t sequence = ++stream->sequence;
    stream->notes[sequence % FR_IN_FLIGHT] = (struct fr_packet_note){sequence, fr_arrival_of_packet(stream), media_time(stream, packet->pts)};
    atomic_fetch_add(&stream->bytes, packet->size);
    atomic_fetch_add(&stream->packets, 1);
    if (fr_damage_in_packet(stream, packet))
        fr_damage_note(stream, sequence);
    fr_damage_listen(stream); /* what the transport told of lost packets */
    packet->pts = packet->dts = sequence;
    return FR_OK;
}

/* FR_OK, FR_WITHHELD when the packet could not be decoded, or a failure. */
static int decode_next(fr_stream *stream)
{
    int status = next_packet(stream);
    if (status == FR_OK && !stream->draining)
        status = note_packet(stream);
    if (status != FR_OK)
        return status;
    int64_t began = fr_now_ns();
    int result = avcodec_send_packet(stream->codec, stream->draining ? NULL : stream->packet);
    stream->decode_ns += fr_now_ns() - began;
    av_packet_unref(stream->packet);
    fr_damage_listen(stream);
    if (atomic_load(&stream->refused_size))
        return fr_fail(stream, FR_TOO_LARGE, "more than %.1f megapixels", stream->options.max_pixels / 1e6);
    if (result >= 0 || result == AVERROR_EOF)
        return FR_OK;
    fr_damage_note(stream, stream->sequence);
    if (stream->invalid_in_a_row++ >= MAX_INVALID)
        return fr_fail(stream, FR_CORRUPT, "%d packets in a row could not be decoded", MAX_INVALID);
    return FR_WITHHELD;
}

int32_t fr_stream_read(fr_stream *stream, fr_frame *frame, fr_picture_info *info)
{
    if (stream->codec == NULL)
        return fr_fail(stream, FR_FAILED, "not open");
    fr_frame_clear(frame);
    for (;;) {
        if (fr_stopped(stream))
            return fr_fail(stream, FR_INTERRUPTED, "stopped");
        int64_t began = fr_now_ns();
        int result = avcodec_receive_frame(stream->codec, stream->picture);
        stream->decode_ns += fr_now_ns() - began;
        fr_damage_listen(stream);
        if (result == 0) {
            int status = deliver(stream, frame, info);
            if (status == PASSED_OVER)
                continue;
            return status;
        }
        if (result == AVERROR_EOF)
            return FR_END;
        if (atomic_load(&stream->refused_size))
            return fr_fail(stream, FR_TOO_LARGE, "more than %.1f megapixels", stream->options.max_pixels / 1e6);
        if (result != AVERROR(EAGAIN)) {
            fr_damage_note(stream, stream->sequence);
            if (stream->draining)
                return FR_END;
        }
        int status = decode_next(stream);
        if (status != FR_OK)
            return status;
    }
}
