/*
 * The days that an article names where it opens: when what it tells happened.
 *
 *	"A quake shook the island on Sunday …"     undated, Sunday                 other quakes, for all
 *	"A quake shook the island on Wednesday …"  of 27 November 2030, that day   the words they share
 *
 * Articles on one event name its day, so two that name days and none in common are less likely of
 * one event, however alike their words are: the next trial, the next quake, the next round of
 * talks. Days are compared as days of the calendar where both articles are dated, else as days of
 * the week. Days far from publication are history and say nothing; so does an article that names no
 * day.
 *
 * Only the opening is read: further down, the days before and after are told as well. Cost: linear
 * in the dates of the openings.
 */
#include "group/grouping.h"

#include <stdlib.h>

enum { DAYS_AROUND = 10, UNKNOWN_WEEK_BYTES = 9 };

/* Where the first word of the body stands. */
static uint32_t body_start(const struct article *article)
{
	for (size_t i = 0; i < article->nmarks; i++)
		if (article->marks[i].kind == MARK_BODY)
			return article->marks[i].span.start;
	return 0;
}

static void add_weekday(struct named_days *named, unsigned weekday)
{
	named->weekdays |= (uint8_t)(1u << weekday % 7);
}

/* "XXXX-WXX-7": a Sunday, of which week is not known. */
static void add_unknown_week(struct named_days *named, struct str value)
{
	if (value.len > UNKNOWN_WEEK_BYTES && str_starts(value, STR("XXXX-WXX-")))
		add_weekday(named, (unsigned)(value.s[UNKNOWN_WEEK_BYTES] - '0'));
}

static void add_day(struct named_days *named, const struct item *item, int32_t day)
{
	if (item->day != DAY_UNKNOWN && abs(day - item->day) > DAYS_AROUND)
		return;
	add_weekday(named, day_weekday(day));
	if (named->n < NAMED_DAYS)
		named->days[named->n++] = day;
}

static struct named_days read_opening(const struct group_text *text, const struct item *item)
{
	struct named_days named = {0};
	uint32_t start = body_start(text->article), end = group_opening_end(text->article);

	for (size_t i = 0; text->dates && i < text->dates->n; i++) {
		const struct date *date = &text->dates->items[i];

		if (date->span.start >= end)
			break;
		if (date->span.start < start)
			continue;
		if (date->type != TIMEX_DATE && date->type != TIMEX_TIME)
			continue;
		if (!date->on_calendar)
			add_unknown_week(&named, date->value);
		else if (date->first == date->last)
			add_day(&named, item, date->first);
	}
	return named;
}

void named_days_read(struct grouping *g)
{
	g->named_days = ARENA_ARRAY(g->work, struct named_days, g->n);
	for (size_t i = 0; i < g->n; i++)
		g->named_days[i] = read_opening(&g->texts[i], &g->items[i]);
}

bool named_days_differ(const struct named_days *a, const struct named_days *b)
{
	if (!a->n || !b->n)
		return a->weekdays && b->weekdays && !(a->weekdays & b->weekdays);
	for (unsigned i = 0; i < a->n; i++)
		for (unsigned k = 0; k < b->n; k++)
			if (a->days[i] == b->days[k])
				return false;
	return true;
}
