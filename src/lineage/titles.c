/*
 * Who "the mayor" is.
 *
 *	Harbour Tidings   "We shall not sell it," the mayor said.
 *	The Beacon        Mayor Ilse Bray of Ondry spoke on the quay on Thursday.
 *
 * An article that does not say is asked about in others. Those of its own story may be asked for any
 * office; all others only where both say where it is held ("the North Korean leader", "North Korean leader
 * Kim Jong Un"), and only within NEAR_DAYS, as offices change hands. Where those who are asked give two
 * names that cannot be one person, nothing is told. The name is the longest that was given.
 *
 * Places agree where the words of one begin the other's ("the North's", "North Korean"), in any form
 * ("Korea", "Korean").
 *
 * Those who hold offices are kept in two orders: by role and story, by role and day. A quote looks at
 * MOST_ASKED of them at most; where there are more, the office is too common to tell. Every answer is by
 * content, so the order of the articles makes no difference.
 */
#include "lineage/lineage.h"

#include "lineage/sources.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/utf8.h"
#include "base/vector.h"

#include <stdlib.h>

enum { NEAR_DAYS = 30, MOST_ASKED = 400, STEM = 5 };

static const float CONFIDENCE = 0.7f;

static const uint32_t NO_STORY = UINT32_MAX;

struct holder {
	uint64_t role; /* hash of the folded word */
	const struct office *office;
	uint32_t article, story;
	int32_t day;
	bool dated;
};

struct naming {
	struct arena *out, *scratch;
	const struct article *articles;
	struct quotes *quotes;
	size_t n;
	uint32_t *story_of;
	VEC(struct holder) by_story, by_day;
};

/* ---- words */

static uint64_t role_hash(struct str role)
{
	return split_hash(role);
}

static struct str word_next(struct str *text)
{
	size_t end = 0;
	struct str word;

	while (text->len && (text->s[0] == ' ' || text->s[0] == '-'))
		*text = str_sub(*text, 1, text->len);
	while (end < text->len && text->s[end] != ' ' && text->s[end] != '-')
		end++;
	word = str_sub(*text, 0, end);
	*text = str_sub(*text, end, text->len);
	return word;
}

static bool same_stem(struct str a, struct str b)
{
	size_t least = a.len < b.len ? a.len : b.len, same = 0;

	while (same < least && ascii_lower(a.s[same]) == ascii_lower(b.s[same]))
		same++;
	return same == least || (least >= STEM && same + 1 >= least);
}

/* "North" and "North Korean", "Korea" and "Korean". */
static bool places_agree(struct str a, struct str b)
{
	for (;;) {
		struct str x = word_next(&a), y = word_next(&b);

		if (!x.len || !y.len)
			return true;
		if (!same_stem(x, y))
			return false;
	}
}

/* ---- who holds what */

static int by_role_and_story(const void *left, const void *right)
{
	const struct holder *a = left, *b = right;

	if (a->role != b->role)
		return a->role < b->role ? -1 : 1;
	return (a->story > b->story) - (a->story < b->story);
}

static int by_role_and_day(const void *left, const void *right)
{
	const struct holder *a = left, *b = right;

	if (a->role != b->role)
		return a->role < b->role ? -1 : 1;
	return (a->day > b->day) - (a->day < b->day);
}

static void holders_collect(struct naming *naming)
{
	for (uint32_t i = 0; i < naming->n; i++) {
		const struct article *article = &naming->articles[i];
		const struct quotes *quotes = &naming->quotes[i];

		for (size_t k = 0; k < quotes->noffices; k++) {
			struct holder holder = {role_hash(quotes->offices[k].role),
						&quotes->offices[k],
						i,
						naming->story_of[i],
						0,
						article->published_from != PUBLISHED_UNKNOWN};

			if (holder.dated)
				holder.day = moment_day(&article->published);
			if (holder.story != NO_STORY)
				vec_push(naming->scratch, &naming->by_story, holder);
			if (holder.dated && holder.office->place.len)
				vec_push(naming->scratch, &naming->by_day, holder);
		}
	}
	if (naming->by_story.n)
		qsort(naming->by_story.items, naming->by_story.n, sizeof(struct holder),
		      by_role_and_story);
	if (naming->by_day.n)
		qsort(naming->by_day.items, naming->by_day.n, sizeof(struct holder),
		      by_role_and_day);
}

/* The first in the sorted list that is not before `key`. */
static size_t first_at(const struct holder *items, size_t n, const struct holder *key,
		       int (*compare)(const void *, const void *))
{
	size_t at;

	SORTED_FIRST(at, 0, n, compare(&items[at], key) < 0);
	return at;
}

/* ---- asking */

/* Which of two answers is told: the longer name, then the first by name, by the article's id. */
static bool is_better(const struct naming *naming, const struct holder *a, const struct holder *b)
{
	int order;

	if (a->office->name.len != b->office->name.len)
		return a->office->name.len > b->office->name.len;
	order = str_compare(a->office->name, b->office->name);
	if (!order)
		order = str_compare(naming->articles[a->article].id,
				    naming->articles[b->article].id);
	return order < 0;
}

