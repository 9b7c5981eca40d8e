/*
 * Names.
 *
 * A run of capitalised words that the lexicon does not know as anything else is a name; what stands
 * before it tells of whom:
 *
 *	North Korean leader Kim Jong Un  …  Kim Jong-un  …  Mr Jong Un  …  Kim  …  the leader
 *	└place─────┘ └role┘ └──name────┘    same words      its end        its first  its role
 *
 * Names of several words are people of their own, unless they are part of a longer one (its end, or its first
 * and last word). A single word means the most frequent fuller name that ends with it, or else begins
 * with it (Korean families come first), or else stands for itself. Hyphens and case make no difference,
 * as words are compared by their hashes.
 *
 * Cost: one pass over the tokens, and hash look-ups a name.
 */
#include "attribute/names.h"

#include "attribute/phrases.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/utf8.h"

struct collector {
	const struct reading *r;
	VEC(struct person) people;
	VEC(struct mention) mentions;
	size_t next;         /* of the tokens' names */
	struct map by_words; /* all words of a name -> number + 1 */
	struct map aliases;  /* part of a name -> number + 1 of the most frequent */
};

static inline bool is_name_word(const struct token *token)
{
	const uint32_t never = TAG_ARTICLE | TAG_PREPOSITION | TAG_AND | TAG_BUT | TAG_SINCE |
			       TAG_AUXILIARY | TAG_PRONOUN | TAG_THAT | TAG_WHETHER | TAG_TIME |
			       TAG_RELATIVE | TAG_ADVERB | TAG_POSSESSIVE | TAG_ACCORDING |
			       TAG_TITLE | TAG_FORMER | TAG_ROLE | TAG_RELAYED;

	return !token->punct && token->flags & (TOKEN_CAPITAL | TOKEN_HYPHEN) &&
	       !(token->tags & never);
}

/* Without what the case may add: "Оскова", "Осковым" are Осков, "Лунину", "Луниной" Лунина. */
static uint32_t nominative_hash(const struct reading *r, size_t i)
{
	static const char *const endings[] = {"ого", "ому", "ыми", "ой", "ым", "ом", "ем", "ей", "ую", "ая",
					      "ый", "ий", "а",  "у",  "е",  "ы",  "и",  "я",  "ю"};
	struct str text = token_text(r, i);

	for (size_t k = 0; k < sizeof(endings) / sizeof(*endings); k++)
		if (str_ends(text, str_of(endings[k])) && text.len >= str_of(endings[k]).len + 6)
			return split_hash(str_sub(text, 0, text.len - str_of(endings[k]).len));
	return token_at(r, i)->hash;
}

/* The word as names are compared: in languages that decline them, in whatever case. */
static inline uint32_t name_hash(const struct reading *r, size_t i)
{
	if (!r->lexicon->declines_names || token_at(r, i)->flags & TOKEN_UPPER)
		return token_at(r, i)->hash;
	return nominative_hash(r, i);
}

static inline uint64_t words_key(const uint32_t *words, size_t n)
{
	uint64_t key = n;

	for (size_t i = 0; i < n; i++)
		key = hash_mix(key * 31 + words[i]);
	return key;
}

/* Korean names are written together with the particle that tells what they do in the sentence. */
static struct str without_particle(struct str text)
{
	static const char *const particles[] = {"께서", "에서", "은", "는", "이", "가", "에", "의"};

	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++)
		if (str_ends(text, str_of(particles[i])) && text.len > str_of(particles[i]).len + 3)
			return str_sub(text, 0, text.len - str_of(particles[i]).len);
	return text;
}

struct str name_text(const struct reading *r, struct range range)
{
	struct str text = str_from(r->text, range_span(r, range));

	if (!range_empty(range) && token_at(r, range.to - 1)->flags & TOKEN_GENITIVE)
		text.len -= str_ends(text, STR("’s")) ? 4 : str_ends(text, STR("'s")) ? 2 : 0;
	if (r->lexicon->verb_final)
		text = without_particle(text);
	return text;
}

/* ---- what stands before a name */

static void gender_read(const struct token *token, struct person *person)
{
	if (token->more & MORE_MAN)
		person->gender = GENDER_MAN;
	if (token->more & MORE_WOMAN)
		person->gender = GENDER_WOMAN;
}

