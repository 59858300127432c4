#include "core.h"
#include "device.h"
#include "log.h"
#include "settings.h"
#include "version.h"
#include <stdlib.h>
#include <string.h>

struct vdevice {
    struct object object;
    struct core *core;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct core *in_use; /* the device carries one core at a time; it belongs to its vdevices */

static void vdevice_destroy(struct object *object)
{
    struct vdevice *vdevice = (struct vdevice *)object;
    object_drop(vdevice->core);
    free(vdevice);
}

EXPORT hailo_status hailo_init_vdevice_params(hailo_vdevice_params *params)
{
    if (!params)
        return HAILO_INVALID_ARGUMENT;
    memset(params, 0, sizeof *params);
    params->device_count = 1;
    params->scheduling_algorithm = SCHEDULING_ROUND_ROBIN;
    params->group_id = "UNIQUE";
    return HAILO_SUCCESS;
}

static hailo_status check(const hailo_vdevice_params *params)
{
    bool is_absent = is_set(SET_ABSENT);
    if (params->device_count == 0)
        return HAILO_INVALID_ARGUMENT;
    if (params->multi_process_service || (params->device_count > 1 && setting(SET_ARCHITECTURE, NULL) == ARCH_HAILO8L))
        return HAILO_INVALID_OPERATION;
    if (params->device_ids && (is_absent || params->device_count > 1 || strncmp(params->device_ids->id, DEVICE_ID, DEVICE_ID_SIZE) != 0))
        return HAILO_INVALID_ARGUMENT;
    if (is_absent || params->device_count > 1)
        return HAILO_OUT_OF_PHYSICAL_DEVICES;
    if (is_set(SET_PERMISSION))
        return HAILO_DRIVER_OPERATION_FAILED;
    if (is_set(SET_DRIVER_VERSION))
        return HAILO_INVALID_DRIVER_VERSION;
    if (is_set(SET_BUSY))
        return params->device_ids ? HAILO_DEVICE_IN_USE : HAILO_OUT_OF_PHYSICAL_DEVICES;
    return HAILO_SUCCESS;
}

/* Under the lock: a handle over the core in use where it may be shared, over a new one where there is none. */
static hailo_status open_core(const hailo_vdevice_params *params, struct vdevice *vdevice)
{
    const char *group_id = params->group_id ? params->group_id : "UNIQUE";
    if (in_use && (in_use->users == 0 || strcmp(group_id, "UNIQUE") == 0 || strcmp(in_use->group_id, group_id) != 0))
        return params->device_ids ? HAILO_DEVICE_IN_USE : HAILO_OUT_OF_PHYSICAL_DEVICES;
    if (!in_use)
        in_use = core_create(params->scheduling_algorithm == SCHEDULING_ROUND_ROBIN, group_id);
    if (!in_use)
        return HAILO_OUT_OF_HOST_MEMORY;
    in_use->users++;
    vdevice->core = object_keep(in_use);
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_create_vdevice(const hailo_vdevice_params *params, hailo_vdevice *result)
{
    hailo_vdevice_params defaults;
    hailo_init_vdevice_params(&defaults);
    params = params ? params : &defaults;
    if (!result)
        return HAILO_INVALID_ARGUMENT;
    hailo_status status = check(params);
    if (status != HAILO_SUCCESS)
        return status;
    struct vdevice *vdevice = calloc(1, sizeof *vdevice);
    if (!vdevice)
        return HAILO_OUT_OF_HOST_MEMORY;
    object_init(&vdevice->object, vdevice_destroy);
    pthread_mutex_lock(&lock);
    status = open_core(params, vdevice);
    pthread_mutex_unlock(&lock);
    if (status != HAILO_SUCCESS) {
        object_drop(vdevice);
        return status;
    }
    *result = handle_open(KIND_VDEVICE, vdevice);
    return *result ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

EXPORT hailo_status hailo_release_vdevice(hailo_vdevice handle)
{
    struct vdevice *vdevice = handle_close(KIND_VDEVICE, handle);
    if (!vdevice)
        return HAILO_INVALID_ARGUMENT;
    pthread_mutex_lock(&lock);
    struct core *core = vdevice->core;
    bool is_last = --core->users == 0;
    void *device = is_last ? core->device_handle : NULL;
    pthread_mutex_unlock(&lock);
    if (is_last) {
        if (device)
            device_close(device); /* outside the lock: waits for a callback */
        core_close(core);
        pthread_mutex_lock(&lock);
        in_use = NULL;
        pthread_mutex_unlock(&lock);
        object_drop(core);
    }
    object_drop(vdevice);
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_get_physical_devices(hailo_vdevice handle, hailo_device *devices, size_t *count)
{
    struct vdevice *vdevice = handle_take(KIND_VDEVICE, handle);
    hailo_status status = !vdevice || !devices || !count ? HAILO_INVALID_ARGUMENT : *count < 1 ? HAILO_INSUFFICIENT_BUFFER : HAILO_SUCCESS;
    if (vdevice && count)
        *count = 1;
    if (status == HAILO_SUCCESS) {
        pthread_mutex_lock(&lock);
        if (!vdevice->core->device_handle && vdevice->core->users > 0)
            vdevice->core->device_handle = device_open(true);
        *devices = vdevice->core->device_handle;
        pthread_mutex_unlock(&lock);
        status = *devices ? HAILO_SUCCESS : HAILO_INVALID_OPERATION;
    }
    object_drop(vdevice);
    return status;
}

EXPORT hailo_status hailo_vdevice_get_physical_devices_ids(hailo_vdevice handle, hailo_device_id *ids, size_t *count)
{
    struct vdevice *vdevice = handle_take(KIND_VDEVICE, handle);
    object_drop(vdevice);
    if (!vdevice || !ids || !count)
        return HAILO_INVALID_ARGUMENT;
    size_t room = *count;
    *count = 1;
    if (room < 1)
        return HAILO_INSUFFICIENT_BUFFER;
    *ids = (hailo_device_id){DEVICE_ID};
    return HAILO_SUCCESS;
}

static bool fits(const struct container *container)
{
    return container->architecture == ARCH_HAILO8L || (container->architecture == ARCH_HAILO8 && setting(SET_ARCHITECTURE, NULL) == ARCH_HAILO8);
}

static hailo_status configure(struct core *core, struct container *container, const hailo_configure_params *params, hailo_configured_network_group *result)
{
    const hailo_configure_network_group_params *own = params && params->group_count ? &params->groups[0] : NULL;
    if (params && (params->group_count != 1 || strncmp(own->name, container->group, NAME_SIZE) != 0))
        return HAILO_INVALID_ARGUMENT;
    if (is_set(SET_PAGE_SIZE)) {
        log_error("max_desc_page_size given 16384 is bigger than hw max desc page size 4096");
        return HAILO_INTERNAL_FAILURE;
    }
    if (!fits(container)) {
        log_error("HEF format is not compatible with device");
        return status_of_version(HAILO_HEF_NOT_COMPATIBLE_WITH_DEVICE);
    }
    if ((double)core_group_count(core) >= setting(SET_MAX_GROUPS, NULL))
        return HAILO_OUT_OF_FW_MEMORY;
    struct group *group = NULL;
    hailo_status status = group_create(core, container, own, &group);
    if (status != HAILO_SUCCESS)
        return status;
    *result = handle_open(KIND_GROUP, group);
    return *result ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

EXPORT hailo_status hailo_configure_vdevice(hailo_vdevice handle, hailo_hef hef, const hailo_configure_params *params,
                                            hailo_configured_network_group *groups, size_t *count)
{
    struct vdevice *vdevice = handle_take(KIND_VDEVICE, handle);
    struct container *container = handle_take(KIND_HEF, hef);
    hailo_status status = HAILO_INVALID_ARGUMENT;
    if (vdevice && container && groups && count) {
        status = *count < 1 ? HAILO_INSUFFICIENT_BUFFER : configure(vdevice->core, container, params, groups);
        *count = 1;
    }
    object_drop(container);
    object_drop(vdevice);
    return status;
}

EXPORT hailo_status hailo_init_configure_params_by_vdevice(hailo_hef hef, hailo_vdevice handle, hailo_configure_params *params)
{
    struct vdevice *vdevice = handle_take(KIND_VDEVICE, handle);
    struct container *container = handle_take(KIND_HEF, hef);
    bool fine = vdevice && container && params;
    if (fine) {
        memset(params, 0, sizeof *params);
        params->group_count = 1;
        hailo_configure_network_group_params *group = &params->groups[0];
        memcpy(group->name, container->group, NAME_SIZE);
        group->stream_count = container->layer_count;
        for (size_t i = 0; i < container->layer_count; i++) {
            memcpy(group->streams[i].name, container->layers[i].name, NAME_SIZE);
            group->streams[i].stream_params.direction = container->layers[i].direction;
        }
        group->network_count = 1;
        memcpy(group->networks[0].name, container->network, NETWORK_NAME_SIZE);
    }
    object_drop(container);
    object_drop(vdevice);
    return fine ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}
