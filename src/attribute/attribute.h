/*
 * attribute: who said it, and through whose hands.
 *
 * Finds the statements of an article (direct, mixed, indirect), the words that attribute them, the
 * speaker, and the chain of hands from the mouth outward.
 */
#ifndef ATTRIBUTE_H
#define ATTRIBUTE_H

#include "clean/clean.h"
#include "split/split.h"

enum quote_form { QUOTE_DIRECT, QUOTE_MIXED, QUOTE_INDIRECT };
enum quote_act { ACT_SAY, ACT_THINK, ACT_WANT };

const char *quote_form_name(enum quote_form form);
const char *quote_act_name(enum quote_act act);

/* What somebody is, and where: "leader", "North Korean", Kim Jong Un. */
struct office {
	struct str role, place; /* as written; place may be empty */
	struct str name;        /* of who holds it */
};

struct quote {
	struct span *spans; /* what was said, in order; several pieces are one statement */
	size_t nspans;
	struct span *cue; /* the attributing words */
	size_t ncue;
	struct span *speaker_spans; /* where the speaker is named; none: not said here */
	size_t nspeaker_spans;
	struct str speaker; /* canonical name, or empty: cannot be told */
	struct office office; /* where the speaker is known by it alone; else role is empty */
	struct str *chain;  /* from the mouth outward, canonical names */
	size_t nchain;
	struct span addressee;      /* to whom it was said, where the text says so; len 0: not said */
	struct str addressee_name;  /* canonical */
	struct str medium; /* as in records, or empty */
	struct moment date;      /* the day it was said, where the text says so (lineage); else PRECISION_NONE */
	struct str *why;   /* reasons for speaker and chain */
	size_t nwhy;
	uint32_t sentence; /* number of the sentence it starts in */
	float confidence;  /* 0 … 1 */
	enum quote_form form;
	enum quote_act act;
};

/* A source that the text credits ("according to The Korea Herald"), quote or not. */
struct credit {
	struct span span; /* the source's name */
	struct str name;  /* canonical */
	enum source_kind kind;
	uint32_t sentence;
};

/* What was looked at and not taken, or who was weighed: for explaining. */
struct decision {
	struct span span; /* the words it is about */
	struct str why;
};

struct quotes {
	struct quote *items; /* in order of their first span, then end, then form */
	size_t n;
	struct credit *credits;
	size_t ncredits;
	struct office *offices; /* that the article says people to hold */
	size_t noffices;
	struct decision *decisions; /* in order of the text, where they were asked for */
	size_t ndecisions;
};

/* The lexicons, a language each: read once, then only looked at. */
struct attribute_rules;
struct attribute_rules *attribute_rules_new(struct arena *arena);

/* What is found of a quote, each more than the one before. */
enum attribute_depth {
	ATTRIBUTE_SPEAKERS,  /* in some places (`wanted`): where, its form, act and speaker */
	ATTRIBUTE_CHAINS,    /* by which words, through whose hands, to whom, in what, and why */
	ATTRIBUTE_DECISIONS, /* and what was looked at and not taken */
};

struct attribute_how {
	const struct attribute_rules *rules;
	const struct clean_rules *sources; /* names of agencies and outlets */
	enum attribute_depth depth;
	/*
	 * Of ATTRIBUTE_SPEAKERS: only quotes with quotation marks are found, and of them those that touch
	 * one of these spans; credits, of all of the text.
	 */
	const struct span *wanted;
	size_t nwanted;
};

/*
 * The quotes of an article, in `out`. Thread-safe; time linear in the text, memory bounded by it.
 * Raises for lack of memory.
 */
struct quotes attribute_article(struct arena *out, struct arena *scratch, const struct attribute_how *how,
				const struct article *article, const struct pieces *pieces);

/* Copies all that the quotes point at, but for the article's text, into `out`: what they were made of can go. */
void quotes_keep(struct arena *out, struct arena *scratch, const struct article *article,
		 struct quotes *quotes);

#endif
