/*
 * Lexicons: from data/LANG.txt to tables.
 *
 *	[say]                                            section: what the words are
 *	point_out points_out pointed_out …	that quote   a verb's forms, and what it takes
 *
 * Words are kept as the hashes that split gives them, so that looking one up compares no letters. Phrases
 * hang on their first word, longest first; a text's words are tried against these few.
 */
#include "attribute/lexicon.h"

#include "base/table.h"
#include "base/vector.h"

extern const struct embedded attribute_data[];

struct section {
	const char *name;
	uint32_t tags;
	uint32_t more;
};

static const struct section sections[] = {
	{"according", TAG_ACCORDING, 0},
	{"according after", 0, MORE_ACCORDING_AFTER},
	{"so", 0, MORE_SO},
	{"as", 0, MORE_AS},
	{"that", TAG_THAT, 0},
	{"whether", TAG_WHETHER, 0},
	{"articles", TAG_ARTICLE, 0},
	{"possessives", TAG_POSSESSIVE, 0},
	{"he", TAG_HE | TAG_PRONOUN, 0},
	{"she", TAG_SHE | TAG_PRONOUN, 0},
	{"they", TAG_THEY | TAG_PRONOUN, 0},
	{"I", TAG_PRONOUN, MORE_I},
	{"pronouns", TAG_PRONOUN, 0},
	{"prepositions", TAG_PREPOSITION, 0},
	{"joining", TAG_PREPOSITION | TAG_JOINING, 0},
	{"genitive articles", TAG_GENITIVE_ARTICLE | TAG_ARTICLE, 0},
	{"of", TAG_PREPOSITION | TAG_JOINING, MORE_OF},
	{"and", TAG_AND, 0},
	{"but", TAG_BUT, 0},
	{"since", TAG_SINCE, 0},
	{"relatives", TAG_RELATIVE, 0},
	{"auxiliaries", TAG_AUXILIARY, 0},
	{"be", TAG_AUXILIARY | TAG_BE, 0},
	{"not", TAG_ADVERB, 0},
	{"time", TAG_TIME, 0},
	{"titles", TAG_TITLE, 0},
	{"former", TAG_FORMER, 0},
	{"roles", TAG_ROLE, 0},
	{"groups", TAG_GROUP, 0},
	{"documents", TAG_DOCUMENT, 0},
	{"media nouns", TAG_MEDIUM, 0},
	{"say nouns", TAG_NOUN, 0},
	{"think nouns", TAG_NOUN, 0},
	{"want nouns", TAG_NOUN, 0},
	{"verbs", TAG_FINITE, 0},
	{"someone", TAG_SOMEONE, 0},
	{"state media", TAG_STATE_MEDIA | TAG_GROUP, 0},
	{"news agency", TAG_GROUP, MORE_AGENCY},
	{"state", 0, MORE_STATE},
	{"quoted", 0, MORE_QUOTED},
	{"as saying", 0, MORE_AS_SAYING},
	{"citing", 0, MORE_CITING},
	{"carried by", TAG_RELAYED, 0},
	{"particles", 0, MORE_PARTICLE},
	{"reported mood", 0, MORE_REPORTED},
	{"named things", 0, MORE_NAMED},
	{"offices", 0, MORE_OFFICE},
	{"definite", 0, MORE_DEFINITE},
	{"staff", 0, MORE_STAFF},
	{"to whom", 0, MORE_TO_WHOM},
	{"facing", 0, MORE_FACING},
	{"speaking", 0, MORE_SPEAKING},
	{"clitics", 0, MORE_CLITIC},
	{"men", 0, MORE_MAN},
	{"women", 0, MORE_WOMAN},
	{"say", TAG_VERB, 0},
	{"think", TAG_VERB, 0},
	{"want", TAG_VERB, 0},
};

