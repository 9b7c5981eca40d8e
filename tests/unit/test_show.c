/*
 * show, driven by findings made by hand: a small state, its news agency, a wire, four outlets,
 * three years; and one article that tries to break out of the page. With SHOW_REPORT=path in the
 * environment the report is written there, to be looked at.
 */
#include "show/show.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct written {
	struct buf text;
	size_t refuse_at; /* the sink takes this many bytes; 0: all */
};

static bool take(void *context, const char *bytes, size_t len)
{
	struct written *written = context;

	if (written->refuse_at && written->text.len + len > written->refuse_at)
		return false;
	buf_add(&written->text, (struct str){bytes, len});
	return true;
}

/* ---------------------------------------------------------------- the world */

static const char state_agency[] =
	"President Sends Message to Orlen on Unity Day\n"
	"PORT CALDER, May 9 (SNA) -- President Ilse Brandt sent a message of greeting to the Orlen "
	"leader on Unity Day, the State News Agency of Varda reports.\n"
	"\"Our people will always stand in firm support and solidarity with the brotherly people "
	"of "
	"Orlen in the sacred cause of defending their land,\" the message said.\n"
	"She wished the army of Orlen brilliant success.\n";

static const char wire[] =
	"Varda's Brandt pledges 'firm support' to Orlen\n"
	"NEWHAVEN, May 9 (Nordwire) - Varda's leader Ilse Brandt has pledged \"firm support and "
	"solidarity\" with Orlen in a message on Unity Day, state media said on Friday.\n"
	"\"Our people will always stand in firm support and solidarity with the brotherly people "
	"of "
	"Orlen in the sacred cause of defending their land,\" Brandt said in the message, "
	"according to "
	"the State News Agency.\n"
	"It is the third straight year that Brandt has sent a greeting on Unity Day.\n";

static const char courier[] =
	"Home\nWorld\nSport\nOpinion\nSubscribe\n"
	"Brandt pledges support to Orlen\n"
	"By Mara Lindqvist\n"
	"Varda's leader Ilse Brandt has pledged \"firm support and solidarity\" with Orlen in a "
	"message on "
	"Unity Day, state media said on Friday.\n"
	"\"Our people will always stand in firm support and solidarity with the friendly people of "
	"Orlen in the sacred cause of defending their land,\" Brandt said in the message, "
	"according to "
	"the State News Agency. Nordwire\n"
	"Read more: Ferry talks resume\nSign up for our newsletter\nAll rights reserved\nContact\n";

static const char herald[] = "Varda leader hails Orlen\n"
			     "\"Our people will always stand in firm support and solidarity with "
			     "the brotherly people of "
			     "Orlen,\" Varda's president said on Friday, the Courier reported.\n";

static const char last_year[] =
	"Brandt greets Orlen on Unity Day\n"
	"\"Our people will always stand in firm solidarity with the brotherly people of Orlen in "
	"the just "
	"cause of defending their land,\" Ilse Brandt said in a message, the State News Agency "
	"reported.\n";

static const char first_year[] = "Varda sends greeting to Orlen\n"
				 "\"Our people will stand with the friendly people of Orlen in the "
				 "just cause of defending their "
				 "land,\" Ilse Brandt said, according to the State News Agency.\n";

static const char korean[] = "오를렌 통일절에 축전\n브란트 대통령은 “굳은 지지와 련대”를 "
			     "표시하였다고 국영통신이 보도했다.\n";

static const char hostile[] =
	"</title></script><script>alert(1)</script>\n"
	"\"><img src=x onerror=alert(2)> said & 'quoted' \033[31mred\007 \xE2\x80\xAE"
	"backwards --> <!-- ]]> <style>*{display:none}</style>\n";

struct world {
	struct arena arena;
	struct findings found;
};

static struct span where(const struct article *article, const char *words)
{
	size_t at = str_find(article->text, str_of(words));

	assert_int_not_equal(at, STR_NONE);
	return span_between(at, at + strlen(words));
}

