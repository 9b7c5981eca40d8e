/*
 * A block: the minimizers of a batch of articles, never changed again.
 *
 * The words of its articles are numbered one after the other; an entry is 32 bits of a gram's hash and
 * the number of its first word. Twelve more bits of the hash are the box that the entry is in:
 *
 *	box     hash      word
 *	0x3F6   5A0017     1180      "the talks would go on as", in article 2
 *	0x3F6   5A0017    90311      the same gram, in article 104
 *	0x3F6   5A8842      371
 *	0x3F7   00114C    55120
 *
 * A batch is built by all workers: each drops the entries of the articles that it sketches into boxes of its
 * own (scatter.c), where they lie in no order. For one look into it that will do: groups.c sorts the few
 * entries that it needs. A block that stays is joined of one or more that follow one another: box by box, their
 * entries are put behind one another, words going on counting, and sorted by hash and word. So it is the same
 * whatever each worker did. From time to time two neighbours become one in that way.
 *
 * Cost: 8 bytes an entry, two thirds of a byte a byte of text, and as much again while a block is joined;
 * linear time (radix sorting).
 */
#include "match/block.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/radix.h"
#include "match/scatter.h"

#include <string.h>

enum {
	SLICE_WORDS = 1 << 16, /* a slice has at least so many words */
	MOST_SLICES = 512, /* so that no worker waits long for the last of another */
};

static void run(const struct block_options *options, size_t items,
		void (*work)(void *context, size_t item, unsigned worker), void *context)
{
	enum wire_status status = pool_run(options->threads, items, work, context);

	if (status)
		guard_raise(status);
}

static uint32_t box_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32) & (BLOCK_BOXES - 1);
}

static void begin(struct block *block, uint32_t k, uint32_t window, size_t narticles)
{
	*block = (struct block){.k = k, .window = window, .narticles = (uint32_t)narticles};
	arena_init(&block->arena);
	block->articles = ARENA_ARRAY(&block->arena, struct block_article, narticles);
}

/* ---------------------------------------------------------------- building */

struct building {
	struct block *block;
	const struct block_options *options;
	const struct token_words *texts;
	uint32_t nslices;
	uint32_t slices[MOST_SLICES + 1]; /* its first article … */
	uint32_t words[MOST_SLICES];      /* … and word */
};

/* Drops the minimizers of a slice into their boxes. */
static void slice_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	uint32_t word = building->words[item];
	struct scatter_box *boxes = scatter_boxes(building->block->scattered, worker);
	struct arena *arena = building->block->scattered->arenas[worker];
	struct minimizer taken[SKETCH_AT_ONCE];
	struct sketch sketch;

	for (uint32_t i = building->slices[item]; i < building->slices[item + 1]; i++) {
		size_t n;

		sketch_begin(&sketch, &building->options->shape, building->texts[i].ids,
			     building->texts[i].n);
		while ((n = sketch_some(&sketch, taken)))
			for (size_t k = 0; k < n; k++)
				scatter_put(arena, &boxes[box_of(taken[k].hash)],
					    taken[k].hash << 32 | (word + taken[k].at));
		word += building->texts[i].n;
	}
}

static void find_slices(struct building *building)
{
	uint32_t words = building->block->words, n = building->block->narticles, done = 0;
	uint32_t wanted = words / SLICE_WORDS + 1;
	uint32_t *nslices = &building->nslices;

	if (wanted > MOST_SLICES)
		wanted = MOST_SLICES;
	*nslices = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (done >= (uint64_t)words * *nslices / wanted && *nslices < wanted) {
			building->words[*nslices] = done;
			building->slices[(*nslices)++] = i;
		}
		done += building->texts[i].n;
	}
	building->slices[*nslices] = n;
}

