/*
 * What was said: where it begins and ends.
 *
 *	Osk told reporters on Monday  that the port is safe , adding that …
 *	    verb └ person ┘ └ time ┘ ^start              end^ a new cue
 *
 * It begins at "that", at a quotation, or where a clause or object may begin, over addressee and time; it ends
 * with the sentence, or where a comma begins a new cue. A quotation that closes with its own full stop
 * or comma ends there.
 */
#include "attribute/finder.h"
#include "attribute/learned.h"

bool verb_form_at(const struct finder *f, size_t i, unsigned forms)
{
	return i < f->sentence.to && at(f, i)->tags & TAG_VERB && verb_here(f->r, f->sentence, i) &&
	       lexeme_at(f->r, i)->forms & forms;
}

/* ---- pieces of text */

void piece_add(struct statement *statement, struct span span)
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
struct span content_span(const struct finder *f, size_t from, size_t to)
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

struct statement *statement_add(struct finder *f, struct statement statement)
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
void take_back(struct finder *f, struct span span)
{
	for (size_t i = f->first; i < f->r->statements.n; i++) {
		struct statement *s = &f->r->statements.items[i];

		if (span_contains(span, s->pieces[0]))
			s->dropped = true;
	}
}

/* ---- what follows the verb */

size_t quote_opens_after(const struct finder *f, size_t i)
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
		if (punct_at(f, k, PUNCT_COMMA) && quote_opens_after(f, k) != NONE)
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

/* 'told Radio Osk's "Good Morning" on Friday that …': the "that" behind a name in marks, or NONE. */
static size_t behind_programme(const struct finder *f, size_t open)
{
	size_t i = open;

	if (!holds_name(f, open))
		return NONE;
	while (i < f->sentence.to && at(f, i)->quotation == at(f, open)->quotation)
		i++;
	for (size_t k = i; k < f->sentence.to && k - i < LOOK_AHEAD && !at(f, k)->punct; k++)
		if (tag_at(f, k, TAG_THAT))
			return k;
	return NONE;
}

/* 'scolded him: "…"': the quotation behind the object that begins at i, or NONE. */
static size_t behind_object(const struct finder *f, size_t i)
{
	size_t end = noun_phrase_after(f->r, i, f->sentence.to).to;

	return punct_at(f, end, PUNCT_COLON) ? quote_opens_after(f, end) : NONE;
}

/* 'wrote [the novel "High Tide"]': nothing was said. */
static bool is_work(const struct finder *f, size_t i)
{
	size_t open = noun_phrase_after(f->r, i, f->sentence.to).to, end = open;

	if (open == i || !(at(f, open - 1)->more & MORE_NAMED) || !punct_at(f, open, PUNCT_QUOTE_OPEN) ||
	    !holds_name(f, open))
		return false;
	while (end < f->sentence.to && at(f, end)->quotation == at(f, open)->quotation)
		end++;
	return end >= f->sentence.to || at(f, end)->punct || tag_at(f, end, TAG_AND | TAG_PREPOSITION);
}

/* Where what was said begins, after a verb that ends before `i`; NONE: not after it. */
size_t content_start(const struct finder *f, size_t i, unsigned takes)
{
	size_t found, quote;

	i = adverbs_skipped(f->r, i, f->sentence.to);
	if (i >= f->sentence.to)
		return NONE;
	quote = quote_opens_after(f, i);
	if (quote != NONE) {
		found = quote == i ? behind_programme(f, i) : NONE;
		return found != NONE ? found : quote;
	}
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
		if (takes & TAKES_BARE && tag_at(f, person.to, TAG_AUXILIARY | TAG_FINITE))
			return i; /* "warned [the wall might fall]" */
		if (!range_empty(person) && person.to < f->sentence.to)
			return content_start(f, person.to,
					     (takes & ~(unsigned)TAKES_PERSON) |
						     (takes & TAKES_THAT ? TAKES_BARE : 0u));
	}
	if (tag_at(f, i, TAG_PREPOSITION) && takes & (TAKES_THAT | TAKES_QUOTE))
		return over_adverbial(f, i);
	if (!(takes & (TAKES_BARE | TAKES_OBJECT)) || !clause_may_begin(f, i))
		return NONE;
	if (!(takes & TAKES_OBJECT) && is_work(f, i))
		return NONE;
	quote = behind_object(f, i);
	return quote != NONE ? quote : i;
}

