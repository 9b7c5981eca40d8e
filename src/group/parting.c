/*
 * Tellings of what comes round every week or month are no one story.
 *
 *	2 March   the patriarch prays in the square           9 March   the patriarch prays in the square
 *
 * The words are the same, and a week is not long for a story: trials go on for months. What tells a
 * ritual from a trial is the beat. Of a trial there is news on any day; a ritual's news is of a
 * day, and then of days whole weeks (months) later, with silence between. So an article whose likes
 * of other days are all, but for a few, of days on one beat is a telling, and its likeness to the
 * other tellings joins nothing.
 *
 * Weeks need three other days to the day, months two; a report may come a day late. Cost: linear in
 * the edges but for sorting each article's days.
 *
 * Rejected: parting a story wherever it was silent for days, which parts trials too.
 */
#include "group/beat.h"
#include "group/grouping.h"
#include "group/neighbours.h"

#include <stdlib.h>

enum {
	OTHER_TELLING = 4, /* days to another telling at least */
	WEEKS_LEAST = 3,
	MONTHS_LEAST = 2,
};
enum { ON_WEEKS = 1, ON_MONTHS = 2 };

static const float LEAST_ALIKE = 0.06f;

struct closeness {
	bool exact, near; /* on the beat; a day off it at most */
};

static struct closeness closeness_to_weeks(int32_t a, int32_t b)
{
	int32_t off = abs(a - b) % 7;

	return (struct closeness){off == 0, off <= 1 || off == 6};
}

static struct closeness closeness_to_months(int32_t a, int32_t b)
{
	bool exact = beat_of_months(a, b);

	return (struct closeness){exact,
				  exact || beat_of_months(a, b - 1) || beat_of_months(a, b + 1)};
}

static int by_day(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return x < y ? -1 : x > y;
}

/* The other days of which an article's likes are, each once. */
static size_t other_days(const struct grouping *g, const struct neighbours *around, uint32_t rank,
			 int32_t *days)
{
	size_t n = 0, distinct = 0;

	for (size_t i = around->starts[rank]; i < around->starts[rank + 1]; i++) {
		int32_t day = g->items[around->items[i].rank].day;

		if (day != DAY_UNKNOWN && abs(day - g->items[rank].day) >= OTHER_TELLING)
			days[n++] = day;
	}
	if (n)
		qsort(days, n, sizeof(*days), by_day);
	for (size_t i = 0; i < n; i++)
		if (!distinct || days[distinct - 1] != days[i])
			days[distinct++] = days[i];
	return distinct;
}

/* The beats that an article's likes of other days are on. */
static unsigned beats_of(int32_t day, const int32_t *days, size_t n)
{
	size_t weeks = 0, near_weeks = 0, months = 0, near_months = 0;

	for (size_t i = 0; i < n; i++) {
		struct closeness week = closeness_to_weeks(day, days[i]);
		struct closeness month = closeness_to_months(day, days[i]);

		weeks += week.exact;
		near_weeks += week.near;
		months += month.exact;
		near_months += month.near;
	}
	return (weeks >= WEEKS_LEAST && near_weeks * 8 >= n * 7 ? ON_WEEKS : 0) |
	       (months >= MONTHS_LEAST && near_months * 8 >= n * 7 ? ON_MONTHS : 0);
}

static bool other_tellings(const struct grouping *g, const uint8_t *beats, const struct edge *edge)
{
	int32_t a = g->items[edge->a].day, b = g->items[edge->b].day;
	unsigned either = beats[edge->a] | beats[edge->b];

	if (a == DAY_UNKNOWN || b == DAY_UNKNOWN || abs(a - b) < OTHER_TELLING)
		return false;
	return (either & ON_WEEKS && closeness_to_weeks(a, b).near) ||
	       (either & ON_MONTHS && closeness_to_months(a, b).near);
}

void tellings_part(struct grouping *g)
{
	struct neighbours around = neighbours_of(g->work, g->n, &g->edges, LEAST_ALIKE);
	int32_t *days = ARENA_ARRAY(g->work, int32_t, around.starts[g->n]);
	uint8_t *beats = ARENA_ARRAY(g->work, uint8_t, g->n);
	size_t n = 0;

	for (uint32_t rank = 0; rank < g->n && g->items[rank].day != DAY_UNKNOWN; rank++)
		beats[rank] = (uint8_t)beats_of(g->items[rank].day, days,
						other_days(g, &around, rank, days));
	for (size_t e = 0; e < g->edges.n; e++)
		if (!other_tellings(g, beats, &g->edges.items[e]))
			g->edges.items[n++] = g->edges.items[e];
	g->edges.n = n;
}
