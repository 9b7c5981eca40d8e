/*
 * Passages that are one text in many articles: see family.c. Private to match.
 */
#ifndef MATCH_FAMILY_H
#define MATCH_FAMILY_H

#include "match/match.h"

/* Numbers the families of the passages, and counts the distinct texts of `articles` articles. */
void families_number(struct arena *out, struct arena *scratch, struct passages *passages,
		     size_t articles);

#endif
