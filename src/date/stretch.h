/*
 * Stretches: what dates name on the calendar, from a day to a century.
 *
 *	2024-05-09   2024-W19   2024-W19-WE   2024-05   2024-Q2   2024-H1   2024-SP   2024   202   20
 */
#ifndef DATE_STRETCH_H
#define DATE_STRETCH_H

#include "date/language.h"

/* A stretch of the calendar as it is named: the year 2024, its quarter 3, its week 19, its May 9. */
struct stretch {
	enum unit
		unit; /* day, weekend, week, month, season, quarter, half, year, decade, century */
	int year;     /* decade: 199; century: 19 */
	unsigned number; /* month, quarter, half, season, week */
	unsigned day;
	int32_t first, last;
};

struct stretch stretch_of(enum unit unit, int year, unsigned number, unsigned day);
struct stretch stretch_of_day(int32_t day);

/* The stretch of that unit that holds a day. */
struct stretch stretch_around(int32_t day, enum unit unit);

/* The n-th such stretch after the one that holds `day`. */
struct stretch stretch_shifted(int32_t day, enum unit unit, int n);

/* As TIMEX3 writes it. */
void stretch_print(const struct stretch *stretch, char *out, size_t room);

/* Days between a day and a stretch: below zero, it lies back. */
int32_t stretch_distance(const struct stretch *stretch, int32_t day);

/* The day of a holiday in a year. */
int32_t holiday_day(const struct holiday *holiday, int year);

#endif
