/* The part of HailoRT's C interface that the stand-in offers: layouts measured on the real headers of 4.20 to 4.23.
   Sizes and offsets are checked here; where 4.20 differs the writer of the struct cuts it (see info.c). */
#ifndef SIM_ABI_H
#define SIM_ABI_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

enum {
    NAME_SIZE = 128,
    NETWORK_NAME_SIZE = 257,
    DEVICE_ID_SIZE = 32,
    MAX_STREAMS = 40,
    MAX_GROUPS = 8,
    MAX_NETWORKS = 8,
};

typedef int32_t hailo_status;
enum {
    HAILO_SUCCESS = 0,
    HAILO_INVALID_ARGUMENT = 2,
    HAILO_OUT_OF_HOST_MEMORY = 3,
    HAILO_TIMEOUT = 4,
    HAILO_INSUFFICIENT_BUFFER = 5,
    HAILO_INVALID_OPERATION = 6,
    HAILO_NOT_IMPLEMENTED = 7,
    HAILO_INTERNAL_FAILURE = 8,
    HAILO_OPEN_FILE_FAILURE = 13,
    HAILO_UNSUPPORTED_FW_VERSION = 16,
    HAILO_INVALID_HEF = 26,
    HAILO_DRIVER_OPERATION_FAILED = 36,
    HAILO_UNSUPPORTED_OPCODE = 48,
    HAILO_NOT_FOUND = 61,
    HAILO_COMMUNICATION_CLOSED = 62,
    HAILO_STREAM_ABORT = 63,
    HAILO_NOT_AVAILABLE = 65,
    HAILO_NETWORK_GROUP_NOT_ACTIVATED = 69,
    HAILO_OUT_OF_FW_MEMORY = 71,
    HAILO_DEVICE_IN_USE = 73,
    HAILO_OUT_OF_PHYSICAL_DEVICES = 74,
    HAILO_INVALID_DRIVER_VERSION = 76,
    HAILO_DRIVER_TIMEOUT = 87,
    HAILO_HEF_FILE_CORRUPTED = 91,
    HAILO_HEF_NOT_SUPPORTED = 92,
    HAILO_HEF_NOT_COMPATIBLE_WITH_DEVICE = 93,
};

enum { ARCH_HAILO8 = 1, ARCH_HAILO8L = 2 };
enum { TYPE_AUTO, TYPE_UINT8, TYPE_UINT16, TYPE_FLOAT32 };
enum { ORDER_AUTO = 0, ORDER_NHWC = 1, ORDER_NC = 6 };
enum { DIRECTION_INPUT, DIRECTION_OUTPUT };
enum { SCHEDULING_NONE, SCHEDULING_ROUND_ROBIN };
enum { LATENCY_MEASURE = 1, LATENCY_CLEAR_AFTER_GET = 2 };
enum { PRIORITY_NORMAL = 16, PRIORITY_MAX = 31 };
enum { NOTIFY_TEMPERATURE = 1, NOTIFY_OVERCURRENT = 3, NOTIFY_CPU_ECC_FATAL = 7, NOTIFY_CLOCK = 10, NOTIFY_COUNT = 14 };
#define DEFAULT_TIMEOUT_MS 10000u
#define DEFAULT_QUEUE_SIZE 2u

/* Handles are numbers in the shape of pointers; see handles.h. */
typedef struct opaque_device *hailo_device;
typedef struct opaque_vdevice *hailo_vdevice;
typedef struct opaque_hef *hailo_hef;
typedef struct opaque_group *hailo_configured_network_group;
typedef struct opaque_activated *hailo_activated_network_group;
typedef struct opaque_input *hailo_input_vstream;
typedef struct opaque_output *hailo_output_vstream;

#define LAYOUT(type, bytes) _Static_assert(sizeof(type) == (bytes), #type)
#define PLACE(type, field, at) _Static_assert(offsetof(type, field) == (at), #type "." #field)

typedef struct { uint32_t major, minor, revision; } hailo_version;
LAYOUT(hailo_version, 12);

typedef struct { char id[DEVICE_ID_SIZE]; } hailo_device_id;
LAYOUT(hailo_device_id, 32);

typedef struct {
    uint32_t protocol_version;
    hailo_version fw_version;
    uint32_t logger_version;
    uint8_t board_name_length;
    char board_name[32];
    bool is_release;
    bool extended_context_switch_buffer;
    int32_t device_architecture;
    uint8_t serial_number_length;
    char serial_number[16];
    uint8_t part_number_length;
    char part_number[16];
    uint8_t product_name_length;
    char product_name[42];
} hailo_device_identity;
LAYOUT(hailo_device_identity, 140);
PLACE(hailo_device_identity, board_name, 21);
PLACE(hailo_device_identity, device_architecture, 56);
PLACE(hailo_device_identity, product_name, 95);

