/*
 * The steps of matching, each against a slow and obvious twin, on random and on hostile words: few
 * different ones, one repeated, Fibonacci words.
 */
#include "base/hash.h"
#include "match/align.h"
#include "match/chain.h"
#include "match/sketch.h"
#include "match/tokens.h"
#include "match/window.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 400 };

/* n words of one of several kinds; `kinds` different ones where they are random. */
static void make_words(uint32_t *words, uint32_t n, uint32_t shape, uint32_t kinds)
{
	uint32_t a = 1, b = 1;

	for (uint32_t i = 0; i < n; i++)
		words[i] = 2 * (random_below(kinds) + 7);
	if (shape == 1)
		for (uint32_t i = 0; i < n; i++)
			words[i] = 10;
	if (shape != 2)
		return;
	words[0] = 12;
	for (uint32_t at = 1; at < n;
	     at += a, a += b, b = a - b) /* each part is what came before */
		for (uint32_t i = 0; i < a && at + i < n; i++)
			words[at + i] = i ? words[i - 1] : 14;
}

static size_t sketch_of(const uint32_t *words, uint32_t n, unsigned promise, struct minimizer *out)
{
	struct sketch_shape shape = sketch_shape_of(promise);
	struct minimizer at_once[SKETCH_AT_ONCE];
	struct sketch sketch;
	size_t count = 0, some;

	sketch_begin(&sketch, &shape, words, n);
	while ((some = sketch_some(&sketch, at_once))) {
		memcpy(out + count, at_once, some * sizeof(*out));
		count += some;
	}
	return count;
}

/* Whether a gram taken in a[from, until) is also taken in b, with the same distance. */
static bool seeded(const struct minimizer *in_a, size_t na, const struct minimizer *in_b, size_t nb,
		   uint32_t a, uint32_t b, uint32_t len)
{
	for (size_t i = 0; i < na; i++)
		for (size_t j = 0; j < nb; j++)
			if (in_a[i].hash == in_b[j].hash && in_a[i].at >= a &&
			    in_a[i].at < a + len && in_a[i].at - a == in_b[j].at - b)
				return true;
	return false;
}

/* The promise: a run of `promise` words that two lists share has a gram taken in both. */
static void test_promise(void **state)
{
	struct minimizer in_a[MOST], in_b[MOST];
	uint32_t a[MOST], b[MOST];

	(void)state;
	random_begin("test_promise");
	for (int round = 0; round < 3000; round++) {
		unsigned promise = 4 + random_below(20);
		uint32_t na = promise + random_below(60), nb = promise + random_below(60);
		uint32_t at = random_below(na - promise + 1), to = random_below(nb - promise + 1);
		size_t count_a, count_b;

		make_words(a, na, random_below(4), 2 + random_below(300));
		make_words(b, nb, random_below(4), 2 + random_below(300));
		memcpy(b + to, a + at, promise * sizeof(*a));
		count_a = sketch_of(a, na, promise, in_a);
		count_b = sketch_of(b, nb, promise, in_b);
		/* where words repeat, equal hashes stand side by side: the same gram, another place */
		if (!seeded(in_a, count_a, in_b, count_b, at, to, promise)) {
			bool any = false;

			for (size_t i = 0; i < count_a && !any; i++)
				for (size_t j = 0; j < count_b && !any; j++)
					any = in_a[i].hash == in_b[j].hash &&
					      in_a[i].at + promise > at &&
					      in_a[i].at < at + promise;
			assert_true(any);
		}
	}
}

/* Every window of grams has one that was taken; every hash is that of its words. */
static void test_windows(void **state)
{
	struct minimizer taken[MOST];
	uint32_t words[MOST];

	(void)state;
	random_begin("test_windows");
	for (int round = 0; round < 1000; round++) {
		unsigned promise = 4 + random_below(20);
		struct sketch_shape shape = sketch_shape_of(promise);
		uint32_t n = random_below(200), grams;
		size_t count;

		make_words(words, n, random_below(4), 2 + random_below(50));
		count = sketch_of(words, n, promise, taken);
		if (n < shape.k) {
			assert_int_equal(count, 0);
			continue;
		}
		grams = n - shape.k + 1;
		assert_true(count > 0);
		for (uint32_t i = 0; i + shape.window <= grams; i++) {
			bool any = false;

			for (size_t k = 0; k < count && !any; k++)
				any = taken[k].at >= i && taken[k].at < i + shape.window;
			assert_true(any);
		}
		for (size_t k = 1; k < count; k++) {
			assert_true(taken[k].at > taken[k - 1].at);
			assert_int_equal(taken[k].hash == taken[0].hash,
					 !memcmp(words + taken[k].at, words + taken[0].at,
						 shape.k * sizeof(*words)));
		}
		if (n == 200 && words[0] == words[1])
			assert_true(count <= grams);
	}
}

