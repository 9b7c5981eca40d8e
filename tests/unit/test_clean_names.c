/* Names of agencies and outlets at the start of words. */
#include "base/guard.h"
#include "clean/clean.h"
#include "harness.h"

static const struct clean_rules *rules;

static void expect(const char *words, const char *name, enum source_kind kind, size_t used)
{
	enum source_kind got_kind;
	size_t got_used;
	struct str got = source_name(rules, str_of(words), &got_kind, &got_used);

	assert_int_equal(got_kind, kind);
	assert_int_equal(got_used, used);
	assert_true(str_eq(got, str_of(name)));
}

static void finds_names_at_the_start(void **state)
{
	(void)state;
	expect("the Korean Central News Agency said", "KCNA", SOURCE_STATE_AGENCY, 30);
	expect("Korean Central News Agency", "KCNA", SOURCE_STATE_AGENCY, 26);
	expect("KCNA's report", "KCNA", SOURCE_STATE_AGENCY, 4);
	expect("Reuters.", "Reuters", SOURCE_AGENCY, 7);
	expect("REUTERS/A. Name", "Reuters", SOURCE_AGENCY, 7);
	expect("the Guardian reported", "The Guardian", SOURCE_OUTLET, 12);
	expect("The Korea Herald quoted", "The Korea Herald", SOURCE_OUTLET, 16);
	expect("조선중앙통신은 보도했다", "KCNA", SOURCE_STATE_AGENCY, 18);
	expect("新华社报道", "Xinhua", SOURCE_STATE_AGENCY, 9);
}

static void takes_the_longest(void **state)
{
	(void)state;
	expect("Fox News Digital has", "Fox News", SOURCE_OUTLET, 16);
	expect("Yonhap News Agency said", "Yonhap", SOURCE_AGENCY, 18);
}

static void leaves_other_words(void **state)
{
	(void)state;
	expect("Reutersville", NULL, SOURCE_NONE, 0);
	expect("time will tell", NULL, SOURCE_NONE, 0);
	expect("Time will tell", NULL, SOURCE_NONE, 0);
	expect("the ministry", NULL, SOURCE_NONE, 0);
	expect("", NULL, SOURCE_NONE, 0);
	expect("PA wire", NULL, SOURCE_NONE, 0);
}

static void run(void *context)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_names_at_the_start),
		cmocka_unit_test(takes_the_longest),
		cmocka_unit_test(leaves_other_words),
	};
	struct arena arena;

	arena_init(&arena);
	rules = clean_rules_new(&arena);
	*(int *)context = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
}

int main(void)
{
	int failed = 1;

	return guard_run(run, &failed) == WIRE_OK ? failed : 1;
}
