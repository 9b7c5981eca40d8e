/*
 * Credits.
 *
 * A source's name counts as a credit where the words beside it say that something comes from there:
 *
 *	according to Reuters   citing KCNA   (AFP)   told the BBC   seen by Reuters
 *	The Korea Herald reported   the KCNA dispatch said
 *
 * Only capitalised words, and those of scripts without capitals, are looked up.
 */
#include "attribute/credits.h"

#include "attribute/learned.h"
#include "attribute/phrases.h"

enum { LOOK_AHEAD = 5 };

/* "according to", "citing", "by", "told" or a bracket right before, over articles and adjectives. */
static bool credited_before(const struct reading *r, size_t from, size_t i)
{
	for (size_t k = i; k > from && i - k < LOOK_AHEAD; k--) {
		const struct token *before = token_at(r, k - 1);
		const struct lexeme *lexeme = lexeme_at(r, k - 1);

		if (before->punct == PUNCT_OPEN)
			return k == i;
		if (before->punct)
			return false;
		if (before->tags & (TAG_ACCORDING | TAG_RELAYED) ||
		    before->more & (MORE_CITING | MORE_SO | MORE_QUOTED))
			return true;
		if (lexeme && before->tags & TAG_VERB && lexeme->takes & TAKES_PERSON)
			return true;
		if (!(before->tags & (TAG_ARTICLE | TAG_GROUP | TAG_DOCUMENT | TAG_PREPOSITION |
				      TAG_STATE_MEDIA)) &&
		    before->flags & TOKEN_CAPITAL)
			return false;
	}
	return false;
}

/* A verb of saying after it: "[KCNA] news agency reported". */
static bool credited_after(const struct reading *r, struct range sentence, size_t i)
{
	for (size_t k = i; k < sentence.to && k - i < LOOK_AHEAD; k++) {
		const struct token *token = token_at(r, k);
		const struct lexeme *lexeme = lexeme_at(r, k);

		if (token->punct || token->more & MORE_ACCORDING_AFTER)
			return token->more & MORE_ACCORDING_AFTER;
		if (lexeme && token->tags & TAG_VERB && lexeme->act == ACT_SAY &&
		    verb_here(r, sentence, k))
			return true;
		if (token->more & MORE_CITING)
			return true;
		if (token->tags & (TAG_ROLE | TAG_TITLE) && !(token->tags & TAG_GROUP))
			return false;
	}
	return false;
}

static size_t tokens_until(const struct reading *r, size_t i, size_t limit, uint32_t end)
{
	while (i < limit && token_at(r, i)->start < end)
		i++;
	return i;
}

/* Has the sentence anything of what credited_before() and credited_after() look for? */
static bool may_credit(const struct seen *seen)
{
	return seen->tags & (TAG_ACCORDING | TAG_RELAYED | TAG_VERB) ||
	       seen->more & (MORE_CITING | MORE_SO | MORE_QUOTED | MORE_ACCORDING_AFTER) ||
	       seen->marks & 1u << PUNCT_OPEN;
}

/* What the names of one article's tokens are looked through for. */
struct crediting {
	struct reading *r;
	size_t next;             /* of the tokens' names */
	struct str state_agency; /* the first that is named */
};

/* Keeps the credits of sentence number s. */
static void sentence_credits_find(struct crediting *c, size_t s)
{
	struct reading *r = c->r;
	struct range sentence = range_of(r->tokens.first[s], r->tokens.first[s + 1]);
	size_t behind = sentence.from;

	for (; c->next < r->tokens.nnames && r->tokens.names[c->next] < sentence.to; c->next++) {
		struct credit credit = {.sentence = (uint32_t)s};
		size_t i = r->tokens.names[c->next], used = 0;

		if (i < behind)
			continue;
		credit.name = source_at_token(r, i, &credit.kind, &used);
		if (!credit.name.len || credit.kind == SOURCE_NONE)
			continue;
		if (credit.kind == SOURCE_STATE_AGENCY && !c->state_agency.len)
			c->state_agency = credit.name;
		credit.span = span_between(token_at(r, i)->start, token_at(r, i)->start + used);
		behind = tokens_until(r, i, sentence.to, span_end(credit.span));
		if (credited_before(r, sentence.from, i) || credited_after(r, sentence, behind))
			vec_push(r->arena, &r->credits, credit);
	}
}

struct str text_credits_find(struct reading *r)
{
	/* Only then can it be asked which agency of the state is meant. */
	bool asks_for_state = r->learned.n || r->tokens.all.tags & TAG_STATE_MEDIA;
	struct crediting crediting = {.r = r};

	for (size_t s = 0; s < r->pieces->nsentences; s++)
		if (asks_for_state || may_credit(&r->tokens.seen[s]))
			sentence_credits_find(&crediting, s);
	return crediting.state_agency;
}
