/*
 * What articles claim of a ritual, checked against the tellings in hand.
 *
 *	"for the third straight year"        told in 2022, 2023 and 2024:         supported
 *	                                     told in 2021 as well:                contradicted
 *	                                     nothing of 2022 in hand:             open
 *	"only on anniversaries that end      told before in 2010 and 2015:        supported
 *	in a five or zero"                   told before in 2013:                 contradicted
 *	                                     nothing before 2022 in hand:         open
 *
 * A claim is the series' own only where its sentence shares two telling words with most tellings:
 * exports may have fallen for the third straight year on the same page. What is not in hand proves
 * nothing, so a gap leaves a claim open. The words are those of the data files: [ordinal], [in a
 * row], [year], [five or zero], [anniversary].
 */
#include "group/grouping.h"

#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"

#include <stdlib.h>

extern const struct embedded group_data[];

enum { MOST_ORDINAL = 99, ORDINAL_REACH = 5, FIVE_REACH = 4, YEARS_REACH = 6 };
enum { SHARED_WORDS = 2, BODY_WORDS = 4000 };

static const float COMMON_SHARE = 0.04f;

/* Ordinals are KIND_ORDINAL + their number. */
enum word_kind {
	KIND_NONE,
	KIND_ROW,
	KIND_YEAR,
	KIND_FIVE,
	KIND_ZERO,
	KIND_ANNIVERSARY,
	KIND_ORDINAL
};

struct checking {
	struct grouping *grouping;
	struct series *series;
	struct map shared; /* term -> in how many tellings */
	int *years;        /* of the tellings, rising */
	size_t nyears;
	VEC(struct claim) claims;
};

/* ---------------------------------------------------------------- words that claim */

static void kinds_add(struct map *kinds, struct str cell, uint64_t kind)
{
	struct str word;

	while ((word = table_alternative(&cell)).len)
		*map_of_number(kinds, split_hash(word)) = kind;
}

const struct map *claim_words_new(struct arena *arena)
{
	static const struct {
		const char *section;
		enum word_kind kind;
	} sections[] = {{"in a row", KIND_ROW},
			{"year", KIND_YEAR},
			{"five", KIND_FIVE},
			{"zero", KIND_ZERO},
			{"anniversary", KIND_ANNIVERSARY}};
	struct table table = tables_parse(arena, group_data);
	struct map *kinds = ARENA_NEW(arena, struct map);

	map_init(kinds, arena);
	for (size_t i = 0; i < table.n; i++) {
		const struct table_row *row = &table.rows[i];

		for (size_t k = 0; k < sizeof(sections) / sizeof(*sections); k++)
			if (str_eq(row->section, str_of(sections[k].section)))
				kinds_add(kinds, row->cells[0], sections[k].kind);
		if (str_eq(row->section, STR("ordinal")))
			kinds_add(kinds, row->cells[1],
				  KIND_ORDINAL + strtoul(row->cells[0].s, NULL, 10));
	}
	return kinds;
}

/* "79th" is 79; 0 where it is none. */
static unsigned ordinal_digits(struct str word)
{
	unsigned value = 0;
	size_t i = 0;

	while (i < word.len && i < 3 && ascii_is_digit(word.s[i]))
		value = value * 10 + (unsigned)(word.s[i++] - '0');
	if (!i || i == word.len || word.len - i != 2 || !ascii_is_alpha(word.s[i]))
		return 0;
	return value;
}

static uint64_t kind_of(const struct checking *c, struct str text, const struct word *word)
{
	const uint64_t *kind = map_find_number(c->grouping->claim_words, word->hash);
	unsigned digits;

	if (kind)
		return *kind;
	digits = ordinal_digits(str_sub(text, word->start, word->start + word->len));
	return digits && digits <= MOST_ORDINAL ? KIND_ORDINAL + digits : KIND_NONE;
}

/* ---------------------------------------------------------------- the series' own words */

static void shared_count(struct checking *c)
{
	struct grouping *g = c->grouping;
	struct map last; /* term -> the telling it was last seen in, + 1 */

	map_init(&c->shared, g->work);
	map_init(&last, g->work);
	for (size_t s = 0; s < c->series->n; s++) {
		const struct story *story = &g->groups->stories[c->series->stories[s]];

		for (size_t k = 0; k < story->n; k++) {
			const struct vector *vector =
				&g->profiles[g->rank_of[story->articles[k]]].whole;

			for (uint32_t t = 0; t < vector->n; t++) {
				uint64_t *seen = map_of_number(&last, vector->terms[t].hash);

				if (*seen != s + 1)
					++*map_of_number(&c->shared, vector->terms[t].hash);
				*seen = s + 1;
			}
		}
	}
}

