/*
 * The same words over many articles. Private to lineage/.
 */
#ifndef LINEAGE_UTTERANCES_H
#define LINEAGE_UTTERANCES_H

#include "lineage/lineage.h"

/* Utterances of two prints and more, in `out`, in order of their first variant. Linear in the quotes. */
void utterances_find(struct arena *out, struct arena *scratch, const struct lineage_text *texts, size_t n,
		     struct lineages *lineages);

#endif
