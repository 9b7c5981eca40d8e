/*
 * Whom an article credits. Private to lineage/.
 */
#ifndef LINEAGE_SOURCES_H
#define LINEAGE_SOURCES_H

#include "lineage/lineage.h"

#include "base/vector.h"

enum { PHRASE_WORDS = 6 };

struct phrase {
	uint32_t hashes[PHRASE_WORDS];
	uint8_t n;
};

enum { PHRASE_FIRSTS = 1024 };

struct phrases {
	struct phrase *items;
	size_t n, room;
	uint64_t firsts[PHRASE_FIRSTS / 64]; /* a bit for each first word's hash: most words start no phrase */
};

struct lineage_rules {
	struct phrases before, after, skip, unlike, generic, release, correction;
	VEC(struct str) generic_texts;
};

/* A name that a text credits. */
struct credited {
	struct str name;  /* as sources_name() gives it */
	struct span span; /* len 0: in the byline or the metadata */
	bool alone;       /* in brackets, or on a line of its own, as agencies sign */
};

struct credits {
	struct credited *items;
	size_t n, room;
	bool generic;         /* "With inputs from agencies" */
	bool release;         /* its opening says that it is a press release … */
	bool correction;      /* … or that it corrects an earlier article */
};

/* What is looked for in the texts: the outlets and agencies of the articles in hand. */
struct known_names;

struct known_names *known_names_of(struct arena *arena, const struct lineage_text *texts, size_t n,
				   const struct lineage_options *options);

/* The name under which an outlet or agency is compared: its canonical one, without "The". */
struct str sources_name(const struct clean_rules *sources, struct str name, enum source_kind *kind);

/* May the two be one person? Each word of the shorter name is one of the longer's: "Putin", "Vladimir Putin". */
bool names_agree(struct str a, struct str b);

/* What the opening says of the text: a press release, a correction. */
void opening_read(struct arena *scratch, const struct lineage_rules *rules, const struct article *article,
		  struct credits *credits);

/* All that a text credits, in `arena`. Linear in the text. */
void sources_find(struct arena *arena, struct arena *scratch, const struct lineage_options *options,
		  const struct known_names *names, const struct lineage_text *text,
		  struct credits *credits);

/*
 * Where a text credits a name: nowhere; only within some words that it shares, signed with it or told by it;
 * or in words of its own.
 */
enum credit_place { CREDITED_NOWHERE, CREDITED_SIGNED, CREDITED_WITHIN, CREDITED_BESIDE };
enum credit_place sources_credited(const struct credits *credits, struct str name, struct span shared);

#endif
