/*
 * How a passage is set on its page: in each text below the passage stands between ⟦ and ⟧.
 */
#include "match/setting.h"
#include "harness.h"

/* The text without the two brackets, and where they stood. */
static struct str unbracketed(struct arena *arena, const char *text, struct span *span)
{
	const char *open = strstr(text, "⟦"), *close = strstr(text, "⟧");
	size_t mark = strlen("⟦");

	span->start = (uint32_t)(open - text);
	span->len = (uint32_t)((size_t)(close - open) - mark);
	return str_format(arena, "%.*s%.*s%s", (int)span->start, text, (int)span->len, open + mark,
			  close + mark);
}

static bool is_quoted_sentence(const char *bracketed)
{
	struct arena arena;
	struct span span;
	struct str text;
	bool is;

	arena_init(&arena);
	text = unbracketed(&arena, bracketed, &span);
	is = set_as_quoted_sentence(text, span);
	arena_release(&arena);
	return is;
}

static void test_quoted_sentence(void **state)
{
	(void)state;
	assert_true(is_quoted_sentence("“⟦The wall will stand⟧,” Bray said."));
	assert_true(is_quoted_sentence("\"⟦The wall will stand⟧.\""));
	assert_true(is_quoted_sentence("Bray sagte: „⟦Die Mauer bleibt⟧“, und ging."));
	assert_true(is_quoted_sentence("»⟦Die Mauer bleibt⟧«, sagte sie."));
	assert_true(is_quoted_sentence("«⟦Le mur restera⟧», a-t-elle dit."));
	assert_true(is_quoted_sentence("«\u00a0⟦Le mur restera⟧.\u00a0»"));
	assert_true(is_quoted_sentence("市长说：「⟦城墙不会倒⟧。」"));
	assert_false(is_quoted_sentence("an offer “⟦that no town could take⟧,” she said"));
	assert_false(is_quoted_sentence("“⟦The wall will stand⟧ until we fall,” Bray said."));
	assert_false(is_quoted_sentence("“Listen. ⟦The wall will stand⟧,” Bray said."));
	assert_false(is_quoted_sentence("⟦The wall will stand⟧"));
	assert_false(is_quoted_sentence("“⟦The wall will stand⟧"));
}

static struct link_setting link_of(const char *bracketed)
{
	struct arena arena;
	struct span span;
	struct str text;
	struct link_setting setting;

	arena_init(&arena);
	text = unbracketed(&arena, bracketed, &span);
	setting = set_as_link(text, span);
	arena_release(&arena);
	return setting;
}

static void test_link(void **state)
{
	(void)state;
	assert_true(link_of("Related: ⟦Harbour wall gives way⟧. Trending: A goat").labelled);
	assert_true(link_of("最热：\n 相关阅读： ⟦港口城墙倒塌⟧").labelled);
	assert_true(link_of("Read also: ‘⟦Nobody knew’: How the wall gave way⟧.").labelled);
	assert_false(link_of("One line stood out: “⟦Nobody knew⟧,” it said.").labelled);
	assert_false(link_of("It went round: “⟦He said: ‘Nobody knew’⟧.”").labelled);
	assert_false(link_of("at 10:⟦30 the wall gave way⟧").labelled);
	assert_true(link_of("A goat. ⟦Most read: Harbour wall gives way⟧.").with_label);
	assert_false(link_of("⟦The rule is this: the wall stays⟧.").with_label);
	assert_false(link_of("“⟦The rule: the wall stays⟧.”").with_label);
	assert_false(link_of("A goat. ⟦When the wall gave way there: a crack⟧.").with_label);
	assert_true(link_of("A goat.\n⟦Harbour wall gives way⟧ \nIt fell.").whole_line);
	assert_true(link_of("⟦Harbour wall gives way⟧").whole_line);
	assert_false(link_of("⟦The harbour wall gave way⟧.").whole_line);
	assert_false(link_of("Then ⟦the harbour wall gave way⟧\n").whole_line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quoted_sentence),
		cmocka_unit_test(test_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
