/*
 * Tables: findings as text for people, fitted to the terminal.
 *
 *	The Bergmark Courier  2031-05-09
 *	Chancellor sends yearly message
 *	  “We shall always stand with the brotherly people of …”
 *	      — Ilse Brandt ← Bergmark News Agency ← Nordwire
 *
 * What cannot be told is said to be so, in words; colour never says what the words do not.
 */
#include "base/error.h"
#include "base/guard.h"
#include "base/utf8.h"
#include "show/explain.h"
#include "show/scene.h"
#include "show/show.h"
#include "show/terminal.h"

enum { QUOTE_LINES = 4, WHY_LINES = 2, WORDING_LINES = 6, SIDE_INDENT = 2, DETAIL_INDENT = 6 };

struct tables {
	const struct findings *found;
	enum wire_findings which;
	struct output out;
	struct terminal term;
	struct scene scene;
	bool explain;
};

static struct str day_text(struct arena *scratch, struct moment moment, enum precision most)
{
	if (moment.precision > most)
		moment.precision = (uint8_t)most;
	if (moment.precision == PRECISION_NONE)
		return STR("undated");
	return moment_format(scratch, &moment);
}

static void joined(struct terminal *term, const struct str *names, size_t n, const char *between)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			term_say(term, STYLE_PLAIN, between);
		term_fit(term, STYLE_NAME, names[i], term->columns);
	}
}

/* ---------------------------------------------------------------- articles */

/* "Courier  2031-05-09  headline", in one line. */
static void article_heading(struct tables *tables, size_t number)
{
	const struct article *article = &tables->found->articles[number];
	struct terminal *term = &tables->term;

	term_fit(term, STYLE_STRONG, scene_label(&tables->scene, number), term->columns / 2);
	term_gap(term);
	term_fit(term, STYLE_FAINT,
		 day_text(&tables->scene.scratch, article->published, PRECISION_DAY), 10);
	term_gap(term);
	term_fit(term, STYLE_PLAIN, article->title.len ? article->title : article->id,
		 term->columns);
	term_end_line(term);
}

/* Takes turns of "name: value", parted by dots, in one line that wraps. */
static void fact(struct buf *line, const char *label, struct str value)
{
	if (!value.len)
		return;
	if (line->len)
		buf_add(line, STR(" · "));
	buf_add(line, str_of(label));
	buf_add(line, value);
}

static struct str article_facts(struct arena *scratch, const struct article *article)
{
	static const char *const froms[] = {"", "given with the input", "from the page's data",
					    "read on the page", "inferred"};
	struct buf line = buf_in(scratch);

	fact(&line, "", article->outlet);
	for (size_t i = 0; i < article->nbyline; i++)
		fact(&line, i ? "" : "by ", article->byline[i]);
	for (size_t i = 0; i < article->nagencies; i++) {
		fact(&line, "", article->agencies[i].name);
		buf_addf(&line, " (%s)", agency_role_name(article->agencies[i].role));
	}
	fact(&line, "", article->place);
	if (article->published.precision != PRECISION_NONE) {
		fact(&line, "", day_text(scratch, article->published, PRECISION_MINUTE));
		buf_addf(&line, " (%s)", froms[article->published_from]);
	}
	fact(&line, "", article->language);
	return buf_str(&line);
}

static void article_table(struct tables *tables, size_t number)
{
	const struct article *article = &tables->found->articles[number];
	struct terminal *term = &tables->term;
	struct buf marks = buf_in(&tables->scene.scratch);
	uint64_t bytes[MARK_FURNITURE + 1] = {0}, all = 0;

	for (size_t i = 0; i < article->nmarks; i++) {
		bytes[article->marks[i].kind] += article->marks[i].span.len;
		all += article->marks[i].span.len;
	}
	term_wrap(term, STYLE_STRONG, article->title.len ? article->title : STR("(no title)"), 0,
		  2);
	term_wrap(term, STYLE_PLAIN, article_facts(&tables->scene.scratch, article), SIDE_INDENT,
		  3);
	for (int kind = 0; all && kind <= MARK_FURNITURE; kind++)
		if (bytes[kind]) {
			fact(&marks, "", str_of(mark_name((enum mark_kind)kind)));
			buf_addf(&marks, " %u%%", (unsigned)((bytes[kind] * 100 + all / 2) / all));
		}
	term_wrap(term, STYLE_FAINT, buf_str(&marks), SIDE_INDENT, 2);
	for (size_t i = 0; i < article->npublished_why; i++) {
		term_indent(term, SIDE_INDENT);
		term_say(term, STYLE_FAINT, "dated because ");
		term_wrap(term, STYLE_FAINT, article->published_why[i], DETAIL_INDENT, WHY_LINES);
	}
	term_indent(term, SIDE_INDENT);
	term_fit(term, STYLE_FAINT, article->id, term->columns);
	term_end_line(term);
	term_end_line(term);
}

