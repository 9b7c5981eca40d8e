/*
 * split: from an article's text to paragraphs, sentences and words.
 *
 * Words follow Unicode's rules (UAX 29) as far as news needs them: letters, digits and the marks that
 * hold a word together ("don't", "Jong-un" is two words, "1,200.5" is one, "U.S." is one); scripts
 * without spaces give a word a character. Each word keeps its bytes and a hash of its folded form
 * (case, width, kinds of quotes and hyphens folded; accents kept).
 */
#ifndef SPLIT_H
#define SPLIT_H

#include "base/arena.h"
#include "base/text.h"

enum word_flag {
	WORD_CAPITAL = 1,  /* starts with an upper-case letter */
	WORD_UPPER = 2,    /* two and more letters, all upper case */
	WORD_NUMBER = 4,   /* starts with a digit */
	WORD_UNSPACED = 8, /* a character of a script without spaces */
};

struct word {
	uint32_t start;
	uint16_t len; /* longer runs of letters are cut: hostile input */
	uint16_t flags;
	uint32_t hash; /* of the folded form; equal words have equal hashes */
};

struct sentence {
	struct span span;   /* without the blanks around it */
	uint32_t paragraph; /* number */
	uint32_t word, nwords;
	bool furniture;     /* not in a body stretch */
};

struct paragraph {
	struct span span;
	uint32_t sentence, nsentences;
};

struct words {
	struct word *items;
	size_t n, room;
};

struct pieces {
	struct paragraph *paragraphs;
	struct sentence *sentences;
	size_t nparagraphs, nsentences;
	struct words words; /* of the sentences, in order */
};

/* A stretch to split: sentences never cross its ends. */
struct split_region {
	struct span span;
	bool furniture;
};

/* Adds the words of text[span) to *words. Thread-safe; linear; raises for lack of memory. */
void split_words(struct arena *arena, struct str text, struct span span, struct words *words);

/* Folds one word as split_words() hashes it: for comparing with lexicons. At most `room` bytes. */
size_t split_fold(struct str word, char *out, size_t room);
uint32_t split_hash(struct str word); /* the hash split_words() gives this word */

/* Abbreviations and the like of each language, in `arena`. Raises for lack of memory. */
struct split_rules;
struct split_rules *split_rules_new(struct arena *arena);

/*
 * Paragraphs, sentences and words of the regions (in order, not overlapping), in `out`. `language` is
 * a two-letter code or empty; it picks the list of abbreviations that end no sentence. Thread-safe.
 */
void split_text(struct arena *out, const struct split_rules *rules, struct str text,
		const struct split_region *regions, size_t nregions, struct str language,
		struct pieces *pieces);

#endif
