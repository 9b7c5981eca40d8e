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

#include "attribute/phrases.h"
#include "attribute/sources.h"

#define NONE ((size_t)-1)

enum { LOOK_AHEAD = 30 };

struct finder {
	struct reading *r;
	struct range sentence;
	uint32_t number;       /* of the sentence */
	size_t first;          /* the first statement of this sentence */
	struct range subject;  /* the last source in this sentence */
};

static const struct token *at(const struct finder *f, size_t i)
{
	return token_at(f->r, i);
}

static bool punct_at(const struct finder *f, size_t i, enum punctuation punct)
{
	return i >= f->sentence.from && i < f->sentence.to && at(f, i)->punct == punct;
}

static bool tag_at(const struct finder *f, size_t i, uint32_t tags)
{
	return i >= f->sentence.from && i < f->sentence.to && is_word(at(f, i)) &&
	       at(f, i)->tags & tags;
}

static bool word_is(const struct finder *f, size_t i, const char *word)
{
	return i < f->sentence.to && is_word(at(f, i)) &&
	       str_eq_nocase(token_text(f->r, i), str_of(word));
}

static bool verb_form_at(const struct finder *f, size_t i, unsigned forms)
{
	const struct lexeme *lexeme;

	if (i >= f->sentence.to || !verb_here(f->r, f->sentence, i))
		return false;
	lexeme = lexeme_at(f->r, i);
	return lexeme->forms & forms;
}

enum {
	FINITE_FORMS = 1u << FORM_THIRD | 1u << FORM_PAST,
	GERUND_FORM = 1u << FORM_GERUND,
	ANY_FORM = 31,
};

/* ---- pieces of text */

static void piece_add(struct statement *statement, struct span span)
{
	if (!span.len || statement->npieces == STATEMENT_PIECES)
		return;
	statement->pieces[statement->npieces++] = span;
}

/* Marks at the end that are not part of what was said. */
static size_t trimmed_end(const struct finder *f, size_t from, size_t to)
{
	while (to > from) {
		enum punctuation punct = at(f, to - 1)->punct;

		if (punct == PUNCT_NONE || punct == PUNCT_QUOTE_CLOSE || punct == PUNCT_CLOSE ||
		    (at(f, to - 1)->quotation && punct != PUNCT_QUOTE_OPEN))
			break;
		to--;
	}
	return to;
}

/* The bytes of tokens [from, to); a quotation that is cut at either end is taken whole. */
static struct span content_span(const struct finder *f, size_t from, size_t to)
{
	struct span span;
	uint32_t first, last;

	while (from < to && at(f, from)->punct && at(f, from)->punct != PUNCT_QUOTE_OPEN &&
	       at(f, from)->punct != PUNCT_OPEN && !at(f, from)->quotation)
		from++;
	to = trimmed_end(f, from, to);
	if (from >= to)
		return (struct span){0};
	span = range_span(f->r, range_of(from, to));
	first = at(f, from)->quotation;
	last = at(f, to - 1)->quotation;
	if (first && f->r->quotations.items[first - 1].span.start < span.start)
		span = span_between(f->r->quotations.items[first - 1].span.start, span_end(span));
	if (last && span_end(f->r->quotations.items[last - 1].span) > span_end(span))
		span = span_between(span.start, span_end(f->r->quotations.items[last - 1].span));
	return span;
}

static struct statement *statement_add(struct finder *f, struct statement statement)
{
	if (!statement.npieces)
		return NULL;
	statement.sentence = f->number;
	if (range_empty(statement.source))
		statement.speaker_from = SPEAKER_UNKNOWN;
	else
		f->subject = statement.source;
	vec_push(f->r->arena, &f->r->statements, statement);
	return &f->r->statements.items[f->r->statements.n - 1];
}

/* Takes back the statements of this sentence that lie within `span`. */
static void take_back(struct finder *f, struct span span)
{
	for (size_t i = f->first; i < f->r->statements.n; i++) {
		struct statement *s = &f->r->statements.items[i];

		if (span_contains(span, s->pieces[0]))
			s->dropped = true;
	}
}

