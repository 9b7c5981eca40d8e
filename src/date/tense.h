/*
 * Which way the verb beside an expression looks, which decides what "Thursday" and "in March" mean:
 *
 *	they met Thursday: -1      they will meet Thursday: 1      Thursday's paper: 0
 */
#ifndef DATE_TENSE_H
#define DATE_TENSE_H

#include "date/match.h"

/* The nearest verb before the expression, else behind it, within the clause: -1, 1, or 0: none tells. */
int tense_near(struct matcher *matcher, struct str text, const struct match *match);

#endif
