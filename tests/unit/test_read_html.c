#include "read_all.h"

#include "random.h"

#include <libxml/HTMLparser.h>
#include <time.h>

static struct read_all all;

static struct page *page_of(struct str html)
{
	read_all(&all, "a.html", html);
	if (all.pages.n != 1)
		fail_msg("%zu pages of: %.*s", all.pages.n, STR_ARG(html));
	return &all.pages.items[0];
}

/* The page's text is `expected`. */
static void reads_as(const char *html, const char *expected)
{
	assert_str(page_of(str_of(html))->text, expected);
	arena_release(&all.kept);
}

static struct str value_of(const struct page *page, const char *key)
{
	for (size_t i = 0; i < page->nmeta; i++)
		if (str_eq(page->meta[i].key, str_of(key)))
			return page->meta[i].value;
	return (struct str){0};
}

static const struct block *block_of(const struct page *page, const char *words)
{
	for (size_t i = 0; i < page->nblocks; i++)
		if (str_eq(str_from(page->text, page->blocks[i].span), str_of(words)))
			return &page->blocks[i];
	fail_msg("no block \"%s\" in \"%.*s\"", words, STR_ARG(page->text));
	return NULL;
}

static void white_space_as_browsers_fold_it(void **state)
{
	(void)state;
	reads_as("<p> Kim \n\t said <b> so </b> . </p>", "Kim said so .");
	reads_as("<p>Kim<b> said</b>so", "Kim saidso");
	reads_as("<p>One<br>two<br />three", "One\ntwo\nthree");
	reads_as("<p>One<br> <br>two", "One\n\ntwo");
	reads_as("<p>&nbsp;</p><p>One</p><p> </p>", "One");
	reads_as("<pre>\na  b\n  c</pre>", "a  b\n  c");
	reads_as("<p>a<wbr>b<span>c</span>", "abc");
}

static void references(void **state)
{
	(void)state;
	reads_as("<p>&amp;&lt;&#8217;&#x2019;&eacute;&hellip;&NotEqualTilde;", "&<’’é…≂̸");
	reads_as("<p>AT&T &copy 2024 &nosuch; &#; &#xD800; &#150; &",
		 "AT&T © 2024 &nosuch; &#; \xEF\xBF\xBD – &");
	reads_as("<p>&amp;amp;", "&amp;");
}

static void what_closes_by_itself(void **state)
{
	const struct page *page;

	(void)state;
	reads_as("<p>one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\n\nfour");
	reads_as("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\n\nb\n\nc\n\nd");
	reads_as("<dl><dt>a<dd>b<dt>c</dl>d", "a\n\nb\n\nc\n\nd");
	reads_as("<table><tr><td>a<td><p>b<tr><td>c</table>d", "a\n\nb\n\nc\n\nd");
	reads_as("<div><b>one<p>two</b>three</div>four", "one\n\ntwothree\n\nfour");
	reads_as("<p>one</i></span></div></nosuch>two", "onetwo");
	page = page_of(STR("<p><a href=x>one<p>two</a> three"));
	assert_int_equal(page->blocks[1].link_bytes, 0);
	arena_release(&all.kept);
	page = page_of(STR("<div><a href=x><div>one</div></a>two</div>"));
	assert_int_equal(block_of(page, "one")->link_bytes, 3);
	assert_int_equal(block_of(page, "two")->link_bytes, 0);
	arena_release(&all.kept);
}

static void what_is_no_text(void **state)
{
	(void)state;
	reads_as("<p>a<script>if (a</b>c) '<p>'</script>b<style>p{}</style><!-- <p> -->c<!-->d",
		 "abcd");
	reads_as("<p>a<noscript><p>b</noscript><template>c</template><svg><title>d</title><path/></"
		 "svg>e",
		 "ae");
	reads_as("<p>a<select><option>b<option>c</select>d<textarea><p>e</textarea>f", "adf");
	reads_as("<title>t</title><p>a < b, a <3 c</p><![CDATA[x]]><?php y ?></>b",
		 "a < b, a <3 c\n\nb");
	reads_as("<p>kept<p title='unclosed>lost", "kept");
}

