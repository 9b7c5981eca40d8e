/*
 * Which few word sequences stand for a text, so that two texts that share words share some of them?
 *
 * Every k words in a row make a gram. Of every w grams in a row the one with the smallest hash is
 * taken (its "minimizer"). Two texts that share a run of k + w - 1 words share a whole window of
 * grams, and so take the same gram of it: the guarantee. With k = 6 and w = 3 about every second
 * gram is taken, and every shared run of 8 words is found:
 *
 *	he   said   that   the   talks   would   go   on   as  planned
 *	└───────────── gram, 42 ────────┘                       window of three: 42, 17, 61
 *	     └───────────── gram, 17 ──────────┘                takes 17
 *	            └───────────── gram, 61 ─────────┘
 *
 * Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting" (SIGMOD
 * 2003), whose robust rule for equal hashes is used here (a word repeated a million times yields
 * one minimizer a window, not one a word); Roberts et al., "Reducing storage requirements for
 * biological sequence comparison" (Bioinformatics 2004). Rejected: sampling by hash alone, which
 * leaves gaps of any length; MinHash, which compares whole articles and cannot see one lifted
 * sentence.
 *
 * Cost: a rolling hash, so constant for a word whatever k is.
 */
#include "match/sketch.h"

#include "base/hash.h"

static const uint64_t BASE = 0x9E3779B97F4A7C15u;

struct sketch_shape sketch_shape_of(unsigned words)
{
	struct sketch_shape shape = {.power = 1};

	if (words < 4)
		words = 4;
	shape.k = words * 3 / 4;
	shape.window = words - shape.k + 1;
	if (shape.window > SKETCH_MOST_WINDOW) {
		shape.window = SKETCH_MOST_WINDOW;
		shape.k = words - shape.window + 1;
	}
	for (uint32_t i = 0; i < shape.k; i++)
		shape.power *= BASE;
	return shape;
}

void sketch_begin(struct sketch *sketch, const struct sketch_shape *shape, const uint32_t *ids,
		  size_t n)
{
	*sketch = (struct sketch){.ids = ids, .n = n, .shape = *shape};
}

/* The smallest of the grams [first, last]; of equal ones the rightmost. */
static size_t smallest(const struct sketch *sketch, size_t first, size_t last)
{
	size_t best = first;

	for (size_t i = first; i <= last; i++)
		if (sketch->grams[i % SKETCH_MOST_WINDOW] <=
		    sketch->grams[best % SKETCH_MOST_WINDOW])
			best = i;
	return best;
}

/* Takes the next word in; false where it completes no gram. */
static bool roll(struct sketch *sketch)
{
	const struct sketch_shape *shape = &sketch->shape;
	size_t at = sketch->next++;

	sketch->rolling = (sketch->rolling + sketch->ids[at]) * BASE;
	if (at >= shape->k)
		sketch->rolling -= sketch->ids[at - shape->k] * shape->power * BASE;
	if (at + 1 < shape->k)
		return false;
	sketch->grams[(at + 1 - shape->k) % SKETCH_MOST_WINDOW] = hash_mix(sketch->rolling);
	return true;
}

bool sketch_next(struct sketch *sketch, struct minimizer *out)
{
	const uint32_t window = sketch->shape.window;

	while (sketch->next < sketch->n) {
		size_t gram, first;
		bool in_window;

		if (!roll(sketch))
			continue;
		gram = sketch->next - sketch->shape.k;
		if (gram + 1 < window && sketch->next < sketch->n)
			continue;
		first = gram + 1 < window ? 0 : gram + 1 - window;
		in_window = sketch->taken > first;
		if (in_window && sketch->grams[gram % SKETCH_MOST_WINDOW] >= sketch->taken_hash)
			continue;
		gram = smallest(sketch, first, gram);
		sketch->taken = gram + 1;
		sketch->taken_hash = sketch->grams[gram % SKETCH_MOST_WINDOW];
		*out = (struct minimizer){sketch->taken_hash, (uint32_t)gram};
		return true;
	}
	return false;
}
