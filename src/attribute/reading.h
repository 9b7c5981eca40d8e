/*
 * What the steps of attributing share: an article's tokens, and the statements found so far.
 */
#ifndef ATTRIBUTE_READING_H
#define ATTRIBUTE_READING_H

#include "attribute/attribute.h"
#include "attribute/tokens.h"
#include "base/sorted.h"
#include "base/vector.h"

/* Tokens [from, to); empty: none. */
struct range {
	uint32_t from, to;
};

enum { STATEMENT_PIECES = 6 };

/* How a statement's speaker is known. */
enum speaker_from {
	SPEAKER_NAMED,   /* by `source` */
	SPEAKER_CARRIED, /* the speaker of statement `carried` goes on */
	SPEAKER_UNKNOWN,
};

struct statement {
	struct span pieces[STATEMENT_PIECES];
	uint32_t npieces;
	struct range cue, source;
	struct range relay; /* who relayed it, where the sentence says so */
	struct range addressee; /* to whom it was said */
	uint32_t carried;   /* number of the statement whose speaker this shares */
	uint32_t sentence;
	uint8_t speaker_from; /* enum speaker_from */
	uint8_t act;          /* enum quote_act */
	bool dropped;         /* taken back: part of another */
	bool nested;          /* within the words of another, whose source is its relay */
	bool is_relay;        /* its source only passed on what others said */
	bool passed_on;       /* its relay is said to be one: agency or not */
};

/* An agency that the article introduces: the words it goes by, and its name. */
struct learned {
	struct str words, name;
	bool state;
};

struct reading {
	struct arena *arena, *out;
	const struct article *article;
	const struct pieces *pieces;
	const struct lexicon *lexicon;
	const struct attribute_how *how;
	struct str text;
	uint32_t until; /* statements are read of the sentences before this one */
	struct quotations quotations;
	struct tokens tokens;
	VEC(struct statement) statements;
	VEC(struct credit) credits;
	VEC(struct learned) learned;
};

static inline bool range_empty(struct range range)
{
	return range.to <= range.from;
}

static inline struct range range_of(size_t from, size_t to)
{
	return (struct range){(uint32_t)from, (uint32_t)(to > from ? to : from)};
}

static inline const struct token *token_at(const struct reading *r, size_t i)
{
	return &r->tokens.items[i];
}

/* The first token that begins at byte `start` or behind. */
static inline size_t token_from(const struct reading *r, uint32_t start)
{
	size_t at;

	SORTED_FIRST(at, 0, r->tokens.n, token_at(r, at)->start < start);
	return at;
}

static inline struct span range_span(const struct reading *r, struct range range)
{
	if (range_empty(range))
		return (struct span){0};
	return span_between(token_at(r, range.from)->start, token_at(r, range.to - 1)->end);
}

static inline const struct lexeme *lexeme_at(const struct reading *r, size_t i)
{
	uint32_t number = token_at(r, i)->lexeme;

	return number ? &r->lexicon->lexemes[number] : NULL;
}

static inline struct str token_text(const struct reading *r, size_t i)
{
	return str_sub(r->text, token_at(r, i)->start, token_at(r, i)->end);
}

#endif
