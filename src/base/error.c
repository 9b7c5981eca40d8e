#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

enum wire_status error_set(struct wire_error *error, enum wire_status code, const char *where,
			   const char *format, ...)
{
	va_list args;

	if (!error)
		return code;
	error->code = code;
	snprintf(error->where, sizeof(error->where), "%s", where ? where : "");
	va_start(args, format);
	vsnprintf(error->message, sizeof(error->message), format, args);
	va_end(args);
	return code;
}
