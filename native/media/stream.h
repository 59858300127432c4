/* The state of one open stream; private to this folder. */
#pragma once
#include "facerec_media.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
#include <pthread.h>
#include <stdatomic.h>

#define FR_NEVER INT64_MAX
/* Pictures a decoder may hold between packet and picture; H.265 reorders 16 and frame threads add a few. */
#define FR_IN_FLIGHT 256

/* What is remembered of a packet until its picture comes out of the decoder. */
struct fr_packet_note {
    int64_t sequence;
    int64_t arrived_ns;
    int64_t media_time_us;
};

#define FR_ARRIVAL_UNKNOWN 0

/* arrival.c: when the network was last waited for */
struct fr_arrival {
    int is_probed;          /* the stream is open */
    int is_live;            /* the network was read since then */
    int64_t asked_ns;       /* FFmpeg's newest question whether to go on */
    int64_t quiet_from_ns;  /* when the newest wait began */
    int questions;          /* since that wait was over */
};

struct fr_stream {
    fr_open_options options;
    AVFormatContext *format;
    AVCodecContext *codec;
    char *address;      /* of a file, with its protocol */
    AVPacket *packet;
    AVFrame *picture;   /* as decoded */
    AVFrame *staged;    /* copied out of hardware memory, or converted */
    struct SwsContext *converter;
    int video;          /* index of the stream that is read */
    int rotation;       /* degrees clockwise, multiple of 90 */
    int draining;

    atomic_int stop;
    int closing;        /* written and read by the thread that reads */
    _Atomic int64_t deadline_ns;
    char error[256];

    /* Packets are numbered in the order they are decoded; the number travels as pts through the decoder. */
    int64_t sequence;
    struct fr_packet_note notes[FR_IN_FLIGHT];
    struct fr_arrival arrival;
    int64_t decode_ns;  /* spent since the last picture came out */
    int invalid_in_a_row;

    /* damage.c */
    atomic_int complaints;  /* set from the log callback, maybe on a decoder thread */
    int64_t damaged_from;   /* first packet whose picture may not be shown, INT64_MAX while all is well */
    int64_t damaged_to;     /* last packet known to be damaged; a key frame after it ends the damage */

    /* pace.c */
    int64_t pace_origin_ns;
    int64_t pace_media_us;

    pthread_mutex_t facts_lock;
    fr_stream_facts facts;
    _Atomic int64_t bytes, packets, lost_packets;
    atomic_int refused_size;
};

int64_t fr_now_ns(void);
void fr_deadline(fr_stream *stream, int64_t timeout_us);
int fr_stopped(const fr_stream *stream);
void fr_close(fr_stream *stream);

int fr_fail(fr_stream *stream, int status, const char *format, ...) __attribute__((format(printf, 3, 4)));
int fr_too_large(fr_stream *stream, int width, int height);
int fr_fail_av(fr_stream *stream, int averror, int reading);

int fr_kind_options(fr_stream *stream, AVDictionary **options, const AVInputFormat **format, const char **url);
int fr_decoder_open(fr_stream *stream, const char *name);

void fr_log_install(void);

void fr_damage_reset(fr_stream *stream);
void fr_damage_note(fr_stream *stream, int64_t sequence);
void fr_damage_listen(fr_stream *stream);
int fr_damage_shows(fr_stream *stream, const AVFrame *picture, int64_t sequence);
int fr_damage_in_packet(const fr_stream *stream, const AVPacket *packet);

void fr_arrival_tick(struct fr_arrival *arrival, int64_t now_ns);
int64_t fr_arrival_of_packet(const fr_stream *stream);

void fr_pace_reset(fr_stream *stream);
int fr_pace_wait(fr_stream *stream, int64_t media_us);

int fr_normalise(fr_stream *stream, AVFrame *picture, AVFrame *into);
int fr_rotate(const AVFrame *picture, AVFrame *into, int degrees);

void fr_facts_set(fr_stream *stream, int width, int height);
