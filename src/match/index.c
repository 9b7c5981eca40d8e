/*
 * The index grows a batch at a time.
 *
 * Articles are numbered as they come and known by a key, a hash of all that matching sees of them. The
 * grams of a batch make a block (block.c), and an article that is given again is not looked through for
 * them again. Its words are read again, which is little work beside the room they would take in between.
 * So that a look into all blocks stays cheap, the last ones become one where together they are more than
 * half as large as the one before: as in a log-structured merge tree (O'Neil, Cheng, Gawlick, O'Neil 1996)
 * the blocks grow by doubling, there are no more than the logarithm of the batches, and an entry is moved
 * no more often than that:
 *
 *	batches   1      2      3        4      5
 *	blocks    ▒      ▒▒     ▒▒ ▒     ▒▒▒▒   ▒▒▒▒ ▒
 *
 * What an index answers is a matter of the articles that are asked about, and not of how they came:
 * groups.c takes entries from all blocks and renumbers their words in the order of content.
 */
#include "match/index.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/radix.h"
#include "base/vector.h"

#include <stdatomic.h>
#include <string.h>

static uint64_t size_of(const struct block *block)
{
	return (uint64_t)block->words + block->narticles;
}

/* Words have numbers of 32 bits: some 25 GB of text. */
static void check_words(const struct match_index *index)
{
	uint64_t words = 0;

	VEC_EACH (struct token_words, article, index->articles)
		words += article->n;
	if (words >= UINT32_MAX)
		guard_raise(WIRE_NO_MEMORY);
}

/* Makes one sorted block of the last n. */
static void join_last(struct match_index *index, uint32_t n)
{
	struct block_options options = {index->shape, index->threads, index->scratch};
	struct block *first = &index->blocks[index->nblocks - n], *room = first + n;

	block_join(room, &options, first, n);
	memset(first, 0, n * sizeof(*first));
	*first = *room;
	*room = (struct block){0};
	index->nblocks -= n - 1;
}

/* The block behind the others is one of them from now on. */
static void block_take(struct match_index *index)
{
	const struct block *last = &index->blocks[index->nblocks];
	uint64_t size = size_of(last);
	uint32_t n = 1;

	check_words(index);
	for (index->nblocks++; n < index->nblocks && size_of(last - n) / 2 < size; n++)
		size += size_of(last - n);
	if (n > 1 || (last->scattered && !index->once))
		join_last(index, n);
}

static void batch_forget(struct match_index *index)
{
	arena_release(&index->batch);
	for (unsigned i = 0; i < index->threads; i++)
		arena_release(&index->scratch[i]);
}

/* ---------------------------------------------------------------- taking articles in */

/* Articles whose words are to be read: new ones, and those of which only the block is kept. */
struct taking {
	struct match_index *index;
	const struct match_text **texts;
	uint32_t *numbers;
	size_t n, first_new; /* numbers from first_new on are new */
	atomic_bool wrong;   /* a block that was read does not fit its articles */
};

static void words_work(void *context, size_t item, unsigned worker)
{
	struct taking *taking = context;
	struct match_index *index = taking->index;
	struct token_words *words = &index->articles.items[taking->numbers[item]];
	uint32_t known = words->n;

	arena_clear(&index->scratch[worker]);
	tokens_read(&index->kept[worker], &index->scratch[worker], &index->rules,
		    taking->texts[item], words);
	if (taking->numbers[item] < taking->first_new && known != words->n)
		atomic_store(&taking->wrong, true);
}

static void add_block(struct match_index *index, const uint64_t *keys, size_t first)
{
	struct block_options options = {index->shape, index->threads, index->scratch};

	block_build(&index->blocks[index->nblocks], &options, index->articles.items + first, keys,
		    index->articles.n - first);
	block_take(index);
}

/* False where a block that was read is wrong. */
static bool take(struct match_index *index, const struct match_text *texts, const uint64_t *keys,
		 size_t n, uint32_t *numbers)
{
	struct arena *batch = &index->batch;
	uint64_t *new_keys = arena_alloc(batch, n * sizeof(*new_keys));
	size_t first = index->articles.n;
	struct taking taking = {.index = index, .first_new = first};
	enum wire_status status;

	taking.texts = ARENA_ARRAY(batch, const struct match_text *, n);
	taking.numbers = arena_alloc(batch, n * sizeof(uint32_t));
	for (size_t i = 0; i < n; i++) {
		uint64_t *number = map_of_number(&index->numbers, keys[i]);

		if (!*number) {
			new_keys[index->articles.n - first] = keys[i];
			vec_push(&index->own, &index->articles, ((struct token_words){0}));
			*number = index->articles.n;
		}
		numbers[i] = (uint32_t)(*number - 1);
		if (index->articles.items[numbers[i]].ids)
			continue;
		taking.texts[taking.n] = &texts[i];
		taking.numbers[taking.n++] = numbers[i];
	}
	status = pool_run(index->threads, taking.n, words_work, &taking);
	if (status)
		guard_raise(status);
	if (atomic_load(&taking.wrong))
		return false;
	if (index->articles.n > first)
		add_block(index, new_keys, first);
	return true;
}

