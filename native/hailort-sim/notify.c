/* Notifications come from a thread of the library's own that lives while a callback is registered and looks at the switches. */
#include "abi.h"
#include "clock.h"
#include "device.h"
#include "settings.h"
#include "version.h"
#include <string.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

#define TICK_MS 50
#define MAX_CALLBACKS 64

struct registration {
    const void *device; /* NULL: free */
    int32_t id;
    hailo_notification_callback callback;
    void *opaque;
    bool is_running;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct registration callbacks[MAX_CALLBACKS];
static size_t registered;
static bool has_thread;
static pthread_t thread;
static uint32_t sequence;

static void prepare(void)
{
    condition_init(&changed);
}

/* Under the lock, which is let go while a callback runs. */
static void notify(int32_t id, const void *body, size_t size)
{
    hailo_notification notification = {.id = id, .sequence = sequence++};
    memcpy(notification.body, body, size);
    for (size_t i = 0; i < MAX_CALLBACKS; i++) {
        struct registration *entry = &callbacks[i];
        if (!entry->device || entry->id != id)
            continue;
        struct registration called = *entry;
        entry->is_running = true;
        pthread_mutex_unlock(&lock);
        called.callback((hailo_device)(uintptr_t)called.device, &notification, called.opaque);
        pthread_mutex_lock(&lock);
        entry->is_running = false;
        pthread_cond_broadcast(&changed);
    }
}

static void look(bool *was_hot, bool *was_over, bool *was_broken)
{
    bool is_hot = is_set(SET_THROTTLE), is_over = is_set(SET_OVERCURRENT), is_broken = is_set(SET_CPU_ECC);
    if (is_hot != *was_hot) {
        struct { int32_t zone; uint32_t sensor; float ts0, ts1; } alarm = {is_hot, 0, device_temperature(), device_temperature()};
        struct { uint32_t previous, current; } clock = {is_hot ? 400000000 : 100000000, device_clock()};
        notify(NOTIFY_TEMPERATURE, &alarm, sizeof alarm);
        notify(NOTIFY_CLOCK, &clock, sizeof clock);
    }
    if (is_over != *was_over) {
        unsigned char body[9] = {is_over ? 2 : 0, 0, 0, 0, 0, 0, 0x40, 0x40, is_over}; /* zone red; 3.0 */
        notify(NOTIFY_OVERCURRENT, body, sizeof body);
    }
    if (is_broken && !*was_broken) {
        uint32_t memory = 1;
        notify(NOTIFY_CPU_ECC_FATAL, &memory, sizeof memory);
    }
    *was_hot = is_hot;
    *was_over = is_over;
    *was_broken = is_broken;
}

static void *watch(void *unused)
{
    (void)unused;
#if defined(__linux__)
    prctl(PR_SET_NAME, "NOTIFY_PROC");
#endif
    bool was_hot = false, was_over = false, was_broken = false;
    pthread_mutex_lock(&lock);
    while (registered) {
        look(&was_hot, &was_over, &was_broken);
        wait_until(&changed, &lock, now_ns() + TICK_MS * NS_PER_MS);
    }
    has_thread = false;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return NULL;
}

/* Under the lock. Waits for a callback that runs, unless it is the one that asks; with the last one the thread ends. */
static void remove_at(size_t i)
{
    if (!callbacks[i].device)
        return;
    callbacks[i].device = NULL;
    registered--;
    bool is_own = has_thread && pthread_equal(pthread_self(), thread);
    pthread_cond_broadcast(&changed);
    while (!is_own && (callbacks[i].is_running || (!registered && has_thread)))
        pthread_cond_wait(&changed, &lock);
}

void notify_forget(const void *device)
{
    pthread_once(&once, prepare);
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < MAX_CALLBACKS; i++)
        if (callbacks[i].device == device)
            remove_at(i);
    pthread_mutex_unlock(&lock);
}

static size_t find(const void *device, int32_t id)
{
    size_t i = 0;
    while (i < MAX_CALLBACKS && !(callbacks[i].device == device && (!device || callbacks[i].id == id)))
        i++;
    return i;
}

static bool is_open(hailo_device device)
{
    void *taken = handle_take(KIND_DEVICE, device);
    object_drop(taken);
    return taken != NULL;
}

EXPORT hailo_status hailo_set_notification_callback(hailo_device device, hailo_notification_callback callback, int32_t id, void *opaque)
{
    if (!is_open(device) || !callback || id < 0 || id >= NOTIFY_COUNT)
        return HAILO_INVALID_ARGUMENT;
    pthread_once(&once, prepare);
    pthread_mutex_lock(&lock);
    size_t i = find(device, id);
    bool is_new = i == MAX_CALLBACKS;
    if (is_new)
        i = find(NULL, id);
    if (i < MAX_CALLBACKS) {
        callbacks[i] = (struct registration){device, id, callback, opaque, callbacks[i].is_running};
        registered += is_new;
        if (!has_thread && pthread_create(&thread, NULL, watch, NULL) == 0) {
            pthread_detach(thread);
            has_thread = true;
        }
    }
    pthread_mutex_unlock(&lock);
    return i < MAX_CALLBACKS ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

EXPORT hailo_status hailo_remove_notification_callback(hailo_device device, int32_t id)
{
    if (!is_open(device))
        return HAILO_INVALID_ARGUMENT;
    pthread_once(&once, prepare);
    pthread_mutex_lock(&lock);
    size_t i = find(device, id);
    if (i < MAX_CALLBACKS)
        remove_at(i);
    pthread_mutex_unlock(&lock);
    return i < MAX_CALLBACKS ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}
