/*
 * The index: whatever the batches in which articles came, it answers as if they had come at once; kept as
 * bytes and read again, too; and damaged bytes are seen for what they are.
 */
#include "base/hash.h"
#include "base/vector.h"
#include "match/index.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 200 };

static const struct match_options options = {.threads = 2, .min_words = 8};

struct pile {
	struct arena arena;
	struct match_text texts[MOST];
	struct span spans[MOST];
	size_t n;
};

static void add_words(struct buf *buf, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		buf_addf(buf, "%c", (i % 9 ? "bdfgklmn" : "BDFGKLMN")[random_below(8)]);
		for (uint32_t k = 2 + random_below(3); k--;)
			buf_addf(buf, "%c%c", "aeiou"[random_below(5)],
				 "bcdfghjklm"[random_below(10)]);
		buf_add(buf, i % 12 == 11 ? STR(". ") : STR(" "));
	}
	buf_add(buf, STR("\n\n"));
}

/* Articles of a few paragraphs, some of them taken from earlier articles; some outlets have a footer. */
static void pile_make(struct pile *pile, size_t n)
{
	struct str parts[4 * MOST];
	size_t nparts = 0;

	memset(pile, 0, sizeof(*pile));
	arena_init(&pile->arena);
	for (pile->n = 0; pile->n < n; pile->n++) {
		struct buf buf = buf_in(&pile->arena);
		uint32_t outlet = random_below(9);
		struct str text;

		for (uint32_t k = random_below(4); k--;) {
			struct buf part = buf_in(&pile->arena);

			if (!nparts || random_below(3)) {
				add_words(&part, random_below(60));
				parts[nparts++] = buf_str(&part);
			}
			buf_add(&buf, parts[random_below((uint32_t)nparts)]);
		}
		if (outlet == 3)
			buf_add(&buf, STR("Sign up for the morning letter of this paper and read "
					  "it first."));
		text = str_copy(&pile->arena, buf_str(&buf));
		pile->spans[pile->n] = span_between(0, text.len);
		pile->texts[pile->n] = (struct match_text){text, &pile->spans[pile->n], 1, outlet,
							   hash_bytes(text.s, text.len, pile->n), INT64_MAX};
	}
}

static void match(struct match_index *index, struct pile *pile, size_t n, struct passages *passages)
{
	struct match_asked asked = {.texts = pile->texts, .n = n};

	assert_int_equal(match_texts(index, &pile->arena, &asked, passages), WIRE_OK);
}

/* What an index that knows nothing says of the first n articles. */
static struct passages fresh(struct pile *pile, size_t n)
{
	struct match_index *index = match_index_new(&pile->arena, &options);
	struct passages passages;

	match(index, pile, n, &passages);
	match_index_free(index);
	return passages;
}

static void expect_same(const struct passages *a, const struct passages *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->distinct_texts, b->distinct_texts);
	if (a->n)
		assert_memory_equal(a->items, b->items, a->n * sizeof(*a->items));
}

/* In batches of any size, then kept and read again: after each batch the answer is that of all at once. */
static void test_batches(void **state)
{
	static struct pile pile;
	size_t found = 0;

	(void)state;
	random_begin("test_batches");
	for (int round = 0; round < 30; round++) {
		uint32_t most = round % 3 ? 1 + random_below(60) : 1;
		struct match_index *index;
		struct passages passages, other;

		pile_make(&pile, 40 + random_below(MOST - 40));
		index = match_index_new(&pile.arena, &options);
		for (size_t n = 0; n < pile.n;) {
			n += 1 + random_below(most);
			if (n > pile.n)
				n = pile.n;
			match(index, &pile, n, &passages);
			if (n < pile.n && random_below(8))
				continue;
			other = fresh(&pile, n);
			expect_same(&passages, &other);
		}
		found += passages.n;
		/* Fewer articles than the index knows are asked about. */
		match(index, &pile, pile.n / 2, &passages);
		other = fresh(&pile, pile.n / 2);
		expect_same(&passages, &other);
		match_index_free(index);
		arena_release(&pile.arena);
	}
	assert_true(found > 1000);
}

/* All of its blocks are written and read by another, which then writes the same. */
static void pass_on(const struct match_index *from, struct match_index *to, struct arena *arena)
{
	size_t n = match_index_blocks(from);

	for (size_t i = 0; i < n; i++) {
		struct str bytes = match_index_write(from, i, arena);

		assert_true(match_index_read(to, bytes));
		assert_false(match_index_read(to, bytes)); /* it knows these articles */
		assert_int_equal(match_index_blocks(to), i + 1);
		assert_true(str_eq(match_index_write(to, i, arena), bytes));
	}
}

