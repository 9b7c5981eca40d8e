/*
 * Where in a text one of many phrases may stand.
 *
 * Most of an article names nobody, so to split all of it into words and look each up is mostly in vain. A
 * phrase is looked for by its longest word, the anchor, as short ones stand everywhere:
 *
 *	… would close for repairs on Monday, the New Harbour Tidings reported. The ferry had …
 *	               before └───────────────────┤          └──┤ from
 *	                                              └ an anchor; behind it, words again
 *
 * A word is passed over if no anchor has its first eight letters (a bit tells of nearly all), if it is small and
 * begins phrases only that begin with a capital, or if the words beside it begin with other letters than those of
 * the phrases. Around the others, as many words are split as the rules of credits look at. That gives the words
 * that splitting the whole text gives, for a blank always parts words.
 *
 * What is not ASCII folds in many ways, and full stops within a word are not seen: a letter that is not ASCII
 * and may begin a word always counts as an anchor, and a word with such letters or a stop behind one of its
 * first is looked up by its hash. Cost: a few instructions a byte; walks are bounded by WALK_MOST bytes.
 */
#include "lineage/anchors.h"

#include "base/lanes.h"
#include "base/utf8.h"
#include "base/vector.h"

enum {
	BLOCK = LANES_BLOCK,
	FIRST_LETTERS = 8,
	BLOCK_STEP = BLOCK - FIRST_LETTERS - 1, /* words that begin there are within */
	WORD_LOOKED_AT = 64,                    /* a longer one counts as an anchor unseen */
	NEAR = 256,                             /* anchors that near are of one stretch */
	WALK_MOST = 1 << 12,
	PHRASE_REACH = 5,  /* words that a phrase may begin before its anchor */
	WORDS_BEFORE = 8,  /* that tell whether it is a credit */
	WORDS_BEHIND = 12, /* the phrase's own among them */
};

/*
 * What is told of the phrases with an anchor of some letters: a bit for each letter that a word right before
 * the anchor may begin with, and for each behind it; a phrase asks for one of them.
 */
enum { LETTERS = 26, BEHIND_SHIFT = 26 };
#define ANY_LETTER ((UINT64_C(1) << LETTERS) - 1)
#define ALONE (UINT64_C(1) << 61) /* it is a phrase by itself */
#define IN_ANY_CASE (UINT64_C(1) << 62)

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static bool is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

static inline size_t bit_of(uint64_t letters)
{
	_Static_assert(1 << (64 - 50) == ANCHOR_BITS, "a hash of the letters is a bit's number");
	return letters * 0x9E3779B97F4A7C15u >> 50;
}

/* The first n of the letters s[0 … 8), small ones, as a number. */
static inline uint64_t letters_load(const char *s, unsigned n)
{
	uint64_t letters;

	memcpy(&letters, s, sizeof(letters));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	letters = __builtin_bswap64(letters);
#endif
	return n ? (letters | 0x2020202020202020) << (64 - 8 * n) : 0;
}

void anchors_init(struct anchors *anchors, struct arena *arena)
{
	*anchors = (struct anchors){0};
	map_init(&anchors->letters, arena);
	map_init(&anchors->words, arena);
}

/* The letters and digits of ASCII that the folded word begins with. */
static uint64_t letters_of(struct str word)
{
	char folded[FIRST_LETTERS] = {0};
	size_t len = split_fold(word, folded, sizeof(folded));
	unsigned n = 0;

	while (n < len && is_letter(folded[n]))
		n++;
	return letters_load(folded, n);
}

static uint64_t letter_bit(char c)
{
	return ascii_is_alpha(c) ? UINT64_C(1) << (ascii_lower(c) - 'a') : ANY_LETTER;
}

/* What words[longest] tells of a phrase as its anchor. */
static uint64_t anchor_tells(struct str phrase, const struct words *words, size_t longest,
			     bool capital)
{
	uint64_t cases = capital && !longest ? 0 : IN_ANY_CASE;

	if (longest)
		return cases | letter_bit(phrase.s[words->items[longest - 1].start]);
	if (words->n > 1)
		return cases | letter_bit(phrase.s[words->items[1].start]) << BEHIND_SHIFT;
	return cases | ALONE;
}

void anchors_add(struct anchors *anchors, struct arena *scratch, struct str phrase, size_t most,
		 bool capital)
{
	struct words words = {0};
	size_t longest = 0, bit;
	const struct word *anchor;
	uint64_t letters;

	split_words(scratch, phrase, span_between(0, phrase.len), &words);
	if (!words.n)
		return;
	for (size_t i = 1; i < words.n && i < most; i++)
		if (words.items[i].len > words.items[longest].len)
			longest = i;
	anchor = &words.items[longest];
	letters = letters_of(str_sub(phrase, anchor->start, anchor->start + (size_t)anchor->len));
	bit = bit_of(letters);
	anchors->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	*map_of_number(&anchors->letters, letters) |=
		anchor_tells(phrase, &words, longest, capital);
	*map_of_number(&anchors->words, anchor->hash) = 1;
}

