/* What the stand-in is told to do: by hailort_sim_set, a control file (HAILORT_SIM_FAULTS) and the environment (HAILORT_SIM), in this order.
   README.md lists the names. A name may carry "@group": it then holds for that network group only. */
#ifndef SIM_SETTINGS_H
#define SIM_SETTINGS_H
#include <stdbool.h>

enum setting {
    SET_LIBRARY_MAJOR, SET_LIBRARY_MINOR, SET_LIBRARY_REVISION, SET_ARCHITECTURE,
    SET_ABSENT, SET_BUSY, SET_PERMISSION, SET_DRIVER_VERSION, SET_FW_VERSION,
    SET_HEF_CORRUPT, SET_PAGE_SIZE, SET_MAX_GROUPS,
    SET_STUCK, SET_DRIVER_TIMEOUT, SET_CLOSED, SET_ABORT, SET_AFTER,
    SET_SLOW, SET_INSTANT,
    SET_DRIFT, SET_DRIFT_PER_INFERENCE, SET_DRIFT_PER_SECOND, SET_DRIFT_HEALS,
    SET_THROTTLE, SET_TEMPERATURE, SET_POWER, SET_OVERCURRENT, SET_CPU_ECC,
    SET_COUNT,
};

/* The value in force; group may be NULL. Reads the control file again where it changed. */
double setting(enum setting name, const char *group);
static inline bool is_set(enum setting name) { return setting(name, 0) != 0; }

/* Whether a fault that strikes a number of devices (negative: all) strikes one more; counts it. */
bool setting_strike(enum setting name, const char *group);

/* "name" or "name@group". 0, or -1 where there is no such name or no room. */
int setting_set(const char *name, double value);
/* Forgets what setting_set said and what has struck so far. */
void settings_clear(void);
#endif
