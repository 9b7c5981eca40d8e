/*
 * How is a passage set on its page: said by somebody, or leading to another page?
 *
 *	"The wall will stand," said Bray.                     a whole sentence in quotation marks
 *	Related: Harbour wall gives way. Trending: …          a headline behind a label
 *	Harbour wall gives way                                a headline on a line of its own
 *
 * Only the few bytes around the ends of a passage are looked at, so the cost does not depend on the text.
 */
#include "match/setting.h"

#include "base/utf8.h"

enum {
	LABEL_BYTES = 40,
	LABEL_WORDS = 4,
};

/* The character at `at`, and how many bytes it has; 0 at the end. */
static uint32_t character(struct str text, size_t at, size_t *used)
{
	*used = 0;
	return at < text.len ? utf8_decode(text.s + at, text.len - at, used) : 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * A double quotation mark of any language. Which way it points says little ("“" opens in English and closes
 * in German): it opens what it stands right before, and closes what it stands right behind.
 */
static bool is_mark(uint32_t c)
{
	return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB ||
	       (c >= 0x300C && c <= 0x300F);
}

static bool mark_at(struct str text, size_t at)
{
	size_t used;

	return is_mark(character(text, at, &used));
}

/* Where the character before `at` begins, a no-break blank being passed over: "« Le mur »". */
static size_t place_before(struct str text, size_t at)
{
	size_t before = at ? utf8_before(text.s, at) : 0, used;
	uint32_t c = character(text, before, &used);

	return before && (c == 0xA0 || c == 0x202F) ? utf8_before(text.s, before) : before;
}

static size_t behind_blank(struct str text, size_t at)
{
	size_t used;
	uint32_t c = character(text, at, &used);

	return c == 0xA0 || c == 0x202F ? at + used : at;
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == ',' || c == '?' || c == '!' || c == 0x3001 || c == 0x3002 ||
	       c == 0xFF0C || c == 0xFF01 || c == 0xFF1F;
}

bool set_as_quoted_sentence(struct str text, struct span span)
{
	size_t at = behind_blank(text, span_end(span)), used;
	uint32_t c;

	if (!span.start || !mark_at(text, place_before(text, span.start)) ||
	    utf8_is_lower(character(text, span.start, &used)))
		return false;
	c = character(text, at, &used);
	if (is_stop(c))
		return mark_at(text, behind_blank(text, at + used));
	return is_mark(c) && is_stop(character(text, at + used, &used));
}

/* ---------------------------------------------------------------- links */

static bool is_single_mark(uint32_t c)
{
	return c == '\'' || c == 0x2018 || c == 0x201A;
}

/* Whether a single mark at `at` closes and is no apostrophe. */
static bool closes_single(struct str text, size_t at)
{
	size_t used, next;
	uint32_t c = character(text, at, &used);

	return (c == '\'' || c == 0x2019) && !utf8_is_letter(character(text, at + used, &next));
}

/* Whether a quotation that began before the span ends in it: "‘Nobody knew’: How the wall gave way". */
static bool closes_quotation(struct str text, struct span span, bool single)
{
	for (size_t at = span.start, used; at < span_end(span); at += used) {
		character(text, at, &used);
		if (single ? closes_single(text, at) : mark_at(text, at))
			return true;
	}
	return false;
}

static size_t before_blanks(struct str text, size_t at)
{
	while (at && is_blank(text.s[at - 1]))
		at--;
	return at;
}

/* Where the span begins, or the mark before it of a quotation that ends within it. */
static size_t headline_start(struct str text, struct span span)
{
	size_t at = span.start ? utf8_before(text.s, span.start) : 0, used;
	bool single = span.start && is_single_mark(character(text, at, &used));

	if (!span.start || (!single && !mark_at(text, at)))
		return span.start;
	return closes_quotation(text, span, single) ? at : span.start;
}

static bool ends_with_colon(struct str text, size_t end)
{
	size_t at = end ? utf8_before(text.s, end) : 0, used;
	uint32_t c = end ? character(text, at, &used) : 0;

	return c == ':' || c == 0xFF1A;
}

/* "Most read: …": a colon behind the first few words. */
static bool begins_with_label(struct str text, struct span span)
{
	int words = 1;

	for (size_t at = span.start, used; at < span_end(span) && at < span.start + LABEL_BYTES;
	     at += used) {
		uint32_t c = character(text, at, &used);

		if (c == ':' || c == 0xFF1A)
			return true;
		if (is_stop(c) || (c == ' ' && ++words > LABEL_WORDS))
			return false;
	}
	return false;
}

struct link_setting set_as_link(struct str text, struct span span)
{
	size_t start = headline_start(text, span), before = before_blanks(text, start);
	size_t end = span_end(span);
	bool starts_line = !before || text.s[before - 1] == '\n', after_blank = before < start;
	struct link_setting setting = {0};

	while (end < text.len && is_blank(text.s[end]))
		end++;
	setting.labelled = after_blank && ends_with_colon(text, before);
	setting.with_label = after_blank && !starts_line && begins_with_label(text, span);
	setting.whole_line = starts_line && (end == text.len || text.s[end] == '\n');
	return setting;
}
