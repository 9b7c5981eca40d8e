/*
 * show's writers on random text: what another reader makes of it must be what was meant. JSON is read
 * back by cJSON, HTML by a slow unescaper, and terminal lines are measured character by character.
 */
#include "base/guard.h"
#include "base/utf8.h"
#include "harness.h"
#include "random.h"
#include "show/html.h"
#include "show/json.h"
#include "show/pairs.h"
#include "show/terminal.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { ROUNDS = 2000, MOST_BYTES = 200 };

static bool keep(void *context, const char *bytes, size_t len)
{
	buf_add(context, (struct str){bytes, len});
	return true;
}

struct bench {
	struct arena arena;
	struct buf written;
	struct wire_sink sink;
	struct output out;
};

static struct bench *begin(struct bench *bench)
{
	arena_clear(&bench->arena);
	bench->written = buf_in(&bench->arena);
	bench->sink = (struct wire_sink){.write = keep, .context = &bench->written};
	output_init(&bench->out, &bench->sink);
	return bench;
}

static struct str end(struct bench *bench)
{
	assert_int_equal(output_end(&bench->out, NULL), WIRE_OK);
	buf_add(&bench->written, STR(""));
	return buf_str(&bench->written);
}

/* Random text: markup, quotes, controls, accents, Han, emoji, marks of direction, and broken bytes. */
static struct str random_text(struct arena *arena, bool well_formed)
{
	static const char *const pieces[] = {"<",
					     ">",
					     "&",
					     "\"",
					     "'",
					     "\\",
					     "\n",
					     "\t",
					     "\r",
					     "\b",
					     "\f",
					     "\x01",
					     "]",
					     "--",
					     "&lt;",
					     "a",
					     "wire",
					     " ",
					     "  ",
					     "\xC3\xA9",
					     "e\xCC\x81",
					     "海",
					     "한",
					     "😀",
					     "\xE2\x80\xAE",
					     "\xE2\x81\xA6",
					     " ",
					     "\x7F",
					     "\xC2\x85",
					     "\xEF\xBF\xBE",
					     "\xEF\xBF\xBD",
					     "\x1B[31m"};
	struct buf buf = buf_in(arena);
	size_t len = random_below(MOST_BYTES);

	while (buf.len < len)
		if (!well_formed && !random_below(8))
			buf_add_byte(&buf, (char)(1 + random_below(255)));
		else
			buf_add(&buf,
				str_of(pieces[random_below(sizeof(pieces) / sizeof(*pieces))]));
	buf_add(&buf, STR(""));
	return buf_str(&buf);
}

/* The same text with U+FFFD for each byte that is not UTF-8. */
static struct str mended(struct arena *arena, struct str text)
{
	struct buf buf = buf_in(arena);

	for (size_t at = 0, used; at < text.len; at += used) {
		uint32_t c = utf8_decode(text.s + at, text.len - at, &used);

		if (c == UTF8_BAD && used == 1)
			buf_add(&buf, STR("\xEF\xBF\xBD"));
		else
			buf_add(&buf, str_sub(text, at, at + used));
	}
	buf_add(&buf, STR(""));
	return buf_str(&buf);
}

static void test_json_reads_back(void **state)
{
	struct bench *bench = *state;

	random_begin("json");
	for (int i = 0; i < ROUNDS; i++) {
		struct json json = {.out = &begin(bench)->out};
		struct str text = random_text(&bench->arena, false), out;
		cJSON *read;

		json_open(&json, '[');
		json_text(&json, text);
		json_null(&json);
		json_close(&json, ']');
		out = end(bench);
		assert_int_equal(utf8_valid(out.s, out.len), out.len);
		assert_int_equal(str_find_byte(out, '\n'), STR_NONE);
		read = cJSON_ParseWithLength(out.s, out.len);
		assert_non_null(read);
		assert_string_equal(cJSON_GetStringValue(cJSON_GetArrayItem(read, 0)),
				    mended(&bench->arena, text).s);
		assert_true(cJSON_IsNull(cJSON_GetArrayItem(read, 1)));
		cJSON_Delete(read);
	}
}

static struct str unescaped(struct arena *arena, struct str html)
{
	static const struct {
		struct str entity, text;
	} entities[] = {{STR("&amp;"), STR("&")},
			{STR("&lt;"), STR("<")},
			{STR("&gt;"), STR(">")},
			{STR("&quot;"), STR("\"")},
			{STR("&#39;"), STR("'")}};
	struct buf buf = buf_in(arena);

	for (size_t at = 0; at < html.len;) {
		size_t i = 0;

		while (i < 5 && !str_starts(str_sub(html, at, html.len), entities[i].entity))
			i++;
		buf_add(&buf, i < 5 ? entities[i].text : str_sub(html, at, at + 1));
		at += i < 5 ? entities[i].entity.len : 1;
	}
	buf_add(&buf, STR(""));
	return buf_str(&buf);
}

/* Character by character: what HTML takes stays, what it does not becomes U+FFFD. */
static struct str as_html_takes_it(struct arena *arena, struct str text)
{
	struct buf buf = buf_in(arena);

	for (size_t at = 0, used; at < text.len; at += used) {
		uint32_t c = utf8_decode(text.s + at, text.len - at, &used);
		bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
		bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);

