/*
 * Speakers: which person, office or document each statement comes from, and who relayed it.
 */
#ifndef ATTRIBUTE_SPEAKERS_H
#define ATTRIBUTE_SPEAKERS_H

#include "attribute/sources.h"

/* What became of a statement's source and relay. */
struct attribution {
	struct str speaker, relay, medium, addressee; /* empty: cannot be told */
	struct office office;              /* the speaker's, where no name is known */
	float confidence;                  /* that the speaker is the right one, 0 … 1 */
	bool relay_said;                   /* by this sentence itself */
	bool is_document;                  /* the speaker is a text, which is no link of a chain */
	uint32_t person;                   /* number in names, or NOBODY */
	struct range speaker_at;           /* the words that name the speaker */
	struct str why[4];
	size_t nwhy;
};

/* One attribution a statement, in r->arena. `state_agency`: the one this article names, or empty. */
struct attribution *speakers_find(const struct reading *r, const struct names *names,
				  struct str state_agency);

#endif
