#include "base/map.h"

#include "base/guard.h"
#include "base/hash.h"

enum { FIRST_SLOTS = 16, MANY_SLOTS = 1024 };

void map_init(struct map *map, struct arena *arena)
{
	*map = (struct map){.arena = arena};
}

static bool entry_is(const struct map_entry *entry, struct str key, uint64_t number)
{
	return entry->number == number && (!key.s == !entry->key.s) &&
	       (!key.s || str_eq(entry->key, key));
}

/* The upper half of the mixed key, so that few other entries are looked at, and the entry's number + 1. */
static uint64_t slot_for(uint64_t mixed, size_t entry)
{
	return (mixed & ~(uint64_t)UINT32_MAX) | (entry + 1);
}

static struct map_entry *entry_of(const struct map *map, uint64_t slot)
{
	return &map->entries[(uint32_t)slot - 1];
}

/* The slot that holds the key, or the empty one where it belongs. */
static uint64_t *slot_of(const struct map *map, struct str key, uint64_t number, uint64_t mixed)
{
	size_t mask = map->nslots - 1, at = (size_t)mixed & mask;

	while (map->slots[at] && ((map->slots[at] ^ mixed) >> 32 ||
				  !entry_is(entry_of(map, map->slots[at]), key, number)))
		at = (at + 1) & mask;
	return &map->slots[at];
}

static void enlarge(struct map *map)
{
	size_t times = map->nslots < MANY_SLOTS ? 4 : 2; /* most maps are small, and filled in one go */
	size_t nslots = map->nslots ? map->nslots * times : FIRST_SLOTS, room = nslots / 2;

	if (room > UINT32_MAX - 1)
		guard_raise(WIRE_NO_MEMORY);
	map->entries = arena_grow(map->arena, map->entries, map->room * sizeof(*map->entries),
				  room * sizeof(*map->entries));
	map->room = room;
	map->slots = ARENA_ARRAY(map->arena, uint64_t, nslots);
	map->nslots = nslots;
	for (size_t i = 0; i < map->n; i++) {
		uint64_t mixed = hash_mix(map->entries[i].number);

		*slot_of(map, map->entries[i].key, map->entries[i].number, mixed) =
			slot_for(mixed, i);
	}
}

static uint64_t *value_made(struct map *map, struct str key, uint64_t number)
{
	uint64_t mixed = hash_mix(number), *slot;

	if (map->n == map->room)
		enlarge(map);
	slot = slot_of(map, key, number, mixed);
	if (!*slot) {
		map->entries[map->n] = (struct map_entry){.key = key, .number = number};
		*slot = slot_for(mixed, map->n++);
	}
	return &entry_of(map, *slot)->value;
}

static uint64_t *value_found(const struct map *map, struct str key, uint64_t number)
{
	uint64_t *slot = map->n ? slot_of(map, key, number, hash_mix(number)) : NULL;

	return slot && *slot ? &entry_of(map, *slot)->value : NULL;
}

/* An empty key is a string all the same, and must not look like a number. */
static struct str as_key(struct str key)
{
	return key.s ? key : STR("");
}

uint64_t *map_of_str(struct map *map, struct str key)
{
	return value_made(map, as_key(key), hash_str(as_key(key)));
}

uint64_t *map_of_number(struct map *map, uint64_t key)
{
	return value_made(map, (struct str){0}, key);
}

uint64_t *map_find_str(const struct map *map, struct str key)
{
	return value_found(map, as_key(key), hash_str(as_key(key)));
}

uint64_t *map_find_number(const struct map *map, uint64_t key)
{
	return value_found(map, (struct str){0}, key);
}