static void blocks_say_where_they_stand(void **state)
{
	const struct page *page = page_of(STR(
		"<body class=has-sidebar><nav><ul><li><a href=/>Home</a></ul></nav>"
		"<article class=story><header><h1>Kim sends word</h1>"
		"<div class='c-byline'>By <a rel=author href=x>Mina Voss</a></div></header>"
		"<div "
		"class='StoryBody'><p>One.</p><p>Two.</p><blockquote><p>So.</p></blockquote></div>"
		"<figure><figcaption>The port.</figcaption></figure></article>"
		"<div class=comments-area><p>Nice</p></div><div style='display: none'>Gone</div>"
		"<form><label>Your mail</label></form><footer>About us</footer>"));

	(void)state;
	assert_int_equal(block_of(page, "Home")->place, PLACE_NAV | PLACE_LIST);
	assert_int_equal(block_of(page, "Home")->kind, BLOCK_ITEM);
	assert_int_equal(block_of(page, "Home")->link_bytes, 4);
	assert_int_equal(block_of(page, "Kim sends word")->level, 1);
	assert_int_equal(block_of(page, "Kim sends word")->place, PLACE_ARTICLE | PLACE_TITLE);
	assert_int_equal(block_of(page, "By Mina Voss")->place, PLACE_ARTICLE | PLACE_BYLINE);
	assert_int_equal(block_of(page, "One.")->place, PLACE_ARTICLE | PLACE_BODY);
	assert_int_equal(block_of(page, "One.")->container, block_of(page, "Two.")->container);
	assert_int_equal(block_of(page, "One.")->shape, block_of(page, "Two.")->shape);
	assert_int_equal(block_of(page, "So.")->kind, BLOCK_QUOTE);
	assert_int_equal(block_of(page, "The port.")->kind, BLOCK_CAPTION);
	assert_int_equal(block_of(page, "Nice")->place, PLACE_COMMENTS);
	assert_int_equal(block_of(page, "Gone")->place, PLACE_HIDDEN);
	assert_true(block_of(page, "Your mail")->place & PLACE_FORM);
	assert_int_equal(block_of(page, "About us")->place, PLACE_FOOTER);
	arena_release(&all.kept);
}

static void containers(void **state)
{
	const struct page *page = page_of(
		STR("<main><div><p>one</p></div><div><p>two</p></div><div>three</div></main>"
		    "<div><p>four</p>five<p>six</p></div><div>seven<br><br>eight</div>"));

	(void)state;
	assert_int_equal(block_of(page, "one")->container, block_of(page, "two")->container);
	assert_int_equal(block_of(page, "one")->container, block_of(page, "three")->container);
	assert_int_not_equal(block_of(page, "one")->container, block_of(page, "four")->container);
	assert_int_equal(block_of(page, "four")->container, block_of(page, "five")->container);
	assert_int_equal(block_of(page, "seven")->container, block_of(page, "eight")->container);
	arena_release(&all.kept);
}

#define PROSE                                                                                      \
	"The ferry between Elm and the islands stays in port until the storm has passed, the "     \
	"harbour "                                                                                 \
	"master said on Thursday, and nobody can say when that will be."

static void names_do_not_count_against_most_of_the_prose(void **state)
{
	const struct page *page = page_of(
		STR("<title>Ferry</title><form class='page-sidebar'><p>1 " PROSE "<p>2 " PROSE
		    "<p>3 " PROSE "</form><div class=sidebar><p>4 " PROSE "</div>"));

	(void)state;
	assert_int_equal(block_of(page, "1 " PROSE)->place, 0);
	assert_int_equal(block_of(page, "4 " PROSE)->place, PLACE_ASIDE);
	arena_release(&all.kept);
	assert_int_equal(page_of(STR("<title>Only a title</title><div id=app></div>"))->text.len,
			 0);
	arena_release(&all.kept);
}

static void facts_of_the_head(void **state)
{
	const struct page *page = page_of(
		STR("<html lang=de><head><title> Kim &amp; Co\n</title><meta property='og:title' "
		    "content='A &quot;b&quot;'>"
		    "<meta name=author content=' Mina '><link rel=canonical "
		    "href='https://gazette.example/1?a=1&amp;b=2'>"
		    "<script "
		    "type=\"application/ld+json\">{\"@graph\":[{\"@type\":[\"NewsArticle\",\"X\"],"
		    "\"author\":[{\"name\":\"Jo\"},{\"name\":\"Al\"}],\"isAccessibleForFree\":true,"
		    "\"headline\":\"Kim &amp; Co\"}]}</script>"
		    "<script type='application/ld+json'>{broken</script></head>"
		    "<p>x <time itemprop=datePublished datetime='2024-05-09'>today</time>"));

	(void)state;
	assert_str(value_of(page, "html:lang"), "de");
	assert_str(value_of(page, "title"), "Kim & Co");
	assert_str(value_of(page, "og:title"), "A \"b\"");
	assert_str(value_of(page, "author"), "Mina");
	assert_str(value_of(page, "canonical"), "https://gazette.example/1?a=1&b=2");
	assert_str(value_of(page, "NewsArticle.author.name"), "Jo");
	assert_str(value_of(page, "NewsArticle.headline"), "Kim & Co");
	assert_str(value_of(page, "NewsArticle.isAccessibleForFree"), "true");
	assert_str(value_of(page, "datePublished"), "2024-05-09");
	arena_release(&all.kept);
}

static void charsets(void **state)
{
	(void)state;
	reads_as("<meta charset=iso-8859-1><p>M\xFCller \x93ja\x94", "Müller “ja”");
	reads_as("<meta http-equiv=content-type content='text/html; "
		 "charset=windows-1251'><p>\xCA\xE8\xEC",
		 "Ким");
	reads_as("<meta charset=iso-8859-1><p>Müller", "Müller");
	reads_as("<meta charset=utf-8><p>a\xFF"
		 "b",
		 "a\xEF\xBF\xBD"
		 "b");
	assert_str(page_of(STR("<p>a\0b"))->text, "a b");
	arena_release(&all.kept);
	assert_str(page_of(STR("\xFF\xFE<\0p\0>\0H\0i\0 \0y\0o\0u\0"))->text, "Hi you");
	arena_release(&all.kept);
}