static bool may_answer(const struct holder *holder, const struct holder *about)
{
	return holder->article != about->article &&
	       places_agree(holder->office->place, about->office->place);
}

/* The best answer of these holders; *unclear: they give several people, or are too many. */
static const struct holder *answer_of(const struct naming *naming, const struct holder *items,
				      size_t n, const struct holder *about, bool *unclear)
{
	const struct holder *best = NULL;

	*unclear = n > MOST_ASKED;
	for (size_t i = 0; i < n && !*unclear; i++)
		if (may_answer(&items[i], about) && (!best || is_better(naming, &items[i], best)))
			best = &items[i];
	for (size_t i = 0; best && i < n && !*unclear; i++)
		*unclear = may_answer(&items[i], about) &&
			   !names_agree(best->office->name, items[i].office->name);
	return best;
}

static const struct holder *ask(const struct naming *naming, const struct holder *about)
{
	const struct holder *items = naming->by_story.items, *best = NULL;
	struct holder from = *about, to = *about;
	bool unclear = false;
	size_t first, end;

	if (about->story != NO_STORY) {
		to.story++;
		first = first_at(items, naming->by_story.n, about, by_role_and_story);
		end = first_at(items, naming->by_story.n, &to, by_role_and_story);
		best = answer_of(naming, items + first, end - first, about, &unclear);
	}
	if (!best && !unclear && about->dated && about->office->place.len && naming->by_day.n) {
		items = naming->by_day.items;
		from.day -= NEAR_DAYS;
		to.day += NEAR_DAYS + 1;
		first = first_at(items, naming->by_day.n, &from, by_role_and_day);
		end = first_at(items, naming->by_day.n, &to, by_role_and_day);
		best = answer_of(naming, items + first, end - first, about, &unclear);
	}
	return unclear ? NULL : best;
}

static void quote_name(struct naming *naming, struct quote *quote, const struct holder *holder)
{
	struct str name = holder->office->name;
	struct str *why = ARENA_ARRAY(naming->out, struct str, quote->nwhy + 1);

	for (size_t i = 0; i < quote->nwhy; i++)
		why[i] = quote->why[i];
	why[quote->nwhy] =
		str_format(naming->out, "“%.*s” is %.*s in %.*s", STR_ARG(quote->speaker),
			   STR_ARG(name), STR_ARG(naming->articles[holder->article].id));
	quote->why = why;
	quote->nwhy++;
	if (quote->nchain && str_eq(quote->chain[0], quote->speaker)) {
		struct str *chain = ARENA_ARRAY(naming->out, struct str, quote->nchain);

		for (size_t i = 0; i < quote->nchain; i++)
			chain[i] = i ? quote->chain[i] : name;
		quote->chain = chain;
	}
	quote->speaker = name;
	quote->confidence = CONFIDENCE;
}

static void article_name(struct naming *naming, uint32_t number)
{
	const struct article *article = &naming->articles[number];
	struct quotes *quotes = &naming->quotes[number];

	for (size_t i = 0; i < quotes->n; i++) {
		struct quote *quote = &quotes->items[i];
		struct holder about = {.office = &quote->office,
				       .article = number,
				       .story = naming->story_of[number],
				       .dated = article->published_from != PUBLISHED_UNKNOWN};
		const struct holder *holder;

		if (!quote->office.role.len)
			continue;
		about.role = role_hash(quote->office.role);
		if (about.dated)
			about.day = moment_day(&article->published);
		holder = ask(naming, &about);
		if (holder)
			quote_name(naming, quote, holder);
	}
}

static void stories_note(struct naming *naming, const struct groups *groups)
{
	naming->story_of = ARENA_ARRAY(naming->scratch, uint32_t, naming->n);
	for (size_t i = 0; i < naming->n; i++)
		naming->story_of[i] = NO_STORY;
	for (uint32_t i = 0; i < groups->nstories; i++)
		for (size_t k = 0; groups->stories[i].n > 1 && k < groups->stories[i].n; k++)
			naming->story_of[groups->stories[i].articles[k]] = i;
}

bool lineage_has_titles(struct arena *scratch, const struct quotes *quotes, size_t n)
{
	struct map held;

	map_init(&held, scratch);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < quotes[i].noffices; k++)
			*map_of_number(&held, role_hash(quotes[i].offices[k].role)) = 1;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < quotes[i].n; k++)
			if (quotes[i].items[k].office.role.len &&
			    map_find_number(&held, role_hash(quotes[i].items[k].office.role)))
				return true;
	return false;
}

void lineage_name_titles(struct arena *out, struct arena *scratch, const struct article *articles,
			 struct quotes *quotes, size_t n, const struct groups *groups)
{
	struct naming naming = {
		.out = out, .scratch = scratch, .articles = articles, .quotes = quotes, .n = n};

	stories_note(&naming, groups);
	holders_collect(&naming);
	for (uint32_t i = 0; naming.by_story.n + naming.by_day.n && i < n; i++)
		article_name(&naming, i);
}
