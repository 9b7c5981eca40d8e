/*
 * Statements of verbs in German: the finite verb stands second or last, commas part all clauses.
 *
 *	Osk sagte am Montag , dass der Hafen sicher sei .        after the first comma or colon
 *	Am Montag sagte Osk , der Hafen sei sicher .             the subject behind the verb
 *	Der Hafen sei sicher , sagte Osk .                       before the comma
 *	Wie Osk mitteilte , ist der Hafen sicher .               after the comma of "wie"
 *	Osk hat erklärt , der Hafen sei sicher .                 "hat" holds the second place
 *	Osk sprach von einem „ Fehler “ .                        just the quotation
 */
#include "attribute/finder.h"

enum { BRACKET_MOST = 8 };

/* Where the bracket that closes before i opens, or NONE: "Osk (OP) sagte" is one clause. */
static size_t bracket_before(const struct finder *f, size_t i)
{
	size_t open = i;

	if (i <= f->sentence.from || at(f, i - 1)->punct != PUNCT_CLOSE)
		return NONE;
	while (open > f->sentence.from && i - open < BRACKET_MOST)
		if (at(f, --open)->punct == PUNCT_OPEN)
			return open > f->sentence.from ? open : NONE;
	return NONE;
}

/* The token behind the bracket that opens at i, or NONE. */
static size_t bracket_after(const struct finder *f, size_t i)
{
	if (!punct_at(f, i, PUNCT_OPEN) || i == f->sentence.from)
		return NONE;
	for (size_t k = i + 1; k < f->sentence.to && k - i < BRACKET_MOST; k++)
		if (at(f, k)->punct == PUNCT_CLOSE)
			return k + 1;
	return NONE;
}

/* A clause: tokens [from, to) between marks; `from` is the first of them. */
static struct range clause_of(const struct finder *f, size_t i)
{
	size_t from = i, to = i;

	while (from > f->sentence.from) {
		size_t name = name_before(f, from);

		if (name == NONE)
			name = bracket_before(f, from);

		if (name == NONE && (at(f, from - 1)->punct || at(f, from - 1)->quotation))
			break;
		from = name == NONE ? from - 1 : name;
	}
	while (to < f->sentence.to &&
	       (!at(f, to)->punct || bracket_after(f, to) != NONE ||
		(at(f, to)->punct == PUNCT_QUOTE_OPEN && holds_name(f, to)))) {
		uint32_t quotation = at(f, to)->quotation;

		if (at(f, to)->punct == PUNCT_OPEN) {
			to = bracket_after(f, to);
			continue;
		}
		to++;
		while (quotation && to < f->sentence.to && at(f, to)->quotation == quotation)
			to++;
	}
	return range_of(from, to);
}

static bool particle_follows(const struct finder *f, struct range clause, size_t i)
{
	size_t last = clause.to, behind = clause.to;

	while (behind < f->sentence.to && at(f, behind)->quotation &&
	       at(f, behind)->quotation == at(f, clause.to)->quotation)
		behind++;
	if (behind > clause.to && behind < f->sentence.to && at(f, behind)->more & MORE_PARTICLE &&
	    (behind + 1 == f->sentence.to || at(f, behind + 1)->punct))
		return true; /* "wies das als „falsch“ zurück" */
	while (last > i + 1) {
		last--;
		if (at(f, last)->more & MORE_PARTICLE)
			return true;
		if (clause.to - last > 2)
			break;
	}
	return false;
}

/* The helper verb ("hat") of a participle at i, or i. */
static size_t helper_of(const struct finder *f, struct range clause, size_t i)
{
	if (!(lexeme_at(f->r, i)->forms & (1u << FORM_PARTICIPLE)))
		return i;
	for (size_t k = i; k > clause.from; k--)
		if (tag_at(f, k - 1, TAG_AUXILIARY) && !tag_at(f, k - 1, TAG_BE))
			return k - 1;
	return i;
}

/*
 * "sagte Osk [der Zeitung]", "sagte die Ministerin [der Agentur OTA]": whoever was told is no part of the
 * subject. A name stands without an article, and belongs to nobody; an agency has speakers, not ministers.
 */
static struct range without_addressee(const struct finder *f, struct range subject)
{
	for (size_t i = subject.from + 1u; i < subject.to; i++) {
		if (!tag_at(f, i, TAG_GENITIVE_ARTICLE) || at(f, i - 1)->more & MORE_STAFF)
			continue;
		if (!tag_at(f, subject.from, TAG_ARTICLE | TAG_POSSESSIVE) ||
		    at(f, i + 1)->more & MORE_AGENCY ||
		    relay_of(f->r, range_of(i, subject.to)).kind == WHO_AGENCY)
			return range_of(subject.from, i == subject.from + 1u && !at(f, subject.from)->tags &&
								      !(at(f, subject.from)->flags & TOKEN_CAPITAL)
							      ? subject.from /* "hierzu" */
							      : i);
	}
	return subject;
}

