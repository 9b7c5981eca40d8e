/*
 * Whether alike stories on about the same day of different years are a ritual, and what is to be said
 * of it.
 *
 * Much of the news happens to fall on one day of two years. It is a ritual where the articles name one
 * occasion ("the 79th anniversary", "Victory Day"), or where three years and more keep one day closely,
 * in a rhythm.
 */
#include "group/grouping.h"
#include "group/beat.h"

#include "base/sorted.h"

#include <stdlib.h>

enum { EVENT_NEAR = 10, HAND_DAYS = 10, CLOSE_DAYS = 4 };

/* One year's telling: its stories may be several where outlets tell of different speakers. */
struct year {
	int year;
	int32_t day; /* of its largest story */
	size_t articles;
};

static int32_t story_day(const struct story *story)
{
	int32_t start = moment_day(&story->start);

	if (story->event.precision < PRECISION_DAY)
		return start;
	return abs(moment_day(&story->event) - start) <= EVENT_NEAR ? moment_day(&story->event)
								    : start;
}

static size_t years_of(struct grouping *g, const uint32_t *stories, size_t n, struct year *years)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct story *story = &g->groups->stories[stories[i]];
		int32_t day = story_day(story);
		struct moment moment = moment_of_day(day);
		struct year *year = count ? &years[count - 1] : NULL;

		if (!year || year->year != moment.year) {
			years[count++] = (struct year){moment.year, day, story->n};
		} else if (story->n > year->articles) {
			year->day = day;
			year->articles = story->n;
		}
	}
	return count;
}

/* Whether the days fall within few days of each other, as days of the year. */
static bool close_together(const struct year *years, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int32_t gap = years[i].day - years[0].day;
		int32_t off = gap % 365;

		off -= gap / 1461;
		if (off > 182)
			off -= 365;
		if (abs(off) > CLOSE_DAYS)
			return false;
	}
	return true;
}

static bool articles_between(const struct grouping *g, int32_t first, int32_t last)
{
	size_t at;

	SORTED_FIRST(at, 0, g->n, g->items[at].day < first);
	return at < g->n && g->items[at].day <= last;
}

static bool articles_in_hand(const void *context, const struct moment *moment)
{
	int32_t first = moment_day(moment), last = first;

	if (moment->precision == PRECISION_YEAR)
		last += 365;
	else if (moment->precision == PRECISION_MONTH)
		last += 31;
	return articles_between(context, first - HAND_DAYS, last + HAND_DAYS);
}

/* … of that day or the next, where the tellings before and after are days away. */
static bool articles_in_hand_then(const void *context, const struct moment *moment)
{
	return articles_between(context, moment_day(moment), moment_day(moment) + 1);
}

static void take_rhythm(const struct rhythm *rhythm, struct series *series)
{
	series->every = rhythm->every;
	series->on = rhythm->on;
	series->since = rhythm->since;
	series->missed = rhythm->missed;
	series->nmissed = rhythm->nmissed;
	series->breaks = rhythm->breaks;
	series->nbreaks = rhythm->nbreaks;
	series->next = rhythm->next;
}

static void find_rhythm(struct grouping *g, const struct year *years, size_t n,
			struct series *series)
{
	int32_t *days = ARENA_ARRAY(g->work, int32_t, n);
	struct rhythm_input input = {days, n, articles_in_hand, g};
	struct rhythm rhythm;

	for (size_t i = 0; i < n; i++)
		days[i] = years[i].day;
	rhythm_find(g->out, &input, &rhythm);
	take_rhythm(&rhythm, series);
}

struct dated {
	uint32_t story;
	int32_t day;
	struct str id;
};

static int by_day(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return str_compare(x->id, y->id);
}

static void take_stories(struct grouping *g, const uint32_t *stories, size_t n,
			 struct series *series)
{
	struct dated *dated = ARENA_ARRAY(g->work, struct dated, n);
	struct str *ids = ARENA_ARRAY(g->work, struct str, n);
	size_t largest = 0;

	for (size_t i = 0; i < n; i++) {
		const struct story *story = &g->groups->stories[stories[i]];

		dated[i] = (struct dated){stories[i], story_day(story), story->id};
	}
	qsort(dated, n, sizeof(*dated), by_day);
	*series = (struct series){.n = n,
				  .stories = ARENA_ARRAY(g->out, uint32_t, n),
				  .dates = ARENA_ARRAY(g->out, struct moment, n)};
	for (size_t i = 0; i < n; i++) {
		series->stories[i] = dated[i].story;
		series->dates[i] = moment_of_day(dated[i].day);
		ids[i] = dated[i].id;
		if (g->groups->stories[dated[i].story].n >
		    g->groups->stories[dated[largest].story].n)
			largest = i;
	}
	series->id = id_of(g->out, "series", ids, n);
	series->title = g->groups->stories[dated[largest].story].title;
}

bool ritual_make(struct grouping *g, const struct occasions *occasions, const uint32_t *stories,
		 size_t n, struct series *series)
{
	struct year *years = ARENA_ARRAY(g->work, struct year, n);
	size_t nyears;

	take_stories(g, stories, n, series);
	nyears = years_of(g, series->stories, n, years);
	if (nyears < 2)
		return false;
	find_rhythm(g, years, nyears, series);
	return occasion_shared(occasions, g, series->stories, n) ||
	       (nyears >= 3 && series->every.len && close_together(years, nyears));
}

bool beat_make(struct grouping *g, const uint32_t *stories, size_t n, struct series *series)
{
	int32_t *days = ARENA_ARRAY(g->work, int32_t, n);
	struct rhythm_input input = {days, 0, articles_in_hand_then, g};
	struct rhythm rhythm;

	take_stories(g, stories, n, series);
	for (size_t i = 0; i < n; i++) {
		int32_t day = moment_day(&series->dates[i]);

		if (!input.n || days[input.n - 1] != day)
			days[input.n++] = day;
	}
	beat_find(g->out, &input, &rhythm);
	take_rhythm(&rhythm, series);
	return rhythm.step > 0;
}
