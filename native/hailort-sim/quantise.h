/* Numbers as the device has them, and as programs ask for them. */
#ifndef SIM_QUANTISE_H
#define SIM_QUANTISE_H
#include "container.h"

/* Bytes of one number: as the device has it (TYPE_AUTO), or as TYPE_ says; 0 where the device cannot give that type. */
size_t element_size(const struct layer *layer, int type);
/* To 8 or 16 bit: cut to the limits, divided by the scale, rounded to even, cut to the type. */
void quantise(const struct layer *layer, const float *values, void *quantised);
void dequantise(const struct layer *layer, const void *quantised, float *values);
#endif
