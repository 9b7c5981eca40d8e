/*
 * The cosine of one vector with many others.
 *
 * An article is compared with some dozens. Walking both lists of terms side by side takes a step, and
 * a guess of the processor that is wrong half the time, for each term of either. So the one article's
 * terms are laid out by the first bits of their hashes, and a term of another looks whether anything
 * is there: mostly nothing is.
 *
 *	hash starts with   000 001 002 003 … a7f …        "halden" of the other: a7f…, term 41 or
 *	first term          1   .   .   2  …  41 …                               the next, or none
 *	                                                  "budget" of the other: 002…, none
 *
 * Terms are taken in order of hash, as vector_cosine() takes them, so the sums are the same.
 */
#include "group/spread.h"

static uint32_t place_of(uint32_t hash)
{
	return hash >> (32 - SPREAD_BITS);
}

void spread_lay(struct spread *spread, const struct vector *vector)
{
	spread->vector = vector;
	for (uint32_t i = vector->n; i-- > 0;)
		spread->first[place_of(vector->terms[i].hash)] = (uint16_t)(i + 1);
}

void spread_clear(struct spread *spread)
{
	for (uint32_t i = 0; i < spread->vector->n; i++)
		spread->first[place_of(spread->vector->terms[i].hash)] = 0;
}

/* The weight of the term among those from `first` on; 0 where it is not there. */
static float weight_of(const struct vector *vector, uint32_t first, uint32_t hash)
{
	while (first < vector->n && vector->terms[first].hash < hash)
		first++;
	return first < vector->n && vector->terms[first].hash == hash ? vector->terms[first].weight
								      : 0;
}

float spread_cosine(const struct spread *spread, const struct vector *other)
{
	float sum = 0;

	for (uint32_t i = 0; i < other->n; i++) {
		const struct term *term = &other->terms[i];
		uint32_t first = spread->first[place_of(term->hash)];

		if (first)
			sum += weight_of(spread->vector, first - 1, term->hash) * term->weight;
	}
	return sum;
}
