/*
 * Which entries of a list a text begins with: a prefix tree (Fredkin 1960), walked byte by byte.
 *
 *	"associated press" (1), "associated" (2)      "associated with the ministry": 2 behind 10 bytes
 *
 * An entry counts only where a word may end in the text: "press" does not stand in "pressed". Most words
 * of a text begin no entry, and are told by their first bytes. Private to clean.
 */
#ifndef CLEAN_PREFIXES_H
#define CLEAN_PREFIXES_H

#include "base/text.h"
#include "base/vector.h"

enum { START_BITS = 16, KINS = 1 << 13 };

struct prefixes {
	struct arena *arena;
	VEC(uint32_t) values; /* of each node; 0: no entry ends here; node 0 is the root */
	VEC(char) ahead;      /* of each node: the byte that leads to the next one; 0: none does */
	uint64_t *edges;      /* all others, hashed: from << 40 | byte << 32 | to; 0: free */
	size_t nedges;
	size_t room;          /* of edges: a power of two */
	VEC(uint64_t) heads;  /* the first bytes of each entry */
	uint8_t shifts[KINS]; /* of heads that begin alike: the bits at the end that do not tell */
	uint64_t starts[1 << (START_BITS - 6)]; /* a bit for each way to begin, hashed */
};

void prefixes_init(struct prefixes *prefixes, struct arena *arena);

/* The value of an entry, added with 0 where it is new. Void after the next call. */
uint32_t *prefixes_value(struct prefixes *prefixes, struct str entry);

/* To be called behind the last entry: until then nothing is found. */
void prefixes_ready(struct prefixes *prefixes);

/* What an entry that is the whole text has; 0: there is none. */
uint32_t prefixes_whole(const struct prefixes *prefixes, struct str text);

/* The value of the longest entry at the start of the text that has one of `bits`, and its bytes; 0: none. */
uint32_t prefixes_longest(const struct prefixes *prefixes, struct str text, uint32_t bits,
			  size_t *len);

/* The bits of all entries at the start of the text. */
uint32_t prefixes_bits(const struct prefixes *prefixes, struct str text);

/* The same for all words of the text. */
uint32_t prefixes_bits_within(const struct prefixes *prefixes, struct str text);

/* Bytes of the first word of `text`: letters and digits, of scripts without blanks one character. */
size_t first_word(struct str text);

#endif
