/*
 * The whole of matching, a step a file:
 *
 *	tokens    bytes → numbers of words
 *	sketch    words → minimizers
 *	index     minimizers → sorted blocks, a batch of articles each
 *	groups    blocks → grams that stand in several articles
 *	furniture what all articles of an outlet, or of the trade, have
 *	fold      prints of one text
 *	pair      the seeds of two articles → runs (grown), chain → align → passages
 *	worth     which of them are worth telling
 *	family    passages that are one text in many articles
 *	repeated  what was set aside as furniture
 *	steps     how a pair was looked at, for who wants to know
 *
 * Each step goes over all articles, in parallel, before the next begins. Articles look for passages
 * in articles of a higher number; a worker writes what it finds into its own list, and the lists
 * are sorted at the end, so nothing depends on who did what.
 */
#include "match/match.h"

#include "base/guard.h"
#include "base/hash.h"
#include "base/pool.h"
#include "base/radix.h"
#include "base/vector.h"
#include "match/family.h"
#include "match/fold.h"
#include "match/furniture.h"
#include "match/groups.h"
#include "match/index.h"
#include "match/pair.h"
#include "match/repeated.h"
#include "match/steps.h"
#include "match/worth.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	STAR = 128,             /* a gram in more articles: they are compared with its hub only */
	ANCHORS_MOST = 1 << 20, /* of one article, times … */
	ANCHORS_PER_WORD = 64,
	LOOK_BACK = 16,
	PAIRS_AHEAD = 4,
	WORDS_AROUND = 56, /* that are looked at when a place is compared */
	WORDS_OF_A_LINE = 16,
};

struct found {
	VEC(struct passage) passages;
	struct arena arena;
};

struct matching {
	const struct match_text *from;  /* in order of content */
	const struct match_text **came; /* where each stood in the caller's list */
	struct token_text *texts;
	size_t n;
	struct match_index *index;
	struct groups groups;
	uint32_t *folds; /* of which hub an article is a print */
	bool any_prints;
	struct match_memory *memory;
	struct found *found;
	unsigned threads;
	const struct match_asked *asked;
	atomic_bool stopped;
	struct arena own;
	struct arena *out;
	struct passages *passages;
};

static void run(struct matching *matching,
		void (*work)(void *context, size_t item, unsigned worker))
{
	enum wire_status status = pool_run(matching->threads, matching->n, work, matching);

	if (status)
		guard_raise(status);
}

/* ---------------------------------------------------------------- anchors */

/* Whether article `a` is the one to look at the pair with a member of this group. */
static uint32_t members_to_visit(const struct matching *matching, const struct seed *seed,
				 uint32_t a)
{
	if (!(seed->group->flags & GROUP_STAR))
		return seed->group->n;
	return groups_article(&matching->groups, seed->group->members[0]) == a ? 0 : 1;
}

/* The largest group size with which the anchors of an article stay in bounds. */
static uint32_t group_limit(const struct matching *matching, const struct seed *seeds, size_t n,
			    uint32_t a)
{
	uint64_t most = ANCHORS_MOST + (uint64_t)ANCHORS_PER_WORD * matching->texts[a].n;
	uint32_t limit = UINT32_MAX;

	for (;;) {
		uint64_t anchors = 0;

		for (size_t i = 0; i < n; i++) {
			uint32_t members = members_to_visit(matching, &seeds[i], a);

			anchors += members <= limit ? members : 0;
		}
		if (anchors <= most)
			return limit;
		limit = limit > STAR * 4 ? STAR * 4 : limit / 2;
	}
}

/*
 * Whether article `a` is the one that looks at the pair with the article of that word: the lower number
 * does, but a print looks at its hub.
 */
static bool to_visit(const struct matching *matching, uint32_t a, uint32_t word, bool star)
{
	const struct token_text *text = &matching->texts[a];
	uint32_t b;

	if (word >= text->first && word < text->first + text->n)
		return false;
	if (!matching->any_prints)
		return star || word >= text->first;
	b = groups_article(&matching->groups, word);
	if (star)
		return !fold_same(matching->folds, a, b);
	if (matching->folds[a] == b)
		return true;
	if (matching->folds[b] == a || fold_same(matching->folds, a, b))
		return false;
	return b > a;
}