/* ---------------------------------------------------------------- dates */

/* Up to `most` bytes before and after a span, whole characters. */
static struct span around(struct str text, struct span span, uint32_t most)
{
	uint32_t start = span.start > most ? span.start - most : 0;
	uint32_t end =
		text.len - span_end(span) > most ? span_end(span) + most : (uint32_t)text.len;

	while (start < span.start && ((unsigned char)text.s[start] & 0xC0) == 0x80)
		start++;
	while (end > span_end(span) && end < text.len &&
	       ((unsigned char)text.s[end] & 0xC0) == 0x80)
		end--;
	return span_between(start, end);
}

static void date_table(struct tables *tables, size_t number)
{
	const struct article *article = &tables->found->articles[number];
	const struct dates *dates = &tables->found->dates[number];
	struct terminal *term = &tables->term;

	if (!dates->n)
		return;
	article_heading(tables, number);
	for (size_t i = 0; i < dates->n && !output_failed(&tables->out); i++) {
		const struct date *date = &dates->items[i];
		struct span near = around(article->text, date->span, 24);

		term_indent(term, SIDE_INDENT);
		term_cell(term, STYLE_PLAIN, date->value, 16);
		term_cell(term, STYLE_FAINT, str_of(timex_type_name(date->type)), 8);
		term_fit(term, STYLE_FAINT, str_sub(article->text, near.start, date->span.start),
			 24);
		term_say(term, STYLE_PLAIN, " [");
		term_fit(term, STYLE_STRONG, str_from(article->text, date->span), term->columns);
		term_say(term, STYLE_PLAIN, "] ");
		term_fit(term, STYLE_FAINT,
			 str_sub(article->text, span_end(date->span), span_end(near)), 24);
		term_end_line(term);
	}
	term_end_line(term);
}

/* ---------------------------------------------------------------- quotes */

/* What a print changed against the fullest one; what it only cut is no news in a table. */
static void quote_alteration(struct tables *tables, const struct variant *variant)
{
	struct buf line = buf_in(&tables->scene.scratch);

	if (!variant || !variant->altered)
		return;
	buf_add(&line, STR("altered"));
	for (size_t i = 0; i < variant->ndifferences; i++) {
		buf_add(&line, i ? STR("; ") : STR(": "));
		buf_add(&line, variant->differences[i]);
	}
	term_wrap(&tables->term, STYLE_BAD, buf_str(&line), DETAIL_INDENT, WHY_LINES);
}

/* "by “told”, of “the mayor”, to “reporters”, on 2031-05-12; confidence 0.9" */
static void quote_words(struct tables *tables, struct str text, const struct quote *quote)
{
	struct buf line = buf_in(&tables->scene.scratch);

	if (quote->ncue)
		buf_addf(&line, "by “%.*s”, ", STR_ARG(str_from(text, quote->cue[0])));
	if (quote->nspeaker_spans)
		buf_addf(&line, "of “%.*s”, ", STR_ARG(str_from(text, quote->speaker_spans[0])));
	if (quote->addressee.len)
		buf_addf(&line, "to “%.*s”, ", STR_ARG(str_from(text, quote->addressee)));
	if (quote->date.precision)
		buf_addf(&line, "on %.*s, ", STR_ARG(moment_format(&tables->scene.scratch, &quote->date)));
	buf_addf(&line, "confidence %d %%", (int)(quote->confidence * 100 + 0.5f));
	term_wrap(&tables->term, STYLE_FAINT, buf_str(&line), DETAIL_INDENT, WHY_LINES);
}

