/*
 * See numbers.h. Digits are taken apart by their marks (a date, a clock, thousands, a decimal, a
 * fraction); words are summed as they are spoken: "nineteen ninety-six" is a year since two pairs
 * follow each other, "two thousand and five" a sum.
 */
#include "date/numbers.h"

#include "base/calendar.h"

struct readings {
	struct reading *out;
	unsigned n, room;
};

static void add(struct readings *readings, uint16_t class, int32_t value, size_t natoms)
{
	if (readings->n < readings->room)
		readings->out[readings->n++] = (struct reading){
			.class = class, .value = value, .natoms = (uint16_t)natoms};
}

static void add_weak(struct readings *readings, uint16_t class, int32_t value, size_t natoms)
{
	add(readings, class, value, natoms);
	if (readings->n)
		readings->out[readings->n - 1].weak = true;
}

static const struct atom *atom_at(const struct atoms *atoms, size_t at)
{
	return at < atoms->n ? &atoms->items[at] : NULL;
}

/* The byte of the mark glued behind atoms[at] that a number is glued to, or 0. */
static char link_behind(const struct atoms *atoms, size_t at)
{
	const struct atom *mark = atom_at(atoms, at + 1), *next = atom_at(atoms, at + 2);

	if (!mark || !next || mark->kind != ATOM_MARK || next->kind != ATOM_NUMBER ||
	    !(mark->flags & ATOM_GLUED) || !(next->flags & ATOM_GLUED))
		return 0;
	return (char)mark->value;
}

static bool is_link(char mark)
{
	return mark == '-' || mark == '/' || mark == '.' || mark == ':' || mark == ',';
}

static bool is_year(const struct atom *atom)
{
	return atom->kind == ATOM_NUMBER && atom->digits == 4 && atom->value >= 1000 &&
	       atom->value < 2200;
}

/* Whether atoms[at] is the second of two years and nothing else: "2010-2015". */
static bool ends_years(const struct atoms *atoms, size_t at)
{
	return atoms->items[at - 1].value == '-' && is_year(&atoms->items[at - 2]) &&
	       is_year(&atoms->items[at]) && !is_link(link_behind(atoms, at)) &&
	       (at < 4 || !(atoms->items[at - 2].flags & ATOM_GLUED));
}

/* Whether what stands before forbids to read a number here. */
static bool is_inside(const struct language *language, const struct atoms *atoms, size_t at)
{
	const struct atom *before = at ? &atoms->items[at - 1] : NULL;
	bool glued = atoms->items[at].flags & ATOM_GLUED;

	if (!before)
		return false;
	if (atoms->items[at].flags & ATOM_JOINED)
		return before->kind == ATOM_WORD && !language_knows(language, before->key);
	if (!glued)
		return before->kind == ATOM_MARK && (before->value == '$' || before->value == '#');
	if (before->kind == ATOM_WORD)
		return !language_knows(language, before->key);
	if (before->value == '$' || before->value == '#' || before->value == '~' ||
	    before->value == '+')
		return true;
	return before->kind == ATOM_MARK && is_link((char)before->value) && at >= 2 &&
	       atoms->items[at - 2].kind == ATOM_NUMBER && (before->flags & ATOM_GLUED) &&
	       !ends_years(atoms, at);
}

/* Whether letters or a per cent sign behind forbid it. */
static bool is_blocked(const struct language *language, const struct atoms *atoms, size_t end)
{
	const struct atom *next = atom_at(atoms, end);

	if (!next)
		return false;
	if (next->kind == ATOM_MARK)
		return next->value == '%';
	return (next->flags & (ATOM_GLUED | ATOM_JOINED)) && next->kind == ATOM_WORD &&
	       !language_knows(language, next->key);
}

/* Whether the number that ends before `end` is followed by what makes it a count of things. */
static bool counts_things(const struct language *language, const struct atoms *atoms, size_t end)
{
	struct reading found[READINGS];
	const struct atom *next = atom_at(atoms, end);
	unsigned n;

	if (!next || next->kind != ATOM_WORD || !language_knows(language, next->key))
		return false;
	n = language_readings(language, atoms, end, found, READINGS);
	for (unsigned i = 0; i < n; i++)
		if (found[i].class == CLASS_BLOCK)
			return true;
	return false;
}

/* ---------------------------------------------------------------- digits with marks */

static int32_t packed(int32_t year, int32_t month, int32_t day)
{
	return date_exists(year, (unsigned)month, day ? (unsigned)day : 1)
		       ? year * 10000 + month * 100 + day
		       : 0;
}