/* The places that share a gram with article a: word over all articles, and word within a. */
static size_t anchors_of(struct matching *matching, uint32_t a, struct arena *scratch,
			 uint64_t **out)
{
	struct seed *seeds;
	size_t n = groups_seeds(&matching->groups, a, scratch, &seeds);
	uint32_t limit = group_limit(matching, seeds, n, a);
	VEC(uint64_t) list = {0};

	for (size_t i = 0; i < n; i++) {
		uint32_t members = members_to_visit(matching, &seeds[i], a);
		bool star = seeds[i].group->flags & GROUP_STAR;

		if (members > limit || group_passed_over(seeds[i].group))
			continue;
		for (uint32_t k = 0; k < members; k++)
			if (to_visit(matching, a, seeds[i].group->members[k], star))
				vec_push(scratch, &list,
					 (uint64_t)seeds[i].group->members[k] << 32 | seeds[i].at);
	}
	*out = list.items;
	if (list.n) /* stably: seeds come in order of the word within a */
		radix_sort(list.items, arena_alloc(scratch, list.n * sizeof(uint64_t)), list.n, 32);
	return list.n;
}

/* ---------------------------------------------------------------- pairs */

static void keep(struct matching *matching, uint32_t a, uint32_t b, const struct aligned *aligned,
		 const struct place *place, unsigned worker)
{
	struct found *found = &matching->found[worker];
	struct passage passage = {.a = a,
				  .b = b,
				  .in_a = place->in_a,
				  .in_b = place->in_b,
				  .words = aligned->same,
				  .identity = (float)aligned->same / (float)aligned->columns};

	vec_push(&found->arena, &found->passages, passage);
}

/* An article and the first of the places of the grams that it shares with the one at hand. */
struct meeting {
	uint32_t article;
	size_t place;
};

struct meetings {
	uint32_t a; /* the article at hand */
	const uint64_t *places;
	struct meeting *items; /* in order; behind the last one that begins where places end */
	size_t n;
};

/* Which articles have the n places; what is known of them, likely in no cache, is asked for on the way. */
static void find_meetings(const struct matching *matching, struct meetings *meetings, size_t n,
			  struct arena *scratch)
{
	const struct bounds *bounds = &matching->groups.bounds;
	struct meeting *next = arena_alloc(scratch, (n + 1) * sizeof(*next));

	meetings->items = next;
	for (size_t i = 0; i < n; next++) {
		uint32_t article = bounds_article(bounds, (uint32_t)(meetings->places[i] >> 32));

		*next = (struct meeting){article, i};
		__builtin_prefetch(&matching->texts[article]);
		__builtin_prefetch(&matching->texts[article].stock);
		while (i < n &&
		       (uint32_t)(meetings->places[i] >> 32) < bounds->first[article + 1])
			i++;
	}
	*next = (struct meeting){.place = n};
	meetings->n = (size_t)(next - meetings->items);
}

/* Article `a` and article `b`, with the places of the grams they share. */
static void pair_work(struct matching *matching, const struct meetings *meetings, size_t number,
		      unsigned worker)
{
	struct arena *scratch = &matching->memory[worker].scratch;
	const struct token_text *texts = matching->texts;
	const struct meeting *meeting = &meetings->items[number];
	const uint64_t *places = meetings->places + meeting->place;
	uint32_t a = meetings->a, b = meeting->article;
	uint32_t lower = a < b ? a : b, upper = a < b ? b : a;
	size_t n = meeting[1].place - meeting->place;
	struct anchor *anchors = arena_alloc(scratch, n * sizeof(*anchors));
	struct pair pair = {.a = &texts[lower],
			    .b = &texts[upper],
			    .anchors = anchors,
			    .nanchors = (uint32_t)n,
			    .k = matching->index->shape.k};
	struct worth worth = {scratch, &matching->index->rules, matching->index->min_words};
	struct alignment alignment;
	struct place place;

	for (size_t i = 0; i < n; i++) {
		uint32_t in_a = (uint32_t)places[i];
		uint32_t in_b = (uint32_t)(places[i] >> 32) - texts[b].first;

		anchors[i] = a < b ? (struct anchor){in_a, in_b} : (struct anchor){in_b, in_a};
	}
	pair_passages(scratch, &pair, &alignment);
	for (size_t i = 0; i < alignment.n; i++)
		if (passage_told(&worth, pair.a, pair.b, &alignment.items[i], &place))
			keep(matching, lower, upper, &alignment.items[i], &place, worker);
}

/*
 * Nor are the words around a place in a cache, and their marks. Asking for those of a pair some pairs ahead lets
 * them come while others are compared.
 */
