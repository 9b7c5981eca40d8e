/*
 * The language of an article's body.
 *
 * A third of the words of running text are the same few dozen, and each language has its own:
 *
 *	The ministry of defence said on Friday that it was …     the, of, said, on, that, it, was: en
 *
 * So the first lines are told by counting such words (data/languages.txt), where they are many and
 * the words of no other language come near. All else is asked of CLD2 (language.cc), which knows four
 * times as many languages and looks closer, but takes more time than all the other steps of clean.
 *
 * Rejected: words alone. In headlines, lists and quotes from abroad there are too few of them.
 */
#include "clean/work.h"

#include "base/guard.h"
#include "base/lanes.h"
#include "base/table.h"

#include <string.h>

extern const struct embedded clean_data[];

const char *language_detect(const char *text, int len, const char *hint);

enum {
	BYTES_FIRST = 768, /* some lines mostly tell: only where not, more is asked */
	BYTES_MORE = 2048,
	BYTES_LEAST = 40,
	WORD_BYTES = 8,
	BLOCK = 64,
	WORDS_LEAST = 40, /* of the text, to be told by its common ones */
	SHARE_LEAST = 25, /* percent of them that are common words of the language */
	AHEAD = 2,        /* times as many as of any other */
	SLOTS = 2048,
};

/* ---------------------------------------------------------------- common words */

static uint64_t *slot_at(const struct languages *languages, uint64_t word)
{
	size_t at = (size_t)(word * UINT64_C(0x9E3779B97F4A7C15) >> 32) % SLOTS;

	while (languages->words[at] && languages->words[at] != word)
		at = (at + 1) % SLOTS;
	return &languages->words[at];
}

/* Of one to eight bytes, with anything behind them. */
static uint64_t word_key(const char *s, size_t len)
{
	unsigned behind = (unsigned)(WORD_BYTES - len) * 8;

	return eight_load(s) << behind >> behind;
}

static void words_add(struct languages *languages, struct str cell, uint32_t bit)
{
	struct str word;

	while ((word = table_alternative(&cell)).len) {
		size_t len = word.len < WORD_BYTES ? word.len : WORD_BYTES;
		char bytes[WORD_BYTES] = {0};
		uint64_t key = word_key(memcpy(bytes, word.s, len), len);
		uint64_t *slot = slot_at(languages, key);

		*slot = key;
		languages->spoken[slot - languages->words] |= bit;
	}
}

void languages_load(struct languages *languages, struct arena *arena)
{
	const struct embedded *file = embedded_find(clean_data, STR("languages.txt"));
	struct table table = table_parse(arena, (struct str){file->bytes, file->len});

	languages->words = ARENA_ARRAY(arena, uint64_t, SLOTS);
	languages->spoken = ARENA_ARRAY(arena, uint32_t, SLOTS);
	for (; languages->n < table.n && languages->n < LANGUAGES_MOST; languages->n++) {
		const struct table_row *row = &table.rows[languages->n];

		languages->names[languages->n] = row->cells[0];
		languages->ntold += str_eq(row->section, STR("told"));
		words_add(languages, row->cells[1], UINT32_C(1) << languages->n);
	}
}

static inline void word_count(const struct languages *languages, const char *word, size_t len,
			      struct language_counts *counts)
{
	uint64_t *slot;

	counts->words++;
	if (len > WORD_BYTES)
		return;
	slot = slot_at(languages, word_key(word, len));
	for (uint32_t spoken = languages->spoken[slot - languages->words]; spoken;
	     spoken &= spoken - 1)
		counts->common[__builtin_ctz(spoken)]++;
}

struct stretch {
	uint64_t inner; /* bytes within words, a bit each */
	unsigned len; /* bytes to where no word is split, unless one fills all of it, and no mark */
	char lower[BLOCK + WORD_BYTES];
};

/*
 * Within words are letters, and what of UTF-8 is no mark of punctuation; those mostly begin with E2, and
 * have three bytes. Good enough for counting.
 */
