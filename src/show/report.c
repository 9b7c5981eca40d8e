/*
 * Report: the findings as one page to look at.
 *
 *	head: figures, contents
 *	series     rhythm, what was said from telling to telling, wording, claims checked
 *	stories    a picture of who had what from whom, and the same as a table
 *	passages   two articles side by side, words that differ marked
 *	quotes     an utterance with all its prints and their chains
 *	articles   the text with what was found in it, and the facts read from it
 *
 * The page is one file: its style sheet is within, it loads nothing and runs no script (it even
 * forbids the browser to), so that it can be mailed, archived and printed. What folds is <details>.
 * Each kind of mark has a shape of its own beside its colour, and hidden words for those who listen
 * to the page.
 *
 * Cost: linear in what is shown, which is bounded (report.h).
 */
#include "show/report.h"

#include "base/error.h"
#include "base/guard.h"
#include "base/map.h"
#include "base/table.h"
#include "show/show.h"

extern const struct embedded show_data[];

void report_left_out(struct report *report, const char *what, size_t shown, size_t all)
{
	if (shown < all)
		html(&report->out, "<p class=\"note\">Shown are %z of %z %c.</p>\n", shown, all,
		     what);
}

void report_why(struct report *report, const char *heading, const struct str *why, size_t n)
{
	size_t shown = n < REPORT_ROWS ? n : REPORT_ROWS;

	if (!n)
		return;
	put(&report->out, "<div class=\"why\">");
	if (heading)
		html(&report->out, "<p>%c</p>", heading);
	put(&report->out, "<ul>");
	for (size_t i = 0; i < shown; i++)
		html(&report->out, "<li>%s</li>", why[i]);
	put(&report->out, "</ul></div>\n");
}

