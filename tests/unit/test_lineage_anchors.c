/*
 * Where phrases may stand: texts thrown together of names, marks and words of many kinds. The slow twin
 * splits the whole text; each place where it finds a phrase must be in a stretch, with the same words around.
 */
#include "lineage/anchors.h"
#include "harness.h"
#include "random_text.h"

enum { TEXTS = 3000, FRAGMENTS_MOST = 120, BESIDE = 6 };

static const char *const phrases[] = {"The Harbour Tidings", "LTA", "ＬＴＡ News", "Élan", "U.S. Ledger",
				      "O'Hale Post",         "with agencies", "Вестник Осков"};

static const char *const fragments[] = {
	"The", "Harbour", "Tidings", "harbour", "TIDINGS", "LTA", "L.T.A.", "ＬＴＡ", "lta", "News", "Élan", "ÉLAN",
	"élan", "U.S.", "US", "Ledger", "O'Hale", "O’Hale", "Post", "with", "agencies", "agen\u00ADcies", "Вестник",
	"Осков", "朝鲜", "the", "ferry", "of", "it's", "don’t", "1,200.5", "“", "”", "—", "(", ")", ".", ",", "-", "_",
	"a", "reported", "that"};

static const char *const gaps[] = {" ", " ", " ", " ", "\n", "", "-"};

static bool stands_at(const struct words *phrase, const struct words *words, size_t at)
{
	for (size_t i = 0; i < phrase->n; i++)
		if (at + i >= words->n || words->items[at + i].hash != phrase->items[i].hash)
			return false;
	return true;
}

/* Half of the phrases count only with a capital. */
static bool needs_capital(size_t phrase)
{
	return phrase % 2;
}

/* The word of the whole text stands in a stretch, and so do those around it. */
static void check_stretch(struct arena *arena, const struct anchors *anchors, struct str text,
			  const struct words *whole, size_t at, size_t behind)
{
	struct stretch stretch = {.to = 0};
	struct words words = {0};
	size_t first = at < BESIDE ? 0 : at - BESIDE, k = 0;

	do
		assert_true(stretch_next(anchors, arena, text, &stretch));
	while (stretch.to <= whole->items[at].start);
	assert_true(stretch.from <= whole->items[at].start);
	split_words(arena, text, stretch.around, &words);
	while (k < words.n && words.items[k].start < whole->items[first].start)
		k++;
	for (size_t i = first; i < at + behind && i < whole->n; i++, k++) {
		assert_true(k < words.n);
		assert_memory_equal(&words.items[k], &whole->items[i], sizeof(*words.items));
	}
}

static void test_twin(void **state)
{
	const size_t n = sizeof(phrases) / sizeof(*phrases);
	struct words phrase[sizeof(phrases) / sizeof(*phrases)] = {{0}};
	struct arena kept, arena;
	struct anchors anchors;

	(void)state;
	random_begin("anchors");
	arena_init(&kept);
	arena_init(&arena);
	anchors_init(&anchors, &kept);
	for (size_t i = 0; i < n; i++) {
		anchors_add(&anchors, &kept, str_of(phrases[i]), BESIDE, needs_capital(i));
		split_words(&kept, str_of(phrases[i]), span_between(0, strlen(phrases[i])), &phrase[i]);
	}
	for (int t = 0; t < TEXTS; t++) {
		struct str text = random_text(&arena, FRAGMENTS_OF(fragments), FRAGMENTS_OF(gaps),
					      random_below(FRAGMENTS_MOST));
		struct words whole = {0};

		split_words(&arena, text, span_between(0, text.len), &whole);
		for (size_t at = 0; at < whole.n; at++)
			for (size_t i = 0; i < n; i++)
				if (stands_at(&phrase[i], &whole, at) &&
				    (!needs_capital(i) ||
				     whole.items[at].flags & (WORD_CAPITAL | WORD_NUMBER)))
					check_stretch(&arena, &anchors, text, &whole, at,
						      phrase[i].n + BESIDE);
		arena_clear(&arena);
	}
	arena_release(&arena);
	arena_release(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_twin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
