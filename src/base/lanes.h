/*
 * Sixteen bytes at a time.
 *
 * Comparing lanes gives all ones where it holds, so that what is true of many bytes is told at once
 * and read as bits, the first byte's lowest:
 *
 *	The fox's 1.
 *	111011101010      lanes_bits(letters | digits)
 *
 * Vectors of gcc and clang, which make of them what the machine has. One thing has no name among
 * them, the bits of the lanes; where the machine has none either, they are gathered by multiplying.
 */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 16 };

/*
 * Before a static function: it is made twice, for any machine and for those that have AVX2 and BMI, and
 * which of the two runs is found out when the program is loaded. For the few that take most of the time in
 * loops over lanes and bits. Only where compiler and C library can, and a sanitizer is not ready yet when
 * it would be found out. Not before others, whose means to find out would be seen from outside.
 */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && __GNUC__ >= 12 &&          \
	!defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MADE_TWICE __attribute__((target_clones("default", "arch=x86-64-v3")))
#else
#define MADE_TWICE
#endif

/* For what such functions call, to be made with them. */
#define MADE_WITHIN inline __attribute__((always_inline))

typedef uint8_t lanes __attribute__((vector_size(LANES)));

static inline lanes lanes_load(const char *s)
{
	lanes bytes;

	memcpy(&bytes, s, LANES);
	return bytes;
}

/* The bytes at s; where fewer than `n` are left, a copy of them in `room` with zeros behind. */
static inline const char *zeros_behind(const char *s, size_t left, char *room, size_t n)
{
	if (left >= n)
		return s;
	memset(room, 0, n);
	return memcpy(room, s, left);
}

static inline lanes lanes_equal(lanes bytes, unsigned char byte)
{
	return (lanes)(bytes == byte);
}

/* Moved so that the range ends where numbers with a sign do: to compare those takes fewer instructions. */
static inline lanes lanes_within(lanes bytes, unsigned char from, unsigned char to)
{
	typedef signed char signed_lanes __attribute__((vector_size(LANES)));
	signed char below = (signed char)(126 - (to - from));

	return (lanes)((signed_lanes)(bytes + (unsigned char)(127 - to)) > below);
}

/* Letters and digits of ASCII. */
static inline lanes lanes_letters_digits(lanes bytes)
{
	return lanes_within(bytes | 0x20, 'a', 'z') | lanes_within(bytes, '0', '9');
}

/* The top bit of each lane. */
static inline uint64_t lanes_bits(lanes truth)
{
#ifdef __SSE2__
	typedef char signed_lanes __attribute__((vector_size(LANES)));

	return (uint32_t)__builtin_ia32_pmovmskb128((signed_lanes)truth);
#else
	uint64_t bits = 0;

	for (unsigned i = 0; i < LANES; i++)
		bits |= (uint64_t)(truth[i] >> 7) << i;
	return bits;
#endif
}

/* Four numbers at a time. */
typedef uint32_t fours __attribute__((vector_size(LANES)));
typedef int32_t fours_signed __attribute__((vector_size(LANES)));

static inline fours fours_load(const void *numbers)
{
	fours some;

	memcpy(&some, numbers, LANES);
	return some;
}

/* The top bit of each of the four. */
static inline uint32_t fours_bits(fours truth)
{
#ifdef __SSE2__
	typedef float floats __attribute__((vector_size(LANES)));

	return (uint32_t)__builtin_ia32_movmskps((floats)truth);
#else
	return truth[0] >> 31 | truth[1] >> 31 << 1 | truth[2] >> 31 << 2 | truth[3] >> 31 << 3;
#endif
}

/* Those that are not ASCII. */
static inline lanes lanes_beyond_ascii(lanes bytes)
{
	return bytes;
}

enum { LANES_BLOCK = 64 };

/* A bit for each of LANES_BLOCK bytes of which the function tells that it holds, in the top bit of its lane. */
static MADE_WITHIN uint64_t lanes_block_bits(const char *s, lanes (*holds)(lanes bytes))
{
	uint64_t bits = 0;

#pragma GCC unroll 4
	for (unsigned i = 0; i < LANES_BLOCK; i += LANES)
		bits |= lanes_bits(holds(lanes_load(s + i))) << i;
	return bits;
}

/* The first place in s[at, end) of which `holds` tells so, or `end`; of s, `len` bytes may be read. */
static MADE_WITHIN size_t lanes_find(const char *s, size_t len, size_t at, size_t end,
				     lanes (*holds)(lanes bytes))
{
	char room[LANES];

	for (; at < end; at += LANES) {
		const char *bytes = zeros_behind(s + at, len - at, room, LANES);
		uint64_t found = lanes_bits(holds(lanes_load(bytes)));

		if (found) {
			at += (size_t)__builtin_ctzll(found);
			break;
		}
	}
	return at < end ? at : end;
}

/* Eight bytes as a number, the first lowest. */
static inline uint64_t eight_load(const char *s)
{
	uint64_t eight;

	memcpy(&eight, s, sizeof(eight));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	return eight;
}

/* How many bits are set: counted in place where the compiler would call a function. */
static inline uint32_t bits_count(uint64_t bits)
{
#if defined(__x86_64__) && !defined(__POPCNT__)
	bits -= bits >> 1 & UINT64_C(0x5555555555555555);
	bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
	bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (uint32_t)(bits * UINT64_C(0x0101010101010101) >> 56);
#else
	return (uint32_t)__builtin_popcountll(bits);
#endif
}

#endif
