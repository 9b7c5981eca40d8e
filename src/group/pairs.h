/*
 * Which articles are alike: pairs of vectors, found without comparing each with each.
 */
#ifndef GROUP_PAIRS_H
#define GROUP_PAIRS_H

#include "group/terms.h"

/*
 * Something to compare: an article or a story. Items come sorted by day; those whose day is not known
 * come last, though a stretch of time may be known of them.
 */
struct item {
	const struct vector *vector, *title;
	int32_t day;         /* or DAY_UNKNOWN */
	int32_t first, last; /* the days it may be of; DAY_UNKNOWN where nothing is known */
};

enum { DAY_UNKNOWN = INT32_MAX };

struct edge {
	uint32_t a, b; /* numbers of items, a < b */
	float likeness;
};

struct edges {
	struct edge *items; /* in order of a, b */
	size_t n;
};

/* How many days an item may lie before another for the two to be compared, from `least` to `most`. */
struct gap {
	int32_t least, most;
};

struct pair_options {
	unsigned threads;
	const struct gap *gaps; /* an item without a day is compared whatever the gap */
	size_t ngaps;
	uint32_t terms; /* strongest terms of an item by which others are looked up */
	size_t walked;  /* postings of a term looked at within one gap */
	size_t most;    /* items compared with one item within one gap */
	float floor;    /* least likeness */
	float title_share; /* of the cosine of the titles, added to that of the wholes */
	/* The likeness of two items, given that sum; NULL: the sum. */
	float (*likeness)(const void *context, uint32_t a, uint32_t b, float words);
	const void *context;
};

/* The pairs of items that are alike, in `out`. */
enum wire_status pairs_find(struct arena *out, const struct item *items, size_t n,
			    const struct pair_options *options, struct edges *edges);

#endif
