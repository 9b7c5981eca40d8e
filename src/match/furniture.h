/*
 * What is not copying: furniture and stock phrases, see furniture.c. Private to match.
 */
#ifndef MATCH_FURNITURE_H
#define MATCH_FURNITURE_H

#include "match/groups.h"

/* Judges the groups of the index and marks the words of the texts. Raises. */
void furniture_find(struct groups *groups, struct token_text *texts, uint32_t k, unsigned threads,
		    struct match_memory *memory);

/* How many of the words first … end-1 are marked in `bits` (which may be NULL). */
uint32_t furniture_words(const uint64_t *bits, uint32_t first, uint32_t end);

/* Furniture is no copy, nor is what very many articles on different matters have in common. */
bool group_passed_over(const struct group *group);

#endif
