/*
 * Passages that are one text in many articles: see family.c. Private to match.
 */
#ifndef MATCH_FAMILY_H
#define MATCH_FAMILY_H

#include "match/match.h"

/*
 * Numbers the families of the passages, and counts the distinct texts of `n` articles; `folds` says of
 * which article one is a print (see fold.h).
 */
void families_number(struct arena *scratch, struct passages *passages,
		     const struct match_text *texts, size_t n, const uint32_t *folds);

#endif
