/*
 * Sorting more numbers than fit a cache, by several workers, without ever holding them twice.
 *
 * Every worker drops its numbers into boxes, by their leading bits. A box is a list of small
 * chunks, so nothing is copied as it grows; then each box, which fits the cache, is sorted by
 * itself:
 *
 *	worker 0  →  box 0: ▒▒▒▒ ▒▒    box 1: ▒▒▒▒     …
 *	worker 1  →  box 0: ▒▒▒        box 1: ▒▒▒▒ ▒   …
 *
 * The order within a box depends on who came when; after sorting nothing of it is left.
 */
#include "match/scatter.h"

#include <string.h>

enum { CHUNK = 254, DIGIT = 8, DIGITS = 256, SMALL = 48 };

struct chunk {
	struct chunk *next;
	uint64_t n;
	uint64_t numbers[CHUNK];
};

struct scatter_box {
	struct chunk *last; /* the others behind it */
	size_t n;
};

void scatter_init(struct scatter *scatter, struct arena *own, struct arena **arenas,
		  unsigned workers, uint32_t nboxes)
{
	*scatter = (struct scatter){.arenas = arenas, .workers = workers, .nboxes = nboxes};
	scatter->boxes = ARENA_ARRAY(own, struct scatter_box, (size_t)workers * nboxes);
}

void scatter_put(struct scatter *scatter, unsigned worker, uint32_t box, uint64_t number)
{
	struct scatter_box *at = &scatter->boxes[(size_t)worker * scatter->nboxes + box];

	if (!at->last || at->last->n == CHUNK) {
		struct chunk *chunk = arena_alloc(scatter->arenas[worker], sizeof(*chunk));

		chunk->next = at->last;
		chunk->n = 0;
		at->last = chunk;
	}
	at->last->numbers[at->last->n++] = number;
	at->n++;
}

size_t scatter_count(const struct scatter *scatter, uint32_t box)
{
	size_t n = 0;

	for (unsigned worker = 0; worker < scatter->workers; worker++)
		n += scatter->boxes[(size_t)worker * scatter->nboxes + box].n;
	return n;
}

void scatter_take(const struct scatter *scatter, uint32_t box, uint64_t *out)
{
	for (unsigned worker = 0; worker < scatter->workers; worker++) {
		const struct chunk *chunk =
			scatter->boxes[(size_t)worker * scatter->nboxes + box].last;

		for (; chunk; chunk = chunk->next) {
			memcpy(out, chunk->numbers, chunk->n * sizeof(*out));
			out += chunk->n;
		}
	}
}

static void insertion_sort(uint64_t *items, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint64_t item = items[i];
		size_t k = i;

		for (; k && items[k - 1] > item; k--)
			items[k] = items[k - 1];
		items[k] = item;
	}
}

/* One digit, stably; false where all items have the same one and nothing was moved. */
static int sort_digit(const uint64_t *from, uint64_t *to, size_t n, unsigned shift)
{
	size_t starts[DIGITS] = {0}, sum = 0;

	for (size_t i = 0; i < n; i++)
		starts[from[i] >> shift & (DIGITS - 1)]++;
	if (starts[from[0] >> shift & (DIGITS - 1)] == n)
		return 0;
	for (size_t i = 0; i < DIGITS; i++) {
		size_t count = starts[i];

		starts[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[starts[from[i] >> shift & (DIGITS - 1)]++] = from[i];
	return 1;
}

void radix_sort(uint64_t *items, uint64_t *spare, size_t n)
{
	uint64_t *from = items, *to = spare;

	if (n <= SMALL) {
		insertion_sort(items, n);
		return;
	}
	for (unsigned shift = 0; shift < 64; shift += DIGIT)
		if (sort_digit(from, to, n, shift)) {
			uint64_t *other = from;

			from = to;
			to = other;
		}
	if (from != items)
		memcpy(items, from, n * sizeof(*items));
}