static void ask_for_words(const struct matching *matching, const struct meetings *meetings, size_t i)
{
	const struct meeting *meeting;
	const struct token_text *text;
	uint32_t at, first;

	if (i >= meetings->n)
		return;
	meeting = &meetings->items[i];
	text = &matching->texts[meeting->article];
	at = (uint32_t)(meetings->places[meeting->place] >> 32) - text->first;
	first = at > WORDS_AROUND ? at - WORDS_AROUND : 0;
	if (text->furniture)
		__builtin_prefetch(&text->furniture[at / 64]);
	for (uint32_t k = first; k < at + WORDS_AROUND && k < text->n; k += WORDS_OF_A_LINE)
		__builtin_prefetch(&text->ids[k]);
}

static void article_work(void *context, size_t item, unsigned worker)
{
	struct matching *matching = context;
	struct arena *scratch = &matching->memory[worker].scratch;
	struct meetings meetings = {.a = (uint32_t)item};
	uint64_t *places;
	size_t n;

	if (worker == 0 && matching->asked->progress && !atomic_load(&matching->stopped) &&
	    !matching->asked->progress(matching->asked->context, item, matching->n))
		atomic_store(&matching->stopped, true);
	if (atomic_load(&matching->stopped))
		return;
	arena_clear(scratch);
	n = anchors_of(matching, meetings.a, scratch, &places);
	meetings.places = places;
	find_meetings(matching, &meetings, n, scratch);
	for (size_t i = 0; i < PAIRS_AHEAD; i++)
		ask_for_words(matching, &meetings, i);
	for (size_t i = 0; i < meetings.n; i++) {
		ask_for_words(matching, &meetings, i + PAIRS_AHEAD);
		pair_work(matching, &meetings, i, worker);
	}
}

/* ---------------------------------------------------------------- the whole */

static int by_place(const void *x, const void *y)
{
	const struct passage *p = x, *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	if (p->in_a.start != q->in_a.start)
		return p->in_a.start < q->in_a.start ? -1 : 1;
	if (p->in_b.start != q->in_b.start)
		return p->in_b.start < q->in_b.start ? -1 : 1;
	if (p->in_a.len != q->in_a.len)
		return p->in_a.len > q->in_a.len ? -1 : 1;
	if (p->in_b.len != q->in_b.len)
		return p->in_b.len > q->in_b.len ? -1 : 1;
	return (p->words < q->words) - (p->words > q->words);
}

/* In order of place: by digits of b, then of a, and the few of one pair by comparing them. */
static void passages_sort(struct passages *passages, struct arena *own)
{
	const size_t n = passages->n;
	struct passage *items = passages->items, *sorted = arena_alloc(own, n * sizeof(*sorted));
	uint64_t *numbers = arena_alloc(own, 2 * n * sizeof(*numbers));

	for (size_t i = 0; i < n; i++)
		numbers[i] = (uint64_t)items[i].b << 32 | i;
	radix_sort(numbers, numbers + n, n, 32);
	for (size_t i = 0; i < n; i++)
		numbers[i] = (uint64_t)items[(uint32_t)numbers[i]].a << 32 | (uint32_t)numbers[i];
	radix_sort(numbers, numbers + n, n, 32);
	for (size_t i = 0; i < n; i++)
		sorted[i] = items[(uint32_t)numbers[i]];
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1;
		     end < n && sorted[end].a == sorted[i].a && sorted[end].b == sorted[i].b;)
			end++;
		if (end - i > 1)
			qsort(sorted + i, end - i, sizeof(*sorted), by_place);
	}
	if (n)
		memcpy(items, sorted, n * sizeof(*items));
}

static bool within(struct span inner, struct span outer)
{
	uint32_t from = inner.start > outer.start ? inner.start : outer.start;
	uint32_t until = span_end(inner) < span_end(outer) ? span_end(inner) : span_end(outer);

	return until > from && 2 * (until - from) >= inner.len;
}

/*
 * A pair that shares grams of a star and others was looked at from both sides: drops what was found
 * twice. Passages are in order of place, so that a pair's stand together.
 */
static void drop_twice(struct passages *passages)
{
	struct passage *items = passages->items;
	size_t kept = 0, first = 0;

	for (size_t i = 0; i < passages->n; i++) {
		bool twice = false;

		if (kept && (items[first].a != items[i].a || items[first].b != items[i].b))
			first = kept;
		for (size_t k = kept; k > first && kept - k < LOOK_BACK && !twice; k--) {
			struct passage *before = &items[k - 1];

			twice = within(items[i].in_a, before->in_a) &&
				within(items[i].in_b, before->in_b);
			if (!twice && within(before->in_a, items[i].in_a) &&
			    within(before->in_b, items[i].in_b)) {
				*before = items[i];
				twice = true;
			}
		}
		if (!twice)
			items[kept++] = items[i];
	}
	passages->n = kept;
}

