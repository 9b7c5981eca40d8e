/*
 * Where the articles of a story give different numbers for one thing.
 *
 *	Norlys    "Fourteen people were missing …"               14  people missing
 *	Tidings   "19 people are still missing …"                 19  people missing
 *	Beacon    "At least 14 people, later put at 19, …"        says both: it does not disagree
 *
 * Two counts are of one thing where the word behind the number is the same and another telling word of
 * the clause is the same. They disagree where two outlets, not more than a day apart, give different
 * numbers: later numbers are news, not disagreement. Which is right is not for us to say.
 *
 * "May 14 people", a day and no count, must not disagree. Reading an article's dates costs more than
 * all else here, so numbers are compared twice: names under which some differ are suspects, and the
 * dates of their articles alone are asked for; what is a date is then left out.
 *
 * Work for a story is bounded by MEMBERS_MOST articles of COUNTS_MOST counts. Rejected: numbers in the
 * same place of aligned passages, which finds only what was copied and then changed.
 */
#include "group/figures.h"
#include "group/grouping.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/vector.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS_MOST = 200, DISAGREEMENTS_MOST = 8 };

/* A count under one of the names of what it counts. */
struct named {
	uint64_t name; /* the terms of two words */
	uint32_t rank, number;
	struct span span, first, second; /* the number and the two words */
};

struct named_list {
	struct named *items;
	size_t n, room;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static void names_add(struct arena *arena, uint32_t rank, const struct count *count,
		      struct named_list *list)
{
	for (unsigned k = 1; k < count->nkeys; k++)
		if (count->keys[k].telling)
			vec_push(arena, list,
				 ((struct named){(uint64_t)count->keys[0].term << 32 |
							 count->keys[k].term,
						 rank, count->number, count->span,
						 count->keys[0].word, count->keys[k].word}));
}

/* Of the n counts of one name: one for each article that gives one number only, at the front. */
static size_t one_each(struct named *counts, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0, next; i < n; i = next) {
		bool agrees = true;

		for (next = i + 1; next < n && counts[next].rank == counts[i].rank; next++)
			agrees &= counts[next].number == counts[i].number;
		if (agrees)
			counts[kept++] = counts[i];
	}
	return kept;
}

/* Whether two articles can disagree: of two outlets, and not more than a day apart. */
static bool may_disagree(const struct grouping *g, uint32_t a, uint32_t b)
{
	const struct article *x = g->texts[a].article, *y = g->texts[b].article;

	if (x->published.precision < PRECISION_DAY || y->published.precision < PRECISION_DAY)
		return false;
	return abs(moment_day(&x->published) - moment_day(&y->published)) <= 1 &&
	       !(x->outlet.len && str_eq(x->outlet, y->outlet));
}

static bool differ(const struct grouping *g, const struct named *a, const struct named *b)
{
	return a->number != b->number && may_disagree(g, a->rank, b->rank);
}

/* Keeps, at the front, those that differ from another; what is from another day is left out. */
static size_t differing(const struct grouping *g, struct named *counts, size_t n)
{
	bool *differs = ARENA_ARRAY(g->work, bool, n);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (differ(g, &counts[i], &counts[j]))
				differs[i] = differs[j] = true;
	for (size_t i = 0; i < n; i++)
		if (differs[i])
			counts[kept++] = counts[i];
	return kept;
}

static int by_number(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static struct disagreement disagreement_make(const struct grouping *g, struct named *counts,
					     size_t n)
{
	struct disagreement made = {.figures = ARENA_ARRAY(g->out, struct figure, n), .n = n};
	struct str text = g->texts[counts[0].rank].article->text;

	made.what = str_format(g->out, "%.*s %.*s", STR_ARG(str_from(text, counts[0].first)),
			       STR_ARG(str_from(text, counts[0].second)));
	qsort(counts, n, sizeof(*counts), by_number);
	for (size_t i = 0; i < n; i++)
		made.figures[i] = (struct figure){g->number_of[counts[i].rank], counts[i].span,
						  counts[i].number};
	return made;
}

static int by_weight(const void *a, const void *b)
{
	const struct disagreement *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	if (x->figures[0].span.start != y->figures[0].span.start)
		return x->figures[0].span.start < y->figures[0].span.start ? -1 : 1;
	if (x->figures[0].article != y->figures[0].article)
		return x->figures[0].article < y->figures[0].article ? -1 : 1;
	return str_compare(x->what, y->what);
}

/* Whether one of its numbers stands in an earlier disagreement: the same under another name. */
static bool told_before(const struct disagreement *told, size_t n, const struct disagreement *one)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < told[i].n; j++)
			for (size_t k = 0; k < one->n; k++)
				if (told[i].figures[j].article == one->figures[k].article &&
				    told[i].figures[j].span.start == one->figures[k].span.start)
					return true;
	return false;
}

/* What is looked for in the stories, and what was found of each. */
struct search {
	struct grouping *grouping;
	const struct number_words *numbers;
	struct named_list
		*suspects; /* by story: counts under names with more than one number, by name */
};

