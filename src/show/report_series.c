/*
 * Series in the report: the rhythm, what was said from telling to telling with the words that
 * changed marked, how the wording moved, and what articles claim of the series.
 */
#include "base/vector.h"
#include "show/report.h"
#include "show/statements.h"

#include <stdlib.h>

static void changes(struct report *report, const struct statement *before,
		    const struct statement *now)
{
	if (before && statements_comparable(before, now))
		report_changes(report, before->text, now->text);
	else
		html_text(&report->out, now->text);
}

static const char *const telling_columns[] = {"Day", "Words", "Read in", NULL};
static const struct report_table telling_table = {
	.class = "tellings",
	.caption = "What was said, telling by telling",
	.columns = telling_columns,
};

static void telling_row(struct report *report, struct moment day, const struct statement *before,
			const struct statement *now)
{
	const struct report_table *table = &telling_table;
	struct output *out = &report->out;

	report_cell(report, table, 0);
	html_moment(out, day, PRECISION_DAY);
	report_cell(report, table, 1);
	if (!now)
		put(out, "<span class=\"faint\">nobody is quoted</span>");
	else
		changes(report, before, now);
	report_cell(report, table, 2);
	if (now) {
		report_article(report, now->article);
		put(out, "<br>");
		report_chain(report, &report->found->quotes[now->article].items[now->quote]);
	}
	report_row_end(report, table);
}

static void tellings(struct report *report, const struct series *series)
{
	size_t shown = series->n < REPORT_ROWS ? series->n : REPORT_ROWS, told = 0;
	const struct statement **said = statements_of(&report->scene, series, shown);
	const struct statement *before = NULL;

	for (size_t i = 0; i < shown; i++)
		told += said[i] != NULL;
	if (!told)
		return;
	report_table_begin(report, &telling_table);
	for (size_t i = 0; i < shown && !output_failed(&report->out); i++) {
		telling_row(report, series->dates[i], before, said[i]);
		before = said[i] ? said[i] : before;
	}
	report_table_end(report);
	put(&report->out,
	    "<p class=\"note\">Against the telling before: <ins>words that are new</ins>, "
	    "<del>words that went</del>.</p>\n");
	report_left_out(report, "tellings", shown, series->n);
}

/* ---------------------------------------------------------------- wording and claims */

static const char *const wording_columns[] = {"Phrase",      "First", "Last",
					      "In place of", "Now",   NULL};
static const struct report_table wording_table = {
	.class = "wording",
	.caption = "How the wording moved",
	.columns = wording_columns,
};

static const char *standing(const struct wording *word)
{
	if (word->dropped)
		return "gone";
	if (moment_day(&word->first) == moment_day(&word->last))
		return "new";
	return word->kept ? "kept since" : "comes and goes";
}

static void wording_rows(struct report *report, const struct wording *const *wording, size_t n)
{
	struct output *out = &report->out;

	report_table_begin(report, &wording_table);
	for (size_t i = 0; i < n; i++) {
		const struct wording *word = wording[i];

		report_cell(report, &wording_table, 0);
		html_text(out, word->phrase);
		report_cell(report, &wording_table, 1);
		html_moment(out, word->first, PRECISION_DAY);
		report_cell(report, &wording_table, 2);
		html_moment(out, word->last, PRECISION_DAY);
		report_cell(report, &wording_table, 3);
		html_text(out, word->before.len ? word->before : STR("–"));
		report_cell(report, &wording_table, 4);
		put(out, standing(word));
		report_row_end(report, &wording_table);
	}
	report_table_end(report);
}

/* Whether a phrase tells of a movement: it replaced another, or more than one telling has it. */
static bool moved(const struct wording *word)
{
	return word->before.len || moment_day(&word->first) != moment_day(&word->last);
}

/* What moved first; what one telling alone has folds away. */
static void wording(struct report *report, const struct series *series)
{
	size_t shown = series->nwording < REPORT_ROWS ? series->nwording : REPORT_ROWS, open = 0,
	       n = 0;
	const struct wording **sorted =
		ARENA_ARRAY(&report->scene.scratch, const struct wording *, shown);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < shown; i++)
			if (moved(&series->wording[i]) == !pass)
				sorted[n++] = &series->wording[i];
		open = pass ? open : n;
	}
	if (open)
		wording_rows(report, sorted, open);
	if (open < shown) {
		html(&report->out, "<details><summary>%z phrase%c of one telling only</summary>\n",
		     shown - open, plural(shown - open));
		wording_rows(report, sorted + open, shown - open);
		put(&report->out, "</details>\n");
	}
	report_left_out(report, "phrases", shown, series->nwording);
}

static const char *const claim_columns[] = {"Claim", "Article", "Verdict", "Why", NULL};
static const struct report_table claim_table = {
	.class = "claims",
	.caption = "What articles claim of it, checked",
	.columns = claim_columns,
};

