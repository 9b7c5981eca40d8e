/*
 * What was changed between two stretches, word by word, for people who read them side by side:
 *
 *	a      The ministry said  on Tuesday  that        talks  would  go on
 *	b      The ministry said              that   the  talks  will   go on
 *	       same               only a      same   b    same   changed same
 *
 * The words of both are aligned anew by Myers' algorithm ("An O(ND) difference algorithm and its
 * variations", 1986), which is fast where little was changed. Its work is bounded: after MOST_CHANGES
 * edits what is left of both is told as changed in one piece. Between two equal words the words that
 * only one side has are an insertion; where both have some, a change.
 *
 * Cost: words times changes, memory the square of the changes, at most MOST_CHANGES of them.
 */
#include "match/match.h"

#include "base/vector.h"

enum { MOST_CHANGES = 1000 };

struct side {
	struct words words;
	uint32_t start, end; /* of the stretch */
};

struct differ {
	struct arena *out, *scratch;
	struct side a, b;
	struct edits *edits;
	size_t room;
};

/* A way through both lists: how far in a each diagonal was reached after d changes. */
struct trace {
	uint32_t **reached;     /* for d changes: diagonals -d … d */
	uint32_t a, b, changes; /* where the way ends that goes furthest, and with how many */
};

static bool same_word(const struct differ *differ, uint32_t i, uint32_t j)
{
	return differ->a.words.items[i].hash == differ->b.words.items[j].hash;
}

/* The furthest place on diagonal k (a minus b) with d changes, before equal words are walked. */
static uint32_t step(const struct trace *trace, int64_t d, int64_t k)
{
	const uint32_t *before;

	if (!d)
		return 0;
	before = trace->reached[d - 1] + (d - 1);
	if (k == -d || (k != d && before[k - 1] < before[k + 1]))
		return before[k + 1];
	return before[k - 1] + 1;
}

/* One more change on every diagonal; true where the end of both was reached. */
static bool widen(struct differ *differ, struct trace *trace, int64_t d)
{
	int64_t na = (int64_t)differ->a.words.n, nb = (int64_t)differ->b.words.n;
	uint32_t *row = ARENA_ARRAY(differ->scratch, uint32_t, 2 * (size_t)d + 1);

	trace->reached[d] = row;
	for (int64_t k = -d; k <= d; k += 2) {
		int64_t i = step(trace, d, k), j = i - k;

		while (i < na && j < nb && same_word(differ, (uint32_t)i, (uint32_t)j)) {
			i++;
			j++;
		}
		row[k + d] = (uint32_t)i;
		if (i <= na && j <= nb &&
		    (uint64_t)i + (uint64_t)j > (uint64_t)trace->a + trace->b) {
			trace->a = (uint32_t)i;
			trace->b = (uint32_t)j;
			trace->changes = (uint32_t)d;
		}
		if (i >= na && j >= nb && i <= na && j <= nb)
			return true;
	}
	return false;
}

/* The equal words on the way that ends at trace->a, trace->b with d changes, last first. */
static size_t walk(const struct trace *trace, int64_t d, uint32_t *pairs)
{
	int64_t i = trace->a, k = (int64_t)trace->a - trace->b;
	size_t n = 0;

	for (; d >= 0; d--) {
		int64_t from = step(trace, d, k);

		while (i > from) {
			i--;
			pairs[2 * n] = (uint32_t)i;
			pairs[2 * n + 1] = (uint32_t)(i - k);
			n++;
		}
		if (!d)
			break;
		if (k == -d || (k != d && trace->reached[d - 1][k - 1 + d - 1] <
						  trace->reached[d - 1][k + 1 + d - 1])) {
			k++;
			i = from;
		} else {
			k--;
			i = from - 1;
		}
	}
	return n;
}

/* The bytes of words [first, end) of a side; of none: an empty place before the next word. */
static struct span bytes_of(const struct side *side, uint32_t first, uint32_t end)
{
	const struct word *words = side->words.items;

	if (first < end)
		return span_between(words[first].start, words[end - 1].start + words[end - 1].len);
	if (first < side->words.n)
		return span_between(words[first].start, words[first].start);
	return span_between(side->end, side->end);
}

static void tell(struct differ *differ, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end,
		 bool same)
{
	struct edits *edits = differ->edits;
	struct edit edit = {.a = bytes_of(&differ->a, a, a_end),
			    .b = bytes_of(&differ->b, b, b_end)};

	if (a == a_end && b == b_end)
		return;
	edit.kind = same         ? EDIT_SAME
		    : a == a_end ? EDIT_ONLY_B
		    : b == b_end ? EDIT_ONLY_A
				 : EDIT_CHANGED;
	if (edits->n == differ->room)
		edits->items = vec_grown(differ->out, edits->items, sizeof(*edits->items),
					 edits->n + 1, &differ->room);
	edits->items[edits->n++] = edit;
}

/* Tells what the pairs of equal words (last first) say: runs of them, and what lies between. */
static void tell_all(struct differ *differ, const uint32_t *pairs, size_t n)
{
	uint32_t a = 0, b = 0, na = (uint32_t)differ->a.words.n, nb = (uint32_t)differ->b.words.n;

	while (n) {
		uint32_t i = pairs[2 * n - 2], j = pairs[2 * n - 1], len = 0;

		tell(differ, a, i, b, j, false);
		while (n && pairs[2 * n - 2] == i + len && pairs[2 * n - 1] == j + len) {
			len++;
			n--;
		}
		tell(differ, i, i + len, j, j + len, true);
		a = i + len;
		b = j + len;
	}
	tell(differ, a, na, b, nb, false);
}

void match_edits(struct arena *out, struct arena *scratch, struct str text_a, struct span a,
		 struct str text_b, struct span b, struct edits *edits)
{
	struct differ differ = {.out = out, .scratch = scratch, .edits = edits};
	struct trace trace = {0};
	uint32_t *pairs;
	size_t n, shorter;

	*edits = (struct edits){0};
	differ.a = (struct side){.start = a.start, .end = span_end(a)};
	differ.b = (struct side){.start = b.start, .end = span_end(b)};
	split_words(scratch, text_a, a, &differ.a.words);
	split_words(scratch, text_b, b, &differ.b.words);
	trace.reached = ARENA_ARRAY(scratch, uint32_t *, MOST_CHANGES + 1);
	for (int64_t d = 0; d <= MOST_CHANGES; d++)
		if (widen(&differ, &trace, d))
			break;
	shorter = differ.a.words.n < differ.b.words.n ? differ.a.words.n : differ.b.words.n;
	pairs = arena_alloc(scratch, 2 * (shorter + 1) * sizeof(*pairs));
	n = walk(&trace, trace.changes, pairs);
	tell_all(&differ, pairs, n);
}
