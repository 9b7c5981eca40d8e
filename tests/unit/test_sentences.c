/*
 * Sentences and paragraphs: where they end, and that nothing is lost or cut within a character.
 */
#include "harness.h"
#include "random_text.h"

#include "base/utf8.h"
#include "split/split.h"

#include <string.h>

static struct pieces split(struct arena *arena, const char *text, const char *language)
{
	struct split_region region = {span_between(0, strlen(text)), false};
	struct pieces pieces;

	split_text(arena, split_rules_new(arena), str_of(text), &region, 1, str_of(language),
		   &pieces);
	return pieces;
}

/* The sentences of `text`, joined by '|', paragraphs by '||'. */
static void expect(const char *language, const char *text, const char *expected)
{
	struct arena arena;
	struct pieces pieces;
	struct buf got;

	arena_init(&arena);
	pieces = split(&arena, text, language);
	got = buf_in(&arena);
	for (size_t i = 0; i < pieces.nsentences; i++) {
		if (i)
			buf_add(&got,
				pieces.sentences[i].paragraph == pieces.sentences[i - 1].paragraph
					? STR("|")
					: STR("||"));
		buf_add(&got, str_from(str_of(text), pieces.sentences[i].span));
	}
	assert_string_equal(got.s ? got.s : "", expected);
	arena_release(&arena);
}

static void stops(void **state)
{
	(void)state;
	expect("en", "The ferry left. Nobody was hurt! Why?",
	       "The ferry left.|Nobody was hurt!|Why?");
	expect("en", "\"It left.\" Nobody saw it.", "\"It left.\"|Nobody saw it.");
	expect("en", "\"Why now?\" he asked.", "\"Why now?\" he asked.");
	expect("en", "“It left.” “It did.”", "“It left.”|“It did.”");
	expect("en", "We waited ... and waited. Then ... Nothing.",
	       "We waited ... and waited.|Then ...|Nothing.");
	expect("ko", "배가 떠났다. 아무도 없었다.", "배가 떠났다.|아무도 없었다.");
	expect("ja", "船は出た。誰もいない。", "船は出た。|誰もいない。");
	expect("ja", "「船は出た。」と言った。", "「船は出た。」|と言った。");
}

static void abbreviations(void **state)
{
	(void)state;
	expect("en", "Mr. Hale met Gen. A. B. Osk.", "Mr. Hale met Gen. A. B. Osk.");
	expect("en", "It was No. 5 of ten. No. He denied it.",
	       "It was No. 5 of ten.|No.|He denied it.");
	expect("en", "He works for Hale Inc. The firm is old.",
	       "He works for Hale Inc.|The firm is old.");
	expect("en", "The U.S. Navy came. It left the U.S. The port closed.",
	       "The U.S. Navy came.|It left the U.S.|The port closed.");
	expect("en", "It fell on Jan. 2 in Osk. Rates rose 3.5 percent.",
	       "It fell on Jan. 2 in Osk.|Rates rose 3.5 percent.");
	expect("de", "Am 9. Mai kam Dr. Hale. Das war 2009. Er blieb.",
	       "Am 9. Mai kam Dr. Hale.|Das war 2009.|Er blieb.");
	expect("fr", "M. Lune est venu. Il a parlé.", "M. Lune est venu.|Il a parlé.");
	expect("es", "El Sr. Luna llegó a EE.UU. El puerto abrió.",
	       "El Sr. Luna llegó a EE.UU.|El puerto abrió.");
}

static void lines(void **state)
{
	(void)state;
	expect("en", "One line.\n\nTwo lines.", "One line.||Two lines.");
	expect("en", "A headline about ports\nThe ferry left.",
	       "A headline about ports||The ferry left.");
	expect("en",
	       "The harbour master of the town said on Monday that the\n"
	       "ferry had left on time, and that nobody on board of it\n"
	       "was hurt.",
	       "The harbour master of the town said on Monday that the\n"
	       "ferry had left on time, and that nobody on board of it\n"
	       "was hurt.");
	expect("en", "The harbour master said that\nthe ferry had left.",
	       "The harbour master said that\nthe ferry had left.");
}

static void nothing(void **state)
{
	(void)state;
	expect("en", "", "");
	expect("en", " \n \t\n", "");
	expect("xx", "A. B.", "A. B.");
}

