/*
 * Quotation marks, paired.
 *
 * The same mark opens in one country and closes in the next, and a single one is also an apostrophe:
 *
 *	"…"  “…”  ''…''  ``…''        English, straight, curly and typewriter
 *	„…“  »…«                      German          ”…”  Swedish
 *	« … »                         French, Russian, Spanish
 *	‘…’  '…'  ‚…‘  ‹…›            single: headlines, and quotations within quotations
 *	「…」 『…』                     Japanese, Korean
 *
 * Within a paragraph, the first mark that can open looks for the next mark of its kind that can close.
 * Double marks without a closing one reach to the paragraph's end: a speech that goes on in the next
 * paragraph, which then opens with a mark again. Single marks count only in closed pairs, as the
 * workers' demands would else begin a quotation. What is inside a pair is not looked at again, so nested
 * marks stay part of the outer quotation.
 *
 * For each kind of closing mark the next one is known beforehand (one pass from the right), so that
 * the cost is linear even for a text of nothing but marks.
 */
#include "attribute/marks.h"

#include "base/lanes.h"
#include "base/sorted.h"
#include "base/utf8.h"
#include "base/vector.h"

enum kind {
	KIND_NONE,
	STRAIGHT,     /* " and '' and `` */
	CURLY,        /* “ … ” */
	LOW,          /* „ … “ ” */
	GUILLEMET,    /* « … » */
	GUILLEMET_IN, /* » … « */
	CORNER,       /* 「 … 」 */
	CORNER_WHITE, /* 『 … 』 */
	SINGLE,       /* ' … ' */
	SINGLE_CURLY, /* ‘ … ’ */
	SINGLE_LOW,   /* ‚ … ‘ ’ */
	ANGLE,        /* ‹ … › */
	ANGLE_IN,     /* › … ‹ */
	KINDS,
};

struct mark_found {
	uint32_t start;
	uint8_t len;
	bool can_open, can_close;
	bool weak;  /* perhaps the apostrophe of "the workers' demands" */
	uint32_t c; /* the character; 0x22 for '' and `` */
};

struct marks_found {
	struct mark_found *items;
	size_t n, room;
};

/* How a character opens; KIND_NONE if it never does. */
static enum kind opens(uint32_t c)
{
	switch (c) {
	case '"':
		return STRAIGHT;
	case 0x201C:
		return CURLY;
	case 0x201D: /* ” opens in Sweden and in careless typing */
		return STRAIGHT;
	case 0x201E:
		return LOW;
	case 0xAB:
		return GUILLEMET;
	case 0xBB:
		return GUILLEMET_IN;
	case 0x300C:
		return CORNER;
	case 0x300E:
		return CORNER_WHITE;
	case '\'':
		return SINGLE;
	case 0x2018:
		return SINGLE_CURLY;
	case 0x201A:
		return SINGLE_LOW;
	case 0x2039:
		return ANGLE;
	case 0x203A:
		return ANGLE_IN;
	default:
		return KIND_NONE;
	}
}

static bool closes(uint32_t c, enum kind kind)
{
	switch (kind) {
	case STRAIGHT:
		return c == '"' || c == 0x201D;
	case CURLY:
		return c == 0x201D || c == '"';
	case LOW:
		return c == 0x201C || c == 0x201D || c == '"';
	case GUILLEMET:
		return c == 0xBB;
	case GUILLEMET_IN:
		return c == 0xAB;
	case CORNER:
		return c == 0x300D;
	case CORNER_WHITE:
		return c == 0x300F;
	case SINGLE:
		return c == '\'';
	case SINGLE_CURLY:
		return c == 0x2019 || c == '\'';
	case SINGLE_LOW:
		return c == 0x2018 || c == 0x2019;
	case ANGLE:
		return c == 0x203A;
	case ANGLE_IN:
		return c == 0x2039;
	default:
		return false;
	}
}

static bool is_single(enum kind kind)
{
	return kind >= SINGLE;
}

static bool is_quote(uint32_t c)
{
	return opens(c) != KIND_NONE || c == 0x2019 || c == 0x300D || c == 0x300F || c == '`';
}

static bool is_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c);
}

