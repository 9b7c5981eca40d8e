/*
 * The articles that are known and where their grams stand: see index.c. Private to match, but for
 * `struct match_index`, which others hold without looking inside.
 */
#ifndef MATCH_INDEX_H
#define MATCH_INDEX_H

#include "base/map.h"
#include "base/pool.h"
#include "match/block.h"
#include "match/match.h"
#include "match/tokens.h"

enum { INDEX_MOST_BLOCKS = 48 };

struct match_index {
	unsigned threads, min_words;
	bool steps; /* tell how pairs are looked at */
	bool once;  /* the blocks serve one matching */
	struct sketch_shape shape;
	struct token_rules rules;
	struct arena own, batch;                 /* lists; those of a batch on its way in */
	struct arena kept[POOL_MOST_THREADS];    /* a worker's: words of articles */
	struct arena scratch[POOL_MOST_THREADS]; /* a worker's, while a batch is taken in */
	struct {
		struct token_words *items;
		size_t n, room;
	} articles;         /* by number, in the order in which they came */
	struct map numbers; /* of articles, plus one, by key */
	struct block blocks[INDEX_MOST_BLOCKS];
	uint32_t nblocks;
};

/*
 * Looks up n articles by their keys and adds those that are not known yet as one batch; `numbers` gets
 * the number of each. No key may come twice. Raises: then index_clear() must follow.
 */
void index_take(struct match_index *index, const struct match_text *texts, const uint64_t *keys,
		size_t n, uint32_t *numbers);

/* Gives back the blocks, which were read, where they serve one matching only. */
void index_spend(struct match_index *index);

/* Gives back what is found again in the texts when it is needed: their words. The blocks stay,
 * but where they were spent: then all articles are forgotten. */
void index_rest(struct match_index *index);

/* Forgets all articles. */
void index_clear(struct match_index *index);

#endif