/* The phrase right behind the verb; adverbs, "sich" and times may stand between. */
static struct range subject_behind(const struct finder *f, size_t verb, size_t limit)
{
	size_t i = adverbs_skipped(f->r, verb + 1, limit);

	if (word_is(f, i, "sich"))
		i = adverbs_skipped(f->r, i + 1, limit);
	return without_addressee(f, noun_phrase_after(f->r, i, limit));
}

/* The subject of the verb whose second place is at `verb`; empty: none. */
static struct range subject_of(const struct finder *f, struct range clause, size_t verb)
{
	struct range subject;

	if (tag_at(f, clause.from, TAG_AND | TAG_BUT) && verb == clause.from + 1)
		return main_subject(f, clause.from);
	if (verb > clause.from && tag_at(f, verb - 1, TAG_AND))
		return main_subject(f, verb - 1);
	if (verb == clause.from) {
		size_t mark = clause.from;

		if (mark > f->sentence.from && punct_at(f, mark - 1, PUNCT_CLOSE)) {
			subject = noun_phrase_before(f->r, f->sentence.from, mark);
			if (!range_empty(subject)) /* "Osk (OP) sagte" */
				return subject;
		}
		subject = subject_behind(f, verb, clause.to);
		if (range_empty(subject) && mark > f->sentence.from &&
		    punct_at(f, mark - 1, PUNCT_COMMA))
			subject = before_apposition(f, mark - 1);
		if (range_empty(subject) && mark > f->sentence.from &&
		    punct_at(f, mark - 1, PUNCT_QUOTE_CLOSE))
			subject = main_subject(f, mark - 1);
		return subject;
	}
	subject = noun_phrase_before(f->r, clause.from, verb);
	if (subject.to == subject.from + 1 && subject.from == f->sentence.from &&
	    (tag_at(f, subject.from, TAG_ADVERB) || at(f, subject.from)->more & MORE_SO ||
	     !at(f, subject.from)->tags)) {
		struct range behind = subject_behind(f, verb, clause.to);

		if (!range_empty(behind) && !tag_at(f, behind.from, TAG_TIME))
			return behind;
	}
	if (subject.from > clause.from ||
	    tag_at(f, clause.from, TAG_PREPOSITION | TAG_TIME | TAG_SINCE) ||
	    range_empty(subject)) {
		struct range behind = subject_behind(f, verb, clause.to);

		if (!range_empty(behind) || tag_at(f, clause.from, TAG_PREPOSITION | TAG_TIME))
			return behind;
	}
	return subject;
}

/* Where what was said begins behind the clause, or NONE. */
static size_t said_behind(const struct finder *f, struct range clause, unsigned takes)
{
	size_t i = clause.to;

	for (int commas = 0; i < f->sentence.to && commas < 3; commas++) {
		size_t quote = quote_opens_after(f, i);

		if (quote != NONE)
			return quote;
		if (punct_at(f, i, PUNCT_COLON))
			return i + 1 < f->sentence.to ? i + 1 : NONE;
		if (!punct_at(f, i, PUNCT_COMMA))
			return NONE;
		if (tag_at(f, i + 1, TAG_THAT | TAG_WHETHER))
			return i + 1;
		for (size_t k = i + 1; k < f->sentence.to && k - i < 14; k++)
			if (punct_at(f, k, PUNCT_COMMA) && tag_at(f, k + 1, TAG_THAT))
				return k + 1;
		if (takes & (TAKES_BARE | TAKES_TO) && !tag_at(f, i + 1, TAG_BUT | TAG_SINCE))
			return i + 1;
		for (i++; i < f->sentence.to && at(f, i)->punct != PUNCT_COMMA &&
			  at(f, i)->punct != PUNCT_COLON;)
			i++;
	}
	return NONE;
}

/* Where the words from `start` on end: before ", sagte Osk" or ", so Osk". */
static size_t said_end(const struct finder *f, size_t start)
{
	for (size_t i = start; i < f->sentence.to; i++) {
		if (at(f, i)->quotation)
			continue;
		if (punct_at(f, i, PUNCT_SEMICOLON))
			return i;
		if (punct_at(f, i, PUNCT_COMMA) && tag_at(f, i + 1, TAG_BUT) && new_cue_after_comma(f, i + 1))
			return i;
		if (punct_at(f, i, PUNCT_COMMA) && i + 1 < f->sentence.to &&
		    is_word(at(f, i + 1)) &&
		    (verb_form_at(f, i + 1, FINITE_FORMS) || at(f, i + 1)->more & MORE_SO))
			return i;
	}
	return f->sentence.to;
}

