/*
 * A part of the index that never changes: see block.c. Private to match.
 */
#ifndef MATCH_BLOCK_H
#define MATCH_BLOCK_H

#include "base/text.h"
#include "match/scatter.h"
#include "match/sketch.h"
#include "match/tokens.h"

enum { BLOCK_BOXES = 4096 };

struct block_article {
	uint64_t key; /* tells the article from all others */
	uint32_t words;
};

struct block {
	struct arena arena; /* owns all of it */
	uint32_t k, window; /* of the sketch */
	struct block_article *articles;
	uint32_t narticles, words; /* words of all of them */
	/* Its entries are a hash's low half, then the word. As built they are here, boxes in no order: */
	struct scatter *scattered; /* or NULL … */
	/* … where it was joined or read: sorted, box behind box. */
	uint32_t *starts; /* of each box; behind the last: how many there are */
	uint64_t *entries;
};

struct block_options {
	struct sketch_shape shape;
	unsigned threads;
	struct arena *scratch; /* one a worker */
};

/* The block of these articles, for one look or to be joined. Raises. */
void block_build(struct block *block, const struct block_options *options,
		 const struct token_words *texts, const uint64_t *keys, size_t n);

/* One sorted block of `n` that follow one another, which are released. Raises. */
void block_join(struct block *block, const struct block_options *options, struct block *parts,
		size_t n);

void block_release(struct block *block, unsigned threads);

/* Copies a box's entries to `out`, their words counted from `word` on; returns how many. */
size_t block_box(const struct block *block, uint32_t box, uint32_t word, uint64_t *out);

size_t block_box_entries(const struct block *block, uint32_t box);

/*
 * A block that was joined or read as bytes that a database can keep, in `arena`: docs/index.md. Empty where they
 * are too many.
 */
struct str block_write(struct arena *arena, const struct block *block);

/*
 * The block that these bytes are, or false (and nothing to release) where they are not one of this shape as
 * block_write() makes it: everything is checked. Raises for lack of memory only; then block_release() must
 * follow.
 */
bool block_read(struct block *block, const struct sketch_shape *shape, struct arena *scratch,
		struct str bytes);

#endif
