/*
 * What digits stand for: they are taken apart by their marks (a date, a clock, thousands, a decimal, a
 * fraction), and a number that is part of something longer is none.
 */
#include "date/numbers.h"

#include "base/calendar.h"

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

/* Whether atoms[at] is the second of two years or of two small numbers, and nothing else: "2010-2015". */
static bool ends_range(const struct atoms *atoms, size_t at)
{
	const struct atom *from = &atoms->items[at - 2], *to = &atoms->items[at];

	return atoms->items[at - 1].value == '-' && !is_link(link_behind(atoms, at)) &&
	       ((is_year(from) && is_year(to)) || (from->digits <= 2 && to->digits <= 2)) &&
	       (at < 4 || !(from->flags & ATOM_GLUED));
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
	       !ends_range(atoms, at);
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

/* Whether 05/09 may be of May or of September, and nothing tells which. */
static bool is_ambiguous(const struct language *language, const struct atom *a, char mark)
{
	return language->month_first && mark != '.' && a->digits <= 2 && a->value <= 12 &&
	       a[2].value <= 12 && a->value != a[2].value;
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
			readings_add(readings,
				     (struct reading){.class = CLASS_FULLDATE,
						      .value = date,
						      .natoms = 5,
						      .weak = is_ambiguous(language, a, mark)});
		return true;
	}
	if (mark == '-' && a->digits == 4 && a[2].digits == 2 && a->value > 1000 &&
	    a->value < 2200 && a[2].value <= 12 && packed(a->value, a[2].value, 0))
		readings_add(readings, (struct reading){.class = CLASS_FULLDATE,
							.value = packed(a->value, a[2].value, 0),
							.natoms = 3});
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
		readings_add(readings, (struct reading){.class = CLASS_CLOCK,
							.value = seconds,
							.natoms = (uint16_t)n,
							.weak = true});
	else
		readings_add(readings, (struct reading){.class = CLASS_CLOCK,
							.value = seconds,
							.natoms = (uint16_t)n});
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
	readings_add(readings,
		     (struct reading){.class = CLASS_YEAR, .value = a->value, .natoms = 3});
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
			readings_add(readings, (struct reading){.class = CLASS_YEAR,
								.value = a->value,
								.natoms = 1});
		else
			readings_add(readings, (struct reading){.class = CLASS_YEAR,
								.value = a->value,
								.natoms = 1,
								.weak = true});
	}
	if (a->digits > 2)
		return;
	if (a->value >= 1 && a->value <= 31 && !things)
		readings_add(readings,
			     (struct reading){.class = CLASS_DAY, .value = a->value, .natoms = 1});
	if (a->digits == 2)
		readings_add(
			readings,
			(struct reading){.class = CLASS_YEAR2, .value = a->value, .natoms = 1});
	if (a->value <= 24)
		readings_add(readings,
			     (struct reading){.class = CLASS_HOUR, .value = a->value, .natoms = 1});
	if (a->value < 60)
		readings_add(
			readings,
			(struct reading){.class = CLASS_MINUTE, .value = a->value, .natoms = 1});
	if (a->value >= 1 && a->value <= 12)
		readings_add(
			readings,
			(struct reading){.class = CLASS_MONTHNUM, .value = a->value, .natoms = 1});
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
		readings_add(readings, (struct reading){.class = CLASS_ORDINAL,
							.value = value,
							.natoms = (uint16_t)(1 + found[i].natoms)});
		if (value >= 1 && value <= 31)
			readings_add(readings,
				     (struct reading){.class = CLASS_DAY,
						      .value = value,
						      .natoms = (uint16_t)(1 + found[i].natoms)});
		return next->kind == ATOM_WORD;
	}
	return false;
}

void read_digits(const struct language *language, const struct atoms *atoms, size_t at,
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
		readings_add(readings, (struct reading){.class = CLASS_NUMBER,
							.value = fraction_at(atoms, at),
							.natoms = 3});
		return;
	}
	if (n == 1 && fraction_at(atoms, at + 1)) {
		hundredths += fraction_at(atoms, at + 1);
		n += 3;
	}
	if (is_link(link_behind(atoms, at + n - 1)) && (link_behind(atoms, at + n - 1) != '-'))
		return;
	if (hundredths < 100000000)
		readings_add(readings, (struct reading){.class = CLASS_NUMBER,
							.value = (int32_t)hundredths,
							.natoms = (uint16_t)n});
	if (n == 1)
		read_plain(language, atoms, at, readings);
}
