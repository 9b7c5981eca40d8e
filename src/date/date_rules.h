/*
 * All that is read from data/: the languages, and the events and years that undated articles are dated
 * by.
 */
#ifndef DATE_RULES_H
#define DATE_RULES_H

#include "date/date.h"
#include "date/language.h"

struct date_rules {
	struct language *languages;
	size_t nlanguages;
	struct language events; /* of all languages */
	unsigned bad;           /* malformed rows */
};

/* The language of that code; English where none is said; NULL where it is not known. */
const struct language *date_language(const struct date_rules *rules, struct str code);

#endif
