/* When the last byte of a compressed picture had arrived. FFmpeg hands a picture of H.264 or H.265 from RTSP out only
   when the first packet of the next one is there, a whole frame interval too late to be called its time. But it asks
   before every read from the network whether it shall go on, so it is known when the wait for that next packet began:
   then the picture was complete. What was kept from probing, up to two seconds, came nobody knows when. */
#include "stream.h"

#define QUIET_NS 2000000 /* shorter pauses are this program's own work */
/* Questions asked while one RTP packet is read: two for each of its three parts, and some for parts that come in pieces. */
#define QUESTIONS_OF_A_PACKET 12

void fr_arrival_tick(struct fr_arrival *arrival, int64_t now_ns)
{
    arrival->is_live = arrival->is_probed;
    if (now_ns - arrival->asked_ns < QUIET_NS) {
        arrival->questions++;
    } else {
        /* A wait of over 100 ms is one wait with several questions. */
        if (arrival->questions > 0)
            arrival->quiet_from_ns = arrival->asked_ns;
        arrival->questions = 0;
    }
    arrival->asked_ns = now_ns;
}

int64_t fr_arrival_of_packet(const fr_stream *stream)
{
    enum AVCodecID codec = stream->codec->codec_id;
    int comes_late = stream->options.kind == FR_RTSP && (codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC);
    const struct fr_arrival *arrival = &stream->arrival;
    if (stream->options.kind == FR_RTSP && !arrival->is_live)
        return FR_ARRIVAL_UNKNOWN;
    return comes_late && arrival->quiet_from_ns != 0 && arrival->questions <= QUESTIONS_OF_A_PACKET ? arrival->quiet_from_ns : fr_now_ns();
}
