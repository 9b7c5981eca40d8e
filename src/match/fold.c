/*
 * A story that 5,000 outlets print is one text with 5,000 prints.
 *
 * A gram in very many articles is a star: its articles are compared with its hub only. But every print
 * has edits of its own, and the grams around an edit are in few prints: small groups, whose members
 * would be compared pair by pair after all. So an article most of whose grams have one hub is a print of
 * that hub, and two prints of one hub are not compared with each other; what they have from each other is
 * in what each has from the hub, but for an edit that both share.
 *
 * Cost: linear in the seeds.
 */
#include "match/fold.h"

#include "base/guard.h"
#include "base/pool.h"
#include "base/radix.h"

enum { PART = 6 }; /* so many words of a print have one seed of the hub at least */

struct folding {
	const struct groups *groups;
	struct match_memory *memory;
	uint32_t *folds;
};

/* The number that occurs most often among `hubs`, the smallest of several; sorts them. */
static uint32_t most_frequent(uint64_t *hubs, uint64_t *spare, size_t n, size_t *count)
{
	uint32_t best = FOLD_NONE;

	*count = 0;
	radix_sort(hubs, spare, n, 0);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && hubs[end] == hubs[i];)
			end++;
		if (end - i > *count) {
			*count = end - i;
			best = (uint32_t)hubs[i];
		}
	}
	return best;
}

static void fold_work(void *context, size_t item, unsigned worker)
{
	struct folding *folding = context;
	const struct groups *groups = folding->groups;
	struct arena *scratch = &folding->memory[worker].scratch;
	struct seed *seeds;
	uint64_t *hubs;
	size_t n, nhubs = 0, count;
	uint32_t hub;

	arena_clear(scratch);
	n = groups_seeds(groups, (uint32_t)item, scratch, &seeds);
	hubs = arena_alloc(scratch, 2 * n * sizeof(*hubs));
	for (size_t i = 0; i < n; i++)
		if (seeds[i].group->flags & GROUP_STAR &&
		    !(seeds[i].group->flags & GROUP_FURNITURE))
			hubs[nhubs++] = groups_article(groups, seeds[i].group->members[0]);
	hub = nhubs ? most_frequent(hubs, hubs + n, nhubs, &count) : FOLD_NONE;
	if (hub != FOLD_NONE && count * PART >= groups->texts[item].n)
		folding->folds[item] = hub;
}

uint32_t *fold_prints(const struct groups *groups, struct arena *own, unsigned threads,
		      struct match_memory *memory)
{
	struct folding folding = {groups, memory,
				  arena_alloc(own, groups->ntexts * sizeof(uint32_t))};
	enum wire_status status;

	for (size_t i = 0; i < groups->ntexts; i++)
		folding.folds[i] = FOLD_NONE;
	status = pool_run(threads, groups->ntexts, fold_work, &folding);
	if (status)
		guard_raise(status);
	return folding.folds;
}
