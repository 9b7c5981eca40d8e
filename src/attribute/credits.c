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

/* Keeps the credits of sentence number s; *state_agency becomes the first state agency, if it is none yet. */
static void sentence_credits_find(struct reading *r, size_t s, struct str *state_agency)
{
	struct range sentence = range_of(r->tokens.first[s], r->tokens.first[s + 1]);

	for (size_t i = sentence.from; i < sentence.to;) {
		const struct token *token = token_at(r, i);
		struct credit credit = {.sentence = (uint32_t)s};
		size_t used = 0, after;

		if (token->punct ||
		    (!(token->flags & TOKEN_CAPITAL) && r->text.s[token->start] >= 0)) {
			i++;
			continue;
		}
		credit.name = source_at_token(r, i, &credit.kind, &used);
		if (!credit.name.len || credit.kind == SOURCE_NONE) {
			i++;
			continue;
		}
		if (credit.kind == SOURCE_STATE_AGENCY && !state_agency->len)
			*state_agency = credit.name;
		credit.span = span_between(token->start, token->start + used);
		after = tokens_until(r, i, sentence.to, span_end(credit.span));
		if (credited_before(r, sentence.from, i) || credited_after(r, sentence, after))
			vec_push(r->arena, &r->credits, credit);
		i = after > i ? after : i + 1;
	}
}

struct str text_credits_find(struct reading *r)
{
	/* Only then can it be asked which agency of the state is meant. */
	bool asks_for_state = r->learned.n || r->tokens.all.tags & TAG_STATE_MEDIA;
	struct str state_agency = {0};

	for (size_t s = 0; s < r->pieces->nsentences; s++)
		if (asks_for_state || may_credit(&r->tokens.seen[s]))
			sentence_credits_find(r, s, &state_agency);
	return state_agency;
}
