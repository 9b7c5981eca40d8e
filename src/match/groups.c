/*
 * Which grams stand in more than one article?
 *
 * The entries of the index are sorted by hash within their boxes; those of one hash are a group. Most
 * grams of news stand in one place only and are passed over here: what is kept is a small part. Where a box is
 * not sorted yet, they are dropped before it is.
 *
 *	box      hash      word                 group
 *	0x3F6    5A0017    1180, 90311, 90977   "the talks would go on as planned" in three places
 *	0x3F6    5A8842    371                  alone: passed over
 *
 * From here on articles have the numbers of their places in the order of content, and words are counted
 * anew over them, so that nothing that follows knows in which batches the articles came.
 *
 * The groups are then written down a second time from the articles' side, as the list of (word,
 * group) in order of words: an article reads its seeds from it front to back.
 *
 * A hash has 44 bits, box and all. Two different grams in one group are found out later, when their words
 * are compared.
 *
 * A group in more than `star` articles is a star: its articles are compared with its hubs only, a
 * few of them, so that a story of 5,000 prints costs 5,000 comparisons and not 12 million. Hubs
 * come first in the list of members.
 *
 * A group's members lie behind what else is known of it, for the two are looked at together, in no order, and are
 * in no cache.
 *
 * Cost: linear in the entries; 12 bytes for each place that is not alone.
 */
#include "match/groups.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/radix.h"
#include "base/sorted.h"
#include "base/vector.h"

#include <string.h>

enum {
	RANGE_BITS = 19,
	RANGE_WORDS = 1 << RANGE_BITS,
	WORD_SHIFT =
		64 -
		RANGE_BITS, /* of a seed: word within its range, and the number of its group … */
	BOX_SHIFT = WORD_SHIFT -
		    12, /* … which is its box, and how many eights of bytes are before it there */
	SAME_ARTICLE = 4, /* places of one gram kept within one article */
	NOT_ASKED = -1,
	LEAST_BITS = 1 << 9,
	MOST_BITS = 1 << 17,
};

struct seeds {
	struct seed *items;
	size_t n, room;
};

struct building {
	struct groups *groups;
	const struct groups_options *options;
	struct match_memory *memory;
	const struct match_index *index;
	struct bounds came; /* of the articles of the index, in the order in which they came */
	uint32_t *texts;    /* which text an article is, or NOT_ASKED */
	bool as_texts;      /* all are asked about and came in the order of content */
	struct scatter places;
};

/* ---------------------------------------------------------------- groups */

/* What one box's groups are collected in. */
struct grouping {
	struct building *building;
	struct arena *out;
	unsigned worker;
	uint32_t box;
	VEC(uint64_t) groups; /* as eights of bytes */
	VEC(uint64_t) places; /* of the gram at hand */
};

static uint64_t text_order(const struct groups *groups, uint32_t article)
{
	return groups->texts[article].from->order;
}

/* How many words the longest article has that has a gram. */
static uint32_t longest_of(const struct groups *groups, const uint32_t *members, uint32_t n)
{
	uint32_t longest = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t words = groups->texts[groups_article(groups, members[i])].n;

		if (words > longest)
			longest = words;
	}
	return longest;
}

/* The earlier comes first, then the longer; ties are broken by content. */
static bool better_hub(const struct groups *groups, uint32_t a, uint32_t b)
{
	const struct token_text *x = &groups->texts[a], *y = &groups->texts[b];

	if (x->from->when != y->from->when)
		return x->from->when < y->from->when;
	if (x->n != y->n)
		return x->n > y->n;
	return text_order(groups, a) < text_order(groups, b);
}

/*
 * Brings the best hub to the front, its other places with it staying where they are: of the articles that
 * are nearly as long as the longest (what was cut from the others could not be compared) the earliest print.
 */
static void hubs_first(const struct groups *groups, uint32_t *members, uint32_t n)
{
	uint64_t longest = longest_of(groups, members, n);
	uint32_t best = UINT32_MAX, place = 0, member;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t article = groups_article(groups, members[i]);

		if ((uint64_t)groups->texts[article].n * 10 < longest * 9 ||
		    (best != UINT32_MAX && !better_hub(groups, article, best)))
			continue;
		best = article;
		place = i;
	}
	member = members[place];
	memmove(members + 1, members, place * sizeof(*members));
	members[0] = member;
}

