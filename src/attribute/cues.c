/*
 * Cues that are no verbs: nouns, "according to", labels of headlines and transcripts, signatures.
 */
#include "attribute/finder.h"

enum { LABEL_WORDS = 4 };

/* ---- nouns: "his claim that" */

/* "the residents'", "Ada Lund's": the words of the owner that ends at i. */
static struct range named_owner(const struct finder *f, size_t i)
{
	size_t from = i;

	while (from > f->sentence.from && i - from < 5) {
		const struct token *before = at(f, from - 1);

		if (!is_word(before) || before->tags & (TAG_PREPOSITION | TAG_AND | TAG_VERB))
			break;
		if (at(f, i)->flags & TOKEN_CAPITAL && !(before->flags & TOKEN_CAPITAL) &&
		    !(before->tags & (TAG_TITLE | TAG_ROLE)))
			break;
		from--;
		if (before->tags & (TAG_ARTICLE | TAG_POSSESSIVE))
			break;
	}
	return range_of(from, i + 1);
}

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
			return named_owner(f, i);
		if (!is_nominal(before) || before->tags & TAG_PRONOUN)
			break;
	}
	return (struct range){0};
}

/* After "claim that" a clause; after "demand for" a noun phrase, which ends before the sentence's verb. */
static void noun_content(struct finder *f, struct statement *statement, size_t *next)
{
	size_t start = *next, end;

	if (tag_at(f, start, TAG_THAT)) {
		piece_add(statement, said_from(f, start, false, next));
		return;
	}
	end = content_end(f, start, true);
	for (size_t i = start; i < end; i++)
		if (tag_at(f, i, TAG_AUXILIARY | TAG_FINITE))
			end = i;
	piece_add(statement, content_span(f, start, end));
	*next = end > start ? end : start + 1;
}

size_t noun_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1), .act = lexeme_at(f->r, i)->act};
	size_t next = i + 1;

	if (f->r->lexicon->nouns_capital && punct_at(f, next, PUNCT_COMMA) && tag_at(f, next + 1, TAG_THAT))
		next++; /* "ist der Meinung, dass" */
	else if (f->r->lexicon->nouns_capital)
		return i + 1;
	statement.source = owner_of(f, i);
	if (next > i + 1 && range_empty(statement.source))
		statement.source = main_subject(f, i);
	if (tag_at(f, next, TAG_THAT) ||
	    (!range_empty(statement.source) && tag_at(f, next, TAG_PREPOSITION)))
		noun_content(f, &statement, &next);
	if (range_empty(statement.source) && !statement.npieces)
		return i + 1;
	statement_add(f, statement);
	return next > i ? next : i + 1;
}

/* ---- headlines and transcripts: "Osk: 'We will rebuild'" */

static bool in_title(const struct finder *f)
{
	const struct mark *mark =
		mark_reaching(f->r->article, f->r->pieces->sentences[f->number].span.start);

	return !f->number || (mark && mark->kind == MARK_TITLE);
}

/* A name, role or document of at most five words before the colon at `colon`. */
static bool is_speaker_label(const struct finder *f, size_t colon)
{
	bool upper = true;
	const uint32_t source = TAG_ROLE | TAG_DOCUMENT | TAG_GROUP | TAG_TITLE;

	if (colon == f->sentence.from || colon > f->sentence.from + 5)
		return false;
	for (size_t i = f->sentence.from; i < colon; i++) {
		if (at(f, i)->punct ||
		    !(at(f, i)->flags & TOKEN_CAPITAL || at(f, i)->tags & source))
			return false;
		if (at(f, i)->tags & (TAG_ARTICLE | TAG_PRONOUN | TAG_TIME))
			return false;
		upper = upper && at(f, i)->flags & TOKEN_UPPER;
	}
	return upper || in_title(f);
}

