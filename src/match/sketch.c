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

#include <string.h>

static const uint64_t BASE = 0x9E3779B97F4A7C15u;

/*
 * A gram's rank: its hash, of which the last bits give way to its place in the list, the rightmost first, so
 * that the smallest of some is found by comparing one number each.
 */
enum { RANK_PLACES = 512 };

/* Of runs of 8 words, which are asked for unless somebody says otherwise: it has a loop of its own. */
enum { USUAL_WINDOW = 3 };

static const uint64_t NONE = UINT64_MAX; /* its place is in no window */

static inline uint64_t rank_of(uint64_t hash, size_t place)
{
	return (hash | (RANK_PLACES - 1)) - place;
}

static inline size_t rank_place(uint64_t rank)
{
	return (RANK_PLACES - 1) - (rank & (RANK_PLACES - 1));
}

struct sketch_shape sketch_shape_of(unsigned words)
{
	struct sketch_shape shape = {.leaving = 1};

	if (words < 4)
		words = 4;
	shape.k = words * 3 / 4;
	shape.window = words - shape.k + 1;
	if (shape.window > SKETCH_MOST_WINDOW) {
		shape.window = SKETCH_MOST_WINDOW;
		shape.k = words - shape.window + 1;
	}
	for (uint32_t i = 0; i < shape.k; i++)
		shape.leaving *= BASE;
	return shape;
}

void sketch_begin(struct sketch *sketch, const struct sketch_shape *shape, const uint32_t *ids,
		  size_t n)
{
	sketch->ids = ids;
	sketch->shape = *shape;
	sketch->grams = n < shape->k ? 0 : n - shape->k + 1;
	sketch->next = 0;
	sketch->rolling = 0;
	sketch->taken = NONE;
	for (size_t i = 0; sketch->grams && i + 1 < shape->k; i++)
		sketch->rolling = (sketch->rolling + ids[i]) * BASE;
}

/* Makes room for the next grams behind those that are still in a window. */
static void move_on(struct sketch *sketch)
{
	memmove(sketch->hashes, sketch->hashes + SKETCH_AT_ONCE,
		SKETCH_MOST_WINDOW * sizeof(*sketch->hashes));
	for (size_t i = 0; i < SKETCH_MOST_WINDOW; i++)
		sketch->ranks[i] = sketch->ranks[i + SKETCH_AT_ONCE] + SKETCH_AT_ONCE;
	if (sketch->taken != NONE && rank_place(sketch->taken) >= SKETCH_AT_ONCE)
		sketch->taken += SKETCH_AT_ONCE;
	else
		sketch->taken = NONE;
}

static void hash_grams(struct sketch *sketch, size_t n)
{
	const uint32_t *leaving = sketch->ids + sketch->next;
	const uint32_t *entering = leaving + sketch->shape.k - 1;
	uint64_t rolling = sketch->rolling, weight = sketch->shape.leaving;

	for (size_t i = 0; i < n; i++) {
		uint64_t hash;

		rolling = (rolling + entering[i]) * BASE;
		hash = hash_mix(rolling);
		rolling -= leaving[i] * weight;
		sketch->hashes[SKETCH_MOST_WINDOW + i] = hash;
		sketch->ranks[SKETCH_MOST_WINDOW + i] = rank_of(hash, SKETCH_MOST_WINDOW + i);
	}
	sketch->rolling = rolling;
}

/*
 * The minimizers of the windows of `width` grams that end with the next n grams. Without a branch on what the
 * hashes are, which nobody can foresee.
 */
static inline size_t take_minimizers(struct sketch *sketch, size_t n, const size_t width,
				     struct minimizer *out)
{
	const uint32_t at = (uint32_t)sketch->next - SKETCH_MOST_WINDOW; /* of hashes[0] */
	uint64_t taken = sketch->taken;
	size_t count = 0;

	for (size_t i = sketch->next ? 0 : width - 1; i < n; i++) {
		size_t last = SKETCH_MOST_WINDOW + i, first = last + 1 - width, place;
		uint64_t best = sketch->ranks[last], further;

		for (size_t k = first; k < last; k++)
			best = sketch->ranks[k] < best ? sketch->ranks[k] : best;
		/* The one taken last stays where it is as small and in the window: its rank is that much further. */
		further = taken - best;
		best += further & (0 - (uint64_t)(further <= rank_place(best) - first));
		place = rank_place(best);
		out[count] = (struct minimizer){sketch->hashes[place], at + (uint32_t)place};
		count += best != taken;
		taken = best;
	}
	sketch->taken = taken;
	return count;
}

size_t sketch_some(struct sketch *sketch, struct minimizer out[SKETCH_AT_ONCE])
{
	const size_t window = sketch->shape.window, left = sketch->grams - sketch->next;
	const size_t n = left < SKETCH_AT_ONCE ? left : SKETCH_AT_ONCE;
	/* A text of fewer grams is a window. */
	const size_t width = sketch->grams < window ? sketch->grams : window;
	size_t count;

	if (!n)
		return 0;
	move_on(sketch);
	hash_grams(sketch, n);
	count = width == USUAL_WINDOW ? take_minimizers(sketch, n, USUAL_WINDOW, out)
				      : take_minimizers(sketch, n, width, out);
	sketch->next += n;
	return count;
}
