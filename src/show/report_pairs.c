/*
 * Passages in the report: two articles side by side, the source on the left.
 *
 *	Nordwire, 07:10                         The Courier, 08:32
 *	…will always stand with the             …will always stand with the
 *	[brotherly] people…                     [friendly] people…
 *
 * Passages come in the order of the article that took them; the words that differ are marked on
 * both sides. The pairs with most words in common come first.
 */
#include "show/report.h"

#include "base/vector.h"

#include <stdlib.h>

enum { CONTEXT = 90, OPEN_PAIRS = 3 };

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = *(const struct pair *const *)a, *y = *(const struct pair *const *)b;

	if (x->words != y->words)
		return x->words < y->words ? 1 : -1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

/* A copy with its sides as they are shown. */
struct shown_copy {
	const struct copy *copy;
	struct span left, right;
};

static int compare_copies(const void *a, const void *b)
{
	const struct shown_copy *x = a, *y = b;

	if (x->right.start != y->right.start)
		return x->right.start < y->right.start ? -1 : 1;
	if (x->left.start != y->left.start)
		return x->left.start < y->left.start ? -1 : 1;
	return (x->right.len > y->right.len) - (x->right.len < y->right.len);
}

static struct shown_copy *copies_of(struct report *report, const struct pair *pair)
{
	struct shown_copy *list =
		ARENA_ARRAY(&report->scene.scratch, struct shown_copy, pair->n);
	const struct copy *copies = report->found->lineages.copies + pair->first;
	size_t n = 0;

	for (size_t i = 0; i < pair->n; i++) {
		const struct passage *passage = &copies[i].passage;

		list[n].copy = &copies[i];
		list[n].left = pair->source == pair->a ? passage->in_a : passage->in_b;
		list[n].right = pair->source == pair->a ? passage->in_b : passage->in_a;
		n++;
	}
	qsort(list, n, sizeof(*list), compare_copies);
	return list;
}

/* Whole characters of a span, at most REPORT_PASSAGE bytes. */
static struct span bounded(struct str text, struct span span)
{
	if (span.len <= REPORT_PASSAGE)
		return span;
	span.len = REPORT_PASSAGE;
	while (span.len && ((unsigned char)text.s[span_end(span)] & 0xC0) == 0x80)
		span.len--;
	return span;
}

/* The words just before or after a passage, to see where it stands. Stops at a line's end. */
static void context(struct report *report, struct str text, uint32_t at, bool before)
{
	uint32_t from = at, to = at;

	if (before) {
		while (from && at - from < CONTEXT && text.s[from - 1] != '\n')
			from--;
		while (from < at && ((unsigned char)text.s[from] & 0xC0) == 0x80)
			from++;
	} else {
		while (to < text.len && to - at < CONTEXT && text.s[to] != '\n')
			to++;
		while (to > at && to < text.len && ((unsigned char)text.s[to] & 0xC0) == 0x80)
			to--;
	}
	if (to == from)
		return;
	html(&report->out,
	     before && from && text.s[from - 1] != '\n' ? "<span class=\"near\">…%t</span>"
							: "<span class=\"near\">%t%c</span>",
	     str_sub(text, from, to), !before && to < text.len && text.s[to] != '\n' ? "…" : "");
}

/* Where a new paragraph begins on both sides at once: the two texts are shown row by row. */
struct row {
	uint32_t left, right; /* the row's ends */
};

struct rows {
	struct row *items;
	size_t n, room;
};

/* The end of the next blank stretch with a line end in it, or `end`. */
static uint32_t next_break(struct str text, uint32_t at, uint32_t end)
{
	while (at < end && text.s[at] != '\n')
		at++;
	while (at < end && (text.s[at] == '\n' || text.s[at] == ' ' || text.s[at] == '\t'))
		at++;
	return at;
}

static size_t count_breaks(struct str text, struct span span)
{
	uint32_t at = span.start, end = span_end(span);
	size_t n = 0;

	for (;; n++) {
		at = next_break(text, at, end);
		if (at == end)
			return n + (end > span.start && text.s[end - 1] == '\n');
	}
}

/* Rows that end within two stretches that say the same, or between two such. */
static void add_rows(struct arena *scratch, struct rows *rows, const struct str text[2],
		     struct span left, struct span right)
{
	size_t n = count_breaks(text[0], left);
	struct row row = {left.start, right.start};

	if (n != count_breaks(text[1], right))
		return;
	for (; n; n--) {
		row.left = next_break(text[0], row.left, span_end(left));
		row.right = next_break(text[1], row.right, span_end(right));
		vec_push(scratch, rows, row);
	}
}

