/*
 * Decisions.
 *
 *	“safe harbour”   in marks, but no words around it say who said it
 *	“High Tide”      “novel” before it says that it is a name
 *	“reported”       nobody is said to report: passive
 *	“she”            Peter Hale is no woman; Ada Lund, named before, fits
 *
 * A quote's `why` tells what speaks for it. Here stands what was looked at and not taken, so that a person
 * sees where a rule is missing: stretches in quotation marks, verbs of saying, and people for a pronoun. It
 * is made only when asked for, costs one more pass, and is bounded by DECISIONS_MOST.
 */
#include "attribute/explain.h"

#include "attribute/phrases.h"

#include <stdlib.h>

enum {
	DECISIONS_MOST = 400,
	WEIGHED_MOST = 4,
	LOOK_BACK = 24,
	SCARE_WORDS = 4,
	NAME_WORDS_MOST = 6
};

struct explaining {
	const struct reading *r;
	const struct names *names;
	struct quotes *quotes;
	struct span *pieces; /* of all statements, in order */
	size_t npieces;
};

static void decision_add(struct explaining *e, struct span span, struct str why)
{
	if (e->quotes->ndecisions < DECISIONS_MOST)
		e->quotes->decisions[e->quotes->ndecisions++] = (struct decision){span, why};
}

static int by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

static int by_place(const void *a, const void *b)
{
	const struct decision *x = a, *y = b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return (x->span.len > y->span.len) - (x->span.len < y->span.len);
}

static void pieces_list(struct explaining *e)
{
	const struct reading *r = e->r;

	e->pieces = ARENA_ARRAY(r->arena, struct span, r->statements.n * STATEMENT_PIECES);
	for (size_t i = 0; i < r->statements.n; i++)
		for (size_t k = 0; k < r->statements.items[i].npieces; k++)
			e->pieces[e->npieces++] = r->statements.items[i].pieces[k];
	if (e->npieces)
		qsort(e->pieces, e->npieces, sizeof(*e->pieces), by_start);
}

/* ---- quotation marks */

static struct str mark_why(const struct reading *r, const struct quotation *quotation)
{
	size_t open = token_from(r, quotation->span.start), words = 0, capitals = 0;
	const struct token *before = open ? token_at(r, open - 1) : NULL;

	if (before && is_word(before) && before->more & MORE_NAMED)
		return str_format(r->out, "“%.*s” before it says that it is a name",
				  STR_ARG(token_text(r, open - 1)));
	for (size_t i = open;
	     i < r->tokens.n && token_at(r, i)->start < span_end(quotation->inside); i++) {
		words += !token_at(r, i)->punct;
		capitals += (token_at(r, i)->flags & TOKEN_CAPITAL) != 0;
	}
	if (words == capitals && words > 1 && words <= NAME_WORDS_MOST)
		return STR("written as a name or a title is");
	if (words <= SCARE_WORDS)
		return STR("a few words in marks that nobody near is said to have said");
	return quotation->closed ? STR("no words around it say who said it")
				 : STR("no closing mark, and no words around it say who said it");
}

static void marks_explain(struct explaining *e)
{
	const struct reading *r = e->r;
	uint32_t reach = 0;
	size_t k = 0;

	for (size_t i = 0; i < r->quotations.n; i++) {
		const struct quotation *quotation = &r->quotations.items[i];

		for (; k < e->npieces && e->pieces[k].start <= quotation->span.start; k++)
			if (span_end(e->pieces[k]) > reach)
				reach = span_end(e->pieces[k]);
		if (reach <= quotation->span.start)
			decision_add(e, quotation->span, mark_why(r, quotation));
	}
}

/* ---- verbs of saying */

static struct str verb_why(const struct reading *r, struct range sentence, size_t verb, bool said)
{
	size_t group = verb_group_start(r, sentence.from, verb);

	if (!verb_here(r, sentence, verb))
		return STR("stands as a noun or a name here, not as a verb");
	if (said)
		return STR("is part of what another is said to have said");
	if (is_passive(r, group, verb))
		return STR("passive: nobody is said to do it");
	return STR("nobody who says it, or nothing said, stands beside it");
}

