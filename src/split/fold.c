/*
 * Folding: when are two words the same word?
 *
 * One outlet prints "Don’t", another "don't"; one "U.S.", another "US"; a Japanese page has
 * "ＫＣＮＡ" in full width; a Mac decomposes "é" into "e" and an accent. For comparing, all of these
 * are one word:
 *
 *	Don’t      don't       apostrophes are one, case is none
 *	U.S.       us          full stops after letters go
 *	ＫＣＮＡ   kcna        width and ligatures by Unicode's NFKC
 *	Élysée     élysée      accents are kept: they make other words ("pêche", "péché")
 *	co­operate cooperate   soft hyphens and joiners are not seen
 *
 * ASCII, nearly all of English text, is folded eight bytes at a time in a register. What is common
 * in other European languages (Latin-1, Russian) has a short way of its own; the rest goes to
 * utf8proc in pieces of at most PIECE characters, cut before characters that combine with nothing,
 * so that memory is fixed for words of any length.
 *
 * The hash takes the folded bytes in blocks of eight, and their number, whatever way they came. It
 * is not keyed: words that collide on purpose can at worst make two different texts look alike to
 * the matcher, which checks nothing but hashes. 32 bits make one in some millions of word pairs
 * collide.
 */
#include "split/fold.h"
#include "split/split.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum {
	PIECE = 64,           /* characters given to utf8proc at once */
	PIECE_ROOM = 18 * 64, /* a character decomposes into at most 18 */
};

/* Where folded bytes go: to `out` as far as there is room, and into the hash. */
struct folding {
	char *out;
	size_t room, len;
	uint64_t hash, block;
};

bool fold_ignores(uint32_t c)
{
	return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060;
}

bool fold_is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07;
}

bool fold_is_mark(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x300)
		return false;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

static void fold_byte(struct folding *folding, unsigned char byte)
{
	if (folding->len < folding->room)
		folding->out[folding->len] = (char)byte;
	folding->block |= (uint64_t)byte << 8 * (folding->len % 8);
	if (++folding->len % 8 == 0) {
		folding->hash = fold_block(folding->hash, folding->block);
		folding->block = 0;
	}
}

static void fold_char(struct folding *folding, uint32_t c)
{
	char bytes[4];
	size_t n = utf8_encode(c, bytes);

	for (size_t i = 0; i < n; i++)
		fold_byte(folding, (unsigned char)bytes[i]);
}

/* Characters that fold by themselves to one character: those of most European words. */
static bool fold_simple(uint32_t c, uint32_t *folded)
{
	if (c < 0x80)
		*folded = (uint32_t)ascii_lower((char)c);
	else if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
		*folded = c + 0x20;
	else if ((c >= 0xE0 && c <= 0xFF && c != 0xF7) || (c >= 0x430 && c <= 0x45F))
		*folded = c;
	else if (c >= 0x410 && c <= 0x42F)
		*folded = c + 0x20;
	else if (c >= 0x400 && c <= 0x40F)
		*folded = c + 0x50;
	else if (fold_is_apostrophe(c))
		*folded = '\'';
	else
		return false;
	return true;
}

/* True where no character that starts at s can change the one before it by combining. */
static bool stands_alone(const char *s, size_t len)
{
	unsigned char b = len ? (unsigned char)s[0] : 0;
	bool latin1_or_russian = b == 0xC3 || b == 0xD0 || b == 0xD1;
	bool punctuation = len > 2 && b == 0xE2 && (unsigned char)s[1] == 0x80 &&
			   (unsigned char)s[2] >= 0x90; /* below are the joiners */

	return b < 0x80 || latin1_or_russian || punctuation;
}

/* Whether c may change the character before it: a piece does not end there. */
static bool combines(uint32_t c)
{
	bool jamo = c >= 0x1160 && c <= 0x11FF; /* vowels and finals of Hangul */

	return jamo || fold_is_mark(c) || fold_ignores(c);
}

/* Folds one piece at the start of s by utf8proc; returns the bytes taken. */
static size_t fold_piece(struct folding *folding, const char *s, size_t len)
{
	const utf8proc_option_t options = UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE |
					  UTF8PROC_IGNORE | UTF8PROC_STABLE;
	utf8proc_int32_t chars[PIECE_ROOM];
	utf8proc_ssize_t n;
	size_t taken = 0, used, count = 0;

	while (taken < len && count < PIECE) {
		uint32_t c = utf8_decode(s + taken, len - taken, &used);

		if (count && !combines(c))
			break;
		taken += used;
		count++;
	}
	n = utf8proc_decompose((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)taken, chars,
			       PIECE_ROOM, options);
	if (n >= 0 && n <= PIECE_ROOM)
		n = utf8proc_normalize_utf32(chars, n, options);
	if (n < 0 || n > PIECE_ROOM) { /* malformed bytes: as they are */
		for (size_t i = 0; i < taken; i++)
			fold_byte(folding, (unsigned char)s[i]);
		return taken;
	}
	for (utf8proc_ssize_t i = 0; i < n; i++)
		if (chars[i] > 0) {
			uint32_t c = (uint32_t)chars[i];

			fold_char(folding, fold_is_apostrophe(c) ? '\'' : c);
		}
	return taken;
}

/* "U.S.": a full stop that is not seen; one that something combines with is. */
static bool fold_drops_stop(const char *behind, size_t len)
{
	size_t used;
	uint32_t c = len ? utf8_decode(behind, len, &used) : ' ';

	return !combines(c);
}

static void fold(struct folding *folding, struct str word)
{
	bool letter = false; /* before i stands a letter */

	for (size_t i = 0, used; i < word.len; i += used) {
		uint32_t c = utf8_decode(word.s + i, word.len - i, &used), folded;

		if (fold_ignores(c))
			continue;
		if (c == '.' && letter && fold_drops_stop(word.s + i + 1, word.len - i - 1))
			continue;
		letter = !utf8_is_digit(c);
		if (fold_simple(c, &folded) && stands_alone(word.s + i + used, word.len - i - used))
			fold_char(folding, folded);
		else
			used = fold_piece(folding, word.s + i, word.len - i);
	}
}

size_t split_fold(struct str word, char *out, size_t room)
{
	struct folding folding = {.out = out, .room = room};

	fold(&folding, word);
	return folding.len < room ? folding.len : room;
}

uint32_t split_hash(struct str word)
{
	struct folding folding = {0};

	fold(&folding, word);
	return fold_end(folding.hash, folding.block, folding.len);
}
