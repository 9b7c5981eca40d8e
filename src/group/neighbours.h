/*
 * The graph of likeness from the side of each article.
 */
#ifndef GROUP_NEIGHBOURS_H
#define GROUP_NEIGHBOURS_H

#include "group/pairs.h"

struct neighbour {
	uint32_t rank;
	float likeness;
};

struct neighbours {
	struct neighbour *items; /* by article */
	size_t *starts;          /* of each article's; one more at the end */
};

/* For each of n articles those it is at least so much alike to. */
struct neighbours neighbours_of(struct arena *arena, size_t n, const struct edges *edges,
				float least);

#endif
