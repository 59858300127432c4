#include "handles.h"
#include <pthread.h>
#include <stdlib.h>

struct slot {
    uintptr_t handle; /* 0: free */
    enum handle_kind kind;
    struct object *object;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct slot *slots;
static size_t capacity;
static uintptr_t last_handle = 0x1000;
static uint64_t open_count[KIND_COUNT];
static uint64_t misused;

void object_init(struct object *object, void (*destroy)(struct object *))
{
    atomic_init(&object->references, 1);
    object->destroy = destroy;
}

void *object_keep(void *object)
{
    atomic_fetch_add(&((struct object *)object)->references, 1);
    return object;
}

void object_drop(void *object)
{
    struct object *dropped = object;
    if (dropped && atomic_fetch_sub(&dropped->references, 1) == 1)
        dropped->destroy(dropped);
}

static struct slot *find(enum handle_kind kind, const void *handle)
{
    for (size_t i = 0; handle && i < capacity; i++)
        if (slots[i].handle == (uintptr_t)handle && slots[i].kind == kind)
            return &slots[i];
    return NULL;
}

static struct slot *free_slot(void)
{
    for (size_t i = 0; i < capacity; i++)
        if (!slots[i].handle)
            return &slots[i];
    size_t larger = capacity ? 2 * capacity : 64;
    struct slot *grown = realloc(slots, larger * sizeof *slots);
    if (!grown)
        return NULL;
    for (size_t i = capacity; i < larger; i++)
        grown[i].handle = 0;
    slots = grown;
    size_t first = capacity;
    capacity = larger;
    return &slots[first];
}

void *handle_open(enum handle_kind kind, void *object)
{
    pthread_mutex_lock(&lock);
    struct slot *slot = free_slot();
    void *handle = NULL;
    if (slot) {
        last_handle += 16;
        *slot = (struct slot){last_handle, kind, object};
        open_count[kind]++;
        handle = (void *)slot->handle;
    }
    pthread_mutex_unlock(&lock);
    if (!handle)
        object_drop(object);
    return handle;
}

void *handle_take(enum handle_kind kind, const void *handle)
{
    pthread_mutex_lock(&lock);
    struct slot *slot = find(kind, handle);
    void *object = slot ? object_keep(slot->object) : NULL;
    misused += !slot;
    pthread_mutex_unlock(&lock);
    return object;
}

void *handle_close(enum handle_kind kind, const void *handle)
{
    pthread_mutex_lock(&lock);
    struct slot *slot = find(kind, handle);
    void *object = NULL;
    if (slot) {
        object = slot->object;
        slot->handle = 0;
        open_count[kind]--;
    } else {
        misused++;
    }
    pthread_mutex_unlock(&lock);
    return object;
}

int handle_close_of(enum handle_kind kind, const void *object)
{
    int found = 0;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < capacity && !found; i++) {
        if (slots[i].handle && slots[i].kind == kind && slots[i].object == object) {
            slots[i].handle = 0;
            open_count[kind]--;
            found = 1;
        }
    }
    pthread_mutex_unlock(&lock);
    return found;
}

uint64_t handles_open(enum handle_kind kind)
{
    pthread_mutex_lock(&lock);
    uint64_t count = open_count[kind];
    pthread_mutex_unlock(&lock);
    return count;
}

uint64_t handles_misused(void)
{
    pthread_mutex_lock(&lock);
    uint64_t count = misused;
    pthread_mutex_unlock(&lock);
    return count;
}
