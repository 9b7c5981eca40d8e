/*
 * Sources.
 *
 * Of a phrase beside a cue, the words before the first joining preposition tell who it is:
 *
 *	Russian President Vladimir Putin          a name at its end: that person
 *	the governor of Ohio                      a role
 *	a ministry official in Seoul              no name: "ministry official"
 *	the KCNA dispatch, state news KCNA agency an agency, and nobody's employer: it passes on
 *	a Reuters reporter                        an employer: the reporter speaks
 */
#include "attribute/sources.h"

#include "attribute/learned.h"
#include "attribute/phrases.h"

/* Where the part that says who it is ends: before "in", a comma, a bracket; and "of", for people. */
static size_t head_end(const struct reading *r, struct range phrase, bool of_too)
{
	size_t i = phrase.from;

	for (; i < phrase.to; i++) {
		const struct token *token = token_at(r, i);

		if (token->punct == PUNCT_COMMA || token->punct == PUNCT_OPEN ||
		    token->punct == PUNCT_DASH)
			break;
		if (of_too && i > phrase.from && token->tags & TAG_GENITIVE_ARTICLE)
			break;
		if (i > phrase.from && token->tags & (TAG_JOINING | TAG_RELATIVE | TAG_RELAYED) &&
		    (of_too || !(token->more & MORE_OF)))
			break;
	}
	return i;
}

static struct who agency_at(const struct reading *r, size_t i)
{
	const struct token *token = token_at(r, i);
	struct who who = {.person = NOBODY};
	enum source_kind kind;
	size_t used = 0;

	if (!(token->flags & TOKEN_CAPITAL) && r->text.s[token->start] >= 0 &&
	    !(token->tags & TAG_ARTICLE) && !(i && token_at(r, i - 1)->more & MORE_AGENCY))
		return who;
	who.name = source_at_token(r, i, &kind, &used);
	if (!who.name.len || kind == SOURCE_NONE)
		return (struct who){.person = NOBODY};
	who.kind = WHO_AGENCY;
	return who;
}

/* Is it the agency whose text this is? It does not pass on its own words. */
static bool own_agency(const struct reading *r, size_t learned)
{
	for (size_t i = 0; i < r->article->nagencies; i++)
		if (str_eq(r->article->agencies[i].name, r->learned.items[learned].name))
			return true;
	return false;
}

/* "the agency": the one that the article has named, if it has named only one. */
static struct str only_agency(const struct reading *r, size_t i)
{
	struct str name = {0};

	if (!(token_at(r, i)->more & MORE_AGENCY) && !str_eq(token_text(r, i), STR("agency")))
		return name;
	for (size_t k = 0; k < r->learned.n; k++) {
		if (name.len && !str_eq(name, r->learned.items[k].name) && !own_agency(r, k))
			return (struct str){0};
		if (!own_agency(r, k))
			name = r->learned.items[k].name;
	}
	return name;
}

struct who relay_of(const struct reading *r, struct range phrase)
{
	struct who found = {.person = NOBODY};

	for (size_t i = phrase.from; i < phrase.to; i++) {
		const struct token *token = token_at(r, i);

		if (token->punct == PUNCT_COMMA || token->punct == PUNCT_OPEN)
			break;
		if (token->tags & (TAG_ROLE | TAG_TITLE) && !(token->tags & TAG_GROUP) &&
		    found.kind == WHO_AGENCY && found.range.from + 3 > i)
			return (struct who){.person = NOBODY};
		if (found.kind == WHO_AGENCY)
			continue;
		if (!token->quotation && !found.kind && only_agency(r, i).len) {
			found = (struct who){WHO_STATE_MEDIA, only_agency(r, i), NOBODY,
					     range_of(i, i + 1), 0};
			continue;
		}
		if (token->tags & TAG_STATE_MEDIA) {
			found.kind = WHO_STATE_MEDIA;
			found.range = range_of(i, i + 1);
			found.name = token_text(r, i);
		}
		if ((token->flags & TOKEN_CAPITAL || r->lexicon->verb_final ||
		     (i > phrase.from && token_at(r, i - 1)->more & MORE_AGENCY)) &&
		    !token->quotation) {
			struct who agency = agency_at(r, i);

			if (agency.kind) {
				found = agency;
				found.range = range_of(i, i + 1);
			}
		}
	}
	return found;
}

/* The phrase as it is, without article and genitive: "ministry official". */
static struct who by_words(const struct reading *r, struct range phrase)
{
	struct who who = {.kind = WHO_OTHER, .person = NOBODY, .range = phrase};

	while (phrase.from < phrase.to && token_at(r, phrase.from)->tags & (TAG_ARTICLE | TAG_AND))
		phrase.from++;
	while (phrase.to > phrase.from &&
	       token_at(r, phrase.to - 1)->tags & (TAG_ARTICLE | TAG_AND) &&
	       !(token_at(r, phrase.to - 1)->tags & TAG_PRONOUN))
		phrase.to--;
	if (range_empty(phrase))
		return (struct who){.person = NOBODY};
	who.name = name_text(r, phrase);
	if (token_at(r, phrase.from)->punct == PUNCT_QUOTE_OPEN && token_at(r, phrase.to - 1)->punct == PUNCT_QUOTE_CLOSE)
		who.name = str_from(r->text, r->quotations.items[token_at(r, phrase.from)->quotation - 1].inside);
	for (size_t i = 1; r->lexicon->elides && i < 5 && i + 1 < who.name.len; i++)
		if (who.name.s[i] == '\'' ||
		    str_starts(str_sub(who.name, i, who.name.len), STR("’"))) {
			i += who.name.s[i] == '\'' ? 1 : 3;
			who.name = str_sub(who.name, i, who.name.len);
			break;
		}
	return who;
}

