/*
 * JSON by two ways: the fast parser gives the tree that cJSON gives, or none, and pages and complaints are
 * the same with it and without.
 */
#include "base/guard.h"
#include "harness.h"
#include "random.h"
#include "read_all.h"

#include <cjson/cJSON.h>
#include <math.h>

enum { ROUNDS = 20000 };

static struct json_parser *parser;
static struct arena arena;

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool same_number(double a, double b)
{
	return a == b && signbit(a) == signbit(b);
}

static bool same_tree(const cJSON *a, const cJSON *b)
{
	for (; a && b; a = a->next, b = b->next)
		if (a->type != b->type || !same_text(a->string, b->string) ||
		    !same_text(a->valuestring, b->valuestring) ||
		    !same_number(a->valuedouble, b->valuedouble) || !same_tree(a->child, b->child))
			return false;
	return !a && !b;
}

/* The fast parser's tree. No more can be read behind the bytes than must be, and it outlives them. */
static cJSON *fast(struct str bytes)
{
	char *copy = malloc(bytes.len + READ_BEHIND);
	cJSON *tree;

	memset(copy + bytes.len, '"', READ_BEHIND);
	if (bytes.len)
		memcpy(copy, bytes.s, bytes.len);
	tree = json_parse_fast(parser, &arena, (struct str){copy, bytes.len});
	free(copy);
	return tree;
}

/* True where there was a fast tree; then cJSON's is the same. */
static bool check_tree(struct str bytes)
{
	const cJSON *tree = fast(bytes);
	const char *end = NULL;
	cJSON *slow;

	if (!tree)
		return false;
	slow = cJSON_ParseWithLengthOpts(bytes.s, bytes.len, &end, false);
	if (!slow || str_trim(str_sub(bytes, (size_t)(end - bytes.s), bytes.len)).len ||
	    !same_tree(tree, slow))
		fail_msg("not the same: %.*s", STR_ARG(bytes));
	cJSON_Delete(slow);
	return true;
}

