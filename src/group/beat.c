/*
 * The beat of what comes round within the year.
 *
 *	2031-01-03 2031-02-07            2031-04-04 2031-05-02 2031-06-06
 *	first Friday of the month        (March: missed)
 *
 *	2031-03-02 2031-03-09 2031-03-16 2031-03-24 2031-03-30
 *	Sunday                           a Monday: off the beat, a break
 *
 * Each day proposes the beats that it is on itself: its weekday, its day of the month, its weekday by place
 * in the month. The beat that most days are on is taken, if four in five are; what is off it is
 * named as a break. How many weeks or months a step has is the smallest gap between days on the beat;
 * gaps of several steps are misses where articles of that time are in hand.
 *
 * Cost: quadratic in the tellings, of which DAYS_MOST are looked at.
 */
#include "group/beat.h"

#include "base/vector.h"

#include <stdlib.h>

enum { DAYS_MOST = 400, WEEKS_FAR = 4, LAST = 5 };

enum beat_kind { BEAT_WEEK, BEAT_PLACE, BEAT_DAY };

struct beat {
	enum beat_kind kind;
	unsigned weekday, nth; /* nth LAST: the last of the month */
	unsigned day;
	int step; /* weeks or months */
};

struct place {
	int months; /* since year 0 */
	unsigned day, weekday, nth;
	bool last;
};

static struct place place_of(int32_t day)
{
	struct place place;
	unsigned month;
	int year;

	day_parts(day, &year, &month, &place.day);
	place.months = year * 12 + (int)month - 1;
	place.weekday = day_weekday(day);
	place.nth = (place.day - 1) / 7 + 1;
	place.last = place.day + 7 > days_in_month(year, month);
	return place;
}

bool beat_of_weeks(int32_t earlier, int32_t later)
{
	int32_t gap = later - earlier;

	return gap > 0 && gap % 7 == 0 && gap / 7 <= WEEKS_FAR;
}

bool beat_of_months(int32_t earlier, int32_t later)
{
	struct place a = place_of(earlier), b = place_of(later);

	if (a.months == b.months)
		return false;
	return a.day == b.day || (a.weekday == b.weekday && (a.nth == b.nth || (a.last && b.last)));
}

static bool is_on(const struct beat *beat, int32_t day)
{
	struct place place = place_of(day);

	if (beat->kind == BEAT_DAY)
		return place.day == beat->day;
	if (place.weekday != beat->weekday)
		return false;
	return beat->kind == BEAT_WEEK || (beat->nth == LAST ? place.last : place.nth == beat->nth);
}

/* Weeks or months between two days on the beat. */
static int steps_between(const struct beat *beat, int32_t earlier, int32_t later)
{
	if (beat->kind == BEAT_WEEK)
		return (later - earlier) / 7;
	return place_of(later).months - place_of(earlier).months;
}

/* The day that is `steps` weeks or months after one on the beat; false where that month has none. */
static bool day_after(const struct beat *beat, int32_t from, int steps, int32_t *day)
{
	int months = place_of(from).months + steps, year = months / 12;
	unsigned month = (unsigned)(months % 12) + 1;

	if (beat->kind == BEAT_WEEK) {
		*day = from + 7 * steps;
		return true;
	}
	for (unsigned d = 1; d <= days_in_month(year, month); d++) {
		*day = day_of(year, month, d);
		if (is_on(beat, *day))
			return true;
	}
	return false;
}

static size_t count_on(const struct beat *beat, const int32_t *days, size_t n)
{
	size_t on = 0;

	for (size_t i = 0; i < n; i++)
		on += is_on(beat, days[i]);
	return on;
}

/* The step, and whether misses do not outnumber half the tellings. */
static bool beat_steps(struct beat *beat, const int32_t *days, size_t n)
{
	int32_t last = 0;
	int missed = 0;
	size_t on = 0;

	beat->step = 0;
	for (int round = 0; round < 2; round++) {
		on = 0;
		for (size_t i = 0; i < n; i++) {
			int steps;

			if (!is_on(beat, days[i]))
				continue;
			steps = on++ ? steps_between(beat, last, days[i]) : 0;
			last = days[i];
			if (!steps)
				continue;
			if (!round && (!beat->step || steps < beat->step))
				beat->step = steps;
			if (round && steps % beat->step)
				return false;
			if (round)
				missed += steps / beat->step - 1;
		}
	}
	return beat->step && (size_t)missed * 2 <= on;
}