/* ---- a block of 64 bytes */

/* Sixty-four bytes, a bit each. */
struct block {
	uint64_t inner;  /* letters and digits of ASCII */
	uint64_t behind; /* what stands behind one of these */
	uint64_t other;  /* what is not ASCII */
	uint64_t stop;   /* full stops that no blank follows */
};

static inline lanes are_stops(lanes bytes)
{
	return lanes_equal(bytes, '.');
}

static inline lanes are_blanks(lanes bytes)
{
	return lanes_equal(bytes, ' ') | lanes_equal(bytes, '\n');
}

static MADE_WITHIN struct block block_of(const char *s, bool behind_letter)
{
	uint64_t inner = lanes_block_bits(s, lanes_letters_digits);

	return (struct block){
		.inner = inner,
		.behind = inner << 1 | behind_letter,
		.other = lanes_block_bits(s, lanes_beyond_ascii),
		.stop = lanes_block_bits(s, are_stops) & ~(lanes_block_bits(s, are_blanks) >> 1),
	};
}

/* How many letters the word that begins at this bit has, of the first. */
static inline unsigned letters_count(uint64_t inner, unsigned bit)
{
	return (unsigned)__builtin_ctzll(~(inner >> bit) | UINT64_C(1) << FIRST_LETTERS);
}

/* May the n letters from s on be an anchor's? */
static inline bool may_begin(const struct anchors *anchors, const char *s, unsigned n)
{
	size_t bit = bit_of(letters_load(s, n));

	return anchors->bits[bit / 64] >> bit % 64 & 1;
}

/* May a word begin with this character that is not ASCII? Those up to U+07FF only go on behind a letter. */
static bool may_begin_word(const char *s, bool behind_letter)
{
	unsigned char first = (unsigned char)s[0];

	if (first < 0xC2 || (first == 0xE2 && (unsigned char)s[1] == 0x80))
		return false;
	return first >= 0xE0 || !behind_letter;
}

/* The first place of the block where an anchor may begin, or BLOCK. */
static MADE_WITHIN unsigned block_find(const struct anchors *anchors, const char *s,
				       bool behind_letter)
{
	const uint64_t step = (UINT64_C(1) << BLOCK_STEP) - 1;
	struct block block = block_of(s, behind_letter);
	uint64_t odd = block.other | block.stop, places = block.inner & ~block.behind & step;

	for (places |= block.other & step; places; places &= places - 1) {
		unsigned i = (unsigned)__builtin_ctzll(places), n = letters_count(block.inner, i);

		if (n ? may_begin(anchors, s + i, n) || odd >> (i + n) & 1
		      : may_begin_word(s + i, block.behind >> i & 1))
			return i;
	}
	return BLOCK;
}

/* Where the next word begins that may be an anchor by its first letters, or text.len. */
MADE_TWICE static size_t place_next(const struct anchors *anchors, struct str text, size_t at)
{
	for (; at < text.len; at += BLOCK_STEP) {
		bool behind_letter = at && is_letter(text.s[at - 1]);
		size_t left = text.len - at;
		char end[BLOCK] = {0};
		unsigned found;

		if (left < BLOCK)
			memcpy(end, text.s + at, left);
		found = block_find(anchors, left < BLOCK ? end : text.s + at, behind_letter);
		if (found < BLOCK)
			return at + found;
	}
	return text.len;
}

static size_t blank_from(struct str text, size_t at, size_t most)
{
	size_t end = text.len - at < most ? text.len : at + most;

	while (at < end && !is_blank(text.s[at]))
		at++;
	return at;
}

/* Quotation marks and dashes part words, or fold to an apostrophe; all else may change the letter before it. */
static bool folds_alone(struct str text, size_t at)
{
	return at >= text.len || !(text.s[at] & 0x80) ||
	       (text.len - at > 2 && text.s[at] == '\xE2' && text.s[at + 1] == '\x80' &&
		(text.s[at + 2] & 0xF0) == 0x90);
}

/* ---- the words beside a place; where it is not plain which they are, they may begin with any letter */

static bool is_plain(char c)
{
	return !(c & 0x80) && c != '_';
}

static bool joins(char c)
{
	return !is_plain(c) || c == '.' || c == ',' || c == '\'';
}

static uint64_t letter_before(struct str text, size_t at)
{
	size_t floor = at > WORD_LOOKED_AT ? at - WORD_LOOKED_AT : 0, i = at;

	while (i > floor && is_plain(text.s[i - 1]) && !is_letter(text.s[i - 1]))
		i--;
	if (!i)
		return 0;
	if (i == floor || !is_plain(text.s[i - 1]))
		return ANY_LETTER;
	while (i > floor && is_letter(text.s[i - 1]))
		i--;
	return i && (i == floor || joins(text.s[i - 1])) ? ANY_LETTER : letter_bit(text.s[i]);
}

