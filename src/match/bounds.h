/*
 * Which article is a word in? The words of a list of articles are numbered one article after the other;
 * for every 256th word a table knows its article, from where it is a step or two. Private to match.
 */
#ifndef MATCH_BOUNDS_H
#define MATCH_BOUNDS_H

#include "base/arena.h"

#include <stdint.h>

enum { BOUNDS_STEP = 8 };

struct bounds {
	uint32_t *first; /* number of each article's first word; behind the last: of all words */
	uint32_t *near;  /* the article of word 0, 256, 512 … */
	uint32_t n;
};

/* Room for n articles, whose first[] is to be filled in; then the table. */
static inline void bounds_init(struct bounds *bounds, struct arena *arena, size_t n)
{
	bounds->n = (uint32_t)n;
	bounds->first = ARENA_ARRAY(arena, uint32_t, n + 1);
}

static inline void bounds_ready(struct bounds *bounds, struct arena *arena)
{
	uint32_t steps = (bounds->first[bounds->n] >> BOUNDS_STEP) + 1, article = 0;

	bounds->near = arena_alloc(arena, steps * sizeof(uint32_t));
	for (uint32_t i = 0; i < steps; i++) {
		while (article + 1 < bounds->n && bounds->first[article + 1] <= i << BOUNDS_STEP)
			article++;
		bounds->near[i] = article;
	}
}

/* The article of a word of the list. */
static inline uint32_t bounds_article(const struct bounds *bounds, uint32_t word)
{
	uint32_t article = bounds->near[word >> BOUNDS_STEP];

	while (bounds->first[article + 1] <= word)
		article++;
	return article;
}

#endif
