/* The graph of likeness from the side of each article: two passes over the edges. */
#include "group/neighbours.h"

struct neighbours neighbours_of(struct arena *arena, size_t n, const struct edges *edges,
				float least)
{
	struct neighbours found = {.starts = ARENA_ARRAY(arena, size_t, n + 2)};
	size_t *next = found.starts + 1; /* shifted by one: filling moves each to its end */

	for (size_t e = 0; e < edges->n; e++) {
		if (edges->items[e].likeness < least)
			continue;
		next[edges->items[e].a + 1]++;
		next[edges->items[e].b + 1]++;
	}
	for (size_t i = 1; i <= n; i++)
		next[i] += next[i - 1];
	found.items = ARENA_ARRAY(arena, struct neighbour, next[n]);
	for (size_t e = 0; e < edges->n; e++) {
		const struct edge *edge = &edges->items[e];

		if (edge->likeness < least)
			continue;
		found.items[next[edge->a]++] = (struct neighbour){edge->b, edge->likeness};
		found.items[next[edge->b]++] = (struct neighbour){edge->a, edge->likeness};
	}
	return found;
}
