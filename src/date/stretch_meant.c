/*
 * Which stretch of the calendar an expression means.
 *
 * Where the words leave the year, the month or the week open, of all stretches that would fit the nearest
 * to the day of publication is meant, looking the way the verb looks; a weekday without a verb of the
 * future is the last one, today included:
 *
 *	published Thursday 2024-05-09:  "on Monday" 05-06   "will meet Monday" 05-13   "Thursday" 05-09
 *
 * Rejected: always the past (half of all planned dates wrong), and the parser that would know for sure.
 */
#include "date/resolving.h"

enum { NEAR_DAYS = 31 };

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
		cost = stretch_distance(&one, setting->today);
		if (cost > 0)
			cost *= setting->tense > 0
					? 1
					: (unit == UNIT_DAY ? 2 : 5) * (setting->tense < 0 ? 3 : 1);
		else
			cost = setting->tense > 0 ? -cost * 12 : -cost;
		if (cost < least) {
			least = cost;
			best = one;
		}
	}
	return best;
}

/*
 * "December 14" where the article spoke of "December 14, 2012": that day again, unless publication is near
 * the nearest one ("September 11" of this week, in an article that names 2001).
 */
static struct stretch day_in_its_year(unsigned month, unsigned day,
				      const struct setting_of_words *setting)
{
	struct stretch found = nearest(UNIT_DAY, month, day, setting);
	int32_t distance = stretch_distance(&found, setting->today);
	int year = setting->named && month < 13 && day < 32 ? setting->named->year[month][day] : 0;

	if (!year || setting->tense > 0 || (distance >= -NEAR_DAYS && distance <= NEAR_DAYS) ||
	    !date_exists(year, month, day))
		return found;
	return stretch_of(UNIT_DAY, year, month, day);
}

static struct stretch weekday_near(unsigned weekday, const struct setting_of_words *setting)
{
	int32_t back = ((int32_t)day_weekday(setting->today) - (int32_t)weekday + 7) % 7;

