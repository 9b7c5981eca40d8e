/*
 * Series within the year: what comes round every week or month.
 *
 *	3 January   job figures ──── 7 February   job figures ──── 4 April   job figures
 *	                  first Fridays, alike; nothing as alike on other days
 *
 * Two stories are tellings one after the other if they are alike, if whole weeks (or the same day
 * of two months) lie between them, and if neither is nearly as alike to what is off the beat: a
 * campaign is told of every day, so also seven days later. Tellings are strung together by that; a
 * string must hold TELLINGS_LEAST of them, or one fewer where its articles say that it comes every
 * week or month, and keep the beat.
 *
 * Stringing chains, which joining by average would not; but a year of weeks is too long to compare
 * each with each, and what is strung must be on one beat.
 *
 * Cost: linear in the edges between stories.
 */
#include "group/beat.h"
#include "group/recurrence.h"

#include <stdlib.h>

enum { MONTHS_FAR = 3, FAR_DAYS = 99, WEEK_DAYS = 7, LATE_DAYS = 2, TELLINGS_LEAST = 4 };

static const float LEAST_ALIKE = 0.25f, MARGIN = 1.2f;

enum stringing { STRING_WEEKS, STRING_MONTHS };

struct strings {
	const struct recurrence *recurrence;
	enum stringing kind;
	float *rivals;    /* by story: how alike it is to what is off the beat */
	uint32_t *leader; /* by story: of its string */
};

static int32_t gap_of(const struct recurrence *r, const struct edge *edge)
{
	return r->items[edge->b].day - r->items[edge->a].day;
}

static bool on_beat(const struct strings *strings, const struct edge *edge)
{
	const struct recurrence *r = strings->recurrence;
	int32_t a = r->items[edge->a].day, b = r->items[edge->b].day;

	if (strings->kind == STRING_WEEKS)
		return beat_of_weeks(a, b);
	return b - a <= FAR_DAYS && beat_of_months(a, b);
}

/* So far off the beat that no late report explains it. */
static bool off_beat(const struct strings *strings, int32_t gap)
{
	if (strings->kind == STRING_WEEKS)
		return gap <= FAR_DAYS && gap % WEEK_DAYS > 1 && gap % WEEK_DAYS < WEEK_DAYS - 1;
	if (gap > FAR_DAYS)
		return false;
	for (int months = 1; months <= MONTHS_FAR; months++)
		if (gap >= 28 * months - LATE_DAYS && gap <= 31 * months + WEEK_DAYS)
			return false;
	return true;
}

static void note_rivals(struct strings *strings)
{
	const struct recurrence *r = strings->recurrence;

	for (size_t e = 0; e < r->within_year.n; e++) {
		const struct edge *edge = &r->within_year.items[e];

		if (!off_beat(strings, gap_of(r, edge)))
			continue;
		if (edge->likeness > strings->rivals[edge->a])
			strings->rivals[edge->a] = edge->likeness;
		if (edge->likeness > strings->rivals[edge->b])
			strings->rivals[edge->b] = edge->likeness;
	}
}

static uint32_t leader_of(uint32_t *leader, uint32_t story)
{
	while (leader[story] != story) {
		leader[story] = leader[leader[story]];
		story = leader[story];
	}
	return story;
}

static bool taken(const struct recurrence *r, uint32_t place)
{
	return r->grouping->groups->stories[r->stories[place]].series != UINT32_MAX;
}

static void string_up(struct strings *strings)
{
	const struct recurrence *r = strings->recurrence;

	for (uint32_t i = 0; i < r->n; i++)
		strings->leader[i] = i;
	for (size_t e = 0; e < r->within_year.n; e++) {
		const struct edge *edge = &r->within_year.items[e];
		float rival = strings->rivals[edge->a] > strings->rivals[edge->b]
				      ? strings->rivals[edge->a]
				      : strings->rivals[edge->b];
		uint32_t a, b;

		if (edge->likeness < LEAST_ALIKE || edge->likeness < MARGIN * rival ||
		    !on_beat(strings, edge) || taken(r, edge->a) || taken(r, edge->b))
			continue;
		a = leader_of(strings->leader, edge->a);
		b = leader_of(strings->leader, edge->b);
		strings->leader[a > b ? a : b] = a > b ? b : a;
	}
}

/* Makes a series of the stories of one string, if it is one. */
static void string_tell(const struct strings *strings, const struct occasions *occasions,
			uint32_t *stories, size_t n)
{
	struct grouping *g = strings->recurrence->grouping;
	struct series *series = &g->groups->series[g->groups->nseries];
	size_t named = 0;

	if (n + 1 < TELLINGS_LEAST)
		return;
	for (size_t i = 0; i < n; i++)
		named += rhythm_named(occasions, g, &g->groups->stories[stories[i]]);
	if ((n < TELLINGS_LEAST && named * 2 <= n) || !beat_make(g, stories, n, series))
		return;
	for (size_t i = 0; i < n; i++)
		g->groups->stories[stories[i]].series = (uint32_t)g->groups->nseries;
	g->groups->nseries++;
}

static void strings_tell(struct strings *strings, const struct occasions *occasions)
{
	const struct recurrence *r = strings->recurrence;
	struct arena *work = r->grouping->work;
	uint32_t *sizes = ARENA_ARRAY(work, uint32_t, r->n);
	uint32_t **members = ARENA_ARRAY(work, uint32_t *, r->n);

	for (uint32_t i = 0; i < r->n; i++)
		sizes[leader_of(strings->leader, i)]++;
	for (uint32_t i = 0; i < r->n; i++) {
		if (sizes[i] > 1)
			members[i] = ARENA_ARRAY(work, uint32_t, sizes[i]);
		sizes[i] = 0;
	}
	for (uint32_t i = 0; i < r->n; i++) {
		uint32_t leader = leader_of(strings->leader, i);

		if (members[leader])
			members[leader][sizes[leader]++] = r->stories[i];
	}
	for (uint32_t i = 0; i < r->n; i++)
		if (members[i])
			string_tell(strings, occasions, members[i], sizes[i]);
}

void returns_find(const struct recurrence *r, const struct occasions *occasions)
{
	struct arena *work = r->grouping->work;

	for (int kind = STRING_WEEKS; kind <= STRING_MONTHS; kind++) {
		struct strings strings = {r, (enum stringing)kind, ARENA_ARRAY(work, float, r->n),
					  ARENA_ARRAY(work, uint32_t, r->n)};

		note_rivals(&strings);
		string_up(&strings);
		strings_tell(&strings, occasions);
	}
}
