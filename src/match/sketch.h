/*
 * Minimizers of a list of words: see sketch.c. Private to match.
 */
#ifndef MATCH_SKETCH_H
#define MATCH_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SKETCH_MOST_WINDOW = 16 };

/* k words make a gram; of every `window` grams in a row one is taken. */
struct sketch_shape {
	uint32_t k, window;
	uint64_t power; /* of the rolling hash: base to the k */
};

/* The shape that finds every shared run of `words` words (at least 4). */
struct sketch_shape sketch_shape_of(unsigned words);

/* A pass over one article's words. */
struct sketch {
	const uint32_t *ids;
	size_t n, next; /* next: the word that enters */
	struct sketch_shape shape;
	uint64_t rolling;
	uint64_t grams[SKETCH_MOST_WINDOW]; /* hashes of the last grams, by place modulo this
					     */
	size_t taken;                       /* place of the last one taken, plus one; 0: none */
	uint64_t taken_hash;
};

struct minimizer {
	uint64_t hash;
	uint32_t at; /* the gram's first word */
};

void sketch_begin(struct sketch *sketch, const struct sketch_shape *shape, const uint32_t *ids,
		  size_t n);

/* The next minimizer, in order of place; false at the end. */
bool sketch_next(struct sketch *sketch, struct minimizer *out);

#endif
