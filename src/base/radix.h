/*
 * Sorting numbers by their digits, in linear time.
 */
#ifndef BASE_RADIX_H
#define BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

/*
 * Sorts by all bits from bit `low` on, stably; n < 2^32, `spare` has room for as many. Least digit first,
 * digits that are all alike are skipped.
 */
void radix_sort(uint64_t *items, uint64_t *spare, size_t n, unsigned low);

/* The same by the upper halves alone, which are hashes: most lie where their first bits say. */
void hash_sort(uint64_t *items, uint64_t *spare, size_t n);

#endif
