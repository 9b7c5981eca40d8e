/*
 * lineage/: who had it from whom, credited or not, and which quotes are one utterance. Passages are made by
 * hand: the words that two texts of ours share.
 */
#include "harness.h"

#include "lineage/lineage.h"
#include "lineage/pair.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct lineage_options options;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena);
	options.rules = lineage_rules_new(&arena);
	options.sources = clean_rules_new(&arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct article article(const char *id, const char *outlet, const char *published, const char *text)
{
	struct article made = {.id = str_of(id), .outlet = str_of(outlet), .text = str_of(text)};

	if (published && moment_parse(str_of(published), &made.published))
		made.published_from = PUBLISHED_INPUT;
	return made;
}

static void agency_add(struct article *article, const char *name)
{
	article->agencies = ARENA_ARRAY(&arena, struct agency, 1);
	article->agencies[0] = (struct agency){.name = str_of(name), .role = AGENCY_TEXT};
	article->nagencies = 1;
}

static struct span place_of(const struct article *article, const char *words)
{
	size_t start = str_find(article->text, str_of(words));

	assert_true(start != STR_NONE);
	return span_between(start, start + strlen(words));
}

/* The judgement of the one passage `words` that a and b share. */
static struct copy judged(const struct article *a, const struct article *b, const char *words)
{
	struct lineage_text texts[] = {{a, NULL}, {b, NULL}};
	struct passage passage = {.a = 0, .b = 1, .in_a = place_of(a, words), .in_b = place_of(b, words)};
	struct passages passages = {.items = &passage, .n = 1, .distinct_texts = 2};
	struct lineages lineages;

	lineage_find(&arena, texts, 2, &passages, &options, &lineages);
	assert_int_equal(lineages.ncopies, 1);
	assert_true(lineages.copies[0].nwhy > 0);
	return lineages.copies[0];
}

#define SHARED "the ferry to Ondry will not sail before the harbour wall is mended"

static void a_named_credit_decides(void **state)
{
	struct article a = article("a", "Harbour Tidings", NULL, "The port said " SHARED ".");
	struct article b = article("b", "The Beacon", NULL, "As Harbour Tidings reported, " SHARED ".");
	struct copy copy = judged(&a, &b, SHARED);

	(void)state;
	assert_int_equal(copy.from, FROM_A);
	assert_int_equal(copy.kind, COPY_OUTLET);
	assert_int_equal(copy.credit, CREDIT_CREDITED);
	assert_str(copy.why[0], "b credits Harbour Tidings");
}

static void a_mention_is_no_credit(void **state)
{
	struct article a = article("a", "Harbour Tidings", "2024-05-09T08:00Z", "The port said " SHARED ".");
	struct article b = article("b", "The Beacon", "2024-05-09T09:00Z",
				   "The owner of Harbour Tidings lost money. He heard that " SHARED ".");
	struct copy copy = judged(&a, &b, SHARED);

	(void)state;
	assert_int_equal(copy.from, FROM_A);
	assert_int_equal(copy.credit, CREDIT_UNCREDITED);
	assert_str(copy.why[0], "a is 60 min earlier");
}

static void time_decides_either_way(void **state)
{
	struct article a = article("a", "Harbour Tidings", "2024-05-11", "The port said " SHARED ".");
	struct article b = article("b", "The Beacon", "2024-05-09", "It seems that " SHARED ".");
	struct copy copy = judged(&a, &b, SHARED);

	(void)state;
	assert_int_equal(copy.from, FROM_B);
	assert_int_equal(copy.credit, CREDIT_UNCREDITED);
	assert_str(copy.why[0], "b is 2 days earlier");
}

static void nothing_tells(void **state)
{
	struct article a = article("a", "Harbour Tidings", "2024-05-09", "The port said " SHARED ".");
	struct article b = article("b", "The Beacon", "2024-05-09T23:30Z", "It seems that " SHARED ".");
	struct copy copy = judged(&a, &b, SHARED);

	(void)state;
	assert_int_equal(copy.from, FROM_UNKNOWN);
	assert_int_equal(copy.kind, COPY_UNKNOWN);
	assert_int_equal(copy.credit, CREDIT_UNCREDITED); /* whoever was first, nobody named the other */
}

static void both_run_one_agency(void **state)
{
	struct article a = article("a", "Harbour Tidings", "2024-05-09T08:00Z", "(Reuters) - " SHARED ".");
	struct article b = article("b", "The Beacon", "2024-05-09T09:00Z", "(Reuters) - " SHARED ".");
	struct copy copy;

	(void)state;
	agency_add(&a, "Reuters");
	agency_add(&b, "Reuters");
	copy = judged(&a, &b, SHARED);
	assert_int_equal(copy.kind, COPY_AGENCY);
	assert_int_equal(copy.from, FROM_UNKNOWN);
	assert_int_equal(copy.credit, CREDIT_CREDITED);
}

static void agency_copy_and_thanks_to_agencies(void **state)
{
	struct article a = article("a", NULL, "2024-05-09", "It was said that " SHARED ". (Yonhap)");
	struct article b = article("b", NULL, "2024-05-09T03:58:47Z", "Now " SHARED ".\n\nWith inputs from agencies");
	struct copy copy;

	(void)state;
	agency_add(&a, "Yonhap");
	copy = judged(&a, &b, SHARED);
	assert_int_equal(copy.from, FROM_A);
	assert_int_equal(copy.kind, COPY_AGENCY);
	assert_int_equal(copy.credit, CREDIT_CREDITED);
}

static void another_source_beside_the_passage(void **state)
{
	struct article a = article("a", "Harbour Tidings", "2024-05-08", "The port said " SHARED ".");
	struct article b = article("b", "The Beacon", "2024-05-09",
				   "Rain fell.\n\nAccording to the Valley Post, " SHARED ".\n\nMore rain came.");
	struct article c = article("c", "Valley Post", "2024-05-01", "Milk prices fell.");
	struct lineage_text texts[] = {{&a, NULL}, {&b, NULL}, {&c, NULL}};
	struct passage passage = {.a = 0, .b = 1, .in_a = place_of(&a, SHARED), .in_b = place_of(&b, SHARED)};
	struct passages passages = {.items = &passage, .n = 1, .distinct_texts = 3};
	struct lineages lineages;

	(void)state;
	lineage_find(&arena, texts, 3, &passages, &options, &lineages);
	assert_int_equal(lineages.copies[0].from, FROM_A);
	assert_int_equal(lineages.copies[0].credit, CREDIT_CREDITED);
	assert_str(lineages.copies[0].why[1], "b names Valley Post beside it");
}

static void own_words(void **state)
{
	struct article a = article("a", "The Beacon", "2024-05-08", "The port said " SHARED ".");
	struct article b = article("b", "The Beacon", "2024-05-09", "We wrote that " SHARED ".");
	struct copy copy = judged(&a, &b, SHARED);

	(void)state;
	assert_int_equal(copy.kind, COPY_SELF);
	assert_int_equal(copy.from, FROM_A);
	assert_int_equal(copy.credit, CREDIT_UNKNOWN);
}

/* ---------------------------------------------------------------- which was first */

static int order(const char *first, const char *second)
{
	struct article a = article("a", NULL, first, "x"), b = article("b", NULL, second, "y");
	int64_t minutes;
	int there = published_order(&a, &b, &minutes), back = published_order(&b, &a, &minutes);

	assert_int_equal(there, -back);
	return there;
}

static void days_and_instants(void **state)
{
	(void)state;
	assert_int_equal(order("2024-05-09T08:00Z", "2024-05-09T08:01Z"), -1);
	assert_int_equal(order("2024-05-09T08:32+05:30", "2024-05-09T03:58:47Z"), -1);
	assert_int_equal(order("2024-05-09T08:00Z", "2024-05-09T08:00Z"), 0);
	assert_int_equal(order("2024-05-09", "2024-05-10"), -1);
	assert_int_equal(order("2024-05-09", "2024-05-09"), 0);
	assert_int_equal(order("2024-05-09", "2024-05-10T11:59Z"), 0);  /* still the 9th in the Pacific */
	assert_int_equal(order("2024-05-09", "2024-05-10T12:00Z"), -1);
	assert_int_equal(order("2024-05-09T23:00-05:00", "2024-05-10"), -1);
	assert_int_equal(order("2024-05", "2024-05-20"), 0);
	assert_int_equal(order("2024-05", "2024-06-01"), -1);
	assert_int_equal(order("2023", "2024-01-01"), -1);
	assert_int_equal(order(NULL, "2024-01-01"), 0);
	assert_int_equal(order("2024-05-09T08:00", "2024-05-09T20:00Z"), 0); /* no zone: 14 hours either way */
	assert_int_equal(order("2024-05-09T08:00", "2024-05-10T08:00Z"), -1);
}

/* ---------------------------------------------------------------- utterances */

static struct quotes quoted(const struct article *article, const char *words, const char *speaker)
{
	struct quote *quote = ARENA_NEW(&arena, struct quote);
	struct span *span = ARENA_NEW(&arena, struct span);

	*span = place_of(article, words);
	*quote = (struct quote){.spans = span, .nspans = 1, .form = QUOTE_DIRECT, .speaker = str_of(speaker)};
	return (struct quotes){.items = quote, .n = 1};
}

static void variants_of_one_utterance(void **state)
{
	struct article a = article("a", "Harbour Tidings", "2024-05-08",
				   "\"We owe them every safe crossing of the last ninety years,\" Bray said.");
	struct article b = article("b", "The Beacon", "2024-05-09", "Bray spoke of \"every safe crossing of the last\" years.");
	struct article c = article("c", "Valley Post", "2024-05-09",
				   "\"We owe them each safe crossing of the last ninety years,\" said Anselm Bray.");
	struct article d = article("d", "Valley Post", "2025-05-09",
				   "\"We owe them every safe crossing of the last ninety years,\" said Bray again.");
	struct article e = article("e", "Valley Post", "2024-05-09",
				   "\"We owe them every safe crossing of the last ninety years,\" said Tove Lind.");
	struct quotes quotes[] = {
		quoted(&a, "We owe them every safe crossing of the last ninety years", "Bray"),
		quoted(&b, "every safe crossing of the last", "Bray"),
		quoted(&c, "We owe them each safe crossing of the last ninety years", "Anselm Bray"),
		quoted(&d, "We owe them every safe crossing of the last ninety years", "Bray"),
		quoted(&e, "We owe them every safe crossing of the last ninety years", "Tove Lind"),
	};
	struct lineage_text texts[] = {{&a, &quotes[0]}, {&b, &quotes[1]}, {&c, &quotes[2]}, {&d, &quotes[3]}, {&e, &quotes[4]}};
	struct passages none = {0};
	struct lineages lineages;
	const struct utterance *utterance;

	(void)state;
	lineage_find(&arena, texts, 5, &none, &options, &lineages);
	assert_int_equal(lineages.nutterances, 1);
	utterance = &lineages.utterances[0];
	assert_int_equal(utterance->n, 3); /* not next year's, not another speaker's */
	assert_str(utterance->speaker, "Anselm Bray");
	assert_true(utterance->variants[0].fullest);
	assert_false(utterance->variants[0].altered);
	assert_false(utterance->variants[1].altered);
	assert_true(utterance->variants[1].ndifferences >= 1);
	assert_str(str_sub(utterance->variants[1].differences[0], 0, 4), "cut:");
	assert_true(utterance->variants[2].altered);
	assert_int_equal(utterance->variants[2].ndifferences, 1);
	assert_str(utterance->variants[2].differences[0], "changed: every → each");
}

static struct moment day_said(const char *text, const char *said, const char *cue, const char *when)
{
	struct article a = article("a", NULL, "2024-05-09", text);
	struct date date = {.span = place_of(&a, when), .type = TIMEX_DATE, .on_calendar = true};
	struct quotes quotes = quoted(&a, said, "Bray");
	struct dates dates = {&date, 1};
	struct span span = place_of(&a, cue);

	date.first = date.last = day_of(2024, 5, 6);
	quotes.items[0].cue = &span;
	quotes.items[0].ncue = 1;
	lineage_date_quotes(&a, &dates, &quotes);
	return quotes.items[0].date;
}

static void the_day_it_was_said(void **state)
{
	struct moment day = day_said("\"It will be mended,\" Bray said on Monday.", "It will be mended", "said", "Monday");

	(void)state;
	assert_int_equal(moment_day(&day), day_of(2024, 5, 6));
	assert_int_equal(day.precision, PRECISION_DAY);
	day = day_said("Bray said the wall fell on Monday.", "the wall fell on Monday", "said", "Monday");
	assert_int_equal(day.precision, PRECISION_NONE); /* that is what he said */
	day = day_said("\"It will,\" Bray said. It fell on Monday.", "It will", "said", "Monday");
	assert_int_equal(day.precision, PRECISION_NONE); /* another sentence */
}

static void one_person_under_two_names(void **state)
{
	(void)state;
	assert_true(names_agree(STR("Kim Jong-un"), STR("Kim Jong Un")));
	assert_true(names_agree(STR("Bray"), STR("Anselm Bray")));
	assert_true(names_agree(STR(""), STR("Anselm Bray")));
	assert_false(names_agree(STR("Tove Bray"), STR("Anselm Bray")));
	assert_false(names_agree(STR("Bra"), STR("Anselm Bray")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_named_credit_decides),
		cmocka_unit_test(a_mention_is_no_credit),
		cmocka_unit_test(time_decides_either_way),
		cmocka_unit_test(nothing_tells),
		cmocka_unit_test(both_run_one_agency),
		cmocka_unit_test(agency_copy_and_thanks_to_agencies),
		cmocka_unit_test(another_source_beside_the_passage),
		cmocka_unit_test(own_words),
		cmocka_unit_test(days_and_instants),
		cmocka_unit_test(the_day_it_was_said),
		cmocka_unit_test(one_person_under_two_names),
		cmocka_unit_test(variants_of_one_utterance),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