static const struct {
	const char *name;
	enum takes takes;
} frames[] = {
	{"that", TAKES_THAT},     {"bare", TAKES_BARE},       {"quote", TAKES_QUOTE},
	{"person", TAKES_PERSON}, {"to", TAKES_TO},           {"object", TAKES_OBJECT},
	{"at", TAKES_AT},         {"on", TAKES_ON},           {"of", TAKES_OF},
	{"about", TAKES_ABOUT},   {"whether", TAKES_WHETHER}, {"parted", TAKES_PARTED},
	{"document", TAKES_DOCUMENT},
};

/* ---- entries */

static bool same_words(const struct lexicon *lexicon, const struct lexeme *lexeme,
		       const struct word *words, size_t n)
{
	for (size_t i = 0; i < lexeme->nwords; i++)
		if (i >= n || lexicon->hashes[lexeme->words + i] != words[i].hash)
			return false;
	return true;
}

static void hash_add(struct arena *arena, struct lexicon *lexicon, uint32_t hash)
{
	VEC(uint32_t) hashes = {lexicon->hashes, lexicon->nhashes, lexicon->hashes_room};

	vec_push(arena, &hashes, hash);
	lexicon->hashes = hashes.items;
	lexicon->nhashes = hashes.n;
	lexicon->hashes_room = hashes.room;
}

static uint32_t lexeme_new(struct arena *arena, struct lexicon *lexicon, const struct words *words)
{
	VEC(struct lexeme) lexemes = {lexicon->lexemes, lexicon->n, lexicon->room};
	struct lexeme lexeme = {.number = (uint16_t)lexicon->n,
				.nwords = (uint16_t)words->n,
				.words = (uint32_t)lexicon->nhashes};

	for (size_t i = 0; i < words->n; i++)
		hash_add(arena, lexicon, words->items[i].hash);
	vec_push(arena, &lexemes, lexeme);
	lexicon->lexemes = lexemes.items;
	lexicon->n = lexemes.n;
	lexicon->room = lexemes.room;
	return (uint32_t)(lexicon->n - 1);
}

/* The entry of exactly these words, made if need be, kept in the list of its first word by length. */
static struct lexeme *lexeme_of(struct arena *arena, struct lexicon *lexicon,
				const struct words *words)
{
	uint64_t *head = map_of_number(&lexicon->first, words->items[0].hash);
	uint32_t before = 0, at = (uint32_t)*head, made;

	while (at && lexicon->lexemes[at].nwords > words->n) {
		before = at;
		at = lexicon->lexemes[at].next;
	}
	for (uint32_t same = at; same && lexicon->lexemes[same].nwords == words->n;
	     same = lexicon->lexemes[same].next)
		if (same_words(lexicon, &lexicon->lexemes[same], words->items, words->n))
			return &lexicon->lexemes[same];
	made = lexeme_new(arena, lexicon, words);
	lexicon->lexemes[made].next = at;
	if (before)
		lexicon->lexemes[before].next = made;
	else
		*head = made;
	return &lexicon->lexemes[made];
}

/* The entry for a phrase as the data files write it; NULL where it has no word. */
static struct lexeme *phrase_add(struct arena *arena, struct lexicon *lexicon, struct str phrase)
{
	char *bytes = arena_copy(arena, phrase.s, phrase.len);
	struct words words = {0};

	for (size_t i = 0; i < phrase.len; i++)
		if (bytes[i] == '_')
			bytes[i] = ' ';
	split_words(arena, (struct str){bytes, phrase.len}, span_between(0, phrase.len), &words);
	return words.n ? lexeme_of(arena, lexicon, &words) : NULL;
}

/* ---- rows */

static struct str blank_cut(struct str *cell)
{
	size_t blank = str_find_byte(*cell, ' ');
	struct str first = str_sub(*cell, 0, blank == STR_NONE ? cell->len : blank);

	*cell = blank == STR_NONE ? (struct str){0}
				  : str_trim(str_sub(*cell, blank + 1, cell->len));
	return first;
}

