/*
 * What the steps of this stage share: the articles in the order of their content, and what was made of
 * them so far. Numbers of articles within the stage are places in this order ("ranks"), so that nothing
 * depends on the order in which articles came.
 */
#ifndef GROUP_GROUPING_H
#define GROUP_GROUPING_H

#include "group/cluster.h"
#include "group/group.h"
#include "group/pairs.h"
#include "base/map.h"
#include "group/terms.h"

struct group_worker {
	struct arena kept;    /* until the stage ends */
	struct arena scratch; /* forgotten by whoever uses it */
};

enum { NAMED_DAYS = 6 };

/* The days named where an article opens. */
struct named_days {
	int32_t days[NAMED_DAYS];
	uint8_t n;
	uint8_t weekdays; /* a bit each, also of days of which only the weekday is known */
};

struct grouping {
	struct group_worker *workers; /* a thread's own memory */
	struct arena *out;            /* for what is found */
	struct arena *work;           /* given back when the stage ends */
	struct arena *scratch;        /* forgotten by whoever uses it */
	const struct background *background;
	const struct map *claim_words;
	const struct group_text *texts; /* by rank */
	const uint32_t *number_of;      /* by rank: the article's number for the caller */
	const uint32_t *rank_of;        /* by number */
	size_t n;
	const struct passages *passages;
	const struct group_options *options;
	struct profile *profiles;      /* by rank */
	struct item *items;            /* by rank */
	struct named_days *named_days; /* by rank */
	struct edges edges;            /* between ranks */
	struct groups *groups;
};

/* Reads the days that the articles name. Fills named_days. */
void named_days_read(struct grouping *grouping);

/* Whether both name days, and none that both name. */
bool named_days_differ(const struct named_days *a, const struct named_days *b);

/* Takes away edges between tellings of what comes round every week or month. */
void tellings_part(struct grouping *grouping);

/* How much words in common count, so many days apart: 1 on one day. */
float nearness_of_days(int32_t between);

/* Joins the groups that a story of hundreds of articles falls into; group_of[rank] is below n. */
void crowds_join(struct grouping *grouping, const struct cluster_options *rule, uint32_t *group_of);

/* Joins the groups that prints of one text fall into; group_of[rank] is below n. */
void prints_join(struct grouping *grouping, uint32_t *group_of);

/* The stories, from group_of[rank]. Fills groups->stories. */
void stories_make(struct grouping *grouping, const uint32_t *group_of);

/* An article's title, or its first words where it has none. */
struct str group_title(struct arena *arena, const struct article *article);

/* The telling words that two articles share, as a part of the first writes them: “Halden”, “ferry”. */
struct str words_shared(struct arena *out, struct arena *scratch, const struct grouping *grouping,
			struct str part, uint32_t rank, uint32_t other);

/* Articles that tell of other stories as well. Fills each story's `also`. */
void round_ups_find(struct grouping *grouping);

/* Where the articles of a story give different numbers. Fills each story's disagreements. */
void disagreements_find(struct grouping *grouping);

/* The day the story is about, where its articles say so. */
void story_event(const struct grouping *grouping, struct arena *scratch, struct story *story);

/* Words that name an occasion, and whether more than half of some stories name the same one. */
struct occasions;
struct occasions *occasions_new(struct arena *arena);
bool occasion_shared(const struct occasions *occasions, struct grouping *grouping,
		     const uint32_t *stories, size_t n);

/* Whether the articles of a story say that it comes every week or month. */
bool rhythm_named(const struct occasions *occasions, struct grouping *grouping,
		  const struct story *story);

/* The series of some stories that come round within the year, if they keep a beat; else false. */
bool beat_make(struct grouping *grouping, const uint32_t *stories, size_t n, struct series *series);

/*
 * The series of some stories (in order of time) that are alike, if they are a ritual; else false.
 */
bool ritual_make(struct grouping *grouping, const struct occasions *occasions,
		 const uint32_t *stories, size_t n, struct series *series);

/* Phrases kept, dropped, new and replaced between the tellings of a series. */
void wording_find(struct grouping *grouping, struct series *series);

/* The words by which articles count a ritual: hash -> kind. */
const struct map *claim_words_new(struct arena *arena);

/* What the articles of a series claim of it, checked against its tellings. */
void claims_check(struct grouping *grouping, struct series *series);

/* The series, from groups->stories. Fills groups->series and each story's `series`. */
void series_make(struct grouping *grouping);

/* An id made of the given ids, whatever their order: "PREFIX-0123456789abcdef". */
struct str id_of(struct arena *arena, const char *prefix, const struct str *ids, size_t n);

#endif
