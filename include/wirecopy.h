/*
 * wirecopy: where the words of the news come from.
 *
 * This is the public contract and the only installed header. A program gives articles to a trace,
 * asks for findings, and has them written as JSON Lines, as tables for people, or as one HTML page:
 *
 *	struct wire_options options = wire_options_default();
 *	struct wire_error error;
 *	struct wire *wire;
 *
 *	if (wire_open(&options, &wire, &error))
 *		return complain(&error);
 *	if (!wire_add(wire, "articles/", &error) && !wire_run(wire, WIRE_QUOTES, &error))
 *		wire_write(wire, WIRE_QUOTES, WIRE_JSON, &sink, &error);
 *	wire_free(wire);
 *
 * Conventions
 *   - Calls that can fail return an enum wire_status, 0 being fine, and fill *error where it is not
 *     NULL. A bad article is no failure: it is told to options.complain, counted, and left out.
 *   - The library never prints, never exits, keeps no global state, and survives running out of
 *     memory: the call then returns WIRE_NO_MEMORY and the trace can only be freed.
 *   - A trace is used by one thread at a time; different traces may be used at once. Inside a call
 *     it uses options.threads threads of its own. Results do not depend on their number, on the
 *     order in which articles were added, or on how they were split into calls.
 *   - Offsets are byte offsets into an article's UTF-8 text, half open.
 */
#ifndef WIRECOPY_H
#define WIRECOPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WIRE_API __attribute__((visibility("default")))

enum wire_status {
	WIRE_OK = 0,
	WIRE_NO_MEMORY,    /* an allocation failed */
	WIRE_BAD_ARGUMENT, /* an option or a call that makes no sense */
	WIRE_CANNOT_READ,  /* a database that may not be read; other inputs are complained of */
	WIRE_CANNOT_WRITE, /* the sink refused, or the output file could not be made */
	WIRE_BAD_DATABASE, /* not a wirecopy database, damaged, or of a newer version */
};

/* What went wrong, where, and what to do, in words for a person. */
struct wire_error {
	enum wire_status code;
	char message[512]; /* "cannot open: Permission denied" */
	char where[512];   /* "news/may.jsonl", or "" */
};

/* One input, or part of one, that was left out. The strings live only during the call. */
struct wire_complaint {
	const char *file;
	uint64_t offset;      /* bytes from the start of the file */
	const char *message;  /* what was found and what was expected */
};

/* Which findings to make; each includes whatever it rests on. */
enum wire_findings {
	WIRE_ARTICLES = 1,
	WIRE_DATES = 2,
	WIRE_QUOTES = 4,
	WIRE_COPIES = 8,
	WIRE_STORIES = 16,
	WIRE_SERIES = 32,
	WIRE_ALL = 63,
	WIRE_FURNITURE = 64, /* what outlets print on all their pages, and stock phrases: no findings */
};

enum wire_form {
	WIRE_JSON,   /* JSON Lines, one record a line, as docs/records.md defines them */
	WIRE_TABLE,  /* text for people */
	WIRE_REPORT, /* one self-contained HTML page; takes no single finding: pass WIRE_ALL */
};

struct wire_options {
	unsigned threads;     /* workers; 0: one for each processor */
	unsigned min_words;   /* shortest copied passage, in words; 0: 8 */
	bool explain;         /* keep how each pair of a few articles was looked at, for a sink's `explain` */
	bool once;            /* one wire_run() and no wire_save() follow: less memory, else only more work */
	int64_t now;          /* no article is from later: seconds since 1970 UTC; 0: the clock's */
	void *context;        /* handed to the two calls below */
	/* Called for every input left out, from the calling thread only. NULL: nobody is told. */
	void (*complain)(void *context, const struct wire_complaint *complaint);
	/*
	 * Called now and then from the calling thread, with what is being done ("reading",
	 * "matching" ...), how much is done and how much there is (0: unknown). Return false to
	 * stop; the running call then returns WIRE_OK with what was found so far. NULL: no news.
	 */
	bool (*progress)(void *context, const char *doing, uint64_t done, uint64_t total);
};

/* Where output goes. `write` returns false to stop (a full disk, a closed pipe). */
struct wire_sink {
	bool (*write)(void *context, const char *bytes, size_t len);
	void *context;
	unsigned columns; /* width of the terminal for WIRE_TABLE; 0: 80 */
	bool colour;      /* terminal colours in WIRE_TABLE */
	bool explain;     /* in WIRE_TABLE: for each finding, what it rests on */
};

struct wire_counts {
	size_t articles, skipped, texts, quotes, dates, copies, stories, series, furniture;
};

struct wire;

/* "1.0.0". Static; never freed. */
WIRE_API const char *wire_version(void);

/* Options with every default set. */
WIRE_API struct wire_options wire_options_default(void);

/* An empty trace in *out, owned by the caller, who frees it with wire_free(). */
WIRE_API enum wire_status wire_open(const struct wire_options *options, struct wire **out,
				    struct wire_error *error);

/*
 * Reads a file, a folder (its files, sorted, folders within too), a wirecopy database, or standard
 * input ("-"), told apart by content. Inputs that cannot be understood go to options.complain.
 * Fails only for lack of memory, or a database that is damaged or may not be read.
 */
WIRE_API enum wire_status wire_add(struct wire *wire, const char *path, struct wire_error *error);

/* As wire_add(), for `len` bytes in memory; `name` stands for the file's name. The bytes are copied. */
WIRE_API enum wire_status wire_add_bytes(struct wire *wire, const char *name, const void *bytes,
					 size_t len, struct wire_error *error);

/* Makes the findings named in `findings` (enum wire_findings, or-ed) over all that was added. */
WIRE_API enum wire_status wire_run(struct wire *wire, unsigned findings, struct wire_error *error);

/* How many there are of each, of what wire_run() was asked for. */
WIRE_API struct wire_counts wire_count(const struct wire *wire);

/* Writes one kind of finding in one form. WIRE_CANNOT_WRITE where the sink refused. */
WIRE_API enum wire_status wire_write(struct wire *wire, enum wire_findings finding,
				     enum wire_form form, const struct wire_sink *sink,
				     struct wire_error *error);

/*
 * Puts the articles and findings of the last wire_run() into the database file `path`, made if need
 * be. One transaction: a kill at any moment leaves the file as it was or as it should be. (A run for
 * WIRE_COPIES alone infers no day of publication for articles that share nothing; ask it for
 * WIRE_ARTICLES too.)
 */
WIRE_API enum wire_status wire_save(struct wire *wire, const char *path, struct wire_error *error);

/* Frees a trace and all that it holds. NULL is fine. */
WIRE_API void wire_free(struct wire *wire);

#ifdef __cplusplus
}
#endif
#endif
