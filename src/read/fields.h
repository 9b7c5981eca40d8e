/*
 * The names that other tools give to what an article states.
 */
#ifndef READ_FIELDS_H
#define READ_FIELDS_H

#include "base/text.h"

enum field {
	FIELD_ID,
	FIELD_URL,
	FIELD_OUTLET,
	FIELD_TITLE,
	FIELD_BYLINE,
	FIELD_PUBLISHED,
	FIELD_LANGUAGE,
	FIELD_TEXT,
	FIELD_HTML,
	FIELDS,
};

/*
 * The number of a name, lower for those that count first where several stand for one field, and what it
 * stands for; FIELD_NAMES for a name that says nothing to us.
 */
enum { FIELD_NAMES = 40 };
size_t field_number(struct str name);
enum field field_of_number(size_t number);

/* Seconds or milliseconds since 1970 in digits, as ISO 8601; others as they are. */
struct str field_moment(struct arena *arena, struct str text);

#endif
