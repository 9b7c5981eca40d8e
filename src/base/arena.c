#include "base/arena.h"

#include "base/guard.h"
#include "base/pool.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
	ALIGNMENT = alignof(max_align_t),
	CHUNK_FIRST = 4 * 1024,
	CHUNK_MOST = 4 * 1024 * 1024,
	ASKED_AT_ONCE = 256 * 1024,
	RETURNED_APART = 1024 * 1024,
	RELEASED_TOGETHER = 16 * 1024 * 1024, /* for less, to start threads does not pay */
	PAGE = 4096, /* or more: then the call fails, and nothing is asked for */
};

struct arena_chunk {
	struct arena_chunk *next, *previous;
	size_t size;  /* of the whole chunk, this head included */
	size_t asked; /* so much of it is in use, or was */
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena)
{
	memset(arena, 0, sizeof(*arena));
}

void arena_release(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
	arena_init(arena);
}

/* The pages of a large chunk but those of its edges, which are its own and malloc's. */
static void pages_return(struct arena_chunk *chunk)
{
	char *from = (char *)chunk + PAGE, *to = (char *)chunk + chunk->size;

	from += (PAGE - (uintptr_t)from % PAGE) % PAGE;
	to -= (uintptr_t)to % PAGE;
	if (to > from)
		madvise(from, (size_t)(to - from), MADV_DONTNEED);
}

struct releasing {
	const struct arena *arenas;
	size_t n, shares;
};

/* One chunk in so many. They can do this side by side, but not free(). */
static void share_return(void *context, size_t share, unsigned worker)
{
	const struct releasing *releasing = context;
	size_t number = 0;

	(void)worker;
	for (size_t i = 0; i < releasing->n; i++)
		for (struct arena_chunk *chunk = releasing->arenas[i].chunks; chunk;
		     chunk = chunk->next)
			if (chunk->size >= RETURNED_APART && number++ % releasing->shares == share)
				pages_return(chunk);
}

void arenas_release(struct arena *arenas, size_t n, unsigned threads)
{
	struct releasing releasing = {arenas, n, threads};
	size_t held = 0;

	for (size_t i = 0; i < n; i++)
		held += arenas[i].held;
	if (threads > 1 && held >= RELEASED_TOGETHER)
		pool_run(threads, threads, share_return, &releasing);
	for (size_t i = 0; i < n; i++)
		arena_release(&arenas[i]);
}

void arena_take(struct arena *arena, struct arena *from)
{
	struct arena_chunk *first = from->chunks, *last = first;

	if (!first)
		return;
	if (!arena->chunks) {
		*arena = *from;
		arena_init(from);
		return;
	}
	while (last->next)
		last = last->next;
	last->next = arena->chunks->next; /* the chunk in use stays first */
	if (last->next)
		last->next->previous = last;
	first->previous = arena->chunks;
	arena->chunks->next = first;
	arena->held += from->held;
	arena_init(from);
}

void arena_clear(struct arena *arena)
{
	struct arena_chunk *kept = arena->end ? arena->chunks : NULL;

	if (kept) {
		arena->chunks = kept->next;
		if (kept->next)
			kept->next->previous = NULL;
	}
	arena_release(arena);
	if (!kept)
		return;
	kept->next = kept->previous = NULL;
	arena->chunks = kept;
	arena->free = kept->bytes;
	arena->end = (char *)kept + kept->asked;
	arena->held = kept->size;
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = malloc(size);

	if (!chunk)
		guard_raise(WIRE_NO_MEMORY);
	chunk->size = size;
	chunk->next = chunk->previous = NULL;
	arena->held += size;
	return chunk;
}

/*
 * The pages of a large chunk are asked for as it is used up, many at once: that takes less than a page fault each,
 * and workers then wait for each other less. Where the system knows no such call, they come one by one.
 */
static void pages_ask(char *from, char *to)
{
#ifdef MADV_POPULATE_WRITE
	char *first = from + (PAGE - (uintptr_t)from % PAGE) % PAGE;

	if (to > first)
		madvise(first, (size_t)(to - first) / PAGE * PAGE, MADV_POPULATE_WRITE);
#else
	(void)from;
	(void)to;
#endif
}

