#include "axis.h"

#include <math.h>
#include <string.h>

static int clamp(int value, int size)
{
    return value < 0 ? 0 : value >= size ? size - 1 : value;
}

int fr_axis_taps(double span, int length)
{
    double step = span / length;
    return step > 1 ? (int)ceil(step) + 1 : 2;
}

size_t fr_axis_bytes(double span, int length)
{
    return (size_t)length * (2 + fr_axis_taps(span, length)) * sizeof(int32_t);
}

/* Shares of the source samples between two edges: what an area filter weighs by. */
static void cover(struct fr_axis *axis, int i, double left, double right, int size)
{
    int32_t *weight = axis->weight + (size_t)i * axis->taps;
    int from = (int)floor(left + 1e-9), to = (int)ceil(right - 1e-9) - 1;
    int first = clamp(from, size);
    double total = right - left;
    int32_t sum = 0;
    int largest = 0;
    axis->first[i] = first;
    axis->count[i] = clamp(to, size) - first + 1;
    for (int j = from; j <= to; j++) {
        double share = fmin(right, j + 1) - fmax(left, j);
        weight[clamp(j, size) - first] += (int32_t)lrint(share / total * (1 << FR_WEIGHT_BITS));
    }
    for (int t = 0; t < axis->count[i]; t++) {
        sum += weight[t];
        if (weight[t] > weight[largest])
            largest = t;
    }
    weight[largest] += (1 << FR_WEIGHT_BITS) - sum; /* rounding must not brighten or darken */
}

static void between(struct fr_axis *axis, int i, double centre, int size)
{
    int32_t *weight = axis->weight + (size_t)i * axis->taps;
    int left = (int)floor(centre);
    int32_t share = (int32_t)lrint((centre - left) * (1 << FR_WEIGHT_BITS));
    int first = clamp(left, size), second = clamp(left + 1, size);
    axis->first[i] = first;
    axis->count[i] = second - first + 1;
    weight[0] += (1 << FR_WEIGHT_BITS) - share;
    weight[second - first] += share;
    if (weight[axis->count[i] - 1] == 0)
        axis->count[i] = 1;
}

void fr_axis_build(struct fr_axis *axis, void *memory, double origin, double span, int size, int length)
{
    double step = span / length;
    axis->length = length;
    axis->taps = fr_axis_taps(span, length);
    axis->first = memory;
    axis->count = axis->first + length;
    axis->weight = axis->count + length;
    memset(axis->weight, 0, (size_t)length * axis->taps * sizeof(int32_t));
    for (int i = 0; i < length; i++) {
        if (step >= 1)
            cover(axis, i, origin + i * step, origin + (i + 1) * step, size);
        else
            between(axis, i, origin + (i + 0.5) * step - 0.5, size);
    }
}
