/*
 * Two phrases side by side: which stretch of each says the same in other words.
 */
#ifndef GROUP_WORDING_H
#define GROUP_WORDING_H

#include "base/arena.h"

#include <stdbool.h>

/* A word of a phrase: what it is, and whether it says anything ("fascism") or little ("the"). */
struct token {
	uint32_t hash;
	uint32_t start, end; /* its bytes in the phrase's text */
	bool telling;
};

struct phrase {
	const struct token *tokens;
	uint32_t n;
};

/* The stretches [a_from, a_to) and [b_from, b_to) that align best. */
struct alignment {
	uint32_t a_from, a_to, b_from, b_to;
	uint32_t same;    /* words that are the same */
	uint32_t telling; /* … and say something */
	int score;
};

enum { PHRASE_WORDS = 96 };

/* Phrases of at most PHRASE_WORDS words; longer ones are read that far. */
void phrases_align(struct arena *scratch, const struct phrase *a, const struct phrase *b,
		   struct alignment *alignment);

#endif
