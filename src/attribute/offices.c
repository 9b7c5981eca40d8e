/*
 * Offices.
 *
 *	North Korean leader Kim Jong Un        leader, of "North Korean": Kim Jong Un
 *	Ada Lund, the mayor of Osk,            mayor, of "Osk": Ada Lund
 *	der lindische Präsident Petr Osk       Präsident, of "lindische": Petr Osk
 *	the mayor said                         mayor: who that is, another article may say
 *
 * Only what one person is at a time counts ([offices] of the lexicon): ministers and mayors, no analysts;
 * and only who is it now, no former ones. Where it is held is kept as written; lineage compares it.
 */
#include "attribute/offices.h"

#include "attribute/phrases.h"
#include "base/map.h"

enum { OFFICES_MOST = 64, RUN_MOST = 4, BEHIND_MOST = 7 };

static bool is_office(const struct reading *r, size_t i)
{
	return is_word(token_at(r, i)) && token_at(r, i)->more & MORE_OFFICE &&
	       !(token_at(r, i)->flags & (TOKEN_HYPHEN | TOKEN_GENITIVE));
}

/* May the word say where? A name of a place, or an adjective where those are written small. */
static bool says_where(const struct reading *r, size_t i)
{
	const struct token *token = token_at(r, i);

	if (!is_word(token) || token->more & (MORE_MAN | MORE_WOMAN) || token->flags & TOKEN_ADVERB)
		return false;
	if (token->tags & ~(uint32_t)(TAG_GROUP | TAG_ADVERB | TAG_AND | TAG_POSSESSIVE))
		return false;
	return token->flags & TOKEN_CAPITAL || !str_eq(r->lexicon->language, STR("en"));
}

static struct str place_text(const struct reading *r, size_t from, size_t to)
{
	struct str text = name_text(r, range_of(from, to));
	size_t elided = r->lexicon->elides ? elided_len(text) : 0;

	return str_sub(text, elided, text.len);
}

/* "[North Korean] leader", "leader of [North Korea]", "président [lindais]": empty where nothing says so. */
static struct str place_around(const struct reading *r, size_t floor, size_t office, size_t limit)
{
	size_t from = office, to = office + 1;

	while (from > floor && office - from < RUN_MOST && says_where(r, from - 1))
		from--;
	if (from < office)
		return place_text(r, from, office);
	if (to < limit && is_word(token_at(r, to)) &&
	    (token_at(r, to)->more & MORE_OF || token_at(r, to)->tags & TAG_GENITIVE_ARTICLE))
		to++;
	else if (str_eq(r->lexicon->language, STR("en")))
		return (struct str){0};
	if (to < limit && is_word(token_at(r, to)) && token_at(r, to)->tags & TAG_ARTICLE)
		to++;
	for (from = to; to < limit && to - from < RUN_MOST && says_where(r, to); to++)
		;
	return to > from ? place_text(r, from, to) : (struct str){0};
}

static bool held_before(const struct reading *r, size_t floor, size_t office)
{
	for (size_t i = office; i > floor && office - i <= RUN_MOST; i--)
		if (token_at(r, i - 1)->tags & TAG_FORMER)
			return true;
		else if (token_at(r, i - 1)->punct)
			break;
	return false;
}

static struct office office_at(const struct reading *r, size_t floor, size_t at, size_t limit)
{
	if (held_before(r, floor, at))
		return (struct office){0};
	return (struct office){.role = token_text(r, at),
			       .place = place_around(r, floor, at, limit)};
}

/* Is the office what the phrase is about? Not in "the president's aides", "the mayor running". */
static bool ends_there(const struct reading *r, size_t office, size_t limit)
{
	const struct token *next = office + 1 < limit ? token_at(r, office + 1) : NULL;

	return !next || next->punct || next->more & MORE_OF ||
	       next->tags & (TAG_GENITIVE_ARTICLE | TAG_PREPOSITION) ||
	       (says_where(r, office + 1) && !str_eq(r->lexicon->language, STR("en")));
}

