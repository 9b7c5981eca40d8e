/*
 * Credits: the agencies and outlets that the text names as where its words come from.
 */
#ifndef ATTRIBUTE_CREDITS_H
#define ATTRIBUTE_CREDITS_H

#include "attribute/reading.h"

/*
 * Fills r->credits, in order of the text; the first state agency named at all, or empty: also where the article
 * has neither state media nor agencies of its own.
 */
struct str text_credits_find(struct reading *r);

#endif
