/*
 * What was set aside, as a list: see repeated.c. Private to match.
 */
#ifndef MATCH_REPEATED_H
#define MATCH_REPEATED_H

#include "match/tokens.h"

struct repeated_options {
	const struct token_rules *rules;
	uint32_t k, min_words;   /* words of a gram; of what is listed */
	const uint32_t *numbers; /* by which the caller knows the texts */
	struct arena *out, *scratch;
};

/* Sets passages->repeated. Raises. */
void repeated_find(const struct token_text *texts, size_t n, const struct repeated_options *options,
		   struct passages *passages);

#endif
