/*
 * The alignment behind a passage, as a person reads it:
 *
 *	 = 9 words: the ferry to Ondry … is mended
 *	 ~ will → is to                       in the one, in the other
 *	 - on Monday                          only in the first
 *	 + the port said                      only in the second
 *
 * and where two articles share nothing that is long enough, the longest run that they do share: it says
 * how far it was from being found.
 */
#include "show/explain.h"

enum { INDENT = 6, LINES = 2, RUN_ENDS = 40 };

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

static void edit_line(struct terminal *term, struct arena *scratch, const struct edit *edit, struct str text_a,
		      struct str text_b)
{
	struct str a = run_text(scratch, text_a, edit->a), b = run_text(scratch, text_b, edit->b);

	switch (edit->kind) {
	case EDIT_SAME:
		term_wrap(term, STYLE_PLAIN,
			  str_format(scratch, "= %zu words: %.*s", words_in(scratch, text_a, edit->a), STR_ARG(a)),
			  INDENT, LINES);
		break;
	case EDIT_CHANGED:
		term_wrap(term, STYLE_BAD, str_format(scratch, "~ %.*s → %.*s", STR_ARG(a), STR_ARG(b)), INDENT,
			  LINES);
		break;
	case EDIT_ONLY_A:
		term_wrap(term, STYLE_BAD, str_format(scratch, "- %.*s", STR_ARG(a)), INDENT, LINES);
		break;
	case EDIT_ONLY_B:
		term_wrap(term, STYLE_GOOD, str_format(scratch, "+ %.*s", STR_ARG(b)), INDENT, LINES);
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

void explain_no_passage(struct terminal *term, struct arena *scratch, const struct findings *found)
{
	struct str a, b;
	struct edits edits = {0};
	struct span best = {0};
	size_t most = 0;

	if (found->n != 2)
		return;
	a = found->articles[0].text;
	b = found->articles[1].text;
	match_edits(scratch, scratch, a, span_between(0, a.len), b, span_between(0, b.len), &edits);
	for (size_t i = 0; i < edits.n; i++) {
		size_t words = edits.items[i].kind == EDIT_SAME ? words_in(scratch, a, edits.items[i].a) : 0;

		if (words > most) {
			most = words;
			best = edits.items[i].a;
		}
	}
	if (!most) {
		term_wrap(term, STYLE_PLAIN, STR("The two have no word in common, in the same order."), 0, LINES);
		return;
	}
	term_wrap(term, STYLE_PLAIN,
		  str_format(scratch, "The longest run that both have, in the same order: %zu word%s, “%.*s”.", most,
			     most == 1 ? "" : "s", STR_ARG(run_text(scratch, a, best))),
		  0, LINES + 1);
	term_wrap(term, STYLE_FAINT, STR("--min-words sets how long a passage must be (8 unless given)."), 0, LINES);
}
