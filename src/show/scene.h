/*
 * Scene: the findings, and what is needed to find one's way in them while showing them.
 *
 * Utterances list their prints; showing goes the other way, from a quote to the utterance it
 * prints. The scene keeps that way back: one number for each quote.
 */
#ifndef SHOW_SCENE_H
#define SHOW_SCENE_H

#include "store/store.h"

struct scene {
	const struct findings *found;
	struct arena arena;   /* what lives as long as the scene */
	struct arena scratch; /* for one finding at a time */
	uint32_t *story_of;   /* for each article, the number of its story + 1; 0: none */
	size_t *first_quote;  /* for each article: the place of its first quote in … */
	uint32_t *utterances; /* … the utterance's number + 1 for each quote; 0: none */
	const struct variant **variants; /* … and the print itself, or NULL */
};

void scene_init(struct scene *scene);
void scene_release(struct scene *scene);

/* Fills an empty scene; raises for lack of memory. */
void scene_make(struct scene *scene, const struct findings *found);

/* The utterance that this quote of this article prints, or NULL. */
const struct utterance *scene_utterance(const struct scene *scene, size_t article, size_t quote);

/* This quote as a print of that utterance, or NULL. */
const struct variant *scene_variant(const struct scene *scene, size_t article, size_t quote);

/* What an article is called in a word: its outlet, else its id without folders. */
struct str scene_label(const struct scene *scene, size_t article);

/* Its headline, else its id; that of a story. Labels and headlines are cut to some bytes. */
struct str scene_headline(const struct scene *scene, size_t article);
struct str scene_story_title(const struct story *story);

/*
 * A reason for a copy, for people: they speak of "a" and "b" where they begin or after ", and ";
 * here the articles' labels stand in their place, or, where these are the same, "the first" and
 * "the second".
 */
struct str scene_reason(struct scene *scene, const struct copy *copy, struct str reason);

/*
 * The seconds in which an article may have been published, as far as is known; first > last where
 * less is known than `least`.
 */
void scene_when(const struct scene *scene, uint32_t article, enum precision least, int64_t *first,
		int64_t *last);

/* The places 0 … n - 1 of a story's articles in order of time, what is undated last. In scratch. */
uint32_t *scene_in_time(struct scene *scene, const struct story *story);

/* The words of several pieces of a text, parted by " … "; bounded by SCENE_PIECES bytes. */
enum { SCENE_PIECES = 4096 };
struct str scene_pieces(struct arena *out, struct str text, const struct span *spans, size_t n);

/* "every year on 9 May, since 2022", or that no rhythm was found. */
struct str scene_rhythm(struct arena *out, const struct series *series);

/* "people missing: 14 (Norlys, The Beacon), 19 (Tidings)" */
struct str scene_disagreement(struct arena *out, const struct scene *scene,
			      const struct disagreement *disagreement);

const char *claim_verdict_name(enum claim_verdict verdict);

#endif
