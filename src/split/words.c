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
 * Runs of ASCII letters and digits, with apostrophes between letters, most words of most text, are found
 * by looking at 64 bytes at once (base/lanes.h); all else is looked at character by character. Every letter
 * and digit of the text lies in exactly one word. A word is cut at WORD_MOST bytes, the next goes on right
 * behind it. Cost: linear.
 */
#include "split/fold.h"
#include "split/split.h"

#include "base/lanes.h"
#include "base/utf8.h"
#include "base/vector.h"

enum { WORD_MOST = UINT16_MAX, STRAIGHTENED = 64 };

enum kind { KIND_OTHER, KIND_LETTER, KIND_DIGIT, KIND_UNSPACED, KIND_IGNORED };

static const uint8_t ascii_kind[256] = {
	['0' ... '9'] = KIND_DIGIT,
	['A' ... 'Z'] = KIND_LETTER,
	['a' ... 'z'] = KIND_LETTER,
};

/* A place in the text; nothing from `end` on is looked at for where a word ends. */
struct scan {
	const char *s;
	size_t at, end;
	size_t readable; /* bytes of the whole text */
	enum kind last;  /* of the character before `at`, ignored ones apart */
	bool plain;      /* nothing but ASCII letters, digits and apostrophes so far */
	bool curly;      /* … of which some are U+2019 */
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

static bool is_curly(const char *s, size_t used)
{
	return used == 3 && !memcmp(s, "\xE2\x80\x99", 3);
}

/* The hash of a word of ASCII letters, digits and apostrophes of both kinds. */
static uint32_t straightened_hash(const char *s, size_t len)
{
	char straight[STRAIGHTENED + 8];
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		bool curly = (unsigned char)s[i] >= 0x80;

		straight[n++] = curly ? '\'' : s[i];
		i += curly ? 2 : 0;
	}
	return fold_hash_plain(straight, n, sizeof(straight));
}

/* The hash of the word from `start` to scan->at. */
static uint32_t word_hash(const struct scan *scan, size_t start)
{
	const char *s = scan->s + start;
	size_t len = scan->at - start;

	if (scan->plain && !scan->curly)
		return fold_hash_plain(s, len, scan->readable - start);
	if (scan->plain && len <= STRAIGHTENED)
		return straightened_hash(s, len);
	return split_hash((struct str){s, len});
}

/* The word that begins at scan->at, which is a letter or a digit. */
static struct word scan_word(struct scan *scan)
{
	size_t start = scan->at, used, first;
	struct word word;

