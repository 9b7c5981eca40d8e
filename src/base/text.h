/*
 * Strings and places in strings.
 *
 * `struct str` is a view: bytes and a length, owned by somebody else, not NUL-terminated. An empty
 * view (len 0) stands for "none". `struct span` is a place in an article's text, in bytes. `struct
 * buf` is a string that grows in an arena.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *s;
	size_t len;
};

struct span {
	uint32_t start, len;
};

struct buf {
	struct arena *arena;
	char *s; /* NUL-terminated once anything was added, else NULL */
	size_t len, room;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

static inline uint32_t span_end(struct span span)
{
	return span.start + span.len;
}

/* NULL gives the empty view. */
static inline struct str str_of(const char *nul_terminated)
{
	return (struct str){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

static inline struct str str_sub(struct str text, size_t start, size_t end)
{
	/* Nothing may be added to NULL, not even 0. */
	return (struct str){start ? text.s + start : text.s, end > start ? end - start : 0};
}

static inline struct str str_from(struct str text, struct span span)
{
	return str_sub(text, span.start, span_end(span));
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.s, b.s, a.len));
}

static inline bool str_starts(struct str str, struct str start)
{
	return str.len >= start.len && (!start.len || !memcmp(str.s, start.s, start.len));
}

static inline bool str_ends(struct str str, struct str end)
{
	return str.len >= end.len &&
	       (!end.len || !memcmp(str.s + str.len - end.len, end.s, end.len));
}

struct str str_copy(struct arena *arena, struct str str); /* with a NUL behind */
struct str str_trim(struct str str);                      /* white space of Unicode, at both ends */
bool str_eq_nocase(struct str a, struct str b);           /* ASCII letters only */
int str_compare(struct str a, struct str b);              /* by bytes: <0, 0, >0 */
bool str_starts_nocase(struct str str, struct str start);
#define STR_NONE SIZE_MAX
size_t str_find(struct str in, struct str what);        /* offset of the first, or STR_NONE */
size_t str_find_nocase(struct str in, struct str what); /* ASCII letters only */
size_t str_find_byte(struct str in, char byte);

static inline struct span span_between(size_t start, size_t end)
{
	return (struct span){(uint32_t)start, end > start ? (uint32_t)(end - start) : 0};
}

static inline bool span_overlaps(struct span a, struct span b)
{
	return a.start < span_end(b) && b.start < span_end(a);
}

static inline bool span_contains(struct span outer, struct span inner)
{
	return inner.start >= outer.start && span_end(inner) <= span_end(outer);
}

struct buf buf_in(struct arena *arena);
void buf_add(struct buf *buf, struct str str);
void buf_reserve(struct buf *buf, size_t more); /* room for so many bytes behind s[len] */
void buf_add_byte(struct buf *buf, char byte);
__attribute__((format(printf, 2, 3))) void buf_addf(struct buf *buf, const char *format, ...);
struct str buf_str(const struct buf *buf); /* a view, void after the next addition */
__attribute__((format(printf, 2, 3))) struct str str_format(struct arena *arena, const char *format,
							    ...);
/* For printf: "%.*s", STR_ARG(name) */
#define STR_ARG(str) (int)(str).len, (str).len ? (str).s : ""

#endif
