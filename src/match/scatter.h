/*
 * Numbers sorted into boxes by many workers at once: see scatter.c. Private to match.
 */
#ifndef MATCH_SCATTER_H
#define MATCH_SCATTER_H

#include "base/arena.h"

#include <stdint.h>

enum { SCATTER_CHUNK = 255 };

struct scatter_chunk {
	struct scatter_chunk *before;
	uint64_t numbers[SCATTER_CHUNK];
};

struct scatter_box {
	uint64_t *next; /* where the next number goes, in chunk `last` */
	struct scatter_chunk *last;
	uint32_t n, left; /* numbers in all chunks; room in the last */
};

struct scatter {
	struct arena **arenas; /* one a worker */
	struct scatter_box *boxes;
	unsigned workers;
	uint32_t nboxes;
};

/* `arenas` holds one arena a worker, which own what is put in; `own` holds the list of boxes. */
void scatter_init(struct scatter *scatter, struct arena *own, struct arena **arenas,
		  unsigned workers, uint32_t nboxes);

/* One more chunk for a box. */
void scatter_box_grow(struct arena *arena, struct scatter_box *box);

/* Only by that worker. */
static inline void scatter_put(struct scatter *scatter, unsigned worker, uint32_t box,
			       uint64_t number)
{
	struct scatter_box *at = &scatter->boxes[(size_t)worker * scatter->nboxes + box];

	if (!at->left)
		scatter_box_grow(scatter->arenas[worker], at);
	*at->next++ = number;
	at->left--;
	at->n++;
}

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
