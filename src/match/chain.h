/*
 * Seeds of a pair of articles that lie in one line: see chain.c. Private to match.
 */
#ifndef MATCH_CHAIN_H
#define MATCH_CHAIN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	CHAIN_LOOK_BACK = 64, /* so many earlier runs may be continued */
	CHAIN_GAP = 64,       /* most words between two runs of a chain, on either side */
};

/* Words that are the same on both sides: a[a .. a+len) = b[b .. b+len). */
struct run {
	uint32_t a, b, len;
};

struct chain {
	uint32_t *runs; /* numbers of runs, from front to back */
	uint32_t n;
	int32_t score;
};

struct chains {
	struct chain *items; /* best first */
	uint32_t n;
};

/* What the words between two runs cost; negative where the second cannot follow the first. */
int32_t chain_gap_cost(const struct run *before, const struct run *after);

/* Chains of `runs`, which are in order of b, then a. Every run is in exactly one chain. */
void chains_find(struct arena *scratch, const struct run *runs, uint32_t n, struct chains *chains);

#endif
