/*
 * base/: arenas, guards, vectors, maps, strings, UTF-8, threads, data files; the clever ones against slow
 * and obvious twins on random input.
 */
#include "harness.h"
#include "random.h"

#include "base/guard.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- arenas */

/* Random pieces, small and large, some growing: each keeps its bytes, none overlaps another. */
static void arena_keeps_bytes(void **state)
{
	enum { PIECES = 400 };
	struct {
		unsigned char *bytes;
		size_t len;
		unsigned char fill;
	} pieces[PIECES] = {0};
	struct arena arena, other;

	(void)state;
	random_begin(__func__);
	arena_init(&arena);
	arena_init(&other);
	for (int round = 0; round < 4000; round++) {
		size_t i = random_below(PIECES), len = random_below(8) ? random_below(300) : random_below(300000);

		if (pieces[i].bytes && len > pieces[i].len) {
			pieces[i].bytes = arena_grow(&arena, pieces[i].bytes, pieces[i].len, len);
			memset(pieces[i].bytes + pieces[i].len, pieces[i].fill, len - pieces[i].len);
			pieces[i].len = len;
		} else if (!pieces[i].bytes) {
			pieces[i].fill = (unsigned char)random_next();
			pieces[i].len = len;
			pieces[i].bytes = arena_alloc(&arena, len);
			memset(pieces[i].bytes, pieces[i].fill, len);
		}
		assert_int_equal((uintptr_t)pieces[i].bytes % _Alignof(max_align_t), 0);
		if (!random_below(100)) { /* what the other one made is this one's from then on */
			size_t held = arena.held;

			for (unsigned n = random_below(4); n; n--)
				memset(arena_alloc(&other, 1 + random_below(100000)), 1, 1);
			held += other.held;
			arena_take(&arena, &other);
			assert_int_equal(arena.held, held);
			assert_int_equal(other.held, 0);
		}
	}
	for (size_t i = 0; i < PIECES; i++)
		for (size_t k = 0; k < pieces[i].len; k++)
			if (pieces[i].bytes[k] != pieces[i].fill)
				fail_msg("piece %zu lost byte %zu", i, k);
	arena_clear(&arena);
	assert_true(arena.held <= 4 * 1024 * 1024); /* one ordinary chunk */
	arena_release(&arena);
	assert_int_equal(arena.held, 0);
}

struct asking {
	struct arena *arena;
	size_t size;
	bool went_on;
};

static void ask(void *context)
{
	struct asking *asking = context;

	arena_alloc(asking->arena, asking->size);
	asking->went_on = true;
}

static void arena_raises_when_memory_is_gone(void **state)
{
	struct arena arena;
	struct asking asking = {&arena, SIZE_MAX / 2, false};

	(void)state;
	arena_init(&arena);
	assert_int_equal(guard_run(ask, &asking), WIRE_NO_MEMORY);
	assert_false(asking.went_on);
	asking.size = 10;
	assert_int_equal(guard_run(ask, &asking), WIRE_OK);
	assert_true(asking.went_on);
	arena_release(&arena);
}

static void raise_inside(void *context)
{
	int *deeper = context;

	if (--*deeper > 0)
		assert_int_equal(guard_run(raise_inside, deeper), WIRE_CANNOT_READ);
	guard_raise(WIRE_CANNOT_READ);
}

static void guards_nest(void **state)
{
	int depth = 5;

	(void)state;
	assert_int_equal(guard_run(raise_inside, &depth), WIRE_CANNOT_READ);
	assert_int_equal(depth, 0);
}

/* ---------------------------------------------------------------- vectors, maps */

static void vector_grows(void **state)
{
	VEC(uint32_t) list = {0};
	struct arena arena;
	uint64_t sum = 0;

	(void)state;
	arena_init(&arena);
	for (uint32_t i = 0; i < 100000; i++)
		vec_push(&arena, &list, i);
	VEC_EACH(uint32_t, item, list)
		sum += *item;
	assert_int_equal(list.n, 100000);
	assert_int_equal(sum, 4999950000u);
	arena_release(&arena);
}

