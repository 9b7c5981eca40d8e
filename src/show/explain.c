/*
 * How two articles were compared, as a person reads it:
 *
 *	seeds      14 of 6 words in both, 2 of them furniture
 *	runs       words  in a         in b
 *	              17  0–98         0–95         The ferry to Ondry … the port office
 *	chains     score  in a         in b
 *	              30  0–220        0–230        2 runs
 *	stretches  words  in a         in b
 *	              34  0–220        0–230        told: 87% the same, 18 in a row
 *	               9  300–350      400–450      not told: a headline
 *
 * then the alignment of each passage,
 *
 *	 = 9 words: the ferry to Ondry … is mended
 *	 ~ will → is to                       in the one, in the other
 *	 - on Monday                          only in the first
 *	 + the port said                      only in the second
 *
 * and where nothing is told, why: mostly the longest run of words that both have says how far it was from
 * being found. Places are bytes, as in the records.
 */
#include "show/explain.h"

enum {
	INDENT = 6,
	LINES = 2,
	RUN_ENDS = 40,
	LABEL = 2,
	TABLE = 13, /* the column of the tables */
	NUMBER = 5,
	PLACE = 11,
	ROWS = 12 /* of a table */
};

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static size_t words_in(struct arena *scratch, struct str text, struct span span)
{
	struct words words = {0};

	split_words(scratch, text, span, &words);
	return words.n;
}

/* A long run by its ends: "the ferry to Ondry … is mended". */
static struct str run_text(struct arena *scratch, struct str text, struct span span)
{
	struct str run = str_trim(str_from(text, span));
	size_t head = RUN_ENDS, tail;

	if (run.len <= 2 * RUN_ENDS + 8)
		return run;
	tail = run.len - RUN_ENDS;
	while (head && run.s[head] != ' ')
		head--;
	while (tail < run.len && run.s[tail] != ' ')
		tail++;
	if (!head || tail == run.len)
		return run;
	return str_format(scratch, "%.*s …%.*s", STR_ARG(str_sub(run, 0, head)),
			  STR_ARG(str_sub(run, tail, run.len)));
}

static void edit_line(struct terminal *term, struct arena *scratch, const struct edit *edit,
		      struct str text_a, struct str text_b)
{
	struct str a = run_text(scratch, text_a, edit->a), b = run_text(scratch, text_b, edit->b);
	size_t words = words_in(scratch, text_a, edit->a);

	switch (edit->kind) {
	case EDIT_SAME:
		term_wrap(
			term, STYLE_PLAIN,
			str_format(scratch, "= %zu word%s: %.*s", words, plural(words), STR_ARG(a)),
			INDENT, LINES);
		break;
	case EDIT_CHANGED:
		term_wrap(term, STYLE_BAD,
			  str_format(scratch, "~ %.*s → %.*s", STR_ARG(a), STR_ARG(b)), INDENT,
			  LINES);
		break;
	case EDIT_ONLY_A:
		term_wrap(term, STYLE_BAD, str_format(scratch, "- %.*s", STR_ARG(a)), INDENT,
			  LINES);
		break;
	case EDIT_ONLY_B:
		term_wrap(term, STYLE_GOOD, str_format(scratch, "+ %.*s", STR_ARG(b)), INDENT,
			  LINES);
		break;
	}
}

void explain_passage(struct terminal *term, struct arena *scratch, const struct findings *found,
		     const struct passage *passage)
{
	struct str a = found->articles[passage->a].text, b = found->articles[passage->b].text;
	struct edits edits = {0};

	match_edits(scratch, scratch, a, passage->in_a, b, passage->in_b, &edits);
	for (size_t i = 0; i < edits.n; i++)
		edit_line(term, scratch, &edits.items[i], a, b);
}

/* ---------------------------------------------------------------- the steps */

static void label(struct terminal *term, const char *name)
{
	term_indent(term, LABEL);
	term_say(term, STYLE_STRONG, name);
	term_indent(term, TABLE);
}

/* What a column of places is headed by: the outlet, or the article where the outlet is one. */
static struct str side_name(struct scene *scene, const struct pair_steps *steps, uint32_t article)
{
	if (!str_eq(scene_label(scene, steps->a), scene_label(scene, steps->b)))
		return scene_label(scene, article);
	return scene->found->articles[article].id;
}

static void table_head(struct terminal *term, struct scene *scene, const struct pair_steps *steps,
		       const char *name, const char *number)
{
	label(term, name);
	term_cell(term, STYLE_FAINT, str_of(number), NUMBER);
	term_cell(term, STYLE_FAINT, side_name(scene, steps, steps->a), PLACE);
	term_fit(term, STYLE_FAINT, side_name(scene, steps, steps->b), PLACE);
	term_end_line(term);
}

