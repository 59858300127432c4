#include "container.h"
#include "log.h"
#include "settings.h"
#include "version.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC "FRSIMHEF"
#define FORMAT_VERSION 1
#define FIXED_SIZE 32 /* magic 8, version u32, text size u32, model size u64, hash u64, all little-endian */
#define MAX_ELEMENTS (1u << 26)

static uint64_t little_endian(const unsigned char *bytes, int count)
{
    uint64_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const unsigned char *bytes, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

static bool copy_name(char *target, size_t room, const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length >= room)
        return false;
    memcpy(target, text, length + 1);
    return true;
}

static bool read_float(const char *text, float *value)
{
    char *end;
    *value = strtof(text, &end);
    return end != text && !*end;
}

static bool read_layer_field(struct layer *layer, const char *key, const char *value)
{
    char extra;
    if (strcmp(key, "name") == 0)
        return copy_name(layer->name, sizeof layer->name, value);
    if (strcmp(key, "tensor") == 0)
        return copy_name(layer->tensor, sizeof layer->tensor, value);
    if (strcmp(key, "shape") == 0)
        return sscanf(value, "%ux%ux%u%c", &layer->shape.height, &layer->shape.width, &layer->shape.features, &extra) == 3;
    if (strcmp(key, "order") == 0)
        return (layer->order = strcmp(value, "NHWC") == 0 ? ORDER_NHWC : strcmp(value, "NC") == 0 ? ORDER_NC : ORDER_AUTO) != ORDER_AUTO;
    if (strcmp(key, "bits") == 0)
        return (layer->bits = strcmp(value, "8") == 0 ? 8 : strcmp(value, "16") == 0 ? 16 : 0) != 0;
    if (strcmp(key, "layout") == 0)
        return (layer->layout = strcmp(value, "nchw") == 0 ? LAYOUT_NCHW : LAYOUT_AS_IS) == LAYOUT_NCHW || strcmp(value, "nhwc") == 0;
    if (strcmp(key, "sigmoid") == 0)
        return (layer->sigmoid = strcmp(value, "1") == 0) || strcmp(value, "0") == 0;
    float *number = strcmp(key, "zp") == 0      ? &layer->quant.zero_point
                    : strcmp(key, "scale") == 0 ? &layer->quant.scale
                    : strcmp(key, "min") == 0   ? &layer->quant.min
                    : strcmp(key, "max") == 0   ? &layer->quant.max
                    : strcmp(key, "mean") == 0  ? &layer->mean
                    : strcmp(key, "std") == 0   ? &layer->std
                                                : NULL;
    return number && read_float(value, number);
}

static bool read_layer(struct container *container, int direction, char *rest)
{
    if (container->layer_count == MAX_STREAMS)
        return false;
    struct layer *layer = &container->layers[container->layer_count++];
    *layer = (struct layer){.direction = direction, .order = ORDER_NHWC, .bits = 8, .std = 1};
    char *next = rest;
    for (char *field = strsep(&next, "\t"); field; field = strsep(&next, "\t")) {
        char *value = strchr(field, '=');
        if (!value)
            return false;
        *value++ = 0;
        if (!read_layer_field(layer, field, value))
            return false;
    }
    return *layer->name && layer->shape.height && layer->shape.width && layer->shape.features
        && (uint64_t)layer->shape.height * layer->shape.width <= MAX_ELEMENTS && layer_elements(layer) <= MAX_ELEMENTS
        && layer->quant.scale > 0 && layer->std != 0 && (container->content == CONTENT_ECHO || *layer->tensor);
}

