/*
 * Matching as a whole: what was planted is found, with its exact ends; nothing depends on threads or on
 * the order of the articles; hostile texts end in time.
 */
#include "base/hash.h"
#include "match/match.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Articles being made, and what was found in them. */
struct world {
	struct arena arena;
	struct match_text texts[512];
	struct span spans[512];
	size_t n;
	struct passages passages;
};

static void world_begin(struct world *world)
{
	memset(world, 0, sizeof(*world));
	arena_init(&world->arena);
}

static void world_add(struct world *world, struct str text, uint32_t outlet)
{
	world->spans[world->n] = span_between(0, text.len);
	world->texts[world->n] = (struct match_text){
		text, &world->spans[world->n], 1, outlet, hash_bytes(text.s, text.len, outlet), INT64_MAX,
	};
	world->n++;
}

static void world_match(struct world *world, unsigned threads)
{
	struct match_options options = {.threads = threads, .min_words = 8};
	struct match_index *index = match_index_new(&world->arena, &options);
	struct match_asked asked = {.texts = world->texts, .n = world->n, .repeated = true};

	assert_int_equal(match_texts(index, &world->arena, &asked, &world->passages), WIRE_OK);
	match_index_free(index);
}

/* Words that no other call gives, in sentences, with a name now and then. */
static struct str own_words(struct arena *arena, uint32_t n)
{
	struct buf buf = buf_in(arena);

	for (uint32_t i = 0; i < n; i++) {
		const char *letters = i % 7 ? "bdfgklmn" : "BDFGKLMN";

		buf_addf(&buf, "%c", letters[random_below(8)]);
		for (uint32_t k = 3 + random_below(4); k--;)
			buf_addf(&buf, "%c%c", "aeiou"[random_below(5)],
				 "bcdfghjklmnprstvz"[random_below(17)]);
		buf_add(&buf, i + 1 == n ? STR(".") : i % 12 == 11 ? STR(". ") : STR(" "));
	}
	return buf_str(&buf);
}

static struct str joined(struct arena *arena, struct str a, struct str b, struct str c)
{
	return str_format(arena, "%.*s\n\n%.*s\n\n%.*s", STR_ARG(a), STR_ARG(b), STR_ARG(c));
}

static void expect_passage(const struct world *world, size_t i, struct str text)
{
	const struct passage *passage = &world->passages.items[i];

	while (text.s[text.len - 1] == '.')
		text.len--;
	assert_true(str_eq(str_from(world->texts[passage->a].text, passage->in_a), text));
	assert_true(str_eq(str_from(world->texts[passage->b].text, passage->in_b), text));
}

static void test_lifted_sentence(void **state)
{
	struct world world;

	(void)state;
	random_begin("test_lifted_sentence");
	world_begin(&world);
	for (int round = 0; round < 200; round++) {
		struct arena *arena = &world.arena;
		struct str lifted = own_words(arena, 14 + random_below(30));

		world.n = 0;
		for (uint32_t i = 0; i < 2; i++)
			world_add(&world,
				  joined(arena, own_words(arena, 40), lifted, own_words(arena, 40)),
				  i + 1);
		world_add(&world, own_words(arena, 100), 3);
		world_match(&world, 1);
		assert_int_equal(world.passages.n, 1);
		assert_int_equal(world.passages.distinct_texts, 3);
		expect_passage(&world, 0, lifted);
		arena_clear(arena);
	}
	arena_release(&world.arena);
}

/* Two paragraphs that changed places are two passages; an inserted paragraph parts what it is set in. */
static void test_moved_and_inserted(void **state)
{
	struct world world;
	struct arena *arena = &world.arena;
	struct str x, y;

	(void)state;
	random_begin("test_moved_and_inserted");
	world_begin(&world);
	x = own_words(arena, 40);
	y = own_words(arena, 50);
	world_add(&world, joined(arena, x, y, own_words(arena, 30)), 1);
	world_add(&world, joined(arena, y, x, own_words(arena, 30)), 2);
	world_match(&world, 1);
	assert_int_equal(world.passages.n, 2);
	expect_passage(&world, 0, x);
	expect_passage(&world, 1, y);
	world.n = 0;
	world_add(&world, joined(arena, own_words(arena, 30), x, y), 1);
	world_add(&world, joined(arena, x, own_words(arena, 30), y), 2);
	world_match(&world, 1);
	assert_int_equal(world.passages.n, 2);
	expect_passage(&world, 0, x);
	expect_passage(&world, 1, y);
	arena_release(&world.arena);
}

