/*
 * Which grams stand in more than one place, and where: see index.c. Private to match.
 */
#ifndef MATCH_INDEX_H
#define MATCH_INDEX_H

#include "match/scatter.h"
#include "match/sketch.h"
#include "match/tokens.h"

enum {
	GROUP_STAR = 1,      /* in so many articles that they are compared with the hub only */
	GROUP_REPEATED = 2,  /* an outlet has it in several articles */
	GROUP_FURNITURE = 4, /* … which are about different matters */
	GROUP_STOCK = 8,     /* the articles that have it are about different matters */
	GROUP_REPEATS = 4,   /* how many several are */
};

/* The places of one gram: numbers of words, counted over all articles. */
struct group {
	uint32_t start, n; /* in members of its box */
	uint32_t articles;
	uint32_t flags;
};

struct group_box {
	struct group *groups;
	uint32_t *members;
	uint32_t ngroups;
};

/* A word of an article and the group of the gram that begins there. */
struct seed {
	uint32_t at; /* within the article */
	const struct group *group;
	const uint32_t *members;
};

struct index {
	const struct token_text *texts;
	size_t ntexts;
	uint32_t words;    /* of all texts */
	uint32_t *article; /* for every 256th word: the article it is in */
	uint32_t nboxes;   /* a power of two */
	struct group_box *boxes;
	uint64_t **seeds; /* a list for each range of words: place and group, sorted */
	size_t *nseeds;
	uint32_t nranges;
};

struct index_options {
	struct sketch_shape shape;
	unsigned threads;
	uint32_t star; /* groups of more articles are compared with hubs only */
};

/* A worker's memory: what lasts as long as the index, what is given back while it is built. */
struct match_memory {
	struct arena kept, lent, lent_longer, scratch;
};

/* The index of `texts`, in `own` and in the memory of the workers (one each). Raises. */
void index_build(struct index *index, const struct token_text *texts, size_t n,
		 const struct index_options *options, struct arena *own,
		 struct match_memory *memory);

/* The article that a word is in. */
uint32_t index_article(const struct index *index, uint32_t word);

/* The places of a group, a number each: its outlet, then its word; sorted. In `scratch`. */
uint64_t *index_by_outlet(const struct index *index, const struct group_box *box,
			  const struct group *group, struct arena *scratch);

/* The seeds of an article, in order of place, in `scratch`. */
size_t index_seeds(const struct index *index, uint32_t article, struct arena *scratch,
		   struct seed **seeds);

#endif