static bool read_line(struct container *container, char *line)
{
    char *rest = strchr(line, '\t');
    if (!rest)
        return false;
    *rest++ = 0;
    if (strcmp(line, "group") == 0)
        return copy_name(container->group, sizeof container->group, rest);
    if (strcmp(line, "network") == 0)
        return copy_name(container->network, sizeof container->network, rest);
    if (strcmp(line, "architecture") == 0) {
        bool is8l = strcmp(rest, "hailo8l") == 0;
        container->architecture = is8l ? ARCH_HAILO8L : strcmp(rest, "hailo8") == 0 || strcmp(rest, "hailo8r") == 0 ? ARCH_HAILO8 : 0;
        return true;
    }
    if (strcmp(line, "fps") == 0)
        return (container->fps = strtod(rest, NULL)) > 0;
    if (strcmp(line, "content") == 0)
        return (container->content = strcmp(rest, "onnx") == 0 ? CONTENT_ONNX : CONTENT_ECHO) == CONTENT_ONNX || strcmp(rest, "echo") == 0;
    if (strcmp(line, "hailort") == 0)
        return true; /* stated for readers of the file; the device does not ask */
    if (strcmp(line, "input") == 0 || strcmp(line, "output") == 0)
        return read_layer(container, strcmp(line, "input") == 0 ? DIRECTION_INPUT : DIRECTION_OUTPUT, rest);
    return false;
}

static void container_destroy(struct object *object)
{
    struct container *container = (struct container *)object;
    free(container->bytes);
    free(container);
}

static hailo_status refuse(struct container *container, hailo_status status, const char *why)
{
    log_error("HEF refused: %s", why);
    object_drop(container);
    return status_of_version(status);
}

hailo_status container_read(unsigned char *bytes, size_t size, struct container **result)
{
    struct container *container = calloc(1, sizeof *container);
    if (!container) {
        free(bytes);
        return HAILO_OUT_OF_HOST_MEMORY;
    }
    object_init(&container->object, container_destroy);
    container->bytes = bytes;
    if (is_set(SET_HEF_CORRUPT))
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "the switch hef_corrupt is on");
    if (size >= 4 && memcmp(bytes, "\x01HEF", 4) == 0)
        return refuse(container, HAILO_HEF_NOT_SUPPORTED, "a real HEF; the stand-in runs only files made by `facerec models simulate`");
    if (size < 8)
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "too short for a header");
    if (memcmp(bytes, MAGIC, 8) != 0)
        return refuse(container, HAILO_HEF_NOT_SUPPORTED, "wrong magic");
    if (size < FIXED_SIZE)
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "too short for a header");
    if (little_endian(bytes + 8, 4) != FORMAT_VERSION)
        return refuse(container, HAILO_HEF_NOT_SUPPORTED, "unknown version");
    uint64_t text_size = little_endian(bytes + 12, 4), model_size = little_endian(bytes + 16, 8);
    if (text_size == 0 || text_size > size - FIXED_SIZE || model_size != size - FIXED_SIZE - text_size)
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "its length is not what the header says");
    if (hash_of(bytes + FIXED_SIZE, size - FIXED_SIZE) != little_endian(bytes + 24, 8))
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "its hash is not what the header says");
    char *text = (char *)bytes + FIXED_SIZE;
    if (text[text_size - 1] != '\n')
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "its text does not end");
    text[text_size - 1] = 0;
    for (char *line = strsep(&text, "\n"); line; line = strsep(&text, "\n"))
        if (*line && !read_line(container, line))
            return refuse(container, HAILO_HEF_FILE_CORRUPTED, line);
    container->model = bytes + FIXED_SIZE + text_size;
    container->model_size = model_size;
    if (!*container->group || !*container->network || !container_count(container, DIRECTION_INPUT) || !container_count(container, DIRECTION_OUTPUT)
        || (container->content == CONTENT_ONNX) != (model_size > 0))
        return refuse(container, HAILO_HEF_FILE_CORRUPTED, "group, network, inputs, outputs or model missing");
    *result = container;
    return HAILO_SUCCESS;
}

const struct layer *container_layer(const struct container *container, int direction, size_t n)
{
    for (size_t i = 0; i < container->layer_count; i++)
        if (container->layers[i].direction == direction && n-- == 0)
            return &container->layers[i];
    return NULL;
}

size_t container_count(const struct container *container, int direction)
{
    size_t count = 0;
    while (container_layer(container, direction, count))
        count++;
    return count;
}
