/*
 * Paragraphs and sentences.
 *
 * Two questions, both answered from the shape of the text around a place.
 *
 * 1. Does a line break end a paragraph? A blank line does. A single break does where a page puts a
 *    paragraph on each line, and does not where a mail or an old wire service broke its lines at 70
 *    columns. A line was broken to fit if the first word of the next would not have fitted in:
 *
 *	The harbour master said on Monday that the ferry had left on     "time," has 5 letters and
 *	time, and that nobody was hurt.                                  would have been too many
 *
 *    A block of lines counts as broken to fit if its longest line is short, and most of its full
 * lines stop in the middle of a sentence. A lone break also counts as one where a line stops in the
 * middle and the next goes on in lower case.
 *
 * 2. Does a full stop end a sentence? Not after a title or an initial ("Gen. A. B. Osk"), not
 * before a small letter, not in "No. 5" or "9. Mai", and after "Inc." or "U.S." only where a word
 * follows that likes to begin sentences. What closes after the stop (quotation marks, brackets)
 * belongs to it. The abbreviations are in data/LANG.txt.
 *
 * Each byte is looked at a bounded number of times. A sentence longer than SENTENCE_MOST bytes is
 * cut at a blank, so that later steps may scan a sentence freely.
 *
 * Rejected: a trained splitter (Punkt; Kiss and Strunk 2006) learns abbreviations from one long
 * text, and news articles are short; lists by language do as well and can be read.
 */
#include "split/split.h"

#include "base/lanes.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"

#include <string.h>

extern const struct embedded split_data[];

enum {
	WRAP_MOST = 110,
	WRAP_LEAST = 40,
	ABBREVIATION_MOST = 24,
	LIST_BITS = 2048,
	SENTENCE_MOST = 16 * 1024,
	WORD_BYTES = 6 /* of most texts, with the blank */
};

/*
 * A line of the data file, its words parted and enclosed by blanks, and a bit for the length and the ends of
 * each: nearly all words before a full stop are told by it to be none of them.
 */
struct list {
	struct str words;
	uint64_t bits[LIST_BITS / 64];
};

/* Words of one language. */
struct endings {
	struct list never;    /* titles: no sentence ends with them */
	struct list numbered; /* before a number they are abbreviations: "No. 5", "Art. 2" */
	struct list seldom;   /* "Inc.": ends a sentence only before a starter */
	struct str starters;  /* words that begin sentences */
	bool ordinals;        /* "9. Mai" */
};

struct split_rules {
	struct endings *endings; /* one a file of split_data */
};

struct splitter {
	struct arena *out;
	struct str text;
	const struct endings *endings;
	VEC(struct paragraph) paragraphs;
	VEC(struct sentence) sentences;
	struct words words;
	size_t taken; /* of the words, by the sentences so far */
	bool apart;   /* the words of each sentence are split by themselves */
	bool furniture;
};

/* ---- the lists of a language */

static unsigned list_bit(struct str word)
{
	return ((unsigned char)word.s[0] * 7u + (unsigned char)word.s[word.len - 1] * 31u +
		(unsigned)word.len) %
	       LIST_BITS;
}

/* Words with a blank before and after each. */
static struct list list_of(struct str words)
{
	struct list list = {.words = words};
	size_t start = 0;

	for (size_t i = 1; i <= words.len; i++) {
		unsigned bit;

		if (i < words.len && words.s[i] != ' ')
			continue;
		bit = i > start + 1 ? list_bit(str_sub(words, start + 1, i)) : 0;
		list.bits[bit / 64] |= UINT64_C(1) << bit % 64;
		start = i;
	}
	return list;
}

/* The line "NAME: word word" of a language's file. */
static void line_read(struct endings *endings, struct str line)
{
	size_t colon = str_find_byte(line, ':');
	struct str name = str_sub(line, 0, colon), words;

	if (!line.len || line.s[0] == '#' || colon == STR_NONE)
		return;
	words = str_sub(line, colon + 1, line.len);
	if (str_eq(name, STR("never")))
		endings->never = list_of(words);
	else if (str_eq(name, STR("numbered")))
		endings->numbered = list_of(words);
	else if (str_eq(name, STR("seldom")))
		endings->seldom = list_of(words);
	else if (str_eq(name, STR("starters")))
		endings->starters = words;
	else if (str_eq(name, STR("ordinals")))
		endings->ordinals = str_eq(str_trim(words), STR("yes"));
}

static struct endings endings_read(const struct embedded *file)
{
	struct str bytes = {file->bytes, file->len};
	struct endings endings = {0};

	while (bytes.len) {
		size_t end = str_find_byte(bytes, '\n'),
		       next = end == STR_NONE ? bytes.len : end + 1;

		line_read(&endings, str_sub(bytes, 0, end == STR_NONE ? next : end));
		bytes = str_sub(bytes, next, bytes.len);
	}
	return endings;
}

