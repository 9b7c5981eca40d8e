/*
 * Numbers sorted into boxes by many workers at once: see scatter.c. Private to match.
 */
#ifndef MATCH_SCATTER_H
#define MATCH_SCATTER_H

#include "base/arena.h"

#include <stdint.h>

struct scatter_box;

struct scatter {
	struct arena **arenas; /* one a worker */
	struct scatter_box *boxes;
	unsigned workers;
	uint32_t nboxes;
};

/* `arenas` holds one arena a worker, which own what is put in; `own` holds the list of boxes. */
void scatter_init(struct scatter *scatter, struct arena *own, struct arena **arenas,
		  unsigned workers, uint32_t nboxes);

/* Only by that worker. */
void scatter_put(struct scatter *scatter, unsigned worker, uint32_t box, uint64_t number);

/* How many numbers a box holds, and they themselves, in no order. */
size_t scatter_count(const struct scatter *scatter, uint32_t box);
void scatter_take(const struct scatter *scatter, uint32_t box, uint64_t *out);

/*
 * Sorts by all bits from bit `low` on, stably; n < 2^32, `spare` has room for as many. Least digit first,
 * digits that are all alike are skipped.
 */
void radix_sort(uint64_t *items, uint64_t *spare, size_t n, unsigned low);

/* The same by the upper halves alone, which are hashes: most lie where their first bits say. */
void hash_sort(uint64_t *items, uint64_t *spare, size_t n);

#endif
