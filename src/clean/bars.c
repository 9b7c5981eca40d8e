/*
 * Bars: menu items and buttons side by side on one line, and the masthead above the first of them.
 *
 *	The Harrow Post                                   masthead
 *	News | World | Business | Sport                   bar
 *	Share  Tweet  WhatsApp  3 comments                bar
 *	Ann Lee | 9 May 2024 | 08:32                      none: it has a date
 *
 * A bar has three short cells or more, parted by bars, dots or two blanks, and is no sentence. Lines of
 * plain text only: a page's elements say what they are.
 */
#include "clean/meta.h"

#include "base/utf8.h"

enum { CELLS_LEAST = 3, CELL_BYTES = 40, CELL_WORDS = 5, BAR_BYTES = 300, MASTHEAD_WORDS = 5 };

/* How many bytes at the start of `text` part two cells; 0: none. */
static inline size_t parting(struct str text)
{
	static const char *const marks[] = {" | ", " · ", " • ", "\t", "  "};

	if (!text.len || (text.s[0] != ' ' && text.s[0] != '\t')) /* as all of them begin */
		return 0;
	if (text.len > 1 && ascii_is_alpha(text.s[1]) && text.s[0] == ' ') /* a word begins */
		return 0;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts(text, str_of(marks[i])))
			return str_of(marks[i]).len;
	return 0;
}

static bool is_year(struct str text, size_t at)
{
	if (at + 4 > text.len || !(str_starts(str_sub(text, at, text.len), STR("19")) ||
				   str_starts(str_sub(text, at, text.len), STR("20"))))
		return false;
	return ascii_is_digit(text.s[at + 2]) && ascii_is_digit(text.s[at + 3]);
}

static bool has_year(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_year(text, i))
			return true;
	return false;
}

/* The first cell, as far as one may be long; its words are counted. */
static struct str cell_first(struct str text, size_t *words)
{
	size_t end;

	*words = text.len > 0;
	for (end = 0; end < text.len && end <= CELL_BYTES && *words <= CELL_WORDS &&
		      !parting(str_sub(text, end, text.len));
	     end++)
		*words += text.s[end] == ' ';
	return str_sub(text, 0, end);
}

static bool is_bar(const struct piece *piece, struct str text)
{
	size_t cells = 0, words;

	if (text.len > BAR_BYTES ||
	    piece->signs & (SIGN_SENTENCE | SIGN_NAME | SIGN_BYLINE | SIGN_DATE))
		return false;
	for (struct str rest = text; rest.len;) {
		struct str cell = cell_first(rest, &words);

		if (cell.len > CELL_BYTES || words > CELL_WORDS)
			return false;
		cells += cell.len > 0;
		rest = str_sub(rest, cell.len, rest.len);
		rest = str_sub(rest, parting(rest), rest.len);
	}
	return cells >= CELLS_LEAST && !has_year(text);
}

/* Every word with a capital, but for small ones between. */
static bool is_title_case(struct str text)
{
	size_t words = 0, used;
	bool in_word = false;

	for (size_t i = 0; i < text.len; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);

		if (c == ' ' || c == '-') {
			in_word = false;
			continue;
		}
		if (!in_word && !utf8_is_upper(c) &&
		    !(words && utf8_is_letter(c) && text.len - i > 4 &&
		      str_find_byte(str_sub(text, i, i + 4), ' ') != STR_NONE))
			return false;
		words += !in_word;
		in_word = true;
	}
	return words >= 2 && words <= MASTHEAD_WORDS;
}

/* The page's first line is a name, and a bar comes next; its headline then stands further down. */
static bool has_masthead(const struct work *work)
{
	const struct piece *first = &work->pieces[0];
	struct str text = piece_text(work, 0);

	if (work->n < 4 || !(work->pieces[1].signs & SIGN_BAR) || text.len > CELL_BYTES)
		return false;
	if (first->signs &
	    (SIGN_FURNITURE | SIGN_SENTENCE | SIGN_BYLINE | SIGN_DATE | SIGN_RELATED))
		return false;
	return is_title_case(text);
}

void bars_find(struct work *work)
{
	if (work->elements)
		return;
	for (size_t i = 0; i < work->n; i++)
		if (is_bar(&work->pieces[i], piece_text(work, i)))
			work->pieces[i].signs |= SIGN_FURNITURE | SIGN_BAR;
	if (work->n && has_masthead(work))
		work->pieces[0].signs |= SIGN_MASTHEAD;
}
