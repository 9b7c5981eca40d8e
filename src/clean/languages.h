/* Which language a text is in, by its commonest words. Private to clean. */
#ifndef CLEAN_LANGUAGES_H
#define CLEAN_LANGUAGES_H

#include "base/text.h"

enum { LANGUAGES_MOST = 32 };

struct languages {
	uint64_t *words;  /* hashed: a word's bytes, the first lowest; 0: free */
	uint32_t *spoken; /* of each: in which languages, a bit each */
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