static void test_kept(void **state)
{
	static struct pile pile;

	(void)state;
	random_begin("test_kept");
	for (int round = 0; round < 30; round++) {
		struct match_index *first, *second;
		struct passages passages, other;

		pile_make(&pile, 20 + random_below(MOST - 20));
		first = match_index_new(&pile.arena, &options);
		second = match_index_new(&pile.arena, &options);
		assert_int_equal(match_index_blocks(first), 0);
		match(first, &pile, pile.n / 2, &passages);
		match(first, &pile, pile.n / 2 + random_below(9), &passages);
		pass_on(first, second, &pile.arena);
		match(second, &pile, pile.n, &passages);
		other = fresh(&pile, pile.n);
		expect_same(&passages, &other);
		match_index_free(first);
		match_index_free(second);
		arena_release(&pile.arena);
	}
}

/* An index for one matching says the same, also of blocks that it read, and knows nothing afterwards. */
static void test_once(void **state)
{
	static struct pile pile;
	struct match_options once_only = options;

	(void)state;
	random_begin("test_once");
	once_only.once = true;
	for (int round = 0; round < 10; round++) {
		struct match_index *kept, *once;
		struct passages passages, other;

		pile_make(&pile, 20 + random_below(MOST - 20));
		kept = match_index_new(&pile.arena, &options);
		once = match_index_new(&pile.arena, &once_only);
		match(kept, &pile, pile.n / 2, &passages);
		pass_on(kept, once, &pile.arena);
		for (int again = 0; again < 2; again++) {
			match(once, &pile, pile.n, &passages);
			assert_int_equal(match_index_blocks(once), 0);
			other = fresh(&pile, pile.n);
			expect_same(&passages, &other);
		}
		match_index_free(kept);
		match_index_free(once);
		arena_release(&pile.arena);
	}
}

/* ------------------------------------------------------------------ blocks */

