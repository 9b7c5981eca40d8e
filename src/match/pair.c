/*
 * Two articles: from seeds to passages.
 *
 * A seed is grown to the whole run of equal words around it, so that two equal texts cost one run
 * and not a seed every second word; the runs are chained, each chain aligned. A chain of which most
 * lies in a passage already found (better chains come first) says nothing new: an article that
 * repeats a sentence as its pull quote has it from the other one once.
 */
#include "match/pair.h"

#include "base/vector.h"

#include <stdlib.h>

enum { MOST_DIAGONALS = 256 };

/* How far a diagonal is covered by runs; a table that forgets costs only time, and most pairs have one anchor. */
struct diagonal {
	uint32_t number, end;
};

static struct run grow(const struct pair *pair, const struct anchor *anchor)
{
	const uint32_t *a = pair->a->ids, *b = pair->b->ids;
	struct run run = {anchor->a, anchor->b, 0};

	while (run.a + run.len < pair->a->n && run.b + run.len < pair->b->n &&
	       a[run.a + run.len] == b[run.b + run.len])
		run.len++;
	if (run.len < pair->k)
		return run;
	for (; run.a && run.b && a[run.a - 1] == b[run.b - 1]; run.len++) {
		run.a--;
		run.b--;
	}
	return run;
}

static int by_b_then_a(const void *x, const void *y)
{
	const struct run *p = x, *q = y;

	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return (p->a > q->a) - (p->a < q->a);
}

static uint32_t runs_of(struct arena *scratch, const struct pair *pair, struct run **out)
{
	struct diagonal covered[MOST_DIAGONALS];
	struct run *runs = arena_alloc(scratch, pair->nanchors * sizeof(*runs));
	uint32_t n = 0, kept = 0, diagonals = 1;

	while (diagonals < pair->nanchors && diagonals < MOST_DIAGONALS)
		diagonals *= 2;
	for (uint32_t i = 0; i < diagonals; i++)
		covered[i] = (struct diagonal){0, 0};
	for (uint32_t i = 0; i < pair->nanchors; i++) {
		const struct anchor *anchor = &pair->anchors[i];
		uint32_t number = anchor->b - anchor->a;
		struct diagonal *diagonal = &covered[number & (diagonals - 1)];
		struct run run;

		if (diagonal->number == number && anchor->b < diagonal->end)
			continue;
		run = grow(pair, anchor);
		if (run.len < pair->k)
			continue;
		*diagonal = (struct diagonal){number, run.b + run.len};
		runs[n++] = run;
	}
	if (n > 1)
		qsort(runs, n, sizeof(*runs), by_b_then_a);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || runs[kept - 1].b != runs[i].b || runs[kept - 1].a != runs[i].a)
			runs[kept++] = runs[i];
	*out = runs;
	return kept;
}

static uint32_t shared(uint32_t start, uint32_t end, uint32_t other_start, uint32_t other_end)
{
	uint32_t from = start > other_start ? start : other_start;
	uint32_t until = end < other_end ? end : other_end;

	return until > from ? until - from : 0;
}

/* Whether half of `next`, on either side, is in a passage already found. */
static bool known(const struct aligned *found, size_t n, const struct aligned *next)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t a = shared(next->a, next->a_end, found[i].a, found[i].a_end);
		uint32_t b = shared(next->b, next->b_end, found[i].b, found[i].b_end);

		if (2 * a >= next->a_end - next->a || 2 * b >= next->b_end - next->b)
			return true;
	}
	return false;
}

static bool chain_known(const struct alignment *found, const struct run *runs,
			const struct chain *chain)
{
	const struct run *first = &runs[chain->runs[0]], *last = &runs[chain->runs[chain->n - 1]];
	struct aligned extent = {.a = first->a,
				 .b = first->b,
				 .a_end = last->a + last->len,
				 .b_end = last->b + last->len};

	return known(found->items, found->n, &extent);
}

static int by_score(const void *x, const void *y)
{
	const struct aligned *p = x, *q = y;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

/* Drops passages that say nothing new beside a better one. */
static void drop_known(struct alignment *alignment)
{
	size_t kept = 0;

	if (alignment->n < 2)
		return;
	qsort(alignment->items, alignment->n, sizeof(*alignment->items), by_score);
	for (size_t i = 0; i < alignment->n; i++)
		if (!known(alignment->items, kept, &alignment->items[i]))
			alignment->items[kept++] = alignment->items[i];
	alignment->n = kept;
}

void pair_passages(struct arena *scratch, const struct pair *pair, struct alignment *alignment)
{
	struct align_side a = {pair->a->ids, pair->a->n, pair->a->furniture};
	struct align_side b = {pair->b->ids, pair->b->n, pair->b->furniture};
	struct alignment one = {0};
	struct run *runs;
	uint32_t n = runs_of(scratch, pair, &runs);
	struct chains chains;

	*alignment = (struct alignment){0};
	if (!n)
		return;
	chains_find(scratch, runs, n, &chains);
	if (pair->trace)
		*pair->trace =
			(struct pair_trace){runs, n, chains, ARENA_ARRAY(scratch, bool, chains.n)};
	for (uint32_t i = 0; i < chains.n; i++) {
		if (chain_known(alignment, runs, &chains.items[i])) {
			if (pair->trace)
				pair->trace->known[i] = true;
			continue;
		}
		align_chain(scratch, &a, &b, runs, &chains.items[i], &one);
		for (size_t k = 0; k < one.n; k++) {
			vec_reserve(scratch, alignment, alignment->n + 1);
			alignment->items[alignment->n++] = one.items[k];
		}
	}
	drop_known(alignment);
}