/* What an outlet prints under all its articles is not told; what one article has of another is. */
static void test_furniture(void **state)
{
	struct world world;
	struct arena *arena = &world.arena;
	struct str foot, lifted, found;
	struct passage passage;

	(void)state;
	random_begin("test_furniture");
	world_begin(&world);
	foot = own_words(arena, 30);
	lifted = own_words(arena, 30);
	for (uint32_t i = 0; i < 12; i++)
		world_add(&world,
			  joined(arena, own_words(arena, 80), i == 3 || i == 9 ? lifted : STR("-"),
				 foot),
			  i < 8 ? 1 : i + 1);
	world_match(&world, 1);
	assert_int_equal(world.passages.n, 1);
	passage = world.passages.items[0];
	found = str_from(world.texts[passage.a].text, passage.in_a);
	assert_true(passage.a == 3 && passage.b == 9);
	assert_true(str_find(found, str_sub(lifted, 0, lifted.len - 1)) != STR_NONE);
	assert_true(found.len <
		    lifted.len + 40); /* two words of the foot line may seem to belong to it */
	assert_int_equal(world.passages.nrepeated, 1);
	assert_int_equal(world.passages.repeated[0].articles, 12);
	assert_int_equal(world.passages.repeated[0].noutlets, 5);
	assert_false(world.passages.repeated[0].stock);
	assert_true(str_eq(str_from(world.texts[world.passages.repeated[0].article].text,
				    world.passages.repeated[0].span),
			   str_sub(foot, 0, foot.len - 1)));
	arena_release(&world.arena);
}

/* A story that very many print: each print is linked, in one family, in few rows, as one text. */
static void test_many_prints(void **state)
{
	struct world world;
	struct arena *arena = &world.arena;
	bool linked[512] = {false};
	struct str story;

	(void)state;
	random_begin("test_many_prints");
	world_begin(&world);
	story = own_words(arena, 200);
	for (uint32_t i = 0; i < 400; i++)
		world_add(&world,
			  i % 2 ? story : joined(arena, own_words(arena, 5), story, STR("-")),
			  i + 1);
	world_match(&world, 2);
	assert_true(world.passages.n < 1000);
	assert_int_equal(world.passages.distinct_texts, 1);
	for (size_t i = 0; i < world.passages.n; i++) {
		assert_int_equal(world.passages.items[i].family, world.passages.items[0].family);
		linked[world.passages.items[i].a] = linked[world.passages.items[i].b] = true;
	}
	for (size_t i = 0; i < world.n; i++)
		assert_true(linked[i]);
	arena_release(&world.arena);
}

/* A pile of articles that copy from each other in all kinds of ways. */
static void make_pile(struct world *world, size_t n)
{
	struct arena *arena = &world->arena;
	struct str parts[16];

	for (size_t i = 0; i < 16; i++)
		parts[i] = own_words(arena, 10 + random_below(60));
	for (size_t i = 0; i < n; i++) {
		struct buf buf = buf_in(arena);

		for (uint32_t k = 1 + random_below(6); k--; buf_add(&buf, STR("\n\n")))
			buf_add(&buf, random_below(3) ? parts[random_below(16)]
						      : own_words(arena, 5 + random_below(60)));
		world_add(world, buf_str(&buf), 1 + random_below(9));
	}
}

static int by_texts(const void *x, const void *y)
{
	return memcmp(x, y, 4 * sizeof(uint64_t));
}

