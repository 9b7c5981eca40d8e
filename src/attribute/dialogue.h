/*
 * Speech without marks of its own: dialogue set with dashes, and cues set into a quotation.
 */
#ifndef ATTRIBUTE_DIALOGUE_H
#define ATTRIBUTE_DIALOGUE_H

#include "attribute/lexicon.h"
#include "attribute/marks.h"

/*
 * Adds the speech of paragraphs that open with a dash, and parts quotations at a cue within them; what is
 * made so has no marks (quotation.span is quotation.inside at that end). Linear in the text.
 */
void dialogue_find(struct arena *arena, struct str text, const struct lexicon *lexicon,
		   const struct pieces *pieces, struct quotations *quotations);

#endif
