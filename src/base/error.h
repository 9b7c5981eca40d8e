/*
 * Errors: {code, message, where}, filled once at the place that knows the reason.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "wirecopy.h"

/* Fills *error (which may be NULL) and returns `code`, so that callers can `return error_set(...)`. */
__attribute__((format(printf, 4, 5))) enum wire_status
error_set(struct wire_error *error, enum wire_status code, const char *where, const char *format,
	  ...);

#endif
