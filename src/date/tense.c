/*
 * See tense.h. Lists of verbs and endings of the past are data (FUTURE, PAST, PASTEND); a parser would know
 * better, and cost a hundred times as much.
 */
#include "date/tense.h"

enum { LOOK_BACK = 14, LOOK_AHEAD = 12 };

/* Whether the atom ends what a verb governs. */
static bool ends_clause(const struct atom *atom)
{
	return atom->kind == ATOM_MARK &&
	       (atom->value == '.' || atom->value == ';' || atom->value == '?' ||
		atom->value == '!' || atom->value == '"');
}

/* Whether the word carries an ending of the past: "extended". */
static bool ends_past(const struct language *language, struct str text, const struct atom *atom)
{
	struct str word = str_sub(text, atom->start, atom->end);

	if ((atom->flags & (ATOM_CAPITAL | ATOM_OPENS)) == ATOM_CAPITAL)
		return false; /* a name: "the United …" */
	for (unsigned i = 0; i < language->npast_ends; i++)
		if (word.len > language->past_ends[i].len + 2 &&
		    str_ends(word, language->past_ends[i]))
			return true;
	return false;
}

/* Whether a word of that class stands before atoms[at], or one word farther: "had (long) been due". */
static bool is_near(struct matcher *matcher, size_t at, enum class class)
{
	return (at >= 1 && matcher_reads(matcher, at - 1, class)) ||
	       (at >= 2 && matcher_reads(matcher, at - 2, class));
}

/* The tense that a word at atoms[at] tells: -1, 1, or 0. */
static int tense_of(struct matcher *matcher, struct str text, size_t at)
{
	const struct atom *atom = &matcher->atoms->items[at];
	const struct reading *readings;
	unsigned n;
	int tense = 0;

	if (atom->kind != ATOM_WORD)
		return 0;
	if (!language_knows(matcher->language, atom->key)) {
		if (ends_past(matcher->language, text, atom))
			tense = -1;
	} else {
		readings = matcher_readings(matcher, at, &n);
		for (unsigned i = 0; i < n; i++) {
			if (readings[i].class == CLASS_FUTURE)
				return is_near(matcher, at, CLASS_PERFECT) ? -1 : 1;
			if (readings[i].class == CLASS_PAST)
				tense = -1;
		}
	}
	return tense && is_near(matcher, at, CLASS_INFINITIVE) ? 0 : tense;
}

/* The first tense told behind the expression. */
static int tense_behind(struct matcher *matcher, struct str text, const struct match *match)
{
	const struct atoms *atoms = matcher->atoms;
	int tense;

	for (size_t i = match->end; i < match->end + LOOK_AHEAD && i < atoms->n; i++) {
		if (ends_clause(&atoms->items[i]))
			break;
		if ((tense = tense_of(matcher, text, i)))
			return tense;
	}
	return 0;
}

/* "until Friday", "by May": ahead, but for "Until Friday, they had …" and "They had voted by Friday". */
static int tense_of_deadline(struct matcher *matcher, struct str text, const struct match *match)
{
	const struct atoms *atoms = matcher->atoms;
	int tense;

	if (atoms->items[match->first - 1].flags & ATOM_OPENS) {
		tense = tense_behind(matcher, text, match);
		return tense ? tense : 1;
	}
	for (size_t i = 2; i <= LOOK_BACK && i <= match->first; i++) {
		if (ends_clause(&atoms->items[match->first - i]))
			break;
		if (matcher_reads(matcher, match->first - i, CLASS_PERFECT))
			return -1;
	}
	return 1;
}

int tense_near(struct matcher *matcher, struct str text, const struct match *match)
{
	const struct atoms *atoms = matcher->atoms;
	int tense;

	if (match->first > 0 && matcher_reads(matcher, match->first - 1, CLASS_DEADLINE))
		return tense_of_deadline(matcher, text, match);
	for (size_t i = 1; i <= LOOK_BACK && i <= match->first; i++) {
		if (ends_clause(&atoms->items[match->first - i]))
			break;
		if ((tense = tense_of(matcher, text, match->first - i)))
			return tense;
	}
	return tense_behind(matcher, text, match);
}
