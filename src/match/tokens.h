/*
 * The words of an article as numbers, and where they stand: see tokens.c. Private to match.
 */
#ifndef MATCH_TOKENS_H
#define MATCH_TOKENS_H

#include "match/match.h"

enum {
	TOKEN_LIGHT = 1,   /* the lowest bit of an id: a short word, which says little */
	TOKEN_STRIDE = 16, /* every so many words their place is kept */
	TOPIC_NAMES = 32
};

/* What an article is about: the smallest numbers among its names, without repeats, in order; UINT32_MAX behind. */
struct topic {
	uint32_t names[TOPIC_NAMES];
};

/* The words of an article: what is kept of it in the index. */
struct token_words {
	uint32_t *ids;      /* a number a word: equal words have equal numbers */
	uint32_t *places;   /* byte where word 0, 16, 32 … begins */
	uint64_t *capitals; /* a bit a word: it is written like a name */
	uint32_t n;
	uint32_t characters; /* that make a word, where each is taken for one; 1: words are words */
};

/* An article as the later steps see it. */
struct token_text {
	const struct match_text *from;
	const uint32_t *ids, *places; /* as above */
	const uint64_t *capitals;
	uint32_t n;
	uint32_t first; /* number of its first word among those of all articles */
	uint32_t characters; /* as above */
	/* A bit a word, or NULL where none is set. */
	uint64_t *furniture; /* its outlet repeats it in articles on other matters */
	uint64_t *stock;     /* articles on many matters have it */
	struct topic topic;  /* last, for it is asked for seldom */
};

/* Words that house styles write differently and that are left out. */
struct token_rules {
	uint32_t percent, pct, per, cent;
};

struct token_rules token_rules_of(void);

/* Reads the words of `from` into `words`, whose lists are made in `out`. Linear; small memory. */
void tokens_read(struct arena *out, struct arena *scratch, const struct token_rules *rules,
		 const struct match_text *from, struct token_words *words);

/* The article with its words, which stay where they are; nothing is known of its topic yet. */
struct token_text token_text_of(const struct match_text *from, const struct token_words *words);

/* The bytes of words first … last (both included, first <= last < text->n). */
struct span tokens_span(struct arena *scratch, const struct token_rules *rules,
			const struct token_text *text, uint32_t first, uint32_t last);

/*
 * Takes the article's names from its words, but for those marked in `without` (or NULL); where that would
 * leave out most of the article, from all of them. Words that are characters are taken some at a time.
 */
void token_topic(struct token_text *text, const uint64_t *without);

/* How much two articles are about the same: the part of their names, 0 … 256, that both have. */
uint32_t topic_shared(const struct topic *a, const struct topic *b);

/* Lets a topic, which is in no cache, come while others are looked at. */
static inline void topic_ask_for(const struct topic *topic)
{
	__builtin_prefetch(&topic->names[0]);
	__builtin_prefetch(&topic->names[TOPIC_NAMES / 2]);
	__builtin_prefetch(&topic->names[TOPIC_NAMES - 1]);
}

static inline bool token_bit(const uint64_t *bits, uint32_t at)
{
	return bits && bits[at / 64] >> at % 64 & 1;
}

/* What an equal word adds to an alignment. */
static inline int token_weight(uint32_t id)
{
	return id & TOKEN_LIGHT ? 1 : 2;
}

#endif
