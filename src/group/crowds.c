/*
 * A story that hundreds tell in words of their own.
 *
 *	600 articles on one flood         each is compared with 64 others
 *	piece ─ piece ─ piece ─ …         pairs never compared count as unlike: the story falls into pieces
 *
 * How alike two pieces are need not be told from pairs. Vectors are of unit length, so the mean
 * cosine of all pairs between two pieces is the product of their mean vectors, exact and cheap:
 *
 *	mean of a·b over all a in A, b in B   =   (sum of A) · (sum of B) / (|A| |B|)
 *
 * So the pieces that consist of crowded articles (with as many likes of about their day as are
 * looked at) and that an edge connects are clustered once more by these means, and must be nearly
 * as alike as each is within. What they were joined into is a piece of the next round, for pieces
 * that no edge connects count as unlike as well.
 *
 * Cost: a product of two vectors of PIECE_TERMS words for each pair of connected pieces. Rejected:
 * to compare each article with more others, which costs most where nothing is gained, on words that
 * all use.
 */
#include "group/grouping.h"

#include <stdlib.h>

enum { CROWDED = 48, DAYS_APART = 2, PIECE_TERMS = 320, ROUNDS_MOST = 4 };

/* Part of a story, of crowded articles. */
struct piece {
	uint32_t group;      /* its number for the caller */
	struct vector mean;  /* its direction, of unit length … */
	double length;       /* … and the length of the mean of its vectors */
	double coherence;    /* how alike it is within */
	int32_t first, last; /* days; DAY_UNKNOWN: none is known */
	size_t n;
};

struct crowds {
	struct grouping *grouping;
	const struct cluster_options *rule;
	const uint32_t *group_of;
	struct piece *pieces;
	uint32_t *piece_of; /* by group: number + 1, or 0 */
	size_t n;
};

/* By group: how many members, and how many of them are crowded. */
struct census {
	uint32_t members, crowded;
};

/* A saga of weeks has many likes as well, but few of any one time: its parts are stories. */
static bool of_one_time(const struct item *a, const struct item *b)
{
	return a->day == DAY_UNKNOWN || b->day == DAY_UNKNOWN || abs(a->day - b->day) <= DAYS_APART;
}

static struct census *census_take(const struct grouping *g, double least, const uint32_t *group_of)
{
	struct census *census = ARENA_ARRAY(g->work, struct census, g->n);
	uint32_t *likes = ARENA_ARRAY(g->work, uint32_t, g->n);

	for (size_t e = 0; e < g->edges.n; e++) {
		const struct edge *edge = &g->edges.items[e];

		if ((double)edge->likeness < least ||
		    !of_one_time(&g->items[edge->a], &g->items[edge->b]))
			continue;
		likes[edge->a]++;
		likes[edge->b]++;
	}
	for (size_t i = 0; i < g->n; i++) {
		census[group_of[i]].members++;
		census[group_of[i]].crowded += likes[i] >= CROWDED;
	}
	return census;
}

static void note_days(struct piece *piece, const struct item *item)
{
	if (item->day == DAY_UNKNOWN)
		return;
	if (piece->first == DAY_UNKNOWN || item->day < piece->first)
		piece->first = item->day;
	if (piece->last == DAY_UNKNOWN || item->day > piece->last)
		piece->last = item->day;
}

static void piece_measure(struct grouping *g, struct piece *piece, const uint32_t *ranks)
{
	const struct vector **vectors;
	double sum = 0, n = (double)piece->n;

	arena_clear(g->scratch);
	vectors = ARENA_ARRAY(g->scratch, const struct vector *, piece->n);
	for (size_t i = 0; i < piece->n; i++) {
		vectors[i] = &g->profiles[ranks[i]].whole;
		note_days(piece, &g->items[ranks[i]]);
	}
	piece->mean = vectors_mean(g->work, g->scratch, vectors, piece->n, PIECE_TERMS);
	for (size_t i = 0; i < piece->n; i++)
		sum += (double)vector_cosine(vectors[i], &piece->mean);
	piece->length = sum / n;
	piece->coherence = cluster_coherence(n * (n * piece->length * piece->length - 1) / 2, n);
}

