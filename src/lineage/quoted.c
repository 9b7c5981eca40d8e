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

bool stands_in_quotes(struct str text, struct span span)
{
	size_t quoted = 0;
	bool in = false;

	if (span.len > PASSAGE)
		return false;
	for (size_t at = paragraph_start(text, span.start), used; at < span_end(span); at += used) {
		uint32_t c = utf8_decode(text.s + at, text.len - at, &used);
		enum mark mark = mark_of(c);

		if (c == '\n')
			in = false;
		else if (mark != NO_MARK)
			in = mark == OPENS || (mark == TURNS && !in);
		quoted += in && at >= span.start ? used : 0;
	}
	return quoted * 100 >= (size_t)span.len * MOST;
}