/* What the speaker and the chain rest on. */
static void quote_reasons(struct tables *tables, struct str text, const struct quote *quote)
{
	if (tables->explain)
		quote_words(tables, text, quote);
	for (size_t i = 0; tables->explain && i < quote->nwhy; i++)
		term_wrap(&tables->term, STYLE_FAINT, quote->why[i], DETAIL_INDENT, WHY_LINES);
}

static void quote_table(struct tables *tables, size_t number, size_t n)
{
	const struct article *article = &tables->found->articles[number];
	const struct quote *quote = &tables->found->quotes[number].items[n];
	struct terminal *term = &tables->term;

	term_wrap(term, STYLE_PLAIN,
		  scene_pieces(&tables->scene.scratch, article->text, quote->spans, quote->nspans),
		  SIDE_INDENT, QUOTE_LINES);
	term_indent(term, DETAIL_INDENT);
	term_say(term, STYLE_PLAIN, "— ");
	if (quote->nchain)
		joined(term, quote->chain, quote->nchain, " ← ");
	else if (quote->speaker.len)
		term_fit(term, STYLE_NAME, quote->speaker, term->columns);
	else
		term_say(term, STYLE_FAINT, "speaker not told");
	term_gap(term);
	term_say(term, STYLE_FAINT, quote_form_name(quote->form));
	if (quote->medium.len) {
		term_say(term, STYLE_FAINT, ", ");
		term_fit(term, STYLE_FAINT, quote->medium, term->columns);
	}
	term_end_line(term);
	quote_reasons(tables, article->text, quote);
	quote_alteration(tables, scene_variant(&tables->scene, number, n));
}

/* What was looked at besides, and why it was not taken. */
static void quote_decisions(struct tables *tables, size_t number)
{
	const struct quotes *quotes = &tables->found->quotes[number];
	struct str text = tables->found->articles[number].text;

	if (!tables->explain || !quotes->ndecisions)
		return;
	term_indent(&tables->term, SIDE_INDENT);
	term_say(&tables->term, STYLE_FAINT, "also looked at:");
	term_end_line(&tables->term);
	for (size_t i = 0; i < quotes->ndecisions && !output_failed(&tables->out); i++) {
		const struct decision *decision = &quotes->decisions[i];
		struct str words = str_from(text, decision->span);
		bool marked = words.len && words.s[0] != '"' && is_ascii((unsigned char)words.s[0]);

		term_wrap(&tables->term, STYLE_FAINT,
			  str_format(&tables->scene.scratch, marked ? "“%.*s”: %.*s" : "%.*s: %.*s",
				     STR_ARG(words), STR_ARG(decision->why)),
			  DETAIL_INDENT, WHY_LINES);
	}
}

static void quotes_table(struct tables *tables, size_t number)
{
	const struct quotes *quotes = &tables->found->quotes[number];

	if (!quotes->n && !(tables->explain && quotes->ndecisions))
		return;
	article_heading(tables, number);
	for (size_t i = 0; i < quotes->n && !output_failed(&tables->out); i++)
		quote_table(tables, number, i);
	quote_decisions(tables, number);
	term_end_line(&tables->term);
}

/* ---------------------------------------------------------------- copies */

/* "Courier ← Nordwire": who has it, from whom; "↔" where there is no telling. */
static void copy_heading(struct tables *tables, const struct copy *copy)
{
	struct terminal *term = &tables->term;
	uint32_t taker = copy->from == FROM_B ? copy->passage.a : copy->passage.b;
	uint32_t source = copy->from == FROM_B ? copy->passage.b : copy->passage.a;
	unsigned half = term->columns / 2 - 2;

	term_fit(term, STYLE_STRONG, scene_label(&tables->scene, taker), half);
	term_say(term, STYLE_PLAIN, copy->from == FROM_UNKNOWN ? " ↔ " : " ← ");
	term_fit(term, STYLE_STRONG, scene_label(&tables->scene, source), half);
	term_end_line(term);
	term_indent(term, SIDE_INDENT);
	term_fit(term, STYLE_FAINT, tables->found->articles[taker].id, half - 2);
	term_say(term, STYLE_PLAIN, copy->from == FROM_UNKNOWN ? " ↔ " : " ← ");
	term_fit(term, STYLE_FAINT, tables->found->articles[source].id, half);
	term_end_line(term);
}

