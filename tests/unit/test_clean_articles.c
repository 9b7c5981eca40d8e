/* What is read from pages of lines, phenomenon by phenomenon. */
#include "base/guard.h"
#include "harness.h"
#include "clean_pages.h"

#include <string.h>

static struct arena arena, scratch;
static const struct clean_rules *rules;

#define PROSE                                                                                      \
	"The prime minister of Harrow said on Friday that the bridge would be built by next "      \
	"spring. "                                                                                 \
	"He named no price.\n\n"

static struct article article_of(const char *text)
{
	struct page page = page_of_lines(&arena, str_of(text));
	struct article article;

	clean_page(&arena, &scratch, rules, &page, &article);
	return article;
}

/* The kind of the mark that holds the first place of `words`. */
static const char *kind_of(const struct article *article, const char *words)
{
	size_t at = str_find(article->text, str_of(words));

	assert_true(at != STR_NONE);
	for (size_t i = 0; i < article->nmarks; i++)
		if (article->marks[i].span.start <= at && at < span_end(article->marks[i].span))
			return mark_name(article->marks[i].kind);
	fail_msg("no mark over '%s'", words);
	return NULL;
}

static void dates_as_written(void **state)
{
	static const struct {
		const char *line, *value;
	} dates[] = {
		{"May 09, 2024 08:32 AM IST", "2024-05-09T08:32+05:30"},
		{"Tuesday 10 May 2022 16:14 BST", "2022-05-10T16:14+01:00"},
		{"Donnerstag, 9. Mai 2024, 08:32 Uhr", "2024-05-09T08:32"},
		{"Publié le 9 mai 2024 à 18:05", "2024-05-09T18:05"},
		{"9 de mayo de 2024", "2024-05-09"},
		{"2024. 5. 9. 오후 8:32", "2024-05-09T20:32"},
		{"2024년 5월 9일", "2024-05-09"},
		{"2024年5月9日 08:32", "2024-05-09T08:32"},
		{"09.05.2024 - 08:32", "2024-05-09T08:32"},
		{"12/22/23 11:35 AM", "2023-12-22T11:35"},
		{"2024-05-09T03:58:47Z", "2024-05-09T03:58:47Z"},
		{"9 мая 2024, 14:20", "2024-05-09T14:20"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct str text = str_format(
			&arena, "Bridge over the Tolde is to open next spring\n%s\n\n%s%s",
			dates[i].line, PROSE, PROSE);
		struct article article = article_of(text.s);

		assert_str(moment_format(&arena, &article.published), dates[i].value);
		assert_int_equal(article.published_from, PUBLISHED_PAGE);
	}
}

static void datelines(void **state)
{
	struct article article;

	(void)state;
	article = article_of(
		"Bridge to open next spring\n\nPORT HALE, May 9 (Reuters) - " PROSE PROSE);
	assert_str(article.place, "PORT HALE");
	assert_int_equal(article.nagencies, 1);
	assert_str(article.agencies[0].name, "Reuters");
	assert_string_equal(kind_of(&article, "PORT HALE"), "dateline");
	assert_string_equal(kind_of(&article, "The prime"), "body");

	article = article_of("Brücke öffnet im Frühjahr\n\nPort Hale (dpa) - " PROSE PROSE);
	assert_str(article.place, "Port Hale");
	assert_str(article.agencies[0].name, "dpa");

	article = article_of("МОСТ ОТКРЫТ\n\nПОРТ-ХЕЙЛ, 9 мая. /ТАСС/. " PROSE PROSE);
	assert_str(article.place, "ПОРТ-ХЕЙЛ");
	assert_str(article.agencies[0].name, "TASS");

	article = article_of("新华社北京5月9日电 " PROSE PROSE);
	assert_str(article.place, "北京");
	assert_str(article.agencies[0].name, "Xinhua");

	article = article_of("Harrow. " PROSE PROSE);
	assert_str(article.place, "Harrow");
	article = article_of("Silence. " PROSE PROSE);
	assert_str(article.place, "");

	/* In running text the place must come again as one, or the dash may be any dash. */
	article = article_of("Port Hale - " PROSE "In Port Hale nobody knew.\n\n" PROSE);
	assert_str(article.place, "Port Hale");
	article = article_of("Anna Lind - " PROSE "Anna Lind knew.\n\n" PROSE);
	assert_str(article.place, "");
	article = article_of("On May. " PROSE "May it be so, in On May.\n\n" PROSE);
	assert_str(article.place, "");
	article = article_of("PORT HALE, New Harrow -- " PROSE PROSE);
	assert_str(article.place, "PORT HALE");
	article = article_of("PORT HALE: " PROSE "People in Port Hale knew.\n\n" PROSE);
	assert_str(article.place, "PORT HALE");
	article = article_of("HIGH WATER: " PROSE PROSE);
	assert_str(article.place, "");
	article = article_of("ALL THAT WE KNOW NOW - " PROSE PROSE);
	assert_str(article.place, "");

	article = article_of("(서울=연합뉴스) 홍길동 기자 = " PROSE PROSE);
	assert_str(article.place, "서울");
	assert_str(article.agencies[0].name, "Yonhap");
}

static void credits(void **state)
{
	struct article article;

	(void)state;
	article = article_of(
		PROSE PROSE
		"The bank agreed on Monday to lend the sum. (Yonhap)\n\nMOST POPULAR\nsubscribe\n");
	assert_int_equal(article.nagencies, 1);
	assert_str(article.agencies[0].name, "Yonhap");
	assert_int_equal(article.agencies[0].role, AGENCY_TEXT);
	assert_string_equal(kind_of(&article, "(Yonhap)"), "credit");
	assert_string_equal(kind_of(&article, "The bank agreed"), "body");

	article = article_of(PROSE "The bridge seen from Port Hale (AP)\n\n" PROSE PROSE);
	assert_int_equal(article.nagencies, 1);
	assert_int_equal(article.agencies[0].role, AGENCY_PHOTO);
	assert_string_equal(kind_of(&article, "The bridge seen"), "caption");

	article = article_of(PROSE PROSE "With inputs from agencies\n");
	assert_int_equal(article.nagencies, 0);

	article = article_of(PROSE PROSE "With inputs from PTI\n");
	assert_int_equal(article.nagencies, 1);
	assert_int_equal(article.agencies[0].role, AGENCY_INPUTS);

	article = article_of("Brücke öffnet im Frühjahr\n\nVon Anna Lind mit dpa\n\n" PROSE PROSE);
	assert_int_equal(article.nagencies, 1);
	assert_int_equal(article.agencies[0].role, AGENCY_INPUTS);

	article = article_of(PROSE "The Korean Central News Agency said so on Friday, and Reuters "
				   "could not check it.\n\n" PROSE);
	assert_int_equal(article.nagencies, 0);
}

static void bylines(void **state)
{
	struct article article;

	(void)state;
	article = article_of("Bridge to open next spring\nBy Anna Lind and Jo van der Berg\nMay 9, "
			     "2024\n\n" PROSE PROSE);
	assert_int_equal(article.nbyline, 2);
	assert_str(article.byline[0], "Anna Lind");
	assert_str(article.byline[1], "Jo van der Berg");
	assert_str(article.title, "Bridge to open next spring");

	article =
		article_of(PROSE PROSE "Fox News Digital's Ann Lee contributed to this report.\n");
	assert_int_equal(article.nbyline, 1);
	assert_str(article.byline[0], "Ann Lee");
	assert_str(article.outlet, "Fox News");
}

static void furniture(void **state)
{
	struct article article;

	(void)state;
	article = article_of("Menu\nSearch\nBridge to open next spring\n\n" PROSE
			     "CLICK HERE TO GET THE HARROW POST APP\n\n" PROSE
			     "MINISTER VOWS TO BUILD TUNNEL AS BRIDGE SINKS\n\n" PROSE
			     "Comments\n\n" PROSE);
	assert_string_equal(kind_of(&article, "Menu"), "furniture");
	assert_string_equal(kind_of(&article, "CLICK HERE"), "furniture");
	assert_string_equal(kind_of(&article, "MINISTER VOWS"), "related");
	assert_string_equal(kind_of(&article, "Comments"), "furniture");
	assert_string_equal(kind_of(&article, "Bridge to open"), "title");
}

static void outlets(void **state)
{
	struct article article;

	(void)state;
	article = article_of("Bridge to open next spring | Harrow | The Harrow Post\nBridge to "
			     "open next spring\n\n" PROSE PROSE);
	assert_str(article.outlet, "The Harrow Post");
	assert_str(article.title, "Bridge to open next spring");
	article = article_of(PROSE PROSE "© 2024 The Harrow Post. All rights reserved.\n");
	assert_str(article.outlet, "The Harrow Post");
	article = article_of(PROSE "The Korea Herald said so on Friday, quoting a ministry "
				   "official at length.\n\n" PROSE);
	assert_str(article.outlet, "");
}

static void run(void *context)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_as_written), cmocka_unit_test(datelines),
		cmocka_unit_test(credits),          cmocka_unit_test(bylines),
		cmocka_unit_test(furniture),        cmocka_unit_test(outlets),
	};

	arena_init(&arena);
	arena_init(&scratch);
	rules = clean_rules_new(&arena);
	*(int *)context = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&scratch);
	arena_release(&arena);
}

int main(void)
{
	int failed = 1;

	return guard_run(run, &failed) == WIRE_OK ? failed : 1;
}