static void collect(struct matching *matching)
{
	struct passages *passages = matching->passages;
	size_t n = 0;

	for (unsigned i = 0; i < matching->threads; i++)
		n += matching->found[i].passages.n;
	passages->items = arena_alloc(matching->out, n * sizeof(*passages->items));
	for (unsigned i = 0; i < matching->threads; i++) {
		struct found *found = &matching->found[i];

		if (found->passages.n)
			memcpy(passages->items + passages->n, found->passages.items,
			       found->passages.n * sizeof(*passages->items));
		passages->n += found->passages.n;
		arena_release(&found->arena);
	}
	passages_sort(passages, &matching->own);
	drop_twice(passages);
}

static int by_order(const void *x, const void *y)
{
	const struct match_text *p = *(const struct match_text *const *)x;
	const struct match_text *q = *(const struct match_text *const *)y;

	if (p->order != q->order)
		return p->order < q->order ? -1 : 1;
	return str_compare(p->text, q->text);
}

/* The articles in an order that only their content decides; all steps know them by their place in it. */
static void sort_texts(struct matching *matching, const struct match_text *texts)
{
	const size_t n = matching->n;
	struct match_text *sorted = ARENA_ARRAY(&matching->own, struct match_text, n);
	uint64_t *numbers = arena_alloc(&matching->own, 2 * n * sizeof(*numbers));

	matching->came = ARENA_ARRAY(&matching->own, const struct match_text *, n);
	for (size_t i = 0; i < n; i++) /* half of its order tells nearly all from all others */
		numbers[i] = (texts[i].order & ~(uint64_t)UINT32_MAX) | i;
	radix_sort(numbers, numbers + n, n, 32);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && numbers[end] >> 32 == numbers[i] >> 32; end++)
			matching->came[end] = &texts[(uint32_t)numbers[end]];
		if (end - i > 1)
			qsort(matching->came + i, end - i, sizeof(*matching->came), by_order);
	}
	for (size_t i = 0; i < n; i++)
		sorted[i] = *matching->came[i];
	matching->from = sorted;
}

/* ---------------------------------------------------------------- for who wants to know */

/* How the pairs were looked at, by the numbers that the caller knows the articles by. */
static void steps_tell(struct matching *matching, const uint32_t *numbers)
{
	struct arena *scratch = &matching->memory[0].scratch;
	struct passages *passages = matching->passages;
	struct tracing_steps tracing = {
		.groups = &matching->groups,
		.texts = matching->texts,
		.numbers = numbers,
		.worth = {scratch, &matching->index->rules, matching->index->min_words},
		.k = matching->index->shape.k,
		.out = matching->out,
		.scratch = scratch,
	};

	passages->print_of = arena_alloc(matching->out, matching->n * sizeof(uint32_t));
	for (size_t i = 0; i < matching->n; i++)
		passages->print_of[numbers[i]] = matching->folds[i] == FOLD_NONE
							 ? UINT32_MAX
							 : numbers[matching->folds[i]];
	steps_find(&tracing, passages);
}

/* Gives back the groups and what workers had in hand: what follows needs room of its own. */
static void groups_forget(struct matching *matching)
{
	for (unsigned i = 0; i < matching->threads; i++) {
		arena_release(&matching->memory[i].kept);
		arena_release(&matching->memory[i].scratch);
	}
}

/* What was set aside, and how the pairs were looked at, by the numbers that the caller knows. */
static void tell_more(struct matching *matching, const struct match_text *texts)
{
	struct arena *scratch = &matching->memory[0].scratch;
	uint32_t *numbers = arena_alloc(&matching->own, matching->n * sizeof(uint32_t));
	struct repeated_options options = {.rules = &matching->index->rules,
					   .k = matching->index->shape.k,
					   .min_words = matching->index->min_words,
					   .numbers = numbers,
					   .out = matching->out,
					   .scratch = scratch};

	for (size_t i = 0; i < matching->n; i++)
		numbers[i] = (uint32_t)(matching->came[i] - texts);
	if (!matching->index->steps)
		groups_forget(matching);
	arena_clear(scratch);
	if (matching->asked->repeated)
		repeated_find(matching->texts, matching->n, &options, matching->passages);
	if (matching->index->steps)
		steps_tell(matching, numbers);
}

