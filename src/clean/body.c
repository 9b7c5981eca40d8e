/*
 * Which pieces are the article?
 *
 * News text stands together: paragraphs that read as sentences, with subheads, captions, share buttons
 * and links to other stories strewn in, between a head and a tail of menus and teasers. So each piece
 * is given a worth, in letters (prose above zero, the longer the more; menus below), and the stretch of
 * pieces whose worths add up to the most is the article (Kadane's scan; Bentley 1984). Within the
 * stretch each piece is then judged by its signs and its neighbours:
 *
 *	-25  Menu
 *	-25  World
 *	-25  Kim greets neighbour            the title
 *	-20  By Anna Lind
 *	+210 Kim Il-mun has sent …           ┐
 *	-25  A third year                    │ a short line between paragraphs: a subhead, body
 *	-60  Share this article              │ furniture
 *	+180 It was the third …              ┘
 *	-400 Comments                        nothing goes on behind this
 *	+90  I for one think that …
 *
 * Linear in the number of pieces. Rejected: a threshold on line length alone (loses short paragraphs,
 * keeps cookie notes), learned weights (nobody can read them).
 */
#include "clean/work.h"

enum {
	WORTH_MOST = 400, /* a paragraph; so that one long legal notice does not beat an article */
	WORTH_SHORT = -25,
	WORTH_HEADLINE = -12, /* long, but does not end as a sentence */
	WORTH_FURNITURE = -60,
	WORTH_END = -400,
	SUBHEAD_WORDS = 16,
	STANDFIRST_REACH = 5,
	VALLEY = -300,        /* worth of a run of pieces that may end the article */
	ARTICLE_WORTH = 1000, /* prose that must stand before it */
	THINNER = 60, /* percent of the density before it that prose behind it has at most */
	CAPTION_WORDS = 60,
};

int32_t worth_of(const struct piece *piece)
{
	int32_t letters = (int32_t)(piece->letters < WORTH_MOST ? piece->letters : WORTH_MOST);

	if (piece->signs & SIGN_END)
		return WORTH_END;
	if (piece->signs & SIGN_FURNITURE)
		return WORTH_FURNITURE;
	if (piece->signs & SIGN_CREDIT)
		return 0;
	if (piece->signs & SIGN_RELATED)
		return WORTH_SHORT;
	if (piece->signs & SIGN_CAPTION)
		return -5;
	if (piece->signs & SIGN_LINKS)
		return WORTH_SHORT;
	if (piece->signs & SIGN_UPPER)
		return WORTH_HEADLINE;
	if (piece->signs & (SIGN_DATE | SIGN_NAME | SIGN_BYLINE) && piece->words < 14)
		return -20;
	if (piece->signs & SIGN_SENTENCE && piece->letters >= 20)
		return piece->signs & SIGN_PROSE ? letters : letters / 2;
	return piece->signs & SIGN_PROSE ? (piece->letters > 160 ? letters / 2 : WORTH_HEADLINE)
					 : WORTH_SHORT;
}

/* The stretch [*first, *end) of pieces of the greatest worth; of equals the earliest. */
void stretch_find(const struct work *work, size_t *first, size_t *end)
{
	int64_t best = 0, sum = 0;
	size_t start = 0;

	*first = *end = 0;
	for (size_t i = 0; i < work->n; i++) {
		if (sum <= 0) {
			sum = 0;
			start = i;
		}
		sum += work->pieces[i].worth;
		if (sum > best) {
			best = sum;
			*first = start;
			*end = i + 1;
		}
	}
}

/* Worth of the stretch's prose. */
static int64_t prose_worth(const struct work *work)
{
	int64_t sum = 0;

	for (size_t i = work->first; i < work->end; i++)
		sum += work->pieces[i].worth > 0 ? work->pieces[i].worth : 0;
	return sum;
}

/*
 * Teasers and comments below an article are prose too, and may pay for the menus between. So the stretch
 * ends at the first valley, a run of pieces worth VALLEY together, behind which prose is much thinner.
 */
static void valley_cut(struct work *work)
{
	int64_t all = prose_worth(work), before = 0, run = 0;
	size_t valley = work->first;

	for (size_t i = work->first; i < work->end; i++) {
		int32_t worth = work->pieces[i].worth;

		if (worth <= 0) {
			valley = run ? valley : i;
			run += worth ? worth : -1;
			continue;
		}
		if (run <= VALLEY && before >= ARTICLE_WORTH &&
		    (all - before) * 100 / (int64_t)(work->end - i) <
			    before * THINNER / (int64_t)(valley - work->first)) {
			work->end = valley;
			return;
		}
		run = 0;
		before += worth;
	}
}

bool is_paragraph(const struct piece *piece)
{
	return piece->worth > 0;
}

/* The kind of a piece that is not text of the article, by its own signs. */
enum mark_kind kind_by_signs(const struct piece *piece)
{
	if (piece->signs & (SIGN_FURNITURE | SIGN_END))
		return MARK_FURNITURE;
	if (piece->signs & SIGN_CREDIT)
		return MARK_CREDIT;
	if (piece->signs & SIGN_CAPTION)
		return MARK_CAPTION;
	if (piece->signs & (SIGN_RELATED | SIGN_LINKS | SIGN_UPPER))
		return MARK_RELATED;
	if (piece->signs & (SIGN_BYLINE | SIGN_NAME))
		return MARK_BYLINE;
	return MARK_FURNITURE;
}

