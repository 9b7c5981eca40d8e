/*
 * Families: a passage that Ashfield Herald shares with Northern Wire, and one that Northern Wire
 * shares with Riverside Post, are one text in three papers if they cover the same words of Northern
 * Wire.
 *
 * Each passage is two places, one an article. Places of one article that cover each other for the
 * most part belong together (union-find over passages). An article's places are looked at in order
 * of their start, each against the few before it that reach into it.
 *
 * Cost: a sort of the places, LOOK_BACK steps each.
 */
#include "match/family.h"

#include <stdlib.h>

enum { LOOK_BACK = 16 };

/* One side of a passage. */
struct place {
	uint32_t article, passage;
	struct span span;
};

static uint32_t root(uint32_t *parents, uint32_t i)
{
	while (parents[i] != i)
		i = parents[i] = parents[parents[i]];
	return i;
}

/* The smaller number becomes the root, so that a family is known by its first passage. */
static void unite(uint32_t *parents, uint32_t i, uint32_t j)
{
	i = root(parents, i);
	j = root(parents, j);
	if (i < j)
		parents[j] = i;
	else
		parents[i] = j;
}

static int by_start(const void *x, const void *y)
{
	const struct place *p = x, *q = y;

	if (p->article != q->article)
		return p->article < q->article ? -1 : 1;
	if (p->span.start != q->span.start)
		return p->span.start < q->span.start ? -1 : 1;
	if (p->span.len != q->span.len)
		return p->span.len < q->span.len ? -1 : 1;
	return (p->passage > q->passage) - (p->passage < q->passage);
}

/* Most of the longer one is in the other too. */
static bool same_words(struct span a, struct span b)
{
	uint32_t from = a.start > b.start ? a.start : b.start;
	uint32_t until = span_end(a) < span_end(b) ? span_end(a) : span_end(b);
	uint32_t longer = a.len > b.len ? a.len : b.len;

	return until > from && (uint64_t)(until - from) * 2 > longer;
}

static struct place *places_of(struct arena *scratch, const struct passages *passages)
{
	struct place *places = arena_alloc(scratch, 2 * passages->n * sizeof(*places));

	for (size_t i = 0; i < passages->n; i++) {
		const struct passage *passage = &passages->items[i];

		places[2 * i] = (struct place){passage->a, (uint32_t)i, passage->in_a};
		places[2 * i + 1] = (struct place){passage->b, (uint32_t)i, passage->in_b};
	}
	qsort(places, 2 * passages->n, sizeof(*places), by_start);
	return places;
}

void families_number(struct arena *out, struct arena *scratch, struct passages *passages,
		     size_t articles)
{
	uint32_t *parents = arena_alloc(scratch, passages->n * sizeof(*parents)), families = 0;
	struct place *places = places_of(scratch, passages);

	(void)out;
	passages->distinct_texts = articles;
	for (uint32_t i = 0; i < passages->n; i++)
		parents[i] = i;
	for (size_t i = 1; i < 2 * passages->n; i++)
		for (size_t j = i; j-- > 0 && i - j <= LOOK_BACK;) {
			if (places[j].article != places[i].article)
				break;
			if (same_words(places[i].span, places[j].span))
				unite(parents, places[i].passage, places[j].passage);
		}
	for (uint32_t i = 0; i < passages->n; i++)
		passages->items[i].family = root(parents, i) == i
						    ? families++
						    : passages->items[root(parents, i)].family;
}
