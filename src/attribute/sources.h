/*
 * Sources: whom or what a noun phrase means that stands beside a cue.
 */
#ifndef ATTRIBUTE_SOURCES_H
#define ATTRIBUTE_SOURCES_H

#include "attribute/names.h"

enum who_kind {
	WHO_NOBODY,
	WHO_PERSON,
	WHO_AGENCY, /* a news agency or an outlet, by name */
	WHO_STATE_MEDIA,
	WHO_OTHER,    /* "ministry official", "Kremlin": by the words themselves */
	WHO_DOCUMENT, /* a report, a poll: no link of a chain */
	WHO_PRONOUN,
};

struct who {
	enum who_kind kind;
	struct str name;    /* canonical; empty: cannot be told */
	uint32_t person;    /* number in names, or NOBODY */
	struct range range; /* the words that say so */
	uint32_t tags;      /* of a pronoun */
};

/* The agency or outlet that the phrase names as a source, not as somebody's employer; else NOBODY. */
struct who relay_of(const struct reading *r, struct range phrase);

/* Whom the phrase means, by itself; pronouns and roles are left to who_resolve(). */
struct who who_is(const struct reading *r, const struct names *names, struct range phrase);

#endif
