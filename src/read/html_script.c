/*
 * Words that stand only in a script.
 *
 * Some pages come as an empty frame, and a script of the page's own puts the article in. What it puts
 * in is mostly there already: as the article's text in JSON-LD, or as a string of HTML in a script's
 * data.
 *
 *	<script>push([1,"\u003cp\u003eKim sent …\u003c/p\u003e\u003cp\u003e …"])</script>
 *	<script id=data>{"article": {"content": "<p>Kim sent …<\/p><p>It was …<\/p>"}}</script>
 *
 * So where a page has no prose of its own, the longest such string is read as if it stood at its end.
 * No script is run: strings are only looked at, and within strings that hold JSON the strings in it.
 * Cost: a pass over the scripts, and one more for each level of strings within strings.
 */
#include "read/html.h"

#include "base/utf8.h"

#include <string.h>

enum {
	WORDS_LEAST = 300, /* bytes of a string that may be an article */
	BREAKS_LEAST = 2,  /* paragraphs or line breaks in it */
	LEVELS = 2,        /* strings within strings */
};

struct search {
	struct arena *arena;
	struct str best;
};

/* The value of four hexadecimal digits, or UINT32_MAX where not four stand there. */
static uint32_t hex4(struct str text, size_t at)
{
	uint32_t value = 0;

	if (at + 4 > text.len)
		return UINT32_MAX;
	for (size_t i = at; i < at + 4; i++) {
		char c = ascii_lower(text.s[i]);

		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return UINT32_MAX;
		value = value * 16 + (uint32_t)(ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/*
 * "\u003c", of two halves above U+FFFF; returns the bytes it takes. Without its digits it is a letter
 * like any other, so that no byte of what follows is lost.
 */
static size_t code_add(struct buf *out, struct str text, size_t at)
{
	uint32_t c = hex4(text, at + 2), low = UINT32_MAX;
	size_t used = 6;
	char bytes[4];

	if (c == UINT32_MAX) {
		buf_add_byte(out, 'u');
		return 2;
	}
	if (c >= 0xD800 && c < 0xDC00 && str_starts(str_sub(text, at + 6, text.len), STR("\\u")))
		low = hex4(text, at + 8);
	if (low >= 0xDC00 && low < 0xE000) {
		c = 0x10000 + ((c - 0xD800) << 10) + (low & 0x3FF);
		used = 12;
	}
	if (!c || (c >= 0xD800 && c < 0xE000))
		c = UTF8_BAD;
	buf_add(out, (struct str){bytes, utf8_encode(c, bytes)});
	return used;
}

static struct str unescaped(struct arena *arena, struct str text)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < text.len;) {
		char next = i + 1 < text.len ? text.s[i + 1] : '\0';
		size_t plain = i;

		while (plain < text.len && text.s[plain] != '\\')
			plain++;
		buf_add(&out, str_sub(text, i, plain));
		if (plain > i) {
			i = plain;
		} else if (next == 'u') {
			i += code_add(&out, text, i);
		} else {
			buf_add_byte(&out, next == 'n' || next == 'r' || next == 't' ? ' '
					   : next                                    ? next
										     : ' ');
			i += 2;
		}
	}
	return buf_str(&out);
}

/* Paragraphs of HTML and not, say, a link to a picture? */
static bool is_article(struct str html)
{
	size_t breaks = 0;

	if (html.len < WORDS_LEAST || html.s[0] != '<')
		return false;
	for (size_t i = 0; i + 3 < html.len && breaks < BREAKS_LEAST; i++)
		breaks += html.s[i] == '<' && (str_starts(str_sub(html, i, html.len), STR("<p")) ||
					       str_starts(str_sub(html, i, html.len), STR("<br")));
	return breaks >= BREAKS_LEAST;
}

/* Looks at the strings between double quotes. Recursion is bounded by LEVELS. */
static void strings_search(struct search *search, struct str text, int level)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t start = i + 1, end = start;
		struct str string;

		if (text.s[i] != '"')
			continue;
		while (end < text.len && text.s[end] != '"')
			end += text.s[end] == '\\' ? 2 : 1;
		end = end < text.len ? end : text.len;
		i = end;
		if (end - start < WORDS_LEAST || end - start <= search->best.len)
			continue;
		string = str_trim(unescaped(search->arena, str_sub(text, start, end)));
		if (is_article(string) && string.len > search->best.len)
			search->best = string;
		else if (level < LEVELS)
			strings_search(search, string, level + 1);
	}
}

/* The paragraphs of an article's text in JSON-LD. */
static struct str paragraphs(struct arena *arena, struct str text)
{
	struct buf out = buf_in(arena);

	buf_add(&out, STR("<p>"));
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] == '\n')
			buf_add(&out, STR("<p>"));
		else if (text.s[i] == '&')
			buf_add(&out, STR("&amp;"));
		else
			buf_add_byte(&out, text.s[i]);
	}
	return buf_str(&out);
}

struct str html_script_words(struct arena *arena, struct str html, const struct meta *meta,
			     size_t n)
{
	struct search search = {.arena = arena};

	for (size_t i = 0; i < n; i++)
		if (meta[i].from == META_JSON_LD && str_ends(meta[i].key, STR(".articleBody")) &&
		    meta[i].value.len > search.best.len && meta[i].value.len >= WORDS_LEAST)
			search.best = meta[i].value;
	if (search.best.len)
		return paragraphs(arena, search.best);
	for (size_t at = 0, found; at < html.len; at = found) {
		struct str rest = str_sub(html, at, html.len);
		size_t open = str_find(rest, STR("<script")), close;

		if (open == STR_NONE)
			break;
		close = str_find(str_sub(rest, open, rest.len), STR("</script"));
		found = at + open + (close == STR_NONE ? rest.len - open : close) + 1;
		strings_search(&search, str_sub(html, at + open + 7, found - 1), 1);
	}
	return search.best;
}
