/*
 * A story out of a group of articles: its members in order of time, a readable title, and for each
 * member the reason why it is there.
 *
 * The title is that of the most central member, the one most alike to all others; where it has none, or
 * one in capitals, that of a member nearly as central reads better. The reason names the
 * member that it is most alike to and what the two share: copied words, and telling words as they are
 * written in the article.
 *
 *	"shares 41 copied words and “Halden”, “ferry”, “capsized” with ‘Ferry sinks off Halden’"
 */
#include "group/grouping.h"

#include "base/guard.h"
#include "base/hash.h"
#include "base/pool.h"
#include "base/sorted.h"
#include "base/vector.h"

#include <stdlib.h>

enum { TITLE_BYTES = 120, OPENING_BYTES = 2000, WORDS_NAMED = 4 };

static const float COMMON_SHARE = 0.04f; /* words in more articles give no reason */

static int by_id(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

struct str id_of(struct arena *arena, const char *prefix, const struct str *ids, size_t n)
{
	struct str *sorted = ARENA_ARRAY(arena, struct str, n);
	uint64_t hash = n;

	for (size_t i = 0; i < n; i++)
		sorted[i] = ids[i];
	qsort(sorted, n, sizeof(*sorted), by_id);
	for (size_t i = 0; i < n; i++)
		hash = hash_bytes(sorted[i].s, sorted[i].len, hash);
	return str_format(arena, "%s-%016llx", prefix, (unsigned long long)hash);
}

/* The first words of the body where an article has no title. */
static struct str opening(struct arena *arena, const struct article *article)
{
	for (size_t i = 0; i < article->nmarks; i++) {
		struct str text = str_from(article->text, article->marks[i].span);
		size_t end = str_find_byte(text, '\n');

		if (article->marks[i].kind != MARK_BODY)
			continue;
		if (end == STR_NONE)
			end = text.len;
		if (end <= TITLE_BYTES)
			return str_sub(text, 0, end);
		end = TITLE_BYTES;
		while (end > TITLE_BYTES / 2 && text.s[end] != ' ')
			end--;
		while (end && ((unsigned char)text.s[end] & 0xC0) == 0x80)
			end--;
		return str_format(arena, "%.*s …", (int)end, text.s);
	}
	return (struct str){0};
}

struct str group_title(struct arena *arena, const struct article *article)
{
	return article->title.len ? article->title : opening(arena, article);
}

/* For each member of a story: what it is most alike to, and how alike it is to all. */
struct standing {
	uint32_t nearest; /* rank, or UINT32_MAX */
	float likeness;
	double sum;
};

static uint32_t words_copied(const struct grouping *g, uint32_t rank, uint32_t other)
{
	uint32_t a = g->number_of[rank], b = g->number_of[other], words = 0;
	size_t at;

	if (a > b) {
		a = b;
		b = g->number_of[rank];
	}
	SORTED_FIRST(at, 0, g->passages->n,
		     g->passages->items[at].a < a ||
			     (g->passages->items[at].a == a && g->passages->items[at].b < b));
	for (; at < g->passages->n; at++) {
		const struct passage *passage = &g->passages->items[at];

		if (passage->a != a || passage->b != b)
			break;
		words += passage->words;
	}
	return words;
}

struct shared_term {
	uint32_t hash;
	float weight;
};

static int by_weight(const void *a, const void *b)
{
	const struct shared_term *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* The terms two articles share but for common words, the weightiest first. */
static uint32_t terms_shared(const struct grouping *g, const struct vector *a,
			     const struct vector *b, struct shared_term *shared)
{
	uint32_t n = 0;

	for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
		const struct term *x = &a->terms[i], *y = &b->terms[j];

		if (x->hash == y->hash && background_share(g->background, x->hash) < COMMON_SHARE)
			shared[n++] = (struct shared_term){x->hash, x->weight * y->weight};
		i += x->hash <= y->hash;
		j += y->hash <= x->hash;
	}
	qsort(shared, n, sizeof(*shared), by_weight);
	return n;
}

static struct str word_text(struct str text, const struct word *word)
{
	return str_sub(text, word->start, (size_t)word->start + word->len);
}

/* Adds to *buf those of the shared terms that the text holds, as it writes them. */
static void name_in_text(struct buf *buf, struct arena *scratch, struct str text,
			 const struct shared_term *shared, uint32_t n)
{
	struct words words = {0};
	uint32_t *terms, named = 0;

	arena_clear(scratch);
	split_words(scratch, text, span_between(0, text.len), &words);
	terms = ARENA_ARRAY(scratch, uint32_t, words.n);
	for (size_t w = 0; w < words.n; w++)
		terms[w] = term_of_word(word_text(text, &words.items[w]), words.items[w].flags);
	for (uint32_t i = 0; i < n && named < WORDS_NAMED; i++) {
		size_t w = 0;

		while (w < words.n && terms[w] != shared[i].hash)
			w++;
		if (w < words.n)
			buf_addf(buf, "%s“%.*s”", named++ ? ", " : "",
				 STR_ARG(word_text(text, &words.items[w])));
	}
}

static struct str capped(struct str text)
{
	return str_sub(text, 0, text.len < OPENING_BYTES ? text.len : OPENING_BYTES);
}

struct str words_shared(struct arena *out, struct arena *scratch, const struct grouping *g,
			struct str part, uint32_t rank, uint32_t other)
{
	struct shared_term shared[VECTOR_TERMS];
	uint32_t n = terms_shared(g, &g->profiles[rank].whole, &g->profiles[other].whole, shared);
	struct buf buf = buf_in(out);

	name_in_text(&buf, scratch, capped(part), shared, n);
	return buf_str(&buf);
}

/* … as its title writes them, or else its text. */
static struct str name_shared(const struct grouping *g, struct group_worker *worker, uint32_t rank,
			      uint32_t other)
{
	const struct article *article = g->texts[rank].article;
	struct str words =
		words_shared(&worker->kept, &worker->scratch, g, article->title, rank, other);

	return words.len ? words
			 : words_shared(&worker->kept, &worker->scratch, g, article->text, rank, other);
}

static struct str member_why(const struct grouping *g, struct group_worker *worker, uint32_t rank,
			     uint32_t nearest)
{
	struct arena *kept = &worker->kept;
	struct str words, title;
	uint32_t copied;

	if (nearest == UINT32_MAX)
		return STR("alike to the story as a whole");
	words = name_shared(g, worker, rank, nearest);
	copied = words_copied(g, rank, nearest);
	title = group_title(kept, g->texts[nearest].article);
	if (copied && words.len)
		return str_format(kept, "shares %u copied words and %.*s with ‘%.*s’", copied,
				  STR_ARG(words), STR_ARG(title));
	if (copied)
		return str_format(kept, "shares %u copied words with ‘%.*s’", copied,
				  STR_ARG(title));
	return str_format(kept, "shares %.*s with ‘%.*s’",
			  STR_ARG(words.len ? words : STR("many words")), STR_ARG(title));
}

/*
 * From the first to the last day of publication. Where no day of any member is known, a month or year
 * must do.
 */
static void story_times(const struct grouping *g, const uint32_t *members, struct story *story)
{
	for (size_t k = 0; k < story->n; k++) {
		const struct moment *published = &g->texts[members[k]].article->published;
		bool exact = published->precision >= PRECISION_DAY;
		bool exact_so_far = story->start.precision >= PRECISION_DAY;

		if (published->precision == PRECISION_NONE || (exact_so_far && !exact))
			continue;
		if (exact != exact_so_far || story->start.precision == PRECISION_NONE)
			story->start = story->end = *published;
		if (moment_day(published) < moment_day(&story->start))
			story->start = *published;
		if (moment_day(published) > moment_day(&story->end))
			story->end = *published;
	}
}

/* The stories being made. */
struct making {
	struct grouping *grouping;
	const struct standing *standings; /* by rank */
	const uint32_t *members;          /* ranks, rising, a story after the other */
};

/* How well a title reads: a member's likeness to all others counts so much. */
static double title_worth(struct str title)
{
	bool small = false, large = false;

	for (size_t i = 0; i < title.len; i++) {
		small |= title.s[i] >= 'a' && title.s[i] <= 'z';
		large |= title.s[i] >= 'A' && title.s[i] <= 'Z';
	}
	if (!title.len)
		return 0.25;
	return large && !small ? 0.5 : 1;
}

/* The member that gives the story its title. */
static uint32_t central_member(const struct making *making, const uint32_t *members, size_t n)
{
	uint32_t central = members[0];
	double most = -1;

	for (size_t k = 0; k < n; k++) {
		double worth = making->standings[members[k]].sum *
			       title_worth(making->grouping->texts[members[k]].article->title);

		if (worth <= most)
			continue;
		most = worth;
		central = members[k];
	}
	return central;
}

/* All but for the lists of story->n articles, which are there; strings in the worker's memory. */
static void story_fill(const struct making *making, struct group_worker *worker,
		       const uint32_t *members, struct story *story)
{
	const struct grouping *g = making->grouping;
	struct str *ids = ARENA_ARRAY(&worker->kept, struct str, story->n);

	for (size_t k = 0; k < story->n; k++) {
		const struct standing *standing = &making->standings[members[k]];

		ids[k] = g->texts[members[k]].article->id;
		story->articles[k] = g->number_of[members[k]];
		story->why[k] = STR("alone: no other article is alike enough");
		if (story->n > 1)
			story->why[k] = member_why(g, worker, members[k], standing->nearest);
	}
	story->id = id_of(&worker->kept, "story", ids, story->n);
	story->title = group_title(&worker->kept,
				   g->texts[central_member(making, members, story->n)].article);
	story_times(g, members, story);
	story_event(g, &worker->kept, story);
}

static void make_one(void *context, size_t number, unsigned worker)
{
	const struct making *making = context;
	const struct groups *groups = making->grouping->groups;
	struct story *story = &groups->stories[number];

	story_fill(making, &making->grouping->workers[worker],
		   making->members + (story->articles - groups->stories[0].articles), story);
}

static struct standing *stand(struct grouping *g, const uint32_t *group_of)
{
	struct standing *standings = ARENA_ARRAY(g->work, struct standing, g->n);

	for (size_t i = 0; i < g->n; i++)
		standings[i].nearest = UINT32_MAX;
	for (size_t e = 0; e < g->edges.n; e++) {
		const struct edge *edge = &g->edges.items[e];
		uint32_t ends[2] = {edge->a, edge->b};

		if (group_of[edge->a] != group_of[edge->b])
			continue;
		for (unsigned k = 0; k < 2; k++) {
			struct standing *standing = &standings[ends[k]];

			standing->sum += (double)edge->likeness;
			if (edge->likeness > standing->likeness) {
				standing->likeness = edge->likeness;
				standing->nearest = ends[1 - k];
			}
		}
	}
	return standings;
}

static int by_start(const void *a, const void *b)
{
	const struct story *x = a, *y = b;
	bool unknown_x = x->start.precision == PRECISION_NONE;
	bool unknown_y = y->start.precision == PRECISION_NONE;

	if (unknown_x != unknown_y)
		return unknown_x ? 1 : -1;
	if (!unknown_x && moment_day(&x->start) != moment_day(&y->start))
		return moment_day(&x->start) < moment_day(&y->start) ? -1 : 1;
	return str_compare(x->id, y->id);
}

/* The members of each group, a group after the other, and a story with room for each. */
static uint32_t *members_of(struct grouping *g, const uint32_t *group_of)
{
	uint32_t *members = ARENA_ARRAY(g->work, uint32_t, g->n);
	uint32_t *next = ARENA_ARRAY(g->work, uint32_t, g->n + 1);
	uint32_t *articles = ARENA_ARRAY(g->out, uint32_t, g->n);
	struct str *why = ARENA_ARRAY(g->out, struct str, g->n);
	size_t nstories = 0;

	for (size_t i = 0; i < g->n; i++)
		nstories += !next[group_of[i] + 1]++;
	g->groups->stories = ARENA_ARRAY(g->out, struct story, nstories);
	for (size_t i = 0; i < g->n; i++) {
		uint32_t n = next[i + 1];

		next[i + 1] += next[i];
		if (n)
			g->groups->stories[g->groups->nstories++] =
				(struct story){.articles = articles + next[i],
					       .why = why + next[i],
					       .n = n,
					       .series = UINT32_MAX};
	}
	for (uint32_t i = 0; i < g->n; i++)
		members[next[group_of[i]]++] = i;
	return members;
}

void stories_make(struct grouping *g, const uint32_t *group_of)
{
	struct making making = {g, stand(g, group_of), members_of(g, group_of)};
	enum wire_status status =
		pool_run(g->options->threads, g->groups->nstories, make_one, &making);

	if (status)
		guard_raise(status);
	for (size_t i = 0; i < g->groups->nstories; i++) {
		struct story *story = &g->groups->stories[i];

		story->id = str_copy(g->out, story->id);
		story->title = str_copy(g->out, story->title);
		for (size_t k = 0; k < story->n && story->n > 1; k++)
			story->why[k] = str_copy(g->out, story->why[k]);
	}
	if (g->groups->nstories)
		qsort(g->groups->stories, g->groups->nstories, sizeof(struct story), by_start);
}
