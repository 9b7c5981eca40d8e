/*
 * What stands in many articles without having been copied from one into another?
 *
 *	furniture   "Sign up for our morning briefing": what one outlet prints in all its articles
 *	stock       "could not immediately be reached for comment": what the whole trade says
 *
 * Both stand in several articles that have nothing else in common. An outlet that tells one story in
 * four articles repeats its paragraphs too, and a yearly message its phrases, but those articles are
 * about the same: they share names. So a gram that four and more articles have is judged by how many
 * of their names they share. For that the names must be those of the story and not of the furniture
 * itself ("Ashfield Herald", "Facebook"), hence two rounds:
 *
 *	1. mark all words that an outlet repeats; take each article's names from the others
 *	2. judge each gram by the names of the articles that have it; mark what is furniture or stock
 *
 * What one outlet's furniture is, is nobody's copy: an agency's foot line that three papers print with
 * its text is furniture there too.
 *
 * An article's names are its capitalised words; of them the TOPIC_NAMES with the smallest hashes are
 * kept, by which the part that two articles share is estimated (Broder, "On the resemblance and
 * containment of documents", 1997). A handful of articles is looked at for a gram.
 *
 * Cost: linear in the places of shared grams.
 */
#include "match/furniture.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/radix.h"

enum {
	RELATED = 48, /* of 256: articles of one matter share more of their names */
	ARTICLES_LOOKED_AT = 16,
	STOCK_ARTICLES = 16, /* a stock phrase in so many articles is not followed up */
};

struct judging {
	struct groups *groups;
	struct token_text *texts;
	uint32_t k;
	struct match_memory *memory;
};

uint32_t furniture_words(const uint64_t *bits, uint32_t first, uint32_t end)
{
	uint32_t n = 0;

	if (!bits)
		return 0;
	for (uint32_t i = first; i < end; i++)
		n += token_bit(bits, i);
	return n;
}

bool group_passed_over(const struct group *group)
{
	return group->flags & GROUP_FURNITURE ||
	       (group->flags & GROUP_STOCK && group->articles >= STOCK_ARTICLES);
}

static void mark(struct arena *out, uint64_t **bits, uint32_t words, uint32_t at, uint32_t len)
{
	if (!*bits)
		*bits = ARENA_ARRAY(out, uint64_t, words / 64 + 1);
	for (; len--; at++)
		(*bits)[at / 64] |= (uint64_t)1 << at % 64;
}

/* The words of an article whose grams have the flag; NULL where there are none. */
static uint64_t *marked(const struct judging *judging, const struct token_text *text,
			const struct seed *seeds, size_t n, struct arena *out, uint32_t flag)
{
	uint64_t *bits = NULL;

	for (size_t i = 0; i < n; i++)
		if (seeds[i].group->flags & flag)
			mark(out, &bits, text->n, seeds[i].at, judging->k);
	return bits;
}

static void topic_work(void *context, size_t item, unsigned worker)
{
	struct judging *judging = context;
	struct arena *scratch = &judging->memory[worker].scratch;
	struct token_text *text = &judging->texts[item];
	struct seed *seeds;
	size_t n;

	arena_clear(scratch);
	n = groups_seeds(judging->groups, (uint32_t)item, scratch, &seeds);
	token_topic(text, marked(judging, text, seeds, n, scratch, GROUP_REPEATED));
}

/* ---------------------------------------------------------------- grams */

/* Some of the articles of these places (outlet and word), none twice in a row; their topics are asked for. */
static uint32_t articles_looked_at(const struct groups *groups, const uint64_t *places, uint32_t n,
				   uint32_t articles[ARTICLES_LOOKED_AT])
{
	uint32_t step = n / ARTICLES_LOOKED_AT + 1, some = 0;

	for (uint32_t i = 0; i < n; i += step) {
		uint32_t article = groups_article(groups, (uint32_t)places[i]);

		if (some && articles[some - 1] == article)
			continue;
		topic_ask_for(&groups->texts[article].topic);
		articles[some++] = article;
	}
	return some;
}

/* Whether these articles are about different matters: few of the names in one are in the next. */
static bool unrelated(const struct groups *groups, const uint64_t *places, uint32_t n)
{
	uint32_t articles[ARTICLES_LOOKED_AT], shared = 0;
	uint32_t some = articles_looked_at(groups, places, n, articles);

	if (some < GROUP_REPEATS)
		return false;
	for (uint32_t i = 1; i < some && shared < (some - 1) * RELATED; i++)
		shared += topic_shared(&groups->texts[articles[i - 1]].topic,
				       &groups->texts[articles[i]].topic);
	return shared < (some - 1) * RELATED;
}

/* Whether one of the outlets has the gram in several articles on different matters. */
static bool is_furniture(const struct groups *groups, const uint64_t *places, uint32_t n)
{
	for (uint32_t i = 0, end; i < n; i = end) {
		uint64_t outlet = places[i] >> 32;

		for (end = i; end < n && places[end] >> 32 == outlet;)
			end++;
		if (outlet && end - i >= GROUP_REPEATS && unrelated(groups, places + i, end - i))
			return true;
	}
	return false;
}

/* Whether the articles that have the gram are about different matters. */
static bool is_stock(const struct groups *groups, const struct group *group, struct arena *scratch)
{
	uint64_t *places = arena_alloc(scratch, 2 * group->n * sizeof(*places));

	for (uint32_t i = 0; i < group->n; i++)
		places[i] = group->members[i];
	if (group->flags & GROUP_STAR) /* all but the first are in order */
		radix_sort(places, places + group->n, group->n, 0);
	return unrelated(groups, places, group->n);
}

static void box_work(void *context, size_t item, unsigned worker)
{
	struct judging *judging = context;
	struct groups *groups = judging->groups;
	struct arena *scratch = &judging->memory[worker].scratch;
	struct group_box *box = &groups->boxes[item];

	for (struct group *group = box->first; group < box->end; group = group_behind(group)) {
		if (group->articles < GROUP_REPEATS)
			continue;
		arena_clear(scratch);
		if (group->flags & GROUP_REPEATED &&
		    is_furniture(groups, groups_by_outlet(groups, group, scratch), group->n))
			group->flags |= GROUP_FURNITURE;
		if (is_stock(groups, group, scratch))
			group->flags |= GROUP_STOCK;
	}
}

/* ---------------------------------------------------------------- the whole */

static void mark_work(void *context, size_t item, unsigned worker)
{
	struct judging *judging = context;
	struct match_memory *memory = &judging->memory[worker];
	struct token_text *text = &judging->texts[item];
	struct seed *seeds;
	size_t n;

	arena_clear(&memory->scratch);
	n = groups_seeds(judging->groups, (uint32_t)item, &memory->scratch, &seeds);
	text->furniture = marked(judging, text, seeds, n, &memory->marks, GROUP_FURNITURE);
	text->stock = marked(judging, text, seeds, n, &memory->marks, GROUP_STOCK);
}

void furniture_find(struct groups *groups, struct token_text *texts, uint32_t k, unsigned threads,
		    struct match_memory *memory)
{
	struct judging judging = {groups, texts, k, memory};
	enum wire_status status = pool_run(threads, groups->ntexts, topic_work, &judging);

	if (!status)
		status = pool_run(threads, BLOCK_BOXES, box_work, &judging);
	if (!status)
		status = pool_run(threads, groups->ntexts, mark_work, &judging);
	if (status)
		guard_raise(status);
}
