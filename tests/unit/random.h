/*
 * Random numbers for tests: the seed is printed, and WIRE_SEED=N runs the same again.
 * splitmix64 (Steele, Lea, Flood 2014).
 */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t random_state;

static inline void random_begin(const char *test)
{
	const char *seed = getenv("WIRE_SEED");

	random_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	printf("%s: WIRE_SEED=%llu\n", test, (unsigned long long)random_state);
}

static inline uint64_t random_next(void)
{
	uint64_t z = (random_state += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

/* A number in [0, below). */
static inline uint32_t random_below(uint32_t below)
{
	return (uint32_t)(random_next() % below);
}

#endif
