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

#include "group/spread.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/sorted.h"
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

/* What a thread works with. */
struct pair_worker {
	struct arena kept;
	float *shared;                /* weight shared with each item */
	struct candidate *candidates; /* one for each item */
	struct edge *edges;
	struct spread whole, title; /* of the item at hand */
};

struct finder {
	const struct item *items;
	const struct pair_options *options;
	struct vector *indexed; /* by item: its strongest terms */
	struct postings postings;
	struct edges *found; /* of each item, with the items before it */
	struct pair_worker *workers;
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
	size_t at;

	SORTED_FIRST(at, postings->starts[bucket], postings->starts[bucket + 1],
		     postings->items[at].item < item);
	return (uint32_t)at;
}

/* The first item of that day or later. */
static uint32_t item_of_day(const struct finder *finder, uint32_t before, int32_t day)
{
	size_t at;

	SORTED_FIRST(at, 0, before, finder->items[at].day < day);
	return (uint32_t)at;
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
		     struct pair_worker *worker)
{
	const struct vector *vector = &finder->indexed[item];
	float *shared = worker->shared;
	struct candidate *candidates = worker->candidates;
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

static bool shares_less(const struct candidate *x, const struct candidate *y)
{
	return x->shared != y->shared ? x->shared < y->shared : x->item > y->item;
}

/* Puts a candidate where it belongs in a heap of n, the weakest on top, from place `at` down. */
static void heap_sift(struct candidate *heap, size_t n, size_t at, struct candidate candidate)
{
	for (size_t child; (child = 2 * at + 1) < n; at = child) {
		if (child + 1 < n && shares_less(&heap[child + 1], &heap[child]))
			child++;
		if (!shares_less(&heap[child], &candidate))
			break;
		heap[at] = heap[child];
	}
	heap[at] = candidate;
}

/* Moves the `most` that share most to the front; returns how many there are. */
static size_t strongest_candidates(struct candidate *candidates, size_t n, size_t most)
{
	if (n <= most)
		return n;
	for (size_t i = most / 2; i-- > 0;)
		heap_sift(candidates, most, i, candidates[i]);
	for (size_t i = most; i < n; i++)
		if (shares_less(&candidates[0], &candidates[i]))
			heap_sift(candidates, most, 0, candidates[i]);
	return most;
}

static int by_item(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->a < y->a ? -1 : x->a > y->a;
}

static float likeness_of(const struct finder *finder, const struct pair_worker *worker,
			 uint32_t other, uint32_t item)
{
	const struct pair_options *options = finder->options;
	float words = spread_cosine(&worker->whole, finder->items[other].vector);

	if (options->title_share > 0)
		words += options->title_share *
			 spread_cosine(&worker->title, finder->items[other].title);
	return options->likeness ? options->likeness(options->context, other, item, words) : words;
}

/* Compares the item with the best of what one gap gathered. */
static void compare(const struct finder *finder, uint32_t item, size_t gathered,
		    struct pair_worker *worker)
{
	const struct pair_options *options = finder->options;
	struct candidate *candidates = worker->candidates;
	struct edges *found = &finder->found[item];
	size_t n = 0;

	for (size_t i = 0; i < gathered; i++) {
		uint32_t other = candidates[i].item;
		float shared = worker->shared[other];

		worker->shared[other] = 0;
		if (shared >= options->floor / 2)
			candidates[n++] = (struct candidate){other, shared};
	}
	n = strongest_candidates(candidates, n, options->most);
	for (size_t i = 0; i < n; i++) {
		uint32_t other = candidates[i].item;
		float likeness = likeness_of(finder, worker, other, item);

		if (likeness >= options->floor)
			found->items[found->n++] = (struct edge){other, item, likeness};
	}
}

static void find_one(void *context, size_t number, unsigned which)
{
	struct finder *finder = context;
	const struct pair_options *options = finder->options;
	struct pair_worker *worker = &finder->workers[which];
	uint32_t item = (uint32_t)number, from, to;
	struct edges *found = &finder->found[item];

	found->items = worker->edges;
	spread_lay(&worker->whole, finder->items[item].vector);
	if (options->title_share > 0)
		spread_lay(&worker->title, finder->items[item].title);
	for (size_t i = 0; i < options->ngaps; i++) {
		gap_range(finder, item, &options->gaps[i], &from, &to);
		compare(finder, item, gather(finder, item, from, to, worker), worker);
	}
	spread_clear(&worker->whole);
	if (options->title_share > 0)
		spread_clear(&worker->title);
	if (found->n)
		qsort(worker->edges, found->n, sizeof(*worker->edges), by_item);
	found->items = arena_alloc(&worker->kept, found->n * sizeof(*worker->edges));
	memcpy(found->items, worker->edges, found->n * sizeof(*worker->edges));
}

static void index_one(void *context, size_t item, unsigned worker)
{
	struct finder *finder = context;
	const struct vector *vector = finder->items[item].vector;
	struct vector *copy = &finder->indexed[item];

	copy->terms = arena_alloc(&finder->workers[worker].kept, vector->n * sizeof(*copy->terms));
	copy->n = vector->n;
	if (vector->n)
		memcpy(copy->terms, vector->terms, vector->n * sizeof(*copy->terms));
	vector_strongest(copy, finder->options->terms);
}

struct pair_job {
	struct arena *out;
	struct finder finder;
	struct edges *edges;
	size_t n;
	unsigned threads;
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

static void worker_prepare(struct pair_job *job, struct pair_worker *worker)
{
	const struct pair_options *options = job->finder.options;

	worker->edges = ARENA_ARRAY(&job->work, struct edge, options->most * options->ngaps);
	worker->shared = ARENA_ARRAY(&job->work, float, job->n);
	worker->candidates = ARENA_ARRAY(&job->work, struct candidate, job->n);
}

static void find_body(void *context)
{
	struct pair_job *job = context;
	struct finder *finder = &job->finder;
	struct arena *work = &job->work;
	enum wire_status status;

	for (unsigned t = 0; t < job->threads; t++)
		worker_prepare(job, &finder->workers[t]);
	finder->indexed = ARENA_ARRAY(work, struct vector, job->n);
	status = pool_run(job->threads, job->n, index_one, finder);
	if (status)
		guard_raise(status);
	postings_fill(work, finder->indexed, job->n, &finder->postings);
	finder->found = ARENA_ARRAY(work, struct edges, job->n);
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
	job->finder = (struct finder){.items = items, .options = options};
	job->finder.workers = ARENA_ARRAY(out, struct pair_worker, job->threads);
	*edges = (struct edges){0};
	arena_init(&job->work);
	status = guard_run(find_body, job);
	arena_release(&job->work);
	for (unsigned i = 0; i < job->threads; i++)
		arena_release(&job->finder.workers[i].kept);
	return status;
}
