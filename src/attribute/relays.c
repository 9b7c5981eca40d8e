/*
 * Relays: agencies and outlets that pass on what others said.
 *
 *	"…," Osk said in a letter carried by the state agency.      Osk, through the agency
 *	The paper reported that Osk called it "a start".            Osk, through the paper
 */
#include "attribute/finder.h"

enum { HELD_MOST = 16 }; /* statements that one relay may hold */

/* The phrase that names an agency or outlet which passes words on: `source`, or what "it" means. */
struct range relay_in(const struct finder *f, struct range source)
{
	const struct reading *r = f->r;

	if (range_empty(source))
		return source;
	if (relay_of(r, source).kind)
		return source;
	if (word_is(f, source.from, "it") && f->number) {
		size_t from = r->tokens.first[f->number - 1];
		struct range subject = noun_phrase_after(r, from, f->sentence.from);

		if (relay_of(r, subject).kind)
			return subject;
	}
	return (struct range){0};
}

/* ", citing officials": whom the relay names as its own source; empty: nobody. */
struct range cited_after(const struct finder *f, size_t i)
{
	if (punct_at(f, i, PUNCT_COMMA))
		i++;
	if (tag_at(f, i, TAG_RELATIVE))
		i++; /* "l'AFP, qui cite la police" */
	if (i >= f->sentence.to || !(at(f, i)->more & MORE_CITING) || at(f, i)->quotation)
		return (struct range){0};
	return noun_phrase_after(f->r, i + 1, f->sentence.to);
}

/* "in a letter carried by KCNA": who passed it on, said after the cue; empty: nobody. */
struct range relayed_after(const struct finder *f, size_t i)
{
	if (!(f->r->tokens.seen[f->number].tags & TAG_RELAYED))
		return word_is(f, i, "by") ? noun_phrase_after(f->r, i + 1, f->sentence.to)
					   : (struct range){0};
	for (size_t k = i; k < f->sentence.to && k - i < LOOK_AHEAD; k++) {
		if (punct_at(f, k, PUNCT_SEMICOLON))
			break;
		if (tag_at(f, k, TAG_RELAYED) || (k == i && word_is(f, k, "by")))
			return noun_phrase_after(f->r, k + 1, f->sentence.to);
	}
	for (size_t k = f->sentence.from; k < i && k < f->sentence.from + LOOK_AHEAD; k++)
		if (tag_at(f, k, TAG_RELAYED))
			return noun_phrase_after(f->r, k + 1, i);
	return (struct range){0};
}

/* A name, not a pronoun, and not "what Hale called": only then are inner words somebody's own. */
static bool named_speaker(const struct reading *r, struct range source)
{
	if (range_empty(source) || token_at(r, source.from)->tags & (TAG_PRONOUN | TAG_WHETHER) ||
	    (source.from && token_at(r, source.from - 1)->tags & TAG_WHETHER))
		return false;
	for (size_t i = source.from; i < source.to; i++)
		if (token_at(r, i)->flags & TOKEN_CAPITAL && !(token_at(r, i)->tags & TAG_ARTICLE))
			return true;
	return false;
}

/*
 * 'Lund said that Hale called it "a joke"': the words in quotation marks are Hale's, through Lund. Without
 * such marks the inner statement is part of the outer one and nothing of its own.
 */
static void nested_apply(const struct reading *r, const struct statement *outer,
			 struct statement *inner)
{
	bool own = inner->act == ACT_SAY && named_speaker(r, inner->source) &&
		   quoted_within(&r->quotations, inner->pieces[0]);

	if (outer->dropped || inner->dropped || outer->nested || !outer->npieces ||
	    !span_contains(outer->pieces[outer->npieces - 1], inner->pieces[0]))
		return;
	if (!own || (inner->source.from == outer->source.from)) {
		inner->dropped = true;
		return;
	}
	inner->nested = true;
	if (range_empty(inner->relay))
		inner->relay = outer->source;
}

/* Gives the statements that the relay's words hold to it; takes the relay's own back for them. */
static void relay_apply(const struct finder *f, size_t number)
{
	struct reading *r = f->r;
	struct statement *outer = &r->statements.items[number];
	size_t from = number > f->first + HELD_MOST ? number - HELD_MOST : f->first;

	for (size_t k = from; k < r->statements.n && k < number + HELD_MOST; k++) {
		struct statement *inner = &r->statements.items[k];

		if (k == number || inner->is_relay || inner->dropped ||
		    !span_contains(outer->pieces[0], inner->pieces[0]))
			continue;
		inner->relay = outer->relay;
		outer->dropped |=
			inner->act == ACT_SAY && (quoted_within(&r->quotations, inner->pieces[0]) ||
						  !quoted_within(&r->quotations, outer->pieces[0]));
	}
}

/* Statements that a relay's words hold are somebody else's, passed on by it. */
void relays_apply(struct finder *f)
{
	struct reading *r = f->r;

	for (size_t i = f->first; i < r->statements.n; i++) {
		struct statement *outer = &r->statements.items[i];
		uint32_t end = span_end(outer->pieces[outer->npieces - 1]);

		if (outer->is_relay) {
			relay_apply(f, i);
			continue;
		}
		if (outer->dropped)
			continue;
		for (size_t k = i + 1; !outer->nested && k < r->statements.n &&
				       r->statements.items[k].pieces[0].start < end;
		     k++)
			nested_apply(r, outer, &r->statements.items[k]);
	}
}
