/* Scales a region of a YUV picture straight into RGB: each plane on its own grid, then the matrix, row by row.
   Own code instead of libswscale: any region at any size without a context per size, exact siting of chroma at odd offsets. */
#include "axis.h"
#include "colour.h"
#include "frame.h"

#include <libavutil/pixdesc.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define FR_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define FR_WIDE
#endif

struct plane {
    const uint8_t *data;
    int stride;
    int step;   /* bytes from sample to sample: 2 where two planes are interleaved */
    int from, to; /* columns that are used */
    struct fr_axis across, down;
};

FR_WIDE static void add_row(uint32_t *restrict sum, const uint8_t *restrict row, uint32_t weight, int length)
{
    for (int x = 0; x < length; x++)
        sum[x] += weight * row[x];
}

FR_WIDE static void first_row(uint32_t *restrict sum, const uint8_t *restrict row, uint32_t weight, int length)
{
    for (int x = 0; x < length; x++)
        sum[x] = weight * row[x];
}

static void scale_row(const struct plane *plane, int y, uint32_t *sum, uint16_t *out)
{
    const uint8_t *top = plane->data + (ptrdiff_t)plane->down.first[y] * plane->stride + (ptrdiff_t)plane->from * plane->step;
    const int32_t *down = plane->down.weight + (size_t)y * plane->down.taps;
    int length = (plane->to - plane->from) * plane->step;
    if (plane->step > 1)
        length -= plane->step - 1; /* the last sample of the other plane may lie outside */
    first_row(sum, top, down[0], length);
    for (int t = 1; t < plane->down.count[y]; t++)
        add_row(sum, top + (ptrdiff_t)t * plane->stride, down[t], length);
    for (int x = 0; x < plane->across.length; x++) {
        const int32_t *weight = plane->across.weight + (size_t)x * plane->across.taps;
        const uint32_t *at = sum + (ptrdiff_t)(plane->across.first[x] - plane->from) * plane->step;
        uint32_t total = 0;
        for (int t = 0; t < plane->across.count[x]; t++)
            total += (at[t * plane->step] >> (FR_WEIGHT_BITS - FR_FRACTION_BITS)) * (uint32_t)weight[t]; /* 8.7 by 0.14 */
        out[x] = (uint16_t)(total >> FR_WEIGHT_BITS);
    }
}

static size_t aligned(size_t bytes)
{
    return (bytes + 63) & ~(size_t)63;
}

/* The luma region seen on a plane with fewer samples. */
static double on_plane(int position, int log2, int sited_first)
{
    return (double)position / (1 << log2) + (log2 > 0 && sited_first ? 0.25 : 0);
}

static uint8_t *plan(struct plane *plane, uint8_t *memory, double x, double y, double width, double height,
                     int columns, int rows, int out_width, int out_height)
{
    fr_axis_build(&plane->across, memory, x, width, columns, out_width);
    memory += aligned(fr_axis_bytes(width, out_width));
    fr_axis_build(&plane->down, memory, y, height, rows, out_height);
    memory += aligned(fr_axis_bytes(height, out_height));
    plane->from = plane->across.first[0];
    plane->to = plane->across.first[out_width - 1] + plane->across.count[out_width - 1];
    return memory;
}

static void *borrow(fr_frame *frame, size_t bytes, int *own)
{
    *own = atomic_flag_test_and_set(&frame->busy);
    if (*own)
        return malloc(bytes);
    if (frame->scratch_size < bytes) {
        void *larger = realloc(frame->scratch, bytes);
        if (larger == NULL) {
            atomic_flag_clear(&frame->busy);
            return NULL;
        }
        frame->scratch = larger;
        frame->scratch_size = bytes;
    }
    return frame->scratch;
}

int32_t fr_frame_scale(fr_frame *frame, int32_t x, int32_t y, int32_t width, int32_t height,
                       uint8_t *out, int32_t out_width, int32_t out_height, int32_t out_stride, int32_t bgr)
{
    const AVFrame *picture = frame->picture;
    const AVPixFmtDescriptor *shape = av_pix_fmt_desc_get(picture->format);
    if (shape == NULL || x < 0 || y < 0 || width < 1 || height < 1 || out_width < 1 || out_height < 1 ||
        x > picture->width - width || y > picture->height - height || out_stride < 3 * out_width)
        return FR_FAILED;

    int grey = shape->nb_components < 3;
    int log2w = shape->log2_chroma_w, log2h = shape->log2_chroma_h;
    int left = picture->chroma_location != AVCHROMA_LOC_CENTER && picture->chroma_location != AVCHROMA_LOC_TOP &&
               picture->chroma_location != AVCHROMA_LOC_BOTTOM;
    int top = picture->chroma_location == AVCHROMA_LOC_TOPLEFT || picture->chroma_location == AVCHROMA_LOC_TOP;
    double cx = on_plane(x, log2w, left), cy = on_plane(y, log2h, top);
    double cw = (double)width / (1 << log2w), ch = (double)height / (1 << log2h);
    int columns = AV_CEIL_RSHIFT(picture->width, log2w), rows = AV_CEIL_RSHIFT(picture->height, log2h);

    size_t sums = aligned((size_t)picture->width * 2 * sizeof(uint32_t));
    size_t line = aligned((size_t)out_width * sizeof(uint16_t));
    size_t bytes = sums + 3 * line + aligned(fr_axis_bytes(width, out_width)) + aligned(fr_axis_bytes(height, out_height)) +
                   aligned(fr_axis_bytes(cw, out_width)) + aligned(fr_axis_bytes(ch, out_height)) + 64;
    int own;
    uint8_t *memory = borrow(frame, bytes, &own);
    if (memory == NULL)
        return FR_NO_MEMORY;

    uint8_t *at = (uint8_t *)aligned((uintptr_t)memory);
    uint32_t *sum = (uint32_t *)at;
    at += sums;
    uint16_t *lines[3];
    for (int i = 0; i < 3; i++, at += line)
        lines[i] = (uint16_t *)at;

    struct plane luma = {.data = picture->data[0], .stride = picture->linesize[0], .step = 1};
    struct plane u, v;
    at = plan(&luma, at, x, y, width, height, picture->width, picture->height, out_width, out_height);
    if (grey) {
        for (int i = 0; i < out_width; i++)
            lines[1][i] = lines[2][i] = 128 << FR_FRACTION_BITS;
    } else {
        u = (struct plane){.data = picture->data[shape->comp[1].plane] + shape->comp[1].offset,
                           .stride = picture->linesize[shape->comp[1].plane], .step = shape->comp[1].step};
        plan(&u, at, cx, cy, cw, ch, columns, rows, out_width, out_height);
        v = u;
        v.data = picture->data[shape->comp[2].plane] + shape->comp[2].offset;
        v.stride = picture->linesize[shape->comp[2].plane];
    }

    struct fr_matrix matrix = fr_matrix_of(picture);
    for (int row = 0; row < out_height; row++) {
        scale_row(&luma, row, sum, lines[0]);
        if (!grey) {
            scale_row(&u, row, sum, lines[1]);
            scale_row(&v, row, sum, lines[2]);
        }
        fr_matrix_row(&matrix, lines[0], lines[1], lines[2], out + (ptrdiff_t)row * out_stride, out_width, bgr);
    }

    if (own)
        free(memory);
    else
        atomic_flag_clear(&frame->busy);
    return FR_OK;
}