/* How the pair was looked at, before its first passage. */
static void copy_steps(struct tables *tables, const struct copy *copy, const struct copy *before)
{
	const struct pair_steps *steps =
		tables->explain ? explain_steps_of(tables->found, copy->passage.a, copy->passage.b) : NULL;

	if (!steps || (before && before->passage.a == steps->a && before->passage.b == steps->b))
		return;
	explain_steps(&tables->term, &tables->scene, steps);
	term_end_line(&tables->term);
}

/* A pair that shares words, but no passage. */
static void nothing_table(struct tables *tables, size_t number)
{
	const struct pair_steps *steps = &tables->found->passages.steps[number];
	struct copy none = {.passage = {.a = steps->a, .b = steps->b}};

	for (size_t i = 0; i < steps->nstretches; i++)
		if (steps->stretches[i].verdict == VERDICT_TOLD)
			return;
	if (number || tables->found->lineages.ncopies)
		term_end_line(&tables->term);
	copy_heading(tables, &none);
	explain_nothing(&tables->term, &tables->scene, steps);
}

/* Who had the words first; the reasons follow. */
static void source_line(struct tables *tables, const struct copy *copy)
{
	struct terminal *term = &tables->term;
	uint32_t source = copy->from == FROM_B ? copy->passage.b : copy->passage.a;

	term_indent(term, DETAIL_INDENT);
	if (copy->from == FROM_UNKNOWN) {
		term_say(term, STYLE_PLAIN, "who had it first cannot be told:");
	} else {
		term_say(term, STYLE_PLAIN, "first: ");
		term_fit(term, STYLE_NAME, scene_label(&tables->scene, source), term->columns / 2);
		term_say(term, STYLE_PLAIN, ", since");
	}
	term_end_line(term);
}

/* Of a text in more than two articles: how many, and whose print is the earliest. */
static void family_line(struct tables *tables, const struct copy *copy)
{
	const struct family *family = lineage_family(&tables->found->lineages, &copy->passage);
	struct arena *scratch = &tables->scene.scratch;
	struct terminal *term = &tables->term;

	if (!family || family->articles < 3)
		return;
	term_indent(term, DETAIL_INDENT);
	if (family->first == UINT32_MAX)
		term_fit(term, STYLE_FAINT, str_format(scratch, "in %u articles", family->articles),
			 term->columns);
	else
		term_fit(term, STYLE_FAINT,
			 str_format(scratch, "in %u articles, first in %.*s", family->articles,
				    STR_ARG(scene_label(&tables->scene, family->first))),
			 term->columns);
	term_end_line(term);
}

static void copy_table(struct tables *tables, size_t number)
{
	const struct copy *copy = &tables->found->lineages.copies[number];
	const struct copy *before = number ? copy - 1 : NULL;
	struct terminal *term = &tables->term;
	enum style style = copy->credit == CREDIT_UNCREDITED ? STYLE_BAD : STYLE_GOOD;
	struct str figures = str_format(
		&tables->scene.scratch, "%u words, %u%% the same, %s", copy->passage.words,
		(unsigned)((double)copy->passage.identity * 100), copy_kind_name(copy->kind));

	if (!before || before->passage.a != copy->passage.a ||
	    before->passage.b != copy->passage.b || before->from != copy->from) {
		if (before)
			term_end_line(term);
		copy_heading(tables, copy);
		copy_steps(tables, copy, before);
	}
	term_indent(term, SIDE_INDENT);
	term_fit(term, STYLE_PLAIN, figures, term->columns);
	if (copy->credit != CREDIT_UNKNOWN) {
		term_say(term, STYLE_PLAIN, ", ");
		term_say(term, style, copy_credit_name(copy->credit));
	}
	term_end_line(term);
	term_wrap(term, STYLE_PLAIN,
		  str_from(tables->found->articles[copy->passage.a].text, copy->passage.in_a),
		  DETAIL_INDENT, WHY_LINES);
	family_line(tables, copy);
	if (tables->explain)
		source_line(tables, copy);
	for (size_t i = 0; i < copy->nwhy; i++)
		term_wrap(term, STYLE_FAINT, scene_reason(&tables->scene, copy, copy->why[i]),
			  DETAIL_INDENT, WHY_LINES);
	if (tables->explain)
		explain_passage(term, &tables->scene.scratch, tables->found, &copy->passage);
}

