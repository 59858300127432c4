/* Drives the stand-in from several threads, for the sanitizers: no model, no ONNX Runtime. Ends with 0 when all held. */
#include "abi.h"
#include "control.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUIRE(condition)                                                        \
    do {                                                                          \
        if (!(condition)) {                                                       \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                              \
        }                                                                         \
    } while (0)

enum { OUTPUTS = 3, INPUT_SIZE = 48, OUTPUT_SIZE = 16, FRAMES = 300, CYCLES = 1000 };

hailo_status hailo_create_vdevice(const hailo_vdevice_params *, hailo_vdevice *);
hailo_status hailo_release_vdevice(hailo_vdevice);
hailo_status hailo_get_physical_devices(hailo_vdevice, hailo_device *, size_t *);
hailo_status hailo_create_hef_buffer(hailo_hef *, const void *, size_t);
hailo_status hailo_release_hef(hailo_hef);
hailo_status hailo_init_configure_params_by_vdevice(hailo_hef, hailo_vdevice, hailo_configure_params *);
hailo_status hailo_configure_vdevice(hailo_vdevice, hailo_hef, const hailo_configure_params *, hailo_configured_network_group *, size_t *);
hailo_status hailo_make_input_vstream_params(hailo_configured_network_group, bool, int32_t, hailo_vstream_params_by_name *, size_t *);
hailo_status hailo_make_output_vstream_params(hailo_configured_network_group, bool, int32_t, hailo_vstream_params_by_name *, size_t *);
hailo_status hailo_create_input_vstreams(hailo_configured_network_group, const hailo_vstream_params_by_name *, size_t, hailo_input_vstream *);
hailo_status hailo_create_output_vstreams(hailo_configured_network_group, const hailo_vstream_params_by_name *, size_t, hailo_output_vstream *);
hailo_status hailo_release_input_vstreams(const hailo_input_vstream *, size_t);
hailo_status hailo_release_output_vstreams(const hailo_output_vstream *, size_t);
hailo_status hailo_vstream_write_raw_buffer(hailo_input_vstream, const void *, size_t);
hailo_status hailo_vstream_read_raw_buffer(hailo_output_vstream, void *, size_t);
hailo_status hailo_shutdown_network_group(hailo_configured_network_group);
hailo_status hailo_set_notification_callback(hailo_device, hailo_notification_callback, int32_t, void *);
hailo_status hailo_remove_notification_callback(hailo_device, int32_t);
hailo_status hailo_get_latency_measurement(hailo_configured_network_group, const char *, hailo_latency_measurement_result *);

struct stage {
    hailo_vdevice vdevice;
    hailo_hef hef;
    hailo_configured_network_group group;
    hailo_input_vstream input;
    hailo_output_vstream outputs[OUTPUTS];
    int32_t type;
};

static unsigned char file[4096];
static size_t file_size;

static void put(unsigned char *at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> 8 * i);
}

static void make_file(void)
{
    int length = snprintf((char *)file + 32, sizeof file - 32,
                          "group\tg\nnetwork\tg/g\narchitecture\thailo8\nfps\t100\ncontent\techo\n"
                          "input\tname=g/in\tshape=4x4x3\tbits=8\tzp=0\tscale=1\tmin=0\tmax=255\n"
                          "output\tname=g/c\tshape=2x2x4\tbits=8\tzp=0\tscale=1\tmin=0\tmax=255\n"
                          "output\tname=g/a\tshape=2x2x4\tbits=8\tzp=0\tscale=1\tmin=0\tmax=255\n"
                          "output\tname=g/b\tshape=2x2x4\tbits=16\tzp=0\tscale=1\tmin=0\tmax=65535\n");
    file_size = 32 + (size_t)length;
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 32; i < file_size; i++)
        hash = (hash ^ file[i]) * 0x100000001b3u;
    memcpy(file, "FRSIMHEF", 8);
    put(file + 8, 1, 4);
    put(file + 12, (uint64_t)length, 4);
    put(file + 16, 0, 8);
    put(file + 24, hash, 8);
}

