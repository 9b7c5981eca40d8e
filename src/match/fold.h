/*
 * Prints of one text: see fold.c. Private to match.
 */
#ifndef MATCH_FOLD_H
#define MATCH_FOLD_H

#include "match/groups.h"

enum { FOLD_NONE = UINT32_MAX };

/*
 * For each article the hub of which it is a print (itself, for a hub), or FOLD_NONE: a list in `own`.
 * Only families too large to compare all their members are folded. Raises.
 */
uint32_t *fold_prints(const struct groups *groups, struct arena *own, unsigned threads,
		      struct match_memory *memory);

/* Whether a pair need not be looked at, since both are prints of a third. */
static inline bool fold_same(const uint32_t *folds, uint32_t a, uint32_t b)
{
	return folds[a] != FOLD_NONE && folds[a] == folds[b] && folds[a] != a && folds[a] != b;
}

#endif
