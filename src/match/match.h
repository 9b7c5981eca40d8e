/*
 * match: which passages stand in other articles too.
 *
 * Text reuse is read mapping: a passage is a read, the other articles are the genome, edits are
 * mutations. Sketch, index, seed, chain, align.
 */
#ifndef MATCH_H
#define MATCH_H

#include "base/arena.h"
#include "base/text.h"
#include "split/split.h"
#include "wirecopy.h"

/* An article as this stage sees it. Numbers of articles are places in the list handed over. */
struct match_text {
	struct str text;
	const struct span *regions; /* what may be copied: body, title, captions; in order */
	size_t nregions;
	uint32_t outlet; /* equal numbers are one outlet; 0: unknown */
	uint64_t order;  /* decides ties: a hash of id and text, never of arrival */
	int64_t when;    /* seconds at which it was out at the latest; INT64_MAX: unknown */
};

struct match_options {
	unsigned threads;
	unsigned min_words; /* shortest passage */
	bool steps;         /* tell how each pair of a few articles was looked at */
	bool once;          /* texts are matched once, nothing is kept: blocks go when they were read */
};

/* What a stretch that two articles share was found to be; only what is told is a passage. */
enum verdict {
	VERDICT_TOLD,
	VERDICT_SHORT,     /* fewer words than asked for */
	VERDICT_FURNITURE, /* an outlet repeats it */
	VERDICT_LINK,      /* leads to another article */
	VERDICT_HEADLINE,
	VERDICT_STOCK,  /* articles on many matters have it */
	VERDICT_COMMON, /* too few words in a row are the same */
};

struct passage {
	uint32_t a, b; /* numbers of articles, a < b */
	struct span in_a, in_b;
	uint32_t words;  /* words that are the same on both sides */
	float identity;  /* same words by the columns of the alignment, 0 … 1 */
	uint32_t family; /* passages that are one text in many articles share it */
};

/* Words in a row that are the same on both sides. */
struct shared_run {
	struct span in_a, in_b;
	uint32_t words;
};

/* Runs that follow one another on both sides. */
struct shared_chain {
	struct span in_a, in_b;
	uint32_t runs;
	int32_t score;
	bool known; /* most of it lies in a better one, and it was left out */
};

/* What the alignment of a chain left. */
struct shared_stretch {
	struct span in_a, in_b;
	uint32_t words, longest; /* that are the same; most of them in a row */
	int32_t score;
	float identity;
	enum verdict verdict;
};

enum { STEPS_MOST_ARTICLES = 64 };

/* How a pair was looked at. */
struct pair_steps {
	uint32_t a, b; /* a < b */
	uint32_t words_a, words_b;
	uint32_t gram, min_words;         /* words of a gram; asked for */
	uint32_t characters;              /* that make a word; 1: words are words */
	uint32_t seeds;                   /* grams of the sketch that both have … */
	uint32_t furniture, stock;        /* … of which so many were set aside */
	struct shared_run longest;        /* of all the two share; words 0: not looked for, or not one word */
	struct shared_run *runs;          /* what the seeds that were left grew to */
	struct shared_chain *chains;      /* best first */
	struct shared_stretch *stretches; /* in order of in_a */
	size_t nruns, nchains, nstretches;
};

/* What articles on different matters have, and was no passage for it. */
struct repeated {
	uint32_t article; /* one that has it, in the words that most have it in */
	struct span span;
	uint32_t words;
	uint32_t articles; /* that have it */
	uint32_t *outlets; /* an article of each outlet that has it */
	size_t noutlets;
	bool stock; /* a phrase of the whole trade, not of one outlet */
};

/* What match_texts() is asked. */
struct match_asked {
	const struct match_text *texts;
	size_t n;
	bool repeated; /* what was set aside is wanted, too */
	/* Called now and then, on the caller's thread; false stops. NULL: nobody is told. */
	bool (*progress)(void *context, uint64_t done, uint64_t total);
	void *context;
};

struct passages {
	struct passage *items; /* in order of a, b, in_a.start, in_b.start */
	size_t n;
	size_t distinct_texts;     /* after folding equal and nearly equal articles */
	struct repeated *repeated; /* where asked for; those that most articles have first */
	size_t nrepeated;
	/*
	 * Where options->steps asked for it: how pairs that share a gram (and the only two there are)
	 * were looked at, in order of a, b, if there are no more than STEPS_MOST_ARTICLES; and of whose
	 * text each article is a print (UINT32_MAX: of none). Else NULL.
	 */
	struct pair_steps *steps;
	size_t nsteps;
	uint32_t *print_of;
};

/*
 * What is known of articles that were matched before: when they are matched again, with others added,
 * they are not looked through for grams again. Docs/index.md.
 */
struct match_index;

/* In `arena`; match_index_free() must follow. Raises. */
struct match_index *match_index_new(struct arena *arena, const struct match_options *options);
void match_index_free(struct match_index *index); /* NULL is fine */

/*
 * What the index knows is in so many blocks. Each as bytes to keep, in `arena`; empty where that would be
 * more than half a gigabyte. Raises.
 */
size_t match_index_blocks(const struct match_index *index);
struct str match_index_write(const struct match_index *index, size_t block, struct arena *arena);

/*
 * Takes in a block that was kept: articles that are matched later need not be looked through again. False where
 * the bytes are damaged, of another version or for other options, or where memory is gone: the index is
 * as good without.
 */
bool match_index_read(struct match_index *index, struct str bytes);

/*
 * The passages of at least min_words words that two of the texts share, in `out`. Every shared run of
 * that many words is looked at; the shorter a passage is, the more is asked before it is told: below 12
 * words only a whole quoted sentence, unchanged, in two articles about the same (worth.c). Linear in
 * the texts but for what is found. The same for any number of threads, any order
 * of the texts (but for their numbers), and whatever `index`, which learns the texts that are new to it,
 * knew before.
 */
enum wire_status match_texts(struct match_index *index, struct arena *out,
			     const struct match_asked *asked, struct passages *passages);

/* One step of an alignment: these bytes of a against these of b. */
enum edit_kind { EDIT_SAME, EDIT_CHANGED, EDIT_ONLY_A, EDIT_ONLY_B };

struct edit {
	enum edit_kind kind;
	struct span a, b;
};

struct edits {
	struct edit *items;
	size_t n;
};

/* The word-level differences of two stretches, for showing them side by side. Work is bounded. */
void match_edits(struct arena *out, struct arena *scratch, struct str text_a, struct span a,
		 struct str text_b, struct span b, struct edits *edits);

#endif
