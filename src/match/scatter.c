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