/* ---------------------------------------------------------------- furniture */

static void furniture_table(struct tables *tables, size_t number)
{
	const struct repeated *repeated = &tables->found->passages.repeated[number];
	struct arena *scratch = &tables->scene.scratch;
	struct terminal *term = &tables->term;
	struct str outlet = repeated->noutlets == 1
				    ? scene_label(&tables->scene, repeated->article)
				    : str_format(scratch, "%zu outlets", repeated->noutlets);

	term_fit(term, STYLE_STRONG, outlet, term->columns / 2);
	term_gap(term);
	term_fit(term, STYLE_FAINT,
		 str_format(scratch, "%s of %u words in %u articles",
			    repeated->stock ? "stock phrase" : "furniture", repeated->words,
			    repeated->articles),
		 term->columns);
	term_end_line(term);
	term_wrap(term, STYLE_PLAIN,
		  str_from(tables->found->articles[repeated->article].text, repeated->span), DETAIL_INDENT,
		  WHY_LINES);
}

/* ---------------------------------------------------------------- stories and series */

static void story_member(struct tables *tables, const struct story *story, size_t i)
{
	const struct article *article = &tables->found->articles[story->articles[i]];
	struct terminal *term = &tables->term;
	unsigned label = term->columns / 4;

	term_indent(term, SIDE_INDENT);
	term_cell(term, STYLE_FAINT,
		  day_text(&tables->scene.scratch, article->published, PRECISION_DAY), 10);
	term_cell(term, STYLE_NAME, scene_label(&tables->scene, story->articles[i]), label);
	term_fit(term, STYLE_PLAIN, article->title.len ? article->title : article->id,
		 term->columns);
	term_end_line(term);
	if (tables->explain && story->why && story->why[i].len)
		term_wrap(term, STYLE_FAINT, story->why[i], DETAIL_INDENT, WHY_LINES);
}

/* A round-up that stands elsewhere and tells of the story too. */
static void story_also(struct tables *tables, const struct also *also)
{
	const struct article *article = &tables->found->articles[also->article];
	struct terminal *term = &tables->term;

	term_indent(term, SIDE_INDENT);
	term_cell(term, STYLE_FAINT, STR("also in"), 10);
	term_cell(term, STYLE_NAME, scene_label(&tables->scene, also->article), term->columns / 4);
	term_fit(term, STYLE_PLAIN, article->title.len ? article->title : article->id,
		 term->columns);
	term_end_line(term);
	if (tables->explain)
		term_wrap(term, STYLE_FAINT, also->why, DETAIL_INDENT, WHY_LINES);
}

