/* Counting by a table that is nearly in order, against counting in a list. */
#include "group/tally.h"

#include <stdlib.h>

#include "harness.h"
#include "random.h"

enum { MOST = 400 };

static int by_hash(const void *a, const void *b)
{
	const struct tallied *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Hashes that begin alike as often as hostile ones would. */
static uint32_t hash_random(void)
{
	uint32_t kinds[] = {random_below(90), random_below(90) << 20, UINT32_MAX - random_below(90),
			    random_below(1u << 31) * 2};

	return kinds[random_below(4)] | 1;
}

static void a_tally_counts_as_a_list_does(void **state)
{
	struct tallied list[MOST], sorted[MOST];
	struct arena arena;

	(void)state;
	random_begin("tally");
	arena_init(&arena);
	for (int round = 0; round < 300; round++) {
		struct tally tally;
		uint32_t n = 0;

		arena_clear(&arena);
		tally_begin(&tally, &arena, random_below(MOST));
		for (uint32_t i = random_below(MOST); i > 0; i--) {
			struct tallied one = {hash_random(), 1 + random_below(500)};
			uint32_t at = 0;

			while (at < n && list[at].hash != one.hash)
				at++;
			if (at == n)
				list[n++] = (struct tallied){one.hash, 0};
			list[at].count += one.count;
			tally_add(&tally, one.hash, one.count);
			if (i % 50 == 0)
				tally_reserve(&tally, random_below(2 * MOST));
		}
		assert_int_equal(tally.n, n);
		qsort(list, n, sizeof(*list), by_hash);
		tally_sorted(&tally, sorted);
		for (uint32_t i = 0; i < n; i++) {
			assert_int_equal(sorted[i].hash, list[i].hash);
			assert_int_equal(sorted[i].count, list[i].count);
		}
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_tally_counts_as_a_list_does)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
