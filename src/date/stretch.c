/*
 * See stretch.h.
 */
#include "date/stretch.h"

#include "base/calendar.h"

#include <stdio.h>

static unsigned month_of_season(unsigned season)
{
	return season == SEASON_WINTER ? 12 : 3 * season;
}

static int32_t month_last(int year, unsigned month)
{
	return day_of(year, month, days_in_month(year, month));
}

static int32_t months_on(int year, unsigned month, unsigned count)
{
	unsigned end = month + count - 1;

	return month_last(year + (int)((end - 1) / 12), (end - 1) % 12 + 1);
}

struct stretch stretch_of(enum unit unit, int year, unsigned number, unsigned day)
{
	struct stretch stretch = {.unit = unit, .year = year, .number = number, .day = day};
	unsigned month = 1, months = 12;
	int from = year;

	if (unit == UNIT_WEEK || unit == UNIT_WEEKEND) {
		stretch.first = day_of_iso_week(year, number) + (unit == UNIT_WEEKEND ? 5 : 0);
		stretch.last = stretch.first + (unit == UNIT_WEEKEND ? 1 : 6);
		return stretch;
	}
	if (unit == UNIT_DAY) {
		stretch.first = stretch.last = day_of(year, number, day);
		return stretch;
	}
	if (unit == UNIT_MONTH)
		month = number, months = 1;
	else if (unit == UNIT_QUARTER)
		month = 3 * number - 2, months = 3;
	else if (unit == UNIT_HALF)
		month = 6 * number - 5, months = 6;
	else if (unit == UNIT_SEASON)
		month = month_of_season(number), months = 3;
	else if (unit == UNIT_DECADE)
		from = year * 10, months = 120;
	else if (unit == UNIT_CENTURY)
		from = year * 100, months = 1200;
	stretch.first = day_of(from, month, 1);
	stretch.last = months_on(from, month, months);
	return stretch;
}

struct stretch stretch_of_day(int32_t day)
{
	unsigned month, of_month;
	int year;

	day_parts(day, &year, &month, &of_month);
	return stretch_of(UNIT_DAY, year, month, of_month);
}

static struct stretch stretch_of_week(int32_t day, enum unit unit)
{
	unsigned week;
	int year;

	day_iso_week(day, &year, &week);
	return stretch_of(unit, year, week, 0);
}

struct stretch stretch_around(int32_t day, enum unit unit)
{
	unsigned month, of_month;
	int year;

	if (unit == UNIT_WEEK || unit == UNIT_WEEKEND || unit == UNIT_FORTNIGHT)
		return stretch_of_week(day, unit == UNIT_FORTNIGHT ? UNIT_WEEK : unit);
	day_parts(day, &year, &month, &of_month);
	switch (unit) {
	case UNIT_MONTH:
		return stretch_of(unit, year, month, 0);
	case UNIT_QUARTER:
		return stretch_of(unit, year, (month + 2) / 3, 0);
	case UNIT_HALF:
		return stretch_of(unit, year, (month + 5) / 6, 0);
	case UNIT_SEASON:
		return stretch_of(unit, month < 3 ? year - 1 : year, month < 3 ? 4 : month / 3, 0);
	case UNIT_YEAR:
		return stretch_of(unit, year, 0, 0);
	case UNIT_DECADE:
		return stretch_of(unit, year / 10, 0, 0);
	case UNIT_CENTURY:
		return stretch_of(unit, year / 100, 0, 0);
	default:
		return stretch_of_day(day);
	}
}

struct stretch stretch_shifted(int32_t day, enum unit unit, int n)
{
	unsigned month, of_month;
	int year, months;

	if (unit == UNIT_DAY)
		return stretch_of_day(day + n);
	if (unit == UNIT_WEEK || unit == UNIT_WEEKEND)
		return stretch_of_week(day + 7 * n, unit);
	if (unit == UNIT_FORTNIGHT)
		return stretch_of_week(day + 14 * n, UNIT_WEEK);
	day_parts(day, &year, &month, &of_month);
	months = unit == UNIT_MONTH                            ? 1
		 : unit == UNIT_QUARTER || unit == UNIT_SEASON ? 3
		 : unit == UNIT_HALF                           ? 6
		 : unit == UNIT_YEAR                           ? 12
		 : unit == UNIT_DECADE                         ? 120
							       : 1200;
	months = year * 12 + (int)month - 1 + n * months;
	if (months < 12)
		months = 12;
	return stretch_around(day_of(months / 12, (unsigned)(months % 12) + 1, 1), unit);
}

void stretch_print(const struct stretch *stretch, char *out, size_t room)
{
	static const char *const seasons[] = {"XX", "SP", "SU", "FA", "WI"};

	switch (stretch->unit) {
	case UNIT_DAY:
		snprintf(out, room, "%04d-%02u-%02u", stretch->year, stretch->number, stretch->day);
		break;
	case UNIT_WEEK:
		snprintf(out, room, "%04d-W%02u", stretch->year, stretch->number);
		break;
	case UNIT_WEEKEND:
		snprintf(out, room, "%04d-W%02u-WE", stretch->year, stretch->number);
		break;
	case UNIT_MONTH:
		snprintf(out, room, "%04d-%02u", stretch->year, stretch->number);
		break;
	case UNIT_QUARTER:
		snprintf(out, room, "%04d-Q%u", stretch->year, stretch->number);
		break;
	case UNIT_HALF:
		snprintf(out, room, "%04d-H%u", stretch->year, stretch->number);
		break;
	case UNIT_SEASON:
		snprintf(out, room, "%04d-%s", stretch->year, seasons[stretch->number % 5]);
		break;
	case UNIT_DECADE:
		snprintf(out, room, "%03d", stretch->year);
		break;
	case UNIT_CENTURY:
		snprintf(out, room, "%02d", stretch->year);
		break;
	default:
		snprintf(out, room, "%04d", stretch->year);
	}
}

int32_t stretch_distance(const struct stretch *stretch, int32_t day)
{
	if (stretch->last < day)
		return stretch->last - day;
	return stretch->first > day ? stretch->first - day : 0;
}

int32_t holiday_day(const struct holiday *holiday, int year)
{
	int32_t first, day;

	if (!holiday->month)
		return day_of_easter(year) + holiday->easter;
	if (!holiday->nth)
		return day_of(year, holiday->month, holiday->day);
	if (holiday->nth < 0) {
		day = month_last(year, holiday->month);
		return day - ((int32_t)day_weekday(day) - holiday->weekday + 7) % 7;
	}
	first = day_of(year, holiday->month, holiday->after ? holiday->after : 1);
	return first + (holiday->weekday - (int32_t)day_weekday(first) + 7) % 7 +
	       7 * (holiday->nth - 1);
}
