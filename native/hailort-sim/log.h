/* Errors go to stderr as the real library's do; HAILORT_CONSOLE_LOGGER_LEVEL=critical silences them. */
#ifndef SIM_LOG_H
#define SIM_LOG_H
__attribute__((format(printf, 1, 2))) void log_error(const char *format, ...);
#endif