uint64_t *groups_by_outlet(const struct groups *groups, const struct group *group,
			   struct arena *scratch)
{
	uint64_t *places = arena_alloc(scratch, 2 * group->n * sizeof(*places));

	for (uint32_t i = 0; i < group->n; i++) {
		uint32_t word = group->members[i];

		places[i] = (uint64_t)groups->outlets[groups_article(groups, word)] << 32 | word;
	}
	radix_sort(places, places + group->n, group->n, 0);
	return places;
}

/* Whether one outlet has the gram in several articles. */
static bool is_repeated(const struct grouping *grouping, const struct group *group)
{
	const struct groups *groups = grouping->building->groups;
	uint32_t articles = 0, last = UINT32_MAX;
	uint64_t *places, outlet = 0;

	if (group->articles < GROUP_REPEATS)
		return false;
	places = groups_by_outlet(groups, group, grouping->out);
	for (uint32_t i = 0; i < group->n && articles < GROUP_REPEATS; i++) {
		uint32_t article = groups_article(groups, (uint32_t)places[i]);

		if (places[i] >> 32 != outlet)
			articles = 0;
		articles += article != last && places[i] >> 32;
		outlet = places[i] >> 32;
		last = article;
	}
	return articles >= GROUP_REPEATS;
}

/* What a word of the index is among those of the texts; false where its text is not asked about. */
static bool word_of_texts(const struct building *building, uint32_t *word)
{
	uint32_t article, text;

	if (building->as_texts)
		return true;
	article = bounds_article(&building->came, *word);
	text = building->texts[article];
	if (text == (uint32_t)NOT_ASKED)
		return false;
	*word += building->groups->bounds.first[text] - building->came.first[article];
	return true;
}

/* The places of the entries [first, end) in the texts that are asked about, in order. */
static void find_places(struct grouping *grouping, const uint64_t *first, const uint64_t *end)
{
	size_t n = 0;

	vec_reserve(grouping->out, &grouping->places, 2 * (size_t)(end - first));
	for (const uint64_t *entry = first; entry < end; entry++) {
		uint32_t word = (uint32_t)*entry;

		if (word_of_texts(grouping->building, &word))
			grouping->places.items[n++] = word;
	}
	grouping->places.n = n;
	if (n)
		radix_sort(grouping->places.items, grouping->places.items + n, n, 0);
}

/* Whether word b, behind a, is in the same article. Most are so far apart that no article has both. */
static bool same_article(const struct groups *groups, uint32_t a, uint32_t b)
{
	return b - a < groups->longest && b < groups->bounds.first[groups_article(groups, a) + 1];
}

/* Takes the places as members of `group`, but for the many that a gram has in one article. */
static void take_members(const struct grouping *grouping, struct group *group)
{
	uint32_t same = 0, last = 0;

	*group = (struct group){0};
	VEC_EACH (uint64_t, place, grouping->places) {
		uint32_t word = (uint32_t)*place;
		bool again = group->n && same_article(grouping->building->groups, last, word);

		group->articles += !again;
		same = again ? same + 1 : 0;
		last = word;
		if (same < SAME_ARTICLE)
			group->members[group->n++] = word;
	}
}

/* Makes a group of the sorted entries [first, end), all of one hash, if two articles have them. */
static void group_add(struct grouping *grouping, const uint64_t *first, const uint64_t *end)
{
	struct building *building = grouping->building;
	struct group *group;

	find_places(grouping, first, end);
	vec_reserve(grouping->out, &grouping->groups,
		    grouping->groups.n + group_eights(grouping->places.n));
	group = (void *)(grouping->groups.items + grouping->groups.n);
	take_members(grouping, group);
	if (group->articles < 2)
		return;
	if (is_repeated(grouping, group))
		group->flags |= GROUP_REPEATED;
	if (group->articles > building->options->star) {
		group->flags |= GROUP_STAR;
		hubs_first(building->groups, group->members, group->n);
	}
	grouping->groups.n += group_eights(group->n);
}

static void box_keep(struct building *building, const struct grouping *grouping)
{
	struct group_box *box = &building->groups->boxes[grouping->box];
	struct arena *kept = &building->memory[grouping->worker].kept;
	size_t n = grouping->groups.n;

	box->first = (void *)arena_copy(kept, (const char *)grouping->groups.items,
					n * sizeof(uint64_t));
	box->end = group_from(box->first, n);
}

