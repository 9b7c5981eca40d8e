/*
 * Words and their folding, against a slow twin that looks at one character at a time and folds
 * whole words by utf8proc.
 */
#include "base/utf8.h"
#include "harness.h"
#include "random_text.h"
#include "split/split.h"

#include <string.h>
#include <utf8proc.h>

static struct words words_of(struct arena *arena, struct str text)
{
	struct words words = {0};

	split_words(arena, text, span_between(0, text.len), &words);
	return words;
}

/* The words of `text` joined by "|". */
static void expect_words(const char *text, const char *expected)
{
	struct arena arena;
	struct words words;
	struct buf buf;

	arena_init(&arena);
	words = words_of(&arena, str_of(text));
	buf = buf_in(&arena);
	for (size_t i = 0; i < words.n; i++) {
		if (i)
			buf_add_byte(&buf, '|');
		buf_add(&buf, (struct str){text + words.items[i].start, words.items[i].len});
	}
	assert_string_equal(buf.s ? buf.s : "", expected);
	arena_release(&arena);
}

static void test_borders(void **state)
{
	(void)state;
	expect_words("", "");
	expect_words(" -- ’ ", "");
	expect_words("The U.S. won't pay 1,200.5 won.", "The|U.S.|won't|pay|1,200.5|won");
	expect_words("Kim Jong-un’s aide, at 9.30am", "Kim|Jong|un’s|aide|at|9.30am");
	expect_words("It ended.Next day a.m. J.K. Rolling", "It|ended|Next|day|a.m.|J.K.|Rolling");
	expect_words("Plan B. He left; rated A.He", "Plan|B|He|left|rated|A|He");
	expect_words("'quoted' and ‘quoted’ rock 'n' roll", "quoted|and|quoted|rock|n|roll");
	expect_words("snake_case _x_ AT&T 9/11", "snake_case|x|AT|T|9|11");
	expect_words("朝鲜2024年 ไทย", "朝|鲜|2024|年|ไ|ท|ย");
	expect_words("cafe\u0301s co\u00ADop \u00ADx", "cafe\u0301s|co\u00ADop|x");
	expect_words("С.Ш.А. и ЕС", "С.Ш.А.|и|ЕС");
	expect_words("1990's l'homme", "1990|s|l'homme");
}

static void expect_same(const char *a, const char *b, int same)
{
	assert_int_equal(split_hash(str_of(a)) == split_hash(str_of(b)), same);
}

static void expect_fold(const char *word, const char *folded)
{
	char out[256];
	size_t len = split_fold(str_of(word), out, sizeof(out) - 1);

	out[len] = 0;
	assert_string_equal(out, folded);
	expect_same(word, folded, 1);
}

static void test_fold(void **state)
{
	char out[4];

	(void)state;
	expect_fold("Don’t", "don't");
	expect_fold("U.S.", "us");
	expect_fold("1,200.50", "1,200.50");
	expect_fold("ＫＣＮＡ", "kcna");
	expect_fold("ﬁrst", "first");
	expect_fold("Élysée", "élysée");
	expect_fold("E\u0301lyse\u0301e", "élysée");
	expect_fold("ÐÑÓÇŒUVRE", "ðñóçœuvre");
	expect_fold("Straße", "strasse");
	expect_fold("Россия", "россия");
	expect_fold("ЁЛКА", "ёлка");
	expect_fold("Е\u0308ЛКА", "ёлка");
	expect_fold("co\u00ADoperate", "cooperate");
	expect_fold("\u1112\u1161\u11AB", "\uD55C");
	expect_fold("Internationalization", "internationalization");
	expect_same("pêche", "péché", 0);
	expect_same("a", "b", 0);
	expect_same("abcdefgh", "abcdefghi", 0);
	assert_int_equal(split_fold(STR("ABCDEF"), out, 3), 3);
	assert_memory_equal(out, "abc", 3);
}

static uint16_t flags_of(const char *text)
{
	struct arena arena;
	uint16_t flags;

	arena_init(&arena);
	flags = words_of(&arena, str_of(text)).items[0].flags;
	arena_release(&arena);
	return flags;
}

static void test_flags(void **state)
{
	(void)state;
	assert_int_equal(flags_of("the"), 0);
	assert_int_equal(flags_of("The"), WORD_CAPITAL);
	assert_int_equal(flags_of("A"), WORD_CAPITAL);
	assert_int_equal(flags_of("KCNA"), WORD_CAPITAL | WORD_UPPER);
	assert_int_equal(flags_of("U.S."), WORD_CAPITAL | WORD_UPPER);
	assert_int_equal(flags_of("G20"), WORD_CAPITAL);
	assert_int_equal(flags_of("Élysée"), WORD_CAPITAL);
	assert_int_equal(flags_of("РФ"), WORD_CAPITAL | WORD_UPPER);
	assert_int_equal(flags_of("24th"), WORD_NUMBER);
	assert_int_equal(flags_of("朝"), WORD_UNSPACED);
}

/* ------------------------------------------------------------------ the slow twin */

