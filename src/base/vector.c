#include "base/vector.h"

#include "base/guard.h"

void *vec_grown(struct arena *arena, void *items, size_t size, size_t count, size_t *room)
{
	size_t old = *room, wanted = old ? old * 2 : 8;

	if (wanted < count)
		wanted = count;
	if (wanted > SIZE_MAX / 4 / size)
		guard_raise(WIRE_NO_MEMORY);
	items = arena_grow(arena, items, old * size, wanted * size);
	*room = wanted;
	return items;
}
