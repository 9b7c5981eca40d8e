/*
 * Passages in the report: two articles side by side, the source on the left.
 *
 *	Nordwire, 07:10                         The Courier, 08:32
 *	…will always stand with the             …will always stand with the
 *	[brotherly] people…                     [friendly] people…
 *
 * Passages come in the order of the article that took them; the words that differ are marked on
 *both sides. The pairs with most words in common come first.
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
		ARENA_ARRAY(&report->scene.scratch, struct shown_copy, pair->passages);
	const struct copy *copies = report->found->lineages.copies + pair->first;
	size_t n = 0;

	for (size_t i = 0; i < pair->n; i++) {
		const struct passage *passage = &copies[i].passage;

		if (copies[i].kind == COPY_FURNITURE)
			continue;
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
	     before && from && text.s[from - 1] != '\n' ? "<span class=\"near\">…%s</span>"
							: "<span class=\"near\">%s%c</span>",
	     str_sub(text, from, to), !before && to < text.len && text.s[to] != '\n' ? "…" : "");
}

static void side(struct report *report, uint32_t article, struct span whole,
		 const struct edits *edits, bool right)
{
	struct str text = report->found->articles[article].text;
	struct span span = bounded(text, whole);

	put(&report->out, "<div class=\"side\"><p class=\"whose\">");
	report_article(report, article);
	put(&report->out, "</p><p class=\"words\" dir=\"auto\">");
	context(report, text, span.start, true);
	report_side(report, text, span, edits, right);
	if (span.len < whole.len)
		html(&report->out, "<span class=\"near\">… %u more bytes</span>",
		     whole.len - span.len);
	else
		context(report, text, span_end(span), false);
	put(&report->out, "</p></div>\n");
}

static void passage(struct report *report, const struct pair *pair, const struct shown_copy *shown)
{
	struct arena *scratch = &report->scene.scratch;
	const struct article *articles = report->found->articles;
	struct str left = articles[pair->source].text, right = articles[pair->taker].text;
	struct edits edits = {0};

	match_edits(scratch, scratch, left, bounded(left, shown->left), right,
		    bounded(right, shown->right), &edits);
	put(&report->out, "<div class=\"passage\">\n");
	side(report, pair->source, shown->left, &edits, false);
	side(report, pair->taker, shown->right, &edits, true);
	html(&report->out, "<p class=\"figures-line\">%u words, %u %% the same · %c",
	     shown->copy->passage.words, (unsigned)((double)shown->copy->passage.identity * 100),
	     copy_kind_name(shown->copy->kind));
	if (shown->copy->credit != CREDIT_UNKNOWN)
		html(&report->out, " · %c", copy_credit_name(shown->copy->credit));
	put(&report->out, "</p>\n</div>\n");
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
	     pair->passages, plural(pair->passages));
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
		html_brief(out, article->title.len ? article->title : article->id, 160);
		put(out, "</span></li>");
	}
	put(out, "</ul>\n");
}

static void one_pair(struct report *report, const struct pair *pair, bool open)
{
	struct shown_copy *copies = copies_of(report, pair);
	size_t shown = pair->passages < REPORT_PASSAGES ? pair->passages : REPORT_PASSAGES;

	html(&report->out, "<details class=\"card pair\"%c>", open ? " open" : "");
	pair_heading(report, pair);
	html(&report->out, "<div id=\"pair-%z\">\n", (size_t)(pair - report->pairs.items));
	pair_titles(report, pair);
	report_why(report, pair->directed ? "Why this direction" : "Why no direction is told",
		   copies[0].copy->why, copies[0].copy->nwhy);
	for (size_t i = 0; i < shown && !output_failed(&report->out); i++)
		passage(report, pair, &copies[i]);
	report_left_out(report, "passages", shown, pair->passages);
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