/* The whole word by utf8proc, after taking out what folding does not see. */
static size_t slow_fold(struct str word, char *out)
{
	char kept[1024];
	size_t n = 0, used, unused;
	uint32_t before = 0, next;
	utf8proc_uint8_t *mapped;
	utf8proc_ssize_t len;

	for (size_t i = 0; i < word.len; i += used) {
		uint32_t c = utf8_decode(word.s + i, word.len - i, &used);

		next = i + used < word.len
			       ? utf8_decode(word.s + i + used, word.len - i - used, &unused)
			       : ' ';
		if (c == 0xAD || c == 0x200D)
			continue;
		if (c == '.' && before && !utf8_is_digit(before) && next != 0xAD &&
		    next != 0x200D && next != 0x301 && next != 0x1161 && next != 0xE47)
			continue;
		before = c;
		if (c == 0x2019)
			c = '\'';
		n += utf8_encode(c, kept + n);
	}
	len = utf8proc_map((utf8proc_uint8_t *)kept, (utf8proc_ssize_t)n, &mapped,
			   UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE |
				   UTF8PROC_STABLE);
	assert_true(len >= 0);
	memcpy(out, mapped, (size_t)len);
	free(mapped);
	return (size_t)len;
}

static const char *const alphabet[] = {
	"a", "b",  "Z",      "Q", "é",  "É",      "ß",      "Ж", "ё", "\u0301", "한", "1",
	"7", "朝", "\u00AD", "ﬁ", "Ｋ", ".",      ".",      ",", "'", "’",      " ",  " ",
	"-", "_",  "“",      "İ", "ǆ",  "\u1112", "\u1161", "ท", "็",  "\u200D",
};

static struct str text_of_all(struct arena *arena, uint32_t n)
{
	return random_text(arena, FRAGMENTS_OF(alphabet), (struct fragments){0}, n);
}

/* Every letter and digit lies in exactly one word; no word begins or ends with anything else. */
static void check_cover(struct str text, const struct words *words)
{
	size_t word = 0, used;

	for (size_t i = 0; i < text.len; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);
		const struct word *at;

		while (word < words->n && words->items[word].start + words->items[word].len <= i)
			word++;
		at = word < words->n && words->items[word].start <= i ? &words->items[word] : NULL;
		if (utf8_is_letter(c) || utf8_is_digit(c))
			assert_non_null(at);
		if (at && at->start == i)
			assert_true(utf8_is_letter(c) || utf8_is_digit(c));
		if (at)
			assert_true(i + used <= at->start + at->len);
		if (at && (c == ' ' || c == '-' || c == 0x201C))
			fail_msg("a word holds a separator");
	}
}

