/*
 * Keeping what a stage found, and forgetting what it took to find it.
 *
 * Work on an article goes on in a scratch arena, with lists that double and strings made on the way. What
 * stays is copied once, each list as long as it is, and each string only where it is not a stretch of
 * the text anyway, and only once. On a corpus this is most of the memory.
 */
#ifndef BASE_KEEPER_H
#define BASE_KEEPER_H

#include "base/map.h"

struct keeper {
	struct arena *out;
	struct str text; /* strings within it stay where they are; may be empty */
	struct map seen; /* strings kept already */
};

/* A keeper of one article's findings; its own memory comes from `scratch`. */
void keeper_init(struct keeper *keeper, struct arena *out, struct arena *scratch, struct str text);

/* Makes *str outlive the scratch arena. */
void keep_str(struct keeper *keeper, struct str *str);
void keep_strs(struct keeper *keeper, struct str **list, size_t n);

/* Copies a list of n things of `size` bytes; NULL where n is 0. */
void *keep_list(struct keeper *keeper, const void *list, size_t n, size_t size);

#endif
