/*
 * See atoms.h. One pass over the bytes; the hashes are those of split wherever a word is taken whole.
 */
#include "date/atoms.h"

#include "base/hash.h"
#include "base/utf8.h"

enum { MOST_MARKS = 64 };

uint32_t mark_key(char byte)
{
	return (uint32_t)(unsigned char)byte;
}

static uint32_t number_key(struct str digits)
{
	return (uint32_t)hash_bytes(digits.s, digits.len, 1) | 0x80000000u;
}

static void push(struct arena *arena, struct str text, struct atoms *atoms, struct atom atom)
{
	uint32_t before = atoms->n ? atoms->items[atoms->n - 1].end : UINT32_MAX;

	if (before == atom.start)
		atom.flags |= ATOM_GLUED;
	else if (before < UINT32_MAX && before + 1 == atom.start && text.s[before] == '-')
		atom.flags |= ATOM_JOINED;
	vec_push(arena, atoms, atom);
}

static void push_mark(struct arena *arena, struct str text, struct atoms *atoms, size_t start,
		      size_t end, char byte)
{
	push(arena, text, atoms,
	     (struct atom){.start = (uint32_t)start,
			   .end = (uint32_t)end,
			   .key = mark_key(byte),
			   .value = byte,
			   .kind = ATOM_MARK});
}

static void push_number(struct arena *arena, struct str text, struct atoms *atoms, size_t start,
			size_t end)
{
	struct atom atom = {.start = (uint32_t)start, .end = (uint32_t)end, .kind = ATOM_NUMBER};

	atom.key = number_key(str_sub(text, start, end));
	atom.digits = (uint8_t)(end - start > 255 ? 255 : end - start);
	atom.value = end - start > 9 ? -1 : 0;
	for (size_t i = start; i < end && atom.value >= 0; i++)
		atom.value = atom.value * 10 + (text.s[i] - '0');
	push(arena, text, atoms, atom);
}

static void push_letters(struct arena *arena, struct str text, struct atoms *atoms, size_t start,
			 size_t end)
{
	struct atom atom = {.start = (uint32_t)start, .end = (uint32_t)end, .kind = ATOM_WORD};
	size_t used;
	uint32_t first = utf8_decode(text.s + start, end - start, &used);

	atom.key = word_key(split_hash(str_sub(text, start, end)));
	if (utf8_is_upper(first))
		atom.flags |= ATOM_CAPITAL;
	push(arena, text, atoms, atom);
}

/* Apostrophes, quotes and dashes of all kinds are one; other marks beyond ASCII are '~'. */
static char mark_of(uint32_t c)
{
	if (c < 0x80)
		return c == '`' ? '\'' : (char)c;
	if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x2032)
		return '\'';
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	if (c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB || c == 0x201E)
		return '"';
	return '~';
}

/* The marks of text[start, end), which holds no words. */
static void push_all_marks(struct arena *arena, struct str text, struct atoms *atoms, size_t start,
			   size_t end)
{
	while (start < end) {
		size_t used;
		uint32_t c;

		if (text.s[start] == ' ' || text.s[start] == '\n') {
			start++;
			continue;
		}
		c = utf8_decode(text.s + start, end - start, &used);

		if (!utf8_is_space(c))
			push_mark(arena, text, atoms, start, start + used, mark_of(c));
		start += used;
	}
}

/* The same; of a long run only its ends, which may belong to what stands beside them. */
static void push_marks(struct arena *arena, struct str text, struct atoms *atoms, size_t start,
		       size_t end)
{
	if (end > start + 2 * MOST_MARKS) {
		push_all_marks(arena, text, atoms, start, start + MOST_MARKS);
		start = end - MOST_MARKS;
	}
	push_all_marks(arena, text, atoms, start, end);
}

enum run { RUN_LETTERS, RUN_DIGITS, RUN_MARK };

static enum run run_of(uint32_t c)
{
	if (c < 0x80 && ascii_is_digit((char)c))
		return RUN_DIGITS;
	return mark_of(c) == '\'' || (c < 0x80 && !ascii_is_alpha((char)c)) ? RUN_MARK
									    : RUN_LETTERS;
}

/* Takes a word apart where letters, digits and marks meet. */
static void push_apart(struct arena *arena, struct str text, struct atoms *atoms, size_t start,
		       size_t end)
{
	size_t at = start, used;

	while (at < end) {
		uint32_t c = utf8_decode(text.s + at, end - at, &used);
		enum run run = run_of(c);
		size_t from = at;

		at += used;
		if (run == RUN_MARK) {
			push_mark(arena, text, atoms, from, at, mark_of(c));
			continue;
		}
		while (at < end && run_of(utf8_decode(text.s + at, end - at, &used)) == run)
			at += used;
		if (run == RUN_DIGITS)
			push_number(arena, text, atoms, from, at);
		else
			push_letters(arena, text, atoms, from, at);
	}
}

/* Whether the word holds an apostrophe, of either kind. */
static bool has_apostrophe(const char *s, const char *end)
{
	for (; s < end; s++)
		if (*s == '\'' || (*s == '\xE2' && end - s > 2 && s[1] == '\x80' && s[2] == '\x99'))
			return true;
	return false;
}

static bool word_is_atom(struct str text, const struct word *word)
{
	const char *s = text.s + word->start, *end = s + word->len;

	return !(word->flags & WORD_NUMBER) && end[-1] != '.' && !has_apostrophe(s, end);
}

static void push_word(struct arena *arena, struct str text, struct atoms *atoms,
		      const struct word *word)
{
	size_t start = word->start, end = start + word->len, dots = end;
	struct atom atom = {.start = word->start,
			    .end = (uint32_t)end,
			    .key = word_key(word->hash),
			    .kind = ATOM_WORD,
			    .flags = (uint8_t)((word->flags & WORD_CAPITAL ? ATOM_CAPITAL : 0) |
					       (word->flags & WORD_UPPER ? ATOM_UPPER : 0))};

	if (word_is_atom(text, word)) {
		push(arena, text, atoms, atom);
		return;
	}
	while (dots > start && text.s[dots - 1] == '.')
		dots--;
	if (dots == end || (word->flags & WORD_NUMBER) ||
	    has_apostrophe(text.s + start, text.s + end)) {
		push_apart(arena, text, atoms, start, end);
		return;
	}
	push_letters(arena, text, atoms, start, dots);
	push_marks(arena, text, atoms, dots, end);
}

/* Drops a single hyphen between two atoms unless both are numbers. */
static bool joins(struct str text, const struct atoms *atoms, size_t start, size_t end,
		  const struct word *next)
{
	return end - start == 1 && text.s[start] == '-' && next && atoms->n &&
	       !(atoms->items[atoms->n - 1].kind == ATOM_NUMBER && (next->flags & WORD_NUMBER));
}

void atoms_add(struct arena *arena, struct str text, struct span span, struct words words,
	       struct atoms *atoms)
{
	push_marks(arena, text, atoms, span.start, words.n ? words.items[0].start : span_end(span));
	for (size_t i = 0; i < words.n; i++) {
		size_t gap = words.items[i].start + words.items[i].len;
		size_t next = i + 1 < words.n ? words.items[i + 1].start : span_end(span);

		push_word(arena, text, atoms, &words.items[i]);
		if (!joins(text, atoms, gap, next, i + 1 < words.n ? &words.items[i + 1] : NULL))
			push_marks(arena, text, atoms, gap, next);
	}
}