static struct str *list(struct arena *arena, const char *a, const char *b, const char *c, size_t *n)
{
	const char *given[] = {a, b, c};
	struct str *items = ARENA_ARRAY(arena, struct str, 3);

	for (*n = 0; *n < 3 && given[*n]; ++*n)
		items[*n] = str_of(given[*n]);
	return items;
}

static void add_mark(struct article *article, const char *words, enum mark_kind kind)
{
	article->marks[article->nmarks++] = (struct mark){where(article, words), kind};
}

static void add_article(struct world *world, const char *id, const char *outlet,
			const char *published, const char *text)
{
	struct article *article = &world->found.articles[world->found.n++];

	article->id = article->file = str_of(id);
	article->outlet = str_of(outlet);
	article->text = str_of(text);
	article->title = str_sub(article->text, 0, str_find_byte(article->text, '\n'));
	article->language = STR("en");
	article->marks = ARENA_ARRAY(&world->arena, struct mark, 8);
	if (published && moment_parse(str_of(published), &article->published))
		article->published_from = PUBLISHED_PAGE;
}

static struct quote *add_quote(struct world *world, uint32_t number, const char *words,
			       const char *speaker, const char *relay, const char *agency)
{
	struct quotes *quotes = &world->found.quotes[number];
	struct quote *quote = &quotes->items[quotes->n++];

	quote->spans = ARENA_NEW(&world->arena, struct span);
	quote->spans[0] = where(&world->found.articles[number], words);
	quote->nspans = 1;
	quote->speaker = str_of(speaker);
	quote->chain = list(&world->arena, speaker, relay, agency, &quote->nchain);
	quote->why = list(&world->arena, "the message is hers", relay ? "“according to”" : NULL,
			  NULL, &quote->nwhy);
	quote->medium = STR("message");
	quote->confidence = 0.94F;
	return quote;
}

static void add_copy(struct world *world, uint32_t a, uint32_t b, const char *from, const char *to,
		     enum copy_credit credit)
{
	struct copy *copy = &world->found.lineages.copies[world->found.lineages.ncopies++];
	const struct article *articles = world->found.articles;
	struct span start = where(&articles[a], from), end = where(&articles[a], to);

	copy->passage.a = a;
	copy->passage.b = b;
	copy->passage.in_a = span_between(start.start, span_end(end));
	copy->passage.in_b =
		span_between(where(&articles[b], from).start, span_end(where(&articles[b], to)));
	copy->passage.words = 27;
	copy->passage.identity = 0.96F;
	copy->kind = COPY_AGENCY;
	copy->from = FROM_A;
	copy->credit = credit;
	copy->why = list(&world->arena, "it names Nordwire at its end",
			 "Nordwire is 82 min earlier", NULL, &copy->nwhy);
}

static void add_story(struct world *world, const char *id, uint32_t first, size_t n,
		      uint32_t series)
{
	struct groups *groups = &world->found.groups;
	struct story *story = &groups->stories[groups->nstories++];

	story->id = str_of(id);
	story->articles = ARENA_ARRAY(&world->arena, uint32_t, n);
	story->why = ARENA_ARRAY(&world->arena, struct str, n);
	for (size_t i = 0; i < n; i++) {
		story->articles[i] = first + (uint32_t)i;
		story->why[i] = STR("shares “Unity Day” and its day with the others");
	}
	story->n = n;
	story->title = world->found.articles[first].title;
	story->start = story->end = story->event = world->found.articles[first].published;
	story->series = series;
}

