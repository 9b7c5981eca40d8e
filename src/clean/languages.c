/*
 * The language of an article's body.
 *
 * A third of the words of running text are the same few dozen, and each language has its own:
 *
 *	The ministry of defence said on Friday that it was …     the, of, said, on, that, it, was: en
 *
 * So the first lines are told by counting such words (data/languages.txt), where they are many and
 * the words of no other language come near; where they begin with names and figures, some more lines are. All
 * else is asked of CLD2 (language.cc), which knows four
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
	BYTES_FIRST = 512, /* some lines mostly tell: only where not, more is asked */
	BYTES_MORE = 2048,
	BYTES_LEAST = 40,
	WORD_BYTES = 8,
	BLOCK = 64,
	WORDS_LEAST = 40, /* of the text, to be told by its common ones */
	SHARE_LEAST = 25, /* percent of them that are common words of the language */
	AHEAD = 2,        /* times as many as of any other */
	PLACES = 8192,
	STRETCHES = 255 / (BLOCK / 2), /* whose words can be counted in a byte */
};

/* ---------------------------------------------------------------- common words */

static uint16_t *place_of(const struct languages *languages, uint64_t key)
{
	return &languages->places[(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) % PLACES];
}

/* The number of the word, or 0. Nearly no place has two words, and the rest is told without a branch. */
static inline size_t word_find(const struct languages *languages, uint64_t key)
{
	const struct common_word *words = languages->words.items;
	size_t number = *place_of(languages, key);

	while (words[number].next && words[number].key != key)
		number = words[number].next;
	return number * (words[number].key == key);
}

/* Of one to eight bytes, with anything behind them; 0 of more, which no common word has. */
static uint64_t word_key(const char *s, size_t len)
{
	unsigned behind = (unsigned)(WORD_BYTES - len) * 8 % 64;

	return (eight_load(s) << behind >> behind) & -(uint64_t)(len <= WORD_BYTES);
}

static void words_add(struct languages *languages, struct arena *arena, struct str cell,
		      size_t language)
{
	struct str word;

	while ((word = table_alternative(&cell)).len) {
		size_t len = word.len < WORD_BYTES ? word.len : WORD_BYTES;
		char bytes[WORD_BYTES] = {0};
		uint64_t key = word_key(memcpy(bytes, word.s, len), len);
		size_t number = word_find(languages, key);

		if (!number) {
			uint16_t *place = place_of(languages, key);
			struct common_word new = {.key = key, .next = *place};

			number = languages->words.n;
			*place = (uint16_t)number;
			vec_push(arena, &languages->words, new);
		}
		languages->words.items[number].spoken[language / LANES][language % LANES] = 1;
	}
}

void languages_load(struct languages *languages, struct arena *arena)
{
	const struct embedded *file = embedded_find(clean_data, STR("languages.txt"));
	struct table table = table_parse(arena, (struct str){file->bytes, file->len});

	languages->places = ARENA_ARRAY(arena, uint16_t, PLACES);
	vec_push(arena, &languages->words, (struct common_word){0});
	for (; languages->n < table.n && languages->n < LANGUAGES_MOST; languages->n++) {
		const struct table_row *row = &table.rows[languages->n];

		languages->names[languages->n] = row->cells[0];
		languages->ntold += str_eq(row->section, STR("told"));
		words_add(languages, arena, row->cells[1], languages->n);
	}
}

/* Words counted so far, for each language in a byte of its own. */
struct tally {
	lanes common[2];
	uint32_t words;
};

static inline void word_count(const struct languages *languages, const char *word, size_t len,
			      struct tally *tally)
{
	size_t number = word_find(languages, word_key(word, len));
	const struct common_word *common = &languages->words.items[number];

	tally->words++;
	tally->common[0] += common->spoken[0];
	tally->common[1] += common->spoken[1];
}

static void tally_take(struct tally *tally, struct language_counts *counts)
{
	for (size_t i = 0; i < LANGUAGES_MOST; i++)
		counts->common[i] += tally->common[i / LANES][i % LANES];
	counts->words += tally->words;
	*tally = (struct tally){0};
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
				 bool within, struct tally *tally)
{
	uint64_t inner = stretch->inner;

	if (within && inner & 1)
		inner &= inner + 1; /* carries through the word */
	while (inner) {
		unsigned start = (unsigned)__builtin_ctzll(inner);
		uint64_t behind = ~(inner >> start);

		word_count(languages, stretch->lower + start,
			   behind ? (size_t)__builtin_ctzll(behind) : BLOCK, tally);
		inner &= inner + (UINT64_C(1) << start);
	}
	return !~stretch->inner;
}

MADE_TWICE static void words_count(const struct languages *languages, struct str text,
				   struct language_counts *counts)
{
	struct stretch stretch;
	struct tally tally = {0};
	size_t stretches = 0;
	bool within = false;

	for (size_t at = 0; at < text.len; at += stretch.len) {
		char last[BLOCK];

		if (++stretches % STRETCHES == 0)
			tally_take(&tally, counts);
		stretch_read(zeros_behind(text.s + at, text.len - at, last, sizeof(last)),
			     &stretch);
		within = stretch_count(languages, &stretch, within, &tally);
	}
	tally_take(&tally, counts);
}

void language_count(const struct languages *languages, struct str text,
		    struct language_counts *counts)
{
	words_count(languages, text, counts);
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
	const struct languages *languages = &work->rules->languages;
	struct str *language = &work->article->language, start, more;

	if (language->len)
		return;
	start = body_start(work, BYTES_FIRST);
	if (start.len < BYTES_LEAST)
		return;
	*language = told_by_words(languages, start);
	if (language->len)
		return;
	more = body_start(work, BYTES_MORE);
	*language = told_by_words(languages, more);
	if (!language->len)
		*language = told_by_pieces(start);
	if (!language->len)
		*language = told_by_pieces(more);
}