static inline void stretch_read(const char *s, struct stretch *stretch)
{
	uint64_t inner = 0, marks = 0;

#pragma GCC unroll 4
	for (unsigned i = 0; i < BLOCK; i += LANES) {
		lanes bytes = lanes_load(s + i), lower;

		lower = bytes | (lanes_within(bytes, 'A', 'Z') & 0x20);
		memcpy(stretch->lower + i, &lower, LANES);
		inner |= lanes_bits(lanes_within(lower, 'a', 'z') | bytes) << i;
		marks |= lanes_bits(lanes_equal(bytes, 0xE2)) << i;
	}
	memset(stretch->lower + BLOCK, 0, WORD_BYTES);
	inner &= ~(marks | marks << 1 | marks << 2);
	stretch->len = BLOCK + (marks >> 63 ? 2 : marks >> 62 ? 1 : 0);
	if (~inner && inner >> (BLOCK - 1)) {
		stretch->len = BLOCK - (unsigned)__builtin_clzll(~inner);
		inner &= (UINT64_C(1) << stretch->len) - 1;
	}
	stretch->inner = inner;
}

/* `within`: the stretch before was filled by a word, which may go on. Returns the same of this one. */
static inline bool stretch_count(const struct languages *languages, const struct stretch *stretch,
				 bool within, struct language_counts *counts)
{
	uint64_t inner = stretch->inner;

	if (within && inner & 1)
		inner &= inner + 1; /* carries through the word */
	while (inner) {
		unsigned start = (unsigned)__builtin_ctzll(inner);
		uint64_t behind = ~(inner >> start);

		word_count(languages, stretch->lower + start,
			   behind ? (size_t)__builtin_ctzll(behind) : BLOCK, counts);
		inner &= inner + (UINT64_C(1) << start);
	}
	return !~stretch->inner;
}

void language_count(const struct languages *languages, struct str text,
		    struct language_counts *counts)
{
	struct stretch stretch;
	bool within = false;

	for (size_t at = 0; at < text.len; at += stretch.len) {
		char last[BLOCK];

		stretch_read(zeros_behind(text.s + at, text.len - at, last, sizeof(last)),
			     &stretch);
		within = stretch_count(languages, &stretch, within, counts);
	}
}

/* The language whose common words are many, and of no other nearly so many; empty: none. */
static struct str told_by_words(const struct languages *languages, struct str text)
{
	struct language_counts counts = {0};
	size_t best = 0;

	language_count(languages, text, &counts);
	for (size_t i = 1; i < languages->n; i++)
		if (counts.common[i] > counts.common[best])
			best = i;
	if (best >= languages->ntold || counts.words < WORDS_LEAST ||
	    counts.common[best] * 100 < counts.words * SHARE_LEAST)
		return (struct str){0};
	for (size_t i = 0; i < languages->n; i++)
		if (i != best && counts.common[i] * AHEAD > counts.common[best])
			return (struct str){0};
	return languages->names[best];
}

/* ---------------------------------------------------------------- CLD2 */

/* CLD2's codes that are not today's of BCP 47. */
static struct str language_code(const char *code)
{
	static const char *const today[][2] = {
		{"iw", "he"}, {"jw", "jv"}, {"mo", "ro"}, {"zh-Hant", "zh"}, {"nb", "no"}};

	for (size_t i = 0; i < sizeof(today) / sizeof(*today); i++)
		if (!strcmp(code, today[i][0]))
			return str_of(today[i][1]);
	return str_of(code);
}

static struct str told_by_pieces(struct str text)
{
	const char *code = language_detect(text.s, (int)text.len, "");

	if (!code)
		guard_raise(WIRE_NO_MEMORY);
	return language_code(code);
}

/* ---------------------------------------------------------------- the body */

/* The start of the body, pieces as lines: some `most` bytes, whole characters. */
static struct str body_start(struct work *work, size_t most)
{
	struct buf text = buf_in(work->scratch);

	for (size_t i = 0; i < work->n && text.len < most; i++) {
		struct str piece = piece_text(work, i);

		if (work->pieces[i].kind != MARK_BODY)
			continue;
		if (piece.len > most) {
			piece.len = most;
			while (piece.len && (piece.s[piece.len] & 0xC0) == 0x80)
				piece.len--;
		}
		buf_add(&text, piece);
		buf_add_byte(&text, '\n');
	}
	return buf_str(&text);
}

void language_find(struct work *work)
{
	struct str *language = &work->article->language, start;

	if (language->len)
		return;
	start = body_start(work, BYTES_FIRST);
	if (start.len < BYTES_LEAST)
		return;
	*language = told_by_words(&work->rules->languages, start);
	if (!language->len)
		*language = told_by_pieces(start);
	if (!language->len)
		*language = told_by_pieces(body_start(work, BYTES_MORE));
}
