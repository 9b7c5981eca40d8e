/*
 * The character set of a page, as browsers find it: its BOM, else UTF-8 where its bytes are UTF-8 (no
 * other charset looks like it by chance), else what its server or it says in a meta tag, else what uchardet takes it
 * for. Bytes that stand for nothing become U+FFFD, as in browsers; so does NUL become a blank.
 */
#include "read/html.h"

#include "base/utf8.h"

#include <string.h>

enum { LOOK_FOR_META = 8192, NAME_MOST = 40 };

/* Labels that mean more than they say (https://encoding.spec.whatwg.org/#names-and-labels). */
static const struct {
	const char *label, *meant;
} labels[] = {
	{"iso-8859-1", "WINDOWS-1252"},
	{"latin1", "WINDOWS-1252"},
	{"ascii", "WINDOWS-1252"},
	{"us-ascii", "WINDOWS-1252"},
	{"iso-8859-9", "WINDOWS-1254"},
	{"gb2312", "GB18030"},
	{"gbk", "GB18030"},
	{"shift_jis", "CP932"},
	{"shift-jis", "CP932"},
	{"x-sjis", "CP932"},
	{"euc-kr", "CP949"},
	{"ks_c_5601-1987", "CP949"},
	{"big5", "BIG5-HKSCS"},
	{"tis-620", "WINDOWS-874"},
	{"utf-16", "UTF-8"},
	{"utf-16le", "UTF-8"},
	{"utf8", "UTF-8"},
};

/* The label as a name iconv may know. */
static void label_meant(struct str label, char name[NAME_MOST])
{
	size_t len = 0;

	while (len < label.len && len + 1 < NAME_MOST) {
		name[len] = ascii_lower(label.s[len]);
		len++;
	}
	name[len] = '\0';
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (!strcmp(name, labels[i].label)) {
			strcpy(name, labels[i].meant);
			return;
		}
}

static bool is_before_label(char c)
{
	return c && strchr(" =\"'\t\r\n", c);
}

static bool is_of_label(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("-_:.", c));
}

/* "charset=…" near the head, in XML "encoding=…"; empty where there is none. */
static struct str charset_stated(struct str bytes)
{
	struct str head = str_sub(bytes, 0, bytes.len < LOOK_FOR_META ? bytes.len : LOOK_FOR_META);
	bool xml = str_starts(head, STR("<?xml"));
	struct str word = xml ? STR("encoding") : STR("charset");
	size_t at = str_find_nocase(head, word), end;

	if (at == STR_NONE)
		return (struct str){0};
	at += word.len;
	while (at < head.len && is_before_label(head.s[at]))
		at++;
	end = at;
	while (end < head.len && is_of_label(head.s[end]))
		end++;
	return str_sub(head, at, end);
}

/* Bad bytes replaced, one U+FFFD each. */
static struct str repaired(struct arena *arena, struct str bytes)
{
	struct buf out = buf_in(arena);

	while (bytes.len) {
		size_t good = utf8_valid(bytes.s, bytes.len);

		buf_add(&out, str_sub(bytes, 0, good));
		if (good < bytes.len)
			buf_add(&out, STR("\xEF\xBF\xBD"));
		bytes = str_sub(bytes, good < bytes.len ? good + 1 : good, bytes.len);
	}
	return buf_str(&out);
}

static struct str without_nul(struct arena *arena, struct str bytes)
{
	char *copy;

	if (str_find_byte(bytes, '\0') == STR_NONE)
		return bytes;
	copy = arena_copy(arena, bytes.s, bytes.len);
	for (size_t i = 0; i < bytes.len; i++)
		if (!copy[i])
			copy[i] = ' ';
	return (struct str){copy, bytes.len};
}

static bool has_escape(struct str bytes)
{
	return str_find(bytes, STR("\x1B$")) != STR_NONE;
}

struct str html_utf8(struct reading *reading, struct str bytes, struct str charset)
{
	struct arena *scratch = reading->scratch;
	bool little = str_starts(bytes, STR("\xFF\xFE")), big = str_starts(bytes, STR("\xFE\xFF"));
	char name[NAME_MOST];
	struct str text;

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		return without_nul(scratch, repaired(scratch, str_sub(bytes, 3, bytes.len)));
	if ((little || big) && charset_convert(scratch, str_sub(bytes, 2, bytes.len),
					       little ? "UTF-16LE" : "UTF-16BE", false, &text))
		return without_nul(scratch, text);
	label_meant(charset.len ? charset : charset_stated(bytes), name);
	if (utf8_valid(bytes.s, bytes.len) == bytes.len &&
	    !(!strcmp(name, "iso-2022-jp") && has_escape(bytes)))
		return without_nul(scratch, bytes);
	if (!name[0])
		charset_guess(bytes, name, sizeof(name));
	if (name[0] && strcmp(name, "utf-8") && strcmp(name, "UTF-8") &&
	    charset_convert(scratch, bytes, name, false, &text)) /* may leave what is beyond U+10FFFF */
		return without_nul(scratch, repaired(scratch, text));
	return without_nul(scratch, repaired(scratch, bytes));
}
