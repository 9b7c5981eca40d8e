/*
 * The index as bytes from a database: the fuzzer's bytes, with the checksum put right so that what is behind
 * it is reached. What is taken in is then matched with, and written again.
 */
#include "base/hash.h"
#include "match/match.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER = 40, AT_CHECKSUM = 32, ARTICLES = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Three articles that share a sentence; those of the corpus know the first two. */
static void match(struct match_index *index, struct arena *arena)
{
	static const char *const some[ARTICLES] = {
		"The ferry to Norrby will run again from Monday, the harbour office of the town "
		"said. "
		"Repairs took three weeks and cost more than had been planned for the whole year.",
		"Norrby has its ferry back. Repairs took three weeks and cost more than had been "
		"planned "
		"for the whole year, and the mayor is not amused about it at all.",
		"What does a ferry cost? Repairs took three weeks and cost more than had been "
		"planned "
		"for the whole year, our reporter was told on the quay.",
	};
	struct match_text texts[ARTICLES];
	struct span spans[ARTICLES];
	struct match_asked asked = {.texts = texts, .n = ARTICLES};
	struct passages passages;

	for (size_t i = 0; i < ARTICLES; i++) {
		struct str text = str_of(some[i]);

		spans[i] = span_between(0, text.len);
		texts[i] = (struct match_text){text, &spans[i], 1, (uint32_t)i + 1, hash_str(text), INT64_MAX};
	}
	if (match_texts(index, arena, &asked, &passages))
		abort();
}

static void fuzz(struct arena *arena, struct str bytes)
{
	struct match_options options = {.threads = 1, .min_words = 8};
	struct match_index *index = match_index_new(arena, &options);

	if (match_index_read(index, bytes)) {
		struct str again = match_index_write(index, 0, arena);

		if (!str_eq(bytes, again))
			abort();
		match(index, arena);
	}
	match_index_free(index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	uint64_t sum;
	char *s;

	if (size < HEADER)
		return 0;
	arena_init(&arena);
	s = arena_copy(&arena, (const char *)data, size);
	sum = hash_bytes(s + HEADER, size - HEADER, hash_bytes(s, AT_CHECKSUM, 0));
	for (unsigned i = 0; i < 8; i++)
		s[AT_CHECKSUM + i] = (char)(sum >> 8 * i);
	fuzz(&arena, (struct str){s, size});
	arena_release(&arena);
	return 0;
}
