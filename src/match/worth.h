/*
 * Which passages are worth telling: see worth.c. Private to match.
 */
#ifndef MATCH_WORTH_H
#define MATCH_WORTH_H

#include "match/align.h"
#include "match/tokens.h"

struct worth {
	struct arena *scratch;
	const struct token_rules *rules;
	uint32_t min_words;
};

/* The bytes that a passage has on both sides. */
struct place {
	struct span in_a, in_b;
};

struct place place_of(const struct worth *worth, const struct token_text *a,
		      const struct token_text *b, const struct aligned *aligned);

/* Whether a passage of texts a and b says that one was copied from the other, and if not, why not. */
enum verdict passage_judge(const struct worth *worth, const struct token_text *a,
			   const struct token_text *b, const struct aligned *aligned,
			   const struct place *place);

/*
 * Whether passage_judge() tells it, found out without looking at the text of most that it does not; where it
 * does, *place is filled in.
 */
bool passage_told(const struct worth *worth, const struct token_text *a, const struct token_text *b,
		  const struct aligned *aligned, struct place *place);

#endif
