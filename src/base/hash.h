/*
 * Hashing: XXH3 with a key, so that nobody who does not know the key can make names collide, and a
 * mixer for numbers (the finalizer of MurmurHash3, Appleby 2011).
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/text.h"

/* 64 bits of `len` bytes under `key`. The same on every machine and run. */
uint64_t hash_bytes(const void *bytes, size_t len, uint64_t key);

static inline uint64_t hash_str(struct str str)
{
	return hash_bytes(str.s, str.len, 0);
}

static inline uint64_t hash_mix(uint64_t x)
{
	x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDu;
	x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53u;
	return x ^ (x >> 33);
}

#endif
