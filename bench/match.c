/* All of matching, with one thread and with two (processor time, so two should cost hardly more). */
#include "bench.h"

struct work {
	unsigned threads;
	size_t passages;
};

static void match_work(struct bench *bench, void *context)
{
	struct work *work = context;
	struct match_options options = {.threads = work->threads, .min_words = 8, .once = true};
	struct match_asked asked = {.texts = bench->texts, .n = bench->n};
	struct match_index *index;
	struct passages passages;
	struct arena out;

	arena_init(&out);
	index = match_index_new(&out, &options);
	if (match_texts(index, &out, &asked, &passages))
		exit(2);
	work->passages = passages.n;
	match_index_free(index);
	arena_release(&out);
}

int main(void)
{
	struct bench bench;
	struct work one = {1, 0}, two = {2, 0};

	bench_begin(&bench);
	bench_report(&bench, "match 1", bench.bytes, match_work, &one);
	bench_report(&bench, "match 2", bench.bytes, match_work, &two);
	printf("%-10s %8zu in %zu articles of %.1f MB\n", "passages", one.passages, bench.n,
	       (double)bench.bytes / 1e6);
	arena_release(&bench.arena);
	return one.passages == two.passages ? 0 : 1;
}