/* Against a plain list that is searched from its start. */
static void map_as_a_list(void **state)
{
	enum { KEYS = 500 };
	static char keys[KEYS][16];
	uint64_t counts[KEYS] = {0}, numbers[KEYS] = {0};
	struct arena arena;
	struct map map;

	(void)state;
	random_begin(__func__);
	arena_init(&arena);
	map_init(&map, &arena);
	for (int i = 0; i < KEYS; i++)
		snprintf(keys[i], sizeof(keys[i]), "k%d", i);
	assert_null(map_find_str(&map, STR("k1")));
	for (int round = 0; round < 20000; round++) {
		uint32_t k = random_below(KEYS);

		if (random_below(2)) {
			++*map_of_str(&map, str_of(keys[k]));
			counts[k]++;
		} else {
			++*map_of_number(&map, k);
			numbers[k]++;
		}
	}
	for (uint32_t k = 0; k < KEYS; k++) {
		uint64_t *found = map_find_str(&map, str_of(keys[k]));

		assert_int_equal(found ? *found : 0, counts[k]);
		found = map_find_number(&map, k);
		assert_int_equal(found ? *found : 0, numbers[k]);
	}
	*map_of_str(&map, (struct str){0}) = 7;
	assert_int_equal(*map_find_str(&map, STR("")), 7);
	arena_release(&arena);
}

/* ---------------------------------------------------------------- strings, UTF-8 */

static void strings(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena);
	assert_str(str_trim(STR(" \t\xC2\xA0 a b \xE3\x80\x80\n")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_int_equal(str_find(STR("the tower"), STR("tow")), 4);
	assert_int_equal(str_find(STR("the tower"), STR("lamp")), STR_NONE);
	assert_int_equal(str_find_nocase(STR("the TOWER"), STR("tow")), 4);
	assert_true(str_eq_nocase(STR("Kcna"), STR("KCNA")));
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_true(str_ends(STR("report"), STR("port")));
	assert_true(span_overlaps((struct span){0, 5}, (struct span){4, 1}));
	assert_false(span_overlaps((struct span){0, 5}, (struct span){5, 1}));
	assert_true(span_contains((struct span){2, 5}, (struct span){2, 5}));
	buf = buf_in(&arena);
	for (int i = 0; i < 1000; i++)
		buf_addf(&buf, "%d,", i);
	assert_int_equal(buf.len, 3890);
	assert_str(str_format(&arena, "%.*s!", STR_ARG(STR("out"))), "out!");
	arena_release(&arena);
}

static void found_as_by_the_obvious_twin(void **state)
{
	(void)state;
	random_begin("find");
	for (int round = 0; round < 5000; round++) {
		size_t len = random_below(80), want = 1 + random_below(20), twin = STR_NONE;
		char *text = malloc(len ? len : 1), what[20];

		for (size_t i = 0; i < len; i++)
			text[i] = (char)('a' + random_below(2));
		for (size_t i = 0; i < want; i++)
			what[i] = (char)('a' + random_below(2));
		if (round % 2 && len > want) /* long ones seldom stand there by chance */
			memcpy(what, text + random_below((uint32_t)(len - want)), want);
		for (size_t i = 0; i + want <= len && twin == STR_NONE; i++)
			twin = memcmp(text + i, what, want) ? STR_NONE : i;
		assert_int_equal(str_find((struct str){text, len}, (struct str){what, want}), twin);
		for (size_t i = 0; i < want; i++)
			what[i] = (char)(random_below(2) ? what[i] - 0x20 : what[i]);
		assert_int_equal(str_find_nocase((struct str){text, len}, (struct str){what, want}),
				 twin);
		free(text);
	}
}

/* The obvious twin: decode by the bit patterns, then forbid what the standard forbids. */
static size_t obvious_valid(const unsigned char *s, size_t len)
{
	size_t i = 0;

	while (i < len) {
		size_t n = s[i] < 0x80 ? 1 : s[i] >> 5 == 6 ? 2 : s[i] >> 4 == 14 ? 3 : s[i] >> 3 == 30 ? 4 : 0;
		uint32_t c = n == 1 ? s[i] : n == 2 ? s[i] & 31u : n == 3 ? s[i] & 15u : s[i] & 7u;
		static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

		if (!n || i + n > len)
			return i;
		for (size_t k = 1; k < n; k++) {
			if (s[i + k] >> 6 != 2)
				return i;
			c = c << 6 | (s[i + k] & 63u);
		}
		if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
			return i;
		i += n;
	}
	return len;
}

static void utf8_as_the_obvious_twin(void **state)
{
	static const unsigned char pool[] = {'a',  ' ',	 0x80, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xA0, 0x9F, 0xED,
					     0xEF, 0xF0, 0x90, 0x8F, 0xF4, 0xF5, 0xFF, 0xE2, 0x80, 0x99};

	(void)state;
	random_begin(__func__);
	for (int round = 0; round < 200000; round++) {
		unsigned char s[24];
		size_t len = random_below(sizeof(s));

		for (size_t i = 0; i < len; i++)
			s[i] = random_below(3) ? pool[random_below(sizeof(pool))] : (unsigned char)random_next();
		assert_int_equal(utf8_valid((char *)s, len), obvious_valid(s, len));
	}
}

static void utf8_there_and_back(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
		char out[8];
		size_t len, used;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		len = utf8_encode(c, out);
		assert_int_equal(utf8_decode(out, len, &used), c);
		assert_int_equal(used, len);
		assert_int_equal(utf8_before(out, len), 0);
	}
}

