/*
 * Arenas: memory that is given back all at once.
 *
 * An article's words, sentences and quotes live and die together; freeing them one by one is work
 * and a source of errors. An arena hands out pieces of large chunks and frees the chunks.
 *
 *	chunk  ┌────────┬──────┬───────────┬ ─ ─ ─ ─ ┐
 *	       │ title  │ text │ sentences │  free    │ ── next chunk
 *	       └────────┴──────┴───────────┴ ─ ─ ─ ─ ┘
 *
 * A piece of ARENA_LARGE bytes or more gets a chunk of its own, so that arena_grow() can hand a
 * growing list to realloc() instead of copying it, and leaves no old copies behind.
 *
 * Invariants: pieces are aligned for any type; a piece never moves but through arena_grow().
 * Not thread-safe: an arena belongs to one thread at a time. Allocation never fails, see guard.h.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

enum { ARENA_LARGE = 64 * 1024 };

struct arena {
	struct arena_chunk *chunks; /* the first is the one in use; large ones after it */
	char *free, *end;           /* what is left of the chunk in use */
	size_t held;                /* bytes taken from the system */
};

/* An empty arena that owns nothing yet. */
void arena_init(struct arena *arena);

/* Gives everything back to the system; the arena is as after arena_init(). */
void arena_release(struct arena *arena);

/*
 * The same for n of them by so many threads at once, for those that hold much: taking back its pages takes the system
 * a while. None of them may be in use.
 */
void arenas_release(struct arena *arenas, size_t n, unsigned threads);

/* Takes over all that `from` holds, which is empty then. Neither may be in use by another thread. */
void arena_take(struct arena *arena, struct arena *from);

/* Forgets every piece but keeps one ordinary chunk for reuse. */
void arena_clear(struct arena *arena);

/* `size` bytes, not set to anything; raises when memory is gone. Size 0 gives a valid address. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` things of `size` bytes, all zero. Raises where the product overflows. */
void *arena_zeroed(struct arena *arena, size_t count, size_t size);

/* A piece of `old_size` bytes (or NULL and 0) enlarged to `size`; the old address is then void. */
void *arena_grow(struct arena *arena, void *piece, size_t old_size, size_t size);

/* Gives back what is not needed of the piece that was made last; of any other, nothing. */
void arena_trim(struct arena *arena, void *piece, size_t old_size, size_t size);

/* A copy of `len` bytes, with a NUL behind. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

#define ARENA_NEW(arena, type) ((type *)arena_zeroed((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_zeroed((arena), (count), sizeof(type)))

#endif