/* "sprach von einem „Fehler“": each quotation of the clause is what was said. */
static size_t quotations_within(struct finder *f, struct range clause, struct statement *statement)
{
	size_t i = clause.to;

	while (i < f->sentence.to && (at(f, i)->quotation || !at(f, i)->punct)) {
		size_t open = i;

		if (at(f, i)->punct != PUNCT_QUOTE_OPEN || holds_name(f, i)) {
			i++;
			continue;
		}
		while (i < f->sentence.to && at(f, i)->quotation == at(f, open)->quotation)
			i++;
		piece_add(statement, content_span(f, open, i));
	}
	return i;
}

/* The name in quotation marks that opens at i and ends before the verb; empty: none. */
static struct range name_in_marks(const struct finder *f, size_t i, size_t verb)
{
	size_t end;

	i += tag_at(f, i, TAG_ARTICLE);
	end = i;
	if (!punct_at(f, i, PUNCT_QUOTE_OPEN))
		return (struct range){0};
	while (end < verb && at(f, end)->quotation == at(f, i)->quotation)
		end++;
	return range_of(i, end);
}

/* "In [dem Bericht] heißt es": the document of the sentence, behind a preposition; empty: none. */
static struct range document_in(const struct finder *f)
{
	for (size_t k = f->sentence.from; k + 1 < f->sentence.to && k < f->sentence.from + LOOK_AHEAD; k++) {
		struct range phrase;

		if (!tag_at(f, k, TAG_PREPOSITION))
			continue;
		phrase = noun_phrase_after(f->r, k + 1, f->sentence.to);
		for (size_t i = phrase.from; i < phrase.to; i++)
			if (at(f, i)->tags & (TAG_DOCUMENT | TAG_MEDIUM) && !(at(f, i)->tags & TAG_TIME))
				return phrase;
	}
	return (struct range){0};
}

/* 'bezeichnete den Angriff, der …, als „Fehler“': the quotation behind "als"; false: there is none. */
static bool as_what(const struct finder *f, struct statement *statement, size_t from, size_t *next)
{
	for (size_t k = from; k + 1 < f->sentence.to && k < from + LOOK_AHEAD; k++) {
		if (at(f, k)->quotation || !word_is(f, k, "als") || !punct_at(f, k + 1, PUNCT_QUOTE_OPEN))
			continue;
		piece_add(statement, f->r->quotations.items[at(f, k + 1)->quotation - 1].span);
		*next = k + 2;
		return true;
	}
	return false;
}

/* "Wie OTA [unter Berufung auf die Polizei] berichtete": the police say it. */
static void cited_within(const struct finder *f, struct range range, struct statement *statement)
{
	for (size_t k = range.from; k < range.to; k++) {
		struct range cited = at(f, k)->more & MORE_CITING ? noun_phrase_after(f->r, k + 1, range.to)
								  : (struct range){0};

		if (range_empty(cited))
			continue;
		statement->source = cited;
		statement->is_relay = false;
		return;
	}
}

static bool wie_clause(struct finder *f, struct range clause, struct statement *statement,
		       size_t *next)
{
	if (!is_as(f, clause.from))
		return false;
	if (clause.from > f->sentence.from) {
		piece_add(statement, content_span(f, f->sentence.from, clause.from));
		*next = clause.to;
		if (punct_at(f, clause.to, PUNCT_COMMA) && clause.to + 1 < f->sentence.to) {
			*next = said_end(f, clause.to + 1);
			piece_add(statement, content_span(f, clause.to + 1, *next));
		}
		return true;
	}
	if (!punct_at(f, clause.to, PUNCT_COMMA))
		return false;
	*next = said_end(f, clause.to + 1);
	piece_add(statement, content_span(f, clause.to + 1, *next));
	return true;
}

/* "… als „falsch“ zurückgewiesen": only the quotation right before the verb was said. */
static bool only_quotation(const struct finder *f, size_t verb)
{
	const struct lexeme *lexeme = lexeme_at(f->r, verb);

	return at(f, verb - 1)->punct == PUNCT_QUOTE_CLOSE && !ended_inside(f, verb) &&
	       (lexeme->takes & TAKES_OBJECT || lexeme->forms & 1u << FORM_PARTICIPLE);
}

