/*
 * Statements: what was said in each telling of a series, one statement for each, so that the same
 * part of a message can be followed through the years.
 */
#ifndef SHOW_STATEMENTS_H
#define SHOW_STATEMENTS_H

#include "show/scene.h"

enum { STATEMENT_WORDS = 400 };

/* Words as they stand, and the hashes of the words, sorted. */
struct statement {
	uint32_t article, quote;
	struct str text;
	uint32_t hashes[STATEMENT_WORDS];
	size_t nhashes;
	unsigned weight;
};

/*
 * The statement of each of the first `shown` tellings, in scene->scratch; NULL where nobody is quoted.
 * Bounded by a number of statements for each telling.
 */
const struct statement **statements_of(struct scene *scene, const struct series *series,
				       size_t shown);

/* Whether two share so many words that their differences tell something. */
bool statements_comparable(const struct statement *a, const struct statement *b);

#endif