typedef struct {
    uint32_t neural_network_core_clock_rate;
    bool ethernet, mipi, pcie, current_monitoring, mdio;
    int32_t boot_source;
    uint8_t soc_id[32];
    uint8_t lcs;
    uint8_t eth_mac_address[6];
    uint8_t unit_level_tracking_id[12];
    uint8_t soc_pm_values[24];
    uint16_t gpio_mask; /* since 4.21 */
} hailo_extended_device_information;
LAYOUT(hailo_extended_device_information, 96);
PLACE(hailo_extended_device_information, boot_source, 12);
PLACE(hailo_extended_device_information, unit_level_tracking_id, 55);
PLACE(hailo_extended_device_information, gpio_mask, 92);

typedef struct { float ts0, ts1; uint16_t sample_count; } hailo_chip_temperature;
LAYOUT(hailo_chip_temperature, 12);

typedef struct {
    uint32_t device_count;
    hailo_device_id *device_ids;
    int32_t scheduling_algorithm;
    const char *group_id;
    bool multi_process_service;
} hailo_vdevice_params;
LAYOUT(hailo_vdevice_params, 40);
PLACE(hailo_vdevice_params, group_id, 24);

typedef struct { int32_t type, order, flags; } hailo_format;
typedef struct { uint32_t height, width, features; } hailo_3d_shape;
typedef struct { float zero_point, scale, min, max; } hailo_quant_info;

typedef struct {
    char name[NAME_SIZE];
    char network_name[NETWORK_NAME_SIZE];
    int32_t direction;
    hailo_format format;
    union { hailo_3d_shape shape; uint32_t nms_shape[4]; };
    hailo_quant_info quant_info;
} hailo_vstream_info;
LAYOUT(hailo_vstream_info, 436);
PLACE(hailo_vstream_info, direction, 388);
PLACE(hailo_vstream_info, shape, 404);
PLACE(hailo_vstream_info, quant_info, 420);

typedef struct { char name[NAME_SIZE]; bool is_multi_context; } hailo_network_group_info;
LAYOUT(hailo_network_group_info, 129);
typedef struct { char name[NETWORK_NAME_SIZE]; } hailo_network_info;
LAYOUT(hailo_network_info, 257);
typedef struct { char name[NAME_SIZE]; } hailo_layer_name;
LAYOUT(hailo_layer_name, 128);

typedef struct {
    int32_t stream_interface, direction, flags;
    union { uint8_t pcie; uint32_t other[17]; };
} hailo_stream_parameters;
LAYOUT(hailo_stream_parameters, 80);
typedef struct { char name[NAME_SIZE]; hailo_stream_parameters stream_params; } hailo_stream_parameters_by_name;
LAYOUT(hailo_stream_parameters_by_name, 208);
typedef struct { char name[NETWORK_NAME_SIZE]; uint16_t batch_size; } hailo_network_parameters_by_name;
LAYOUT(hailo_network_parameters_by_name, 260);

typedef struct {
    char name[NAME_SIZE];
    uint16_t batch_size;
    int32_t power_mode;
    int32_t latency;
    size_t stream_count;
    hailo_stream_parameters_by_name streams[MAX_STREAMS];
    size_t network_count;
    hailo_network_parameters_by_name networks[MAX_NETWORKS];
} hailo_configure_network_group_params;
LAYOUT(hailo_configure_network_group_params, 10560);
PLACE(hailo_configure_network_group_params, latency, 136);
PLACE(hailo_configure_network_group_params, streams, 152);
PLACE(hailo_configure_network_group_params, networks, 8480);

typedef struct {
    size_t group_count;
    hailo_configure_network_group_params groups[MAX_GROUPS];
} hailo_configure_params;
LAYOUT(hailo_configure_params, 84488);

typedef struct {
    hailo_format user_buffer_format;
    uint32_t timeout_ms, queue_size;
    int32_t vstream_stats_flags, pipeline_elements_stats_flags;
} hailo_vstream_params;
LAYOUT(hailo_vstream_params, 28);
typedef struct { char name[NAME_SIZE]; hailo_vstream_params params; } hailo_vstream_params_by_name;
LAYOUT(hailo_vstream_params_by_name, 156);

typedef struct { double avg_hw_latency_ms; } hailo_latency_measurement_result;

#pragma pack(push, 1)
typedef struct { int32_t id; uint32_t sequence; uint8_t body[20]; } hailo_notification;
#pragma pack(pop)
LAYOUT(hailo_notification, 28);
typedef void (*hailo_notification_callback)(hailo_device, const hailo_notification *, void *opaque);
#endif