/* The words of one article, and the sentence around one of them. */
struct reading {
	const struct article *article;
	struct words words;
	uint32_t number;
	int year; /* of its telling */
};

static bool sentence_break(struct str text, const struct word *word, const struct word *next)
{
	for (size_t i = word->start + word->len; i < next->start; i++)
		if (text.s[i] == '.' || text.s[i] == '\n' || text.s[i] == '!' || text.s[i] == '?')
			return true;
	return false;
}

static void sentence_around(const struct reading *reading, size_t at, size_t *from, size_t *to)
{
	const struct word *words = reading->words.items;
	struct str text = reading->article->text;

	*from = *to = at;
	while (*from > 0 && at - *from < 60 &&
	       !sentence_break(text, &words[*from - 1], &words[*from]))
		--*from;
	while (*to + 1 < reading->words.n && *to - at < 60 &&
	       !sentence_break(text, &words[*to], &words[*to + 1]))
		++*to;
}

static size_t words_of_series(const struct checking *c, const struct reading *reading, size_t from,
			      size_t to)
{
	struct str text = reading->article->text;
	size_t shared = 0;

	for (size_t i = from; i <= to; i++) {
		const struct word *word = &reading->words.items[i];
		uint32_t term = term_of_word(str_sub(text, word->start, word->start + word->len),
					     word->flags);
		const uint64_t *tellings = map_find_number(&c->shared, term);

		shared += tellings && *tellings * 2 >= c->series->n && *tellings > 1 &&
			  background_share(c->grouping->background, term) < COMMON_SHARE;
	}
	return shared;
}

/* Whether the sentence tells of the series, if need be together with the one before it. */
static bool of_series(const struct checking *c, const struct reading *reading, size_t at)
{
	size_t from, to, before, unused, shared;

	sentence_around(reading, at, &from, &to);
	shared = words_of_series(c, reading, from, to);
	if (shared && from) {
		sentence_around(reading, from - 1, &before, &unused);
		shared += words_of_series(c, reading, before, from - 1);
	}
	return shared >= SHARED_WORDS;
}

/* ---------------------------------------------------------------- verdicts */

static bool told_in(const struct checking *c, int year)
{
	for (size_t i = 0; i < c->nyears; i++)
		if (c->years[i] == year)
			return true;
	return false;
}

static struct str years_text(const struct checking *c, int from, int to)
{
	struct buf buf = buf_in(c->grouping->out);

	for (size_t i = 0; i < c->nyears; i++)
		if (c->years[i] >= from && c->years[i] <= to)
			buf_addf(&buf, "%s%d", buf.len ? ", " : "", c->years[i]);
	return buf_str(&buf);
}

static void add_claim(struct checking *c, const struct reading *reading, size_t from, size_t to,
		      struct claim claim)
{
	const struct word *words = reading->words.items;

	claim.article = reading->number;
	claim.span = span_between(words[from].start, words[to].start + words[to].len);
	vec_push(c->grouping->out, &c->claims, claim);
}

/* "the third straight year" */
static void check_row(struct checking *c, const struct reading *reading, size_t from, size_t to,
		      unsigned times)
{
	struct arena *out = c->grouping->out;
	struct claim claim = {.verdict = CLAIM_OPEN};
	int first = reading->year - (int)times + 1, run = reading->year;

	while (told_in(c, run - 1))
		run--;
	if (run == first) {
		claim.verdict = CLAIM_SUPPORTED;
		claim.why = str_format(out, "told in %.*s",
				       STR_ARG(years_text(c, first, reading->year)));
	} else if (run < first) {
		claim.verdict = CLAIM_CONTRADICTED;
		claim.why = str_format(out, "told in %d as well", first - 1);
	} else {
		claim.why = str_format(out, "no telling of %d in hand", run - 1);
	}
	add_claim(c, reading, from, to, claim);
}

/* The year that anniversaries count from: "the 79th anniversary" told in 2024 gives 1945. */
static int base_year(const struct checking *c, const struct reading *reading)
{
	for (size_t i = 0; i + 1 < reading->words.n; i++) {
		uint64_t kind = kind_of(c, reading->article->text, &reading->words.items[i]);

		if (kind > KIND_ORDINAL &&
		    kind_of(c, reading->article->text, &reading->words.items[i + 1]) ==
			    KIND_ANNIVERSARY)
			return reading->year - (int)(kind - KIND_ORDINAL);
	}
	return 0;
}

