/* Finding places by halving, against looking at one after another. */
#include "base/sorted.h"
#include "harness.h"
#include "random.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_one_after_another_finds_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
