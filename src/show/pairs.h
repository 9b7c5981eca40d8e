/*
 * Pairs: the copies of two articles taken together, and what touches an article.
 *
 * Copies come in order of their two articles, so the copies of a pair stand side by side:
 *
 *	copies  (1,4) (1,4) (1,4) | (1,7) | (2,3) (2,3) | …
 *	pairs    first, n = 3       n = 1    n = 2
 *
 * Furniture that two pages share says nothing of who had what from whom: it is not counted.
 */
#ifndef SHOW_PAIRS_H
#define SHOW_PAIRS_H

#include "show/scene.h"

struct pair {
	uint32_t a, b;   /* articles */
	uint32_t source; /* of these two, the one whose words most passages are … */
	uint32_t taker;  /* … and the other */
	bool directed;   /* it can be told which is which; else source is a */
	enum copy_credit credit;
	size_t first, n; /* its copies */
	uint64_t words;  /* of those */
};

struct pairs {
	struct pair *items; /* in order of a, b */
	size_t n;
	size_t *start;      /* for each article, its first place in … */
	uint32_t *touching; /* … numbers of pairs, in order, each under both its articles */
};

/* In scene->arena; linear. */
void pairs_make(struct scene *scene, struct pairs *pairs);

#endif