static struct str place(struct arena *scratch, struct span span)
{
	return str_format(scratch, "%u–%u", span.start, span_end(span));
}

/* A row of a table up to its text. */
static void table_row(struct terminal *term, struct arena *scratch, int64_t number,
		      struct span in_a, struct span in_b)
{
	struct str figures = str_format(scratch, "%lld", (long long)number);

	term_indent(term, figures.len < NUMBER ? TABLE + NUMBER - (unsigned)figures.len : TABLE);
	term_fit(term, STYLE_PLAIN, figures, NUMBER);
	term_gap(term);
	term_cell(term, STYLE_PLAIN, place(scratch, in_a), PLACE);
	term_cell(term, STYLE_PLAIN, place(scratch, in_b), PLACE);
}

static void row_text(struct terminal *term, enum style style, struct str text)
{
	term_fit(term, style, text, term->columns);
	term_end_line(term);
}

/* Says that rows were left out; false where there is room for row i. */
static bool table_full(struct terminal *term, struct arena *scratch, size_t i, size_t n)
{
	if (i < ROWS)
		return false;
	term_indent(term, TABLE);
	term_fit(term, STYLE_FAINT, str_format(scratch, "… and %zu more", n - i), term->columns);
	term_end_line(term);
	return true;
}

/* What is counted as a word. */
static const char *unit(const struct pair_steps *steps)
{
	return steps->characters > 1 ? "characters" : "words";
}

static void seeds_line(struct terminal *term, struct arena *scratch, const struct pair_steps *steps)
{
	struct buf line = buf_in(scratch);

	label(term, "seeds");
	if (steps->seeds)
		buf_addf(&line, "%u of %u %s in both", steps->seeds, steps->gram, unit(steps));
	else
		buf_addf(&line, "none: no run of %u %s in both", steps->gram, unit(steps));
	if (steps->furniture)
		buf_addf(&line, ", %u of them furniture", steps->furniture);
	if (steps->stock)
		buf_addf(&line, ", %u of them stock phrases", steps->stock);
	term_fit(term, STYLE_PLAIN, buf_str(&line), term->columns);
	term_end_line(term);
}

static void runs_table(struct terminal *term, struct scene *scene, const struct pair_steps *steps)
{
	struct str text = scene->found->articles[steps->a].text;

	table_head(term, scene, steps, "runs", steps->characters > 1 ? "chars" : "words");
	for (size_t i = 0; i < steps->nruns && !table_full(term, &scene->scratch, i, steps->nruns);
	     i++) {
		const struct shared_run *run = &steps->runs[i];

		table_row(term, &scene->scratch, run->words, run->in_a, run->in_b);
		row_text(term, STYLE_PLAIN, str_from(text, run->in_a));
	}
}

static void chains_table(struct terminal *term, struct scene *scene, const struct pair_steps *steps)
{
	table_head(term, scene, steps, "chains", "score");
	for (size_t i = 0;
	     i < steps->nchains && !table_full(term, &scene->scratch, i, steps->nchains); i++) {
		const struct shared_chain *chain = &steps->chains[i];

		table_row(term, &scene->scratch, chain->score, chain->in_a, chain->in_b);
		row_text(term, STYLE_PLAIN,
			 str_format(&scene->scratch, "%u run%s%s", chain->runs, plural(chain->runs),
				    chain->known ? ", part of a better chain" : ""));
	}
}

/* Why a stretch is not told. */
static const char *verdict_reason(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_TOLD:
		return "told";
	case VERDICT_SHORT:
		return "not told: too short";
	case VERDICT_FURNITURE:
		return "not told: furniture";
	case VERDICT_LINK:
		return "not told: a link";
	case VERDICT_HEADLINE:
		return "not told: a headline";
	case VERDICT_STOCK:
		return "not told: a stock phrase";
	case VERDICT_COMMON:
		return "not told: too common";
	}
	return "";
}

/* What the verdict means, in a sentence. */
static struct str verdict_rule(struct arena *scratch, const struct pair_steps *steps,
			       enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_TOLD:
		break;
	case VERDICT_SHORT:
		return str_format(scratch, "%u %s are asked for (--min-words).", steps->min_words,
				  unit(steps));
	case VERDICT_FURNITURE:
		return STR("Furniture: an outlet repeats half of it in articles on other matters.");
	case VERDICT_LINK:
		return STR("A link: the pages lead to another article by its headline.");
	case VERDICT_HEADLINE:
		return STR("A headline: written with capitals, and of fewer than 18 words.");
	case VERDICT_STOCK:
		return STR("A stock phrase: half of it is in articles on many matters.");
	case VERDICT_COMMON:
		return str_format(scratch,
				  "Too common: of fewer than %u %s, %u must be the same in a row, or all of "
				  "a whole sentence in quotation marks, in articles about the same.",
				  28 * steps->characters, unit(steps), 12 * steps->characters);
	}
	return (struct str){0};
}

