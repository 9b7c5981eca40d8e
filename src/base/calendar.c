#include "base/calendar.h"

#include "base/utf8.h"

#include <string.h>

int32_t day_of(int year, unsigned month, unsigned day)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * ((int)month + (month > 2 ? -3 : 9)) + 2) / 5 + (int)day - 1;
	int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

	return era * 146097 + days - 719468;
}

void day_parts(int32_t day, int *year, unsigned *month, unsigned *day_of_month)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int of_era = z - era * 146097;
	int years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * years + years / 4 - years / 100);
	int shifted = (5 * of_year + 2) / 153;

	*day_of_month = (unsigned)(of_year - (153 * shifted + 2) / 5 + 1);
	*month = (unsigned)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = years + era * 400 + (*month <= 2);
}

unsigned day_weekday(int32_t day)
{
	int of_week = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (unsigned)(of_week < 0 ? of_week + 7 : of_week) + 1;
}

void day_iso_week(int32_t day, int *year, unsigned *week)
{
	int32_t thursday = day - (int32_t)day_weekday(day) + 4;
	unsigned month, of_month;

	day_parts(thursday, year, &month, &of_month);
	*week = (unsigned)(thursday - day_of(*year, 1, 1)) / 7 + 1;
}

int32_t day_of_iso_week(int year, unsigned week)
{
	int32_t fourth = day_of(year, 1, 4); /* always in week 1 */

	return fourth - (int32_t)day_weekday(fourth) + 1 + 7 * ((int32_t)week - 1);
}

unsigned days_in_month(int year, unsigned month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[(month - 1) % 12];
}

bool date_exists(int year, unsigned month, unsigned day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days_in_month(year, month);
}

/* The anonymous Gregorian algorithm as given by Meeus, Astronomical Algorithms, chapter 8. */
int32_t day_of_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

	return day_of(year, (unsigned)(n / 31), (unsigned)(n % 31) + 1);
}

int32_t moment_day(const struct moment *moment)
{
	return day_of(moment->year, moment->month ? moment->month : 1, moment->day ? moment->day : 1);
}

int64_t moment_seconds(const struct moment *moment)
{
	int64_t seconds = (int64_t)moment_day(moment) * 86400 + moment->hour * 3600 +
			  moment->minute * 60 + moment->second;

	return moment->offset == ZONE_UNKNOWN ? seconds : seconds - moment->offset * 60;
}

struct moment moment_of_day(int32_t day)
{
	struct moment moment = {.precision = PRECISION_DAY, .offset = ZONE_UNKNOWN};
	unsigned month, of_month;
	int year;

	day_parts(day, &year, &month, &of_month);
	moment.year = (int16_t)year;
	moment.month = (uint8_t)month;
	moment.day = (uint8_t)of_month;
	return moment;
}

struct moment moment_from_seconds(int64_t seconds)
{
	int64_t day = seconds / 86400 - (seconds % 86400 < 0), rest = seconds - day * 86400;
	struct moment moment = moment_of_day((int32_t)day);

	moment.hour = (uint8_t)(rest / 3600);
	moment.minute = (uint8_t)(rest / 60 % 60);
	moment.second = (uint8_t)(rest % 60);
	moment.precision = PRECISION_SECOND;
	moment.offset = 0;
	return moment;
}

/* Reads exactly `digits` digits. */
static bool number(struct str *text, unsigned digits, unsigned *out)
{
	*out = 0;
	if (text->len < digits)
		return false;
	for (unsigned i = 0; i < digits; i++) {
		if (!ascii_is_digit(text->s[i]))
			return false;
		*out = *out * 10 + (unsigned)(text->s[i] - '0');
	}
	text->s += digits;
	text->len -= digits;
	return true;
}

static bool skip(struct str *text, char byte)
{
	if (!text->len || text->s[0] != byte)
		return false;
	text->s++;
	text->len--;
	return true;
}

/* Z, +05:30, +0530, +05, GMT, EST … or nothing. */
static bool zone(struct str *text, int16_t *offset)
{
	static const struct {
		struct str name;
		int hours;
	} zones[] = {{STR("GMT"), 0},  {STR("UTC"), 0},	 {STR("UT"), 0},   {STR("EST"), -5},
		     {STR("EDT"), -4}, {STR("CST"), -6}, {STR("CDT"), -5}, {STR("MST"), -7},
		     {STR("MDT"), -6}, {STR("PST"), -8}, {STR("PDT"), -7}, {STR("Z"), 0}};
	unsigned hours, minutes = 0;
	bool west;

	*text = str_trim(*text);
	*offset = ZONE_UNKNOWN;
	if (!text->len)
		return true;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (str_eq_nocase(*text, zones[i].name)) {
			*offset = (int16_t)(zones[i].hours * 60);
			return true;
		}
	west = text->s[0] == '-';
	if (!west && text->s[0] != '+')
		return false;
	text->s++;
	text->len--;
	if (!number(text, 2, &hours) || hours > 14)
		return false;
	skip(text, ':');
	if (text->len && (!number(text, 2, &minutes) || minutes > 59))
		return false;
	*offset = (int16_t)((west ? -1 : 1) * (int)(hours * 60 + minutes));
	return str_trim(*text).len == 0;
}

