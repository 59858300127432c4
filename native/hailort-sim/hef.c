#include "container.h"
#include "info.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static hailo_status open_bytes(unsigned char *bytes, size_t size, hailo_hef *hef)
{
    struct container *container = NULL;
    hailo_status status = container_read(bytes, size, &container);
    if (status != HAILO_SUCCESS)
        return status;
    *hef = handle_open(KIND_HEF, container);
    return *hef ? HAILO_SUCCESS : HAILO_OUT_OF_HOST_MEMORY;
}

EXPORT hailo_status hailo_create_hef_buffer(hailo_hef *hef, const void *data, size_t size)
{
    if (!hef || !data)
        return HAILO_INVALID_ARGUMENT;
    unsigned char *copy = malloc(size + 1);
    if (!copy)
        return HAILO_OUT_OF_HOST_MEMORY;
    memcpy(copy, data, size);
    return open_bytes(copy, size, hef);
}

EXPORT hailo_status hailo_create_hef_file(hailo_hef *hef, const char *path)
{
    if (!hef || !path)
        return HAILO_INVALID_ARGUMENT;
    FILE *file = fopen(path, "rb");
    long size = file && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    unsigned char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    bool fine = bytes && fseek(file, 0, SEEK_SET) == 0 && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    if (file)
        fclose(file);
    if (!fine) {
        free(bytes);
        return HAILO_OPEN_FILE_FAILURE;
    }
    return open_bytes(bytes, (size_t)size, hef);
}

EXPORT hailo_status hailo_release_hef(hailo_hef hef)
{
    struct container *container = handle_close(KIND_HEF, hef);
    object_drop(container);
    return container ? HAILO_SUCCESS : HAILO_INVALID_ARGUMENT;
}

/* The container of a handle, where the name (NULL: any) is its group's or its network's. The caller drops it. */
static struct container *take(hailo_hef hef, const char *name, hailo_status *status)
{
    struct container *container = handle_take(KIND_HEF, hef);
    *status = !container ? HAILO_INVALID_ARGUMENT : HAILO_SUCCESS;
    if (container && name && strcmp(name, container->group) != 0 && strcmp(name, container->network) != 0) {
        *status = HAILO_NOT_FOUND;
        object_drop(container);
        return NULL;
    }
    return container;
}

/* Whether an answer of so many entries has room; says the number in any case. */
static hailo_status make_room(const void *answer, size_t *count, size_t needed)
{
    if (!answer || !count)
        return HAILO_INVALID_ARGUMENT;
    size_t room = *count;
    *count = needed;
    return needed > room ? HAILO_INSUFFICIENT_BUFFER : HAILO_SUCCESS;
}

EXPORT hailo_status hailo_get_network_groups_infos(hailo_hef hef, hailo_network_group_info *infos, size_t *count)
{
    hailo_status status;
    struct container *container = take(hef, NULL, &status);
    if (container && (status = make_room(infos, count, 1)) == HAILO_SUCCESS) {
        memset(infos, 0, sizeof *infos);
        memcpy(infos->name, container->group, NAME_SIZE);
    }
    object_drop(container);
    return status;
}

EXPORT hailo_status hailo_hef_get_network_infos(hailo_hef hef, const char *name, hailo_network_info *infos, size_t *count)
{
    hailo_status status;
    struct container *container = take(hef, name, &status);
    if (container && (status = make_room(infos, count, 1)) == HAILO_SUCCESS)
        memcpy(infos->name, container->network, NETWORK_NAME_SIZE);
    object_drop(container);
    return status;
}

EXPORT hailo_status hailo_hef_get_all_vstream_infos(hailo_hef hef, const char *name, hailo_vstream_info *infos, size_t *count)
{
    hailo_status status;
    struct container *container = take(hef, name, &status);
    if (container && (status = make_room(infos, count, container->layer_count)) == HAILO_SUCCESS)
        for (size_t i = 0; i < container->layer_count; i++)
            info_fill(container, &container->layers[i], &infos[i]);
    object_drop(container);
    return status;
}

EXPORT hailo_status hailo_hef_get_sorted_output_names(hailo_hef hef, const char *name, hailo_layer_name *names, size_t *count)
{
    hailo_status status;
    struct container *container = take(hef, name, &status);
    if (container && (status = make_room(names, count, container_count(container, DIRECTION_OUTPUT))) == HAILO_SUCCESS)
        for (size_t i = 0; i < *count; i++)
            memcpy(names[i].name, container_layer(container, DIRECTION_OUTPUT, i)->name, NAME_SIZE);
    object_drop(container);
    return status;
}

EXPORT hailo_status hailo_hef_get_original_names_from_vstream_name(hailo_hef hef, const char *group, const char *name, hailo_layer_name *names,
                                                                   size_t *count)
{
    hailo_status status;
    struct container *container = take(hef, group, &status);
    int i = container && name ? info_find(container, DIRECTION_OUTPUT, name) : -1;
    if (container && i < 0)
        status = HAILO_NOT_FOUND;
    else if (container && (status = make_room(names, count, 1)) == HAILO_SUCCESS)
        memcpy(names->name, container_layer(container, DIRECTION_OUTPUT, (size_t)i)->tensor, NAME_SIZE);
    object_drop(container);
    return status;
}

EXPORT hailo_status hailo_hef_get_bottleneck_fps(hailo_hef hef, const char *name, double *fps)
{
    hailo_status status;
    struct container *container = take(hef, name, &status);
    if (container && fps)
        *fps = container->fps;
    else if (container)
        status = HAILO_INVALID_ARGUMENT;
    object_drop(container);
    return status;
}

static hailo_status make_params(hailo_hef hef, const char *name, int direction, int32_t type, hailo_vstream_params_by_name *params, size_t *count)
{
    hailo_status status;
    struct container *container = take(hef, name, &status);
    if (container)
        status = info_params(container, direction, type, params, count);
    object_drop(container);
    return status;
}

EXPORT hailo_status hailo_hef_make_input_vstream_params(hailo_hef hef, const char *name, bool unused, int32_t type,
                                                        hailo_vstream_params_by_name *params, size_t *count)
{
    (void)unused;
    return make_params(hef, name, DIRECTION_INPUT, type, params, count);
}

EXPORT hailo_status hailo_hef_make_output_vstream_params(hailo_hef hef, const char *name, bool unused, int32_t type,
                                                         hailo_vstream_params_by_name *params, size_t *count)
{
    (void)unused;
    return make_params(hef, name, DIRECTION_OUTPUT, type, params, count);
}
