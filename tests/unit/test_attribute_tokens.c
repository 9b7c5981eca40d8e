/*
 * What tokens are told to be: texts thrown together of words and marks. The slow twin tries every entry of the
 * lexicon at every word, and looks at all that a word may be, however seldom it is.
 */
#include "harness.h"
#include "random_text.h"

#include "attribute/tokens.h"
#include "base/utf8.h"

enum { TEXTS = 400, FRAGMENTS_MOST = 80, TOGETHER = 8 };

static const char *const fragments[] = {
	"it",     "IT",     "It",        "I.T.",     "i.t.",       "I",
	"A",      "a.",     "us",        "US",       "U.S.",       "u.s",
	"É.U.",   "he",     "He",        "H.",       "the",        "THE",
	"la",     "los",    "der",       "die",      "D.I.E",      "said",
	"Said",   "says",   "add",       "adds",     "to",         "in",
	"of",     "news",   "agency",    "agency’s", "agency's",   "AGENCY'S",
	"’s",     "'s",     "s",         "Kim's",    "Kim’s",      "workers’",
	"says's", "state",  "state-run", "media",    "according",  "according to",
	"only",   "Only",   "ly",        "July",     "repeatedly", "ſly",
	"wryly",  "lly",    "Élly",      "朝",       "鲜",         "был",
	"Осков",  "1.2",    "1,200.5",   "20",       "point",      "pointed",
	"out",    "points", "sagte",     "teilte",   "mit",        "dijo",
	"que"};

static const char *const gaps[] = {" ",  " ",  " ",  " ",  " ",  "-",    "",
				   ". ", ", ", " “", "” ", "\n", "\n\n", " - "};

static struct str text_of(struct str text, const struct word *word)
{
	return str_sub(text, word->start, word->start + (size_t)word->len);
}

/* How many words stand together from words[0] on. */
static size_t together(struct str text, const struct word *words, size_t n)
{
	size_t i = 1;

	while (i < n && i < TOGETHER &&
	       words[i].start == words[i - 1].start + words[i - 1].len + 1u &&
	       (text.s[words[i].start - 1] == ' ' || text.s[words[i].start - 1] == '-'))
		i++;
	return i;
}

static bool stands_at(const struct lexicon *lexicon, const struct lexeme *lexeme,
		      const struct word *words, size_t n)
{
	for (size_t i = 0; i < lexeme->nwords; i++)
		if (i >= n || lexicon->hashes[lexeme->words + i] != words[i].hash)
			return false;
	return true;
}

static const struct lexeme *longest(const struct lexicon *lexicon, const struct word *words,
				    size_t n)
{
	const struct lexeme *best = NULL;

	for (size_t i = 1; i < lexicon->n; i++) {
		const struct lexeme *lexeme = &lexicon->lexemes[i];

		if (lexeme->number && (!best || lexeme->nwords > best->nwords) &&
		    stands_at(lexicon, lexeme, words, n))
			best = lexeme;
	}
	return best;
}

static bool initials(struct str text, const struct word *word)
{
	size_t end = word->start + (size_t)word->len;

	if (word->len == 1 && word->flags & WORD_CAPITAL && end < text.len)
		return text.s[end] == '.';
	return str_find_byte(text_of(text, word), '.') != STR_NONE ||
	       (word->flags & WORD_UPPER && word->len == 2);
}

static size_t genitive(struct str word)
{
	if (word.len > 2 && (str_ends(word, STR("'s")) || str_ends(word, STR("'S"))))
		return 2;
	return word.len > 4 && str_ends(word, STR("’s")) ? 4 : 0;
}

