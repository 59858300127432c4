/* From brightness and colour difference to red, green, blue. */
#pragma once
#include <libavutil/frame.h>
#include <stdint.h>

#define FR_MATRIX_BITS 13
#define FR_FRACTION_BITS 7 /* samples between the passes are 8.7 fixed point */

struct fr_matrix {
    int32_t black;  /* 8.7 */
    int32_t y, rv, gu, gv, bu;
};

int fr_is_full_range(const AVFrame *picture);
struct fr_matrix fr_matrix_of(const AVFrame *picture);
void fr_matrix_row(const struct fr_matrix *matrix, const uint16_t *y, const uint16_t *u, const uint16_t *v,
                   uint8_t *out, int width, int bgr);