/* ---- subjects */

/* The subject of the sentence: its first noun phrase that is not within an adverbial. */
static struct range main_subject(const struct finder *f, size_t before)
{
	size_t i = f->sentence.from;

	if (!range_empty(f->subject))
		return f->subject;
	if (tag_at(f, i, TAG_PREPOSITION | TAG_SINCE | TAG_TIME) || verb_form_at(f, i, ANY_FORM)) {
		while (i < before && at(f, i)->punct != PUNCT_COMMA)
			i++;
		i = i < before ? i + 1 : f->sentence.from;
	}
	while (i < before && (at(f, i)->punct || at(f, i)->quotation ||
			      at(f, i)->tags & (TAG_AND | TAG_ADVERB)))
		i++;
	return noun_phrase_after(f->r, i, before);
}

/* The phrase before a pair of commas that ends at `comma`: "Osk , who is ill , said". */
static struct range before_apposition(const struct finder *f, size_t comma)
{
	size_t i = comma, nearest = NONE;
	bool dash = at(f, comma)->punct == PUNCT_DASH;

	while (i > f->sentence.from && comma - i < LOOK_AHEAD) {
		i--;
		if (dash && at(f, i)->punct == PUNCT_DASH) {
			struct range phrase = noun_phrase_before(f->r, f->sentence.from, i);

			return range_empty(phrase) ? before_apposition(f, i) : phrase;
		}
		if (at(f, i)->punct == PUNCT_COMMA && !at(f, i)->quotation && !dash) {
			const struct token *next = at(f, i + 1);

			if (nearest == NONE)
				nearest = i;
			if (next->tags & (TAG_ARTICLE | TAG_RELATIVE | TAG_TITLE | TAG_FORMER |
					  TAG_ROLE | TAG_PREPOSITION | TAG_POSSESSIVE) ||
			    next->flags & TOKEN_NUMBER) {
				nearest = i;
				break;
			}
		}
		if (at(f, i)->punct == PUNCT_SEMICOLON || at(f, i)->punct == PUNCT_QUOTE_CLOSE)
			break;
	}
	if (nearest == NONE)
		return (struct range){0};
	return range_of(noun_phrase_before(f->r, f->sentence.from, nearest).from, nearest);
}

/* ---- what follows the verb */

static size_t quote_opens_after(const struct finder *f, size_t i)
{
	if (punct_at(f, i, PUNCT_COLON) || punct_at(f, i, PUNCT_COMMA))
		i++;
	return punct_at(f, i, PUNCT_QUOTE_OPEN) ? i : NONE;
}

/* Over "[in an interview with a paper] that": where what was said begins, or NONE. */
static size_t over_adverbial(const struct finder *f, size_t i)
{
	for (size_t k = i; k < f->sentence.to && k - i < LOOK_AHEAD; k++) {
		if (at(f, k)->quotation && at(f, k)->punct != PUNCT_QUOTE_OPEN)
			continue;
		if (tag_at(f, k, TAG_THAT))
			return k;
		if (punct_at(f, k, PUNCT_COLON))
			return k + 1 < f->sentence.to ? k + 1 : NONE;
		if (punct_at(f, k, PUNCT_COMMA))
			return quote_opens_after(f, k);
		if (at(f, k)->punct == PUNCT_QUOTE_OPEN)
			return NONE;
		if (verb_form_at(f, k, FINITE_FORMS) || tag_at(f, k, TAG_RELATIVE))
			return NONE;
	}
	return NONE;
}

static bool clause_may_begin(const struct finder *f, size_t i)
{
	const struct token *token = at(f, i);

	if (token->punct)
		return false;
	return is_nominal(token) || token->tags & (TAG_ARTICLE | TAG_POSSESSIVE | TAG_PRONOUN) ||
	       token->flags & TOKEN_ADVERB || token->tags & TAG_ADVERB;
}