/* 2024-05-09, 2024/5/9, 9.5.2024, 05/09/2024, 05/09/24 where the order is sure. */
static int32_t date_of(const struct language *language, const struct atom *a, const struct atom *b,
		       const struct atom *c, char mark)
{
	bool month_first = language->month_first && mark != '.';
	int32_t year = c->value, swap = 0;

	if (a->digits == 4 && b->digits <= 2 && c->digits <= 2)
		return packed(a->value, b->value, c->value);
	if (a->digits > 2 || b->digits > 2 || (c->digits != 4 && (c->digits != 2 || mark == '-')))
		return 0;
	if (c->digits == 2)
		year += year < 50 ? 2000 : 1900;
	swap = packed(year, a->value, b->value);
	if (month_first && swap)
		return swap;
	return packed(year, b->value, a->value) ? packed(year, b->value, a->value) : swap;
}

static bool read_date(const struct language *language, const struct atoms *atoms, size_t at,
		      struct readings *readings)
{
	const struct atom *a = &atoms->items[at];
	char mark = link_behind(atoms, at);
	int32_t date = 0;

	if ((mark != '-' && mark != '/' && mark != '.') || is_link(link_behind(atoms, at + 4)))
		return false;
	if (link_behind(atoms, at + 2) == mark) {
		date = date_of(language, a, a + 2, a + 4, mark);
		if (date && !is_blocked(language, atoms, at + 5))
			add(readings, CLASS_FULLDATE, date, 5);
		return true;
	}
	if (mark == '-' && a->digits == 4 && a[2].digits == 2 && a->value > 1000 &&
	    a->value < 2200 && a[2].value <= 12 && packed(a->value, a[2].value, 0))
		add(readings, CLASS_FULLDATE, packed(a->value, a[2].value, 0), 3);
	return false;
}

/* 8:30, 20:05:10; with a dot only where a.m., p.m. or the like follows: the rules see to that. */
static bool read_clock(const struct language *language, const struct atoms *atoms, size_t at,
		       struct readings *readings)
{
	const struct atom *a = &atoms->items[at];
	char mark = link_behind(atoms, at);
	int32_t seconds = 0;
	size_t n = 3;

	if ((mark != ':' && mark != '.') || a->digits > 2 || a[2].digits != 2 || a->value > 24 ||
	    a[2].value > 59)
		return false;
	if (mark == ':' && link_behind(atoms, at + 2) == ':') {
		if (a[4].digits != 2 || a[4].value > 59)
			return false;
		seconds = a[4].value * 2 + 1;
		n = 5;
	}
	if (is_blocked(language, atoms, at + n) || is_link(link_behind(atoms, at + n - 1)))
		return false;
	seconds += (a->value * 3600 + a[2].value * 60) * 2;
	if (mark == '.')
		add_weak(readings, CLASS_CLOCK, seconds, n);
	else
		add(readings, CLASS_CLOCK, seconds, n);
	return mark == ':';
}

/* 1,200 and 1,200.5 and 2.5: hundredths. Returns the atoms taken, 0: none of these. */
static size_t read_decimal(const struct atoms *atoms, size_t at, int64_t *hundredths)
{
	const struct atom *a = &atoms->items[at];
	size_t n = 1;

	*hundredths = a->value;
	while (link_behind(atoms, at + n - 1) == ',' && a->digits <= 3 && a[n + 1].digits == 3 &&
	       n < 7) {
		*hundredths = *hundredths * 1000 + a[n + 1].value;
		n += 2;
	}
	*hundredths *= 100;
	if (link_behind(atoms, at + n - 1) == '.' && a[n + 1].digits <= 2) {
		*hundredths += a[n + 1].digits == 1 ? a[n + 1].value * 10 : a[n + 1].value;
		n += 2;
	}
	return n;
}

/* "2 1/2", "1/2": hundredths of the fraction at `at`, or 0. */
static int32_t fraction_at(const struct atoms *atoms, size_t at)
{
	const struct atom *a = atom_at(atoms, at);

	if (!a || a->kind != ATOM_NUMBER || link_behind(atoms, at) != '/' || a->digits != 1 ||
	    a[2].digits != 1 || is_link(link_behind(atoms, at + 2)))
		return 0;
	if (a->value == 1 && (a[2].value == 2 || a[2].value == 4))
		return 100 / a[2].value;
	return a->value == 3 && a[2].value == 4 ? 75 : 0;
}

/* "2023-24", "2023/24": a school year, a season, a financial year, named by its first. */
static bool read_double_year(const struct language *language, const struct atoms *atoms, size_t at,
			     struct readings *readings)
{
	const struct atom *a = &atoms->items[at];
	char mark = link_behind(atoms, at);

