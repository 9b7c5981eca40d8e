/*
 * The passages of two articles, from the seeds they share: see pair.c. Private to match.
 */
#ifndef MATCH_PAIR_H
#define MATCH_PAIR_H

#include "match/align.h"
#include "match/groups.h"

/* A gram that both articles have. */
struct anchor {
	uint32_t a, b; /* its first word, within each article */
};

/* What was found on the way, for who wants to know. */
struct pair_trace {
	struct run *runs;
	uint32_t nruns;
	struct chains chains;
	bool *known; /* a flag a chain: most of it lies in a passage already found */
};

struct pair {
	const struct token_text *a, *b;
	const struct anchor *anchors; /* in order of b */
	uint32_t nanchors;
	uint32_t k;               /* words of a gram */
	struct pair_trace *trace; /* NULL: nobody wants to know */
};

/* Finds the passages; alignment->items are in order of score. All memory is `scratch`. */
void pair_passages(struct arena *scratch, const struct pair *pair, struct alignment *alignment);

#endif
