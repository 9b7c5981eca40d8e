/*
 * Addressees: to whom a statement was made, where the text says so.
 */
#ifndef ATTRIBUTE_ADDRESSEES_H
#define ATTRIBUTE_ADDRESSEES_H

#include "attribute/names.h"

/* Fills statement->addressee of all statements. */
void addressees_find(struct reading *r, const struct names *names);

/* Its place, without a preposition that the lexicon has with it: "aux journalistes". */
struct span addressee_span(const struct reading *r, const struct statement *statement);

/* Those words without an article: a name for who has none. */
struct str addressee_words(const struct reading *r, const struct statement *statement);

#endif