static uint16_t takes_of(struct str cell)
{
	unsigned takes = 0;

	while (cell.len) {
		struct str word = blank_cut(&cell);

		for (size_t i = 0; i < sizeof(frames) / sizeof(*frames); i++)
			if (str_eq(word, str_of(frames[i].name)))
				takes |= frames[i].takes;
	}
	return (uint16_t)takes;
}

static enum quote_act act_of(struct str section)
{
	if (str_starts(section, STR("think")))
		return ACT_THINK;
	return str_starts(section, STR("want")) ? ACT_WANT : ACT_SAY;
}

static void form_add(struct arena *arena, struct lexicon *lexicon, const struct table_row *row,
		     struct str word, unsigned form)
{
	struct lexeme *lexeme = phrase_add(arena, lexicon, word);

	if (!lexeme)
		return;
	if (!(lexeme->tags & TAG_VERB))
		lexeme->act = (uint8_t)act_of(row->section);
	lexeme->tags |= TAG_VERB;
	lexeme->forms |= (uint8_t)(1u << form);
	lexeme->takes |= takes_of(row->cells[1]);
	if (row->ncells > 2)
		lexeme->medium = row->cells[2];
}

/*
 * "say says said said saying": the n-th is the n-th form, "/" parts words that are the same form
 * ("sagte/sagten"); where one word is several forms, it is each.
 */
static void verb_add(struct arena *arena, struct lexicon *lexicon, const struct table_row *row)
{
	struct str forms = row->cells[0];

	for (unsigned form = 0; forms.len && form <= FORM_GERUND; form++) {
		struct str words = blank_cut(&forms);

		while (words.len) {
			size_t slash = str_find_byte(words, '/');
			size_t end = slash == STR_NONE ? words.len : slash;

			form_add(arena, lexicon, row, str_sub(words, 0, end), form);
			words = str_sub(words, slash == STR_NONE ? end : end + 1, words.len);
		}
	}
}

static void words_add(struct arena *arena, struct lexicon *lexicon, const struct table_row *row,
		      const struct section *section)
{
	struct str cell = row->cells[0];

	while (cell.len) {
		struct lexeme *lexeme = phrase_add(arena, lexicon, table_alternative(&cell));

		if (!lexeme)
			continue;
		if (section->tags & TAG_NOUN && !(lexeme->tags & TAG_VERB))
			lexeme->act = (uint8_t)act_of(row->section);
		lexeme->tags |= section->tags;
		lexeme->more |= section->more;
		if (section->tags & TAG_MEDIUM)
			lexeme->medium = row->cells[1];
	}
}

static void grammar_add(struct lexicon *lexicon, struct str cell)
{
	const struct {
		const char *name;
		bool *is;
	} traits[] = {
		{"commas part clauses", &lexicon->verb_last},
		{"nouns are capitalised", &lexicon->nouns_capital},
		{"verb comes last", &lexicon->verb_final},
		{"articles are elided", &lexicon->elides},
		{"subjects are left out", &lexicon->drops_subjects},
		{"names are declined", &lexicon->declines_names},
		{"dashes open speech", &lexicon->dash_dialogue},
		{"cues within marks", &lexicon->cue_in_marks},
		{"cues behind commas", &lexicon->cue_after_comma},
	};

	while (cell.len) {
		struct str trait = table_alternative(&cell);

		for (size_t i = 0; i < sizeof(traits) / sizeof(*traits); i++)
			*traits[i].is |= str_eq(trait, str_of(traits[i].name));
	}
}

