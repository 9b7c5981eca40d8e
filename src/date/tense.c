/*
 * See tense.h. Lists of verbs and endings of the past are data (FUTURE, PAST, PASTEND); a parser would know
 * better, and cost a hundred times as much.
 */
#include "date/tense.h"

enum { LOOK_BACK = 14, LOOK_AHEAD = 12, DEADLINE_ATOMS = 4 };

/* Whether the atom ends what a verb governs. */
static bool ends_clause(const struct atom *atom)
{
	return atom->kind == ATOM_MARK &&
	       (atom->value == '.' || atom->value == ';' || atom->value == '?' ||
		atom->value == '!' || atom->value == '"');
}

/* Whether the word carries one of the endings: "extended". */
static bool ends_so(const struct endings *endings, struct str text, const struct atom *atom)
{
	struct str word = str_sub(text, atom->start, atom->end);

	if ((atom->flags & (ATOM_CAPITAL | ATOM_OPENS)) == ATOM_CAPITAL)
		return false; /* a name: "the United …" */
	for (unsigned i = 0; i < endings->n; i++)
		if (word.len > endings->items[i].len + 2 && str_ends(word, endings->items[i]))
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
		if (ends_so(&matcher->language->future_ends, text, atom))
			return 1;
		if (ends_so(&matcher->language->past_ends, text, atom))
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

/* How many atoms of a deadline's word stand right before an expression: "by", "hasta el"; 0: none. */
static size_t deadline_of(struct matcher *matcher, const struct match *match)
{
	const struct reading *readings;
	unsigned n;

	for (size_t back = 1; back <= DEADLINE_ATOMS && back <= match->first; back++) {
		if (!language_knows(matcher->language,
				    matcher->atoms->items[match->first - back].key))
			continue;
		readings = matcher_readings(matcher, match->first - back, &n);
		for (unsigned i = 0; i < n; i++)
			if (readings[i].class == CLASS_DEADLINE && readings[i].natoms == back)
				return back;
	}
	return 0;
}

/* "until Friday", "by May": ahead, but for "Until Friday, they had …" and "They had voted by Friday". */
static int tense_of_deadline(struct matcher *matcher, struct str text, const struct match *match,
			     size_t deadline)
{
	const struct atoms *atoms = matcher->atoms;
	int tense;

	if (atoms->items[match->first - deadline].flags & ATOM_OPENS) {
		tense = tense_behind(matcher, text, match);
		return tense ? tense : 1;
	}
	for (size_t i = deadline + 1; i <= LOOK_BACK && i <= match->first; i++) {
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
	size_t deadline = deadline_of(matcher, match);
	int tense;

	if (deadline)
		return tense_of_deadline(matcher, text, match, deadline);
	for (size_t i = 1; i <= LOOK_BACK && i <= match->first; i++) {
		if (ends_clause(&atoms->items[match->first - i]))
			break;
		if ((tense = tense_of(matcher, text, match->first - i)))
			return tense;
	}
	return tense_behind(matcher, text, match);
}
