/*
 * Minimizers of all articles; the block of them, built at once and as two that are made one; the grams that
 * stand in several articles; the seeds of each article; and the block as bytes.
 */
#include "steps.h"

static void sketch_work(struct bench *bench, void *context)
{
	struct steps *steps = context;
	uint64_t sum = 0;

	for (size_t i = 0; i < bench->n; i++) {
		struct minimizer taken[SKETCH_AT_ONCE];
		struct sketch sketch;
		size_t n;

		sketch_begin(&sketch, &steps->index->shape, steps->texts[i].ids, steps->texts[i].n);
		while ((n = sketch_some(&sketch, taken)))
			sum += taken[n - 1].hash;
	}
	*(volatile uint64_t *)&bench->random = sum;
}

/* The block of articles [first, end), as it is built. */
static void build(struct steps *steps, struct block *block, size_t first, size_t end)
{
	struct block_options options = {steps->index->shape, 1, &steps->memory.scratch};

	block_build(block, &options, steps->index->articles.items + first, steps->keys + first,
		    end - first);
}

static void build_work(struct bench *bench, void *context)
{
	struct block block;

	build(context, &block, 0, bench->n);
	block_release(&block, 1);
}

/* Built in so many parts of equal size, which are joined. */
static void build_joined(struct bench *bench, struct steps *steps, size_t n)
{
	struct block_options options = {steps->index->shape, 1, &steps->memory.scratch};
	struct block block, parts[2];

	for (size_t i = 0; i < n; i++)
		build(steps, &parts[i], bench->n * i / n, bench->n * (i + 1) / n);
	block_join(&block, &options, parts, n);
	block_release(&block, 1);
}

static void join_work(struct bench *bench, void *context)
{
	build_joined(bench, context, 1);
}

static void join_two_work(struct bench *bench, void *context)
{
	build_joined(bench, context, 2);
}

static void groups_work(struct bench *bench, void *context)
{
	steps_groups(bench, context);
}

static void seed_work(struct bench *bench, void *context)
{
	struct steps *steps = context;
	struct seed *seeds;

	for (size_t i = 0; i < bench->n; i++) {
		arena_clear(&steps->memory.scratch);
		groups_seeds(&steps->groups, (uint32_t)i, &steps->memory.scratch, &seeds);
	}
}

static void bytes_work(struct bench *bench, void *context)
{
	struct steps *steps = context;
	struct match_options options = {.threads = 1, .min_words = 8};
	struct match_index *other;
	struct arena arena;

	(void)bench;
	arena_init(&arena);
	other = match_index_new(&arena, &options);
	if (!match_index_read(other, match_index_write(steps->index, 0, &arena)))
		exit(2);
	match_index_free(other);
	arena_release(&arena);
}

int main(void)
{
	struct bench bench;
	struct steps steps;

	bench_begin(&bench);
	steps_begin(&bench, &steps);
	bench_report(&bench, "sketch", bench.bytes, sketch_work, &steps);
	bench_report(&bench, "build", bench.bytes, build_work, &steps);
	bench_report(&bench, "join", bench.bytes, join_work, &steps);
	bench_report(&bench, "join two", bench.bytes, join_two_work, &steps);
	bench_report(&bench, "groups", bench.bytes, groups_work, &steps);
	bench_report(&bench, "seed", bench.bytes, seed_work, &steps);
	bench_report(&bench, "bytes", bench.bytes, bytes_work, &steps);
	steps_end(&steps);
	arena_release(&bench.arena);
	return 0;
}
