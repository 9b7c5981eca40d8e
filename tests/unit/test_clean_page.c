/* What is read from pages of HTML, phenomenon by phenomenon. */
#include "base/guard.h"
#include "clean/clean.h"
#include "harness.h"

#include <stdio.h>

static struct arena arena, scratch;
static const struct clean_rules *rules;
static const struct read_rules *read_rules;

#define PROSE                                                                                      \
	"<p>The prime minister of Harrow said on Friday that the bridge would be built by next "   \
	"spring, and that nobody but the council of the town of Port Hale had ever doubted "       \
	"it.</p>"                                                                                  \
	"<p>He named no price, and the ministry of works did not want to say who would pay the "   \
	"bill for the new bridge across the Harrow.</p>"

static struct article article_of(const char *html)
{
	struct read_item item = {.file = STR("t.html"),
				 .line = 1,
				 .format = READ_HTML,
				 .bytes = str_of(html),
				 .rules = read_rules};
	struct read_complaints complaints = {0};
	struct pages pages = read_item(&arena, &scratch, NULL, &item, &complaints);
	struct article article = {0};

	assert_int_equal(pages.n, 1);
	clean_page(&arena, &scratch, rules, &pages.items[0], &article);
	return article;
}

#define HEAD(title, shared, headline)                                                              \
	"<title>" title "</title><meta property=og:title content=\"" shared                        \
	"\"><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"" headline  \
	"\"}</script>"

