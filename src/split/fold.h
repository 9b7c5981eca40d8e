/*
 * The folded form of a word, private to split: see fold.c.
 */
#ifndef SPLIT_FOLD_H
#define SPLIT_FOLD_H

#include "base/lanes.h"
#include "base/text.h"

#include <string.h>

/* Characters that hold a word together but are no part of it: soft hyphen, joiners. */
bool fold_ignores(uint32_t c);

/* The apostrophe in all its shapes. */
bool fold_is_apostrophe(uint32_t c);

/* Accents and other marks that combine with the character before them. */
bool fold_is_mark(uint32_t c);

#define FOLD_EACH_BYTE 0x0101010101010101u

/* The hash takes one more block of eight folded bytes, and ends with the last and their number. */
static inline uint64_t fold_block(uint64_t hash, uint64_t block)
{
	hash = (hash ^ block) * 0x9E3779B97F4A7C15u;
	return hash ^ (hash >> 29);
}

static inline uint32_t fold_end(uint64_t hash, uint64_t block, size_t len)
{
	hash = fold_block(hash, block) ^ len;
	return (uint32_t)((hash * 0xC4CEB9FE1A85EC53u) >> 32);
}

static inline uint64_t fold_load_part(const char *s, size_t len)
{
	char bytes[8] = {0};

	memcpy(bytes, s, len);
	return eight_load(bytes);
}

/* Lower case for the ASCII capitals among eight bytes. */
static inline uint64_t fold_lower(uint64_t block)
{
	uint64_t low = block & (0x7F * FOLD_EACH_BYTE);
	uint64_t above_z = low + (0x7F - 'Z') * FOLD_EACH_BYTE;
	uint64_t from_a = low + (0x80 - 'A') * FOLD_EACH_BYTE;
	uint64_t capital = ~block & (from_a ^ above_z) & (0x80 * FOLD_EACH_BYTE);

	return block | capital >> 2;
}

/*
 * split_hash() of a word of ASCII letters, digits and marks other than the full stop. `readable` is
 * how many bytes may be looked at from s on (at least len): eight of them make it faster.
 */
static inline uint32_t fold_hash_plain(const char *s, size_t len, size_t readable)
{
	uint64_t hash = 0, block = 0;
	size_t i = 0;

	for (; len - i >= 8; i += 8)
		hash = fold_block(hash, fold_lower(eight_load(s + i)));
	if (i < len && readable - i >= 8)
		block = eight_load(s + i) & (((uint64_t)1 << 8 * (len - i)) - 1);
	else if (i < len)
		block = fold_load_part(s + i, len - i);
	return fold_end(hash, fold_lower(block), len);
}

/*
 * The same for less than 16 letters and digits, where 16 bytes may be looked at. Without branches, for
 * lengths come as they like; and of letters and digits only letters have the bit 0x40.
 */
static inline uint32_t fold_hash_short(const char *s, size_t len)
{
	/* The bytes behind the last block of eight that is full. */
	static const uint64_t rest[8] = {
		0,          0xFF,         0xFFFF,         0xFFFFFF,
		0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF};
	uint64_t first = eight_load(s), last = eight_load(s + (len & 8)) & rest[len & 7];
	uint64_t whole = 0 - (uint64_t)(len >> 3);

	first |= first >> 1 & 0x20 * FOLD_EACH_BYTE;
	last |= last >> 1 & 0x20 * FOLD_EACH_BYTE;
	return fold_end(fold_block(0, first) & whole, last, len);
}

#endif
