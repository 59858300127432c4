#include "device.h"
#include "abi.h"
#include "clock.h"
#include "core.h"
#include "settings.h"
#include "version.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static atomic_bool is_throttling_allowed = true;

static void device_destroy(struct object *object)
{
    free(object);
}

void *device_open(bool is_of_vdevice)
{
    struct device *device = calloc(1, sizeof *device);
    if (!device)
        return NULL;
    object_init(&device->object, device_destroy);
    device->is_of_vdevice = is_of_vdevice;
    return handle_open(KIND_DEVICE, device);
}

void device_close(void *handle)
{
    notify_forget(handle);
    object_drop(handle_close(KIND_DEVICE, handle));
}

float device_temperature(void)
{
    double degrees = setting(SET_TEMPERATURE, NULL) + 1.5 * sin((double)now_ns() / 20e9);
    return (float)(is_set(SET_THROTTLE) ? degrees + 55 : degrees);
}

unsigned device_clock(void)
{
    return is_set(SET_THROTTLE) ? 100000000 : 400000000;
}

/* Whether a question can be put to the device at all; controls fail where the firmware is of another version. */
static hailo_status ask(hailo_device device, const void *answer, bool is_control)
{
    void *taken = handle_take(KIND_DEVICE, device);
    object_drop(taken);
    if (!taken || !answer)
        return HAILO_INVALID_ARGUMENT;
    if (is_set(SET_ABSENT))
        return HAILO_DRIVER_OPERATION_FAILED;
    return is_control && is_set(SET_FW_VERSION) ? HAILO_UNSUPPORTED_FW_VERSION : HAILO_SUCCESS;
}

EXPORT hailo_status hailo_scan_devices(const void *params, hailo_device_id *ids, size_t *count)
{
    if (params || !ids || !count)
        return HAILO_INVALID_ARGUMENT;
    size_t room = *count;
    *count = is_set(SET_ABSENT) ? 0 : 1;
    if (*count > room)
        return HAILO_INSUFFICIENT_BUFFER;
    if (*count)
        *ids = (hailo_device_id){DEVICE_ID};
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_create_device_by_id(const hailo_device_id *id, hailo_device *device)
{
    if (!device || (id && (is_set(SET_ABSENT) || strncmp(id->id, DEVICE_ID, sizeof id->id) != 0)))
        return HAILO_INVALID_ARGUMENT;
    if (is_set(SET_ABSENT))
        return HAILO_INVALID_OPERATION;
    if (is_set(SET_PERMISSION))
        return HAILO_DRIVER_OPERATION_FAILED;
    if (is_set(SET_DRIVER_VERSION))
        return HAILO_INVALID_DRIVER_VERSION;
    *device = device_open(false);
    return *device ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

EXPORT hailo_status hailo_release_device(hailo_device device)
{
    struct device *taken = handle_take(KIND_DEVICE, device);
    bool may = taken && !taken->is_of_vdevice;
    object_drop(taken);
    if (!may) {
        handle_take(KIND_COUNT, device); /* counted as misuse */
        return HAILO_INVALID_ARGUMENT;
    }
    device_close(device);
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_get_device_id(hailo_device device, hailo_device_id *id)
{
    hailo_status status = ask(device, id, false);
    if (status == HAILO_SUCCESS)
        *id = (hailo_device_id){DEVICE_ID};
    return status;
}

EXPORT hailo_status hailo_identify(hailo_device device, hailo_device_identity *identity)
{
    hailo_status status = ask(device, identity, false);
    if (status != HAILO_SUCCESS)
        return status;
    memset(identity, 0, sizeof *identity);
    identity->protocol_version = 2;
    identity->fw_version.major = (uint32_t)setting(SET_LIBRARY_MAJOR, NULL);
    identity->fw_version.minor = (uint32_t)setting(SET_LIBRARY_MINOR, NULL) - is_set(SET_FW_VERSION);
    identity->board_name_length = 7; /* the boards say "Hailo-8" even where they carry an 8L, and keep the other texts empty */
    memcpy(identity->board_name, "Hailo-8", 7);
    identity->is_release = true;
    identity->device_architecture = (int32_t)setting(SET_ARCHITECTURE, NULL);
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_get_extended_device_information(hailo_device device, hailo_extended_device_information *information)
{
    hailo_status status = ask(device, information, true);
    if (status != HAILO_SUCCESS)
        return status;
    hailo_extended_device_information known = {
        .neural_network_core_clock_rate = device_clock(),
        .pcie = true,
        .current_monitoring = is_set(SET_POWER),
        .boot_source = 1,
        .unit_level_tracking_id = {'s', 't', 'a', 'n', 'd', '-', 'i', 'n'},
    };
    memcpy(information, &known, is_before_4_21() ? offsetof(hailo_extended_device_information, gpio_mask) : sizeof known);
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_get_chip_temperature(hailo_device device, hailo_chip_temperature *temperature)
{
    hailo_status status = ask(device, temperature, true);
    if (status != HAILO_SUCCESS)
        return status;
    memset(temperature, 0, sizeof *temperature);
    temperature->ts0 = device_temperature();
    temperature->ts1 = temperature->ts0 + 0.4f;
    temperature->sample_count = 1;
    return HAILO_SUCCESS;
}

EXPORT hailo_status hailo_power_measurement(hailo_device device, int32_t dvm, int32_t type, float *measurement)
{
    enum { SHUNT_MV, BUS_MV, POWER_W, CURRENT_MA, AUTO = INT32_MAX };
    hailo_status status = ask(device, measurement, true);
    double watts = setting(SET_POWER, NULL);
    if (status != HAILO_SUCCESS)
        return status;
    if (watts <= 0 || (dvm != AUTO && (dvm < 0 || dvm > 9)))
        return HAILO_UNSUPPORTED_OPCODE;
    switch (type) {
    case SHUNT_MV: *measurement = 1; break;
    case BUS_MV: *measurement = 3300; break;
    case CURRENT_MA: *measurement = (float)(watts / 3.3 * 1000); break;
    case POWER_W:
    case AUTO: *measurement = (float)watts; break;
    default: return HAILO_INVALID_ARGUMENT;
    }
    return HAILO_SUCCESS;
}

/* The real call says whether the device may throttle, not whether it does: that only notifications and the clock say. */
EXPORT hailo_status hailo_get_throttling_state(hailo_device device, bool *is_allowed)
{
    hailo_status status = ask(device, is_allowed, true);
    if (status == HAILO_SUCCESS)
        *is_allowed = is_throttling_allowed;
    return status;
}

EXPORT hailo_status hailo_set_throttling_state(hailo_device device, bool is_allowed)
{
    hailo_status status = ask(device, device, true);
    if (status == HAILO_SUCCESS)
        is_throttling_allowed = is_allowed;
    return status;
}