static size_t own_preposition(const struct finder *f, size_t i, unsigned takes)
{
	static const struct {
		unsigned takes;
		const char *word;
	} own[] = {{TAKES_ON, "on"}, {TAKES_AT, "at"}, {TAKES_OF, "of"}, {TAKES_ABOUT, "about"}};

	for (size_t k = 0; k < sizeof(own) / sizeof(*own); k++)
		if (takes & own[k].takes && word_is(f, i, own[k].word))
			return i + 1 < f->sentence.to ? i + 1 : NONE;
	return NONE;
}

/* Where what was said begins, after a verb that ends before `i`; NONE: not after it. */
static size_t content_start(const struct finder *f, size_t i, unsigned takes)
{
	size_t found, quote;

	i = adverbs_skipped(f->r, i, f->sentence.to);
	if (i >= f->sentence.to)
		return NONE;
	quote = quote_opens_after(f, i);
	if (quote != NONE)
		return quote;
	if (punct_at(f, i, PUNCT_COLON))
		return i + 1 < f->sentence.to ? i + 1 : NONE;
	if (at(f, i)->punct)
		return NONE;
	if (takes & (TAKES_THAT | TAKES_BARE) && tag_at(f, i, TAG_THAT))
		return i;
	if (takes & (TAKES_THAT | TAKES_BARE | TAKES_WHETHER) && tag_at(f, i, TAG_WHETHER))
		return i;
	if (takes & TAKES_TO && word_is(f, i, "to"))
		return i;
	found = own_preposition(f, i, takes);
	if (found != NONE)
		return found;
	if (takes & TAKES_PERSON) {
		struct range person = noun_phrase_after(f->r, i, f->sentence.to);

		if (takes & TAKES_TO && !range_empty(person) && word_is(f, person.to, "to"))
			return i;
		if (takes & TAKES_OF && !range_empty(person) && word_is(f, person.to, "of"))
			return person.to;
		if (!range_empty(person) && person.to < f->sentence.to)
			return content_start(f, person.to,
					     (takes & ~(unsigned)TAKES_PERSON) |
						     (takes & TAKES_THAT ? TAKES_BARE : 0u));
	}
	if (tag_at(f, i, TAG_PREPOSITION) && takes & (TAKES_THAT | TAKES_QUOTE))
		return over_adverbial(f, i);
	if (takes & (TAKES_BARE | TAKES_OBJECT) && clause_may_begin(f, i))
		return i;
	return NONE;
}

/* Does the text from i on attribute anew: ", adding", ", according to", ", he said ." */
static bool new_cue_after_comma(const struct finder *f, size_t i)
{
	size_t k = adverbs_skipped(f->r, i, f->sentence.to);
	struct range subject;

	if (tag_at(f, i, TAG_ACCORDING) || verb_form_at(f, k, GERUND_FORM))
		return true;
	if (tag_at(f, i, TAG_BUT | TAG_AND)) {
		for (k = i + 1; k < f->sentence.to && k < i + 9; k++)
			if (at(f, k)->punct)
				return false;
			else if (verb_form_at(f, k, FINITE_FORMS))
				return true;
		return false;
	}
	subject = noun_phrase_after(f->r, i, f->sentence.to);
	if (range_empty(subject))
		return verb_form_at(f, k, FINITE_FORMS) && punct_at(f, k + 1, PUNCT_STOP);
	k = subject.to;
	while (k < f->sentence.to && is_word(at(f, k)) &&
	       (at(f, k)->tags & (TAG_AUXILIARY | TAG_ADVERB) || at(f, k)->flags & TOKEN_ADVERB))
		k++;
	if (!verb_form_at(f, k, FINITE_FORMS))
		return false;
	k = adverbs_skipped(f->r, k + 1, f->sentence.to);
	return k >= f->sentence.to || punct_at(f, k, PUNCT_STOP) || punct_at(f, k, PUNCT_COMMA);
}