static size_t said_before(struct finder *f, struct range clause, struct statement *statement)
{
	size_t next = clause.to, quote;

	if (only_quotation(f, clause.from)) {
		const struct token *close = at(f, clause.from - 1);

		piece_add(statement, f->r->quotations.items[close->quotation - 1].span);
		return next;
	}
	piece_add(statement, content_span(f, f->sentence.from, clause.from));
	if (statement->npieces && !statement->is_relay)
		take_back(f, statement->pieces[0]);
	quote = quote_opens_after(f, clause.to);
	if (quote != NONE && at(f, clause.to)->punct != PUNCT_QUOTE_OPEN)
		piece_add(statement, said_from(f, quote, false, &next));
	return next;
}

/* Does what was said follow the clause, though a comma stands before its verb (an apposition's)? */
static bool said_later(const struct finder *f, struct range clause, const struct lexeme *lexeme)
{
	if (at(f, clause.from - 1)->quotation)
		return false;
	if (lexeme->takes & TAKES_OBJECT && punct_at(f, clause.to, PUNCT_QUOTE_OPEN))
		return true;
	return punct_at(f, clause.to, PUNCT_COLON) ||
	       (punct_at(f, clause.to, PUNCT_COMMA) && tag_at(f, clause.to + 1, TAG_THAT));
}

/* "Die Ministerin, Ada Lund, rief …": two commas and no verb before this one, and no name alone behind it. */
static bool behind_apposition(const struct finder *f, struct range clause, size_t verb)
{
	struct range behind;
	bool pair = false;

	if (verb != clause.from || verb == f->sentence.from || !punct_at(f, verb - 1, PUNCT_COMMA) ||
	    tag_at(f, f->sentence.from, TAG_PREPOSITION)) /* "Auf die Frage, wer zahlt, antwortete Lund" */
		return false;
	for (size_t i = f->sentence.from; i + 1 < verb; i++) {
		if (at(f, i)->quotation || at(f, i)->tags & (TAG_AUXILIARY | TAG_VERB | TAG_THAT) ||
		    at(f, i)->more & MORE_REPORTED)
			return false;
		pair |= at(f, i)->punct == PUNCT_COMMA;
	}
	behind = subject_behind(f, verb, clause.to);
	return pair && !range_empty(before_apposition(f, verb - 1)) &&
	       !(behind.to >= clause.to && !range_empty(behind));
}

/* 'Sie fügte hinzu. "…"': the quotation is the sentence after. */
static void quote_after(const struct finder *f, struct statement *statement)
{
	const struct sentence *sentences = f->r->pieces->sentences;
	const struct token *first = token_at(f->r, f->sentence.to);

	if (f->sentence.to >= f->r->tokens.n || f->number + 1 >= f->r->pieces->nsentences ||
	    sentences[f->number + 1].paragraph != sentences[f->number].paragraph ||
	    first->punct != PUNCT_QUOTE_OPEN)
		return;
	piece_add(statement, f->r->quotations.items[first->quotation - 1].span);
}

/* "sagte Osk [, der Hafenmeister ,] der Nachrichtenagentur OTA": an agency that was told relays. */
static struct range told_in_clause(const struct finder *f, size_t i)
{
	for (size_t k = i; k < f->sentence.to && k < i + 12; k++) {
		if (at(f, k)->quotation || punct_at(f, k, PUNCT_COLON))
			break;
		if (tag_at(f, k, TAG_ARTICLE) ||
		    (k > f->sentence.from && punct_at(f, k - 1, PUNCT_COMMA))) {
			struct range told = noun_phrase_after(f->r, k, f->sentence.to);

			if (relay_of(f->r, told).kind == WHO_AGENCY)
				return told;
		}
	}
	return (struct range){0};
}

