/*
 * How was a pair of articles looked at, and if nothing was found, why?
 *
 * A person who asks has a few articles in hand. For each pair of them the way is gone once more, and
 * written down:
 *
 *	seeds     14 grams in both, 2 of them set aside as furniture
 *	runs      "The ferry to Ondry …", 17 words, "… will pay for the stones", 9 words
 *	chains    one, of both runs
 *	stretches 26 words, told; 9 words, a headline
 *
 * Pairs without a seed are left out, but where there are only two articles. Where nothing is told, the
 * longest run of words that both have stands beside it, furniture or not: it is what a person looks for
 * first. It is found by bisection: where a run of n words is in both, one of n - 1 is too.
 *
 * Cost: a sort of the words for each length tried; texts are few.
 */
#include "match/steps.h"

#include "base/hash.h"
#include "base/radix.h"
#include "base/sorted.h"
#include "base/vector.h"
#include "match/furniture.h"
#include "match/pair.h"

#include <stdlib.h>

/* Longer articles are asked for their longest run only where there are just two. */
enum { LONGEST_MOST = 1 << 16 };

static struct span span_of(const struct tracing_steps *tracing, const struct token_text *text,
			   uint32_t first, uint32_t end)
{
	return tokens_span(tracing->scratch, tracing->worth.rules, text, first, end - 1);
}

/* ---------------------------------------------------------------- the longest run */

/* The hash of each run of `len` words, and where it begins. */
static uint64_t *runs_hashed(struct arena *scratch, const struct token_text *text, uint32_t len,
			     uint32_t *n)
{
	const uint64_t base = 0x9E3779B97F4A7C15u;
	uint64_t power = 1, rolling = 0, *list;

	*n = text->n - len + 1;
	list = arena_alloc(scratch, 2 * *n * sizeof(*list));
	for (uint32_t i = 0; i < len; i++)
		power *= base;
	for (uint32_t i = 0; i < text->n; i++) {
		rolling = (rolling + text->ids[i]) * base;
		if (i >= len)
			rolling -= text->ids[i - len] * power * base;
		if (i + 1 >= len)
			list[i + 1 - len] = (hash_mix(rolling) >> 32) << 32 | (i + 1 - len);
	}
	return list;
}

static bool same_run(const struct token_text *a, const struct token_text *b, struct run run)
{
	for (uint32_t i = 0; i < run.len; i++)
		if (a->ids[run.a + i] != b->ids[run.b + i])
			return false;
	return true;
}

/* The first run of `len` words in b that a has too. */
static bool run_shared(struct arena *scratch, const struct token_text *a,
		       const struct token_text *b, uint32_t len, struct run *run)
{
	uint32_t na, nb;
	uint64_t *in_a, *in_b;

	if (!len || len > a->n || len > b->n)
		return false;
	in_a = runs_hashed(scratch, a, len, &na);
	in_b = runs_hashed(scratch, b, len, &nb);
	radix_sort(in_a, in_a + na, na, 0);
	for (uint32_t j = 0; j < nb; j++) {
		size_t at;

		SORTED_FIRST(at, 0, na, in_a[at] >> 32 < in_b[j] >> 32);
		*run = (struct run){at < na ? (uint32_t)in_a[at] : 0, j, len};
		if (at < na && in_a[at] >> 32 == in_b[j] >> 32 && same_run(a, b, *run))
			return true;
	}
	return false;
}

static struct run longest_run(struct arena *scratch, const struct token_text *a,
			      const struct token_text *b)
{
	uint32_t low = 0, high = a->n < b->n ? a->n : b->n;
	struct run best = {0}, run;

	while (low < high) {
		uint32_t middle = high - (high - low) / 2;

		if (run_shared(scratch, a, b, middle, &run)) {
			best = run;
			low = middle;
		} else {
			high = middle - 1;
		}
	}
	return best;
}

/* ---------------------------------------------------------------- one pair */

static int by_b_then_a(const void *x, const void *y)
{
	const struct anchor *p = x, *q = y;

	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return (p->a > q->a) - (p->a < q->a);
}

