/*
 * See names.h. Capitals tell: a common word that carries one behind another such word is part of a name.
 */
#include "date/names.h"

bool is_name(const struct atoms *atoms, const struct match *match)
{
	const struct atom *first = &atoms->items[match->first], *before = first - 1;

	if (match->first == 0 || first->kind != ATOM_WORD || !(first->flags & ATOM_CAPITAL) ||
	    (first->flags & (ATOM_OPENS | ATOM_UPPER)))
		return false;
	if (!says(&match->parts, CLASS_DAYS) && !says(&match->parts, CLASS_DIR) &&
	    !says(&match->parts, CLASS_UNITS))
		return false;
	if (before->kind != ATOM_WORD || !(before->flags & ATOM_CAPITAL))
		return false;
	return !(before->flags & ATOM_OPENS) || (before->flags & ATOM_UPPER);
}

/* Whether atoms[at] is a word with a capital, or the possessive of one ("Women's"). */
static bool is_capital(const struct atoms *atoms, size_t at)
{
	const struct atom *atom = &atoms->items[at];

	if (at >= 2 && (atom->flags & ATOM_GLUED) && atom[-1].kind == ATOM_MARK &&
	    atom[-1].value == '\'')
		atom -= 2;
	return atom->kind == ATOM_WORD && (atom->flags & ATOM_CAPITAL);
}

bool is_person(struct matcher *matcher, const struct match *match, uint32_t *person)
{
	const struct atoms *atoms = matcher->atoms;
	const struct atom *month = &atoms->items[match->first];

	if (match->end != match->first + 1 || !says(&match->parts, CLASS_MONTH) ||
	    match->first == 0 || !matcher->language->month_names_people)
		return false;
	if (matcher_reads(matcher, match->first - 1, CLASS_MONTHCUE))
		return false;
	if (is_capital(atoms, match->first - 1)) {
		*person = month->key;
		return true;
	}
	return month->key == *person;
}
