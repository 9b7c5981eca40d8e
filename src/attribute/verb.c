/*
 * Statements of verbs, in languages where the subject stands before or right behind the verb.
 *
 *	The port is safe, Osk said.                    before the cue
 *	Osk said the port is safe.                     after it
 *	"The port," Osk told us, "is safe."            around it
 *	"Is it safe?" Osk asked.                       the sentence before
 *	Osk said: (a paragraph of its own)             the paragraph after
 */
#include "attribute/finder.h"

/* 'Osk turned to him: "No," she said.': the quotation that ends at `comma`, if a colon opens it. */
static size_t behind_colon(const struct finder *f, size_t comma)
{
	size_t open = comma;

	if (!at(f, comma)->quotation)
		return f->sentence.from;
	while (open > f->sentence.from && at(f, open - 1)->quotation == at(f, comma)->quotation)
		open--;
	for (size_t i = f->first; i < f->r->statements.n; i++)
		if (f->r->statements.items[i].pieces[0].start == at(f, open)->start)
			return open; /* 'Asked, Osk said "No," he said.' */
	return open > f->sentence.from &&
			       (punct_at(f, open - 1, PUNCT_COLON) || punct_at(f, open - 1, PUNCT_OPEN))
		       ? open
		       : f->sentence.from;
}

/* 'Osk turned to him: "No," she said.': she is who the words before the colon tell of. */
static void subject_before_colon(const struct finder *f, struct statement *statement)
{
	const struct reading *r = f->r;

	if (!statement->npieces || !(at(f, statement->source.from)->tags & TAG_PRONOUN))
		return;
	for (size_t i = f->first; i < r->statements.n; i++) {
		const struct statement *before = &r->statements.items[i];

		if (!range_empty(before->source) && !before->is_relay &&
		    before->pieces[0].start == statement->pieces[0].start)
			statement->source = before->source;
	}
}

/* 'Lund wrote: "No." Osk denied it': the quotation ended with its stop and is somebody else's. */
static bool said_before_stop(const struct finder *f, const struct use *use)
{
	const struct reading *r = f->r;
	const struct token *close = at(f, use->comma);

	if (close->punct != PUNCT_QUOTE_CLOSE || !use->comma ||
	    at(f, use->comma - 1)->punct != PUNCT_STOP || tag_at(f, use->source.from, TAG_PRONOUN))
		return false;
	for (size_t i = f->first ? f->first - 1 : 0; i < r->statements.n; i++)
		if (!range_empty(r->statements.items[i].source) &&
		    span_contains(r->statements.items[i].pieces[0],
				  r->quotations.items[close->quotation - 1].span))
			return true;
	return false;
}

/* The pieces around "…, Osk said, …"; returns the next token to look at. */
static size_t around_cue(struct finder *f, const struct use *use, struct statement *statement)
{
	size_t next = adverbs_skipped(f->r, use->after, f->sentence.to), k;

	if (!is_adverbial(f, f->sentence.from, use->comma) && !said_before_stop(f, use))
		piece_add(statement, content_span(f, behind_colon(f, use->comma), use->comma + 1));
	subject_before_colon(f, statement);
	while (next < f->sentence.to && !at(f, next)->punct && next - use->after < LOOK_AHEAD)
		next++;
	if (!punct_at(f, next, PUNCT_COMMA) && !punct_at(f, next, PUNCT_DASH))
		return next;
	k = next + 1;
	if (k >= f->sentence.to)
		return next;
	if (at(f, k)->punct == PUNCT_QUOTE_OPEN) {
		piece_add(statement, said_from(f, k, false, &next));
		return next;
	}
	if (at(f, use->comma)->quotation)
		return next;
	if (!tag_at(f, k, TAG_AUXILIARY | TAG_FINITE) &&
	    (use->inverted || next != adverbs_skipped(f->r, use->after, f->sentence.to) ||
	     new_cue_after_comma(f, k) || tag_at(f, k, TAG_SINCE | TAG_RELATIVE | TAG_BUT) ||
	     verb_form_at(f, k, ANY_FORM)))
		return next;
	next = content_end(f, k, false);
	piece_add(statement, content_span(f, k, next));
	return next;
}

/* ---- as Osk put it, */

/* "As Osk put it, A" and "A, as Osk put it": what was said is the rest of the sentence. */
static bool as_statement(struct finder *f, const struct use *use, struct statement *statement,
			 size_t *next)
{
	size_t as = use->inverted ? use->group : use->source.from, k = use->after;

	if (as == f->sentence.from || !is_as(f, as - 1))
		return false;
	as--;
	if (as > f->sentence.from && punct_at(f, as - 1, PUNCT_COMMA)) {
		if (as > f->sentence.from + 2 ||
		    !tag_at(f, f->sentence.from, TAG_BUT | TAG_AND | TAG_SINCE | TAG_ADVERB))
			piece_add(statement, content_span(f, f->sentence.from, as));
		k = adverbs_skipped(f->r, k, f->sentence.to);
		if (punct_at(f, k, PUNCT_COMMA) && k + 1 < f->sentence.to) {
			piece_add(statement, content_span(f, k + 1, f->sentence.to));
			*next = f->sentence.to;
		}
		return statement->npieces > 0;
	}
	if (as != f->sentence.from)
		return false;
	while (k < f->sentence.to && !punct_at(f, k, PUNCT_COMMA))
		k++;
	if (k + 1 >= f->sentence.to)
		return false;
	piece_add(statement, content_span(f, k + 1, f->sentence.to));
	*next = f->sentence.to;
	return statement->npieces > 0;
}

