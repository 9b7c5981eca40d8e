/*
 * attribute, of some places only: the quotes found are those that reading all of the article finds there.
 * Texts are thrown together of sentences that lean on what stands before and behind, in every language, or
 * are the examples; places are drawn.
 */
#include "harness.h"
#include "random.h"
#include "read_all.h"

#include "attribute/attribute.h"

enum { TEXTS = 12000, SENTENCES = 14, EXAMPLE_DRAWS = 40, PLACES = 3 };

static const char *const sentences[] = {
	"Osk said the quay was safe.",
	"“It will hold,” Osk said.",
	"“It will hold,” he said, “and more.”",
	"He said it had to close.",
	"She added: “Never.”",
	"Osk turned to the crowd:",
	"The mayor, Ada Lund, said:",
	"“We will rebuild.",
	"“We will rebuild. All of it.”",
	"“Every stone,",
	"\"Nothing else.\" — Ada Lund",
	"— Ada Lund",
	"The ferry left at noon.",
	"The letter called the wall “a start” and the mayor a fool.",
	"According to Lund, the “old” wall fell.",
	"And: “No.”",
	"\"Why now?\"",
	"Lund asked.",
	"Petr Osk, a driver, was among them.",
	"State media reported that Osk called it \"a joke\".",
	"The harbour master said in a message that “all is well”.",
	"The message said the port was shut.",
	"Osk's claim that the wall was \"rotten\" came late.",
	"„Das hält“, sagte Osk.",
	"Dies sei nachzuweisen gewesen.",
	"Er fügte hinzu: „Nie.“",
	"So habe Lund „genug“ gesagt, teilte die Polizei mit.",
	"— No lo haré —respondió la ministra Luna—, y punto.",
	"“Nunca”, añadió.",
	"« Nous partirons, dit-il, si le temps le permet. »",
	"Le maire Luna a déclaré que « tout va bien ».",
	"— Мы готовы, — сказал министр Осков. — Завтра начнём.",
	"Осков сказал, что «всё готово».",
	"김영수 시장은 “부두를 다시 짓겠다”고 말했다.",
	"그는 “벽은 안전하다”라고 밝혔다.",
};

static const char *const languages[] = {"en", "en", "en", "de", "fr", "es", "ru", "ko", ""};

struct bench {
	struct arena kept, full, sparse, scratch;
	struct attribute_rules *rules;
	struct clean_rules *sources;
};

static struct bench bench;

static int bench_open(void **state)
{
	(void)state;
	bench.rules = attribute_rules_new(&bench.kept);
	bench.sources = clean_rules_new(&bench.kept);
	return 0;
}

static int bench_close(void **state)
{
	(void)state;
	arena_release(&bench.kept);
	arena_release(&bench.full);
	arena_release(&bench.sparse);
	arena_release(&bench.scratch);
	return 0;
}

static bool touches(const struct quote *quote, const struct span *places, size_t n)
{
	for (size_t i = 0; i < quote->nspans; i++)
		for (size_t k = 0; k < n; k++)
			if (span_overlaps(quote->spans[i], places[k]))
				return quote->form != QUOTE_INDIRECT;
	return false;
}

static void quote_same(const struct quote *sparse, const struct quote *full)
{
	assert_int_equal(sparse->nspans, full->nspans);
	assert_memory_equal(sparse->spans, full->spans, full->nspans * sizeof(*full->spans));
	assert_int_equal(sparse->form, full->form);
	assert_int_equal(sparse->act, full->act);
	assert_int_equal(sparse->sentence, full->sentence);
	assert_true(str_eq(sparse->speaker, full->speaker));
	assert_true(str_eq(sparse->office.role, full->office.role));
}

static void places_check(const struct article *article, const struct pieces *pieces,
			 const struct quotes *full, const struct span *places, size_t n)
{
	struct attribute_how how = {.rules = bench.rules,
				    .sources = bench.sources,
				    .depth = ATTRIBUTE_SPEAKERS,
				    .wanted = places,
				    .nwanted = n};
	struct quotes sparse;
	size_t at = 0;

	arena_clear(&bench.sparse);
	sparse = attribute_article(&bench.sparse, &bench.sparse, &how, article, pieces);
	for (size_t i = 0; i < full->n; i++) {
		if (!touches(&full->items[i], places, n))
			continue;
		assert_true(at < sparse.n);
		quote_same(&sparse.items[at++], &full->items[i]);
	}
	assert_int_equal(at, sparse.n);
	assert_int_equal(sparse.ncredits, full->ncredits);
	for (size_t i = 0; i < full->ncredits; i++)
		assert_true(str_eq(sparse.credits[i].name, full->credits[i].name) &&
			    sparse.credits[i].span.start == full->credits[i].span.start);
}

/* Up to PLACES spans, in order and apart. */
static size_t places_draw(struct str text, struct span *places)
{
	size_t n = 0, at = 0;

	while (n < PLACES && at + 2 < text.len) {
		size_t start = at + random_below((uint32_t)(text.len - at - 1));
		size_t most = text.len - start < 400 ? text.len - start : 400;

		places[n++] = span_between(start, start + 1 + random_below((uint32_t)most));
		at = span_end(places[n - 1]);
		if (random_below(2))
			break;
	}
	return n;
}

/* The same text, read in full once and for so many draws of places. */
static void text_check(struct str text, struct str language, const struct split_region *regions,
		       size_t n, int draws)
{
	struct article article = {.text = text, .language = language};
	struct attribute_how how = {
		.rules = bench.rules, .sources = bench.sources, .depth = ATTRIBUTE_CHAINS};
	struct pieces pieces;
	struct quotes full;

	arena_clear(&bench.full);
	split_text(&bench.full, split_rules_new(&bench.full), text, regions, n, language, &pieces);
	full = attribute_article(&bench.full, &bench.full, &how, &article, &pieces);
	while (draws--) {
		struct span places[PLACES];
		size_t nplaces = places_draw(text, places);

		places_check(&article, &pieces, &full, places, nplaces);
	}
}

/* Some of its paragraphs are furniture. */
static void soups(void **state)
{
	static const char *const gaps[] = {" ", " ", "\n", "\n\n"};

	(void)state;
	random_begin("wanted");
	for (int t = 0; t < TEXTS; t++) {
		struct buf text = buf_in(&bench.scratch);
		struct split_region regions[SENTENCES];
		size_t nregions = 0, start = 0;

		for (uint32_t n = 1 + random_below(SENTENCES - 1); n; n--) {
			buf_add(&text, str_of(sentences[random_below(sizeof(sentences) /
								     sizeof(*sentences))]));
			buf_add(&text, str_of(gaps[random_below(4)]));
			if (n > 1 && (text.s[text.len - 1] != '\n' || random_below(8)))
				continue;
			regions[nregions] = (struct split_region){span_between(start, text.len),
								  nregions && !random_below(4)};
			nregions++;
			start = text.len;
		}
		text_check(buf_str(&text), str_of(languages[random_below(9)]), regions, nregions,
			   6);
		arena_clear(&bench.scratch);
	}
}

static void examples(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "examples/news", (struct str){0});
	assert_true(all.pages.n > 0);
	for (size_t i = 0; i < all.pages.n; i++) {
		const struct page *page = &all.pages.items[i];
		struct split_region region = {span_between(0, page->text.len), false};

		text_check(page->text, page->language, &region, 1, EXAMPLE_DRAWS);
	}
	arena_release(&all.kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(soups),
		cmocka_unit_test(examples),
	};

	return cmocka_run_group_tests(tests, bench_open, bench_close);
}
