/* The words of the pile as numbers, its index and its groups, for the benchmarks of the steps. */
#ifndef BENCH_STEPS_H
#define BENCH_STEPS_H

#include "bench.h"

#include "match/groups.h"
#include "match/pair.h"

struct steps {
	struct match_index *index;
	uint64_t *keys;
	uint32_t *numbers; /* of the articles in the index */
	struct token_text *texts;
	struct groups groups;
	struct match_memory memory;
	struct arena own;
};

/* The words of all articles, and their block. */
static inline void steps_index(struct bench *bench, struct steps *steps)
{
	index_take(steps->index, bench->texts, steps->keys, bench->n, steps->numbers);
	for (size_t i = 0; i < bench->n; i++)
		steps->texts[i] = token_text_of(&bench->texts[i],
						&steps->index->articles.items[steps->numbers[i]]);
}

static inline void steps_begin(struct bench *bench, struct steps *steps)
{
	struct match_options options = {.threads = 1, .min_words = 8};

	memset(steps, 0, sizeof(*steps));
	steps->index = match_index_new(&bench->arena, &options);
	steps->keys = ARENA_ARRAY(&bench->arena, uint64_t, bench->n);
	steps->numbers = ARENA_ARRAY(&bench->arena, uint32_t, bench->n);
	steps->texts = ARENA_ARRAY(&bench->arena, struct token_text, bench->n);
	for (size_t i = 0; i < bench->n; i++)
		steps->keys[i] = bench->texts[i].order;
	steps_index(bench, steps);
}

/* Forgets the groups. */
static inline void steps_clear(struct steps *steps)
{
	arena_release(&steps->memory.kept);
	arena_release(&steps->memory.lent);
	arena_release(&steps->memory.scratch);
	arena_release(&steps->own);
}

static inline void steps_groups(struct bench *bench, struct steps *steps)
{
	struct groups_options options = {steps->texts, steps->numbers, bench->n, 1, 128};

	steps_clear(steps);
	groups_find(&steps->groups, steps->index, &options,
		    &steps->own, &steps->memory);
}

static inline void steps_end(struct steps *steps)
{
	steps_clear(steps);
	match_index_free(steps->index);
}

#endif