static void before_read(const struct reading *r, size_t floor, size_t from, struct person *person)
{
	size_t i = from;

	for (; i > floor && from - i < 4; i--) {
		const struct token *token = token_at(r, i - 1);

		if (token->punct || !(token->tags & (TAG_TITLE | TAG_ROLE)))
			break;
		person->is_person = true;
		person->role = token->hash;
		gender_read(token, person);
	}
	if (person->role && !person->gender && i > floor && token_at(r, i - 1)->tags & TAG_ARTICLE)
		gender_read(token_at(r, i - 1), person); /* "la maire" */
	if (person->role && i > floor && token_at(r, i - 1)->flags & TOKEN_CAPITAL)
		person->place = token_at(r, i - 1)->hash;
}

/* "Kim, the North's leader,": the role behind a name. */
static void behind_read(const struct reading *r, size_t to, size_t limit, struct person *person)
{
	if (person->role || to + 2 >= limit || token_at(r, to)->punct != PUNCT_COMMA ||
	    !(token_at(r, to + 1)->tags & TAG_ARTICLE))
		return;
	for (size_t i = to + 2; i < limit && i < to + 7; i++) {
		const struct token *token = token_at(r, i);

		if (token->punct)
			return;
		if (token->flags & TOKEN_CAPITAL && !person->place)
			person->place = token->hash;
		if (token->tags & (TAG_ROLE | TAG_TITLE)) {
			person->role = token->hash;
			person->is_person = true;
			return;
		}
	}
}

/* ---- collecting */

static uint32_t person_of(struct collector *c, struct range run)
{
	struct person person = {.count = 0};
	uint64_t *number;

	for (size_t i = run.from; i < run.to && person.nwords < NAME_WORDS; i++)
		person.words[person.nwords++] = name_hash(c->r, i);
	number = map_of_number(&c->by_words, words_key(person.words, person.nwords));
	if (!*number) {
		person.name = name_text(c->r, run);
		vec_push(c->r->arena, &c->people, person);
		*number = c->people.n;
		c->people.items[*number - 1].same_as = (uint32_t)*number - 1;
	}
	return (uint32_t)*number - 1;
}

/* Of two cases of a name, the shorter is the nominative, or that in -а. */
static bool is_nominative(struct str name, struct str than)
{
	return name.len < than.len ||
	       (name.len == than.len && str_ends(name, STR("а")) && !str_ends(than, STR("а")));
}

static void person_meets(struct collector *c, struct range run, struct range sentence)
{
	uint32_t number = person_of(c, run);
	struct person *person = &c->people.items[number];
	const struct token *first = token_at(c->r, run.from);

	person->count++;
	if (c->r->lexicon->declines_names && is_nominative(name_text(c->r, run), person->name))
		person->name = name_text(c->r, run);
	if (str_find_byte(person->name, '-') != STR_NONE) {
		struct str name = name_text(c->r, run);

		if (str_find_byte(name, '-') == STR_NONE)
			person->name = name;
	}
	before_read(c->r, sentence.from, run.from, person);
	behind_read(c->r, run.to, sentence.to, person);
	if (!(first->more & (MORE_MAN | MORE_WOMAN)) && run.to > run.from + 2)
		first++; /* in Korea, the family's name comes first */
	gender_read(first, person);
	person->is_person |= first->more & (MORE_MAN | MORE_WOMAN) && run.to > run.from + 1;
}

/* "d'Osk" goes on with a name, but begins none. */
static inline bool begins_name(const struct reading *r, size_t i)
{
	return token_at(r, i)->flags & TOKEN_CAPITAL &&
	       !(r->lexicon->elides && ascii_is_alpha(r->text.s[token_at(r, i)->start]) &&
		 ascii_lower(r->text.s[token_at(r, i)->start]) == r->text.s[token_at(r, i)->start]);
}

/* How far the words of the name go that begins at token i. */
static size_t name_end(const struct collector *c, size_t i, size_t limit)
{
	size_t end = i;

	while (end < limit && end - i < NAME_WORDS && is_name_word(token_at(c->r, end)))
		if (token_at(c->r, end++)->flags & TOKEN_GENITIVE)
			break;
	return end;
}

/* The people of a sentence; names of those before it, from `next` on, are passed over. */
static void sentence_collect(struct collector *c, struct range sentence)
{
	const struct tokens *tokens = &c->r->tokens;
	size_t end = sentence.from;

	for (; c->next < tokens->nnames && tokens->names[c->next] < sentence.to; c->next++) {
		size_t i = tokens->names[c->next];

		if (i < end || !begins_name(c->r, i))
			continue;
		end = name_end(c, i, sentence.to);
		if (end > i + 1 || (end > i && (i > sentence.from || !token_at(c->r, i)->tags)))
			person_meets(c, range_of(i, end), sentence);
	}
}

