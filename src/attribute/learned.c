/*
 * Agencies that the article itself introduces.
 *
 *	the state-run Lindish Telegraph Agency (LTA) said     LTA, also by its long name; the state's
 *	the news agency Norlys reported                       Norlys
 *	state news agency LTA, presse officielle LTA          LTA, the state's
 *	PORT HALE (Norlys) -                                  Norlys: clean/ has read it
 *
 * No list holds all agencies of the world, and reporters know it: they say once what a name is. From then
 * on it is looked for like the names of the lists. Rejected: every "Agency", which spies and builds as well.
 */
#include "attribute/learned.h"

#include "base/utf8.h"

enum { LEARNED_MOST = 8, NAME_BACK = 4, STATE_BACK = 3, SHORT_BYTES = 16 };

static void learn(struct reading *r, struct str words, struct str name, bool state)
{
	if (!words.len || r->learned.n >= LEARNED_MOST)
		return;
	for (size_t i = 0; i < r->learned.n; i++)
		if (str_eq(r->learned.items[i].words, words))
			return;
	vec_push(r->arena, &r->learned, ((struct learned){words, name, state}));
}

static bool is_capital_word(const struct reading *r, size_t i)
{
	const struct token *token = token_at(r, i);

	return !token->punct && token->flags & TOKEN_CAPITAL &&
	       !(token->tags & (TAG_ARTICLE | TAG_TITLE));
}

/* "(LTA)" right behind token i: the letters in the bracket, or empty. */
static struct str short_behind(const struct reading *r, struct range sentence, size_t i)
{
	if (i + 3 >= sentence.to || token_at(r, i + 1)->punct != PUNCT_OPEN ||
	    token_at(r, i + 3)->punct != PUNCT_CLOSE || !(token_at(r, i + 2)->flags & TOKEN_UPPER))
		return (struct str){0};
	return token_text(r, i + 2);
}

/* Whether the words before token i say that the state runs it. */
static bool state_before(const struct reading *r, size_t from, size_t i)
{
	for (size_t k = i; k > from && i - k < STATE_BACK; k--)
		if (token_at(r, k - 1)->more & MORE_STATE ||
		    token_at(r, k - 1)->tags & TAG_STATE_MEDIA)
			return true;
	return false;
}

/* "Lindish Telegraph Agency (LTA)": token i is the end of the name. */
static void learn_long(struct reading *r, struct range sentence, size_t i)
{
	size_t first = i;
	struct str whole, letters;
	bool state;

	while (first > sentence.from && i - first < NAME_BACK && is_capital_word(r, first - 1))
		first--;
	if (first == i)
		return;
	whole = str_sub(r->text, token_at(r, first)->start, token_at(r, i)->end);
	letters = short_behind(r, sentence, i);
	state = state_before(r, sentence.from, first);
	learn(r, whole, letters.len ? letters : whole, state);
	learn(r, letters, letters, state);
}

/* "the news agency Norlys", "state news agency LTA": token i says what the next one is. */
static void learn_next(struct reading *r, struct range sentence, size_t i)
{
	const struct token *said = token_at(r, i);
	struct str name;

	if (i + 1 >= sentence.to || !is_capital_word(r, i + 1) ||
	    token_at(r, i + 1)->end - token_at(r, i + 1)->start > SHORT_BYTES)
		return;
	if (i + 2 < sentence.to && is_capital_word(r, i + 2) && !token_at(r, i + 2)->tags)
		return; /* a longer name: the person who speaks for it, perhaps */
	name = token_text(r, i + 1);
	if (said->flags & TOKEN_CAPITAL && !r->lexicon->nouns_capital)
		return;
	learn(r, name, name, said->tags & TAG_STATE_MEDIA || state_before(r, sentence.from, i));
}

void learned_find(struct reading *r)
{
	for (size_t i = 0; i < r->article->nagencies; i++)
		learn(r, r->article->agencies[i].name, r->article->agencies[i].name, false);
	for (size_t s = 0; s < r->pieces->nsentences; s++) {
		struct range sentence = range_of(r->tokens.first[s], r->tokens.first[s + 1]);
		const struct seen *seen = &r->tokens.seen[s];

		if (!(seen->more & MORE_AGENCY) && !(seen->tags & TAG_STATE_MEDIA))
			continue;
		for (size_t i = sentence.from; i < sentence.to; i++) {
			const struct token *token = token_at(r, i);

			if (token->more & MORE_AGENCY && token->flags & TOKEN_CAPITAL)
				learn_long(r, sentence, i);
			if (token->more & MORE_AGENCY || token->tags & TAG_STATE_MEDIA)
				learn_next(r, sentence, i);
		}
	}
}

struct str source_at_token(const struct reading *r, size_t i, enum source_kind *kind, size_t *used)
{
	size_t elided = r->lexicon->elides ? elided_len(token_text(r, i)) : 0;
	struct str rest = str_sub(r->text, token_at(r, i)->start + elided, r->text.len);
	struct str name = source_name(r->how->sources, rest, kind, used);

	if (name.len && *kind != SOURCE_NONE)
		return name;
	for (size_t k = 0; k < r->learned.n; k++) {
		const struct learned *learned = &r->learned.items[k];
		size_t len = learned->words.len, next;

		if (!str_starts(rest, learned->words) ||
		    (rest.len > len &&
		     utf8_is_letter(utf8_decode(rest.s + len, rest.len - len, &next))))
			continue;
		*kind = learned->state ? SOURCE_STATE_AGENCY : SOURCE_AGENCY;
		*used = len;
		return learned->name;
	}
	*kind = SOURCE_NONE;
	return (struct str){0};
}
