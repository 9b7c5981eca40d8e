/*
 * The index: which grams stand in more than one article?
 *
 * Words are numbered over all articles; a minimizer is a hash and the number of its first word. The
 * minimizers go into boxes by the leading bits of the hash; within a box they are sorted, and those
 * of one hash are a group. Most grams of news stand in one place only and are dropped here: what is
 * kept is a small part.
 *
 *	box      hash      word                 group
 *	0x3F     5A0017    1180, 90311, 90977   "the talks would go on as planned" in three places
 *	0x3F     5A8842    371                  alone: dropped
 *
 * The groups are then written down a second time from the articles' side, as the list of (word,
 * group) in order of words: an article reads its seeds from it front to back.
 *
 * The hash within a box has 32 bits and the box up to 12 more. Two different grams in one group are
 * found out later, when their words are compared.
 *
 * A group in more than `star` articles is a star: its articles are compared with its hubs only, a
 * few of them, so that a story of 5,000 prints costs 5,000 comparisons and not 12 million. Hubs
 * come first in the list of members.
 *
 * Cost: linear (radix sorting); 8 bytes a minimizer, that is about two thirds of a byte a byte of
 * text, until the groups are made; then 12 bytes for each place that is not alone.
 */
#include "match/index.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/vector.h"

#include <string.h>

enum {
	BOX_ENTRIES = 16 * 1024, /* so many are sorted at once, in the cache */
	MOST_BOXES = 4096,
	BOX_SHIFT = 20, /* of a group's number: box, and number within it */
	BLOCK_SHIFT = 8,
	RANGE_WORDS = 1 << 19,
	SAME_ARTICLE = 4, /* places of one gram kept within one article */
};

struct building {
	struct index *index;
	const struct index_options *options;
	struct match_memory *memory;
	struct scatter entries, places;
};

uint32_t index_article(const struct index *index, uint32_t word)
{
	uint32_t article = index->article[word >> BLOCK_SHIFT];

	while (article + 1 < index->ntexts && index->texts[article + 1].first <= word)
		article++;
	return article;
}

static void articles_of_blocks(struct index *index, struct arena *own)
{
	uint32_t blocks = (index->words >> BLOCK_SHIFT) + 1, article = 0;

	index->article = arena_alloc(own, blocks * sizeof(uint32_t));
	for (uint32_t block = 0; block < blocks; block++) {
		while (article + 1 < index->ntexts &&
		       index->texts[article + 1].first <= block << BLOCK_SHIFT)
			article++;
		index->article[block] = article;
	}
}

/* ---------------------------------------------------------------- minimizers into boxes */

static uint32_t box_of(const struct index *index, uint64_t hash)
{
	return (uint32_t)(hash >> 32) & (index->nboxes - 1);
}

static void sketch_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	const struct token_text *text = &building->index->texts[item];
	struct sketch sketch;
	struct minimizer minimizer;

	sketch_begin(&sketch, &building->options->shape, text->ids, text->n);
	while (sketch_next(&sketch, &minimizer))
		scatter_put(&building->entries, worker, box_of(building->index, minimizer.hash),
			    minimizer.hash << 32 | (text->first + minimizer.at));
}

/* ---------------------------------------------------------------- groups */

/* What one box's groups are collected in. */
struct grouping {
	struct building *building;
	struct arena *out;
	unsigned worker;
	uint32_t box;
	VEC(struct group) groups;
	VEC(uint32_t) members;
};

static uint64_t text_order(const struct index *index, uint32_t article)
{
	return index->texts[article].from->order;
}

/* Articles that come first have more words; ties are broken by content. */
static bool better_hub(const struct index *index, uint32_t a, uint32_t b)
{
	if (index->texts[a].n != index->texts[b].n)
		return index->texts[a].n > index->texts[b].n;
	return text_order(index, a) < text_order(index, b);
}

/* Brings the best hub to the front, its other places with it staying where they are. */
static void hubs_first(const struct index *index, uint32_t *members, uint32_t n)
{
	uint32_t best = 0, member;

	for (uint32_t i = 1; i < n; i++)
		if (better_hub(index, index_article(index, members[i]),
			       index_article(index, members[best])))
			best = i;
	member = members[best];
	memmove(members + 1, members, best * sizeof(*members));
	members[0] = member;
}

uint64_t *index_by_outlet(const struct index *index, const struct group_box *box,
			  const struct group *group, struct arena *scratch)
{
	uint64_t *places = arena_alloc(scratch, 2 * group->n * sizeof(*places));

	for (uint32_t i = 0; i < group->n; i++) {
		uint32_t word = box->members[group->start + i];
		uint32_t outlet = index->texts[index_article(index, word)].from->outlet;

		places[i] = (uint64_t)outlet << 32 | word;
	}
	radix_sort(places, places + group->n, group->n);
	return places;
}

