/*
 * From stories to series: the ritual that comes round again.
 *
 * A series is stories with the same actors, the same act and the same occasion at other times. Words
 * tell actors, act and occasion; the calendar tells the rest:
 *
 *	2022-05-10  message on Victory Day      words alike, one year less a day apart:  joined
 *	2023-05-09  message on Victory Day
 *	2023-11-02  message on a flood          words alike, no year apart:              not
 *
 * So a story is compared with those of about the same day in earlier years only, which also keeps the
 * work small. The same words on the same day of the year are worth more than some days off it. Stories
 * are then joined by average link, as articles were.
 */
#include "group/recurrence.h"

#include "base/guard.h"
#include "base/pool.h"

#include <math.h>
#include <stdlib.h>

static const float TITLE_SHARE = 0.3f, HALF_DAYS = 12;
static const struct cluster_options SERIES = {.least = 0.14, .contrast = 0.6};

static const float MARGIN = 1.2f; /* how much more alike on the day than at other times */

enum {
	YEARS_BACK = 12,
	NEXT_DAYS = 5, /* to the next telling at least */
	RIVAL_YEARS = 2 * YEARS_BACK + 2,
	DAYS_OFF = 25,  /* a return may be that many days off the day */
	EASTER_FIRST = -47,
	EASTER_LAST = 60, /* days from Easter */
	RIVAL_OFF = 45, /* what is further off is of another time of the year */
	STORY_TERMS = 96,
};

static struct vector story_mean(const struct grouping *g, struct group_worker *worker,
				const struct story *story, bool titles)
{
	const struct vector **vectors;

	arena_clear(&worker->scratch);
	vectors = ARENA_ARRAY(&worker->scratch, const struct vector *, story->n);
	for (size_t k = 0; k < story->n; k++) {
		const struct profile *profile = &g->profiles[g->rank_of[story->articles[k]]];

		vectors[k] = titles ? &profile->title : &profile->whole;
	}
	return vectors_mean(&worker->kept, &worker->scratch, vectors, story->n, STORY_TERMS);
}

static void tell_one(void *context, size_t place, unsigned worker)
{
	const struct recurrence *r = context;
	const struct grouping *g = r->grouping;
	const struct story *story = &g->groups->stories[r->stories[place]];

	r->tellings[place] = (struct telling){story_mean(g, &g->workers[worker], story, false),
					      story_mean(g, &g->workers[worker], story, true)};
}

static int32_t days_from_easter(int32_t day)
{
	unsigned month, day_of_month;
	int year;

	day_parts(day, &year, &month, &day_of_month);
	return day - day_of_easter(year);
}

/* The same day before or after Easter, from carnival to Corpus Christi. */
static bool easter_returns(int32_t earlier, int32_t later)
{
	int32_t from = days_from_easter(earlier);

	return from >= EASTER_FIRST && from <= EASTER_LAST && from == days_from_easter(later);
}

/*
 * Years between two days, rounded, and how many days the later is off the return of the earlier: in the
 * calendar or from Easter, which wanders five weeks.
 */
static int years_between(int32_t earlier, int32_t later, int *off)
{
	int years = (int)floor((double)(later - earlier) / 365.2425 + 0.5);

	*off = abs(later - earlier - (int)floor((double)years * 365.2425 + 0.5));
	if (*off && years && easter_returns(earlier, later))
		*off = 0;
	return years;
}

static void find_alike(struct recurrence *r)
{
	struct grouping *g = r->grouping;
	struct gap gaps[YEARS_BACK + 2] = {{DAYS_OFF + 1, 182}};
	struct pair_options options = {.threads = g->options->threads,
				       .gaps = gaps,
				       .ngaps = YEARS_BACK + 2,
				       .terms = 32,
				       .walked = 50,
				       .most = 6,
				       .floor = 0.05f,
				       .title_share = TITLE_SHARE};
	enum wire_status status;

	for (int years = 1; years <= YEARS_BACK; years++)
		gaps[years] = (struct gap){(int)(365.2425 * years) - 182,
					   (int)(365.2425 * (years + 1)) - 183};
	gaps[YEARS_BACK + 1] = (struct gap){NEXT_DAYS, DAYS_OFF};
	status = pairs_find(g->work, r->items, r->n, &options, &r->edges);
	if (status)
		guard_raise(status);
}

static void note_within_year(struct recurrence *r)
{
	size_t n = 0;

	r->within_year.items = ARENA_ARRAY(r->grouping->work, struct edge, r->edges.n);
	for (size_t e = 0; e < r->edges.n; e++) {
		const struct edge *edge = &r->edges.items[e];

		if (r->items[edge->b].day - r->items[edge->a].day <= 182)
			r->within_year.items[n++] = *edge;
	}
	r->within_year.n = n;
}

/* A story's rivals: [0] of the same year, [1] of the next, [-1] of the one before … */
static float *rivals_of(float *rivals, uint32_t story)
{
	return rivals + (size_t)story * RIVAL_YEARS + YEARS_BACK;
}

/* The best likeness of each story to one of another time of the year, by years between them. */
static float *rivals_find(struct recurrence *r)
{
	float *rivals = ARENA_ARRAY(r->grouping->work, float, r->n *RIVAL_YEARS);

	for (size_t e = 0; e < r->edges.n; e++) {
		const struct edge *edge = &r->edges.items[e];
		int off, years = years_between(r->items[edge->a].day, r->items[edge->b].day, &off);
		float *later = rivals_of(rivals, edge->a) + years;
		float *earlier = rivals_of(rivals, edge->b) - years;

		if (off <= RIVAL_OFF)
			continue;
		if (edge->likeness > *later)
			*later = edge->likeness;
		if (edge->likeness > *earlier)
			*earlier = edge->likeness;
	}
	return rivals;
}

