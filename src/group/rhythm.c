/*
 * The rhythm of a ritual: from the days it was told to the rule behind them.
 *
 *	2005-05-09 2010-05-09 2015-05-09 2020-05-09 | 2022-05-09 2023-05-09 2024-05-09
 *	        every five years                    |  every year, on 9 May, since 2022
 *
 * The years are cut into at most two runs, each with one step; a run may lack tellings. Of all cuts the
 * one that leaves least to explain is taken: a year missed costs 1, a change of rhythm costs
 * CHANGE_COST. The last run is the rhythm of today, and its first telling that
 * the old rhythm had no place for is the break.
 *
 * The day within the year is, in this order: one date ("--05-09"), one weekday of a month ("last Monday
 * of May"), days from Easter ("Easter-2"), one month ("--02"), or nothing.
 *
 * A step of several years is believed only where the day is kept: of a yearly fair, any two reports may
 * be some years apart.
 *
 * A telling counts as missed only where articles of that time are in hand: no telling among no articles
 * means nothing.
 */
#include "group/rhythm.h"

#include "base/vector.h"

#include <stdlib.h>

enum { MOST_YEARS = 200, REPORT_LAG = 1 };

static const double CHANGE_COST = 1.5;

static const char *const weekdays[] = {"",         "Monday", "Tuesday",  "Wednesday",
				       "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"",        "January",  "February", "March",  "April",
				     "May",     "June",     "July",     "August", "September",
				     "October", "November", "December"};
static const char *const places[] = {"", "first", "second", "third", "fourth", "last"};

/* A run of years with one step: [from, to). */
struct run {
	size_t from, to;
	int step;
	double missed;
};

static int year_of(int32_t day)
{
	int year;
	unsigned month, day_of_month;

	day_parts(day, &year, &month, &day_of_month);
	return year;
}

/* The smallest gap is the step if every other gap is a multiple of it. */
static bool run_measure(const int *years, struct run *run)
{
	run->missed = 0;
	run->step = 0;
	for (size_t i = run->from + 1; i < run->to; i++)
		if (!run->step || years[i] - years[i - 1] < run->step)
			run->step = years[i] - years[i - 1];
	for (size_t i = run->from + 1; i < run->to; i++) {
		int gap = years[i] - years[i - 1];

		if (gap % run->step)
			return false;
		run->missed += gap / run->step - 1;
	}
	return true;
}

/* The run that holds today; the one before it is [0, from). */
static struct run last_run(const int *years, size_t n)
{
	struct run best = {0, n, 0, 0}, before, after;
	double cost = 1e9;

	if (run_measure(years, &best))
		cost = best.missed;
	else
		best.step = 0;
	for (size_t cut = 2; cut + 2 <= n; cut++) {
		before = (struct run){0, cut, 0, 0};
		after = (struct run){cut, n, 0, 0};
		if (!run_measure(years, &before) || !run_measure(years, &after) ||
		    before.step == after.step)
			continue;
		if (before.missed + after.missed + CHANGE_COST < cost) {
			cost = before.missed + after.missed + CHANGE_COST;
			best = after;
		}
	}
	/* More gaps than tellings is no rhythm. */
	if (best.missed * 2 > (double)(best.to - best.from))
		best.step = 0;
	return best;
}

struct part {
	int year;
	unsigned month, day, weekday;
};

static struct part part_of(int32_t day)
{
	struct part part;

	day_parts(day, &part.year, &part.month, &part.day);
	part.weekday = day_weekday(day);
	return part;
}

/* Which one of its weekday in the month a day is: 1 … 4, or 5 for the last. */
static bool is_nth(struct part part, unsigned nth)
{
	if (nth == 5)
		return part.day + 7 > days_in_month(part.year, part.month);
	return (part.day - 1) / 7 + 1 == nth;
}

static int32_t day_of_nth(int year, unsigned month, unsigned weekday, unsigned nth)
{
	int32_t first = day_of(year, month, 1);
	int32_t day = first + (int32_t)((weekday + 7 - day_weekday(first)) % 7) +
		      7 * (int32_t)(nth == 5 ? 3 : nth - 1);

	if (nth == 5 && day + 7 < first + (int32_t)days_in_month(year, month))
		day += 7;
	return day;
}

/* One date of the year: at least two tellings in three fall on it, the rest are `lag` off at most. */
static bool rule_date(const int32_t *days, size_t n, int lag, struct rule *rule)
{
	for (size_t k = 0; k < n; k++) {
		struct part part = part_of(days[k]);
		size_t same = 0;
		bool near = true;

		for (size_t i = 0; i < n && near; i++) {
			int year = year_of(days[i]);
			int32_t expected;

			if (!date_exists(year, part.month, part.day))
				return false;
			expected = day_of(year, part.month, part.day);
			same += days[i] == expected;
			near = abs(days[i] - expected) <= lag;
		}
		if (near && same * 3 >= n * 2) {
			*rule = (struct rule){RULE_DATE, part.month, part.day, 0, 0, 0};
			return true;
		}
	}
	return false;
}

static bool rule_weekday(const int32_t *days, size_t n, struct rule *rule)
{
	struct part first = part_of(days[0]);

	for (unsigned k = 0; k < 5; k++) {
		unsigned nth = k ? k : 5;
		size_t fit = 0;

		for (size_t i = 0; i < n; i++) {
			struct part part = part_of(days[i]);

			fit += part.month == first.month && part.weekday == first.weekday &&
			       is_nth(part, nth);
		}
		if (fit < n || n < 3)
			continue;
		*rule = (struct rule){RULE_WEEKDAY, first.month, 0, first.weekday, nth, 0};
		return true;
	}
	return false;
}

