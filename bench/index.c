/* Minimizers of all articles; the index of them; and the seeds of each article read from it. */
#include "steps.h"

static void sketch_work(struct bench *bench, void *context)
{
	struct steps *steps = context;
	uint64_t sum = 0;

	for (size_t i = 0; i < bench->n; i++) {
		struct sketch sketch;
		struct minimizer minimizer;

		sketch_begin(&sketch, &steps->options.shape, steps->texts[i].ids,
			     steps->texts[i].n);
		while (sketch_next(&sketch, &minimizer))
			sum += minimizer.hash;
	}
	*(volatile uint64_t *)&bench->random = sum;
}

static void index_work(struct bench *bench, void *context)
{
	struct steps *steps = context;

	steps_clear(steps);
	steps_index(bench, steps);
}

static void seed_work(struct bench *bench, void *context)
{
	struct steps *steps = context;
	struct seed *seeds;

	for (size_t i = 0; i < bench->n; i++) {
		arena_clear(&steps->memory.scratch);
		index_seeds(&steps->index, (uint32_t)i, &steps->memory.scratch, &seeds);
	}
}

int main(void)
{
	struct bench bench;
	struct steps steps;

	bench_begin(&bench);
	steps_tokens(&bench, &steps);
	bench_report(&bench, "sketch", bench.bytes, sketch_work, &steps);
	bench_report(&bench, "index", bench.bytes, index_work, &steps);
	bench_report(&bench, "seed", bench.bytes, seed_work, &steps);
	steps_clear(&steps);
	arena_release(&bench.arena);
	return 0;
}
