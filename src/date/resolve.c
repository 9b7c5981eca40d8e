/*
 * See resolve.h. A date is a stretch of the calendar and perhaps a time of day; a shift leads to one from
 * another; durations and sets are quantities.
 */
#include "date/resolving.h"

#include <stdio.h>

/* How far back or ahead one can count and stay on the calendar, in years. */
enum { MOST_YEARS = 1900 };

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

bool time_print(const struct resolving *r, char *out, size_t room)
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
	int32_t quarter =
		part_of(r, CLASS_QUARTER) ? part_of(r, CLASS_QUARTER) : part_of(r, CLASS_ORDINAL);

	if (says(r->parts, CLASS_DIR) || says(r->parts, CLASS_TURN))
		return false;
	if (month && says(r->parts, CLASS_DAY))
		snprintf(out, room, "XXXX-%02d-%02d", month, part_of(r, CLASS_DAY));
	else if (month)
		snprintf(out, room, "XXXX-%02d", month);
	else if (says(r->parts, CLASS_WEEKDAY))
		snprintf(out, room, "XXXX-WXX-%d", part_of(r, CLASS_WEEKDAY));
	else if (says(r->parts, CLASS_QUARTER) && quarter)
		snprintf(out, room, "XXXX-Q%d", quarter);
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
	if (meaning->relative && !is_known(r->setting, meaning->stretch.unit) && !r->counted) {
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

	r->meaning->type = TIMEX_DATE;
	r->meaning->relative = true;
	if (says(r->parts, CLASS_TURN) && (number < 0 || unit < UNIT_DAY))
		return duration_meant(r); /* "a few days later", "a minute later" */
	if (number < 0) {
		snprintf(r->meaning->value, sizeof(r->meaning->value), "%s",
			 way < 0 ? "PAST_REF" : "FUTURE_REF");
		return true;
	}
	if (!is_known(r->setting, unit) && !r->counted)
		return false;
	if (unit < UNIT_SECOND || n > MOST_YEARS * (unit < UNIT_YEAR ? 4 : 1) ||
	    (unit == UNIT_DECADE && n > MOST_YEARS / 10) ||
	    (unit == UNIT_CENTURY && n > MOST_YEARS / 100))
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
	r.counted = says(r.parts, CLASS_TURN) && counts_from(&setting->spoken, r.parts);
	if (r.counted)
		r.base = setting->spoken.first;
	else if (says(r.parts, CLASS_TURN) && r.dir > 0 && part_of(&r, CLASS_UNIT) == UNIT_DAY)
		return false; /* "the next day": of a day that nothing names */
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