static void open_stage(struct stage *stage, int32_t type, uint32_t timeout_ms)
{
    static hailo_configure_params params;
    hailo_vstream_params_by_name in, outs[OUTPUTS];
    size_t one = 1, three = OUTPUTS, groups = 1;
    stage->type = type;
    REQUIRE(hailo_create_vdevice(NULL, &stage->vdevice) == HAILO_SUCCESS);
    REQUIRE(hailo_create_hef_buffer(&stage->hef, file, file_size) == HAILO_SUCCESS);
    REQUIRE(hailo_init_configure_params_by_vdevice(stage->hef, stage->vdevice, &params) == HAILO_SUCCESS);
    params.groups[0].latency = LATENCY_MEASURE;
    REQUIRE(hailo_configure_vdevice(stage->vdevice, stage->hef, &params, &stage->group, &groups) == HAILO_SUCCESS);
    REQUIRE(hailo_make_input_vstream_params(stage->group, false, TYPE_UINT8, &in, &one) == HAILO_SUCCESS);
    REQUIRE(hailo_make_output_vstream_params(stage->group, false, type, outs, &three) == HAILO_SUCCESS);
    REQUIRE(strcmp(outs[0].name, "g/a") == 0);
    in.params.timeout_ms = timeout_ms;
    for (int i = 0; i < OUTPUTS; i++)
        outs[i].params.timeout_ms = timeout_ms;
    REQUIRE(hailo_create_input_vstreams(stage->group, &in, 1, &stage->input) == HAILO_SUCCESS);
    REQUIRE(hailo_create_output_vstreams(stage->group, outs, OUTPUTS, stage->outputs) == HAILO_SUCCESS);
}

static void close_stage(struct stage *stage, bool device_first)
{
    if (device_first)
        REQUIRE(hailo_release_vdevice(stage->vdevice) == HAILO_SUCCESS);
    REQUIRE(hailo_release_output_vstreams(stage->outputs, OUTPUTS) == HAILO_SUCCESS);
    REQUIRE(hailo_release_input_vstreams(&stage->input, 1) == HAILO_SUCCESS);
    if (!device_first)
        REQUIRE(hailo_release_vdevice(stage->vdevice) == HAILO_SUCCESS);
    REQUIRE(hailo_release_hef(stage->hef) == HAILO_SUCCESS);
    REQUIRE(hailort_sim_open_handles("all") == 0);
}

static void *write_all(void *argument)
{
    struct stage *stage = argument;
    unsigned char frame[INPUT_SIZE];
    for (int n = 0; n < FRAMES; n++) {
        memset(frame, n % 200, sizeof frame);
        REQUIRE(hailo_vstream_write_raw_buffer(stage->input, frame, sizeof frame) == HAILO_SUCCESS);
    }
    return NULL;
}

struct reader { struct stage *stage; int output; };

static void *read_all(void *argument)
{
    struct reader *reader = argument;
    float frame[OUTPUT_SIZE];
    for (int n = 0; n < FRAMES; n++) {
        REQUIRE(hailo_vstream_read_raw_buffer(reader->stage->outputs[reader->output], frame, sizeof frame) == HAILO_SUCCESS);
        REQUIRE(frame[0] == (float)(n % 200) && frame[3] == (float)(n % 200 + 3));
    }
    return NULL;
}

static void frames_come_out_in_order(void)
{
    struct stage stage;
    pthread_t threads[1 + OUTPUTS];
    struct reader readers[OUTPUTS];
    hailo_latency_measurement_result latency;
    open_stage(&stage, TYPE_FLOAT32, 10000);
    pthread_create(&threads[OUTPUTS], NULL, write_all, &stage);
    for (int i = 0; i < OUTPUTS; i++) {
        readers[i] = (struct reader){&stage, i};
        pthread_create(&threads[i], NULL, read_all, &readers[i]);
    }
    for (int i = 0; i <= OUTPUTS; i++)
        pthread_join(threads[i], NULL);
    REQUIRE(hailort_sim_inferences("g") == FRAMES);
    REQUIRE(hailo_get_latency_measurement(stage.group, NULL, &latency) == HAILO_SUCCESS);
    close_stage(&stage, false);
}

static void an_unread_output_stops_the_input(void)
{
    struct stage stage;
    unsigned char frame[INPUT_SIZE] = {0}, out[OUTPUT_SIZE];
    open_stage(&stage, TYPE_AUTO, 50);
    int written = 0;
    while (hailo_vstream_write_raw_buffer(stage.input, frame, sizeof frame) == HAILO_SUCCESS)
        REQUIRE(++written < 20);
    REQUIRE(written == 4); /* two results wait, two frames queue */
    REQUIRE(hailo_vstream_read_raw_buffer(stage.outputs[0], out, sizeof out) == HAILO_SUCCESS);
    REQUIRE(hailo_vstream_write_raw_buffer(stage.input, frame, sizeof frame) == HAILO_TIMEOUT); /* the others still hold it up */
    REQUIRE(hailo_vstream_write_raw_buffer(stage.input, frame, 1) == HAILO_INVALID_ARGUMENT);
    close_stage(&stage, true);
}