static uint64_t letter_behind(struct str text, size_t at)
{
	size_t end = text.len - at > WORD_LOOKED_AT ? at + WORD_LOOKED_AT : text.len;

	while (at < end && is_letter(text.s[at]))
		at++;
	if (at + 1 < end && joins(text.s[at]) && !is_blank(text.s[at + 1]))
		return ANY_LETTER;
	while (at < end && is_plain(text.s[at]) && !is_letter(text.s[at]))
		at++;
	if (at == text.len)
		return 0;
	if (at + 1 >= end || !is_plain(text.s[at]) || !is_plain(text.s[at + 1]))
		return ANY_LETTER;
	return letter_bit(text.s[at]);
}

/* Are these letters an anchor's, of the word at `at`? */
static bool are_anchors(const struct anchors *anchors, const char *folded, unsigned n,
			struct str text, size_t at)
{
	const uint64_t *tells = map_find_number(&anchors->letters, letters_load(folded, n));

	return tells && (*tells & IN_ANY_CASE || text.s[at] < 'a') &&
	       (*tells & ALONE || *tells & letter_before(text, at) ||
		*tells & letter_behind(text, at) << BEHIND_SHIFT);
}

enum telling { TELLS_NO, TELLS_YES, TELLS_NOTHING };

/* Whether the word at `at` is an anchor, by its first letters. It may end at any stop, or go on without it. */
static enum telling letters_tell(const struct anchors *anchors, struct str text, size_t at)
{
	char folded[FIRST_LETTERS] = {0};
	size_t start = at;
	unsigned n = 0;

	for (; at < text.len && n < FIRST_LETTERS; at++)
		if (is_letter(text.s[at]))
			folded[n++] = text.s[at];
		else if (text.s[at] != '.' || text.s[at - 1] == '.' ||
			 ascii_is_digit(text.s[at - 1]))
			break;
		else if (are_anchors(anchors, folded, n, text, start))
			return TELLS_YES;
	if (!folds_alone(text, at))
		return TELLS_NOTHING;
	return are_anchors(anchors, folded, n, text, start) ? TELLS_YES : TELLS_NO;
}

/* Does an anchor stand at this place, for all that its letters or its hash tell? */
static bool is_anchor(const struct anchors *anchors, struct arena *scratch, struct str text,
		      size_t at, struct words *words)
{
	size_t end = blank_from(text, at, WORD_LOOKED_AT);
	enum telling telling;

	if ((unsigned char)text.s[at] >= 0x80 || end - at >= WORD_LOOKED_AT)
		return true;
	telling = letters_tell(anchors, text, at);
	if (telling != TELLS_NOTHING)
		return telling == TELLS_YES;
	words->n = 0;
	split_words(scratch, text, span_between(at, end), words);
	return words->n && map_find_number(&anchors->words, words->items[0].hash);
}

static size_t anchor_next(const struct anchors *anchors, struct arena *scratch, struct str text, size_t at,
			  struct words *words)
{
	while ((at = place_next(anchors, text, at)) < text.len &&
	       !is_anchor(anchors, scratch, text, at, words))
		at++;
	return at;
}

/* ---- words around it, counted by blanks */

struct walk {
	size_t words; /* still to go */
	bool within;  /* a word */
};

/* Whether this byte ends the last word to go. */
static bool walk_ends(struct walk *walk, char byte)
{
	if (!is_blank(byte)) {
		walk->within |= is_letter(byte);
		return false;
	}
	walk->words -= walk->within;
	walk->within = false;
	return !walk->words;
}

static size_t words_back(struct str text, size_t floor, size_t at, size_t n)
{
	struct walk walk = {n, false};

	if (at > WALK_MOST && floor < at - WALK_MOST)
		floor = at - WALK_MOST;
	while (at > floor && !walk_ends(&walk, text.s[at - 1]))
		at--;
	return at;
}

static size_t words_ahead(struct str text, size_t at, size_t n)
{
	size_t end = text.len - at < WALK_MOST ? text.len : at + WALK_MOST;
	struct walk walk = {n, false};

	while (at < end && !walk_ends(&walk, text.s[at]))
		at++;
	return at;
}

bool stretch_next(const struct anchors *anchors, struct arena *scratch, struct str text,
		  struct stretch *stretch)
{
	struct words words = {0};
	size_t next = anchor_next(anchors, scratch, text, stretch->ahead, &words);

	if (next >= text.len)
		return false;
	stretch->from = words_back(text, stretch->to, next, PHRASE_REACH);
	do {
		stretch->to = blank_from(text, next, text.len);
		next = anchor_next(anchors, scratch, text, stretch->to, &words);
	} while (next < text.len && next - stretch->to < NEAR);
	stretch->ahead = next;
	stretch->around = span_between(words_back(text, 0, stretch->from, WORDS_BEFORE),
				       words_ahead(text, stretch->to, WORDS_BEHIND));
	return true;
}
