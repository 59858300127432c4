/* Which pictures may be shown. After a loss every picture that may lean on the lost one is withheld:
   all from the damaged packet on, up to the next key frame that came out whole.
   FFmpeg's H.265 decoder does not tell that a part of a picture is missing, only that a whole one is; there the
   transport's own account of lost packets (RTP over UDP, MPEG-TS) has to do. */
#include "stream.h"

void fr_damage_reset(fr_stream *stream)
{
    atomic_store(&stream->complaints, 0);
    stream->damaged_from = INT64_MIN; /* whatever comes next needs a key frame first */
    stream->damaged_to = stream->sequence;
}

void fr_damage_note(fr_stream *stream, int64_t sequence)
{
    if (sequence < stream->damaged_from)
        stream->damaged_from = sequence;
    if (sequence > stream->damaged_to)
        stream->damaged_to = sequence;
}

/* Takes up what the log told since the last call: it concerns the newest packet, or with frame threads one a few before it. */
void fr_damage_listen(fr_stream *stream)
{
    if (atomic_exchange(&stream->complaints, 0) == 0)
        return;
    int64_t sequence = stream->sequence;
    if (stream->codec->active_thread_type & FF_THREAD_FRAME)
        sequence -= stream->codec->thread_count - 1;
    fr_damage_note(stream, sequence);
}

static int is_key(const AVFrame *picture)
{
#ifdef AV_FRAME_FLAG_KEY
    return (picture->flags & AV_FRAME_FLAG_KEY) != 0;
#else
    return picture->key_frame;
#endif
}

int fr_damage_shows(fr_stream *stream, const AVFrame *picture, int64_t sequence)
{
    if (picture->decode_error_flags != 0 || (picture->flags & AV_FRAME_FLAG_CORRUPT) != 0)
        fr_damage_note(stream, sequence);
    if (sequence < stream->damaged_from)
        return 1;
    if (sequence > stream->damaged_to && is_key(picture)) {
        stream->damaged_from = INT64_MAX;
        return 1;
    }
    return 0;
}

/* What a packet shows of its own accord: the demuxer's flag, and a JPEG without its end. */
int fr_damage_in_packet(const fr_stream *stream, const AVPacket *packet)
{
    if (packet->flags & AV_PKT_FLAG_CORRUPT)
        return 1;
    if (stream->codec->codec_id != AV_CODEC_ID_MJPEG)
        return 0;
    /* Cameras pad after the end marker, so the last 64 bytes are searched. */
    int from = packet->size > 64 ? packet->size - 64 : 0;
    for (int i = packet->size - 2; i >= from; i--) {
        if (packet->data[i] == 0xFF && packet->data[i + 1] == 0xD9)
            return 0;
    }
    return 1;
}