/* Brings so much more of the chunk in use into use; false where it has not so much. */
static bool chunk_ask(struct arena *arena, size_t more)
{
	struct arena_chunk *chunk = arena->chunks;
	char *end;

	if (!arena->end || chunk->size - chunk->asked < more)
		return false;
	if (more < ASKED_AT_ONCE)
		more = ASKED_AT_ONCE;
	chunk->asked = chunk->size - chunk->asked < more ? chunk->size : chunk->asked + more;
	end = (char *)chunk + chunk->asked;
	if (chunk->size >= ASKED_AT_ONCE)
		pages_ask(arena->end, end);
	arena->end = end;
	return true;
}

/* Behind the chunk in use, which stays first. */
static void *large_alloc(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = chunk_new(arena, sizeof(*chunk) + size), *first = arena->chunks;

	if (arena->end) {
		chunk->previous = first;
		chunk->next = first->next;
		first->next = chunk;
	} else {
		chunk->next = first;
		arena->chunks = chunk;
	}
	if (chunk->next)
		chunk->next->previous = chunk;
	return chunk->bytes;
}

static void ordinary_chunk(struct arena *arena, size_t size)
{
	size_t want = arena->end ? arena->chunks->size * 2 : CHUNK_FIRST;
	struct arena_chunk *chunk;

	if (want > CHUNK_MOST)
		want = CHUNK_MOST;
	if (want < size + sizeof(*chunk))
		want = size + sizeof(*chunk);
	chunk = chunk_new(arena, want);
	chunk->asked = sizeof(*chunk);
	chunk->next = arena->chunks;
	if (chunk->next)
		chunk->next->previous = chunk;
	arena->chunks = chunk;
	arena->free = arena->end = chunk->bytes;
	chunk_ask(arena, size);
}

/* Whether so many bytes stand at `from`, within the chunk in use. */
static bool has_room(struct arena *arena, const char *from, size_t size)
{
	size_t room = (size_t)(arena->end - from);

	return room >= size || chunk_ask(arena, size - room);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *piece;

	if (size > SIZE_MAX / 4)
		guard_raise(WIRE_NO_MEMORY);
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (size >= ARENA_LARGE)
		return large_alloc(arena, size);
	if (!arena->end ||
	    ((size_t)(arena->end - arena->free) < size && !has_room(arena, arena->free, size)))
		ordinary_chunk(arena, size + ALIGNMENT);
	piece = arena->free;
	arena->free += size;
	return piece;
}

void *arena_zeroed(struct arena *arena, size_t count, size_t size)
{
	void *piece;

	if (size && count > SIZE_MAX / 4 / size)
		guard_raise(WIRE_NO_MEMORY);
	piece = arena_alloc(arena, count * size);
	return memset(piece, 0, count * size);
}

static void *large_grow(struct arena *arena, void *piece, size_t size)
{
	struct arena_chunk *old = (struct arena_chunk *)(void *)((char *)piece - offsetof(struct arena_chunk, bytes));
	size_t old_size = old->size, new_size;
	struct arena_chunk *chunk;

	if (size > SIZE_MAX / 4)
		guard_raise(WIRE_NO_MEMORY);
	new_size = sizeof(*chunk) + (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	chunk = realloc(old, new_size);
	if (!chunk)
		guard_raise(WIRE_NO_MEMORY);
	chunk->size = new_size;
	arena->held += new_size - old_size;
	if (chunk->previous)
		chunk->previous->next = chunk;
	else
		arena->chunks = chunk;
	if (chunk->next)
		chunk->next->previous = chunk;
	return chunk->bytes;
}

void *arena_grow(struct arena *arena, void *piece, size_t old_size, size_t size)
{
	size_t rounded = (old_size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	void *grown;

	if (size <= old_size)
		return piece;
	if (piece && rounded >= ARENA_LARGE)
		return large_grow(arena, piece, size);
	if (piece && size < ARENA_LARGE && (char *)piece + rounded == arena->free &&
	    has_room(arena, piece, size + ALIGNMENT)) {
		arena->free = (char *)piece + (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
		return piece;
	}
	grown = arena_alloc(arena, size);
	if (old_size)
		memcpy(grown, piece, old_size);
	return grown;
}

void arena_trim(struct arena *arena, void *piece, size_t old_size, size_t size)
{
	if ((char *)piece + (old_size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT == arena->free)
		arena->free = (char *)piece + (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}