static void claims(struct report *report, const struct series *series)
{
	struct output *out = &report->out;
	size_t shown = series->nclaims < REPORT_ROWS ? series->nclaims : REPORT_ROWS;

	if (!shown)
		return;
	report_table_begin(report, &claim_table);
	for (size_t i = 0; i < shown; i++) {
		const struct claim *claim = &series->claims[i];
		const char *verdict = claim_verdict_name(claim->verdict);

		report_cell(report, &claim_table, 0);
		put(out, "“");
		html_brief(out, str_from(report->found->articles[claim->article].text, claim->span),
			   200);
		put(out, "”");
		report_cell(report, &claim_table, 1);
		report_article(report, claim->article);
		report_cell(report, &claim_table, 2);
		html(out, "<span class=\"verdict %c\">%c</span>", verdict, verdict);
		report_cell(report, &claim_table, 3);
		html_text(out, claim->why);
		report_row_end(report, &claim_table);
	}
	report_table_end(report);
	report_left_out(report, "claims", shown, series->nclaims);
}

/* ---------------------------------------------------------------- the rhythm as a row of beats */

enum beat_kind { BEAT_TOLD, BEAT_MISSED, BEAT_BROKEN, BEAT_DUE };

struct beat {
	struct moment day;
	enum beat_kind kind;
	uint32_t story; /* of BEAT_TOLD */
};

struct beats {
	struct beat *items;
	size_t n, room;
};

static int compare_beats(const void *a, const void *b)
{
	const struct beat *x = a, *y = b;
	int32_t day = moment_day(&x->day), other = moment_day(&y->day);

	if (day != other)
		return day < other ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->story > y->story) - (x->story < y->story);
}

static void add_beats(struct report *report, struct beats *beats, enum beat_kind kind,
		      const struct moment *days, size_t n)
{
	for (size_t i = 0; i < n && i < REPORT_ROWS; i++)
		vec_push(&report->scene.scratch, beats,
			 ((struct beat){.day = days[i], .kind = kind}));
}

static struct beats beats_of(struct report *report, const struct series *series)
{
	struct beats beats = {0};

	add_beats(report, &beats, BEAT_TOLD, series->dates, series->n);
	for (size_t i = 0; i < beats.n; i++)
		beats.items[i].story = series->stories[i];
	add_beats(report, &beats, BEAT_MISSED, series->missed, series->nmissed);
	add_beats(report, &beats, BEAT_BROKEN, series->breaks, series->nbreaks);
	add_beats(report, &beats, BEAT_DUE, &series->next,
		  series->next.precision != PRECISION_NONE ? 1 : 0);
	if (beats.n)
		qsort(beats.items, beats.n, sizeof(*beats.items), compare_beats);
	return beats;
}

static void beat(struct report *report, const struct beat *beat)
{
	static const char *const classes[] = {"told", "missed", "broken", "due"};
	static const char *const words[] = {"", "missed: no article tells it",
					    "out of rhythm: the rhythm changes here", "due next"};
	const struct story *story = &report->found->groups.stories[beat->story];
	struct output *out = &report->out;

	html(out, "<li class=\"%c\">", classes[beat->kind]);
	html_moment(out, beat->day, PRECISION_DAY);
	if (beat->kind != BEAT_TOLD) {
		html(out, " <span class=\"what\">%c</span></li>\n", words[beat->kind]);
		return;
	}
	put(out, " <span class=\"what\" dir=\"auto\">");
	if (beat->story < REPORT_STORIES)
		html(out, "<a href=\"#story-%u\">", beat->story);
	html_text(out, scene_story_title(story));
	put(out, beat->story < REPORT_STORIES ? "</a>" : "");
	html(out, " <span class=\"faint\">%z article%c</span></span></li>\n", story->n,
	     plural(story->n));
}

static void rhythm(struct report *report, const struct series *series)
{
	struct arena *scratch = &report->scene.scratch;
	struct beats beats = beats_of(report, series);

	html(&report->out, "<p class=\"rhythm\">%s</p>\n<ol class=\"beats\">\n",
	     str_format(scratch, "Told %zu time%s: %.*s.", series->n, plural(series->n),
			STR_ARG(scene_rhythm(scratch, series))));
	for (size_t i = 0; i < beats.n; i++)
		beat(report, &beats.items[i]);
	put(&report->out, "</ol>\n");
	report_left_out(report, "tellings", series->n < REPORT_ROWS ? series->n : REPORT_ROWS,
			series->n);
}

static void one_series(struct report *report, size_t number)
{
	const struct series *series = &report->found->groups.series[number];

	html(&report->out, "<article class=\"card\" id=\"series-%z\">\n<h3 dir=\"auto\">%s</h3>\n",
	     number, series->title.len ? series->title : series->id);
	rhythm(report, series);
	tellings(report, series);
	wording(report, series);
	claims(report, series);
	put(&report->out, "</article>\n");
	arena_clear(&report->scene.scratch);
}

void report_series(struct report *report)
{
	const struct groups *groups = &report->found->groups;
	struct output *out = &report->out;
	size_t shown = groups->nseries < REPORT_SERIES ? groups->nseries : REPORT_SERIES;

	if (!shown)
		return;
	put(out, "<section id=\"series\" aria-labelledby=\"h-series\">\n"
		 "<h2 id=\"h-series\">Stories that come round again</h2>\n");
	for (size_t i = 0; i < shown && !output_failed(out); i++)
		one_series(report, i);
	report_left_out(report, "series", shown, groups->nseries);
	put(out, "</section>\n");
}