/* The place of the first word of these entries, the longest first, by itself; made if the lexicon has it not. */
static uint32_t word_by_itself(struct arena *arena, struct lexicon *lexicon, uint32_t hash,
			       uint32_t longest)
{
	struct words words = {&(struct word){.hash = hash}, 1, 1};
	uint64_t seconds = 0;
	uint32_t at = longest;

	for (; at && lexicon->lexemes[at].nwords > 1; at = lexicon->lexemes[at].next)
		seconds |= UINT64_C(1) << lexicon->hashes[lexicon->lexemes[at].words + 1] % 64;
	if (!at) {
		at = lexeme_new(arena, lexicon, &words);
		lexicon->lexemes[at].number = 0;
	}
	lexicon->lexemes[at].longest = longest;
	lexicon->lexemes[at].seconds = seconds;
	return at;
}

/* A quarter full, for most words of a text are looked up in vain or at once. */
static void heads_make(struct arena *arena, struct lexicon *lexicon)
{
	size_t n = 16;

	while (n < 4 * lexicon->first.n)
		n *= 2;
	lexicon->heads = ARENA_ARRAY(arena, struct lexicon_head, n);
	lexicon->heads_mask = (uint32_t)(n - 1);
	for (size_t i = 0; i < lexicon->first.n; i++) {
		const struct map_entry *entry = &lexicon->first.entries[i];
		uint32_t hash = (uint32_t)entry->number, at = hash;

		while (lexicon->heads[at & lexicon->heads_mask].lexeme)
			at++;
		lexicon->heads[at & lexicon->heads_mask] = (struct lexicon_head){
			hash, word_by_itself(arena, lexicon, hash, (uint32_t)entry->value)};
	}
}

static void lexicon_read(struct arena *arena, struct lexicon *lexicon, const struct embedded *file)
{
	struct table table = table_parse(arena, (struct str){file->bytes, file->len});

	*lexicon = (struct lexicon){.language = str_sub(str_of(file->name), 0, 2)};
	map_init(&lexicon->first, arena);
	lexeme_new(arena, lexicon, &(struct words){0});
	lexicon->lexemes[0].nwords = 1;
	for (size_t i = 0; i < table.n; i++) {
		if (str_eq(table.rows[i].section, STR("grammar")))
			grammar_add(lexicon, table.rows[i].cells[0]);
		for (size_t k = 0; k < sizeof(sections) / sizeof(*sections); k++) {
			if (!str_eq(table.rows[i].section, str_of(sections[k].name)))
				continue;
			if (sections[k].tags & TAG_VERB)
				verb_add(arena, lexicon, &table.rows[i]);
			else
				words_add(arena, lexicon, &table.rows[i], &sections[k]);
		}
	}
	heads_make(arena, lexicon);
}

struct attribute_rules *attribute_rules_new(struct arena *arena)
{
	struct attribute_rules *rules = ARENA_NEW(arena, struct attribute_rules);

	for (const struct embedded *file = attribute_data; file->name; file++)
		rules->n++;
	rules->lexicons = ARENA_ARRAY(arena, struct lexicon, rules->n);
	for (size_t i = 0; i < rules->n; i++)
		lexicon_read(arena, &rules->lexicons[i], &attribute_data[i]);
	return rules;
}

const struct lexicon *lexicon_for(const struct attribute_rules *rules, struct str language)
{
	return &rules->lexicons[embedded_of_language(attribute_data, language)];
}

const struct lexeme *lexicon_longest_from(const struct lexicon *lexicon, const struct lexeme *word,
					  const struct word *words, size_t n)
{
	const struct lexeme *phrase = &lexicon->lexemes[word->longest];

	if (n < 2 || !lexeme_goes_on(word, words[1].hash))
		return word;
	while (phrase->nwords > 1 && (lexicon->hashes[phrase->words + 1] != words[1].hash ||
				      !same_words(lexicon, phrase, words, n)))
		phrase = &lexicon->lexemes[phrase->next];
	return phrase->nwords > 1 ? phrase : word;
}

const struct lexeme *lexicon_longest(const struct lexicon *lexicon, const struct word *words,
				     size_t n)
{
	return lexicon_longest_from(lexicon, lexicon_word(lexicon, words->hash), words, n);
}
