/* What only the stand-in has: for tests and tools, never for the product. */
#ifndef SIM_CONTROL_H
#define SIM_CONTROL_H
#include <stdint.h>

/* A setting of README.md, perhaps for one group ("drift@arcface_mobilefacenet"). 0; -1 where there is no such setting. */
int hailort_sim_set(const char *name, double value);
/* Forgets the settings made by hailort_sim_set, what struck, the counters and the drift: a power cycle. Open handles stay. */
void hailort_sim_reset(void);
/* "device", "vdevice", "hef", "group", "input", "output", "activated" or "all"; UINT64_MAX: no such kind. */
uint64_t hailort_sim_open_handles(const char *kind);
/* Calls with a handle that was not open, of another kind or not the caller's to release. */
uint64_t hailort_sim_misuses(void);
/* Inferences of a group; NULL: of all. */
uint64_t hailort_sim_inferences(const char *group);
/* How often another group than before was run. */
uint64_t hailort_sim_switches(void);
#endif
