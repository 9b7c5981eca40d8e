/*
 * Numbers sorted into boxes by many workers at once: see scatter.c. Private to match.
 */
#ifndef MATCH_SCATTER_H
#define MATCH_SCATTER_H

#include "base/arena.h"

#include <stdint.h>

enum { SCATTER_CHUNK = 254 };

struct scatter_chunk {
	struct scatter_chunk *before;
	size_t n; /* numbers in all chunks before it */
	uint64_t numbers[SCATTER_CHUNK];
};

/* All of it that a number that is put in looks at: boxes are many, and a cache is small. */
struct scatter_box {
	uint64_t *next, *end; /* where the next number goes; the end of its chunk */
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

/* The boxes of a worker. */
static inline struct scatter_box *scatter_boxes(const struct scatter *scatter, unsigned worker)
{
	return scatter->boxes + (size_t)worker * scatter->nboxes;
}

/* One more chunk for a box. */
void scatter_box_grow(struct arena *arena, struct scatter_box *box);

/* Only by the worker whose box and whose arena it is. */
static inline void scatter_put(struct arena *arena, struct scatter_box *box, uint64_t number)
{
	uint64_t *next;

	if (box->next == box->end)
		scatter_box_grow(arena, box);
	next = box->next;
	*next = number;
	box->next = next + 1;
}

/* How many numbers a box holds, and they themselves, in no order. */
size_t scatter_count(const struct scatter *scatter, uint32_t box);
void scatter_take(const struct scatter *scatter, uint32_t box, uint64_t *out);

#endif