static void add_series(struct world *world)
{
	struct groups *groups = &world->found.groups;
	struct series *series = ARENA_NEW(&world->arena, struct series);

	groups->series = series;
	groups->nseries = 1;
	series->id = STR("unity-day");
	series->title = STR("Brandt’s Unity Day message to Orlen");
	series->n = 3;
	series->stories = ARENA_ARRAY(&world->arena, uint32_t, 3);
	series->dates = ARENA_ARRAY(&world->arena, struct moment, 3);
	for (uint32_t i = 0; i < 3; i++) {
		series->stories[i] = i;
		series->dates[i] = groups->stories[i].start;
	}
	series->every = STR("P1Y");
	series->on = STR("--05-09");
	series->since = STR("2029");
	assert_true(moment_parse(STR("2032-05-09"), &series->next));
	series->missed = ARENA_NEW(&world->arena, struct moment);
	assert_true(moment_parse(STR("2028-05-09"), series->missed));
	series->nmissed = 1;
	series->wording = ARENA_ARRAY(&world->arena, struct wording, 2);
	series->wording[0] = (struct wording){.phrase = STR("firm support and solidarity"),
					      .before = STR("firm solidarity"),
					      .first = series->dates[2],
					      .last = series->dates[2],
					      .kept = true};
	series->wording[1] = (struct wording){.phrase = STR("just cause"),
					      .first = series->dates[0],
					      .last = series->dates[1],
					      .dropped = true};
	series->nwording = 2;
	series->claims = ARENA_NEW(&world->arena, struct claim);
	series->claims[0] =
		(struct claim){.article = 3,
			       .span = where(&world->found.articles[3], "the third straight year"),
			       .verdict = CLAIM_SUPPORTED,
			       .why = STR("tellings of 2029, 2030 and 2031 are here")};
	series->nclaims = 1;
}

static void add_quotes(struct world *world)
{
	static const char full[] =
		"Our people will always stand in firm support and solidarity with the "
		"brotherly people of Orlen in the sacred cause of defending their land";
	struct utterance *utterance = ARENA_NEW(&world->arena, struct utterance);
	static const uint32_t prints[] = {2, 3, 4, 5};

	add_quote(world, 0,
		  "Our people will stand with the friendly people of Orlen in the just cause of "
		  "defending their land",
		  "Ilse Brandt", "State News Agency", NULL);
	add_quote(world, 1,
		  "Our people will always stand in firm solidarity with the brotherly people of "
		  "Orlen in the just cause of defending their land",
		  "Ilse Brandt", "State News Agency", NULL);
	add_quote(world, 2, full, "Ilse Brandt", "State News Agency", NULL);
	add_quote(world, 3, full, "Ilse Brandt", "State News Agency", "Nordwire");
	add_quote(world, 4,
		  "Our people will always stand in firm support and solidarity with the friendly "
		  "people of Orlen in the sacred cause of defending their land",
		  "Ilse Brandt", "State News Agency", "Nordwire");
	add_quote(world, 5,
		  "Our people will always stand in firm support and solidarity with the brotherly "
		  "people of Orlen",
		  "Ilse Brandt", "Courier", NULL);
	add_quote(world, 7, "> said & 'quoted'", "<b>Nobody</b>", "\"><script>alert(3)</script>",
		  NULL);
	utterance->id = STR("u1");
	utterance->speaker = STR("Ilse Brandt");
	utterance->variants = ARENA_ARRAY(&world->arena, struct variant, 4);
	for (; utterance->n < 4; utterance->n++)
		utterance->variants[utterance->n].article = prints[utterance->n];
	utterance->variants[0].fullest = true;
	utterance->variants[2].altered = true;
	utterance->variants[2].differences = list(&world->arena, "changed: brotherly → friendly",
						  NULL, NULL, &utterance->variants[2].ndifferences);
	utterance->variants[3].differences =
		list(&world->arena, "cut: in the sacred cause of defending their land", NULL, NULL,
		     &utterance->variants[3].ndifferences);
	world->found.lineages.utterances = utterance;
	world->found.lineages.nutterances = 1;
}

