/* Where the versions of HailoRT differ. */
#ifndef SIM_VERSION_H
#define SIM_VERSION_H
#include "abi.h"

/* Whether the library plays 4.20 or older. */
bool is_before_4_21(void);
/* What the version played says instead: before 4.21 the three kinds of bad HEF had one status. */
hailo_status status_of_version(hailo_status status);
#endif
