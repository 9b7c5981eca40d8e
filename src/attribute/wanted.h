/*
 * Which statements of an article are asked for, and how far it must be read to find them.
 */
#ifndef ATTRIBUTE_WANTED_H
#define ATTRIBUTE_WANTED_H

#include "attribute/reading.h"

/* Whether what was said stands in quotation marks, all of it or parts. */
enum quote_form form_of(const struct reading *r, const struct statement *s);

/* Statements that are wanted are whole and unchanged if those of the sentences before this number are read. */
uint32_t wanted_until(const struct reading *r);

bool is_wanted(const struct reading *r, const struct statement *s);

#endif