/* Passages without the numbers of the articles: hashes of both texts and the places, sorted. */
static uint64_t (*signature(struct world *world, size_t *n))[4]
{
	uint64_t(*list)[4] = arena_alloc(&world->arena, world->passages.n * sizeof(*list));

	for (size_t i = 0; i < world->passages.n; i++) {
		const struct passage *passage = &world->passages.items[i];
		uint64_t a = world->texts[passage->a].order, b = world->texts[passage->b].order;
		uint64_t in_a = (uint64_t)passage->in_a.start << 32 | passage->in_a.len;
		uint64_t in_b = (uint64_t)passage->in_b.start << 32 | passage->in_b.len;

		list[i][0] = a < b ? a : b;
		list[i][1] = a < b ? b : a;
		list[i][2] = a < b ? in_a : in_b;
		list[i][3] = a < b ? in_b : in_a;
	}
	qsort(list, world->passages.n, sizeof(*list), by_texts);
	*n = world->passages.n;
	return list;
}

static void test_threads_and_order(void **state)
{
	struct world world;

	(void)state;
	random_begin("test_threads_and_order");
	world_begin(&world);
	for (int round = 0; round < 10; round++) {
		struct passages first;
		uint64_t(*before)[4], (*after)[4];
		size_t n, again;

		world.n = 0;
		make_pile(&world, 300);
		world_match(&world, 1);
		first = world.passages;
		before = signature(&world, &n);
		world_match(&world, 3);
		assert_int_equal(world.passages.n, first.n);
		assert_memory_equal(world.passages.items, first.items,
				    first.n * sizeof(*first.items));
		for (size_t i = world.n; i > 1; i--) {
			size_t k = random_below((uint32_t)i);
			struct match_text other = world.texts[k];
			struct span span = world.spans[k];

			world.texts[k] = world.texts[i - 1];
			world.texts[i - 1] = other;
			world.spans[k] = world.spans[i - 1];
			world.spans[i - 1] = span;
		}
		for (size_t i = 0; i < world.n; i++)
			world.texts[i].regions = &world.spans[i];
		world_match(&world, 2);
		after = signature(&world, &again);
		assert_int_equal(again, n);
		assert_memory_equal(before, after, n * sizeof(*before));
		arena_clear(&world.arena);
	}
	arena_release(&world.arena);
}

/* ------------------------------------------------------------------ hostile */