/* Does the quotation that ends before i close a sentence or clause of its own: '"No," until' */
static bool ended_inside(const struct finder *f, size_t i)
{
	return i >= f->sentence.from + 2 && at(f, i - 1)->punct == PUNCT_QUOTE_CLOSE &&
	       (at(f, i - 2)->punct == PUNCT_COMMA || at(f, i - 2)->punct == PUNCT_STOP);
}

/* "as" and the like begin a clause of their own, unless a noun follows: "praised him as a hero". */
static bool begins_clause(const struct finder *f, size_t i)
{
	return !word_is(f, i, "as") || tag_at(f, i + 1, TAG_PRONOUN);
}

/* Where the words that began at `start` end. `object`: a thing, not a clause. */
static size_t content_end(const struct finder *f, size_t start, bool object)
{
	size_t i = start;

	for (; i < f->sentence.to; i++) {
		const struct token *token = at(f, i);

		if (token->punct == PUNCT_QUOTE_CLOSE && ended_inside(f, i + 1) &&
		    i + 1 < f->sentence.to && new_cue_after_comma(f, i + 1)) {
			i++;
			break;
		}
		if (token->quotation)
			continue;
		if (token->punct == PUNCT_COMMA && i + 1 < f->sentence.to) {
			if (new_cue_after_comma(f, i + 1))
				break;
			if (object && tag_at(f, i + 1, TAG_RELATIVE | TAG_BUT | TAG_SINCE))
				break;
		}
		if (token->punct == PUNCT_SEMICOLON)
			break;
		if (i > start && tag_at(f, i, TAG_AND) &&
		    verb_form_at(f, adverbs_skipped(f->r, i + 1, f->sentence.to), FINITE_FORMS))
			break;
		if (object && i > start && tag_at(f, i, TAG_SINCE) && begins_clause(f, i))
			break;
	}
	return i;
}

/* What was said, from `start` on: a quotation alone ends with it, all else with its clause. */
static struct span said_from(const struct finder *f, size_t start, bool object, size_t *next)
{
	size_t i = start;

	if (at(f, start)->punct == PUNCT_QUOTE_OPEN) {
		while (i < f->sentence.to && at(f, i)->quotation == at(f, start)->quotation)
			i++;
		if (i >= f->sentence.to || at(f, i)->punct || ended_inside(f, i)) {
			bool list = i + 1 < f->sentence.to && at(f, i)->punct == PUNCT_COMMA &&
				    at(f, i + 1)->punct == PUNCT_QUOTE_OPEN;

			*next = i;
			if (!list)
				return content_span(f, start, i);
		}
	}
	*next = content_end(f, start, object);
	return content_span(f, start, *next);
}

/* ---- relays */

/* The phrase that names an agency or outlet which passes words on: `source`, or what "it" means. */
static struct range relay_in(const struct finder *f, struct range source)
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
static struct range cited_after(const struct finder *f, size_t i)
{
	if (punct_at(f, i, PUNCT_COMMA))
		i++;
	if (i >= f->sentence.to || !(at(f, i)->more & MORE_CITING) || at(f, i)->quotation)
		return (struct range){0};
	return noun_phrase_after(f->r, i + 1, f->sentence.to);
}

/* "in a letter carried by KCNA": who passed it on, said after the cue; empty: nobody. */
static struct range relayed_after(const struct finder *f, size_t i)
{
	for (size_t k = i; k < f->sentence.to && k - i < LOOK_AHEAD; k++) {
		if (at(f, k)->punct == PUNCT_QUOTE_OPEN || punct_at(f, k, PUNCT_SEMICOLON))
			break;
		if (tag_at(f, k, TAG_RELAYED))
			return noun_phrase_after(f->r, k + 1, f->sentence.to);
	}
	return (struct range){0};
}