/* hh:mm, hh:mm:ss, hh:mm:ss.fraction, then a zone. */
static bool clock(struct str *text, struct moment *out)
{
	unsigned hour, minute, second = 0;
	bool has_second = false;

	if (!number(text, 2, &hour) || !skip(text, ':') || !number(text, 2, &minute))
		return false;
	if (skip(text, ':')) {
		has_second = true;
		if (!number(text, 2, &second))
			return false;
		if (skip(text, '.') || skip(text, ','))
			while (text->len && ascii_is_digit(text->s[0]))
				skip(text, text->s[0]);
	}
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	out->hour = (uint8_t)hour;
	out->minute = (uint8_t)minute;
	out->second = (uint8_t)(second > 59 ? 59 : second);
	out->precision = has_second ? PRECISION_SECOND : PRECISION_MINUTE;
	return zone(text, &out->offset);
}

static bool parse_iso(struct str text, struct moment *out)
{
	unsigned year, month = 1, day = 1;

	if (!number(&text, 4, &year) || !year)
		return false;
	out->year = (int16_t)year;
	out->precision = PRECISION_YEAR;
	if (!text.len)
		return true;
	if (!skip(&text, '-') || !number(&text, 2, &month) || !date_exists((int)year, month, 1))
		return false;
	out->month = (uint8_t)month;
	out->precision = PRECISION_MONTH;
	if (!text.len)
		return true;
	if (!skip(&text, '-') || !number(&text, 2, &day) || !date_exists((int)year, month, day))
		return false;
	out->day = (uint8_t)day;
	out->precision = PRECISION_DAY;
	if (!text.len)
		return true;
	if (!skip(&text, 'T') && !skip(&text, 't') && !skip(&text, ' '))
		return false;
	return clock(&text, out);
}

/* [Thu, ]09 May 2024[ 08:32[:10][ +0530]] */
static bool parse_rfc822(struct str text, struct moment *out)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	size_t comma = str_find_byte(text, ',');
	unsigned day, year, month = 0;

	if (comma != STR_NONE && comma <= 9)
		text = str_trim(str_sub(text, comma + 1, text.len));
	if (!number(&text, 2, &day) && !number(&text, 1, &day))
		return false;
	text = str_trim(text);
	for (unsigned i = 0; i < 12 && text.len > 3; i++)
		if (str_starts_nocase(text, (struct str){months + 3 * i, 3}))
			month = i + 1;
	if (!month)
		return false;
	text = str_trim(str_sub(text, 3, text.len));
	if (!number(&text, 4, &year) || !date_exists((int)year, month, day))
		return false;
	out->year = (int16_t)year;
	out->month = (uint8_t)month;
	out->day = (uint8_t)day;
	out->precision = PRECISION_DAY;
	text = str_trim(text);
	return !text.len || clock(&text, out);
}

bool moment_parse(struct str text, struct moment *out)
{
	struct moment iso = {.offset = ZONE_UNKNOWN}, mail = {.offset = ZONE_UNKNOWN};

	text = str_trim(text);
	if (parse_iso(text, &iso))
		*out = iso;
	else if (parse_rfc822(text, &mail))
		*out = mail;
	else
		return false;
	return true;
}

struct str moment_format(struct arena *arena, const struct moment *moment)
{
	struct buf buf = buf_in(arena);

	if (moment->precision >= PRECISION_YEAR)
		buf_addf(&buf, "%04d", moment->year);
	if (moment->precision >= PRECISION_MONTH)
		buf_addf(&buf, "-%02u", moment->month);
	if (moment->precision >= PRECISION_DAY)
		buf_addf(&buf, "-%02u", moment->day);
	if (moment->precision >= PRECISION_MINUTE)
		buf_addf(&buf, "T%02u:%02u", moment->hour, moment->minute);
	if (moment->precision >= PRECISION_SECOND)
		buf_addf(&buf, ":%02u", moment->second);
	if (moment->precision >= PRECISION_MINUTE && moment->offset == 0)
		buf_add_byte(&buf, 'Z');
	else if (moment->precision >= PRECISION_MINUTE && moment->offset != ZONE_UNKNOWN) {
		int minutes = moment->offset < 0 ? -moment->offset : moment->offset;

		buf_addf(&buf, "%c%02d:%02d", moment->offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
	}
	return buf_str(&buf);
}

const char *precision_name(enum precision precision)
{
	static const char *const names[] = {NULL, "year", "month", "day", "minute", "second"};

	return names[precision];
}