static void stretches_table(struct terminal *term, struct scene *scene,
			    const struct pair_steps *steps)
{
	unsigned met = 0;

	table_head(term, scene, steps, "stretches", steps->characters > 1 ? "chars" : "words");
	for (size_t i = 0;
	     i < steps->nstretches && !table_full(term, &scene->scratch, i, steps->nstretches);
	     i++) {
		const struct shared_stretch *stretch = &steps->stretches[i];
		struct str text =
			stretch->verdict == VERDICT_TOLD
				? str_format(&scene->scratch, "told: %u%% the same, %u in a row",
					     (unsigned)((double)stretch->identity * 100),
					     stretch->longest)
				: str_of(verdict_reason(stretch->verdict));

		table_row(term, &scene->scratch, stretch->words, stretch->in_a, stretch->in_b);
		row_text(term, stretch->verdict == VERDICT_TOLD ? STYLE_GOOD : STYLE_BAD, text);
		met |= 1u << stretch->verdict;
	}
	for (enum verdict verdict = VERDICT_SHORT; verdict <= VERDICT_COMMON; verdict++)
		if (met & 1u << verdict)
			term_wrap(term, STYLE_FAINT, verdict_rule(&scene->scratch, steps, verdict),
				  TABLE, LINES + 1);
}

const struct pair_steps *explain_steps_of(const struct findings *found, uint32_t a, uint32_t b)
{
	const struct passages *passages = &found->passages;

	for (size_t i = 0; i < passages->nsteps; i++)
		if (passages->steps[i].a == a && passages->steps[i].b == b)
			return &passages->steps[i];
	return NULL;
}

void explain_steps(struct terminal *term, struct scene *scene, const struct pair_steps *steps)
{
	seeds_line(term, &scene->scratch, steps);
	if (steps->nruns)
		runs_table(term, scene, steps);
	if (steps->nchains)
		chains_table(term, scene, steps);
	if (steps->nstretches)
		stretches_table(term, scene, steps);
}

/* ---------------------------------------------------------------- nothing found */

static struct str nothing_reason(const struct pair_steps *steps)
{
	if (!steps->longest.words && !steps->seeds)
		return STR("the two have no word in common");
	if (steps->nstretches)
		return STR("no stretch is worth telling");
	if (steps->seeds && steps->seeds == steps->furniture)
		return STR("all that both have is furniture");
	if (steps->seeds && !steps->nruns)
		return STR("all that both have is furniture and stock phrases");
	return STR("no run is long enough");
}

void explain_nothing(struct terminal *term, struct scene *scene, const struct pair_steps *steps)
{
	struct str text = scene->found->articles[steps->a].text;
	struct arena *scratch = &scene->scratch;

	explain_steps(term, scene, steps);
	label(term, "nothing");
	row_text(term, STYLE_PLAIN, nothing_reason(steps));
	if (!steps->longest.words)
		return;
	term_wrap(term, STYLE_PLAIN,
		  str_format(scratch, "The longest run that both have is of %u %s: “%.*s”.", steps->longest.words,
			     steps->longest.words == 1 && steps->characters < 2 ? "word" : unit(steps),
			     STR_ARG(run_text(scratch, text, steps->longest.in_a))),
		  TABLE, LINES + 1);
	if (steps->longest.words < steps->min_words)
		term_wrap(term, STYLE_FAINT, verdict_rule(scratch, steps, VERDICT_SHORT), TABLE,
			  LINES);
}

/* ---------------------------------------------------------------- prints */

void explain_prints(struct terminal *term, struct scene *scene)
{
	const struct passages *passages = &scene->found->passages;
	uint32_t n = (uint32_t)scene->found->n;
	uint32_t *prints;

	if (!passages->print_of)
		return;
	prints = ARENA_ARRAY(&scene->scratch, uint32_t, n);
	for (uint32_t i = 0; i < n; i++)
		if (passages->print_of[i] != UINT32_MAX && passages->print_of[i] != i)
			prints[passages->print_of[i]]++;
	for (uint32_t i = 0; i < n; i++)
		if (prints[i])
			term_wrap(term, STYLE_PLAIN,
				  str_format(&scene->scratch,
					     "%u articles are prints of %.*s: compared with it, "
					     "and not with each other.",
					     prints[i], STR_ARG(scene->found->articles[i].id)),
				  0, LINES);
}
