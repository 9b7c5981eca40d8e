/*
 * Series in the report: the rhythm, and what was said from telling to telling.
 *
 * Of each telling one statement is shown: of the series' main speaker (who is quoted most), the one
 *that shares most words with the statement shown for the telling before, so that the same part of a
 *message is followed through the years; for the first telling, the one that the next telling
 *repeats most of.
 *
 *	9 May 2030   “we stand in firm solidarity with …”
 *	9 May 2031   “we stand in firm support and solidarity with …”       + support and
 */
#include "base/map.h"
#include "base/vector.h"
#include "show/report.h"

#include <stdlib.h>

enum { STATEMENTS = 64, STATEMENT_WORDS = 400, LEAST_SHARED = 30 };

/* A statement made in a telling: its words as they stand, and the hashes of its words, sorted. */
struct statement {
	uint32_t article, quote;
	struct str text;
	uint32_t hashes[STATEMENT_WORDS];
	size_t nhashes;
};

struct statements {
	struct statement *items;
	size_t n;
};

static struct str main_speaker(struct report *report, const struct series *series)
{
	const struct findings *found = report->found;
	struct map counts;
	struct str best = {0};
	uint64_t most = 0;

	map_init(&counts, &report->scene.scratch);
	for (size_t i = 0; i < series->n; i++) {
		const struct story *story = &found->groups.stories[series->stories[i]];

		for (size_t j = 0; j < story->n; j++) {
			const struct quotes *quotes = &found->quotes[story->articles[j]];

			for (size_t k = 0; k < quotes->n; k++)
				if (quotes->items[k].speaker.len &&
				    quotes->items[k].form != QUOTE_INDIRECT)
					++*map_of_str(&counts, quotes->items[k].speaker);
		}
	}
	for (size_t i = 0; i < counts.n; i++) {
		const struct map_entry *entry = &counts.entries[i];

		if (entry->value > most ||
		    (entry->value == most && str_compare(entry->key, best) < 0)) {
			most = entry->value;
			best = entry->key;
		}
	}
	return best;
}

static int compare_hashes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void hash_words(struct arena *scratch, struct statement *statement)
{
	struct words words = {0};

	split_words(scratch, statement->text, span_between(0, statement->text.len), &words);
	for (size_t i = 0; i < words.n && statement->nhashes < STATEMENT_WORDS; i++)
		statement->hashes[statement->nhashes++] = words.items[i].hash;
	qsort(statement->hashes, statement->nhashes, sizeof(uint32_t), compare_hashes);
}

/* What the speaker is quoted with in one telling, the first STATEMENTS of it. */
static struct statements statements_of(struct report *report, const struct story *story,
				       struct str speaker)
{
	struct arena *scratch = &report->scene.scratch;
	struct statements said = {ARENA_ARRAY(scratch, struct statement, STATEMENTS), 0};

	for (size_t i = 0; i < story->n; i++) {
		const struct quotes *quotes = &report->found->quotes[story->articles[i]];

		for (size_t j = 0; j < quotes->n && said.n < STATEMENTS; j++) {
			const struct quote *quote = &quotes->items[j];
			struct statement *statement = &said.items[said.n];

			if (quote->form == QUOTE_INDIRECT || !str_eq(quote->speaker, speaker))
				continue;
			statement->article = story->articles[i];
			statement->quote = (uint32_t)j;
			statement->text = scene_pieces(
				scratch, report->found->articles[statement->article].text,
				quote->spans, quote->nspans);
			hash_words(scratch, statement);
			said.n++;
		}
	}
	return said;
}

