/*
 * How pairs of articles were looked at: see steps.c. Private to match.
 */
#ifndef MATCH_STEPS_H
#define MATCH_STEPS_H

#include "match/groups.h"
#include "match/worth.h"

/* What the steps are told from. */
struct tracing_steps {
	const struct groups *groups;
	const struct token_text *texts;
	const uint32_t *numbers; /* by which the caller knows them */
	struct worth worth;
	uint32_t k; /* words of a gram */
	struct arena *out, *scratch;
};

/* Goes through the steps once more for each pair of the texts, if these are few. Raises. */
void steps_find(const struct tracing_steps *tracing, struct passages *passages);

#endif