/* Of the processor, so that other work on the machine does not count. */
static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* Many times over, in one page: still linear, so far under a second each. */
static void hostile_pages_are_quick(void **state)
{
	static const char *const pieces[] = {
		"<div>",    "<b>",      "</i>", "<p>",      "<a href=x>", "<li>",
		"<table>",  "<td>",     "&",    "<!--",     "<",          "</",
		"<title>",  "<x y='",   "&amp", "<br>",     "<i></b>",    "<svg>",
		"<select>", "<ul><li>", "<h1>", "<button>", "<form>",     "</p>"};
	char *bytes = malloc(2 * 1024 * 1024 + 16);

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		double start = seconds();
		size_t len = 0;

		len += (size_t)sprintf(bytes, "<p>word");
		while (len < 2 * 1024 * 1024)
			len += (size_t)sprintf(bytes + len, "%s", pieces[i]);
		read_all(&all, "a", (struct str){bytes, len});
		arena_release(&all.kept);
		if (seconds() - start > 3)
			fail_msg("%s takes %.1f s", pieces[i], seconds() - start);
	}
	strcpy(bytes, "<p");
	for (size_t len = 2; len < 2 * 1024 * 1024;)
		len += (size_t)sprintf(bytes + len, " a%zu=1", len);
	strcat(bytes, ">word");
	read_all(&all, "a", str_of(bytes));
	assert_int_equal(all.pages.n, 1);
	arena_release(&all.kept);
	free(bytes);
}

static void nesting_too_deep_is_told(void **state)
{
	char bytes[6000] = "<p>x";

	(void)state;
	for (size_t i = 0; i < 600; i++)
		strcat(bytes, "<div>");
	strcat(bytes, "deep");
	read_all(&all, "a", str_of(bytes));
	assert_int_equal(all.pages.n, 1);
	assert_int_equal(all.complaints.n, 1);
	assert_str(all.pages.items[0].text, "x\n\ndeep");
	arena_release(&all.kept);
}

/* ---- the slow twin: libxml2's tree, all its text, without white space */

static void tree_text(const xmlNode *node, struct buf *out)
{
	for (; node; node = node->next) {
		if (node->type == XML_TEXT_NODE)
			for (const xmlChar *c = node->content; *c; c++)
				if (!strchr(" \n", *c))
					buf_add_byte(out, (char)*c);
		tree_text(node->children, out);
	}
}

static void random_html(struct buf *out, unsigned depth)
{
	static const char *const tags[] = {"div",     "p",          "b",  "i",   "ul",
					   "section", "blockquote", "h2", "span"};
	static const char *const words[] = {"Kim ", "said\n", "&amp;", " ",
					    "KCNA", "&#233;", "<br>",  "on May 9 "};

	for (uint32_t i = 0, n = 1 + random_below(4); i < n; i++) {
		const char *tag = tags[random_below(sizeof(tags) / sizeof(*tags))];

		buf_addf(out, "%s", words[random_below(8)]);
		if (!depth)
			continue;
		buf_addf(out, "<%s class='a b'>", tag);
		random_html(out, depth - 1);
		if (random_below(8))
			buf_addf(out, "</%s>", tag);
	}
}

static void as_the_slow_twin_reads_it(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	random_begin("as_the_slow_twin_reads_it");
	for (int round = 0; round < 500; round++) {
		struct buf html = buf_in(&arena), expected = buf_in(&arena), got = buf_in(&arena);
		htmlDocPtr doc;

		buf_addf(&html, "<html><body>x");
		random_html(&html, random_below(5));
		doc = htmlReadMemory(html.s, (int)html.len, NULL, "UTF-8",
				     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
					     HTML_PARSE_RECOVER);
		tree_text(xmlDocGetRootElement(doc), &expected);
		xmlFreeDoc(doc);
		read_all(&all, "a", buf_str(&html));
		for (const char *c = all.pages.items[0].text.s; *c; c++)
			if (!strchr(" \n", *c))
				buf_add_byte(&got, *c);
		if (!str_eq(buf_str(&got), buf_str(&expected)))
			fail_msg("%s\ngives  %s\nbut was %s", html.s, got.s, expected.s);
		arena_release(&all.kept);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space_as_browsers_fold_it),
		cmocka_unit_test(references),
		cmocka_unit_test(what_closes_by_itself),
		cmocka_unit_test(what_is_no_text),
		cmocka_unit_test(blocks_say_where_they_stand),
		cmocka_unit_test(containers),
		cmocka_unit_test(names_do_not_count_against_most_of_the_prose),
		cmocka_unit_test(facts_of_the_head),
		cmocka_unit_test(charsets),
		cmocka_unit_test(hostile_pages_are_quick),
		cmocka_unit_test(nesting_too_deep_is_told),
		cmocka_unit_test(as_the_slow_twin_reads_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
