/*
 * Quotes in the report: an utterance with all its prints.
 *
 * The fullest print stands for the utterance; under it each print with its chain and with what was
 * cut or changed. Utterances with most prints come first.
 */
#include "base/vector.h"
#include "show/report.h"

#include <stdlib.h>

enum { QUOTE_BYTES = 1200, OPEN_UTTERANCES = 8 };

static int compare_utterances(const void *a, const void *b)
{
	const struct utterance *x = *(const struct utterance *const *)a;
	const struct utterance *y = *(const struct utterance *const *)b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	if (x->variants[0].article != y->variants[0].article)
		return x->variants[0].article < y->variants[0].article ? -1 : 1;
	return (x->variants[0].quote > y->variants[0].quote) -
	       (x->variants[0].quote < y->variants[0].quote);
}

static const struct quote *variant_quote(const struct report *report, const struct variant *variant)
{
	return &report->found->quotes[variant->article].items[variant->quote];
}

static const struct variant *fullest(const struct utterance *utterance)
{
	for (size_t i = 0; i < utterance->n; i++)
		if (utterance->variants[i].fullest)
			return &utterance->variants[i];
	return &utterance->variants[0];
}

static void quote_words(struct report *report, size_t article, const struct quote *quote)
{
	html_brief(&report->out,
		   scene_pieces(&report->scene.scratch, report->found->articles[article].text,
				quote->spans, quote->nspans),
		   QUOTE_BYTES);
}

static void in_text(struct report *report, size_t article, size_t quote)
{
	if (report_quote_shown(report, article, quote))
		html(&report->out, " <a class=\"in-text\" href=\"#quote-%z-%z\">in the text</a>",
		     article, quote);
}

static struct str variant_words(struct report *report, const struct variant *variant)
{
	const struct quote *quote = variant_quote(report, variant);

	return scene_pieces(&report->scene.scratch, report->found->articles[variant->article].text,
			    quote->spans, quote->nspans);
}

/*
 * The words of a print that differs: marked against the fullest, or, of a print that has only a part of
 * it, as they stand. What differs is said in words after it.
 */
static void print_words(struct report *report, const struct variant *variant,
			const struct variant *best)
{
	struct output *out = &report->out;
	struct str full = variant_words(report, best), words = variant_words(report, variant);

	put(out, "<p class=\"variant\" dir=\"auto\">");
	if (words.len <= QUOTE_BYTES && words.len * 2 > full.len)
		report_changes(report, full, words);
	else
		html_brief(out, words, QUOTE_BYTES);
	put(out, "</p><details class=\"small\"><summary>What differs</summary><ul "
		 "class=\"differences\">");
	for (size_t i = 0; i < variant->ndifferences && i < REPORT_ROWS; i++)
		html(out, "<li dir=\"auto\">%s</li>", variant->differences[i]);
	put(out, "</ul></details>");
}

static void addressee(struct report *report, size_t article, const struct quote *quote)
{
	if (quote->addressee.len)
		html(&report->out, " <span class=\"faint\" dir=\"auto\">to %s</span>",
		     str_from(report->found->articles[article].text, quote->addressee));
}

static void print_of(struct report *report, const struct variant *variant,
		     const struct variant *best, bool alone)
{
	const struct quote *quote = variant_quote(report, variant);
	struct output *out = &report->out;

	put(out, "<li>");
	report_article(report, variant->article);
	put(out, " ");
	html_moment(out, report->found->articles[variant->article].published, PRECISION_DAY);
	html(out, " <span class=\"form\">%c</span>", quote_form_name(quote->form));
	if (variant->fullest && !alone)
		put(out, " <span class=\"form\">fullest</span>");
	if (variant->altered)
		put(out, " <span class=\"form altered\">altered</span>");
	put(out, " ");
	report_chain(report, quote);
	addressee(report, variant->article, quote);
	in_text(report, variant->article, variant->quote);
	if (variant->ndifferences)
		print_words(report, variant, best);
	put(out, "</li>\n");
}

