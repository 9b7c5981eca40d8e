/*
 * A language: its words of time and its rules, read from data/LANG.txt.
 *
 * The file has two kinds of sections. Those named after a class list words and what they stand for:
 *
 *	[MONTH]
 *	January | Jan.	1          the dot may follow, and then belongs to it
 *	?May	5                  weak: has other meanings, too
 *	=morgen	1                  just so: with this case of its first letter
 *
 * and [RULES] says how classes and plain words combine, and what the whole then is:
 *
 *	MONTH DAY ,? YEAR	date
 *	NUMBER UNIT ago	shift SHIFT=-1
 *	(in|since) MONTH!	date
 *
 *	CLASS   one reading of that class; CLASS! only a strong one
 *	word    just this word; a|b one of them; x? may be missing
 *	(x)     must stand there but does not belong to the expression; says what the rest leaves open
 *
 * Behind the kind of result, CLASS=value sets what the words do not say; a rule that so sets a weekday, or
 * tells an anniversary, has a plain word that is never missing. A class that is not among
 * those below stands for a set of words alone. All of it becomes one trie, so that a text is read
 * once, whatever the number of rules.
 */
#ifndef DATE_LANGUAGE_H
#define DATE_LANGUAGE_H

#include "base/map.h"
#include "base/table.h"
#include "date/atoms.h"

/* What a part of an expression can say. Numbers are as written; NUMBER is in hundredths. */
enum class {
	CLASS_NONE,
	CLASS_YEAR,     /* 2024 */
	CLASS_YEAR2,    /* 24 */
	CLASS_MONTH,    /* 1 … 12 */
	CLASS_DAY,      /* of the month */
	CLASS_WEEKDAY,  /* 1 Monday … 7 */
	CLASS_WEEKDAYS, /* Mondays */
	CLASS_FULLDATE, /* a date in digits: year * 10000 + month * 100 + day */
	CLASS_CLOCK,    /* 8:30: seconds of the day * 2, plus 1 where seconds are said */
	CLASS_HOUR,     /* 0 … 24 */
	CLASS_MINUTES,  /* past or, below zero, to the hour */
	CLASS_MINUTE,   /* 0 … 59 */
	CLASS_MONTHNUM, /* 1 … 12, in digits */
	CLASS_AMPM,     /* 0 a.m., 12 p.m. */
	CLASS_PART,     /* of the day: enum part */
	CLASS_SEASON,   /* enum season */
	CLASS_QUARTER,  /* 0: the word; 1 … 4: with its number */
	CLASS_HALF,     /* the same, 1 and 2 */
	CLASS_UNIT,     /* enum unit */
	CLASS_UNITS,    /* enum unit, several of them */
	CLASS_NUMBER,   /* hundredths; -1: some */
	CLASS_ORDINAL,
	CLASS_DIR,     /* -1 last, 0 this, 1 next: from the day of publication */
	CLASS_TURN,    /* the same, from the day spoken of last */
	CLASS_SHIFT,   /* -1 ago, 1 from now */
	CLASS_DECADE,  /* 199 */
	CLASS_CENTURY, /* 0: the word */
	CLASS_HOLIDAY, /* number of a row */
	CLASS_DAYS,    /* days from publication: yesterday -1 */
	CLASS_REF,     /* enum ref */
	CLASS_EVERY,   /* daily, weekly: enum unit */
	CLASS_WEEKEND,
	CLASS_TIMES, /* sets: a unit in between is skipped: 2 for "every other" */
	/* read for the tense of a sentence, and to build numbers */
	CLASS_FUTURE,
	CLASS_PAST,
	CLASS_PASTEND,    /* an ending that makes a word one of the past */
	CLASS_FUTUREEND,  /* the same, of the future */
	CLASS_PERFECT,    /* before a word of the future: it is over ("had been due") */
	CLASS_DEADLINE,   /* right before a date: it lies ahead ("until Friday") */
	CLASS_INFINITIVE, /* before a word of the past: it tells none ("to be held") */
	CLASS_DIGIT,      /* a word for a number below a hundred */
	CLASS_NTH,        /* a word for an ordinal */
	CLASS_TIMES100,   /* hundred, thousand, million */
	CLASS_AND,        /* joins number words */
	CLASS_TO,         /* joins two days of a month: May 8 to 9 */
	CLASS_NTHEND,     /* st nd rd th: makes an ordinal of digits */
	CLASS_FRACTION,   /* half: hundredths */
	CLASS_MONTHCUE,   /* stands before months, and never before people */
	CLASS_BLOCK,      /* behind a number: no year (percent, dollars, pieces) */
	CLASS_PARTICLE,   /* endings that the words of the sections below may carry */
	CLASS_EVENT,      /* number of a row */
	CLASS_BASE,       /* what anniversaries are counted from: its year */
	CLASS_BETWEEN,    /* what may stand between a holiday and its weekday */
	CLASS_UNLESS,     /* before an event's name: it is then not meant (vice, future) */
	CLASS_OF,         /* before the year that an anniversary counts from */
	CLASS_FIXED,      /* classes of the file's own start here */
};