/* The office in front of a name: "[North Korean leader] Kim", "[président lindais] Petr Osk". */
static struct office office_before(const struct reading *r, struct range sentence, size_t name)
{
	size_t i = name;

	if (i > sentence.from && !is_office(r, i - 1) && says_where(r, i - 1) &&
	    !(token_at(r, i - 1)->flags & TOKEN_CAPITAL) && i - 1 > sentence.from)
		i--;
	if (i == sentence.from || !is_office(r, i - 1))
		return (struct office){0};
	return office_at(r, sentence.from, i - 1, i);
}

/* Behind it: "Ada Lund, [the mayor of Osk]". */
static struct office office_behind(const struct reading *r, struct range sentence, size_t end)
{
	size_t i = end + 1,
	       limit = end + BEHIND_MOST < sentence.to ? end + BEHIND_MOST : sentence.to;

	if (end >= sentence.to || token_at(r, end)->punct != PUNCT_COMMA)
		return (struct office){0};
	while (i < limit && is_word(token_at(r, i)) && !is_office(r, i) &&
	       !(token_at(r, i)->tags &
		 (TAG_PREPOSITION | TAG_RELATIVE | TAG_VERB | TAG_AUXILIARY)))
		i++;
	if (i >= limit || !is_office(r, i) || !ends_there(r, i, sentence.to))
		return (struct office){0};
	return office_at(r, end + 1, i, limit);
}

static void office_add(struct quotes *quotes, struct office office, struct str name)
{
	for (size_t i = 0; i < quotes->noffices; i++)
		if (str_eq(quotes->offices[i].name, name) &&
		    str_eq_nocase(quotes->offices[i].role, office.role)) {
			if (!quotes->offices[i].place.len)
				quotes->offices[i].place = office.place;
			return;
		}
	office.name = name;
	quotes->offices[quotes->noffices++] = office;
}

static bool is_somebody(const struct person *person)
{
	return person->is_person || (person->nwords > 1 && person->nwords < 4);
}

void offices_find(const struct reading *r, const struct names *names, struct quotes *quotes)
{
	size_t s = 0;

	quotes->offices = ARENA_ARRAY(r->out, struct office, OFFICES_MOST);
	for (size_t i = 0; i < names->nmentions && quotes->noffices < OFFICES_MOST; i++) {
		const struct mention *mention = &names->mentions[i];
		struct range sentence;
		struct office office;

		while (s + 1 < r->pieces->nsentences &&
		       r->tokens.first[s + 1] <= mention->range.from)
			s++;
		sentence = range_of(r->tokens.first[s], r->tokens.first[s + 1]);
		office = office_before(r, sentence, mention->range.from);
		if (!office.role.len)
			office = office_behind(r, sentence, mention->range.to);
		if (office.role.len && is_somebody(&names->people[mention->person]))
			office_add(quotes, office, names->people[mention->person].name);
	}
}

struct office office_of(const struct reading *r, struct range phrase)
{
	bool definite = token_at(r, phrase.from)->more & MORE_DEFINITE;

	for (size_t i = phrase.from; i < phrase.to; i++) {
		struct office office;

		if (token_at(r, i)->punct ||
		    token_at(r, i)->tags & (TAG_PREPOSITION | TAG_RELATIVE))
			break;
		if (!is_office(r, i))
			continue;
		if (!ends_there(r, i, phrase.to) ||
		    (!definite && token_at(r, i)->flags & TOKEN_CAPITAL &&
		     str_eq(r->lexicon->language, STR("en"))))
			break; /* "Sen. Angus King" */
		office = office_at(
			r, phrase.from + (token_at(r, phrase.from)->tags & TAG_ARTICLE ? 1u : 0u),
			i, phrase.to);
		return definite || office.place.len ? office : (struct office){0};
	}
	return (struct office){0};
}
