/*
 * Matching: the longest rule that fits at an atom.
 *
 *	… the  third  quarter  of  1989  …        rule: the? ORDINAL QUARTER of? YEAR
 *	   └─────────────────────────┘            says: ORDINAL 3, QUARTER, YEAR 1989
 */
#ifndef DATE_MATCH_H
#define DATE_MATCH_H

#include "date/language.h"

/* What an expression says: a value for each class it names. */
struct parts {
	int32_t values[CLASS_FIXED];
	uint64_t said; /* a bit for each class */
};

static inline bool says(const struct parts *parts, enum class class)
{
	return parts->said >> class & 1;
}

struct match {
	const struct rule *rule;
	size_t first, end; /* atoms of the expression, half open */
	unsigned tail;     /* bytes of a particle at its end */
	uint16_t last;     /* class of its last reading */
	struct parts parts;
};

/* Where the readings of an atom lie, once asked for. */
struct asked {
	uint32_t from;
	uint8_t n;
	bool known;
};

/* The readings of each atom of a stretch, found when first asked for. */
struct matcher {
	struct arena *arena;
	const struct language *language;
	const struct atoms *atoms;
	VEC(struct reading) readings;
	struct asked *asked; /* of each atom */
	size_t room;
};

void matcher_init(struct matcher *matcher, struct arena *arena, const struct language *language);

/* Turns to other atoms; the memory is used again. */
void matcher_turn(struct matcher *matcher, const struct atoms *atoms);

/* The readings of atoms[at], *n of them; void after the next call. */
const struct reading *matcher_readings(struct matcher *matcher, size_t at, unsigned *n);

/* Whether atoms[at] has a reading of that class. */
bool matcher_reads(struct matcher *matcher, size_t at, enum class class);

/* Whether an expression, or context of one, can start at `at`: cheap, and rarely wrong. */
bool matcher_may(const struct matcher *matcher, size_t at);

/* The best match whose expression starts at `at`, or behind context that does; false where none fits. */
bool matcher_match(struct matcher *matcher, size_t at, struct match *match);

#endif
