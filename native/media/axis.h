/* How the samples of one line become the samples of a shorter or longer one. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#define FR_WEIGHT_BITS 14 /* weights of one result sum to 1 << 14 */

struct fr_axis {
    int length;       /* of the result */
    int taps;         /* room per result */
    int32_t *first;   /* first source sample of each result */
    int32_t *count;   /* how many of the taps count */
    int32_t *weight;  /* length * taps */
};

int fr_axis_taps(double span, int length);
size_t fr_axis_bytes(double span, int length);
/* origin and span: the part of the line that is shown, in samples; size: samples of the whole line. */
void fr_axis_build(struct fr_axis *axis, void *memory, double origin, double span, int size, int length);
