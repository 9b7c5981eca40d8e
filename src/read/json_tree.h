/*
 * A JSON value as a tree. Private to read.
 */
#ifndef READ_JSON_TREE_H
#define READ_JSON_TREE_H

#include "base/text.h"

enum json_kind {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_LIST,
	JSON_OBJECT
};

struct json_value {
	enum json_kind kind;
	struct str name; /* of a member of an object */
	struct str text; /* of a string, its escapes resolved; of a number, as it is written */
	struct json_value *child, *next;
};

/* The first byte that is not as it has to be, what was expected, and what was found, if there is a name for it. */
struct json_fault {
	size_t at;
	const char *expected, *found;
};

/*
 * Takes the value at the start of *rest, which must be UTF-8; the tree is in `arena`, and strings without
 * escapes are views of *rest. NULL, with *fault filled, where there is none. Linear; raises for lack of
 * memory.
 */
const struct json_value *json_take(struct arena *arena, struct str *rest, struct json_fault *fault);

/* The first member of that name, or NULL; of what is no object too. */
const struct json_value *json_member(const struct json_value *object, const char *name);

#endif