struct split_rules *split_rules_new(struct arena *arena)
{
	struct split_rules *rules = ARENA_NEW(arena, struct split_rules);
	size_t n = 0;

	while (split_data[n].name)
		n++;
	rules->endings = ARENA_ARRAY(arena, struct endings, n);
	for (size_t i = 0; i < n; i++)
		rules->endings[i] = endings_read(&split_data[i]);
	return rules;
}

/* Is it one of the words, which have a blank before and after each? */
static bool stands_among(struct str words, struct str word)
{
	char wanted[ABBREVIATION_MOST + 1];

	if (!word.len || word.len > ABBREVIATION_MOST)
		return false;
	wanted[0] = ' ';
	memcpy(wanted + 1, word.s, word.len);
	while (words.len) {
		size_t at = str_find(words, (struct str){wanted, word.len + 1});

		if (at == STR_NONE)
			return false;
		words = str_sub(words, at + word.len + 1, words.len);
		if (!words.len || words.s[0] == ' ')
			return true;
	}
	return false;
}

static bool listed(const struct list *list, struct str word)
{
	unsigned bit = word.len ? list_bit(word) : 0;

	return list->bits[bit / 64] >> bit % 64 & 1 && stands_among(list->words, word);
}

/* ---- where a sentence may end */

static bool is_closer(uint32_t c)
{
	switch (c) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case 0x2019:
	case 0x201C:
	case 0x201D:
	case 0xBB:
	case 0xAB:
	case 0x203A:
	case 0x2018:
	case 0x300D:
	case 0x300F:
	case 0xFF09:
	case 0x3011:
		return true;
	default:
		return false;
	}
}

static bool is_wide_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203D || c == 0x0964 ||
	       c == 0x061F || c == 0x06D4 || is_wide_stop(c);
}

static uint32_t char_at(struct str text, size_t at, size_t end, size_t *used)
{
	*used = 1;
	return at < end ? utf8_decode(text.s + at, end - at, used) : 0;
}

static size_t blanks_skipped(struct str text, size_t at, size_t end)
{
	size_t used;

	while (at < end && utf8_is_space(char_at(text, at, end, &used)))
		at += used;
	return at;
}

/* The letters, digits, inner stops and hyphens that end at `stop`. */
static struct str word_before(struct str text, size_t from, size_t stop)
{
	size_t start = stop;

	while (start > from && stop - start <= ABBREVIATION_MOST) {
		bool plain = !(text.s[start - 1] & 0x80);
		size_t before = plain ? start - 1 : from + utf8_before(text.s + from, start - from),
		       used;
		uint32_t c = utf8_decode(text.s + before, stop - before, &used);

		if (!utf8_is_letter(c) && !utf8_is_digit(c) && c != '.' && c != '-')
			break;
		start = before;
	}
	return str_sub(text, start, stop);
}

static struct str word_after(struct str text, size_t at, size_t end)
{
	size_t start = at, used;

	while (at < end && at - start <= ABBREVIATION_MOST) {
		uint32_t c = char_at(text, at, end, &used);

		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			break;
		at += used;
	}
	return str_sub(text, start, at);
}

static bool all_digits(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_digit(word.s[i]))
			return false;
	return word.len > 0;
}

/* "A." of a name, and "J.K." */
static bool is_initial(struct str word)
{
	size_t used;
	uint32_t c;

	if (!word.len)
		return false;
	c = utf8_decode(word.s, word.len, &used);
	if (!utf8_is_upper(c))
		return false;
	return used == word.len || (word.s[used] == '.' && word.len <= 5);
}

/* A single full stop after `word`, before the text at `next`: does it end the sentence? */
static bool full_stop_ends(const struct splitter *s, struct str word, size_t next, size_t end)
{
	const struct endings *endings = s->endings;
	bool seldom;

	if (listed(&endings->never, word))
		return false;
	if (next < end && ascii_is_digit(s->text.s[next]) && listed(&endings->numbered, word))
		return false;
	seldom = listed(&endings->seldom, word) || is_initial(word) ||
		 (endings->ordinals && all_digits(word) && word.len <= 2);
	return !seldom || stands_among(endings->starters, word_after(s->text, next, end));
}

/* Letters that begin a sentence are large, or of a script that knows no size. */
static bool may_begin(struct str text, size_t at, size_t end)
{
	size_t used;

	for (int i = 0; i < 4 && at < end; i++, at += used) {
		uint32_t c = char_at(text, at, end, &used);

		if (utf8_is_letter(c))
			return !utf8_is_lower(c);
		if (utf8_is_digit(c))
			return true;
	}
	return true;
}

