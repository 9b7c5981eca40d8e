/*
 * What clean knows of the world and of languages, read once from src/clean/data/.
 *
 * agencies.txt and outlets.txt hold names, languages.txt the commonest words of languages; every other file
 * is a language (en.txt, de.txt …) and all of them hold at once, since one does not know the language of a
 * menu. Private to clean.
 */
#ifndef CLEAN_RULES_H
#define CLEAN_RULES_H

#include "base/map.h"
#include "clean/clean.h"
#include "clean/languages.h"
#include "clean/prefixes.h"

struct source {
	struct str name; /* canonical */
	enum source_kind kind;
};

/* What a phrase of a language file says of the line that it stands in: the section it was in. */
enum phrase_kind {
	PHRASE_FURNITURE_LINE, /* [furniture line]: the whole line, give or take a count, is a button or a menu item */
	PHRASE_FURNITURE,   /* [furniture]: words that only boxes around articles use */
	PHRASE_END,         /* [end]: after it no article goes on */
	PHRASE_RELATED,     /* [related]: starts a line that leads to another story */
	PHRASE_BYLINE,      /* [byline]: stands before the writer's name */
	PHRASE_DATE,        /* [published]: stands before the date of publication */
	PHRASE_UPDATED,     /* [updated]: stands before the date of a change */
	PHRASE_CREDIT,      /* [credit]: starts a line that says who worked on the text */
	PHRASE_CONTRIBUTED, /* [contributed]: ends one */
	PHRASE_INPUTS,      /* [inputs]: starts a line that says whose words were used */
	PHRASE_CAPTION,     /* [caption]: words of captions */
	PHRASE_ROLE,        /* [role]: what a writer is: "staff writer" */
	PHRASE_NOT_NAME,    /* [not a name]: words no person is called */
	PHRASE_OFFICE,      /* [office]: words that make a name one of an office: "Works Desk" */
	PHRASE_PHOTO,       /* [photo]: words that make a credit one of a picture */
	PHRASE_KINDS,
};

static inline uint32_t phrase_bit(enum phrase_kind kind)
{
	return UINT32_C(1) << kind;
}

struct clean_rules {
	struct arena *arena;
	struct source *sources;
	size_t nsources;
	struct prefixes exact;   /* a name as it is written -> its source + 1 */
	struct prefixes credits; /* the same, with those names taken only in a credit */
	struct map folded;       /* a name in lower case -> its source + 1; outlets first */
	struct map hosts;        /* host -> outlet's source + 1 */
	struct prefixes phrases; /* a folded phrase -> phrase_bit() of its kinds */
	struct prefixes telling; /* those that say what a line is wherever they stand */
	struct prefixes opening; /* those that say it where they open it, or are all of it */
	struct map months;       /* folded name -> 1..12 */
	struct map weekdays;     /* folded name -> 1..7 */
	struct map zones;        /* "ist" -> minutes east + 2000 */
	struct languages languages;
};

/* Lower case, runs of white space as one blank, quote marks and dashes plain, ends trimmed. */
struct str folded(struct arena *arena, struct str text);

/* A phrase of the kind at the start of folded text, as its length; 0: none. */
size_t phrase_at_start(const struct clean_rules *rules, enum phrase_kind kind, struct str folded);
bool phrase_whole(const struct clean_rules *rules, enum phrase_kind kind, struct str folded);
/* Where a phrase of the kind stands in folded text, at the start of a word; STR_NONE: nowhere. */
size_t phrase_within(const struct clean_rules *rules, enum phrase_kind kind, struct str folded,
		     size_t *len);

/* The source at the start of `words`; in a credit, names that mean other things too count. */
const struct source *source_at(const struct clean_rules *rules, struct str words, bool credit,
			       size_t *used);

/* The outlet that is called `name` (whole) or has this page; NULL: not in the table. */
const struct source *outlet_named(const struct clean_rules *rules, struct arena *scratch,
				  struct str name);
const struct source *outlet_of_url(const struct clean_rules *rules, struct arena *scratch,
				   struct str url);

#endif