/* ---------------------------------------------------------------- threads */

struct counting {
	atomic_int seen[1000];
	bool fail;
};

static void count(void *context, size_t item, unsigned worker)
{
	struct counting *counting = context;

	(void)worker;
	atomic_fetch_add(&counting->seen[item], 1);
	if (counting->fail && item == 500)
		guard_raise(WIRE_NO_MEMORY);
}

static void pool_does_each_once(void **state)
{
	for (unsigned threads = 1; threads < 9; threads++) {
		struct counting counting = {0};

		(void)state;
		assert_int_equal(pool_run(threads, 1000, count, &counting), WIRE_OK);
		for (int i = 0; i < 1000; i++)
			assert_int_equal(atomic_load(&counting.seen[i]), 1);
	}
	assert_int_equal(pool_run(4, 0, count, NULL), WIRE_OK);
}

static void pool_reports_failure(void **state)
{
	struct counting counting = {.fail = true};

	(void)state;
	assert_int_equal(pool_run(3, 1000, count, &counting), WIRE_NO_MEMORY);
}

/* ---------------------------------------------------------------- data files */

static void tables(void **state)
{
	struct str text = STR("# names\n[agencies]\nKCNA\tKorean Central News Agency | KCNA \n\n[cities]\n Seoul\n");
	struct arena arena;
	struct table table;
	struct str cell;

	(void)state;
	arena_init(&arena);
	table = table_parse(&arena, text);
	assert_int_equal(table.n, 2);
	assert_str(table.rows[0].section, "agencies");
	assert_int_equal(table.rows[0].ncells, 2);
	cell = table.rows[0].cells[1];
	assert_str(table_alternative(&cell), "Korean Central News Agency");
	assert_str(table_alternative(&cell), "KCNA");
	assert_str(table_alternative(&cell), "");
	assert_str(table.rows[1].cells[0], "Seoul");
	assert_int_equal(table.rows[1].line, 6);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_keeps_bytes),
		cmocka_unit_test(arena_raises_when_memory_is_gone),
		cmocka_unit_test(guards_nest),
		cmocka_unit_test(vector_grows),
		cmocka_unit_test(map_as_a_list),
		cmocka_unit_test(strings),
		cmocka_unit_test(found_as_by_the_obvious_twin),
		cmocka_unit_test(utf8_as_the_obvious_twin),
		cmocka_unit_test(utf8_there_and_back),
		cmocka_unit_test(pool_does_each_once),
		cmocka_unit_test(pool_reports_failure),
		cmocka_unit_test(tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
