/*
 * Phrases, without a parser.
 *
 * News attributes in few shapes, and the words that end a noun phrase are few: verbs with helpers,
 * conjunctions, marks. So a noun phrase is found from its verb outward:
 *
 *	The governor of Ohio , a farmer 's son , has also said …
 *	└───── phrase ─────┘ └── apposition ──┘ └ group ┘
 *
 * Walking left from the verb's helpers, nouns are taken until an article, and beyond it only over a
 * preposition that joins ("of Ohio"). A preposition at the head of the sentence begins an adverbial and
 * is left out ("In Ohio the governor said"). Each walk is bounded by PHRASE_MOST tokens.
 *
 * Rejected: part-of-speech tagging. It needs weights trained on somebody's text, and the lists are
 * as good where it matters: next to verbs of saying.
 */
#include "attribute/phrases.h"

enum { PHRASE_MOST = 40, AGENCY_LETTERS = 4 };

bool is_nominal(const struct token *token)
{
	const uint32_t never = TAG_THAT | TAG_SINCE | TAG_BUT | TAG_AUXILIARY | TAG_PREPOSITION |
			       TAG_RELATIVE | TAG_ACCORDING | TAG_ARTICLE | TAG_AND | TAG_RELAYED;
	const uint32_t noun = TAG_ROLE | TAG_TITLE | TAG_GROUP | TAG_DOCUMENT | TAG_NOUN |
			      TAG_MEDIUM | TAG_STATE_MEDIA | TAG_PRONOUN;

	if (token->punct || token->more & (MORE_AS_SAYING | MORE_CITING))
		return false;
	if (token->tags & noun || token->flags & TOKEN_COMPOUND)
		return true;
	if (token->flags & (TOKEN_CAPITAL | TOKEN_NUMBER) && !(token->tags & never))
		return true;
	return !(token->tags & never) && !(token->tags & (TAG_FINITE | TAG_VERB)) &&
	       !(token->flags & TOKEN_ADVERB);
}

static bool is_subject_pronoun(const struct token *token)
{
	return token->tags & TAG_PRONOUN && !(token->tags & TAG_ARTICLE);
}

/* ---- leftwards */

/* The matching opening token of a closing bracket or quotation mark at i, or i if it is too far. */
static size_t opening_of(const struct reading *r, size_t floor, size_t i)
{
	enum punctuation open =
		token_at(r, i)->punct == PUNCT_CLOSE ? PUNCT_OPEN : PUNCT_QUOTE_OPEN;

	for (size_t k = i; k > floor && i - k < 12; k--)
		if (token_at(r, k - 1)->punct == open)
			return k - 1;
	return i;
}

struct walk {
	const struct reading *r;
	size_t floor, end, at;
	bool closed; /* an article was taken: only a joining preposition leads on */
};

/* A nickname or a title stands within a name: 'the "Morning Tide" host'; speech stops before it. */
static bool inside_name(const struct walk *w, const struct token *close, size_t open)
{
	const struct token *last = close - 1;

	if (close->punct == PUNCT_CLOSE)
		return w->at < w->end || open > w->floor;
	if (w->at == w->end && open > w->floor && token_at(w->r, open - 1)->more & MORE_NAMED)
		return w->at - open < 8 && !last->punct; /* 'Die Zeitung "Osker Bote"' */
	return w->at < w->end && open > w->floor && w->at - open < 8 && !last->punct &&
	       !is_subject_pronoun(token_at(w->r, w->at)) && !token_at(w->r, open - 1)->punct;
}

/* "welcomed by", "laughed at": what stands before the preposition is a verb, and no part of a name. */
static bool done_by(const struct reading *r, size_t preposition)
{
	const struct token *before = token_at(r, preposition - 1);

	return str_eq(r->lexicon->language, STR("en")) && !(before->flags & TOKEN_CAPITAL) &&
	       !(before->tags & (TAG_DOCUMENT | TAG_ROLE)) &&
	       str_ends(token_text(r, preposition - 1), STR("ed"));
}

