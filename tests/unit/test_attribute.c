/*
 * attribute: credits, and what holds for any text at all (marks, order, character borders, time).
 */
#include "harness.h"
#include "random_text.h"

#include "attribute/attribute.h"
#include "base/utf8.h"

#include <string.h>
#include <time.h>

struct bench {
	struct arena rules_arena, out, scratch;
	struct attribute_rules *rules;
	struct clean_rules *sources;
};

static struct bench bench;

static int bench_open(void **state)
{
	(void)state;
	arena_init(&bench.rules_arena);
	arena_init(&bench.out);
	arena_init(&bench.scratch);
	bench.rules = attribute_rules_new(&bench.rules_arena);
	bench.sources = clean_rules_new(&bench.rules_arena);
	return 0;
}

static int bench_close(void **state)
{
	(void)state;
	arena_release(&bench.rules_arena);
	arena_release(&bench.out);
	arena_release(&bench.scratch);
	return 0;
}

static struct quotes attribute(struct str text, const char *language)
{
	struct split_region region = {span_between(0, text.len), false};
	struct article article = {.text = text, .language = str_of(language)};
	struct attribute_how how = {
		.rules = bench.rules, .sources = bench.sources, .depth = ATTRIBUTE_CHAINS};
	struct pieces pieces;

	arena_clear(&bench.out);
	arena_clear(&bench.scratch);
	split_text(&bench.scratch, split_rules_new(&bench.scratch), text, &region, 1,
		   article.language, &pieces);
	return attribute_article(&bench.out, &bench.scratch, &how, &article, &pieces);
}

/* Are the spans in order, apart, inside the text and at character borders? */
static void spans_check(struct str text, const struct span *spans, size_t n)
{
	uint32_t end = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(spans[i].len && spans[i].start >= end &&
			    span_end(spans[i]) <= text.len);
		assert_int_equal(utf8_valid(text.s + spans[i].start, spans[i].len), spans[i].len);
		end = span_end(spans[i]);
	}
}

static void quotes_check(struct str text, const struct quotes *quotes)
{
	for (size_t i = 0; i < quotes->n; i++) {
		const struct quote *quote = &quotes->items[i];

		assert_true(quote->nspans > 0);
		spans_check(text, quote->spans, quote->nspans);
		spans_check(text, quote->cue, quote->ncue);
		spans_check(text, quote->speaker_spans, quote->nspeaker_spans);
		for (size_t k = 0; k < quote->nchain; k++)
			assert_true(quote->chain[k].len > 0);
		if (i)
			assert_true(quotes->items[i - 1].spans->start <= quote->spans->start);
	}
	for (size_t i = 0; i < quotes->ncredits; i++)
		spans_check(text, &quotes->credits[i].span, 1);
}

static void credits(void **state)
{
	struct quotes quotes = attribute(STR("The port stayed shut on Monday, according to "
					     "Reuters. The quay fell, the Korean "
					     "Central News Agency reported. A Reuters reporter was "
					     "there. It was over by noon "
					     "(AFP)."),
					 "en");

	(void)state;
	assert_int_equal(quotes.ncredits, 3);
	assert_string_equal(quotes.credits[0].name.s ? "Reuters" : "", "Reuters");
	assert_true(str_eq(quotes.credits[0].name, STR("Reuters")));
	assert_true(str_eq(quotes.credits[1].name, STR("KCNA")));
	assert_int_equal(quotes.credits[1].kind, SOURCE_STATE_AGENCY);
	assert_true(str_eq(quotes.credits[2].name, STR("AFP")));
}

static void names(void **state)
{
	(void)state;
	assert_string_equal(quote_form_name(QUOTE_MIXED), "mixed");
	assert_string_equal(quote_act_name(ACT_WANT), "want");
}

/* Soups of marks, cues and names keep all promises, in every language. */
static void soups(void **state)
{
	static const char *const parts[] = {
		"\"",
		"“",
		"”",
		"„",
		"«",
		"»",
		"‘",
		"’",
		"'",
		"''",
		"``",
		"‹",
		"›",
		"「",
		"」",
		"『",
		"』",
		", ",
		". ",
		": ",
		"; ",
		" — ",
		" -- ",
		" (",
		") ",
		"\n\n",
		" ",
		"said ",
		"says ",
		"that ",
		"according to ",
		"Ada Lund ",
		"Kim ",
		"the ",
		"he ",
		"KCNA ",
		"quoted ",
		"as saying ",
		"in a letter ",
		"citing ",
		"sagte ",
		"so ",
		"laut ",
		"zufolge ",
		"wie ",
		"teilte ",
		"mit ",
		"a déclaré ",
		"selon ",
		"который ",
		"сказал ",
		"고 ",
		"말했다 ",
		"who ",
		"and ",
		"claim ",
		"fear ",
		"to ",
		"of ",
		"it ",
		"which ",
		"told ",
		"reporters ",
		"state media ",
		"Lund's ",
		"workers' ",
		"U.S. ",
		"Mr. ",
		"5 ",
	};
	static const char *const languages[] = {"en", "de", "fr", "es", "ru", "ko", "ja", ""};
	struct arena arena;

	(void)state;
	random_begin("soups");
	arena_init(&arena);
	for (int round = 0; round < 6000; round++) {
		struct str text = random_text(&arena, FRAGMENTS_OF(parts), (struct fragments){0},
					      random_below(80));
		struct quotes quotes = attribute(text, languages[random_below(8)]);

		quotes_check(text, &quotes);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

static double seconds_for(const char *language, const char *pattern, size_t size)
{
	struct arena arena;
	struct buf text;
	clock_t begun;

	arena_init(&arena);
	text = buf_in(&arena);
	while (text.len < size)
		buf_add(&text, str_of(pattern));
	begun = clock();
	attribute(buf_str(&text), language);
	arena_release(&arena);
	return (double)(clock() - begun) / CLOCKS_PER_SEC;
}

/* Ten times the text takes about ten times as long, whatever it is made of. */
static void linear(void **state)
{
	static const struct {
		const char *language, *text;
	} patterns[] = {
		{"en", "\""},
		{"en", "'"},
		{"en", "“"},
		{"en", "a' "},
		{"en", " 'b"},
		{"en", "\"a "},
		{"en", "Kim "},
		{"en", "Kim said "},
		{"en", "said "},
		{"en", ", he said, "},
		{"en", "("},
		{"en", "Ada Lund, "},
		{"en", "according to "},
		{"en", "his claim "},
		{"en", "\"I,\" he said. "},
		{"en", "he said that Kim said that "},
		{"en", "a\n\n\"b\n\n"},
		{"fr", "« Oui » est un mot et "},
		{"fr", "— Non, dit le maire Luna, — oui — "},
		{"es", "—No —dijo—, y —"},
		{"ru", "«Да, — сказал Осков, — нет», "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		double small = 0, large = 1;

		/* On a busy machine one of three tries will do: what is not linear never is. */
		for (int tries = 0; tries < 3 && large > 0.5 && large > 25 * small; tries++) {
			small = seconds_for(patterns[i].language, patterns[i].text, 300 * 1000);
			large = seconds_for(patterns[i].language, patterns[i].text, 3000 * 1000);
		}
		if (large > 0.5 && large > 25 * small)
			fail_msg("%s: %.3f s, then %.3f s", patterns[i].text, small, large);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(credits),
		cmocka_unit_test(names),
		cmocka_unit_test(soups),
		cmocka_unit_test(linear),
	};

	return cmocka_run_group_tests(tests, bench_open, bench_close);
}
