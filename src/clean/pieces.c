/*
 * What the words of each block say of it, before anything around it is looked at.
 *
 *	"Share on Facebook (opens in a new window)"      furniture
 *	"Kim Il-mun in Port Hale on Friday. (AP)"        caption: ends in a photo credit
 *	"By Anna Lind"                                   byline
 *	"The ministry said on Friday that …  ."          a sentence of 140 letters: prose
 *
 * Every sign is a rule over one line, in time linear in its length.
 */
#include "clean/work.h"

#include "base/hash.h"
#include "base/lanes.h"
#include "base/utf8.h"

#include <string.h>

enum {
	PROSE_LETTERS = 70,
	PROSE_SENTENCE_LETTERS = 45,
	LONG_WORDS = 26, /* of a sentence that is text whatever it says */
	WORD_OF_HAN = 3,
	BRACKET_BYTES = 90,
	SIGNATURE_MOST = 40,
	CAPITALS_LEAST = 8, /* of a line in capitals */
	SMALL_RARE = 8,     /* times as many capitals as small letters that it has */
};

static bool closes(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 ||
	       c == 0x201C || c == 0xBB || c == 0xAB || c == 0x300D || c == 0x300F || c == 0xFF09 ||
	       c == 0x203A;
}

static bool stops(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
	       c == 0xFF1F || c == 0x061F || c == 0x06D4 || c == 0x0964 || c == ':' || c == 0xFF0E;
}

static bool ends_as_sentence(struct str text)
{
	for (int back = 0; back < 4 && text.len; back++) {
		size_t start = utf8_before(text.s, text.len), used;
		uint32_t c = utf8_decode(text.s + start, text.len - start, &used);

		if (stops(c))
			return true;
		if (!closes(c) && !utf8_is_space(c))
			return false;
		text.len = start;
	}
	return false;
}

/* "… it said last week. – Norlys": a full stop, a dash, a name. */
static bool ends_signed(struct str text)
{
	size_t least = text.len > SIGNATURE_MOST ? text.len - SIGNATURE_MOST : 0;
	static const char *const dashes[] = {". – ", ". — ", ". -- ", ". - "};
	struct str tail = str_sub(text, least, text.len);
	size_t stop = str_find_byte(tail, '.');

	if (stop == STR_NONE || stop + 1 == tail.len) /* as mostly: none but the last */
		return false;
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		struct str dash = str_of(dashes[i]);
		size_t at = str_find(tail, dash), used;

		if (at != STR_NONE && at + dash.len < tail.len)
			return utf8_is_upper(utf8_decode(tail.s + at + dash.len,
							 tail.len - at - dash.len, &used)) &&
			       tail.s[tail.len - 1] != '.';
	}
	return false;
}

static uint32_t first_sign(struct str text)
{
	size_t used;
	uint32_t c = utf8_decode(text.s, text.len, &used);

	if (c == '"' || c == 0x201C || c == 0x201E || c == 0xAB || c == 0x300C || c == 0x2018 ||
	    c == 0x201D)
		return SIGN_QUOTED;
	if (c == 0x2013 || c == 0x2014 || c == '-')
		return SIGN_QUOTED;
	if (c == 0x2022 || c == '*' || c == 0xB7 || c == 0x25CF || c == 0x25AA)
		return SIGN_BULLET;
	return utf8_is_lower(c) ? SIGN_LOWER : 0;
}

struct count {
	uint32_t words, letters, unspaced;
	uint32_t upper, lower; /* of letters beyond ASCII only */
	bool in_word;
};

/* What the bytes of a stretch of text are, a bit each. */
struct bits {
	uint64_t letters; /* and digits */
	uint64_t joins;   /* within a word: "don't", "Jong-un" */
	uint64_t others;  /* beyond ASCII */
	unsigned len;     /* bytes of whole characters */
};

enum { BITS_MOST = LANES_BLOCK };

