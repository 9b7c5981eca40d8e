/* The prefix tree of clean against a slow twin, which tries every entry at every word. */
#include "base/arena.h"
#include "base/utf8.h"
#include "clean/prefixes.h"
#include "harness.h"
#include "random.h"

#include <string.h>

static struct arena arena;

static const struct {
	const char *entry;
	uint32_t bits;
} entries[] = {{"a", 1},      {"ab", 2},           {"ab ba", 1},      {"b", 4}, {"a-b", 2},
	       {"ba a b", 8}, {"\xED\x95\x9C", 4}, {"\xC3\xA9 a", 8}, {"-", 16}};

enum { ENTRIES = sizeof(entries) / sizeof(*entries) };

static void prefixes_fill(struct prefixes *prefixes)
{
	prefixes_init(prefixes, &arena);
	for (size_t i = 0; i < ENTRIES; i++)
		*prefixes_value(prefixes, str_of(entries[i].entry)) |= entries[i].bits;
	prefixes_ready(prefixes);
}

static void longest_at_word_ends(void **state)
{
	struct prefixes prefixes;
	size_t len;

	(void)state;
	prefixes_fill(&prefixes);
	assert_int_equal(prefixes_longest(&prefixes, STR("ab ba."), 1, &len), 1);
	assert_int_equal(len, 5);
	assert_int_equal(prefixes_longest(&prefixes, STR("ab bac"), UINT32_MAX, &len), 2);
	assert_int_equal(len, 2);
	assert_int_equal(prefixes_longest(&prefixes, STR("abc"), UINT32_MAX, &len), 0);
	assert_int_equal(prefixes_longest(&prefixes, STR(""), UINT32_MAX, &len), 0);
	assert_int_equal(len, 0);
	/* Hangul has its particles behind the word. */
	assert_int_equal(prefixes_longest(&prefixes, STR("\xED\x95\x9C\xEA\xB5\xAD"), 4, &len), 4);
	assert_int_equal(prefixes_whole(&prefixes, STR("ba a b")), 8);
	assert_int_equal(prefixes_whole(&prefixes, STR("ba a")), 0);
	assert_int_equal(prefixes_bits(&prefixes, STR("ab ba")), 3);
}

/* Parts below are letters but for blanks and dashes; behind Hangul a word may always end. */
static bool may_end(struct str entry, struct str rest)
{
	return rest.len == entry.len || entry.s[0] == '\xED' || rest.s[entry.len] == ' ' ||
	       rest.s[entry.len] == '-';
}

static uint32_t bits_slowly(struct str text)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < text.len; i += first_word(str_sub(text, i, text.len)))
		for (size_t k = 0; k < ENTRIES; k++) {
			struct str rest = str_sub(text, i, text.len);
			struct str entry = str_of(entries[k].entry);

			if (str_starts(rest, entry) && may_end(entry, rest))
				bits |= entries[k].bits;
		}
	return bits;
}

static void as_the_slow_twin(void **state)
{
	static const char *const parts[] = {"a", "b", " ", "-", "\xED\x95\x9C", "\xC3\xA9", "ab "};
	struct prefixes prefixes;

	(void)state;
	random_begin("prefixes");
	prefixes_fill(&prefixes);
	for (int round = 0; round < 500; round++) {
		struct buf text = buf_in(&arena);

		for (uint32_t i = 0, n = random_below(12); i < n; i++) {
			buf_add(&text, str_of(parts[random_below(7)]));
			if (round % 2) /* long enough to be read block by block */
				buf_add(&text, STR(" (The mayor's 12 lamps) "));
		}
		assert_int_equal(prefixes_bits_within(&prefixes, buf_str(&text)),
				 bits_slowly(buf_str(&text)));
	}
}

/* Any entries in any order: those told by few bytes come before and behind those told by many. */
static void any_entries_as_tried_one_by_one(void **state)
{
	enum { MOST = 12 };
	static const char letters[] = "aaabbc-/";

	(void)state;
	random_begin("entries");
	for (int round = 0; round < 300; round++) {
		char own[MOST][10], text[200];
		struct str list[MOST];
		struct prefixes prefixes;
		uint32_t n = 1 + random_below(MOST), bits = 0;
		size_t len = random_below(sizeof(text));

		prefixes_init(&prefixes, &arena);
		for (uint32_t k = 0; k < n; k++) {
			list[k] = (struct str){own[k], 1 + random_below(10)};
			for (size_t i = 0; i < list[k].len; i++)
				own[k][i] = letters[random_below(8)];
			*prefixes_value(&prefixes, list[k]) |= 1u << k;
		}
		prefixes_ready(&prefixes);
		for (size_t i = 0; i < len; i++)
			text[i] = random_below(4) ? letters[random_below(8)] : ' ';
		for (size_t i = 0; i < len; i += first_word((struct str){text + i, len - i}))
			for (uint32_t k = 0; k < n; k++) {
				size_t end = i + list[k].len;

				if (str_starts((struct str){text + i, len - i}, list[k]) &&
				    (end == len || !ascii_is_alpha(text[end])))
					bits |= 1u << k;
			}
		assert_int_equal(prefixes_bits_within(&prefixes, (struct str){text, len}), bits);
	}
}

static int arena_done(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(longest_at_word_ends),
		cmocka_unit_test(as_the_slow_twin),
		cmocka_unit_test(any_entries_as_tried_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, arena_done);
}
