/*
 * Which articles are alike.
 *
 * Comparing each article with each is quadratic. Two articles are alike only when they share telling
 * words, and a telling word stands in few articles: so an index from words to articles ("postings")
 * gives, for each article, the few others worth comparing.
 *
 *	"halden"  ->  4, 17, 18          article 18 walks the postings of its words backwards and
 *	"ferry"   ->  2, 4, 9, 17, 18    adds up weights: 17 twice, 4 twice, 9 and 2 once;
 *	                                 the best are then compared word by word
 *
 * Items come sorted by day, so an article looks back over its postings until a window ends. A
 * posting list is walked for a bounded number of entries and a bounded number of items are compared:
 * the work for an article is bounded whatever the collection.
 *
 * Buckets hold the postings of all terms that share the low bits of their hash; each posting keeps its
 * hash, so terms are never mixed up. This needs no dictionary and fills in one pass.
 *
 * Rejected: locality-sensitive hashing, which loses the weakly alike pairs that stories across outlets
 * consist of.
 */
#include "group/pairs.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/vector.h"

#include <stdlib.h>
#include <string.h>

struct posting {
	uint32_t hash, item;
	float weight;
};

struct postings {
	struct posting *items; /* by bucket, then by item */
	uint32_t *starts;      /* of each bucket; one more at the end */
	uint32_t mask;
};

struct candidate {
	uint32_t item;
	float shared;
};

struct finder {
	const struct item *items;
	const struct pair_options *options;
	struct vector *indexed; /* by item: its strongest terms */
	struct postings postings;
	struct edges *found;  /* of each item, with the items before it */
	struct arena *arenas; /* one a worker */
	float **shared;       /* a worker: weight shared with each item */
	struct candidate **candidates;
	struct edge **edges;
};

static void postings_fill(struct arena *arena, const struct vector *vectors, size_t n,
			  struct postings *postings)
{
	size_t total = 0, buckets = 1024;
	uint32_t *next;

	for (size_t i = 0; i < n; i++)
		total += vectors[i].n;
	while (buckets < total && buckets < 1u << 24)
		buckets *= 2;
	postings->mask = (uint32_t)buckets - 1;
	postings->starts = ARENA_ARRAY(arena, uint32_t, buckets + 2);
	postings->items = ARENA_ARRAY(arena, struct posting, total + 1);
	next = postings->starts + 1; /* shifted by one: filling moves each to its bucket's end */
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < vectors[i].n; k++)
			next[(vectors[i].terms[k].hash & postings->mask) + 1]++;
	for (size_t b = 1; b <= buckets; b++)
		next[b] += next[b - 1];
	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < vectors[i].n; k++) {
			const struct term *term = &vectors[i].terms[k];

			postings->items[next[term->hash & postings->mask]++] =
				(struct posting){term->hash, (uint32_t)i, term->weight};
		}
	}
}

