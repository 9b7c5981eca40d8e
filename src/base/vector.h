/*
 * Growing lists in an arena, of any type:
 *
 *	VEC(struct span) spans = {0};
 *
 *	vec_push(arena, &spans, ((struct span){0, 5}));
 *	VEC_EACH(struct span, span, spans)
 *		use(span->start);
 *
 * Addresses of items are void after the next push; an item's number stays. Doubling, so a push costs
 * constant time on average.
 */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *items;                                                                       \
		size_t n, room;                                                                    \
	}

#define vec_reserve(arena, vec, count)                                                             \
	((count) <= (vec)->room                                                                    \
		 ? (void)0                                                                         \
		 : (void)((vec)->items = vec_grown((arena), (vec)->items, sizeof(*(vec)->items),   \
						   (count), &(vec)->room)))

#define vec_push(arena, vec, item)                                                                 \
	(vec_reserve((arena), (vec), (vec)->n + 1), (void)((vec)->items[(vec)->n++] = (item)))

#define VEC_EACH(type, name, vec)                                                                  \
	for (type *name = (vec).items, *name##_end = (vec).n ? (vec).items + (vec).n : (vec).items; \
	     name < name##_end; name++)

void *vec_grown(struct arena *arena, void *items, size_t size, size_t count, size_t *room);

#endif