static bool rule_easter(const int32_t *days, size_t n, struct rule *rule)
{
	int32_t off = days[0] - day_of_easter(year_of(days[0]));

	if (n < 3 || off < -49 || off > 60)
		return false;
	for (size_t i = 1; i < n; i++)
		if (days[i] - day_of_easter(year_of(days[i])) != off)
			return false;
	*rule = (struct rule){RULE_EASTER, 0, 0, 0, 0, off};
	return true;
}

static bool rule_month(const int32_t *days, size_t n, struct rule *rule)
{
	struct part first = part_of(days[0]);

	for (size_t i = 1; i < n; i++)
		if (part_of(days[i]).month != first.month)
			return false;
	*rule = (struct rule){RULE_MONTH, first.month, 0, 0, 0, 0};
	return true;
}

/* The closest rule; true where every telling keeps it to the day. */
static bool rule_find(const int32_t *days, size_t n, struct rule *rule)
{
	if (rule_date(days, n, 0, rule) || rule_weekday(days, n, rule) ||
	    rule_easter(days, n, rule))
		return true;
	if (!rule_date(days, n, REPORT_LAG, rule))
		rule_month(days, n, rule);
	return false;
}

static struct str rule_text(struct arena *arena, const struct rule *rule)
{
	switch (rule->kind) {
	case RULE_DATE:
		return str_format(arena, "--%02u-%02u", rule->month, rule->day);
	case RULE_WEEKDAY:
		return str_format(arena, "%s %s of %s", places[rule->nth], weekdays[rule->weekday],
				  months[rule->month]);
	case RULE_EASTER:
		return rule->easter ? str_format(arena, "Easter%+d", rule->easter) : STR("Easter");
	case RULE_MONTH:
		return str_format(arena, "--%02u", rule->month);
	case RULE_NONE:
		break;
	}
	return (struct str){0};
}

/* The day the rule expects in a year, as far as the rule knows. */
static struct moment rule_day(const struct rule *rule, int year)
{
	struct moment moment = {.year = (int16_t)year, .offset = ZONE_UNKNOWN};

	switch (rule->kind) {
	case RULE_DATE:
		if (date_exists(year, rule->month, rule->day))
			return moment_of_day(day_of(year, rule->month, rule->day));
		break;
	case RULE_WEEKDAY:
		return moment_of_day(day_of_nth(year, rule->month, rule->weekday, rule->nth));
	case RULE_EASTER:
		return moment_of_day(day_of_easter(year) + rule->easter);
	case RULE_MONTH:
		moment.month = (uint8_t)rule->month;
		moment.day = 1;
		moment.precision = PRECISION_MONTH;
		return moment;
	case RULE_NONE:
		break;
	}
	moment.month = moment.day = 1;
	moment.precision = PRECISION_YEAR;
	return moment;
}

static void note_missed(struct arena *out, const struct rhythm_input *in, const int *years,
			const struct run *run, struct rhythm *rhythm)
{
	VEC(struct moment) missed = {0};

	for (size_t i = run->from + 1; i < run->to; i++) {
		for (int year = years[i - 1] + run->step; year < years[i]; year += run->step) {
			struct moment moment = rule_day(&rhythm->rule, year);

			if (in->in_hand(in->context, &moment))
				vec_push(out, &missed, moment);
		}
	}
	rhythm->missed = missed.items;
	rhythm->nmissed = missed.n;
}

/* The first telling of the new rhythm that the old one had no place for. */
static void note_break(struct arena *out, const int32_t *days, const int *years,
		       const struct run *run, struct rhythm *rhythm)
{
	struct run before = {0, run->from, 0, 0};
	size_t at = run->from;

	run_measure(years, &before);
	while (at + 1 < run->to && (years[at] - years[run->from - 1]) % before.step == 0)
		at++;
	rhythm->breaks = ARENA_NEW(out, struct moment);
	rhythm->breaks[0] = moment_of_day(days[at]);
	rhythm->nbreaks = 1;
}

void rhythm_find(struct arena *out, const struct rhythm_input *in, struct rhythm *rhythm)
{
	int years[MOST_YEARS];
	size_t n = in->n < MOST_YEARS ? in->n : MOST_YEARS;
	const int32_t *days = in->days + (in->n - n);
	struct run run;

	*rhythm = (struct rhythm){0};
	for (size_t i = 0; i < n; i++)
		years[i] = year_of(days[i]);
	if (n < 2)
		return;
	run = last_run(years, n);
	if (!run.step || (run.to - run.from == 2 && run.step > 1))
		return;
	if (!rule_find(days + run.from, n - run.from, &rhythm->rule) && run.step > 1) {
		rhythm->rule = (struct rule){0};
		return; /* a year or more between, and not even the day kept: chance */
	}
	rhythm->step = run.step;
	rhythm->every = str_format(out, "P%dY", run.step);
	rhythm->on = rule_text(out, &rhythm->rule);
	rhythm->since = str_format(out, "%d", years[run.from]);
	rhythm->next = rule_day(&rhythm->rule, years[n - 1] + run.step);
	note_missed(out, in, years, &run, rhythm);
	if (run.from) {
		note_break(out, days, years, &run, rhythm);
	}
}