/* The pieces, and of which of them each group is. */
static void pieces_make(struct crowds *crowds)
{
	struct grouping *g = crowds->grouping;
	const struct census *census = census_take(g, crowds->rule->least, crowds->group_of);
	uint32_t **ranks = ARENA_ARRAY(g->work, uint32_t *, g->n);

	crowds->piece_of = ARENA_ARRAY(g->work, uint32_t, g->n);
	crowds->pieces = ARENA_ARRAY(g->work, struct piece, g->n);
	for (uint32_t group = 0; group < g->n; group++) {
		if (!census[group].crowded || census[group].crowded * 2 < census[group].members)
			continue;
		ranks[crowds->n] = ARENA_ARRAY(g->work, uint32_t, census[group].members);
		crowds->pieces[crowds->n++] =
			(struct piece){.group = group, .first = DAY_UNKNOWN, .last = DAY_UNKNOWN};
		crowds->piece_of[group] = (uint32_t)crowds->n;
	}
	for (uint32_t i = 0; i < g->n; i++) {
		uint32_t number = crowds->piece_of[crowds->group_of[i]];

		if (number)
			ranks[number - 1][crowds->pieces[number - 1].n++] = i;
	}
	for (size_t p = 0; p < crowds->n; p++)
		piece_measure(g, &crowds->pieces[p], ranks[p]);
}

static int by_ends(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

/*
 * Mean likeness of all pairs between two pieces; 0 where it is far from what it is within either.
 */
static float pieces_likeness(const struct cluster_options *rule, const struct piece *x,
			     const struct piece *y)
{
	double mean = (double)vector_cosine(&x->mean, &y->mean) * x->length * y->length;
	double within = x->coherence < y->coherence ? x->coherence : y->coherence;
	int32_t between = 0;

	if (x->first != DAY_UNKNOWN && y->first != DAY_UNKNOWN)
		between = x->first > y->first ? x->first - y->last : y->first - x->last;
	mean *= (double)nearness_of_days(between > 0 ? between : 0);
	return mean < cluster_contrast(rule, between) * within ? 0 : (float)mean;
}

/* An edge for each two pieces that articles connect. */
static struct edges pieces_edges(const struct crowds *crowds)
{
	const struct grouping *g = crowds->grouping;
	struct edges edges = {ARENA_ARRAY(g->work, struct edge, g->edges.n), 0};
	size_t n = 0;

	for (size_t e = 0; e < g->edges.n; e++) {
		uint32_t a = crowds->piece_of[crowds->group_of[g->edges.items[e].a]];
		uint32_t b = crowds->piece_of[crowds->group_of[g->edges.items[e].b]];

		if (a && b && a != b)
			edges.items[edges.n++] =
				(struct edge){(a < b ? a : b) - 1, (a < b ? b : a) - 1, 0};
	}
	if (edges.n)
		qsort(edges.items, edges.n, sizeof(*edges.items), by_ends);
	for (size_t e = 0; e < edges.n; e++) {
		struct edge edge = edges.items[e];

		if (n && !by_ends(&edges.items[n - 1], &edge))
			continue;
		edge.likeness = pieces_likeness(crowds->rule, &crowds->pieces[edge.a],
						&crowds->pieces[edge.b]);
		if (edge.likeness > 0)
			edges.items[n++] = edge;
	}
	edges.n = n;
	return edges;
}

/* One round; returns whether any pieces were joined. */
static bool join_once(struct grouping *g, const struct cluster_options *options, uint32_t *group_of)
{
	struct crowds crowds = {.grouping = g, .rule = options, .group_of = group_of};
	struct cluster_options rule = *options;
	struct item *items;
	struct edges edges;
	uint32_t *joined;
	bool any = false;

	pieces_make(&crowds);
	if (crowds.n < 2)
		return false;
	edges = pieces_edges(&crowds);
	items = ARENA_ARRAY(g->work, struct item, crowds.n);
	joined = ARENA_ARRAY(g->work, uint32_t, crowds.n);
	for (size_t p = 0; p < crowds.n; p++)
		items[p] = (struct item){.day = crowds.pieces[p].first,
					 .first = crowds.pieces[p].first,
					 .last = crowds.pieces[p].last};
	rule.items = items;
	cluster_average(g->work, crowds.n, &edges, &rule, joined);
	for (size_t i = 0; i < g->n; i++) {
		uint32_t number = crowds.piece_of[group_of[i]];

		if (!number)
			continue;
		any |= joined[number - 1] != number - 1;
		group_of[i] = crowds.pieces[joined[number - 1]].group;
	}
	return any;
}

void crowds_join(struct grouping *g, const struct cluster_options *rule, uint32_t *group_of)
{
	for (int round = 0; round < ROUNDS_MOST && join_once(g, rule, group_of); round++)
		;
}
