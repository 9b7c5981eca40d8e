/*
 * Does a passage stand in quotation marks, whoever is quoted?
 *
 * attribute/ knows the quotes whose speaker it could look for. Many stand without one ("One line went round:
 * “…”"), and still they are words that somebody said in public, and not the outlet's own:
 *
 *	“We shall not sell a stone of it,” Bray said, and “not for any price.”
 *	 └────────────────────────────┘ in           out   └──────────────────┘ in
 *
 * The paragraph is read from its beginning: a mark turned one way opens, one turned the other way closes, and
 * a straight one does what the last did not. A mark that nothing closes ends with the paragraph.
 *
 * Cost: at most PARAGRAPH bytes before the span, and PASSAGE of it; a longer one is no quotation.
 */
#include "lineage/quoted.h"

#include "base/lanes.h"
#include "base/utf8.h"

enum {
	PARAGRAPH = 4096,
	PASSAGE = 4096,
	MOST = 80, /* of 100 bytes */
};

enum mark { NO_MARK, OPENS, CLOSES, TURNS };

static enum mark mark_of(uint32_t c)
{
	if (c == '"')
		return TURNS;
	if (c == 0x201E || c == 0xAB || c == 0x300C || c == 0x300E)
		return OPENS;
	if (c == 0x201D || c == 0xBB || c == 0x300D || c == 0x300F)
		return CLOSES;
	return c == 0x201C ? TURNS : NO_MARK; /* opens in English, closes in German */
}

static size_t paragraph_start(struct str text, size_t at)
{
	size_t start = at;

	while (start && at - start < PARAGRAPH && text.s[start - 1] != '\n')
		start--;
	while (start < at && ((unsigned char)text.s[start] & 0xC0) == 0x80)
		start++;
	return start;
}

static inline lanes may_begin_marks(lanes bytes)
{
	return bytes | lanes_equal(bytes, '"') | lanes_equal(bytes, '\n');
}

/* The first byte at or behind `at` that may begin a mark or a paragraph, or `end`. */
static size_t plain_skipped(struct str text, size_t at, size_t end)
{
	return lanes_find(text.s, text.len, at, end, may_begin_marks);
}

/* How many bytes of [from, to) are of the span. */
static size_t bytes_of(struct span span, size_t from, size_t to)
{
	size_t start = from > span.start ? from : span.start;

	return to > start ? to - start : 0;
}

bool stands_in_quotes(struct str text, struct span span)
{
	size_t quoted = 0, end = span_end(span);
	bool in = false;

	if (span.len > PASSAGE)
		return false;
	for (size_t at = paragraph_start(text, span.start), used; at < end; at += used) {
		size_t next = plain_skipped(text, at, end);
		enum mark mark;
		uint32_t c;

		quoted += in ? bytes_of(span, at, next) : 0;
		at = next;
		used = 0;
		if (at == end)
			break;
		c = utf8_decode(text.s + at, text.len - at, &used);
		mark = mark_of(c);
		if (c == '\n')
			in = false;
		else if (mark != NO_MARK)
			in = mark == OPENS || (mark == TURNS && !in);
		quoted += in && at >= span.start ? used : 0;
	}
	return quoted * 100 >= (size_t)span.len * MOST;
}
