#include "drift.h"
#include "clock.h"
#include "settings.h"
#include <math.h>

double drift_step(struct drift_clock *clock, const char *group)
{
    double fixed = setting(SET_DRIFT, group), per_inference = setting(SET_DRIFT_PER_INFERENCE, group), per_second = setting(SET_DRIFT_PER_SECOND, group);
    if (fixed == 0 && per_inference == 0 && per_second == 0) {
        clock->is_on = false;
        return 0;
    }
    if (!clock->is_on)
        *clock = (struct drift_clock){true, now_ns(), 0};
    double lost = fixed + per_inference * (double)clock->inferences + per_second * (double)(now_ns() - clock->since) / 1e9;
    clock->inferences++;
    return lost < 0 ? 0 : lost > 1 ? 1 : lost;
}

uint64_t drift_seed(const void *frame, size_t size)
{
    const uint8_t *bytes = frame;
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

/* splitmix64: uniform noise of mean 0 and variance 1. */
static float noise(uint64_t *state)
{
    uint64_t mixed = *state += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    mixed ^= mixed >> 31;
    return (float)(((double)(mixed >> 11) / 9007199254740992.0 - 0.5) * 3.4641016151377544);
}

/* The same frame drifts in the same direction, so that it shows as a trend; other frames in others, so that people do not become alike. */
void drift_apply(float *values, size_t count, double drift, uint64_t seed)
{
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (double)values[i] * values[i];
    float keep = (float)(1 - drift), add = (float)(sqrt(1 - (1 - drift) * (1 - drift)) * sqrt(squares / (double)count));
    for (size_t i = 0; i < count; i++)
        values[i] = keep * values[i] + add * noise(&seed);
}
