/*
 * See names.h. Capitals tell: a common word that carries one behind another such word is part of a name.
 */
#include "date/names.h"

/*
 * "60 Minutes", a programme: a unit with a capital behind digits, in quotes or where no capital stands before
 * them, as one would in a headline.
 */
static bool is_programme(const struct atoms *atoms, const struct match *match)
{
	const struct atom *first = &atoms->items[match->first],
			  *last = &atoms->items[match->end - 1];
	size_t at = match->first;

	if (match->end != match->first + 2 || first->kind != ATOM_NUMBER ||
	    !says(&match->parts, CLASS_UNITS) ||
	    (last->flags & (ATOM_CAPITAL | ATOM_UPPER)) != ATOM_CAPITAL)
		return false;
	if (at > 0 && (atoms->items[at - 1].value == '"' || atoms->items[at - 1].value == '\'') &&
	    atoms->items[at - 1].kind == ATOM_MARK)
		return true;
	return at > 0 && !(first->flags & ATOM_OPENS) &&
	       !(atoms->items[at - 1].flags & ATOM_CAPITAL);
}

/* "the Summer Olympics", "Winter Palace": a season with a capital before another. */
static bool is_named_season(const struct atoms *atoms, const struct match *match)
{
	const struct atom *last = &atoms->items[match->end - 1], *next = last + 1;

	return match->last == CLASS_SEASON && match->end < atoms->n &&
	       (last->flags & (ATOM_CAPITAL | ATOM_UPPER)) == ATOM_CAPITAL &&
	       !(last->flags & ATOM_OPENS) && next->kind == ATOM_WORD &&
	       (next->flags & (ATOM_CAPITAL | ATOM_OPENS)) == ATOM_CAPITAL;
}

bool is_name(const struct atoms *atoms, const struct match *match)
{
	const struct atom *first = &atoms->items[match->first], *before;

	if (is_programme(atoms, match))
		return true;
	if (is_named_season(atoms, match))
		return true;
	if (match->first == 0 || first->kind != ATOM_WORD || !(first->flags & ATOM_CAPITAL) ||
	    (first->flags & (ATOM_OPENS | ATOM_UPPER)))
		return false;
	if (says(&match->parts, CLASS_EVERY))
		return true; /* "the Daily Mail" */
	if (!says(&match->parts, CLASS_DAYS) && !says(&match->parts, CLASS_DIR) &&
	    !says(&match->parts, CLASS_UNITS))
		return false;
	before = first - 1;
	if (before->kind != ATOM_WORD || !(before->flags & ATOM_CAPITAL))
		return false;
	return !(before->flags & ATOM_OPENS) || (before->flags & ATOM_UPPER);
}

/* Whether the word at atoms[at] is a month that is a common name or word, too. */
static bool is_doubtful(struct matcher *matcher, size_t at)
{
	unsigned n;
	const struct reading *readings = matcher_readings(matcher, at, &n);

	for (unsigned i = 0; i < n; i++)
		if (readings[i].class == CLASS_MONTH && readings[i].doubtful)
			return true;
	return false;
}

/*
 * Whether what stands before a month makes it a name: a capital, or the possessive of one ("Women's
 * March"). A capital that only opens the sentence tells less: "By June", "Despite April's rain".
 */
static bool makes_name(struct matcher *matcher, size_t month)
{
	const struct atoms *atoms = matcher->atoms;
	const struct atom *before = &atoms->items[month - 1];

	if (month >= 3 && (before->flags & ATOM_GLUED) && before[-1].kind == ATOM_MARK &&
	    before[-1].value == '\'')
		before -= 2;
	if (before->kind != ATOM_WORD || !(before->flags & ATOM_CAPITAL) ||
	    (language_flags(matcher->language, before->key) & (KEY_START | KEY_LITERAL)))
		return false;
	return !(before->flags & ATOM_OPENS) || is_doubtful(matcher, month);
}

bool is_person(struct matcher *matcher, const struct match *match, uint32_t *person)
{
	size_t at = match->first;
	uint32_t key = matcher->atoms->items[at].key;

	if (match->end != at + 1 || !says(&match->parts, CLASS_MONTH) || at == 0 ||
	    !matcher->language->month_names_people ||
	    matcher_reads(matcher, at - 1, CLASS_MONTHCUE))
		return false;
	if (!makes_name(matcher, at))
		return key == *person;
	*person = key;
	return true;
}
