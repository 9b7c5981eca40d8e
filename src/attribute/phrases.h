/*
 * Phrases: which words around a verb are its subject, its helpers, its adverbs.
 */
#ifndef ATTRIBUTE_PHRASES_H
#define ATTRIBUTE_PHRASES_H

#include "attribute/reading.h"

/* Is the token a word outside quotation marks? */
static inline bool is_word(const struct token *token)
{
	return token->punct == PUNCT_NONE && !token->quotation;
}

/* May the token be the head or part of a noun phrase? */
bool is_nominal(const struct token *token);

/* The noun phrase that ends before `end`, looking no further back than `floor`. */
struct range noun_phrase_before(const struct reading *r, size_t floor, size_t end);

/* The noun phrase that begins at `from`, looking no further than `limit`. */
struct range noun_phrase_after(const struct reading *r, size_t from, size_t limit);

/* Where the verb group of the verb at `verb` begins: "has also [said]". */
size_t verb_group_start(const struct reading *r, size_t floor, size_t verb);

/* The first token from `i` on that is neither adverb nor time ("said [on Monday] that"). */
size_t adverbs_skipped(const struct reading *r, size_t i, size_t limit);

/* Does the verb lexeme stand at `i` as a verb, not as a noun or an adjective? */
bool verb_here(const struct reading *r, struct range sentence, size_t i);

/* Has the verb group [from, verb] a form of "be" before a participle? */
bool is_passive(const struct reading *r, size_t from, size_t verb);

/* Are nearly all words of the sentence capitalised, as in headlines? */
bool in_capitals(const struct reading *r, struct range sentence);

#endif
