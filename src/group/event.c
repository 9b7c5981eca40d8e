/*
 * The day a story is about.
 *
 * A message of Monday is reported on Tuesday, so the day of publication is not the day of the event.
 * The days named in the articles are: each article votes for the single days it names, its first with
 * the most weight, and the day with most votes wins.
 *
 *	"… in Monday's message …", published on Tuesday 10 May 2022:  2022-05-09
 *
 * Only days near publication count: history is told in the same articles. And only those named in an
 * article's opening: of the days that a thousand words further down are the first to be named, nearly
 * all are of something else ("… on Tuesday's talk show"). Where no day is named, nothing is said.
 */
#include "group/grouping.h"

#include "base/vector.h"

#include <stdlib.h>

enum { DAYS_BEFORE = 10, DAYS_AFTER = 10, DAYS_AN_ARTICLE = 6, OPENING_BYTES = 1500 };

struct vote {
	int32_t day;
	double weight;
};

static bool in_body(const struct article *article, struct span span)
{
	const struct mark *mark = mark_reaching(article, span.start);

	return mark && mark->kind == MARK_BODY;
}

uint32_t group_opening_end(const struct article *article)
{
	uint32_t left = OPENING_BYTES;

	for (size_t i = 0; i < article->nmarks; i++) {
		struct span span = article->marks[i].span;

		if (article->marks[i].kind != MARK_BODY)
			continue;
		if (span.len >= left)
			return span.start + left;
		left -= span.len;
	}
	return (uint32_t)article->text.len;
}

struct votes {
	struct arena *arena;
	VEC(struct vote) days;
};

static void vote_article(struct votes *votes, const struct group_text *text, int32_t around)
{
	int32_t named[DAYS_AN_ARTICLE];
	uint32_t end = group_opening_end(text->article);
	unsigned n = 0;

	for (size_t i = 0; i < text->dates->n && n < DAYS_AN_ARTICLE; i++) {
		const struct date *date = &text->dates->items[i];
		bool known = false;

		if (date->span.start >= end)
			break;
		if (!date->on_calendar || date->first != date->last ||
		    date->first < around - DAYS_BEFORE || date->first > around + DAYS_AFTER ||
		    !in_body(text->article, date->span))
			continue;
		for (unsigned k = 0; k < n; k++)
			known |= named[k] == date->first;
		if (known)
			continue;
		named[n++] = date->first;
		vec_push(votes->arena, &votes->days, ((struct vote){date->first, 1.0 / n}));
	}
}

static int by_day(const void *a, const void *b)
{
	const struct vote *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->weight > y->weight ? -1 : x->weight < y->weight;
}

void story_event(const struct grouping *g, struct arena *scratch, struct story *story)
{
	struct votes votes = {.arena = scratch};
	struct vote best = {0, 0};
	size_t end;

	if (story->start.precision < PRECISION_DAY)
		return;
	for (size_t k = 0; k < story->n; k++) {
		const struct group_text *text = &g->texts[g->rank_of[story->articles[k]]];
		const struct moment *published = &text->article->published;

		vote_article(&votes, text,
			     moment_day(published->precision >= PRECISION_DAY ? published
									      : &story->start));
	}
	if (!votes.days.n)
		return;
	qsort(votes.days.items, votes.days.n, sizeof(struct vote), by_day);
	for (size_t start = 0; start < votes.days.n; start = end) {
		struct vote sum = {votes.days.items[start].day, 0};

		for (end = start; end < votes.days.n && votes.days.items[end].day == sum.day; end++)
			sum.weight += votes.days.items[end].weight;
		if (sum.weight > best.weight)
			best = sum;
	}
	story->event = moment_of_day(best.day);
}