/* A Korean particle follows the closing mark without a blank. */
static bool is_hangul(uint32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

/* The character before / after, 0 at the ends of the paragraph. */
static uint32_t char_before(struct str text, size_t from, size_t at)
{
	size_t used, start;

	if (at <= from)
		return 0;
	start = from + utf8_before(text.s + from, at - from);
	return utf8_decode(text.s + start, at - start, &used);
}

static uint32_t char_after(struct str text, size_t at, size_t end)
{
	size_t used;

	return at < end ? utf8_decode(text.s + at, end - at, &used) : 0;
}

/* Straight, single and same-shaped marks tell by their neighbours which way they look. */
static void sides_set(struct mark_found *mark, uint32_t before, uint32_t after)
{
	bool blank_before = !before || utf8_is_space(before);
	bool blank_after = !after || utf8_is_space(after);
	bool spaced = mark->c == 0xAB || mark->c == 0xBB || mark->c == 0x300C ||
		      mark->c == 0x300E || mark->c == 0x300D || mark->c == 0x300F;

	mark->can_open = opens(mark->c) != KIND_NONE;
	mark->can_close = true;
	if (spaced)
		return;
	mark->can_open =
		mark->can_open && !blank_after && (!is_word(before) || utf8_is_unspaced(before));
	mark->can_close = !blank_before;
	if (is_single(opens(mark->c)) || mark->c == 0x2019) {
		mark->can_open = mark->can_open && (is_word(after) || is_quote(after));
		mark->can_close = mark->can_close && (!is_word(after) || is_hangul(after));
		mark->weak = (before == 's' || before == 'S') && after == ' ';
	}
	if (mark->c == 0x201C || mark->c == 0x201E)
		mark->can_open = !blank_after;
	if (mark->c == 0x201D && !blank_before)
		mark->can_open = false;
}

static inline lanes may_be_marks(lanes bytes)
{
	return lanes_equal(bytes, '"') | lanes_equal(bytes, '\'') | lanes_equal(bytes, '`') |
	       lanes_equal(bytes, 0xC2) | lanes_within(bytes, 0xE2, 0xE3);
}

/* Where a mark may begin from byte `at` on, or `end`: most bytes are passed over, many at once. */
static size_t mark_next(struct str text, size_t at, size_t end)
{
	return lanes_find(text.s, text.len, at, end, may_be_marks);
}

static void marks_find(struct arena *arena, struct str text, struct span span,
		       struct marks_found *marks)
{
	size_t end = span_end(span);

	marks->n = 0;
	for (size_t at = span.start, used; (at = mark_next(text, at, end)) < end; at += used) {
		struct mark_found mark = {.start = (uint32_t)at};

		mark.c = utf8_decode(text.s + at, end - at, &used);
		if (!is_quote(mark.c))
			continue;
		if ((mark.c == '\'' || mark.c == '`') && at + 1 < end &&
		    text.s[at + 1] == text.s[at]) {
			mark.c = '"';
			used = 2;
		}
		mark.len = (uint8_t)used;
		sides_set(&mark, char_before(text, span.start, at),
			  char_after(text, at + used, end));
		vec_push(arena, marks, mark);
	}
}

/* A bit for each kind that one of the marks may open: mostly one or two. */
static uint32_t kinds_opened(const struct marks_found *marks)
{
	uint32_t kinds = 0;

	for (size_t i = 0; i < marks->n; i++)
		if (marks->items[i].can_open)
			kinds |= 1u << opens(marks->items[i].c);
	return kinds & ~(1u << KIND_NONE);
}

/*
 * next[kind] of every mark, for the kinds that are opened: number + 1 of the first mark from there on that
 * closes that kind, or 0. A mark that may be an apostrophe closes only if no better one comes before the next
 * that opens.
 */
static uint32_t (*closers_of(struct arena *arena, const struct marks_found *marks))[KINDS]
{
	uint32_t(*next)[KINDS] = arena_zeroed(arena, marks->n + 1, sizeof(*next));
	uint32_t strong[KINDS] = {0}, kinds = kinds_opened(marks);

	for (size_t i = marks->n; kinds && i-- > 0;) {
		const struct mark_found *mark = &marks->items[i];
		enum kind opened = mark->can_open ? opens(mark->c) : KIND_NONE;

		for (uint32_t left = kinds; left; left &= left - 1) {
			unsigned kind = (unsigned)__builtin_ctz(left);
			bool here = mark->can_close && closes(mark->c, kind);

			next[i][kind] = here ? (uint32_t)i + 1 : next[i + 1][kind];
			if (here && mark->weak && strong[kind])
				next[i][kind] = strong[kind];
			if (here && !mark->weak)
				strong[kind] = (uint32_t)i + 1;
			else if (opened == kind)
				strong[kind] = 0;
		}
	}
	return next;
}

struct pairing {
	struct arena *arena;
	struct str text;
	struct marks_found marks;
	VEC(struct quotation) found;
};

static void paragraph_pair(struct pairing *p, const struct paragraph *paragraph, uint32_t number)
{
	uint32_t(*next)[KINDS];
	size_t i = 0, end = span_end(paragraph->span);

	marks_find(p->arena, p->text, paragraph->span, &p->marks);
	if (!p->marks.n)
		return;
	next = closers_of(p->arena, &p->marks);
	while (i < p->marks.n) {
		const struct mark_found *open = &p->marks.items[i], *close;
		enum kind kind = open->can_open ? opens(open->c) : KIND_NONE;
		size_t closer = kind ? next[i + 1][kind] : 0, inside = open->start + open->len;
		struct quotation quotation = {.paragraph = number};

		if (!kind || (!closer && is_single(kind))) {
			i++;
			continue;
		}
		close = closer ? &p->marks.items[closer - 1] : NULL;
		quotation.closed = close != NULL;
		quotation.inside = span_between(inside, close ? close->start : end);
		quotation.span =
			span_between(open->start, close ? close->start + (size_t)close->len : end);
		if (quotation.inside.len)
			vec_push(p->arena, &p->found, quotation);
		i = closer ? closer : p->marks.n;
	}
}

/* An unclosed quotation goes on if the next paragraph begins with one. */
static void continuations_mark(struct quotations *found, const struct pieces *pieces)
{
	for (size_t i = 0; i + 1 < found->n; i++) {
		struct quotation *this = &found->items[i], *next = &found->items[i + 1];

		this->goes_on = !this->closed && next->paragraph == this->paragraph + 1 &&
				next->span.start == pieces->paragraphs[next->paragraph].span.start;
	}
}

struct quotations quotations_find(struct arena *arena, struct str text, const struct pieces *pieces)
{
	struct pairing pairing = {.arena = arena, .text = text};
	struct quotations found;

	for (size_t i = 0; i < pieces->nparagraphs; i++) {
		const struct paragraph *paragraph = &pieces->paragraphs[i];

		if (!pieces->sentences[paragraph->sentence].furniture)
			paragraph_pair(&pairing, paragraph, (uint32_t)i);
	}
	found = (struct quotations){pairing.found.items, pairing.found.n};
	continuations_mark(&found, pieces);
	return found;
}

bool quoted_within(const struct quotations *quotations, struct span span)
{
	size_t at;

	SORTED_FIRST(at, 0, quotations->n, span_end(quotations->items[at].span) <= span.start);
	return at < quotations->n && quotations->items[at].span.start < span_end(span);
}