/* If a sentence ends with the stops [at, stops_end), where it ends (closers included); else 0. */
static size_t sentence_end(const struct splitter *s, struct span seen, size_t stops_end, size_t end)
{
	size_t at = span_end(seen), used, next = stops_end, follows;
	uint32_t first = char_at(s->text, at, end, &used);
	bool single = first == '.' && stops_end == at + 1;

	while (next < end && is_closer(char_at(s->text, next, end, &used)))
		next += used;
	if (next == end || is_wide_stop(first))
		return next;
	if (!utf8_is_space(char_at(s->text, next, end, &used)))
		return 0;
	follows = blanks_skipped(s->text, next, end);
	if (!may_begin(s->text, follows, end))
		return 0;
	if (single && !full_stop_ends(s, word_before(s->text, seen.start, at), follows, end))
		return 0;
	return next;
}

static size_t stops_skipped(struct str text, size_t at, size_t end)
{
	size_t used;

	while (at < end && is_stop(char_at(text, at, end, &used)))
		at += used;
	return at;
}

static inline lanes may_end_sentences(lanes bytes)
{
	return bytes | lanes_equal(bytes, '.') | lanes_equal(bytes, '!') | lanes_equal(bytes, '?');
}

/* The first byte at or behind `at` that may end a sentence: a stop, or any that is not ASCII; or `end`. */
static size_t inside_skipped(struct str text, size_t at, size_t end)
{
	return lanes_find(text.s, text.len, at, end, may_end_sentences);
}

/* Behind the last blank of [start, at), or `at`: where a sentence that is too long is cut. */
static size_t cut_before(struct str text, size_t start, size_t at)
{
	for (size_t cut = at, used; cut > start;) {
		size_t before = start + utf8_before(text.s + start, cut - start);

		if (utf8_is_space(char_at(text, before, cut, &used)))
			return cut;
		cut = before;
	}
	return at;
}

/* ---- sentences of a paragraph */

/*
 * Gives the sentence those of the region's words that lie in it: all are split before there are sentences. A
 * word that goes on behind its end ends there, and what follows may be other words, too: from then on each
 * sentence is split by itself.
 */
static void words_take(struct splitter *s, struct sentence *sentence)
{
	const struct word *words = s->words.items;
	uint32_t end = span_end(sentence->span);
	size_t taken = s->taken;

	sentence->word = (uint32_t)taken;
	while (taken < s->words.n && words[taken].start < end)
		taken++;
	if (s->apart || (taken > s->taken && words[taken - 1].start + words[taken - 1].len > end)) {
		s->apart = true;
		s->words.n = s->taken;
		split_words(s->out, s->text, sentence->span, &s->words);
		taken = s->words.n;
	}
	sentence->nwords = (uint32_t)(taken - s->taken);
	s->taken = taken;
}

static void sentence_add(struct splitter *s, size_t start, size_t end)
{
	bool blank = start < end && s->text.s[start] == ' '; /* as before most */
	struct str trimmed = str_trim(str_sub(s->text, start + blank, end));
	struct sentence sentence = {
		.span = {(uint32_t)(trimmed.s - s->text.s), (uint32_t)trimmed.len},
		.paragraph = (uint32_t)s->paragraphs.n,
		.furniture = s->furniture,
	};

	if (!trimmed.len)
		return;
	words_take(s, &sentence);
	vec_push(s->out, &s->sentences, sentence);
}

static void sentences_of(struct splitter *s, size_t start, size_t end)
{
	size_t at = start, used;

	while (at < end) {
		size_t most = end - start > SENTENCE_MOST ? start + SENTENCE_MOST : end;
		size_t next, stop = 0;

		if (at < most) /* not behind a cut before thousands of stops */
			at = inside_skipped(s->text, at, most);
		if (at == end)
			break;
		next = stops_skipped(s->text, at, end);
		if (next > at) {
			stop = sentence_end(s, span_between(start, at), next, end);
		} else {
			char_at(s->text, at, end, &used);
			next = at + used;
		}
		if (!stop && next - start > SENTENCE_MOST)
			stop = cut_before(s->text, start, next);
		if (stop) {
			sentence_add(s, start, stop);
			start = stop;
		}
		at = stop > next ? stop : next;
	}
	sentence_add(s, start, end);
}

/* Neither begins nor ends with blanks, as its lines do not. */
static void paragraph_add(struct splitter *s, size_t start, size_t end)
{
	struct paragraph paragraph = {
		.span = span_between(start, end),
		.sentence = (uint32_t)s->sentences.n,
	};

	sentences_of(s, start, end);
	paragraph.nsentences = (uint32_t)(s->sentences.n - paragraph.sentence);
	if (paragraph.nsentences)
		vec_push(s->out, &s->paragraphs, paragraph);
}

/* ---- lines and blocks */