static size_t shared_words(const struct statement *a, const struct statement *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->nhashes && j < b->nhashes) {
		if (a->hashes[i] == b->hashes[j]) {
			n++;
			i++;
			j++;
		} else if (a->hashes[i] < b->hashes[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

/* The statement that has most in common with any of `others`; of equals the longer, then the first.
 */
static const struct statement *most_like(const struct statements *said,
					 const struct statement *others, size_t nothers)
{
	const struct statement *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < said->n; i++) {
		const struct statement *statement = &said->items[i];
		size_t shared = 0;

		for (size_t j = 0; j < nothers; j++) {
			size_t n = shared_words(statement, &others[j]);

			shared = n > shared ? n : shared;
		}
		if (!best || shared > most ||
		    (shared == most && statement->nhashes > best->nhashes)) {
			best = statement;
			most = shared;
		}
	}
	return best;
}

static bool comparable(const struct statement *a, const struct statement *b)
{
	size_t shorter = a->nhashes < b->nhashes ? a->nhashes : b->nhashes;

	return shorter && shared_words(a, b) * 100 >= shorter * LEAST_SHARED;
}

static void changes(struct report *report, const struct statement *before,
		    const struct statement *now)
{
	struct output *out = &report->out;
	struct arena *scratch = &report->scene.scratch;
	struct edits edits = {0};

	if (!before || !comparable(before, now)) {
		html_text(out, now->text);
		return;
	}
	match_edits(scratch, scratch, before->text, span_between(0, before->text.len), now->text,
		    span_between(0, now->text.len), &edits);
	for (size_t i = 0; i < edits.n; i++) {
		struct str old = str_from(before->text, edits.items[i].a);
		struct str new = str_from(now->text, edits.items[i].b);

		if (edits.items[i].kind == EDIT_SAME) {
			html_text(out, new);
		} else {
			if (old.len)
				html(out, "<del>%s</del>", old);
			if (new.len)
				html(out, old.len ? " <ins>%s</ins>" : "<ins>%s</ins>", new);
		}
		if (i + 1 < edits.n)
			put_byte(out, ' ');
	}
	if (!edits.n)
		html_text(out, now->text);
}

static void telling_row(struct report *report, const struct series *series, size_t i,
			const struct statement *before, const struct statement *now)
{
	struct output *out = &report->out;
	const struct quotes *quotes;

	put(out, "<tr><th scope=\"row\">");
	html_moment(out, series->dates[i], PRECISION_DAY);
	put(out, "</th><td class=\"said\" dir=\"auto\">");
	if (now) {
		changes(report, before, now);
		quotes = &report->found->quotes[now->article];
		put(out, "</td><td>");
		report_article(report, now->article);
		put(out, "<br>");
		report_chain(report, &quotes->items[now->quote]);
	} else {
		put(out, "<span class=\"faint\">no statement of the speaker found</span></td><td>");
	}
	html(out, "</td></tr>\n");
}

static void tellings(struct report *report, const struct series *series)
{
	struct output *out = &report->out;
	const struct story *stories = report->found->groups.stories;
	const struct statement *before = NULL, *now;
	size_t shown = series->n < REPORT_ROWS ? series->n : REPORT_ROWS;
	struct str speaker = {0};
	struct statements said, next = {0};

	if (report->found->quotes)
		speaker = main_speaker(report, series);
	if (!speaker.len)
		return;
	html(out,
	     "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What was said\">"
	     "<table class=\"tellings\"><caption>What %s said, telling by telling: "
	     "<ins>words that are new</ins>, <del>words that went</del></caption>"
	     "<thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Words</th>"
	     "<th scope=\"col\">Read in</th></tr></thead><tbody>\n",
	     speaker);
	said = statements_of(report, &stories[series->stories[0]], speaker);
	for (size_t i = 0; i < shown && !output_failed(out); i++) {
		next.n = 0;
		if (i + 1 < series->n)
			next = statements_of(report, &stories[series->stories[i + 1]], speaker);
		now = before ? most_like(&said, before, 1) : most_like(&said, next.items, next.n);
		telling_row(report, series, i, before, now);
		before = now ? now : before;
		said = next;
	}
	put(out, "</tbody></table></div>\n");
	report_left_out(report, "tellings", shown, series->n);
}

/* ---------------------------------------------------------------- wording and claims */

static void wording(struct report *report, const struct series *series)
{
	struct output *out = &report->out;
	size_t shown = series->nwording < REPORT_ROWS ? series->nwording : REPORT_ROWS;

	if (!shown)
		return;
	html(out, "<details%c><summary>How the wording moved: %z phrase%c</summary>",
	     shown <= 12 ? " open" : "", series->nwording, plural(series->nwording));
	put(out,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Wording\">"
	    "<table><caption class=\"sr\">Phrases, and the tellings they are found in</caption>"
	    "<thead><tr><th scope=\"col\">Phrase</th><th scope=\"col\">First</th>"
	    "<th scope=\"col\">Last</th><th scope=\"col\">In place of</th>"
	    "<th scope=\"col\">Now</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < shown; i++) {
		const struct wording *word = &series->wording[i];

		html(out, "<tr><th scope=\"row\" dir=\"auto\">%s</th><td>", word->phrase);
		html_moment(out, word->first, PRECISION_DAY);
		put(out, "</td><td>");
		html_moment(out, word->last, PRECISION_DAY);
		html(out, "</td><td dir=\"auto\">%s</td><td>%c</td></tr>\n", word->before,
		     word->dropped ? "gone"
		     : word->kept  ? "kept since"
				   : "comes and goes");
	}
	put(out, "</tbody></table></div></details>\n");
	report_left_out(report, "phrases", shown, series->nwording);
}

static void claims(struct report *report, const struct series *series)
{
	struct output *out = &report->out;
	size_t shown = series->nclaims < REPORT_ROWS ? series->nclaims : REPORT_ROWS;

	if (!shown)
		return;
	put(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Claims\">"
		 "<table><caption>What articles claim of it, checked</caption>"
		 "<thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Article</th>"
		 "<th scope=\"col\">Verdict</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < shown; i++) {
		const struct claim *claim = &series->claims[i];
		const struct article *article = &report->found->articles[claim->article];

		put(out, "<tr><th scope=\"row\" dir=\"auto\">“");
		html_brief(out, str_from(article->text, claim->span), 200);
		put(out, "”</th><td>");
		report_article(report, claim->article);
		html(out, "</td><td><span class=\"verdict %c\">%c</span></td><td>%s</td></tr>\n",
		     claim_verdict_name(claim->verdict), claim_verdict_name(claim->verdict),
		     claim->why);
	}
	put(out, "</tbody></table></div>\n");
}

/* ---------------------------------------------------------------- the rhythm as a row of dots */

static void beats(struct report *report, const char *class, const char *meaning,
		  const struct moment *moments, size_t n)
{
	for (size_t i = 0; i < n && i < REPORT_ROWS; i++) {
		html(&report->out, "<li class=\"%c\">", class);
		html_moment(&report->out, moments[i], PRECISION_DAY);
		html(&report->out, " <span>%c</span></li>", meaning);
	}
}

static void rhythm(struct report *report, const struct series *series)
{
	struct output *out = &report->out;

	html(out, "<p class=\"rhythm\">%s%s</p>\n<ul class=\"beats\">",
	     scene_rhythm(&report->scene.scratch, series),
	     str_format(&report->scene.scratch, "; told %zu times", series->n));
	beats(report, "told", "told", series->dates, series->n);
	beats(report, "missed", "missed", series->missed, series->nmissed);
	beats(report, "broken", "out of rhythm", series->breaks, series->nbreaks);
	beats(report, "due", "due next", &series->next,
	      series->next.precision != PRECISION_NONE ? 1 : 0);
	put(out, "</ul>\n");
}

static void members(struct report *report, const struct series *series)
{
	struct output *out = &report->out;
	size_t shown = series->n < REPORT_ROWS ? series->n : REPORT_ROWS;

	put(out, "<ul class=\"members\">");
	for (size_t i = 0; i < shown; i++) {
		const struct story *story = &report->found->groups.stories[series->stories[i]];

		put(out, "<li>");
		html_moment(out, series->dates[i], PRECISION_DAY);
		if (series->stories[i] < REPORT_STORIES)
			html(out, " <a href=\"#story-%u\">%s</a>", series->stories[i],
			     story->title);
		else
			html(out, " %s", story->title);
		html(out, " <span class=\"faint\">%z article%c</span></li>", story->n,
		     plural(story->n));
	}
	put(out, "</ul>\n");
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
	for (size_t i = 0; i < shown && !output_failed(out); i++) {
		const struct series *series = &groups->series[i];

		html(out, "<article class=\"card\" id=\"series-%z\">\n<h3 dir=\"auto\">%s</h3>\n",
		     i, series->title);
		rhythm(report, series);
		members(report, series);
		if (series->n)
			tellings(report, series);
		wording(report, series);
		claims(report, series);
		put(out, "</article>\n");
		arena_clear(&report->scene.scratch);
	}
	report_left_out(report, "series", shown, groups->nseries);
	put(out, "</section>\n");
}
