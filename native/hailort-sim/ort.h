/* The few functions of ONNX Runtime's C interface that are used, taken by their place in the table that OrtGetApiBase gives: places never
   change, new functions come at the end. ort_layout_check.c holds the places against the real header wherever that is found. */
#ifndef SIM_ORT_H
#define SIM_ORT_H
#include <stddef.h>
#include <stdint.h>

enum {
    ORT_API_OF_1_12 = 12,
    ORT_GET_ERROR_MESSAGE = 2,
    ORT_CREATE_ENV = 3,
    ORT_CREATE_SESSION_FROM_ARRAY = 8,
    ORT_RUN = 9,
    ORT_CREATE_SESSION_OPTIONS = 10,
    ORT_SET_INTRA_OP_NUM_THREADS = 24,
    ORT_CREATE_TENSOR_WITH_DATA = 49,
    ORT_GET_TENSOR_MUTABLE_DATA = 51,
    ORT_GET_TENSOR_ELEMENT_TYPE = 60,
    ORT_GET_TENSOR_SHAPE_ELEMENT_COUNT = 64,
    ORT_GET_TENSOR_TYPE_AND_SHAPE = 65,
    ORT_CREATE_CPU_MEMORY_INFO = 69,
    ORT_RELEASE_STATUS = 93,
    ORT_RELEASE_SESSION = 95,
    ORT_RELEASE_VALUE = 96,
    ORT_RELEASE_TENSOR_INFO = 99,
    ORT_RELEASE_SESSION_OPTIONS = 100,
    ORT_ADD_SESSION_CONFIG_ENTRY = 130,
    ORT_FLOAT = 1,
    ORT_ERROR = 3,
};

/* NULL: fine. */
typedef struct ort_status *ort_result;

struct ort {
    const char *(*error_message)(const struct ort_status *);
    ort_result (*create_session)(void *environment, const void *model, size_t size, const void *options, void **session);
    ort_result (*run)(void *session, const void *options, const char *const *input_names, const void *const *inputs, size_t inputs_count,
                      const char *const *output_names, size_t outputs_count, void **outputs);
    ort_result (*create_options)(void **options);
    ort_result (*set_threads)(void *options, int threads);
    ort_result (*add_config)(void *options, const char *key, const char *value);
    ort_result (*create_tensor)(const void *memory, void *data, size_t size, const int64_t *shape, size_t rank, int type, void **value);
    ort_result (*tensor_data)(void *value, void **data);
    ort_result (*tensor_info)(const void *value, void **info);
    ort_result (*element_type)(const void *info, int *type);
    ort_result (*element_count)(const void *info, size_t *count);
    void (*release_status)(struct ort_status *);
    void (*release_session)(void *);
    void (*release_value)(void *);
    void (*release_info)(void *);
    void (*release_options)(void *);
    void *environment, *memory;
};

/* Opened once for the life of the process, from HAILORT_SIM_ONNXRUNTIME or the usual name. NULL, with the reason on stderr, where that fails. */
const struct ort *ort_open(void);
#endif
