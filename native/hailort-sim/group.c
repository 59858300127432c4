#include "core.h"
#include <stdlib.h>
#include <string.h>

static void group_destroy(struct object *object)
{
    struct group *group = (struct group *)object;
    for (int direction = 0; direction < 2; direction++)
        for (size_t i = 0; i < group->counts[direction]; i++)
            free(group->queues[direction][i].frames);
    runner_destroy(group->runner);
    object_drop(group->container);
    object_drop(group->core);
    free(group);
}

hailo_status group_create(struct core *core, struct container *container, const hailo_configure_network_group_params *params, struct group **result)
{
    struct group *group = calloc(1, sizeof *group);
    if (!group)
        return HAILO_OUT_OF_HOST_MEMORY;
    object_init(&group->object, group_destroy);
    group->core = object_keep(core);
    group->container = object_keep(container);
    group->counts[DIRECTION_INPUT] = container_count(container, DIRECTION_INPUT);
    group->counts[DIRECTION_OUTPUT] = container_count(container, DIRECTION_OUTPUT);
    group->priority = PRIORITY_NORMAL;
    group->batch_size = params ? params->batch_size : 0;
    group->latency_flags = params ? params->latency : 0;
    group->last_run = now_ns();
    hailo_status status = runner_create(container, &group->runner);
    if (status != HAILO_SUCCESS) {
        object_drop(group);
        return status;
    }
    pthread_mutex_lock(&core->lock);
    bool is_late = core->is_closing;
    struct group **end = &core->groups;
    while (*end)
        end = &(*end)->next;
    if (!is_late)
        *end = object_keep(group);
    pthread_mutex_unlock(&core->lock);
    if (is_late) {
        object_drop(group);
        return HAILO_INVALID_OPERATION;
    }
    *result = group;
    return HAILO_SUCCESS;
}

size_t core_group_count(struct core *core)
{
    size_t count = 0;
    pthread_mutex_lock(&core->lock);
    for (struct group *group = core->groups; group; group = group->next)
        count++;
    pthread_mutex_unlock(&core->lock);
    return count;
}
