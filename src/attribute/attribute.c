/*
 * attribute: the way from sentences to quotes.
 *
 *	text ─ marks.c ─ tokens.c ─ statements.c ─ speakers.c ─ chain.c ─ quotes
 *	       “ … ”     words with  what, cue,    which person  through
 *	                 the lexicon source words                whose hands
 *
 * Where only the quotes of some places are asked for, statements are read as far as these need it
 * (wanted.c), and people are told apart only if somebody is quoted there.
 */
#include "attribute/attribute.h"

#include "attribute/addressees.h"
#include "attribute/credits.h"
#include "attribute/dialogue.h"
#include "attribute/explain.h"
#include "attribute/learned.h"
#include "attribute/offices.h"
#include "attribute/reading.h"
#include "attribute/speakers.h"
#include "attribute/statements.h"
#include "attribute/wanted.h"

#include <stdlib.h>

const char *quote_form_name(enum quote_form form)
{
	static const char *const names[] = {"direct", "mixed", "indirect"};

	return names[form];
}

const char *quote_act_name(enum quote_act act)
{
	static const char *const names[] = {"say", "think", "want"};

	return names[act];
}

static struct span *spans_kept(const struct reading *r, const struct span *spans, size_t n)
{
	struct span *kept = ARENA_ARRAY(r->out, struct span, n);

	for (size_t i = 0; i < n; i++)
		kept[i] = spans[i];
	return kept;
}

static bool in_chain(const struct quote *quote, struct str name)
{
	for (size_t i = 0; i < quote->nchain; i++)
		if (str_eq_nocase(quote->chain[i], name))
			return true;
	return false;
}

/* From the mouth outward: speaker, relay, the agency that wrote the text; never the page's outlet. */
static void chain_make(const struct reading *r, const struct attribution *a, struct quote *quote)
{
	const struct article *article = r->article;

	if (!a->speaker.len && !a->relay.len)
		return;
	quote->chain = ARENA_ARRAY(r->out, struct str, 2 + article->nagencies);
	if (a->speaker.len && !a->is_document)
		quote->chain[quote->nchain++] = a->speaker;
	if (a->relay.len && !in_chain(quote, a->relay) && !str_eq_nocase(a->relay, article->outlet))
		quote->chain[quote->nchain++] = a->relay;
	for (size_t i = 0; i < article->nagencies; i++)
		if (article->agencies[i].role == AGENCY_TEXT &&
		    !in_chain(quote, article->agencies[i].name))
			quote->chain[quote->nchain++] = article->agencies[i].name;
}

static void reasons_keep(const struct reading *r, const struct attribution *a, struct quote *quote)
{
	const struct article *article = r->article;

	quote->why = ARENA_ARRAY(r->out, struct str, a->nwhy + article->nagencies);
	for (size_t i = 0; i < a->nwhy; i++)
		quote->why[quote->nwhy++] = a->why[i];
	for (size_t i = 0; quote->nchain && i < article->nagencies; i++)
		if (article->agencies[i].role == AGENCY_TEXT)
			quote->why[quote->nwhy++] = str_format(r->out, "this text is %.*s's",
							       STR_ARG(article->agencies[i].name));
}

static struct quote quote_of(const struct reading *r, const struct statement *s,
			     const struct attribution *a)
{
	struct span cue = range_span(r, s->cue), source = range_span(r, a->speaker_at);
	struct quote quote = {
		.spans = spans_kept(r, s->pieces, s->npieces),
		.nspans = s->npieces,
		.sentence = s->sentence,
		.form = form_of(r, s),
		.act = (enum quote_act)s->act,
		.office = a->office,
		.addressee_name = a->addressee,
		.medium = a->medium,
		.speaker = a->speaker,
		.confidence = a->confidence,
	};

	if (r->how->depth < ATTRIBUTE_CHAINS)
		return quote;
	quote.addressee = addressee_span(r, s);
	if (cue.len) {
		quote.cue = spans_kept(r, &cue, 1);
		quote.ncue = 1;
	}
	if (source.len) {
		quote.speaker_spans = spans_kept(r, &source, 1);
		quote.nspeaker_spans = 1;
	}
	chain_make(r, a, &quote);
	reasons_keep(r, a, &quote);
	return quote;
}

