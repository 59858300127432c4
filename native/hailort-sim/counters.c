#include "counters.h"
#include "abi.h"
#include "drift.h"
#include <pthread.h>
#include <string.h>

#define MAX_NAMES 64 /* groups beyond are counted in the sums only */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { char name[NAME_SIZE]; uint64_t inferences; struct drift_clock drift; } groups[MAX_NAMES];
static size_t count;
static uint64_t all, switches;

static size_t place_of(const char *group)
{
    size_t i = 0;
    while (i < count && strcmp(groups[i].name, group) != 0)
        i++;
    if (i == count && count < MAX_NAMES && strlen(group) < NAME_SIZE)
        memcpy(groups[count++].name, group, strlen(group) + 1);
    return i;
}

void counters_ran(const char *group, bool is_switch)
{
    pthread_mutex_lock(&lock);
    size_t place = place_of(group);
    if (place < count)
        groups[place].inferences++;
    all++;
    switches += is_switch;
    pthread_mutex_unlock(&lock);
}

double counters_drift(const char *group)
{
    pthread_mutex_lock(&lock);
    size_t place = place_of(group);
    double drift = place < count ? drift_step(&groups[place].drift, group) : 0;
    pthread_mutex_unlock(&lock);
    return drift;
}

uint64_t counters_inferences(const char *group)
{
    pthread_mutex_lock(&lock);
    uint64_t result = group ? 0 : all;
    for (size_t i = 0; group && i < count; i++)
        if (strcmp(groups[i].name, group) == 0)
            result = groups[i].inferences;
    pthread_mutex_unlock(&lock);
    return result;
}

uint64_t counters_switches(void)
{
    pthread_mutex_lock(&lock);
    uint64_t result = switches;
    pthread_mutex_unlock(&lock);
    return result;
}

void counters_reset(void)
{
    pthread_mutex_lock(&lock);
    memset(groups, 0, sizeof groups);
    count = 0;
    all = switches = 0;
    pthread_mutex_unlock(&lock);
}
