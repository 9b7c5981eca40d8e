/*
 * Which of the runs that two articles share belong to one passage?
 *
 * Two articles share runs of words. Those that follow one another on both sides, close together,
 * are one passage with small changes between; a paragraph that was moved makes a chain of its own:
 *
 *	b │            3              1 and 2 lie in one line: a chain
 *	  │      2                    3 too, but too far behind: another
 *	  │    1                      4 crosses: a chain of its own
 *	  │                  4
 *	  └─────────────────────── a
 *
 * The best chain that ends with a run is the run itself, or the best chain that ends with one of
 * the 64 runs before it, the gap between being paid for: f(i) = len(i) + max(0, f(j) - cost(j, i)).
 * This is the chaining of minimap2 (Li, Bioinformatics 2018), with words for bases. Then chains are
 * taken, best first; one that runs into a taken one ends there.
 *
 * Cost: 64 steps a run, and a sort. The slow twin in the tests looks back to all runs.
 */
#include "match/chain.h"

#include "base/radix.h"

enum { NO_RUN = UINT32_MAX };

int32_t chain_gap_cost(const struct run *before, const struct run *after)
{
	int64_t a = (int64_t)after->a - before->a - before->len;
	int64_t b = (int64_t)after->b - before->b - before->len;
	int64_t longer = a > b ? a : b, shorter = a > b ? b : a;

	if (after->a <= before->a || after->b <= before->b || longer > CHAIN_GAP)
		return -1;
	if (shorter < 0) /* they overlap: what is lost of the second is paid for */
		return (int32_t)(-shorter < after->len ? longer - 2 * shorter : -1);
	return (int32_t)((longer + (longer - shorter)) / 2);
}

/* Fills in the best score of a chain that ends with each run, and the run before it. */
static void score_runs(const struct run *runs, uint32_t n, int32_t *scores, uint32_t *before)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t first = i > CHAIN_LOOK_BACK ? i - CHAIN_LOOK_BACK : 0;
		int32_t best = 0;

		before[i] = NO_RUN;
		for (uint32_t j = i; j-- > first;) {
			int32_t cost;

			if (runs[i].b - runs[j].b > runs[j].len + CHAIN_GAP && scores[j] <= best)
				continue;
			cost = chain_gap_cost(&runs[j], &runs[i]);
			if (cost >= 0 && scores[j] - cost > best) {
				best = scores[j] - cost;
				before[i] = j;
			}
		}
		scores[i] = (int32_t)runs[i].len + best;
	}
}

/* The chain that ends with run i, as far as its runs are not in another. */
static struct chain chain_back(struct arena *scratch, uint32_t *before, bool *taken, uint32_t i)
{
	struct chain chain = {0};
	uint32_t at = i;

	for (; at != NO_RUN && !taken[at]; at = before[at])
		chain.n++;
	chain.runs = arena_alloc(scratch, chain.n * sizeof(uint32_t));
	at = i;
	for (uint32_t k = chain.n; k-- > 0; at = before[at]) {
		chain.runs[k] = at;
		taken[at] = true;
	}
	return chain;
}

static void chains_of_several(struct arena *scratch, const struct run *runs, uint32_t n,
			      struct chains *chains)
{
	int32_t *scores = arena_alloc(scratch, n * sizeof(*scores));
	uint32_t *before = arena_alloc(scratch, n * sizeof(*before));
	uint64_t *order = arena_alloc(scratch, 2 * n * sizeof(*order));
	bool *taken = ARENA_ARRAY(scratch, bool, n);

	score_runs(runs, n, scores, before);
	for (uint32_t i = 0; i < n; i++)
		order[i] = (uint64_t)(UINT32_MAX - (uint32_t)scores[i]) << 32 | i;
	radix_sort(order, order + n, n, 0);
	chains->items = arena_alloc(scratch, n * sizeof(*chains->items));
	chains->n = 0;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = (uint32_t)order[k];

		if (taken[i])
			continue;
		chains->items[chains->n] = chain_back(scratch, before, taken, i);
		chains->items[chains->n++].score = scores[i];
	}
}

static void chain_of_one(struct arena *scratch, const struct run *run, struct chains *chains)
{
	chains->items = ARENA_NEW(scratch, struct chain);
	*chains->items = (struct chain){ARENA_NEW(scratch, uint32_t), 1, (int32_t)run->len};
	chains->n = 1;
}

/* Most pairs share one run. */
void chains_find(struct arena *scratch, const struct run *runs, uint32_t n, struct chains *chains)
{
	if (n == 1)
		chain_of_one(scratch, runs, chains);
	else
		chains_of_several(scratch, runs, n, chains);
}
