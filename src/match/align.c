/*
 * Where exactly does a passage begin and end, and what in it was changed?
 *
 * A chain gives runs of equal words with gaps between. Each gap is aligned word by word; then both
 * ends are pushed outward as long as more equal words can be had than the changes on the way cost:
 *
 *	The ministry │ said on Tuesday that the talks │ would   go │ on as planned after │ lunch
 *	A spokesman  │ said on Tuesday that the talks │ were to go │ on as planned after │ a break
 *	    ← end    │ ──────── run ───────────────── │ ── gap ─── │ ── run ──────────── │   end →
 *
 * An equal word is worth 2, a short one ("the", "of") 1; each column that is not equal costs 1. All
 * equal words then make a list of runs and gaps, from which the passages are cut:
 *   - a gap that one side alone has and that is long is an insertion (an outlet's own paragraph, a
 *     furniture line): the passage is broken there;
 *   - of what is left, the stretches of largest score are taken whose every beginning and every end
 *     has a positive score: all maximal scoring subsequences (Ruzzo and Tompa, ISMB 1999). So a
 *     copy that was reworked all over stays one passage, and a few common words behind its end do
 *     not make it longer.
 *
 * Bounds: a gap is at most CHAIN_GAP words, a window at the ends EXTEND words, and each window must
 * win words to be followed by another, so the work is linear in the passages' words (times 64).
 * What is worth aligning is a few dozen words at a time (window.c); most work is in runs, which are
 * only compared.
 */
#include "match/align.h"

#include "base/vector.h"
#include "match/tokens.h"
#include "match/window.h"

enum {
	EXTEND = 48,    /* words looked at beyond an end at once */
	GAIN_LEAST = 3, /* what such a window must bring */
	INSERTED = 12,  /* so many words that one side alone has break a passage */
	GAP_MOST = 28,  /* and so many changed ones */
};

struct aligner {
	struct arena *scratch;
	const struct align_side *a, *b;
	struct alignment *out;
};

static void run_push(struct aligner *aligner, uint32_t a, uint32_t b, uint32_t len)
{
	struct alignment *out = aligner->out;
	struct run *last = out->nruns ? &out->runs[out->nruns - 1] : NULL;

	if (last && last->a + last->len == a && last->b + last->len == b) {
		last->len += len;
		return;
	}
	if (out->nruns == out->runs_room)
		out->runs = vec_grown(aligner->scratch, out->runs, sizeof(*out->runs),
				      out->nruns + 1, &out->runs_room);
	out->runs[out->nruns++] = (struct run){a, b, len};
}

