/*
 * Names and phrases of a list, found in a text as fast as it is read.
 *
 *	list: associated press, press release        text: … the associated press said …
 *	                                                       ^ six bytes tell that it may begin here;
 *	                                                         the tree is walked only then
 *
 * The tree's edges lie in one hash table, from node and byte to node. Before it stands a filter, so that
 * most words of a text are passed over at one look: a bit for each hash of an entry's first bytes, as
 * many of them as all entries have that begin with the same byte, but no more than eight. Words of plain
 * letters are found 64 bytes at a time. Linear in the text times the longest entry.
 *
 * Rejected: hashes of some fixed numbers of bytes, a look each.
 */
#include "clean/prefixes.h"

#include "base/lanes.h"
#include "base/utf8.h"

#include <string.h>

enum {
	WORD_BYTES = 64,
	EDGES_FIRST = 1 << 10,
	HEAD = 8, /* bytes that tell that an entry may begin */
	BLOCK = 64,
};

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

/* The first bytes as a number, the first lowest; 0 for those that are not there. */
static inline uint64_t head_of(struct str text)
{
	uint64_t head = 0;

	if (text.len >= HEAD)
		memcpy(&head, text.s, HEAD);
	else if (text.len)
		memcpy(&head, text.s, text.len);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	head = __builtin_bswap64(head);
#endif
	return head;
}

/* The bit of `starts` for the bytes of a head that tell. */
static inline size_t start_of(uint64_t told)
{
	return (size_t)(told * UINT64_C(0x9E3779B97F4A7C15) >> (64 - START_BITS));
}

/* Where no entry begins with the same byte nothing tells, and 0 is the start of none. */
static inline bool may_begin(const struct prefixes *prefixes, uint64_t head)
{
	size_t start = start_of(head & prefixes->telling[head & 0xFF]);

	return prefixes->starts[start / 8] >> start % 8 & 1;
}

static void start_note(struct prefixes *prefixes, uint64_t told)
{
	size_t start = start_of(told);

	prefixes->starts[start / 8] |= (uint8_t)(1u << start % 8);
}

/* A shorter entry than those before it takes them along: all are then told by its few bytes. */
static void head_note(struct prefixes *prefixes, struct str entry)
{
	uint64_t head = head_of(entry), *telling = &prefixes->telling[head & 0xFF];
	uint64_t own = entry.len < HEAD ? (UINT64_C(1) << 8 * entry.len) - 1 : UINT64_MAX;

	vec_push(prefixes->arena, &prefixes->heads, head);
	if (!*telling)
		*telling = own;
	start_note(prefixes, head & *telling);
	if (own >= *telling)
		return;
	*telling = own;
	VEC_EACH (uint64_t, other, prefixes->heads)
		if ((*other & 0xFF) == (head & 0xFF))
			start_note(prefixes, *other & own);
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

	if (entry.len)
		head_note(prefixes, entry);
	for (size_t i = 0; i < entry.len; i++)
		node = node_made(prefixes, node, entry.s[i]);
	return &prefixes->values.items[node];
}

/* ---------------------------------------------------------------- looking up */

uint32_t prefixes_whole(const struct prefixes *prefixes, struct str text)
{
	uint32_t node = 0;

	if (!may_begin(prefixes, head_of(text)))
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
	if (!may_begin(prefixes, head_of(text)))
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

static uint32_t bits_at_start(const struct prefixes *prefixes, struct str text)
{
	uint32_t node = 0, bits = 0;

	for (size_t i = 0; i < text.len && (node = node_behind(prefixes, node, text.s[i])); i++) {
		uint32_t value = prefixes->values.items[node];

		if (value & ~bits && word_ends(text, i + 1))
			bits |= value;
	}
	return bits;
}

/* Where the words and marks of a block start, up to the first byte that is not ASCII; *end: where that is. */
static uint64_t block_starts(const char *block, unsigned *end)
{
	uint64_t inner = 0, mark = 0, other = 0;

	for (unsigned i = 0; i < BLOCK; i += LANES) {
		lanes bytes = lanes_load(block + i);

		inner |= lanes_bits(lanes_letters_digits(bytes)) << i;
		mark |= lanes_bits(lanes_within(bytes, '!', '~')) << i;
		other |= lanes_bits(bytes) << i;
	}
	*end = other ? (unsigned)__builtin_ctzll(other) : BLOCK;
	while (*end && inner >> (*end - 1) & 1) /* the word that may go on behind is left */
		--*end;
	return mark & ~(inner & inner << 1) & (*end < BLOCK ? (UINT64_C(1) << *end) - 1 : UINT64_MAX);
}

/*
 * Adds the bits at the words of text[at] that end within a block and are ASCII; returns how many bytes
 * they take. Behind the text's end there is room, so that every word has a head.
 */
static size_t block_bits(const struct prefixes *prefixes, struct str text, size_t at,
			 uint32_t *bits)
{
	char last[BLOCK + HEAD] = {0};
	const char *block = text.s + at;
	unsigned end;

	if (text.len - at < sizeof(last))
		block = memcpy(last, block, text.len - at);
	for (uint64_t starts = block_starts(block, &end); starts; starts &= starts - 1) {
		unsigned start = (unsigned)__builtin_ctzll(starts);

		if (may_begin(prefixes, head_of((struct str){block + start, HEAD})))
			*bits |= bits_at_start(prefixes, str_sub(text, at + start, text.len));
	}
	return end;
}

uint32_t prefixes_bits(const struct prefixes *prefixes, struct str text)
{
	return may_begin(prefixes, head_of(text)) ? bits_at_start(prefixes, text) : 0;
}

uint32_t prefixes_bits_within(const struct prefixes *prefixes, struct str text)
{
	uint32_t bits = 0;

	for (size_t i = 0, taken; i < text.len; i += taken) {
		struct str rest = str_sub(text, i, text.len);

		taken = text.s[i] & 0x80 ? 0 : block_bits(prefixes, text, i, &bits);
		if (taken)
			continue;
		bits |= prefixes_bits(prefixes, rest);
		taken = word_bytes(rest);
	}
	return bits;
}
