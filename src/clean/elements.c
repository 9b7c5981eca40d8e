/*
 * Which elements of a page are the article?
 *
 * As in pasted text (body.c), the stretch of the greatest worth; but elements say more than lines do:
 * the names of what they stand in (aside, comments, figure …), how much of them is link text, which
 * parent they share and what they look like.
 *
 *	<main>
 *	  <h1>Kim greets neighbour</h1>                    the title
 *	  <p class=dek>It was the third in a row</p>       the standfirst: body
 *	  <figure> … <figcaption>Kim on Friday. (AP)       caption
 *	  <div class=text>                                 ┐ the parent with the most prose:
 *	    <p>Kim Il-mun has sent …</p>                   │ its children are the body,
 *	    <aside><p>Read our newsletter …</p></aside>    │ but for those set aside
 *	    <h2>A third year</h2>                          │
 *	    <p>It was the third …</p>                      ┘
 *	  <p class=promo>Support us …</p>                  another parent, another look: not body
 *
 * A name in the page that fits most of its prose ("form" around everything) says nothing and is not
 * listened to. Linear in the number of elements.
 */
#include "clean/work.h"

#include "base/hash.h"

enum {
	ASIDE_WORTH = -4,
	LINKED_WORTH = -20,
	END_WORTH = -30,
	MOST_OF_PROSE =
		60, /* percent of the page's prose that stands in a place: it is no hint then */
	ALL_OF_PROSE = 90, /* the same for comments, which can be longer than the article */
	SHORT_WORTH = -4,  /* a short element in what is named the text */
	SHORT_WORTH_ARTICLE = -10,
	KIN_SHARE = 25, /* percent of the greatest parent's prose that makes a parent akin */
	SHAPE_SHARE = 20,
	SUMMARY_REACH = 12,
	SUMMARY_LETTERS = 25,
};

static const uint32_t places_aside = PLACE_NAV | PLACE_FOOTER | PLACE_ASIDE | PLACE_COMMENTS |
				     PLACE_FORM | PLACE_HIDDEN | PLACE_SHARE | PLACE_AD;

/* The places that are hints on this page: those which do not hold most of its prose. */
static uint32_t places_heeded(const struct work *work)
{
	uint64_t in[32] = {0}, all = 0;
	uint32_t heeded = places_aside | PLACE_FIGURE | PLACE_BYLINE;

	for (size_t i = 0; i < work->n; i++) {
		const struct piece *piece = &work->pieces[i];

		if (!(piece->signs & SIGN_PROSE) || !(piece->signs & SIGN_SENTENCE) ||
		    piece->signs & (SIGN_LINKS | SIGN_FURNITURE))
			continue;
		all += piece->letters;
		for (unsigned bit = 0; bit < 32; bit++)
			if (piece->block->place >> bit & 1)
				in[bit] += piece->letters;
	}
	for (unsigned bit = 0; bit < 32; bit++)
		if (in[bit] * 100 >
		    all * ((1u << bit) & (PLACE_COMMENTS) ? ALL_OF_PROSE : MOST_OF_PROSE))
			heeded &= ~(1u << bit);
	return heeded;
}

static bool is_caption(const struct piece *piece, uint32_t heeded)
{
	if (piece->block->kind == BLOCK_CAPTION)
		return true;
	return (piece->block->place & heeded & PLACE_FIGURE) != 0 &&
	       piece->block->kind != BLOCK_CELL;
}

/* Lists, tables and code: inside the text they are part of it. */
static bool is_listed(const struct block *block)
{
	return block->kind == BLOCK_ITEM || block->kind == BLOCK_CELL || block->kind == BLOCK_PRE;
}