/* Months are tried last first: of two beats that explain as much, the one by weeks asks for more days. */
static bool beat_choose(const int32_t *days, size_t n, struct beat *best)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		struct place place = place_of(days[i]);
		struct beat tried[] = {
			{BEAT_WEEK, place.weekday, 0, 0, 0},
			{BEAT_PLACE, place.weekday, place.nth, 0, 0},
			{BEAT_PLACE, place.weekday, LAST, 0, 0},
			{BEAT_DAY, 0, 0, place.day, 0},
		};

		for (size_t k = 0; k < sizeof(tried) / sizeof(*tried); k++) {
			size_t on = count_on(&tried[k], days, n);

			if (on <= most || on * 5 < n * 4 || !beat_steps(&tried[k], days, n))
				continue;
			/* Weeks that never come twice a month are months. */
			if (tried[k].kind == BEAT_WEEK && tried[k].step > WEEKS_FAR - 1)
				continue;
			most = on;
			*best = tried[k];
		}
	}
	return most > 0;
}

static const char *const weekdays[] = {"",         "Monday", "Tuesday",  "Wednesday",
				       "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const places[] = {"", "first", "second", "third", "fourth", "last"};

static struct str beat_text(struct arena *arena, const struct beat *beat)
{
	if (beat->kind == BEAT_WEEK)
		return str_of(weekdays[beat->weekday]);
	if (beat->kind == BEAT_PLACE)
		return str_format(arena, "%s %s of the month", places[beat->nth],
				  weekdays[beat->weekday]);
	return str_format(arena, "day %u of the month", beat->day);
}

static struct str since_text(struct arena *arena, const struct beat *beat, int32_t day)
{
	struct moment moment = moment_of_day(day);

	if (beat->kind == BEAT_WEEK)
		return str_format(arena, "%04d-%02u-%02u", moment.year, moment.month, moment.day);
	return str_format(arena, "%04d-%02u", moment.year, moment.month);
}

/* What was missed between tellings, and tellings off the beat. */
static void note_breaks(struct arena *out, const struct rhythm_input *in, const struct beat *beat,
			size_t n, struct rhythm *rhythm)
{
	VEC(struct moment) missed = {0}, breaks = {0};
	int32_t last = 0, day;
	bool begun = false;

	for (size_t i = 0; i < n; i++) {
		if (!is_on(beat, in->days[i])) {
			vec_push(out, &breaks, moment_of_day(in->days[i]));
			continue;
		}
		for (int step = beat->step; begun && step < steps_between(beat, last, in->days[i]);
		     step += beat->step) {
			struct moment moment;

			if (!day_after(beat, last, step, &day))
				continue;
			moment = moment_of_day(day);
			if (in->in_hand(in->context, &moment))
				vec_push(out, &missed, moment);
		}
		last = in->days[i];
		begun = true;
	}
	rhythm->missed = missed.items;
	rhythm->nmissed = missed.n;
	rhythm->breaks = breaks.items;
	rhythm->nbreaks = breaks.n;
}

void beat_find(struct arena *out, const struct rhythm_input *in, struct rhythm *rhythm)
{
	size_t n = in->n < DAYS_MOST ? in->n : DAYS_MOST;
	int32_t next, last = 0;
	struct beat beat;

	*rhythm = (struct rhythm){0};
	if (!beat_choose(in->days, n, &beat))
		return;
	for (size_t i = 0; i < n; i++)
		if (is_on(&beat, in->days[i]))
			last = in->days[i];
	rhythm->step = beat.step;
	rhythm->every = str_format(out, "P%d%c", beat.step, beat.kind == BEAT_WEEK ? 'W' : 'M');
	rhythm->on = beat_text(out, &beat);
	rhythm->since = since_text(out, &beat, in->days[0]);
	for (int tries = 1; tries <= 12 && rhythm->next.precision == PRECISION_NONE; tries++)
		if (day_after(&beat, last, tries * beat.step, &next))
			rhythm->next = moment_of_day(next);
	note_breaks(out, in, &beat, n, rhythm);
}