/* Statements that a relay's words hold are somebody else's, passed on by it. */
static void relays_apply(struct finder *f)
{
	struct reading *r = f->r;

	for (size_t i = f->first; i < r->statements.n; i++) {
		struct statement *outer = &r->statements.items[i];

		for (size_t k = f->first; outer->is_relay && k < r->statements.n; k++) {
			struct statement *inner = &r->statements.items[k];

			if (k == i || inner->is_relay || inner->dropped ||
			    !span_contains(outer->pieces[0], inner->pieces[0]))
				continue;
			inner->relay = outer->relay;
			outer->dropped |= inner->act == ACT_SAY;
		}
	}
}

/* ---- the verb's statement */

struct use {
	size_t verb, group; /* the verb, and where its helpers begin */
	struct range source;
	bool inverted;      /* said Osk */
	size_t after;       /* the first token behind verb, or behind an inverted subject */
	size_t comma;       /* the mark that parts it from what stands before, or NONE */
};

static bool parts(const struct finder *f, size_t i)
{
	return punct_at(f, i, PUNCT_COMMA) || punct_at(f, i, PUNCT_QUOTE_CLOSE) ||
	       punct_at(f, i, PUNCT_DASH) ||
	       (punct_at(f, i, PUNCT_STOP) && at(f, i)->quotation);
}

/* The mark right before the subject, or NONE. */
static size_t mark_before(const struct finder *f, struct range source)
{
	if (range_empty(source) || source.from == f->sentence.from || !parts(f, source.from - 1))
		return NONE;
	return source.from - 1;
}

/* "… , said Osk ." */
static bool is_inverted(const struct finder *f, const struct use *use, struct range *subject)
{
	size_t i = use->verb + 1, end;

	if (!verb_form_at(f, use->verb, FINITE_FORMS) || use->group != use->verb)
		return false;
	*subject = noun_phrase_after(f->r, i, f->sentence.to);
	if (range_empty(*subject))
		return false;
	end = adverbs_skipped(f->r, subject->to, f->sentence.to);
	if (end >= f->sentence.to || punct_at(f, end, PUNCT_STOP) || punct_at(f, end, PUNCT_COMMA))
		return true;
	return tag_at(f, end, TAG_PREPOSITION | TAG_RELATIVE | TAG_SINCE | TAG_AND) &&
	       use->group > f->sentence.from && at(f, use->group - 1)->quotation;
}

/* Finds the subject of the verb. false: it is nobody's statement. */
static bool use_subject(const struct finder *f, struct use *use)
{
	size_t before = use->group;
	bool gerund = verb_form_at(f, use->verb, GERUND_FORM) && use->group == use->verb;

	use->comma = NONE;
	use->after = use->verb + 1;
	if (before == f->sentence.from) {
		if (gerund || !is_inverted(f, use, &use->source))
			return false;
		use->inverted = true;
		use->after = use->source.to;
		return true;
	}
	if (tag_at(f, before - 1, TAG_RELATIVE)) {
		size_t end = before - 1;

		if (punct_at(f, end - 1, PUNCT_COMMA) && end > f->sentence.from)
			end--;
		use->source = noun_phrase_before(f->r, f->sentence.from, end);
		return !range_empty(use->source);
	}
	if (tag_at(f, before - 1, TAG_AND | TAG_BUT | TAG_SINCE)) {
		use->source = main_subject(f, before - 1);
		return !range_empty(use->source);
	}
	if (parts(f, before - 1)) {
		if (!gerund && is_inverted(f, use, &use->source)) {
			use->inverted = true;
			use->comma = before - 1;
			use->after = use->source.to;
			return true;
		}
		use->source = gerund ? main_subject(f, before - 1)
				     : before_apposition(f, before - 1);
		if (!gerund)
			use->comma = mark_before(f, use->source);
		return !range_empty(use->source);
	}
	if (gerund && tag_at(f, before - 1, TAG_PREPOSITION)) {
		use->source = main_subject(f, before - 1);
		return !range_empty(use->source);
	}
	if (word_is(f, before - 1, "to")) {
		use->source = main_subject(f, before - 1);
		return !range_empty(use->source);
	}
	use->source = noun_phrase_before(f->r, f->sentence.from, before);
	use->comma = mark_before(f, use->source);
	return !range_empty(use->source);
}

