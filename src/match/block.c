/*
 * A block: the minimizers of a batch of articles, sorted, never changed again.
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
 * A new batch makes a new block. From time to time two neighbours become one: both are sorted alike, so
 * box by box the entries of the second go behind those of the first, and words go on counting.
 *
 * Built in three passes, each by all workers: count the entries of every box in every slice of the
 * articles, put them where they belong, sort the boxes. So nothing is held twice, and as slices follow
 * one another as their articles do, a stable sort by hash alone leaves equal grams in order of word: the
 * block is the same whatever the slices were. Between the passes a bit a word is kept for where
 * minimizers are; their hashes are made twice.
 *
 * A block that is looked through once and then forgotten is not sorted: entries are dropped into their boxes as
 * they are found (scatter.c), and groups.c sorts the few that it needs.
 *
 * Cost: 8 bytes an entry, two thirds of a byte a byte of text; linear time (radix sorting).
 */
#include "match/block.h"

#include "base/guard.h"
#include "base/pool.h"
#include "match/scatter.h"

#include <string.h>

enum {
	SLICE_WORDS = 1 << 16, /* a slice has at least so many words */
	MOST_SLICES = 64,
};

struct building {
	struct block *block;
	const struct block_options *options;
	const struct token_words *texts;
	uint32_t nslices;
	uint32_t slices[MOST_SLICES + 1]; /* its first article */
	uint32_t *counts; /* of each slice and box: entries, then where the next one goes */
	uint64_t *marks[MOST_SLICES]; /* a bit a word, from a new number on for each article */
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

/* ---------------------------------------------------------------- passes over a slice */

static uint32_t first_word(const struct building *building, uint32_t article)
{
	uint32_t word = 0;

	for (uint32_t i = 0; i < article; i++)
		word += building->texts[i].n;
	return word;
}

/* Counts the minimizers of a slice, and marks the words with which they begin. */
static void count_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	uint32_t *counts = building->counts + item * BLOCK_BOXES;
	uint32_t first = building->slices[item], end = building->slices[item + 1], longs = 0;
	struct minimizer taken[SKETCH_AT_ONCE];
	struct sketch sketch;
	uint64_t *marks;

	for (uint32_t i = first; i < end; i++)
		longs += building->texts[i].n / 64 + 1;
	marks = ARENA_ARRAY(&building->options->scratch[worker], uint64_t, longs);
	building->marks[item] = marks;
	for (uint32_t i = first; i < end; marks += building->texts[i++].n / 64 + 1) {
		size_t n;

		sketch_begin(&sketch, &building->options->shape, building->texts[i].ids,
			     building->texts[i].n);
		while ((n = sketch_some(&sketch, taken)))
			for (size_t k = 0; k < n; k++) {
				counts[box_of(taken[k].hash)]++;
				marks[taken[k].at / 64] |= (uint64_t)1 << taken[k].at % 64;
			}
	}
}

/* Puts an entry for each marked word of an article where it belongs. */
static void put_entries(const struct building *building, const struct token_words *text,
			const uint64_t *marks, uint32_t word, uint32_t *next)
{
	for (uint32_t i = 0; i < text->n; i += 64)
		for (uint64_t bits = marks[i / 64]; bits; bits &= bits - 1) {
			uint32_t at = i + (uint32_t)__builtin_ctzll(bits);
			uint64_t hash = sketch_gram(&building->options->shape, text->ids + at);

			building->block->entries[next[box_of(hash)]++] = hash << 32 | (word + at);
		}
}

static void put_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	uint32_t *next = building->counts + item * BLOCK_BOXES;
	uint32_t word = first_word(building, building->slices[item]);
	const uint64_t *marks = building->marks[item];

	(void)worker;
	for (uint32_t i = building->slices[item]; i < building->slices[item + 1]; i++) {
		const struct token_words *text = &building->texts[i];

		put_entries(building, text, marks, word, next);
		marks += text->n / 64 + 1;
		word += text->n;
	}
}

/* Both at once, where the entries need no order. */
static void scatter_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	uint32_t word = first_word(building, building->slices[item]);
	struct minimizer taken[SKETCH_AT_ONCE];
	struct sketch sketch;

	for (uint32_t i = building->slices[item]; i < building->slices[item + 1]; i++) {
		size_t n;

		sketch_begin(&sketch, &building->options->shape, building->texts[i].ids,
			     building->texts[i].n);
		while ((n = sketch_some(&sketch, taken)))
			for (size_t k = 0; k < n; k++)
				scatter_put(building->block->scattered, worker,
					    box_of(taken[k].hash),
					    taken[k].hash << 32 | (word + taken[k].at));
		word += building->texts[i].n;
	}
}

static void sort_box(struct block *block, uint32_t box, struct arena *scratch)
{
	size_t n = block_box_entries(block, box);

	arena_clear(scratch);
	hash_sort(block->entries + block->starts[box], arena_alloc(scratch, n * sizeof(uint64_t)),
		  n);
}

