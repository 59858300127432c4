#include "settings.h"
#include "clock.h"
#include "log.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define RECHECK_MS 50

enum layer { LAYER_CALL, LAYER_FILE, LAYER_ENVIRONMENT };
struct entry {
    enum layer layer;
    enum setting name;
    char group[128]; /* empty: all */
    double value;
};

static const struct { const char *name; double value; } known[SET_COUNT] = {
    [SET_LIBRARY_MAJOR] = {"library_major", 4}, [SET_LIBRARY_MINOR] = {"library_minor", 23},
    [SET_LIBRARY_REVISION] = {"library_revision", 0}, [SET_ARCHITECTURE] = {"architecture", 1},
    [SET_ABSENT] = {"absent", 0}, [SET_BUSY] = {"busy", 0}, [SET_PERMISSION] = {"permission", 0},
    [SET_DRIVER_VERSION] = {"driver_version", 0}, [SET_FW_VERSION] = {"fw_version", 0},
    [SET_HEF_CORRUPT] = {"hef_corrupt", 0}, [SET_PAGE_SIZE] = {"page_size", 0}, [SET_MAX_GROUPS] = {"max_groups", 32},
    [SET_STUCK] = {"stuck", 0}, [SET_DRIVER_TIMEOUT] = {"driver_timeout", 0}, [SET_CLOSED] = {"closed", 0},
    [SET_ABORT] = {"abort", 0}, [SET_AFTER] = {"after", 0},
    [SET_SLOW] = {"slow", 0}, [SET_INSTANT] = {"instant", 0},
    [SET_DRIFT] = {"drift", 0}, [SET_DRIFT_PER_INFERENCE] = {"drift_per_inference", 0},
    [SET_DRIFT_PER_SECOND] = {"drift_per_second", 0}, [SET_DRIFT_HEALS] = {"drift_heals", 0},
    [SET_THROTTLE] = {"throttle", 0}, [SET_TEMPERATURE] = {"temperature", 52}, [SET_POWER] = {"power", 0},
    [SET_OVERCURRENT] = {"overcurrent", 0}, [SET_CPU_ECC] = {"cpu_ecc", 0},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry entries[96];
static size_t count;
static double struck[SET_COUNT];
static bool is_started;
static int64_t checked_at;
static struct timespec file_time;
static off_t file_size;

static int put(enum layer layer, const char *text, double value)
{
    const char *at = strchr(text, '@');
    size_t length = at ? (size_t)(at - text) : strlen(text);
    const char *group = at ? at + 1 : "";
    if (strlen(group) >= sizeof entries[0].group)
        return -1;
    for (int name = 0; name < SET_COUNT; name++) {
        if (strlen(known[name].name) != length || strncmp(known[name].name, text, length) != 0)
            continue;
        size_t i = 0;
        while (i < count && !(entries[i].layer == layer && entries[i].name == (enum setting)name && strcmp(entries[i].group, group) == 0))
            i++;
        if (i == sizeof entries / sizeof entries[0])
            return -1;
        count += i == count;
        entries[i].layer = layer;
        entries[i].name = (enum setting)name;
        entries[i].value = value;
        memcpy(entries[i].group, group, strlen(group) + 1);
        return 0;
    }
    return -1;
}

static void drop(enum layer layer)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (entries[i].layer != layer)
            entries[kept++] = entries[i];
    count = kept;
}

/* "name value" or "name=value"; a name alone means 1. */
static void read_statement(enum layer layer, char *text)
{
    char *rest = NULL;
    char *name = strtok_r(text, " \t=\r\n", &rest);
    if (!name)
        return;
    char *value = strtok_r(NULL, " \t=\r\n", &rest);
    char *end = NULL;
    double number = value ? strtod(value, &end) : 1;
    if ((value && (end == value || *end)) || put(layer, name, number) != 0)
        log_error("unknown setting or value: %s %s", name, value ? value : "");
}

static void read_environment(void)
{
    const char *text = getenv("HAILORT_SIM");
    char copy[1024], *rest = NULL;
    if (!text || strlen(text) >= sizeof copy)
        return;
    memcpy(copy, text, strlen(text) + 1);
    for (char *part = strtok_r(copy, ",;", &rest); part; part = strtok_r(NULL, ",;", &rest))
        read_statement(LAYER_ENVIRONMENT, part);
}

static void read_file(void)
{
    const char *path = getenv("HAILORT_SIM_FAULTS");
    struct stat facts;
    bool is_there = path && stat(path, &facts) == 0;
    struct timespec changed = is_there ? facts.st_mtim : (struct timespec){0, 0};
    off_t size = is_there ? facts.st_size : 0;
    if (changed.tv_sec == file_time.tv_sec && changed.tv_nsec == file_time.tv_nsec && size == file_size)
        return;
    file_time = changed;
    file_size = size;
    drop(LAYER_FILE);
    memset(struck, 0, sizeof struck);
    FILE *file = is_there ? fopen(path, "r") : NULL;
    char line[512];
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "#")] = 0;
        read_statement(LAYER_FILE, line);
    }
    if (file)
        fclose(file);
}

static double look_up(enum setting name, const char *group)
{
    int64_t now = now_ns();
    if (!is_started)
        read_environment();
    if (!is_started || now - checked_at > RECHECK_MS * NS_PER_MS) {
        read_file();
        checked_at = now;
    }
    is_started = true;
    const struct entry *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = &entries[i];
        if (entry->name != name || (*entry->group && (!group || strcmp(entry->group, group) != 0)))
            continue;
        /* A group's own value wins; then the nearer layer. */
        if (!best || (*entry->group && !*best->group) || (!*entry->group == !*best->group && entry->layer < best->layer))
            best = entry;
    }
    return best ? best->value : known[name].value;
}

double setting(enum setting name, const char *group)
{
    pthread_mutex_lock(&lock);
    double value = look_up(name, group);
    pthread_mutex_unlock(&lock);
    return value;
}

bool setting_strike(enum setting name, const char *group)
{
    pthread_mutex_lock(&lock);
    double limit = look_up(name, group);
    bool strikes = limit < 0 || struck[name] < limit;
    struck[name] += strikes;
    pthread_mutex_unlock(&lock);
    return strikes;
}

int setting_set(const char *name, double value)
{
    pthread_mutex_lock(&lock);
    int result = name ? put(LAYER_CALL, name, value) : -1;
    memset(struck, 0, sizeof struck);
    pthread_mutex_unlock(&lock);
    return result;
}

void settings_clear(void)
{
    pthread_mutex_lock(&lock);
    drop(LAYER_CALL);
    memset(struck, 0, sizeof struck);
    pthread_mutex_unlock(&lock);
}