/* Counts the grams of a that b has too; the places of those that are not set aside are in *anchors. */
static uint32_t seeds_count(const struct tracing_steps *tracing, struct pair_steps *steps,
			    struct anchor **anchors)
{
	const struct token_text *b = &tracing->texts[steps->b];
	VEC(struct anchor) list = {0};
	struct seed *seeds;
	size_t n = groups_seeds(tracing->groups, steps->a, tracing->scratch, &seeds);

	for (size_t i = 0; i < n; i++) {
		bool furniture = seeds[i].group->flags & GROUP_FURNITURE;
		bool aside = group_passed_over(seeds[i].group), in_b = false;

		for (uint32_t k = 0; k < seeds[i].group->n; k++) {
			uint32_t word = seeds[i].group->members[k];

			if (word < b->first || word >= b->first + b->n)
				continue;
			in_b = true;
			if (!aside)
				vec_push(tracing->scratch, &list,
					 ((struct anchor){seeds[i].at, word - b->first}));
		}
		steps->seeds += in_b;
		steps->furniture += in_b && furniture;
		steps->stock += in_b && aside && !furniture;
	}
	if (list.n)
		qsort(list.items, list.n, sizeof(*list.items), by_b_then_a);
	*anchors = list.items;
	return (uint32_t)list.n;
}

static struct shared_run run_told(const struct tracing_steps *tracing, const struct pair *pair,
				  const struct run *run)
{
	return (struct shared_run){
		.in_a = span_of(tracing, pair->a, run->a, run->a + run->len),
		.in_b = span_of(tracing, pair->b, run->b, run->b + run->len),
		.words = run->len,
	};
}

static void chains_tell(const struct tracing_steps *tracing, const struct pair *pair,
			struct pair_steps *steps)
{
	const struct pair_trace *trace = pair->trace;

	steps->runs = ARENA_ARRAY(tracing->out, struct shared_run, trace->nruns);
	for (; steps->nruns < trace->nruns; steps->nruns++)
		steps->runs[steps->nruns] = run_told(tracing, pair, &trace->runs[steps->nruns]);
	steps->chains = ARENA_ARRAY(tracing->out, struct shared_chain, trace->chains.n);
	for (; steps->nchains < trace->chains.n; steps->nchains++) {
		const struct chain *chain = &trace->chains.items[steps->nchains];
		const struct run *first = &trace->runs[chain->runs[0]];
		const struct run *last = &trace->runs[chain->runs[chain->n - 1]];

		steps->chains[steps->nchains] = (struct shared_chain){
			.in_a = span_of(tracing, pair->a, first->a, last->a + last->len),
			.in_b = span_of(tracing, pair->b, first->b, last->b + last->len),
			.runs = chain->n,
			.score = chain->score,
			.known = trace->known[steps->nchains],
		};
	}
}

static int by_place(const void *x, const void *y)
{
	const struct shared_stretch *p = x, *q = y;

	if (p->in_a.start != q->in_a.start)
		return p->in_a.start < q->in_a.start ? -1 : 1;
	return (p->in_b.start > q->in_b.start) - (p->in_b.start < q->in_b.start);
}

static void stretches_tell(const struct tracing_steps *tracing, const struct pair *pair,
			   const struct alignment *alignment, struct pair_steps *steps)
{
	steps->stretches = ARENA_ARRAY(tracing->out, struct shared_stretch, alignment->n);
	for (size_t i = 0; i < alignment->n; i++) {
		const struct aligned *aligned = &alignment->items[i];
		struct place place = place_of(&tracing->worth, pair->a, pair->b, aligned);

		steps->stretches[steps->nstretches++] = (struct shared_stretch){
			.in_a = place.in_a,
			.in_b = place.in_b,
			.words = aligned->same,
			.longest = aligned->longest,
			.score = aligned->score,
			.identity = (float)aligned->same / (float)aligned->columns,
			.verdict =
				passage_judge(&tracing->worth, pair->a, pair->b, aligned, &place),
		};
	}
	qsort(steps->stretches, steps->nstretches, sizeof(*steps->stretches), by_place);
}

