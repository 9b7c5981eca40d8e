/*
 * Atoms: the smallest pieces that time expressions are made of.
 *
 * The words of split keep together what a date takes apart ("8:30pm", "1990s", "year's", "2024년"), and
 * marks are no words at all. An atom is a run of letters, a run of digits, or one mark:
 *
 *	On  May 9, 2024's    ->   On · May · 9 · , · 2024 · ' · s
 *
 * A hyphen that joins letters to anything is dropped ("third-quarter", "25-year-old" read as with
 * blanks); between digits it is a mark. Dashes and quotes of all kinds are one mark each: - and '.
 */
#ifndef DATE_ATOMS_H
#define DATE_ATOMS_H

#include "base/vector.h"
#include "split/split.h"

enum atom_kind { ATOM_WORD, ATOM_NUMBER, ATOM_MARK };

enum atom_flag {
	ATOM_GLUED = 1,   /* stands right behind the atom before, without a blank */
	ATOM_CAPITAL = 2, /* a word that starts with a capital */
	ATOM_UPPER = 4,   /* a word all in capitals */
	ATOM_OPENS = 8,   /* the first of its sentence */
	ATOM_JOINED = 16, /* a hyphen to the atom before was dropped */
};

struct atom {
	uint32_t start, end;
	uint32_t key;  /* equal for equal atoms: of words the hash of the folded form */
	int32_t value; /* of numbers of at most 9 digits, else -1; of marks the byte */
	uint8_t kind, flags, digits;
};

struct atoms {
	struct atom *items;
	size_t n, room;
};

/* The key of a word that is one atom, which most are: without apostrophes, digits and stops. */
static inline uint32_t word_key(uint32_t hash)
{
	return hash | 0x80000000u;
}

/* The key that an atom of the mark `byte` has. */
uint32_t mark_key(char byte);

/* Adds the atoms of text[span): of the words that lie in it, and of the marks around them. */
void atoms_add(struct arena *arena, struct str text, struct span span, struct words words,
	       struct atoms *atoms);

#endif
