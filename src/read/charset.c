/*
 * The character set of a text: UTF-8, unless it is sure to be something else.
 *
 * A text that breaks the rules of UTF-8 is either UTF-8 that was damaged or a text of another
 * charset. Guessing wrong would put false letters into people's names, so it is converted only
 * where
 *   - it begins with the BOM of UTF-16 and all of it converts to letters, signs and white space; or
 *   - it holds not one well-formed character beyond ASCII, at least CONVINCING bytes beyond ASCII,
 *     uchardet names a charset, and what comes out are letters within words and usual signs only.
 * Otherwise the first bad byte is named and the text left out.
 */
#include "read/charset_guess.h"
#include "read/internal.h"

#include "base/guard.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <utf8proc.h>

enum { CONVINCING = 8, DETECT_MOST = 1024 * 1024 };

struct conversion {
	struct str from;
	iconv_t handle;
	struct buf out;
	bool strict, ok;
};

static bool convert_step(struct conversion *conversion, char **in, size_t *left)
{
	char piece[4096], *to = piece;
	size_t room = sizeof(piece);
	size_t result = iconv(conversion->handle, in, left, &to, &room);
	int error = errno;

	buf_add(&conversion->out, (struct str){piece, sizeof(piece) - room});
	if (result != (size_t)-1 || error == E2BIG)
		return true;
	if (conversion->strict || !*left)
		return false;
	buf_add(&conversion->out, STR("\xEF\xBF\xBD"));
	(*in)++;
	(*left)--;
	iconv(conversion->handle, NULL, NULL, NULL, NULL);
	return true;
}

static void convert_body(void *context)
{
	struct conversion *conversion = context;
	char *in = (char *)(uintptr_t)conversion->from.s;
	size_t left = conversion->from.len;

	while (left)
		if (!convert_step(conversion, &in, &left))
			return;
	conversion->ok = true;
}

bool charset_convert(struct arena *arena, struct str from, const char *charset, bool strict,
		     struct str *out)
{
	struct conversion conversion = {.from = from, .out = buf_in(arena), .strict = strict};
	enum wire_status status;

	conversion.handle = iconv_open("UTF-8", charset);
	if (conversion.handle == (iconv_t)-1 && errno == ENOMEM)
		guard_raise(WIRE_NO_MEMORY);
	if (conversion.handle == (iconv_t)-1)
		return false;
	status = guard_run(convert_body, &conversion);
	iconv_close(conversion.handle);
	if (status)
		guard_raise(status);
	*out = buf_str(&conversion.out);
	return conversion.ok;
}

void charset_guess(struct str text, char *name, size_t room)
{
	if (!charset_guess_bytes(text.s, text.len < DETECT_MOST ? text.len : DETECT_MOST, name,
				 room))
		guard_raise(WIRE_NO_MEMORY);
}

/* No signs that texts do not hold: controls, private use, unassigned. */
static bool is_usual(uint32_t c)
{
	utf8proc_category_t kind;

	if (c < 0x80)
		return c >= ' ' || utf8_is_space(c);
	kind = utf8proc_category((utf8proc_int32_t)c);
	return kind != UTF8PROC_CATEGORY_CC && kind != UTF8PROC_CATEGORY_CN &&
	       kind != UTF8PROC_CATEGORY_CO && kind != UTF8PROC_CATEGORY_CS && c != UTF8_BAD;
}

/* All characters usual, and words parted by something. */
static bool looks_written(struct str text)
{
	size_t parted = 0;

	for (size_t i = 0, len; i < text.len; i += len) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &len);

		if (!is_usual(c))
			return false;
		parted += utf8_is_space(c) || c == 0x3001 || c == 0x3002 || c == 0xFF0C;
	}
	return parted > 0;
}

static size_t beyond_ascii(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += (unsigned char)text.s[i] >= 0x80;
	return n;
}

static bool has_utf8_character(struct str text)
{
	for (size_t i = 0, len; i < text.len; i += len)
		if (utf8_decode(text.s + i, text.len - i, &len) != UTF8_BAD && len > 1)
			return true;
	return false;
}

static bool convert_wide(struct reading *reading, struct str bytes, struct str *text)
{
	bool little = str_starts(bytes, STR("\xFF\xFE"));

	if (!little && !str_starts(bytes, STR("\xFE\xFF")))
		return false;
	return charset_convert(reading->scratch, str_sub(bytes, 2, bytes.len),
			       little ? "UTF-16LE" : "UTF-16BE", true, text) &&
	       looks_written(*text);
}

static bool convert_narrow(struct reading *reading, struct str bytes, struct str *text)
{
	char charset[64];

	if (beyond_ascii(bytes) < CONVINCING || has_utf8_character(bytes))
		return false;
	charset_guess(bytes, charset, sizeof(charset));
	return charset[0] && strcmp(charset, "UTF-8") && strcmp(charset, "ASCII") &&
	       charset_convert(reading->scratch, bytes, charset, true, text) &&
	       looks_written(*text);
}

struct str charset_text(struct reading *reading)
{
	struct str bytes = reading->item->bytes, text = bytes;
	size_t bom = str_starts(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0, bad, nul;

	text = str_sub(bytes, bom, bytes.len);
	bad = utf8_valid(text.s, text.len);
	if (bad < text.len && !convert_wide(reading, bytes, &text) &&
	    !convert_narrow(reading, bytes, &text)) {
		text = str_sub(bytes, bom, bytes.len);
		refuse(reading, bom + bad, "%.*s",
		       STR_ARG(utf8_explain(reading->scratch, text, bad)));
		return (struct str){0};
	}
	nul = str_find_byte(text, '\0');
	if (nul != STR_NONE) {
		refuse(reading, bom + nul, "a NUL byte; expected text");
		return (struct str){0};
	}
	if (!text.len)
		refuse(reading, 0, "an empty text; expected words");
	return text;
}
