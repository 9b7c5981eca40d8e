/*
 * Words: where each begins and ends.
 *
 *	The U.S. won't pay 1,200.5 won to Jong-un’s 朝鲜.
 *	‾‾‾ ‾‾‾‾ ‾‾‾‾‾ ‾‾‾ ‾‾‾‾‾‾‾ ‾‾‾ ‾‾ ‾‾‾‾ ‾‾‾‾ ‾‾
 *	                                            └ a word a character
 *
 * The rules are those of Unicode's UAX 29, with three changes that news needs.
 *   - A full stop joins single letters only ("U.S.", "a.m.", the last stop included): pasted text
 * is full of "end.Next", which UAX 29 makes one word.
 *   - A colon never joins letters.
 *   - Scripts written without spaces give a word a character (with its marks), where UAX 29 leaves
 * it to dictionaries.
 *
 * A run of ASCII letters and digits, most words of most text, is found by a table look-up a byte;
 * all else is looked at character by character. Every letter and digit of the text lies in exactly
 * one word. A word is cut at WORD_MOST bytes, the next goes on right behind it. Cost: linear.
 */
#include "split/fold.h"
#include "split/split.h"

#include "base/utf8.h"
#include "base/vector.h"

enum { WORD_MOST = UINT16_MAX };

enum kind { KIND_OTHER, KIND_LETTER, KIND_DIGIT, KIND_UNSPACED, KIND_IGNORED };

static const uint8_t ascii_kind[256] = {
	['0' ... '9'] = KIND_DIGIT,
	['A' ... 'Z'] = KIND_LETTER,
	['a' ... 'z'] = KIND_LETTER,
};

/* What may go on a word behind a letter or digit. */
static const uint8_t may_join[256] = {
	['.'] = 1, [','] = 1, ['\''] = 1, ['_'] = 1, [0x80 ... 0xFF] = 1,
};

/* A place in the text; nothing from `end` on is looked at for where a word ends. */
struct scan {
	const char *s;
	size_t at, end;
	size_t readable; /* bytes of the whole text */
	enum kind last;  /* of the character before `at`, ignored ones apart */
	bool plain;      /* nothing but ASCII letters and digits so far */
};

static enum kind char_kind(uint32_t c)
{
	if (c < 0x80)
		return (enum kind)ascii_kind[c];
	if ((c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7) || (c >= 0x400 && c <= 0x481))
		return KIND_LETTER;
	if (fold_ignores(c))
		return KIND_IGNORED;
	if (utf8_is_digit(c))
		return KIND_DIGIT;
	if (!utf8_is_letter(c))
		return KIND_OTHER;
	return utf8_is_unspaced(c) ? KIND_UNSPACED : KIND_LETTER;
}

static uint32_t peek(const struct scan *scan, size_t at, size_t *used)
{
	*used = 0;
	return at < scan->end ? utf8_decode(scan->s + at, scan->end - at, used) : 0;
}

static bool is_word_kind(enum kind kind)
{
	return kind == KIND_LETTER || kind == KIND_DIGIT;
}

/* Letters, digits and ignored characters, as far as they go. */
static void scan_run(struct scan *scan)
{
	size_t used;

	for (;;) {
		enum kind kind;

		while (scan->at < scan->end && ascii_kind[(unsigned char)scan->s[scan->at]])
			scan->last = (enum kind)ascii_kind[(unsigned char)scan->s[scan->at++]];
		if (scan->at >= scan->end || (unsigned char)scan->s[scan->at] < 0x80)
			return;
		kind = char_kind(peek(scan, scan->at, &used));
		if (!is_word_kind(kind) && kind != KIND_IGNORED)
			return;
		scan->plain = false;
		scan->at += used;
		if (kind != KIND_IGNORED)
			scan->last = kind;
	}
}

/* Whether the mark at scan->at holds what is before and behind it together; its bytes in *used. */
static bool joins(const struct scan *scan, size_t *used)
{
	uint32_t c = peek(scan, scan->at, used);
	size_t unused;
	enum kind next;

	if (!*used || !(c == '.' || c == ',' || c == '_' || fold_is_apostrophe(c)))
		return false;
	next = char_kind(peek(scan, scan->at + *used, &unused));
	if (c == '_')
		return is_word_kind(next);
	if (c == '.' || c == ',')
		return scan->last == KIND_DIGIT && next == KIND_DIGIT;
	return is_word_kind(next) && next == scan->last;
}

/* "U.S.": single letters, each with a full stop. Goes behind the last one, if there are two or
 * more. */
static bool scan_initials(struct scan *scan)
{
	size_t at = scan->at, used, behind;
	unsigned n = 0;

	for (;;) {
		if (char_kind(peek(scan, at, &used)) != KIND_LETTER)
			break;
		if (is_word_kind(char_kind(peek(scan, at + used, &behind))))
			break;
		at += used;
		n++;
		if (peek(scan, at, &used) != '.')
			break;
		at++;
	}
	if (n < 2)
		return false;
	scan->at = at;
	scan->plain = false;
	return true;
}

