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
 * Work for a story is bounded by MEMBERS_MOST articles of COUNTS_MOST counts. Rejected: numbers in the
 * same place of aligned passages, which finds only what was copied and then changed.
 */
#include "group/figures.h"
#include "group/grouping.h"

#include "base/vector.h"

#include <stdlib.h>

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

static bool differ(const struct grouping *g, const struct named *a, const struct named *b)
{
	const struct article *x = g->texts[a->rank].article, *y = g->texts[b->rank].article;

	if (a->number == b->number || (x->outlet.len && str_eq(x->outlet, y->outlet)))
		return false;
	if (x->published.precision < PRECISION_DAY || y->published.precision < PRECISION_DAY)
		return false;
	return abs(moment_day(&x->published) - moment_day(&y->published)) <= 1;
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

static void story_judge(const struct grouping *g, struct named_list *list, struct story *story)
{
	VEC(struct disagreement) found = {0};

	if (list->n)
		qsort(list->items, list->n, sizeof(*list->items), by_name);
	for (size_t i = 0, next; i < list->n; i = next) {
		size_t n;

		for (next = i + 1; next < list->n && list->items[next].name == list->items[i].name;
		     next++)
			;
		n = differing(g, list->items + i, one_each(list->items + i, next - i));
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
	const struct background *background = background_new(g->work);
	const struct number_words *numbers = number_words_new(g->work);
	struct count *counts = ARENA_ARRAY(g->work, struct count, COUNTS_MOST);

	for (size_t i = 0; i < g->groups->nstories; i++) {
		struct story *story = &g->groups->stories[i];
		struct named_list list = {0};

		for (size_t k = 0; story->n > 1 && k < story->n && k < MEMBERS_MOST; k++) {
			uint32_t rank = g->rank_of[story->articles[k]];
			size_t n =
				counts_read(g->work, numbers, background, &g->texts[rank], counts);

			for (size_t c = 0; c < n; c++)
				names_add(g->work, rank, &counts[c], &list);
		}
		story_judge(g, &list, story);
	}
}
