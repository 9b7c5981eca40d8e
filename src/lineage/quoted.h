/*
 * Whether words stand in quotation marks: see quoted.c. Private to lineage/.
 */
#ifndef LINEAGE_QUOTED_H
#define LINEAGE_QUOTED_H

#include "base/text.h"

#include <stdbool.h>

/* Whether most of the span stands in quotation marks. Looks at its paragraph only; the span's words are bounded. */
bool stands_in_quotes(struct str text, struct span span);

#endif
