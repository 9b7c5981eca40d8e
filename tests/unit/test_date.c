/*
 * Dates: a table of what expressions mean, weekdays against a walk day by day, and word soup that must
 * never give an expression out of place, nor a weekday or an anniversary where none of the words tells one.
 */
#include "base/utf8.h"
#include "base/vector.h"
#include "date/date.h"
#include "date/date_rules.h"
#include "date/match.h"
#include "harness.h"
#include "random.h"

#include <string.h>

struct reader {
	struct arena rules_arena, out, scratch;
	struct date_rules *rules;
};

static int set_up(void **state)
{
	static struct reader reader;

	arena_init(&reader.rules_arena);
	arena_init(&reader.out);
	arena_init(&reader.scratch);
	reader.rules = date_rules_new(&reader.rules_arena);
	*state = &reader;
	return 0;
}

static int tear_down(void **state)
{
	struct reader *reader = *state;

	arena_release(&reader->rules_arena);
	arena_release(&reader->out);
	arena_release(&reader->scratch);
	return 0;
}

/* The dates of a text; what was found before is forgotten. */
static struct dates dates_of(struct reader *reader, struct article *article, struct pieces *pieces)
{
	struct split_region region = {span_between(0, article->text.len), false};
	struct dates dates;

	arena_clear(&reader->out);
	arena_clear(&reader->scratch);
	split_text(&reader->scratch, split_rules_new(&reader->scratch), article->text, &region,
		   article->text.len ? 1 : 0, article->language, pieces);
	date_article(&reader->out, &reader->scratch, reader->rules, article, pieces, &dates);
	return dates;
}

static struct article article_of(const char *language, const char *published, struct str text)
{
	struct article article = {.language = str_of(language), .text = text};

	if (published)
		assert_true(moment_parse(str_of(published), &article.published));
	return article;
}

static void test_every_row_is_read(void **state)
{
	struct reader *reader = *state;

	assert_int_equal(reader->rules->bad, 0);
	assert_int_equal(reader->rules->nlanguages, 6);
	assert_true(reader->rules->events.nevents > 40);
}

static void test_meanings(void **state)
{
	static const struct {
		const char *language, *published, *text, *words, *value;
		enum timex_type type;
	} rows[] = {
		{"en", "2024-05-09", "on 9 May 2024", "9 May 2024", "2024-05-09", TIMEX_DATE},
		{"en", "2024-05-09", "He met them Thursday.", "Thursday", "2024-05-09", TIMEX_DATE},
		{"en", "2024-05-09", "He will meet them Friday.", "Friday", "2024-05-10",
		 TIMEX_DATE},
		{"en", "2024-03-31", "a month ago", "a month ago", "2024-02", TIMEX_DATE},
		{"en", "2024-05-09", "every five years", "every five years", "P5Y", TIMEX_SET},
		{"en", "2024-05-09", "for several years", "several years", "PXY", TIMEX_DURATION},
		{"en", "2024-05-09", "in the '90s", "the '90s", "199", TIMEX_DATE},
		{"en", "2024-05-09", "at 8:30pm today", "8:30pm today", "2024-05-09T20:30",
		 TIMEX_TIME},
		{"en", "2024-02-29", "last year", "last year", "2023", TIMEX_DATE},
		{"en", "2024-01-01", "two weeks ago", "two weeks ago", "2023-W51", TIMEX_DATE},
		{"de", "2024-05-09", "seit drei Jahren", "drei Jahren", "P3Y", TIMEX_DURATION},
		{"fr", "2024-05-09", "le 1er mai", "le 1er mai", "2024-05-01", TIMEX_DATE},
		{"es", "2024-05-09", "hace dos años", "hace dos años", "2022", TIMEX_DATE},
		{"ru", "2024-05-09", "два года назад", "два года назад", "2022", TIMEX_DATE},
		{"ko", "2024-05-09", "지난해에는", "지난해", "2023", TIMEX_DATE},
	};
	struct reader *reader = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct article article =
			article_of(rows[i].language, rows[i].published, str_of(rows[i].text));
		struct pieces pieces;
		struct dates dates = dates_of(reader, &article, &pieces);
		struct str words;

		print_message("%s\n", rows[i].text);
		assert_int_equal(dates.n, 1);
		words = str_from(article.text, dates.items[0].span);
		assert_int_equal(words.len, strlen(rows[i].words));
		assert_memory_equal(words.s, rows[i].words, words.len);
		assert_string_equal(dates.items[0].value.s, rows[i].value);
		assert_int_equal(dates.items[0].type, rows[i].type);
	}
}