		if (c == '\r')
			buf_add(&buf, STR(" "));
		else if (control || turns || c == UTF8_BAD || (c & 0xFFFE) == 0xFFFE)
			buf_add(&buf, STR("\xEF\xBF\xBD"));
		else
			buf_add(&buf, str_sub(text, at, at + used));
	}
	buf_add(&buf, STR(""));
	return buf_str(&buf);
}

static void test_html_reads_back(void **state)
{
	struct bench *bench = *state;

	random_begin("html");
	for (int i = 0; i < ROUNDS; i++) {
		struct str text = random_text(&begin(bench)->arena, false), out;

		html_text(&bench->out, text);
		out = end(bench);
		assert_int_equal(str_find_byte(out, '<'), STR_NONE);
		assert_int_equal(str_find_byte(out, '"'), STR_NONE);
		assert_string_equal(unescaped(&bench->arena, out).s,
				    as_html_takes_it(&bench->arena, text).s);
	}
}

static unsigned width_of(struct str line)
{
	unsigned width = 0;

	for (size_t at = 0, used; at < line.len; at += used)
		width += (unsigned)utf8proc_charwidth(
			(utf8proc_int32_t)utf8_decode(line.s + at, line.len - at, &used));
	return width;
}

static void test_lines_fit(void **state)
{
	struct bench *bench = *state;

	random_begin("terminal");
	for (int i = 0; i < ROUNDS; i++) {
		struct terminal term;
		struct str text = random_text(&begin(bench)->arena, true), out;
		unsigned indent = random_below(12), lines = 1 + random_below(5), n = 0;

		bench->sink.columns = 20 + random_below(60);
		terminal_init(&term, &bench->out, &bench->sink);
		term_wrap(&term, STYLE_PLAIN, text, indent, lines);
		out = end(bench);
		while (out.len) {
			size_t len = str_find_byte(out, '\n');

			assert_int_not_equal(len, STR_NONE);
			assert_in_range(width_of(str_sub(out, 0, len)), 0, bench->sink.columns);
			out = str_sub(out, len + 1, out.len);
			n++;
		}
		assert_in_range(n, 0, lines);
	}
}

/* Pairs against counting each of all n² of them. */
static void test_pairs_against_counting(void **state)
{
	enum { ARTICLES = 7, COPIES = 40 };
	struct bench *bench = *state;

	random_begin("pairs");
	for (int round = 0; round < 200; round++) {
		struct copy copies[COPIES] = {0};
		struct findings found = {.n = ARTICLES, .lineages = {.copies = copies}};
		struct scene scene;
		struct pairs pairs;
		size_t seen = 0, touching = 0;

		arena_clear(&bench->arena);
		for (uint32_t a = 0; a < ARTICLES; a++)
			for (uint32_t b = a + 1; b < ARTICLES; b++)
				for (uint32_t k = random_below(3); k; k--) {
					struct copy *copy = &copies[found.lineages.ncopies++];

					if (found.lineages.ncopies == COPIES)
						found.lineages.ncopies--;
					copy->passage = (struct passage){
						.a = a, .b = b, .words = 8 + random_below(50)};
					copy->kind = COPY_AGENCY;
					copy->from = (enum copy_from)random_below(3);
				}
		scene_init(&scene);
		scene.found = &found;
		pairs_make(&scene, &pairs);
		for (uint32_t a = 0; a < ARTICLES; a++)
			for (uint32_t b = a + 1; b < ARTICLES; b++) {
				uint64_t words = 0, from_a = 0, from_b = 0;
				const struct pair *pair = &pairs.items[seen];

				for (size_t i = 0; i < found.lineages.ncopies; i++)
					if (copies[i].passage.a == a && copies[i].passage.b == b) {
						words += copies[i].passage.words;
						from_a += copies[i].from == FROM_A
								  ? copies[i].passage.words
								  : 0;
						from_b += copies[i].from == FROM_B
								  ? copies[i].passage.words
								  : 0;
					}
				if (!words)
					continue;
				assert_true(seen < pairs.n && pair->a == a && pair->b == b);
				assert_int_equal(pair->words, words);
				assert_int_equal(pair->directed, from_a != from_b);
				assert_int_equal(pair->source, from_b > from_a ? b : a);
				seen++;
			}
		assert_int_equal(seen, pairs.n);
		for (size_t i = 0; i < ARTICLES; i++)
			for (size_t j = pairs.start[i]; j < pairs.start[i + 1]; j++, touching++)
				assert_true(pairs.items[pairs.touching[j]].a == i ||
					    pairs.items[pairs.touching[j]].b == i);
		assert_int_equal(touching, pairs.n * 2);
		scene_release(&scene);
	}
}

static void test_numbers(void **state)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0, "0"},        {1, "1"},          {0.5, "0.5"},
		     {0.94F, "0.94"}, {0.9999, "0.999"}, {0.042, "0.042"},
		     {12.3, "12.3"},  {-1, "0"},         {1e300, "1000000000000"}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		put_decimal(&begin(*state)->out, cases[i].value);
		assert_string_equal(end(*state).s, cases[i].text);
	}
}

static int bench_make(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	arena_init(&bench->arena);
	*state = bench;
	return 0;
}

static int bench_free(void **state)
{
	arena_release(&((struct bench *)*state)->arena);
	free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json_reads_back),
		cmocka_unit_test(test_html_reads_back),
		cmocka_unit_test(test_lines_fit),
		cmocka_unit_test(test_pairs_against_counting),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, bench_make, bench_free);
}
