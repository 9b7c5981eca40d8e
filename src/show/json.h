/*
 * JSON, written in order: a comma is put where one is due.
 *
 *	json_open(json, '{');
 *	json_key(json, "words");
 *	json_number(json, 17);
 *	json_close(json, '}');
 */
#ifndef SHOW_JSON_H
#define SHOW_JSON_H

#include "show/output.h"

struct json {
	struct output *out;
	bool comma; /* due before the next key or item */
};

void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
void json_key(struct json *json, const char *key);
void json_null(struct json *json);
void json_bool(struct json *json, bool value);
void json_number(struct json *json, uint64_t number);
void json_decimal(struct json *json, double value);

/* A string, or null where it is empty. Malformed UTF-8 becomes U+FFFD. */
void json_str(struct json *json, struct str str);

/* A string, "" where it is empty. */
void json_text(struct json *json, struct str str);

/* A string of several pieces of a text, parted by blanks. */
void json_pieces(struct json *json, struct str text, const struct span *spans, size_t n);

/* For names that are NULL where there is none. */
void json_name(struct json *json, const char *name);
void json_strs(struct json *json, const struct str *strs, size_t n);

/* [[start, end], …] */
void json_spans(struct json *json, const struct span *spans, size_t n);

/* "start": …, "end": …, within an object. */
void json_span(struct json *json, struct span span);

#endif