/* Bits for hashes, some eight times as many as there are entries, but no more than a cache holds. */
static uint32_t bits_for(size_t n)
{
	uint32_t bits = LEAST_BITS;

	while (bits < MOST_BITS && bits < n * 8)
		bits *= 2;
	return bits;
}

/*
 * Of some entries leaves those whose hash others have, too, and a few more: most stand alone, and need not be
 * sorted. A bit is set for each hash, and a second one where the first was set already.
 */
static size_t lone_dropped(uint64_t *entries, size_t n, struct arena *scratch)
{
	uint32_t bits = bits_for(n);
	uint64_t *once = ARENA_ARRAY(scratch, uint64_t, bits / 64);
	uint64_t *again = ARENA_ARRAY(scratch, uint64_t, bits / 64);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t at = (uint32_t)(entries[i] >> 32) & (bits - 1);
		uint64_t bit = UINT64_C(1) << at % 64;

		again[at / 64] |= once[at / 64] & bit;
		once[at / 64] |= bit;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t at = (uint32_t)(entries[i] >> 32) & (bits - 1);

		entries[kept] = entries[i];
		kept += again[at / 64] >> at % 64 & 1;
	}
	return kept;
}

/* The entries of a box in all blocks, sorted by hash; perhaps without some whose hash no other has. */
static size_t box_entries(const struct match_index *index, uint32_t box, struct arena *scratch,
			  uint64_t **out)
{
	size_t n = 0, room = 0;
	uint32_t word = 0;
	bool sorted = index->nblocks <= 1;

	for (uint32_t i = 0; i < index->nblocks; i++)
		room += block_box_entries(&index->blocks[i], box);
	*out = arena_alloc(scratch, room * sizeof(uint64_t));
	for (uint32_t i = 0; i < index->nblocks; i++) {
		n += block_box(&index->blocks[i], box, word, *out + n);
		word += index->blocks[i].words;
		sorted = sorted && !index->blocks[i].scattered;
	}
	if (sorted)
		return n;
	n = lone_dropped(*out, n, scratch);
	hash_sort(*out, arena_alloc(scratch, n * sizeof(uint64_t)), n);
	return n;
}

static void group_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	struct arena *scratch = &building->memory[worker].scratch;
	struct grouping grouping = {
		.building = building, .out = scratch, .worker = worker, .box = (uint32_t)item};
	uint64_t *entries;
	size_t n;

	arena_clear(scratch);
	n = box_entries(building->index, grouping.box, scratch, &entries);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && entries[end] >> 32 == entries[i] >> 32;)
			end++;
		if (end - i > 1)
			group_add(&grouping, entries + i, entries + end);
	}
	box_keep(building, &grouping);
}

/* ---------------------------------------------------------------- the articles' side */

/* Tells the articles which of their words begin a gram of this box. */
static void tell_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	const struct group_box *box = &building->groups->boxes[item];
	struct scatter_box *boxes = scatter_boxes(&building->places, worker);
	struct arena *arena = building->places.arenas[worker];
	uint64_t number = (uint64_t)item << BOX_SHIFT;

	_Static_assert(BLOCK_BOXES == 1 << (WORD_SHIFT - BOX_SHIFT), "a box's number has its bits");

	for (const struct group *group = box->first; group < box->end; group = group_behind(group)) {
		for (uint32_t k = 0; k < group->n; k++)
			scatter_put(arena, &boxes[group->members[k] / RANGE_WORDS],
				    (uint64_t)group->members[k] << WORD_SHIFT | number);
		number += group_eights(group->n);
	}
}

static void range_work(void *context, size_t item, unsigned worker)
{
	struct building *building = context;
	struct groups *groups = building->groups;
	struct arena *scratch = &building->memory[worker].scratch;
	size_t n = scatter_count(&building->places, (uint32_t)item);

	arena_clear(scratch);
	groups->nseeds[item] = n;
	groups->seeds[item] = arena_alloc(&building->memory[worker].kept, n * sizeof(uint64_t));
	scatter_take(&building->places, (uint32_t)item, groups->seeds[item]);
	/* By word, of which each begins one gram. */
	radix_sort(groups->seeds[item], arena_alloc(scratch, n * sizeof(uint64_t)), n, WORD_SHIFT);
}

static uint32_t seed_word(uint32_t range, uint64_t seed)
{
	return range * RANGE_WORDS + (uint32_t)(seed >> WORD_SHIFT);
}

