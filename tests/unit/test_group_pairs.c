/* The index of words against comparing each with each. */
#include "group/pairs.h"
#include "group/spread.h"

#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "random.h"

static int by_hash(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static struct vector vector_random(struct arena *arena)
{
	struct vector vector = {ARENA_ARRAY(arena, struct term, 30), 0};

	for (uint32_t i = 0, n = random_below(30); i < n; i++) {
		struct term term = {random_below(200) * 1024 + 1,
				    (float)(1 + random_below(100)) / 10.0f};
		bool known = false;

		for (uint32_t k = 0; k < vector.n; k++)
			known |= vector.terms[k].hash == term.hash;
		if (!known)
			vector.terms[vector.n++] = term;
	}
	qsort(vector.terms, vector.n, sizeof(*vector.terms), by_hash);
	vector_finish(&vector, 40);
	return vector;
}

static bool gap_allows(const struct item *a, const struct item *b, const struct gap *gap)
{
	if (b->day == DAY_UNKNOWN)
		return true;
	return b->day - a->day >= gap->least && b->day - a->day <= gap->most;
}

static void the_index_finds_what_comparing_all_finds(void **state)
{
	enum { N = 120 };
	struct arena arena;

	(void)state;
	random_begin("pairs");
	arena_init(&arena);
	for (int round = 0; round < 60; round++) {
		struct gap gap = {(int32_t)random_below(10), (int32_t)(10 + random_below(40))};
		struct pair_options options = {.threads = 1 + random_below(3), .gaps = &gap,
					       .ngaps = 1, .terms = 1000, .walked = 1000,
					       .most = 1000, .floor = 0.1f};
		struct vector vectors[N];
		struct item items[N];
		struct edges edges;
		size_t at = 0;
		int32_t day = 0;

		arena_clear(&arena);
		for (size_t i = 0; i < N; i++) {
			vectors[i] = vector_random(&arena);
			day = i > N - 20 ? DAY_UNKNOWN : day + (int32_t)random_below(4);
			items[i] = (struct item){&vectors[i], NULL, day, day, day};
		}
		assert_int_equal(pairs_find(&arena, items, N, &options, &edges), WIRE_OK);
		for (uint32_t b = 0; b < N; b++) {
			for (uint32_t a = 0; a < b; a++) {
				float cosine = vector_cosine(&vectors[a], &vectors[b]);

				if (cosine < 0.1f || !gap_allows(&items[a], &items[b], &gap))
					continue;
				assert_true(at < edges.n);
				assert_int_equal(edges.items[at].a, a);
				assert_int_equal(edges.items[at].b, b);
				assert_true(edges.items[at].likeness == cosine);
				at++;
			}
		}
		assert_int_equal(at, edges.n);
	}
	arena_release(&arena);
}

static int by_weight(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	return x->weight > y->weight ? -1 : x->weight < y->weight;
}

static void the_strongest_terms_are_kept(void **state)
{
	struct arena arena;

	(void)state;
	random_begin("strongest");
	arena_init(&arena);
	for (int round = 0; round < 500; round++) {
		struct vector vector, sorted;
		uint32_t most = random_below(35);
		float total = 0, expected = 0;

		arena_clear(&arena);
		sorted = vector = vector_random(&arena);
		sorted.terms = ARENA_ARRAY(&arena, struct term, vector.n);
		if (vector.n)
			memcpy(sorted.terms, vector.terms, vector.n * sizeof(struct term));
		qsort(sorted.terms, sorted.n, sizeof(struct term), by_weight);
		vector_strongest(&vector, most);
		assert_int_equal(vector.n, sorted.n < most ? sorted.n : most);
		qsort(vector.terms, vector.n, sizeof(struct term), by_weight);
		for (uint32_t i = 0; i < vector.n; i++) {
			total += vector.terms[i].weight;
			expected += sorted.terms[i].weight;
		}
		assert_true(total == expected);
	}
	arena_release(&arena);
}

static void a_vector_laid_out_gives_the_same_cosine(void **state)
{
	static struct spread spread;
	struct arena arena;

	(void)state;
	random_begin("spread");
	arena_init(&arena);
	for (int round = 0; round < 200; round++) {
		struct vector one, other;

		arena_clear(&arena);
		one = vector_random(&arena);
		spread_lay(&spread, &one);
		for (int i = 0; i < 10; i++) {
			other = vector_random(&arena);
			assert_true(spread_cosine(&spread, &other) == vector_cosine(&one, &other));
		}
		spread_clear(&spread);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_index_finds_what_comparing_all_finds),
		cmocka_unit_test(the_strongest_terms_are_kept),
		cmocka_unit_test(a_vector_laid_out_gives_the_same_cosine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