static void *read_until_stopped(void *argument)
{
    struct stage *stage = argument;
    unsigned char out[OUTPUT_SIZE];
    return (void *)(intptr_t)hailo_vstream_read_raw_buffer(stage->outputs[0], out, sizeof out);
}

static void waiting_readers_are_woken(bool by_release)
{
    struct stage stage;
    pthread_t thread;
    void *status;
    open_stage(&stage, TYPE_AUTO, UINT32_MAX);
    pthread_create(&thread, NULL, read_until_stopped, &stage);
    if (!by_release)
        REQUIRE(hailo_shutdown_network_group(stage.group) == HAILO_SUCCESS);
    else
        REQUIRE(hailo_release_vdevice(stage.vdevice) == HAILO_SUCCESS);
    pthread_join(thread, &status);
    REQUIRE((intptr_t)status == HAILO_STREAM_ABORT);
    if (by_release) {
        REQUIRE(hailo_release_output_vstreams(stage.outputs, OUTPUTS) == HAILO_SUCCESS);
        REQUIRE(hailo_release_input_vstreams(&stage.input, 1) == HAILO_SUCCESS);
        REQUIRE(hailo_release_hef(stage.hef) == HAILO_SUCCESS);
    } else {
        close_stage(&stage, false);
    }
}

static pthread_mutex_t told_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t told = PTHREAD_COND_INITIALIZER;
static int alarms;

static void on_alarm(hailo_device device, const hailo_notification *notification, void *opaque)
{
    (void)device;
    REQUIRE(notification->id == NOTIFY_TEMPERATURE && opaque == &alarms);
    pthread_mutex_lock(&told_lock);
    alarms++;
    pthread_cond_signal(&told);
    pthread_mutex_unlock(&told_lock);
}

static void a_hot_device_says_so(void)
{
    struct stage stage;
    hailo_device device;
    size_t one = 1;
    open_stage(&stage, TYPE_AUTO, 1000);
    REQUIRE(hailo_get_physical_devices(stage.vdevice, &device, &one) == HAILO_SUCCESS);
    REQUIRE(hailo_set_notification_callback(device, on_alarm, NOTIFY_TEMPERATURE, &alarms) == HAILO_SUCCESS);
    REQUIRE(hailort_sim_set("throttle", 1) == 0);
    pthread_mutex_lock(&told_lock);
    while (!alarms)
        pthread_cond_wait(&told, &told_lock);
    pthread_mutex_unlock(&told_lock);
    REQUIRE(hailo_remove_notification_callback(device, NOTIFY_TEMPERATURE) == HAILO_SUCCESS);
    REQUIRE(hailo_set_notification_callback(device, on_alarm, NOTIFY_TEMPERATURE, &alarms) == HAILO_SUCCESS);
    hailort_sim_reset();
    close_stage(&stage, false);
}

static void faults_strike_once_and_a_new_device_works(void)
{
    static const struct { const char *name; hailo_status status; } faults[] = {
        {"driver_timeout", HAILO_DRIVER_TIMEOUT}, {"closed", HAILO_COMMUNICATION_CLOSED}, {"abort", HAILO_STREAM_ABORT}, {"stuck", HAILO_TIMEOUT}};
    unsigned char frame[INPUT_SIZE] = {0}, out[OUTPUT_SIZE];
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        for (int round = 0; round < 2; round++) {
            struct stage stage;
            if (round == 0)
                REQUIRE(hailort_sim_set(faults[i].name, 1) == 0);
            open_stage(&stage, TYPE_AUTO, round == 0 ? 100 : 10000);
            REQUIRE(hailo_vstream_write_raw_buffer(stage.input, frame, sizeof frame) == HAILO_SUCCESS);
            REQUIRE(hailo_vstream_read_raw_buffer(stage.outputs[0], out, sizeof out) == (round == 0 ? faults[i].status : HAILO_SUCCESS));
            close_stage(&stage, round == 0);
        }
        hailort_sim_reset();
    }
}

int main(void)
{
    make_file();
    frames_come_out_in_order();
    an_unread_output_stops_the_input();
    waiting_readers_are_woken(false);
    waiting_readers_are_woken(true);
    a_hot_device_says_so();
    faults_strike_once_and_a_new_device_works();
    for (int i = 0; i < CYCLES; i++) {
        struct stage stage;
        open_stage(&stage, TYPE_FLOAT32, 1000);
        close_stage(&stage, i % 2);
    }
    REQUIRE(hailort_sim_misuses() == 0);
    puts("the stand-in holds");
    return 0;
}
