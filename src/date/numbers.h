/*
 * Numbers, in digits and in words, and what they can stand for.
 *
 * A number may be a count, a day of the month, a year, an hour; digits with marks may be a date, a clock
 * or a decimal. All readings are given; the rules choose. A number that is part of something longer
 * ("138-2010-2015", "$1998", "4:3", "F-16") has none.
 */
#ifndef DATE_NUMBERS_H
#define DATE_NUMBERS_H

#include "date/language.h"

/* Readings as they are found; those beyond `room` are dropped. */
struct readings {
	struct reading *items;
	unsigned n, room;
};

static inline void readings_add(struct readings *readings, struct reading reading)
{
	if (readings->n < readings->room)
		readings->items[readings->n++] = reading;
}

/* digits.c: the readings of the digits at atoms[at]. */
void read_digits(const struct language *language, const struct atoms *atoms, size_t at,
		 struct readings *readings);

/* number_words.c: the readings of the number words that start at atoms[at], if any do. */
void read_words(const struct language *language, const struct atoms *atoms, size_t at,
		struct readings *readings);

#endif