static bool is_plain_short(const struct piece *piece)
{
	return piece->worth <= 0 &&
	       !(piece->signs & (SIGN_FURNITURE | SIGN_END | SIGN_CREDIT | SIGN_CAPTION |
				 SIGN_RELATED | SIGN_LINKS | SIGN_DATE | SIGN_UPPER));
}

/* Is the line next to it the same, or the same with a photo credit behind it? */
static bool is_doubled(const struct work *work, size_t i)
{
	struct str fold = work->pieces[i].fold;

	if (i && str_eq(fold, work->pieces[i - 1].fold))
		return true;
	return i + 1 < work->n && fold.len > 20 && str_starts(work->pieces[i + 1].fold, fold);
}

/* A run [from, to) of short lines inside the article: a subhead, a list, or links. */
static void run_judge(struct work *work, size_t from, size_t to)
{
	const struct piece *before = from > work->first ? &work->pieces[from - 1] : NULL;
	bool list = before && str_ends(before->fold, STR(":"));

	for (size_t i = from; i < to; i++) {
		struct piece *piece = &work->pieces[i];
		bool sentence = piece->signs & SIGN_SENTENCE && piece->words > 1;

		if (is_doubled(work, i))
			piece->kind = MARK_CAPTION;
		else if (list || (sentence && !(piece->signs & SIGN_NAME)) ||
			 piece->signs & SIGN_BULLET)
			piece->kind = MARK_BODY;
		else if (to - from == 1 && to < work->end && piece->words <= SUBHEAD_WORDS)
			piece->kind = MARK_BODY;
		else
			piece->kind = MARK_RELATED;
	}
}

/* A paragraph by its length, a caption by its place: doubled, or signed while the text goes on. */
static bool is_picture_line(const struct work *work, size_t i)
{
	if (is_doubled(work, i))
		return true;
	if (!(work->pieces[i].signs & SIGN_SIGNED) || work->pieces[i].words > CAPTION_WORDS)
		return false;
	for (size_t next = i + 1; next < work->end; next++)
		if (is_paragraph(&work->pieces[next]))
			return true;
	return false;
}

static void inside_judge(struct work *work)
{
	for (size_t i = work->first; i < work->end;) {
		struct piece *piece = &work->pieces[i];
		size_t to = i + 1;

		if (is_plain_short(piece)) {
			while (to < work->end && is_plain_short(&work->pieces[to]))
				to++;
			run_judge(work, i, to);
		} else if (is_paragraph(piece)) {
			piece->kind = is_picture_line(work, i) ? MARK_CAPTION : MARK_BODY;
		} else {
			piece->kind = kind_by_signs(piece);
		}
		i = to;
	}
}

static void outside_judge(struct work *work)
{
	for (size_t i = 0; i < work->n; i++)
		if (i < work->first || i >= work->end)
			work->pieces[i].kind = kind_by_signs(&work->pieces[i]);
}

/* The standfirst: a line or two right behind the title, before byline and share buttons. */
static void standfirst_find(struct work *work)
{
	if (work->heading == STR_NONE || work->heading >= work->first)
		return;
	for (size_t i = work->heading + 1; i < work->first && i <= work->heading + STANDFIRST_REACH;
	     i++) {
		struct piece *piece = &work->pieces[i];

		if (piece->signs &
		    (SIGN_FURNITURE | SIGN_END | SIGN_CREDIT | SIGN_CAPTION | SIGN_RELATED |
		     SIGN_DATE | SIGN_NAME | SIGN_BYLINE | SIGN_LINKS))
			continue;
		if (str_eq(piece->fold, work->pieces[work->heading].fold) || piece->words < 5 ||
		    piece->letters < 25 || piece->signs & SIGN_REPEATED)
			continue;
		piece->kind = MARK_BODY;
		return;
	}
}

/* Text that another tool took out of its page: all of it but what is surely no article. */
static void extracted_judge(struct work *work)
{
	work->first = 0;
	work->end = work->n;
	for (size_t i = 0; i < work->n; i++) {
		struct piece *piece = &work->pieces[i];
		bool other = piece->signs & (SIGN_FURNITURE | SIGN_CREDIT | SIGN_RELATED) &&
			     !is_long_sentence(piece);

		piece->kind = other ? kind_by_signs(piece) : MARK_BODY;
	}
}

void body_choose(struct work *work)
{
	work->heading = STR_NONE;
	if (work->extracted) {
		extracted_judge(work);
		return;
	}
	repeats_note(work);
	if (work->elements) {
		elements_judge(work);
		return;
	}
	for (size_t i = 0; i < work->n; i++)
		work->pieces[i].worth = worth_of(&work->pieces[i]);
	stretch_find(work, &work->first, &work->end);
	valley_cut(work);
	heading_find(work);
	outside_judge(work);
	inside_judge(work);
	standfirst_find(work);
	if (work->heading != STR_NONE)
		work->pieces[work->heading].kind = MARK_TITLE;
}