/* Without a day of publication nothing is counted from it. */
static void test_nothing_is_made_up(void **state)
{
	static const char text[] =
		"In 2019 it rained. The previous day he left. A week later he came. The "
		"quarter was bad. Last year was worse. Two weeks ago he wrote. The next "
		"morning it snowed. A year earlier there was a drought.";
	struct reader *reader = *state;
	struct article article = article_of("en", NULL, str_of(text));
	struct pieces pieces;
	struct dates dates = dates_of(reader, &article, &pieces);

	for (size_t i = 0; i < dates.n; i++) {
		const char *value = dates.items[i].value.s;

		print_message("%s\n", value);
		assert_true(!strncmp(value, "2019", 4) || !strncmp(value, "2018", 4) ||
			    !strncmp(value, "XXXX", 4));
	}
	assert_true(dates.n >= 1);
}

/* The day n weekdays away, found by walking. */
static int32_t walked(int32_t day, unsigned weekday, int step, bool at_least_one)
{
	if (at_least_one)
		day += step;
	while (day_weekday(day) != weekday)
		day += step;
	return day;
}

static void test_weekdays_by_walking(void **state)
{
	static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					    "Friday", "Saturday", "Sunday"};
	static const struct {
		const char *before;
		int step;
		bool at_least_one;
	} ways[] = {{"they met", -1, false},
		    {"last", -1, true},
		    {"next", 1, true},
		    {"they will meet", 1, false}};
	struct reader *reader = *state;

	random_begin("weekdays");
	for (int i = 0; i < 2000; i++) {
		int32_t today = day_of(1990, 1, 1) + (int32_t)random_below(20000);
		unsigned weekday = random_below(7) + 1, way = random_below(4);
		struct moment published = moment_of_day(today), wanted;
		struct article article;
		struct pieces pieces;
		struct dates dates;
		char text[64];

		snprintf(text, sizeof(text), "%s %s", ways[way].before, names[weekday - 1]);
		article = article_of("en", NULL, str_of(text));
		article.published = published;
		dates = dates_of(reader, &article, &pieces);
		wanted = moment_of_day(
			walked(today, weekday, ways[way].step, ways[way].at_least_one));
		assert_int_equal(dates.n, 1);
		assert_string_equal(dates.items[0].value.s,
				    moment_format(&reader->scratch, &wanted).s);
		assert_int_equal(dates.items[0].first, moment_day(&wanted));
	}
}

/* What must hold of any answer. */
static void check_dates(const struct dates *dates, const struct article *article,
			const struct pieces *pieces)
{
	uint32_t end = 0;

	for (size_t i = 0; i < dates->n; i++) {
		const struct date *date = &dates->items[i];

		assert_true(date->span.len > 0 && date->span.start >= end);
		end = span_end(date->span);
		assert_true(end <= article->text.len);
		assert_int_equal(utf8_valid(article->text.s + date->span.start, date->span.len),
				 date->span.len);
		assert_true(date->value.len > 0 && date->value.len < 40);
		assert_true(!date->on_calendar || date->first <= date->last);
		assert_true(date->sentence < pieces->nsentences);
	}
}

/* All words of all data files. */
static void gather(struct reader *reader, struct str **words, size_t *n)
{
	static const char *const marks[] = {
		".",     ",",          "-",     "/",           ":",   "'",   "’",     "(",   "\n",
		"\n\n",  "%",          "$",     "\"",          "1",   "9",   "15",    "31",  "24",
		"1998",  "2024",       "00",    "99999999999", "5th", "8am", "20:30", "1/2", "3.5",
		"1,000", "2024-05-09", "xyzzy", "Norrby",      "é",   "朝"};
	static const char *const telling[] = {
		"Monday",      "Tuesday's",      "Wed.",        "Montagmorgen", "Freitags",
		"lundi",       "l'anniversaire", "lunes",       "월요일에",     "20주년",
		"10",          "75th",           "anniversary", "’anniversary", "Jahrestag",
		"aniversario", "70-я",           "годовщину",   "понедельник"};
	VEC(struct str) all = {0};
	const struct embedded *file;
	extern const struct embedded date_data[];

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		for (int times = 0; times < 30; times++)
			vec_push(&reader->rules_arena, &all, str_of(marks[i]));
	for (size_t i = 0; i < sizeof(telling) / sizeof(*telling); i++)
		for (int times = 0; times < 100; times++)
			vec_push(&reader->rules_arena, &all, str_of(telling[i]));
	for (file = date_data; file->name; file++) {
		struct words found = {0};
		struct str text = {file->bytes, file->len};

		split_words(&reader->rules_arena, text, span_between(0, text.len), &found);
		for (size_t i = 0; i < found.n; i++)
			vec_push(&reader->rules_arena, &all,
				 str_sub(text, found.items[i].start,
					 found.items[i].start + found.items[i].len));
	}
	*words = all.items;
	*n = all.n;
}

