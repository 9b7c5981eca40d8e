/*
 * Reading counts.
 *
 *	"Nineteen people are missing and feared drowned, the harbor authority said."
 *	 19       people     missing     feared drowned       keys; it stops at the comma
 *
 * A count is a number in digits or letters, standing free, that is no unit and no share (nor a date,
 * which is not looked at here); what it counts are the telling words behind it, as far as the clause
 * goes. Linear in the text, of which at most FIGURES_BYTES are read.
 *
 * Rejected: looking before the number as well ("missing: 14"), which is as often about something else.
 */
#include "group/figures.h"

#include "base/map.h"
#include "base/table.h"

extern const struct embedded group_data[];

enum {
	FIGURES_BYTES = 8 * 1024,
	WORDS_BEHIND = 4,
	DIGITS_MOST = 7,
	UNIT = UINT16_MAX,
	LISTED_BITS = 1 << 14
};

static const float EMPTY_SHARE = 0.45f, TELLING_SHARE = 0.03f;

/* Words of one language: the number they say, or UNIT. Keys hold language and hash. */
struct number_words {
	struct map values;
	uint64_t listed[LISTED_BITS / 64]; /* a bit by the hash of each: most words have none */
};

static bool may_be_listed(const struct number_words *numbers, uint32_t hash)
{
	return numbers->listed[hash % LISTED_BITS / 64] >> hash % 64 & 1;
}

static uint64_t key_of(struct str language, uint32_t hash)
{
	uint64_t code = language.len < 2 ? 0
					 : (uint64_t)(unsigned char)language.s[0] << 8 |
						   (unsigned char)language.s[1];

	return code << 32 | hash;
}

struct number_words *number_words_new(struct arena *arena)
{
	struct number_words *numbers = ARENA_NEW(arena, struct number_words);
	const struct embedded *file = embedded_find(group_data, STR("numbers.txt"));
	struct table table = table_parse(arena, (struct str){file->bytes, file->len});

	map_init(&numbers->values, arena);
	for (size_t i = 0; i < table.n; i++) {
		const struct table_row *row = &table.rows[i];
		struct str cell = row->cells[0], word;
		uint64_t value = 0;

		for (size_t k = 0; k < row->cells[1].len; k++)
			value = value * 10 + (uint64_t)(row->cells[1].s[k] - '0');
		while ((word = table_alternative(&cell)).len) {
			uint32_t hash = split_hash(word);

			numbers->listed[hash % LISTED_BITS / 64] |= (uint64_t)1 << hash % 64;
			*map_of_number(&numbers->values, key_of(row->section, hash)) =
				row->ncells > 1 ? value : UNIT;
		}
	}
	return numbers;
}

/* "14", "5,800", "1.204": whole numbers only, thousands parted or not. */
static bool digits_value(struct str word, uint32_t *value)
{
	unsigned digits = 0, since = 0;
	bool parted = false;

	*value = 0;
	for (size_t i = 0; i < word.len; i++) {
		if (word.s[i] >= '0' && word.s[i] <= '9') {
			*value = *value * 10 + (uint32_t)(word.s[i] - '0');
			since++;
			if (++digits > DIGITS_MOST)
				return false;
		} else if ((word.s[i] == ',' || word.s[i] == '.') && digits &&
			   (!parted || since == 3)) {
			parted = true;
			since = 0;
		} else {
			return false;
		}
	}
	return digits && (!parted || since == 3);
}

struct reading {
	const struct number_words *numbers;
	const struct background *background;
	struct str text, language;
	const struct word *words;
	size_t n;
};

static struct str word_text(const struct reading *reading, size_t i)
{
	return str_sub(reading->text, reading->words[i].start,
		       (size_t)reading->words[i].start + reading->words[i].len);
}

static bool word_value(const struct reading *reading, size_t i, uint32_t *value)
{
	const uint64_t *found;

	if (reading->words[i].flags & WORD_NUMBER)
		return digits_value(word_text(reading, i), value);
	if (!may_be_listed(reading->numbers, reading->words[i].hash))
		return false;
	found = map_find_number(&reading->numbers->values,
				key_of(reading->language, reading->words[i].hash));
	*value = found ? (uint32_t)*found : 0;
	return found && *found != UNIT;
}

