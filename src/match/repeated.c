/*
 * What do outlets print on all their pages, and what does the whole trade say?
 *
 * furniture.c marks the words. Here the marked stretches of all articles are put together, so that a person
 * can see what was set aside:
 *
 *	furniture  412 articles, Harbour Gazette   "You are reading the Harbour Gazette, the paper of …"
 *	stock       37 articles, 21 outlets        "could not immediately be reached for comment on"
 *
 * Their ends differ a little, as marks are made by a sample of grams and texts go on differently ("© 2024 …").
 * So stretches are one text if the same of their grams has the smallest hash (Broder, "On the resemblance and
 * containment of documents", 1997); the form that most articles have stands for all, with the words before
 * and behind it that these have in common.
 *
 * Cost: a sort of the stretches.
 */
#include "match/repeated.h"

#include "base/hash.h"
#include "base/radix.h"
#include "base/vector.h"
#include "match/groups.h"

#include <stdlib.h>

enum { LOOKED_AT = 64 };

/* A marked stretch of an article. */
struct stretch {
	uint64_t gram, whole; /* the smallest hash of its grams, and that of all of it */
	uint32_t number;      /* of the article, as the caller knows it */
	uint32_t text, first, end;
	bool stock;
};

struct collecting {
	const struct token_text *texts;
	const struct repeated_options *options;
	VEC(struct stretch) stretches;
	VEC(struct repeated) found;
};

static uint64_t words_hash(const struct token_text *text, uint32_t first, uint32_t end,
			   uint64_t hash)
{
	for (uint32_t i = first; i < end; i++)
		hash = hash_mix(hash ^ text->ids[i]) + i - first;
	return hash;
}

/* The smallest hash of k words in a row. */
static uint64_t smallest_gram(const struct token_text *text, uint32_t first, uint32_t end, uint32_t k,
			      bool stock)
{
	uint64_t smallest = UINT64_MAX;

	for (uint32_t i = first; i + k <= end; i++) {
		uint64_t hash = words_hash(text, i, i + k, stock);

		if (hash < smallest)
			smallest = hash;
	}
	return smallest;
}

/* The marks of the 64 words from number `at` on (a multiple of 64). */
static uint64_t marks_at(const struct token_text *text, uint32_t at, bool stock)
{
	uint64_t furniture = text->furniture ? text->furniture[at / 64] : 0;

	if (!stock)
		return furniture;
	return text->stock ? text->stock[at / 64] & ~furniture : 0;
}

/* The first word from `at` on that is marked, or is not; text->n: there is none. */
static uint32_t word_next(const struct token_text *text, uint32_t at, bool stock, bool marked)
{
	while (at < text->n) {
		uint64_t marks = marks_at(text, at - at % 64, stock);

		marks = (marked ? marks : ~marks) >> at % 64;
		if (marks) {
			at += (uint32_t)__builtin_ctzll(marks);
			break;
		}
		at += 64 - at % 64;
	}
	return at < text->n ? at : text->n;
}

static void stretches_of(struct collecting *collecting, uint32_t number, bool stock)
{
	const struct token_text *text = &collecting->texts[number];
	uint32_t k = collecting->options->k, first = 0, end;

	if (stock ? !text->stock : !text->furniture)
		return;
	for (; (first = word_next(text, first, stock, true)) < text->n; first = end) {
		end = word_next(text, first, stock, false);
		if (end - first < k)
			continue;
		vec_push(collecting->options->scratch, &collecting->stretches,
			 ((struct stretch){
				 .gram = smallest_gram(text, first, end, k, stock),
				 .whole = words_hash(text, first, end, stock),
				 .number = collecting->options->numbers[number],
				 .text = number,
				 .first = first,
				 .end = end,
				 .stock = stock,
			 }));
	}
}

static int by_gram(const void *x, const void *y)
{
	const struct stretch *p = x, *q = y;

	if (p->gram != q->gram)
		return p->gram < q->gram ? -1 : 1;
	if (p->whole != q->whole)
		return p->whole < q->whole ? -1 : 1;
	if (p->number != q->number)
		return p->number < q->number ? -1 : 1;
	return (p->first > q->first) - (p->first < q->first);
}

/* The form that most have; of equally frequent ones the first. */
static const struct stretch *most_frequent(const struct stretch *first, const struct stretch *end)
{
	const struct stretch *best = first;
	size_t most = 0;

	for (const struct stretch *next; first < end; first = next) {
		for (next = first; next < end && next->whole == first->whole;)
			next++;
		if ((size_t)(next - first) > most) {
			most = (size_t)(next - first);
			best = first;
		}
	}
	return best;
}