/* Does the text from i on attribute anew: ", adding", ", according to", ", he said ." */
bool new_cue_after_comma(const struct finder *f, size_t i)
{
	size_t k = adverbs_skipped(f->r, i, f->sentence.to);
	struct range subject;

	if (tag_at(f, i, TAG_ACCORDING) || verb_form_at(f, k, GERUND_FORM))
		return true;
	if (tag_at(f, i, TAG_AND) && verb_form_at(f, adverbs_skipped(f->r, i + 1, f->sentence.to), GERUND_FORM))
		return true;
	if (tag_at(f, i, TAG_BUT | TAG_AND)) {
		for (k = i + 1; k < f->sentence.to && k < i + 9; k++)
			if (at(f, k)->punct)
				return false;
			else if (verb_form_at(f, k, FINITE_FORMS) ||
				 (tag_at(f, k - 1, TAG_AUXILIARY) && verb_form_at(f, k, ANY_FORM) &&
				  f->r->lexicon->elides))
				return true;
		return false;
	}
	subject = noun_phrase_after(f->r, i, f->sentence.to);
	if (range_empty(subject)) {
		if (!verb_form_at(f, k, FINITE_FORMS))
			return false;
		subject = noun_phrase_after(f->r, k + 1, f->sentence.to); /* ", said Osk, the mayor" */
		return punct_at(f, k + 1, PUNCT_STOP) || punct_at(f, subject.to, PUNCT_STOP) ||
		       (punct_at(f, subject.to, PUNCT_COMMA) && !range_empty(subject));
	}
	k = subject.to;
	while (k < f->sentence.to && is_word(at(f, k)) &&
	       (at(f, k)->tags & (TAG_AUXILIARY | TAG_ADVERB) || at(f, k)->flags & TOKEN_ADVERB))
		k++;
	if (!verb_form_at(f, k, FINITE_FORMS))
		return false;
	k = adverbs_skipped(f->r, k + 1, f->sentence.to);
	if (tag_at(f, f->sentence.from, TAG_SINCE | TAG_BUT) && tag_at(f, k, TAG_THAT))
		return true;
	return k >= f->sentence.to || punct_at(f, k, PUNCT_STOP) || punct_at(f, k, PUNCT_COMMA);
}

/* Does the quotation that ends before i close a sentence or clause of its own: '"No," until' */
bool ended_inside(const struct finder *f, size_t i)
{
	return i >= f->sentence.from + 2 && at(f, i - 1)->punct == PUNCT_QUOTE_CLOSE &&
	       (at(f, i - 2)->punct == PUNCT_COMMA || at(f, i - 2)->punct == PUNCT_STOP);
}

/* "as" and the like begin a clause of their own, unless a noun follows: "praised him as a hero". */
static bool begins_clause(const struct finder *f, size_t i)
{
	return !is_as(f, i) || tag_at(f, i + 1, TAG_PRONOUN);
}

/* 'called it "a start" - a word that …', 'promised "jobs," but …': the page goes on in its own words. */
static bool leaves_quotation(const struct finder *f, size_t close)
{
	if (punct_at(f, close + 1, PUNCT_DASH))
		return true;
	return ended_inside(f, close + 1) &&
	       tag_at(f, close + 1, TAG_RELATIVE | TAG_BUT | TAG_SINCE);
}

/* "Even as Osk said that he was ill, [the mayor went on]": the clause that the sentence began with is over. */
static bool main_clause_after(const struct finder *f, size_t start, size_t comma)
{
	struct range subject;
	size_t verb;

	if (!tag_at(f, f->sentence.from, TAG_SINCE) || tag_at(f, f->sentence.from, TAG_PREPOSITION))
		return false;
	for (size_t i = f->sentence.from; i < start; i++)
		if (at(f, i)->punct)
			return false;
	subject = noun_phrase_after(f->r, comma + 1, f->sentence.to);
	verb = adverbs_skipped(f->r, subject.to, f->sentence.to);
	return !range_empty(subject) && tag_at(f, verb, TAG_AUXILIARY | TAG_FINITE | TAG_VERB);
}

/* "… and [asserting]", "… and [Hale calling it] …" */
static bool cue_after_and(const struct finder *f, size_t i)
{
	size_t verb = adverbs_skipped(f->r, i, f->sentence.to);
	struct range subject;

	if (verb_form_at(f, verb, FINITE_FORMS | GERUND_FORM))
		return true;
	if (tag_at(f, verb, TAG_VERB) && lexeme_at(f->r, verb)->forms & 1u << FORM_THIRD &&
	    (tag_at(f, verb + 1, TAG_THAT) || word_is(f, verb + 1, "to")))
		return true; /* "and [pledges] to": no noun */
	if (i >= f->sentence.to || !(at(f, i)->flags & TOKEN_CAPITAL))
		return false;
	subject = noun_phrase_after(f->r, i, f->sentence.to);
	return verb_form_at(f, adverbs_skipped(f->r, subject.to, f->sentence.to), GERUND_FORM);
}

/* Where the words that began at `start` end. `object`: a thing, not a clause. */
size_t content_end(const struct finder *f, size_t start, bool object)
{
	size_t i = start;

	for (; i < f->sentence.to; i++) {
		const struct token *token = at(f, i);

		if (token->punct == PUNCT_QUOTE_CLOSE && ended_inside(f, i + 1) &&
		    i + 1 < f->sentence.to && new_cue_after_comma(f, i + 1)) {
			i++;
			break;
		}
		if (token->punct == PUNCT_QUOTE_CLOSE &&
		    (object ? leaves_quotation(f, i)
			    : ended_inside(f, i + 1) && tag_at(f, i + 1, TAG_MEDIUM) && tag_at(f, i + 1, TAG_TIME))) {
			i++;
			break;
		}
		if (token->quotation)
			continue;
		if (token->punct == PUNCT_DASH && i > start && tag_at(f, i + 1, TAG_BUT) &&
		    new_cue_after_comma(f, i + 1))
			break;
		if (token->punct == PUNCT_COMMA && i + 1 < f->sentence.to) {
			if (new_cue_after_comma(f, i + 1) || main_clause_after(f, start, i))
				break;
			if (object && tag_at(f, i + 1, TAG_RELATIVE | TAG_BUT | TAG_SINCE))
				break;
		}
		if (token->punct == PUNCT_SEMICOLON)
			break;
		if (i > start && tag_at(f, i, TAG_AND) && cue_after_and(f, i + 1))
			break;
		if (object && i > start && tag_at(f, i, TAG_SINCE) && begins_clause(f, i))
			break;
	}
	return i;
}

