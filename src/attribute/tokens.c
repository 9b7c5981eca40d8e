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

/* Seldom called from where words are read one after another, which is to keep what it needs in registers. */
#define APART __attribute__((noinline))

struct maker {
	struct arena *arena;
	struct str text;
	const struct lexicon *lexicon;
	const struct quotations *quotations;
	size_t quotation; /* the first that has not ended */
	uint32_t inside;  /* quotation + 1 if the place looked at last stands in it, or 0 … */
	size_t edge;      /* … and so do all up to here */
	struct seen seen; /* in this sentence */
	struct tokens tokens;
	size_t words_left; /* from this sentence on: there is room for them behind the tokens */
	uint32_t *names;   /* the end of the tokens' */
};

static const uint8_t ascii_punctuation[128] = {
	[','] = PUNCT_COMMA, [':'] = PUNCT_COLON, [';'] = PUNCT_SEMICOLON, ['('] = PUNCT_OPEN,
	['['] = PUNCT_OPEN,  [')'] = PUNCT_CLOSE, [']'] = PUNCT_CLOSE,     ['.'] = PUNCT_STOP,
	['!'] = PUNCT_STOP,  ['?'] = PUNCT_STOP,
};

static enum punctuation punctuation_of(uint32_t c)
{
	if (is_ascii(c))
		return (enum punctuation)ascii_punctuation[c];
	switch (c) {
	case 0x3001:
	case 0xFF0C:
		return PUNCT_COMMA;
	case 0xFF1A:
		return PUNCT_COLON;
	case 0x2013:
	case 0x2014:
	case 0x2015:
		return PUNCT_DASH;
	case 0xFF08:
		return PUNCT_OPEN;
	case 0xFF09:
		return PUNCT_CLOSE;
	case 0x2026:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
		return PUNCT_STOP;
	default:
		return PUNCT_NONE;
	}
}

static APART uint32_t quotation_sought(struct maker *m, size_t at)
{
	const struct quotation *items = m->quotations->items;

	while (m->quotation < m->quotations->n && span_end(items[m->quotation].span) <= at)
		m->quotation++;
	m->inside = 0;
	m->edge = SIZE_MAX;
	if (m->quotation < m->quotations->n) {
		bool inside = items[m->quotation].span.start <= at;

		m->inside = inside ? (uint32_t)m->quotation + 1 : 0;
		m->edge = inside ? span_end(items[m->quotation].span)
				 : items[m->quotation].span.start;
	}
	return m->inside;
}

/* The number + 1 of the quotation that `at` stands in, or 0. Places must come in order. */
static inline uint32_t quotation_at(struct maker *m, size_t at)
{
	return at < m->edge ? m->inside : quotation_sought(m, at);
}

/* Room for the words that are left stays: they are added without asking. */
static void mark_token_add(struct maker *m, struct token token)
{
	vec_reserve(m->arena, &m->tokens, m->tokens.n + m->words_left + 1);
	m->tokens.items[m->tokens.n++] = token;
}

static void punctuation_add(struct maker *m, size_t start, size_t end, enum punctuation punct)
{
	struct tokens *tokens = &m->tokens;

	if (punct == PUNCT_STOP && tokens->n && tokens->items[tokens->n - 1].punct == PUNCT_STOP &&
	    tokens->items[tokens->n - 1].end == start) {
		tokens->items[tokens->n - 1].end = (uint32_t)end;
		return;
	}
	m->seen.marks |= 1u << punct;
	mark_token_add(m, (struct token){.start = (uint32_t)start,
					 .end = (uint32_t)end,
					 .quotation = quotation_at(m, start),
					 .punct = (uint8_t)punct});
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

/* Does a quotation without marks of its own, as dialogue.c makes them, end or begin in [at, end]? */
static bool bare_edge(struct maker *m, size_t at, size_t end)
{
	const struct quotation *q = m->quotations->items + m->quotation;
	const struct quotation *last = m->quotations->items + m->quotations->n;

	if (!m->lexicon->dash_dialogue && !m->lexicon->cue_in_marks)
		return false;
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
		m->edge = 0;
		mark_token_add(m, token);
	}
	if (m->quotation < all->n && all->items[m->quotation].span.start == at &&
	    all->items[m->quotation].inside.start == at) {
		token.punct = PUNCT_QUOTE_OPEN;
		token.quotation = (uint32_t)m->quotation + 1;
		mark_token_add(m, token);
	}
}

