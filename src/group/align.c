/*
 * Local alignment of two phrases, word by word.
 *
 *	great war of justice to  destroy    fascism
 *	great war of justice to  annihilate fascism that threatened …
 *	└──────────── the stretch ────────────────┘
 *
 * Smith and Waterman 1981 over words: a telling word that is the same scores high, a common one little,
 * a change or a gap costs. The stretch begins and ends with words that are the same, so what changed
 * stands in its context. Cost: the product of the lengths, at most PHRASE_WORDS squared.
 */
#include "group/wording.h"

#include <string.h>

enum { SAME_TELLING = 3, SAME_COMMON = 1, CHANGED = -1, GAP = -1 };
enum step { STEP_STOP, STEP_BOTH, STEP_A, STEP_B };

struct cell {
	int16_t score;
	uint8_t step;
};

static int pair_score(const struct token *a, const struct token *b)
{
	if (a->hash != b->hash)
		return CHANGED;
	return a->telling ? SAME_TELLING : SAME_COMMON;
}

static struct cell cell_best(const struct cell *diagonal, const struct cell *up,
			     const struct cell *left, int pair)
{
	struct cell best = {0, STEP_STOP};

	if (diagonal->score + pair > best.score)
		best = (struct cell){(int16_t)(diagonal->score + pair), STEP_BOTH};
	if (up->score + GAP > best.score)
		best = (struct cell){(int16_t)(up->score + GAP), STEP_A};
	if (left->score + GAP > best.score)
		best = (struct cell){(int16_t)(left->score + GAP), STEP_B};
	return best;
}

static void trace_back(const struct cell *cells, uint32_t width, const struct phrase *a,
		       const struct phrase *b, struct alignment *alignment)
{
	uint32_t i = alignment->a_to, j = alignment->b_to;

	while (cells[i * width + j].step != STEP_STOP) {
		enum step step = cells[i * width + j].step;

		if (step == STEP_BOTH && a->tokens[i - 1].hash == b->tokens[j - 1].hash) {
			alignment->same++;
			alignment->telling += a->tokens[i - 1].telling;
		}
		i -= step != STEP_B;
		j -= step != STEP_A;
	}
	alignment->a_from = i;
	alignment->b_from = j;
}

void phrases_align(struct arena *scratch, const struct phrase *a, const struct phrase *b,
		   struct alignment *alignment)
{
	uint32_t na = a->n < PHRASE_WORDS ? a->n : PHRASE_WORDS;
	uint32_t nb = b->n < PHRASE_WORDS ? b->n : PHRASE_WORDS;
	uint32_t width = nb + 1;
	struct cell *cells = arena_alloc(scratch, (na + 1) * width * sizeof(*cells));

	memset(cells, 0, (na + 1) * width * sizeof(*cells));
	*alignment = (struct alignment){0};
	for (uint32_t i = 1; i <= na; i++) {
		for (uint32_t j = 1; j <= nb; j++) {
			struct cell *cell = &cells[i * width + j];

			*cell = cell_best(&cells[(i - 1) * width + j - 1],
					  &cells[(i - 1) * width + j], &cells[i * width + j - 1],
					  pair_score(&a->tokens[i - 1], &b->tokens[j - 1]));
			if (cell->score <= alignment->score)
				continue;
			alignment->score = cell->score;
			alignment->a_to = i;
			alignment->b_to = j;
		}
	}
	if (alignment->score)
		trace_back(cells, width, a, b, alignment);
}
