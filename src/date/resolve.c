/*
 * See resolve.h. Where the words leave the year, the month or the week open, of all stretches that
 * would fit the nearest to the day of publication is meant, looking the way the verb looks; a weekday
 * without a verb of the future is the last one, today included:
 *
 *	published Thursday 2024-05-09:  "on Monday" 05-06   "will meet Monday" 05-13   "Thursday" 05-09
 *
 * Rejected: always the past (half of all planned dates wrong), and the parser that would know for sure.
 */
#include "date/resolve.h"

#include <stdio.h>
#include <stdlib.h>

/* ---------------------------------------------------------------- stretches */

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

static struct stretch stretch_of(enum unit unit, int year, unsigned number, unsigned day)
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

static struct stretch stretch_of_day(int32_t day)
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

/* The stretch of that unit that holds a day. */
static struct stretch stretch_around(int32_t day, enum unit unit)
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

/* How far one can count: longer ones leave the calendar. */
enum { MOST_YEARS = 8000 };

/* The n-th such stretch after the one that holds `day`. */
static struct stretch stretch_shifted(int32_t day, enum unit unit, int n)
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

static void stretch_print(const struct stretch *stretch, char *out, size_t room)
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

/* ---------------------------------------------------------------- which of several */

/* Days between a day and a stretch: below zero, it lies back. */
static int32_t distance(const struct stretch *stretch, int32_t day)
{
	if (stretch->last < day)
		return stretch->last - day;
	return stretch->first > day ? stretch->first - day : 0;
}

/* The nearest of the stretches of last year, this and next, looking the way of the tense. */
static struct stretch nearest(enum unit unit, unsigned number, unsigned day,
			      const struct setting_of_words *setting)
{
	struct stretch best = {0};
	int64_t least = INT64_MAX;
	unsigned month, of_month;
	int year;

	day_parts(setting->today, &year, &month, &of_month);
	for (int y = year + 1; y >= year - 1; y--) {
		struct stretch one;
		int64_t cost;

		if (unit == UNIT_DAY && !date_exists(y, number, day))
			continue;
		one = stretch_of(unit, y, number, day);
		cost = distance(&one, setting->today);
		if (cost > 0)
			cost *= setting->tense > 0
					? 1
					: (unit == UNIT_DAY ? 2 : 5) * (setting->tense < 0 ? 3 : 1);
		else
			cost = setting->tense > 0 ? -cost * 4 : -cost;
		if (cost < least) {
			least = cost;
			best = one;
		}
	}
	return best;
}

static struct stretch weekday_near(unsigned weekday, const struct setting_of_words *setting)
{
	int32_t back = ((int32_t)day_weekday(setting->today) - (int32_t)weekday + 7) % 7;

	return stretch_of_day(setting->tense > 0 && back ? setting->today - back + 7
							 : setting->today - back);
}

/* ---------------------------------------------------------------- dates */

struct resolving {
	const struct language *language;
	const struct parts *parts;
	const struct setting_of_words *setting;
	struct meaning *meaning;
	int32_t base; /* the day to count from */
	int dir;      /* with a direction: which way */
	bool directed;
};

static int32_t part_of(const struct resolving *r, enum class class)
{
	return says(r->parts, class) ? r->parts->values[class] : 0;
}

static bool is_known(const struct setting_of_words *setting)
{
	return setting->published.precision >= PRECISION_DAY;
}

/* The year said, or the one a direction leads to; 0: none. */
static int year_said(const struct resolving *r)
{
	unsigned month, day;
	int year;

	if (says(r->parts, CLASS_YEAR))
		return part_of(r, CLASS_YEAR);
	day_parts(r->base, &year, &month, &day);
	if (says(r->parts, CLASS_YEAR2)) {
		int full = year / 100 * 100 + part_of(r, CLASS_YEAR2);

		return full > year + 20 ? full - 100 : full;
	}
	if (r->directed && part_of(r, CLASS_UNIT) == UNIT_YEAR)
		return year + r->dir;
	return 0;
}

