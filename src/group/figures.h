/*
 * Counts of things in a text: "Fourteen people were missing" is 14 of what is called "people missing".
 */
#ifndef GROUP_FIGURES_H
#define GROUP_FIGURES_H

#include "group/group.h"
#include "group/terms.h"

enum { COUNT_KEYS = 5, COUNTS_MOST = 64 };

/* What is counted: the word behind the number first, then others of the sentence, none of them empty words. */
struct count_key {
	uint32_t term;
	bool telling; /* rare enough to tell one thing from another */
	struct span word;
};

struct count {
	uint32_t number;
	struct span span;
	struct count_key keys[COUNT_KEYS];
	unsigned nkeys;
};

struct number_words;
struct number_words *number_words_new(struct arena *arena);

/* The counts in the beginning of an article's body, in order, some of them dates; at most COUNTS_MOST. */
size_t counts_read(struct arena *scratch, const struct number_words *numbers,
		   const struct background *background, const struct group_text *text,
		   struct count *counts);

#endif
