/* Time that only goes forward, and waits with a limit against it. */
#ifndef SIM_CLOCK_H
#define SIM_CLOCK_H
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define NS_PER_MS 1000000LL
#define NEVER INT64_MAX

static inline int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* UINT32_MAX is HAILO_INFINITE. */
static inline int64_t deadline_after(uint32_t milliseconds)
{
    return milliseconds == UINT32_MAX ? NEVER : now_ns() + milliseconds * NS_PER_MS;
}

static inline void condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

/* False once the deadline has passed. */
static inline bool wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t deadline)
{
    if (deadline == NEVER)
        return pthread_cond_wait(condition, lock) == 0;
    struct timespec at = {deadline / 1000000000LL, deadline % 1000000000LL};
    return pthread_cond_timedwait(condition, lock, &at) != ETIMEDOUT;
}
#endif