/* What was said, from `start` on: a quotation alone ends with it, all else with its clause. */
struct span said_from(const struct finder *f, size_t start, bool object, size_t *next)
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

/* "According to Osk," and "In May," are nobody's words: no verb, and a preposition first. */
bool is_adverbial(const struct finder *f, size_t from, size_t to)
{
	if (tag_at(f, from, TAG_ACCORDING) || verb_form_at(f, from, GERUND_FORM))
		return true;
	if (!tag_at(f, from, TAG_PREPOSITION | TAG_TIME))
		return false;
	for (size_t i = from; i < to; i++)
		if (at(f, i)->quotation || at(f, i)->tags & (TAG_AUXILIARY | TAG_FINITE | TAG_VERB))
			return false;
	return true;
}

static bool said_already(const struct statement *statement, struct span span)
{
	for (size_t i = 0; i < statement->npieces; i++)
		if (span_contains(statement->pieces[i], span))
			return true;
	return false;
}

/* '"Why now?" Lund asked.' is two sentences: the quotation is the one before. */
void quote_before(struct finder *f, struct statement *statement)
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
	if (r->statements.n && r->statements.items[r->statements.n - 1].speaker_from != SPEAKER_UNKNOWN &&
	    said_already(&r->statements.items[r->statements.n - 1],
			 r->quotations.items[last->quotation - 1].span))
		return;
	piece_add(statement, r->quotations.items[last->quotation - 1].span);
	if (r->statements.n && statement->npieces) {
		struct statement *before = &r->statements.items[r->statements.n - 1];

		if (before->sentence + 1 == f->number && before->speaker_from == SPEAKER_UNKNOWN)
			before->dropped = true;
	}
}

/* "High Water": two to six words, each with a capital. */
static bool all_capitals(const struct finder *f, size_t from, size_t to)
{
	if (to < from + 2 || to > from + 6)
		return false;
	for (size_t i = from; i < to; i++)
		if (!(at(f, i)->flags & (TOKEN_CAPITAL | TOKEN_HYPHEN)) &&
		    !(at(f, i)->tags & TAG_PREPOSITION))
			return false;
	return true;
}

/* Do the words name an agency or an outlet, with an article or without? */
static bool names_source(const struct finder *f, size_t from, size_t to)
{
	enum source_kind kind;
	size_t used = 0;

	return to > from && to - from <= 4 && at(f, from)->flags & TOKEN_CAPITAL &&
	       source_at_token(f->r, from, &kind, &used).len &&
	       at(f, from)->start + used == at(f, to - 1)->end;
}

/* "an interview with [the] 'Mirror'": does the quotation that opens at i stand there? */
static bool interviews_with(const struct finder *f, size_t i)
{
	size_t with = i;

	if (with > f->sentence.from && tag_at(f, with - 1, TAG_ARTICLE))
		with--;
	return with > f->sentence.from + 1 && is_word(at(f, with - 1)) &&
	       at(f, with - 1)->more & MORE_TO_WHOM && tag_at(f, with - 2, TAG_MEDIUM);
}

bool holds_name(const struct finder *f, size_t i)
{
	size_t end = i + 1;

	while (end < f->sentence.to && at(f, end)->quotation == at(f, i)->quotation &&
	       !at(f, end)->punct)
		end++;
	if (end >= f->sentence.to || at(f, end)->punct != PUNCT_QUOTE_CLOSE || end - i > 8)
		return false;
	if (names_source(f, i + 1, end) || interviews_with(f, i) ||
	    (i == f->sentence.from + 2 && tag_at(f, i - 1, TAG_ARTICLE) && is_as(f, i - 2)))
		return true; /* 'Wie der „Bote“ berichtet' */
	if (i > f->sentence.from && (at(f, i - 1)->more & MORE_NAMED ||
				     (i == f->sentence.from + 1 && is_as(f, i - 1))))
		return true;
	return all_capitals(f, i + 1, end);
}

size_t name_before(const struct finder *f, size_t i)
{
	size_t open = i;

	if (i <= f->sentence.from || at(f, i - 1)->punct != PUNCT_QUOTE_CLOSE)
		return NONE;
	while (open > f->sentence.from && i - open < 10 &&
	       at(f, open - 1)->quotation == at(f, i - 1)->quotation)
		open--;
	return at(f, open)->punct == PUNCT_QUOTE_OPEN && holds_name(f, open) ? open : NONE;
}