static void documents(void **state)
{
	static const struct {
		const char *bytes;
		bool fast;
	} all[] = {
		{"{\"id\": 12, \"text\": \"Kim said \\\"so\\\".\\n\\u00e9\\ud83d\\ude00\", \"x\": "
		 "[null, true, false]}",
		 true},
		{"[{\"text\": \"one\"}, {\"text\": \"two\"}]", true},
		{" {\"a\": 1, \"A\": 2, \"a\": 3, \"\": {}, \"b\": []} ", true},
		{"{\"a\": 0, \"b\": 0.0, \"c\": 0.5, \"d\": 1e-400, \"e\": -1.5E+3}", true},
		{"{\"a\": 9223372036854775808, \"b\": 18446744073709551615, \"c\": "
		 "-9223372036854775808}",
		 true},
		{"{\"a\": 9007199254740993, \"b\": 0.1, \"c\": 1.7976931348623157e308, \"d\": "
		 "5e-324}",
		 true},
		{"\"text\"", true},
		{"12", true},
		{"{\"a\": \"\x7F\xC2\x80\xF4\x8F\xBF\xBF\"}", true},
		{"{\"a\": \"\\u0000\"}", false},
		{"{\"\\u0000a\": 1}", false},
		{"{\"a\": -0}", false},
		{"{\"a\": -0.0}", false},
		{"{\"a\": \"-0\"}", true},
		{"{\"a\": \"\\ud800\"}", false},
		{"{\"a\": \"\\udc00\"}", false},
		{"{\"a\": \"\\ud800\\u0041\"}", false},
		{"{\"a\": \"\\ud800\\ud800\"}", false},
		{"{\"a\": \"\\u12\"}", false},
		{"{\"a\": \"\t\"}", false},
		{"{\"a\": \"\xED\xA0\x80\"}", false},
		{"{\"a\": \"\xFF\"}", false},
		{"{\"a\": 1e999}", false},
		{"{\"a\": 123456789012345678901234567890}", false},
		{"{\"a\": 01}", false},
		{"{\"a\": 1.}", false},
		{"{\"a\": +1}", false},
		{"{\"a\": 1} {\"a\": 2}", false},
		{"{\"a\": 1} x", false},
		{"{\"a\": 1,}", false},
		{"{\"a\": \"", false},
		{"\xEF\xBB\xBF{}", false},
		{"", false},
		{"[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (check_tree(str_of(all[i].bytes)) != all[i].fast)
			fail_msg("%s a fast tree: %s", all[i].fast ? "without" : "with",
				 all[i].bytes);
	arena_clear(&arena);
}

static void long_ones(void **state)
{
	struct buf buf = buf_in(&arena);

	(void)state;
	buf_add(&buf, STR("{\"text\": \""));
	while (buf.len < 300000)
		buf_add(&buf, STR("One line of it, and \\\"more\\\".\\n"));
	buf_add(&buf, STR("\"}"));
	assert_true(check_tree(buf_str(&buf)));
	assert_true(check_tree(STR("{\"text\": \"a short one after it\"}")));
	buf.len -= 2;
	while (buf.len < 2000000)
		buf_add(&buf, STR("Too long to be worth the memory. "));
	buf_add(&buf, STR("\"}"));
	assert_false(check_tree(buf_str(&buf)));
	arena_clear(&arena);
}

/* ---- random ones */

static struct buf made;

#define ONE_OF(list) list[random_below(sizeof(list) / sizeof(*(list)))]

static void make_string(const char *word)
{
	static const char *const pieces[] = {
		"Kim ", "said.",          "\\n", "\\\"", "\\\\",   "\\/\\b\\t", "\\u00e9", "é",
		"„",    "\\ud83d\\ude00", "😀",   " ",    "\\r\\n", "-0",        "1",       "{",
		"]",    "\\u2028"};

	buf_add_byte(&made, '"');
	buf_add(&made, str_of(word));
	for (uint32_t n = random_below(12); n; n--)
		buf_add(&made, str_of(ONE_OF(pieces)));
	buf_add_byte(&made, '"');
}

static void make_number(void)
{
	static const char *const numbers[] = {"0",
					      "-0",
					      "0.0",
					      "-0.0",
					      "7",
					      "-12",
					      "1715223720",
					      "1e3",
					      "2.5E-7",
					      "18446744073709551615",
					      "18446744073709551616",
					      "0.30000000000000004"};
	uint64_t bits = random_next() & random_next();

	if (random_below(2))
		buf_add(&made, str_of(ONE_OF(numbers)));
	else if (random_below(2))
		buf_addf(&made, "%.17g", (double)bits / 1e9);
	else
		buf_addf(&made, "%lld", (long long)bits >> random_below(64));
}

static void make_value(unsigned depth);

static void make_list(unsigned depth, bool object)
{
	static const char *const keys[] = {"id",     "url",     "outlet",    "title", "Title",
					   "byline", "authors", "published", "text",  "html",
					   "text",   "body",    "name",      "items", "articles",
					   "",       "\\u0069d"};

	buf_add_byte(&made, object ? '{' : '[');
	for (uint32_t n = random_below(6); n; n--) {
		if (object)
			buf_addf(&made, random_below(20) ? "\"%s\":" : " \"%s\" :\t", ONE_OF(keys));
		make_value(depth + 1);
		if (n > 1)
			buf_add(&made, random_below(20) ? STR(",") : STR(" , "));
	}
	buf_add_byte(&made, object ? '}' : ']');
}

static void make_value(unsigned depth)
{
	static const char *const words[] = {"true", "false", "null"};
	uint32_t kind = random_below(depth > 4 ? 6 : 10);

	if (kind < 4)
		make_string("");
	else if (kind == 4)
		make_number();
	else if (kind == 5)
		buf_add(&made, str_of(ONE_OF(words)));
	else
		make_list(depth, kind < 9);
}

/* A byte or a piece put in, taken out or repeated. */
static void damage(void)
{
	static const char *const pieces[] = {
		"\\u0000", "\\ud800", "\"",   "\\",           "{",   "}",  "[", "]",
		",",       ":",       "\xFF", "\xED\xA0\x80", "\t",  "\n", " ", "-",
		"e",       ".",       "0",    "\xC2\xA0",     "\x01"};
	struct str piece = str_of(ONE_OF(pieces));
	size_t at = random_below((uint32_t)made.len + 1),
	       gone = made.len - at < 3 ? 0 : random_below(3);
	struct str rest = str_copy(&arena, str_sub(buf_str(&made), at + gone, made.len));

	made.len = at;
	if (random_below(3))
		buf_add(&made, piece);
	buf_add(&made, rest);
}

static void make_document(void)
{
	made = buf_in(&arena);
	make_list(0, random_below(8) > 0);
	if (!random_below(10)) {
		buf_add(&made, STR(" "));
		make_list(3, true);
	}
	for (uint32_t n = random_below(3); n; n--)
		damage();
}

static void random_trees(void **state)
{
	size_t trees = 0;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		make_document();
		trees += check_tree(buf_str(&made));
		arena_clear(&arena);
	}
	assert_in_range(trees, ROUNDS / 5, ROUNDS * 4 / 5);
}

static void check_page(const struct page *a, const struct page *b)
{
	assert_true(str_eq(a->id, b->id) && str_eq(a->url, b->url) && str_eq(a->outlet, b->outlet));
	assert_true(str_eq(a->title, b->title) && str_eq(a->published, b->published));
	assert_true(str_eq(a->language, b->language) && str_eq(a->text, b->text));
	assert_int_equal(a->nblocks, b->nblocks);
	assert_int_equal(a->nbyline, b->nbyline);
	for (size_t i = 0; i < a->nbyline; i++)
		assert_true(str_eq(a->byline[i], b->byline[i]));
}

static void check_pages(struct str bytes)
{
	struct read_all quick, slow;

	read_all_as(&quick, "in", bytes, false);
	read_all_as(&slow, "in", bytes, true);
	assert_int_equal(quick.pages.n, slow.pages.n);
	assert_int_equal(quick.complaints.n, slow.complaints.n);
	for (size_t i = 0; i < slow.pages.n; i++)
		check_page(&quick.pages.items[i], &slow.pages.items[i]);
	for (size_t i = 0; i < slow.complaints.n; i++) {
		assert_int_equal(quick.complaints.items[i].offset, slow.complaints.items[i].offset);
		assert_true(str_eq(quick.complaints.items[i].message,
				   slow.complaints.items[i].message));
	}
	arena_release(&quick.kept);
	arena_release(&slow.kept);
}

static void random_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROUNDS / 20; i++) {
		struct buf lines = buf_in(&arena);

		for (uint32_t n = 1 + random_below(8); n; n--) {
			make_document();
			buf_add(&lines, buf_str(&made));
			buf_add_byte(&lines, '\n');
		}
		check_pages(buf_str(&lines));
		arena_clear(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents),
		cmocka_unit_test(long_ones),
		cmocka_unit_test(random_trees),
		cmocka_unit_test(random_pages),
	};
	int failed;

	random_begin("test_read_json");
	parser = json_parser_new();
	arena_init(&arena);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	json_parser_free(parser);
	return failed;
}