/* In German, where nouns are capitalised. */
static bool is_noun(const struct token *token)
{
	return is_nominal(token) && token->flags & TOKEN_CAPITAL && !(token->tags & TAG_TIME);
}

/* Takes the token before walk->at; false: the phrase begins at walk->at. */
static bool step_left(struct walk *w)
{
	const struct token *token = token_at(w->r, w->at - 1);
	const struct token *before = w->at - 1 > w->floor ? token_at(w->r, w->at - 2) : NULL;

	if (token->punct == PUNCT_CLOSE || token->punct == PUNCT_QUOTE_CLOSE) {
		size_t open = opening_of(w->r, w->floor, w->at - 1);

		if (open == w->at - 1 || w->closed || !inside_name(w, token, open))
			return false;
		w->at = open;
		return true;
	}
	if (token->punct || (w->at < w->end && is_subject_pronoun(token_at(w->r, w->at))))
		return false;
	if (token->tags & TAG_WHETHER && !(token->tags & (TAG_RELATIVE | TAG_ARTICLE)))
		return false;
	if (token->tags & TAG_PREPOSITION && !(token->tags & (TAG_NOUN | TAG_ROLE))) {
		if (w->at == w->end || !before || !is_nominal(before) ||
		    is_subject_pronoun(before) || !(token->tags & TAG_JOINING) ||
		    done_by(w->r, w->at - 1))
			return false;
		w->at--;
		w->closed = false;
		return true;
	}
	if (token->tags & TAG_AND) {
		if (w->at == w->end || !before || !is_nominal(before) ||
		    is_subject_pronoun(before) || w->closed)
			return false;
		w->at--;
		return true;
	}
	if (token->tags & TAG_ARTICLE || (token->tags & TAG_POSSESSIVE)) {
		if (w->closed)
			return false;
		w->at--;
		w->closed = !(token->tags & TAG_GENITIVE_ARTICLE && before && is_noun(before));
		return true;
	}
	if (w->closed && !(token->tags & TAG_FORMER))
		return false;
	if (is_subject_pronoun(token) && w->at < w->end)
		return false;
	if (!is_nominal(token) && w->at == w->end)
		return false;
	if (!is_nominal(token) && !(token->flags & (TOKEN_CAPITAL | TOKEN_HYPHEN)) &&
	    !(token->tags & TAG_ADVERB) && !(token->flags & TOKEN_ADVERB))
		return false;
	if (!is_subject_pronoun(token) &&
	    token->tags & (TAG_THAT | TAG_SINCE | TAG_BUT | TAG_AUXILIARY | TAG_RELATIVE) &&
	    !(token->flags & TOKEN_CAPITAL && w->at - 1 > w->floor))
		return false;
	w->at--;
	return true;
}

struct range noun_phrase_before(const struct reading *r, size_t floor, size_t end)
{
	struct walk walk = {.r = r, .floor = floor, .end = end, .at = end};

	while (walk.at > floor && end - walk.at < PHRASE_MOST && step_left(&walk))
		;
	while (walk.at < end &&
	       (token_at(r, walk.at)->tags & (TAG_ADVERB | TAG_AND) ||
		token_at(r, walk.at)->flags & TOKEN_ADVERB) &&
	       !is_nominal(token_at(r, walk.at)))
		walk.at++;
	return range_of(walk.at, end);
}

/* ---- rightwards */

/* "Ada Lund [turned] to": a small word in -ed right behind a name is its verb. */
static bool past_after_name(const struct reading *r, size_t i)
{
	const struct token *token = token_at(r, i);

	return str_eq(r->lexicon->language, STR("en")) &&
	       token_at(r, i - 1)->flags & TOKEN_CAPITAL &&
	       !(token->flags & (TOKEN_CAPITAL | TOKEN_COMPOUND)) && !token->tags &&
	       str_ends(token_text(r, i), STR("ed"));
}

static bool infinitive_marker(const struct reading *r, size_t i)
{
	return str_eq_nocase(token_text(r, i), STR("to"));
}