static double seconds_for(struct world *world)
{
	clock_t start = clock();

	world_match(world, 1);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static struct str repeated(struct arena *arena, const char *word, size_t n)
{
	struct buf buf = buf_in(arena);

	while (n--)
		buf_add(&buf, str_of(word));
	return buf_str(&buf);
}

static struct str fibonacci(struct arena *arena, size_t n)
{
	struct str a = STR("x "), b = STR("y ");

	while (b.len < n) {
		struct str both = str_format(arena, "%.*s%.*s", STR_ARG(b), STR_ARG(a));

		a = b;
		b = both;
	}
	return b;
}

/* Twice the text takes not much more than twice the time. */
static bool is_linear(int kind)
{
	double times[2];

	for (int twice = 0; twice < 2; twice++) {
		size_t n = (size_t)400000 << twice;
		struct world world;
		struct str text;

		world_begin(&world);
		text = kind == 0   ? repeated(&world.arena, "word ", n)
		       : kind == 1 ? fibonacci(&world.arena, n)
				   : repeated(&world.arena, "a b a c ", n / 4);
		world_add(&world, text, 1);
		world_add(&world, str_sub(text, 10, text.len), 2);
		times[twice] = seconds_for(&world);
		arena_release(&world.arena);
	}
	return times[1] < 3.5 * times[0] + 0.2;
}

/* On a busy machine one of three tries will do: what is not linear never is. */
static void test_hostile(void **state)
{
	(void)state;
	for (int kind = 0; kind < 3; kind++)
		assert_true(is_linear(kind) || is_linear(kind) || is_linear(kind));
}

static void test_nothing(void **state)
{
	struct world world;

	(void)state;
	world_begin(&world);
	world_match(&world, 2);
	assert_int_equal(world.passages.n, 0);
	world_add(&world, STR(""), 0);
	world_add(&world, STR("One word"), 0);
	world_match(&world, 2);
	assert_int_equal(world.passages.n, 0);
	assert_int_equal(world.passages.distinct_texts, 2);
	arena_release(&world.arena);
}

/* ------------------------------------------------------------------ edits */

/* Most equal words in order, by the full matrix. */
static size_t slow_same(const struct words *a, const struct words *b)
{
	static size_t best[64][64];

	for (size_t i = 1; i <= a->n; i++)
		for (size_t j = 1; j <= b->n; j++) {
			best[i][j] =
				best[i - 1][j] > best[i][j - 1] ? best[i - 1][j] : best[i][j - 1];
			if (a->items[i - 1].hash == b->items[j - 1].hash &&
			    best[i - 1][j - 1] + 1 > best[i][j])
				best[i][j] = best[i - 1][j - 1] + 1;
		}
	return best[a->n][b->n];
}

static size_t words_in(struct arena *arena, struct str text, struct span span)
{
	struct words words = {0};

	split_words(arena, text, span, &words);
	return words.n;
}

static struct str random_words(struct arena *arena, uint32_t n, uint32_t kinds)
{
	struct buf buf = buf_in(arena);

	while (n--)
		buf_addf(&buf, "w%u ", random_below(kinds));
	return buf_str(&buf);
}

static void check_edits(struct arena *arena, struct str a, struct str b, const struct edits *edits)
{
	uint32_t at_a = 0, at_b = 0;
	size_t same = 0, in_a = 0, in_b = 0;
	struct words words_a = {0}, words_b = {0};

	split_words(arena, a, span_between(0, a.len), &words_a);
	split_words(arena, b, span_between(0, b.len), &words_b);
	for (size_t i = 0; i < edits->n; i++) {
		const struct edit *edit = &edits->items[i];

		assert_true(edit->a.start >= at_a && edit->b.start >= at_b);
		at_a = span_end(edit->a);
		at_b = span_end(edit->b);
		assert_int_equal(edit->a.len == 0, edit->kind == EDIT_ONLY_B);
		assert_int_equal(edit->b.len == 0, edit->kind == EDIT_ONLY_A);
		in_a += words_in(arena, a, edit->a);
		in_b += words_in(arena, b, edit->b);
		if (edit->kind == EDIT_SAME) {
			same += words_in(arena, a, edit->a);
			assert_true(str_eq(str_from(a, edit->a), str_from(b, edit->b)));
		}
	}
	assert_int_equal(in_a, words_a.n);
	assert_int_equal(in_b, words_b.n);
	assert_int_equal(same, slow_same(&words_a, &words_b));
}

static void test_edits(void **state)
{
	struct arena arena;

	(void)state;
	random_begin("test_edits");
	arena_init(&arena);
	for (int round = 0; round < 3000; round++) {
		uint32_t kinds = 1 + random_below(30);
		struct str a = random_words(&arena, random_below(60), kinds);
		struct str b = random_words(&arena, random_below(60), kinds);
		struct edits edits;

		match_edits(&arena, &arena, a, span_between(0, a.len), b, span_between(0, b.len),
			    &edits);
		check_edits(&arena, a, b, &edits);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* Two long texts with nothing in common: the work is bounded, and all of both is told. */
static void test_edits_bounded(void **state)
{
	struct arena arena;
	struct str a, b;
	struct edits edits;

	(void)state;
	random_begin("test_edits_bounded");
	arena_init(&arena);
	a = own_words(&arena, 20000);
	b = own_words(&arena, 20000);
	match_edits(&arena, &arena, a, span_between(0, a.len), b, span_between(0, b.len), &edits);
	assert_true(edits.n > 0);
	assert_int_equal(span_end(edits.items[edits.n - 1].a), a.len - 1);
	assert_int_equal(span_end(edits.items[edits.n - 1].b), b.len - 1);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lifted_sentence),   cmocka_unit_test(test_moved_and_inserted),
		cmocka_unit_test(test_furniture),         cmocka_unit_test(test_many_prints),
		cmocka_unit_test(test_threads_and_order), cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_nothing),           cmocka_unit_test(test_edits),
		cmocka_unit_test(test_edits_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
