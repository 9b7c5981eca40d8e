/*
 * attribute: the way from sentences to quotes.
 *
 *	text ─ marks.c ─ tokens.c ─ statements.c ─ speakers.c ─ chain.c ─ quotes
 *	       “ … ”     words with  what, cue,    which person  through
 *	                 the lexicon source words                whose hands
 */
#include "attribute/attribute.h"

#include "attribute/reading.h"
#include "attribute/statements.h"

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

/* Bytes of span that stand in quotation marks, and those that do not, letters and digits only. */
static enum quote_form form_of(const struct reading *r, const struct span *spans, size_t n)
{
	bool inside = false, outside = false;

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = r->tokens.n;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (token_at(r, middle)->start < spans[i].start)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < r->tokens.n && token_at(r, low)->start < span_end(spans[i]); low++) {
			if (token_at(r, low)->punct)
				continue;
			inside |= token_at(r, low)->quotation != 0;
			outside |= token_at(r, low)->quotation == 0;
		}
	}
	return inside ? (outside ? QUOTE_MIXED : QUOTE_DIRECT) : QUOTE_INDIRECT;
}

static struct span *spans_kept(const struct reading *r, const struct span *spans, size_t n)
{
	struct span *kept = ARENA_ARRAY(r->out, struct span, n);

	for (size_t i = 0; i < n; i++)
		kept[i] = spans[i];
	return kept;
}

static struct quote quote_of(const struct reading *r, const struct statement *s)
{
	struct span cue = range_span(r, s->cue), source = range_span(r, s->source);
	struct quote quote = {
		.spans = spans_kept(r, s->pieces, s->npieces),
		.nspans = s->npieces,
		.sentence = s->sentence,
		.form = form_of(r, s->pieces, s->npieces),
		.act = (enum quote_act)s->act,
		.confidence = 0.8f,
	};

	if (cue.len) {
		quote.cue = spans_kept(r, &cue, 1);
		quote.ncue = 1;
	}
	if (source.len) {
		quote.speaker_spans = spans_kept(r, &source, 1);
		quote.nspeaker_spans = 1;
		quote.speaker = str_from(r->text, source);
	}
	return quote;
}

void attribute_article(struct arena *out, struct arena *scratch, const struct attribute_rules *rules,
		       const struct clean_rules *sources, const struct article *article,
		       const struct pieces *pieces, struct quotes *quotes)
{
	struct reading r = {
		.arena = scratch,
		.out = out,
		.article = article,
		.pieces = pieces,
		.lexicon = lexicon_for(rules, article->language),
		.sources = sources,
		.text = article->text,
	};

	*quotes = (struct quotes){0};
	if (!r.lexicon || !pieces->nsentences)
		return;
	r.quotations = quotations_find(scratch, article->text, pieces);
	tokens_make(scratch, article->text, r.lexicon, pieces, &r.quotations, &r.tokens);
	statements_find(&r);
	quotes->items = ARENA_ARRAY(out, struct quote, r.statements.n);
	for (size_t i = 0; i < r.statements.n; i++)
		quotes->items[quotes->n++] = quote_of(&r, &r.statements.items[i]);
}