static void add_articles(struct world *world)
{
	struct findings *found = &world->found;

	add_article(world, "0-first", "Nordwire", "2029-05-09T07:00Z", first_year);
	add_article(world, "1-last", "Nordwire", "2030-05-09T07:20Z", last_year);
	add_article(world, "2-sna", "State News Agency", "2031-05-09T05:40Z", state_agency);
	add_article(world, "3-wire", "Nordwire", "2031-05-09T07:10Z", wire);
	add_article(world, "4-courier", "The Harbour Courier", "2031-05-09T08:32Z", courier);
	add_article(world, "5-herald", "Calder Herald", "2031-05-09", herald);
	add_article(world, "6-korean", "오를렌신문", NULL, korean);
	add_article(world, "7<script>\"'", "<b>Evil & Sons</b>", NULL, hostile);
	for (size_t i = 0; i < found->n; i++)
		if (i != 4)
			found->articles[i].marks[found->articles[i].nmarks++] = (struct mark){
				{0, (uint32_t)found->articles[i].text.len}, MARK_BODY};
	add_mark(&found->articles[4], "Home\nWorld\nSport\nOpinion\nSubscribe", MARK_FURNITURE);
	add_mark(&found->articles[4], "Brandt pledges support to Orlen", MARK_TITLE);
	add_mark(&found->articles[4], "By Mara Lindqvist", MARK_BYLINE);
	add_mark(&found->articles[4], "Read more: Ferry talks resume", MARK_RELATED);
	add_mark(&found->articles[4], "Sign up for our newsletter\nAll rights reserved\nContact",
		 MARK_FURNITURE);
	found->articles[4].byline =
		list(&world->arena, "Mara Lindqvist", NULL, NULL, &found->articles[4].nbyline);
	found->articles[4].agencies = ARENA_NEW(&world->arena, struct agency);
	found->articles[4].agencies[0] = (struct agency){STR("Nordwire"), AGENCY_TEXT,
							 where(&found->articles[4], "Nordwire")};
	found->articles[4].nagencies = 1;
	found->articles[4].title = STR("Brandt pledges support to Orlen");
}

static int world_make(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	struct findings *found = &world->found;

	arena_init(&world->arena);
	found->articles = ARENA_ARRAY(&world->arena, struct article, 8);
	found->quotes = ARENA_ARRAY(&world->arena, struct quotes, 8);
	found->dates = ARENA_ARRAY(&world->arena, struct dates, 8);
	for (size_t i = 0; i < 8; i++)
		found->quotes[i].items = ARENA_ARRAY(&world->arena, struct quote, 4);
	add_articles(world);
	add_quotes(world);
	found->lineages.copies = ARENA_ARRAY(&world->arena, struct copy, 8);
	add_copy(world, 2, 3, "Our people", "defending their land", CREDIT_CREDITED);
	add_copy(world, 3, 4, "Varda's leader Ilse Brandt has", "said on Friday.", CREDIT_CREDITED);
	add_copy(world, 3, 4, "Our people", "according to the State News Agency.", CREDIT_CREDITED);
	add_copy(world, 4, 5, "Our people", "people of Orlen", CREDIT_UNCREDITED);
	found->groups.stories = ARENA_ARRAY(&world->arena, struct story, 4);
	add_story(world, "s-2029", 0, 1, 0);
	add_story(world, "s-2030", 1, 1, 0);
	add_story(world, "s-2031", 2, 5, 0);
	add_story(world, "s-<b>", 7, 1, UINT32_MAX);
	add_series(world);
	found->passages.distinct_texts = 7;
	found->seconds = 0.042;
	*state = world;
	return 0;
}

static int world_free(void **state)
{
	struct world *world = *state;

	arena_release(&world->arena);
	free(world);
	return 0;
}

/* ---------------------------------------------------------------- the tests */

static struct str records(struct world *world, enum wire_findings which)
{
	struct written written = {.text = buf_in(&world->arena)};
	struct wire_sink sink = {.write = take, .context = &written};

	assert_int_equal(show_records(&world->found, which, 3, &sink, NULL), WIRE_OK);
	return buf_str(&written.text);
}

static struct str table(struct world *world, enum wire_findings which, unsigned columns,
			bool colour)
{
	struct written written = {.text = buf_in(&world->arena)};
	struct wire_sink sink = {
		.write = take, .context = &written, .columns = columns, .colour = colour};

	assert_int_equal(show_table(&world->found, which, &sink, NULL), WIRE_OK);
	return buf_str(&written.text);
}