void block_build(struct block *block, const struct block_options *options,
		 const struct token_words *texts, const uint64_t *keys, size_t n)
{
	struct building building = {.block = block, .options = options, .texts = texts};
	struct arena **arenas;

	begin(block, options->shape.k, options->shape.window, n);
	for (size_t i = 0; i < n; i++) {
		block->articles[i] = (struct block_article){keys[i], texts[i].n};
		block->words += texts[i].n;
	}
	find_slices(&building);
	arenas = ARENA_ARRAY(&block->arena, struct arena *, options->threads);
	for (unsigned i = 0; i < options->threads; i++)
		arenas[i] = &options->scratch[i];
	block->scattered = ARENA_NEW(&block->arena, struct scatter);
	scatter_init(block->scattered, &block->arena, arenas, options->threads, BLOCK_BOXES);
	run(options, building.nslices, slice_work, &building);
	for (unsigned i = 0; i < options->threads; i++) /* what the boxes lie in */
		arena_take(&block->arena, &options->scratch[i]);
}

void block_release(struct block *block, unsigned threads)
{
	arenas_release(&block->arena, 1, threads);
}

size_t block_box_entries(const struct block *block, uint32_t box)
{
	if (block->scattered)
		return scatter_count(block->scattered, box);
	return block->starts[box + 1] - block->starts[box];
}

size_t block_box(const struct block *block, uint32_t box, uint32_t word, uint64_t *out)
{
	size_t n = block_box_entries(block, box);
	const uint64_t *entries = out;

	if (block->scattered)
		scatter_take(block->scattered, box, out);
	else
		entries = block->entries + block->starts[box];
	for (size_t i = 0; i < n; i++)
		out[i] = entries[i] + word;
	return n;
}

/* ---------------------------------------------------------------- joining */

struct joining {
	struct block *block;
	const struct block_options *options;
	const struct block *parts;
	size_t nparts;
};

/* By hash, and equal hashes, of which there are few, by word. */
static void sort_entries(uint64_t *entries, uint64_t *spare, size_t n)
{
	hash_sort(entries, spare, n);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && entries[end] >> 32 == entries[i] >> 32;)
			end++;
		radix_sort(entries + i, spare, end - i, 0);
	}
}

static void box_work(void *context, size_t item, unsigned worker)
{
	struct joining *joining = context;
	struct arena *scratch = &joining->options->scratch[worker];
	uint64_t *entries = joining->block->entries + joining->block->starts[item];
	uint32_t box = (uint32_t)item, word = 0;
	size_t n = 0;

	for (size_t i = 0; i < joining->nparts; word += joining->parts[i++].words)
		n += block_box(&joining->parts[i], box, word, entries + n);
	arena_clear(scratch);
	sort_entries(entries, arena_alloc(scratch, n * sizeof(uint64_t)), n);
}

static void articles_join(struct block *block, const struct block *parts, size_t n)
{
	struct block_article *next = block->articles;

	for (size_t i = 0; i < n; next += parts[i++].narticles) {
		memcpy(next, parts[i].articles, parts[i].narticles * sizeof(*next));
		block->words += parts[i].words;
	}
}

static void room_join(struct block *block, const struct block *parts, size_t n)
{
	block->starts = ARENA_ARRAY(&block->arena, uint32_t, BLOCK_BOXES + 1);
	for (uint32_t box = 0; box < BLOCK_BOXES; box++) {
		block->starts[box + 1] = block->starts[box];
		for (size_t i = 0; i < n; i++)
			block->starts[box + 1] += (uint32_t)block_box_entries(&parts[i], box);
	}
	block->entries = arena_alloc(&block->arena, block->starts[BLOCK_BOXES] * sizeof(uint64_t));
}

void block_join(struct block *block, const struct block_options *options, struct block *parts,
		size_t n)
{
	struct joining joining = {block, options, parts, n};
	size_t narticles = 0;

	for (size_t i = 0; i < n; i++)
		narticles += parts[i].narticles;
	begin(block, options->shape.k, options->shape.window, narticles);
	articles_join(block, parts, n);
	room_join(block, parts, n);
	run(options, BLOCK_BOXES, box_work, &joining);
	for (size_t i = 0; i < n; i++)
		block_release(&parts[i], options->threads);
}
