/*
 * Statements, sentence by sentence.
 *
 * Each word that attributes stands in one of a few shapes; what was said is found from it:
 *
 *	The port is safe , Osk said .                         before it, up to the comma
 *	Osk told reporters on Monday that the port is safe .  after it, from "that"
 *	“ The port , ” said Osk , “ is safe . ”               both
 *	According to Osk , the port is safe .                 after the source's comma
 *	Osk denied the claim and praised the crews .          an object each, one speaker
 *
 * A statement within another's words is not told apart ("Osk said Lund believes …" is Osk's), so
 * words after the verb are used up, and a cue that takes what stands before it takes back smaller
 * statements there. But a source that only passes on ("…, state media reported") takes nothing back: what
 * is within was said by somebody else.
 *
 * Cost: each shape looks at a bounded number of tokens or uses up what it has looked at; a sentence is
 * bounded (split.h).
 */
#include "attribute/statements.h"

#include "base/sorted.h"

#include "attribute/finder.h"

enum { MOOD_REACHES = 2 }; /* sentences */

/* ---- floating quotations */

/* Does the sentence begin within or with a quotation, and attribute nothing itself? */
static bool floats(const struct finder *f)
{
	return f->sentence.from < f->sentence.to && at(f, f->sentence.from)->quotation &&
	       f->first == f->r->statements.n;
}

static void float_attach(struct finder *f, struct statement *previous)
{
	struct span span = content_span(f, f->sentence.from, f->sentence.to);
	const struct span *last = &previous->pieces[previous->npieces - 1];

	if (span_end(*last) >= span_end(span))
		return;
	if (span.start < span_end(*last))
		span = span_between(span_end(*last), span_end(span));
	piece_add(previous, span);
}

/* Does a closing quotation mark end at this byte? */
static bool quote_ends_at(const struct reading *r, uint32_t end)
{
	size_t at;

	SORTED_FIRST(at, 0, r->quotations.n, span_end(r->quotations.items[at].span) < end);
	return at < r->quotations.n && span_end(r->quotations.items[at].span) == end;
}

/* German news closes a quotation before it opens the next: each counts for itself. */
static bool floats_apart(const struct finder *f, const struct statement *previous)
{
	return f->r->lexicon->nouns_capital && previous->npieces > 0;
}

/* A paragraph of nothing but a quotation goes on with the one before, if that ended in one. */
static struct statement *quoted_paragraph_before(const struct finder *f)
{
	struct reading *r = f->r;
	const struct sentence *here = &r->pieces->sentences[f->number];
	const struct paragraph *paragraph = &r->pieces->paragraphs[here->paragraph];
	const struct quotation *quotation =
		&r->quotations.items[at(f, f->sentence.from)->quotation - 1];
	struct statement *last = r->statements.n ? &r->statements.items[r->statements.n - 1] : NULL;

	if (!last || quotation->span.start != paragraph->span.start ||
	    span_end(quotation->span) < span_end(paragraph->span) || last->act != ACT_SAY ||
	    r->pieces->sentences[last->sentence].paragraph + 1 != here->paragraph ||
	    !quote_ends_at(r, span_end(last->pieces[last->npieces - 1])))
		return NULL;
	return last;
}

static void float_apart(struct finder *f, const struct statement *previous)
{
	struct statement statement = *previous;

	statement.npieces = 0;
	piece_add(&statement, content_span(f, f->sentence.from, f->sentence.to));
	if (statement.npieces &&
	    statement.pieces[0].start < span_end(previous->pieces[previous->npieces - 1]))
		return;
	if (statement_add(f, statement))
		f->r->statements.items[f->r->statements.n - 1].speaker_from = SPEAKER_CARRIED;
}

/* The last statement of this paragraph that ends in a quotation, or else its last; NULL: none. */
static struct statement *previous_here(const struct finder *f)
{
	const struct reading *r = f->r;
	uint32_t paragraph = r->pieces->sentences[f->number].paragraph;
	struct statement *last = NULL;

	for (size_t i = r->statements.n; i-- > 0 && r->statements.n - i < 6;) {
		struct statement *s = &r->statements.items[i];
		uint32_t end = span_end(s->pieces[s->npieces - 1]);

		if (r->pieces->sentences[s->sentence].paragraph != paragraph)
			break;
		if (s->dropped)
			continue;
		if (!last)
			last = s;
		if (end && (quote_ends_at(r, end)))
			return s;
	}
	return last;
}

/* "Dies sei nachzuweisen gewesen.": the speaker before goes on, as the verb's mood says. */
static void reported_mood(struct finder *f)
{
	struct reading *r = f->r;
	struct statement *last = r->statements.n ? &r->statements.items[r->statements.n - 1] : NULL;
	struct statement statement = {0};

	if (!last || f->first < r->statements.n || f->number - last->sentence > MOOD_REACHES)
		return;
	for (size_t i = f->sentence.from; i < f->sentence.to; i++) {
		if (at(f, i)->quotation || !(at(f, i)->more & MORE_REPORTED) ||
		    at(f, i)->flags & TOKEN_CAPITAL)
			continue;
		statement.source = last->source;
		statement.relay = last->relay;
		piece_add(&statement, content_span(f, f->sentence.from, f->sentence.to));
		if (statement_add(f, statement))
			r->statements.items[r->statements.n - 1].speaker_from = SPEAKER_CARRIED;
		return;
	}
}