static int by_value(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* The entries that box must have: of all grams those that were taken, by hash, then by word. */
static size_t slow_box(const struct match_index *index, struct pile *pile, uint32_t box,
		       uint64_t *out)
{
	uint32_t word = 0;
	size_t n = 0, some;

	for (size_t a = 0; a < pile->n; a++) {
		struct minimizer taken[SKETCH_AT_ONCE];
		struct token_words words, *text = &words;
		struct sketch sketch;

		tokens_read(&pile->arena, &pile->arena, &index->rules, &pile->texts[a], text);
		sketch_begin(&sketch, &index->shape, text->ids, text->n);
		while ((some = sketch_some(&sketch, taken)))
			for (size_t i = 0; i < some; i++)
				if ((taken[i].hash >> 32 & (BLOCK_BOXES - 1)) == box)
					out[n++] = taken[i].hash << 32 | (word + taken[i].at);
		word += text->n;
	}
	qsort(out, n, sizeof(*out), by_value);
	return n;
}

static void test_blocks(void **state)
{
	static struct pile pile;
	static uint64_t slow[1 << 16], box[1 << 16];
	struct match_index *index;
	struct passages passages;

	(void)state;
	random_begin("test_blocks");
	pile_make(&pile, MOST);
	index = match_index_new(&pile.arena, &options);
	for (size_t n = 1; n <= pile.n; n++)
		match(index, &pile, n, &passages);
	assert_in_range(index->nblocks, 1, 9);
	for (int round = 0; round < 100; round++) {
		uint32_t number = random_below(BLOCK_BOXES), word = 0;
		size_t n = 0;

		for (uint32_t i = 0; i < index->nblocks; word += index->blocks[i++].words) {
			size_t had = n;

			n += block_box(&index->blocks[i], number, word, box + n);
			for (size_t k = had + 1; k < n; k++)
				assert_true(box[k - 1] < box[k]);
		}
		qsort(box, n, sizeof(*box), by_value);
		assert_int_equal(n, slow_box(index, &pile, number, slow));
		assert_memory_equal(box, slow, n * sizeof(*box));
	}
	match_index_free(index);
	arena_release(&pile.arena);
}

/* ------------------------------------------------------------------ damage */

/* A copy with room to be damaged, in memory of its own, so that a look beyond its end is seen. */
static struct str copy_of(struct str bytes, size_t len)
{
	char *s = malloc(len + 1);

	memcpy(s, bytes.s, len);
	return (struct str){s, len};
}

static bool reads(struct pile *pile, struct str bytes)
{
	struct match_index *index = match_index_new(&pile->arena, &options);
	bool taken = match_index_read(index, bytes);

	match_index_free(index);
	return taken;
}

/* Every end lost, every bit turned over. */
static void test_damage(void **state)
{
	static struct pile pile;
	struct match_index *index;
	struct passages passages;
	struct str bytes, damaged;

	(void)state;
	random_begin("test_damage");
	pile_make(&pile, 6);
	index = match_index_new(&pile.arena, &options);
	match(index, &pile, pile.n, &passages);
	bytes = match_index_write(index, 0, &pile.arena);
	assert_true(reads(&pile, bytes));
	for (size_t len = 0; len < bytes.len; len++) {
		damaged = copy_of(bytes, len);
		assert_false(reads(&pile, damaged));
		free((char *)damaged.s);
	}
	damaged = copy_of(bytes, bytes.len);
	for (size_t bit = 0; bit < 8 * bytes.len; bit++) {
		((char *)damaged.s)[bit / 8] ^= (char)(1 << bit % 8);
		assert_false(reads(&pile, damaged));
		((char *)damaged.s)[bit / 8] ^= (char)(1 << bit % 8);
	}
	free((char *)damaged.s);
	match_index_free(index);
	arena_release(&pile.arena);
}

/* The checksum as the layout has it: docs/index.md. */
static void make_right(char *s, size_t len)
{
	uint64_t sum = hash_bytes(s + 40, len - 40, hash_bytes(s, 32, 0));

	for (int i = 0; i < 8; i++)
		s[32 + i] = (char)(sum >> 8 * i);
}

/* Bytes made to deceive, with the right checksum: refused, or harmless. */
static void test_deceit(void **state)
{
	static struct pile pile;
	struct match_index *index;
	struct passages passages;
	struct str bytes;
	int taken = 0;

	(void)state;
	random_begin("test_deceit");
	pile_make(&pile, 12);
	index = match_index_new(&pile.arena, &options);
	match(index, &pile, pile.n, &passages);
	bytes = match_index_write(index, 0, &pile.arena);
	match_index_free(index);
	for (int round = 0; round < 20000; round++) {
		size_t len =
			bytes.len - (random_below(4) ? 0 : random_below((uint32_t)bytes.len - 40));
		struct str damaged = copy_of(bytes, len);
		char *s = (char *)damaged.s;

		for (uint32_t n = 1 + random_below(3); n--;) {
			/* the header and the articles, boxes, or entries */
			uint32_t part = random_below(3), end = (uint32_t)len;
			uint32_t at = part == 0   ? random_below(end < 200 ? end : 200)
				      : part == 1 ? random_below(end)
						  : end - 1 - random_below(end < 4000 ? end : 4000);

			s[at] = random_below(2) ? (char)random_next()
						: (char)(s[at] + (random_below(2) ? 1 : -1));
		}
		make_right(s, len);
		index = match_index_new(&pile.arena, &options);
		if (match_index_read(index, damaged)) {
			taken++;
			match(index, &pile, pile.n, &passages);
		}
		match_index_free(index);
		free(s);
	}
	assert_true(taken > 100);
	arena_release(&pile.arena);
}

/*
 * Blocks that others have kept are read as ours, so the bytes of one text never change: where words are read,
 * hashed or chosen in another way, VERSION in block_bytes.c must be raised with this number.
 */
static void test_same_bytes(void **state)
{
	struct str text = STR("The ferry to Ondry won’t sail on Monday, the port said: 40 per cent of "
			      "its lamps are out. Дамба у Осина не выдержит. 开往翁德里的渡轮将不会启航。");
	struct span span = span_between(0, text.len);
	struct match_text article = {text, &span, 1, 0, 1, INT64_MAX};
	struct match_asked asked = {.texts = &article, .n = 1};
	struct match_index *index;
	struct passages passages;
	struct arena arena;
	struct str bytes;

	(void)state;
	arena_init(&arena);
	index = match_index_new(&arena, &options);
	assert_int_equal(match_texts(index, &arena, &asked, &passages), WIRE_OK);
	bytes = match_index_write(index, 0, &arena);
	assert_int_equal(hash_bytes(bytes.s, bytes.len, 0), 0xC8F56D8FE8887436);
	match_index_free(index);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_batches), cmocka_unit_test(test_kept),
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_blocks),  cmocka_unit_test(test_damage),
		cmocka_unit_test(test_deceit),  cmocka_unit_test(test_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
