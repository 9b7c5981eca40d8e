/*
 * How a text is written: see script.c. Private to match.
 */
#ifndef MATCH_SCRIPT_H
#define MATCH_SCRIPT_H

#include "match/match.h"

/* How many of its characters make about a word; 1 where blanks part the words. */
uint32_t script_characters_a_word(const struct match_text *text);

#endif
