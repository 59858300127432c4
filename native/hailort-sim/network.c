/* Calls on a configured network group. */
#include "core.h"
#include "info.h"
#include <stdlib.h>
#include <string.h>

EXPORT hailo_status hailo_get_network_infos(hailo_configured_network_group handle, hailo_network_info *infos, size_t *count)
{
    struct group *group = handle_take(KIND_GROUP, handle);
    hailo_status status = !group || !infos || !count ? HAILO_INVALID_ARGUMENT : *count < 1 ? HAILO_INSUFFICIENT_BUFFER : HAILO_SUCCESS;
    if (group && count)
        *count = 1;
    if (status == HAILO_SUCCESS)
        memcpy(infos->name, group->container->network, NETWORK_NAME_SIZE);
    object_drop(group);
    return status;
}

static hailo_status make_params(hailo_configured_network_group handle, int direction, int32_t type, hailo_vstream_params_by_name *params, size_t *count)
{
    struct group *group = handle_take(KIND_GROUP, handle);
    hailo_status status = group ? info_params(group->container, direction, type, params, count) : HAILO_INVALID_ARGUMENT;
    object_drop(group);
    return status;
}

EXPORT hailo_status hailo_make_input_vstream_params(hailo_configured_network_group group, bool unused, int32_t type,
                                                    hailo_vstream_params_by_name *params, size_t *count)
{
    (void)unused;
    return make_params(group, DIRECTION_INPUT, type, params, count);
}

EXPORT hailo_status hailo_make_output_vstream_params(hailo_configured_network_group group, bool unused, int32_t type,
                                                     hailo_vstream_params_by_name *params, size_t *count)
{
    (void)unused;
    return make_params(group, DIRECTION_OUTPUT, type, params, count);
}

/* The group of a scheduler setting, locked; NULL with the reason why it is refused. */
static struct group *take_for_scheduler(hailo_configured_network_group handle, const char *network, hailo_status *status)
{
    struct group *group = handle_take(KIND_GROUP, handle);
    *status = !group                                                        ? HAILO_INVALID_ARGUMENT
              : network && strcmp(network, group->container->network) != 0 ? HAILO_NOT_IMPLEMENTED
              : !group->core->has_scheduler                                 ? HAILO_INVALID_OPERATION
                                                                            : HAILO_SUCCESS;
    if (*status != HAILO_SUCCESS) {
        object_drop(group);
        return NULL;
    }
    pthread_mutex_lock(&group->core->lock);
    return group;
}

static void give_back(struct group *group)
{
    pthread_cond_broadcast(&group->core->changed);
    pthread_mutex_unlock(&group->core->lock);
    object_drop(group);
}

EXPORT hailo_status hailo_set_scheduler_timeout(hailo_configured_network_group handle, uint32_t timeout_ms, const char *network)
{
    hailo_status status;
    struct group *group = take_for_scheduler(handle, network, &status);
    if (group) {
        group->timeout_ms = timeout_ms;
        give_back(group);
    }
    return status;
}

EXPORT hailo_status hailo_set_scheduler_threshold(hailo_configured_network_group handle, uint32_t threshold, const char *network)
{
    hailo_status status;
    struct group *group = take_for_scheduler(handle, network, &status);
    if (group) {
        group->threshold = threshold;
        give_back(group);
    }
    return status;
}

EXPORT hailo_status hailo_set_scheduler_priority(hailo_configured_network_group handle, uint8_t priority, const char *network)
{
    hailo_status status = HAILO_INVALID_ARGUMENT;
    struct group *group = priority <= PRIORITY_MAX ? take_for_scheduler(handle, network, &status) : NULL;
    if (group) {
        group->priority = priority;
        give_back(group);
    }
    return status;
}

EXPORT hailo_status hailo_activate_network_group(hailo_configured_network_group handle, const void *params, hailo_activated_network_group *activated)
{
    (void)params;
    struct group *group = handle_take(KIND_GROUP, handle);
    if (!group || !activated || group->core->has_scheduler) {
        hailo_status status = group && activated ? HAILO_INVALID_OPERATION : HAILO_INVALID_ARGUMENT;
        object_drop(group);
        return status;
    }
    pthread_mutex_lock(&group->core->lock);
    bool may = true;
    for (const struct group *other = group->core->groups; other; other = other->next)
        may = may && !other->is_active; /* one at a time */
    group->is_active = may;
    pthread_cond_broadcast(&group->core->changed);
    pthread_mutex_unlock(&group->core->lock);
    if (!may) {
        object_drop(group);
        return HAILO_INVALID_OPERATION;
    }
    *activated = handle_open(KIND_ACTIVATED, group);
    return *activated ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

EXPORT hailo_status hailo_deactivate_network_group(hailo_activated_network_group handle)
{
    struct group *group = handle_close(KIND_ACTIVATED, handle);
    if (!group)
        return HAILO_INVALID_ARGUMENT;
    pthread_mutex_lock(&group->core->lock);
    group->is_active = false;
    pthread_cond_broadcast(&group->core->changed);
    pthread_mutex_unlock(&group->core->lock);
    object_drop(group);
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_get_latency_measurement(hailo_configured_network_group handle, const char *network, hailo_latency_measurement_result *result)
{
    struct group *group = handle_take(KIND_GROUP, handle);
    if (!group || !result) {
        object_drop(group);
        return HAILO_INVALID_ARGUMENT;
    }
    bool is_known = !network || strcmp(network, group->container->network) == 0;
    pthread_mutex_lock(&group->core->lock);
    bool has = is_known && group->counts[DIRECTION_INPUT] == 1 && group->latency_count > 0;
    if (has)
        result->avg_hw_latency_ms = group->latency_sum_ms / (double)group->latency_count;
    if (has && (group->latency_flags & LATENCY_CLEAR_AFTER_GET)) {
        group->latency_count = 0;
        group->latency_sum_ms = 0;
    }
    pthread_mutex_unlock(&group->core->lock);
    object_drop(group);
    return has ? HAILO_SUCCESS : is_known ? HAILO_NOT_AVAILABLE : HAILO_NOT_FOUND;
}

/* There is no way back, as in the real library. */
EXPORT hailo_status hailo_shutdown_network_group(hailo_configured_network_group handle)
{
    struct group *group = handle_take(KIND_GROUP, handle);
    if (!group)
        return HAILO_INVALID_ARGUMENT;
    pthread_mutex_lock(&group->core->lock);
    group->is_aborted = true;
    pthread_cond_broadcast(&group->core->changed);
    pthread_mutex_unlock(&group->core->lock);
    object_drop(group);
    return HAILO_SUCCESS;
}
