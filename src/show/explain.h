/*
 * What a finding rests on, spelled out: for --explain. Private to show/.
 */
#ifndef SHOW_EXPLAIN_H
#define SHOW_EXPLAIN_H

#include "show/scene.h"
#include "show/terminal.h"

/* How a pair was looked at, or NULL where it was not written down. */
const struct pair_steps *explain_steps_of(const struct findings *found, uint32_t a, uint32_t b);

/* Seeds, runs, chains and stretches of a pair. */
void explain_steps(struct terminal *term, struct scene *scene, const struct pair_steps *steps);

/* The alignment of a passage, step by step. */
void explain_passage(struct terminal *term, struct arena *scratch, const struct findings *found,
		     const struct passage *passage);

/* Why a pair shares no passage. */
void explain_nothing(struct terminal *term, struct scene *scene, const struct pair_steps *steps);

/* Whose prints the articles are that were not compared with each other, if any. */
void explain_prints(struct terminal *term, struct scene *scene);

#endif
