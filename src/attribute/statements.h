/*
 * Statements: what was said, the words that attribute it, and who they name.
 */
#ifndef ATTRIBUTE_STATEMENTS_H
#define ATTRIBUTE_STATEMENTS_H

#include "attribute/reading.h"

/* Fills r->statements, in order of sentences: those of the sentences before number r->until. */
void statements_find(struct reading *r);

#endif
