#include "stream.h"

#include <stdio.h>

void fr_facts_set(fr_stream *stream, int width, int height)
{
    const AVStream *video = stream->format->streams[stream->video];
    AVRational rate = video->avg_frame_rate.num > 0 ? video->avg_frame_rate : video->r_frame_rate;
    pthread_mutex_lock(&stream->facts_lock);
    fr_stream_facts *facts = &stream->facts;
    snprintf(facts->codec, sizeof facts->codec, "%s", avcodec_get_name(video->codecpar->codec_id));
    facts->width = width;
    facts->height = height;
    facts->rotation = stream->rotation;
    facts->frames_per_second = rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 1000 ? av_q2d(rate) : 0;
    pthread_mutex_unlock(&stream->facts_lock);
}

void fr_stream_get_facts(fr_stream *stream, fr_stream_facts *facts)
{
    pthread_mutex_lock(&stream->facts_lock);
    *facts = stream->facts;
    pthread_mutex_unlock(&stream->facts_lock);
    facts->bytes = atomic_load(&stream->bytes);
    facts->packets = atomic_load(&stream->packets);
    facts->lost_packets = atomic_load(&stream->lost_packets);
}