/* The hash of k words, from nothing. */
static uint64_t slow_gram(const uint32_t *words, uint32_t k)
{
	uint64_t hash = 0;

	for (uint32_t i = 0; i < k; i++)
		hash = (hash + words[i]) * 0x9E3779B97F4A7C15u;
	return hash_mix(hash);
}

/* Robust winnowing as its paper has it: keep the last one taken while it is smallest, else the rightmost. */
static size_t slow_sketch(const uint32_t *words, uint32_t n, const struct sketch_shape *shape,
			  struct minimizer *out)
{
	uint32_t grams = n < shape->k ? 0 : n - shape->k + 1;
	uint32_t width = grams < shape->window ? grams : shape->window;
	size_t count = 0;

	for (uint32_t first = 0; grams && first + width <= grams; first++) {
		struct minimizer best = {UINT64_MAX, 0};

		for (uint32_t i = first; i < first + width; i++)
			if (slow_gram(words + i, shape->k) <= best.hash)
				best = (struct minimizer){slow_gram(words + i, shape->k), i};
		if (count && out[count - 1].at >= first && out[count - 1].hash == best.hash)
			continue;
		out[count++] = best;
	}
	return count;
}

static void test_sketch(void **state)
{
	static struct minimizer fast[3000], slow[3000];
	static uint32_t words[3000];

	(void)state;
	random_begin("test_sketch");
	for (int round = 0; round < 400; round++) {
		unsigned promise =
			round % 4 ? 4 + random_below(40) : 8; /* which is asked for mostly */
		struct sketch_shape shape = sketch_shape_of(promise);
		uint32_t n = random_below(random_below(2) ? 40 : 3000);
		size_t count;

		make_words(words, n ? n : 1, random_below(4), 1 + random_below(300));
		count = slow_sketch(words, n, &shape, slow);
		assert_int_equal(sketch_of(words, n, promise, fast), count);
		for (size_t i = 0; i < count; i++) {
			assert_true(fast[i].hash == slow[i].hash);
			assert_int_equal(fast[i].at, slow[i].at);
		}
	}
}

/* ------------------------------------------------------------------ topics */

enum { NAMES = 90 };

/* Up to TOPIC_NAMES names, and which they are. */
static struct topic make_topic(bool has[NAMES], uint32_t part)
{
	struct topic topic;
	uint32_t n = 0;

	for (uint32_t i = 0; i < NAMES; i++) {
		has[i] = n < TOPIC_NAMES && random_below(100) < part;
		if (has[i])
			topic.names[n++] = i * 47453000;
	}
	while (n < TOPIC_NAMES)
		topic.names[n++] = UINT32_MAX;
	return topic;
}

static void test_topics(void **state)
{
	(void)state;
	random_begin("test_topics");
	for (int round = 0; round < 3000; round++) {
		bool has_a[NAMES], has_b[NAMES];
		struct topic a = make_topic(has_a, random_below(101));
		struct topic b = make_topic(has_b, random_below(101));
		uint32_t both = 0, any = 0;

		for (uint32_t i = 0; i < NAMES && any < TOPIC_NAMES; i++) {
			both += has_a[i] && has_b[i];
			any += has_a[i] || has_b[i];
		}
		assert_int_equal(topic_shared(&a, &b), any ? both * 256 / any : 256);
	}
}

/* ------------------------------------------------------------------ chains */

static int by_b_then_a(const void *x, const void *y)
{
	const struct run *p = x, *q = y;

	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return (p->a > q->a) - (p->a < q->a);
}

/* The best score of any chain, looking back to all runs. */
static int32_t slow_best(const struct run *runs, uint32_t n)
{
	int32_t scores[MOST], best = 0;

	for (uint32_t i = 0; i < n; i++) {
		scores[i] = (int32_t)runs[i].len;
		for (uint32_t j = 0; j < i; j++) {
			int32_t cost = chain_gap_cost(&runs[j], &runs[i]);

			if (cost >= 0 && scores[j] - cost + (int32_t)runs[i].len > scores[i])
				scores[i] = scores[j] - cost + (int32_t)runs[i].len;
		}
		if (scores[i] > best)
			best = scores[i];
	}
	return best;
}