/* "the ministry's column", "a report by the ministry": whose document it is; empty: not said. */
static struct range owner_of_document(const struct reading *r, struct range phrase, size_t end)
{
	for (size_t i = phrase.from; i + 1 < end; i++)
		if (token_at(r, i)->flags & TOKEN_GENITIVE)
			return range_of(phrase.from, i + 1);
	if (end + 1 < phrase.to && token_at(r, end)->tags & (TAG_PREPOSITION | TAG_GENITIVE_ARTICLE))
		return range_of(end + 1, phrase.to);
	return (struct range){0};
}

static bool is_document(const struct reading *r, const struct token *token)
{
	return token->tags & TAG_DOCUMENT && !(token->tags & (TAG_GROUP | TAG_ROLE)) &&
	       (r->lexicon->nouns_capital || !(token->flags & TOKEN_CAPITAL));
}

/* "The miller of Osk, Ann Lund, …": the person whom the words behind the comma name; else NOBODY. */
static struct who named_behind(const struct reading *r, const struct names *names, size_t end)
{
	size_t number = mentions_before(names, end);
	const struct mention *mention = number < names->nmentions ? &names->mentions[number] : NULL;
	enum punctuation after;

	if (end + 1 >= r->tokens.n || token_at(r, end)->punct != PUNCT_COMMA || !mention ||
	    mention->range.from != end + 1 || mention->range.to >= r->tokens.n)
		return (struct who){.person = NOBODY};
	after = (enum punctuation)token_at(r, mention->range.to)->punct;
	if (after != PUNCT_COMMA && after != PUNCT_STOP)
		return (struct who){.person = NOBODY};
	return (struct who){WHO_PERSON, names->people[mention->person].name, mention->person,
			    mention->range, 0};
}

/* The first comma of the phrase, or what stands behind it. */
static size_t comma_of(const struct reading *r, struct range phrase)
{
	size_t i = phrase.from;

	while (i < phrase.to && token_at(r, i)->punct != PUNCT_COMMA)
		i++;
	return i;
}

/* "a reporter …", "the miller …": it says what somebody is. */
static bool has_role(const struct reading *r, struct range phrase)
{
	if (token_at(r, phrase.from)->tags & TAG_ARTICLE)
		return true;
	for (size_t i = phrase.from; i < phrase.to; i++)
		if (token_at(r, i)->tags & (TAG_ROLE | TAG_TITLE))
			return true;
	return false;
}

struct who who_is(const struct reading *r, const struct names *names, struct range phrase)
{
	size_t end;
	const struct token *first;
	struct who who;

	if (range_empty(phrase))
		return (struct who){.person = NOBODY};
	first = token_at(r, phrase.from);
	if (first->tags & (TAG_HE | TAG_SHE | TAG_THEY) ||
	    (first->tags & TAG_PRONOUN && phrase.to == phrase.from + 1) ||
	    (first->tags & TAG_POSSESSIVE && phrase.to == phrase.from + 1))
		return (struct who){.kind = WHO_PRONOUN,
				    .person = NOBODY,
				    .range = phrase,
				    .tags = first->tags};
	if (token_at(r, phrase.to - 1)->flags & TOKEN_COMPOUND &&
	    str_eq(token_text(r, phrase.to - 1), STR("old"))) /* "the 66-year-old" */
		return (struct who){.kind = WHO_PRONOUN,
				    .person = NOBODY,
				    .range = phrase,
				    .tags = TAG_POSSESSIVE};
	who = relay_of(r, phrase);
	if (who.kind == WHO_AGENCY)
		return who;
	end = head_end(r, phrase, true);
	for (size_t i = phrase.from; i < end; i++)
		if (token_at(r, i)->quotation) /* 'Peter "Tiny" Hale' */
			return by_words(r, range_of(phrase.from, end));
	if (r->lexicon->declines_names && end > phrase.from + 1u && is_document(r, token_at(r, phrase.from)))
		return by_words(r, range_of(phrase.from + 1u, end)); /* "сообщении министерства" */
	if (end > phrase.from && is_document(r, token_at(r, end - 1))) {
		struct range owner = owner_of_document(r, phrase, end);

		who = by_words(
			r, range_empty(owner)
				   ? range_of(phrase.from, end)
				   : range_of(owner.from,
					      owner.from + (uint32_t)(head_end(r, owner, false) -
								      owner.from)));
		if (range_empty(owner))
			who.kind = WHO_DOCUMENT;
		return who;
	}
	for (size_t i = mentions_before(names, phrase.from); i < names->nmentions; i++) {
		const struct mention *mention = &names->mentions[i];

		if (mention->range.from >= end)
			break;
		if (mention->range.to >= end &&
		    (end == phrase.to ||
		     !(token_at(r, mention->range.to - 1)->flags & TOKEN_GENITIVE) ||
		     mention->range.to == phrase.to))
			return (struct who){WHO_PERSON, names->people[mention->person].name,
					    mention->person, mention->range, 0};
	}
	if (who.kind)
		return who;
	if (has_role(r, phrase)) {
		who = named_behind(r, names, comma_of(r, phrase));
		if (who.kind)
			return who;
	}
	end = head_end(r, phrase, false);
	return by_words(r, range_of(phrase.from, end > phrase.from ? end : phrase.to));
}