/* The letters of a word say how it is written; it is looked at only as far as needed. */
static uint16_t word_flags(const char *s, size_t len)
{
	size_t used, letters = 0;
	uint32_t c = utf8_decode(s, len, &used);

	if (utf8_is_digit(c))
		return WORD_NUMBER;
	if (!utf8_is_upper(c))
		return 0;
	for (size_t i = 0; i < len; i += used) {
		c = utf8_decode(s + i, len - i, &used);
		if (utf8_is_upper(c))
			letters++;
		else if (utf8_is_letter(c))
			return WORD_CAPITAL;
	}
	return letters > 1 ? WORD_CAPITAL | WORD_UPPER : WORD_CAPITAL;
}

static bool is_initial(const struct scan *scan)
{
	return scan->at + 1 < scan->end && scan->s[scan->at] == '.' &&
	       char_kind(peek(scan, scan->at + 1, &(size_t){0})) == KIND_LETTER;
}

/* The word that begins at scan->at, which is a letter or a digit. */
static struct word scan_word(struct scan *scan)
{
	size_t start = scan->at, used, first;
	struct word word;

	scan->plain = true;
	utf8_decode(scan->s + start, scan->end - start, &first);
	scan_run(scan);
	if (scan->at == start + first && scan->last == KIND_LETTER && is_initial(scan)) {
		scan->at = start;
		if (!scan_initials(scan))
			scan->at = start + first;
	}
	while (scan->at < scan->end && joins(scan, &used)) {
		scan->plain = scan->plain && used == 1 && scan->s[scan->at] != '.';
		scan->at += used;
		scan_run(scan);
	}
	word.start = (uint32_t)start;
	word.len = (uint16_t)(scan->at - start);
	word.flags = word_flags(scan->s + start, word.len);
	word.hash = scan->plain ? fold_hash_plain(scan->s + start, word.len, scan->readable - start)
				: split_hash((struct str){scan->s + start, word.len});
	return word;
}

/* A character of a script without spaces, and the marks upon it. */
static struct word scan_unspaced(struct scan *scan)
{
	size_t start = scan->at, used;
	struct word word = {.start = (uint32_t)start, .flags = WORD_UNSPACED};

	peek(scan, scan->at, &used);
	do {
		scan->at += used;
	} while (fold_is_mark(peek(scan, scan->at, &used)));
	word.len = (uint16_t)(scan->at - start);
	word.hash = split_hash((struct str){scan->s + start, word.len});
	return word;
}

/* Where the word at scan->at must end at the latest, so that no character is cut. */
static size_t word_limit(const struct scan *scan, size_t end)
{
	size_t limit = scan->at + WORD_MOST;

	if (end <= limit)
		return end;
	for (unsigned back = 0; back < 3 && ((unsigned char)scan->s[limit] & 0xC0) == 0x80; back++)
		limit--;
	return limit;
}

/* The next word of text[scan->at, end); false where there is none. */
static bool scan_next(struct scan *scan, size_t end, struct word *word)
{
	while (scan->at < end) {
		size_t used = 1;
		enum kind kind = (enum kind)ascii_kind[(unsigned char)scan->s[scan->at]];

		if ((unsigned char)scan->s[scan->at] >= 0x80)
			kind = char_kind(utf8_decode(scan->s + scan->at, end - scan->at, &used));
		if (kind == KIND_OTHER || kind == KIND_IGNORED) {
			scan->at += used;
			continue;
		}
		scan->end = word_limit(scan, end);
		*word = kind == KIND_UNSPACED ? scan_unspaced(scan) : scan_word(scan);
		return true;
	}
	return false;
}

/*
 * The word that begins at `at` where it is a run of ASCII letters and digits and what stands behind it
 * cannot join anything: most words. False where more has to be looked at.
 */
static bool fast_word(struct str text, size_t at, size_t end, struct word *word)
{
	const unsigned char *s = (const unsigned char *)text.s;
	size_t i = at + 1;

	while (i < end && ascii_kind[s[i]])
		i++;
	if (i - at > WORD_MOST)
		return false;
	if (i < end && may_join[s[i]] &&
	    (s[i] >= 0x80 || i + 1 >= end || (s[i + 1] != ' ' && s[i + 1] != '\n')))
		return false;
	*word = (struct word){.start = (uint32_t)at, .len = (uint16_t)(i - at)};
	word->hash = fold_hash_plain(text.s + at, i - at, text.len - at);
	if (s[at] <= '9')
		word->flags = WORD_NUMBER;
	else if (s[at] <= 'Z')
		word->flags = word_flags(text.s + at, word->len);
	return true;
}

void split_words(struct arena *arena, struct str text, struct span span, struct words *words)
{
	struct scan scan = {.s = text.s, .at = span.start, .readable = text.len};
	size_t end = span_end(span);
	struct word word;

	while (scan.at < end) {
		unsigned char byte = (unsigned char)text.s[scan.at];

		if (byte < 0x80 && !ascii_kind[byte]) {
			scan.at++;
			continue;
		}
		if (byte < 0x80 && fast_word(text, scan.at, end, &word))
			scan.at += word.len;
		else if (!scan_next(&scan, end, &word))
			return;
		vec_push(arena, words, word);
	}
}