/* Matches everywhere in these words: is a weekday or an anniversary among what is found? */
static bool tells_by_matching(struct reader *reader, const struct language *language,
			      struct str text, struct span span, struct words words)
{
	struct atoms atoms = {0};
	struct matcher matcher;
	struct match match;

	matcher_init(&matcher, &reader->scratch, language);
	atoms_add(&reader->scratch, text, span, words, &atoms);
	matcher_turn(&matcher, &atoms);
	for (size_t at = 0; at < atoms.n; at++)
		if (matcher_match(&matcher, at, &match) &&
		    (says(&match.parts, CLASS_WEEKDAY) || match.rule->act == ACT_ANNIVERSARY))
			return true;
	return false;
}

/* How many sentences tell; language_tells() must say so of each. */
static int check_telling(struct reader *reader, const struct article *article,
			 const struct pieces *pieces)
{
	const struct language *language = date_language(reader->rules, article->language);
	int told = 0;

	for (size_t i = 0; language && i < pieces->nsentences; i++) {
		const struct sentence *sentence = &pieces->sentences[i];
		struct words words = {.items = pieces->words.items + sentence->word,
				      .n = sentence->nwords};

		if (!tells_by_matching(reader, language, article->text, sentence->span, words))
			continue;
		assert_true(language_tells(language, &reader->scratch, article->text, words));
		told++;
	}
	return told;
}

static void test_word_soup(void **state)
{
	static const char *const languages[] = {"en", "de", "fr", "es", "ru", "ko", ""};
	struct reader *reader = *state;
	struct str *words;
	size_t nwords;
	int told = 0;

	random_begin("word soup");
	gather(reader, &words, &nwords);
	for (int i = 0; i < 1500; i++) {
		struct arena text_arena;
		struct buf text;
		struct article article;
		struct pieces pieces;
		struct dates dates;
		unsigned length = random_below(60);

		arena_init(&text_arena);
		text = buf_in(&text_arena);
		for (unsigned w = 0; w < length; w++) {
			buf_add(&text, words[random_below((uint32_t)nwords)]);
			if (random_below(8))
				buf_add_byte(&text, ' ');
		}
		article = article_of(languages[random_below(7)],
				     random_below(4) ? "2024-05-09" : NULL, buf_str(&text));
		dates = dates_of(reader, &article, &pieces);
		check_dates(&dates, &article, &pieces);
		told += check_telling(reader, &article, &pieces);
		date_undated(&reader->out, &reader->scratch, reader->rules, &pieces,
			     day_of(2026, 1, 1), &article);
		arena_release(&text_arena);
	}
	assert_true(told > 300);
}

/* A day of the year with its weekday, as written in `year`, leaves that year or nothing. */
static void test_undated_never_lies(void **state)
{
	static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					    "Friday", "Saturday", "Sunday"};
	struct reader *reader = *state;
	int told = 0;

	for (int year = 1991; year <= 2025; year++) {
		struct moment day = {
			.year = (int16_t)year, .month = 5, .day = 9, .precision = PRECISION_DAY};
		struct article article;
		struct pieces pieces;
		char text[256];

		snprintf(text, sizeof(text),
			 "Veterans marked Victory Day on %s. It was the %dth anniversary of "
			 "victory over "
			 "Nazi Germany.",
			 names[day_weekday(moment_day(&day)) - 1], year - 1945);
		article = article_of("en", NULL, str_of(text));
		dates_of(reader, &article, &pieces);
		if (!date_undated(&reader->out, &reader->scratch, reader->rules, &pieces,
				  day_of(2026, 1, 1), &article))
			continue;
		told++;
		assert_int_equal(article.published.year, year);
		assert_int_equal(article.published_from, PUBLISHED_INFERRED);
		assert_true(article.npublished_why > 0);
	}
	assert_int_equal(told, 35);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_is_read),
		cmocka_unit_test(test_meanings),
		cmocka_unit_test(test_nothing_is_made_up),
		cmocka_unit_test(test_weekdays_by_walking),
		cmocka_unit_test(test_word_soup),
		cmocka_unit_test(test_undated_never_lies),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
