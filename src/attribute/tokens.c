/*
 * Tokens: what the rules about statements look at.
 *
 *	  “ We will rebuild , ”  the North's leader told reporters on Monday .
 *	  ‾ ‾‾ ‾‾‾‾ ‾‾‾‾‾‾‾ ‾ ‾  ‾‾‾ ‾‾‾‾‾‾‾ ‾‾‾‾‾‾ ‾‾‾‾ ‾‾‾‾‾‾‾‾‾ ‾‾‾‾‾‾‾‾‾ ‾
 *	open …              close article genitive role verb medium  time     stop
 *
 * A phrase of the lexicon is one token, so that rules never count words. Marks that say nothing about
 * attribution (hyphens, percent signs) leave no token; hyphens leave a flag. One pass over words and
 * the gaps between them.
 */
#include "attribute/tokens.h"

#include "base/utf8.h"
#include "base/vector.h"

enum { PHRASE_WORDS = 8 };

struct maker {
	struct arena *arena;
	struct str text;
	const struct lexicon *lexicon;
	const struct quotations *quotations;
	size_t quotation; /* the first that has not ended */
	struct tokens *tokens;
};

static enum punctuation punctuation_of(uint32_t c)
{
	switch (c) {
	case ',':
	case 0x3001:
	case 0xFF0C:
		return PUNCT_COMMA;
	case ':':
	case 0xFF1A:
		return PUNCT_COLON;
	case ';':
		return PUNCT_SEMICOLON;
	case 0x2013:
	case 0x2014:
	case 0x2015:
		return PUNCT_DASH;
	case '(':
	case '[':
	case 0xFF08:
		return PUNCT_OPEN;
	case ')':
	case ']':
	case 0xFF09:
		return PUNCT_CLOSE;
	case '.':
	case '!':
	case '?':
	case 0x2026:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
		return PUNCT_STOP;
	default:
		return PUNCT_NONE;
	}
}

/* The number + 1 of the quotation that `at` stands in, or 0. Places must come in order. */
static inline uint32_t quotation_at(struct maker *m, size_t at)
{
	while (m->quotation < m->quotations->n &&
	       span_end(m->quotations->items[m->quotation].span) <= at)
		m->quotation++;
	if (m->quotation < m->quotations->n && m->quotations->items[m->quotation].span.start <= at)
		return (uint32_t)m->quotation + 1;
	return 0;
}

static void punctuation_add(struct maker *m, size_t start, size_t end, enum punctuation punct)
{
	struct tokens *tokens = m->tokens;
	struct token token = {
		.start = (uint32_t)start, .end = (uint32_t)end, .punct = (uint8_t)punct};

	if (punct == PUNCT_STOP && tokens->n && tokens->items[tokens->n - 1].punct == PUNCT_STOP &&
	    tokens->items[tokens->n - 1].end == start) {
		tokens->items[tokens->n - 1].end = (uint32_t)end;
		return;
	}
	token.quotation = quotation_at(m, start);
	vec_push(m->arena, tokens, token);
}

/* If a quotation opens or closes at `at`: adds the token, and the length of the mark; else 0. */
static size_t quote_mark_add(struct maker *m, size_t at)
{
	uint32_t number = quotation_at(m, at);
	const struct quotation *quotation;
	size_t len;

	if (!number)
		return 0;
	quotation = &m->quotations->items[number - 1];
	if (at == quotation->span.start) {
		len = quotation->inside.start - quotation->span.start;
		punctuation_add(m, at, at + len, PUNCT_QUOTE_OPEN);
		return len;
	}
	if (at == span_end(quotation->inside) && quotation->closed) {
		len = span_end(quotation->span) - at;
		punctuation_add(m, at, at + len, PUNCT_QUOTE_CLOSE);
		return len;
	}
	return 0;
}

/* The stop of "Mr. Osk" or "Osk, R-Ky., said": within a sentence it ends nothing. */
static bool abbreviates(const struct maker *m, size_t at, size_t end)
{
	return m->text.s[at] == '.' && at + 1 < end &&
	       (m->text.s[at + 1] == ' ' || m->text.s[at + 1] == ',') && at &&
	       m->text.s[at - 1] != '.';
}

