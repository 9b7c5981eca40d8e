/*
 * Finding the statements of one sentence: what the rules for each shape share.
 */
#ifndef ATTRIBUTE_FINDER_H
#define ATTRIBUTE_FINDER_H

#include "attribute/phrases.h"
#include "attribute/sources.h"

#define NONE ((size_t)-1)

enum { LOOK_AHEAD = 30 };

struct finder {
	struct reading *r;
	struct range sentence;
	uint32_t number;      /* of the sentence */
	size_t inside;        /* up to here, words of a statement are being looked through again */
	size_t first;         /* the first statement of this sentence */
	struct range subject; /* the last source in this sentence */
};

enum {
	FINITE_FORMS = 1u << FORM_THIRD | 1u << FORM_PAST,
	GERUND_FORM = 1u << FORM_GERUND,
	ANY_FORM = 31,
};

/* A verb in use: who says, and where to look for what is said. */
struct use {
	size_t verb, group; /* the verb, and where its helpers begin */
	struct range source;
	bool inverted; /* said Osk */
	size_t after;  /* the first token behind verb, or behind an inverted subject */
	size_t limit;  /* what is said ends here at the latest, or NONE */
	size_t comma;  /* the mark that parts it from what stands before, or NONE */
};

static inline const struct token *at(const struct finder *f, size_t i)
{
	return token_at(f->r, i);
}

static inline bool punct_at(const struct finder *f, size_t i, enum punctuation punct)
{
	return i >= f->sentence.from && i < f->sentence.to && at(f, i)->punct == punct;
}

static inline bool tag_at(const struct finder *f, size_t i, uint32_t tags)
{
	return i >= f->sentence.from && i < f->sentence.to && is_word(at(f, i)) &&
	       at(f, i)->tags & tags;
}

static inline bool word_is(const struct finder *f, size_t i, const char *word)
{
	return i < f->sentence.to && is_word(at(f, i)) &&
	       str_eq_nocase(token_text(f->r, i), str_of(word));
}

static inline bool is_as(const struct finder *f, size_t i)
{
	return i < f->sentence.to && is_word(at(f, i)) && at(f, i)->more & MORE_AS;
}

/* Does a verb in one of these forms stand at i? */
bool verb_form_at(const struct finder *f, size_t i, unsigned forms);

/* ---- content.c: what was said */

void piece_add(struct statement *statement, struct span span);

/* The bytes of tokens [from, to); a quotation that is cut at either end is taken whole. */
struct span content_span(const struct finder *f, size_t from, size_t to);

/* Keeps the statement; NULL where nothing was said. */
struct statement *statement_add(struct finder *f, struct statement statement);

/* Takes back the statements of this sentence that lie within `span`. */
void take_back(struct finder *f, struct span span);

/* Where a quotation opens right at i, or after a comma or colon there; else NONE. */
size_t quote_opens_after(const struct finder *f, size_t i);

/* Where what was said begins, after a verb that ends before `i`; NONE: not after it. */
size_t content_start(const struct finder *f, size_t i, unsigned takes);

/* Does the text from i on attribute anew: ", adding", ", according to", ", he said ." */
bool new_cue_after_comma(const struct finder *f, size_t i);

/* Does the quotation that ends before i close a sentence or clause of its own: '"No," until' */
bool ended_inside(const struct finder *f, size_t i);

/* Where the words that began at `start` end. `object`: a thing, not a clause. */
size_t content_end(const struct finder *f, size_t start, bool object);

/* What was said, from `start` on: a quotation alone ends with it, all else with its clause. */
struct span said_from(const struct finder *f, size_t start, bool object, size_t *next);

/* Does the quotation that opens at i hold a name: 'the film "High Tide"'? */
bool holds_name(const struct finder *f, size_t i);

/* Where the quotation that ends before i opens, if it holds a name; else NONE. */
size_t name_before(const struct finder *f, size_t i);

/* "According to Osk," and "In May," are nobody's words: no verb, and a preposition first. */
bool is_adverbial(const struct finder *f, size_t from, size_t to);

/* '"Why now?" Lund asked.' is two sentences: adds the quotation before to the statement. */
void quote_before(struct finder *f, struct statement *statement);

/* ---- subjects.c: who says it */

/* The subject of the sentence: its first noun phrase that is not within an adverbial. */
struct range main_subject(const struct finder *f, size_t before);

/* The phrase before a pair of commas or dashes that ends at `comma`. */
struct range before_apposition(const struct finder *f, size_t comma);

/* Does a mark stand at i that parts a cue from what was said? */
bool parts(const struct finder *f, size_t i);

/* The mark right before the subject, or NONE. */
size_t mark_before(const struct finder *f, struct range source);

/* Finds the subject of use->verb; false: it is nobody's statement. */
bool use_subject(const struct finder *f, struct use *use);

/* ---- relays.c: who passed it on */

/* The phrase that names an agency or outlet which passes words on: `source`, or what "it" means. */
struct range relay_in(const struct finder *f, struct range source);

/* ", citing officials": whom the relay names as its own source; empty: nobody. */
struct range cited_after(const struct finder *f, size_t i);

/* "in a letter carried by KCNA": who passed it on, said after the cue; empty: nobody. */
struct range relayed_after(const struct finder *f, size_t i);

/* Statements that a relay's words hold are somebody else's, passed on by it. */
void relays_apply(struct finder *f);

/* ---- a shape each; they return the next token to look at */

size_t verb_statement(struct finder *f, size_t i);        /* verb.c */
size_t verb_second_statement(struct finder *f, size_t i); /* verb_second.c */
size_t verb_final_statement(struct finder *f, size_t i);  /* verb_final.c */
size_t so_statement(struct finder *f, size_t i);          /* verb_second.c */
size_t noun_statement(struct finder *f, size_t i);        /* cues.c, and all below */
size_t according_statement(struct finder *f, size_t i);
size_t according_after_statement(struct finder *f, size_t i);
size_t quoting_statement(struct finder *f, size_t i);
size_t label_statement(struct finder *f);
size_t colon_statement(struct finder *f, size_t i);
size_t signature_statement(struct finder *f, size_t dash);

#endif