/* The first seed of a range whose word is not before `word`. */
static size_t seed_from(const struct groups *groups, uint32_t range, uint32_t word)
{
	size_t at;

	SORTED_FIRST(at, 0, groups->nseeds[range],
		     seed_word(range, groups->seeds[range][at]) < word);
	return at;
}

static const struct group *group_of(const struct groups *groups, uint64_t seed)
{
	return group_from(groups->boxes[seed >> BOX_SHIFT & (BLOCK_BOXES - 1)].first,
			  seed & ((UINT64_C(1) << BOX_SHIFT) - 1));
}

/*
 * Adds the seeds of one range, beginning with number i, whose words are before `end`. Their groups lie anywhere:
 * they are asked for, and looked at when all are.
 */
static void seeds_of_range(const struct groups *groups, uint32_t range, size_t i,
			   const struct token_text *text, struct arena *scratch, struct seeds *list)
{
	const uint64_t *seeds = groups->seeds[range];
	uint32_t end = text->first + text->n;

	for (size_t n = groups->nseeds[range]; i < n && seed_word(range, seeds[i]) < end; i++) {
		const struct group *group = group_of(groups, seeds[i]);

		__builtin_prefetch(group);
		vec_push(scratch, list,
			 ((struct seed){seed_word(range, seeds[i]) - text->first, group}));
	}
}

size_t groups_seeds(const struct groups *groups, uint32_t article, struct arena *scratch,
		    struct seed **seeds)
{
	const struct token_text *text = &groups->texts[article];
	uint32_t first = text->first, end = text->first + text->n;
	struct seeds list = {0};

	if (first == end)
		return 0;
	for (uint32_t range = first / RANGE_WORDS; range <= (end - 1) / RANGE_WORDS; range++)
		seeds_of_range(groups, range, seed_from(groups, range, first), text, scratch,
			       &list);
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

static void number_words(struct building *building, const uint32_t *numbers, struct arena *own)
{
	const struct match_index *index = building->index;
	struct groups *groups = building->groups;
	struct bounds *came = &building->came, *bounds = &groups->bounds;

	bounds_init(came, own, index->articles.n);
	for (size_t i = 0; i < index->articles.n; i++)
		came->first[i + 1] = came->first[i] + index->articles.items[i].n;
	bounds_ready(came, own);
	building->texts = arena_alloc(own, index->articles.n * sizeof(uint32_t));
	memset(building->texts, NOT_ASKED, index->articles.n * sizeof(uint32_t));
	bounds_init(bounds, own, groups->ntexts);
	building->as_texts = index->articles.n == groups->ntexts;
	groups->outlets = arena_alloc(own, groups->ntexts * sizeof(uint32_t));
	for (uint32_t i = 0; i < bounds->n; i++) {
		const struct token_text *text = &groups->texts[i];

		bounds->first[i + 1] = bounds->first[i] + text->n;
		building->texts[numbers[i]] = i;
		building->as_texts = building->as_texts && numbers[i] == i;
		groups->outlets[i] = text->from->outlet;
		groups->longest = text->n > groups->longest ? text->n : groups->longest;
	}
	bounds_ready(bounds, own);
}

static void scatter_over(struct building *building, struct arena *own)
{
	struct arena **arenas = ARENA_ARRAY(own, struct arena *, building->options->threads);

	for (unsigned i = 0; i < building->options->threads; i++)
		arenas[i] = &building->memory[i].lent;
	scatter_init(&building->places, own, arenas, building->options->threads,
		     building->groups->nranges);
}

void groups_find(struct groups *groups, struct match_index *index,
		 const struct groups_options *options, struct arena *own,
		 struct match_memory *memory)
{
	struct building building = {
		.groups = groups, .options = options, .memory = memory, .index = index};

	*groups = (struct groups){.texts = options->texts, .ntexts = options->n};
	number_words(&building, options->numbers, own);
	groups->nranges = groups->bounds.first[options->n] / RANGE_WORDS + 1;
	groups->boxes = ARENA_ARRAY(own, struct group_box, BLOCK_BOXES);
	groups->seeds = ARENA_ARRAY(own, uint64_t *, groups->nranges);
	groups->nseeds = ARENA_ARRAY(own, size_t, groups->nranges);
	scatter_over(&building, own);
	run(&building, BLOCK_BOXES, group_work);
	index_spend(index); /* before room is needed for the other side */
	run(&building, BLOCK_BOXES, tell_work);
	run(&building, groups->nranges, range_work);
	for (unsigned i = 0; i < options->threads; i++)
		arena_release(&memory[i].lent);
}
