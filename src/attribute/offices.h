/*
 * Offices: who holds one, and which speakers are known by theirs alone.
 */
#ifndef ATTRIBUTE_OFFICES_H
#define ATTRIBUTE_OFFICES_H

#include "attribute/names.h"

/* The people of the article whom it gives an office, in order of the text, each once. */
void offices_find(const struct reading *r, const struct names *names, struct quotes *quotes);

/* The office that the phrase names in place of a person: "the mayor of Ondry"; role empty: none. */
struct office office_of(const struct reading *r, struct range phrase);

#endif
