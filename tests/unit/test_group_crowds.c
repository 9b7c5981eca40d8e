/* Two events that hundreds tell on the same days, each in words of its own, among unrelated articles. */
#include "group/group.h"

#include <string.h>

#include "harness.h"
#include "random.h"

enum {
	EVENTS = 2,
	TELLINGS = 400,
	OTHERS = 3000,
	ARTICLES = EVENTS * TELLINGS + OTHERS,
	EVENT_WORDS = 60,
	WORDS_TOLD = 30,
	COMMON_WORDS = 800,
};

static struct arena arena;
static struct article articles[ARTICLES];
static struct group_text texts[ARTICLES];
static struct quotes no_quotes;
static struct dates no_dates;

/* A made-up word for each number. */
static void add_word(struct buf *text, uint32_t number)
{
	static const char *const syllables[] = {"ba", "de", "fi", "go", "ku", "la", "me", "ni",
						"po", "ru", "sa", "te", "vi", "zo", "hu", "ja"};

	buf_addf(text, "%s%s%s%s ", syllables[number >> 12 & 15], syllables[number >> 8 & 15],
		 syllables[number >> 4 & 15], syllables[number & 15]);
}

/* Half of the event's words, each twice, among words that all articles draw from. */
static void article_write(size_t number, uint32_t event, int32_t day)
{
	struct article *article = &articles[number];
	struct buf text = buf_in(&arena);

	buf_addf(&text, "The ");
	for (unsigned i = 0; i < 2 * WORDS_TOLD; i++)
		add_word(&text, event * EVENT_WORDS + random_below(EVENT_WORDS));
	for (unsigned i = 0; i < WORDS_TOLD; i++)
		add_word(&text, 60000 + random_below(COMMON_WORDS));
	*article = (struct article){.id = str_format(&arena, "a%05zu", number),
				    .text = buf_str(&text),
				    .published = moment_of_day(day),
				    .nmarks = 1,
				    .marks = ARENA_NEW(&arena, struct mark)};
	article->marks[0] = (struct mark){span_between(0, text.len), MARK_BODY};
	texts[number] = (struct group_text){article, &no_quotes, &no_dates};
}

static void a_story_told_by_hundreds_stays_one(void **state)
{
	struct group_options options = {.threads = 2};
	struct passages passages = {0};
	struct groups groups;
	size_t large = 0;

	(void)state;
	random_begin("crowds");
	arena_init(&arena);
	for (size_t i = 0; i < ARTICLES; i++)
		article_write(i, i < EVENTS * TELLINGS ? (uint32_t)(i % EVENTS) : (uint32_t)(i % 900),
			      day_of(2031, 3, 1) + (int32_t)(i % 3));
	assert_int_equal(group_articles(&arena, texts, ARTICLES, &passages, &options, &groups),
			 WIRE_OK);
	for (size_t s = 0; s < groups.nstories; s++) {
		const struct story *story = &groups.stories[s];
		size_t told[EVENTS] = {0};

		for (size_t k = 0; k < story->n; k++)
			if (story->articles[k] < EVENTS * TELLINGS)
				told[story->articles[k] % EVENTS]++;
		assert_true(!told[0] || !told[1]);
		large += told[0] > TELLINGS * 9 / 10 || told[1] > TELLINGS * 9 / 10;
	}
	assert_int_equal(large, EVENTS);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_story_told_by_hundreds_stays_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