static struct rows rows_of(struct arena *scratch, const struct str text[2], struct span left,
			   struct span right, const struct edits *edits)
{
	struct rows rows = {0};
	uint32_t at[2] = {left.start, right.start};

	for (size_t i = 0; i < edits->n; i++) {
		const struct edit *edit = &edits->items[i];

		if (edit->a.len && edit->b.len) {
			add_rows(scratch, &rows, text, span_between(at[0], edit->a.start),
				 span_between(at[1], edit->b.start));
			if (edit->kind == EDIT_SAME)
				add_rows(scratch, &rows, text, edit->a, edit->b);
		}
		at[0] = edit->a.len ? span_end(edit->a) : at[0];
		at[1] = edit->b.len ? span_end(edit->b) : at[1];
	}
	vec_push(scratch, &rows, ((struct row){span_end(left), span_end(right)}));
	return rows;
}

static void whose(struct report *report, const struct pair *pair)
{
	put(&report->out, "<div class=\"row whose\"><p>");
	report_article(report, pair->source);
	put(&report->out, "</p><p>");
	report_article(report, pair->taker);
	put(&report->out, "</p></div>\n");
}

/* One cell of a row, with what stands around the passage in its first and last. */
static void cell(struct report *report, uint32_t article, struct span whole, struct span part,
		 const struct edits *edits, bool right)
{
	struct str text = report->found->articles[article].text;
	struct output *out = &report->out;
	bool last;

	html(out, "<p class=\"words\" dir=\"auto\" data-whose=\"%s: \">",
	     scene_label(&report->scene, article));
	if (part.start == whole.start)
		context(report, text, part.start, true);
	last = span_end(part) == span_end(whole);
	while (part.len &&
	       (text.s[span_end(part) - 1] == '\n' || text.s[span_end(part) - 1] == ' '))
		part.len--;
	report_side(report, text, part, edits, right);
	if (last)
		context(report, text, span_end(whole), false);
	put(out, "</p>");
}

static void passage_rows(struct report *report, const struct pair *pair, struct span left,
			 struct span right)
{
	struct arena *scratch = &report->scene.scratch;
	const struct article *articles = report->found->articles;
	struct str text[2] = {articles[pair->source].text, articles[pair->taker].text};
	struct edits edits = {0};
	struct row before = {left.start, right.start};
	struct rows rows;

	match_edits(scratch, scratch, text[0], left, text[1], right, &edits);
	rows = rows_of(scratch, text, left, right, &edits);
	for (size_t i = 0; i < rows.n; i++) {
		struct row row = rows.items[i];

		if (row.left == before.left && row.right == before.right)
			continue;
		put(&report->out, "<div class=\"row\">");
		cell(report, pair->source, left, span_between(before.left, row.left), &edits,
		     false);
		cell(report, pair->taker, right, span_between(before.right, row.right), &edits,
		     true);
		put(&report->out, "</div>\n");
		before = row;
	}
}

/* Of a text in more than two articles: how many, and whose print is the earliest. */
static void family_told(struct report *report, const struct passage *passage)
{
	const struct family *family = lineage_family(&report->found->lineages, passage);

	if (!family || family->articles < 3)
		return;
	html(&report->out, " · in %u articles", family->articles);
	if (family->first == UINT32_MAX)
		return;
	put(&report->out, ", first in ");
	report_article(report, family->first);
}

static void passage(struct report *report, const struct pair *pair, const struct shown_copy *shown)
{
	const struct article *articles = report->found->articles;
	struct span left = bounded(articles[pair->source].text, shown->left);
	struct span right = bounded(articles[pair->taker].text, shown->right);
	struct output *out = &report->out;

	put(out, "<div class=\"passage\">\n");
	whose(report, pair);
	passage_rows(report, pair, left, right);
	html(out, "<p class=\"figures-line\">%u words, %u %% the same · %c",
	     shown->copy->passage.words, (unsigned)((double)shown->copy->passage.identity * 100),
	     copy_kind_name(shown->copy->kind));
	if (shown->copy->credit != CREDIT_UNKNOWN)
		html(out, " · %c", copy_credit_name(shown->copy->credit));
	family_told(report, &shown->copy->passage);
	if (left.len < shown->left.len)
		html(out, " · the first %u bytes are shown", left.len);
	put(out, "</p>\n</div>\n");
}

