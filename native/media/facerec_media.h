/* The C interface between FaceRecMqtt.Video and FFmpeg. Everything here is plain C with fixed-size fields,
   so that no layout of FFmpeg's own structs is known outside this folder. */
#pragma once
#include <stdint.h>

#define FR_API __attribute__((visibility("default")))
#define FR_ABI 1

/* What an operation came to. The numbers are known to NativeStatus.cs. */
enum fr_status {
    FR_OK = 0,
    FR_WITHHELD = 1,     /* a picture was damaged or came before the first key frame; read again */
    FR_END = 2,
    FR_INTERRUPTED = 3,  /* fr_stream_interrupt was called */
    FR_UNREACHABLE = 4,
    FR_UNAUTHORIZED = 5,
    FR_NOT_FOUND = 6,
    FR_STALLED = 7,      /* nothing arrived within read_timeout_us */
    FR_TOO_LARGE = 8,
    FR_UNSUPPORTED = 9,
    FR_CORRUPT = 10,
    FR_NO_MEMORY = 11,
    FR_FAILED = 12,
};

enum fr_kind { FR_RTSP = 0, FR_HTTP = 1, FR_FILE = 2, FR_V4L2 = 3 };

typedef struct fr_stream fr_stream;
typedef struct fr_frame fr_frame;

typedef struct fr_open_options {
    int64_t open_timeout_us;
    int64_t read_timeout_us;
    int64_t max_pixels;
    int32_t kind;    /* enum fr_kind */
    int32_t threads; /* of the decoder, at least 1 */
    int32_t paced;   /* files: hand pictures out at the pace they were recorded */
    int32_t udp;     /* RTSP over UDP instead of TCP */
} fr_open_options;

typedef struct fr_picture_info {
    int64_t age_ns;         /* since the compressed picture had arrived */
    int64_t decode_ns;
    int64_t media_time_us;  /* the stream's own time, INT64_MIN where it has none */
    int32_t width;
    int32_t height;
} fr_picture_info;

typedef struct fr_stream_facts {
    int64_t bytes;
    int64_t packets;
    int64_t lost_packets;   /* as the transport tells */
    double frames_per_second; /* as the stream says, 0 when it does not */
    int32_t width;
    int32_t height;
    int32_t rotation;       /* degrees clockwise that were applied */
    int32_t hardware;       /* 1 while a hardware decoder is in use */
    char codec[32];
} fr_stream_facts;

FR_API int32_t fr_abi(void);
FR_API const char *fr_ffmpeg_version(void);
FR_API int32_t fr_has_decoder(const char *name); /* by FFmpeg's name */

/* A stream is made empty, so that it can be interrupted while it opens. One thread opens and reads;
   any thread may interrupt, ask for facts, or read frames already handed out. */
FR_API fr_stream *fr_stream_new(void);
FR_API int32_t fr_stream_open(fr_stream *stream, const char *url, const char *decoder, const fr_open_options *options);
FR_API int32_t fr_stream_read(fr_stream *stream, fr_frame *frame, fr_picture_info *info);
FR_API int32_t fr_stream_rewind(fr_stream *stream);
FR_API void fr_stream_interrupt(fr_stream *stream);
FR_API void fr_stream_get_facts(fr_stream *stream, fr_stream_facts *facts);
/* Why the last operation failed, without any part of the address. Valid until the next operation. */
FR_API const char *fr_stream_error(const fr_stream *stream);
FR_API void fr_stream_free(fr_stream *stream);

/* A frame holds a decoded picture by reference. Several threads may read it at once. */
FR_API fr_frame *fr_frame_new(void);
FR_API void fr_frame_clear(fr_frame *frame);
FR_API void fr_frame_free(fr_frame *frame);
FR_API const uint8_t *fr_frame_luma(const fr_frame *frame, int32_t *stride);
FR_API int32_t fr_frame_scale(fr_frame *frame, int32_t x, int32_t y, int32_t width, int32_t height,
                              uint8_t *out, int32_t out_width, int32_t out_height, int32_t out_stride, int32_t bgr);