/* The stretch of that unit and number a direction leads to: "last April", "next spring", "this May". */
static struct stretch directed(const struct resolving *r, enum unit unit, unsigned number,
			       unsigned day)
{
	unsigned month, of_month;
	struct stretch found;
	int year;

	day_parts(r->base, &year, &month, &of_month);
	found = stretch_of(unit, year, number, day);
	if (r->dir < 0 && found.last >= r->base)
		found = stretch_of(unit, year - 1, number, day);
	else if (r->dir > 0 && found.first <= r->base)
		found = stretch_of(unit, year + 1, number, day);
	return found;
}

static bool take(struct resolving *r, struct stretch stretch)
{
	r->meaning->stretch = stretch;
	return stretch.unit != 0;
}

/* A numbered stretch of a year: with the year, a direction, or neither. */
static bool numbered(struct resolving *r, enum unit unit, unsigned number, unsigned day)
{
	int year = year_said(r);

	if (unit == UNIT_DAY && !date_exists(year ? year : 2000, number, day))
		return false;
	if (year && year < 10000)
		return take(r, stretch_of(unit, year, number, day));
	r->meaning->relative = true;
	if (r->directed && !says(r->parts, CLASS_UNIT))
		return take(r, directed(r, unit, number, day));
	return take(r, nearest(unit, number, day, r->setting));
}

/* The quarter a report is about: the one named before, else the last that is over. */
static struct stretch quarter_reported(const struct resolving *r)
{
	return r->setting->quarter.unit ? r->setting->quarter
					: stretch_shifted(r->setting->today, UNIT_QUARTER, -1);
}

/* "the quarter", "the year-earlier period", "last year's quarter", "the 1988 quarter". */
static bool quarter_spoken_of(struct resolving *r)
{
	struct stretch about = quarter_reported(r);
	int year = says(r->parts, CLASS_YEAR) ? part_of(r, CLASS_YEAR) : about.year;

	if (r->directed && part_of(r, CLASS_UNIT) == UNIT_YEAR)
		year += r->dir;
	r->meaning->relative = true;
	return take(r, stretch_of(about.unit, year, about.number, 0));
}

/* The quarter or half of that number: of the year said, else the last that has begun. */
static bool share_of_year(struct resolving *r, enum unit unit, unsigned number)
{
	struct stretch found;
	int year = year_said(r);

	if (!number)
		return unit == UNIT_QUARTER && quarter_spoken_of(r);
	if (number > (unit == UNIT_QUARTER ? 4 : 2))
		return false;
	if (year)
		return take(r, stretch_of(unit, year, number, 0));
	r->meaning->relative = true;
	found = stretch_around(r->base, UNIT_YEAR);
	found = stretch_of(unit, found.year, number, 0);
	if (r->setting->tense > 0 && found.last + 150 < r->base)
		found = stretch_of(unit, found.year + 1, number, 0);
	else if (r->setting->tense <= 0 && found.first > r->base + 30)
		found = stretch_of(unit, found.year - 1, number, 0);
	return take(r, found);
}

/* "Thursday the 21st", "the 20th of next month", "the 15th". */
static bool day_of_month(struct resolving *r)
{
	unsigned day = (unsigned)part_of(r, CLASS_DAY),
		 weekday = (unsigned)part_of(r, CLASS_WEEKDAY);
	struct stretch base = stretch_around(r->base, UNIT_MONTH), month;

	r->meaning->relative = true;
	if (r->directed && part_of(r, CLASS_UNIT) == UNIT_MONTH)
		base = stretch_shifted(r->base, UNIT_MONTH, r->dir);
	else if (!weekday && r->setting->tense <= 0 && base.first + (int32_t)day - 1 > r->base)
		base = stretch_shifted(r->base, UNIT_MONTH, -1);
	for (int i = 0; i < 13; i++) { /* this month, the last, the next, the one before … */
		month = stretch_shifted(base.first, UNIT_MONTH, i % 2 ? -(i + 1) / 2 : i / 2);
		if (date_exists(month.year, month.number, day) &&
		    (!weekday || day_weekday(day_of(month.year, month.number, day)) == weekday))
			return take(r, stretch_of(UNIT_DAY, month.year, month.number, day));
	}
	return false;
}