static int32_t element_worth(const struct piece *piece, uint32_t heeded)
{
	int32_t worth;

	if (piece->aside)
		return ASIDE_WORTH;
	if (is_caption(piece, heeded))
		return 0;
	if (piece->signs & SIGN_LINKS)
		return LINKED_WORTH;
	if (is_listed(piece->block) && piece->block->place & (PLACE_BODY | PLACE_ARTICLE) &&
	    worth_of(piece) < 0)
		return 0;
	if (piece->signs & SIGN_END)
		return END_WORTH;
	if (piece->block->kind == BLOCK_HEADING)
		return 0;
	if (piece->signs & SIGN_FURNITURE && piece->block->place & PLACE_BODY)
		return ASIDE_WORTH;
	worth = worth_of(piece);
	if (worth > 0 && piece->block->place & heeded & PLACE_BYLINE)
		return 0; /* what is said of the writer */
	if (worth < 0 && piece->block->place & (PLACE_BODY | PLACE_ARTICLE)) {
		int32_t least =
			piece->block->place & PLACE_BODY ? SHORT_WORTH : SHORT_WORTH_ARTICLE;

		return worth > least ? worth : least;
	}
	return worth;
}

/* Prose by parent and by shape. */
struct support {
	struct map containers, shapes;
	uint64_t best_container, best_shape;
	uint32_t container; /* the parent with the most */
};

static void support_count(const struct work *work, struct support *support)
{
	map_init(&support->containers, work->scratch);
	map_init(&support->shapes, work->scratch);
	support->best_container = support->best_shape = 0;
	support->container = 0;
	for (size_t i = work->first; i < work->end; i++) {
		const struct piece *piece = &work->pieces[i];
		uint64_t *of_container, *of_shape;

		if (!is_paragraph(piece))
			continue;
		of_container = map_of_number(&support->containers, piece->block->container);
		of_shape = map_of_number(&support->shapes, piece->block->shape);
		*of_container += piece->letters;
		*of_shape += piece->letters;
		if (*of_container > support->best_container) {
			support->best_container = *of_container;
			support->container = piece->block->container;
		}
		if (*of_shape > support->best_shape)
			support->best_shape = *of_shape;
	}
}

static bool is_akin(const struct support *support, const struct piece *piece)
{
	const uint64_t *container = map_find_number(&support->containers, piece->block->container);
	const uint64_t *shape = map_find_number(&support->shapes, piece->block->shape);

	if (container && *container * 100 >= support->best_container * KIN_SHARE)
		return true;
	return shape && *shape * 100 >= support->best_shape * SHAPE_SHARE &&
	       *shape * 100 >= support->best_container * SHAPE_SHARE;
}

/* Cuts from both ends of the stretch what is not akin to its greatest parent. */
static void stretch_trim(struct work *work, const struct support *support)
{
	while (work->end > work->first && !(is_paragraph(&work->pieces[work->end - 1]) &&
					    is_akin(support, &work->pieces[work->end - 1])))
		work->end--;
	while (work->first < work->end && !(is_paragraph(&work->pieces[work->first]) &&
					    is_akin(support, &work->pieces[work->first])))
		work->first++;
}

/*
 * Pieces of the greatest parent right behind the stretch: short last paragraphs, and lists and tables
 * that stand below them or below a heading of that parent.
 */
static void stretch_extend(struct work *work, const struct support *support)
{
	size_t end = work->end;
	bool own = true;

	for (size_t i = work->end; i < work->n && i < end + SUMMARY_REACH; i++) {
		const struct piece *piece = &work->pieces[i];
		bool inside = piece->block->container == support->container && !piece->aside;

		if (piece->signs & SIGN_END && !piece->aside)
			break;
		if (!is_listed(piece->block))
			own = inside;
		if ((inside && is_paragraph(piece)) ||
		    (own && is_listed(piece->block) && !piece->aside &&
		     !(piece->signs & SIGN_LINKS)))
			end = work->end = i + 1;
	}
}

/* "The photo, provided by the ministry, shows …": words of captions in a sentence of the text. */
static bool is_sentence_on_pictures(const struct piece *piece)
{
	const uint32_t both = SIGN_CAPTION | SIGN_SENTENCE;

	return (piece->signs & both) == both && !(piece->signs & SIGN_LINKS);
}

