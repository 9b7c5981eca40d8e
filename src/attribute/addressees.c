/*
 * Addressees.
 *
 *	Osk told [the council] that …            right behind a verb that takes a person
 *	Osk said to [the families] …             behind a preposition that leads to people
 *	…, sagte Osk [der Zeitung] .             behind the subject, in German by the article alone
 *	…, a dit Osk [aux journalistes] .        by a phrase of the lexicon
 *	In a letter to [Lund] Osk wrote …        of the medium
 *	김영수 시장은 [기자들]에게 …               by the particle
 *
 * Somebody is spoken to: words count that name a person, an agency or outlet, or say what people are. What
 * else a preposition may lead to (a date, a place, a deed) is left alone, and so are pronouns.
 *
 * Cost: each statement looks at a bounded number of tokens of its own sentence.
 */
#include "attribute/addressees.h"

#include "attribute/phrases.h"
#include "attribute/sources.h"

enum { LOOK_AHEAD = 14, LOOK_BACK = 40, WORDS_MOST = 12, NAME_MOST = 6 };

static const uint32_t PEOPLE = TAG_ROLE | TAG_TITLE | TAG_GROUP | TAG_SOMEONE | TAG_STATE_MEDIA;

/* Korean: leads to whom one speaks. */
static const char *const particles[] = {"에게", "께", "한테", NULL};

static bool is_pronoun_alone(const struct reading *r, struct range phrase)
{
	const struct token *first = token_at(r, phrase.from);

	return phrase.to == phrase.from + 1u && first->tags & (TAG_PRONOUN | TAG_POSSESSIVE);
}

/* Does the phrase say people, or name somebody? */
static bool is_somebody(const struct reading *r, const struct names *names, struct range phrase)
{
	if (range_empty(phrase) || is_pronoun_alone(r, phrase))
		return false;
	for (size_t i = phrase.from; i < phrase.to; i++)
		if (token_at(r, i)->tags & PEOPLE || token_at(r, i)->more & MORE_AGENCY)
			return true;
	if (relay_of(r, phrase).kind)
		return true;
	for (size_t i = mentions_before(names, phrase.from); i < names->nmentions; i++) {
		const struct mention *mention = &names->mentions[i];
		const struct person *person = &names->people[mention->person];

		if (mention->range.from >= phrase.to)
			break;
		if (person->is_person || (person->nwords > 1 && person->nwords < 4))
			return true;
	}
	return false;
}

static bool in_pieces(const struct statement *s, uint32_t at)
{
	for (size_t i = 0; i < s->npieces; i++)
		if (at >= s->pieces[i].start && at < span_end(s->pieces[i]))
			return true;
	return false;
}

static bool is_free(const struct reading *r, const struct statement *s, size_t i)
{
	return is_word(token_at(r, i)) && !in_pieces(s, token_at(r, i)->start);
}

static size_t closing_of(const struct reading *r, size_t open)
{
	size_t i = open + 1;

	while (i < r->tokens.n && i < open + NAME_MOST &&
	       token_at(r, i)->punct != PUNCT_QUOTE_CLOSE)
		i++;
	return i;
}

/* 'der Zeitung [„Osker Bote“]', 'dem [„Spiegel“]': does a short name in marks follow, of paper or station? */
static bool leads_to_name(const struct reading *r, struct range phrase, size_t limit)
{
	size_t open = phrase.to, close;

	if (open + 2 >= limit || token_at(r, open)->punct != PUNCT_QUOTE_OPEN ||
	    !(token_at(r, open + 1)->flags & TOKEN_CAPITAL))
		return false;
	close = closing_of(r, open);
	if (close >= limit || token_at(r, close)->punct != PUNCT_QUOTE_CLOSE)
		return false;
	return range_empty(phrase) || (token_at(r, open - 1)->tags & TAG_ARTICLE) ||
	       token_at(r, open - 1)->more & (MORE_NAMED | MORE_AGENCY);
}

