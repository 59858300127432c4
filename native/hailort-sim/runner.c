#include "runner.h"
#include "drift.h"
#include "log.h"
#include "ort.h"
#include "quantise.h"
#include <math.h>
#include <stdlib.h>

struct end {
    const struct layer *layer;
    void *frame;   /* as the device has it */
    float *values; /* inputs: the model's input tensor; outputs: one frame, height × width × features */
    void *tensor;  /* inputs: the tensor over values */
};

struct runner {
    struct container *container;
    const struct ort *ort;
    void *session;
    size_t input_count, output_count;
    struct end inputs[MAX_STREAMS], outputs[MAX_STREAMS];
    bool has_run;
};

static bool is_fine(const struct ort *ort, ort_result result, const char *doing)
{
    if (!result)
        return true;
    log_error("%s: %s", doing, ort->error_message(result));
    ort->release_status(result);
    return false;
}

static bool open_session(struct runner *runner)
{
    const struct ort *ort = runner->ort = ort_open();
    void *options = NULL;
    if (!ort || !is_fine(ort, ort->create_options(&options), "session options"))
        return false;
    const char *threads = getenv("HAILORT_SIM_THREADS");
    /* Quantise/dequantise pairs stay pairs: fused 8-bit kernels saturate on processors without VNNI and would show the processor's loss. */
    bool fine = is_fine(ort, ort->set_threads(options, threads ? atoi(threads) : 1), "threads")
        && is_fine(ort, ort->add_config(options, "session.disable_quant_qdq", "1"), "options")
        && is_fine(ort, ort->add_config(options, "session.set_denormal_as_zero", "1"), "options")
        && is_fine(ort, ort->add_config(options, "session.intra_op.allow_spinning", "0"), "options")
        && is_fine(ort, ort->create_session(ort->environment, runner->container->model, runner->container->model_size, options, &runner->session),
                   "model");
    ort->release_options(options);
    return fine;
}

static bool open_end(struct runner *runner, struct end *end, const struct layer *layer)
{
    size_t count = layer_elements(layer);
    end->layer = layer;
    end->frame = calloc(count, (size_t)layer->bits / 8);
    end->values = calloc(count, sizeof(float));
    if (!end->frame || !end->values)
        return false;
    if (!runner->session || layer->direction == DIRECTION_OUTPUT)
        return true;
    int64_t height = layer->shape.height, width = layer->shape.width, features = layer->shape.features;
    bool is_flat = layer->order == ORDER_NC;
    int64_t nchw[] = {1, features, height, width}, nhwc[] = {1, height, width, features}, flat[] = {1, features};
    const int64_t *shape = is_flat ? flat : layer->layout == LAYOUT_NCHW ? nchw : nhwc;
    return is_fine(runner->ort, runner->ort->create_tensor(runner->ort->memory, end->values, count * sizeof(float), shape, is_flat ? 2 : 4, ORT_FLOAT,
                                                           &end->tensor), "input tensor");
}

hailo_status runner_create(struct container *container, struct runner **result)
{
    struct runner *runner = calloc(1, sizeof *runner);
    if (!runner)
        return HAILO_OUT_OF_HOST_MEMORY;
    runner->container = object_keep(container);
    bool fine = container->content == CONTENT_ECHO || open_session(runner);
    const struct layer *layer;
    while (fine && (layer = container_layer(container, DIRECTION_INPUT, runner->input_count)))
        fine = open_end(runner, &runner->inputs[runner->input_count++], layer);
    while (fine && (layer = container_layer(container, DIRECTION_OUTPUT, runner->output_count)))
        fine = open_end(runner, &runner->outputs[runner->output_count++], layer);
    if (!fine) {
        runner_destroy(runner);
        return HAILO_INTERNAL_FAILURE;
    }
    *result = runner;
    return HAILO_SUCCESS;
}

static void close_end(const struct runner *runner, struct end *end)
{
    if (end->tensor)
        runner->ort->release_value(end->tensor);
    free(end->frame);
    free(end->values);
}

void runner_destroy(struct runner *runner)
{
    if (!runner)
        return;
    for (size_t i = 0; i < runner->input_count; i++)
        close_end(runner, &runner->inputs[i]);
    for (size_t i = 0; i < runner->output_count; i++)
        close_end(runner, &runner->outputs[i]);
    if (runner->session)
        runner->ort->release_session(runner->session);
    object_drop(runner->container);
    free(runner);
}

void *runner_input(struct runner *runner, size_t n) { return runner->inputs[n].frame; }
const void *runner_output(struct runner *runner, size_t n) { return runner->outputs[n].frame; }

