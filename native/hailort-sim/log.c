#include "log.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void log_error(const char *format, ...)
{
    const char *level = getenv("HAILORT_CONSOLE_LOGGER_LEVEL");
    char text[512];
    if (level && strcmp(level, "critical") == 0)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "[hailort-sim] [error] %s\n", text);
}