/* "According to Osk," and "In May," are nobody's words: no verb, and a preposition first. */
static bool is_adverbial(const struct finder *f, size_t from, size_t to)
{
	if (tag_at(f, from, TAG_ACCORDING))
		return true;
	if (!tag_at(f, from, TAG_PREPOSITION | TAG_TIME))
		return false;
	for (size_t i = from; i < to; i++)
		if (at(f, i)->quotation || at(f, i)->tags & (TAG_AUXILIARY | TAG_FINITE | TAG_VERB))
			return false;
	return true;
}

/* The pieces around "…, Osk said, …"; returns the next token to look at. */
static size_t around_cue(struct finder *f, const struct use *use, struct statement *statement)
{
	size_t next = adverbs_skipped(f->r, use->after, f->sentence.to), k;

	if (!is_adverbial(f, f->sentence.from, use->comma))
		piece_add(statement, content_span(f, f->sentence.from, use->comma + 1));
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
	size_t as = use->source.from, k = use->after;

	if (as == f->sentence.from || !word_is(f, as - 1, "as"))
		return false;
	as--;
	if (as > f->sentence.from && punct_at(f, as - 1, PUNCT_COMMA)) {
		piece_add(statement, content_span(f, f->sentence.from, as));
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
	       !(tag_at(f, f->sentence.from, TAG_PREPOSITION | TAG_SINCE | TAG_TIME) ||
		 looks_participle(f, f->sentence.from));
}

/* '"Why now?" Lund asked.' is two sentences: the quotation is the one before. */
static void quote_before(struct finder *f, struct statement *statement)
{
	const struct reading *r = f->r;
	const struct sentence *sentences = r->pieces->sentences;
	const struct token *last;

	if (!f->sentence.from || !f->number ||
	    sentences[f->number - 1].paragraph != sentences[f->number].paragraph)
		return;
	last = token_at(r, f->sentence.from - 1);
	if (last->punct != PUNCT_QUOTE_CLOSE)
		return;
	piece_add(statement, r->quotations.items[last->quotation - 1].span);
	if (r->statements.n && statement->npieces) {
		struct statement *before = &r->statements.items[r->statements.n - 1];

		if (before->sentence + 1 == f->number && before->speaker_from == SPEAKER_UNKNOWN)
			before->dropped = true;
	}
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

static size_t verb_statement(struct finder *f, size_t i)
{
	const struct lexeme *lexeme = lexeme_at(f->r, i);
	struct use use = {.verb = i, .group = verb_group_start(f->r, f->sentence.from, i)};
	struct statement statement = {.act = lexeme->act};
	size_t start, next = i + 1;

	if (is_passive(f->r, use.group, i) || !use_subject(f, &use))
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
	    ended_inside(f, use.comma + 1) && at(f, start)->punct != PUNCT_QUOTE_OPEN)
		start = NONE;
	if (start != NONE) {
		bool object = !(lexeme->takes & TAKES_BARE) && !tag_at(f, start, TAG_THAT);

		if (use.comma != NONE && said_around(f, &use, start))
			piece_add(&statement, content_span(f, f->sentence.from, use.comma + 1));
		if (statement.npieces && !statement.is_relay)
			take_back(f, statement.pieces[0]);
		piece_add(&statement, said_from(f, start, object, &next));
		if (next < start + 1)
			next = start + 1;
		if (statement.is_relay)
			next = start;
	} else if (use.comma != NONE && lexeme->takes & (TAKES_QUOTE | TAKES_BARE)) {
		next = around_cue(f, &use, &statement);
		if (statement.npieces && !statement.is_relay)
			take_back(f, statement.pieces[0]);
	}
	if (!statement.is_relay)
		statement.relay = relayed_after(f, use.after);
	if (!statement.npieces && ends_with_colon(f, i + 1))
		block_after(f, &statement);
	if (!statement.npieces && (use.source.from == f->sentence.from || use.inverted))
		quote_before(f, &statement);
	statement_add(f, statement);
	return next > i ? next : i + 1;
}

/* ---- nouns: "his claim that" */

/* Whose: "Osk's repeated claim", "his claim"; empty: the text does not say. */
static struct range owner_of(const struct finder *f, size_t noun)
{
	size_t i = noun;

	while (i > f->sentence.from && noun - i < 4) {
		const struct token *before = at(f, --i);

		if (!is_word(before))
			break;
		if (before->tags & TAG_POSSESSIVE)
			return range_of(i, i + 1);
		if (before->flags & TOKEN_GENITIVE)
			return range_of(noun_phrase_before(f->r, f->sentence.from, i + 1).from, i + 1);
		if (!is_nominal(before) || before->tags & TAG_PRONOUN)
			break;
	}
	return (struct range){0};
}

static size_t noun_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1), .act = lexeme_at(f->r, i)->act};
	size_t next = i + 1;

	statement.source = owner_of(f, i);
	if (tag_at(f, next, TAG_THAT) ||
	    (!range_empty(statement.source) && tag_at(f, next, TAG_PREPOSITION)))
		piece_add(&statement, said_from(f, next, !tag_at(f, next, TAG_THAT), &next));
	if (range_empty(statement.source) && !statement.npieces)
		return i + 1;
	statement_add(f, statement);
	return next > i ? next : i + 1;
}