static void story_table(struct tables *tables, size_t number)
{
	const struct groups *groups = &tables->found->groups;
	const struct story *story = &groups->stories[number];
	const uint32_t *places = scene_in_time(&tables->scene, story);
	struct terminal *term = &tables->term;
	struct str start = day_text(&tables->scene.scratch, story->start, PRECISION_DAY);
	struct str end = day_text(&tables->scene.scratch, story->end, PRECISION_DAY);

	term_wrap(term, STYLE_STRONG, story->title.len ? story->title : story->id, 0, 2);
	term_indent(term, SIDE_INDENT);
	term_fit(term, STYLE_PLAIN, start, 10);
	if (!str_eq(start, end)) {
		term_say(term, STYLE_PLAIN, " to ");
		term_fit(term, STYLE_PLAIN, end, 10);
	}
	term_fit(term, STYLE_PLAIN,
		 str_format(&tables->scene.scratch, ", %zu article%s", story->n,
			    story->n == 1 ? "" : "s"),
		 term->columns);
	if (story->series < groups->nseries) {
		term_say(term, STYLE_PLAIN, ", one of: ");
		term_fit(term, STYLE_NAME, groups->series[story->series].title, term->columns);
	}
	term_end_line(term);
	for (size_t i = 0; i < story->n && !output_failed(&tables->out); i++)
		story_member(tables, story, places[i]);
	for (size_t i = 0; i < story->nalso && !output_failed(&tables->out); i++)
		story_also(tables, &story->also[i]);
	for (size_t i = 0; i < story->ndisagreements; i++)
		term_wrap(term, STYLE_PLAIN,
			  str_format(
				  &tables->scene.scratch, "different numbers of %.*s",
				  STR_ARG(scene_disagreement(&tables->scene.scratch, &tables->scene,
							     &story->disagreements[i]))),
			  SIDE_INDENT, 3);
	term_end_line(term);
}

static void moment_list(struct tables *tables, const char *label, const struct moment *moments,
			size_t n)
{
	struct buf line = buf_in(&tables->scene.scratch);

	if (!n)
		return;
	buf_add(&line, str_of(label));
	for (size_t i = 0; i < n; i++) {
		buf_add(&line, i ? STR(", ") : STR(" "));
		buf_add(&line, day_text(&tables->scene.scratch, moments[i], PRECISION_DAY));
	}
	term_wrap(&tables->term, STYLE_PLAIN, buf_str(&line), SIDE_INDENT, 3);
}

/* Whether the phrase says something of how the wording moved: it took another's place, or stayed. */
static bool wording_moved(const struct wording *wording)
{
	return wording->before.len || moment_day(&wording->first) != moment_day(&wording->last);
}

static void wording_line(struct tables *tables, const struct wording *wording)
{
	struct terminal *term = &tables->term;
	struct str line = wording->before.len
				  ? str_format(&tables->scene.scratch, "%.*s, in place of “%.*s”",
					       STR_ARG(wording->phrase), STR_ARG(wording->before))
				  : wording->phrase;

	term_indent(term, SIDE_INDENT * 2);
	term_cell(term, STYLE_FAINT, day_text(&tables->scene.scratch, wording->first, PRECISION_DAY),
		  10);
	term_say(term, STYLE_FAINT, "to ");
	term_cell(term, STYLE_FAINT, day_text(&tables->scene.scratch, wording->last, PRECISION_DAY),
		  10);
	term_wrap(term, wording->dropped ? STYLE_FAINT : STYLE_PLAIN, line, term->column,
		  WORDING_LINES);
}

static void wording_table(struct tables *tables, const struct series *series)
{
	struct terminal *term = &tables->term;
	size_t once = 0;

	if (series->nwording)
		term_wrap(term, STYLE_STRONG, STR("Wording"), SIDE_INDENT, 1);
	for (size_t i = 0; i < series->nwording && !output_failed(&tables->out); i++) {
		if (wording_moved(&series->wording[i]))
			wording_line(tables, &series->wording[i]);
		else
			once++;
	}
	if (once)
		term_wrap(term, STYLE_FAINT,
			  str_format(&tables->scene.scratch, "%zu phrase%s of one telling only", once,
				     once == 1 ? "" : "s"),
			  SIDE_INDENT * 2, 1);
}

static void claims_table(struct tables *tables, const struct series *series)
{
	struct terminal *term = &tables->term;

	if (series->nclaims)
		term_wrap(term, STYLE_STRONG, STR("What articles claim of it"), SIDE_INDENT, 1);
	for (size_t i = 0; i < series->nclaims && !output_failed(&tables->out); i++) {
		const struct claim *claim = &series->claims[i];
		const struct article *article = &tables->found->articles[claim->article];
		enum style style = claim->verdict == CLAIM_CONTRADICTED ? STYLE_BAD : STYLE_GOOD;

		term_indent(term, SIDE_INDENT * 2);
		term_cell(term, claim->verdict == CLAIM_OPEN ? STYLE_FAINT : style,
			  str_of(claim_verdict_name(claim->verdict)), 12);
		term_wrap(term, STYLE_PLAIN,
			  str_format(&tables->scene.scratch, "“%.*s” (%.*s): %.*s",
				     STR_ARG(str_from(article->text, claim->span)),
				     STR_ARG(scene_label(&tables->scene, claim->article)),
				     STR_ARG(claim->why)),
			  term->column, 2);
	}
}

