/*
 * Names that look like dates: "USA Today", "Theresa May".
 */
#ifndef DATE_NAMES_H
#define DATE_NAMES_H

#include "date/match.h"

/*
 * Whether the words are a name: "USA Today", "ABC News' This Week". A common word with a capital, and
 * another such word before it.
 */
bool is_name(const struct atoms *atoms, const struct match *match);

/*
 * Whether a month alone is a person's name: "Theresa May", or "May" in an article that names one so (its
 * key is kept in *person), but for "in May".
 */
bool is_person(struct matcher *matcher, const struct match *match, uint32_t *person);

#endif
