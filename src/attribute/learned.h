/*
 * Agencies that an article introduces, beside those of the lists.
 */
#ifndef ATTRIBUTE_LEARNED_H
#define ATTRIBUTE_LEARNED_H

#include "attribute/reading.h"

/* Fills r->learned. Linear in the tokens. */
void learned_find(struct reading *r);

/* The source named at token i, listed or learned; empty, with *kind SOURCE_NONE, where none is. */
struct str source_at_token(const struct reading *r, size_t i, enum source_kind *kind, size_t *used);

#endif