/* "the workers' demands": an apostrophe behind an s that is no quotation mark. */
static bool genitive_mark(struct maker *m, size_t at, size_t end)
{
	size_t used;
	uint32_t c = utf8_decode(m->text.s + at, end - at, &used);

	return (c == '\'' || c == 0x2019) && at && m->text.s[at - 1] == 's' && at + used < end &&
	       m->text.s[at + used] == ' ' && !quotation_at(m, at);
}

/* The number + 1 of the quotation without marks of its own that ends or begins in [at, end], or 0. */
static bool bare_edge(struct maker *m, size_t at, size_t end)
{
	const struct quotation *q = m->quotations->items + m->quotation;
	const struct quotation *last = m->quotations->items + m->quotations->n;

	for (; q < last && q->span.start <= end; q++) {
		if (q->span.start >= at && q->span.start == q->inside.start)
			return true;
		if (q->closed && span_end(q->span) >= at && span_end(q->span) <= end &&
		    span_end(q->span) == span_end(q->inside))
			return true;
	}
	return false;
}

/* The edges of such quotations at byte `at`, as tokens without width. */
static void bare_edges_add(struct maker *m, size_t at)
{
	const struct quotations *all = m->quotations;
	struct token token = {.start = (uint32_t)at, .end = (uint32_t)at};

	if (m->quotation < all->n && all->items[m->quotation].closed &&
	    span_end(all->items[m->quotation].span) == at &&
	    span_end(all->items[m->quotation].inside) == at) {
		token.punct = PUNCT_QUOTE_CLOSE;
		token.quotation = (uint32_t)++m->quotation;
		vec_push(m->arena, m->tokens, token);
	}
	if (m->quotation < all->n && all->items[m->quotation].span.start == at &&
	    all->items[m->quotation].inside.start == at) {
		token.punct = PUNCT_QUOTE_OPEN;
		token.quotation = (uint32_t)m->quotation + 1;
		vec_push(m->arena, m->tokens, token);
	}
}

/*
 * Where speech without marks ends or begins, the dashes and commas around the cue are its marks: what is
 * left of them is a comma before speech that goes on in the sentence.
 */
static void bare_gap_add(struct maker *m, size_t at, size_t end, bool begins_sentence)
{
	size_t first = m->tokens->n, used;
	struct token open;
	bool stopped = begins_sentence;

	for (; at <= end; at += used) {
		enum punctuation punct;

		bare_edges_add(m, at);
		if (at == end)
			break;
		used = quote_mark_add(m, at);
		if (used)
			continue;
		punct = punctuation_of(utf8_decode(m->text.s + at, end - at, &used));
		if (!punct || (!quotation_at(m, at) && punct != PUNCT_STOP && punct != PUNCT_COLON))
			continue;
		punctuation_add(m, at, at + used, punct);
		stopped |= !m->tokens->items[m->tokens->n - 1].quotation;
	}
	if (stopped || m->tokens->n == first || m->tokens->items[m->tokens->n - 1].punct != PUNCT_QUOTE_OPEN ||
	    (m->tokens->n > first + 1 && m->tokens->items[m->tokens->n - 2].punct == PUNCT_QUOTE_CLOSE))
		return;
	open = m->tokens->items[--m->tokens->n];
	punctuation_add(m, open.start, open.end, PUNCT_COMMA);
	m->tokens->items[m->tokens->n - 1].quotation = 0;
	vec_push(m->arena, m->tokens, open);
}

/* Most gaps between words are a blank, and nothing else. */
static inline bool blank_alone(const struct maker *m, size_t at, size_t end)
{
	return end - at == 1 && m->text.s[at] == ' ';
}

