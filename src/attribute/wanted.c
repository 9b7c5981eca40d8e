/*
 * What is asked for.
 *
 * Mostly all statements are. For judging copies only those that stand in quotation marks where the article
 * shares words with another, and most articles share a paragraph or two:
 *
 *	x      … shared words …            a statement here, or with its words here,
 *	x + 1  “All of it,” Osk said.      may be of a sentence of this paragraph,
 *	x + 2  “And soon.”                 and go on in this one
 *
 * What a statement becomes depends on the sentences before it without bound (who is "he"?), but hardly on
 * those behind: a piece of it lies in its own paragraph or the next; a signature or a quotation that goes on
 * over paragraphs takes words of the paragraph before, step by step. So the article is read from its
 * beginning to two paragraphs behind the last place, or behind the quotation that goes on from it. Where neither
 * a place nor the paragraphs beside it have quotation marks, no statement with marks can touch it.
 *
 * Rejected: to begin reading shortly before a place. Who "he" is may be told by a chain of statements.
 */
#include "attribute/wanted.h"

enum { PARAGRAPHS_BEHIND = 2 };

enum quote_form form_of(const struct reading *r, const struct statement *s)
{
	bool inside = false, outside = false;

	for (size_t i = 0; i < s->npieces; i++)
		for (size_t at = token_from(r, s->pieces[i].start);
		     at < r->tokens.n && token_at(r, at)->start < span_end(s->pieces[i]); at++) {
			if (token_at(r, at)->punct)
				continue;
			inside |= token_at(r, at)->quotation != 0;
			outside |= token_at(r, at)->quotation == 0;
		}
	return inside ? (outside ? QUOTE_MIXED : QUOTE_DIRECT) : QUOTE_INDIRECT;
}

static bool touches(const struct attribute_how *how, struct span piece)
{
	size_t at;

	SORTED_FIRST(at, 0, how->nwanted, span_end(how->wanted[at]) <= piece.start);
	return at < how->nwanted && span_overlaps(how->wanted[at], piece);
}

bool is_wanted(const struct reading *r, const struct statement *s)
{
	if (r->how->depth >= ATTRIBUTE_CHAINS)
		return true;
	for (size_t i = 0; i < s->npieces; i++)
		if (touches(r->how, s->pieces[i]))
			return form_of(r, s) != QUOTE_INDIRECT;
	return false;
}

/* The first paragraph that ends behind `byte`, or their number. */
static uint32_t paragraph_at(const struct pieces *pieces, uint32_t byte)
{
	size_t at;

	SORTED_FIRST(at, 0, pieces->nparagraphs, span_end(pieces->paragraphs[at].span) <= byte);
	return (uint32_t)at;
}

/* The first quotation of this paragraph or of those behind it, or their number. */
static size_t quotation_from(const struct reading *r, uint32_t paragraph)
{
	size_t at;

	SORTED_FIRST(at, 0, r->quotations.n, r->quotations.items[at].paragraph < paragraph);
	return at;
}

/* Has the paragraph quotation marks, or one beside it? */
static bool near_marks(const struct reading *r, uint32_t paragraph)
{
	size_t at = quotation_from(r, paragraph ? paragraph - 1 : 0);

	return at < r->quotations.n && r->quotations.items[at].paragraph <= paragraph + 1;
}

/* The last paragraph of the span that is near quotation marks; false: there is none. */
static bool last_quoted(const struct reading *r, struct span span, uint32_t *last)
{
	uint32_t first = paragraph_at(r->pieces, span.start), end = first;

	while (end < r->pieces->nparagraphs &&
	       r->pieces->paragraphs[end].span.start < span_end(span))
		end++;
	for (; end > first; end--)
		if (near_marks(r, end - 1)) {
			*last = end - 1;
			return true;
		}
	return false;
}

/* The last of the paragraphs over which the quotation at the end of this one goes on. */
static uint32_t goes_on_to(const struct reading *r, uint32_t paragraph)
{
	size_t at = quotation_from(r, paragraph + 1);

	for (; at && at < r->quotations.n && r->quotations.items[at - 1].goes_on; at++)
		paragraph = r->quotations.items[at].paragraph;
	return paragraph;
}

static bool has_tokens(const struct reading *r, uint32_t paragraph)
{
	const struct paragraph *p = &r->pieces->paragraphs[paragraph];

	return r->tokens.first[p->sentence] < r->tokens.first[p->sentence + p->nsentences];
}

uint32_t wanted_until(const struct reading *r)
{
	const struct pieces *pieces = r->pieces;
	uint32_t last, behind = 0;
	size_t i = r->how->nwanted;

	if (r->how->depth >= ATTRIBUTE_CHAINS)
		return (uint32_t)pieces->nsentences;
	while (i && !last_quoted(r, r->how->wanted[i - 1], &last))
		i--;
	if (!i)
		return 0;
	last = goes_on_to(r, last) + 1;
	while (last < pieces->nparagraphs && behind < PARAGRAPHS_BEHIND)
		behind += has_tokens(r, last++);
	return pieces->paragraphs[last - 1].sentence + pieces->paragraphs[last - 1].nsentences;
}