static inline lanes are_joins(lanes bytes)
{
	return lanes_equal(bytes, '\'') | lanes_equal(bytes, '-');
}

static MADE_WITHIN struct bits bits_of(const char *s)
{
	return (struct bits){
		.letters = lanes_block_bits(s, lanes_letters_digits),
		.joins = lanes_block_bits(s, are_joins),
		.others = lanes_block_bits(s, lanes_beyond_ascii),
		.len = BITS_MOST,
	};
}

/* Counts the letters beyond ASCII one by one, and sets all bits of each. The last one may belong to the next stretch. */
static void others_count(struct str text, struct bits *bits, struct count *count)
{
	size_t used;

	for (uint64_t rest = bits->others; rest;) {
		unsigned start = (unsigned)__builtin_ctzll(rest);
		uint32_t c = utf8_decode(text.s + start, text.len - start, &used);
		uint64_t own = ((UINT64_C(1) << used) - 1) << start;

		if (start + used > BITS_MOST) {
			bits->len = start;
			return;
		}
		rest &= ~own;
		bits->joins |= c == 0x2019 ? own : 0;
		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			continue;
		bits->letters |= own;
		count->letters++;
		count->unspaced += utf8_is_unspaced(c);
		count->upper += utf8_is_upper(c);
		count->lower += utf8_is_lower(c);
	}
}

/* Every byte of every text comes by here. Returns how many were taken. */
static MADE_WITHIN size_t stretch_count(struct str text, struct count *count)
{
	char last[BITS_MOST]; /* 0 is neither letter nor join */
	struct bits bits = bits_of(zeros_behind(text.s, text.len, last, sizeof(last)));
	uint64_t before, joined, inner;

	count->letters += bits_count(bits.letters);
	if (bits.others)
		others_count(text, &bits, count);
	before = bits.letters << 1 | count->in_word; /* the byte before is of a word */
	/* Adding carries through all marks that stand in a row behind a word: they are of it too. */
	joined = bits.joins & ~(bits.joins + (before & bits.joins));
	inner = bits.letters | joined;
	count->words += bits_count(bits.letters & ~(inner << 1 | count->in_word));
	count->in_word = inner >> (bits.len - 1) & 1;
	return bits.len;
}

/* Are hardly any letters small? Mostly its first words have so many that the rest cannot make up for them. */
static bool is_upper(struct str text, struct count count)
{
	for (size_t at = 0; at < text.len && (size_t)count.lower * SMALL_RARE < text.len;
	     at += LANES) {
		char last[LANES];
		lanes bytes =
			lanes_load(zeros_behind(text.s + at, text.len - at, last, sizeof(last)));

		count.upper += bits_count(lanes_bits(lanes_within(bytes, 'A', 'Z')));
		count.lower += bits_count(lanes_bits(lanes_within(bytes, 'a', 'z')));
	}
	return count.upper >= CAPITALS_LEAST && count.upper > (size_t)count.lower * SMALL_RARE;
}

/* Letters, words and case of a piece. Scripts without blanks count a word for some letters. */
MADE_TWICE static void letters_count(struct piece *piece, struct str text)
{
	struct count count = {0};

	for (size_t at = 0; at < text.len;)
		at += stretch_count(str_sub(text, at, text.len), &count);
	piece->words = count.words + count.unspaced / WORD_OF_HAN;
	piece->letters = count.letters + count.unspaced * 2;
	if (piece->words > 2 && is_upper(text, count))
		piece->signs |= SIGN_UPPER;
}

/* Less trailing counts and marks: "Comments (12)" is "comments". */
static struct str bare_of(struct str fold)
{
	static const bool is_edge[256] = {
		[0] = true,   [' '] = true, ['0' ... '9'] = true, ['('] = true, [')'] = true,
		['['] = true, [']'] = true, ['.'] = true,         [':'] = true, ['>'] = true,
		['+'] = true, ['-'] = true, ['|'] = true,         ['/'] = true};