	if ((mark != '-' && mark != '/') || !is_year(a) || a[2].digits != 2 ||
	    a[2].value != (a->value + 1) % 100 || is_link(link_behind(atoms, at + 2)) ||
	    is_blocked(language, atoms, at + 3))
		return false;
	add(readings, CLASS_YEAR, a->value, 3);
	return true;
}

/* What a plain run of digits may be. */
static void read_plain(const struct language *language, const struct atoms *atoms, size_t at,
		       struct readings *readings)
{
	const struct atom *a = &atoms->items[at];
	bool things = counts_things(language, atoms, at + 1);

	if (is_year(a) && !things) {
		if (a->value >= 1900 && a->value < 2100 && a->value != 2000)
			add(readings, CLASS_YEAR, a->value, 1);
		else
			add_weak(readings, CLASS_YEAR, a->value, 1);
	}
	if (a->digits > 2)
		return;
	if (a->value >= 1 && a->value <= 31 && !things)
		add(readings, CLASS_DAY, a->value, 1);
	if (a->digits == 2)
		add(readings, CLASS_YEAR2, a->value, 1);
	if (a->value <= 24)
		add(readings, CLASS_HOUR, a->value, 1);
	if (a->value < 60)
		add(readings, CLASS_MINUTE, a->value, 1);
	if (a->value >= 1 && a->value <= 12)
		add(readings, CLASS_MONTHNUM, a->value, 1);
}

/*
 * 5th, 1er, "9.": an ordinal, and a day where it can be one. True where it can be nothing else: a full
 * stop may also be one.
 */
static bool read_nth(const struct language *language, const struct atoms *atoms, size_t at,
		     struct readings *readings)
{
	struct reading found[READINGS];
	const struct atom *next = atom_at(atoms, at + 1);
	unsigned n;
	int32_t value = atoms->items[at].value;

	if (!next || !(next->flags & (ATOM_GLUED | ATOM_JOINED)) ||
	    !language_knows(language, next->key))
		return false;
	n = language_readings(language, atoms, at + 1, found, READINGS);
	for (unsigned i = 0; i < n; i++) {
		if (found[i].class != CLASS_NTHEND)
			continue;
		if (atoms->items[at].digits > 3)
			return false;
		add(readings, CLASS_ORDINAL, value, 1u + found[i].natoms);
		if (value >= 1 && value <= 31)
			add(readings, CLASS_DAY, value, 1u + found[i].natoms);
		return next->kind == ATOM_WORD;
	}
	return false;
}

static void read_digits(const struct language *language, const struct atoms *atoms, size_t at,
			struct readings *readings)
{
	const struct atom *a = &atoms->items[at];
	int64_t hundredths;
	size_t n;

	if (a->value < 0 || is_inside(language, atoms, at))
		return;
	if (read_nth(language, atoms, at, readings) || read_date(language, atoms, at, readings) ||
	    read_clock(language, atoms, at, readings) ||
	    read_double_year(language, atoms, at, readings))
		return;
	n = read_decimal(atoms, at, &hundredths);
	if (is_blocked(language, atoms, at + n))
		return;
	if (n == 1 && fraction_at(atoms, at)) {
		add(readings, CLASS_NUMBER, fraction_at(atoms, at), 3);
		return;
	}
	if (n == 1 && fraction_at(atoms, at + 1)) {
		hundredths += fraction_at(atoms, at + 1);
		n += 3;
	}
	if (is_link(link_behind(atoms, at + n - 1)) && (link_behind(atoms, at + n - 1) != '-'))
		return;
	if (hundredths < 100000000)
		add(readings, CLASS_NUMBER, (int32_t)hundredths, n);
	if (n == 1)
		read_plain(language, atoms, at, readings);
}

/* ---------------------------------------------------------------- words */

struct spoken {
	int64_t value;
	size_t natoms;
	bool ordinal, small; /* small: a single pair of digits, 10 to 99 */
};

enum word_kind { WORD_OTHER, WORD_DIGIT, WORD_NTH, WORD_TIMES, WORD_AND };

/* The number word at atoms[at]. */
static enum word_kind number_word(const struct language *language, const struct atoms *atoms,
				  size_t at, struct reading *word)
{
	struct reading found[READINGS];
	unsigned n;

	if (at >= atoms->n || !(language_flags(language, atoms->items[at].key) & KEY_NUMBER))
		return WORD_OTHER;
	n = language_readings(language, atoms, at, found, READINGS);
	for (unsigned longest = 8; longest; longest--)
		for (unsigned i = 0; i < n; i++) {
			*word = found[i];
			if (found[i].natoms != longest)
				continue;
			if (found[i].class == CLASS_DIGIT)
				return WORD_DIGIT;
			if (found[i].class == CLASS_NTH)
				return WORD_NTH;
			if (found[i].class == CLASS_TIMES100)
				return WORD_TIMES;
			if (found[i].class == CLASS_AND)
				return WORD_AND;
		}
	return WORD_OTHER;
}