static void people_collect(struct collector *c)
{
	const struct tokens *tokens = &c->r->tokens;

	for (size_t i = 0; i < c->r->pieces->nsentences && c->next < tokens->nnames; i++) {
		struct range sentence = range_of(tokens->first[i], tokens->first[i + 1]);

		if (tokens->names[c->next] < sentence.to && !in_capitals(c->r, sentence))
			sentence_collect(c, sentence);
	}
}

/* ---- one person, many names */

static void alias_add(struct collector *c, const uint32_t *words, size_t n, size_t person)
{
	uint64_t *number = map_of_number(&c->aliases, words_key(words, n));

	if (!*number || c->people.items[*number - 1].count < c->people.items[person].count)
		*number = person + 1;
}

/* First all endings, so that they go before beginnings. */
static void aliases_make(struct collector *c)
{
	for (size_t i = 0; i < c->people.n; i++) {
		const struct person *p = &c->people.items[i];

		for (size_t k = 1; k < p->nwords; k++)
			alias_add(c, p->words + k, p->nwords - k, i);
		if (p->nwords > 2) {
			uint32_t ends[2] = {p->words[0], p->words[p->nwords - 1]};

			alias_add(c, ends, 2, i);
		}
	}
	for (size_t i = 0; i < c->people.n; i++) {
		const struct person *p = &c->people.items[i];

		if (p->nwords > 1 && !map_find_number(&c->aliases, words_key(p->words, 1)))
			alias_add(c, p->words, 1, i);
	}
}

static void aliases_apply(struct collector *c)
{
	for (size_t i = 0; i < c->people.n; i++) {
		struct person *p = &c->people.items[i];
		const uint64_t *fuller =
			map_find_number(&c->aliases, words_key(p->words, p->nwords));

		if (fuller && *fuller - 1 != i && c->people.items[*fuller - 1].nwords > p->nwords)
			p->same_as = (uint32_t)*fuller - 1;
	}
	for (size_t i = 0; i < c->people.n; i++) { /* fuller names have fuller names */
		struct person *p = &c->people.items[i], *fuller;

		for (int k = 0; k < NAME_WORDS; k++)
			p->same_as = c->people.items[p->same_as].same_as;
		fuller = &c->people.items[p->same_as];
		if (fuller == p)
			continue;
		fuller->is_person |= p->is_person;
		if (!fuller->gender)
			fuller->gender = p->gender;
		if (!fuller->role) {
			fuller->role = p->role;
			fuller->place = p->place;
		}
	}
}

/* The longest run of tokens at `i` that is a known name; headlines are capitals all over. */
static bool known_at(const struct collector *c, size_t i, size_t limit, struct mention *found)
{
	uint32_t words[NAME_WORDS];
	size_t n = 0;

	for (; n < NAME_WORDS && i + n < limit && is_name_word(token_at(c->r, i + n)); n++) {
		words[n] = name_hash(c->r, i + n);
		if (token_at(c->r, i + n)->flags & TOKEN_GENITIVE) {
			n++;
			break;
		}
	}
	for (; n; n--) {
		const uint64_t *number = map_find_number(&c->by_words, words_key(words, n));

		if (!number)
			number = map_find_number(&c->aliases, words_key(words, n));
		if (!number)
			continue;
		found->range = range_of(i, i + n);
		found->person = c->people.items[*number - 1].same_as;
		return true;
	}
	return false;
}

static void mentions_collect(struct collector *c, size_t until)
{
	const struct tokens *tokens = &c->r->tokens;
	size_t end = 0;

	for (size_t k = 0; k < tokens->nnames; k++) {
		size_t i = tokens->names[k];
		struct mention mention;

		if (i < end || !begins_name(c->r, i) || !known_at(c, i, tokens->n, &mention))
			continue;
		vec_push(c->r->arena, &c->mentions, mention);
		if (i >= until)
			break;
		end = mention.range.to;
	}
}

void names_find(const struct reading *r, size_t until, struct names *names)
{
	struct collector c = {.r = r};

	map_init(&c.by_words, r->arena);
	map_init(&c.aliases, r->arena);
	people_collect(&c);
	aliases_make(&c);
	aliases_apply(&c);
	mentions_collect(&c, until);
	*names = (struct names){c.people.items, c.people.n, c.mentions.items, c.mentions.n};
}

size_t mentions_before(const struct names *names, size_t at)
{
	size_t first;

	SORTED_FIRST(first, 0, names->nmentions, names->mentions[first].range.from < at);
	return first;
}

const struct mention *mention_within(const struct names *names, size_t from, size_t to)
{
	size_t i = mentions_before(names, from);

	return i < names->nmentions && names->mentions[i].range.to <= to ? &names->mentions[i]
									 : NULL;
}