	if (!setting->tense && back == 6) /* tomorrow: nobody calls it so a week later */
		return stretch_of_day(setting->today + 1);
	return stretch_of_day(setting->tense > 0 && back ? setting->today - back + 7
							 : setting->today - back);
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
	if (unit == UNIT_DAY)
		return take(r, day_in_its_year(number, day, r->setting));
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

/* The nth such weekday of a month, the last for -1; or, where it has no such, a day behind it. */
static int32_t nth_weekday(const struct stretch *month, int32_t weekday, int32_t nth)
{
	if (nth < 0)
		return month->last - ((int32_t)day_weekday(month->last) - weekday + 7) % 7;
	return month->first + (weekday - (int32_t)day_weekday(month->first) + 7) % 7 +
	       7 * (nth - 1);
}

/*
 * "the first Tuesday in November", "the last Monday of next month": of the month named; where that leaves the
 * year open, of the year that agrees with the verb.
 */
static bool weekday_of_month(struct resolving *r, unsigned month)
{
	int32_t weekday = part_of(r, CLASS_WEEKDAY), nth = part_of(r, CLASS_ORDINAL), day;
	int tense = r->setting->tense;
	struct stretch found;

	if (!month)
		found = stretch_shifted(r->base, UNIT_MONTH, r->dir);
	else if (numbered(r, UNIT_MONTH, month, 0))
		found = r->meaning->stretch;
	else
		return false;
	r->meaning->relative |= !month;
	day = nth_weekday(&found, weekday, nth);
	if (month && !year_said(r) &&
	    ((tense < 0 && day > r->setting->today) || (tense > 0 && day < r->setting->today))) {
		found = stretch_of(UNIT_MONTH, found.year + tense, month, 0);
		day = nth_weekday(&found, weekday, nth);
	}
	return nth && day <= found.last && take(r, stretch_of_day(day));
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
		int64_t gap = stretch_distance(&one, r->base);
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

	if (says(r->parts, CLASS_CENTURY)) {
		int32_t number = says(r->parts, CLASS_ORDINAL) ? part_of(r, CLASS_ORDINAL)
							       : part_of(r, CLASS_NUMBER) / 100;

		return number > 0 && number < 30 &&
		       take(r, stretch_of(UNIT_CENTURY, number - 1, 0, 0));
	}
	if (says(r->parts, CLASS_DECADE)) {
		int32_t decade = part_of(r, CLASS_DECADE);

		return take(r, stretch_of(UNIT_DECADE, decade < 10 ? 190 + decade : decade, 0, 0));
	}
	return year && year % 10 == 0 && take(r, stretch_of(UNIT_DECADE, year / 10, 0, 0));
}

/* "2024-05-09", or a month alone. */
static bool full_date(struct resolving *r, int32_t full)
{
	unsigned month = (unsigned)(full / 100 % 100), day = (unsigned)(full % 100);

	return take(r, stretch_of(day ? UNIT_DAY : UNIT_MONTH, full / 10000, month, day));
}

/* "yesterday"; of a day that is named, "the day before last Tuesday". */
static bool days_away(struct resolving *r)
{
	int32_t days = part_of(r, CLASS_DAYS);

	if (says(r->parts, CLASS_HOLIDAY) || says(r->parts, CLASS_WEEKDAY))
		return (says(r->parts, CLASS_HOLIDAY) ? holiday(r) : weekday(r)) &&
		       take(r, stretch_of_day(r->meaning->stretch.first + days));
	r->meaning->relative = true;
	return take(r, stretch_of_day(r->base + days));
}

/* "Easter", "Easter week". */
static bool around_holiday(struct resolving *r, enum unit unit)
{
	if (unit != UNIT_WEEK && unit != UNIT_WEEKEND)
		return holiday(r);
	return holiday(r) && take(r, stretch_around(r->meaning->stretch.first, unit));
}

/* "the third quarter", "Q3", "the first half". */
static bool share_meant(struct resolving *r)
{
	enum class class = says(r->parts, CLASS_QUARTER) ? CLASS_QUARTER : CLASS_HALF;
	int32_t number = part_of(r, class);

	if (!number)
		number = says(r->parts, CLASS_ORDINAL) ? part_of(r, CLASS_ORDINAL)
						       : part_of(r, CLASS_NUMBER) / 100;
	return share_of_year(r, class == CLASS_QUARTER ? UNIT_QUARTER : UNIT_HALF,
			     (unsigned)number);
}

/* A month, and what of it: "May 9", "the week of March 6", "the first Tuesday in November". */
static bool month_meant(struct resolving *r, unsigned month)
{
	unsigned day = (unsigned)part_of(r, CLASS_DAY);

	if (says(r->parts, CLASS_WEEKDAY) && says(r->parts, CLASS_ORDINAL))
		return weekday_of_month(r, month);
	if (part_of(r, CLASS_UNIT) == UNIT_WEEK)
		return numbered(r, UNIT_DAY, month, day) &&
		       take(r, stretch_around(r->meaning->stretch.first, UNIT_WEEK));
	return numbered(r, says(r->parts, CLASS_DAY) ? UNIT_DAY : UNIT_MONTH, month, day);
}

/* Where only a time of day is said: the day spoken of just before, else that of publication. */
static bool day_of_time(struct resolving *r)
{
	r->meaning->relative = true;
	if (says(r->parts, CLASS_PART) && r->directed)
		return take(r, stretch_of_day(r->base + r->dir));
	if (r->setting->spoken.unit == UNIT_DAY && r->setting->just_spoken)
		return take(r, stretch_of_day(r->setting->spoken.first));
	return take(r, stretch_of_day(r->base));
}

/* The day or longer stretch that is meant; what has no day of its own (a clock) gets the base. */
bool stretch_meant(struct resolving *r)
{
	int32_t unit = part_of(r, CLASS_UNIT);
	unsigned month =
		(unsigned)part_of(r, says(r->parts, CLASS_MONTHNUM) ? CLASS_MONTHNUM : CLASS_MONTH);

	if (part_of(r, CLASS_FULLDATE))
		return full_date(r, part_of(r, CLASS_FULLDATE));
	if (says(r->parts, CLASS_CENTURY) || says(r->parts, CLASS_DECADE) ||
	    (unit == UNIT_DECADE && !r->directed))
		return long_stretch(r);
	if (says(r->parts, CLASS_DAYS))
		return days_away(r);
	if (says(r->parts, CLASS_HOLIDAY))
		return around_holiday(r, (enum unit)unit);
	if (says(r->parts, CLASS_QUARTER) || says(r->parts, CLASS_HALF))
		return share_meant(r);
	if (says(r->parts, CLASS_SEASON))
		return numbered(r, UNIT_SEASON, (unsigned)part_of(r, CLASS_SEASON), 0);
	if (month || (says(r->parts, CLASS_WEEKDAY) && says(r->parts, CLASS_ORDINAL)))
		return month_meant(r, month);
	if (says(r->parts, CLASS_DAY))
		return day_of_month(r);
	if (says(r->parts, CLASS_WEEKDAY))
		return weekday(r);
	if (says(r->parts, CLASS_UNIT) || says(r->parts, CLASS_WEEKEND))
		return unit_directed(r);
	if (year_said(r))
		return take(r, stretch_of(UNIT_YEAR, year_said(r), 0, 0));
	return day_of_time(r);
}
