/*
 * Articles that tell of other stories as well: a live blog, the morning's briefing, the week in
 * review.
 *
 *	Morning briefing          story of the ferry      story of the budget
 *	  The ferry Solveig …  ─────────┘                        │
 *	  Ministers agreed …   ──────────────────────────────────┘
 *	  Also: the weather …
 *
 * An article stands in one story, the one it tells most of. Listed beside the others of which it
 * tells in a paragraph of its own, it says `also`, and points at the paragraph.
 *
 * A paragraph that is alike to another story is not enough: background is alike to what it is the
 * background of. What marks a round-up is that its parts have nothing to do with each other: the
 * words it shares with one story are not those it shares with the next. So
 *
 *	1. of the stories that the article is alike to, told within days of it, those stay that share
 *	   other words with it than its own story does (than another of them, where it stands alone);
 *	2. each paragraph goes to the story it is most alike to, its own among them, if it is alike enough
 *	   and the two share some telling words;
 *	3. where at least as many paragraphs went to other stories as to its own, and these are some part
 *	   of all it has, it is a round-up, and the others are told.
 *
 * Weights of words are the article's own, so paragraphs need no weighing of theirs. Only what the
 * vectors hold is found: the strongest words of an article's first part. Work for an article is
 * bounded by STORIES_MOST stories and PARTS_MOST paragraphs, beside its edges.
 *
 * Rejected: titles that say "briefing" or "live": a list for every language, and never complete.
 */
#include "group/grouping.h"
#include "group/neighbours.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/sorted.h"
#include "base/vector.h"

#include <math.h>
#include <stdlib.h>

enum { STORIES_MOST = 10, PARTS_MOST = 400, PART_WORDS = 12, TELLING_SHARED = 4, DAYS_APART = 7 };
enum { OTHERS_SHARE = 8 }; /* one paragraph in so many at least tells of another story */

static const float LEAST_EDGE = 0.08f; /* of an article and a story that it may tell of */
static const float SAME_WORDS =
	0.35f; /* of what is shared with one story, the part shared with the other */
static const float PART_ALIKE = 0.28f; /* of a paragraph and a story */
static const float COMMON_SHARE = 0.04f;

/* A story that an article may tell of, by the member it is most alike to. */
struct told {
	uint32_t story, rank;
	float likeness;
	struct span span; /* the first paragraph that tells of it; empty: none */
	size_t parts;     /* how many do */
};

struct found_also {
	uint32_t story;
	struct also also;
};

struct found_list {
	struct found_also *items;
	size_t n;
};

struct search {
	struct grouping *grouping;
	uint32_t *story_of; /* by rank */
	struct neighbours around;
	struct found_list *found; /* by rank */
};

static void stories_note(struct search *search)
{
	struct grouping *g = search->grouping;

	search->story_of = ARENA_ARRAY(g->work, uint32_t, g->n);
	for (uint32_t s = 0; s < g->groups->nstories; s++)
		for (size_t k = 0; k < g->groups->stories[s].n; k++)
			search->story_of[g->rank_of[g->groups->stories[s].articles[k]]] = s;
}

/* ---------------------------------------------------------------- stories it may tell of */

static bool near_in_time(const struct item *a, const struct item *b)
{
	return a->day == DAY_UNKNOWN || b->day == DAY_UNKNOWN || abs(a->day - b->day) <= DAYS_APART;
}

