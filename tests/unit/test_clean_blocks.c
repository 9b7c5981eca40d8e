/*
 * What clean reads many bytes at a time (folding, counting words and letters, the common words of languages)
 * against twins that go character by character.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "clean/work.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;
static const struct clean_rules *rules;

/* Some of the parts one after the other, in memory of their own length. */
static struct str random_text(const char *const *parts, uint32_t nparts, uint32_t most)
{
	struct buf text = buf_in(&arena);
	char *own;

	for (uint32_t i = 0, n = 1 + random_below(most); i < n; i++)
		buf_add(&text, str_of(parts[random_below(nparts)]));
	own = malloc(text.len);
	assert_non_null(own);
	return (struct str){memcpy(own, text.s, text.len), text.len};
}

static void text_done(struct str text)
{
	free((char *)(uintptr_t)text.s);
	arena_clear(&arena);
}

/* ---------------------------------------------------------------- folding */

static const char *const plain[][2] = {{"a", "a"},
				       {"Bel", "bel"},
				       {"Z", "z"},
				       {"@", "@"},
				       {"[", "["},
				       {"7", "7"},
				       {"`", "'"},
				       {"\xFF", "\uFFFD"},
				       {"’", "'"},
				       {"“", "\""},
				       {"–", "-"},
				       {"É", "é"},
				       {"界", "界"},
				       {"\x01", "\x01"},
				       {" ", " "},
				       {" ", " "},
				       {" a long one", " a long one"},
				       {"\t", " "},
				       {"\xC2\xA0", " "},
				       {"\n", " "}};

enum { PLAIN = sizeof(plain) / sizeof(*plain) };

static void folds_as_the_slow_twin(void **state)
{
	const char *parts[PLAIN];

	(void)state;
	random_begin("fold");
	for (size_t i = 0; i < PLAIN; i++)
		parts[i] = plain[i][0];
	for (int round = 0; round < 2000; round++) {
		struct str text = random_text(parts, PLAIN, 60);
		struct buf twin = buf_in(&arena);

		for (size_t at = 0, k; at < text.len; at += strlen(plain[k][0])) {
			struct str rest = str_sub(text, at, text.len);

			/* Of the blanks, the longest first. */
			for (k = PLAIN; !str_starts(rest, str_of(plain[--k][0]));)
				;
			if (plain[k][1][0] == ' ' && (!twin.len || twin.s[twin.len - 1] == ' '))
				buf_add(&twin, str_of(plain[k][1] + 1));
			else
				buf_add(&twin, str_of(plain[k][1]));
		}
		assert_true(str_eq(folded(&arena, text), str_trim(buf_str(&twin))));
		text_done(text);
	}
}

/* ---------------------------------------------------------------- words and letters */

struct slow {
	uint32_t words, letters, unspaced, upper, lower;
};

static struct slow counted_slowly(struct str text)
{
	struct slow slow = {0};
	bool in_word = false;
	size_t used;

	for (size_t i = 0; i < text.len; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);
		bool letter = utf8_is_letter(c) || utf8_is_digit(c);

		slow.words += letter && !in_word;
		in_word = letter || (in_word && (c == '\'' || c == '-' || c == 0x2019));
		slow.letters += letter;
		slow.unspaced += letter && utf8_is_unspaced(c);
		slow.upper += utf8_is_upper(c);
		slow.lower += utf8_is_lower(c);
	}
	return slow;
}

static void counts_as_the_slow_twin(void **state)
{
	static const char *const parts[] = {"a",  "B",  "9", "'", "-",     "’",     "é", "É",
					    "界", "。", " ", " ", "Lamp ", "TOWN ", "“", "\xE2"};
	enum { PARTS = sizeof(parts) / sizeof(*parts) };

	(void)state;
	random_begin("count");
	for (int round = 0; round < 2000; round++) {
		struct str text = random_text(parts, round % 2 ? PARTS : 5, 120);
		struct slow slow = counted_slowly(text);
		struct block block = {.span = span_between(0, text.len)};
		struct page page = {
			.format = READ_TEXT, .text = text, .blocks = &block, .nblocks = 1};
		struct work work = {
			.out = &arena, .scratch = &arena, .rules = rules, .page = &page};

		pieces_measure(&work);
		assert_int_equal(work.pieces[0].words, slow.words + slow.unspaced / 3);
		assert_int_equal(work.pieces[0].letters, slow.letters + slow.unspaced * 2);
		assert_int_equal(!!(work.pieces[0].signs & SIGN_UPPER),
				 slow.upper > 7 && slow.upper > slow.lower * 8 &&
					 work.pieces[0].words > 2);
		text_done(text);
	}
}

