/*
 * What the benchmarks share: a made-up pile of articles, a clock, and a floor.
 *
 * The pile: words drawn so that the r-th most frequent one comes about 1/r as often as the first (as in
 * real text), in sentences and paragraphs; every third article takes paragraphs from earlier ones, some
 * words changed. The same pile each time.
 *
 * The floor: adding up all bytes of the pile, the least that anything that looks at text must do. Only
 * the ratio to it carries over from one machine to another.
 */
#ifndef BENCH_H
#define BENCH_H

#include "base/hash.h"
#include "match/match.h"

#include <linux/perf_event.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BENCH_ARTICLES = 4000, BENCH_WORDS = 50000, BENCH_PARAGRAPHS = 14, BENCH_ROUNDS = 3 };

struct bench {
	struct arena arena;
	struct match_text *texts;
	struct span *spans;
	size_t n, bytes;
	uint64_t random;
	int counter;  /* of instructions, or -1 */
	double floor; /* MB/s */
};

static inline uint64_t bench_random(struct bench *bench)
{
	bench->random += 0x9E3779B97F4A7C15u;
	return hash_mix(bench->random);
}

static inline double bench_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A word by its rank: the rarer, the longer. */
static inline void bench_word(struct buf *buf, uint64_t rank, bool name)
{
	uint64_t letters = hash_mix(rank + 1);
	size_t len = 2 + (size_t)(rank > 20) + (size_t)(rank > 200) * 2 +
		     (size_t)(rank > 2000) * 2 + (size_t)(letters % 3);

	for (size_t i = 0; i < len; i++, letters /= 26)
		buf_add_byte(buf, (char)((name && !i ? 'A' : 'a') + (int)(letters % 26)));
}

static inline struct str bench_paragraph(struct bench *bench)
{
	struct buf buf = buf_in(&bench->arena);
	size_t words = 20 + bench_random(bench) % 60;

	for (size_t i = 0; i < words; i++) {
		double share = (double)(bench_random(bench) >> 11) / 9007199254740992.0;
		uint64_t rank = (uint64_t)exp(share * log(BENCH_WORDS));

		bench_word(&buf, rank, i % 14 == 0 || rank % 9 == 8);
		buf_add(&buf, i + 1 == words || i % 14 == 13 ? STR(". ") : STR(" "));
	}
	buf_add(&buf, STR("\n\n"));
	return buf_str(&buf);
}

static inline void bench_make(struct bench *bench)
{
	struct str *parts =
		ARENA_ARRAY(&bench->arena, struct str, BENCH_ARTICLES * BENCH_PARAGRAPHS);
	size_t nparts = 0;

	bench->texts = ARENA_ARRAY(&bench->arena, struct match_text, BENCH_ARTICLES);
	bench->spans = ARENA_ARRAY(&bench->arena, struct span, BENCH_ARTICLES);
	for (bench->n = 0; bench->n < BENCH_ARTICLES; bench->n++) {
		struct buf buf = buf_in(&bench->arena);
		struct str text;

		for (size_t k = 0; k < BENCH_PARAGRAPHS; k++) {
			bool copied = bench->n % 3 == 2 && k % 2;

			if (!copied)
				parts[nparts++] = bench_paragraph(bench);
			buf_add(&buf, parts[copied ? bench_random(bench) % nparts : nparts - 1]);
		}
		text = str_copy(&bench->arena, buf_str(&buf));
		bench->spans[bench->n] = span_between(0, text.len);
		bench->texts[bench->n] =
			(struct match_text){text, &bench->spans[bench->n], 1,
					    (uint32_t)(bench->n % 40 + 1), hash_str(text), INT64_MAX};
		bench->bytes += text.len;
	}
}

static inline int bench_counter(void)
{
	struct perf_event_attr attr = {.type = PERF_TYPE_HARDWARE,
				       .size = sizeof(attr),
				       .config = PERF_COUNT_HW_INSTRUCTIONS,
				       .exclude_kernel = 1,
				       .inherit = 1};

	return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

/* Reports what `work` does in a second to `bytes` bytes; the best of some rounds. */
static inline void bench_report(struct bench *bench, const char *name, size_t bytes,
				void (*work)(struct bench *bench, void *context), void *context)
{
	double best = 1e9, rate;
	long long instructions = 0;

	for (int round = 0; round < BENCH_ROUNDS; round++) {
		double start = bench_seconds(), took;

		if (bench->counter >= 0)
			ioctl(bench->counter, PERF_EVENT_IOC_RESET, 0);
		work(bench, context);
		took = bench_seconds() - start;
		best = took < best ? took : best;
		if (bench->counter >= 0 &&
		    read(bench->counter, &instructions, sizeof(instructions)) < 0)
			instructions = 0;
	}
	rate = (double)bytes / 1e6 / best;
	if (bench->floor <= 0)
		bench->floor = rate;
	printf("%-10s %8.0f MB/s  %6.3f of the floor", name, rate, rate / bench->floor);
	if (instructions)
		printf("  %7.1f instructions a byte", (double)instructions / (double)bytes);
	printf("\n");
}

static inline void bench_floor_work(struct bench *bench, void *context)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < bench->n; i++)
		for (size_t k = 0; k < bench->texts[i].text.len; k++)
			sum += (unsigned char)bench->texts[i].text.s[k];
	*(volatile uint64_t *)context = sum;
}

static inline void bench_begin(struct bench *bench)
{
	uint64_t sum;

	memset(bench, 0, sizeof(*bench));
	arena_init(&bench->arena);
	bench->counter = bench_counter();
	bench_make(bench);
	bench_report(bench, "floor", bench->bytes, bench_floor_work, &sum);
}

#endif