static void pair_tell(const struct tracing_steps *tracing, struct pair_steps *steps)
{
	struct pair_trace trace = {0};
	struct pair pair = {.a = &tracing->texts[steps->a],
			    .b = &tracing->texts[steps->b],
			    .k = tracing->k,
			    .trace = &trace};
	struct alignment alignment;
	struct anchor *anchors;

	arena_clear(tracing->scratch);
	steps->words_a = pair.a->n;
	steps->words_b = pair.b->n;
	steps->gram = tracing->k;
	steps->characters = pair.a->characters;
	steps->min_words = tracing->worth.min_words * steps->characters;
	pair.nanchors = seeds_count(tracing, steps, &anchors);
	pair.anchors = anchors;
	pair_passages(tracing->scratch, &pair, &alignment);
	chains_tell(tracing, &pair, steps);
	stretches_tell(tracing, &pair, &alignment, steps);
}

/* ---------------------------------------------------------------- all pairs */

static void swap_sides(struct span *in_a, struct span *in_b)
{
	struct span first = *in_a;

	*in_a = *in_b;
	*in_b = first;
}

static void steps_swap(struct pair_steps *steps)
{
	uint32_t a = steps->a, words_a = steps->words_a;

	steps->a = steps->b;
	steps->b = a;
	steps->words_a = steps->words_b;
	steps->words_b = words_a;
	swap_sides(&steps->longest.in_a, &steps->longest.in_b);
	for (size_t i = 0; i < steps->nruns; i++)
		swap_sides(&steps->runs[i].in_a, &steps->runs[i].in_b);
	for (size_t i = 0; i < steps->nchains; i++)
		swap_sides(&steps->chains[i].in_a, &steps->chains[i].in_b);
	for (size_t i = 0; i < steps->nstretches; i++)
		swap_sides(&steps->stretches[i].in_a, &steps->stretches[i].in_b);
}

static int by_pair(const void *x, const void *y)
{
	const struct pair_steps *p = x, *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

/* By the numbers that the caller knows the articles by, and in their order. */
static void number_as_came(const struct tracing_steps *tracing, struct passages *passages)
{
	for (size_t i = 0; i < passages->nsteps; i++) {
		struct pair_steps *steps = &passages->steps[i];

		steps->a = tracing->numbers[steps->a];
		steps->b = tracing->numbers[steps->b];
		if (steps->a > steps->b)
			steps_swap(steps);
	}
	if (passages->nsteps)
		qsort(passages->steps, passages->nsteps, sizeof(*passages->steps), by_pair);
}

static bool any_told(const struct pair_steps *steps)
{
	for (size_t i = 0; i < steps->nstretches; i++)
		if (steps->stretches[i].verdict == VERDICT_TOLD)
			return true;
	return false;
}

static void longest_tell(const struct tracing_steps *tracing, struct pair_steps *steps)
{
	struct pair pair = {.a = &tracing->texts[steps->a], .b = &tracing->texts[steps->b]};
	struct run longest;

	arena_clear(tracing->scratch);
	longest = longest_run(tracing->scratch, pair.a, pair.b);
	if (longest.len)
		steps->longest = run_told(tracing, &pair, &longest);
}

void steps_find(const struct tracing_steps *tracing, struct passages *passages)
{
	uint32_t n = (uint32_t)tracing->groups->ntexts;

	if (n > STEPS_MOST_ARTICLES)
		return;
	passages->steps = ARENA_ARRAY(tracing->out, struct pair_steps, (size_t)n * n / 2 + 1);
	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = a + 1; b < n; b++) {
			struct pair_steps *steps = &passages->steps[passages->nsteps];

			*steps = (struct pair_steps){.a = a, .b = b};
			pair_tell(tracing, steps);
			if (n > 2 && !steps->seeds)
				continue;
			if (n == 2 || (!any_told(steps) && steps->words_a < LONGEST_MOST))
				longest_tell(tracing, steps);
			passages->nsteps++;
		}
	number_as_came(tracing, passages);
}