static void test_twin(void **state)
{
	struct arena arena;

	(void)state;
	random_begin("test_words");
	arena_init(&arena);
	for (int round = 0; round < 20000; round++) {
		struct str text = text_of_all(&arena, 1 + random_below(40));
		struct words words = words_of(&arena, text);

		check_cover(text, &words);
		for (size_t i = 0; i < words.n; i++) {
			struct str word = {text.s + words.items[i].start, words.items[i].len};
			char slow[4096], fast[4096];
			size_t len = split_fold(word, fast, sizeof(fast));

			assert_int_equal(words.items[i].hash, split_hash(word));
			assert_int_equal(len, slow_fold(word, slow));
			assert_memory_equal(fast, slow, len);
			assert_int_equal(split_hash(word), split_hash((struct str){slow, len}));
		}
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* Words of a stretch within a text, which is read many bytes at a time, and of its copy, which is not. */
static void check_stretch(struct arena *arena, struct str text, size_t start, size_t end)
{
	struct words within = {0}, alone = {0};

	while (start && (text.s[start] & 0xC0) == 0x80)
		start--;
	while (end < text.len && (text.s[end] & 0xC0) == 0x80)
		end++;
	split_words(arena, text, span_between(start, end), &within);
	split_words(arena, str_sub(text, start, end), span_between(0, end - start), &alone);
	assert_int_equal(within.n, alone.n);
	for (size_t i = 0; i < within.n; i++) {
		alone.items[i].start += (uint32_t)start;
		assert_memory_equal(&within.items[i], &alone.items[i], sizeof(struct word));
	}
}

static void test_piecewise(void **state)
{
	static const char *const plain[] = {"a",     "The ",         "minister's ", "said, ", "2024",
					    "in ",   "transporting", "NATO ",       "\n",     "U.S. ",
					    "of the ", "1,200 ",       "“We ",        "’s ",    "— "};
	enum { SHORT = 70, LEFT = 30 };
	struct arena arena;

	(void)state;
	random_begin("test_words piecewise");
	arena_init(&arena);
	for (int round = 0; round < 3000; round++) {
		struct buf buf = buf_in(&arena);
		struct words words;

		for (uint32_t n = 10 + random_below(60); n; n--)
			buf_add(&buf, random_below(4) ? str_of(plain[random_below(15)])
						      : text_of_all(&arena, 1 + random_below(3)));
		words = words_of(&arena, buf_str(&buf));
		for (size_t i = 0; i < words.n && words.items[i].start + SHORT < buf.len; i++) {
			struct str rest = str_sub(buf_str(&buf), words.items[i].start, words.items[i].start + SHORT);
			struct word first = words_of(&arena, rest).items[0];

			first.start += words.items[i].start;
			if (first.len < LEFT)
				assert_memory_equal(&words.items[i], &first, sizeof(first));
		}
		for (int i = 0; i < 20; i++) {
			size_t start = random_below((uint32_t)buf.len);

			check_stretch(&arena, buf_str(&buf), start,
				      start + random_below((uint32_t)(buf.len - start < SHORT ? buf.len - start : SHORT)));
		}
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* ------------------------------------------------------------------ borders, one character at a time */

enum kind { NO_WORD, LETTER, DIGIT };

/* The character at *at, behind which *at is then; of the few that the texts below are made of. */
static uint32_t char_taken(struct str text, size_t *at)
{
	size_t used = 1;
	uint32_t c = *at < text.len ? utf8_decode(text.s + *at, text.len - *at, &used) : 0;

	*at += used;
	return c;
}

static enum kind kind_of(uint32_t c)
{
	return utf8_is_digit(c) ? DIGIT : utf8_is_letter(c) ? LETTER : NO_WORD;
}

static enum kind kind_at(struct str text, size_t at)
{
	return kind_of(char_taken(text, &at));
}

/* Behind the run of letters and digits at `at`; *last is the kind of its last. */
static size_t slow_run(struct str text, size_t at, enum kind *last)
{
	for (size_t next = at; at < text.len; at = next) {
		enum kind kind = kind_of(char_taken(text, &next));

		if (!kind)
			break;
		*last = kind;
	}
	return at;
}

/* Behind "U.S.", or `at`. */
static size_t slow_initials(struct str text, size_t at)
{
	size_t start = at, n = 0;

	for (;;) {
		size_t behind = at;

		if (kind_of(char_taken(text, &behind)) != LETTER || kind_at(text, behind))
			break;
		n++;
		at = behind;
		if (at >= text.len || text.s[at] != '.')
			break;
		at++;
	}
	return n > 1 ? at : start;
}

static size_t slow_end(struct str text, size_t start)
{
	enum kind last = LETTER, next;
	size_t at = slow_initials(text, start);

	if (at == start)
		at = slow_run(text, start, &last);
	for (;;) {
		size_t behind = at;
		uint32_t c = char_taken(text, &behind);
		bool joined;

		next = kind_at(text, behind);
		joined = c == '_' ? next != NO_WORD
				  : (c == '\'' || c == 0x2019
					     ? next && next == last
					     : (c == '.' || c == ',') && next == DIGIT &&
						       last == DIGIT);
		if (at >= text.len || !joined)
			return at;
		at = slow_run(text, behind, &last);
	}
}

static void test_slow_borders(void **state)
{
	static const char *const plain[] = {
		"a",  "Osk", "It", "the", "B",     "7",    "12",
		" ",  " ",   " ",  "\n",  "'",     "'",    "’",
		"’s", "'s",  ".",  ",",   ", ",    ". ",   "_",
		"-",  "é",   "“",  "— ",  "don't", "U.S.", "wordwordwordword"};
	struct arena arena;

	(void)state;
	random_begin("test_words borders");
	arena_init(&arena);
	for (int round = 0; round < 5000; round++) {
		struct str text = random_text(&arena, FRAGMENTS_OF(plain), (struct fragments){0},
					      random_below(120));
		struct words words = words_of(&arena, text);
		size_t n = 0;

		for (size_t at = 0, start = 0; at < text.len; start = at) {
			if (!kind_of(char_taken(text, &at)))
				continue;
			at = slow_end(text, start);
			assert_true(n < words.n);
			assert_int_equal(words.items[n].start, start);
			assert_int_equal(words.items[n++].len, at - start);
		}
		assert_int_equal(n, words.n);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* A word of any length is cut without losing a byte, and between characters. */
static void test_long(void **state)
{
	static const char *const units[] = {"x", "é", "한", "\u0301", "a\u0301", "A.", "1."};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t u = 0; u < sizeof(units) / sizeof(*units); u++) {
		struct buf buf = buf_in(&arena);
		struct words words;
		size_t at = 0;

		while (buf.len < 200000)
			buf_add(&buf, str_of(units[u]));
		words = words_of(&arena, buf_str(&buf));
		for (size_t i = 0; i < words.n; i++) {
			assert_true(at <= words.items[i].start && words.items[i].start <= at + 1);
			at = words.items[i].start + words.items[i].len;
			assert_int_equal(
				utf8_valid(buf.s + words.items[i].start, words.items[i].len),
				words.items[i].len);
		}
		assert_true(buf.len - at < 2);
		assert_true(words.n <= 5);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_borders),      cmocka_unit_test(test_fold),
		cmocka_unit_test(test_flags),        cmocka_unit_test(test_twin),
		cmocka_unit_test(test_long),         cmocka_unit_test(test_piecewise),
		cmocka_unit_test(test_slow_borders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
