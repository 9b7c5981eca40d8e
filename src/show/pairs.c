#include "show/pairs.h"

#include "base/vector.h"

/* Words of one pair by direction and by credit. */
struct tally {
	uint64_t from[FROM_B + 1];
	uint64_t credit[CREDIT_UNCREDITED + 1];
};

static struct pair pair_of(const struct copy *copies, size_t first, size_t n)
{
	struct pair pair = {
		.a = copies[first].passage.a, .b = copies[first].passage.b, .first = first, .n = n};
	struct tally tally = {0};

	for (size_t i = first; i < first + n; i++) {
		const struct copy *copy = &copies[i];

		pair.words += copy->passage.words;
		tally.from[copy->from] += copy->passage.words;
		tally.credit[copy->credit] += copy->passage.words;
	}
	pair.directed = tally.from[FROM_A] != tally.from[FROM_B];
	pair.source = tally.from[FROM_B] > tally.from[FROM_A] ? pair.b : pair.a;
	pair.taker = pair.source == pair.a ? pair.b : pair.a;
	if (tally.credit[CREDIT_CREDITED] > tally.credit[CREDIT_UNCREDITED])
		pair.credit = CREDIT_CREDITED;
	else if (tally.credit[CREDIT_UNCREDITED])
		pair.credit = CREDIT_UNCREDITED;
	return pair;
}

static void place_pairs(struct scene *scene, struct pairs *pairs)
{
	size_t n = scene->found->n, total = 0;

	pairs->start = ARENA_ARRAY(&scene->arena, size_t, n + 2);
	pairs->touching = ARENA_ARRAY(&scene->arena, uint32_t, pairs->n * 2);
	for (size_t i = 0; i < pairs->n; i++) {
		pairs->start[pairs->items[i].a + 2]++;
		pairs->start[pairs->items[i].b + 2]++;
	}
	for (size_t i = 2; i < n + 2; i++) {
		total += pairs->start[i];
		pairs->start[i] = total;
	}
	for (size_t i = 0; i < pairs->n; i++) {
		pairs->touching[pairs->start[pairs->items[i].a + 1]++] = (uint32_t)i;
		pairs->touching[pairs->start[pairs->items[i].b + 1]++] = (uint32_t)i;
	}
}

void pairs_make(struct scene *scene, struct pairs *pairs)
{
	const struct copy *copies = scene->found->lineages.copies;
	size_t ncopies = scene->found->lineages.ncopies, next;
	VEC(struct pair) items = {0};

	for (size_t first = 0; first < ncopies; first = next) {
		for (next = first + 1; next < ncopies; next++)
			if (copies[next].passage.a != copies[first].passage.a ||
			    copies[next].passage.b != copies[first].passage.b)
				break;
		vec_push(&scene->arena, &items, pair_of(copies, first, next - first));
	}
	pairs->items = items.items;
	pairs->n = items.n;
	place_pairs(scene, pairs);
}