/* The first posting of the bucket that belongs to `item` or a later one. */
static uint32_t posting_before(const struct postings *postings, uint32_t bucket, uint32_t item)
{
	uint32_t low = postings->starts[bucket], high = postings->starts[bucket + 1];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (postings->items[middle].item < item)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first item of that day or later. */
static uint32_t item_of_day(const struct finder *finder, uint32_t before, int32_t day)
{
	uint32_t low = 0, high = before;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (finder->items[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The items before this one that a gap allows: [*from, *to). */
static void gap_range(const struct finder *finder, uint32_t item, const struct gap *gap,
		      uint32_t *from, uint32_t *to)
{
	int32_t day = finder->items[item].day;

	*from = 0;
	*to = item;
	if (day == DAY_UNKNOWN)
		return;
	*from = item_of_day(finder, item, day - gap->most);
	if (gap->least > 0)
		*to = item_of_day(finder, item, day - gap->least + 1);
}

/* Adds up what the items in [from, to) share with this one; returns how many do. */
static size_t gather(const struct finder *finder, uint32_t item, uint32_t from, uint32_t to,
		     unsigned worker)
{
	const struct vector *vector = &finder->indexed[item];
	float *shared = finder->shared[worker];
	struct candidate *candidates = finder->candidates[worker];
	size_t n = 0;

	for (uint32_t k = 0; k < vector->n && from < to; k++) {
		const struct term *term = &vector->terms[k];
		uint32_t bucket = term->hash & finder->postings.mask;
		uint32_t at = posting_before(&finder->postings, bucket, to);
		size_t left = finder->options->walked;

		for (; at > finder->postings.starts[bucket] && left; left--) {
			const struct posting *posting = &finder->postings.items[--at];

			if (posting->item < from)
				break;
			if (posting->hash != term->hash)
				continue;
			if (shared[posting->item] == 0)
				candidates[n++].item = posting->item;
			shared[posting->item] += posting->weight * term->weight;
		}
	}
	return n;
}

static int by_shared(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->shared != y->shared)
		return x->shared > y->shared ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

static int by_item(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->a < y->a ? -1 : x->a > y->a;
}

/* Compares the item with the best of what one gap gathered. */
static void compare(struct finder *finder, uint32_t item, size_t gathered, unsigned worker)
{
	const struct pair_options *options = finder->options;
	struct candidate *candidates = finder->candidates[worker];
	struct edges *found = &finder->found[item];
	size_t n = 0;

	for (size_t i = 0; i < gathered; i++) {
		uint32_t other = candidates[i].item;
		float shared = finder->shared[worker][other];

		finder->shared[worker][other] = 0;
		if (shared >= options->floor / 2)
			candidates[n++] = (struct candidate){other, shared};
	}
	qsort(candidates, n, sizeof(*candidates), by_shared);
	for (size_t i = 0; i < n && i < options->most; i++) {
		uint32_t other = candidates[i].item;
		float likeness =
			vector_cosine(finder->items[other].vector, finder->items[item].vector);

		if (options->likeness)
			likeness = options->likeness(options->context, other, item, likeness);
		if (likeness >= options->floor)
			found->items[found->n++] = (struct edge){other, item, likeness};
	}
}

static void find_one(void *context, size_t number, unsigned worker)
{
	struct finder *finder = context;
	const struct pair_options *options = finder->options;
	uint32_t item = (uint32_t)number, from, to;
	struct edges *found = &finder->found[item];
	struct edge *all = finder->edges[worker];

	found->items = all;
	for (size_t i = 0; i < options->ngaps; i++) {
		gap_range(finder, item, &options->gaps[i], &from, &to);
		compare(finder, item, gather(finder, item, from, to, worker), worker);
	}
	qsort(all, found->n, sizeof(*all), by_item);
	found->items = arena_alloc(&finder->arenas[worker], found->n * sizeof(*all));
	memcpy(found->items, all, found->n * sizeof(*all));
}

static struct vector strongest(struct arena *arena, const struct vector *vector, uint32_t terms)
{
	struct vector copy = {ARENA_ARRAY(arena, struct term, vector->n), vector->n};

	if (vector->n)
		memcpy(copy.terms, vector->terms, vector->n * sizeof(struct term));
	vector_strongest(&copy, terms);
	return copy;
}

struct pair_job {
	struct arena *out;
	struct finder finder;
	struct edges *edges;
	size_t n;
	unsigned threads;
	struct arena arenas[POOL_MOST_THREADS];
	struct arena work;
};

static void gather_edges(struct pair_job *job)
{
	const struct edges *found = job->finder.found;
	size_t total = 0;

	for (size_t i = 0; i < job->n; i++)
		total += found[i].n;
	job->edges->items = ARENA_ARRAY(job->out, struct edge, total);
	for (size_t i = 0; i < job->n; i++)
		for (size_t k = 0; k < found[i].n; k++)
			job->edges->items[job->edges->n++] = found[i].items[k];
}

static void find_body(void *context)
{
	struct pair_job *job = context;
	struct finder *finder = &job->finder;
	struct arena *work = &job->work;
	enum wire_status status;

	finder->indexed = ARENA_ARRAY(work, struct vector, job->n);
	for (size_t i = 0; i < job->n; i++)
		finder->indexed[i] =
			strongest(work, finder->items[i].vector, finder->options->terms);
	postings_fill(work, finder->indexed, job->n, &finder->postings);
	finder->found = ARENA_ARRAY(work, struct edges, job->n);
	finder->shared = ARENA_ARRAY(work, float *, job->threads);
	finder->candidates = ARENA_ARRAY(work, struct candidate *, job->threads);
	finder->edges = ARENA_ARRAY(work, struct edge *, job->threads);
	for (unsigned t = 0; t < job->threads; t++) {
		finder->edges[t] = ARENA_ARRAY(work, struct edge,
					       finder->options->most * finder->options->ngaps);
		finder->shared[t] = ARENA_ARRAY(work, float, job->n);
		finder->candidates[t] = ARENA_ARRAY(work, struct candidate, job->n);
	}
	status = pool_run(job->threads, job->n, find_one, finder);
	if (status)
		guard_raise(status);
	gather_edges(job);
}

enum wire_status pairs_find(struct arena *out, const struct item *items, size_t n,
			    const struct pair_options *options, struct edges *edges)
{
	struct pair_job *job = ARENA_NEW(out, struct pair_job);
	unsigned threads = options->threads;
	enum wire_status status;

	job->out = out;
	job->edges = edges;
	job->n = n;
	job->threads = threads < 1 ? 1 : threads > POOL_MOST_THREADS ? POOL_MOST_THREADS : threads;
	job->finder = (struct finder){.items = items, .options = options, .arenas = job->arenas};
	*edges = (struct edges){0};
	arena_init(&job->work);
	for (unsigned i = 0; i < POOL_MOST_THREADS; i++)
		arena_init(&job->arenas[i]);
	status = guard_run(find_body, job);
	arena_release(&job->work);
	for (unsigned i = 0; i < POOL_MOST_THREADS; i++)
		arena_release(&job->arenas[i]);
	return status;
}