	while (fold.len && (is_edge[(unsigned char)fold.s[fold.len - 1]] ||
			    fold.s[fold.len - 1] == '!' || fold.s[fold.len - 1] == ','))
		fold.len--;
	while (fold.len && is_edge[(unsigned char)fold.s[0]])
		fold = str_sub(fold, 1, fold.len);
	return fold;
}

/* Does the phrase that it begins with lead elsewhere? "RELATED", "Read more: …", "Also read | …" do. */
static bool is_lead(const struct piece *piece, struct str bare, size_t len)
{
	return piece->signs & SIGN_UPPER || len == bare.len || bare.s[len] == ':' ||
	       (bare.len > len + 1 && (bare.s[len + 1] == '>' || bare.s[len + 1] == '|')) ||
	       !(piece->signs & SIGN_SENTENCE);
}

/* What the phrases say that it begins with, or that are all of it. */
static uint32_t opening_signs(const struct work *work, const struct piece *piece, struct str bare)
{
	const struct prefixes *phrases = &work->rules->opening;
	uint32_t whole = prefixes_whole(phrases, bare), opening = prefixes_bits(phrases, bare),
		 unbared = prefixes_bits(phrases, piece->fold), signs = 0;
	size_t len;

	if (whole & phrase_bit(PHRASE_FURNITURE_LINE))
		signs |= SIGN_FURNITURE;
	if (whole & phrase_bit(PHRASE_END) ||
	    (piece->words < 8 && opening & phrase_bit(PHRASE_END) &&
	     !(piece->signs & SIGN_SENTENCE)))
		signs |= SIGN_END | SIGN_FURNITURE;
	if (piece->words < 40 && opening & phrase_bit(PHRASE_RELATED) &&
	    prefixes_longest(phrases, bare, phrase_bit(PHRASE_RELATED), &len) &&
	    is_lead(piece, bare, len))
		signs |= SIGN_RELATED;
	if (piece->words < 30 && unbared & phrase_bit(PHRASE_BYLINE))
		signs |= SIGN_BYLINE;
	if (piece->words < 80 &&
	    (opening & phrase_bit(PHRASE_CREDIT) || unbared & phrase_bit(PHRASE_INPUTS)))
		signs |= SIGN_CREDIT;
	return signs;
}

/* What the phrases say that stand anywhere in it. */
static uint32_t inner_signs(const struct work *work, const struct piece *piece)
{
	uint32_t within, signs = 0;

	if (piece->words >= 90)
		return 0;
	within = prefixes_bits_within(&work->rules->telling, piece->fold);
	if (piece->words < 60 && within & phrase_bit(PHRASE_FURNITURE))
		signs |= SIGN_FURNITURE;
	if (piece->words < 60 && within & phrase_bit(PHRASE_CONTRIBUTED))
		signs |= SIGN_CREDIT;
	if (within & phrase_bit(PHRASE_CAPTION))
		signs |= SIGN_CAPTION;
	return signs;
}

static void phrases_read(const struct work *work, struct piece *piece)
{
	struct str text = str_from(work->page->text, piece->span), bare;
	size_t head = text.len < FOLD_MOST ? text.len : FOLD_MOST;

	while (head < text.len && (text.s[head] & 0xC0) == 0x80)
		head++;
	piece->fold = folded(work->scratch, str_sub(text, 0, head));
	bare = bare_of(piece->fold);
	if (bare.len && piece->letters)
		piece->signs |= opening_signs(work, piece, bare) | inner_signs(work, piece);
	else
		piece->signs |= SIGN_FURNITURE;
	piece->unread = false;
}

const struct piece *piece_read(const struct work *work, size_t i)
{
	if (work->pieces[i].unread)
		phrases_read(work, &work->pieces[i]);
	return &work->pieces[i];
}

bool is_long_sentence(const struct piece *piece)
{
	return piece->words >= LONG_WORDS && piece->letters >= PROSE_SENTENCE_LETTERS &&
	       piece->signs & SIGN_SENTENCE;
}