/* ---- headlines and transcripts: "Osk: 'We will rebuild'" */

static bool in_title(const struct finder *f)
{
	const struct article *article = f->r->article;
	struct span span = f->r->pieces->sentences[f->number].span;
	size_t low = 0, high = article->nmarks;

	if (!f->number)
		return true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_end(article->marks[middle].span) <= span.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < article->nmarks && article->marks[low].kind == MARK_TITLE;
}

/* A name, role or document of at most five words before the colon at `colon`. */
static bool is_speaker_label(const struct finder *f, size_t colon)
{
	bool upper = true;
	const uint32_t source = TAG_ROLE | TAG_DOCUMENT | TAG_GROUP | TAG_TITLE;

	if (colon == f->sentence.from || colon > f->sentence.from + 5)
		return false;
	for (size_t i = f->sentence.from; i < colon; i++) {
		if (at(f, i)->punct || !(at(f, i)->flags & TOKEN_CAPITAL || at(f, i)->tags & source))
			return false;
		if (at(f, i)->tags & (TAG_ARTICLE | TAG_PRONOUN | TAG_TIME))
			return false;
		upper = upper && at(f, i)->flags & TOKEN_UPPER;
	}
	return upper || in_title(f);
}

static size_t label_statement(struct finder *f)
{
	size_t colon = f->sentence.from;
	struct statement statement = {0};

	while (colon < f->sentence.to && !punct_at(f, colon, PUNCT_COLON) &&
	       colon < f->sentence.from + 6)
		colon++;
	if (!punct_at(f, colon, PUNCT_COLON) || colon + 1 >= f->sentence.to ||
	    !is_speaker_label(f, colon))
		return f->sentence.from;
	statement.source = range_of(f->sentence.from, colon);
	statement.cue = range_of(colon, colon + 1);
	piece_add(&statement, content_span(f, colon + 1, f->sentence.to));
	statement_add(f, statement);
	return f->sentence.to;
}