struct line {
	struct span span; /* without the blanks around it */
	uint32_t behind;  /* its end, blanks and all */
	uint32_t columns;
	uint32_t first_word; /* columns */
	bool stops;          /* ends as a sentence does */
	bool small;          /* begins in lower case */
};

static inline lanes are_line_breaks(lanes bytes)
{
	return lanes_equal(bytes, '\n') | lanes_equal(bytes, '\r');
}

/* The first line break at or behind `at`, or `end`. */
static size_t line_break(struct str text, size_t at, size_t end)
{
	return lanes_find(text.s, text.len, at, end, are_line_breaks);
}

/* The line that starts at `at`; *next is the start of the one after it. */
static struct line line_at(struct str text, size_t at, size_t end, size_t *next)
{
	size_t behind = line_break(text, at, end);
	struct str trimmed = str_trim(str_sub(text, at, behind));

	*next = behind < end ? behind + 1 : end;
	if (*next < end && text.s[behind] == '\r' && text.s[*next] == '\n')
		*next += 1;
	return (struct line){
		.span = {(uint32_t)(trimmed.s - text.s), (uint32_t)trimmed.len},
		.behind = (uint32_t)behind,
	};
}

static uint32_t chars_count(struct str text)
{
	uint32_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += (text.s[i] & 0xC0) != 0x80;
	return n;
}

/* What a line is like, which is asked only where there are others beside it. */
static void line_measure(struct str text, struct line *line)
{
	struct str words = str_from(text, line->span);
	size_t used, at = words.len;
	uint32_t last = 0;

	line->small = utf8_is_lower(char_at(words, 0, words.len, &used));
	line->columns = chars_count(str_sub(text, line->span.start, line->behind));
	for (size_t i = 0; i < words.len; i += used) {
		if (utf8_is_space(char_at(words, i, words.len, &used)))
			break;
		line->first_word++;
	}
	while (at && (!last || is_closer(last) || utf8_is_space(last))) {
		at = utf8_before(words.s, at);
		last = char_at(words, at, words.len, &used);
	}
	line->stops = is_stop(last) || last == ':';
}

/* Was the break after `line` made to fit the width of the block? */
static bool broken_to_fit(const struct line *line, const struct line *next, size_t width)
{
	return line->columns + 1 + next->first_word > width;
}

/* The lines [first, last) without a blank one between them. */
static void block_split(struct splitter *s, struct line *lines, size_t n)
{
	size_t width = 0, full = 0, inside = 0, start = 0;
	bool wrapped;

	for (size_t i = 0; i < n && n > 1; i++)
		line_measure(s->text, &lines[i]);
	for (size_t i = 0; i < n; i++)
		width = lines[i].columns > width ? lines[i].columns : width;
	for (size_t i = 0; i + 1 < n; i++)
		if (broken_to_fit(&lines[i], &lines[i + 1], width)) {
			full++;
			inside += !lines[i].stops;
		}
	wrapped = width <= WRAP_MOST && width >= WRAP_LEAST && n >= 3 && full >= 2 &&
		  2 * inside > full;
	for (size_t i = 0; i < n; i++) {
		bool goes_on = i + 1 < n &&
			       ((wrapped && broken_to_fit(&lines[i], &lines[i + 1], width)) ||
				(!lines[i].stops && lines[i + 1].small && lines[i].columns > 20));

		if (goes_on)
			continue;
		paragraph_add(s, lines[start].span.start, span_end(lines[i].span));
		start = i + 1;
	}
}

static void region_split(struct splitter *s, struct span region)
{
	VEC(struct line) lines = {0};
	size_t at = region.start, end = span_end(region);

	split_words(s->out, s->text, region, &s->words);
	s->apart = false;
	while (at < end) {
		struct line line = line_at(s->text, at, end, &at);

		if (line.span.len) {
			vec_push(s->out, &lines, line);
			continue;
		}
		block_split(s, lines.items, lines.n);
		lines.n = 0;
	}
	block_split(s, lines.items, lines.n);
	s->words.n = s->taken;
}

void split_text(struct arena *out, const struct split_rules *rules, struct str text,
		const struct split_region *regions, size_t nregions, struct str language,
		struct pieces *pieces)
{
	struct splitter s = {.out = out,
			     .text = text,
			     .endings =
				     &rules->endings[embedded_of_language(split_data, language)]};
	size_t bytes = 0;

	for (size_t i = 0; i < nregions; i++)
		bytes += regions[i].span.len;
	vec_reserve(out, &s.words, bytes / WORD_BYTES);
	for (size_t i = 0; i < nregions; i++) {
		s.furniture = regions[i].furniture;
		region_split(&s, regions[i].span);
	}
	*pieces = (struct pieces){
		.paragraphs = s.paragraphs.items,
		.sentences = s.sentences.items,
		.nparagraphs = s.paragraphs.n,
		.nsentences = s.sentences.n,
		.words = s.words,
	};
}
