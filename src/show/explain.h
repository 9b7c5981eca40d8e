/*
 * What a finding rests on, spelled out: for --explain. Private to show/.
 */
#ifndef SHOW_EXPLAIN_H
#define SHOW_EXPLAIN_H

#include "show/terminal.h"
#include "store/store.h"

/* The alignment of a passage, step by step. */
void explain_passage(struct terminal *term, struct arena *scratch, const struct findings *found,
		     const struct passage *passage);

/* Why two articles share no passage: the longest run of words that both have. */
void explain_no_passage(struct terminal *term, struct arena *scratch, const struct findings *found);

#endif
