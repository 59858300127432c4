/* Device handles: opened by id, or belonging to a VDevice. */
#ifndef SIM_DEVICE_H
#define SIM_DEVICE_H
#include "handles.h"
#include <stdbool.h>

struct device {
    struct object object;
    bool is_of_vdevice; /* then the user must not release it */
};

/* A new device handle; NULL where memory is short. */
void *device_open(bool is_of_vdevice);
void device_close(void *handle);
/* The Celsius of the chip: wandering, and near its limit while it throttles. */
float device_temperature(void);
/* Hz. */
unsigned device_clock(void);

/* Forgets a device's callbacks and waits for the one that runs. */
void notify_forget(const void *device);
#endif