/* The phrase at `from`, if somebody; a time behind it is no part of it. */
static struct range somebody_at(const struct reading *r, const struct names *names, size_t from,
				size_t limit)
{
	struct range phrase = noun_phrase_after(r, from, limit);

	if (phrase.to - phrase.from > WORDS_MOST)
		return (struct range){0};
	if (range_empty(phrase))
		phrase = range_of(from, from);
	if (leads_to_name(r, phrase, limit))
		return range_of(phrase.from, closing_of(r, phrase.to) + 1);
	return is_somebody(r, names, phrase) ? phrase : (struct range){0};
}

/* "aux journalistes", "reporters": a phrase of the lexicon that says who, without its preposition. */
static struct range someone_at(const struct reading *r, size_t i)
{
	return token_at(r, i)->tags & TAG_SOMEONE ? range_of(i, i + 1) : (struct range){0};
}

/* In German a noun with its article: "sagte den [Fischern]", not "sagte nichts". */
static bool is_dative(const struct reading *r, struct range phrase)
{
	return !r->lexicon->nouns_capital || (token_at(r, phrase.from)->tags & TAG_ARTICLE &&
					      token_at(r, phrase.to - 1)->flags & TOKEN_CAPITAL);
}

/* "told [the council] that": the person right behind the verb. */
static struct range told_person(const struct reading *r, const struct statement *s, size_t limit)
{
	const struct lexeme *verb = lexeme_at(r, s->cue.to - 1u);
	struct range phrase;

	if (!verb || !(verb->takes & TAKES_PERSON) || s->cue.to >= limit)
		return (struct range){0};
	if (!range_empty(s->source) && s->source.from == s->cue.to)
		return (struct range){0};
	phrase = noun_phrase_after(r, s->cue.to, limit);
	if (range_empty(phrase) || is_pronoun_alone(r, phrase) ||
	    phrase.to - phrase.from > WORDS_MOST || !is_dative(r, phrase) ||
	    token_at(r, phrase.to - 1)->tags & TAG_MEDIUM) /* "told a news conference" */
		return (struct range){0};
	if (leads_to_name(r, phrase, limit))
		phrase.to = (uint32_t)closing_of(r, phrase.to) + 1;
	if (in_pieces(s, token_at(r, phrase.from)->start) &&
	    !(phrase.to < limit && str_eq_nocase(token_text(r, phrase.to), STR("to"))))
		return (struct range){0}; /* "warned [the port] was not safe" */
	return phrase;
}

/* Behind cue and subject: "said [to the families]", "sagte Osk [der Zeitung]". */
static struct range told_behind(const struct reading *r, const struct names *names,
				const struct statement *s, size_t limit)
{
	size_t i = s->source.from >= s->cue.to ? s->source.to : s->cue.to;
	size_t end = i + LOOK_AHEAD < limit ? i + LOOK_AHEAD : limit;
	bool leads = true; /* nothing but times since the cue, or a medium right before */

	for (; i < end && is_free(r, s, i); i++) {
		const struct token *token = token_at(r, i);
		struct range phrase = someone_at(r, i);

		if (!range_empty(phrase))
			return phrase;
		if (leads && (token->more & MORE_TO_WHOM ||
			      (r->lexicon->nouns_capital && token->tags & TAG_ARTICLE))) {
			phrase = somebody_at(r, names, token->more & MORE_TO_WHOM ? i + 1 : i,
					     limit);
			if (!range_empty(phrase))
				return phrase;
		}
		if (leads && i == s->cue.to && token->flags & TOKEN_CAPITAL &&
		    relay_of(r, range_of(i, i + 1)).kind)
			return range_of(i, i + 1); /* "сообщил ТАСС" */
		leads = token->tags & (TAG_TIME | TAG_ADVERB | TAG_MEDIUM) ||
			token->flags & TOKEN_ADVERB;
	}
	return (struct range){0};
}

