/*
 * How do a few dozen words of one article best lie beside a few dozen of another?
 *
 * An equal word is worth 2, a short one ("the", "of") 1; every column without one costs 1. Needleman
 * and Wunsch (1970) fill a table of all cells for this, though hardly any two words are equal:
 *
 *	          rose  by  three  per cent  in  the  year        a point an equal pair
 *	went       ·    ·     ·       ·      ·    ·    ·
 *	up         ·    ·     ·       ·      ·    ·    ·          from "three" to "in" lie one word
 *	three      ·    ·     1       ·      ·    ·    ·          of a and one of b: a column, cost 1
 *	points     ·    ·     ·       ·      ·    ·    ·
 *	in         ·    ·     ·       ·      2    ·    ·
 *	the        ·    ·     ·       ·      ·    3    ·
 *
 * What lies between two equal pairs costs as many columns as the longer side has words. So the best
 * alignment that ends with a pair is its weight and the best of: everything before it unequal, or the
 * best that ends with an earlier pair, less the columns between. Some twenty pairs are usual in 48 by 48
 * words, which makes two hundred steps instead of two thousand cells. Where words repeat so often that
 * the table is the cheaper way (a hostile text, one word a thousand times) it is filled after all. Both
 * ways take the same one of several best alignments; the tests hold them against each other.
 *
 * Most beginnings that are asked about are those of two articles which share six words by chance, and no
 * beginning of them is worth it. That is told before anything is compared: a beginning of n words of a has n
 * columns or more, so what is worth 2 and saves a column must come often enough among its words, wherever
 * in b it stands.
 *
 * Which words are equal is found by comparing a byte of each, sixteen at once, and kept as a bit a pair, so
 * that two equal words in a row are seen with one shift.
 *
 * The sparse way is that of Eppstein, Galil, Giancarlo and Italiano ("Sparse dynamic programming", 1992)
 * without its trees, which so few pairs do not pay for. Rejected: bit-parallel alignment (Myers 1999),
 * which knows no weights and gives no place for the best beginning.
 */
#include "match/window.h"

#include "base/lanes.h"
#include "match/tokens.h"

enum {
	CROWDED = 128,   /* with so many equal pairs the table is the cheaper way */
	START = CROWDED, /* before the first pair: the number of no pair */
	WIDTH = WINDOW_MOST + 1,
	NUMBERS = 8,
	NOWHERE = 4 * WINDOW_MOST,
};

/* A bit for each of the bytes of `b` that is `byte`. */
static inline uint64_t bits_equal(const lanes b[WINDOW_MOST / LANES], unsigned char byte)
{
	return lanes_bits(lanes_equal(b[0], byte)) | lanes_bits(lanes_equal(b[1], byte)) << LANES |
	       lanes_bits(lanes_equal(b[2], byte)) << 2 * LANES |
	       lanes_bits(lanes_equal(b[3], byte)) << 3 * LANES;
}

/* Words are hashes: few have one byte in common and are not equal. */
static inline unsigned char byte_of(uint32_t word)
{
	return (unsigned char)(word >> 8);
}

static void find_alike(struct window *window)
{
	uint64_t within = window->nb < WINDOW_MOST ? ((uint64_t)1 << window->nb) - 1 : UINT64_MAX;
	unsigned char bytes[WINDOW_MOST];
	lanes b[WINDOW_MOST / LANES];

	for (uint32_t j = 0; j < WINDOW_MOST; j++)
		bytes[j] = byte_of(window->b[j]);
	memcpy(b, bytes, sizeof(b));
	window->any_alike = 0;
	for (uint32_t i = 0; i < window->na; i++) {
		window->alike[i] = bits_equal(b, byte_of(window->a[i])) & within;
		window->any_alike |= (uint64_t)(window->alike[i] != 0) << i;
	}
}

