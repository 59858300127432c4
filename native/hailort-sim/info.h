/* What the calls tell about a container's layers. */
#ifndef SIM_INFO_H
#define SIM_INFO_H
#include "container.h"

/* Fills every byte, names padded with zeros. */
void info_fill(const struct container *container, const struct layer *layer, hailo_vstream_info *info);
/* The params of a direction's layers by name: alphabetical as in the real library's map, which the infos are not. */
hailo_status info_params(const struct container *container, int direction, int32_t type, hailo_vstream_params_by_name *params, size_t *count);
/* Position of a layer of this name among those of its direction, in file order; -1 where there is none. */
int info_find(const struct container *container, int direction, const char *name);
#endif