static void utterance_card(struct report *report, const struct utterance *utterance)
{
	const struct variant *best = fullest(utterance);
	const struct quote *quote = variant_quote(report, best);
	struct output *out = &report->out;
	size_t shown = utterance->n < REPORT_VARIANTS ? utterance->n : REPORT_VARIANTS;

	put(out, "<li class=\"card utterance\"><blockquote dir=\"auto\"><p>");
	quote_words(report, best->article, quote);
	put(out, "</p></blockquote>\n<p class=\"speaker\">— ");
	if (utterance->speaker.len)
		html(out, "<b>%s</b>", utterance->speaker);
	else
		put(out, "<span class=\"faint\">speaker not told</span>");
	if (quote->medium.len)
		html(out, " <span class=\"faint\">in a %s</span>", quote->medium);
	if (utterance->n > 1)
		html(out, " <span class=\"faint\">· %z prints</span>", utterance->n);
	put(out, "</p>\n<ul class=\"prints\">\n");
	for (size_t i = 0; i < shown && !output_failed(out); i++)
		print_of(report, &utterance->variants[i], best, utterance->n == 1);
	put(out, "</ul>\n");
	report_left_out(report, "prints", shown, utterance->n);
	if (quote->nwhy) {
		put(out, "<details class=\"small\"><summary>Why this speaker and chain</summary>");
		report_why(report, NULL, quote->why, quote->nwhy);
		put(out, "</details>\n");
	}
	put(out, "</li>\n");
	arena_clear(&report->scene.scratch);
}

/* A quote that is no print of any utterance, as one with this only print. */
static const struct utterance *utterance_alone(struct report *report, size_t article, size_t quote)
{
	struct utterance *utterance = ARENA_NEW(&report->scene.arena, struct utterance);
	struct variant *variant = ARENA_NEW(&report->scene.arena, struct variant);

	variant->article = (uint32_t)article;
	variant->quote = (uint32_t)quote;
	variant->fullest = true;
	utterance->variants = variant;
	utterance->n = 1;
	utterance->speaker = report->found->quotes[article].items[quote].speaker;
	return utterance;
}

struct utterance_list {
	const struct utterance **items;
	size_t n, room;
};

static struct utterance_list all_utterances(struct report *report)
{
	const struct findings *found = report->found;
	struct utterance_list list = {0};

	for (size_t i = 0; i < found->lineages.nutterances; i++)
		if (found->lineages.utterances[i].n)
			vec_push(&report->scene.arena, &list, &found->lineages.utterances[i]);
	for (size_t i = 0; i < found->n; i++)
		for (size_t j = 0; j < found->quotes[i].n; j++)
			if (!scene_utterance(&report->scene, i, j))
				vec_push(&report->scene.arena, &list,
					 utterance_alone(report, i, j));
	if (list.n)
		qsort(list.items, list.n, sizeof(*list.items), compare_utterances);
	return list;
}

void report_quotes(struct report *report)
{
	struct utterance_list list = {0};
	bool folded = false;
	size_t shown;

	if (report->found->quotes)
		list = all_utterances(report);
	if (!list.n)
		return;
	shown = list.n < REPORT_UTTERANCES ? list.n : REPORT_UTTERANCES;
	put(&report->out, "<section id=\"quotes\" aria-labelledby=\"h-quotes\">\n"
			  "<h2 id=\"h-quotes\">Who is quoted, and through whose hands</h2>\n"
			  "<ul class=\"utterances\">\n");
	for (size_t i = 0; i < shown && !output_failed(&report->out); i++) {
		if (i >= OPEN_UTTERANCES && i && list.items[i]->n == 1 &&
		    (list.items[i - 1]->n > 1 || i == OPEN_UTTERANCES)) {
			html(&report->out,
			     "</ul>\n<details><summary>%z more that stand in one article only"
			     "</summary>\n<ul class=\"utterances\">\n",
			     list.n - i);
			folded = true;
		}
		utterance_card(report, list.items[i]);
	}
	put(&report->out, folded ? "</ul></details>\n" : "</ul>\n");
	report_left_out(report, "utterances", shown, list.n);
	put(&report->out, "</section>\n");
}