/* Whether `more` may be said behind `sofar`: twenty-one, soixante-dix, but not "twenty thirty". */
static bool fits_behind(int64_t sofar, int64_t more)
{
	int64_t pair = sofar % 100;

	if (!pair)
		return sofar == 0 || more > 0;
	return pair % 10 == 0 && pair >= 20 && more > 0 &&
	       (more < 10 || ((pair == 60 || pair == 80) && more < 20));
}

static bool adds_up(enum word_kind kind)
{
	return kind == WORD_DIGIT || kind == WORD_NTH;
}

static struct spoken spoken_number(const struct language *language, const struct atoms *atoms,
				   size_t at)
{
	struct spoken spoken = {.small = true};
	int64_t total = 0, current = 0;
	size_t here = at, said = at;

	for (unsigned words = 0; words < 12; words++) {
		struct reading word, next;
		enum word_kind kind = number_word(language, atoms, here, &word);

		if (kind == WORD_AND && said > at && here == said && current + total >= 20 &&
		    adds_up(number_word(language, atoms, here + word.natoms, &next)) &&
		    fits_behind(current, next.value)) {
			here += word.natoms;
			continue;
		}
		if (kind == WORD_TIMES && current < 1000 && total < 1000000) {
			current = (current ? current : 1) * word.value;
			if (word.value >= 1000) {
				total += current;
				current = 0;
			}
			spoken.small = false;
		} else if (adds_up(kind) && (said == at || fits_behind(current, word.value))) {
			current += word.value;
		} else {
			break;
		}
		here += word.natoms;
		said = here;
		spoken.ordinal = kind == WORD_NTH;
		if (spoken.ordinal || total + current == 0)
			break;
	}
	spoken.value = total + current;
	spoken.natoms = said - at;
	spoken.small &= spoken.value >= 10 && spoken.value < 100;
	return spoken;
}

/* "nineteen ninety-six", "nineteen oh one": two pairs, or a pair, a nought and a digit. */
static void read_year_words(const struct language *language, const struct atoms *atoms, size_t at,
			    const struct spoken *first, struct readings *readings)
{
	struct spoken second = spoken_number(language, atoms, at + first->natoms);
	struct spoken third = {0};

	if (!first->small || first->ordinal || first->value < 17 || first->value > 21 ||
	    !second.natoms || second.ordinal)
		return;
	if (second.small)
		add(readings, CLASS_YEAR, (int32_t)(first->value * 100 + second.value),
		    first->natoms + second.natoms);
	else if (second.value == 0)
		third = spoken_number(language, atoms, at + first->natoms + second.natoms);
	if (third.natoms && third.value < 10 && third.value > 0)
		add(readings, CLASS_YEAR, (int32_t)(first->value * 100 + third.value),
		    first->natoms + second.natoms + third.natoms);
}

static void read_words(const struct language *language, const struct atoms *atoms, size_t at,
		       struct readings *readings)
{
	struct spoken spoken = spoken_number(language, atoms, at);
	int32_t value = (int32_t)spoken.value;

	if (!spoken.natoms || spoken.value > 900000)
		return;
	add(readings, spoken.ordinal ? CLASS_ORDINAL : CLASS_NUMBER,
	    spoken.ordinal ? value : value * 100, spoken.natoms);
	if (value >= 1 && value <= 31)
		add(readings, CLASS_DAY, value, spoken.natoms);
	if (spoken.ordinal)
		return;
	if (value >= 1 && value <= 24)
		add(readings, CLASS_HOUR, value, spoken.natoms);
	if (value >= 1 && value < 60)
		add(readings, CLASS_MINUTE, value, spoken.natoms);
	if (value >= 1000 && value < 2200 && spoken.natoms > 1)
		add_weak(readings, CLASS_YEAR, value, spoken.natoms);
	read_year_words(language, atoms, at, &spoken, readings);
}

unsigned numbers_readings(const struct language *language, const struct atoms *atoms, size_t at,
			  struct reading *out, unsigned room)
{
	struct readings readings = {.out = out, .room = room};

	if (atoms->items[at].kind == ATOM_NUMBER)
		read_digits(language, atoms, at, &readings);
	else if (language_flags(language, atoms->items[at].key) & KEY_NUMBER)
		read_words(language, atoms, at, &readings);
	return readings.n;
}
