/*
 * Which grams stand in more than one place, and where: see groups.c. Private to match.
 */
#ifndef MATCH_GROUPS_H
#define MATCH_GROUPS_H

#include "match/bounds.h"
#include "match/index.h"
#include "match/scatter.h"

enum {
	GROUP_STAR = 1,      /* in so many articles that they are compared with the hub only */
	GROUP_REPEATED = 2,  /* an outlet has it in several articles */
	GROUP_FURNITURE = 4, /* … which are about different matters */
	GROUP_STOCK = 8,     /* the articles that have it are about different matters */
	GROUP_REPEATS = 4,   /* how many several are */
};

/* The places of one gram: numbers of words, counted over all articles. */
struct group {
	uint32_t n, articles;
	uint32_t flags;
	uint32_t members[]; /* n of them */
};

/* Groups that lie one behind the other: group_behind(). */
struct group_box {
	struct group *first, *end;
};

/* A word of an article and the group of the gram that begins there. */
struct seed {
	uint32_t at; /* within the article */
	const struct group *group;
};

/* Articles are known here by their place in the order of content. */
struct groups {
	const struct token_text *texts;
	size_t ntexts;
	struct bounds bounds;    /* of the texts */
	uint32_t longest;        /* words of the longest */
	uint32_t *outlets;       /* of each: side by side, for they are asked for in no order */
	struct group_box *boxes; /* BLOCK_BOXES of them */
	uint64_t **seeds;        /* a list for each range of words: place and group, sorted */
	size_t *nseeds;
	uint32_t nranges;
};

/* Which texts' grams are asked for. */
struct groups_options {
	const struct token_text *texts;
	const uint32_t *numbers; /* how the index knows them */
	size_t n;
	unsigned threads;
	uint32_t star; /* groups of more articles are compared with hubs only */
};

/* A worker's memory: what lasts as long as the groups, or longer; what is given back when they are made. */
struct match_memory {
	struct arena kept, marks, lent, scratch;
};

/*
 * The groups of the texts, in `own` and in the memory of the workers (one each). Other articles of the index do not count; its blocks are spent. Raises.
 */
void groups_find(struct groups *groups, struct match_index *index,
		 const struct groups_options *options, struct arena *own,
		 struct match_memory *memory);

/* The article that a word is in. */
static inline uint32_t groups_article(const struct groups *groups, uint32_t word)
{
	return bounds_article(&groups->bounds, word);
}

/* How many eights of bytes a group of n places takes. */
static inline size_t group_eights(size_t n)
{
	return (sizeof(struct group) + (n + 1) * sizeof(uint32_t)) / sizeof(uint64_t);
}

/* The group that lies so many eights behind this one. */
static inline struct group *group_from(const struct group *group, size_t eights)
{
	return (struct group *)(void *)((uint64_t *)(uintptr_t)group + eights);
}

static inline struct group *group_behind(const struct group *group)
{
	return group_from(group, group_eights(group->n));
}

/* The places of a group, a number each: its outlet, then its word; sorted. In `scratch`. */
uint64_t *groups_by_outlet(const struct groups *groups, const struct group *group,
			   struct arena *scratch);

/* The seeds of an article, in order of place, in `scratch`. */
size_t groups_seeds(const struct groups *groups, uint32_t article, struct arena *scratch,
		    struct seed **seeds);

#endif
