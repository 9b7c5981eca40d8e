/*
 * Quotation marks paired: the stretches of an article that stand in quotation marks.
 */
#ifndef ATTRIBUTE_MARKS_H
#define ATTRIBUTE_MARKS_H

#include "split/split.h"

/* An outermost stretch in quotation marks; those within it are part of it. */
struct quotation {
	struct span span;   /* marks included */
	struct span inside; /* marks left out */
	uint32_t paragraph;
	bool closed;  /* false: reaches to the paragraph's end, no closing mark */
	bool goes_on; /* unclosed, and the next paragraph opens with a mark of its kind */
};

struct quotations {
	struct quotation *items; /* in order, not overlapping */
	size_t n;
};

/* The quotations of the paragraphs that are no furniture. Linear in their length. */
struct quotations quotations_find(struct arena *arena, struct str text,
				  const struct pieces *pieces);

/* Does any part of the span stand in quotation marks? */
bool quoted_within(const struct quotations *quotations, struct span span);

#endif