static bool weekday(struct resolving *r)
{
	unsigned wanted = (unsigned)part_of(r, CLASS_WEEKDAY);
	int32_t today = (int32_t)day_weekday(r->base), ahead;

	r->meaning->relative = true;
	if (r->directed && part_of(r, CLASS_UNIT) == UNIT_WEEK)
		return take(r, stretch_of_day(r->base - today + (int32_t)wanted + 7 * r->dir));
	if (!r->directed)
		return take(r, weekday_near(wanted, r->setting));
	if (!r->dir)
		return take(r, stretch_of_day(r->base - today + (int32_t)wanted));
	ahead = ((int32_t)wanted - today + 7) % 7;
	if (r->dir > 0)
		return take(r, stretch_of_day(r->base + (ahead ? ahead : 7)));
	return take(r, stretch_of_day(r->base + ahead - 7));
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

static bool holiday(struct resolving *r)
{
	int32_t number = part_of(r, CLASS_HOLIDAY);
	const struct holiday *found = &r->language->holidays[number];
	struct stretch today = stretch_around(r->base, UNIT_YEAR), best = {0};
	int year = year_said(r);
	int64_t least = INT64_MAX;

	if (year)
		return take(r, stretch_of_day(holiday_day(found, year)));
	r->meaning->relative = true;
	for (year = today.year - 1; year <= today.year + 1; year++) {
		struct stretch one = stretch_of_day(holiday_day(found, year));
		int64_t gap = distance(&one, r->base);
		bool ahead = r->directed ? r->dir >= 0 : r->setting->tense > 0;

		if (r->directed && ((r->dir < 0 && gap >= 0) || (r->dir > 0 && gap <= 0)))
			continue;
		gap = gap < 0 ? -gap * (ahead ? 4 : 1) : gap * (ahead ? 1 : 2);
		if (gap < least) {
			least = gap;
			best = one;
		}
	}
	return take(r, best);
}

/* "last week", "this quarter", "the previous day", "the decade". */
static bool unit_directed(struct resolving *r)
{
	enum unit unit = (enum unit)part_of(r, CLASS_UNIT);
	int dir = r->directed ? r->dir : 0;

	if (says(r->parts, CLASS_WEEKEND))
		unit = UNIT_WEEKEND;
	if (unit == UNIT_PERIOD)
		unit = r->setting->spoken.unit ? r->setting->spoken.unit : UNIT_YEAR;
	if (unit < UNIT_DAY)
		return false;
	r->meaning->relative = true;
	if (unit == UNIT_WEEKEND && !r->directed) /* the nearest one */
		dir = r->setting->tense > 0 || day_weekday(r->base) > 5 ? 0 : -1;
	return take(r, stretch_shifted(r->base, unit, dir));
}

/* Decades and centuries: "the 1990s", "the '90s", "the 19th century". */
static bool long_stretch(struct resolving *r)
{
	int year = year_said(r);

	if (says(r->parts, CLASS_CENTURY))
		return part_of(r, CLASS_ORDINAL) > 0 && part_of(r, CLASS_ORDINAL) < 30 &&
		       take(r, stretch_of(UNIT_CENTURY, part_of(r, CLASS_ORDINAL) - 1, 0, 0));
	if (says(r->parts, CLASS_DECADE)) {
		int32_t decade = part_of(r, CLASS_DECADE);

		return take(r, stretch_of(UNIT_DECADE, decade < 10 ? 190 + decade : decade, 0, 0));
	}
	return year && year % 10 == 0 && take(r, stretch_of(UNIT_DECADE, year / 10, 0, 0));
}

/* The day or longer stretch that is meant; what has no day of its own (a clock) gets the base. */
static bool stretch_meant(struct resolving *r)
{
	int32_t full = part_of(r, CLASS_FULLDATE), unit = part_of(r, CLASS_UNIT);
	unsigned month = (unsigned)part_of(r, CLASS_MONTH);

	if (says(r->parts, CLASS_MONTHNUM))
		month = (unsigned)part_of(r, CLASS_MONTHNUM);
	if (full)
		return take(r, full % 100 ? stretch_of(UNIT_DAY, full / 10000,
						       (unsigned)(full / 100 % 100),
						       (unsigned)(full % 100))
					  : stretch_of(UNIT_MONTH, full / 10000,
						       (unsigned)(full / 100 % 100), 0));
	if (says(r->parts, CLASS_CENTURY) || says(r->parts, CLASS_DECADE) ||
	    (unit == UNIT_DECADE && !r->directed))
		return long_stretch(r);
	if (says(r->parts, CLASS_DAYS)) {
		r->meaning->relative = true;
		return take(r, stretch_of_day(r->base + part_of(r, CLASS_DAYS)));
	}
	if (says(r->parts, CLASS_HOLIDAY))
		return holiday(r);
	if (says(r->parts, CLASS_QUARTER) || says(r->parts, CLASS_HALF)) {
		enum class class = says(r->parts, CLASS_QUARTER) ? CLASS_QUARTER : CLASS_HALF;
		int32_t number = part_of(r, class) ? part_of(r, class) : part_of(r, CLASS_ORDINAL);

		return share_of_year(r, class == CLASS_QUARTER ? UNIT_QUARTER : UNIT_HALF,
				     (unsigned)number);
	}
	if (says(r->parts, CLASS_SEASON))
		return numbered(r, UNIT_SEASON, (unsigned)part_of(r, CLASS_SEASON), 0);
	if (month && unit == UNIT_WEEK) /* "the week of March 6" */
		return numbered(r, UNIT_DAY, month, (unsigned)part_of(r, CLASS_DAY)) &&
		       take(r, stretch_around(r->meaning->stretch.first, UNIT_WEEK));
	if (month)
		return numbered(r, says(r->parts, CLASS_DAY) ? UNIT_DAY : UNIT_MONTH, month,
				(unsigned)part_of(r, CLASS_DAY));
	if (says(r->parts, CLASS_DAY))
		return day_of_month(r);
	if (says(r->parts, CLASS_WEEKDAY))
		return weekday(r);
	if (says(r->parts, CLASS_UNIT) || says(r->parts, CLASS_WEEKEND))
		return unit_directed(r);
	if (year_said(r))
		return take(r, stretch_of(UNIT_YEAR, year_said(r), 0, 0));
	r->meaning->relative = true;
	if (says(r->parts, CLASS_PART) && r->directed)
		return take(r, stretch_of_day(r->base + r->dir));
	if (r->setting->spoken.unit == UNIT_DAY && r->setting->just_spoken)
		return take(r, stretch_of_day(r->setting->spoken.first));
	return take(r, stretch_of_day(r->base));
}

/* ---------------------------------------------------------------- times */

static const char *const part_names[] = {"", "MO", "12:00", "AF", "EV", "NI", "24:00", "DT"};

/* The hour as of a day of 24, from "p.m.", "in the evening", "tonight". */
static int32_t hour_of_day(const struct resolving *r, int32_t hour)
{
	int32_t part = part_of(r, CLASS_PART);
	bool late =
		part == PART_AFTERNOON || part == PART_EVENING || (part == PART_NIGHT && hour >= 5);

	if (says(r->parts, CLASS_AMPM))
		return hour % 12 + part_of(r, CLASS_AMPM);
	return late && hour < 12 ? hour + 12 : hour;
}

/* Adds the time to the value; false where there is none. */
static bool time_print(const struct resolving *r, char *out, size_t room)
{
	int32_t clock = part_of(r, CLASS_CLOCK), hour, minutes;

	if (says(r->parts, CLASS_CLOCK)) {
		hour = hour_of_day(r, clock / 2 / 3600);
		if (clock % 2)
			snprintf(out, room, "T%02d:%02d:%02d", hour, clock / 2 / 60 % 60,
				 clock / 2 % 60);
		else
			snprintf(out, room, "T%02d:%02d", hour, clock / 2 / 60 % 60);
		return true;
	}
	if (says(r->parts, CLASS_HOUR)) {
		minutes = hour_of_day(r, part_of(r, CLASS_HOUR)) * 60 + part_of(r, CLASS_MINUTE) +
			  part_of(r, CLASS_MINUTES);
		if (minutes < 0)
			minutes += 24 * 60;
		snprintf(out, room, "T%02d:%02d", minutes / 60, minutes % 60);
		return true;
	}
	if (!says(r->parts, CLASS_PART))
		return false;
	snprintf(out, room, "T%s", part_names[part_of(r, CLASS_PART)]);
	return true;
}

/* Without a day of publication, what the words themselves say: XXXX-05-09, XXXX-WXX-4; false: nothing. */
static bool unknown_print(const struct resolving *r, char *out, size_t room)
{
	int32_t month = part_of(r, CLASS_MONTH) + part_of(r, CLASS_MONTHNUM);

	if (says(r->parts, CLASS_DIR) || says(r->parts, CLASS_TURN))
		return false;
	if (month && says(r->parts, CLASS_DAY))
		snprintf(out, room, "XXXX-%02d-%02d", month, part_of(r, CLASS_DAY));
	else if (month)
		snprintf(out, room, "XXXX-%02d", month);
	else if (says(r->parts, CLASS_WEEKDAY))
		snprintf(out, room, "XXXX-WXX-%d", part_of(r, CLASS_WEEKDAY));
	else if (says(r->parts, CLASS_QUARTER))
		snprintf(out, room, "XXXX-Q%d",
			 part_of(r, CLASS_QUARTER) ? part_of(r, CLASS_QUARTER)
						   : part_of(r, CLASS_ORDINAL));
	else if (says(r->parts, CLASS_HOLIDAY) || says(r->parts, CLASS_DAYS) ||
		 says(r->parts, CLASS_CLOCK) || says(r->parts, CLASS_HOUR) ||
		 says(r->parts, CLASS_PART))
		snprintf(out, room, "XXXX-XX-XX");
	else
		return false;
	return true;
}

static bool date_meant(struct resolving *r)
{
	struct meaning *meaning = r->meaning;
	size_t len;

	if (!stretch_meant(r))
		return false;
	meaning->type = TIMEX_DATE;
	if (meaning->relative && !is_known(r->setting) &&
	    !(says(r->parts, CLASS_TURN) && r->setting->spoken.unit)) {
		meaning->stretch = (struct stretch){0};
		if (!unknown_print(r, meaning->value, sizeof(meaning->value)))
			return false;
	} else {
		stretch_print(&meaning->stretch, meaning->value, sizeof(meaning->value));
	}
	for (len = 0; meaning->value[len]; len++)
		;
	if (time_print(r, meaning->value + len, sizeof(meaning->value) - len))
		meaning->type = TIMEX_TIME;
	return true;
}

/* ---------------------------------------------------------------- shifts, durations, sets */

/* "two years ago", "a month earlier": as fine as its unit. */
static bool shift_meant(struct resolving *r)
{
	int32_t number = part_of(r, CLASS_NUMBER), n = number / 100;
	int way = says(r->parts, CLASS_SHIFT) ? part_of(r, CLASS_SHIFT) : r->dir;
	enum unit unit = (enum unit)(part_of(r, CLASS_UNIT) + part_of(r, CLASS_UNITS));
	const struct stretch *spoken = &r->setting->spoken;

	r->meaning->type = TIMEX_DATE;
	r->meaning->relative = true;
	if (number < 0) {
		snprintf(r->meaning->value, sizeof(r->meaning->value), "%s",
			 way < 0 ? "PAST_REF" : "FUTURE_REF");
		return true;
	}
	if (!is_known(r->setting) && !(says(r->parts, CLASS_TURN) && spoken->unit))
		return false;
	if (n > MOST_YEARS || unit < UNIT_SECOND)
		return false;
	if (unit == UNIT_YEAR && n == 1 && r->setting->quarter.unit)
		r->meaning->stretch =
			stretch_of(r->setting->quarter.unit, r->setting->quarter.year + way,
				   r->setting->quarter.number, 0);
	else if (unit == UNIT_DECADE || unit == UNIT_CENTURY)
		r->meaning->stretch = stretch_shifted(r->base, UNIT_YEAR,
						      way * (unit == UNIT_DECADE ? 10 : 100) * n);
	else if (unit < UNIT_DAY)
		r->meaning->stretch = stretch_of_day(r->base);
	else
		r->meaning->stretch = stretch_shifted(r->base, unit, way * n);
	if (r->meaning->stretch.first < day_of(1, 1, 1) ||
	    r->meaning->stretch.last > day_of(9999, 1, 1))
		return false;
	stretch_print(&r->meaning->stretch, r->meaning->value, sizeof(r->meaning->value));
	return true;
}

struct length {
	const char *before, *letter;
	int times;
	const char *half; /* of one: how the smaller unit is written */
};

static const struct length lengths[] = {
	[UNIT_SECOND] = {"PT", "S", 1, ""},   [UNIT_MINUTE] = {"PT", "M", 1, "30S"},
	[UNIT_HOUR] = {"PT", "H", 1, "30M"},  [UNIT_DAY] = {"P", "D", 1, "T12H"},
	[UNIT_WEEKEND] = {"P", "D", 2, ""},   [UNIT_WEEK] = {"P", "W", 1, "T84H"},
	[UNIT_MONTH] = {"P", "M", 1, "15D"},  [UNIT_QUARTER] = {"P", "Q", 1, ""},
	[UNIT_HALF] = {"P", "M", 6, ""},      [UNIT_YEAR] = {"P", "Y", 1, "6M"},
	[UNIT_DECADE] = {"P", "Y", 10, ""},   [UNIT_CENTURY] = {"P", "Y", 100, ""},
	[UNIT_FORTNIGHT] = {"P", "W", 2, ""}, [UNIT_SEASON] = {"P", "M", 3, ""},
	[UNIT_PERIOD] = {"P", "X", 1, ""},
};

static void length_print(enum unit unit, int32_t hundredths, char *out, size_t room)
{
	const struct length *length = &lengths[unit];
	int32_t whole = hundredths / 100 * length->times, rest = hundredths % 100;

	if (hundredths < 0 && unit == UNIT_DECADE)
		snprintf(out, room, "PXE");
	else if (hundredths < 0 && unit == UNIT_CENTURY)
		snprintf(out, room, "PXC");
	else if (hundredths < 0)
		snprintf(out, room, "%sX%s", length->before, length->letter);
	else if (rest && length->times > 1)
		snprintf(out, room, "%s%d%s", length->before, hundredths * length->times / 100,
			 length->letter);
	else if (rest == 50 && *length->half && whole)
		snprintf(out, room, "%s%d%s%s", length->before, whole, length->letter,
			 length->half);
	else if (rest == 50 && *length->half)
		snprintf(out, room, "%s%s",
			 unit == UNIT_DAY || unit == UNIT_WEEK ? "P" : length->before,
			 length->half);
	else if (rest)
		snprintf(out, room, "%s%d.%d%s", length->before, whole,
			 rest % 10 ? rest : rest / 10, length->letter);
	else
		snprintf(out, room, "%s%d%s", length->before, whole, length->letter);
}

static bool duration_meant(struct resolving *r)
{
	int32_t number = part_of(r, CLASS_NUMBER);
	enum unit unit = (enum unit)part_of(r, CLASS_UNIT);

	if (!number) /* "the third straight year" */
		number = part_of(r, CLASS_ORDINAL) * 100;
	if (!unit)
		unit = (enum unit)part_of(r, CLASS_UNITS);
	if (says(r->parts, CLASS_FRACTION))
		number += part_of(r, CLASS_FRACTION);
	if (!unit || !number || (number >= 100000 && says(r->parts, CLASS_UNIT)))
		return false;
	r->meaning->type = TIMEX_DURATION;
	length_print(unit, number, r->meaning->value, sizeof(r->meaning->value));
	return true;
}

static bool set_meant(struct resolving *r)
{
	char *out = r->meaning->value;
	size_t room = sizeof(r->meaning->value), len;
	int32_t number = says(r->parts, CLASS_NUMBER) ? part_of(r, CLASS_NUMBER) : 100;
	int32_t unit = part_of(r, CLASS_UNIT) + part_of(r, CLASS_UNITS) + part_of(r, CLASS_EVERY);
	int32_t day = part_of(r, CLASS_WEEKDAY) + part_of(r, CLASS_WEEKDAYS);

	if (says(r->parts, CLASS_TIMES))
		number = part_of(r, CLASS_TIMES) * 100;
	else if (says(r->parts, CLASS_ORDINAL))
		number = part_of(r, CLASS_ORDINAL) * 100;
	r->meaning->type = TIMEX_SET;
	if (day)
		snprintf(out, room, "XXXX-WXX-%d", day);
	else if (says(r->parts, CLASS_MONTH) && says(r->parts, CLASS_DAY))
		snprintf(out, room, "XXXX-%02d-%02d", part_of(r, CLASS_MONTH),
			 part_of(r, CLASS_DAY));
	else if (says(r->parts, CLASS_MONTH))
		snprintf(out, room, "XXXX-%02d", part_of(r, CLASS_MONTH));
	else if (says(r->parts, CLASS_SEASON))
		snprintf(out, room, "XXXX-%s",
			 (const char *[]){"XX", "SP", "SU", "FA",
					  "WI"}[part_of(r, CLASS_SEASON) % 5]);
	else if (says(r->parts, CLASS_WEEKEND) || unit == UNIT_WEEKEND)
		snprintf(out, room, "XXXX-WXX-WE");
	else if (unit && number > 0)
		length_print((enum unit)unit, number, out, room);
	else if (says(r->parts, CLASS_PART) || says(r->parts, CLASS_HOUR) ||
		 says(r->parts, CLASS_CLOCK))
		snprintf(out, room, "XXXX-XX-XX");
	else
		return false;
	for (len = 0; out[len]; len++)
		;
	if (!unit)
		time_print(r, out + len, room - len);
	return true;
}

/* Whether "the previous day" can count from what was spoken of: no day follows a year. */
static bool counts_from(const struct stretch *spoken, const struct parts *parts)
{
	int32_t unit =
		says(parts, CLASS_UNIT) ? parts->values[CLASS_UNIT] : parts->values[CLASS_UNITS];

	return spoken->unit && (spoken->unit <= UNIT_DAY || !unit || (int32_t)spoken->unit <= unit);
}

bool resolve(const struct language *language, const struct match *match,
	     const struct setting_of_words *setting, struct meaning *meaning)
{
	struct resolving r = {.language = language,
			      .parts = &match->parts,
			      .setting = setting,
			      .meaning = meaning,
			      .base = setting->today};
	struct setting_of_words looking_back;
	static const char *const refs[] = {"", "PAST_REF", "PRESENT_REF", "FUTURE_REF"};

	*meaning = (struct meaning){0};
	r.directed = says(r.parts, CLASS_DIR) || says(r.parts, CLASS_TURN);
	r.dir = says(r.parts, CLASS_TURN) ? part_of(&r, CLASS_TURN) : part_of(&r, CLASS_DIR);
	if (says(r.parts, CLASS_PAST)) {
		looking_back = *setting;
		looking_back.tense = -1;
		r.setting = &looking_back;
	}
	if (says(r.parts, CLASS_TURN) && counts_from(&setting->spoken, r.parts))
		r.base = setting->spoken.first;
	switch (match->rule->act) {
	case ACT_DATE:
		return date_meant(&r);
	case ACT_SHIFT:
		return shift_meant(&r);
	case ACT_DURATION:
		return duration_meant(&r);
	case ACT_SET:
		return set_meant(&r);
	case ACT_REF:
		snprintf(meaning->value, sizeof(meaning->value), "%s",
			 refs[part_of(&r, CLASS_REF) & 3]);
		meaning->relative = true;
		return true;
	default:
		return false;
	}
}