/* The n words from `from` on, or backward those before it. */
static void copy_words(uint32_t *out, const uint32_t *from, uint32_t n, bool backward)
{
	if (!backward) {
		memcpy(out, from, n * sizeof(*out));
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		out[i] = *(from - 1 - i);
}

void window_read(struct window *window, const uint32_t *a, uint32_t na, const uint32_t *b,
		 uint32_t nb, bool backward)
{
	window->na = na;
	window->nb = nb;
	copy_words(window->a, a, na, backward);
	copy_words(window->b, b, nb, backward);
	memset(window->b + nb, 0, (WINDOW_MOST - nb) * sizeof(*window->b));
	find_alike(window);
}

/* Whether words i - 1 and i of a are words j - 1 and j of b, for one of the bits j. */
static bool two_equal(const struct window *window, uint32_t i, uint64_t bits)
{
	for (; bits; bits &= bits - 1) {
		unsigned j = (unsigned)__builtin_ctzll(bits);

		if (window->a[i] == window->b[j] && window->a[i - 1] == window->b[j - 1])
			return true;
	}
	return false;
}

bool window_shares_two(const struct window *window)
{
	for (uint64_t left = window->any_alike & window->any_alike << 1; left; left &= left - 1) {
		unsigned i = (unsigned)__builtin_ctzll(left);
		uint64_t bits = window->alike[i] & window->alike[i - 1] << 1;

		if (bits && !(window->a[i] & window->a[i - 1] & TOKEN_LIGHT) &&
		    two_equal(window, i, bits))
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- whether it can be worth it */

enum {
	SEEN = 1 << 10,
	EIGHT = 8,
};

#define IN_EACH_BYTE UINT64_C(0x0101010101010101)

/* Short words have places of their own, for the lowest bit of a word tells them. */
static inline uint32_t place_of(uint32_t word)
{
	return word & (SEEN - 1);
}

/* Whether one of eight bytes below 128 is at least `least`. */
static inline bool any_byte_from(uint64_t bytes, int least)
{
	if (least <= 0 || least > 127)
		return least <= 0;
	return (bytes + (uint64_t)(128 - least) * IN_EACH_BYTE) & 128 * IN_EACH_BYTE;
}

/* What word number k is worth and saves, in byte k. */
static inline uint64_t gain_of(const uint8_t seen[SEEN], const uint32_t *a, int k, int step)
{
	return (uint64_t)seen[place_of(a[k * step])] << 8 * k;
}

/* What up to eight words are worth and save, a byte each. */
static inline uint64_t gains_of(const uint8_t seen[SEEN], const uint32_t *a, uint32_t n, int step)
{
	uint64_t gains = 0;

	if (n < EIGHT) {
		for (int k = 0; k < (int)n; k++)
			gains |= gain_of(seen, a, k, step);
		return gains;
	}
#pragma GCC unroll 8
	for (int k = 0; k < EIGHT; k++)
		gains |= gain_of(seen, a, k, step);
	return gains;
}

static inline void see(uint8_t seen[SEEN], uint32_t word)
{
	seen[place_of(word)] = 3 ^ (word & TOKEN_LIGHT);
}

static inline void see_all(uint8_t seen[SEEN], const uint32_t *b, int n, int step)
{
	int i = 0;

	for (; i + EIGHT <= n; i += EIGHT)
#pragma GCC unroll 8
		for (int k = 0; k < EIGHT; k++)
			see(seen, b[(i + k) * step]);
	for (; i < n; i++)
		see(seen, b[i * step]);
}

/*
 * Whether the words of a that stand anywhere in b would pay for those of a that do not, up to one of them:
 * there are at least as many columns as words. `step` is 1, or -1 for the words before a and b. What words
 * are worth is added up for eight at once: multiplied so, each byte becomes the sum of all up to it.
 */
static MADE_WITHIN bool may_pay(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb,
				const int step, int least)
{
	const uint64_t columns = UINT64_C(0x0001020304050607); /* still to come of the eight */
	uint8_t seen[SEEN] = {0};
	int score = 0;

	see_all(seen, b, (int)nb, step);
	for (uint32_t i = 0; i < na; i += EIGHT) {
		uint64_t sums = gains_of(seen, a + (int)i * step, na - i, step) * IN_EACH_BYTE;

		if (any_byte_from(sums + columns, least - score + EIGHT))
			return true;
		score += (int)(sums >> 56) - EIGHT;
	}
	return false;
}

static bool may_pay_before(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, int least)
{
	return may_pay(a - 1, na, b - 1, nb, -1, least);
}

static bool may_pay_behind(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, int least)
{
	return may_pay(a, na, b, nb, 1, least);
}

bool window_may_start(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, bool backward,
		      int least)
{
	if (backward)
		return may_pay_before(a, na, b, nb, least) && may_pay_before(b, nb, a, na, least);
	return may_pay_behind(a, na, b, nb, least) && may_pay_behind(b, nb, a, na, least);
}

bool window_may_be_worth(const struct window *window, int least)
{
	int8_t gains[WINDOW_MOST] = {0}; /* by the first column that may hold each equal pair */
	int score = 0;

	for (uint64_t left = window->any_alike; left; left &= left - 1) {
		unsigned i = (unsigned)__builtin_ctzll(left);
		unsigned j = (unsigned)__builtin_ctzll(window->alike[i]);

		gains[i > j ? i : j] += (int8_t)(token_weight(window->a[i]) + 1);
	}
	for (uint32_t i = 0; i < WINDOW_MOST && score < least; i++)
		score += gains[i] - 1;
	return score >= least;
}

/* ---------------------------------------------------------------- few pairs */

/*
 * Equal pairs, in order, each with the score of the best alignment that ends with it; lists side by side, for
 * wide steps. Over which pair that alignment goes is found only for the one that is taken, from its end back.
 */
struct points {
	int16_t a[CROWDED], b[CROWDED], score[CROWDED];
	uint32_t n;
};

/* Lists the pairs of words that are alike which are equal; false where they are too many. */
static bool find_points(const struct window *window, struct points *points)
{
	uint32_t n = 0;

	for (uint64_t left = window->any_alike; left; left &= left - 1) {
		unsigned i = (unsigned)__builtin_ctzll(left);
		uint64_t maybe = window->alike[i];

		do {
			unsigned j = (unsigned)__builtin_ctzll(maybe);

			if (n == CROWDED)
				return false;
			points->a[n] = (int16_t)i;
			points->b[n] = (int16_t)j;
			points->score[n] = 0; /* not known yet */
			n += window->b[j] == window->a[i];
			maybe &= maybe - 1;
		} while (maybe);
	}
	points->n = n;
	for (; n % NUMBERS; n++) /* what is not there is behind everything */
		points->a[n] = points->b[n] = points->score[n] = NOWHERE;
	return true;
}

/* Eight numbers at a time. */
typedef int16_t numbers __attribute__((vector_size(2 * NUMBERS)));

static inline numbers numbers_load(const int16_t *from)
{
	numbers some;

	memcpy(&some, from, sizeof(some));
	return some;
}

static inline numbers larger(numbers x, numbers y)
{
	numbers first = x > y;

	return (x & first) | (y & ~first);
}

/* The largest of eight. */
static inline int largest(numbers some)
{
	some = larger(some, __builtin_shufflevector(some, some, 4, 5, 6, 7, 0, 1, 2, 3));
	some = larger(some, __builtin_shufflevector(some, some, 2, 3, 0, 1, 6, 7, 4, 5));
	some = larger(some, __builtin_shufflevector(some, some, 1, 0, 3, 2, 5, 4, 7, 6));
	return some[0];
}

/* The scores of the ways to (a, b) over eight pairs from number i on; those that are not before it have none. */
static inline numbers scores_over(const struct points *points, uint32_t i, int a, int b)
{
	numbers over_a = (int16_t)(a - 1) - numbers_load(points->a + i);
	numbers over_b = (int16_t)(b - 1) - numbers_load(points->b + i);
	numbers behind = (over_a | over_b) < 0;
	numbers score = numbers_load(points->score + i) - larger(over_a, over_b);

	return (score & ~behind) | (INT16_MIN & behind);
}

/* The highest score of a way to (a, b) over one of the first n pairs. */
static MADE_WITHIN int best_score_over(const struct points *points, uint32_t n, int a, int b)
{
	numbers most = (numbers){0} + INT16_MIN;

	for (uint32_t i = 0; i < n; i += NUMBERS)
		most = larger(most, scores_over(points, i, a, b));
	return largest(most);
}

/* The best way to get to a pair from what lies before it. */
struct way {
	int score, diagonal, longer;
	uint8_t before;
	bool straight, from_above; /* as many words on both sides; more of a than of b */
};

/*
 * Of two ways of one score: first the nearest that leaves as many words on both sides, then the one that
 * goes furthest so, then more of a, then the nearest. It is what walking back through the table gives.
 */
static bool preferred(const struct way *next, const struct way *best)
{
	if (next->straight != best->straight)
		return next->straight;
	if (next->straight)
		return next->diagonal < best->diagonal;
	if (next->diagonal != best->diagonal)
		return next->diagonal > best->diagonal;
	if (next->from_above != best->from_above)
		return next->from_above;
	return next->longer < best->longer;
}

/* The way that leaves `a` and `b` words between, from a pair of that score. */
static struct way way_over(int score, int a, int b, uint32_t before)
{
	int longer = a > b ? a : b;

	return (struct way){score - longer, a > b ? b : a, longer, (uint8_t)before, a == b, a > b};
}

/* The pair before (a, b) on the best way there, one of the first n, or START. */
MADE_TWICE static uint32_t before(const struct points *points, uint32_t n, int a, int b)
{
	struct way best = way_over(0, a, b, START);
	int most = best_score_over(points, n, a, b);

	for (uint32_t i = 0; i < n && most >= best.score; i += NUMBERS) {
		numbers equal = scores_over(points, i, a, b) == (int16_t)most;
		uint64_t bits = lanes_bits((lanes)equal); /* two for each number */

		for (; bits; bits &= bits - 1, bits &= bits - 1) {
			uint32_t at = i + (uint32_t)__builtin_ctzll(bits) / 2;
			struct way next = way_over(points->score[at], a - 1 - points->a[at],
						   b - 1 - points->b[at], at);

			if (next.score > best.score || preferred(&next, &best))
				best = next;
		}
	}
	return best.before;
}

/* The scores of the best alignments that end with each pair. */
MADE_TWICE static void score_points(const struct window *window, struct points *points)
{
	for (uint32_t i = 0; i < points->n; i++) {
		int a = points->a[i], b = points->b[i], unequal = -(a > b ? a : b);
		int over = best_score_over(points, i, a, b);

		points->score[i] =
			(int16_t)((unequal > over ? unequal : over) + token_weight(window->a[a]));
	}
}

static void pair_add(struct window_pairs *pairs, uint32_t a, uint32_t b)
{
	pairs->a[pairs->n] = (uint8_t)a;
	pairs->b[pairs->n++] = (uint8_t)b;
}

static void turn_round(struct window_pairs *pairs)
{
	for (uint32_t i = 0, k = pairs->n; i + 1 < k--; i++) {
		uint8_t a = pairs->a[i], b = pairs->b[i];

		pairs->a[i] = pairs->a[k];
		pairs->b[i] = pairs->b[k];
		pairs->a[k] = a;
		pairs->b[k] = b;
	}
}

static void points_back(const struct points *points, uint32_t at, struct window_pairs *pairs)
{
	for (; at != START; at = before(points, at, points->a[at], points->b[at]))
		pair_add(pairs, (uint32_t)points->a[at], (uint32_t)points->b[at]);
}

/* ---------------------------------------------------------------- many pairs */

/* Of the words that are alike leaves those that are equal. */
static void find_equal(const struct window *window, uint64_t *equal)
{
	for (uint32_t i = 0; i < window->na; i++) {
		equal[i] = window->alike[i];
		for (uint64_t maybe = equal[i]; maybe; maybe &= maybe - 1)
			if (window->b[__builtin_ctzll(maybe)] != window->a[i])
				equal[i] -= maybe & -maybe;
	}
}

/* The table of best scores; returns the cell with the highest (the first of equal ones). */
static uint32_t fill(const struct window *window, const uint64_t *equal, int16_t *scores)
{
	const uint32_t width = window->nb + 1;
	int16_t most = 0;
	uint32_t best = 0;

	for (uint32_t j = 0; j < width; j++)
		scores[j] = (int16_t) - (int)j;
	for (uint32_t i = 1; i <= window->na; i++) {
		int16_t *row = scores + i * width, *above = row - width;
		int weight = token_weight(window->a[i - 1]), left = -(int)i;

		row[0] = (int16_t)left;
		for (uint32_t j = 1; j < width; j++) {
			bool same = equal[i - 1] >> (j - 1) & 1;
			int score = above[j - 1] + (same ? weight : -1);

			if (above[j] - 1 > score)
				score = above[j] - 1;
			if (left - 1 > score)
				score = left - 1;
			row[j] = (int16_t)(left = score);
			if (score > most) {
				most = (int16_t)score;
				best = i * width + j;
			}
		}
	}
	return best;
}

static void walk_back(const struct window *window, const uint64_t *equal, const int16_t *scores,
		      uint32_t cell, struct window_pairs *pairs)
{
	const uint32_t width = window->nb + 1;
	uint32_t i = cell / width, j = cell % width;

	while (i && j) {
		bool same = equal[i - 1] >> (j - 1) & 1;
		int16_t here = scores[i * width + j], corner = scores[(i - 1) * width + j - 1];

		if (same && here == corner + token_weight(window->a[i - 1])) {
			pair_add(pairs, --i, --j);
		} else if (here == corner - 1) {
			i--, j--;
		} else if (here == scores[(i - 1) * width + j] - 1) {
			i--;
		} else {
			j--;
		}
	}
}

/* ---------------------------------------------------------------- either */

/* The table takes room that is not there for nothing. */
static void align_crowded(const struct window *window, struct window_pairs *pairs)
{
	int16_t scores[WIDTH * WIDTH];
	uint64_t equal[WINDOW_MOST];

	find_equal(window, equal);
	fill(window, equal, scores);
	walk_back(window, equal, scores, (window->na + 1) * (window->nb + 1) - 1, pairs);
}

void window_align(const struct window *window, struct window_pairs *pairs)
{
	struct points points;

	pairs->n = 0;
	if (!find_points(window, &points)) {
		align_crowded(window, pairs);
	} else {
		score_points(window, &points);
		points_back(&points, before(&points, points.n, (int)window->na, (int)window->nb), pairs);
	}
	turn_round(pairs);
}

static int start_of_crowded(const struct window *window, struct window_pairs *pairs)
{
	int16_t scores[WIDTH * WIDTH];
	uint64_t equal[WINDOW_MOST];
	uint32_t cell;

	find_equal(window, equal);
	cell = fill(window, equal, scores);
	walk_back(window, equal, scores, cell, pairs);
	return scores[cell];
}

int window_align_start(const struct window *window, struct window_pairs *pairs)
{
	struct points points;
	uint32_t best = START;
	int score = 0;

	pairs->n = 0;
	if (!find_points(window, &points)) {
		score = start_of_crowded(window, pairs);
	} else {
		score_points(window, &points);
		for (uint32_t i = 0; i < points.n; i++)
			if (points.score[i] > score) {
				score = points.score[i];
				best = i;
			}
		points_back(&points, best, pairs);
	}
	turn_round(pairs);
	return score;
}
