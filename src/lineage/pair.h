/*
 * What two articles tell of who had the words from whom. Private to lineage/.
 */
#ifndef LINEAGE_PAIR_H
#define LINEAGE_PAIR_H

#include "lineage/sources.h"

/* One side: an article, its names, and whom it credits. */
struct side {
	const struct lineage_text *text;
	const struct credits *credits;
	const uint32_t *reach; /* how far the quotes reach up to each of them; NULL: no quotes */
	struct str outlet;   /* as compared; empty: unknown */
	bool outlet_is_agency;
	bool credited; /* whom it credits is known, not only what its opening says */
};

struct pair {
	struct side a, b;
	const struct clean_rules *sources;
};

/* Kind, direction, credit and reasons of one passage between the two; reasons in `out`. */
void pair_judge(struct arena *out, const struct pair *pair,
		const struct passage *passage, struct copy *copy);

/*
 * Which of two was published first, as far as what is known of the moments tells: <0 the first, >0 the
 * second, 0 cannot be told. Where it can, *minutes is how long between them (whole days where one is
 * known by its day only).
 */
int published_order(const struct article *a, const struct article *b, int64_t *minutes);

#endif
