/*
 * From a chain of runs to passages with exact ends: see align.c. Private to match.
 */
#ifndef MATCH_ALIGN_H
#define MATCH_ALIGN_H

#include "match/chain.h"

struct align_side {
	const uint32_t *ids;
	uint32_t n;
	const uint64_t *furniture; /* a bit a word that belongs to no passage, or NULL */
};

/* A stretch of the two texts that is one passage. */
struct aligned {
	uint32_t a, a_end, b, b_end; /* words */
	uint32_t same, columns;
	uint32_t longest; /* most words in a row that are the same */
	int32_t score;
};

struct alignment {
	struct run *runs; /* all equal words, in order */
	size_t nruns, runs_room;
	struct aligned *items;
	size_t n, room;
};

/* The passages that a chain leads to. */
void align_chain(struct arena *scratch, const struct align_side *a, const struct align_side *b,
		 const struct run *runs, const struct chain *chain, struct alignment *out);

#endif