/* Aligns what lies between two runs, from end to end. */
static void align_gap(struct aligner *aligner, uint32_t a, uint32_t a_end, uint32_t b,
		      uint32_t b_end)
{
	struct window window;
	struct window_pairs pairs;

	if (a >= a_end || b >= b_end || a_end - a > WINDOW_MOST || b_end - b > WINDOW_MOST)
		return;
	window_read(&window, aligner->a->ids + a, a_end - a, aligner->b->ids + b, b_end - b, false);
	window_align(&window, &pairs);
	for (uint32_t i = 0; i < pairs.n; i++)
		run_push(aligner, a + pairs.a[i], b + pairs.b[i], 1);
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/*
 * The words beyond an end, up to na and nb of them, that still belong to the passage; false where there are
 * none. Most ends are settled before anything is aligned: too few words stand on both sides, or no two in a
 * row.
 */
static bool extend(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb, bool backward,
		   struct window_pairs *pairs)
{
	struct window window;

	na = least(EXTEND, na);
	nb = least(EXTEND, nb);
	if (!window_may_start(a, na, b, nb, backward, GAIN_LEAST))
		return false;
	window_read(&window, a, na, b, nb, backward);
	return window_shares_two(&window) && window_may_be_worth(&window, GAIN_LEAST) &&
	       window_align_start(&window, pairs) >= GAIN_LEAST;
}

static void extend_forward(struct aligner *aligner)
{
	struct alignment *out = aligner->out;
	const uint32_t *ids_a = aligner->a->ids, *ids_b = aligner->b->ids;

	for (;;) {
		struct run *last = &out->runs[out->nruns - 1];
		uint32_t a = last->a + last->len, b = last->b + last->len;
		struct window_pairs pairs;

		if (!extend(ids_a + a, aligner->a->n - a, ids_b + b, aligner->b->n - b, false,
			    &pairs))
			return;
		for (uint32_t i = 0; i < pairs.n; i++)
			run_push(aligner, a + pairs.a[i], b + pairs.b[i], 1);
		last = &out->runs[out->nruns - 1];
		while (last->a + last->len < aligner->a->n && last->b + last->len < aligner->b->n &&
		       ids_a[last->a + last->len] == ids_b[last->b + last->len])
			last->len++;
	}
}

/* The same to the front, before anything is in the list. */
static void extend_backward(struct aligner *aligner, uint32_t a, uint32_t b)
{
	const uint32_t *ids_a = aligner->a->ids, *ids_b = aligner->b->ids;
	VEC(struct run) found = {0}; /* nearest first */

	for (;;) {
		struct window_pairs pairs;
		uint32_t from_a = a, from_b = b;

		if (!extend(ids_a + a, a, ids_b + b, b, true, &pairs))
			break;
		for (uint32_t i = 0; i < pairs.n; i++) {
			a = from_a - 1 - pairs.a[i];
			b = from_b - 1 - pairs.b[i];
			vec_push(aligner->scratch, &found, ((struct run){a, b, 1}));
		}
		for (; a && b && ids_a[a - 1] == ids_b[b - 1]; a--, b--)
			vec_push(aligner->scratch, &found, ((struct run){a - 1, b - 1, 1}));
	}
	while (found.n--)
		run_push(aligner, found.items[found.n].a, found.items[found.n].b, 1);
}

/* ---------------------------------------------------------------- cutting passages */

/* A stretch of runs first … last with its score, and the scores of all before and up to its end. */
struct stretch {
	size_t first, last;
	int32_t before, upto;
	size_t link; /* behind the nearest earlier one in the list with a smaller `before`; 0: none
		      */
};

static bool breaks(uint32_t a, uint32_t b)
{
	uint32_t longer = a > b ? a : b, shorter = a > b ? b : a;

	return longer > GAP_MOST || (longer >= INSERTED && shorter * 3 < longer);
}

static uint32_t gap_columns(const struct run *before, const struct run *after)
{
	uint32_t a = after->a - before->a - before->len, b = after->b - before->b - before->len;

	return a > b ? a : b;
}

static int32_t run_weight(const struct aligner *aligner, const struct run *run)
{
	int32_t weight = 0;

	for (uint32_t i = 0; i < run->len; i++)
		weight += token_weight(aligner->a->ids[run->a + i]);
	return weight;
}

static void stretch_keep(struct aligner *aligner, const struct stretch *stretch)
{
	struct alignment *out = aligner->out;
	const struct run *first = &out->runs[stretch->first], *last = &out->runs[stretch->last];
	struct aligned aligned = {.a = first->a,
				  .b = first->b,
				  .a_end = last->a + last->len,
				  .b_end = last->b + last->len,
				  .score = stretch->upto - stretch->before};

	for (const struct run *run = first; run <= last; run++) {
		aligned.same += run->len;
		if (run->len > aligned.longest)
			aligned.longest = run->len;
		aligned.columns += run->len;
		if (run < last)
			aligned.columns += gap_columns(run, run + 1);
	}
	if (out->n == out->room)
		out->items = vec_grown(aligner->scratch, out->items, sizeof(*out->items),
				       out->n + 1, &out->room);
	out->items[out->n++] = aligned;
}

/* Ruzzo and Tompa's list of candidates, one run more. */
static size_t stretch_add(struct stretch *list, size_t n, struct stretch next)
{
	for (;;) {
		size_t j = n;

		while (j && list[j - 1].before >= next.before)
			j = list[j - 1].link;
		next.link = j;
		if (!j || list[j - 1].upto >= next.upto)
			break;
		next.first = list[j - 1].first;
		next.before = list[j - 1].before;
		n = j - 1;
	}
	list[n] = next;
	return n + 1;
}

/* The passages among runs first … end, between which no gap breaks. */
static void cut_part(struct aligner *aligner, size_t first, size_t end)
{
	const struct run *runs = aligner->out->runs;
	struct stretch *list = arena_alloc(aligner->scratch, (end - first) * sizeof(*list));
	int32_t sum = 0;
	size_t n = 0;

	for (size_t i = first; i < end; i++) {
		struct stretch next = {.first = i, .last = i};

		if (i > first)
			sum -= (int32_t)(gap_columns(&runs[i - 1], &runs[i]) * 3 / 4);
		next.before = sum;
		sum += run_weight(aligner, &runs[i]);
		next.upto = sum;
		n = stretch_add(list, n, next);
	}
	for (size_t i = 0; i < n; i++)
		stretch_keep(aligner, &list[i]);
}

static bool is_furniture(const struct aligner *aligner, const struct run *run, uint32_t i)
{
	return token_bit(aligner->a->furniture, run->a + i) ||
	       token_bit(aligner->b->furniture, run->b + i);
}

/* Takes furniture out of the runs: a passage may stand beside it, but does not go on into it. */
static void drop_furniture(struct aligner *aligner)
{
	struct alignment *out = aligner->out;
	const struct run *runs = out->runs;
	size_t n = out->nruns;

	if (!aligner->a->furniture && !aligner->b->furniture)
		return;
	out->runs = NULL;
	out->nruns = out->runs_room = 0;
	for (const struct run *run = runs; run < runs + n; run++)
		for (uint32_t i = 0, end; i < run->len; i = end + 1) {
			for (end = i; end < run->len && !is_furniture(aligner, run, end);)
				end++;
			if (end > i)
				run_push(aligner, run->a + i, run->b + i, end - i);
		}
}

static void cut(struct aligner *aligner)
{
	const struct run *runs = aligner->out->runs;
	size_t first = 0, n = aligner->out->nruns;

	for (size_t i = 1; i <= n; i++)
		if (i == n || breaks(runs[i].a - runs[i - 1].a - runs[i - 1].len,
				     runs[i].b - runs[i - 1].b - runs[i - 1].len)) {
			cut_part(aligner, first, i);
			first = i;
		}
}

/* Appends run `next` and what lies between it and the last one. */
static void join(struct aligner *aligner, struct run next)
{
	const struct run *last = &aligner->out->runs[aligner->out->nruns - 1];
	uint32_t a = last->a + last->len, b = last->b + last->len, lost = 0;

	if (a > next.a)
		lost = a - next.a;
	if (b > next.b && b - next.b > lost)
		lost = b - next.b;
	if (lost >= next.len)
		return;
	next = (struct run){next.a + lost, next.b + lost, next.len - lost};
	align_gap(aligner, a, next.a, b, next.b);
	run_push(aligner, next.a, next.b, next.len);
}

void align_chain(struct arena *scratch, const struct align_side *a, const struct align_side *b,
		 const struct run *runs, const struct chain *chain, struct alignment *out)
{
	struct aligner aligner = {.scratch = scratch, .a = a, .b = b, .out = out};
	const struct run *first = &runs[chain->runs[0]];

	out->n = out->nruns = 0;
	extend_backward(&aligner, first->a, first->b);
	run_push(&aligner, first->a, first->b, first->len);
	for (uint32_t i = 1; i < chain->n; i++)
		join(&aligner, runs[chain->runs[i]]);
	extend_forward(&aligner);
	drop_furniture(&aligner);
	cut(&aligner);
}
