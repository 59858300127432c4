/* Compiled only where ONNX Runtime's own header is found: the places in ort.h are those of the header. */
#include "ort.h"
#include <onnxruntime_c_api.h>
#define CHECK(function, place) _Static_assert(offsetof(OrtApi, function) == (place) * sizeof(void *), #function)
CHECK(GetErrorMessage, ORT_GET_ERROR_MESSAGE);
CHECK(CreateEnv, ORT_CREATE_ENV);
CHECK(CreateSessionFromArray, ORT_CREATE_SESSION_FROM_ARRAY);
CHECK(Run, ORT_RUN);
CHECK(CreateSessionOptions, ORT_CREATE_SESSION_OPTIONS);
CHECK(SetIntraOpNumThreads, ORT_SET_INTRA_OP_NUM_THREADS);
CHECK(CreateTensorWithDataAsOrtValue, ORT_CREATE_TENSOR_WITH_DATA);
CHECK(GetTensorMutableData, ORT_GET_TENSOR_MUTABLE_DATA);
CHECK(GetTensorElementType, ORT_GET_TENSOR_ELEMENT_TYPE);
CHECK(GetTensorShapeElementCount, ORT_GET_TENSOR_SHAPE_ELEMENT_COUNT);
CHECK(GetTensorTypeAndShape, ORT_GET_TENSOR_TYPE_AND_SHAPE);
CHECK(CreateCpuMemoryInfo, ORT_CREATE_CPU_MEMORY_INFO);
CHECK(ReleaseStatus, ORT_RELEASE_STATUS);
CHECK(ReleaseSession, ORT_RELEASE_SESSION);
CHECK(ReleaseValue, ORT_RELEASE_VALUE);
CHECK(ReleaseTensorTypeAndShapeInfo, ORT_RELEASE_TENSOR_INFO);
CHECK(ReleaseSessionOptions, ORT_RELEASE_SESSION_OPTIONS);
CHECK(AddSessionConfigEntry, ORT_ADD_SESSION_CONFIG_ENTRY);
_Static_assert((int)ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT == ORT_FLOAT, "element type");
