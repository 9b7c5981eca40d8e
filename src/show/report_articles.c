/*
 * Articles in the report: the text as it was read, with what was found in it.
 *
 * Marks of different kinds overlap: a passage copied from elsewhere may hold a quote that holds
 * half of another passage. HTML elements cannot, so the text is cut wherever any mark begins or
 * ends:
 *
 *	passage   ├──────────────────┤
 *	quote          ├───────────────────┤
 *	pieces    ├────┼─────────────┼─────┤     copied | copied, quoted | quoted
 *
 * Each line of the text becomes a paragraph; long runs of page furniture fold away.
 */
#include "base/utf8.h"
#include "base/vector.h"
#include "show/report.h"

#include <stdlib.h>

/* What a piece of text is part of, or-ed. */
enum layer {
	LAYER_QUOTE = 1,
	LAYER_COPY = 2,
	LAYER_SPEAKER = 4,
	LAYER_CUE = 8,
	LAYER_FURNITURE = 16,
	LAYERS = 5,
};

enum { MOST_EDGES = 40000, FOLD_LINES = 4 };

/* Where a layer begins (+1) or ends (-1). */
struct edge {
	uint32_t at;
	int8_t turn;
	uint8_t layer; /* number of its bit */
};

struct marked {
	VEC(struct edge) edges;
	int32_t depth[LAYERS]; /* how many marks of each layer are open */
	size_t edge;           /* the next one */
	size_t quote;          /* the next quote whose anchor is due */
	uint32_t end;          /* of what is shown */
};

static uint32_t shown_end(struct str text)
{
	size_t end = text.len;

	if (end > REPORT_TEXT) {
		end = REPORT_TEXT;
		while (end && ((unsigned char)text.s[end] & 0xC0) == 0x80)
			end--;
	}
	return (uint32_t)end;
}

bool report_quote_shown(const struct report *report, size_t article, size_t quote)
{
	const struct quote *it = &report->found->quotes[article].items[quote];

	return article < REPORT_ARTICLES && it->nspans &&
	       it->spans[0].start < shown_end(report->found->articles[article].text);
}

static void add_span(struct arena *scratch, struct marked *marked, struct span span, unsigned layer)
{
	if (!span.len || span.start >= marked->end || marked->edges.n >= MOST_EDGES)
		return;
	vec_push(scratch, &marked->edges, ((struct edge){span.start, 1, (uint8_t)layer}));
	vec_push(scratch, &marked->edges, ((struct edge){span_end(span), -1, (uint8_t)layer}));
}

static void add_spans(struct arena *scratch, struct marked *marked, const struct span *spans,
		      size_t n, unsigned layer)
{
	for (size_t i = 0; i < n; i++)
		add_span(scratch, marked, spans[i], layer);
}

static int compare_edges(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->layer != y->layer)
		return x->layer < y->layer ? -1 : 1;
	return (x->turn > y->turn) - (x->turn < y->turn);
}

static void add_passages(struct report *report, struct marked *marked, size_t number)
{
	const struct copy *copies = report->found->lineages.copies;

	for (size_t i = report->pairs.start[number]; i < report->pairs.start[number + 1]; i++) {
		const struct pair *pair = &report->pairs.items[report->pairs.touching[i]];

		for (size_t j = pair->first; j < pair->first + pair->n; j++)
			add_span(&report->scene.scratch, marked,
				 pair->a == number ? copies[j].passage.in_a
						   : copies[j].passage.in_b,
				 1);
	}
}

static struct marked marked_of(struct report *report, size_t number)
{
	const struct article *article = &report->found->articles[number];
	struct arena *scratch = &report->scene.scratch;
	struct marked marked = {.end = shown_end(article->text)};

	for (size_t i = 0; i < article->nmarks; i++)
		if (article->marks[i].kind >= MARK_CREDIT)
			add_span(scratch, &marked, article->marks[i].span, 4);
	for (size_t i = 0; report->found->quotes && i < report->found->quotes[number].n; i++) {
		const struct quote *quote = &report->found->quotes[number].items[i];

		add_spans(scratch, &marked, quote->spans, quote->nspans, 0);
		add_spans(scratch, &marked, quote->speaker_spans, quote->nspeaker_spans, 2);
		add_spans(scratch, &marked, quote->cue, quote->ncue, 3);
	}
	add_passages(report, &marked, number);
	if (marked.edges.n)
		qsort(marked.edges.items, marked.edges.n, sizeof(struct edge), compare_edges);
	return marked;
}

/* ---------------------------------------------------------------- the text */

static void anchors(struct report *report, struct marked *marked, size_t number, uint32_t at)
{
	const struct quotes *quotes;

	if (!report->found->quotes)
		return;
	quotes = &report->found->quotes[number];
	for (; marked->quote < quotes->n; marked->quote++) {
		const struct quote *quote = &quotes->items[marked->quote];

		if (quote->nspans && quote->spans[0].start > at)
			return;
		if (report_quote_shown(report, number, marked->quote))
			html(&report->out, "<span class=\"at\" id=\"quote-%z-%z\"></span>", number,
			     marked->quote);
	}
}

