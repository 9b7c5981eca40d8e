/*
 * Minimizers of a list of words: see sketch.c. Private to match.
 */
#ifndef MATCH_SKETCH_H
#define MATCH_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SKETCH_MOST_WINDOW = 16, SKETCH_AT_ONCE = 256 };

/* k words make a gram; of every `window` grams in a row one is taken. */
struct sketch_shape {
	uint32_t k, window;
	uint64_t leaving; /* what the first word of a gram counts for in its rolling hash */
};

/* The shape that finds every shared run of `words` words (at least 4). */
struct sketch_shape sketch_shape_of(unsigned words);

struct minimizer {
	uint64_t hash;
	uint32_t at; /* the gram's first word */
};

/* A pass over one article's words. */
struct sketch {
	const uint32_t *ids;
	struct sketch_shape shape;
	size_t grams, next; /* next: the gram that is looked at */
	uint64_t rolling;
	uint64_t hashes[SKETCH_AT_ONCE + SKETCH_MOST_WINDOW]; /* of the grams around `next`, last first */
	uint64_t taken; /* rank of the last one */
};

void sketch_begin(struct sketch *sketch, const struct sketch_shape *shape, const uint32_t *ids,
		  size_t n);

/* The next minimizers, in order of place; returns how many, 0 at the end. */
size_t sketch_some(struct sketch *sketch, struct minimizer out[SKETCH_AT_ONCE]);

#endif