static struct str report(struct world *world)
{
	struct written written = {.text = buf_in(&world->arena)};
	struct wire_sink sink = {.write = take, .context = &written};

	assert_int_equal(show_report(&world->found, &sink, NULL), WIRE_OK);
	return buf_str(&written.text);
}

#define assert_has(text, words) assert_int_not_equal(str_find((text), str_of(words)), STR_NONE)
#define assert_lacks(text, words) assert_int_equal(str_find((text), str_of(words)), STR_NONE)

static void test_records_have_every_key(void **state)
{
	struct str out = records(*state, WIRE_COPIES);

	assert_has(out, "{\"type\":\"copy\",\"a\":{\"article\":\"2-sna\",\"start\":");
	assert_has(out, "\"words\":27,\"identity\":0.96,\"kind\":\"agency\",\"from\":\"a\","
			"\"credit\":\"credited\",\"why\":[\"it names Nordwire at its end\","
			"\"Nordwire is 82 min earlier\"],\"family\":0,\"first\":null}\n");
	out = records(*state, WIRE_ARTICLES);
	assert_has(out, "\"url\":null,\"outlet\":\"The Harbour Courier\"");
	assert_has(out, "\"published\":null");
	assert_has(
		out,
		"\"published\":{\"value\":\"2031-05-09\",\"precision\":\"day\",\"from\":\"page\"}");
	out = records(*state, WIRE_QUOTES);
	assert_has(out, "\"chain\":[\"Ilse Brandt\",\"State News "
			"Agency\",\"Nordwire\"],\"addressee\":null,\"medium\":\"message\","
			"\"date\":null,\"act\":\"say\",\"confidence\":0.94,");
	assert_has(out, "\"utterance\":\"u1\"");
	out = records(*state, WIRE_SERIES);
	assert_has(out, "\"cadence\":{\"every\":\"P1Y\",\"on\":\"--05-09\",\"since\":\"2029\","
			"\"missed\":[\"2028-05-09\"],\"breaks\":[]}");
	out = records(*state, WIRE_STORIES);
	assert_has(out, "\"start\":\"2029-05-09\",\"end\":\"2029-05-09\",\"series\":\"unity-day\"");
}

static void test_records_escape(void **state)
{
	struct world *world = *state;
	struct str out;

	world->found.articles[7].title = STR("a\"b\\c\n\x01\x7F\xFF\xEF\xBF\xBDz");
	out = records(world, WIRE_ARTICLES);
	assert_has(out, "\"title\":\"a\\\"b\\\\c\\n\\u0001\\u007f\xEF\xBF\xBD\xEF\xBF\xBDz\"");
}

static void test_a_refusing_sink_ends_it(void **state)
{
	struct world *world = *state;
	struct written written = {.text = buf_in(&world->arena), .refuse_at = 1};
	struct wire_sink sink = {.write = take, .context = &written};
	struct wire_error error;

	assert_int_equal(show_records(&world->found, WIRE_ARTICLES, 3, &sink, &error),
			 WIRE_CANNOT_WRITE);
	assert_int_equal(error.code, WIRE_CANNOT_WRITE);
	assert_int_equal(show_table(&world->found, WIRE_QUOTES, &sink, &error), WIRE_CANNOT_WRITE);
	assert_int_equal(show_report(&world->found, &sink, &error), WIRE_CANNOT_WRITE);
	assert_int_equal(written.text.len, 0);
}

/* Columns of the widest line, colour codes not counted; Hangul counts two. */
static unsigned widest(struct str text)
{
	unsigned most = 0, width = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.s[i];

		if (byte == '\n')
			width = 0;
		else if (byte >= 0xEA && byte <= 0xED)
			width += 2;
		else if ((byte & 0xC0) != 0x80)
			width++;
		most = width > most ? width : most;
	}
	return most;
}

