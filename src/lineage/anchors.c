/*
 * Where in a text one of many phrases may stand.
 *
 * Most of an article names nobody, so to split all of it into words and look each up is mostly in vain. A
 * phrase is looked for by its longest word, the anchor, as short ones stand everywhere:
 *
 *	… would close for repairs on Monday, the New Harbour Tidings reported. The ferry had …
 *	               before └───────────────────┤          └──┤ from
 *	                                              └ Tidi: an anchor; behind it, words again
 *
 * A word is passed over if no anchor begins with its first four letters (a bit tells), and then if
 * its hash is no anchor's. Around the others, as many words are split as the rules of credits look at. That gives
 * the words that splitting the whole text gives, for a blank always parts words.
 *
 * What is not ASCII folds in many ways: a letter of it that may begin a word always counts as an anchor,
 * and a word with such letters, or marks that may join it, among its first is looked up by its hash at
 * once. Cost: a few instructions a byte; walks are bounded by WALK_MOST bytes.
 */
#include "lineage/anchors.h"

#include "base/lanes.h"
#include "base/vector.h"

enum {
	BLOCK = 64,
	BLOCK_STEP = BLOCK - 4, /* of the words that begin there, the first letters are within the block */
	FIRST_LETTERS = 4,
	WORD_LOOKED_AT = 64, /* a longer one counts as an anchor unseen */
	NEAR = 256,          /* anchors that near are of one stretch */
	WALK_MOST = 1 << 12,
	PHRASE_REACH = 5,  /* words that a phrase may begin before its anchor */
	WORDS_BEFORE = 8,  /* that tell whether it is a credit */
	WORDS_BEHIND = 12, /* the phrase's own among them */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static size_t bit_of(uint32_t letters)
{
	return letters * 0x9E3779B1u >> 18;
}

/* The first n of the letters s[0 … 4), small ones, as a number: one for comparing on this machine only. */
static uint32_t letters_load(const char *s, unsigned n)
{
	static const char counted[FIRST_LETTERS + 1][FIRST_LETTERS] = {
		{0}, {-1}, {-1, -1}, {-1, -1, -1}, {-1, -1, -1, -1}};
	uint32_t letters, mask;

	memcpy(&letters, s, sizeof(letters));
	memcpy(&mask, counted[n], sizeof(mask));
	return (letters | 0x20202020) & mask;
}

void anchors_init(struct anchors *anchors, struct arena *arena)
{
	*anchors = (struct anchors){0};
	map_init(&anchors->words, arena);
}

void anchors_add(struct anchors *anchors, struct arena *scratch, struct str phrase, size_t most)
{
	struct words words = {0};
	const struct word *longest;
	char folded[WORD_LOOKED_AT];
	size_t len, bit;

	split_words(scratch, phrase, span_between(0, phrase.len), &words);
	if (!words.n)
		return;
	longest = words.items;
	for (size_t i = 1; i < words.n && i < most; i++)
		if (words.items[i].len > longest->len)
			longest = &words.items[i];
	len = split_fold(str_sub(phrase, longest->start, longest->start + (size_t)longest->len), folded,
			 sizeof(folded));
	bit = bit_of(letters_load(folded, len < FIRST_LETTERS ? (unsigned)len : FIRST_LETTERS));
	anchors->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	*map_of_number(&anchors->words, longest->hash) = 1;
}

/* ---- a block of 64 bytes */

/* May the word go on with this, which is neither a letter nor a digit of ASCII? */
static bool may_join(const char *s)
{
	if (s[0] == '.' || s[0] == ',' || s[0] == '\'' || s[0] == '_')
		return !is_blank(s[1]);
	return (unsigned char)s[0] >= 0x80;
}

/* May the letters s[0 … 4) begin an anchor? `run`: a bit for each that is a letter or digit of ASCII. */
static inline bool may_begin(const struct anchors *anchors, const char *s, unsigned run)
{
	unsigned n = (unsigned)__builtin_ctz(~run);
	size_t bit = bit_of(letters_load(s, n));

	if (n < FIRST_LETTERS && s[n] != ' ' && may_join(s + n))
		return true;
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
static unsigned block_find(const struct anchors *anchors, const char *s, bool behind_letter)
{
	const uint64_t step = (UINT64_C(1) << BLOCK_STEP) - 1;
	uint64_t inner = 0, other = 0, behind, places;

	for (unsigned i = 0; i < BLOCK; i += LANES) {
		lanes bytes = lanes_load(s + i);

		inner |= lanes_bits(lanes_letters_digits(bytes)) << i;
		other |= lanes_bits(bytes) << i;
	}
	behind = inner << 1 | behind_letter;
	for (places = ((inner & ~behind) | other) & step; places; places &= places - 1) {
		unsigned i = (unsigned)__builtin_ctzll(places);

		if (other >> i & 1 ? may_begin_word(s + i, behind >> i & 1)
				   : may_begin(anchors, s + i, inner >> i & 15))
			return i;
	}
	return BLOCK;
}

static bool is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

/* Where the next word begins that may be an anchor by its first letters, or text.len. */
static size_t place_next(const struct anchors *anchors, struct str text, size_t at)
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

/* The next place where an anchor stands for all that its hash tells, or text.len. */
static size_t anchor_next(const struct anchors *anchors, struct arena *scratch, struct str text, size_t at,
			  struct words *words)
{
	for (; (at = place_next(anchors, text, at)) < text.len; at++) {
		size_t end = blank_from(text, at, WORD_LOOKED_AT);

		if ((unsigned char)text.s[at] >= 0x80 || end - at >= WORD_LOOKED_AT)
			return at;
		words->n = 0;
		split_words(scratch, text, span_between(at, end), words);
		if (words->n && map_find_number(&anchors->words, words->items[0].hash))
			return at;
	}
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

bool stretch_next(const struct anchors *anchors, struct arena *scratch, struct str text, size_t at,
		  struct stretch *stretch)
{
	struct words words = {0};
	size_t next = anchor_next(anchors, scratch, text, at, &words);

	if (next >= text.len)
		return false;
	stretch->from = words_back(text, at, next, PHRASE_REACH);
	do {
		stretch->to = blank_from(text, next, text.len);
		next = anchor_next(anchors, scratch, text, stretch->to, &words);
	} while (next < text.len && next - stretch->to < NEAR);
	stretch->around = span_between(words_back(text, 0, stretch->from, WORDS_BEFORE),
				       words_ahead(text, stretch->to, WORDS_BEHIND));
	return true;
}
