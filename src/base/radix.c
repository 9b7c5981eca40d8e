/*
 * Least digit first (Knuth, The Art of Computer Programming 3, 5.2.5): each pass puts all numbers in order of one
 * digit and leaves those that are alike in it as they were, so that after the last they are in order of all.
 */
#include "base/radix.h"

#include "base/lanes.h"

#include <stdbool.h>
#include <string.h>

enum {
	SMALL = 48, /* so few are sorted by insertion */
	DIGIT = 8,
	LONG_DIGIT = 11,
	MANY = 1024, /* with so many, longer digits pay */
};

static void insertion_sort(uint64_t *items, size_t n, unsigned low)
{
	for (size_t i = 1; i < n; i++) {
		uint64_t item = items[i];
		size_t k = i;

		for (; k && items[k - 1] >> low > item >> low; k--)
			items[k] = items[k - 1];
		items[k] = item;
	}
}

/* One digit, stably; false where all items have the same one and nothing was moved. */
MADE_TWICE static bool sort_digit(const uint64_t *from, uint64_t *to, size_t n, unsigned shift,
				  unsigned bits)
{
	uint32_t starts[1 << LONG_DIGIT], sum = 0, digits = (uint32_t)1 << bits;

	memset(starts, 0, digits * sizeof(*starts));
	for (size_t i = 0; i < n; i++)
		starts[from[i] >> shift & (digits - 1)]++;
	if (starts[from[0] >> shift & (digits - 1)] == n)
		return false;
	for (size_t i = 0; i < digits; i++) {
		uint32_t count = starts[i];

		starts[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[starts[from[i] >> shift & (digits - 1)]++] = from[i];
	return true;
}

void radix_sort(uint64_t *items, uint64_t *spare, size_t n, unsigned low)
{
	unsigned bits = n < MANY ? DIGIT : LONG_DIGIT;
	uint64_t *from = items, *to = spare;

	if (n == 2) { /* so mostly: without a branch */
		uint64_t first = items[0], second = items[1];
		uint64_t turned = (0 - (uint64_t)(second >> low < first >> low)) & (first ^ second);

		items[0] = first ^ turned;
		items[1] = second ^ turned;
		return;
	}
	if (n <= SMALL) {
		insertion_sort(items, n, low);
		return;
	}
	for (unsigned shift = low; shift < 64; shift += bits)
		if (sort_digit(from, to, n, shift, bits)) {
			uint64_t *other = from;

			from = to;
			to = other;
		}
	if (from != items)
		memcpy(items, from, n * sizeof(*items));
}

void hash_sort(uint64_t *items, uint64_t *spare, size_t n)
{
	unsigned bits = 1;

	while (bits < LONG_DIGIT && n >> (bits + 2))
		bits++;
	if (n <= SMALL || !sort_digit(items, spare, n, 64 - bits, bits)) {
		radix_sort(items, spare, n, 32);
		return;
	}
	memcpy(items, spare, n * sizeof(*items));
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && items[end] >> (64 - bits) == items[i] >> (64 - bits);)
			end++;
		radix_sort(items + i, spare + i, end - i, 32);
	}
}