/* Whether years end so ("in years ending in five or zero"), and not anniversaries. */
static bool of_years(const struct checking *c, const struct reading *reading, size_t five)
{
	for (size_t i = five; i-- > 0 && five - i <= YEARS_REACH;)
		if (kind_of(c, reading->article->text, &reading->words.items[i]) == KIND_YEAR)
			return true;
	return false;
}

/* "only on anniversaries that end in a five or zero", of what came before this run of years */
static void check_fives(struct checking *c, const struct reading *reading, size_t from, size_t five,
			size_t to)
{
	struct arena *out = c->grouping->out;
	struct claim claim = {.verdict = CLAIM_OPEN};
	int run = reading->year;
	int base = of_years(c, reading, five) ? 0 : base_year(c, reading);
	size_t before = 0;

	while (told_in(c, run - 1))
		run--;
	for (size_t i = 0; i < c->nyears && c->years[i] < run; i++) {
		before++;
		if ((c->years[i] - base) % 5 == 0 || claim.verdict == CLAIM_CONTRADICTED)
			continue;
		claim.verdict = CLAIM_CONTRADICTED;
		claim.why = str_format(out, "told in %d too", c->years[i]);
	}
	if (!before) {
		claim.why = str_format(out, "no telling before %d in hand", run);
	} else if (claim.verdict == CLAIM_OPEN) {
		claim.verdict = CLAIM_SUPPORTED;
		claim.why = str_format(out, "told before %d only in %.*s", run,
				       STR_ARG(years_text(c, 0, run - 1)));
	}
	add_claim(c, reading, from, to, claim);
}

/* ---------------------------------------------------------------- reading the articles */

static size_t next_of_kind(const struct checking *c, const struct reading *reading, size_t at,
			   size_t reach, uint64_t kind)
{
	for (size_t i = at + 1; i < reading->words.n && i <= at + reach; i++)
		if (kind_of(c, reading->article->text, &reading->words.items[i]) == kind)
			return i;
	return 0;
}

static void read_claim(struct checking *c, const struct reading *reading, size_t at)
{
	uint64_t kind = kind_of(c, reading->article->text, &reading->words.items[at]);
	size_t row, year, other, from, to;

	if (kind > KIND_ORDINAL) {
		row = next_of_kind(c, reading, at, ORDINAL_REACH, KIND_ROW);
		year = next_of_kind(c, reading, at, ORDINAL_REACH, KIND_YEAR);
		if (row && year && of_series(c, reading, at))
			check_row(c, reading, at, row > year ? row : year,
				  (unsigned)(kind - KIND_ORDINAL));
	} else if (kind == KIND_FIVE || kind == KIND_ZERO) {
		other = next_of_kind(c, reading, at, FIVE_REACH,
				     kind == KIND_FIVE ? KIND_ZERO : KIND_FIVE);
		sentence_around(reading, at, &from, &to);
		if (other && other <= to && of_series(c, reading, at))
			check_fives(c, reading, from, at, other);
	}
}

static void article_read(struct checking *c, uint32_t number, int year)
{
	struct reading reading = {.article =
					  c->grouping->texts[c->grouping->rank_of[number]].article,
				  .number = number,
				  .year = year};

	for (size_t m = 0; m < reading.article->nmarks && reading.words.n < BODY_WORDS; m++) {
		struct span span = reading.article->marks[m].span;

		if (reading.article->marks[m].kind == MARK_BODY && span.len < 1u << 16)
			split_words(c->grouping->work, reading.article->text, span, &reading.words);
	}
	for (size_t i = 0; i < reading.words.n; i++)
		read_claim(c, &reading, i);
}

void claims_check(struct grouping *g, struct series *series)
{
	struct checking c = {.grouping = g, .series = series};

	if (series->every.len && !str_ends(series->every, STR("Y")))
		return; /* claims count years */
	c.years = ARENA_ARRAY(g->work, int, series->n);
	for (size_t s = 0; s < series->n; s++)
		if (!c.nyears || c.years[c.nyears - 1] != series->dates[s].year)
			c.years[c.nyears++] = series->dates[s].year;
	shared_count(&c);
	for (size_t s = 0; s < series->n; s++) {
		const struct story *story = &g->groups->stories[series->stories[s]];

		for (size_t k = 0; k < story->n; k++)
			article_read(&c, story->articles[k], series->dates[s].year);
	}
	series->claims = c.claims.items;
	series->nclaims = c.claims.n;
}