static void reasons(struct report *report, const struct pair *pair, const struct copy *copy)
{
	struct str *why = ARENA_ARRAY(&report->scene.scratch, struct str, copy->nwhy);

	for (size_t i = 0; i < copy->nwhy; i++)
		why[i] = scene_reason(&report->scene, copy, copy->why[i]);
	report_why(report, pair->directed ? "Why this direction" : "Why no direction is told", why,
		   copy->nwhy);
}

static void pair_heading(struct report *report, const struct pair *pair)
{
	struct output *out = &report->out;

	put(out, "<summary><span class=\"pair-names\"><b>");
	html_brief(out, scene_label(&report->scene, pair->taker), 60);
	put(out, pair->directed ? "</b> <span class=\"via\">had it from</span> <b>"
				: "</b> <span class=\"via\">shares words with</span> <b>");
	html_brief(out, scene_label(&report->scene, pair->source), 60);
	html(out, "</b></span> <span class=\"faint\">%z words in %u passage%c", (size_t)pair->words,
	     pair->n, plural(pair->n));
	if (pair->credit != CREDIT_UNKNOWN)
		html(out, ", <span class=\"credit %c\">%c</span>", copy_credit_name(pair->credit),
		     copy_credit_name(pair->credit));
	put(out, "</span></summary>\n");
}

static void pair_titles(struct report *report, const struct pair *pair)
{
	const uint32_t sides[] = {pair->source, pair->taker};
	struct output *out = &report->out;

	put(out, "<ul class=\"members\">");
	for (size_t i = 0; i < 2; i++) {
		const struct article *article = &report->found->articles[sides[i]];

		put(out, "<li>");
		report_article(report, sides[i]);
		put(out, " ");
		html_moment(out, article->published, PRECISION_MINUTE);
		put(out, " <span dir=\"auto\">");
		html_text(out, scene_headline(&report->scene, sides[i]));
		put(out, "</span></li>");
	}
	put(out, "</ul>\n");
}

/* The copy that the pair's direction rests on: the longest that has it. */
static const struct copy *telling(const struct pair *pair, const struct shown_copy *copies)
{
	enum copy_from from = !pair->directed           ? FROM_UNKNOWN
			      : pair->source == pair->a ? FROM_A
							: FROM_B;
	const struct copy *best = NULL;

	for (size_t i = 0; i < pair->n; i++)
		if (copies[i].copy->from == from &&
		    (!best || copies[i].copy->passage.words > best->passage.words))
			best = copies[i].copy;
	return best ? best : copies[0].copy;
}

static void one_pair(struct report *report, const struct pair *pair, bool open)
{
	struct shown_copy *copies = copies_of(report, pair);
	size_t shown = pair->n < REPORT_PASSAGES ? pair->n : REPORT_PASSAGES;

	html(&report->out, "<details class=\"card pair\"%c>", open ? " open" : "");
	pair_heading(report, pair);
	html(&report->out, "<div id=\"pair-%z\">\n", (size_t)(pair - report->pairs.items));
	pair_titles(report, pair);
	reasons(report, pair, telling(pair, copies));
	for (size_t i = 0; i < shown && !output_failed(&report->out); i++)
		passage(report, pair, &copies[i]);
	report_left_out(report, "passages", shown, pair->n);
	put(&report->out, "</div></details>\n");
	arena_clear(&report->scene.scratch);
}

void report_pairs(struct report *report)
{
	const struct pairs *pairs = &report->pairs;
	size_t shown = pairs->n < REPORT_PAIRS ? pairs->n : REPORT_PAIRS;
	struct pair **sorted;

	if (!pairs->n)
		return;
	sorted = ARENA_ARRAY(&report->scene.arena, struct pair *, pairs->n);
	for (size_t i = 0; i < pairs->n; i++)
		sorted[i] = &pairs->items[i];
	qsort(sorted, pairs->n, sizeof(*sorted), compare_pairs);
	put(&report->out, "<section id=\"passages\" aria-labelledby=\"h-passages\">\n"
			  "<h2 id=\"h-passages\">Passages that stand in two articles</h2>\n"
			  "<p class=\"lead\">Side by side, what was there first on the left: "
			  "<del>words the other does "
			  "not have</del>, <ins>words in their place</ins>.</p>\n");
	for (size_t i = 0; i < shown && !output_failed(&report->out); i++)
		one_pair(report, sorted[i], i < OPEN_PAIRS);
	report_left_out(report, "pairs of articles", shown, pairs->n);
	put(&report->out, "</section>\n");
}