/* "urged the council to [rebuild]", not "adviser to the king", "ambassador to Osk". */
static bool may_be_infinitive(const struct token *token)
{
	return !(token->flags & (TOKEN_CAPITAL | TOKEN_NUMBER)) &&
	       !(token->tags & (TAG_ARTICLE | TAG_POSSESSIVE | TAG_PRONOUN));
}

struct range noun_phrase_after(const struct reading *r, size_t from, size_t limit)
{
	size_t i = from;
	bool noun_seen = false;

	while (i < limit && i - from < PHRASE_MOST) {
		const struct token *token = token_at(r, i);
		bool more = i + 1 < limit && !token_at(r, i + 1)->punct;

		if (token->punct == PUNCT_OPEN && i > from) {
			size_t k = i + 1;

			while (k < limit && k - i < 12 && token_at(r, k)->punct != PUNCT_CLOSE)
				k++;
			if (k >= limit || token_at(r, k)->punct != PUNCT_CLOSE)
				break;
			i = k + 1;
			continue;
		}
		if (token->punct)
			break;
		if (token->tags & TAG_POSSESSIVE || token->tags & TAG_ARTICLE ||
		    is_nominal(token)) {
			if (token->tags & TAG_TIME && !(token->tags & TAG_ROLE))
				break;
			if (i > from && token->tags & TAG_SOMEONE && lexeme_at(r, i)->nwords > 1)
				break; /* "a dit Osk [aux journalistes]" */
			if ((is_subject_pronoun(token) || token->tags & TAG_WHETHER) && i > from)
				break;
			if (i > from && r->lexicon->nouns_capital && noun_seen &&
			    !(token->flags & (TOKEN_CAPITAL | TOKEN_NUMBER)) &&
			    !(token->tags & TAG_GENITIVE_ARTICLE) &&
			    !(token_at(r, i - 1)->more & MORE_AGENCY &&
			      token->end - token->start <= AGENCY_LETTERS)) /* "Agentur dpa" */
				break;
			if (i > from && past_after_name(r, i))
				break;
			noun_seen |= token->flags & TOKEN_CAPITAL && !(token->tags & TAG_ARTICLE);
			i++;
			if (is_subject_pronoun(token))
				break;
			continue;
		}
		if (i > from && more && infinitive_marker(r, i) && may_be_infinitive(token_at(r, i + 1)))
			break;
		if (i > from && more && token->tags & (TAG_JOINING | TAG_AND) &&
		    (is_nominal(token_at(r, i + 1)) ||
		     token_at(r, i + 1)->tags & (TAG_ARTICLE | TAG_POSSESSIVE))) {
			i++;
			continue;
		}
		break;
	}
	return range_of(from, i);
}

/* ---- verbs */

/* "comme [le] souligne Osk": an object before the verb, where no noun phrase could begin. */
static bool leans_on(const struct reading *r, struct range sentence, size_t i)
{
	return token_at(r, i)->more & MORE_CLITIC && is_word(token_at(r, i)) && i > sentence.from &&
	       (token_at(r, i - 1)->punct || token_at(r, i - 1)->more & MORE_AS);
}

size_t verb_group_start(const struct reading *r, size_t floor, size_t verb)
{
	size_t i = verb;

	while (i > floor) {
		const struct token *before = token_at(r, i - 1);

		if (!is_word(before) || before->tags & (TAG_SOMEONE | TAG_AND | TAG_PRONOUN) ||
		    !(before->tags & (TAG_AUXILIARY | TAG_ADVERB | TAG_TIME) ||
		      before->flags & TOKEN_ADVERB))
			break;
		if (before->tags & TAG_SINCE && i - 1 == floor)
			break;
		i--;
	}
	if (i > floor && (leans_on(r, range_of(floor, verb), i - 1) ||
			  (is_word(token_at(r, i - 1)) && token_at(r, i - 1)->more & MORE_CLITIC &&
			   !(token_at(r, i - 1)->tags & TAG_ARTICLE))))
		i--;
	return i;
}

size_t adverbs_skipped(const struct reading *r, size_t i, size_t limit)
{
	while (i < limit && is_word(token_at(r, i)) &&
	       (token_at(r, i)->tags & (TAG_ADVERB | TAG_TIME) ||
		token_at(r, i)->flags & TOKEN_ADVERB) &&
	       !(token_at(r, i)->tags & (TAG_SINCE | TAG_PRONOUN)))
		i++;
	return i;
}

