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

#include "base/lanes.h"

#include <stdbool.h>
#include <string.h>

enum {
	SMALL = 48, /* so few are sorted by insertion */
	DIGIT = 8,
	LONG_DIGIT = 11,
	MANY = 1024, /* with so many, longer digits pay */
};

void scatter_init(struct scatter *scatter, struct arena *own, struct arena **arenas,
		  unsigned workers, uint32_t nboxes)
{
	*scatter = (struct scatter){.arenas = arenas, .workers = workers, .nboxes = nboxes};
	scatter->boxes = ARENA_ARRAY(own, struct scatter_box, (size_t)workers * nboxes);
}

static struct scatter_chunk *last_chunk(const struct scatter_box *box)
{
	if (!box->end)
		return NULL;
	return (struct scatter_chunk *)(void *)((char *)(box->end - SCATTER_CHUNK) -
						offsetof(struct scatter_chunk, numbers));
}

static size_t box_count(const struct scatter_box *box)
{
	const struct scatter_chunk *last = last_chunk(box);

	return last ? last->n + (size_t)(box->next - last->numbers) : 0;
}

void scatter_box_grow(struct arena *arena, struct scatter_box *box)
{
	struct scatter_chunk *chunk = arena_alloc(arena, sizeof(*chunk));

	chunk->before = last_chunk(box);
	chunk->n = box_count(box);
	box->next = chunk->numbers;
	box->end = chunk->numbers + SCATTER_CHUNK;
}

size_t scatter_count(const struct scatter *scatter, uint32_t box)
{
	size_t n = 0;

	for (unsigned worker = 0; worker < scatter->workers; worker++)
		n += box_count(&scatter_boxes(scatter, worker)[box]);
	return n;
}

void scatter_take(const struct scatter *scatter, uint32_t box, uint64_t *out)
{
	for (unsigned worker = 0; worker < scatter->workers; worker++) {
		const struct scatter_box *of = &scatter_boxes(scatter, worker)[box];
		const struct scatter_chunk *chunk = last_chunk(of);
		size_t n = chunk ? (size_t)(of->next - chunk->numbers) : 0;

		for (; chunk;
		     chunk = chunk->before, n = SCATTER_CHUNK) { /* all but the last are full */
			memcpy(out, chunk->numbers, n * sizeof(*out));
			out += n;
		}
	}
}

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
