/*
 * Reading JSON (RFC 8259) into a tree.
 *
 * Nearly all of an article's line is one long string, so what counts is how fast that goes by: its end is
 * looked for many bytes at a time (base/lanes.h), what has no escapes is not copied, and the rest is
 * copied from one backslash to the next.
 *
 *	{"id": 7, "text": "KCNA said" "url": …}
 *	                              ^ not JSON here; expected ',' or '}'
 *
 * Levels are kept in a list of their own, so depth is bounded and nothing recurs. More is taken than the
 * standard allows where that does no harm: control characters in strings and as blanks, numbers that begin
 * with 0.
 *
 * Rejected: cJSON, which takes five times as long, copies all strings, keeps no length (so no NUL), and says
 * only that something is wrong: finding out what took a second reader of the same grammar.
 */
#include "read/json_tree.h"

#include "base/lanes.h"
#include "base/utf8.h"

#include <string.h>

enum { DEPTH_MOST = 1000, NUMBER_MOST = 64 };

struct level {
	struct json_value *value, **tail;
};

struct parsing {
	struct arena *arena;
	struct str bytes;
	size_t at;
	struct json_fault *fault;
	size_t depth;
	struct level levels[DEPTH_MOST];
};

static char peek(const struct parsing *p)
{
	return p->at < p->bytes.len ? p->bytes.s[p->at] : '\0';
}

static bool fail(struct parsing *p, const char *expected)
{
	*p->fault = (struct json_fault){.at = p->at, .expected = expected};
	return false;
}

static void blanks(struct parsing *p)
{
	while (p->at < p->bytes.len && (unsigned char)p->bytes.s[p->at] <= ' ')
		p->at++;
}

/* ---------------------------------------------------------------- strings */

