/*
 * Who says it: the subject of a verb of saying, wherever it stands.
 *
 *	Osk said    said Osk    Osk, a farmer, said    Osk, who spoke, said    … and said    …, saying
 */
#include "attribute/finder.h"

/* ---- subjects */

/* The subject of the sentence: its first noun phrase that is not within an adverbial. */
struct range main_subject(const struct finder *f, size_t before)
{
	size_t i = f->sentence.from;

	if (!range_empty(f->subject))
		return f->subject;
	if (tag_at(f, i, TAG_PREPOSITION | TAG_SINCE | TAG_TIME) || verb_form_at(f, i, ANY_FORM)) {
		while (i < before && at(f, i)->punct != PUNCT_COMMA)
			i++;
		i = i < before ? i + 1 : f->sentence.from;
	}
	while (i < before &&
	       (at(f, i)->punct || at(f, i)->quotation || at(f, i)->tags & (TAG_AND | TAG_ADVERB)))
		i++;
	return noun_phrase_after(f->r, i, before);
}

/* The phrase before a pair of commas that ends at `comma`: "Osk , who is ill , said". */
struct range before_apposition(const struct finder *f, size_t comma)
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

/* ---- of a verb */

bool parts(const struct finder *f, size_t i)
{
	return punct_at(f, i, PUNCT_COMMA) || punct_at(f, i, PUNCT_QUOTE_CLOSE) ||
	       punct_at(f, i, PUNCT_DASH) || (punct_at(f, i, PUNCT_STOP) && at(f, i)->quotation);
}

/* The mark right before the subject, or NONE. */
size_t mark_before(const struct finder *f, struct range source)
{
	if (range_empty(source) || source.from == f->sentence.from || !parts(f, source.from - 1))
		return NONE;
	return source.from - 1;
}

/* "dit Osk [à l'AFP]", "dijo Osk [al diario]": whoever was told is no part of the subject. */
static struct range without_told(const struct finder *f, struct range subject)
{
	const uint32_t people = TAG_ROLE | TAG_TITLE | TAG_GROUP | TAG_SOMEONE;

	for (size_t i = subject.from + 1u; i + 1 < subject.to; i++) {
		if (!(at(f, i)->more & MORE_TO_WHOM))
			continue;
		if (relay_of(f->r, range_of(i + 1, subject.to)).kind ||
		    tag_at(f, i + 1, people) || (tag_at(f, i + 1, TAG_ARTICLE) && tag_at(f, i + 2, people)))
			return range_of(subject.from, i);
	}
	return subject;
}

/* "… , said Osk ." */
static bool is_inverted(const struct finder *f, const struct use *use, struct range *subject)
{
	bool english = str_eq(f->r->lexicon->language, STR("en"));
	size_t i = english ? use->verb + 1 : adverbs_skipped(f->r, use->verb + 1, f->sentence.to), end;

	if (english && (!verb_form_at(f, use->verb, FINITE_FORMS) || use->group != use->verb))
		return false;
	*subject = noun_phrase_after(f->r, i, f->sentence.to);
	if (!english) {
		size_t whole = subject->to;

		*subject = without_told(f, *subject);
		if (subject->to < whole)
			return true;
	}
	if (range_empty(*subject))
		return false;
	end = adverbs_skipped(f->r, subject->to, f->sentence.to);
	if (!english && tag_at(f, end, TAG_SOMEONE))
		end = adverbs_skipped(f->r, end + 1, f->sentence.to);
	if (use->group > f->sentence.from && !at(f, use->group - 1)->quotation &&
	    !range_empty(before_apposition(f, use->group - 1)) &&
	    (quote_opens_after(f, end) != NONE ||
	     lexeme_at(f->r, use->verb)->takes & TAKES_PERSON ||
	     !(lexeme_at(f->r, use->verb)->takes & (TAKES_THAT | TAKES_BARE))))
		return false;
	if (end >= f->sentence.to || punct_at(f, end, PUNCT_STOP) || punct_at(f, end, PUNCT_COMMA))
		return true;
	return tag_at(f, end, TAG_PREPOSITION | TAG_RELATIVE | TAG_SINCE | TAG_AND) &&
	       use->group > f->sentence.from && at(f, use->group - 1)->quotation;
}

/* Finds the subject of the verb. false: it is nobody's statement. */
/* 'Calling it "a start", Osk asked for more': the subject stands behind the comma. */
static bool gerund_first(const struct finder *f, struct use *use)
{
	size_t i = use->verb + 1;

	while (i < f->sentence.to && (at(f, i)->quotation || at(f, i)->punct != PUNCT_COMMA))
		i++;
	if (i + 1 >= f->sentence.to)
		return false;
	use->limit = i;
	use->source = noun_phrase_after(f->r, i + 1, f->sentence.to);
	return !range_empty(use->source);
}

/* "“Nunca”, [añadió].": a verb without its subject, behind a quotation or at a sentence's start. */
static bool goes_on(const struct finder *f, struct use *use)
{
	const struct reading *r = f->r;
	const struct statement *last = r->statements.n ? &r->statements.items[r->statements.n - 1] : NULL;
	size_t before = use->group;

	if (!r->lexicon->drops_subjects || !last || last->is_relay || range_empty(last->source) ||
	    f->number - last->sentence > 2 || !verb_form_at(f, use->verb, FINITE_FORMS))
		return false;
	if (before > f->sentence.from && at(f, before - 1)->punct == PUNCT_COMMA)
		use->comma = --before;
	if (before > f->sentence.from && at(f, before - 1)->punct != PUNCT_QUOTE_CLOSE)
		return false;
	if (before > f->sentence.from && use->comma == NONE)
		use->comma = before - 1;
	use->source = last->source;
	use->inverted = use->comma != NONE;
	return true;
}

static bool subject_found(const struct finder *f, struct use *use);

bool use_subject(const struct finder *f, struct use *use)
{
	if (subject_found(f, use))
		return true;
	use->inverted = false;
	use->comma = use->limit = NONE;
	use->after = use->verb + 1;
	return goes_on(f, use);
}

static bool subject_found(const struct finder *f, struct use *use)
{
	size_t before = use->group;
	bool gerund = verb_form_at(f, use->verb, GERUND_FORM) && use->group == use->verb;

	use->comma = use->limit = NONE;
	use->after = use->verb + 1;
	if (before == f->sentence.from && gerund)
		return gerund_first(f, use);
	if (before == f->sentence.from) {
		if (!is_inverted(f, use, &use->source))
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
	if (is_as(f, before - 1) && !str_eq(f->r->lexicon->language, STR("en"))) {
		use->source = noun_phrase_after(
			f->r, adverbs_skipped(f->r, use->verb + 1, f->sentence.to), f->sentence.to);
		use->inverted = true;
		use->after = use->source.to;
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
		use->source =
			gerund ? main_subject(f, before - 1) : before_apposition(f, before - 1);
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