/*
 * A short bracket at the end. "… in Moscow (AP)", "… (AP-Yonhap)", "… (Foto: dpa)" sign a picture; a
 * plain "(Yonhap)" behind a full stop may sign the article as well.
 */
static uint32_t bracket_sign(const struct work *work, struct str text)
{
	size_t open, len, used;
	struct str inner, before;
	bool agency;

	while (text.len && text.s[text.len - 1] == '.')
		text.len--;
	if (text.len < 4 || text.s[text.len - 1] != ')')
		return 0;
	for (open = text.len - 1; open && text.len - open < BRACKET_BYTES && text.s[open] != '(';
	     open--)
		;
	if (text.s[open] != '(' || open < 8)
		return 0;
	inner = str_sub(text, open + 1, text.len - 1);
	before = str_trim(str_sub(text, 0, open));
	agency = source_at(work->rules, inner, true, &used) != NULL;
	if (agency && used == inner.len && ends_as_sentence(before))
		return SIGN_SIGNED;
	if (phrase_within(work->rules, PHRASE_PHOTO, folded(work->scratch, inner), &len) !=
	    STR_NONE)
		return SIGN_CAPTION;
	return agency && inner.len < 60 ? SIGN_CAPTION : 0;
}

static void piece_measure(struct work *work, struct piece *piece)
{
	struct str text = str_from(work->page->text, piece->span);

	letters_count(piece, text);
	piece->signs |= first_sign(text);
	if (ends_as_sentence(text) || ends_signed(text))
		piece->signs |= SIGN_SENTENCE;
	if (text.s[text.len - 1] == '?' || text.s[text.len - 1] == '!')
		piece->signs |= SIGN_QUESTION;
	piece->unread = work->extracted && is_long_sentence(piece);
	if (!piece->unread)
		phrases_read(work, piece);
	piece->signs |= bracket_sign(work, text);
	if (piece->signs & SIGN_SIGNED)
		piece->signs |= SIGN_SENTENCE;
	if (piece->words < 8 && name_of_person(work, text, false))
		piece->signs |= SIGN_NAME;
	if (piece->words < 16) {
		struct visible_date date;

		if (visible_date(work, text, 0, &date)) {
			piece->signs |= SIGN_DATE;
			work->days_first += date.shown_order > 0;
			work->months_first += date.shown_order < 0;
		}
	}
	if (work->elements && piece->block->link_bytes * 2 > piece->span.len)
		piece->signs |= SIGN_LINKS;
	if (piece->letters >= PROSE_LETTERS ||
	    (piece->letters >= PROSE_SENTENCE_LETTERS && piece->signs & SIGN_SENTENCE))
		piece->signs |= SIGN_PROSE;
}

void pieces_measure(struct work *work)
{
	const struct page *page = work->page;

	work->n = page->nblocks;
	work->pieces = ARENA_ARRAY(work->scratch, struct piece, page->nblocks);
	for (size_t i = 0; i < work->n; i++) {
		work->pieces[i].span = page->blocks[i].span;
		work->pieces[i].block = &page->blocks[i];
		work->pieces[i].kind = MARK_FURNITURE;
		if (page->blocks[i].kind != BLOCK_LINE)
			work->elements = true;
	}
	work->extracted = page->format == READ_JSON_LINE && !work->elements;
	for (size_t i = 0; i < work->n; i++)
		piece_measure(work, &work->pieces[i]);
}

void repeats_note(struct work *work)
{
	struct map seen;

	map_init(&seen, work->scratch);
	for (size_t i = 0; i < work->n; i++)
		(*map_of_str(&seen, work->pieces[i].fold))++;
	for (size_t i = 0; i < work->n; i++)
		if (*map_find_str(&seen, work->pieces[i].fold) > 1)
			work->pieces[i].signs |= SIGN_REPEATED;
}