static void sort_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;

	sort_box(building->block, (uint32_t)item, &building->options->scratch[worker]);
}

/* ---------------------------------------------------------------- building */

static void find_slices(struct building *building)
{
	uint32_t words = building->block->words, n = building->block->narticles, done = 0;
	uint32_t wanted = words / SLICE_WORDS + 1;
	uint32_t *nslices = &building->nslices;

	if (wanted > MOST_SLICES)
		wanted = MOST_SLICES;
	*nslices = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (done >= (uint64_t)words * *nslices / wanted && *nslices < wanted)
			building->slices[(*nslices)++] = i;
		done += building->texts[i].n;
	}
	building->slices[*nslices] = n;
}

/* Turns the numbers of entries into places: box by box, slice by slice. */
static void find_places(struct building *building)
{
	uint32_t sum = 0;

	for (uint32_t box = 0; box < BLOCK_BOXES; box++) {
		building->block->starts[box] = sum;
		for (uint32_t slice = 0; slice < building->nslices; slice++) {
			uint32_t *count = &building->counts[slice * BLOCK_BOXES + box];
			uint32_t entries = *count;

			*count = sum;
			sum += entries;
		}
	}
	building->block->starts[BLOCK_BOXES] = sum;
}

static void begin(struct block *block, uint32_t k, uint32_t window, size_t narticles)
{
	*block = (struct block){.k = k, .window = window, .narticles = (uint32_t)narticles};
	arena_init(&block->arena);
	block->articles = ARENA_ARRAY(&block->arena, struct block_article, narticles);
	block->starts = ARENA_ARRAY(&block->arena, uint32_t, BLOCK_BOXES + 1);
}

static void make_room(struct block *block)
{
	block->entries = arena_alloc(&block->arena, block->starts[BLOCK_BOXES] * sizeof(uint64_t));
}

static void build_sorted(struct building *building)
{
	const struct block_options *options = building->options;

	building->counts = ARENA_ARRAY(&options->scratch[0], uint32_t,
				       (size_t)building->nslices * BLOCK_BOXES);
	run(options, building->nslices, count_work, building);
	find_places(building);
	make_room(building->block);
	run(options, building->nslices, put_work, building);
	run(options, BLOCK_BOXES, sort_work, building);
}

/* The workers' chunks become the block's. */
static void build_scattered(struct building *building)
{
	const struct block_options *options = building->options;
	struct block *block = building->block;
	struct arena **arenas = ARENA_ARRAY(&block->arena, struct arena *, options->threads);

	for (unsigned i = 0; i < options->threads; i++)
		arenas[i] = &options->scratch[i];
	block->scattered = ARENA_NEW(&block->arena, struct scatter);
	scatter_init(block->scattered, &block->arena, arenas, options->threads, BLOCK_BOXES);
	run(options, building->nslices, scatter_work, building);
	for (unsigned i = 0; i < options->threads; i++)
		arena_take(&block->arena, &options->scratch[i]);
}

void block_build(struct block *block, const struct block_options *options,
		 const struct token_words *texts, const uint64_t *keys, size_t n)
{
	struct building building = {.block = block, .options = options, .texts = texts};

	begin(block, options->shape.k, options->shape.window, n);
	for (size_t i = 0; i < n; i++) {
		block->articles[i] = (struct block_article){keys[i], texts[i].n};
		block->words += texts[i].n;
	}
	find_slices(&building);
	if (options->scattered)
		build_scattered(&building);
	else
		build_sorted(&building);
}

void block_release(struct block *block)
{
	arena_release(&block->arena);
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

/* ---------------------------------------------------------------- merging */

struct merging {
	struct block *block;
	const struct block_options *options;
	const struct block *first, *second;
};

static void merge_work(void *context, size_t item, unsigned worker)
{
	struct merging *merging = context;
	uint32_t box = (uint32_t)item;
	uint64_t *out = merging->block->entries + merging->block->starts[box];

	out += block_box(merging->first, box, 0, out);
	block_box(merging->second, box, merging->first->words, out);
	sort_box(merging->block, box, &merging->options->scratch[worker]);
}

void block_merge(struct block *block, const struct block_options *options, struct block *first,
		 struct block *second)
{
	struct merging merging = {block, options, first, second};

	begin(block, first->k, first->window, (size_t)first->narticles + second->narticles);
	memcpy(block->articles, first->articles, first->narticles * sizeof(*block->articles));
	memcpy(block->articles + first->narticles, second->articles,
	       second->narticles * sizeof(*block->articles));
	block->words = first->words + second->words;
	for (uint32_t box = 0; box < BLOCK_BOXES; box++)
		block->starts[box + 1] =
			block->starts[box] +
			(uint32_t)(block_box_entries(first, box) + block_box_entries(second, box));
	make_room(block);
	run(options, BLOCK_BOXES, merge_work, &merging);
	block_release(first);
	block_release(second);
}