/* Elsewhere in the sentence: "In an interview with [CNN], …", "Speaking to [reporters], …". */
static struct range told_beside(const struct reading *r, const struct names *names,
				const struct statement *s, struct range sentence)
{
	size_t from = sentence.from, to = sentence.to;

	if (s->cue.from > from + LOOK_BACK)
		from = s->cue.from - LOOK_BACK;
	if (to > s->cue.to + (size_t)LOOK_BACK)
		to = s->cue.to + LOOK_BACK;
	for (size_t i = from; i + 1 < to; i++) {
		const struct token *token = token_at(r, i), *next = token_at(r, i + 1);
		struct range phrase;

		if (!is_free(r, s, i) || !is_word(next))
			continue;
		if (token->more &
		    MORE_FACING) { /* "Gegenüber Reportern", "addressing parliament" */
			phrase = somebody_at(r, names, i + 1, sentence.to);
			if (!range_empty(phrase))
				return phrase;
		}
		if (!(token->tags & TAG_MEDIUM || token->more & MORE_SPEAKING) ||
		    !(next->more & MORE_TO_WHOM || next->tags & TAG_SOMEONE))
			continue;
		phrase = next->tags & TAG_SOMEONE ? range_of(i + 1, i + 2)
						  : somebody_at(r, names, i + 2, sentence.to);
		if (!range_empty(phrase))
			return phrase;
	}
	return (struct range){0};
}

/* Korean: "[기자들에게]", between the topic and the verb. */
static struct range told_by_particle(const struct reading *r, const struct names *names,
				     const struct statement *s)
{
	for (size_t i = s->source.to; i < s->cue.from && i < s->source.to + (size_t)LOOK_AHEAD;
	     i++) {
		struct str text = token_text(r, i);

		if (!is_word(token_at(r, i)))
			continue;
		for (size_t k = 0; particles[k]; k++)
			if (str_ends(text, str_of(particles[k])))
				return range_of(i, i + 1);
		if (i == s->source.to && str_ends(text, STR("에")) &&
		    is_somebody(r, names, range_of(i, i + 1)))
			return range_of(i, i + 1);
	}
	return (struct range){0};
}

static struct range addressee_of(const struct reading *r, const struct names *names,
				 const struct statement *s)
{
	struct range sentence =
		range_of(r->tokens.first[s->sentence], r->tokens.first[s->sentence + 1]);
	struct range found = {0};

	if (range_empty(s->cue) || s->cue.to > sentence.to || s->cue.from < sentence.from)
		return found;
	if (r->lexicon->verb_final)
		return told_by_particle(r, names, s);
	found = told_person(r, s, sentence.to);
	if (range_empty(found))
		found = told_behind(r, names, s, sentence.to);
	if (range_empty(found))
		found = told_beside(r, names, s, sentence);
	if (found.from < s->source.to && s->source.from < found.to)
		return (struct range){0};
	return found;
}

void addressees_find(struct reading *r, const struct names *names)
{
	for (size_t i = 0; i < r->statements.n; i++)
		r->statements.items[i].addressee = addressee_of(r, names, &r->statements.items[i]);
}

/* "기자들에게" without its particle. */
static struct str addressee_bare(const struct reading *r, struct str text)
{
	for (size_t i = 0; r->lexicon->verb_final && particles[i]; i++)
		if (str_ends(text, str_of(particles[i])))
			return str_sub(text, 0, text.len - str_of(particles[i]).len);
	return text;
}

/* How many bytes the first word takes, with the blank behind, where it is one of these; else 0. */
static size_t lead_len(const struct reading *r, struct str text, uint32_t tags)
{
	size_t blank = str_find_byte(text, ' ');
	const struct lexeme *word;

	if (blank == STR_NONE || blank > UINT16_MAX)
		return 0;
	word = lexicon_word(r->lexicon, split_hash(str_sub(text, 0, blank)));
	return word->tags & tags ? blank + 1 : 0;
}

struct span addressee_span(const struct reading *r, const struct statement *statement)
{
	struct span span = range_span(r, statement->addressee);
	size_t lead = span.len ? lead_len(r, str_from(r->text, span), TAG_PREPOSITION) : 0;

	return span_between(span.start + lead, span_end(span));
}

struct str addressee_words(const struct reading *r, const struct statement *statement)
{
	struct str text = str_from(r->text, addressee_span(r, statement));
	size_t lead = lead_len(r, text, TAG_ARTICLE), last = statement->addressee.to - 1u;

	if (token_at(r, last)->punct == PUNCT_QUOTE_CLOSE) {
		const struct quotation *name =
			&r->quotations.items[token_at(r, last)->quotation - 1];

		return str_from(r->text, name->inside);
	}
	return addressee_bare(r, str_sub(text, lead, text.len));
}
