/*
 * Terminal: text for people, fitted to a width.
 *
 * Widths are those of the screen, not of bytes: a Han character takes two columns, a combining
 * accent none (UAX 11, by utf8proc). Blanks and line ends of an article become one blank; control
 * characters and marks that turn the reading direction are left out, so that no article can move
 * the cursor, change colours, or show its words in another order than they stand.
 */
#ifndef SHOW_TERMINAL_H
#define SHOW_TERMINAL_H

#include "show/output.h"

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_NAME, STYLE_GOOD, STYLE_BAD };

struct terminal {
	struct output *out;
	unsigned columns;
	bool colour;
	unsigned column; /* columns written of the line so far */
};

void terminal_init(struct terminal *term, struct output *out, const struct wire_sink *sink);

void term_end_line(struct terminal *term);
void term_indent(struct terminal *term, unsigned column); /* blanks up to this column */

void term_gap(struct terminal *term); /* two blanks */

/* A text in what is left of the line, or in `most` columns of it, cut with "…" where longer. */
void term_fit(struct terminal *term, enum style style, struct str text, unsigned most);

/* As much as fits of the line, in words of the program's own. */
void term_say(struct terminal *term, enum style style, const char *words);

/* As term_fit(), then blanks up to `width` columns and a gap. */
void term_cell(struct terminal *term, enum style style, struct str text, unsigned width);

/* A text over several lines, each beginning at `indent`, `lines` at most, then "…". Ends them. */
void term_wrap(struct terminal *term, enum style style, struct str text, unsigned indent,
	       unsigned lines);

#endif
