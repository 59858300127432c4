#include "control.h"
#include "abi.h"
#include "counters.h"
#include "handles.h"
#include "settings.h"
#include <string.h>

EXPORT int hailort_sim_set(const char *name, double value)
{
    return setting_set(name, value);
}

EXPORT void hailort_sim_reset(void)
{
    settings_clear();
    counters_reset();
}

EXPORT uint64_t hailort_sim_open_handles(const char *kind)
{
    static const char *const kinds[KIND_COUNT] = {"device", "vdevice", "hef", "group", "input", "output", "activated"};
    uint64_t sum = 0;
    bool is_known = kind && strcmp(kind, "all") == 0;
    for (int i = 0; kind && i < KIND_COUNT; i++) {
        bool is_this = strcmp(kind, kinds[i]) == 0;
        if (is_this || strcmp(kind, "all") == 0)
            sum += handles_open((enum handle_kind)i);
        is_known = is_known || is_this;
    }
    return is_known ? sum : UINT64_MAX;
}

EXPORT uint64_t hailort_sim_misuses(void)
{
    return handles_misused();
}

EXPORT uint64_t hailort_sim_inferences(const char *group)
{
    return counters_inferences(group);
}

EXPORT uint64_t hailort_sim_switches(void)
{
    return counters_switches();
}
