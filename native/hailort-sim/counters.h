/* What the device did since it was loaded or reset, by network group; serves tests and the drift that outlives a VDevice. */
#ifndef SIM_COUNTERS_H
#define SIM_COUNTERS_H
#include <stdbool.h>
#include <stdint.h>

void counters_ran(const char *group, bool is_switch);
/* Counts one inference for the drift of a group that no re-creation heals; see drift_step. */
double counters_drift(const char *group);
uint64_t counters_inferences(const char *group); /* NULL: of all */
uint64_t counters_switches(void);
void counters_reset(void);
#endif