static void piece(struct report *report, struct marked *marked, struct str words)
{
	static const char *const classes[LAYERS] = {"quote", "copy", "who", "cue", "off"};
	struct output *out = &report->out;
	unsigned layers = 0;

	if (!words.len)
		return;
	for (unsigned i = 0; i < LAYERS; i++)
		layers |= marked->depth[i] ? 1u << i : 0;
	if (!layers) {
		html_text(out, words);
		return;
	}
	put(out, "<span class=\"");
	for (unsigned i = 0, any = 0; i < LAYERS; i++)
		if (layers & 1u << i)
			html(out, any++ ? " %c" : "%c", classes[i]);
	html(out, "\">%t</span>", words);
}

/* One line of the text, cut at the edges within. */
static void line(struct report *report, struct marked *marked, size_t number, struct span span)
{
	struct str text = report->found->articles[number].text;
	uint32_t at = span.start;

	while (at < span_end(span)) {
		uint32_t until = span_end(span);

		while (marked->edge < marked->edges.n &&
		       marked->edges.items[marked->edge].at <= at) {
			const struct edge *edge = &marked->edges.items[marked->edge++];

			marked->depth[edge->layer] += edge->turn;
		}
		if (marked->edge < marked->edges.n && marked->edges.items[marked->edge].at < until)
			until = marked->edges.items[marked->edge].at;
		anchors(report, marked, number, at);
		piece(report, marked, str_sub(text, at, until));
		at = until;
	}
}

/* The mark that a line begins in. */
static enum mark_kind line_kind(const struct article *article, size_t *mark, uint32_t start)
{
	while (*mark < article->nmarks && span_end(article->marks[*mark].span) <= start)
		++*mark;
	if (*mark < article->nmarks && article->marks[*mark].span.start <= start)
		return article->marks[*mark].kind;
	return MARK_BODY;
}

struct text_line {
	struct span span;
	enum mark_kind kind;
};

struct text_lines {
	struct text_line *items;
	size_t n, room;
};

static struct text_lines lines_of(struct report *report, const struct article *article,
				  uint32_t end)
{
	struct text_lines lines = {0};
	size_t mark = 0;

	for (uint32_t start = 0; start < end;) {
		size_t len = str_find_byte(str_sub(article->text, start, end), '\n');
		uint32_t stop = len == STR_NONE ? end : start + (uint32_t)len;
		struct str words = str_trim(str_sub(article->text, start, stop));

		if (words.len) {
			uint32_t from = (uint32_t)(words.s - article->text.s);
			enum mark_kind kind = line_kind(article, &mark, from);

			vec_push(&report->scene.scratch, &lines,
				 ((struct text_line){{from, (uint32_t)words.len}, kind}));
		}
		start = stop + 1;
	}
	return lines;
}

static bool folds(enum mark_kind kind)
{
	return kind == MARK_RELATED || kind == MARK_FURNITURE;
}

/* How many lines from this one on are page furniture. */
static size_t furniture_lines(const struct text_lines *lines, size_t from)
{
	size_t n = 0;

	while (from + n < lines->n && folds(lines->items[from + n].kind))
		n++;
	return n;
}

static void text_lines(struct report *report, size_t number, const struct text_lines *lines,
		       struct marked *marked)
{
	struct output *out = &report->out;
	size_t fold = 0, left = 0; /* lines of the run of furniture, and how many are to come */

	for (size_t i = 0; i < lines->n && !output_failed(out); i++) {
		if (!left)
			left = fold = furniture_lines(lines, i);
		if (left == fold && fold >= FOLD_LINES)
			html(out,
			     "<details class=\"fold\"><summary lang=\"en\">%z lines of page "
			     "furniture"
			     "</summary>\n",
			     fold);
		html(out, "<p class=\"%c\" dir=\"auto\">", mark_name(lines->items[i].kind));
		line(report, marked, number, lines->items[i].span);
		put(out, "</p>\n");
		if (left && !--left && fold >= FOLD_LINES)
			put(out, "</details>\n");
	}
}

static void article_text(struct report *report, size_t number)
{
	const struct article *article = &report->found->articles[number];
	struct marked marked = marked_of(report, number);
	struct text_lines lines = lines_of(report, article, marked.end);
	struct output *out = &report->out;

	html(out, "<div class=\"text\" lang=\"%s\">\n", article->language);
	text_lines(report, number, &lines, &marked);
	anchors(report, &marked, number, marked.end);
	if (marked.end < article->text.len)
		html(out, "<p class=\"note\" lang=\"en\">… %z more bytes are not shown.</p>\n",
		     article->text.len - marked.end);
	put(out, "</div>\n");
}

/* ---------------------------------------------------------------- the facts */