static int by_story(const void *a, const void *b)
{
	const struct told *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static int by_likeness(const void *a, const void *b)
{
	const struct told *x = a, *y = b;

	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* The stories around an article, its own first, then by likeness; at most STORIES_MOST. */
static size_t stories_around(const struct search *search, struct arena *scratch, uint32_t rank,
			     struct told *around)
{
	const struct grouping *g = search->grouping;
	size_t most = search->around.starts[rank + 1] - search->around.starts[rank], all = 0, n = 0;
	struct told *told = ARENA_ARRAY(scratch, struct told, most);
	size_t own = 0;

	for (size_t i = search->around.starts[rank]; i < search->around.starts[rank + 1]; i++) {
		struct neighbour near = search->around.items[i];

		if (near_in_time(&g->items[rank], &g->items[near.rank]))
			told[all++] = (struct told){
				search->story_of[near.rank], near.rank, near.likeness, {0, 0}, 0};
	}
	if (all)
		qsort(told, all, sizeof(*told), by_story);
	for (size_t i = 0; i < all; i++)
		if (!n || told[n - 1].story != told[i].story)
			told[n++] = told[i];
	if (n)
		qsort(told, n, sizeof(*told), by_likeness);
	for (size_t i = 0; i < n; i++)
		if (told[i].story == search->story_of[rank])
			around[own++] = told[i];
	all = own;
	for (size_t i = 0; i < n && all < STORIES_MOST; i++)
		if (told[i].story != search->story_of[rank])
			around[all++] = told[i];
	return all;
}

/*
 * Of what x shares with the less alike of y and z, the part that is in all three: two stories on
 * one matter share the same words with x, the parts of a round-up do not.
 */
static float shared_by_all(const struct vector *x, const struct vector *y, const struct vector *z)
{
	float with_y = 0, with_z = 0, y_of_all = 0, z_of_all = 0;

	for (uint32_t i = 0, j = 0, k = 0; i < x->n; i++) {
		uint32_t hash = x->terms[i].hash;
		float in_x = x->terms[i].weight, in_y = 0, in_z = 0;

		while (j < y->n && y->terms[j].hash < hash)
			j++;
		while (k < z->n && z->terms[k].hash < hash)
			k++;
		if (j < y->n && y->terms[j].hash == hash)
			in_y = y->terms[j].weight * in_x;
		if (k < z->n && z->terms[k].hash == hash)
			in_z = z->terms[k].weight * in_x;
		with_y += in_y;
		with_z += in_z;
		y_of_all += in_z > 0 ? in_y : 0;
		z_of_all += in_y > 0 ? in_z : 0;
	}
	return fmaxf(with_y > 0 ? y_of_all / with_y : 1, with_z > 0 ? z_of_all / with_z : 1);
}

/*
 * Leaves the stories that share other words with the article than its own, or another of them,
 * does.
 */
static size_t unrelated(const struct search *search, uint32_t rank, struct told *told, size_t n)
{
	const struct profile *profiles = search->grouping->profiles;
	bool has_own = n && told[0].story == search->story_of[rank];
	bool keep[STORIES_MOST] = {has_own};
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i && (!has_own || !k); k++) {
			if (shared_by_all(&profiles[rank].whole, &profiles[told[i].rank].whole,
					  &profiles[told[k].rank].whole) > SAME_WORDS)
				continue;
			keep[i] = true;
			keep[k] = true;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (keep[i])
			told[kept++] = told[i];
	return kept;
}

/* ---------------------------------------------------------------- paragraphs */

static const struct term *term_find(const struct vector *vector, uint32_t hash)
{
	size_t at;

	SORTED_FIRST(at, 0, vector->n, vector->terms[at].hash < hash);
	return at < vector->n && vector->terms[at].hash == hash ? &vector->terms[at] : NULL;
}

/* More names than other words: the credit of a picture, a list of links. */
static bool names_alone(const struct words *words)
{
	size_t names = 0;

	for (size_t i = 0; i < words->n; i++)
		names += (words->items[i].flags & WORD_CAPITAL) != 0;
	return names * 2 > words->n;
}

static int by_hash(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Those terms of the article that stand in one of its paragraphs, of unit length. */
static struct vector part_vector(const struct grouping *g, struct arena *scratch, uint32_t rank,
				 const struct words *words)
{
	struct str text = g->texts[rank].article->text;
	struct vector part = {ARENA_ARRAY(scratch, struct term, words->n), 0};
	uint32_t n = 0;

	for (size_t i = 0; i < words->n; i++) {
		const struct word *word = &words->items[i];
		struct str bytes = str_sub(text, word->start, word->start + word->len);
		const struct term *term =
			term_find(&g->profiles[rank].whole, term_of_word(bytes, word->flags));

		if (term)
			part.terms[part.n++] = *term;
	}
	qsort(part.terms, part.n, sizeof(*part.terms), by_hash);
	for (uint32_t i = 0; i < part.n; i++)
		if (!n || part.terms[n - 1].hash != part.terms[i].hash)
			part.terms[n++] = part.terms[i];
	part.n = n;
	if (n)
		vector_finish(&part, n);
	return part;
}

static unsigned telling_shared(const struct grouping *g, const struct vector *a,
			       const struct vector *b)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < a->n; i++)
		n += background_share(g->background, a->terms[i].hash) < COMMON_SHARE &&
		     term_find(b, a->terms[i].hash);
	return n;
}

/* Gives one paragraph to the story it tells of, if any. */
static void part_give(const struct grouping *g, const struct vector *part, struct span span,
		      struct told *told, size_t n)
{
	struct told *best = NULL;
	float most = PART_ALIKE;

	for (size_t i = 0; i < n; i++) {
		float likeness = vector_cosine(part, &g->profiles[told[i].rank].whole);

		if (likeness < most)
			continue;
		most = likeness;
		best = &told[i];
	}
	if (!best || telling_shared(g, part, &g->profiles[best->rank].whole) < TELLING_SHARED)
		return;
	if (!best->parts++)
		best->span = span;
}

/* An article whose paragraphs are given to the stories around it. */
struct parted {
	const struct grouping *grouping;
	struct arena *scratch;
	uint32_t rank;
	struct told *told;
	size_t n, parts; /* of told; paragraphs */
};

static void parts_of_stretch(struct parted *parted, struct span stretch)
{
	const struct grouping *g = parted->grouping;
	struct str text = g->texts[parted->rank].article->text;
	uint32_t end;

	for (uint32_t start = stretch.start; start < span_end(stretch) && parted->parts < PARTS_MOST;
	     start = end + 1) {
		struct words words = {0};
		struct vector part;

		for (end = start; end < span_end(stretch) && text.s[end] != '\n';)
			end++;
		split_words(parted->scratch, text, span_between(start, end), &words);
		if (words.n < PART_WORDS || names_alone(&words))
			continue;
		parted->parts++;
		part = part_vector(g, parted->scratch, parted->rank, &words);
		part_give(g, &part, span_between(start, end), parted->told, parted->n);
	}
}

/* Returns how many paragraphs the article has. */
static size_t parts_give(const struct grouping *g, struct arena *scratch, uint32_t rank,
			 struct told *told, size_t n)
{
	const struct article *article = g->texts[rank].article;
	struct parted parted = {g, scratch, rank, told, n, 0};

	for (size_t i = 0; i < article->nmarks; i++)
		if (article->marks[i].kind == MARK_BODY)
			parts_of_stretch(&parted, article->marks[i].span);
	return parted.parts;
}

/* ---------------------------------------------------------------- telling */

static bool is_round_up(const struct told *told, size_t n, uint32_t own_story, size_t parts)
{
	size_t own = 0, others = 0, stories = 0;

	for (size_t i = 0; i < n; i++) {
		stories += told[i].parts > 0;
		if (told[i].story == own_story)
			own += told[i].parts;
		else
			others += told[i].parts;
	}
	return stories > 1 && others >= own && others * OTHERS_SHARE >= parts;
}

static struct str why_also(struct arena *out, struct arena *scratch, const struct grouping *g,
			   uint32_t rank, const struct told *told)
{
	struct str part = str_from(g->texts[rank].article->text, told->span);
	struct str words = words_shared(out, scratch, g, part, rank, told->rank);

	return str_format(out, "a part of it shares %.*s with ‘%.*s’", STR_ARG(words),
			  STR_ARG(group_title(out, g->texts[told->rank].article)));
}

static void round_up_read(void *context, size_t item, unsigned worker)
{
	struct search *search = context;
	struct grouping *g = search->grouping;
	struct arena *kept = &g->workers[worker].kept, *scratch = &g->workers[worker].scratch;
	struct found_list *found = &search->found[item];
	struct told told[STORIES_MOST];
	uint32_t rank = (uint32_t)item;
	size_t n, parts;

	arena_clear(scratch);
	n = stories_around(search, scratch, rank, told);
	n = unrelated(search, rank, told, n);
	if (n < 2)
		return;
	parts = parts_give(g, scratch, rank, told, n);
	if (!is_round_up(told, n, search->story_of[rank], parts))
		return;
	found->items = ARENA_ARRAY(kept, struct found_also, n);
	for (size_t i = 0; i < n; i++) {
		if (!told[i].parts || told[i].story == search->story_of[rank])
			continue;
		found->items[found->n++] =
			(struct found_also){told[i].story,
					    {g->number_of[rank], told[i].span,
					     why_also(kept, scratch, g, rank, &told[i])}};
	}
}

static void stories_fill(const struct search *search)
{
	struct grouping *g = search->grouping;
	size_t *counts = ARENA_ARRAY(g->work, size_t, g->groups->nstories);

	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < search->found[i].n; k++)
			counts[search->found[i].items[k].story]++;
	for (size_t s = 0; s < g->groups->nstories; s++)
		g->groups->stories[s].also = ARENA_ARRAY(g->out, struct also, counts[s]);
	for (size_t i = 0; i < g->n; i++) {
		for (size_t k = 0; k < search->found[i].n; k++) {
			const struct found_also *found = &search->found[i].items[k];
			struct story *story = &g->groups->stories[found->story];

			story->also[story->nalso] = found->also;
			story->also[story->nalso++].why = str_copy(g->out, found->also.why);
		}
	}
}

void round_ups_find(struct grouping *g)
{
	struct search search = {.grouping = g,
				.found = ARENA_ARRAY(g->work, struct found_list, g->n)};
	enum wire_status status;

	stories_note(&search);
	search.around = neighbours_of(g->work, g->n, &g->edges, LEAST_EDGE);
	status = pool_run(g->options->threads, g->n, round_up_read, &search);
	if (status)
		guard_raise(status);
	stories_fill(&search);
}
