/*
 * A map from strings or numbers to a 64-bit value, in an arena.
 *
 * Open addressing with linear probing over a power of two, at most half full; entries are
 * never taken out, so no tombstones. Iteration order is that of insertion, so results never depend
 * on hash values.
 *
 *	struct map seen;
 *	map_init(&seen, arena);
 *	uint64_t *count = map_of_str(&seen, STR("KCNA"));   made with value 0 if it was not there
 *	(*count)++;
 *
 * Value addresses are void after the next insertion.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/text.h"

struct map_entry {
	struct str key;  /* of a number: s is NULL */
	uint64_t number; /* the number, or the hash of the string */
	uint64_t value;
};

struct map {
	struct arena *arena;
	struct map_entry *entries; /* in order of insertion */
	uint64_t *slots;           /* half of a key's hash, and the number of its entry + 1; or 0 */
	size_t n, room, nslots;
};

void map_init(struct map *map, struct arena *arena);

/* The key's value, made 0 where it is new. The key's bytes are not copied: they must outlive the map. */
uint64_t *map_of_str(struct map *map, struct str key);
uint64_t *map_of_number(struct map *map, uint64_t key);

/* The key's value, or NULL. */
uint64_t *map_find_str(const struct map *map, struct str key);
uint64_t *map_find_number(const struct map *map, uint64_t key);

#endif
