/*
 * From articles to stories to series.
 *
 *	articles ─ terms ─ pairs ─ cluster ─ stories ─ series
 *	           words    who is  average   title,    rhythm, wording, claims
 *	           weighed  alike   link      why
 *
 * Two things make articles one story: they share telling words, and they are of one time. A ritual that
 * comes round again shares the words but not the time; that is what parts a story from a series.
 */
#include "group/grouping.h"

#include "base/guard.h"
#include "base/hash.h"
#include "base/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Likeness is the cosine of the words, with a share for the titles alone, times how near the days are.
 * TITLE_SHARE: titles name the event. HALF_DAYS: days by which half of what time takes is taken. FAR:
 * what is left of it in the end, for trials and rescues go on for weeks. UNDATED: an unknown day is a
 * little less than the same day. OTHER_DAYS: what is left where the two tell of other days.
 */
static const float TITLE_SHARE = 0.2f, HALF_DAYS = 3, FAR = 0.4f, UNDATED = 0.8f;
static const float OTHER_DAYS = 0.7f;
/* Two languages share names and numbers only: these count for more, up to what makes a weak likeness. */
static const float NAMES_COUNT = 2, NAMES_ALIKE = 0.16f;
static const float LEAST_EDGE = 0.04f;

static const struct gap STORY_GAP = {0, 60}; /* days between two articles for them to be compared … */

enum { STORY_APART = 75 }; /* … and between the parts of a story, which undated ones may join */

struct ranked {
	int32_t day, first, last;
	uint64_t content;
	struct str id;
	uint32_t number;
};

/* The days on which an article may have appeared. */
static void published_days(const struct article *article, int32_t *first, int32_t *last)
{
	const struct moment *published = &article->published;

	*first = *last = DAY_UNKNOWN;
	if (published->precision == PRECISION_NONE)
		return;
	*first = *last = moment_day(published);
	if (published->precision == PRECISION_YEAR)
		*last = day_of(published->year, 12, 31);
	else if (published->precision == PRECISION_MONTH)
		*last = *first + (int32_t)days_in_month(published->year, published->month) - 1;
}

static int by_content(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int order;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->content != y->content)
		return x->content < y->content ? -1 : 1;
	order = str_compare(x->id, y->id);
	if (order)
		return order;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void rank_articles(struct grouping *g, const struct group_text *texts)
{
	struct ranked *ranked = ARENA_ARRAY(g->work, struct ranked, g->n);
	struct group_text *by_rank = ARENA_ARRAY(g->work, struct group_text, g->n);
	uint32_t *number_of = ARENA_ARRAY(g->work, uint32_t, g->n);
	uint32_t *rank_of = ARENA_ARRAY(g->work, uint32_t, g->n);

	g->items = ARENA_ARRAY(g->work, struct item, g->n);
	g->profiles = ARENA_ARRAY(g->work, struct profile, g->n);
	for (size_t i = 0; i < g->n; i++) {
		const struct article *article = texts[i].article;

		ranked[i] = (struct ranked){.content = hash_str(article->text),
					    .id = article->id,
					    .number = (uint32_t)i};
		published_days(article, &ranked[i].first, &ranked[i].last);
		ranked[i].day = ranked[i].first == ranked[i].last ? ranked[i].first : DAY_UNKNOWN;
	}
	qsort(ranked, g->n, sizeof(*ranked), by_content);
	for (uint32_t r = 0; r < g->n; r++) {
		number_of[r] = ranked[r].number;
		rank_of[ranked[r].number] = r;
		by_rank[r] = texts[ranked[r].number];
		g->items[r] = (struct item){&g->profiles[r].whole, &g->profiles[r].title,
					    ranked[r].day, ranked[r].first, ranked[r].last};
	}
	g->texts = by_rank;
	g->number_of = number_of;
	g->rank_of = rank_of;
}

static int32_t days_apart(const struct item *a, const struct item *b)
{
	if (a->first == DAY_UNKNOWN || b->first == DAY_UNKNOWN)
		return 0;
	if (a->last < b->first)
		return b->first - a->last;
	return b->last < a->first ? a->first - b->last : 0;
}

static bool other_language(const struct article *a, const struct article *b)
{
	return a->language.len && b->language.len && !str_eq(a->language, b->language);
}

float nearness_of_days(int32_t between)
{
	float days = (float)between / HALF_DAYS;

	return FAR + (1 - FAR) / (1 + days * days);
}

/* Words in common count less the more days lie between. */
static float article_likeness(const void *context, uint32_t a, uint32_t b, float words)
{
	const struct grouping *g = context;
	const struct item *x = &g->items[a], *y = &g->items[b];
	float nearness = nearness_of_days(days_apart(x, y));

	if ((x->day == DAY_UNKNOWN || y->day == DAY_UNKNOWN) && nearness > UNDATED)
		nearness = UNDATED;
	if (words < NAMES_ALIKE && other_language(g->texts[a].article, g->texts[b].article))
		words = fminf(words * NAMES_COUNT, NAMES_ALIKE);
	if (named_days_differ(&g->named_days[a], &g->named_days[b]))
		nearness *= OTHER_DAYS;
	return words * nearness;
}

struct group_job {
	struct grouping grouping;
	const struct group_text *texts;
	struct arena work, scratch;
	struct group_worker workers[POOL_MOST_THREADS];
};

static void group_body(void *context)
{
	struct group_job *job = context;
	struct grouping *g = &job->grouping;
	struct pair_options options = {.threads = g->options->threads,
				       .gaps = &STORY_GAP,
				       .ngaps = 1,
				       .terms = 64,
				       .walked = 200,
				       .most = 64,
				       .floor = LEAST_EDGE,
				       .title_share = TITLE_SHARE,
				       .likeness = article_likeness,
				       .context = g};
	struct cluster_options rule = {
		.least = 0.08, .contrast = 0.85, .ease = 0.2, .gap = STORY_APART};
	uint32_t *group_of;
	enum wire_status status;

	g->background = background_new(g->work);
	rank_articles(g, job->texts);
	named_days_read(g);
	status = terms_weigh(g->work, g->texts, g->n, g->options->threads, g->profiles);
	if (!status)
		status = pairs_find(g->work, g->items, g->n, &options, &g->edges);
	if (status)
		guard_raise(status);
	tellings_part(g);
	group_of = ARENA_ARRAY(g->work, uint32_t, g->n);
	rule.items = g->items;
	cluster_average(g->work, g->n, &g->edges, &rule, group_of);
	crowds_join(g, &rule, group_of);
	prints_join(g, group_of);
	stories_make(g, group_of);
	round_ups_find(g);
	disagreements_find(g);
	if (g->options->with_series)
		series_make(g);
}

enum wire_status group_articles(struct arena *out, const struct group_text *texts, size_t n,
				const struct passages *passages,
				const struct group_options *options, struct groups *groups)
{
	struct group_job *job = ARENA_NEW(out, struct group_job);
	enum wire_status status;

	*groups = (struct groups){0};
	job->texts = texts;
	job->grouping = (struct grouping){.workers = job->workers,
					  .out = out,
					  .work = &job->work,
					  .scratch = &job->scratch,
					  .n = n,
					  .passages = passages,
					  .options = options,
					  .groups = groups};
	arena_init(&job->work);
	arena_init(&job->scratch);
	status = guard_run(group_body, job);
	arena_release(&job->work);
	arena_release(&job->scratch);
	for (unsigned i = 0; i < POOL_MOST_THREADS; i++) {
		arena_release(&job->workers[i].kept);
		arena_release(&job->workers[i].scratch);
	}
	return status;
}
