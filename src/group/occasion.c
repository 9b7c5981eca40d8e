/*
 * Whether articles say that what they report comes round again: "annual", "the 79th anniversary",
 * "Victory Day". Two stories on one day of two years may be chance; where more than half of them
 * name the same occasion they are not. (One names "holidays", the other a "Tax Day": chance.)
 *
 * An occasion is a word of a section [occasion] in the data files, in the title or the opening, or
 * a named day: a word of a section [named day] ("day", "month") with capital letter right behind
 * another capitalized word that is not among the most common ones. Words of a section [rhythm] say
 * that it comes round within the year: "the monthly figures".
 */
#include "group/grouping.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/table.h"
#include "base/vector.h"

extern const struct embedded group_data[];

enum { OPENING_BYTES = 1500, ARTICLES_ASKED = 12, NAMES_MOST = 32 };
enum { FOLDED_BYTES = 64, SHORT_BYTES = 7, ENDING_BYTES = 2 };

enum saying { OCCASION = 1, NAMED_DAY, RHYTHM };

struct listed {
	struct str word; /* folded */
	enum saying saying;
	size_t next; /* of the same term; 0: none */
};

struct occasions {
	struct map by_term; /* term -> the first of its words, + 1 */
	VEC(struct listed) words;
};

static void occasions_add(struct occasions *occasions, struct arena *arena, struct str line,
			  enum saying saying)
{
	struct words words = {0};

	split_words(arena, line, span_between(0, line.len), &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		struct str bytes = str_sub(line, word->start, word->start + word->len);
		char *folded = arena_alloc(arena, FOLDED_BYTES);
		uint64_t *first =
			map_of_number(&occasions->by_term, term_of_word(bytes, word->flags));

		vec_push(arena, &occasions->words,
			 ((struct listed){{folded, split_fold(bytes, folded, FOLDED_BYTES)},
					  saying,
					  *first}));
		*first = occasions->words.n;
	}
}

/*
 * Whether a word is a form of the listed one: "anniversaries", "годовщину". A short word must be
 * the same but for a plural: "Easter" is not eastern, and "Christmas" not Christine.
 */
static bool is_form(struct str listed, struct str word)
{
	if (listed.len > SHORT_BYTES)
		return str_starts(word, str_sub(listed, 0, listed.len - ENDING_BYTES));
	return str_eq(word, listed) || (word.len == listed.len + 1 && str_starts(word, listed) &&
					word.s[listed.len] == 's');
}

/* What a word says of occasions; 0: nothing. */
static enum saying saying_of(const struct occasions *occasions, uint32_t term, struct str bytes)
{
	const uint64_t *first = map_find_number(&occasions->by_term, term);
	char folded[FOLDED_BYTES];
	struct str word;

	if (!first)
		return 0;
	word = (struct str){folded, split_fold(bytes, folded, sizeof(folded))};
	if (word.len > 2 && str_ends(word, STR("'s")))
		word.len -= 2;
	for (size_t i = *first; i; i = occasions->words.items[i - 1].next)
		if (is_form(occasions->words.items[i - 1].word, word))
			return occasions->words.items[i - 1].saying;
	return 0;
}

struct occasions *occasions_new(struct arena *arena)
{
	struct occasions *occasions = ARENA_NEW(arena, struct occasions);
	struct table table = tables_parse(arena, group_data);

	map_init(&occasions->by_term, arena);
	for (size_t i = 0; i < table.n; i++) {
		const struct table_row *row = &table.rows[i];

		if (str_eq(row->section, STR("occasion")))
			occasions_add(occasions, arena, row->cells[0], OCCASION);
		else if (str_eq(row->section, STR("named day")))
			occasions_add(occasions, arena, row->cells[0], NAMED_DAY);
		else if (str_eq(row->section, STR("rhythm")))
			occasions_add(occasions, arena, row->cells[0], RHYTHM);
	}
	return occasions;
}

/* What an article names, each thing once; `n` of at most NAMES_MOST. */
struct names {
	uint32_t keys[NAMES_MOST];
	size_t n;
};

static void names_add(struct names *names, uint32_t key)
{
	for (size_t i = 0; i < names->n; i++)
		if (names->keys[i] == key)
			return;
	if (names->n < NAMES_MOST)
		names->keys[names->n++] = key;
}

/* The occasions, or words of rhythm, that a stretch names. */
static void names_read(const struct occasions *occasions, const struct grouping *g, bool rhythm,
		       struct str text, struct span span, struct names *names)
{
	struct words words = {0};
	uint32_t name_before = 0;

	arena_clear(g->scratch);
	split_words(g->scratch, text, span, &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		struct str bytes = str_sub(text, word->start, word->start + word->len);
		uint32_t term = term_of_word(bytes, word->flags);
		enum saying saying = saying_of(occasions, term, bytes);
		bool capital = word->flags & WORD_CAPITAL;

		if (saying && rhythm == (saying == RHYTHM)) {
			if (saying != NAMED_DAY)
				names_add(names, term);
			else if (capital && name_before)
				names_add(names,
					  (uint32_t)hash_mix((uint64_t)name_before << 32 | term));
		}
		name_before = capital && background_share(g->background, term) < 0.1f ? term : 0;
	}
}

static struct names article_names(const struct occasions *occasions, const struct grouping *g,
				  bool rhythm, const struct article *article)
{
	uint32_t left = OPENING_BYTES;
	struct names names = {.n = 0};

	names_read(occasions, g, rhythm, article->title,
		   span_between(0, article->title.len < OPENING_BYTES ? article->title.len
								      : OPENING_BYTES),
		   &names);
	for (size_t m = 0; m < article->nmarks && left; m++) {
		struct span span = article->marks[m].span;

		if (article->marks[m].kind != MARK_BODY)
			continue;
		if (span.len > left)
			span.len = left;
		names_read(occasions, g, rhythm, article->text, span, &names);
		left -= span.len;
	}
	return names;
}

/* What one article in three of the story names. */
static struct names story_names(const struct occasions *occasions, const struct grouping *g,
				bool rhythm, const struct story *story)
{
	size_t asked = story->n < ARTICLES_ASKED ? story->n : ARTICLES_ASKED;
	size_t counts[NAMES_MOST] = {0};
	struct names all = {.n = 0}, names = {.n = 0};

	for (size_t k = 0; k < asked; k++) {
		struct names of = article_names(occasions, g, rhythm,
						g->texts[g->rank_of[story->articles[k]]].article);

		for (size_t i = 0; i < of.n; i++)
			names_add(&all, of.keys[i]);
		for (size_t i = 0; i < all.n; i++)
			for (size_t o = 0; o < of.n; o++)
				counts[i] += all.keys[i] == of.keys[o];
	}
	for (size_t i = 0; i < all.n; i++)
		if (counts[i] * 3 >= asked)
			names_add(&names, all.keys[i]);
	return names;
}

bool occasion_shared(const struct occasions *occasions, struct grouping *g, const uint32_t *stories,
		     size_t n)
{
	struct map counts; /* occasion -> in how many stories */

	map_init(&counts, g->work);
	for (size_t s = 0; s < n; s++) {
		struct names names =
			story_names(occasions, g, false, &g->groups->stories[stories[s]]);

		for (size_t i = 0; i < names.n; i++)
			if (++*map_of_number(&counts, names.keys[i]) * 2 > n)
				return true;
	}
	return false;
}

bool rhythm_named(const struct occasions *occasions, struct grouping *g, const struct story *story)
{
	return story_names(occasions, g, true, story).n > 0;
}