/* The pieces of a statement in order of the text. */
static void pieces_order(struct statement *s)
{
	for (size_t i = 1; i < s->npieces; i++)
		for (size_t k = i; k > 0 && s->pieces[k].start < s->pieces[k - 1].start; k--) {
			struct span piece = s->pieces[k];

			s->pieces[k] = s->pieces[k - 1];
			s->pieces[k - 1] = piece;
		}
}

static int by_place(const void *left, const void *right)
{
	const struct quote *a = left, *b = right;

	if (a->spans[0].start != b->spans[0].start)
		return a->spans[0].start < b->spans[0].start ? -1 : 1;
	if (span_end(a->spans[a->nspans - 1]) != span_end(b->spans[b->nspans - 1]))
		return span_end(a->spans[a->nspans - 1]) < span_end(b->spans[b->nspans - 1]) ? -1
											     : 1;
	if (a->form != b->form)
		return a->form < b->form ? -1 : 1;
	if (a->ncue && b->ncue && a->cue->start != b->cue->start)
		return a->cue->start < b->cue->start ? -1 : 1;
	return 0;
}

static void quotes_take(const struct reading *r, const struct attribution *found,
			struct quotes *quotes)
{
	quotes->items = ARENA_ARRAY(r->out, struct quote, r->statements.n);
	for (size_t i = 0; i < r->statements.n; i++) {
		if (!is_wanted(r, &r->statements.items[i]))
			continue;
		pieces_order(&r->statements.items[i]);
		quotes->items[quotes->n++] = quote_of(r, &r->statements.items[i], &found[i]);
	}
	if (quotes->n)
		qsort(quotes->items, quotes->n, sizeof(*quotes->items), by_place);
}

static void quotes_make(struct reading *r, struct str state_agency, struct quotes *quotes)
{
	struct names names;
	struct attribution *found;
	size_t until = r->tokens.n;

	if (r->how->depth < ATTRIBUTE_CHAINS) { /* who speaks, only what stands before tells */
		while (r->statements.n && !is_wanted(r, &r->statements.items[r->statements.n - 1]))
			r->statements.n--;
		if (!r->statements.n)
			return;
		until = r->tokens.first[r->statements.items[r->statements.n - 1].sentence + 1];
	}
	names_find(r, until, &names);
	if (r->how->depth >= ATTRIBUTE_CHAINS)
		addressees_find(r, &names);
	found = speakers_find(r, &names, state_agency);
	quotes_take(r, found, quotes);
	if (r->how->depth >= ATTRIBUTE_CHAINS)
		offices_find(r, &names, quotes);
	if (r->how->depth == ATTRIBUTE_DECISIONS)
		decisions_find(r, &names, found, quotes);
}

static void credits_take(const struct reading *r, struct quotes *quotes)
{
	quotes->credits = ARENA_ARRAY(r->out, struct credit, r->credits.n);
	for (size_t i = 0; i < r->credits.n; i++)
		quotes->credits[quotes->ncredits++] = r->credits.items[i];
}

static void attribute(struct reading *r, struct quotes *quotes)
{
	struct str state_agency;

	if (!r->lexicon || !r->pieces->nsentences)
		return;
	r->quotations = quotations_find(r->arena, r->text, r->pieces);
	dialogue_find(r->arena, r->text, r->lexicon, r->pieces, &r->quotations);
	tokens_make(r->arena, r->text, r->lexicon, r->pieces, &r->quotations, &r->tokens);
	learned_find(r);
	r->until = wanted_until(r);
	statements_find(r);
	state_agency = text_credits_find(r);
	credits_take(r, quotes);
	quotes_make(r, state_agency, quotes);
}

struct quotes attribute_article(struct arena *out, struct arena *scratch, const struct attribute_how *how,
				const struct article *article, const struct pieces *pieces)
{
	struct quotes quotes = {0};
	struct reading r = {
		.arena = scratch,
		.out = out,
		.article = article,
		.pieces = pieces,
		.lexicon = lexicon_for(how->rules, article->language),
		.how = how,
		.text = article->text,
	};

	attribute(&r, &quotes);
	return quotes;
}
