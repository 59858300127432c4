#include "core.h"
#include <stdlib.h>

hailo_status queue_resize(struct queue *queue, size_t frame_size, uint32_t capacity)
{
    free(queue->frames);
    *queue = (struct queue){NULL, frame_size, capacity, 0, 0};
    queue->frames = capacity ? malloc(frame_size * capacity) : NULL;
    return capacity && !queue->frames ? HAILO_OUT_OF_HOST_MEMORY : HAILO_SUCCESS;
}

void *queue_place(const struct queue *queue)
{
    return queue->frames + (queue->first + queue->count) % queue->capacity * queue->frame_size;
}

const void *queue_front(const struct queue *queue)
{
    return queue->frames + queue->first * queue->frame_size;
}

void queue_pushed(struct queue *queue)
{
    queue->count++;
}

void queue_popped(struct queue *queue)
{
    queue->first = (queue->first + 1) % queue->capacity;
    queue->count--;
}