/* The end of the counts that have the name of the first. */
static size_t name_end(const struct named_list *list, size_t first)
{
	size_t end = first + 1;

	while (end < list->n && list->items[end].name == list->items[first].name)
		end++;
	return end;
}

static bool any_differ(const struct grouping *g, const struct named *counts, size_t n)
{
	for (size_t i = 0; i < n && n <= MEMBERS_MOST; i++)
		for (size_t j = 0; j < i; j++)
			if (differ(g, &counts[i], &counts[j]))
				return true;
	return n > MEMBERS_MOST;
}

/* Whether an article of the story has anyone to disagree with. */
static bool is_beside_another(const struct grouping *g, const struct story *story, uint32_t rank)
{
	for (size_t k = 0; k < story->n && k < MEMBERS_MOST; k++)
		if (may_disagree(g, rank, g->rank_of[story->articles[k]]))
			return true;
	return false;
}

static struct named_list names_of_story(const struct search *search, struct arena *scratch,
					const struct story *story)
{
	struct grouping *g = search->grouping;
	struct count counts[COUNTS_MOST];
	struct named_list list = {0};

	for (size_t k = 0; k < story->n && k < MEMBERS_MOST; k++) {
		uint32_t rank = g->rank_of[story->articles[k]];
		size_t n = 0;

		if (is_beside_another(g, story, rank))
			n = counts_read(scratch, search->numbers, g->background, &g->texts[rank],
					counts);

		for (size_t c = 0; c < n; c++)
			names_add(scratch, rank, &counts[c], &list);
	}
	if (list.n)
		qsort(list.items, list.n, sizeof(*list.items), by_name);
	return list;
}

static void story_search(void *context, size_t number, unsigned worker)
{
	struct search *search = context;
	struct grouping *g = search->grouping;
	struct named_list *suspects = &search->suspects[number], list;
	size_t kept = 0;

	if (g->groups->stories[number].n < 2)
		return;
	arena_clear(&g->workers[worker].scratch);
	list = names_of_story(search, &g->workers[worker].scratch, &g->groups->stories[number]);
	for (size_t i = 0, end; i < list.n; i = end) {
		end = name_end(&list, i);
		if (!any_differ(g, list.items + i, end - i))
			continue;
		memmove(list.items + kept, list.items + i, (end - i) * sizeof(*list.items));
		kept += end - i;
	}
	if (!kept)
		return;
	suspects->items = arena_alloc(&g->workers[worker].kept, kept * sizeof(*list.items));
	memcpy(suspects->items, list.items, kept * sizeof(*list.items));
	suspects->n = kept;
}

static void ask_for_dates(const struct search *search)
{
	struct grouping *g = search->grouping;
	uint8_t *wanted = ARENA_ARRAY(g->work, uint8_t, g->n);

	for (size_t s = 0; s < g->groups->nstories; s++)
		VEC_EACH (struct named, named, search->suspects[s])
			wanted[g->number_of[named->rank]] = 1;
	g->options->dates_wanted(g->options->context, wanted);
}

static bool is_date(const struct dates *dates, struct span span)
{
	for (size_t i = 0; i < dates->n && dates->items[i].span.start < span_end(span); i++)
		if (span_overlaps(dates->items[i].span, span))
			return true;
	return false;
}

static void dates_leave(const struct grouping *g, struct named_list *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (!is_date(g->texts[list->items[i].rank].dates, list->items[i].span))
			list->items[n++] = list->items[i];
	list->n = n;
}

static void story_judge(const struct grouping *g, struct named_list *list, struct story *story)
{
	VEC(struct disagreement) found = {0};

	for (size_t i = 0, end; i < list->n; i = end) {
		size_t n;

		end = name_end(list, i);
		n = differing(g, list->items + i, one_each(list->items + i, end - i));
		if (n)
			vec_push(g->work, &found, disagreement_make(g, list->items + i, n));
	}
	if (!found.n)
		return;
	qsort(found.items, found.n, sizeof(*found.items), by_weight);
	story->disagreements = ARENA_ARRAY(g->out, struct disagreement, DISAGREEMENTS_MOST);
	for (size_t i = 0; i < found.n && story->ndisagreements < DISAGREEMENTS_MOST; i++)
		if (!told_before(story->disagreements, story->ndisagreements, &found.items[i]))
			story->disagreements[story->ndisagreements++] = found.items[i];
}

void disagreements_find(struct grouping *g)
{
	struct search search = {g, number_words_new(g->work),
				ARENA_ARRAY(g->work, struct named_list, g->groups->nstories)};
	enum wire_status status =
		pool_run(g->options->threads, g->groups->nstories, story_search, &search);

	if (status)
		guard_raise(status);
	if (g->options->dates_wanted)
		ask_for_dates(&search);
	for (size_t s = 0; s < g->groups->nstories; s++) {
		dates_leave(g, &search.suspects[s]);
		story_judge(g, &search.suspects[s], &g->groups->stories[s]);
	}
}