void index_take(struct match_index *index, const struct match_text *texts, const uint64_t *keys,
		size_t n, uint32_t *numbers)
{
	if (!take(index, texts, keys, n, numbers)) {
		index_clear(index);
		take(index, texts, keys, n, numbers);
	}
	batch_forget(index);
}

/* ---------------------------------------------------------------- as bytes */

size_t match_index_blocks(const struct match_index *index)
{
	return index->nblocks;
}

struct str match_index_write(const struct match_index *index, size_t block, struct arena *arena)
{
	return block_write(arena, &index->blocks[block]);
}

/* A block on its way in. */
struct passing {
	struct match_index *index;
	struct str bytes;
	bool taken;
};

/* Whether all articles of the block behind the others are new, and none is in it twice. */
static bool all_new(struct match_index *index, const struct block *block)
{
	uint64_t *keys = arena_alloc(&index->batch, 2 * block->narticles * sizeof(*keys));

	for (uint32_t i = 0; i < block->narticles; i++) {
		keys[i] = block->articles[i].key;
		if (map_find_number(&index->numbers, keys[i]))
			return false;
	}
	radix_sort(keys, keys + block->narticles, block->narticles, 0);
	for (uint32_t i = 1; i < block->narticles; i++)
		if (keys[i] == keys[i - 1])
			return false;
	return true;
}

static void read(void *context)
{
	struct passing *passing = context;
	struct match_index *index = passing->index;
	struct block *block = &index->blocks[index->nblocks];

	if (!block_read(block, &index->shape, &index->batch, passing->bytes))
		return;
	if (!all_new(index, block)) {
		block_release(block, 1);
		return;
	}
	for (uint32_t i = 0; i < block->narticles; i++) {
		struct token_words words = {.n = block->articles[i].words};

		vec_push(&index->own, &index->articles, words);
		*map_of_number(&index->numbers, block->articles[i].key) = index->articles.n;
	}
	block_take(index);
	passing->taken = true;
}

bool match_index_read(struct match_index *index, struct str bytes)
{
	struct passing passing = {.index = index, .bytes = bytes};

	if (guard_run(read, &passing))
		index_clear(index);
	batch_forget(index);
	return passing.taken;
}

/* ---------------------------------------------------------------- beginning and end */

void index_spend(struct match_index *index)
{
	for (uint32_t i = 0; index->once && i < index->nblocks; i++) {
		block_release(&index->blocks[i], index->threads);
		index->blocks[i] = (struct block){0};
	}
}

void index_rest(struct match_index *index)
{
	if (index->once) {
		index_clear(index);
		return;
	}
	arenas_release(index->kept, index->threads, index->threads);
	VEC_EACH (struct token_words, article, index->articles)
		*article = (struct token_words){.n = article->n};
}

void index_clear(struct match_index *index)
{
	for (uint32_t i = 0; i < INDEX_MOST_BLOCKS; i++) /* also one that was not finished */
		block_release(&index->blocks[i], index->threads);
	arenas_release(index->kept, index->threads, index->threads);
	batch_forget(index);
	arena_release(&index->own);
	memset(index->blocks, 0, sizeof(index->blocks));
	memset(&index->articles, 0, sizeof(index->articles));
	index->nblocks = 0;
	map_init(&index->numbers, &index->own);
}

struct match_index *match_index_new(struct arena *arena, const struct match_options *options)
{
	struct match_index *index = ARENA_NEW(arena, struct match_index);

	index->threads = options->threads ? options->threads : 1;
	index->min_words = options->min_words;
	index->steps = options->steps;
	index->once = options->once;
	index->shape = sketch_shape_of(options->min_words);
	index->rules = token_rules_of();
	index_clear(index);
	return index;
}

void match_index_free(struct match_index *index)
{
	if (index)
		index_clear(index);
}
