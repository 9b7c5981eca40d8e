#include "show/json.h"

#include "base/lanes.h"
#include "base/utf8.h"

static void item(struct json *json)
{
	if (json->comma)
		put_byte(json->out, ',');
	json->comma = true;
}

void json_open(struct json *json, char bracket)
{
	item(json);
	put_byte(json->out, bracket);
	json->comma = false;
}

void json_close(struct json *json, char bracket)
{
	put_byte(json->out, bracket);
	json->comma = true;
}

void json_key(struct json *json, const char *key)
{
	item(json);
	put_byte(json->out, '"');
	put(json->out, key);
	put_byte(json->out, '"');
	put_byte(json->out, ':');
	json->comma = false;
}

void json_null(struct json *json)
{
	item(json);
	put(json->out, "null");
}

void json_bool(struct json *json, bool value)
{
	item(json);
	put(json->out, value ? "true" : "false");
}

void json_number(struct json *json, uint64_t number)
{
	item(json);
	put_number(json->out, number);
}

void json_decimal(struct json *json, double value)
{
	item(json);
	put_decimal(json->out, value);
}

/* The escape of a byte that cannot stand in a string as it is. */
static void escape(struct output *out, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
	char code[6] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};

	for (size_t i = 0; i < sizeof(from) - 1; i++)
		if (from[i] == (char)byte) {
			code[1] = to[i];
			put_bytes(out, code, 2);
			return;
		}
	put_bytes(out, code, 6);
}

static bool plain(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* The first byte from `at` on that is not plain; most are, many in a row. */
static size_t plain_end(struct str str, size_t at)
{
	for (; str.len - at >= LANES; at += LANES) {
		lanes bytes = lanes_load(str.s + at);
		uint64_t others = lanes_bits(~lanes_within(bytes, 0x20, 0x7E) |
					     lanes_equal(bytes, '"') | lanes_equal(bytes, '\\'));

		if (others)
			return at + (size_t)__builtin_ctzll(others);
	}
	while (at < str.len && plain((unsigned char)str.s[at]))
		at++;
	return at;
}

/* What stands between the quotes. DEL is escaped too, since terminals show it oddly. */
static void content(struct output *out, struct str str)
{
	size_t done = 0, at = 0;

	while ((at = plain_end(str, at)) < str.len && !output_failed(out)) {
		unsigned char byte = (unsigned char)str.s[at];
		size_t used;

		if (byte >= 0x80 &&
		    (utf8_decode(str.s + at, str.len - at, &used) != UTF8_BAD || used > 1)) {
			at += used;
			continue;
		}
		put_bytes(out, str.s + done, at - done);
		if (byte < 0x80)
			escape(out, byte);
		else
			put(out, "\xEF\xBF\xBD");
		done = ++at;
	}
	put_bytes(out, str.s + done, at - done);
}

void json_text(struct json *json, struct str str)
{
	item(json);
	put_byte(json->out, '"');
	content(json->out, str);
	put_byte(json->out, '"');
}

void json_str(struct json *json, struct str str)
{
	if (str.len)
		json_text(json, str);
	else
		json_null(json);
}

void json_pieces(struct json *json, struct str text, const struct span *spans, size_t n)
{
	item(json);
	put_byte(json->out, '"');
	for (size_t i = 0; i < n; i++) {
		if (i)
			put_byte(json->out, ' ');
		content(json->out, str_from(text, spans[i]));
	}
	put_byte(json->out, '"');
}

void json_name(struct json *json, const char *name)
{
	json_str(json, str_of(name));
}

void json_strs(struct json *json, const struct str *strs, size_t n)
{
	json_open(json, '[');
	for (size_t i = 0; i < n; i++)
		json_str(json, strs[i]);
	json_close(json, ']');
}

void json_spans(struct json *json, const struct span *spans, size_t n)
{
	json_open(json, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(json, '[');
		json_number(json, spans[i].start);
		json_number(json, span_end(spans[i]));
		json_close(json, ']');
	}
	json_close(json, ']');
}

void json_span(struct json *json, struct span span)
{
	json_key(json, "start");
	json_number(json, span.start);
	json_key(json, "end");
	json_number(json, span_end(span));
}