static void titles(void **state)
{
	static const struct {
		const char *page, *title;
	} pages[] = {
		/* The reader's version, where no two agree. */
		{HEAD("Bridge plan: what it costs", "The bridge nobody can pay",
		      "Harrow builds a bridge") "<h1>Bridge to open next spring</h1>",
		 "Bridge to open next spring"},
		/* The version that two agree on, whatever marks are between its letters. */
		{HEAD("Bridge - Harrow Post", "Harrow: Bridge opens in spring",
		      "Harrow: bridge opens in spring") "<h1>Spring for a bridge</h1>",
		 "Harrow: Bridge opens in spring"},
		/* A section's name before it, as an element of its own. */
		{HEAD("Works: Bridge to open next spring", "Bridge to open next spring",
		      "Works: Bridge to open next spring") "<h1><span>Works</span> <span>Bridge to "
							   "open next spring</span></h1>",
		 "Bridge to open next spring"},
		/* … and as words of the title. */
		{HEAD("Works: Bridge to open next spring", "Bridge to open next spring",
		      "") "<h1>Works: Bridge to open next spring</h1>",
		 "Works: Bridge to open next spring"},
		/* A heading that names the site. */
		{HEAD("Bridge to open next spring - Harrow Notes", "Bridge to open next spring",
		      "") "<h1>Harrow Notes</h1><h2>Bridge to open next spring</h2>",
		 "Bridge to open next spring"},
		/* A second heading below that the head knows nothing of. */
		{HEAD("Bridge to open next spring - Harrow Notes",
		      "Bridge to open next spring - Harrow Notes",
		      "") "<h1>Bridge to open next spring</h1><h1>… and the council is glad of "
			  "it</h1>",
		 "Bridge to open next spring"},
		/* No heading of the first level, but one that the head states. */
		{HEAD("Harrow bridge news", "What we know of the bridge",
		      "Bridge to open next spring") "<h2>Bridge to open next spring</h2>",
		 "Bridge to open next spring"},
		/* The outlet before and behind. */
		{"<title>Reuters | Bridge to open next spring</title>",
		 "Bridge to open next spring"},
		{"<title>Bridge to open next spring | Reuters</title>",
		 "Bridge to open next spring"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		char html[4096];

		snprintf(html, sizeof(html), "%s" PROSE PROSE, pages[i].page);
		assert_str(article_of(html).title, pages[i].title);
	}
}

#define AUTHOR(name)                                                                               \
	"<title>Bridge to open next spring</title><meta property=og:site_name content=\"Harrow "   \
	"Times\"><meta name=author content=\"" name "\"><h1>Bridge to open next spring</h1>"

/* Names with bars between them, as the page states them. */
static void bylines(void **state)
{
	static const struct {
		const char *head, *tail, *byline;
	} pages[] = {
		{AUTHOR("Anna Lind and Jo van der Berg"), "", "Anna Lind|Jo van der Berg"},
		{AUTHOR("April Lind"), "", "April Lind"},
		/* Behind a name without a mark: the outlet, the office. */
		{AUTHOR("Anna Lind Associated Press"), "", "Anna Lind"},
		{AUTHOR("") "<p class=byline>Anna LindFounder at Harrow Works</p>", "",
		 "Anna Lind"},
		/* Two elements run together, two names with a bar. */
		{AUTHOR("") "<p>ByAnna Lind</p>", "", "Anna Lind"},
		{AUTHOR("") "<p>Anna Lind/Jo Berg</p>", "", "Anna Lind|Jo Berg"},
		/* The site is no person, so the line below the title has the word; but it may be one. */
		{AUTHOR("Harrow Times") "<p>Mathis Holm</p>", "", "Mathis Holm"},
		{"<title>Bridge</title><meta property=og:site_name content=\"Anna Lind\"><meta "
		 "name=author content=\"Anna Lind\"><h1>A bridge for spring</h1>",
		 "", "Anna Lind"},
		/* An agency is none, and a desk is one where nobody is named. */
		{AUTHOR("Associated Press"), "", ""},
		{AUTHOR("Works Desk"), "", "Works Desk"},
		{AUTHOR("") "<p>By Works Desk</p>", "", "Works Desk"},
		{AUTHOR("Works Desk") "<p>By Anna Lind</p>", "", "Anna Lind"},
		/* Signed below. */
		{AUTHOR(""), "<p>Mathis Holm</p>", "Mathis Holm"},
		{AUTHOR(""), "<p>Text by Mathis Holm</p>", "Mathis Holm"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct buf names = buf_in(&arena), html = buf_in(&arena);
		struct article article;

		buf_addf(&html, "%s" PROSE PROSE "%s", pages[i].head, pages[i].tail);
		article = article_of(html.s);
		for (size_t k = 0; k < article.nbyline; k++) {
			buf_add(&names, k ? STR("|") : STR(""));
			buf_add(&names, article.byline[k]);
		}
		assert_str(buf_str(&names), pages[i].byline);
	}
}

static void agencies_of_a_page(void **state)
{
	struct article article;

	(void)state;
	article = article_of("<title>Bridge</title><meta property=og:site_name content=Reuters>"
			     "<h1>Bridge to open next spring</h1>" PROSE PROSE);
	assert_int_equal(article.nagencies, 1);
	assert_str(article.agencies[0].name, "Reuters");
	assert_int_equal(article.agencies[0].role, AGENCY_TEXT);

	article = article_of("<title>Bridge</title><h1>Bridge to open next spring</h1>"
			     "<p>Copyright AP Photo</p>" PROSE PROSE);
	assert_int_equal(article.nagencies, 1);
	assert_int_equal(article.agencies[0].role, AGENCY_PHOTO);

	/* The page states the sentence without the place before it. */
	article =
		article_of("<title>Bridge</title><meta name=description content=\"The prime "
			   "minister of Harrow said on Friday\"><h1>Bridge to open</h1>"
			   "<p>Nowhere. The prime minister of Harrow said on Friday that he would "
			   "build it.</p>" PROSE);
	assert_str(article.place, "Nowhere");

	article = article_of("<title>Bridge</title><h1>Bridge to open</h1><div class=text>" PROSE
			     "<p>Port Hale.</p>" PROSE "<p>In Port Hale nobody knew.</p></div>");
	assert_str(article.place, "Port Hale");
}

static void run(void *context)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles),
		cmocka_unit_test(bylines),
		cmocka_unit_test(agencies_of_a_page),
	};

	arena_init(&arena);
	arena_init(&scratch);
	rules = clean_rules_new(&arena);
	read_rules = read_rules_new(&arena);
	*(int *)context = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&scratch);
	arena_release(&arena);
}

int main(void)
{
	int failed = 1;

	return guard_run(run, &failed) == WIRE_OK ? failed : 1;
}
