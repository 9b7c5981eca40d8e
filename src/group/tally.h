/*
 * Counting the terms of one article: see tally.c.
 */
#ifndef GROUP_TALLY_H
#define GROUP_TALLY_H

#include "base/arena.h"

struct tallied {
	uint32_t hash; /* of the term; 0: an empty slot */
	uint32_t count;
};

struct tally {
	struct arena *arena;
	struct tallied *slots;
	uint32_t bits; /* 2^bits slots */
	uint32_t n;
};

/* An empty tally, for about `terms` terms; more are fine. */
void tally_begin(struct tally *tally, struct arena *arena, size_t terms);

/* Makes room for about so many terms in all. */
void tally_reserve(struct tally *tally, size_t terms);

/* Adds to a term's count. Its hash is not 0. */
void tally_add(struct tally *tally, uint32_t hash, uint32_t count);

/* The terms in order of hash, tally->n of them, in out[n]; the tally is as it was. */
void tally_sorted(const struct tally *tally, struct tallied *out);

#endif