static void series_table(struct tables *tables, size_t number)
{
	const struct series *series = &tables->found->groups.series[number];
	struct terminal *term = &tables->term;

	term_wrap(term, STYLE_STRONG, series->title.len ? series->title : series->id, 0, 2);
	term_wrap(term, STYLE_PLAIN, scene_rhythm(&tables->scene.scratch, series), SIDE_INDENT, 2);
	moment_list(tables, "missed:", series->missed, series->nmissed);
	moment_list(tables, "out of rhythm:", series->breaks, series->nbreaks);
	if (series->next.precision != PRECISION_NONE)
		moment_list(tables, "due next:", &series->next, 1);
	for (size_t i = 0; i < series->n && !output_failed(&tables->out); i++) {
		const struct story *story = &tables->found->groups.stories[series->stories[i]];

		term_indent(term, SIDE_INDENT * 2);
		term_cell(term, STYLE_FAINT,
			  day_text(&tables->scene.scratch, series->dates[i], PRECISION_DAY), 10);
		term_fit(term, STYLE_PLAIN,
			 str_format(&tables->scene.scratch, "%.*s (%zu)",
				    STR_ARG(scene_story_title(story)), story->n),
			 term->columns);
		term_end_line(term);
	}
	wording_table(tables, series);
	claims_table(tables, series);
	term_end_line(term);
}

/* ---------------------------------------------------------------- all */

static void each(struct tables *tables, size_t n,
		 void (*table)(struct tables *tables, size_t number))
{
	for (size_t i = 0; i < n && !output_failed(&tables->out); i++) {
		table(tables, i);
		arena_clear(&tables->scene.scratch);
	}
}

/* What is explained of pairs without a passage: all of those that were looked at once more. */
static void nothing_tables(struct tables *tables)
{
	each(tables, tables->found->passages.nsteps, nothing_table);
	if (tables->found->passages.print_of && !tables->found->passages.steps)
		term_wrap(&tables->term, STYLE_FAINT,
			  str_format(&tables->scene.scratch,
				     "How pairs were looked at is told of up to %d articles, not of %zu.",
				     STEPS_MOST_ARTICLES, tables->found->n),
			  0, 2);
	explain_prints(&tables->term, &tables->scene);
}

static void write_tables(void *context)
{
	struct tables *tables = context;
	const struct findings *found = tables->found;

	scene_make(&tables->scene, found);
	if (tables->which & WIRE_ARTICLES)
		each(tables, found->n, article_table);
	if (tables->which & WIRE_DATES && found->dates)
		each(tables, found->n, date_table);
	if (tables->which & WIRE_QUOTES && found->quotes)
		each(tables, found->n, quotes_table);
	if (tables->which & WIRE_FURNITURE)
		each(tables, found->passages.nrepeated, furniture_table);
	if (tables->which & WIRE_COPIES)
		each(tables, found->lineages.ncopies, copy_table);
	if (tables->which & WIRE_COPIES && tables->explain)
		nothing_tables(tables);
	if (tables->which & WIRE_STORIES)
		each(tables, found->groups.nstories, story_table);
	if (tables->which & WIRE_SERIES)
		each(tables, found->groups.nseries, series_table);
}

enum wire_status show_table(const struct findings *findings, enum wire_findings which,
			    const struct wire_sink *sink, struct wire_error *error)
{
	struct tables tables = {.found = findings, .which = which, .explain = sink->explain};
	enum wire_status status;

	output_init(&tables.out, sink);
	terminal_init(&tables.term, &tables.out, sink);
	scene_init(&tables.scene);
	status = guard_run(write_tables, &tables);
	scene_release(&tables.scene);
	if (status)
		return error_set(error, status, "", "out of memory while writing");
	return output_end(&tables.out, error);
}
