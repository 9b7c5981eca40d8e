/*
 * What is done to each article by itself: sentences, dates, quotes. The made-up pile has no quotes, so
 * the text is that of examples/news, which reads as news does; run from the project's folder.
 */
#include "bench.h"

#include "attribute/attribute.h"
#include "base/vector.h"
#include "date/date.h"

#include <ftw.h>

enum { FOLDERS = 8, TIMES = 20 };

struct articles {
	struct arena arena, scratch;
	VEC(struct article) list;
	const struct clean_rules *sources;
	const struct split_rules *split;
	const struct attribute_rules *quotes;
	const struct date_rules *dates;
	size_t bytes;
	bool with_dates, with_quotes;
};

static struct articles all; /* nftw() hands its callback nothing of ours */

static int article_add(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	size_t len = kind == FTW_F ? (size_t)about->st_size : 0;
	FILE *file = len ? fopen(path, "rb") : NULL;
	struct article article = {.language = STR("en")};
	char *text;

	(void)where;
	if (!file)
		return 0;
	text = arena_alloc(&all.arena, len + 1);
	article.text = (struct str){text, fread(text, 1, len, file)};
	fclose(file);
	moment_parse(STR("2024-05-09"), &article.published);
	article.published_from = PUBLISHED_INPUT;
	vec_push(&all.arena, &all.list, article);
	all.bytes += article.text.len * TIMES;
	return 0;
}

static void article_read(const struct article *article)
{
	struct split_region region = {span_between(0, article->text.len), false};
	struct attribute_how how = {
		.rules = all.quotes, .sources = all.sources, .depth = ATTRIBUTE_CHAINS};
	struct pieces pieces;
	struct dates dates;

	arena_clear(&all.scratch);
	split_text(&all.scratch, all.split, article->text, &region, 1, article->language, &pieces);
	if (all.with_dates)
		date_article(&all.scratch, &all.scratch, all.dates, article, &pieces, &dates);
	if (all.with_quotes)
		attribute_article(&all.scratch, &all.scratch, &how, article, &pieces);
}

static void articles_work(struct bench *bench, void *context)
{
	(void)bench;
	(void)context;
	for (int times = 0; times < TIMES; times++)
		VEC_EACH(struct article, article, all.list)
			article_read(article);
}

int main(void)
{
	struct bench bench;

	arena_init(&all.arena);
	arena_init(&all.scratch);
	bench_begin(&bench);
	if (nftw("examples/news", article_add, FOLDERS, FTW_PHYS) || !all.list.n) {
		fputs("articles: run from the project's folder: examples/news is not here\n", stderr);
		return 1;
	}
	all.sources = clean_rules_new(&all.arena);
	all.split = split_rules_new(&all.arena);
	all.quotes = attribute_rules_new(&all.arena);
	all.dates = date_rules_new(&all.arena);
	bench_report(&bench, "split", all.bytes, articles_work, NULL);
	all.with_dates = true;
	bench_report(&bench, "split + dates", all.bytes, articles_work, NULL);
	all.with_dates = false;
	all.with_quotes = true;
	bench_report(&bench, "split + quotes", all.bytes, articles_work, NULL);
	arena_release(&all.scratch);
	arena_release(&all.arena);
	arena_release(&bench.arena);
	return 0;
}