/*
 * Where speech without marks ends or begins, the dashes and commas around the cue are its marks: what is
 * left of them is a comma before speech that goes on in the sentence.
 */
static void bare_gap_add(struct maker *m, size_t at, size_t end, bool begins_sentence)
{
	size_t first = m->tokens.n, used;
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
		stopped |= !m->tokens.items[m->tokens.n - 1].quotation;
	}
	if (stopped || m->tokens.n == first || m->tokens.items[m->tokens.n - 1].punct != PUNCT_QUOTE_OPEN ||
	    (m->tokens.n > first + 1 && m->tokens.items[m->tokens.n - 2].punct == PUNCT_QUOTE_CLOSE))
		return;
	open = m->tokens.items[--m->tokens.n];
	punctuation_add(m, open.start, open.end, PUNCT_COMMA);
	m->tokens.items[m->tokens.n - 1].quotation = 0;
	mark_token_add(m, open);
}

/* Most gaps between words are a blank, and nothing else. */
static inline bool blank_alone(const struct maker *m, uint32_t at, uint32_t end)
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
	if (m->tokens.n && genitive_mark(m, at, end))
		m->tokens.items[m->tokens.n - 1].flags |= TOKEN_GENITIVE;
	while (at < end) {
		size_t used = m->text.s[at] == ' ' ? 1 : quote_mark_add(m, at);
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

/* "Kim's", "Kim’s": how long the ending of an apostrophe and an s is, or 0. */
static size_t genitive_len(struct str word)
{
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

static inline struct str word_text(const struct maker *m, const struct word *word)
{
	return str_sub(m->text, word->start, word->start + (size_t)word->len);
}

/* "U.S.", "US" and the "A." of a name are no pronouns or articles, though they fold to the same letters. */
static bool is_initials(const struct maker *m, const struct word *word)
{
	struct str text = word_text(m, word);

	if (word->len == 1 && word->flags & WORD_CAPITAL && text.s + 1 < m->text.s + m->text.len)
		return text.s[1] == '.';
	return str_find_byte(text, '.') != STR_NONE || (word->flags & WORD_UPPER && word->len == 2);
}

/* "l'agence": the token is of what stands behind the elided word. */
static const struct lexeme *elided_read(const struct maker *m, struct str text, size_t elided,
					struct token *token)
{
	size_t used;

	token->hash = split_hash(str_sub(text, elided, text.len));
	token->flags &= (uint8_t)~TOKEN_CAPITAL;
	if (utf8_is_upper(utf8_decode(text.s + elided, text.len - elided, &used)))
		token->flags |= TOKEN_CAPITAL;
	return lexicon_word(m->lexicon, token->hash);
}

static inline void lexeme_set(const struct lexeme *lexeme, struct token *token)
{
	token->lexeme = lexeme->number;
	token->tags = lexeme->tags;
	token->more = lexeme->more;
}

/* A word that the lexicon has not, as it stands. */
static void unknown_read(const struct maker *m, struct str text, struct token *token)
{
	size_t elided = m->lexicon->elides ? elided_len(text) : 0;
	size_t genitive = elided ? 0 : genitive_len(text);

	if (genitive) {
		token->hash = split_hash(str_sub(text, 0, text.len - genitive));
		token->flags |= TOKEN_GENITIVE;
		lexeme_set(lexicon_word(m->lexicon, token->hash), token);
		token->tags &= ~(uint32_t)TAG_VERB;
	}
	if (!elided)
		return;
	lexeme_set(elided_read(m, text, elided, token), token);
	if (ascii_lower(text.s[0]) == 'q')
		token->tags |= TAG_THAT;
	if (ascii_lower(text.s[0]) == 's')
		token->tags &= ~(uint32_t)TAG_BE; /* "s'est exclamée" is not passive */
}

static inline bool looks_adverb(const struct maker *m, const struct word *word, const char *end)
{
	return word->len > 4 && end[-2] == 'l' && !(word->flags & WORD_CAPITAL) &&
	       !m->lexicon->verb_last;
}

/* An apostrophe of either kind before the last letter. */
static inline bool may_be_genitive(const struct word *word, const char *end)
{
	return word->len > 1 && (end[-2] == '\'' || end[-2] == '\x99');
}

/* A stop within a word stands behind its first letter, or between digits. */
static inline bool may_be_initials(const struct word *word, const char *s)
{
	return word->flags & WORD_CAPITAL || s[0] & 0x80 || (word->len > 1 && s[1] == '.');
}

/* May the way it is written make it something else than what the lexicon has? */
static inline bool may_be_other(const struct maker *m, const struct word *word, const char *s,
				const struct lexeme *lexeme)
{
	if ((m->lexicon->elides || may_be_genitive(word, s + word->len)) && !lexeme->number)
		return true;
	return lexeme->tags & (TAG_PRONOUN | TAG_ARTICLE) && lexeme->nwords == 1 &&
	       may_be_initials(word, s);
}

static APART void other_read(const struct maker *m, const struct word *word, struct token *token)
{
	if (!token->lexeme)
		unknown_read(m, word_text(m, word), token);
	else if (is_initials(m, word))
		lexeme_set(m->lexicon->lexemes, token);
}

/*
 * The token of a word, or of the phrase of the lexicon that begins with it and ends at `to`. Of all that a word
 * may be, what is seldom is asked first.
 */
static inline void word_token_add(struct maker *m, const struct word *word, uint32_t to,
				  const struct lexeme *lexeme)
{
	const char *s = m->text.s + word->start;
	unsigned flags = word->flags & (WORD_CAPITAL | WORD_UPPER | WORD_NUMBER);
	uint32_t quotation = quotation_at(m, word->start);
	struct token *token = &m->tokens.items[m->tokens.n++];

	_Static_assert((int)TOKEN_CAPITAL == (int)WORD_CAPITAL &&
			       (int)TOKEN_UPPER == (int)WORD_UPPER &&
			       (int)TOKEN_NUMBER == (int)WORD_NUMBER,
		       "a word's flags are its token's");
	if (s[word->len - 1] == 'y' && looks_adverb(m, word, s + word->len))
		flags |= TOKEN_ADVERB;
	*token = (struct token){.start = word->start,
				.end = to,
				.hash = word->hash,
				.tags = lexeme->tags,
				.quotation = quotation,
				.more = lexeme->more,
				.lexeme = lexeme->number,
				.flags = (uint8_t)flags};
	if (may_be_other(m, word, s, lexeme)) {
		other_read(m, word, token);
		m->seen.tags |= token->tags;
		m->seen.more |= token->more;
		flags = token->flags;
	} else {
		m->seen.tags |= lexeme->tags;
		m->seen.more |= lexeme->more;
	}
	*m->names = (uint32_t)(m->tokens.n - 1);
	m->names += (flags & TOKEN_CAPITAL) | (unsigned char)*s >> 7;
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

/* "d'après le journal": the longest phrase of several words behind an elided one. */
static const struct lexeme *elided_phrase_at(const struct maker *m, const struct word *words,
					     size_t n)
{
	struct str text = word_text(m, words);
	size_t elided = elided_len(text);
	struct word bare[PHRASE_WORDS];
	const struct lexeme *lexeme;

	n = elided ? words_together(m, words, n) : 0;
	if (n < 2)
		return m->lexicon->lexemes;
	for (size_t i = 0; i < n; i++)
		bare[i] = words[i];
	bare[0].hash = split_hash(str_sub(text, elided, text.len));
	lexeme = lexicon_longest(m->lexicon, bare, n);
	return lexeme->nwords > 1 ? lexeme : m->lexicon->lexemes;
}

/*
 * The longest phrase of the lexicon that begins with words[0], for which it has `lexeme`; an elided article
 * before it does not count.
 */
static APART const struct lexeme *phrase_at(const struct maker *m, const struct word *words, size_t n,
					    const struct lexeme *lexeme)
{
	if (n > 1 && lexeme_goes_on(lexeme, words[1].hash))
		lexeme = lexicon_longest_from(m->lexicon, lexeme, words,
					      words_together(m, words, n));
	return !m->lexicon->elides || lexeme->number ? lexeme : elided_phrase_at(m, words, n);
}

/* The marks [at, end) before the first word or behind the last; true if they are just a hyphen. */
static bool edge_add(struct maker *m, uint32_t at, uint32_t end)
{
	if (bare_edge(m, at, end)) {
		bare_gap_add(m, at, end, true);
		return false;
	}
	return at < end && !blank_alone(m, at, end) && gap_add(m, at, end);
}

/* The last token but one, and that one, are words of one compound. */
static void compound_mark(struct tokens *tokens)
{
	tokens->items[tokens->n - 1].flags |= TOKEN_HYPHEN | TOKEN_COMPOUND;
	if (tokens->n > 1)
		tokens->items[tokens->n - 2].flags |= TOKEN_COMPOUND;
}

static void sentence_tokens(struct maker *m, const struct pieces *pieces, const struct sentence *s)
{
	const struct word *word = pieces->words.items + s->word, *end = word + s->nwords;
	uint32_t at = s->span.start;
	bool hyphen = s->nwords && edge_add(m, at, word->start);

	while (word < end) {
		const struct lexeme *lexeme = lexicon_word(m->lexicon, word->hash);
		const struct word *next = word + 1;

		if (m->lexicon->elides ||
		    (next < end && lexeme_goes_on(lexeme, next->hash))) {
			lexeme = phrase_at(m, word, (size_t)(end - word), lexeme);
			next = word + lexeme->nwords;
		}
		at = next[-1].start + (uint32_t)next[-1].len;
		word_token_add(m, word, at, lexeme);
		if (hyphen)
			compound_mark(&m->tokens);
		word = next;
		hyphen = false;
		if (word < end && !blank_alone(m, at, word->start) && at < word->start)
			hyphen = gap_add(m, at, word->start);
	}
	edge_add(m, at, span_end(s->span));
}

void tokens_make(struct arena *arena, struct str text, const struct lexicon *lexicon,
		 const struct pieces *pieces, const struct quotations *quotations,
		 struct tokens *tokens)
{
	struct maker maker = {.arena = arena,
			      .text = text,
			      .lexicon = lexicon,
			      .quotations = quotations};
	struct tokens *made = &maker.tokens;

	made->first = ARENA_ARRAY(arena, uint32_t, pieces->nsentences + 1);
	made->seen = ARENA_ARRAY(arena, struct seen, pieces->nsentences);
	made->names = arena_alloc(arena, (pieces->words.n + 1) * sizeof(uint32_t));
	maker.names = made->names;
	vec_reserve(arena, made, pieces->words.n + pieces->words.n / 4);
	for (size_t i = 0; i < pieces->nsentences; i++) {
		made->first[i] = (uint32_t)made->n;
		if (pieces->sentences[i].furniture)
			continue;
		maker.seen = (struct seen){0};
		maker.words_left = pieces->words.n - pieces->sentences[i].word;
		sentence_tokens(&maker, pieces, &pieces->sentences[i]);
		made->seen[i] = maker.seen;
		made->all.tags |= maker.seen.tags;
		made->all.more |= maker.seen.more;
		made->all.marks |= maker.seen.marks;
	}
	made->first[pieces->nsentences] = (uint32_t)made->n;
	made->nnames = (size_t)(maker.names - made->names);
	*tokens = *made;
}
