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
 * A gram's rank: its hash, of which the last bits give way to how many places are behind it in the list, so that
 * the smallest of some, the rightmost of equal ones, is found by comparing one number each.
 */
enum { RANK_PLACES = 512 };

/* Of runs of 8 words, which are asked for unless somebody says otherwise: it is looked at gram by gram. */
enum { USUAL_WINDOW = 3 };

static const uint64_t NONE = UINT64_MAX; /* its place is in no window */

static inline size_t behind(uint64_t rank)
{
	return rank & (RANK_PLACES - 1);
}

static inline uint64_t rank_at(const struct sketch *sketch, size_t behind)
{
	return (sketch->hashes[behind] & ~(uint64_t)(RANK_PLACES - 1)) | behind;
}

static inline uint64_t smaller(uint64_t x, uint64_t y)
{
	return x < y ? x : y;
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
	memcpy(sketch->hashes + SKETCH_AT_ONCE, sketch->hashes,
	       SKETCH_MOST_WINDOW * sizeof(*sketch->hashes));
	if (sketch->taken != NONE && behind(sketch->taken) < SKETCH_MOST_WINDOW)
		sketch->taken += SKETCH_AT_ONCE;
	else
		sketch->taken = NONE;
}

static void hash_grams(struct sketch *sketch, size_t n)
{
	const uint32_t *leaving = sketch->ids + sketch->next;
	const uint32_t *entering = leaving + sketch->shape.k - 1;
	uint64_t rolling = sketch->rolling, weight = sketch->shape.leaving;
	uint64_t *hash = sketch->hashes + SKETCH_AT_ONCE;

#pragma GCC unroll 2
	for (size_t i = 0; i < n; i++) {
		rolling = (rolling + entering[i]) * BASE;
		*--hash = hash_mix(rolling);
		rolling -= leaving[i] * weight;
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
	const uint32_t end = (uint32_t)sketch->next + SKETCH_AT_ONCE - 1; /* place of hashes[0] */
	size_t skipped = sketch->next ? 0 : width - 1, last = SKETCH_AT_ONCE - skipped;
	struct minimizer *next = out;
	uint64_t taken = sketch->taken, before = rank_at(sketch, last);
	uint64_t two = smaller(before, rank_at(sketch, last + 1)); /* the smaller of the two before */

#pragma GCC unroll 2
	for (size_t i = skipped; i < n; i++) {
		uint64_t best = rank_at(sketch, --last), rank = best;

		if (width == USUAL_WINDOW) {
			best = smaller(rank, two);
			two = smaller(rank, before);
			before = rank;
		} else {
			for (size_t k = 1; k < width; k++)
				best = smaller(best, rank_at(sketch, last + k));
		}
		/* The one taken last stays where it is as small and in the window: its rank is a little larger. */
		if (__builtin_expect(taken - best - 1 < width - 1, 0) && behind(taken) < last + width)
			best = taken;
		next->hash = sketch->hashes[behind(best)];
		next->at = end - (uint32_t)behind(best);
		next += best != taken;
		taken = best;
	}
	sketch->taken = taken;
	return (size_t)(next - out);
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
