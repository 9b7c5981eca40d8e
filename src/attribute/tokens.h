/*
 * Tokens: the words and marks of an article, with what the lexicon knows of them.
 */
#ifndef ATTRIBUTE_TOKENS_H
#define ATTRIBUTE_TOKENS_H

#include "attribute/lexicon.h"
#include "attribute/marks.h"

enum punctuation {
	PUNCT_NONE, /* a word or phrase */
	PUNCT_COMMA,
	PUNCT_COLON,
	PUNCT_SEMICOLON,
	PUNCT_DASH,
	PUNCT_OPEN, /* of brackets */
	PUNCT_CLOSE,
	PUNCT_STOP, /* . ! ? … */
	PUNCT_QUOTE_OPEN,
	PUNCT_QUOTE_CLOSE,
};

enum token_flag {
	TOKEN_CAPITAL = 1,
	TOKEN_UPPER = 2,
	TOKEN_NUMBER = 4,
	TOKEN_GENITIVE = 8,  /* "Kim's": the hash is that of "Kim" */
	TOKEN_HYPHEN = 16,   /* joined to the word before: "Jong-un" */
	TOKEN_ADVERB = 32,   /* looks like one: "repeatedly" */
	TOKEN_COMPOUND = 64, /* a hyphen joins it to another: both words of "state-run" */
};

struct token {
	uint32_t start, end;
	uint32_t hash;      /* of the first word, without a genitive ending */
	uint32_t quotation; /* number + 1 of the quotation it stands in, or 0 */
	uint32_t tags;      /* enum tag */
	uint32_t more;      /* enum more_tag */
	uint16_t lexeme;    /* its number, or 0 */
	uint8_t punct;      /* enum punctuation */
	uint8_t flags;      /* enum token_flag */
};

/* What the tokens of a sentence have among them: what none has need not be looked for. */
struct seen {
	uint32_t tags, more;
	uint32_t marks; /* 1 << enum punctuation, or-ed */
};

/* The tokens of all sentences; those of sentence i are [first[i], first[i + 1]). */
struct tokens {
	struct token *items;
	size_t n, room;
	uint32_t *first;
	struct seen *seen; /* of each sentence */
	uint32_t *names;   /* numbers of those where a name may begin: capitals, or not of ASCII */
	size_t nnames;
	struct seen all;
};

/* "l'agence", "qu'il": how many bytes of the word are elided, or 0. */
size_t elided_len(struct str word);

void tokens_make(struct arena *arena, struct str text, const struct lexicon *lexicon,
		 const struct pieces *pieces, const struct quotations *quotations,
		 struct tokens *tokens);

#endif