static size_t place_nchw(const struct layer *layer, size_t i)
{
    size_t cells = (size_t)layer->shape.height * layer->shape.width, features = layer->shape.features;
    return i % features * cells + i / features;
}

static float device_number(const struct layer *layer, const void *frame, size_t i)
{
    return layer->bits == 8 ? ((const uint8_t *)frame)[i] : ((const uint16_t *)frame)[i];
}

static void fill_input(const struct end *input)
{
    const struct layer *layer = input->layer;
    size_t count = layer_elements(layer);
    for (size_t i = 0; i < count; i++) {
        float value = (device_number(layer, input->frame, i) - layer->quant.zero_point) * layer->quant.scale;
        input->values[layer->layout == LAYOUT_NCHW ? place_nchw(layer, i) : i] = (value - layer->mean) / layer->std;
    }
}

static bool take_output(const struct runner *runner, const struct end *output, void *tensor)
{
    const struct ort *ort = runner->ort;
    const struct layer *layer = output->layer;
    size_t count = 0, expected = layer_elements(layer);
    int type = 0;
    void *info = NULL, *data = NULL;
    bool fine = is_fine(ort, ort->tensor_info(tensor, &info), layer->tensor) && is_fine(ort, ort->element_count(info, &count), layer->tensor)
        && is_fine(ort, ort->element_type(info, &type), layer->tensor) && is_fine(ort, ort->tensor_data(tensor, &data), layer->tensor);
    if (info)
        ort->release_info(info);
    if (!fine || count != expected || type != ORT_FLOAT) {
        log_error("output %s has %zu numbers of type %d, not %zu of float32", layer->tensor, count, type, expected);
        return false;
    }
    const float *values = data;
    for (size_t i = 0; i < count; i++) {
        float value = values[layer->layout == LAYOUT_NCHW ? place_nchw(layer, i) : i];
        output->values[i] = layer->sigmoid ? 1 / (1 + expf(-value)) : value;
    }
    return true;
}

static bool run_model(struct runner *runner)
{
    const char *input_names[MAX_STREAMS], *output_names[MAX_STREAMS];
    const void *inputs[MAX_STREAMS];
    void *outputs[MAX_STREAMS] = {NULL};
    for (size_t i = 0; i < runner->input_count; i++) {
        fill_input(&runner->inputs[i]);
        input_names[i] = runner->inputs[i].layer->tensor;
        inputs[i] = runner->inputs[i].tensor;
    }
    for (size_t i = 0; i < runner->output_count; i++)
        output_names[i] = runner->outputs[i].layer->tensor;
    bool fine = is_fine(runner->ort, runner->ort->run(runner->session, NULL, input_names, inputs, runner->input_count, output_names,
                                                      runner->output_count, outputs), "run");
    for (size_t i = 0; i < runner->output_count; i++) {
        fine = fine && take_output(runner, &runner->outputs[i], outputs[i]);
        if (outputs[i])
            runner->ort->release_value(outputs[i]);
    }
    return fine;
}

/* Without a model each output says which frame it belongs to: number i is input byte i plus i. */
static void echo(struct runner *runner)
{
    const uint8_t *input = runner->inputs[0].frame;
    size_t size = layer_elements(runner->inputs[0].layer) * (size_t)runner->inputs[0].layer->bits / 8;
    for (size_t n = 0; n < runner->output_count; n++) {
        const struct layer *layer = runner->outputs[n].layer;
        size_t count = layer_elements(layer), mask = layer->bits == 8 ? 0xFF : 0xFFFF;
        for (size_t i = 0; i < count; i++)
            runner->outputs[n].values[i] = ((float)((input[i % size] + i) & mask) - layer->quant.zero_point) * layer->quant.scale;
    }
}

hailo_status runner_run(struct runner *runner, double drift, bool is_instant)
{
    if (is_instant && runner->has_run)
        return HAILO_SUCCESS;
    if (!runner->session)
        echo(runner);
    else if (!run_model(runner))
        return HAILO_INTERNAL_FAILURE;
    const struct end *first = &runner->inputs[0];
    uint64_t seed = drift > 0 ? drift_seed(first->frame, layer_elements(first->layer) * (size_t)first->layer->bits / 8) : 0;
    for (size_t n = 0; n < runner->output_count; n++) {
        if (drift > 0)
            drift_apply(runner->outputs[n].values, layer_elements(runner->outputs[n].layer), drift, seed + n);
        quantise(runner->outputs[n].layer, runner->outputs[n].values, runner->outputs[n].frame);
    }
    runner->has_run = true;
    return HAILO_SUCCESS;
}
