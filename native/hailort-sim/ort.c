#include "ort.h"
#include "log.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct api_base {
    void *const *(*get_api)(uint32_t version);
    const char *(*get_version)(void);
};

static struct ort opened;
static int is_open;

static void take(void *target, void *const *table, int place)
{
    memcpy(target, &table[place], sizeof(void *));
}

static void load(void)
{
    const char *path = getenv("HAILORT_SIM_ONNXRUNTIME");
    void *library = dlopen(path ? path : "libonnxruntime.so", RTLD_NOW | RTLD_LOCAL);
    const struct api_base *(*get_base)(void) = NULL;
    if (library)
        *(void **)&get_base = dlsym(library, "OrtGetApiBase");
    void *const *table = get_base ? get_base()->get_api(ORT_API_OF_1_12) : NULL;
    if (!table) {
        const char *reason = dlerror();
        log_error("no ONNX Runtime: %s; name it with HAILORT_SIM_ONNXRUNTIME", reason ? reason : "too old");
        return;
    }
    take(&opened.error_message, table, ORT_GET_ERROR_MESSAGE);
    take(&opened.create_session, table, ORT_CREATE_SESSION_FROM_ARRAY);
    take(&opened.run, table, ORT_RUN);
    take(&opened.create_options, table, ORT_CREATE_SESSION_OPTIONS);
    take(&opened.set_threads, table, ORT_SET_INTRA_OP_NUM_THREADS);
    take(&opened.add_config, table, ORT_ADD_SESSION_CONFIG_ENTRY);
    take(&opened.create_tensor, table, ORT_CREATE_TENSOR_WITH_DATA);
    take(&opened.tensor_data, table, ORT_GET_TENSOR_MUTABLE_DATA);
    take(&opened.tensor_info, table, ORT_GET_TENSOR_TYPE_AND_SHAPE);
    take(&opened.element_type, table, ORT_GET_TENSOR_ELEMENT_TYPE);
    take(&opened.element_count, table, ORT_GET_TENSOR_SHAPE_ELEMENT_COUNT);
    take(&opened.release_status, table, ORT_RELEASE_STATUS);
    take(&opened.release_session, table, ORT_RELEASE_SESSION);
    take(&opened.release_value, table, ORT_RELEASE_VALUE);
    take(&opened.release_info, table, ORT_RELEASE_TENSOR_INFO);
    take(&opened.release_options, table, ORT_RELEASE_SESSION_OPTIONS);
    ort_result (*create_env)(int level, const char *name, void **environment);
    ort_result (*create_memory)(int allocator, int memory_type, void **memory);
    take(&create_env, table, ORT_CREATE_ENV);
    take(&create_memory, table, ORT_CREATE_CPU_MEMORY_INFO);
    is_open = !create_env(ORT_ERROR, "hailort-sim", &opened.environment) && !create_memory(0, 0, &opened.memory);
}

const struct ort *ort_open(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_open ? &opened : NULL;
}