static void test_chains(void **state)
{
	struct run runs[MOST];
	struct arena arena;

	(void)state;
	random_begin("test_chains");
	arena_init(&arena);
	for (int round = 0; round < 3000; round++) {
		uint32_t n = 1 + random_below(CHAIN_LOOK_BACK), extent = 10 + random_below(600);
		bool seen[MOST] = {false};
		struct chains chains;

		for (uint32_t i = 0; i < n; i++)
			runs[i] = (struct run){random_below(extent), random_below(extent),
					       1 + random_below(20)};
		qsort(runs, n, sizeof(*runs), by_b_then_a);
		chains_find(&arena, runs, n, &chains);
		assert_int_equal(chains.items[0].score, slow_best(runs, n));
		for (uint32_t c = 0; c < chains.n; c++)
			for (uint32_t k = 0; k < chains.items[c].n; k++) {
				uint32_t at = chains.items[c].runs[k];

				assert_false(seen[at]);
				seen[at] = true;
				if (k)
					assert_true(
						chain_gap_cost(&runs[chains.items[c].runs[k - 1]],
							       &runs[at]) >= 0);
			}
		for (uint32_t i = 0; i < n; i++)
			assert_true(seen[i]);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* ------------------------------------------------------------------ windows */

/* Every cell of the table of best scores. */
struct table {
	int scores[WINDOW_MOST + 1][WINDOW_MOST + 1];
	uint32_t best_a, best_b; /* the first cell with the highest */
};

static void slow_fill(const struct window *window, struct table *table)
{
	table->best_a = table->best_b = 0;
	for (uint32_t i = 0; i <= window->na; i++)
		for (uint32_t j = 0; j <= window->nb; j++) {
			int *here = &table->scores[i][j];

			*here = -(int)(i > j ? i : j);
			if (!i || !j)
				continue;
			*here = table->scores[i - 1][j - 1] +
				(window->a[i - 1] == window->b[j - 1]
					 ? token_weight(window->a[i - 1])
					 : -1);
			if (table->scores[i - 1][j] - 1 > *here)
				*here = table->scores[i - 1][j] - 1;
			if (table->scores[i][j - 1] - 1 > *here)
				*here = table->scores[i][j - 1] - 1;
			if (*here > table->scores[table->best_a][table->best_b]) {
				table->best_a = i;
				table->best_b = j;
			}
		}
}

/* Walks back from a cell: an equal pair first, then both sides, then a, then b. */
static void expect_pairs(const struct window *window, const struct table *table, uint32_t i,
			 uint32_t j, const struct window_pairs *pairs)
{
	uint32_t n = pairs->n;

	while (i && j) {
		int here = table->scores[i][j], corner = table->scores[i - 1][j - 1];
		uint32_t word = window->a[i - 1];

		if (word == window->b[j - 1] && here == corner + token_weight(word)) {
			assert_true(n-- > 0);
			assert_int_equal(pairs->a[n], --i);
			assert_int_equal(pairs->b[n], --j);
		} else if (here == corner - 1) {
			i--, j--;
		} else if (here == table->scores[i - 1][j] - 1) {
			i--;
		} else {
			j--;
		}
	}
	assert_int_equal(n, 0);
}

static void test_window(void **state)
{
	static struct table table;
	uint32_t a[WINDOW_MOST], b[WINDOW_MOST];

	(void)state;
	random_begin("test_window");
	for (int round = 0; round < 20000; round++) {
		uint32_t na = random_below(WINDOW_MOST + 1), nb = random_below(WINDOW_MOST + 1);
		bool backward = random_below(2), two = false;
		struct window_pairs pairs;
		struct window window;
		int score;

		make_words(a, WINDOW_MOST, random_below(3), 1 + random_below(120));
		make_words(b, WINDOW_MOST, random_below(3), 1 + random_below(120));
		for (uint32_t i = 0; i < WINDOW_MOST; i++) { /* every third kind is a short word */
			a[i] |= a[i] % 3 == 0;
			b[i] |= b[i] % 3 == 0;
		}
		window_read(&window, backward ? a + na : a, na, backward ? b + nb : b, nb, backward);
		for (uint32_t i = 0; i < na; i++)
			assert_int_equal(window.a[i], a[backward ? na - 1 - i : i]);
		slow_fill(&window, &table);
		window_align(&window, &pairs);
		expect_pairs(&window, &table, na, nb, &pairs);
		score = window_align_start(&window, &pairs);
		for (int least = 1; least <= score; least++) {
			assert_true(window_may_be_worth(&window, least));
			assert_true(window_may_start(backward ? a + na : a, na,
						     backward ? b + nb : b, nb, backward, least));
		}
		assert_int_equal(score, table.scores[table.best_a][table.best_b]);
		expect_pairs(&window, &table, table.best_a, table.best_b, &pairs);
		for (uint32_t i = 1; i < na; i++)
			for (uint32_t j = 1; j < nb; j++)
				two |= window.a[i] == window.b[j] &&
				       window.a[i - 1] == window.b[j - 1] &&
				       !(window.a[i] & window.a[i - 1] & TOKEN_LIGHT);
		assert_int_equal(window_shares_two(&window), two);
	}
}

/* ------------------------------------------------------------------ alignment */

/* Most equal words in order, by the full matrix. */
static uint32_t slow_same(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
	static uint32_t best[MOST + 1][MOST + 1];

	for (uint32_t i = 1; i <= na; i++)
		for (uint32_t j = 1; j <= nb; j++) {
			best[i][j] =
				best[i - 1][j] > best[i][j - 1] ? best[i - 1][j] : best[i][j - 1];
			if (a[i - 1] == b[j - 1] && best[i - 1][j - 1] + 1 > best[i][j])
				best[i][j] = best[i - 1][j - 1] + 1;
		}
	return best[na][nb];
}

/* Copies a[from, until) into b with one word in `every` changed, left out or added. */
static uint32_t copy_with_edits(const uint32_t *a, uint32_t from, uint32_t until, uint32_t every,
				uint32_t *b, uint32_t n)
{
	for (uint32_t i = from; i < until; i++) {
		uint32_t what = random_below(every);

		if (what == 0)
			b[n++] = 2 * random_below(1000000) + 2000000;
		else if (what == 1)
			b[n++] = a[i], b[n++] = 2 * random_below(1000000) + 2000000;
		else if (what > 2)
			b[n++] = a[i];
	}
	return n;
}

static void check_runs(const struct alignment *alignment, const uint32_t *a, const uint32_t *b)
{
	for (size_t r = 0; r < alignment->nruns; r++) {
		const struct run *run = &alignment->runs[r];

		for (uint32_t i = 0; i < run->len; i++)
			assert_int_equal(a[run->a + i], b[run->b + i]);
		if (!r)
			continue;
		assert_true(run->a >= run[-1].a + run[-1].len);
		assert_true(run->b >= run[-1].b + run[-1].len);
	}
}

/* One stretch copied with edits between words of their own: found whole, with what is equal in it. */
static void test_alignment(void **state)
{
	uint32_t a[MOST], b[2 * MOST];
	struct arena arena;

	(void)state;
	random_begin("test_alignment");
	arena_init(&arena);
	for (int round = 0; round < 2000; round++) {
		uint32_t na = 200, from = random_below(50), len = 60 + random_below(60), nb, to,
			 end;
		struct alignment found = {0};
		struct chain chain = {.n = 1};
		struct run seed = {from + 30, 0, 6};
		const struct aligned *one;
		uint32_t slow;

		make_words(a, na, 0, 1000000);
		make_words(b, 40, 0, 1000000);
		to = random_below(40);
		nb = copy_with_edits(a, from, from + 30, 24, b, to);
		seed.b = nb;
		memcpy(b + nb, a + from + 30, 6 * sizeof(*a));
		nb = end = copy_with_edits(a, from + 36, from + len, 24, b, nb + 6);
		for (uint32_t i = 0; i < 30; i++)
			b[nb++] = 2 * random_below(1000000) + 4000000;
		chain.runs = &(uint32_t){0};
		align_chain(&arena, &(struct align_side){a, na, NULL},
			    &(struct align_side){b, nb, NULL}, &seed, &chain, &found);
		check_runs(&found, a, b);
		assert_int_equal(found.n, 1);
		one = &found.items[0];
		slow = slow_same(a + one->a, one->a_end - one->a, b + one->b, one->b_end - one->b);
		assert_true(one->same <= slow && one->same * 100 >= slow * 98);
		assert_true(one->a <= from + 10 && one->a_end + 10 >= from + len);
		assert_true(one->a >= from && one->a_end <= from + len);
		assert_true(one->b >= to && one->b_end <= end);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* Hostile words: whatever comes out is equal words in order, within both lists. */
static void test_alignment_hostile(void **state)
{
	uint32_t a[MOST], b[MOST];
	struct arena arena;

	(void)state;
	random_begin("test_alignment_hostile");
	arena_init(&arena);
	for (int round = 0; round < 2000; round++) {
		uint32_t na = 1 + random_below(MOST - 1), nb = 1 + random_below(MOST - 1);
		struct alignment found = {0};
		struct run seed = {random_below(na), random_below(nb), 1};
		struct chain chain = {.runs = &(uint32_t){0}, .n = 1};

		make_words(a, na, random_below(4), 1 + random_below(4));
		make_words(b, nb, random_below(4), 1 + random_below(4));
		a[seed.a] = b[seed.b];
		align_chain(&arena, &(struct align_side){a, na, NULL},
			    &(struct align_side){b, nb, NULL}, &seed, &chain, &found);
		check_runs(&found, a, b);
		for (size_t i = 0; i < found.n; i++) {
			const struct aligned *one = &found.items[i];

			assert_true(one->a < one->a_end && one->a_end <= na);
			assert_true(one->b < one->b_end && one->b_end <= nb);
			assert_true(one->same <= one->columns && one->longest <= one->same);
			assert_true(one->same <= slow_same(a + one->a, one->a_end - one->a,
							   b + one->b, one->b_end - one->b));
		}
		arena_clear(&arena);
	}
	arena_release(&arena);
}

/* ------------------------------------------------------------------ words as numbers */

static struct token_text read_text(struct arena *arena, struct match_text *from, struct span *span,
				   struct str text)
{
	struct token_rules rules = token_rules_of();
	struct token_words words = {0};

	*span = span_between(0, text.len);
	*from = (struct match_text){.text = text, .regions = span, .nregions = 1};
	tokens_read(arena, arena, &rules, from, &words);
	return token_text_of(from, &words);
}

static void expect_same_words(const char *x, const char *y)
{
	struct arena arena;
	struct match_text from[2];
	struct span span[2];
	struct token_text a, b;

	arena_init(&arena);
	a = read_text(&arena, &from[0], &span[0], str_of(x));
	b = read_text(&arena, &from[1], &span[1], str_of(y));
	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.ids, b.ids, a.n * sizeof(uint32_t));
	arena_release(&arena);
}

static void test_house_styles(void **state)
{
	(void)state;
	expect_same_words("rose 5 percent on Monday", "rose 5% on Monday");
	expect_same_words("rose 5 per cent on Monday", "rose 5 percent on Monday");
	expect_same_words("the U.S. can’t wait", "the US can't wait");
	expect_same_words("“No,” he said – twice", "\"No\", he said - twice");
}

/* What is kept of any word is what splitting the whole text tells of it. */
static void expect_word(const struct token_text *tokens, uint32_t i, const struct word *word)
{
	bool says_much = word->flags & (WORD_UPPER | WORD_NUMBER);

	assert_int_equal(word->hash | TOKEN_LIGHT, tokens->ids[i] | TOKEN_LIGHT);
	assert_int_equal(tokens->ids[i] & TOKEN_LIGHT, word->len <= 3 && !says_much);
	assert_int_equal(token_bit(tokens->capitals, i),
			 word->flags & WORD_CAPITAL && word->len > 3);
}

static void test_places(void **state)
{
	static const char *const some[] = {"price ",    "Of ",        "NATO ", "The ",  "Ülm ",
					   "朝鲜",      "U.S. ",      "\n",    "x-y ",  "1,2 ",
					   "per cent ", "5 percent ", "per ",  "cent ", "3% "};
	const uint32_t all = sizeof(some) / sizeof(*some), plain = 10;
	struct token_rules rules = token_rules_of();
	struct arena arena;

	(void)state;
	random_begin("test_places");
	arena_init(&arena);
	for (int round = 0; round < 300; round++) {
		struct buf buf = buf_in(&arena);
		uint32_t n = 1 + random_below(600);
		struct match_text from;
		struct token_text tokens;
		struct words words = {0};
		struct span span;
		uint32_t last = 0;

		buf_add(&buf, STR("start "));
		while (n--) /* of some texts, hardly a word is one of house styles */
			buf_add(&buf, str_of(some[random_below(
					      round % 2 || !random_below(50) ? all : plain)]));
		tokens = read_text(&arena, &from, &span, buf_str(&buf));
		split_words(&arena, buf_str(&buf), span, &words);
		for (uint32_t i = 0; i < tokens.n; i++) {
			struct span place = tokens_span(&arena, &rules, &tokens, i, i);

			while (words.items[last].start < place.start)
				last++;
			assert_int_equal(words.items[last].start, place.start);
			assert_int_equal(words.items[last].len, place.len);
			expect_word(&tokens, i, &words.items[last]);
		}
		arena_clear(&arena);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_promise),      cmocka_unit_test(test_windows),
		cmocka_unit_test(test_sketch),       cmocka_unit_test(test_topics),
		cmocka_unit_test(test_chains),       cmocka_unit_test(test_window),
		cmocka_unit_test(test_alignment),    cmocka_unit_test(test_alignment_hostile),
		cmocka_unit_test(test_house_styles), cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