/* Each sentence has the words that are found when it is split by itself, one sentence's behind the other's. */
static void check_words(struct arena *arena, struct str text, const struct pieces *pieces)
{
	size_t taken = 0;

	for (size_t i = 0; i < pieces->nsentences; i++) {
		const struct sentence *sentence = &pieces->sentences[i];
		struct words alone = {0};

		split_words(arena, text, sentence->span, &alone);
		assert_int_equal(sentence->word, taken);
		assert_int_equal(sentence->nwords, alone.n);
		if (alone.n)
			assert_memory_equal(pieces->words.items + taken, alone.items,
					    alone.n * sizeof(*alone.items));
		taken += alone.n;
	}
	assert_int_equal(pieces->words.n, taken);
}

/* Random text: sentences in order, inside their paragraph, at character borders, all letters kept, the words their own. */
static void invariants(void **state)
{
	static const char *const parts[] = {
		"a",    "Osk ", ". ",    "\n", "\n\n", "\"",   "“", "”", "!", "? ",   "…",
		"No. ", "5",    "U.S. ", "。", "Ж",    "\r\n", "’", " ", "e", "U.S.", "A."};
	struct arena arena;

	(void)state;
	random_begin("sentences");
	arena_init(&arena);
	for (int round = 0; round < 2000; round++) {
		struct str text = random_text(&arena, FRAGMENTS_OF(parts), (struct fragments){0},
					      random_below(60));
		struct pieces pieces;
		uint32_t end = 0;
		size_t letters = 0, kept = 0;

		pieces = split(&arena, text.s, round % 2 ? "en" : "de");
		for (size_t i = 0; i < pieces.nsentences; i++) {
			struct span span = pieces.sentences[i].span;

			assert_true(span.len && span.start >= end && span_end(span) <= text.len);
			assert_int_equal(utf8_valid(text.s + span.start, span.len), span.len);
			assert_true(span_contains(
				pieces.paragraphs[pieces.sentences[i].paragraph].span, span));
			end = span_end(span);
			for (size_t k = span.start; k < end; k++)
				kept += !strchr(" \n\r", text.s[k]);
		}
		for (size_t k = 0; k < text.len; k++)
			letters += !strchr(" \n\r", text.s[k]);
		assert_int_equal(kept, letters);
		check_words(&arena, text, &pieces);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* One word of many megabytes, and nothing but stops: linear, and sentences stay bounded. */
static void hostile(void **state)
{
	const size_t size = 8 * 1000 * 1000;
	struct arena arena;
	char *text;

	(void)state;
	arena_init(&arena);
	text = arena_alloc(&arena, size + 1);
	for (int round = 0; round < 3; round++) {
		struct pieces pieces;

		for (size_t i = 0; i < size; i++)
			text[i] = "a. \""[round == 0 ? 0 : round == 1 ? i % 2 : i % 4];
		text[size] = '\0';
		pieces = split(&arena, text, "en");
		for (size_t i = 0; i < pieces.nsentences; i++)
			assert_true(pieces.sentences[i].span.len <= 17 * 1024);
		check_words(&arena, (struct str){text, size}, &pieces);
	}
	arena_release(&arena);
}

/* A cut before more stops than a sentence may have bytes: what follows it, and no byte behind the end. */
static void thousands_of_stops(void **state)
{
	struct arena arena;
	struct pieces pieces;
	struct split_region region;
	struct buf text;
	uint32_t end = 0;

	(void)state;
	arena_init(&arena);
	text = buf_in(&arena);
	buf_add(&text, STR("Oh "));
	for (size_t i = 0; i < 40000; i++)
		buf_add_byte(&text, '.');
	buf_add(&text, STR("it left and nobody saw it"));
	region = (struct split_region){span_between(0, text.len), false};
	buf_add(&text, STR(" from the quay. Not of the region."));
	split_text(&arena, split_rules_new(&arena), buf_str(&text), &region, 1, STR("en"), &pieces);
	for (size_t i = 0; i < pieces.nsentences; i++) {
		assert_true(pieces.sentences[i].span.start >= end);
		end = span_end(pieces.sentences[i].span);
	}
	assert_int_equal(end, region.span.len);
	check_words(&arena, buf_str(&text), &pieces);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stops),      cmocka_unit_test(abbreviations),
		cmocka_unit_test(lines),      cmocka_unit_test(nothing),
		cmocka_unit_test(invariants), cmocka_unit_test(hostile),
		cmocka_unit_test(thousands_of_stops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