static bool looks_participle(const struct finder *f, size_t i)
{
	struct str text = token_text(f->r, i);

	return !f->r->lexicon->verb_last && text.len > 4 &&
	       (str_ends(text, STR("ing")) || str_ends(text, STR("ed")));
}

/* Osk's words stand before the verb too: '"The port," Osk told us, "is safe."' */
static bool said_around(const struct finder *f, const struct use *use, size_t start)
{
	if (at(f, start)->punct != PUNCT_QUOTE_OPEN || at(f, start - 1)->punct != PUNCT_COMMA)
		return false;
	return at(f, use->comma)->quotation ||
	       !(tag_at(f, f->sentence.from, TAG_PREPOSITION | TAG_SINCE | TAG_TIME | TAG_ADVERB) ||
		 looks_participle(f, f->sentence.from));
}

static bool ends_with_colon(const struct finder *f, size_t i)
{
	return punct_at(f, f->sentence.to - 1, PUNCT_COLON) && f->sentence.to - i < LOOK_AHEAD;
}

/* "Osk said:" and then a paragraph: all of it, or as far as its quotation reaches. */
static void block_after(const struct finder *f, struct statement *statement)
{
	const struct reading *r = f->r;
	const struct sentence *sentences = r->pieces->sentences;
	const struct token *first;

	if (f->number + 1 >= r->pieces->nsentences || sentences[f->number + 1].furniture ||
	    f->sentence.to >= r->tokens.n)
		return;
	first = token_at(r, f->sentence.to);
	if (first->punct == PUNCT_QUOTE_OPEN)
		piece_add(statement, r->quotations.items[first->quotation - 1].span);
	else if (sentences[f->number + 1].paragraph != sentences[f->number].paragraph)
		piece_add(statement,
			  r->pieces->paragraphs[sentences[f->number + 1].paragraph].span);
}

/* "was worried that", "is sure that": passive in form only. */
static bool states_a_mind(const struct finder *f, const struct lexeme *lexeme, size_t i)
{
	return lexeme->act != ACT_SAY && tag_at(f, i + 1, TAG_THAT);
}

/* May what was said hold words of others: of those a relay tells of, or in quotation marks of their own? */
static bool holds_others(const struct finder *f, const struct statement *statement, size_t start)
{
	if (statement->is_relay)
		return true;
	return statement->npieces && at(f, start)->punct != PUNCT_QUOTE_OPEN &&
	       quoted_within(&f->r->quotations, statement->pieces[0]);
}

size_t verb_statement(struct finder *f, size_t i)
{
	const struct lexeme *lexeme = lexeme_at(f->r, i);
	struct use use = {.verb = i, .group = verb_group_start(f->r, f->sentence.from, i)};
	struct statement statement = {.act = lexeme->act};
	size_t start, next = i + 1;

	if (lexeme->act == ACT_WANT && at(f, use.group)->more & MORE_CLITIC)
		return i + 1; /* "se veut rassurante" */
	if ((is_passive(f->r, use.group, i) && !states_a_mind(f, lexeme, i)) ||
	    !use_subject(f, &use))
		return i + 1;
	statement.source = use.source;
	statement.cue = range_of(use.group, i + 1);
	if (lexeme->act == ACT_SAY)
		statement.relay = relay_in(f, use.source);
	statement.is_relay = !range_empty(statement.relay);
	if (as_statement(f, &use, &statement, &next)) {
		statement_add(f, statement);
		return next;
	}
	start = use.inverted && use.comma != NONE ? NONE
						  : content_start(f, use.after, lexeme->takes);
	if (start != NONE && use.comma != NONE && at(f, use.comma)->quotation &&
	    !tag_at(f, f->sentence.from, TAG_SINCE) && ended_inside(f, use.comma + 1) && at(f, start)->punct != PUNCT_QUOTE_OPEN)
		start = NONE;
	if (start != NONE) {
		bool object = !(lexeme->takes & TAKES_BARE) && !tag_at(f, start, TAG_THAT);

		if (use.comma != NONE && said_around(f, &use, start))
			piece_add(&statement, content_span(f, f->sentence.from, use.comma + 1));
		if (statement.npieces && !statement.is_relay)
			take_back(f, statement.pieces[0]);
		if (use.limit != NONE && use.limit > start) {
			piece_add(&statement, content_span(f, start, use.limit));
			next = use.limit;
		} else if (use.limit == NONE) {
			piece_add(&statement, said_from(f, start, object, &next));
		}
		if (next < start + 1)
			next = start + 1;
		if (i >= f->inside && holds_others(f, &statement, start)) {
			f->inside = next;
			next = start;
		}
	} else if (use.comma != NONE && lexeme->takes & (TAKES_QUOTE | TAKES_BARE)) {
		next = around_cue(f, &use, &statement);
		if (statement.npieces && !statement.is_relay)
			take_back(f, statement.pieces[0]);
	}
	if (statement.is_relay && !range_empty(cited_after(f, next))) {
		statement.source = cited_after(f, next);
		statement.is_relay = false;
		next = statement.source.to;
		if (statement.npieces)
			take_back(f, statement.pieces[0]);
	} else if (!statement.is_relay) {
		statement.relay = relayed_after(f, use.after);
	}
	if (!statement.npieces && ends_with_colon(f, i + 1))
		block_after(f, &statement);
	if (!statement.npieces && (use.source.from == f->sentence.from || use.inverted))
		quote_before(f, &statement);
	statement_add(f, statement);
	return next > i ? next : i + 1;
}