static struct str gap_behind(const struct reading *reading, size_t i)
{
	size_t end = reading->words[i].start + reading->words[i].len;

	return str_sub(reading->text, end, i + 1 < reading->n ? reading->words[i + 1].start : end);
}

static bool gap_is_blank(struct str gap)
{
	return str_eq(gap, STR(" ")) || str_eq(gap, STR("\xC2\xA0")) ||
	       str_eq(gap, STR("\xE2\x80\xAF"));
}

/* Nothing sticks to it: no currency, no sign, no other number's end. */
static bool stands_free(const struct reading *reading, size_t i)
{
	size_t start = reading->words[i].start;
	char before = start ? reading->text.s[start - 1] : ' ';

	return before == ' ' || before == '\n' || before == '(' || before == '"' ||
	       (start >= 3 && reading->text.s[start - 3] == '\xE2' &&
		reading->text.s[start - 2] == '\x80');
}

/* The number that begins at word i; *last becomes its last word ("twenty-one" has two). */
static bool number_at(const struct reading *reading, size_t i, size_t *last, uint32_t *value)
{
	uint32_t more;

	*last = i;
	if (!word_value(reading, i, value) || !stands_free(reading, i))
		return false;
	if (*value >= 10 && *value < 100 && i + 1 < reading->n &&
	    str_eq(gap_behind(reading, i), STR("-")) && word_value(reading, i + 1, &more) &&
	    more < 10) {
		*value += more;
		*last = i + 1;
	}
	return *value > 1 && gap_is_blank(gap_behind(reading, *last));
}

/* What the number before word i counts: at most COUNT_KEYS words. A unit or another number: nothing. */
static void keys_read(const struct reading *reading, size_t i, struct count *count)
{
	for (size_t end = i + WORDS_BEHIND; i < end && i < reading->n && count->nkeys < COUNT_KEYS;
	     i++) {
		const struct word *word = &reading->words[i];
		const uint64_t *listed = map_find_number(&reading->numbers->values,
							 key_of(reading->language, word->hash));
		uint32_t term = term_of_word(word_text(reading, i), word->flags);
		float share = background_share(reading->background, term);

		if (!count->nkeys && (listed || word->flags & WORD_NUMBER))
			return;
		if (share < EMPTY_SHARE && term)
			count->keys[count->nkeys++] = (struct count_key){
				term, share < TELLING_SHARE && !listed, {word->start, word->len}};
		if (!gap_is_blank(gap_behind(reading, i)))
			return;
	}
}

static size_t stretch_read(const struct reading *reading, struct count *counts, size_t n)
{
	for (size_t i = 0; i + 1 < reading->n && n < COUNTS_MOST; i++) {
		struct count count = {0};
		size_t last;

		if (!number_at(reading, i, &last, &count.number))
			continue;
		count.span = span_between(reading->words[i].start,
					  reading->words[last].start + reading->words[last].len);
		keys_read(reading, last + 1, &count);
		if (count.nkeys > 1)
			counts[n++] = count;
		i = last;
	}
	return n;
}

size_t counts_read(struct arena *scratch, const struct number_words *numbers,
		   const struct background *background, const struct group_text *text,
		   struct count *counts)
{
	const struct article *article = text->article;
	struct reading reading = {numbers, background, article->text, article->language, NULL, 0};
	uint32_t left = FIGURES_BYTES;
	size_t n = 0;

	for (size_t i = 0; i < article->nmarks && left; i++) {
		struct span span = article->marks[i].span;
		struct words words = {0};

		if (article->marks[i].kind != MARK_BODY)
			continue;
		if (span.len > left)
			span.len = left;
		left -= span.len;
		split_words(scratch, article->text, span, &words);
		reading.words = words.items;
		reading.n = words.n;
		n = stretch_read(&reading, counts, n);
	}
	return n;
}
