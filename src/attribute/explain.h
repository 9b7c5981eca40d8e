/*
 * What was decided on the way, for a person to check.
 */
#ifndef ATTRIBUTE_EXPLAIN_H
#define ATTRIBUTE_EXPLAIN_H

#include "attribute/speakers.h"

/* Fills quotes->decisions: what was not taken for a statement and why, and who was weighed for pronouns. */
void decisions_find(const struct reading *r, const struct names *names, const struct attribution *found,
		    struct quotes *quotes);

#endif
