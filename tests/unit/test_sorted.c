/* Finding places by halving, against looking at one after another; sorting by digits, against comparing. */
#include "base/radix.h"
#include "base/sorted.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>

enum { ROUNDS = 20000, MOST = 20 };

static void as_one_after_another_finds_it(void **state)
{
	(void)state;
	random_begin("as_one_after_another_finds_it");
	for (int round = 0; round < ROUNDS; round++) {
		uint32_t items[MOST], n = random_below(MOST + 1), from = random_below(n + 1);
		uint32_t wanted = random_below(2 * MOST), last = 0;
		size_t slow = from, at;

		for (uint32_t i = 0; i < n; i++)
			items[i] = last += random_below(3);
		while (slow < n && items[slow] < wanted)
			slow++;
		SORTED_FIRST(at, from, n, items[at] < wanted);
		assert_int_equal(at, slow);
	}
}

static int by_value(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

static void as_comparing_sorts_them(void **state)
{
	static uint64_t items[3000], spare[3000], twin[3000];

	(void)state;
	random_begin("as_comparing_sorts_them");
	for (int round = 0; round < 200; round++) {
		size_t n = random_below(3000);
		unsigned shift = random_below(60);

		for (size_t i = 0; i < n; i++)
			items[i] = twin[i] = random_next() >> shift;
		radix_sort(items, spare, n, 0);
		qsort(twin, n, sizeof(*twin), by_value);
		assert_memory_equal(items, twin, n * sizeof(*items));
		/* Of equal hashes the order is left as it was. */
		for (size_t i = 0; i < n; i++)
			items[i] = twin[i] = random_next() >> shift << 32 | i;
		hash_sort(items, spare, n);
		qsort(twin, n, sizeof(*twin), by_value);
		assert_memory_equal(items, twin, n * sizeof(*items));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_one_after_another_finds_it),
		cmocka_unit_test(as_comparing_sorts_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