bool is_passive(const struct reading *r, size_t from, size_t verb)
{
	const struct lexeme *lexeme = lexeme_at(r, verb);

	if (!(lexeme->forms & ((1u << FORM_PARTICIPLE) | (1u << FORM_PAST))))
		return false;
	for (size_t i = from; i < verb; i++)
		if (token_at(r, i)->tags & TAG_BE)
			return true;
	return false;
}

static bool may_be_noun(const struct token *token)
{
	return token->tags & (TAG_NOUN | TAG_DOCUMENT | TAG_MEDIUM | TAG_ROLE | TAG_GROUP);
}

/* Does what stands before let a present form be a verb? "Trump claims", "they plan", "to report" */
static bool subject_fits(const struct reading *r, size_t i, const struct lexeme *lexeme)
{
	const struct token *before = token_at(r, i - 1);
	const uint32_t subject = TAG_PRONOUN | TAG_ROLE | TAG_GROUP | TAG_DOCUMENT | TAG_RELATIVE |
				 TAG_AUXILIARY | TAG_ADVERB | TAG_STATE_MEDIA | TAG_TITLE;

	if (infinitive_marker(r, i - 1))
		return lexeme->forms & (1u << FORM_BASE);
	if (before->tags & subject || before->flags & TOKEN_ADVERB)
		return true;
	return before->flags & TOKEN_CAPITAL &&
	       (r->lexicon->nouns_capital || lexeme->forms & (1u << FORM_THIRD));
}

bool in_capitals(const struct reading *r, struct range sentence)
{
	size_t words = 0, capitals = 0, to = sentence.from + PHRASE_MOST;

	if (r->lexicon->verb_last)
		return false;
	to = sentence.to < to ? sentence.to : to;
	for (size_t i = sentence.from; i < to; i++) {
		if (4 * capitals + (to - i) < 3 * words) /* however many capitals follow */
			return false;
		words += !token_at(r, i)->punct;
		capitals += (token_at(r, i)->flags & (TOKEN_CAPITAL | TOKEN_NUMBER)) != 0;
	}
	return 4 * capitals >= 3 * words;
}

bool verb_here(const struct reading *r, struct range sentence, size_t i)
{
	const struct token *token = token_at(r, i), *before;
	const struct lexeme *lexeme = lexeme_at(r, i);
	unsigned present = (1u << FORM_BASE) | (1u << FORM_THIRD);
	bool only_present = lexeme && !(lexeme->forms & ~present);

	if (!lexeme || !(token->tags & TAG_VERB) || !is_word(token) ||
	    token->flags & (TOKEN_HYPHEN | TOKEN_GENITIVE))
		return false;
	if (i + 1 < sentence.to && token_at(r, i + 1)->flags & TOKEN_HYPHEN &&
	    !(token_at(r, i + 1)->tags & TAG_PRONOUN)) /* "dit-il" is no compound */
		return false;
	if (i == sentence.from)
		return !may_be_noun(token) && !only_present;
	before = token_at(r, i - 1);
	if (token->flags & TOKEN_CAPITAL && !before->punct && !in_capitals(r, sentence))
		return false;
	if (before->punct)
		return !(may_be_noun(token) && only_present);
	if (before->flags & TOKEN_GENITIVE || before->tags & TAG_POSSESSIVE)
		return false;
	if (leans_on(r, sentence, i - 1))
		return true;
	if (before->tags & TAG_ARTICLE &&
	    (!(before->tags & TAG_PRONOUN) || (may_be_noun(token) && only_present)))
		return false;
	if (before->tags & TAG_PREPOSITION && !infinitive_marker(r, i - 1))
		return lexeme->forms & (1u << FORM_GERUND) && !may_be_noun(token);
	if (may_be_noun(token) || (only_present && lexeme->forms & (1u << FORM_BASE)))
		return subject_fits(r, i, lexeme);
	return true;
}