/* Whether one outlet has the gram in several articles. */
static bool is_repeated(const struct grouping *grouping, const struct group *group)
{
	const struct index *index = grouping->building->index;
	struct group_box box = {.members = grouping->members.items};
	uint32_t articles = 0, last = UINT32_MAX;
	uint64_t *places, outlet = 0;

	if (group->articles < GROUP_REPEATS)
		return false;
	places = index_by_outlet(index, &box, group, grouping->out);
	for (uint32_t i = 0; i < group->n && articles < GROUP_REPEATS; i++) {
		uint32_t article = index_article(index, (uint32_t)places[i]);

		if (places[i] >> 32 != outlet)
			articles = 0;
		articles += article != last && places[i] >> 32;
		outlet = places[i] >> 32;
		last = article;
	}
	return articles >= GROUP_REPEATS;
}

/* Tells the articles which of their words begin this gram. */
static void tell_members(struct grouping *grouping, const uint32_t *members, uint32_t n)
{
	uint32_t number = grouping->box << BOX_SHIFT | (uint32_t)grouping->groups.n;

	for (uint32_t i = 0; i < n; i++)
		scatter_put(&grouping->building->places, grouping->worker, members[i] / RANGE_WORDS,
			    (uint64_t)members[i] << 32 | number);
}

/* Makes a group of the sorted entries [first, end), all of one hash, if two articles have them. */
static void group_add(struct grouping *grouping, const uint64_t *first, const uint64_t *end)
{
	struct building *building = grouping->building;
	const struct index *index = building->index;
	struct group group = {.start = (uint32_t)grouping->members.n};
	uint32_t last = UINT32_MAX, same = 0, *members;

	if (grouping->groups.n >> BOX_SHIFT)
		return;
	for (const uint64_t *entry = first; entry < end; entry++) {
		uint32_t article = index_article(index, (uint32_t)*entry);

		group.articles += article != last;
		same = article == last ? same + 1 : 0;
		last = article;
		if (same < SAME_ARTICLE)
			vec_push(grouping->out, &grouping->members, (uint32_t)*entry);
	}
	group.n = (uint32_t)grouping->members.n - group.start;
	if (group.articles < 2) {
		grouping->members.n = group.start;
		return;
	}
	members = grouping->members.items + group.start;
	if (is_repeated(grouping, &group))
		group.flags |= GROUP_REPEATED;
	tell_members(grouping, members, group.n);
	if (group.articles > building->options->star) {
		group.flags |= GROUP_STAR;
		hubs_first(index, members, group.n);
	}
	vec_push(grouping->out, &grouping->groups, group);
}

static void box_keep(struct building *building, const struct grouping *grouping)
{
	struct group_box *box = &building->index->boxes[grouping->box];
	struct arena *kept = &building->memory[grouping->worker].kept;

	box->ngroups = (uint32_t)grouping->groups.n;
	box->groups = (struct group *)(void *)arena_copy(kept, (const char *)grouping->groups.items,
							 grouping->groups.n * sizeof(struct group));
	box->members = (uint32_t *)(void *)arena_copy(kept, (const char *)grouping->members.items,
						      grouping->members.n * sizeof(uint32_t));
}

/*
 * Leaves out entries whose hash is alone, as far as a small table of bits can tell; the sort is spared
 * two thirds of them. Returns how many are left.
 */
static size_t drop_alone(struct arena *scratch, uint64_t *entries, size_t n)
{
	size_t bits = 64, kept = 0;
	uint64_t *once, *twice;

	while (bits < 8 * n)
		bits *= 2;
	once = ARENA_ARRAY(scratch, uint64_t, bits / 64);
	twice = ARENA_ARRAY(scratch, uint64_t, bits / 64);
	for (size_t i = 0; i < n; i++) {
		uint64_t at = entries[i] >> 32 & (bits - 1), bit = (uint64_t)1 << at % 64;

		twice[at / 64] |= once[at / 64] & bit;
		once[at / 64] |= bit;
	}
	for (size_t i = 0; i < n; i++) {
		uint64_t at = entries[i] >> 32 & (bits - 1);

		entries[kept] = entries[i];
		kept += twice[at / 64] >> at % 64 & 1;
	}
	return kept;
}

