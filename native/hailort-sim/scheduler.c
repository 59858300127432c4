#include "core.h"
#include "settings.h"
#include <stdlib.h>

/* Frames that can run now: all inputs have them; an output without a reader or without room holds everything up. */
static uint32_t frames_ready(const struct group *group)
{
    uint32_t ready = UINT32_MAX;
    for (size_t i = 0; i < group->counts[DIRECTION_INPUT]; i++) {
        const struct queue *queue = &group->queues[DIRECTION_INPUT][i];
        ready = queue->count < ready ? queue->count : ready;
    }
    for (size_t i = 0; i < group->counts[DIRECTION_OUTPUT]; i++) {
        const struct queue *queue = &group->queues[DIRECTION_OUTPUT][i];
        if (!queue->frames || queue->count == queue->capacity)
            return 0;
    }
    return ready;
}

static bool may_run(const struct core *core, const struct group *group)
{
    return !group->is_aborted && (core->has_scheduler || group->is_active) && frames_ready(group) > 0;
}

static bool is_due(const struct group *group, int64_t now)
{
    uint32_t threshold = group->threshold ? group->threshold : 1;
    return frames_ready(group) >= threshold || (group->timeout_ms && now >= group->last_run + group->timeout_ms * NS_PER_MS);
}

/* Highest priority first; among equals the one after the group that ran last, which itself may go on up to its batch size. */
static struct group *choose(struct core *core, int64_t now, bool all)
{
    struct group *best = NULL;
    bool is_after_last = !core->last;
    bool best_is_after = false;
    for (struct group *group = core->groups; group; group = group->next) {
        bool may = may_run(core, group) && (all || is_due(group, now));
        bool goes_on = group == core->last && group->batch_size > 1 && core->burst < group->batch_size;
        if (may && (!best || group->priority > best->priority
                    || (group->priority == best->priority && (goes_on || (is_after_last && !best_is_after))))) {
            best = group;
            best_is_after = is_after_last || goes_on;
        }
        is_after_last = is_after_last || group == core->last;
    }
    return best;
}

struct group *scheduler_pick(struct core *core, int64_t *look_again)
{
    int64_t now = now_ns();
    *look_again = NEVER;
    struct group *group = choose(core, now, false);
    /* An idle device does not wait for thresholds, unless told to. */
    if (!group && !getenv("HAILO_DISABLE_IDLE_OPT"))
        group = choose(core, now, true);
    for (struct group *waiting = core->groups; !group && waiting; waiting = waiting->next) {
        int64_t due = waiting->last_run + waiting->timeout_ms * NS_PER_MS;
        if (waiting->timeout_ms && may_run(core, waiting) && due < *look_again)
            *look_again = due;
    }
    return group;
}

bool fault_strikes(struct core *core, const struct group *group)
{
    static const struct { enum setting name; hailo_status status; } faults[] = {
        {SET_DRIVER_TIMEOUT, HAILO_DRIVER_TIMEOUT},
        {SET_CLOSED, HAILO_COMMUNICATION_CLOSED},
        {SET_ABORT, HAILO_STREAM_ABORT},
        {SET_STUCK, HAILO_SUCCESS},
    };
    const char *name = group->container->group;
    if (core->is_stuck || core->fault)
        return true;
    if (core->inferences < setting(SET_AFTER, name))
        return false;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        if (!setting_strike(faults[i].name, name))
            continue;
        core->fault = faults[i].status;
        core->is_stuck = core->fault == HAILO_SUCCESS;
        return true;
    }
    return false;
}
