/*
 * Days, weeks and instants of the Gregorian calendar, without time zones of the system.
 *
 * A day is its number from 1970-01-01 (which is 0). The conversions are Howard Hinnant's
 * ("chrono-compatible low-level date algorithms", 2013); weeks are those of ISO 8601.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/text.h"

/* How much of a moment is known; a finer one includes the coarser. */
enum precision {
	PRECISION_NONE,
	PRECISION_YEAR,
	PRECISION_MONTH,
	PRECISION_DAY,
	PRECISION_MINUTE,
	PRECISION_SECOND,
};

enum { ZONE_UNKNOWN = INT16_MIN };

/* A moment as far as it is known: 2024-05-09T08:32+05:30 has offset 330. */
struct moment {
	int16_t year;
	uint8_t month, day, hour, minute, second;
	uint8_t precision; /* enum precision; NONE: nothing is known */
	int16_t offset;    /* minutes east of UTC, or ZONE_UNKNOWN */
};

int32_t day_of(int year, unsigned month, unsigned day);
void day_parts(int32_t day, int *year, unsigned *month, unsigned *day_of_month);
unsigned day_weekday(int32_t day); /* 1 Monday … 7 Sunday */
void day_iso_week(int32_t day, int *year, unsigned *week);
int32_t day_of_iso_week(int year, unsigned week); /* its Monday */
unsigned days_in_month(int year, unsigned month);
bool date_exists(int year, unsigned month, unsigned day);
int32_t day_of_easter(int year); /* Western Easter Sunday */

/* The day a moment falls on as written, not shifted to UTC; its first where only month or year is known. */
int32_t moment_day(const struct moment *moment);

/* Seconds since 1970 UTC; an unknown zone counts as UTC, unknown parts as their first. */
int64_t moment_seconds(const struct moment *moment);
struct moment moment_from_seconds(int64_t seconds); /* UTC, precision second */
struct moment moment_of_day(int32_t day);

/* ISO 8601 (also with a blank for T) or RFC 822; false where it is neither or not a real date. */
bool moment_parse(struct str text, struct moment *out);

/* "2024-05-09", "2024-05-09T08:32+05:30", "2024-05-09T03:02Z" … as far as is known. */
struct str moment_format(struct arena *arena, const struct moment *moment);

const char *precision_name(enum precision precision); /* "day" …; NULL for NONE */

#endif
