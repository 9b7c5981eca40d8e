/*
 * group: which articles tell one story, which stories are one ritual that comes round again.
 */
#ifndef GROUP_H
#define GROUP_H

#include "attribute/attribute.h"
#include "clean/clean.h"
#include "date/date.h"
#include "match/match.h"
#include "split/split.h"

/* What this stage is given of an article; lists may be empty where they were not made. */
struct group_text {
	const struct article *article;
	const struct quotes *quotes;
	const struct dates *dates;
};

/* One article's number for a thing that others number differently. */
struct figure {
	uint32_t article;
	struct span span; /* the number, in digits or letters */
	uint32_t number;
};

struct disagreement {
	struct str what;        /* "people missing", as the first article words it */
	struct figure *figures; /* in order of number, then of publication */
	size_t n;
};

/* A round-up that stands elsewhere and tells of the story as well. */
struct also {
	uint32_t article;
	struct span span; /* where it does */
	struct str why;
};

struct story {
	struct str id; /* made of its members' ids: the same for the same members */
	struct str title;
	uint32_t *articles; /* numbers, in order of publication, then of id */
	struct str *why;    /* for each of them: why it is here */
	size_t n;
	struct moment start, end; /* of the articles; PRECISION_NONE: unknown */
	struct moment event;      /* the day the story is about, where the articles say so */
	uint32_t series;          /* its number, or UINT32_MAX */
	struct disagreement *disagreements;
	size_t ndisagreements;
	struct also *also; /* in order of publication, then of content */
	size_t nalso;
};

struct wording {
	struct str phrase, before; /* before: what it replaced; empty: new */
	struct moment first, last; /* tellings it is found in */
	bool kept;                 /* in every telling since the first */
	bool dropped;              /* not in the last telling */
};

/* What an article claims of the series ("the third straight year"), checked. */
enum claim_verdict { CLAIM_SUPPORTED, CLAIM_CONTRADICTED, CLAIM_OPEN };

struct claim {
	uint32_t article;
	struct span span;
	enum claim_verdict verdict;
	struct str why;
};

struct series {
	struct str id, title;
	uint32_t *stories;    /* numbers, in order of time */
	struct moment *dates; /* of each story */
	size_t n;
	struct str every, on, since; /* "P1Y", "--05-09", "2022"; empty: no rhythm found */
	struct moment *missed, *breaks;
	size_t nmissed, nbreaks;
	struct moment next; /* expected; PRECISION_NONE: cannot be told */
	struct wording *wording;
	size_t nwording;
	struct claim *claims;
	size_t nclaims;
};

struct groups {
	struct story *stories; /* in order of start, then of id */
	size_t nstories;
	struct series *series; /* in order of first date, then of id */
	size_t nseries;
};

struct group_options {
	unsigned threads;
	bool with_series;
	/*
	 * Called once, when the stories are known and before their numbers are compared: all dates of
	 * articles[number] will be read where wanted[number] is set; until then those of the opening (see
	 * group_opening_end) do. NULL: they are all there. May raise.
	 */
	void (*dates_wanted)(void *context, const uint8_t *wanted);
	/*
	 * Called once, when the series are known and before their wording is looked at: the quotes of
	 * articles[number] will be read where wanted[number] is set, and may be made only now. NULL: they
	 * are all there. May raise.
	 */
	void (*quotes_wanted)(void *context, const uint8_t *wanted);
	void *context;
};

/* Where an article's opening ends, in which the day of its story is looked for. */
uint32_t group_opening_end(const struct article *article);

/*
 * Stories and series of the articles, in `out`. Every article is in exactly one story. Near-linear.
 * The same for any order of the articles (but for their numbers) and any number of threads.
 */
enum wire_status group_articles(struct arena *out, const struct group_text *texts, size_t n,
				const struct passages *passages,
				const struct group_options *options, struct groups *groups);

#endif
