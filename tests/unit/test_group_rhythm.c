/* Rhythms: from days to the rule a person would write. */
#include "group/rhythm.h"

#include <string.h>

#include "harness.h"
#include "random.h"

static bool always(const void *context, const struct moment *moment)
{
	(void)context;
	(void)moment;
	return true;
}

static bool never(const void *context, const struct moment *moment)
{
	(void)context;
	(void)moment;
	return false;
}

static struct arena arena;

static struct rhythm rhythm_of(const char *const *dates, size_t n,
			       bool (*in_hand)(const void *, const struct moment *))
{
	int32_t days[32];
	struct rhythm_input input = {days, n, in_hand, NULL};
	struct rhythm rhythm;

	for (size_t i = 0; i < n; i++) {
		struct moment moment;

		assert_true(moment_parse(str_of(dates[i]), &moment));
		days[i] = moment_day(&moment);
	}
	rhythm_find(&arena, &input, &rhythm);
	return rhythm;
}

static void assert_day(const struct moment *moment, const char *expected)
{
	assert_str(moment_format(&arena, moment), expected);
}

#define RHYTHM(in_hand, ...)                                                                       \
	rhythm_of((const char *const[]){__VA_ARGS__},                                              \
		  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), in_hand)

static void one_date_every_year(void **state)
{
	struct rhythm rhythm = RHYTHM(always, "2022-06-14", "2023-06-14", "2024-06-14");

	(void)state;
	assert_str(rhythm.every, "P1Y");
	assert_str(rhythm.on, "--06-14");
	assert_str(rhythm.since, "2022");
	assert_day(&rhythm.next, "2025-06-14");
	assert_int_equal(rhythm.nmissed, 0);
	assert_int_equal(rhythm.nbreaks, 0);
}

static void five_years_then_every_year(void **state)
{
	struct rhythm rhythm = RHYTHM(always, "2005-06-14", "2010-06-14", "2015-06-14",
				      "2020-06-14", "2022-06-14", "2023-06-14", "2024-06-14");

	(void)state;
	assert_str(rhythm.every, "P1Y");
	assert_str(rhythm.since, "2022");
	assert_int_equal(rhythm.nbreaks, 1);
	assert_day(&rhythm.breaks[0], "2022-06-14");
	assert_int_equal(rhythm.nmissed, 0);
}

static void a_year_is_missed_only_where_articles_are_in_hand(void **state)
{
	struct rhythm seen = RHYTHM(always, "2018-03-02", "2019-03-02", "2021-03-02", "2022-03-02");
	struct rhythm blind = RHYTHM(never, "2018-03-02", "2019-03-02", "2021-03-02", "2022-03-02");

	(void)state;
	assert_str(seen.every, "P1Y");
	assert_int_equal(seen.nmissed, 1);
	assert_day(&seen.missed[0], "2020-03-02");
	assert_int_equal(blind.nmissed, 0);
}

static void the_last_monday_of_may(void **state)
{
	struct rhythm rhythm = RHYTHM(always, "2021-05-31", "2022-05-30", "2023-05-29");

	(void)state;
	assert_str(rhythm.on, "last Monday of May");
	assert_day(&rhythm.next, "2024-05-27");
}

static void days_before_easter(void **state)
{
	struct rhythm rhythm = RHYTHM(always, "2021-04-02", "2022-04-15", "2023-04-07");

	(void)state;
	assert_str(rhythm.on, "Easter-2");
	assert_day(&rhythm.next, "2024-03-29");
}

static void some_day_of_a_month(void **state)
{
	struct rhythm rhythm = RHYTHM(always, "2021-02-03", "2022-02-21", "2023-02-09");

	(void)state;
	assert_str(rhythm.on, "--02");
	assert_day(&rhythm.next, "2024-02");
}

static void chance_is_no_rhythm(void **state)
{
	struct rhythm two = RHYTHM(always, "2004-08-08", "2016-08-21");
	struct rhythm wild = RHYTHM(always, "2004-08-08", "2007-08-01", "2009-08-20", "2016-08-30");

	(void)state;
	assert_int_equal(two.every.len, 0);
	assert_int_equal(two.next.precision, PRECISION_NONE);
	assert_int_equal(wild.every.len, 0);
}

/* A made-up ritual of any step and date is found again, whatever years of it are told. */
static void made_rhythms_are_found(void **state)
{
	(void)state;
	random_begin("rhythm");
	for (int round = 0; round < 300; round++) {
		int step = 1 + (int)random_below(6), year = 1950 + (int)random_below(20);
		unsigned month = 1 + random_below(12), day = 1 + random_below(28);
		size_t n = 3 + random_below(8);
		int32_t days[16];
		struct rhythm_input input = {days, n, always, NULL};
		struct rhythm rhythm;

		for (size_t i = 0; i < n; i++)
			days[i] = day_of(year + (int)i * step, month, day);
		rhythm_find(&arena, &input, &rhythm);
		assert_int_equal(rhythm.step, step);
		assert_int_equal(rhythm.rule.kind, RULE_DATE);
		assert_int_equal(moment_day(&rhythm.next), day_of(year + (int)n * step, month, day));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_date_every_year),
		cmocka_unit_test(five_years_then_every_year),
		cmocka_unit_test(a_year_is_missed_only_where_articles_are_in_hand),
		cmocka_unit_test(the_last_monday_of_may),
		cmocka_unit_test(days_before_easter),
		cmocka_unit_test(some_day_of_a_month),
		cmocka_unit_test(chance_is_no_rhythm),
		cmocka_unit_test(made_rhythms_are_found),
	};
	int failed;

	arena_init(&arena);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