/* Leaves the edges that the calendar explains: alike because the day came round again. */
static void keep_recurring(struct recurrence *r)
{
	float *rivals = rivals_find(r);
	size_t n = 0;

	for (size_t e = 0; e < r->edges.n; e++) {
		struct edge edge = r->edges.items[e];
		int off, years = years_between(r->items[edge.a].day, r->items[edge.b].day, &off);
		const float *a = rivals_of(rivals, edge.a), *b = rivals_of(rivals, edge.b);
		float away = (float)off / HALF_DAYS;
		float rival = fmaxf(fmaxf(a[years], b[-years]), fmaxf(a[0], b[0]));

		if (years < 1 || off > DAYS_OFF || edge.likeness < MARGIN * rival)
			continue;
		edge.likeness /= 1 + away * away;
		r->edges.items[n++] = edge;
	}
	r->edges.n = n;
}

static void recurrence_prepare(struct recurrence *r)
{
	struct grouping *g = r->grouping;
	size_t most = g->groups->nstories;
	enum wire_status status;

	r->stories = ARENA_ARRAY(g->work, uint32_t, most);
	r->tellings = ARENA_ARRAY(g->work, struct telling, most);
	r->items = ARENA_ARRAY(g->work, struct item, most);
	for (size_t s = 0; s < most; s++) {
		const struct story *story = &g->groups->stories[s];
		const struct telling *telling = &r->tellings[r->n];
		int32_t day;

		if (story->start.precision < PRECISION_DAY)
			continue;
		day = moment_day(&story->start);
		r->items[r->n] = (struct item){&telling->whole, &telling->title, day, day, day};
		r->stories[r->n++] = (uint32_t)s;
	}
	status = pool_run(g->options->threads, r->n, tell_one, r);
	if (status)
		guard_raise(status);
}

struct member {
	uint32_t group, story;
};

static int by_group(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->story < y->story ? -1 : x->story > y->story;
}

/* A series for every group whose stories are a ritual. */
static void series_of_groups(struct grouping *g, const struct recurrence *r,
			     const struct occasions *occasions, const uint32_t *group_of)
{
	size_t n = r->n, end;
	struct member *members = ARENA_ARRAY(g->work, struct member, n);
	uint32_t *stories = ARENA_ARRAY(g->work, uint32_t, n);

	for (uint32_t s = 0; s < n; s++)
		members[s] = (struct member){group_of[s], r->stories[s]};
	qsort(members, n, sizeof(*members), by_group);
	for (size_t i = 0; i < n; i++)
		stories[i] = members[i].story;
	g->groups->series = ARENA_ARRAY(g->out, struct series, n / 2);
	for (size_t start = 0; start < n; start = end) {
		struct series *series = &g->groups->series[g->groups->nseries];

		for (end = start; end < n && members[end].group == members[start].group;)
			end++;
		if (end - start < 2 ||
		    !ritual_make(g, occasions, stories + start, end - start, series))
			continue;
		for (size_t k = start; k < end; k++)
			g->groups->stories[stories[k]].series = (uint32_t)g->groups->nseries;
		g->groups->nseries++;
	}
}

static int by_first_date(const void *a, const void *b)
{
	const struct series *x = a, *y = b;
	int32_t first_x = moment_day(&x->dates[0]), first_y = moment_day(&y->dates[0]);

	if (first_x != first_y)
		return first_x < first_y ? -1 : 1;
	return str_compare(x->id, y->id);
}

static void series_sort(struct grouping *g)
{
	struct groups *groups = g->groups;

	if (groups->nseries)
		qsort(groups->series, groups->nseries, sizeof(*groups->series), by_first_date);
	for (size_t i = 0; i < groups->nseries; i++)
		for (size_t k = 0; k < groups->series[i].n; k++)
			groups->stories[groups->series[i].stories[k]].series = (uint32_t)i;
}

/* Quotes are costly: only those of the rituals' articles are asked for. */
static void ask_for_quotes(struct grouping *g)
{
	uint8_t *wanted = ARENA_ARRAY(g->work, uint8_t, g->n);

	for (size_t i = 0; i < g->groups->nseries; i++)
		for (size_t k = 0; k < g->groups->series[i].n; k++) {
			const struct story *story =
				&g->groups->stories[g->groups->series[i].stories[k]];

			for (size_t m = 0; m < story->n; m++)
				wanted[story->articles[m]] = 1;
		}
	g->options->quotes_wanted(g->options->context, wanted);
}

void series_make(struct grouping *g)
{
	struct recurrence r = {.grouping = g};
	const struct occasions *occasions = occasions_new(g->work);
	uint32_t *group_of;

	g->claim_words = claim_words_new(g->work);
	recurrence_prepare(&r);
	find_alike(&r);
	note_within_year(&r);
	keep_recurring(&r);
	group_of = ARENA_ARRAY(g->work, uint32_t, r.n);
	cluster_average(g->work, r.n, &r.edges, &SERIES, group_of);
	series_of_groups(g, &r, occasions, group_of);
	returns_find(&r, occasions);
	series_sort(g);
	if (g->options->quotes_wanted)
		ask_for_quotes(g);
	for (size_t i = 0; i < g->groups->nseries; i++) {
		wording_find(g, &g->groups->series[i]);
		claims_check(g, &g->groups->series[i]);
	}
}