	scan->plain = true;
	scan->curly = false;
	utf8_decode(scan->s + start, scan->end - start, &first);
	scan_run(scan);
	if (scan->at == start + first && scan->last == KIND_LETTER && is_initial(scan)) {
		scan->at = start;
		if (!scan_initials(scan))
			scan->at = start + first;
	}
	while (scan->at < scan->end && joins(scan, &used)) {
		bool curly = is_curly(scan->s + scan->at, used);

		scan->curly |= curly;
		scan->plain = scan->plain && (curly || (used == 1 && scan->s[scan->at] != '.'));
		scan->at += used;
		scan_run(scan);
	}
	word.start = (uint32_t)start;
	word.len = (uint16_t)(scan->at - start);
	word.flags = word_flags(scan->s + start, word.len);
	word.hash = word_hash(scan, start);
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

/* ---------------------------------------------------------------- plain words, 64 bytes at a time */

enum {
	BLOCK = LANES_BLOCK,
	BLOCK_READ = BLOCK + 2 * 8, /* the last word may be hashed beyond the block */
	CURLY = 3,                  /* bytes of U+2019 */
	CURLY_MOST = 15,            /* letters before it, or behind */
};

/* What the bytes of a block are, a bit each. */
struct block {
	uint64_t inner;  /* letters and digits of ASCII, and apostrophes between letters */
	uint64_t other;  /* not ASCII */
	uint64_t joiner; /* marks that may go on a word, as a letter or digit may be behind them */
};

static bool is_ascii_letter(char c)
{
	return ascii_kind[(unsigned char)c] == KIND_LETTER;
}

/* The apostrophes of "don't" and "Osk's" are as good as letters: few, so each is looked at. */
static MADE_WITHIN void apostrophes_take(struct block *block, const char *s)
{
	uint64_t between = block->joiner & block->inner << 1 & block->inner >> 1;

	for (; between; between &= between - 1) {
		unsigned at = (unsigned)__builtin_ctzll(between);
		uint64_t bit = UINT64_C(1) << at;

		if (s[at] != '\'' || !is_ascii_letter(s[at - 1]) || !is_ascii_letter(s[at + 1]))
			continue;
		block->inner |= bit;
		block->joiner &= ~bit;
	}
}

/* '.' and ',' differ in one bit. */
static inline lanes are_joiners(lanes bytes)
{
	return lanes_equal(bytes | 2, '.') | lanes_equal(bytes, '\'') | lanes_equal(bytes, '_');
}

static MADE_WITHIN struct block block_of(const char *s)
{
	struct block block = {.inner = lanes_block_bits(s, lanes_letters_digits),
			      .other = lanes_block_bits(s, lanes_beyond_ascii)};

	block.joiner = lanes_block_bits(s, are_joiners) &
		       ((block.inner | block.other) >> 1 | UINT64_C(1) << (BLOCK - 1));
	return block;
}

static uint64_t bits_below(unsigned at)
{
	return at < 64 ? (UINT64_C(1) << at) - 1 : ~UINT64_C(0);
}

/* Three bytes that surely part words, U+2010 to U+202F; an apostrophe only before what is no letter. */
static inline bool is_parting(const char *s)
{
	const unsigned char *c = (const unsigned char *)s;

	if (c[0] != 0xE2 || c[1] != 0x80 || c[2] < 0x90 || c[2] > 0xAF)
		return false;
	return (c[2] != 0x98 && c[2] != 0x99) || c[3] == ' ' || c[3] == '\n' || c[3] == ',';
}

/* The first byte of a block whose word, if it is in one, is not plain; BLOCK: all words are. */
static MADE_WITHIN unsigned plain_end(const char *s, const struct block *block)
{
	uint64_t other = block->other, joining = block->joiner & block->inner << 1;
	unsigned end = joining ? (unsigned)__builtin_ctzll(joining) : BLOCK;

	while (other & bits_below(end)) {
		unsigned at = (unsigned)__builtin_ctzll(other);

		if (!is_parting(s + at))
			return at;
		other &= ~bits_below(at + 3);
	}
	return end;
}

/* What the first letter says of how a word is written. */
static const uint8_t first_flags[256] = {
	['0' ... '9'] = WORD_NUMBER,
	['A' ... 'Z'] = WORD_CAPITAL,
};

static MADE_WITHIN void plain_word(struct str text, size_t at, unsigned len, struct word *word)
{
	const char *s = text.s + at;
	uint32_t flags = first_flags[(unsigned char)s[0]];

	if ((flags == WORD_CAPITAL) & (s[1] < 'a')) /* else a small letter follows */
		flags = word_flags(s, len);
	word->start = (uint32_t)at;
	word->len = (uint16_t)len;
	word->flags = (uint16_t)flags;
	word->hash = len < 16 ? fold_hash_short(s, len) : fold_hash_plain(s, len, text.len - at);
}

/* Nothing of the block counts from `most` on, and nothing joins there. */
static inline void block_cut(struct block *block, unsigned most)
{
	block->inner &= bits_below(most);
	block->other &= bits_below(most);
	block->joiner &= bits_below(most - 1);
}

/* Nothing before `from` counts. */
static inline void block_drop(struct block *block, unsigned from)
{
	block->inner &= ~bits_below(from);
	block->other &= ~bits_below(from);
	block->joiner &= ~bits_below(from);
}

/*
 * Adds the plain words of a block that begins at text[at]: runs of ASCII letters and digits that nothing
 * joins to what is behind them. Most words are. `stop` is where plain words end; unless that is the end of
 * all (`whole`), the word that reaches it is left. Returns where it stopped, at the start of a word or
 * between words.
 */
static MADE_WITHIN unsigned plain_words(struct str text, size_t at, const struct block *block,
					unsigned stop, bool whole, struct words *words)
{
	struct word *word = words->items + words->n;
	uint64_t inner = block->inner & bits_below(stop);
	uint64_t starts = inner & ~(inner << 1), ends = ~inner & inner << 1 & bits_below(stop);
	unsigned i;

	for (; ends; starts &= starts - 1, ends &= ends - 1) {
		i = (unsigned)__builtin_ctzll(starts);
		plain_word(text, at + i, (unsigned)__builtin_ctzll(ends) - i, word++);
	}
	if (starts) { /* the last reaches `stop` */
		i = (unsigned)__builtin_ctzll(starts);
		if (whole)
			plain_word(text, at + i, stop - i, word++);
		else
			stop = i;
	}
	words->n = (size_t)(word - words->items);
	return stop;
}

#define CURLY_REACH (UINT64_C(1) << CURLY_MOST)

/*
 * The word that begins at `at` of a block and is two runs of letters with U+2019 between, "don’t", if it is one and
 * surely ends within the block; returns where, or 0. Of words that are not plain most are such.
 */
static MADE_WITHIN unsigned curly_word(struct str text, size_t base, const struct block *block,
				       unsigned at, struct word *word)
{
	const char *s = text.s + base + at;
	unsigned before = (unsigned)__builtin_ctzll(~(block->inner >> at) | CURLY_REACH),
		 mark = at + before;
	unsigned behind, end, len;
	char straight[4 * LANES];

	if (!before || before == CURLY_MOST || mark + CURLY >= BLOCK ||
	    !is_curly(s + before, CURLY))
		return 0;
	behind = (unsigned)__builtin_ctzll(~(block->inner >> (mark + CURLY)) | CURLY_REACH);
	end = mark + CURLY + behind;
	len = before + 1 + behind;
	if (!behind || len >= 16 || end >= BLOCK || (block->other | block->joiner) >> end & 1 ||
	    !is_ascii_letter(s[before - 1]) || !is_ascii_letter(s[before + CURLY]))
		return 0;
	memcpy(straight, s, LANES);
	straight[before] = '\'';
	memcpy(straight + before + 1, s + before + CURLY, LANES);
	*word = (struct word){.start = (uint32_t)(base + at),
			      .len = (uint16_t)(end - at),
			      .flags = word_flags(s, end - at),
			      .hash = fold_hash_short(straight, len)};
	return end;
}

/*
 * Adds the words that begin at scan->at and behind it up to `end`, as far as a block goes, of which
 * BLOCK_READ bytes may be read: plain words by its bits, others one by one.
 */
MADE_TWICE static void block_words(struct arena *arena, struct scan *scan, struct str text,
				   size_t end, struct words *words)
{
	size_t base = scan->at;
	bool last = end - base < BLOCK; /* then a word may end with it */
	unsigned limit = last ? (unsigned)(end - base) : BLOCK;
	struct block block = block_of(text.s + base);

	vec_reserve(arena, words, words->n + BLOCK);
	if (last)
		block_cut(&block, limit);
	apostrophes_take(&block, text.s + base);
	while (scan->at < base + limit) {
		unsigned stop = plain_end(text.s + base, &block), at;
		bool plain = stop == BLOCK;
		struct word word;

		at = plain_words(text, base, &block, plain ? limit : stop, plain && last, words);
		scan->at = base + at;
		if (plain && at >= limit / 2)
			return;
		at = plain ? 0 : curly_word(text, base, &block, at, &word);
		if (at)
			scan->at = base + at;
		else if (!scan_next(scan, end, &word))
			return;
		words->items[words->n++] = word;
		if (scan->at < base + limit)
			block_drop(&block, (unsigned)(scan->at - base));
	}
}

/* The same up to `end`, where the text has fewer bytes than a block may read: in a copy with room behind it. */
static void last_words(struct arena *arena, struct str text, size_t at, size_t end,
		       struct words *words)
{
	char copy[2 * BLOCK_READ] = {0};
	struct str room = {copy, sizeof(copy)};
	struct scan scan = {.s = copy, .readable = sizeof(copy)};
	size_t first = words->n;

	memcpy(copy, text.s + at, text.len - at);
	while (scan.at < end - at)
		block_words(arena, &scan, room, end - at, words);
	for (size_t i = first; i < words->n; i++)
		words->items[i].start += (uint32_t)at;
}

void split_words(struct arena *arena, struct str text, struct span span, struct words *words)
{
	struct scan scan = {.s = text.s, .at = span.start, .readable = text.len};
	size_t end = span_end(span);

	while (scan.at < end && text.len - scan.at >= BLOCK_READ)
		block_words(arena, &scan, text, end, words);
	if (scan.at < end)
		last_words(arena, text, scan.at, end, words);
}
