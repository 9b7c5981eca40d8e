/*
 * Header lines "Name: value" as mail, HTTP and WARC have them.
 */
#ifndef READ_HEADERS_H
#define READ_HEADERS_H

#include "base/text.h"

/* Takes the header block off *rest, up to and with its empty line; false where that is missing. */
bool headers_take(struct str *rest, struct str *headers);

/* The value of the first header of that name (any case), lines folded into it kept; or empty. */
struct str header_value(struct str headers, const char *name);

/* "text/html; charset=utf-8": what stands before ';', and a parameter, without quotes. */
struct str header_bare(struct str value);
struct str header_parameter(struct str value, const char *name);

#endif