static bool same_word(const struct collecting *collecting, const struct stretch *x, int64_t at_x,
		      const struct stretch *y, int64_t at_y)
{
	const struct token_text *a = &collecting->texts[x->text], *b = &collecting->texts[y->text];

	return at_x >= 0 && at_y >= 0 && at_x < a->n && at_y < b->n && a->ids[at_x] == b->ids[at_y];
}

/* Whether the stretches of one form all have the same word `distance` before or behind them. */
static bool all_go_on(const struct collecting *collecting, const struct stretch *shown,
		      const struct stretch *end, int64_t distance, bool behind)
{
	for (const struct stretch *next = shown + 1;
	     next < end && next < shown + LOOKED_AT && next->whole == shown->whole; next++)
		if (!same_word(collecting, shown,
			       behind ? (int64_t)shown->end + distance
				      : (int64_t)shown->first - 1 - distance,
			       next,
			       behind ? (int64_t)next->end + distance
				      : (int64_t)next->first - 1 - distance))
			return false;
	return true;
}

/* The stretch with the words before and behind it that all have, too. */
static struct stretch widened(const struct collecting *collecting, const struct stretch *shown,
			      const struct stretch *end)
{
	const struct token_text *text = &collecting->texts[shown->text];
	struct stretch wide = *shown;

	if (shown + 1 >= end || shown[1].whole != shown->whole)
		return wide;
	while (wide.end < text->n && wide.end - shown->end < collecting->options->k &&
	       all_go_on(collecting, shown, end, wide.end - shown->end, true))
		wide.end++;
	while (wide.first && shown->first - wide.first < collecting->options->k &&
	       all_go_on(collecting, shown, end, shown->first - wide.first, false))
		wide.first--;
	return wide;
}

/* Counts the articles of stretches that are one text, and lists one of each outlet's. */
static void outlets_list(const struct collecting *collecting, const struct stretch *first,
			 const struct stretch *end, struct repeated *repeated)
{
	size_t n = (size_t)(end - first);
	uint64_t *list = arena_alloc(collecting->options->scratch, 2 * n * sizeof(*list));

	for (size_t i = 0; i < n; i++)
		list[i] = (uint64_t)collecting->texts[first[i].text].from->outlet << 32 |
			  first[i].number;
	radix_sort(list, list + n, n, 0);
	repeated->outlets = ARENA_ARRAY(collecting->options->out, uint32_t, n);
	for (size_t i = 0; i < n; i++) {
		repeated->articles += !i || list[i] != list[i - 1];
		if (!i || list[i] >> 32 != list[i - 1] >> 32)
			repeated->outlets[repeated->noutlets++] = (uint32_t)list[i];
	}
}

static void repeated_add(struct collecting *collecting, const struct stretch *first,
			 const struct stretch *end)
{
	const struct repeated_options *options = collecting->options;
	struct stretch shown = widened(collecting, most_frequent(first, end), end);
	const struct token_text *text = &collecting->texts[shown.text];
	struct repeated repeated = {
		.article = shown.number, .words = shown.end - shown.first, .stock = shown.stock};

	if (end - first < GROUP_REPEATS || repeated.words < options->min_words * text->characters)
		return;
	outlets_list(collecting, first, end, &repeated);
	if (repeated.articles < GROUP_REPEATS)
		return;
	repeated.span =
		tokens_span(options->scratch, options->rules, text, shown.first, shown.end - 1);
	vec_push(options->out, &collecting->found, repeated);
}

static int by_articles(const void *x, const void *y)
{
	const struct repeated *p = x, *q = y;

	if (p->articles != q->articles)
		return p->articles > q->articles ? -1 : 1;
	if (p->words != q->words)
		return p->words > q->words ? -1 : 1;
	if (p->article != q->article)
		return p->article < q->article ? -1 : 1;
	return (p->span.start > q->span.start) - (p->span.start < q->span.start);
}

void repeated_find(const struct token_text *texts, size_t n, const struct repeated_options *options,
		   struct passages *passages)
{
	struct collecting collecting = {.texts = texts, .options = options};
	struct stretch *stretches;

	for (uint32_t i = 0; i < n; i++) {
		stretches_of(&collecting, i, false);
		stretches_of(&collecting, i, true);
	}
	stretches = collecting.stretches.items;
	if (collecting.stretches.n)
		qsort(stretches, collecting.stretches.n, sizeof(*stretches), by_gram);
	for (size_t i = 0, end; i < collecting.stretches.n; i = end) {
		for (end = i;
		     end < collecting.stretches.n && stretches[end].gram == stretches[i].gram;)
			end++;
		repeated_add(&collecting, stretches + i, stretches + end);
	}
	passages->repeated = collecting.found.items;
	passages->nrepeated = collecting.found.n;
	if (passages->nrepeated)
		qsort(passages->repeated, passages->nrepeated, sizeof(*passages->repeated),
		      by_articles);
}
