/*
 * Words in quotation marks: in each text below the passage stands between ⟦ and ⟧.
 */
#include "lineage/quoted.h"
#include "harness.h"

static bool quoted(const char *bracketed)
{
	const char *open = strstr(bracketed, "⟦"), *close = strstr(bracketed, "⟧");
	size_t mark = strlen("⟦"), len = (size_t)(close - open) - mark;
	struct span span = {(uint32_t)(open - bracketed), (uint32_t)len};
	struct arena arena;
	struct str text;
	bool in;

	arena_init(&arena);
	text = str_format(&arena, "%.*s%.*s%s", (int)span.start, bracketed, (int)len, open + mark,
			  close + mark);
	in = stands_in_quotes(text, span);
	arena_release(&arena);
	return in;
}

static void test_marks(void **state)
{
	(void)state;
	assert_true(quoted("“⟦We shall not sell a stone of it⟧,” Bray said."));
	assert_true(quoted("One line went round: \"Never. ⟦We shall not sell a stone of it⟧.\""));
	assert_true(quoted("„⟦Wir verkaufen keinen Stein⟧“, sagte sie."));
	assert_true(quoted("Er sagte „nein“ und dann „⟦wir verkaufen keinen Stein⟧“."));
	assert_true(quoted("« Non. ⟦Nous ne vendrons pas une pierre⟧ », dit-elle."));
	assert_true(quoted("市长说：「⟦我们一块石头也不卖⟧。」"));
	assert_false(quoted("“No,” said Bray. ⟦She would not sell a stone of it⟧."));
	assert_false(quoted("\"No,\" said Bray. ⟦She would not sell a stone of it⟧."));
	assert_false(quoted("“Nobody closed this\n⟦She would not sell a stone of it⟧."));
	assert_false(quoted("⟦“No,” said Bray, who would not sell a single stone of the wall⟧"));
	assert_false(quoted("⟦She would not sell a stone of it⟧"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
