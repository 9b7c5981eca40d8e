/*
 * Prints of one text tell one story, however many they are.
 *
 *	wire    The ferry ran aground on Friday …  (all of it)
 *	3,000 outlets run it whole                 → one story of 3,001 articles
 *
 * Clustering compares an article with a bounded number of others, so a text run by thousands would fall
 * into several stories: pairs that were never compared count as unlike. But the matcher has found who
 * shares nearly all words with whom. Stories that such a pair connects are joined: most of both texts must be
 * shared (MOST_OF_BOTH), and the days must be known and near, for a notice that is printed again word by
 * word next week or next year is news again.
 *
 * Cost: linear in the passages. The smaller group leads, so order does not matter.
 */
#include "group/grouping.h"

enum { PRINT_DAYS = 6 };

static const double MOST_OF_BOTH = 0.6;

static uint32_t leader_of(uint32_t *leader, uint32_t group)
{
	while (leader[group] != group) {
		leader[group] = leader[leader[group]];
		group = leader[group];
	}
	return group;
}

static bool near_in_time(const struct item *a, const struct item *b)
{
	return a->day != DAY_UNKNOWN && b->day != DAY_UNKNOWN && a->day - b->day <= PRINT_DAYS &&
	       b->day - a->day <= PRINT_DAYS;
}

/* Most of both texts lies in the passages [first, end), all between the same two articles. */
static bool nearly_one_text(const struct grouping *g, const struct passage *passages, size_t n)
{
	const struct article *a = g->texts[g->rank_of[passages[0].a]].article;
	const struct article *b = g->texts[g->rank_of[passages[0].b]].article;
	size_t in_a = 0, in_b = 0;

	for (size_t i = 0; i < n; i++) {
		in_a += passages[i].in_a.len;
		in_b += passages[i].in_b.len;
	}
	return (double)in_a >= MOST_OF_BOTH * (double)a->text.len &&
	       (double)in_b >= MOST_OF_BOTH * (double)b->text.len;
}

void prints_join(struct grouping *g, uint32_t *group_of)
{
	const struct passages *passages = g->passages;
	uint32_t *leader = ARENA_ARRAY(g->work, uint32_t, g->n);
	size_t end;

	for (uint32_t i = 0; i < g->n; i++)
		leader[i] = i;
	for (size_t start = 0; start < passages->n; start = end) {
		const struct passage *first = &passages->items[start];
		uint32_t a = g->rank_of[first->a], b = g->rank_of[first->b], one, other;

		for (end = start; end < passages->n && passages->items[end].a == first->a &&
				  passages->items[end].b == first->b;)
			end++;
		if (!near_in_time(&g->items[a], &g->items[b]) || !nearly_one_text(g, first, end - start))
			continue;
		one = leader_of(leader, group_of[a]);
		other = leader_of(leader, group_of[b]);
		leader[one > other ? one : other] = one > other ? other : one;
	}
	for (size_t i = 0; i < g->n; i++)
		group_of[i] = leader_of(leader, group_of[i]);
}
