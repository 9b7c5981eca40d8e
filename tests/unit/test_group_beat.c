/* Beats within the year: every Sunday, the first Friday of every month. */
#include "group/beat.h"

#include <string.h>

#include "harness.h"
#include "random.h"

static struct arena arena;

static bool always(const void *context, const struct moment *moment)
{
	(void)context;
	(void)moment;
	return true;
}

static struct rhythm beat_of_days(const int32_t *days, size_t n)
{
	struct rhythm_input input = {days, n, always, NULL};
	struct rhythm rhythm;

	beat_find(&arena, &input, &rhythm);
	return rhythm;
}

static int32_t day_named(const char *date)
{
	struct moment moment;

	assert_true(moment_parse(str_of(date), &moment));
	return moment_day(&moment);
}

static struct rhythm beat_of_dates(const char *const *dates, size_t n)
{
	int32_t days[32];

	for (size_t i = 0; i < n; i++)
		days[i] = day_named(dates[i]);
	return beat_of_days(days, n);
}

#define BEAT(...)                                                                                  \
	beat_of_dates((const char *const[]){__VA_ARGS__},                                          \
		      sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void assert_day(const struct moment *moment, const char *expected)
{
	assert_str(moment_format(&arena, moment), expected);
}

static void every_sunday_but_one(void **state)
{
	struct rhythm rhythm = BEAT("2031-03-02", "2031-03-09", "2031-03-23", "2031-03-30");

	(void)state;
	assert_str(rhythm.every, "P1W");
	assert_str(rhythm.on, "Sunday");
	assert_str(rhythm.since, "2031-03-02");
	assert_int_equal(rhythm.nmissed, 1);
	assert_day(&rhythm.missed[0], "2031-03-16");
	assert_day(&rhythm.next, "2031-04-06");
}

static void a_day_off_the_beat_is_a_break(void **state)
{
	struct rhythm rhythm = BEAT("2031-03-02", "2031-03-09", "2031-03-17", "2031-03-23",
				    "2031-03-30");

	(void)state;
	assert_str(rhythm.every, "P1W");
	assert_int_equal(rhythm.nbreaks, 1);
	assert_day(&rhythm.breaks[0], "2031-03-17");
}

static void the_first_friday_of_the_month(void **state)
{
	struct rhythm rhythm = BEAT("2031-01-03", "2031-02-07", "2031-04-04", "2031-05-02");

	(void)state;
	assert_str(rhythm.every, "P1M");
	assert_str(rhythm.on, "first Friday of the month");
	assert_str(rhythm.since, "2031-01");
	assert_int_equal(rhythm.nmissed, 1);
	assert_day(&rhythm.missed[0], "2031-03-07");
	assert_day(&rhythm.next, "2031-06-06");
}

static void the_last_thursday_of_the_month(void **state)
{
	struct rhythm rhythm = BEAT("2031-01-30", "2031-02-27", "2031-03-27", "2031-04-24");

	(void)state;
	assert_str(rhythm.every, "P1M");
	assert_str(rhythm.on, "last Thursday of the month");
	assert_day(&rhythm.next, "2031-05-29");
}

/* The 31st of every other month: September and November have none. */
static void one_day_of_every_quarter(void **state)
{
	struct rhythm rhythm = BEAT("2031-01-15", "2031-04-15", "2031-07-15", "2031-10-15");

	(void)state;
	assert_str(rhythm.every, "P3M");
	assert_str(rhythm.on, "day 15 of the month");
	assert_day(&rhythm.next, "2032-01-15");
	rhythm = BEAT("2031-01-31", "2031-03-31", "2031-05-31", "2031-07-31");
	assert_day(&rhythm.next, "2032-01-31");
}

static void any_days_keep_no_beat(void **state)
{
	struct rhythm rhythm = BEAT("2031-01-03", "2031-01-19", "2031-03-11", "2031-04-30");

	(void)state;
	assert_int_equal(rhythm.step, 0);
	assert_int_equal(rhythm.every.len, 0);
	assert_int_equal(rhythm.next.precision, PRECISION_NONE);
}

/* Made-up weeks and months with misses come out as they were made. */
static void made_up_beats_are_found(void **state)
{
	(void)state;
	random_begin("beats");
	for (int round = 0; round < 500; round++) {
		bool weeks = random_below(2);
		int32_t start = 20000 + (int32_t)random_below(4000), days[40];
		unsigned weekday = day_weekday(start);
		size_t n = 0, missed = 0, told = 0;
		struct rhythm rhythm;

		for (int i = 0; told < 8; i++) {
			int year = 2025 + i / 12;
			unsigned month = (unsigned)(i % 12) + 1;
			int32_t first = day_of(year, month, 1);
			int32_t day = weeks ? start + 7 * i
					    : first + (int32_t)((weekday + 7 - day_weekday(first)) % 7) + 7;

			if (n > 1 && told < 7 && missed < 2 && random_below(5) == 0) {
				missed++;
				continue;
			}
			days[n++] = day;
			told++;
		}
		rhythm = beat_of_days(days, n);
		assert_str(rhythm.every, weeks ? "P1W" : "P1M");
		assert_int_equal(rhythm.nmissed, missed);
		assert_int_equal(rhythm.nbreaks, 0);
		arena_clear(&arena);
	}
}

static int arena_begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int arena_end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sunday_but_one),
		cmocka_unit_test(a_day_off_the_beat_is_a_break),
		cmocka_unit_test(the_first_friday_of_the_month),
		cmocka_unit_test(the_last_thursday_of_the_month),
		cmocka_unit_test(one_day_of_every_quarter),
		cmocka_unit_test(any_days_keep_no_beat),
		cmocka_unit_test(made_up_beats_are_found),
	};

	return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