static size_t statement_of_verb(struct finder *f, size_t i)
{
	if (f->r->lexicon->verb_final)
		return verb_final_statement(f, i);
	return f->r->lexicon->verb_last ? verb_second_statement(f, i) : verb_statement(f, i);
}

/* May a shape begin with one of these words or marks? */
static inline bool may_attribute(uint32_t tags, uint32_t more, uint32_t marks)
{
	return tags & (TAG_ACCORDING | TAG_VERB | TAG_NOUN) ||
	       more & (MORE_SO | MORE_ACCORDING_AFTER | MORE_CITING) ||
	       marks & (1u << PUNCT_COLON | 1u << PUNCT_DASH);
}

/* The first token from i on that may begin a shape, or the end of the sentence. */
static size_t attributing_from(const struct finder *f, size_t i)
{
	for (; i < f->sentence.to; i++) {
		const struct token *token = at(f, i);

		if (!token->quotation && may_attribute(token->tags, token->more, 1u << token->punct))
			break;
	}
	return i;
}

static void shapes_find(struct finder *f)
{
	size_t i = label_statement(f);

	while ((i = attributing_from(f, i)) < f->sentence.to) {
		const struct token *token = at(f, i);

		if (token->punct == PUNCT_COLON)
			i = colon_statement(f, i);
		else if (token->punct == PUNCT_DASH)
			i = signature_statement(f, i);
		else if (token->tags & TAG_ACCORDING)
			i = according_statement(f, i);
		else if (token->more & MORE_SO)
			i = so_statement(f, i);
		else if (token->more & MORE_ACCORDING_AFTER)
			i = according_after_statement(f, i);
		else if (token->more & MORE_CITING)
			i = quoting_statement(f, i);
		else if (token->tags & TAG_VERB && verb_here(f->r, f->sentence, i))
			i = statement_of_verb(f, i);
		else if (token->tags & TAG_NOUN)
			i = noun_statement(f, i);
		else
			i++;
	}
	relays_apply(f);
}

static void sentence_read(struct finder *f)
{
	const struct seen *seen = &f->r->tokens.seen[f->number];

	if (f->r->lexicon->verb_final || may_attribute(seen->tags, seen->more, seen->marks))
		shapes_find(f);
	if (floats(f)) {
		struct statement *previous = previous_here(f);

		if (!previous && !f->r->lexicon->verb_last)
			previous = quoted_paragraph_before(f);
		if (previous && floats_apart(f, previous))
			float_apart(f, previous);
		else if (previous)
			float_attach(f, previous);
	}
	if (f->r->lexicon->verb_last)
		reported_mood(f);
}

/* '"A.' '"B.' '"C," Osk said.': the paragraphs before that were left open are part of it. */
static void quotation_begun_before(struct reading *r, struct statement *s)
{
	size_t at;

	SORTED_FIRST(at, 0, r->quotations.n,
		     r->quotations.items[at].span.start < s->pieces[0].start);
	if (at == r->quotations.n || r->quotations.items[at].span.start != s->pieces[0].start)
		return;
	for (; at && r->quotations.items[at - 1].goes_on && s->npieces < STATEMENT_PIECES; at--) {
		for (size_t i = s->npieces; i; i--)
			s->pieces[i] = s->pieces[i - 1];
		s->pieces[0] = r->quotations.items[at - 1].span;
		s->npieces++;
	}
}

/* A quotation without its closing mark goes on where the next paragraph opens with a mark. */
static void quotations_continue(struct reading *r)
{
	size_t q = 0;

	for (size_t i = 0; i < r->statements.n; i++) {
		struct statement *s = &r->statements.items[i];
		uint32_t end = span_end(s->pieces[s->npieces - 1]);

		while (q && r->quotations.items[q - 1].span.start >= end)
			q--;
		while (q < r->quotations.n && span_end(r->quotations.items[q].span) < end)
			q++;
		quotation_begun_before(r, s);
		for (size_t k = q;
		     k < r->quotations.n && span_end(r->quotations.items[k].span) == end &&
		     r->quotations.items[k].goes_on && s->npieces < STATEMENT_PIECES;
		     k++) {
			s->pieces[s->npieces++] = r->quotations.items[k + 1].span;
			end = span_end(r->quotations.items[k + 1].span);
		}
	}
}

static void dropped_remove(struct reading *r, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < r->statements.n; i++)
		if (!r->statements.items[i].dropped)
			r->statements.items[kept++] = r->statements.items[i];
	r->statements.n = kept;
}

void statements_find(struct reading *r)
{
	for (size_t i = 0; i < r->until; i++) {
		struct finder finder = {
			.r = r,
			.sentence = range_of(r->tokens.first[i], r->tokens.first[i + 1]),
			.number = (uint32_t)i,
			.first = r->statements.n,
		};

		if (!range_empty(finder.sentence))
			sentence_read(&finder);
		dropped_remove(r, finder.first);
	}
	quotations_continue(r);
}
