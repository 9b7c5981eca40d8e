/*
 * The title.
 *
 * In pasted text it is a line above the article that reads as a headline: some words, no full stop,
 * close above the byline or the date; and often it stands twice, once as "Title | Section - Outlet".
 */
#include "clean/work.h"

#include <string.h>

enum { HEADING_REACH = 60, HEADING_WORDS_LEAST = 3, HEADING_WORDS_MOST = 40, TITLE_MOST = 400 };

/* How well a piece reads as a headline, `above` pieces over the article's first; 0: not at all. */
static int headline_points(const struct work *work, size_t i, size_t above)
{
	const struct piece *piece = &work->pieces[i];
	int points = 40 - (int)(above < 40 ? above : 40) / 2;

	if (piece->words < HEADING_WORDS_LEAST || piece->words > HEADING_WORDS_MOST)
		return 0;
	if (piece->signs & (SIGN_FURNITURE | SIGN_END | SIGN_CAPTION | SIGN_CREDIT | SIGN_DATE | SIGN_NAME |
			    SIGN_BYLINE | SIGN_RELATED))
		return 0;
	if (str_find(piece->fold, STR(" / ")) != STR_NONE || str_find(piece->fold, STR(" > ")) != STR_NONE)
		return 0;
	points += piece->words >= 5 ? 15 : 0;
	points += piece->words >= 8 ? 10 : 0;
	points += piece->signs & SIGN_REPEATED ? 10 : 0;
	points -= piece->signs & SIGN_SENTENCE && !(piece->signs & SIGN_QUESTION) ? 20 : 0;
	for (size_t next = i + 1; next < work->n && next <= i + 5; next++)
		if (work->pieces[next].signs & (SIGN_DATE | SIGN_BYLINE | SIGN_NAME)) {
			points += 25 - 4 * (int)(next - i);
			break;
		}
	return points > 0 ? points : 0;
}

/* Does the folded head line begin with this piece and then go on with a bar or a dash? */
static bool is_head_line_of(struct str head, struct str fold)
{
	struct str rest;

	if (fold.len < 12 || !str_starts(head, fold) || head.len <= fold.len)
		return false;
	rest = str_sub(head, fold.len, head.len);
	return str_starts(rest, STR(" | ")) || str_starts(rest, STR(" - ")) || str_starts(rest, STR(" · "));
}

void heading_find(struct work *work)
{
	size_t from = work->first > HEADING_REACH ? work->first - HEADING_REACH : 0;
	int best = 0;

	work->heading = STR_NONE;
	for (size_t i = from; i < work->first; i++) {
		int points = headline_points(work, i, work->first - i);

		for (size_t j = from; points && j < i && j < from + 6; j++)
			points += is_head_line_of(work->pieces[j].fold, work->pieces[i].fold) ? 40 : 0;
		if (points >= best && points > 30) {
			best = points;
			work->heading = i;
		}
	}
}

void title_find(struct work *work)
{
	if (work->article->title.len)
		return;
	if (work->heading != STR_NONE)
		work->article->title = str_copy(work->out, piece_text(work, work->heading));
}
