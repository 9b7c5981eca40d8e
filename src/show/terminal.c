#include "show/terminal.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { COLUMNS_DEFAULT = 80, COLUMNS_LEAST = 20, COLUMNS_MOST = 1000, MOST_MARKS = 4 };

void terminal_init(struct terminal *term, struct output *out, const struct wire_sink *sink)
{
	unsigned columns = sink->columns ? sink->columns : COLUMNS_DEFAULT;

	if (columns < COLUMNS_LEAST)
		columns = COLUMNS_LEAST;
	if (columns > COLUMNS_MOST)
		columns = COLUMNS_MOST;
	*term = (struct terminal){.out = out, .columns = columns, .colour = sink->colour};
}

/* Characters without a picture of their own: they would act on the terminal instead. */
static bool acts(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C;
}

/* One character as it is to be shown. */
struct glyph {
	const char *bytes;
	size_t len;
	unsigned width;
	bool blank;
};

/* The next character of *text worth showing; runs of blanks are one. False at the end. */
static bool next_glyph(struct str *text, struct glyph *glyph)
{
	bool blank = false;

	while (text->len) {
		size_t used;
		uint32_t c = utf8_decode(text->s, text->len, &used);
		bool space = utf8_is_space(c);

		if (blank && !space && !acts(c))
			break;
		*glyph = (struct glyph){.bytes = text->s, .len = used};
		text->s += used;
		text->len -= used;
		if (space)
			blank = true;
		if (space || acts(c))
			continue;
		glyph->width = (unsigned)utf8proc_charwidth((utf8proc_int32_t)c);
		if (c == UTF8_BAD && used == 1) {
			glyph->bytes = "\xEF\xBF\xBD";
			glyph->len = 3;
		}
		return true;
	}
	*glyph = (struct glyph){.bytes = " ", .len = 1, .width = 1, .blank = true};
	return blank;
}

/* Columns that a text takes, at most `most` + 1. */
static unsigned text_width(struct str text, unsigned most)
{
	struct glyph glyph;
	unsigned width = 0;

	while (width <= most && next_glyph(&text, &glyph))
		width += glyph.width;
	return width;
}

static void style_begin(struct terminal *term, enum style style)
{
	static const char *const codes[] = {"",         "\033[1m",  "\033[2m",
					    "\033[36m", "\033[32m", "\033[31m"};

	if (term->colour)
		put(term->out, codes[style]);
}

static void style_end(struct terminal *term, enum style style)
{
	if (term->colour && style != STYLE_PLAIN)
		put(term->out, "\033[0m");
}

void term_end_line(struct terminal *term)
{
	put_byte(term->out, '\n');
	term->column = 0;
}

void term_indent(struct terminal *term, unsigned column)
{
	if (column > term->columns)
		column = term->columns;
	for (; term->column < column; term->column++)
		put_byte(term->out, ' ');
}

void term_gap(struct terminal *term)
{
	term_indent(term, term->column + 2);
}

/* Writes glyphs of *text while they fit in `room` columns; *text is then what is left. */
static void fill(struct terminal *term, struct str *text, unsigned room)
{
	struct str rest = *text;
	struct glyph glyph;
	unsigned marks = 0; /* without width, on one character */

	while (next_glyph(&rest, &glyph) && glyph.width <= room) {
		marks = glyph.width ? 0 : marks + 1;
		if (marks <= MOST_MARKS)
			put_bytes(term->out, glyph.bytes, glyph.len);
		term->column += glyph.width;
		room -= glyph.width;
		*text = rest;
	}
}

static unsigned room_left(const struct terminal *term)
{
	return term->column < term->columns ? term->columns - term->column : 0;
}

void term_fit(struct terminal *term, enum style style, struct str text, unsigned most)
{
	unsigned room = room_left(term);

	if (most < room)
		room = most;
	if (!room)
		return;
	text = str_trim(text);
	style_begin(term, style);
	if (text_width(text, room) <= room) {
		fill(term, &text, room);
	} else {
		fill(term, &text, room - 1);
		put(term->out, "…");
		term->column++;
	}
	style_end(term, style);
}

void term_say(struct terminal *term, enum style style, const char *words)
{
	struct str text = str_of(words);

	style_begin(term, style);
	fill(term, &text, room_left(term));
	style_end(term, style);
}

void term_cell(struct terminal *term, enum style style, struct str text, unsigned width)
{
	unsigned end = term->column + width;

	term_fit(term, style, text, width);
	term_indent(term, end);
	term_gap(term);
}

/* How many bytes of `text` go on a line of `room` columns: up to the last place where it may end. */
static size_t line_length(struct str text, unsigned room)
{
	struct str rest = text;
	size_t best = 0;
	struct glyph glyph;
	unsigned width = 0;

	for (;;) {
		size_t before = text.len - rest.len;

		if (!next_glyph(&rest, &glyph))
			return text.len;
		if (glyph.blank || glyph.width > 1)
			best = before;
		if (width + glyph.width > room)
			return best ? best : before;
		width += glyph.width;
	}
}

void term_wrap(struct terminal *term, enum style style, struct str text, unsigned indent,
	       unsigned lines)
{
	if (indent + COLUMNS_LEAST / 2 > term->columns)
		indent = 0;
	text = str_trim(text);
	for (unsigned line = 1; text.len; line++) {
		unsigned room;
		size_t len;

		term_indent(term, indent);
		room = room_left(term);
		len = line == lines ? text.len : line_length(text, room);
		if (!len)
			len = text.len;
		term_fit(term, style, str_sub(text, 0, len), room);
		term_end_line(term);
		if (line == lines)
			return;
		text = str_trim(str_sub(text, len, text.len));
	}
}
