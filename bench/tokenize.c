/* Words: where they begin and end, and their hashes; then the same as numbers for matching. */
#include "bench.h"

#include "match/tokens.h"

static void words_work(struct bench *bench, void *context)
{
	struct arena *arena = context;
	struct words words = {0};

	for (size_t i = 0; i < bench->n; i++) {
		words.n = 0;
		split_words(arena, bench->texts[i].text, bench->spans[i], &words);
	}
	arena_clear(arena);
}

static void tokens_work(struct bench *bench, void *context)
{
	struct arena *arena = context;
	struct token_rules rules = token_rules_of();
	struct token_words words;

	for (size_t i = 0; i < bench->n; i++) {
		tokens_read(arena, arena, &rules, &bench->texts[i], &words);
		arena_clear(arena);
	}
}

int main(void)
{
	struct bench bench;
	struct arena arena;

	arena_init(&arena);
	bench_begin(&bench);
	bench_report(&bench, "words", bench.bytes, words_work, &arena);
	bench_report(&bench, "tokens", bench.bytes, tokens_work, &arena);
	arena_release(&arena);
	arena_release(&bench.arena);
	return 0;
}