static enum mark_kind kind_inside(const struct work *work, const struct support *support, size_t i,
				  uint32_t heeded)
{
	const struct piece *piece = &work->pieces[i];
	bool own = piece->block->container == support->container || is_akin(support, piece);

	if (piece->aside || piece->block->place & heeded & PLACE_BYLINE)
		return kind_by_signs(piece);
	if (is_caption(piece, heeded))
		return MARK_CAPTION;
	if (piece->block->kind == BLOCK_CELL && !(piece->signs & SIGN_LINKS))
		return MARK_BODY;
	if (piece->signs & (SIGN_CREDIT | SIGN_RELATED | SIGN_END) ||
	    (piece->signs & SIGN_FURNITURE && piece->words < 28))
		return kind_by_signs(piece);
	if (piece->signs & SIGN_LINKS && !(own && piece->block->kind != BLOCK_HEADING &&
					   piece->signs & SIGN_SENTENCE && piece->words > 6))
		return MARK_RELATED;
	if (is_paragraph(piece) || (own && is_sentence_on_pictures(piece)))
		return MARK_BODY;
	if (piece->signs & SIGN_CAPTION)
		return MARK_CAPTION;
	if (piece->signs & (SIGN_DATE | SIGN_BYLINE) && piece->words < 14 &&
	    piece->block->kind != BLOCK_HEADING)
		return kind_by_signs(piece);
	if (piece->block->kind == BLOCK_HEADING || piece->block->kind == BLOCK_QUOTE)
		return MARK_BODY;
	if (is_listed(piece->block))
		return MARK_BODY;
	return own ? MARK_BODY : kind_by_signs(piece);
}

static void inside_judge(struct work *work, const struct support *support, uint32_t heeded)
{
	for (size_t i = 0; i < work->n; i++) {
		struct piece *piece = &work->pieces[i];

		if (i >= work->first && i < work->end)
			piece->kind = kind_inside(work, support, i, heeded);
		else
			piece->kind =
				is_caption(piece, heeded) ? MARK_CAPTION : kind_by_signs(piece);
	}
}

/* The standfirst: named a summary, or the first sentence between title and text. */
static void summary_find(struct work *work, uint32_t heeded)
{
	size_t from = work->heading != STR_NONE     ? work->heading + 1
		      : work->first > SUMMARY_REACH ? work->first - SUMMARY_REACH
						    : 0;
	bool found = false;

	for (size_t i = from; i < work->first; i++) {
		struct piece *piece = &work->pieces[i];
		bool named = piece->block->place & PLACE_SUMMARY, near = i <= from + 2;

		if (piece->aside || is_caption(piece, heeded) || piece->letters < SUMMARY_LETTERS ||
		    piece->words < 4 ||
		    piece->signs & (SIGN_FURNITURE | SIGN_END | SIGN_CAPTION | SIGN_DATE |
				    SIGN_NAME | SIGN_BYLINE | SIGN_LINKS | SIGN_RELATED))
			continue;
		if (named || (!found && near && piece->words >= 6)) {
			piece->kind = MARK_BODY;
			found = true;
		}
	}
}

void elements_judge(struct work *work)
{
	uint32_t heeded = places_heeded(work);
	struct support support;

	for (size_t i = 0; i < work->n; i++) {
		struct piece *piece = &work->pieces[i];

		piece->aside = piece->block->place & heeded & places_aside;
		piece->worth = element_worth(piece, heeded);
	}
	stretch_find(work, &work->first, &work->end);
	support_count(work, &support);
	stretch_trim(work, &support);
	stretch_extend(work, &support);
	page_heading_find(work);
	inside_judge(work, &support, heeded);
	summary_find(work, heeded);
	if (work->heading != STR_NONE)
		work->pieces[work->heading].kind = MARK_TITLE;
}
