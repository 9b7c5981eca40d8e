/*
 * Where in a text one of many phrases may stand. Private to lineage/.
 */
#ifndef LINEAGE_ANCHORS_H
#define LINEAGE_ANCHORS_H

#include "base/map.h"
#include "split/split.h"

enum { ANCHOR_BITS = 1 << 14 };

/* The longest word of each phrase that is looked for. */
struct anchors {
	uint64_t bits[ANCHOR_BITS / 64]; /* a bit for each hash of a word's first letters */
	struct map letters; /* by these letters as a number: what is told of their phrases */
	struct map words;                /* by hash */
};

/* The words that begin in [from, to) may be of a phrase; those of `around` stand beside them. */
struct stretch {
	struct span around;
	size_t from, to;
	size_t ahead; /* before here, none follows */
};

void anchors_init(struct anchors *anchors, struct arena *arena);

/*
 * Adds a phrase by the longest of its first `most` words. `capital`: it counts only where its first word has a
 * capital or is a number.
 */
void anchors_add(struct anchors *anchors, struct arena *scratch, struct str phrase, size_t most,
		 bool capital);

/* The stretch behind this one, or the first if it is all 0; false: there is none. They do not overlap. */
bool stretch_next(const struct anchors *anchors, struct arena *scratch, struct str text,
		  struct stretch *stretch);

#endif
