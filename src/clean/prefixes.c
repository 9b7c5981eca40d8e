#include "clean/prefixes.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

enum { WORD_BYTES = 64, EDGES_FIRST = 1 << 10, START_BYTES = 3 };

static bool is_hangul(uint32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

/* May a name end before `at`? Between a letter or digit and another: no, but in scripts without blanks. */
static bool word_ends(struct str text, size_t at)
{
	size_t used, before;
	uint32_t last, next;

	if (at >= text.len)
		return true;
	before = utf8_before(text.s, at);
	last = utf8_decode(text.s + before, at - before, &used);
	if (utf8_is_unspaced(last) || is_hangul(last))
		return true;
	next = utf8_decode(text.s + at, text.len - at, &used);
	return !utf8_is_letter(next) && !utf8_is_digit(next);
}

static const bool in_word[256] = {['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true};

static inline size_t word_bytes(struct str text)
{
	size_t used, i = 0;

	while (i < text.len && i < WORD_BYTES && in_word[(unsigned char)text.s[i]])
		i++;
	if (i < text.len && !(text.s[i] & 0x80)) /* as it mostly is: no need to look closer */
		return i ? i : 1;
	for (; i < text.len && i < WORD_BYTES; i += used) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);

		if (!utf8_is_letter(c) && !utf8_is_digit(c))
			return i ? i : used;
		if (utf8_is_unspaced(c) || is_hangul(c))
			return i ? i : used;
	}
	return i;
}

size_t first_word(struct str text)
{
	return word_bytes(text);
}

/* ---------------------------------------------------------------- the tree */

static uint32_t edge_key(uint32_t from, char byte)
{
	return from << 8 | (unsigned char)byte;
}

/* Where the edge lies, or the free place where it belongs. */
static uint64_t *edge_at(const struct prefixes *prefixes, uint32_t key)
{
	/* Multiplying spreads the low bits upwards; the top ones are the best. */
	size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (prefixes->room - 1);

	while (prefixes->edges[at] && prefixes->edges[at] >> 32 != key)
		at = (at + 1) & (prefixes->room - 1);
	return &prefixes->edges[at];
}

static uint32_t node_behind(const struct prefixes *prefixes, uint32_t from, char byte)
{
	return (uint32_t)*edge_at(prefixes, edge_key(from, byte));
}

static void edges_enlarge(struct prefixes *prefixes)
{
	uint64_t *old = prefixes->edges;
	size_t room = prefixes->room;

	prefixes->room = room * 2;
	prefixes->edges = ARENA_ARRAY(prefixes->arena, uint64_t, prefixes->room);
	for (size_t i = 0; i < room; i++)
		if (old[i])
			*edge_at(prefixes, (uint32_t)(old[i] >> 32)) = old[i];
}

static uint32_t node_made(struct prefixes *prefixes, uint32_t from, char byte)
{
	uint32_t key = edge_key(from, byte), to = (uint32_t)prefixes->values.n;
	uint64_t *edge;

	if (prefixes->values.n * 2 >= prefixes->room)
		edges_enlarge(prefixes);
	edge = edge_at(prefixes, key);
	if (*edge)
		return (uint32_t)*edge;
	*edge = (uint64_t)key << 32 | to;
	vec_push(prefixes->arena, &prefixes->values, 0);
	return to;
}

/*
 * A place in `starts` for the first three bytes, of which six bits each tell the letters apart. An entry
 * or text that is shorter has it for all bytes that may follow.
 */
static inline size_t start_of(struct str text)
{
	const unsigned char *s = (const unsigned char *)text.s;
	size_t start = 0;

	if (text.len >= START_BYTES)
		return (s[0] & 63u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);
	for (size_t i = 0; i < START_BYTES; i++)
		start = start << 6 | (i < text.len ? s[i] & 63u : 0);
	return start;
}

static inline bool may_begin(const struct prefixes *prefixes, struct str text)
{
	size_t start = start_of(text);

	return prefixes->starts[start / 8] >> start % 8 & 1;
}

static void start_note(struct prefixes *prefixes, struct str entry)
{
	size_t start = start_of(entry), open = 1;

	for (size_t i = entry.len; i < START_BYTES; i++)
		open *= 64;
	for (size_t i = start; i < start + open; i++)
		prefixes->starts[i / 8] |= (uint8_t)(1u << i % 8);
}

void prefixes_init(struct prefixes *prefixes, struct arena *arena)
{
	*prefixes = (struct prefixes){.arena = arena, .room = EDGES_FIRST};
	prefixes->edges = ARENA_ARRAY(arena, uint64_t, prefixes->room);
	vec_push(arena, &prefixes->values, 0);
}

uint32_t *prefixes_value(struct prefixes *prefixes, struct str entry)
{
	uint32_t node = 0;

	start_note(prefixes, entry);
	for (size_t i = 0; i < entry.len; i++)
		node = node_made(prefixes, node, entry.s[i]);
	return &prefixes->values.items[node];
}

/* ---------------------------------------------------------------- looking up */

uint32_t prefixes_whole(const struct prefixes *prefixes, struct str text)
{
	uint32_t node = 0;

	if (!may_begin(prefixes, text))
		return 0;
	for (size_t i = 0; i < text.len; i++)
		if (!(node = node_behind(prefixes, node, text.s[i])))
			return 0;
	return prefixes->values.items[node];
}

uint32_t prefixes_longest(const struct prefixes *prefixes, struct str text, uint32_t bits,
			  size_t *len)
{
	uint32_t node = 0, found = 0;

	*len = 0;
	if (!may_begin(prefixes, text))
		return 0;
	for (size_t i = 0; i < text.len && (node = node_behind(prefixes, node, text.s[i])); i++) {
		uint32_t value = prefixes->values.items[node];

		if (value & bits && word_ends(text, i + 1)) {
			found = value;
			*len = i + 1;
		}
	}
	return found;
}

uint32_t prefixes_bits(const struct prefixes *prefixes, struct str text)
{
	uint32_t node = 0, bits = 0;

	if (!may_begin(prefixes, text))
		return 0;
	for (size_t i = 0; i < text.len && (node = node_behind(prefixes, node, text.s[i])); i++) {
		uint32_t value = prefixes->values.items[node];

		if (value & ~bits && word_ends(text, i + 1))
			bits |= value;
	}
	return bits;
}

uint32_t prefixes_bits_within(const struct prefixes *prefixes, struct str text)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < text.len;) {
		struct str rest = str_sub(text, i, text.len);

		if (may_begin(prefixes, rest))
			bits |= prefixes_bits(prefixes, rest);
		i += word_bytes(rest);
	}
	return bits;
}
