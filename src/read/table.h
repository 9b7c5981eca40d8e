/*
 * Tables with a row an article: CSV and its kin.
 */
#ifndef READ_TABLE_H
#define READ_TABLE_H

#include "read/internal.h"

/* Does this first line name columns that articles have? */
bool table_is(struct arena *arena, struct str line);

#endif