static void verbs_explain(struct explaining *e)
{
	const struct reading *r = e->r;
	uint8_t *used = ARENA_ARRAY(r->arena, uint8_t, r->tokens.n + 1);
	uint32_t reach = 0;
	size_t k = 0;

	for (size_t i = 0; i < r->statements.n; i++)
		for (size_t t = r->statements.items[i].cue.from; t < r->statements.items[i].cue.to;
		     t++)
			used[t] = 1;
	for (size_t s = 0; s < r->pieces->nsentences; s++) {
		struct range sentence = range_of(r->tokens.first[s], r->tokens.first[s + 1]);

		for (size_t i = sentence.from; i < sentence.to; i++) {
			const struct token *token = token_at(r, i);

			for (; k < e->npieces && e->pieces[k].start <= token->start; k++)
				if (span_end(e->pieces[k]) > reach)
					reach = span_end(e->pieces[k]);
			if (!is_word(token) || used[i] || !(token->tags & TAG_VERB) ||
			    lexeme_at(r, i)->act != ACT_SAY)
				continue;
			decision_add(e, span_between(token->start, token->end),
				     verb_why(r, sentence, i, reach > token->start));
		}
	}
}

/* ---- pronouns */

static const char *misfit(const struct person *person, uint32_t tags)
{
	if (!person->is_person && person->nwords < 2)
		return "may be no person";
	if (tags & TAG_HE && person->gender == GENDER_WOMAN)
		return "is a woman";
	if (tags & TAG_SHE && person->gender == GENDER_MAN)
		return "is a man";
	return NULL;
}

static bool is_in(const uint32_t *seen, size_t n, uint32_t number)
{
	while (n)
		if (seen[--n] == number)
			return true;
	return false;
}

/* The people named last before the pronoun, and who was taken. */
static void pronoun_explain(struct explaining *e, const struct statement *statement,
			    const struct attribution *found)
{
	const struct token *pronoun = token_at(e->r, statement->source.from);
	struct buf buf = buf_in(e->r->out);
	size_t end = mentions_before(e->names, statement->source.from), weighed = 0;
	uint32_t seen[WEIGHED_MOST];

	for (size_t i = end; i-- > 0 && end - i < LOOK_BACK && weighed < WEIGHED_MOST;) {
		uint32_t number = e->names->mentions[i].person;
		const struct person *person = &e->names->people[number];
		const char *why = number == found->person ? "taken" : misfit(person, pronoun->tags);

		if (token_at(e->r, e->names->mentions[i].range.from)->quotation ||
		    is_in(seen, weighed, number))
			continue;
		seen[weighed] = number;
		buf_addf(&buf, "%s%.*s %s", weighed++ ? "; " : "", STR_ARG(person->name),
			 why ? why : "might fit, but is further off or did not speak");
	}
	if (found->person == NOBODY)
		buf_addf(&buf, "%s%s", weighed ? "; " : "",
			 found->speaker.len ? "who spoke before goes on"
					    : "nobody is clear enough");
	decision_add(e, range_span(e->r, statement->source), buf_str(&buf));
}

static void pronouns_explain(struct explaining *e, const struct attribution *found)
{
	for (size_t i = 0; i < e->r->statements.n; i++) {
		const struct statement *statement = &e->r->statements.items[i];

		if (!range_empty(statement->source) &&
		    statement->source.to == statement->source.from + 1u &&
		    token_at(e->r, statement->source.from)->tags & (TAG_HE | TAG_SHE | TAG_THEY))
			pronoun_explain(e, statement, &found[i]);
	}
}

void decisions_find(const struct reading *r, const struct names *names,
		    const struct attribution *found, struct quotes *quotes)
{
	struct explaining explaining = {.r = r, .names = names, .quotes = quotes};

	quotes->decisions = ARENA_ARRAY(r->out, struct decision, DECISIONS_MOST);
	pieces_list(&explaining);
	marks_explain(&explaining);
	verbs_explain(&explaining);
	pronouns_explain(&explaining, found);
	if (quotes->ndecisions)
		qsort(quotes->decisions, quotes->ndecisions, sizeof(*quotes->decisions), by_place);
}
