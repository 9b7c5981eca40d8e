/*
 * JSON trees against cJSON, which reads the same random values, some of them damaged; and what is said of
 * the damage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "random.h"
#include "read/json_tree.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 20000 };

static struct arena arena;

/* ---------------------------------------------------------------- the twin */

static void add_string(struct buf *buf)
{
	static const char *const parts[] = {"a",       "the ferry left on time",
					    "é",       "\\n",
					    "\\\"",    "\\\\",
					    "\\u2019", "\\ud83d\\ude42",
					    "\\/",     "it said on Friday, and no more than that"};

	buf_add_byte(buf, '"');
	for (uint32_t n = random_below(6); n; n--)
		buf_add(buf, str_of(parts[random_below(10)]));
	buf_add_byte(buf, '"');
}

static void add_value(struct buf *buf, unsigned depth)
{
	static const char *const others[] = {"0",    "-12",  "3.25",  "1e3",  "-0.5E-2",
					     "true", "null", "false", " 7\n", "[ ]"};
	uint32_t kind = random_below(depth < 4 ? 4 : 2), n = random_below(4);

	if (kind == 0) {
		buf_add(buf, str_of(others[random_below(10)]));
		return;
	}
	if (kind == 1) {
		add_string(buf);
		return;
	}
	buf_add_byte(buf, kind == 2 ? '[' : '{');
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_add(buf, random_below(2) ? STR(", ") : STR(","));
		if (kind == 3) {
			add_string(buf);
			buf_add(buf, STR(": "));
		}
		add_value(buf, depth + 1);
	}
	buf_add_byte(buf, kind == 2 ? ']' : '}');
}

/* Some other byte in place of one. */
static void damage(struct buf *buf)
{
	static const char bytes[] = "{}[],:\"\\ ux0";

	if (buf->len)
		buf->s[random_below((uint32_t)buf->len)] = bytes[random_below(sizeof(bytes) - 1)];
}

static void expect_same(const struct json_value *ours, const cJSON *twin)
{
	const struct json_value *child = ours->child;

	assert_int_equal(ours->kind == JSON_OBJECT, cJSON_IsObject(twin));
	assert_int_equal(ours->kind == JSON_LIST, cJSON_IsArray(twin));
	assert_int_equal(ours->kind == JSON_NULL, cJSON_IsNull(twin));
	assert_int_equal(ours->kind == JSON_TRUE, cJSON_IsTrue(twin));
	assert_int_equal(ours->kind == JSON_FALSE, cJSON_IsFalse(twin));
	assert_int_equal(ours->kind == JSON_STRING, cJSON_IsString(twin));
	if (ours->kind == JSON_STRING)
		assert_true(str_eq(ours->text, str_of(twin->valuestring)));
	if (ours->kind == JSON_NUMBER)
		assert_true(strtod(str_copy(&arena, ours->text).s, NULL) == twin->valuedouble);
	for (const cJSON *one = twin->child; one; one = one->next, child = child->next) {
		assert_non_null(child);
		if (one->string)
			assert_true(str_eq(child->name, str_of(one->string)));
		expect_same(child, one);
	}
	assert_null(child);
}

/* "\u0000" ends cJSON's strings, and so does "\u12g4"; of "1." and "1e+" it takes the number. */
static bool is_laxity(const char *expected)
{
	return !strncmp(expected, "digits ", 7) || !strcmp(expected, "text without") ||
	       !strcmp(expected, "four hexadecimal digits after \\u");
}

static void as_cjson_reads_it(void **state)
{
	(void)state;
	random_begin("test_read_json");
	for (int round = 0; round < ROUNDS; round++) {
		struct buf buf = buf_in(&arena);
		struct json_fault fault;
		const struct json_value *ours;
		const char *end = NULL;
		struct str rest;
		cJSON *twin;

		add_value(&buf, 0);
		if (random_below(2))
			damage(&buf);
		rest = buf_str(&buf);
		twin = cJSON_ParseWithLengthOpts(buf.s, buf.len, &end, false);
		ours = json_take(&arena, &rest, &fault);
		if (ours)
			assert_non_null(twin);
		else if (twin && !is_laxity(fault.expected))
			fail_msg("%s: expected %s", buf.s, fault.expected);
		if (ours) {
			expect_same(ours, twin);
			assert_ptr_equal(rest.s, end);
		}
		cJSON_Delete(twin);
		arena_clear(&arena);
	}
}

/* ---------------------------------------------------------------- what is said */

static void expect_fault(const char *text, size_t at, const char *expected)
{
	struct str rest = str_of(text);
	struct json_fault fault;

	assert_null(json_take(&arena, &rest, &fault));
	assert_int_equal(fault.at, at);
	assert_string_equal(fault.expected, expected);
}

static void faults_are_told(void **state)
{
	char deep[2001];

	(void)state;
	expect_fault("", 0, "a value");
	expect_fault("{\"id\": 7, \"text\": \"x\" \"url\"", 22, "',' or '}'");
	expect_fault("[1, ", 4, "a value");
	expect_fault("[1}", 2, "',' or ']'");
	expect_fault("{7", 1, "a string in double quotes");
	expect_fault("{\"a\" 7", 5, "':'");
	expect_fault("\"it said", 8, "a closing double quote");
	expect_fault("\"it\\n said", 10, "a closing double quote");
	expect_fault("\"a\\", 2, "an escape that JSON knows");
	expect_fault("\"a\\x\"", 2, "an escape that JSON knows");
	expect_fault("\"\\u12g4\"", 1, "four hexadecimal digits after \\u");
	expect_fault("\"\\ude42\"", 1, "the first half of a surrogate pair before the second");
	expect_fault("\"\\ud83dx\"", 1, "the second half of a surrogate pair after the first");
	expect_fault("\"a\\u0000\"", 2, "text without");
	memset(deep, '[', 2000);
	deep[2000] = '\0';
	expect_fault(deep, 1000, "fewer than 1000 values within one another");
}

static void members_by_name(void **state)
{
	struct str rest = STR("{\"a\": 1, \"b\": {\"c\": \"x\\ty\"}, \"a\": 2} rest");
	struct json_fault fault;
	const struct json_value *value = json_take(&arena, &rest, &fault);

	(void)state;
	assert_non_null(value);
	assert_true(str_eq(json_member(value, "a")->text, STR("1")));
	assert_true(str_eq(json_member(json_member(value, "b"), "c")->text, STR("x\ty")));
	assert_null(json_member(value, "c"));
	assert_null(json_member(json_member(value, "a"), "a"));
	assert_true(str_eq(rest, STR(" rest")));
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
		cmocka_unit_test(as_cjson_reads_it),
		cmocka_unit_test(faults_are_told),
		cmocka_unit_test(members_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, arena_done);
}