static void test_tables_fit_the_terminal(void **state)
{
	static const unsigned columns[] = {20, 40, 80, 132};

	for (size_t i = 0; i < 4; i++)
		for (unsigned which = WIRE_ARTICLES; which <= WIRE_SERIES; which *= 2)
			assert_in_range(widest(table(*state, which, columns[i], false)), 0,
					columns[i]);
}

static void test_tables_keep_the_terminal_safe(void **state)
{
	struct str out = table(*state, WIRE_ALL, 80, false);

	assert_lacks(out, "\033");
	assert_lacks(out, "\007");
	assert_lacks(out, "\xE2\x80\xAE");
	out = table(*state, WIRE_QUOTES, 80, true);
	assert_has(out, "\033[1m");
	assert_lacks(out, "\033[31mred");
}

static void test_tables_tell_the_chain(void **state)
{
	assert_has(table(*state, WIRE_QUOTES, 80, false),
		   "— Ilse Brandt ← State News Agency ← Nordwire");
	assert_has(table(*state, WIRE_QUOTES, 80, false), "altered: changed: brotherly → friendly");
	assert_has(table(*state, WIRE_COPIES, 80, false), "The Harbour Courier ← Nordwire");
	assert_has(table(*state, WIRE_SERIES, 80, false), "every year on 9 May, since 2029");
}

static void test_nothing_breaks_out_of_the_report(void **state)
{
	struct str out = report(*state);

	assert_lacks(out, "<script");
	assert_lacks(out, "<img");
	assert_lacks(out, "<b>Evil");
	assert_lacks(out, "<b>Nobody");
	assert_lacks(out, "\xE2\x80\xAE");
	assert_lacks(out, "\033");
	assert_has(out, "&lt;img src=x onerror=alert(2)");
	assert_int_equal(str_find(str_sub(out, str_find(out, STR("</style>")) + 1, out.len),
				  STR("</style>")),
			 STR_NONE);
}

static void test_the_report_loads_nothing(void **state)
{
	struct str out = report(*state);

	assert_lacks(out, "http://");
	assert_lacks(out, "https://");
	assert_lacks(out, "src=\"");
	assert_lacks(out, "url(");
	assert_lacks(out, "@import");
	assert_has(out, "default-src 'none'");
}

static void test_the_report_tells_what_was_found(void **state)
{
	struct str out = report(*state);

	assert_has(out, "<h1>Where the words of 8 articles come from</h1>");
	assert_has(out, "every year on 9 May, since 2029");
	assert_has(out, "changed: brotherly → friendly");
	assert_has(out, "Why this direction");
	assert_has(out, "5 lines of page furniture");
	assert_has(out, "class=\"uncredited\"");
}

static void test_empty_findings_make_a_page(void **state)
{
	struct world *world = *state;
	struct findings none = {0};
	struct written written = {.text = buf_in(&world->arena)};
	struct wire_sink sink = {.write = take, .context = &written};

	assert_int_equal(show_report(&none, &sink, NULL), WIRE_OK);
	assert_has(buf_str(&written.text), "No article was found");
}

static void test_write_it_to_look_at(void **state)
{
	const char *path = getenv("SHOW_REPORT");
	struct str out = report(*state);
	FILE *file = path ? fopen(path, "wb") : NULL;

	if (!file)
		return;
	assert_int_equal(fwrite(out.s, 1, out.len, file), out.len);
	assert_int_equal(fclose(file), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_make, world_free)
		TEST(test_records_have_every_key),
		TEST(test_records_escape),
		TEST(test_a_refusing_sink_ends_it),
		TEST(test_tables_fit_the_terminal),
		TEST(test_tables_keep_the_terminal_safe),
		TEST(test_tables_tell_the_chain),
		TEST(test_nothing_breaks_out_of_the_report),
		TEST(test_the_report_loads_nothing),
		TEST(test_the_report_tells_what_was_found),
		TEST(test_empty_findings_make_a_page),
		TEST(test_write_it_to_look_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