static void token_check(struct str text, const struct lexicon *lexicon, const struct token *token,
			const struct word *words, size_t n)
{
	const struct lexeme *lexeme = longest(lexicon, words, together(text, words, n));
	size_t nwords = lexeme ? lexeme->nwords : 1,
	       ending = lexeme ? 0 : genitive(text_of(text, words));
	struct word stem = *words;
	uint32_t without = 0;
	bool adverb = words->len > 4 && !(words->flags & WORD_CAPITAL) && !lexicon->verb_last &&
		      str_ends(text_of(text, words), STR("ly"));

	if (lexeme && nwords == 1 && lexeme->tags & (TAG_PRONOUN | TAG_ARTICLE) &&
	    initials(text, words))
		lexeme = NULL;
	if (ending) {
		stem.hash =
			split_hash(str_sub(text, words->start, words->start + words->len - ending));
		lexeme = longest(lexicon, &stem, 1);
		without = TAG_VERB;
	}
	assert_int_equal(token->end, words[nwords - 1].start + words[nwords - 1].len);
	assert_int_equal(token->hash, stem.hash);
	assert_int_equal(token->lexeme, lexeme ? lexeme->number : 0);
	assert_int_equal(token->tags, lexeme ? lexeme->tags & ~without : 0);
	assert_int_equal(token->more, lexeme ? lexeme->more : 0);
	assert_int_equal(!!(token->flags & TOKEN_ADVERB), adverb);
	assert_int_equal(token->flags & (TOKEN_CAPITAL | TOKEN_UPPER | TOKEN_NUMBER),
			 words->flags & (WORD_CAPITAL | WORD_UPPER | WORD_NUMBER));
	if (ending)
		assert_true(token->flags & TOKEN_GENITIVE);
}

static void sentence_check(struct str text, const struct lexicon *lexicon,
			   const struct tokens *tokens, size_t number, const struct pieces *pieces)
{
	const struct sentence *sentence = &pieces->sentences[number];
	const struct word *words = pieces->words.items + sentence->word;
	struct seen seen = {0};
	size_t k = 0;

	for (size_t i = tokens->first[number]; i < tokens->first[number + 1]; i++) {
		const struct token *token = &tokens->items[i];

		seen.tags |= token->tags;
		seen.more |= token->more;
		if (token->punct)
			continue;
		assert_true(k < sentence->nwords);
		assert_int_equal(token->start, words[k].start);
		token_check(text, lexicon, token, words + k, sentence->nwords - k);
		while (k < sentence->nwords && words[k].start < token->end)
			k++;
	}
	assert_int_equal(k, sentence->nwords);
	assert_int_equal(seen.tags, tokens->seen[number].tags);
	assert_int_equal(seen.more, tokens->seen[number].more);
}

static void names_check(struct str text, const struct tokens *tokens)
{
	size_t k = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];

		if (token->punct || (!(token->flags & TOKEN_CAPITAL) &&
				     is_ascii((unsigned char)text.s[token->start])))
			continue;
		assert_true(k < tokens->nnames);
		assert_int_equal(tokens->names[k++], i);
	}
	assert_int_equal(k, tokens->nnames);
}

static void test_twin(void **state)
{
	static const char *const languages[] = {"en", "de", "es"};
	struct arena kept, arena;
	struct attribute_rules *rules;

	(void)state;
	random_begin("tokens");
	arena_init(&kept);
	arena_init(&arena);
	rules = attribute_rules_new(&kept);
	for (int t = 0; t < TEXTS; t++) {
		struct str text = random_text(&arena, FRAGMENTS_OF(fragments), FRAGMENTS_OF(gaps),
					      random_below(FRAGMENTS_MOST));
		struct str language = str_of(languages[t % 3]);
		const struct lexicon *lexicon = lexicon_for(rules, language);
		struct split_region region = {span_between(0, text.len), false};
		struct quotations quotations;
		struct pieces pieces;
		struct tokens tokens;

		assert_true(lexicon->n <= UINT16_MAX);
		split_text(&arena, split_rules_new(&arena), text, &region, 1, language, &pieces);
		quotations = quotations_find(&arena, text, &pieces);
		tokens_make(&arena, text, lexicon, &pieces, &quotations, &tokens);
		for (size_t i = 0; i < pieces.nsentences; i++)
			sentence_check(text, lexicon, &tokens, i, &pieces);
		names_check(text, &tokens);
		arena_clear(&arena);
	}
	arena_release(&arena);
	arena_release(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_twin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
