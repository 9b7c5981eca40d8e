/* Which language a text is in, by its commonest words. Private to clean. */
#ifndef CLEAN_LANGUAGES_H
#define CLEAN_LANGUAGES_H

#include "base/lanes.h"
#include "base/text.h"
#include "base/vector.h"

enum { LANGUAGES_MOST = 2 * LANES };

struct common_word {
	lanes spoken[2]; /* 1 for each language that it is common in */
	uint64_t key;    /* its bytes, the first lowest */
	uint16_t next;   /* another one in the same place; 0: none */
};

struct languages {
	VEC(struct common_word) words; /* the first stands for all words that are not common */
	uint16_t *places;              /* hashed: the first word there, or 0 */
	struct str names[LANGUAGES_MOST];
	size_t n, ntold; /* the first `ntold` may be told; the others are their rivals */
};

struct language_counts {
	uint32_t words, common[LANGUAGES_MOST]; /* common words of each language */
};

void languages_load(struct languages *languages, struct arena *arena);

/* Adds the words of the text. */
void language_count(const struct languages *languages, struct str text,
		    struct language_counts *counts);

#endif
