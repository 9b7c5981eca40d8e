/*
 * The calendar against slow, obvious twins: a walk over every day of five centuries, one at a time.
 */
#include "base/calendar.h"
#include "harness.h"
#include "random.h"

enum { FIRST_YEAR = 1890, LAST_YEAR = 2390 };

static bool is_leap(int year)
{
	if (year % 400 == 0)
		return true;
	return year % 4 == 0 && year % 100 != 0;
}

static unsigned length_of(int year, unsigned month)
{
	if (month == 4 || month == 6 || month == 9 || month == 11)
		return 30;
	return month != 2 ? 31 : is_leap(year) ? 29 : 28;
}

/* 1890-01-01 was a Wednesday, and 29219 days before 1970-01-01. */
static void test_every_day(void **state)
{
	int32_t day = -29219;
	unsigned weekday = 3;

	(void)state;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
		for (unsigned month = 1; month <= 12; month++) {
			assert_int_equal(days_in_month(year, month), length_of(year, month));
			for (unsigned of_month = 1; of_month <= length_of(year, month);
			     of_month++) {
				unsigned m, d;
				int y;

				assert_int_equal(day_of(year, month, of_month), day);
				day_parts(day, &y, &m, &d);
				assert_true(y == year && m == month && d == of_month);
				assert_int_equal(day_weekday(day), weekday);
				weekday = weekday % 7 + 1;
				day++;
			}
		}
}

/* A week belongs to the year of its Thursday, and weeks are counted from that year's first Thursday. */
static void test_iso_weeks(void **state)
{
	unsigned week = 0;
	int last_year = 0;

	(void)state;
	for (int32_t monday = day_of(FIRST_YEAR, 1, 6); monday < day_of(LAST_YEAR, 1, 1);
	     monday += 7) {
		unsigned month, of_month, got_week;
		int year, got_year;

		day_parts(monday + 3, &year, &month, &of_month);
		week = year == last_year ? week + 1 : 1;
		if (last_year == 0) /* 1890-01-06 is in the second week */
			week = 2;
		last_year = year;
		for (int32_t day = monday; day < monday + 7; day++) {
			day_iso_week(day, &got_year, &got_week);
			assert_int_equal(got_year, year);
			assert_int_equal(got_week, week);
		}
		assert_int_equal(day_of_iso_week(year, week), monday);
	}
}

/*
 * Easter as Clavius reckoned it (Knuth, The Art of Computer Programming 1, exercise 1.3.2-14): the
 * Sunday after the full moon on or after 21 March. The Sunday is found by walking.
 */
static int32_t easter_by_moon(int year)
{
	int golden = year % 19 + 1, century = year / 100 + 1;
	int leaps = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
	int epact = ((11 * golden + 20 + moon - leaps) % 30 + 30) % 30, full;
	int32_t day;

	if ((epact == 25 && golden > 11) || epact == 24)
		epact++;
	full = 44 - epact;
	if (full < 21)
		full += 30;
	day = day_of(year, 3, 1) + full; /* the day after the full moon */
	while (day_weekday(day) != 7)
		day++;
	return day;
}

static void test_easter(void **state)
{
	(void)state;
	for (int year = 1600; year <= 2600; year++)
		assert_int_equal(day_of_easter(year), easter_by_moon(year));
	assert_int_equal(day_of_easter(2018), day_of(2018, 4, 1));
	assert_int_equal(day_of_easter(2024), day_of(2024, 3, 31));
}

static void test_moments_round_trip(void **state)
{
	(void)state;
	random_begin("moments");
	for (int i = 0; i < 20000; i++) {
		int64_t seconds = (int64_t)random_below(4000000000u) - 1000000000;
		struct moment moment = moment_from_seconds(seconds), again;
		struct arena arena;

		arena_init(&arena);
		assert_int_equal(moment_seconds(&moment), seconds);
		assert_true(moment_parse(moment_format(&arena, &moment), &again));
		assert_int_equal(moment_seconds(&again), seconds);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_iso_weeks),
		cmocka_unit_test(test_easter),
		cmocka_unit_test(test_moments_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