void report_table_begin(struct report *report, const struct report_table *table)
{
	struct output *out = &report->out;

	html(out,
	     "<table class=\"%c\" role=\"table\"><caption>%c</caption>\n"
	     "<thead role=\"rowgroup\"><tr role=\"row\">",
	     table->class, table->caption);
	for (size_t i = 0; table->columns[i]; i++)
		html(out, "<th scope=\"col\" role=\"columnheader\">%c</th>", table->columns[i]);
	put(out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

/* Ends the cell before, and the row where column is 0 begins. */
void report_cell(struct report *report, const struct report_table *table, unsigned column)
{
	struct output *out = &report->out;

	if (!column)
		put(out, "<tr role=\"row\">");
	else
		put(out, column - 1 == table->head ? "</th>" : "</td>");
	if (column == table->head)
		html(out, "<th scope=\"row\" role=\"rowheader\" data-column=\"%c\" dir=\"auto\">",
		     table->columns[column]);
	else
		html(out, "<td role=\"cell\" data-column=\"%c\" dir=\"auto\">",
		     table->columns[column]);
}

void report_row_end(struct report *report, const struct report_table *table)
{
	unsigned columns = 0;

	while (table->columns[columns])
		columns++;
	put(&report->out, columns - 1 == table->head ? "</th></tr>\n" : "</td></tr>\n");
}

void report_table_end(struct report *report)
{
	put(&report->out, "</tbody></table>\n");
}

void report_article(struct report *report, size_t article)
{
	struct str label = scene_label(&report->scene, article);

	if (article >= REPORT_ARTICLES) {
		html_brief(&report->out, label, 80);
		return;
	}
	html(&report->out, "<a href=\"#article-%z\">", article);
	html_brief(&report->out, label, 80);
	put(&report->out, "</a>");
}

void report_chain(struct report *report, const struct quote *quote)
{
	struct output *out = &report->out;

	if (!quote->nchain && !quote->speaker.len) {
		put(out, "<span class=\"faint\">speaker not told</span>");
		return;
	}
	put(out, "<span class=\"chain\">");
	if (!quote->nchain)
		html(out, "<b>%s</b>", quote->speaker);
	for (size_t i = 0; i < quote->nchain; i++) {
		if (i)
			put(out, " <span class=\"via\"><span class=\"sr\">through</span>"
				 "<span aria-hidden=\"true\">←</span></span> ");
		html(out, i ? "<span>%s</span>" : "<b>%s</b>", quote->chain[i]);
	}
	put(out, "</span>");
}

void report_side(struct report *report, struct str text, struct span span,
		 const struct edits *edits, bool side_b)
{
	struct output *out = &report->out;
	const char *tag = side_b ? "ins" : "del";
	uint32_t done = span.start;

	for (size_t i = 0; i < edits->n; i++) {
		const struct edit *edit = &edits->items[i];
		struct span here = side_b ? edit->b : edit->a;

		if (edit->kind == EDIT_SAME || !here.len || here.start < done ||
		    span_end(here) > span_end(span))
			continue;
		html_text(out, str_sub(text, done, here.start));
		html(out, "<%c>%t</%c>", tag, str_from(text, here), tag);
		done = span_end(here);
	}
	html_text(out, str_sub(text, done, span_end(span)));
}

/* Whether most of two texts, or of the new one, is the same: else marks would only confuse. */
static bool mostly_same(const struct edits *edits, size_t before, size_t now)
{
	size_t same = 0;

	for (size_t i = 0; i < edits->n; i++)
		if (edits->items[i].kind == EDIT_SAME)
			same += edits->items[i].b.len;
	return same * 100 >= now * 80 || same * 200 >= (before + now) * 55;
}

void report_changes(struct report *report, struct str before, struct str now)
{
	struct output *out = &report->out;
	struct arena *scratch = &report->scene.scratch;
	struct edits edits = {0};

	match_edits(scratch, scratch, before, span_between(0, before.len), now,
		    span_between(0, now.len), &edits);
	if (!mostly_same(&edits, before.len, now.len)) {
		html_text(out, now);
		return;
	}
	for (size_t i = 0; i < edits.n; i++) {
		struct str old = str_from(before, edits.items[i].a);
		struct str new = str_from(now, edits.items[i].b);

		if (i)
			put_byte(out, ' ');
		if (edits.items[i].kind == EDIT_SAME) {
			html_text(out, new);
			continue;
		}
		if (old.len)
			html(out, "<del>%t</del>", old);
		if (new.len)
			html(out, old.len ? " <ins>%t</ins>" : "<ins>%t</ins>", new);
	}
}

/* ---------------------------------------------------------------- head */

static size_t quotes_in_all(const struct findings *found)
{
	size_t n = 0;

	for (size_t i = 0; found->quotes && i < found->n; i++)
		n += found->quotes[i].n;
	return n;
}

static size_t passages_in_all(const struct report *report)
{
	size_t n = 0;

	for (size_t i = 0; i < report->pairs.n; i++)
		n += report->pairs.items[i].n;
	return n;
}

static void figure(struct report *report, size_t n, const char *one, const char *many)
{
	html(&report->out, "<div><dt>%c</dt><dd>%z</dd></div>", n == 1 ? one : many, n);
}

static void figures(struct report *report)
{
	const struct findings *found = report->found;

	put(&report->out, "<dl class=\"figures\">");
	figure(report, found->n, "article", "articles");
	figure(report, found->passages.distinct_texts, "distinct text", "distinct texts");
	figure(report, found->groups.nstories, "story", "stories");
	figure(report, found->groups.nseries, "series", "series");
	figure(report, quotes_in_all(found), "quote", "quotes");
	figure(report, passages_in_all(report), "copied passage", "copied passages");
	html(&report->out, "<div><dt>time taken</dt><dd>%d s</dd></div></dl>\n", found->seconds);
	if (found->skipped)
		html(&report->out,
		     "<p class=\"note\">%z input%c could not be read and %c left out.</p>\n",
		     found->skipped, plural(found->skipped), found->skipped == 1 ? "was" : "were");
}

/* "Of 9 outlets, from 14 June 2022 to 14 June 2025." */
static void scope(struct report *report)
{
	const struct findings *found = report->found;
	struct moment first = {0}, last = {0};
	struct map outlets;

	map_init(&outlets, &report->scene.scratch);
	for (size_t i = 0; i < found->n; i++) {
		const struct moment *day = &found->articles[i].published;

		if (found->articles[i].outlet.len)
			map_of_str(&outlets, found->articles[i].outlet);
		if (day->precision < PRECISION_DAY)
			continue;
		if (!first.precision || moment_day(day) < moment_day(&first))
			first = *day;
		if (!last.precision || moment_day(day) > moment_day(&last))
			last = *day;
	}
	if (!outlets.n && !first.precision)
		return;
	put(&report->out, "<p class=\"lead\">");
	if (outlets.n)
		html(&report->out, "Of %z outlet%c", outlets.n, plural(outlets.n));
	if (first.precision) {
		put(&report->out, outlets.n ? ", from " : "From ");
		html_moment(&report->out, first, PRECISION_DAY);
		put(&report->out, " to ");
		html_moment(&report->out, last, PRECISION_DAY);
	}
	put(&report->out, ".</p>\n");
	arena_clear(&report->scene.scratch);
}

static void content_entry(struct report *report, const char *id, const char *title, size_t n)
{
	if (n)
		html(&report->out, "<li><a href=\"#%c\">%c</a></li>", id, title);
}

static void contents(struct report *report)
{
	put(&report->out, "<nav aria-label=\"Contents\"><ul>");
	content_entry(report, "series", "Series", report->found->groups.nseries);
	content_entry(report, "stories", "Stories", report->found->groups.nstories);
	content_entry(report, "passages", "Passages", report->pairs.n);
	content_entry(report, "quotes", "Quotes", quotes_in_all(report->found));
	content_entry(report, "articles", "Articles", report->found->n);
	put(&report->out, "</ul></nav>\n");
}

static void head(struct report *report)
{
	const struct embedded *style = embedded_find(show_data, STR("report.css"));
	struct output *out = &report->out;
	size_t n = report->found->n;

	html(out,
	     "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	     "<meta name=\"color-scheme\" content=\"light dark\">\n"
	     "<meta name=\"referrer\" content=\"no-referrer\">\n"
	     "<meta http-equiv=\"Content-Security-Policy\" "
	     "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	     "<meta name=\"generator\" content=\"wirecopy %c\">\n"
	     "<title>Where the words of %z article%c come from</title>\n<style>\n",
	     WIRE_VERSION, n, plural(n));
	put_bytes(out, style->bytes, style->len);
	html(out,
	     "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
	     "findings</a>\n"
	     "<header>\n<p class=\"brand\">wirecopy</p>\n"
	     "<h1>Where the words of %z article%c come from</h1>\n",
	     n, plural(n));
	scope(report);
	figures(report);
	contents(report);
	put(out, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

static void write_report(void *context)
{
	struct report *report = context;

	scene_make(&report->scene, report->found);
	pairs_make(&report->scene, &report->pairs);
	head(report);
	if (!report->found->n)
		put(&report->out, "<p>No article was found in the input.</p>\n");
	report_series(report);
	report_stories(report);
	report_pairs(report);
	report_quotes(report);
	report_articles(report);
	html(&report->out,
	     "</main>\n<footer><p>Written by wirecopy %c. Every finding points at words of an "
	     "article; "
	     "what cannot be told is left open.</p></footer>\n</body>\n</html>\n",
	     WIRE_VERSION);
}

enum wire_status show_report(const struct findings *findings, const struct wire_sink *sink,
			     struct wire_error *error)
{
	struct report report = {.found = findings};
	enum wire_status status;

	output_init(&report.out, sink);
	scene_init(&report.scene);
	status = guard_run(write_report, &report);
	scene_release(&report.scene);
	if (status)
		return error_set(error, status, "", "out of memory while writing the report");
	return output_end(&report.out, error);
}
