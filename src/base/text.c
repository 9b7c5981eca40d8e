#include "base/text.h"

#include "base/guard.h"
#include "base/lanes.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_copy(struct arena *arena, struct str str)
{
	return (struct str){arena_copy(arena, str.s, str.len), str.len};
}

/* Neither a blank nor a part of one. */
static inline bool is_plain(char byte)
{
	return byte > ' ' && byte <= '~';
}

static __attribute__((noinline)) struct str blanks_trim(struct str str)
{
	while (str.len) {
		size_t len;
		uint32_t c = utf8_decode(str.s, str.len, &len);

		if (!utf8_is_space(c))
			break;
		str.s += len;
		str.len -= len;
	}
	while (str.len) {
		size_t start = is_ascii((unsigned char)str.s[str.len - 1])
				       ? str.len - 1
				       : utf8_before(str.s, str.len);
		size_t len;
		uint32_t c = utf8_decode(str.s + start, str.len - start, &len);

		if (!utf8_is_space(c))
			break;
		str.len = start;
	}
	return str;
}

struct str str_trim(struct str str)
{
	bool bare = str.len && is_plain(str.s[0]) && is_plain(str.s[str.len - 1]);

	return bare ? str : blanks_trim(str);
}

enum { FIND_SHORT = 16 };

static bool same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
	return true;
}

bool str_eq_nocase(struct str a, struct str b)
{
	return a.len == b.len && same_nocase(a.s, b.s, a.len);
}

int str_compare(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.s, b.s, shared) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts_nocase(struct str str, struct str start)
{
	return str.len >= start.len && same_nocase(str.s, start.s, start.len);
}

static bool same_bytes(const char *a, const char *b, size_t len)
{
	return !memcmp(a, b, len);
}

/*
 * The first place where `same` holds, which takes no notice of the bits `either`. Where both the first and
 * the last byte stand, told of LANES places at once, all are compared; so it is linear in the text times
 * the word, which is to be short.
 */
static inline size_t find_by_ends(struct str in, struct str what, unsigned char either,
				  bool (*same)(const char *, const char *, size_t))
{
	size_t at = 0, apart = what.len - 1;
	unsigned char first = (unsigned char)what.s[0] | either,
		      last = (unsigned char)what.s[apart] | either;

	for (; at + apart + LANES <= in.len; at += LANES) {
		lanes starts = lanes_load(in.s + at) | either,
		      ends = lanes_load(in.s + at + apart) | either;
		uint64_t both = lanes_bits(lanes_equal(starts, first) & lanes_equal(ends, last));

		for (; both; both &= both - 1) {
			size_t start = at + (unsigned)__builtin_ctzll(both);

			if (same(in.s + start, what.s, what.len))
				return start;
		}
	}
	for (; at + apart < in.len; at++)
		if (((unsigned char)in.s[at] | either) == first &&
		    same(in.s + at, what.s, what.len))
			return at;
	return STR_NONE;
}

size_t str_find(struct str in, struct str what)
{
	const char *found;

	if (what.len > in.len || !what.len)
		return STR_NONE;
	if (what.len <= FIND_SHORT)
		return find_by_ends(in, what, 0, same_bytes);
	found = memmem(in.s, in.len, what.s, what.len);
	return found ? (size_t)(found - in.s) : STR_NONE;
}

size_t str_find_nocase(struct str in, struct str what)
{
	return what.len && what.len <= in.len ? find_by_ends(in, what, 0x20, same_nocase)
					      : STR_NONE;
}

size_t str_find_byte(struct str in, char byte)
{
	const char *found = in.len ? memchr(in.s, byte, in.len) : NULL;

	return found ? (size_t)(found - in.s) : STR_NONE;
}

enum { FORMATTED = 32 };

struct buf buf_in(struct arena *arena)
{
	return (struct buf){.arena = arena};
}

void buf_reserve(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : 64;

	if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
		guard_raise(WIRE_NO_MEMORY);
	if (buf->len + more + 1 <= buf->room)
		return;
	while (room < buf->len + more + 1)
		room *= 2;
	buf->s = arena_grow(buf->arena, buf->s, buf->room, room);
	buf->room = room;
}

void buf_add(struct buf *buf, struct str str)
{
	buf_reserve(buf, str.len);
	if (str.len)
		memcpy(buf->s + buf->len, str.s, str.len);
	buf->len += str.len;
	buf->s[buf->len] = '\0';
}

void buf_add_byte(struct buf *buf, char byte)
{
	buf_add(buf, (struct str){&byte, 1});
}

/* Mostly there is room for what is written: only where not, it is written again. */
static void buf_addv(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	size_t room;
	int len;

	buf_reserve(buf, FORMATTED);
	room = buf->room - buf->len;
	va_copy(again, args);
	len = vsnprintf(buf->s + buf->len, room, format, args);
	if (len > 0 && (size_t)len >= room) {
		buf_reserve(buf, (size_t)len);
		vsnprintf(buf->s + buf->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	buf->len += len > 0 ? (size_t)len : 0;
	buf->s[buf->len] = '\0';
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_addv(buf, format, args);
	va_end(args);
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->s, buf->len};
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	struct buf buf = buf_in(arena);
	va_list args;

	va_start(args, format);
	buf_addv(&buf, format, args);
	va_end(args);
	return buf_str(&buf);
}