/* Gives the passages the numbers that the caller knows the articles by, and his order. */
static void number_as_came(struct matching *matching, const struct match_text *texts)
{
	struct passages *passages = matching->passages;
	uint32_t *families = arena_alloc(&matching->own, passages->n * sizeof(*families)), n = 0;

	for (size_t i = 0; i < passages->n; i++) {
		struct passage *passage = &passages->items[i];
		struct span in_a = passage->in_a;

		passage->a = (uint32_t)(matching->came[passage->a] - texts);
		passage->b = (uint32_t)(matching->came[passage->b] - texts);
		families[i] = UINT32_MAX;
		if (passage->a < passage->b)
			continue;
		passage->in_a = passage->in_b;
		passage->in_b = in_a;
		in_a.start = passage->a;
		passage->a = passage->b;
		passage->b = in_a.start;
	}
	passages_sort(passages, &matching->own);
	for (size_t i = 0; i < passages->n; i++) {
		uint32_t *family = &families[passages->items[i].family];

		if (*family == UINT32_MAX)
			*family = n++;
		passages->items[i].family = *family;
	}
}

static void fold(struct matching *matching)
{
	matching->folds =
		fold_prints(&matching->groups, &matching->own, matching->threads, matching->memory);
	for (size_t i = 0; i < matching->n && !matching->any_prints; i++)
		matching->any_prints = matching->folds[i] != FOLD_NONE;
}

/* Tells an article from all others, by all that matters here but its outlet. */
static uint64_t key_of(const struct match_text *text)
{
	return hash_bytes(text->regions, text->nregions * sizeof(*text->regions), text->order);
}

/* Gives the index the texts that are new to it; takes all their words from there. */
static void take_words(struct matching *matching, uint32_t *numbers)
{
	struct match_index *index = matching->index;
	uint64_t *keys = arena_alloc(&matching->own, matching->n * sizeof(*keys));
	uint64_t words = 0;

	for (size_t i = 0; i < matching->n; i++) {
		keys[i] = key_of(&matching->from[i]);
		/* Equal articles are several: each has a key of its own. */
		if (i && matching->from[i].order == matching->from[i - 1].order)
			keys[i] = hash_mix(keys[i] ^ keys[i - 1]);
	}
	index_take(index, matching->from, keys, matching->n, numbers);
	for (size_t i = 0; i < matching->n; i++) {
		matching->texts[i] =
			token_text_of(&matching->from[i], &index->articles.items[numbers[i]]);
		matching->texts[i].first = (uint32_t)words;
		words += matching->texts[i].n;
	}
}

static void match_all(void *context)
{
	struct matching *matching = context;
	const struct match_text *texts = matching->from;
	uint32_t *numbers = arena_alloc(&matching->own, matching->n * sizeof(*numbers));
	struct groups_options options = {.numbers = numbers,
					 .n = matching->n,
					 .threads = matching->threads,
					 .star = STAR};

	matching->memory = ARENA_ARRAY(&matching->own, struct match_memory, matching->threads);
	matching->found = ARENA_ARRAY(&matching->own, struct found, matching->threads);
	matching->texts = ARENA_ARRAY(&matching->own, struct token_text, matching->n);
	sort_texts(matching, texts);
	take_words(matching, numbers);
	options.texts = matching->texts;
	groups_find(&matching->groups, matching->index, &options, &matching->own, matching->memory);
	furniture_find(&matching->groups, matching->texts, matching->index->shape.k,
		       matching->threads, matching->memory);
	fold(matching);
	run(matching, article_work);
	collect(matching);
	families_number(&matching->own, matching->passages, matching->from, matching->n,
			matching->folds);
	number_as_came(matching, texts);
	tell_more(matching, texts);
}

enum wire_status match_texts(struct match_index *index, struct arena *out,
			     const struct match_asked *asked, struct passages *passages)
{
	struct matching matching = {.index = index,
				    .from = asked->texts,
				    .n = asked->n,
				    .threads = index->threads,
				    .asked = asked,
				    .out = out,
				    .passages = passages};
	enum wire_status status;

	*passages = (struct passages){0};
	arena_init(&matching.own);
	status = guard_run(match_all, &matching);
	if (status)
		index_clear(index);
	else
		index_rest(index);
	for (unsigned i = 0; matching.memory && i < matching.threads; i++) {
		arena_release(&matching.memory[i].kept);
		arena_release(&matching.memory[i].marks);
		arena_release(&matching.memory[i].lent);
		arena_release(&matching.memory[i].scratch);
	}
	for (unsigned i = 0; matching.found && i < matching.threads; i++)
		arena_release(&matching.found[i].arena);
	arena_release(&matching.own);
	return status;
}
