/* Every handle given out is a number that is never used twice, so that a handle used after its release is noticed instead of crashing. */
#ifndef SIM_HANDLES_H
#define SIM_HANDLES_H
#include <stdatomic.h>
#include <stdint.h>

enum handle_kind { KIND_DEVICE, KIND_VDEVICE, KIND_HEF, KIND_GROUP, KIND_INPUT, KIND_OUTPUT, KIND_ACTIVATED, KIND_COUNT };

/* The first member of everything that a handle can stand for. The last reference destroys it. */
struct object {
    atomic_int references;
    void (*destroy)(struct object *);
};

void object_init(struct object *object, void (*destroy)(struct object *));
void *object_keep(void *object);
void object_drop(void *object);

/* A new handle over one reference, which becomes the handle's own; NULL where memory is short (the reference is then dropped). */
void *handle_open(enum handle_kind kind, void *object);

/* The object with one more reference, to be dropped by the caller; NULL, counted as misuse, where the handle is not open or of another kind. */
void *handle_take(enum handle_kind kind, const void *handle);

/* Takes the handle out; the caller gets its reference. NULL, counted as misuse, where it was not open. */
void *handle_close(enum handle_kind kind, const void *handle);

/* Takes out the handle of an object where it has one; its reference goes to the caller: nonzero. */
int handle_close_of(enum handle_kind kind, const void *object);

uint64_t handles_open(enum handle_kind kind);
uint64_t handles_misused(void);
#endif
