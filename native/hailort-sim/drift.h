/* A device whose answers part slowly from what it should answer, at the same length: seen in the field, cured by a power cycle only. */
#ifndef SIM_DRIFT_H
#define SIM_DRIFT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct drift_clock {
    bool is_on;
    int64_t since;
    uint64_t inferences;
};

/* Counts one inference; what the cosine between right and given answer has lost by now, 0 … 1. NULL name: all groups. */
double drift_step(struct drift_clock *clock, const char *group);
uint64_t drift_seed(const void *frame, size_t size);
void drift_apply(float *values, size_t count, double drift, uint64_t seed);
#endif
