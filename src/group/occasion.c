/*
 * Whether articles say that what they report comes round again: "annual", "the 79th anniversary",
 * "Victory Day". Two stories on one day of two years may be chance; with an occasion they are not.
 *
 * An occasion is a word of a section [occasion] in the data files, in the title or the opening, or a
 * named day: a word of a section [named day] ("day", "month") with capital letter right behind another
 * capitalized word that is not among the most common ones. Words of a section [rhythm] say that it comes
 * round within the year: "the monthly figures".
 */
#include "group/grouping.h"

#include "base/map.h"
#include "base/table.h"

extern const struct embedded group_data[];

enum { OPENING_BYTES = 1500, ARTICLES_ASKED = 12 };

struct occasions {
	struct map words; /* term -> what it says */
};

enum saying { OCCASION = 1, NAMED_DAY, RHYTHM };

static void occasions_add(struct occasions *occasions, struct arena *arena, struct str line,
			  enum saying saying)
{
	struct words words = {0};

	split_words(arena, line, span_between(0, line.len), &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		struct str bytes = str_sub(line, word->start, word->start + word->len);

		*map_of_number(&occasions->words, term_of_word(bytes, word->flags)) = saying;
	}
}

struct occasions *occasions_new(struct arena *arena)
{
	struct occasions *occasions = ARENA_NEW(arena, struct occasions);

	map_init(&occasions->words, arena);
	for (const struct embedded *file = group_data; file->name; file++) {
		struct table table = table_parse(arena, (struct str){file->bytes, file->len});

		for (size_t i = 0; i < table.n; i++) {
			const struct table_row *row = &table.rows[i];

			if (str_eq(row->section, STR("occasion")))
				occasions_add(occasions, arena, row->cells[0], OCCASION);
			else if (str_eq(row->section, STR("named day")))
				occasions_add(occasions, arena, row->cells[0], NAMED_DAY);
			else if (str_eq(row->section, STR("rhythm")))
				occasions_add(occasions, arena, row->cells[0], RHYTHM);
		}
	}
	return occasions;
}

static bool named_in(const struct occasions *occasions, const struct grouping *g, bool rhythm,
		     struct str text, struct span span)
{
	struct words words = {0};
	bool name_before = false;

	arena_clear(g->scratch);
	split_words(g->scratch, text, span, &words);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		struct str bytes = str_sub(text, word->start, word->start + word->len);
		uint32_t term = term_of_word(bytes, word->flags);
		const uint64_t *kind = map_find_number(&occasions->words, term);
		bool capital = word->flags & WORD_CAPITAL;

		if (kind && rhythm == (*kind == RHYTHM) &&
		    (*kind != NAMED_DAY || (capital && name_before)))
			return true;
		name_before = capital && background_share(g->background, term) < 0.1f;
	}
	return false;
}

/* Whether one article in three of the story does. */
static bool story_names(const struct occasions *occasions, struct grouping *g, bool rhythm,
			const struct story *story)
{
	size_t asked = story->n < ARTICLES_ASKED ? story->n : ARTICLES_ASKED, named = 0;

	for (size_t k = 0; k < asked; k++) {
		const struct article *article = g->texts[g->rank_of[story->articles[k]]].article;
		uint32_t left = OPENING_BYTES;
		bool found = named_in(occasions, g, rhythm, article->title,
				      span_between(0, article->title.len < OPENING_BYTES
							      ? article->title.len
							      : OPENING_BYTES));

		for (size_t m = 0; m < article->nmarks && left && !found; m++) {
			struct span span = article->marks[m].span;

			if (article->marks[m].kind != MARK_BODY)
				continue;
			if (span.len > left)
				span.len = left;
			found = named_in(occasions, g, rhythm, article->text, span);
			left -= span.len;
		}
		named += found;
	}
	return named * 3 >= asked;
}

bool occasion_named(const struct occasions *occasions, struct grouping *g,
		    const struct story *story)
{
	return story_names(occasions, g, false, story);
}

bool rhythm_named(const struct occasions *occasions, struct grouping *g, const struct story *story)
{
	return story_names(occasions, g, true, story);
}
