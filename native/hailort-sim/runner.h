/* Computes a container's outputs from its inputs, both as the device has them. Used by one thread at a time. */
#ifndef SIM_RUNNER_H
#define SIM_RUNNER_H
#include "container.h"

struct runner;
hailo_status runner_create(struct container *container, struct runner **result);
void runner_destroy(struct runner *runner);
/* Where the n-th input frame is to be put before a run, and where the n-th output frame is found after it. */
void *runner_input(struct runner *runner, size_t n);
const void *runner_output(struct runner *runner, size_t n);
/* drift: 0 … 1, the cosine between what comes out and what should, taken from 1. is_instant: the outputs of the run before serve again. */
hailo_status runner_run(struct runner *runner, double drift, bool is_instant);
#endif
