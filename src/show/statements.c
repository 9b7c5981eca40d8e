/*
 * Which statement of each telling to show.
 *
 * A ritual repeats itself: of all that is quoted in a telling, its own words are those that the
 * telling before, or the next one, has too. So the statement of a telling is the one most like the
 * statement shown for the telling before; for the first, the one most like anything in the second.
 *
 *	2030   “we stand in firm solidarity …”               “a letter every year,” an observer said
 *	2031   “we stand in firm support and solidarity …”   “warmer every time,” an observer said
 *	            the words that come again                   said once
 *
 * Likeness counts shared words, and counts them for more where there is little else: n² by the
 * words of both. Words within quotation marks count for more than words around them, and the main
 * speaker, who is quoted in most tellings, for more than others.
 *
 * Cost: for each telling at most STATEMENTS² comparisons of STATEMENT_WORDS words.
 */
#include "show/statements.h"

#include "base/map.h"

#include <stdlib.h>

enum { STATEMENTS = 48, LEAST_SHARED = 55 };

struct statements {
	struct statement *items;
	size_t n;
};

/* Counts each speaker's tellings in the upper half of the value, prints in the lower. */
static void count_speakers(struct scene *scene, const struct story *story, struct map *counts)
{
	struct map here;

	map_init(&here, &scene->scratch);
	for (size_t i = 0; i < story->n; i++) {
		const struct quotes *quotes = &scene->found->quotes[story->articles[i]];

		for (size_t j = 0; j < quotes->n; j++)
			if (quotes->items[j].speaker.len && quotes->items[j].form != QUOTE_INDIRECT)
				++*map_of_str(&here, quotes->items[j].speaker);
	}
	for (size_t i = 0; i < here.n; i++)
		*map_of_str(counts, here.entries[i].key) +=
			((uint64_t)1 << 32) + (uint32_t)here.entries[i].value;
}

/* Who is quoted in most tellings, and of equals most often. */
static struct str main_speaker(struct scene *scene, const struct series *series)
{
	const struct story *stories = scene->found->groups.stories;
	struct map counts;
	struct str best = {0};
	uint64_t most = 0;

	map_init(&counts, &scene->scratch);
	for (size_t i = 0; i < series->n; i++)
		count_speakers(scene, &stories[series->stories[i]], &counts);
	for (size_t i = 0; i < counts.n; i++) {
		const struct map_entry *entry = &counts.entries[i];

		if (entry->value > most ||
		    (entry->value == most && str_compare(entry->key, best) < 0)) {
			most = entry->value;
			best = entry->key;
		}
	}
	return best;
}

static int compare_hashes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void hash_words(struct arena *scratch, struct statement *statement)
{
	struct words words = {0};

	split_words(scratch, statement->text, span_between(0, statement->text.len), &words);
	for (size_t i = 0; i < words.n && statement->nhashes < STATEMENT_WORDS; i++)
		statement->hashes[statement->nhashes++] = words.items[i].hash;
	qsort(statement->hashes, statement->nhashes, sizeof(uint32_t), compare_hashes);
}

static void add_statement(struct scene *scene, struct statements *said, uint32_t article,
			  uint32_t number, struct str speaker)
{
	const struct quote *quote = &scene->found->quotes[article].items[number];
	struct statement *statement = &said->items[said->n++];
	bool main = speaker.len && str_eq(quote->speaker, speaker);

	statement->article = article;
	statement->quote = number;
	statement->weight = 2u + (main ? 1u : 0u) + (quote->form == QUOTE_DIRECT ? 1u : 0u);
	statement->text = scene_pieces(&scene->scratch, scene->found->articles[article].text,
				       quote->spans, quote->nspans);
	hash_words(&scene->scratch, statement);
}

/* What is quoted in one telling, the first STATEMENTS of it, the main speaker's first. */
static struct statements said_in(struct scene *scene, const struct story *story, struct str speaker)
{
	struct statements said = {ARENA_ARRAY(&scene->scratch, struct statement, STATEMENTS), 0};

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < story->n; i++) {
			const struct quotes *quotes = &scene->found->quotes[story->articles[i]];

			for (uint32_t j = 0; j < quotes->n && said.n < STATEMENTS; j++)
				if (quotes->items[j].form != QUOTE_INDIRECT &&
				    str_eq(quotes->items[j].speaker, speaker) == !pass)
					add_statement(scene, &said, story->articles[i], j, speaker);
		}
	return said;
}

static size_t shared_words(const struct statement *a, const struct statement *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->nhashes && j < b->nhashes) {
		if (a->hashes[i] == b->hashes[j]) {
			n++;
			i++;
			j++;
		} else if (a->hashes[i] < b->hashes[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

static size_t likeness(const struct statement *a, const struct statement *b)
{
	size_t shared = shared_words(a, b);

	return shared ? a->weight * shared * shared * 1000 / (a->nhashes + b->nhashes) : 0;
}

bool statements_comparable(const struct statement *a, const struct statement *b)
{
	return shared_words(a, b) * 200 >= (a->nhashes + b->nhashes) * LEAST_SHARED;
}

/* The one most like any of `others`; of equals the weightier, then the longer, then the first. */
static const struct statement *most_like(const struct statements *said,
					 const struct statement *others, size_t nothers)
{
	const struct statement *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < said->n; i++) {
		const struct statement *statement = &said->items[i];
		size_t score = statement->weight * 100 + statement->nhashes % 100;

		for (size_t j = 0; j < nothers; j++) {
			size_t n = likeness(statement, &others[j]) + 1000;

			score = n > score ? n : score;
		}
		if (!best || score > most) {
			best = statement;
			most = score;
		}
	}
	return best;
}

const struct statement **statements_of(struct scene *scene, const struct series *series,
				       size_t shown)
{
	const struct story *stories = scene->found->groups.stories;
	const struct statement **list =
		ARENA_ARRAY(&scene->scratch, const struct statement *, shown);
	const struct statement *before = NULL;
	struct statements said, next = {0};
	struct str speaker;

	if (!scene->found->quotes || !shown)
		return list;
	speaker = main_speaker(scene, series);
	next = said_in(scene, &stories[series->stories[0]], speaker);
	for (size_t i = 0; i < shown; i++) {
		said = next;
		next.n = 0;
		if (i + 1 < series->n)
			next = said_in(scene, &stories[series->stories[i + 1]], speaker);
		list[i] =
			before ? most_like(&said, before, 1) : most_like(&said, next.items, next.n);
		before = list[i] ? list[i] : before;
	}
	return list;
}
