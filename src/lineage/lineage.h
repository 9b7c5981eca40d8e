/*
 * lineage: who had what from whom.
 *
 * Turns passages into copies: what kind of reuse it is, which side had it first, whether it was
 * credited, and why we say so; and quotes into utterances: the same words over many articles. Names speakers
 * whom only other articles name.
 */
#ifndef LINEAGE_H
#define LINEAGE_H

#include "attribute/attribute.h"
#include "clean/clean.h"
#include "date/date.h"
#include "group/group.h"
#include "match/match.h"

enum copy_kind { COPY_AGENCY, COPY_OUTLET, COPY_STATEMENT, COPY_SELF, COPY_UNKNOWN };
enum copy_from { FROM_UNKNOWN, FROM_A, FROM_B };
enum copy_credit { CREDIT_UNKNOWN, CREDIT_CREDITED, CREDIT_UNCREDITED };

const char *copy_kind_name(enum copy_kind kind);
const char *copy_from_name(enum copy_from from);       /* "a", "b", or NULL */
const char *copy_credit_name(enum copy_credit credit); /* or NULL */

struct copy {
	struct passage passage;
	enum copy_kind kind;
	enum copy_from from;
	enum copy_credit credit;
	struct str *why;
	size_t nwhy;
};

/* Articles that have one passage. */
struct family {
	uint32_t articles;
	uint32_t first; /* the one that was out before all others whose time is known, or UINT32_MAX */
};

/* One print of an utterance: a quote of an article. */
struct variant {
	uint32_t article, quote; /* numbers */
	bool fullest;
	bool altered;            /* words changed or added against the fullest form */
	struct str *differences; /* "cut: …", "changed: … → …", "added: …" */
	size_t ndifferences;
};

struct utterance {
	struct str id;
	struct str speaker; /* empty: unknown */
	struct variant *variants;
	size_t n;
};

struct lineage_text {
	const struct article *article;
	const struct quotes *quotes; /* NULL where they were not made */
};

struct lineages {
	struct copy *copies; /* in the passages' order */
	size_t ncopies;
	struct family *families; /* by number, as passages have it */
	size_t nfamilies;
	struct utterance *utterances; /* in order of their first variant */
	size_t nutterances;
};

/* The family of a passage; NULL where families were not counted. */
static inline const struct family *lineage_family(const struct lineages *lineages, const struct passage *passage)
{
	return passage->family < lineages->nfamilies ? &lineages->families[passage->family] : NULL;
}

/* How a credit is worded, a language after another: read once, then only looked at. */
struct lineage_rules;
struct lineage_rules *lineage_rules_new(struct arena *arena);

struct lineage_options {
	const struct lineage_rules *rules;
	const struct clean_rules *sources;
	unsigned threads; /* 0: one */
	bool copies_only; /* utterances are not asked for */
};

/*
 * Copies and utterances, in `out`; texts that no passage touches are not looked into for credits. Linear
 * in passages, quotes and the texts looked into. The same for any order of the texts (but for their
 * numbers). Raises for lack of memory.
 */
void lineage_find(struct arena *out, const struct lineage_text *texts, size_t n,
		  const struct passages *passages, const struct lineage_options *options,
		  struct lineages *lineages);

/*
 * Names the speakers that their articles know only by an office, where other articles of the same story, or
 * of the same days, name who holds it. `groups` may be empty: then only the days tell. New strings in `out`.
 */
void lineage_name_titles(struct arena *out, struct arena *scratch, const struct article *articles,
			 struct quotes *quotes, size_t n, const struct groups *groups);

/* Is there a speaker whom it might name? */
bool lineage_has_titles(struct arena *scratch, const struct quotes *quotes, size_t n);

/* Whether one outlet printed both: who had words from whom is then no question of credits. */
bool lineage_one_outlet(const struct article *a, const struct article *b);

/*
 * The day on which each quote was said, where the words that attribute it name one ("said on Monday",
 * "in a letter on 9 May"): sets quotes->items[].date. Thread-safe; linear in quotes and dates.
 */
void lineage_date_quotes(const struct article *article, const struct dates *dates, struct quotes *quotes);

#endif
