/*
 * Names: the people an article names, and which of its words mean which of them.
 */
#ifndef ATTRIBUTE_NAMES_H
#define ATTRIBUTE_NAMES_H

#include "attribute/reading.h"

enum { NAME_WORDS = 5, NOBODY = UINT32_MAX };

enum gender { GENDER_UNKNOWN, GENDER_MAN, GENDER_WOMAN };

struct person {
	struct str name; /* as the article writes it: fullest form, hyphens only if always */
	uint32_t words[NAME_WORDS];
	uint32_t nwords, count;
	uint32_t role, place; /* hashes: "leader", "Korean" of "North Korean leader"; or 0 */
	uint32_t same_as;     /* a fuller name of the same person, or itself */
	uint8_t gender;       /* enum gender */
	bool is_person;       /* titled, with a role, or with a known first name */
};

/* A place where somebody is named, by tokens. */
struct mention {
	struct range range;
	uint32_t person;
};

struct names {
	struct person *people;
	size_t n;
	struct mention *mentions; /* in order */
	size_t nmentions;
};

/* All people of the article; the mentions before token `until`, and the first behind. */
void names_find(const struct reading *r, size_t until, struct names *names);

/* The first mention at or after token `from` and before `to`, or NULL. */
const struct mention *mention_within(const struct names *names, size_t from, size_t to);

/* The number of mentions before token `at`. */
size_t mentions_before(const struct names *names, size_t at);

/* The words of a name as text, without a genitive ending. */
struct str name_text(const struct reading *r, struct range range);

#endif
