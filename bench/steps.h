/* The words of the pile as numbers, and its index, for the benchmarks of the later steps. */
#ifndef BENCH_STEPS_H
#define BENCH_STEPS_H

#include "bench.h"

#include "match/index.h"
#include "match/pair.h"

struct steps {
	struct token_text *texts;
	struct token_rules rules;
	struct index_options options;
	struct index index;
	struct match_memory memory;
	struct arena own;
};

static inline void steps_tokens(struct bench *bench, struct steps *steps)
{
	uint32_t first = 0;

	memset(steps, 0, sizeof(*steps));
	arena_init(&steps->own);
	steps->rules = token_rules_of();
	steps->options = (struct index_options){sketch_shape_of(8), 1, 128};
	steps->texts = ARENA_ARRAY(&bench->arena, struct token_text, bench->n);
	for (size_t i = 0; i < bench->n; i++) {
		tokens_read(&bench->arena, &steps->own, &steps->rules, &bench->texts[i],
			    &steps->texts[i]);
		steps->texts[i].first = first;
		first += steps->texts[i].n;
	}
}

static inline void steps_index(struct bench *bench, struct steps *steps)
{
	index_build(&steps->index, steps->texts, bench->n, &steps->options, &steps->own,
		    &steps->memory);
}

/* Forgets the index. */
static inline void steps_clear(struct steps *steps)
{
	arena_release(&steps->memory.kept);
	arena_release(&steps->memory.lent);
	arena_release(&steps->memory.lent_longer);
	arena_release(&steps->memory.scratch);
	arena_release(&steps->own);
}

#endif