/* '김영수 시장 "벽은 안전하다"': a Korean headline, a name and what was said; false: it is none. */
static bool bare_label(struct finder *f)
{
	struct statement statement = {0};
	size_t open = f->sentence.from;

	while (open < f->sentence.to && is_word(at(f, open)) && open < f->sentence.from + LABEL_WORDS)
		open++;
	if (!in_title(f) || open == f->sentence.from || !punct_at(f, open, PUNCT_QUOTE_OPEN) ||
	    at(f, f->sentence.to - 1)->quotation != at(f, open)->quotation)
		return false;
	statement.source = range_of(f->sentence.from, open);
	piece_add(&statement, content_span(f, open, f->sentence.to));
	return statement_add(f, statement) != NULL;
}

/* The colon behind a label that opens the sentence, or NONE. */
static size_t label_colon(const struct finder *f)
{
	size_t colon = f->sentence.from;

	if (!(f->r->tokens.seen[f->number].marks & 1u << PUNCT_COLON))
		return NONE;
	while (colon < f->sentence.to && !punct_at(f, colon, PUNCT_COLON) &&
	       colon < f->sentence.from + 6)
		colon++;
	return punct_at(f, colon, PUNCT_COLON) && colon + 1 < f->sentence.to &&
			       is_speaker_label(f, colon)
		       ? colon
		       : NONE;
}

static void labelled_add(struct finder *f, size_t colon)
{
	struct statement statement = {.source = range_of(f->sentence.from, colon),
				      .cue = range_of(colon, colon + 1)};

	piece_add(&statement, content_span(f, colon + 1, f->sentence.to));
	statement_add(f, statement);
}

size_t label_statement(struct finder *f)
{
	size_t colon;

	if (f->r->lexicon->verb_final && bare_label(f))
		return f->sentence.to;
	colon = label_colon(f);
	if (colon == NONE)
		return f->sentence.from;
	labelled_add(f, colon);
	return f->sentence.to;
}

/* '"No," Osk said. And: "Never."': whoever spoke right before; empty: nobody. */
static struct range goes_on_with(const struct finder *f)
{
	const struct reading *r = f->r;
	const struct statement *last = r->statements.n ? &r->statements.items[r->statements.n - 1] : NULL;

	if (!last || !tag_at(f, f->sentence.from, TAG_AND | TAG_BUT | TAG_ADVERB) ||
	    last->sentence + 1 < f->number)
		return (struct range){0};
	return last->source;
}

/* 'Osk turned to the crowd: "Enough."': a colon gives a quotation to the subject of its sentence. */
size_t colon_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1)};

	if (quote_opens_after(f, i) == NONE || i == f->sentence.from)
		return i + 1;
	for (size_t k = f->first; k < f->r->statements.n; k++)
		if (f->r->statements.items[k].pieces[0].start >= at(f, i)->start)
			return i + 1;
	statement.source = main_subject(f, i);
	if (range_empty(statement.source))
		statement.source = goes_on_with(f);
	piece_add(&statement, f->r->quotations.items[at(f, i + 1)->quotation - 1].span);
	statement_add(f, statement);
	return i + 2;
}

/* The name that signs behind the dash at `dash`: all of its line; empty: none. */
static struct range signer_after(const struct finder *f, size_t dash)
{
	struct range name = noun_phrase_after(f->r, dash + 1, f->sentence.to);

	if (range_empty(name) || !(at(f, name.from)->flags & TOKEN_CAPITAL))
		return (struct range){0};
	if (name.to + 1 < f->sentence.to && at(f, name.to)->punct != PUNCT_QUOTE_OPEN)
		return (struct range){0};
	return name;
}

/* '"We will rebuild." — Ada Osk': returns the next token to look at. */
size_t signature_statement(struct finder *f, size_t dash)
{
	struct reading *r = f->r;
	struct statement statement = {.cue = range_of(dash, dash + 1)};
	struct statement *before =
		r->statements.n ? &r->statements.items[r->statements.n - 1] : NULL;
	const struct token *last;

	if (dash < 2)
		return dash + 1;
	last = token_at(r, dash - 1);
	statement.source = signer_after(f, dash);
	if (last->punct != PUNCT_QUOTE_CLOSE || range_empty(statement.source) ||
	    (dash > f->sentence.from && token_at(r, dash - 2)->punct != PUNCT_STOP))
		return dash + 1;
	piece_add(&statement, r->quotations.items[last->quotation - 1].span);
	if (before && statement.npieces && span_contains(statement.pieces[0], before->pieces[0]))
		before->dropped = true;
	return statement_add(f, statement) ? statement.source.to : dash + 1;
}