static void group_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	struct arena *scratch = &building->memory[worker].scratch;
	struct grouping grouping = {
		.building = building, .out = scratch, .worker = worker, .box = (uint32_t)item};
	size_t n = scatter_count(&building->entries, grouping.box);
	uint64_t *entries;

	arena_clear(scratch);
	entries = arena_alloc(scratch, 2 * n * sizeof(*entries));
	scatter_take(&building->entries, grouping.box, entries);
	n = drop_alone(scratch, entries, n);
	radix_sort(entries, entries + n, n);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && entries[end] >> 32 == entries[i] >> 32;)
			end++;
		if (end - i > 1)
			group_add(&grouping, entries + i, entries + end);
	}
	box_keep(building, &grouping);
}

/* ---------------------------------------------------------------- the articles' side */

static void range_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	struct index *index = building->index;
	struct arena *scratch = &building->memory[worker].scratch;
	size_t n = scatter_count(&building->places, (uint32_t)item);

	arena_clear(scratch);
	index->nseeds[item] = n;
	index->seeds[item] = arena_alloc(&building->memory[worker].kept, n * sizeof(uint64_t));
	scatter_take(&building->places, (uint32_t)item, index->seeds[item]);
	radix_sort(index->seeds[item], arena_alloc(scratch, n * sizeof(uint64_t)), n);
}

/* The first seed of a range whose word is not before `word`. */
static size_t seed_from(const struct index *index, uint32_t range, uint32_t word)
{
	size_t low = 0, high = index->nseeds[range];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((uint32_t)(index->seeds[range][middle] >> 32) < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t index_seeds(const struct index *index, uint32_t article, struct arena *scratch,
		   struct seed **seeds)
{
	const struct token_text *text = &index->texts[article];
	uint32_t first = text->first, end = text->first + text->n;
	VEC(struct seed) list = {0};

	if (first == end)
		return 0;
	for (uint32_t range = first / RANGE_WORDS; range <= (end - 1) / RANGE_WORDS; range++)
		for (size_t i = seed_from(index, range, first); i < index->nseeds[range]; i++) {
			uint64_t place = index->seeds[range][i];
			uint32_t word = (uint32_t)(place >> 32), number = (uint32_t)place;
			const struct group_box *box = &index->boxes[number >> BOX_SHIFT];
			const struct group *group = &box->groups[number & ((1u << BOX_SHIFT) - 1)];

			if (word >= end)
				break;
			vec_push(scratch, &list,
				 ((struct seed){word - first, group, box->members + group->start}));
		}
	*seeds = list.items;
	return list.n;
}

/* ---------------------------------------------------------------- the whole */

static void run(struct building *building, size_t items,
		void (*work)(void *context, size_t item, unsigned worker))
{
	enum wire_status status = pool_run(building->options->threads, items, work, building);

	if (status)
		guard_raise(status);
}

static uint32_t boxes_for(uint64_t words)
{
	uint32_t boxes = 1;

	while (boxes < MOST_BOXES && (uint64_t)boxes * BOX_ENTRIES < words / 2)
		boxes *= 2;
	return boxes;
}

static void scatter_over(struct building *building, struct scatter *scatter, struct arena *own,
			 uint32_t boxes)
{
	struct arena **arenas = ARENA_ARRAY(own, struct arena *, building->options->threads);

	for (unsigned i = 0; i < building->options->threads; i++)
		arenas[i] = scatter == &building->entries ? &building->memory[i].lent
							  : &building->memory[i].lent_longer;
	scatter_init(scatter, own, arenas, building->options->threads, boxes);
}

void index_build(struct index *index, const struct token_text *texts, size_t n,
		 const struct index_options *options, struct arena *own,
		 struct match_memory *memory)
{
	struct building building = {.index = index, .options = options, .memory = memory};

	*index = (struct index){.texts = texts, .ntexts = n};
	index->words = n ? texts[n - 1].first + texts[n - 1].n : 0;
	index->nboxes = boxes_for(index->words);
	index->nranges = index->words / RANGE_WORDS + 1;
	index->boxes = ARENA_ARRAY(own, struct group_box, index->nboxes);
	index->seeds = ARENA_ARRAY(own, uint64_t *, index->nranges);
	index->nseeds = ARENA_ARRAY(own, size_t, index->nranges);
	articles_of_blocks(index, own);
	scatter_over(&building, &building.entries, own, index->nboxes);
	scatter_over(&building, &building.places, own, index->nranges);
	run(&building, n, sketch_work);
	run(&building, index->nboxes, group_work);
	for (unsigned i = 0; i < options->threads; i++)
		arena_release(&memory[i].lent);
	run(&building, index->nranges, range_work);
	for (unsigned i = 0; i < options->threads; i++)
		arena_release(&memory[i].lent_longer);
}