static void fact(struct report *report, const char *name, struct str value)
{
	if (value.len)
		html(&report->out, "<div><dt>%c</dt><dd dir=\"auto\">%s</dd></div>\n", name, value);
}

static void fact_published(struct report *report, const struct article *article)
{
	static const char *const froms[] = {"", "given with the input", "from the page’s data",
					    "read on the page", "worked out from the text"};
	struct output *out = &report->out;

	put(out, "<div><dt>Published</dt><dd>");
	if (article->published.precision == PRECISION_NONE) {
		put(out, "cannot be told</dd></div>\n");
		return;
	}
	html_moment(out, article->published, PRECISION_SECOND);
	html(out, " <span class=\"faint\">%c</span>", froms[article->published_from]);
	if (article->npublished_why) {
		put(out, "<ul class=\"differences\">");
		for (size_t i = 0; i < article->npublished_why && i < REPORT_ROWS; i++)
			html(out, "<li>%s</li>", article->published_why[i]);
		put(out, "</ul>");
	}
	put(out, "</dd></div>\n");
}

static void fact_agencies(struct report *report, const struct article *article)
{
	static const char *const roles[] = {"wrote the text", "took the picture", "gave material"};
	struct output *out = &report->out;

	if (!article->nagencies)
		return;
	put(out, "<div><dt>Agencies</dt><dd>");
	for (size_t i = 0; i < article->nagencies && i < REPORT_ROWS; i++)
		html(out, "%c%s <span class=\"faint\">%c</span>", i ? ", " : "",
		     article->agencies[i].name, roles[article->agencies[i].role]);
	put(out, "</dd></div>\n");
}

static void facts(struct report *report, const struct article *article)
{
	struct buf byline = buf_in(&report->scene.scratch);

	for (size_t i = 0; i < article->nbyline && i < REPORT_ROWS; i++) {
		buf_add(&byline, i ? STR(", ") : STR(""));
		buf_add(&byline, article->byline[i]);
	}
	put(&report->out, "<dl class=\"facts\">\n");
	fact(report, "Outlet", article->outlet);
	fact(report, "Byline", buf_str(&byline));
	fact_agencies(report, article);
	fact(report, "Dateline", article->place);
	fact_published(report, article);
	fact(report, "Language", article->language);
	fact(report, "Address", article->url);
	fact(report, "File", article->file);
	if (!str_eq(article->id, article->file))
		fact(report, "Id", article->id);
	put(&report->out, "</dl>\n");
}

/* Whom it shares words with. */
static void relations(struct report *report, size_t number)
{
	const struct pairs *pairs = &report->pairs;
	struct output *out = &report->out;
	size_t from = pairs->start[number], n = pairs->start[number + 1] - from;
	size_t shown = n < 30 ? n : 30;

	if (!n)
		return;
	put(out, "<ul class=\"members\">");
	for (size_t i = from; i < from + shown; i++) {
		const struct pair *pair = &pairs->items[pairs->touching[i]];
		uint32_t other = pair->a == number ? pair->b : pair->a;

		html(out, "<li>%z words %c ", (size_t)pair->words,
		     !pair->directed         ? "in common with"
		     : pair->taker == number ? "had from"
					     : "went to");
		report_article(report, other);
		put(out, "</li>");
	}
	put(out, "</ul>\n");
	report_left_out(report, "articles with words in common", shown, n);
}

static void one_article(struct report *report, size_t number)
{
	const struct article *article = &report->found->articles[number];
	struct output *out = &report->out;

	put(out, "<details class=\"card article\"><summary><b>");
	html_brief(out, scene_label(&report->scene, number), 80);
	put(out, "</b> <span class=\"faint\">");
	html_moment(out, article->published, PRECISION_DAY);
	put(out, "</span> <span class=\"headline\" dir=\"auto\">");
	html_text(out, scene_headline(&report->scene, number));
	html(out, "</span></summary>\n<div id=\"article-%z\" class=\"open\">\n", number);
	facts(report, article);
	relations(report, number);
	article_text(report, number);
	put(out, "</div></details>\n");
	arena_clear(&report->scene.scratch);
}

void report_articles(struct report *report)
{
	size_t n = report->found->n, shown = n < REPORT_ARTICLES ? n : REPORT_ARTICLES;

	if (!n)
		return;
	put(&report->out,
	    "<section id=\"articles\" aria-labelledby=\"h-articles\">\n"
	    "<h2 id=\"h-articles\">What was read</h2>\n"
	    "<p class=\"lead\">In the texts: <span class=\"quote\">quoted words</span>, "
	    "<span class=\"copy\">words that other articles have too</span>, "
	    "<span class=\"who\">the speaker</span>, <span class=\"cue\">what attributes "
	    "them</span>, "
	    "<span class=\"off\">page furniture</span>.</p>\n");
	for (size_t i = 0; i < shown && !output_failed(&report->out); i++)
		one_article(report, i);
	report_left_out(report, "articles", shown, n);
	put(&report->out, "</section>\n");
}