/* '"We will rebuild." — Ada Osk' */
static bool signature_statement(struct finder *f)
{
	const struct reading *r = f->r;
	size_t from = f->sentence.from;
	struct statement statement = {.cue = range_of(from, from + 1)};
	struct range name;

	if (!punct_at(f, from, PUNCT_DASH) || !from || !f->number)
		return false;
	name = noun_phrase_after(r, from + 1, f->sentence.to);
	if (range_empty(name) || !(at(f, name.from)->flags & TOKEN_CAPITAL) ||
	    name.to + 1 < f->sentence.to)
		return false;
	quote_before(f, &statement);
	statement.source = name;
	if (statement.npieces && r->statements.n &&
	    span_contains(statement.pieces[0], r->statements.items[r->statements.n - 1].pieces[0]))
		f->r->statements.items[r->statements.n - 1].dropped = true;
	return statement_add(f, statement) != NULL;
}

/* ---- according to */

static size_t according_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1)};
	size_t next;

	statement.source = noun_phrase_after(f->r, i + 1, f->sentence.to);
	if (range_empty(statement.source))
		return i + 1;
	next = statement.source.to;
	statement.relay = relay_in(f, statement.source);
	statement.is_relay = !range_empty(statement.relay);
	if (statement.is_relay && !range_empty(cited_after(f, next))) {
		statement.source = cited_after(f, next);
		statement.is_relay = false;
		next = statement.source.to;
	}
	if (i == f->sentence.from || (i == f->sentence.from + 1 && tag_at(f, i - 1, TAG_BUT | TAG_AND))) {
		while (next < f->sentence.to && !punct_at(f, next, PUNCT_COMMA))
			next++;
		if (next + 1 >= f->sentence.to)
			return i + 1;
		piece_add(&statement, content_span(f, next + 1, f->sentence.to));
		statement_add(f, statement);
		return statement.is_relay ? next + 1 : f->sentence.to;
	}
	piece_add(&statement, content_span(f, f->sentence.from, i));
	if (!statement.is_relay)
		take_back(f, statement.pieces[0]);
	statement_add(f, statement);
	return next;
}

/* "KCNA quoted Kim as saying": the one quoted speaks, the one who quotes relays. */
static size_t quoting_statement(struct finder *f, size_t i)
{
	struct statement statement = {.source = noun_phrase_after(f->r, i + 1, f->sentence.to)};
	size_t as = statement.source.to, group = verb_group_start(f->r, f->sentence.from, i), next, comma;

	if (range_empty(statement.source) || as >= f->sentence.to ||
	    !(at(f, as)->more & MORE_AS_SAYING))
		return i + 1;
	statement.relay = noun_phrase_before(f->r, f->sentence.from, group);
	statement.cue = range_of(group, i + 1);
	next = content_start(f, as + 1, TAKES_THAT | TAKES_BARE | TAKES_QUOTE);
	comma = mark_before(f, statement.relay);
	if (comma != NONE && (next == NONE || at(f, comma)->quotation)) {
		piece_add(&statement, content_span(f, f->sentence.from, comma + 1));
		next = as + 1;
	} else if (next != NONE) {
		piece_add(&statement, said_from(f, next, false, &next));
	} else {
		next = as + 1;
	}
	statement_add(f, statement);
	return next > i ? next : i + 1;
}

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
	size_t low = 0, high = r->quotations.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_end(r->quotations.items[middle].span) < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->quotations.n && span_end(r->quotations.items[low].span) == end;
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

static void sentence_read(struct finder *f)
{
	size_t i = label_statement(f);

	if (signature_statement(f))
		return;
	while (i < f->sentence.to) {
		const struct token *token = at(f, i);

		if (token->quotation || token->punct)
			i++;
		else if (token->tags & TAG_ACCORDING)
			i = according_statement(f, i);
		else if (token->more & MORE_CITING)
			i = quoting_statement(f, i);
		else if (verb_here(f->r, f->sentence, i))
			i = verb_statement(f, i);
		else if (token->tags & TAG_NOUN)
			i = noun_statement(f, i);
		else
			i++;
	}
	relays_apply(f);
	if (floats(f)) {
		struct statement *previous = previous_here(f);

		if (previous)
			float_attach(f, previous);
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
	for (size_t i = 0; i < r->pieces->nsentences; i++) {
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
}
