/*
 * The steps from articles to stories, over the pile, by one thread. Its words are made up, but come as often
 * as real ones do, and every third article shares paragraphs with others; all are of two months.
 *
 *	terms    words counted and weighed
 *	pairs    which articles are alike, given their terms
 *	cluster  which of them tell one story, given the pairs
 *	group    all of it, with titles, reasons and series
 */
#include "bench.h"

#include "group/cluster.h"
#include "group/group.h"

enum { DAYS = 60, TITLE_BYTES = 60 };

struct work {
	struct arena found;
	struct article *articles;
	struct mark *marks;
	struct group_text *texts;
	struct profile *profiles;
	struct item *items;
	struct edges edges;
	uint32_t *group_of;
};

static const struct gap GAP = {0, DAYS};

static void articles_make(struct bench *bench, struct work *work)
{
	static const struct quotes no_quotes;
	static const struct dates no_dates;
	int32_t first = day_of(2024, 3, 1);

	work->articles = ARENA_ARRAY(&bench->arena, struct article, bench->n);
	work->marks = ARENA_ARRAY(&bench->arena, struct mark, bench->n);
	work->texts = ARENA_ARRAY(&bench->arena, struct group_text, bench->n);
	for (size_t i = 0; i < bench->n; i++) {
		struct str text = bench->texts[i].text;

		work->marks[i] = (struct mark){span_between(0, text.len), MARK_BODY};
		work->articles[i] = (struct article){
			.id = str_format(&bench->arena, "%zu", i),
			.outlet = str_format(&bench->arena, "%u", bench->texts[i].outlet),
			.title = str_sub(text, 0, TITLE_BYTES),
			.language = STR("en"),
			.published = moment_of_day(first + (int32_t)(i * DAYS / bench->n)),
			.published_from = PUBLISHED_INPUT,
			.text = text,
			.marks = &work->marks[i],
			.nmarks = 1};
		work->texts[i] = (struct group_text){&work->articles[i], &no_quotes, &no_dates};
	}
}

static void check(enum wire_status status)
{
	if (status)
		exit(1);
}

static void terms_work(struct bench *bench, void *context)
{
	struct work *work = context;

	arena_clear(&work->found);
	work->profiles = ARENA_ARRAY(&work->found, struct profile, bench->n);
	check(terms_weigh(&work->found, work->texts, bench->n, 1, work->profiles));
}

static void pairs_work(struct bench *bench, void *context)
{
	struct work *work = context;
	struct pair_options options = {.threads = 1,
				       .gaps = &GAP,
				       .ngaps = 1,
				       .terms = 64,
				       .walked = 200,
				       .most = 64,
				       .floor = 0.04f,
				       .title_share = 0.2f};

	for (size_t i = 0; i < bench->n; i++) {
		int32_t day = moment_day(&work->articles[i].published);

		work->items[i] = (struct item){&work->profiles[i].whole, &work->profiles[i].title,
					       day, day, day};
	}
	check(pairs_find(&work->found, work->items, bench->n, &options, &work->edges));
}

static void cluster_work(struct bench *bench, void *context)
{
	struct work *work = context;
	struct cluster_options rule = {
		.least = 0.08, .contrast = 0.85, .ease = 0.2, .items = work->items, .gap = DAYS};

	cluster_average(&work->found, bench->n, &work->edges, &rule, work->group_of);
}

static void group_work(struct bench *bench, void *context)
{
	struct work *work = context;
	struct group_options options = {.threads = 1, .with_series = true};
	struct passages none = {0};
	struct groups groups;

	arena_clear(&work->found);
	check(group_articles(&work->found, work->texts, bench->n, &none, &options, &groups));
}

int main(void)
{
	struct bench bench;
	struct work work = {0};

	bench_begin(&bench);
	arena_init(&work.found);
	articles_make(&bench, &work);
	work.items = ARENA_ARRAY(&bench.arena, struct item, bench.n);
	work.group_of = ARENA_ARRAY(&bench.arena, uint32_t, bench.n);
	bench_report(&bench, "terms", bench.bytes, terms_work, &work);
	bench_report(&bench, "pairs", bench.bytes, pairs_work, &work);
	bench_report(&bench, "cluster", bench.bytes, cluster_work, &work);
	bench_report(&bench, "group", bench.bytes, group_work, &work);
	arena_release(&work.found);
	arena_release(&bench.arena);
	return 0;
}
