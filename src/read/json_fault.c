/*
 * Where a JSON value is broken, and what was expected there.
 *
 * cJSON is fast and says only that it failed. This checker runs after such a failure, once through
 * the bytes, with a stack of one bit a level, and finds the first byte that RFC 8259 does not allow.
 * Where it finds nothing, memory was short.
 *
 *	{"id": 7, "text": "KCNA said" "url": …}
 *	                              ^ expected ',' or '}'
 */
#include "read/internal.h"

#include "base/utf8.h"

#include <string.h>

enum { DEPTH_MOST = 1000, NUMBER_MOST = 64 }; /* as cJSON's */

struct fault {
	struct str bytes;
	size_t at;
	const char *expected; /* NULL while all is well */
	size_t depth;
	uint8_t is_object[DEPTH_MOST / 8 + 1];
};

static char peek(const struct fault *fault)
{
	return fault->at < fault->bytes.len ? fault->bytes.s[fault->at] : '\0';
}

static bool fail(struct fault *fault, const char *expected)
{
	fault->expected = expected;
	return false;
}

static void blanks(struct fault *fault)
{
	while (fault->at < fault->bytes.len && strchr(" \t\r\n", peek(fault)) && peek(fault))
		fault->at++;
}

static bool in_object(const struct fault *fault)
{
	size_t level = fault->depth - 1;

	return fault->depth && fault->is_object[level / 8] >> level % 8 & 1;
}

static bool enter(struct fault *fault, bool object)
{
	size_t level = fault->depth;

	if (level == DEPTH_MOST)
		return fail(fault, "fewer than 1000 values within one another");
	fault->is_object[level / 8] = (uint8_t)((fault->is_object[level / 8] & ~(1u << level % 8)) |
						(unsigned)object << level % 8);
	fault->depth++;
	fault->at++;
	return true;
}

static int hex4(const struct fault *fault, size_t at)
{
	int value = 0;

	if (at + 4 > fault->bytes.len)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		char c = ascii_lower(fault->bytes.s[i]);

		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return -1;
		value = value * 16 + (ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* At the backslash. */
static bool escape(struct fault *fault)
{
	char kind = fault->at + 1 < fault->bytes.len ? fault->bytes.s[fault->at + 1] : '\0';
	int unit;

	if (kind != 'u') {
		if (!kind || !strchr("\"\\/bfnrt", kind))
			return fail(fault, "an escape that JSON knows");
		fault->at += 2;
		return true;
	}
	unit = hex4(fault, fault->at + 2);
	if (unit < 0)
		return fail(fault, "four hexadecimal digits after \\u");
	if (unit == 0)
		return fail(fault, "text without NUL (\\u0000)");
	if (unit >= 0xDC00 && unit <= 0xDFFF)
		return fail(fault, "the first half of a surrogate pair before the second");
	if (unit >= 0xD800 && unit <= 0xDBFF) {
		int low = str_starts(str_sub(fault->bytes, fault->at + 6, fault->bytes.len),
				     STR("\\u"))
				  ? hex4(fault, fault->at + 8)
				  : -1;

		if (low < 0xDC00 || low > 0xDFFF)
			return fail(fault, "the second half of a surrogate pair after the first");
		fault->at += 6;
	}
	fault->at += 6;
	return true;
}

static bool string(struct fault *fault)
{
	if (peek(fault) != '"')
		return fail(fault, "a string in double quotes");
	fault->at++;
	while (fault->at < fault->bytes.len) {
		char c = peek(fault);

		if (c == '"') {
			fault->at++;
			return true;
		}
		if (c == '\\') {
			if (!escape(fault))
				return false;
		} else {
			fault->at++;
		}
	}
	return fail(fault, "a closing double quote");
}

static size_t digits(struct fault *fault)
{
	size_t start = fault->at;

	while (ascii_is_digit(peek(fault)))
		fault->at++;
	return fault->at - start;
}

static bool number(struct fault *fault)
{
	size_t start = fault->at;

	fault->at += peek(fault) == '-';
	if (!digits(fault))
		return fail(fault, "a value");
	if (peek(fault) == '.') {
		fault->at++;
		if (!digits(fault))
			return fail(fault, "digits after the decimal point");
	}
	if (ascii_lower(peek(fault)) == 'e') {
		fault->at++;
		fault->at += peek(fault) == '+' || peek(fault) == '-';
		if (!digits(fault))
			return fail(fault, "digits of the exponent");
	}
	return fault->at - start < NUMBER_MOST ||
	       fail(fault, "a number of fewer than 64 characters");
}

static bool literal(struct fault *fault)
{
	static const char *const words[] = {"true", "false", "null"};

	for (size_t i = 0; i < 3; i++) {
		struct str word = str_of(words[i]);

		if (str_starts(str_sub(fault->bytes, fault->at, fault->bytes.len), word)) {
			fault->at += word.len;
			return true;
		}
	}
	return number(fault);
}

static bool key(struct fault *fault)
{
	blanks(fault);
	if (!string(fault))
		return false;
	blanks(fault);
	if (peek(fault) != ':')
		return fail(fault, "':'");
	fault->at++;
	return true;
}

/* A value, or the opening of one; *complete where no more of it follows. */
static bool value(struct fault *fault, bool *complete)
{
	bool object;

	blanks(fault);
	*complete = true;
	if (peek(fault) == '"')
		return string(fault);
	object = peek(fault) == '{';
	if (!object && peek(fault) != '[')
		return literal(fault);
	if (!enter(fault, object))
		return false;
	blanks(fault);
	if (peek(fault) == (object ? '}' : ']')) {
		fault->at++;
		fault->depth--;
		return true;
	}
	*complete = false;
	return !object || key(fault);
}

/* After a complete value: closes what closes; false at the end of all or at a fault. */
static bool onward(struct fault *fault)
{
	while (fault->depth) {
		bool object = in_object(fault);

		blanks(fault);
		if (peek(fault) == ',') {
			fault->at++;
			return !object || key(fault);
		}
		if (peek(fault) != (object ? '}' : ']'))
			return fail(fault, object ? "',' or '}'" : "',' or ']'");
		fault->at++;
		fault->depth--;
	}
	return false;
}

bool json_fault(struct str bytes, size_t *at, const char **expected)
{
	struct fault fault = {.bytes = bytes};
	bool complete;

	while (value(&fault, &complete))
		if (complete && !onward(&fault))
			break;
	*at = fault.at;
	*expected = fault.expected;
	return fault.expected != NULL;
}