enum unit {
	UNIT_SECOND = 1,
	UNIT_MINUTE,
	UNIT_HOUR,
	UNIT_DAY,
	UNIT_WEEKEND,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_HALF,
	UNIT_YEAR,
	UNIT_DECADE,
	UNIT_CENTURY,
	UNIT_FORTNIGHT,
	UNIT_SEASON,
	UNIT_PERIOD, /* "the year-earlier period": as long as what was spoken of */
};

enum part {
	PART_MORNING = 1,
	PART_NOON,
	PART_AFTERNOON,
	PART_EVENING,
	PART_NIGHT,
	PART_MIDNIGHT,
	PART_DAY
};
enum season { SEASON_SPRING = 1, SEASON_SUMMER, SEASON_AUTUMN, SEASON_WINTER };
enum ref { REF_PAST = 1, REF_PRESENT, REF_FUTURE };

/* What the expression is as a whole. */
enum act { ACT_DATE, ACT_SHIFT, ACT_DURATION, ACT_SET, ACT_REF, ACT_SKIP, ACT_ANNIVERSARY };

struct reading {
	int32_t value;
	uint16_t class;
	uint16_t natoms;
	uint8_t tail; /* bytes at its end that are a particle */
	bool weak;
	bool doubtful; /* marked weak in the file, whatever stands here */
};

struct setting {
	uint16_t class;
	int32_t value;
};

enum { RULE_SETTINGS = 4, RULE_LENGTH = 14, READINGS = 24 };

struct rule {
	enum act act;
	struct setting settings[RULE_SETTINGS];
	unsigned nsettings;
	unsigned line;
};

/* An edge leads on by a class (key 0) or by one atom with that key (class 0). */
struct edge {
	uint32_t key, node;
	uint16_t class;
	bool strong, context;
};

struct node {
	struct edge *edges;
	uint32_t nedges;
	int32_t rule; /* -1: nothing ends here */
};

/*
 * What a key can do: start a phrase, start a rule as a plain word, be a whole rule, stand in a rule, start
 * a number, start a phrase that starts a rule; and tell when an undated article was written: nothing
 * names a weekday or an anniversary without such a word.
 */
enum key_flag {
	KEY_PHRASE = 1,
	KEY_START = 2,
	KEY_ALONE = 4,
	KEY_LITERAL = 8,
	KEY_NUMBER = 16,
	KEY_BEGINS = 32,
	KEY_TELLS = 64
};

enum { KEYS = 1 << 16 };

struct phrase;

struct holiday {
	struct str name;
	uint8_t month, day;  /* fixed day; or */
	int16_t easter;      /* days from Easter, where month is 0 and nth is 0; or */
	int8_t nth, weekday; /* the nth weekday of the month; -1: the last */
	uint8_t after;       /* … on or after this day of the month */
};

/* Something that articles name: no article that does is older than `since`, or younger than `until`. */
struct event {
	struct str name, why;
	int32_t since, until; /* days */
};

/* Endings that tell the tense of a word. */
struct endings {
	struct str items[8];
	unsigned n;
};

struct language {
	char code[4];
	bool month_first;        /* 05/09 is May 9 */
	bool month_names_people; /* Theresa May */
	struct phrase *phrases;
	uint64_t
		*chains; /* open addressing: key << 32 | number of its first phrase, plus 1; or 0 */
	size_t nchains;  /* a power of two */
	uint8_t keys
		[KEYS]; /* enum key_flag of each key, by its low bits: a sieve that rarely errs */
	struct node *nodes;
	struct rule *rules;
	struct holiday *holidays;
	struct event *events;
	size_t nevents;
	struct str and_word; /* the first of [AND] */
	struct endings past_ends, future_ends;
};

/* Reads a language file; malformed rows are dropped (a test looks that there are none: *bad). */
void language_read(struct arena *arena, struct str code, struct str file, struct language *language,
		   unsigned *bad);

/* What the sieve says of a key; 0 for nearly every word that has nothing to do with time. */
static inline unsigned language_flags(const struct language *language, uint32_t key)
{
	return language->keys[key % KEYS];
}

static inline bool language_knows(const struct language *language, uint32_t key)
{
	return language_flags(language, key) != 0;
}

/* The readings of phrases that start at atoms[at]; at most `room`. */
unsigned language_readings(const struct language *language, const struct atoms *atoms, size_t at,
			   struct reading *out, unsigned room);

/* Whether these words may name a weekday or an anniversary; false for all that surely don't, and most do not. */
bool language_tells(const struct language *language, struct arena *scratch, struct str text,
		    struct words words);

#endif
