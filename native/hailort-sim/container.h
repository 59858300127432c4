/* The stand-in's own model file; README.md describes it. */
#ifndef SIM_CONTAINER_H
#define SIM_CONTAINER_H
#include "abi.h"
#include "handles.h"

enum content { CONTENT_ECHO, CONTENT_ONNX };
enum tensor_layout { LAYOUT_AS_IS, LAYOUT_NCHW };

/* One input or output. */
struct layer {
    char name[NAME_SIZE];
    int direction;
    hailo_3d_shape shape;
    int order;
    int bits; /* 8 or 16 */
    hailo_quant_info quant;
    char tensor[NAME_SIZE]; /* the ONNX model's name for it */
    enum tensor_layout layout;
    float mean, std; /* inputs: the model is fed (x - mean) / std */
    bool sigmoid;    /* outputs: put over the model's values */
};

struct container {
    struct object object;
    char group[NAME_SIZE];
    char network[NETWORK_NAME_SIZE];
    int architecture; /* ARCH_ value; 0: another family */
    double fps;
    enum content content;
    size_t layer_count; /* in file order; inputs and outputs mixed as written */
    struct layer layers[MAX_STREAMS];
    unsigned char *bytes;
    const unsigned char *model;
    size_t model_size;
};

/* Reads a container; the bytes are taken over in any case. */
hailo_status container_read(unsigned char *bytes, size_t size, struct container **result);

static inline size_t layer_elements(const struct layer *layer)
{
    return (size_t)layer->shape.height * layer->shape.width * layer->shape.features;
}

/* The n-th layer of a direction, in file order; NULL past the end. */
const struct layer *container_layer(const struct container *container, int direction, size_t n);
size_t container_count(const struct container *container, int direction);
#endif
