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

#include "base/radix.h"
#include "match/fold.h"

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

/* In order of article, by its digits, and of start: those of one article, mostly a few, by comparing them. */
static struct place *places_of(struct arena *scratch, const struct passages *passages)
{
	const size_t n = 2 * passages->n;
	struct place *places = arena_alloc(scratch, n * sizeof(*places));
	uint64_t *numbers = arena_alloc(scratch, 2 * n * sizeof(*numbers));

	for (size_t i = 0; i < n; i += 2) {
		numbers[i] = (uint64_t)passages->items[i / 2].a << 32 | i;
		numbers[i + 1] = (uint64_t)passages->items[i / 2].b << 32 | (i + 1);
	}
	radix_sort(numbers, numbers + n, n, 32);
	for (size_t i = 0; i < n; i++) {
		uint32_t side = (uint32_t)numbers[i];
		const struct passage *passage = &passages->items[side / 2];

		places[i] = (struct place){(uint32_t)(numbers[i] >> 32), side / 2,
					   side % 2 ? passage->in_b : passage->in_a};
	}
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && places[end].article == places[i].article;)
			end++;
		if (end - i > 1)
			qsort(places + i, end - i, sizeof(*places), by_start);
	}
	return places;
}

static uint32_t bytes_of(const struct match_text *text)
{
	uint32_t bytes = 0;

	for (size_t i = 0; i < text->nregions; i++)
		bytes += text->regions[i].len;
	return bytes;
}

/*
 * Articles that are one text but for a few words: prints of one hub, and pairs of which the passages
 * cover nearly all of both.
 */
static size_t count_texts(struct arena *scratch, const struct passages *passages,
			  const struct match_text *texts, size_t n, const uint32_t *folds)
{
	uint32_t *parents = arena_alloc(scratch, n * sizeof(*parents));
	size_t count = 0;

	for (uint32_t i = 0; i < n; i++)
		parents[i] = i;
	for (uint32_t i = 0; i < n; i++)
		if (folds[i] != FOLD_NONE)
			unite(parents, i, folds[i]);
	for (size_t i = 0, end; i < passages->n; i = end) {
		const struct passage *first = &passages->items[i];
		uint64_t in_a = 0, in_b = 0;

		for (end = i; end < passages->n && passages->items[end].a == first->a &&
			      passages->items[end].b == first->b;
		     end++) {
			in_a += passages->items[end].in_a.len;
			in_b += passages->items[end].in_b.len;
		}
		if (in_a * 10 >= bytes_of(&texts[first->a]) * (uint64_t)9 &&
		    in_b * 10 >= bytes_of(&texts[first->b]) * (uint64_t)9)
			unite(parents, first->a, first->b);
	}
	for (uint32_t i = 0; i < n; i++)
		count += root(parents, i) == i;
	return count;
}

void families_number(struct arena *scratch, struct passages *passages,
		     const struct match_text *texts, size_t n, const uint32_t *folds)
{
	uint32_t *parents = arena_alloc(scratch, passages->n * sizeof(*parents)), families = 0;
	struct place *places = places_of(scratch, passages);

	passages->distinct_texts = count_texts(scratch, passages, texts, n, folds);
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