/* The marks between two words; true if they are just a hyphen. */
static bool gap_add(struct maker *m, size_t at, size_t end)
{
	if (end - at == 1 && m->text.s[at] == '-')
		return true;
	if (bare_edge(m, at, end)) {
		bare_gap_add(m, at, end, false);
		return false;
	}
	at += abbreviates(m, at, end);
	if (m->tokens->n && genitive_mark(m, at, end))
		m->tokens->items[m->tokens->n - 1].flags |= TOKEN_GENITIVE;
	while (at < end) {
		size_t used = quote_mark_add(m, at);
		enum punctuation punct;

		if (used) {
			at += used;
			continue;
		}
		punct = punctuation_of(utf8_decode(m->text.s + at, end - at, &used));
		if (m->text.s[at] == '-' && at + 1 < end &&
		    (m->text.s[at + 1] == '-' || m->text.s[at + 1] == ' ') && at &&
		    (m->text.s[at - 1] == ' ' || m->text.s[at + 1] == '-')) {
			punct = PUNCT_DASH;
			used = m->text.s[at + 1] == '-' ? 2 : 1;
		}
		if (punct)
			punctuation_add(m, at, at + used, punct);
		at += used;
	}
	return false;
}

/* "Kim's", "workers’": how long the ending is, or 0. */
static size_t genitive_len(struct str word)
{
	if (!word.len || (word.s[word.len - 1] | 0x20) != 's')
		return 0;
	if (word.len > 2 && (str_ends(word, STR("'s")) || str_ends(word, STR("'S"))))
		return 2;
	if (word.len > 4 && str_ends(word, STR("’s")))
		return 4;
	return 0;
}

size_t elided_len(struct str word)
{
	for (size_t i = 1; i < 4 && i + 1 < word.len; i++) {
		if (word.s[i] == '\'')
			return i + 1;
		if (i + 3 < word.len && str_starts(str_sub(word, i, word.len), STR("’")))
			return i + 3;
	}
	return 0;
}

static bool looks_adverb(const struct maker *m, const struct word *word, struct str text)
{
	return !m->lexicon->verb_last && word->len > 4 && !(word->flags & WORD_CAPITAL) &&
	       str_ends(text, STR("ly"));
}

/* "U.S.", "US" and the "A." of a name are no pronouns or articles, though they fold to the same letters. */
static bool is_initials(const struct maker *m, const struct word *word, struct str text)
{
	size_t end = word->start + (size_t)word->len;

	if (word->len == 1 && word->flags & WORD_CAPITAL && end < m->text.len)
		return m->text.s[end] == '.';
	return str_find_byte(text, '.') != STR_NONE || (word->flags & WORD_UPPER && word->len == 2);
}

static void word_token_add(struct maker *m, const struct word *word, size_t nphrase,
			   const struct lexeme *lexeme)
{
	struct str text = str_sub(m->text, word->start, word->start + (size_t)word->len);
	const struct word *last = word + nphrase - 1;
	struct token token = {
		.start = word->start,
		.end = last->start + (uint32_t)last->len,
		.hash = word->hash,
		.flags = (uint8_t)((word->flags & WORD_CAPITAL ? TOKEN_CAPITAL : 0) |
				   (word->flags & WORD_UPPER ? TOKEN_UPPER : 0) |
				   (word->flags & WORD_NUMBER ? TOKEN_NUMBER : 0) |
				   (looks_adverb(m, word, text) ? TOKEN_ADVERB : 0)),
	};
	size_t genitive = lexeme ? 0 : genitive_len(text);
	size_t elided = lexeme || !m->lexicon->elides ? 0 : elided_len(text);

	if (lexeme && nphrase == 1 && lexeme->tags & (TAG_PRONOUN | TAG_ARTICLE) &&
	    is_initials(m, word, text))
		lexeme = NULL;
	if (elided) {
		struct word rest = *word;
		size_t used;

		rest.hash = split_hash(str_sub(text, elided, text.len));
		lexeme = lexicon_longest(m->lexicon, &rest, 1);
		token.hash = rest.hash;
		token.flags &= (uint8_t)~TOKEN_CAPITAL;
		if (utf8_is_upper(utf8_decode(text.s + elided, text.len - elided, &used)))
			token.flags |= TOKEN_CAPITAL;
		genitive = 0;
	}
	if (genitive) {
		struct word stem = *word;

		stem.hash = split_hash(str_sub(text, 0, text.len - genitive));
		lexeme = lexicon_longest(m->lexicon, &stem, 1);
		token.hash = stem.hash;
		token.flags |= TOKEN_GENITIVE;
	}
	if (lexeme) {
		token.lexeme = (uint32_t)(lexeme - m->lexicon->lexemes) + 1;
		token.tags = lexeme->tags;
		token.more = lexeme->more;
		if (genitive)
			token.tags &= ~(uint32_t)TAG_VERB;
	}
	if (elided && ascii_lower(text.s[0]) == 'q')
		token.tags |= TAG_THAT;
	if (elided && ascii_lower(text.s[0]) == 's')
		token.tags &= ~(uint32_t)TAG_BE; /* "s'est exclamée" is not passive */

	token.quotation = quotation_at(m, word->start);
	vec_push(m->arena, m->tokens, token);
}

