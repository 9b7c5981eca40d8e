/*
 * How long, and how often: durations ("three and a half years", P3Y6M) and sets ("every other Friday",
 * XXXX-WXX-5). Some, several and the like are X: PXY.
 */
#include "date/resolving.h"

#include <stdio.h>

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
		snprintf(out, room, "%s%d%s", length->before,
			 (int)((int64_t)hundredths * length->times / 100), length->letter);
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

bool duration_meant(struct resolving *r)
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

bool set_meant(struct resolving *r)
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
