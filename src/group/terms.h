/*
 * Articles as sparse vectors: the words that tell what an article is about, weighted.
 */
#ifndef GROUP_TERMS_H
#define GROUP_TERMS_H

#include "group/group.h"

/* A word, name, number or pair of words: its hash, and how much it says. */
struct term {
	uint32_t hash;
	float weight;
};

/* Sorted by hash; weights of unit length, or all of no article (n 0). */
struct vector {
	struct term *terms;
	uint32_t n;
};

enum { VECTOR_TERMS = 160, TITLE_TERMS = 40 }; /* strongest terms kept of an article */

/* How common words are before a single article was seen: for collections too small to tell. */
struct background;
struct background *background_new(struct arena *arena);

/* The share of all articles that hold this term. */
float background_share(const struct background *background, uint32_t hash);

/* The words of an article as a whole, and of its title alone. */
struct profile {
	struct vector whole, title;
};

/*
 * One profile for each text, in `out`, by `threads` threads. Weights: how often and where a term stands
 * in the article times its rarity in the collection and in the background.
 */
enum wire_status terms_weigh(struct arena *out, const struct group_text *texts, size_t n,
			     unsigned threads, struct profile *profiles);

/* The direction of the sum of many vectors, in `out`: its `most` strongest terms, of unit length. */
struct vector vectors_mean(struct arena *out, struct arena *scratch,
			   const struct vector *const *vectors, size_t n, uint32_t most);

/* Keeps the `most` strongest terms, in place. */
void vector_strongest(struct vector *vector, uint32_t most);

/* … and makes them of unit length. */
void vector_finish(struct vector *vector, uint32_t most);

/* The cosine of two finished vectors. */
float vector_cosine(const struct vector *a, const struct vector *b);

/* The term of a word of a text, as the vectors hold it; 0: none. */
uint32_t term_of_word(struct str word, unsigned flags);

#endif
