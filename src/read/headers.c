/*
 * Header blocks: lines up to an empty one; a line that begins with a blank goes on with the last.
 */
#include "read/headers.h"

#include "base/utf8.h"

static struct str line_take(struct str *rest)
{
	size_t end = str_find_byte(*rest, '\n');
	struct str line = str_sub(*rest, 0, end == STR_NONE ? rest->len : end);

	*rest = str_sub(*rest, end == STR_NONE ? rest->len : end + 1, rest->len);
	if (line.len && line.s[line.len - 1] == '\r')
		line.len--;
	return line;
}

bool headers_take(struct str *rest, struct str *headers)
{
	struct str all = *rest;

	while (rest->len) {
		struct str line = line_take(rest);

		if (line.len)
			continue;
		*headers = str_sub(all, 0, (size_t)(line.s - all.s));
		return true;
	}
	return false;
}

static bool goes_on(struct str rest)
{
	return rest.len && (rest.s[0] == ' ' || rest.s[0] == '\t');
}

struct str header_value(struct str headers, const char *name)
{
	struct str wanted = str_of(name), rest = headers;

	while (rest.len) {
		struct str line = line_take(&rest), value;

		if (!str_starts_nocase(line, wanted) || line.len <= wanted.len ||
		    line.s[wanted.len] != ':')
			continue;
		value = str_sub(line, wanted.len + 1, line.len);
		while (goes_on(rest)) {
			line = line_take(&rest);
			value.len = (size_t)(line.s + line.len - value.s);
		}
		return str_trim(value);
	}
	return (struct str){0};
}

struct str header_bare(struct str value)
{
	size_t end = str_find_byte(value, ';');

	return str_trim(str_sub(value, 0, end == STR_NONE ? value.len : end));
}

struct str header_parameter(struct str value, const char *name)
{
	struct str wanted = str_of(name);

	for (size_t at; (at = str_find_byte(value, ';')) != STR_NONE;) {
		size_t end;

		value = str_trim(str_sub(value, at + 1, value.len));
		if (!str_starts_nocase(value, wanted) || value.len <= wanted.len ||
		    value.s[wanted.len] != '=')
			continue;
		value = str_sub(value, wanted.len + 1, value.len);
		if (value.len && value.s[0] == '"') {
			value = str_sub(value, 1, value.len);
			end = str_find_byte(value, '"');
		} else {
			end = str_find_byte(value, ';');
		}
		return str_trim(str_sub(value, 0, end == STR_NONE ? value.len : end));
	}
	return (struct str){0};
}
