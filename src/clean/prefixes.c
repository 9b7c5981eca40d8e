/*
 * Names and phrases of a list, found in a text as fast as it is read.
 *
 *	list: associated press, press release        text: … the associated press said …
 *	                                                       ^ its first bytes tell that one may begin here;
 *	                                                         the tree is walked only then
 *
 * Nodes have numbers as they were made, so that mostly a node's only child is the next one: then all that
 * is kept of the edge is its byte, and walking goes through memory in order. The other edges lie in one
 * hash table, from node and byte to node. Before the tree stands a filter, so that most words of a text are
 * passed over at one look: a bit for each hash of an entry's first bytes, as many of them as all entries
 * have that begin with the same two, but no more than eight. Words of plain letters are found 64 bytes at a
 * time. Linear in the text times the longest entry.
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
	HEAD = sizeof(uint64_t), /* bytes that tell that an entry may begin */
	BLOCK = LANES_BLOCK,
};

static bool is_hangul(uint32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

static const bool in_word[256] = {['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true};

/* May a name end before `at`? Between a letter or digit and another: no, but in scripts without blanks. */
static bool word_ends(struct str text, size_t at)
{
	size_t used, before;
	uint32_t last, next;

	if (at >= text.len)
		return true;
	if (!((text.s[at - 1] | text.s[at]) & 0x80))
		return !in_word[(unsigned char)text.s[at]];
	before = utf8_before(text.s, at);
	last = utf8_decode(text.s + before, at - before, &used);
	if (utf8_is_unspaced(last) || is_hangul(last))
		return true;
	next = utf8_decode(text.s + at, text.len - at, &used);
	return !utf8_is_letter(next) && !utf8_is_digit(next);
}

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
	if (byte && prefixes->ahead.items[from] == byte)
		return from + 1;
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

static void node_new(struct prefixes *prefixes)
{
	vec_push(prefixes->arena, &prefixes->values, 0);
	vec_push(prefixes->arena, &prefixes->ahead, 0);
}

static uint32_t node_made(struct prefixes *prefixes, uint32_t from, char byte)
{
	uint32_t key = edge_key(from, byte), to = node_behind(prefixes, from, byte);

	if (to)
		return to;
	to = (uint32_t)prefixes->values.n;
	if (byte && to == from + 1) {
		prefixes->ahead.items[from] = byte;
	} else {
		if (++prefixes->nedges * 2 >= prefixes->room)
			edges_enlarge(prefixes);
		*edge_at(prefixes, key) = (uint64_t)key << 32 | to;
	}
	node_new(prefixes);
	return to;
}

/* The first bytes as a number, the first lowest; 0 for those that are not there. */
static inline uint64_t head_of(struct str text)
{
	char last[HEAD] = {0};

	if (text.len >= HEAD)
		return eight_load(text.s);
	if (text.len)
		memcpy(last, text.s, text.len);
	return eight_load(last);
}

/* Heads with the same first byte, and nearly the same second, are kin: as many bytes tell one as the other. */
static inline size_t kin_of(uint64_t head)
{
	return head & (KINS - 1);
}

/* The bit of `starts` for a head. */
static inline size_t start_of(const struct prefixes *prefixes, uint64_t head)
{
	uint64_t telling = head << prefixes->shifts[kin_of(head)];

	return (size_t)(telling * UINT64_C(0x9E3779B97F4A7C15) >> (64 - START_BITS));
}

static inline bool may_begin(const struct prefixes *prefixes, uint64_t head)
{
	size_t start = start_of(prefixes, head);

	return prefixes->starts[start / 64] >> start % 64 & 1;
}

void prefixes_init(struct prefixes *prefixes, struct arena *arena)
{
	*prefixes = (struct prefixes){.arena = arena, .room = EDGES_FIRST};
	prefixes->edges = ARENA_ARRAY(arena, uint64_t, prefixes->room);
	node_new(prefixes);
}

uint32_t *prefixes_value(struct prefixes *prefixes, struct str entry)
{
	uint32_t node = 0;

	vec_push(prefixes->arena, &prefixes->heads, head_of(entry));
	for (size_t i = 0; i < entry.len; i++)
		node = node_made(prefixes, node, entry.s[i]);
	return &prefixes->values.items[node];
}

/* Bytes of a head that are not there, as bits; at least one byte is. */
static uint8_t shift_of(uint64_t head)
{
	uint8_t shift = 0;

	while (shift < 56 && !(head << shift >> 56))
		shift += 8;
	return shift;
}

void prefixes_ready(struct prefixes *prefixes)
{
	VEC_EACH (uint64_t, head, prefixes->heads) {
		uint8_t shift = shift_of(*head), *least;
		size_t step = shift < 56 ? KINS : 256; /* any byte may come behind a lone one */

		for (size_t kin = kin_of(*head); kin < KINS; kin += step) {
			least = &prefixes->shifts[kin];
			*least = shift > *least ? shift : *least;
		}
	}
	VEC_EACH (uint64_t, head, prefixes->heads) {
		size_t start = start_of(prefixes, *head);

		prefixes->starts[start / 64] |= UINT64_C(1) << start % 64;
	}
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

static __attribute__((noinline)) uint32_t
longest_at_start(const struct prefixes *prefixes, struct str text, uint32_t bits, size_t *len)
{
	uint32_t node = 0, found = 0;

	for (size_t i = 0; i < text.len && (node = node_behind(prefixes, node, text.s[i])); i++) {
		uint32_t value = prefixes->values.items[node];

		if (value & bits && word_ends(text, i + 1)) {
			found = value;
			*len = i + 1;
		}
	}
	return found;
}

/* Mostly no entry begins, and a call for it all would take longer than to see that. */
uint32_t prefixes_longest(const struct prefixes *prefixes, struct str text, uint32_t bits,
			  size_t *len)
{
	*len = 0;
	return may_begin(prefixes, head_of(text)) ? longest_at_start(prefixes, text, bits, len) : 0;
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

static inline lanes are_visible(lanes bytes)
{
	return lanes_within(bytes, '!', '~');
}

/*
 * Where the words and marks of a block start, a bit each, and in *end what is surely read then: up to the
 * first byte that is not ASCII, less a word that may go on behind.
 */
static inline uint64_t block_starts(const char *block, unsigned *end)
{
	uint64_t inner = lanes_block_bits(block, lanes_letters_digits);
	uint64_t mark = lanes_block_bits(block, are_visible);
	uint64_t other = lanes_block_bits(block, lanes_beyond_ascii), before;

	before = ~inner & (other ? (other & -other) - 1 : UINT64_MAX); /* bits below the lowest */
	*end = before ? BLOCK - (unsigned)__builtin_clzll(before) : 0;
	mark &= *end < BLOCK ? (UINT64_C(1) << *end) - 1 : UINT64_MAX;
	return mark & ~(inner & inner << 1);
}

/*
 * Adds the bits at the words of a block that are all within it and ASCII, and returns how many bytes they
 * take. Behind the text's end there is room, so that every word has a head.
 */
static inline size_t block_bits(const struct prefixes *prefixes, struct str text, uint32_t *bits)
{
	char last[BLOCK + HEAD];
	const char *block = zeros_behind(text.s, text.len, last, sizeof(last));
	unsigned end;

	for (uint64_t starts = block_starts(block, &end); starts; starts &= starts - 1) {
		unsigned start = (unsigned)__builtin_ctzll(starts);

		if (may_begin(prefixes, eight_load(block + start)))
			*bits |= bits_at_start(prefixes, str_sub(text, start, text.len));
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

		taken = text.s[i] & 0x80 ? 0 : block_bits(prefixes, rest, &bits);
		if (taken)
			continue;
		bits |= prefixes_bits(prefixes, rest);
		taken = word_bytes(rest);
	}
	return bits;
}
