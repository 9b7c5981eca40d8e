/*
 * One vector against many: see spread.c.
 */
#ifndef GROUP_SPREAD_H
#define GROUP_SPREAD_H

#include "group/terms.h"

enum { SPREAD_BITS = 12, SPREAD_TERMS = UINT16_MAX - 1 };

struct spread {
	const struct vector *vector;
	uint16_t first
		[1 << SPREAD_BITS]; /* number + 1 of the first term whose hash starts so; or 0 */
};

/* Spreads a vector of at most SPREAD_TERMS terms out on an empty spread; it must outlive that. */
void spread_lay(struct spread *spread, const struct vector *vector);

/* Empties it again. */
void spread_clear(struct spread *spread);

/* vector_cosine() of the vector laid out and another: the same to the last bit. */
float spread_cosine(const struct spread *spread, const struct vector *other);

#endif
