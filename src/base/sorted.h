/*
 * Finding a place in what is in order, by halving.
 *
 *	size_t at;
 *
 *	SORTED_FIRST(at, 0, names.n, names.items[at].start < start);
 *	if (at < names.n && names.items[at].start == start)
 *		…
 *
 * `before` is an expression in `at` that holds for the first few and for none of the rest; `at`, a size_t,
 * becomes the first it does not hold for, or `to`. O(log n) evaluations.
 */
#ifndef BASE_SORTED_H
#define BASE_SORTED_H

#include <stddef.h>

#define SORTED_FIRST(at, from, to, before)                                                         \
	do {                                                                                       \
		size_t sorted_low = (from), sorted_high = (to);                                    \
                                                                                                   \
		while (sorted_low < sorted_high) {                                                 \
			(at) = sorted_low + (sorted_high - sorted_low) / 2;                        \
			if (before)                                                                \
				sorted_low = (at) + 1;                                             \
			else                                                                       \
				sorted_high = (at);                                                \
		}                                                                                  \
		(at) = sorted_low;                                                                 \
	} while (0)

#endif
