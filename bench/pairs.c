/*
 * Pairs of articles of which one is the other with every ninth word changed: all from seeds to passages
 * (growing, chaining, aligning), bytes being those of both; and the chaining of a made-up list of runs.
 */
#include "steps.h"

enum { PAIRS = 2000, RUNS = 200 };

struct work {
	struct steps steps;
	struct run runs[RUNS];
	struct anchor *anchors[PAIRS];
	uint32_t nanchors[PAIRS];
	struct arena scratch;
};

/* Where both articles have the same six words: what the index would say of them. */
static void find_anchors(struct bench *bench, struct work *work, uint32_t i)
{
	const struct token_text *a = &work->steps.texts[i], *b = &work->steps.texts[i + 1];
	struct anchor *anchors = arena_alloc(&bench->arena, b->n * sizeof(*anchors));
	uint32_t n = 0;

	for (uint32_t k = 0; k + 6 <= b->n && k + 6 <= a->n; k += 2)
		if (!memcmp(a->ids + k, b->ids + k, 6 * sizeof(*a->ids)))
			anchors[n++] = (struct anchor){k, k};
	work->anchors[i] = anchors;
	work->nanchors[i] = n;
}

/* The second article of each pair becomes the first with every ninth word another. */
static void make_pairs(struct bench *bench, struct work *work)
{
	for (uint32_t i = 0; i < PAIRS; i += 2) {
		const struct token_text *a = &work->steps.texts[i];
		struct token_text *b = &work->steps.texts[i + 1];
		uint32_t *ids = arena_alloc(&bench->arena, a->n * sizeof(*ids));

		for (uint32_t k = 0; k < a->n; k++)
			ids[k] = k % 9 ? a->ids[k] : (uint32_t)bench_random(bench);
		*b = *a;
		b->ids = ids;
		find_anchors(bench, work, i);
	}
	for (uint32_t i = 0; i < RUNS; i++)
		work->runs[i] =
			(struct run){i * 12 + (uint32_t)(bench_random(bench) % 5), i * 12, 8};
}

static void chain_work(struct bench *bench, void *context)
{
	struct work *work = context;
	struct chains chains;

	(void)bench;
	for (uint32_t i = 0; i < PAIRS; i++) {
		arena_clear(&work->scratch);
		chains_find(&work->scratch, work->runs, RUNS, &chains);
	}
}

static void pair_work(struct bench *bench, void *context)
{
	struct work *work = context;
	struct alignment alignment;

	(void)bench;
	for (uint32_t i = 0; i < PAIRS; i += 2) {
		struct pair pair = {.a = &work->steps.texts[i],
				    .b = &work->steps.texts[i + 1],
				    .anchors = work->anchors[i],
				    .nanchors = work->nanchors[i],
				    .k = 6};

		arena_clear(&work->scratch);
		pair_passages(&work->scratch, &pair, &alignment);
	}
}

int main(void)
{
	static struct work work;
	struct bench bench;
	size_t bytes = 0;

	arena_init(&work.scratch);
	bench_begin(&bench);
	steps_begin(&bench, &work.steps);
	make_pairs(&bench, &work);
	for (uint32_t i = 0; i < PAIRS; i += 2)
		bytes += 2 * bench.texts[i].text.len;
	bench_report(&bench, "chain", (size_t)PAIRS * RUNS * 12 * 6, chain_work, &work);
	bench_report(&bench, "align", bytes, pair_work, &work);
	arena_release(&work.scratch);
	steps_end(&work.steps);
	arena_release(&bench.arena);
	return 0;
}