/* ---- according to */

/* The words on both sides of a source that [from, to) names within them. */
static size_t words_around(struct finder *f, struct statement *statement, size_t from, size_t to)
{
	piece_add(statement, content_span(f, f->sentence.from, from));
	piece_add(statement, content_span(f, to, f->sentence.to));
	if (statement->npieces && !statement->is_relay)
		take_back(f, span_between(f->r->pieces->sentences[f->number].span.start,
					  span_end(statement->pieces[statement->npieces - 1])));
	statement_add(f, *statement);
	return statement->is_relay ? to : f->sentence.to;
}

/* '"We will rebuild," Osk told a crowd, according to the Bote': the words are Osk's, through it. */
static bool passed_on_by(const struct finder *f, size_t i, struct range relay)
{
	struct reading *r = f->r;

	if (f->first >= r->statements.n || at(f, f->sentence.from)->punct != PUNCT_QUOTE_OPEN)
		return false;
	for (size_t k = f->first; k < r->statements.n; k++) {
		struct statement *s = &r->statements.items[k];

		if (s->dropped || s->act != ACT_SAY || range_empty(s->source) ||
		    range_empty(s->cue) || s->cue.to > i || s->source.to > i ||
		    s->pieces[0].start != at(f, f->sentence.from)->start || !range_empty(s->relay))
			continue;
		s->relay = relay;
		s->passed_on = true;
		return true;
	}
	return false;
}

size_t according_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1)};
	bool first = i == f->sentence.from ||
		     (i == f->sentence.from + 1 && tag_at(f, i - 1, TAG_BUT | TAG_AND));
	size_t next = i + 1;

	if (at(f, i)->more & MORE_CITING && is_as(f, f->sentence.from))
		return i + 1; /* "Wie OTA unter Berufung auf die Polizei berichtete" */
	if (tag_at(f, next, TAG_PREPOSITION) && f->r->lexicon->verb_last)
		next++;
	statement.source = noun_phrase_after(f->r, next, f->sentence.to);
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
	if (f->r->lexicon->verb_last)
		return words_around(f, &statement, first ? f->sentence.from : i, next);
	if (first) {
		while (next < f->sentence.to && !punct_at(f, next, PUNCT_COMMA))
			next++;
		if (next + 1 >= f->sentence.to)
			return i + 1;
		piece_add(&statement, content_span(f, next + 1, f->sentence.to));
		statement_add(f, statement);
		return statement.is_relay ? next + 1 : f->sentence.to;
	}
	if (!statement.is_relay && passed_on_by(f, i, statement.source))
		return next;
	piece_add(&statement, content_span(f, f->sentence.from, i));
	if (statement.npieces && !statement.is_relay)
		take_back(f, statement.pieces[0]);
	statement_add(f, statement);
	return next;
}

/* "Osk zufolge": the source stands before the word. */
size_t according_after_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1)};

	statement.source = noun_phrase_before(f->r, f->sentence.from, i);
	if (range_empty(statement.source))
		return i + 1;
	statement.relay = relay_in(f, statement.source);
	statement.is_relay = !range_empty(statement.relay);
	return words_around(f, &statement, statement.source.from, i + 1);
}

/* "KCNA quoted Kim as saying": the one quoted speaks, the one who quotes relays. */
size_t quoting_statement(struct finder *f, size_t i)
{
	struct statement statement = {.source = noun_phrase_after(f->r, i + 1, f->sentence.to)};
	size_t as = statement.source.to, group = verb_group_start(f->r, f->sentence.from, i), next,
	       comma;

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