static int hex4(struct str bytes, size_t at)
{
	int value = 0;

	if (at + 4 > bytes.len)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		char c = ascii_lower(bytes.s[i]);

		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return -1;
		value = value * 16 + (ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* "\u2019", or "\ud83d\ude42", at the backslash. */
static bool unicode_escape(struct parsing *p, char **to)
{
	int unit = hex4(p->bytes, p->at + 2), low;
	uint32_t c = (uint32_t)unit;

	if (unit < 0)
		return fail(p, "four hexadecimal digits after \\u");
	if (unit == 0) {
		fail(p, "text without");
		p->fault->found = "a NUL character (\\u0000)";
		return false;
	}
	if (unit >= 0xDC00 && unit <= 0xDFFF)
		return fail(p, "the first half of a surrogate pair before the second");
	if (unit >= 0xD800 && unit <= 0xDBFF) {
		low = str_starts(str_sub(p->bytes, p->at + 6, p->bytes.len), STR("\\u"))
			      ? hex4(p->bytes, p->at + 8)
			      : -1;
		if (low < 0xDC00 || low > 0xDFFF)
			return fail(p, "the second half of a surrogate pair after the first");
		c = 0x10000 + ((c - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
		p->at += 6;
	}
	p->at += 6;
	*to += utf8_encode(c, *to);
	return true;
}

static bool escape(struct parsing *p, char **to)
{
	static const char kinds[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	char kind = p->at + 1 < p->bytes.len ? p->bytes.s[p->at + 1] : '\0';
	const char *known;

	if (kind == 'u')
		return unicode_escape(p, to);
	known = kind ? strchr(kinds, kind) : NULL;
	if (!known)
		return fail(p, "an escape that JSON knows");
	*(*to)++ = meant[known - kinds];
	p->at += 2;
	return true;
}

/* The first double quote or backslash at or behind `at`, or the end. */
static size_t plain_end(struct str bytes, size_t at)
{
	for (; bytes.len - at >= LANES; at += LANES) {
		lanes here = lanes_load(bytes.s + at);
		uint64_t found = lanes_bits(lanes_equal(here, '"') | lanes_equal(here, '\\'));

		if (found)
			return at + (size_t)__builtin_ctzll(found);
	}
	while (at < bytes.len && bytes.s[at] != '"' && bytes.s[at] != '\\')
		at++;
	return at;
}

/* Where the string that has an escape at `at` ends: its closing quote, or the end of all. */
static size_t string_end(struct str bytes, size_t at)
{
	while (at < bytes.len && bytes.s[at] == '\\')
		at = plain_end(bytes, bytes.len - at < 2 ? bytes.len : at + 2);
	return at;
}

/* A string with escapes, the first of them at p->at; an escape is never shorter than what it stands for. */
static bool escaped_string(struct parsing *p, size_t start, struct str *out)
{
	size_t most = string_end(p->bytes, p->at) - start, from = start;
	char *bytes = arena_alloc(p->arena, most + 1), *to = bytes;

	while (p->at < p->bytes.len) {
		memcpy(to, p->bytes.s + from, p->at - from);
		to += p->at - from;
		if (p->bytes.s[p->at] == '"') {
			*to = '\0';
			*out = (struct str){bytes, (size_t)(to - bytes)};
			p->at++;
			return true;
		}
		if (!escape(p, &to))
			return false;
		from = p->at;
		p->at = plain_end(p->bytes, from);
	}
	return fail(p, "a closing double quote");
}

static bool string_take(struct parsing *p, struct str *out)
{
	size_t start = p->at + 1;

	if (peek(p) != '"')
		return fail(p, "a string in double quotes");
	p->at = plain_end(p->bytes, start);
	if (peek(p) == '\\')
		return escaped_string(p, start, out);
	if (p->at == p->bytes.len)
		return fail(p, "a closing double quote");
	*out = str_sub(p->bytes, start, p->at++);
	return true;
}

/* ---------------------------------------------------------------- other values */

static size_t digits(struct parsing *p)
{
	size_t start = p->at;

	while (ascii_is_digit(peek(p)))
		p->at++;
	return p->at - start;
}

static bool number_take(struct parsing *p, struct json_value *value)
{
	size_t start = p->at;

	p->at += peek(p) == '-';
	if (!digits(p))
		return fail(p, "a value");
	if (peek(p) == '.') {
		p->at++;
		if (!digits(p))
			return fail(p, "digits after the decimal point");
	}
	if (ascii_lower(peek(p)) == 'e') {
		p->at++;
		p->at += peek(p) == '+' || peek(p) == '-';
		if (!digits(p))
			return fail(p, "digits of the exponent");
	}
	if (p->at - start >= NUMBER_MOST)
		return fail(p, "a number of fewer than 64 characters");
	value->kind = JSON_NUMBER;
	value->text = str_sub(p->bytes, start, p->at);
	return true;
}

static bool literal_take(struct parsing *p, struct json_value *value)
{
	static const char *const words[] = {"null", "false", "true"};

	for (unsigned i = 0; i < 3; i++) {
		struct str word = str_of(words[i]);

		if (str_starts(str_sub(p->bytes, p->at, p->bytes.len), word)) {
			p->at += word.len;
			value->kind = (enum json_kind)(JSON_NULL + i);
			return true;
		}
	}
	return number_take(p, value);
}

static bool level_open(struct parsing *p, struct json_value *value, enum json_kind kind)
{
	if (p->depth == DEPTH_MOST)
		return fail(p, "fewer than 1000 values within one another");
	value->kind = kind;
	p->levels[p->depth++] = (struct level){value, &value->child};
	p->at++;
	return true;
}

/* A value, or the opening of one that has others in it. */
static bool value_take(struct parsing *p, struct json_value *value)
{
	blanks(p);
	switch (peek(p)) {
	case '"':
		value->kind = JSON_STRING;
		return string_take(p, &value->text);
	case '{':
		return level_open(p, value, JSON_OBJECT);
	case '[':
		return level_open(p, value, JSON_LIST);
	default:
		return literal_take(p, value);
	}
}

/* ---------------------------------------------------------------- from value to value */

/* A new value of the innermost level; of an object's, its name is read. NULL: a fault. */
static struct json_value *member_new(struct parsing *p)
{
	struct level *level = &p->levels[p->depth - 1];
	struct json_value *member = ARENA_NEW(p->arena, struct json_value);

	*level->tail = member;
	level->tail = &member->next;
	if (level->value->kind == JSON_LIST)
		return member;
	blanks(p);
	if (!string_take(p, &member->name))
		return NULL;
	blanks(p);
	if (peek(p) != ':') {
		fail(p, "':'");
		return NULL;
	}
	p->at++;
	return member;
}

/* Behind a value: closes what closes, and makes the next; NULL at the end of all or at a fault. */
static struct json_value *onward(struct parsing *p)
{
	bool opened =
		p->depth && p->levels[p->depth - 1].tail == &p->levels[p->depth - 1].value->child;

	while (p->depth) {
		bool object = p->levels[p->depth - 1].value->kind == JSON_OBJECT;

		blanks(p);
		if (peek(p) == (object ? '}' : ']')) {
			p->at++;
			p->depth--;
			opened = false;
			continue;
		}
		if (!opened && peek(p) != ',') {
			fail(p, object ? "',' or '}'" : "',' or ']'");
			return NULL;
		}
		p->at += !opened;
		return member_new(p);
	}
	return NULL;
}

const struct json_value *json_take(struct arena *arena, struct str *rest, struct json_fault *fault)
{
	struct json_value *root = ARENA_NEW(arena, struct json_value), *value = root;
	struct parsing p; /* not set as a whole: its levels are many */

	*fault = (struct json_fault){0};
	p.arena = arena;
	p.bytes = *rest;
	p.at = p.depth = 0;
	p.fault = fault;
	while (value && value_take(&p, value))
		value = onward(&p);
	if (fault->expected)
		return NULL;
	*rest = str_sub(*rest, p.at, rest->len);
	return root;
}

const struct json_value *json_member(const struct json_value *object, const char *name)
{
	const struct json_value *member = object->kind == JSON_OBJECT ? object->child : NULL;

	while (member && !str_eq(member->name, str_of(name)))
		member = member->next;
	return member;
}