/* How many of the words stand together, parted by a blank or a hyphen only. */
static size_t words_together(const struct maker *m, const struct word *words, size_t n)
{
	size_t i = 1;

	for (; i < n && i < PHRASE_WORDS; i++) {
		size_t end = words[i - 1].start + (size_t)words[i - 1].len;
		char gap = words[i].start == end + 1 ? m->text.s[end] : 0;

		if (gap != ' ' && gap != '-')
			break;
	}
	return i;
}

/* The longest phrase of the lexicon at words[0]; an elided article before it does not count. */
static const struct lexeme *phrase_at(const struct maker *m, const struct word *words, size_t n)
{
	const struct lexeme *lexeme = lexicon_beginning(m->lexicon, words);
	struct str text = str_sub(m->text, words->start, words->start + (size_t)words->len);
	size_t elided;
	struct word bare[PHRASE_WORDS];

	if (lexeme && lexeme->nwords > 1)
		lexeme = lexicon_longest_from(m->lexicon, lexeme, words, words_together(m, words, n));
	elided = m->lexicon->elides && !lexeme ? elided_len(text) : 0;
	n = elided ? words_together(m, words, n) : 0;
	if (n < 2)
		return lexeme;
	for (size_t i = 0; i < n; i++)
		bare[i] = words[i];
	bare[0].hash = split_hash(str_sub(text, elided, text.len));
	lexeme = lexicon_longest(m->lexicon, bare, n);
	return lexeme && lexeme->nwords > 1 ? lexeme : NULL;
}

static void sentence_tokens(struct maker *m, const struct pieces *pieces, const struct sentence *s)
{
	const struct word *words = pieces->words.items + s->word;
	size_t at = s->span.start;

	for (size_t i = 0; i < s->nwords;) {
		const struct lexeme *lexeme = phrase_at(m, words + i, s->nwords - i);
		bool hyphen = false;
		size_t used;

		if (!i && bare_edge(m, at, words[i].start))
			bare_gap_add(m, at, words[i].start, true);
		else if (at < words[i].start && !blank_alone(m, at, words[i].start))
			hyphen = gap_add(m, at, words[i].start);

		used = lexeme ? lexeme->nwords : 1;
		word_token_add(m, words + i, used, lexeme);
		if (hyphen) {
			m->tokens->items[m->tokens->n - 1].flags |= TOKEN_HYPHEN | TOKEN_COMPOUND;
			if (m->tokens->n > 1)
				m->tokens->items[m->tokens->n - 2].flags |= TOKEN_COMPOUND;
		}
		at = words[i + used - 1].start + (size_t)words[i + used - 1].len;
		i += used;
	}
	if (bare_edge(m, at, span_end(s->span)))
		bare_gap_add(m, at, span_end(s->span), true);
	else if (at < span_end(s->span) && !blank_alone(m, at, span_end(s->span)))
		gap_add(m, at, span_end(s->span));
}

void tokens_make(struct arena *arena, struct str text, const struct lexicon *lexicon,
		 const struct pieces *pieces, const struct quotations *quotations,
		 struct tokens *tokens)
{
	struct maker maker = {arena, text, lexicon, quotations, 0, tokens};

	*tokens = (struct tokens){.first = ARENA_ARRAY(arena, uint32_t, pieces->nsentences + 1)};
	vec_reserve(arena, tokens, pieces->words.n + pieces->words.n / 4);
	for (size_t i = 0; i < pieces->nsentences; i++) {
		tokens->first[i] = (uint32_t)tokens->n;
		if (!pieces->sentences[i].furniture)
			sentence_tokens(&maker, pieces, &pieces->sentences[i]);
	}
	tokens->first[pieces->nsentences] = (uint32_t)tokens->n;
}
