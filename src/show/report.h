/*
 * Report: the parts of the page, each in a file of its own.
 *
 * The page is bounded: of very large findings it shows the first or the strongest so many, and says
 * how many it leaves out.
 */
#ifndef SHOW_REPORT_H
#define SHOW_REPORT_H

#include "show/html.h"
#include "show/pairs.h"
#include "show/scene.h"

enum {
	REPORT_ARTICLES = 500,   /* whose text is shown */
	REPORT_TEXT = 64 * 1024, /* bytes of one article */
	REPORT_STORIES = 200,
	REPORT_SERIES = 100,
	REPORT_PAIRS = 200,
	REPORT_PASSAGES = 40,      /* of one pair */
	REPORT_PASSAGE = 6 * 1024, /* bytes of one passage */
	REPORT_UTTERANCES = 300,
	REPORT_VARIANTS = 40, /* of one utterance */
	REPORT_ROWS = 200,    /* of any other list */
};

struct report {
	const struct findings *found;
	struct output out;
	struct scene scene;
	struct pairs pairs;
};

void report_series(struct report *report);
void report_stories(struct report *report);
void report_pairs(struct report *report);
void report_quotes(struct report *report);
void report_articles(struct report *report);

/* One story as a picture, `width` units wide; narrow ones have the labels over the lanes. */
void report_picture(struct report *report, size_t story, unsigned width);

/* Whether this quote can be linked to within the text of its article. */
bool report_quote_shown(const struct report *report, size_t article, size_t quote);

/* The article's label, linked to its text where that is shown. */
void report_article(struct report *report, size_t article);

/* "Ilse Brandt ← Bergmark News Agency", as a list. */
void report_chain(struct report *report, const struct quote *quote);

/* One side of two aligned stretches, the words that differ marked: <del> on side a, <ins> on b. */
void report_side(struct report *report, struct str text, struct span span,
		 const struct edits *edits, bool side_b);

/*
 * What was said now against what was said before: new words <ins>, words that went <del>; as it stands
 * where the two have little in common.
 */
void report_changes(struct report *report, struct str before, struct str now);

/* "Shown are 200 of 1034 stories." where something is left out. */
void report_left_out(struct report *report, const char *what, size_t shown, size_t all);

/*
 * A table that becomes a list of cards on narrow screens, where each cell shows its column's name;
 * the roles keep it a table for those who listen. Columns end with NULL.
 */
struct report_table {
	const char *class; /* for the style sheet */
	const char *caption;
	const char *const *columns;
	unsigned head; /* which column heads the row */
};

void report_table_begin(struct report *report, const struct report_table *table);
void report_cell(struct report *report, const struct report_table *table, unsigned column);
void report_row_end(struct report *report, const struct report_table *table);
void report_table_end(struct report *report);

/* A list of reasons, under a short heading or NULL. */
void report_why(struct report *report, const char *heading, const struct str *why, size_t n);

/* "s" but for one. */
static inline const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

#endif
