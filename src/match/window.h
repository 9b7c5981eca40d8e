/*
 * A few dozen words of one article against a few dozen of another: see window.c. Private to match.
 */
#ifndef MATCH_WINDOW_H
#define MATCH_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

enum { WINDOW_MOST = 64 };

/* Words of both sides, in the order in which they are aligned. */
struct window {
	uint32_t a[WINDOW_MOST], b[WINDOW_MOST];
	uint32_t na, nb;
	/* For each word of a: a bit for each word of b that may be equal; and one for each that has any. */
	uint64_t alike[WINDOW_MOST], any_alike;
};

/* Equal words, a number on each side: in order. */
struct window_pairs {
	uint8_t a[WINDOW_MOST], b[WINDOW_MOST];
	uint32_t n;
};

/* Takes in na words from a on and nb from b on (at most WINDOW_MOST), or backward those before them. */
void window_read(struct window *window, const uint32_t *a, uint32_t na, const uint32_t *b,
		 uint32_t nb, bool backward);

/*
 * Whether window_align_start() may find a score of `least` or more in these words: told by a few
 * instructions a word, before the window is read. False is certain.
 */
bool window_may_start(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, bool backward,
		      int least);

/* The same with the places of the words, once the window is read. */
bool window_may_be_worth(const struct window *window, int least);

/* Whether two words in a row, one of them not short, stand on both sides. */
bool window_shares_two(const struct window *window);

/* The equal words of the best alignment of all of both sides. */
void window_align(const struct window *window, struct window_pairs *pairs);

/* The same for the two beginnings for which it is best; their score, 0 where none is worth it. */
int window_align_start(const struct window *window, struct window_pairs *pairs);

#endif