/* The phrases of a long sentence are read late where the text was taken out of its page before. */
static void reads_late_what_it_reads_at_once(void **state)
{
	static const char *const parts[] = {"the ministry said ",
					    "of the lamp ",
					    "In Port Hale ",
					    "contributed to this report ",
					    "By Anna Lind ",
					    "share on ",
					    "photo by ",
					    "more on this story ",
					    "2. "};
	struct block block;
	struct page page = {.blocks = &block, .nblocks = 1};
	uint32_t late = 0;

	(void)state;
	random_begin("late");
	for (int round = 0; round < 500; round++) {
		struct str text = random_text(parts, 9, 30);
		struct work once = {
			.out = &arena, .scratch = &arena, .rules = rules, .page = &page};
		struct work lazy = once;
		const struct piece *a, *b;

		((char *)(uintptr_t)text.s)[text.len - 1] = '.';
		block = (struct block){.span = span_between(0, text.len)};
		page.text = text;
		page.format = READ_TEXT;
		pieces_measure(&once);
		page.format = READ_JSON_LINE;
		pieces_measure(&lazy);
		late += lazy.pieces[0].unread;
		a = piece_read(&once, 0);
		b = piece_read(&lazy, 0);
		assert_int_equal(a->signs, b->signs);
		assert_true(str_eq(a->fold, b->fold));
		text_done(text);
	}
	assert_true(late > 100);
}

/* ---------------------------------------------------------------- languages */

static bool is_inner(unsigned char byte)
{
	return byte >= 0x80 ? byte != 0xE2 : ascii_is_alpha((char)byte);
}

/* What a word alone is known as, it is known as among others. */
static void word_count(struct str word, struct language_counts *counts)
{
	struct language_counts alone = {0};

	counts->words++;
	if (word.len <= 8)
		language_count(&rules->languages, word, &alone);
	for (size_t i = 0; i < LANGUAGES_MOST; i++)
		counts->common[i] += alone.common[i];
}

static void languages_as_the_slow_twin(void **state)
{
	static const char *const parts[] = {"the",    "und", "été",      "Qz",    "qzqzqzqz",
					    "界世界", " ",   " ",        ". ",    "—",
					    "’",      "7",   "\xC2\xA0", " Und ", " the "};
	struct language_counts counts = {0}, twin;
	char dense[5000]; /* as many words as there can be */

	(void)state;
	language_count(&rules->languages, STR("The lamp, the TOWER"), &counts);
	assert_int_equal(counts.words, 4);
	assert_int_equal(counts.common[0], 2); /* the first is English */
	for (size_t i = 0; i < sizeof(dense); i++)
		dense[i] = "y "[i % 2];
	counts = (struct language_counts){0};
	language_count(&rules->languages, (struct str){dense, sizeof(dense)}, &counts);
	assert_int_equal(counts.common[3], sizeof(dense) / 2); /* Spanish */
	random_begin("languages");
	for (int round = 0; round < 3000; round++) {
		struct str text = random_text(parts, round % 3 ? 15 : 6, 100);

		counts = twin = (struct language_counts){0};
		language_count(&rules->languages, text, &counts);
		for (size_t i = 0, len; i < text.len; i += len) {
			char word[8];

			for (len = 0;
			     i + len < text.len && is_inner((unsigned char)text.s[i + len]); len++)
				if (len < sizeof(word))
					word[len] = ascii_lower(text.s[i + len]);
			if (len)
				word_count((struct str){word, len}, &twin);
			else
				len = text.s[i] == '\xE2' ? 3 : 1;
		}
		assert_int_equal(counts.words, twin.words);
		assert_memory_equal(counts.common, twin.common, sizeof(twin.common));
		text_done(text);
	}
}

static int rules_read(void **state)
{
	static struct arena kept;

	(void)state;
	rules = clean_rules_new(&kept);
	*state = &kept;
	return 0;
}

static int all_done(void **state)
{
	arena_release(*state);
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_as_the_slow_twin),
		cmocka_unit_test(counts_as_the_slow_twin),
		cmocka_unit_test(reads_late_what_it_reads_at_once),
		cmocka_unit_test(languages_as_the_slow_twin),
	};

	return cmocka_run_group_tests(tests, rules_read, all_done);
}
