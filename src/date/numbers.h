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

/* The readings of the number that starts at atoms[at], if one does; at most `room`. */
unsigned numbers_readings(const struct language *language, const struct atoms *atoms, size_t at,
			  struct reading *out, unsigned room);

#endif