size_t verb_second_statement(struct finder *f, size_t i)
{
	const struct lexeme *lexeme = lexeme_at(f->r, i);
	struct range clause = clause_of(f, i);
	size_t verb = helper_of(f, clause, i), next = clause.to > i ? clause.to : i + 1, start;
	struct statement statement = {.act = lexeme->act, .cue = range_of(i, i + 1)};
	bool wie = is_as(f, clause.from), apposition;

	if (lexeme->takes & TAKES_PARTED && !particle_follows(f, clause, i))
		return i + 1;
	if (lexeme->forms == 1u << FORM_PARTICIPLE && verb == i && !wie &&
	    !(i > f->sentence.from && only_quotation(f, i)))
		return i + 1;
	statement.source =
		wie ? noun_phrase_after(f->r, adverbs_skipped(f->r, clause.from + 1, i), i)
		    : subject_of(f, clause, verb);
	if (wie && (range_empty(statement.source) ||
		    (statement.source.to == statement.source.from + 1u &&
		     tag_at(f, statement.source.from, TAG_ARTICLE)))) /* "Wie der „Bote“ berichtet" */
		statement.source = name_in_marks(f, clause.from + 1, i);
	if (wie && range_empty(statement.source)) /* Russian: the subject behind the verb */
		statement.source = subject_behind(f, i, clause.to);
	apposition = !wie && behind_apposition(f, clause, verb);
	if (apposition ||
	    (!wie && verb == clause.from && clause.from > f->sentence.from &&
	     punct_at(f, clause.from - 1, PUNCT_COMMA) && !at(f, clause.from - 1)->quotation &&
	     !tag_at(f, f->sentence.from, TAG_PREPOSITION) && said_later(f, clause, lexeme) &&
	     !range_empty(before_apposition(f, clause.from - 1))))
		statement.source = before_apposition(f, clause.from - 1);
	if (lexeme->takes & TAKES_DOCUMENT &&
	    (range_empty(statement.source) || tag_at(f, statement.source.from, TAG_PRONOUN)) &&
	    !range_empty(document_in(f)))
		statement.source = document_in(f);
	if (range_empty(statement.source))
		return i + 1;
	if (lexeme->act == ACT_SAY)
		statement.relay = relay_in(f, statement.source);
	statement.is_relay = !range_empty(statement.relay);
	if (wie && statement.is_relay)
		cited_within(f, range_of(statement.source.to, i), &statement);
	if (wie_clause(f, clause, &statement, &next)) {
		statement_add(f, statement);
		return next;
	}
	if (!apposition && verb == clause.from && clause.from > f->sentence.from &&
	    parts(f, clause.from - 1) && !said_later(f, clause, lexeme)) {
		next = said_before(f, clause, &statement);
		if (range_empty(statement.relay))
			statement.relay = told_in_clause(f, statement.source.to);
		statement_add(f, statement);
		return next > i ? next : i + 1;
	}
	start = said_behind(f, clause, lexeme->takes);
	if (lexeme->takes & TAKES_OBJECT && !(lexeme->takes & (TAKES_BARE | TAKES_THAT)) &&
	    as_what(f, &statement, clause.to, &next)) {
		statement_add(f, statement);
		return next > i ? next : i + 1;
	}
	if (punct_at(f, clause.to, PUNCT_QUOTE_OPEN)) {
		next = quotations_within(f, clause, &statement);
	} else if (start != NONE) {
		next = said_end(f, start);
		if (at(f, start)->punct == PUNCT_QUOTE_OPEN)
			piece_add(&statement, said_from(f, start, false, &next));
		else
			piece_add(&statement, content_span(f, start, next));
	} else if (verb == f->sentence.from || statement.source.from == f->sentence.from) {
		quote_before(f, &statement);
	}
	if (!statement.npieces && f->sentence.to - f->sentence.from <= 6)
		quote_after(f, &statement);
	statement_add(f, statement);
	return next > i ? next : i + 1;
}

/* '"…", so Osk.' and 'Das Problem sei, so Osk, dass …' */
size_t so_statement(struct finder *f, size_t i)
{
	struct statement statement = {.cue = range_of(i, i + 1)};
	size_t end;

	if (i == f->sentence.from || !parts(f, i - 1))
		return i + 1;
	if (verb_form_at(f, i + 1, FINITE_FORMS)) /* "so nannte ihn der Hafenmeister" */
		statement.cue = range_of(i + 1, i + 2);
	end = statement.cue.to;
	if (end > i + 1 && tag_at(f, end + 1, TAG_ARTICLE) && !tag_at(f, end, TAG_ARTICLE))
		end++;
	statement.source = noun_phrase_after(f->r, end, f->sentence.to);
	if (range_empty(statement.source))
		return i + 1;
	end = statement.source.to;
	while (end < f->sentence.to && !at(f, end)->punct)
		end++;
	if (end < f->sentence.to && !punct_at(f, end, PUNCT_COMMA) && !punct_at(f, end, PUNCT_STOP))
		return i + 1;
	statement.relay = relay_in(f, statement.source);
	statement.is_relay = !range_empty(statement.relay);
	piece_add(&statement, content_span(f, f->sentence.from, i));
	if (statement.npieces && !statement.is_relay)
		take_back(f, statement.pieces[0]);
	if (punct_at(f, end, PUNCT_COMMA) && end + 1 < f->sentence.to) {
		size_t next = said_end(f, end + 1);

		piece_add(&statement, content_span(f, end + 1, next));
		end = next;
	}
	statement_add(f, statement);
	return end;
}
