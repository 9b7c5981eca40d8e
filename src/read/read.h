/*
 * read: from inputs to pages.
 *
 * An input is a file, a folder or standard input, and what is in it is told by its content, never by its
 * name. Reading has two halves, so that the costly one runs in parallel:
 *
 *	inputs ─ reader_next() ─ items ─┬─ read_item() ─ pages ─┬─ clean
 *	         one thread, in order   └─ read_item() ─ pages ─┘
 *
 * An item is a stretch of one file that stands for itself: a line of JSON, a page, a text. Bad input
 * becomes a complaint (file, byte offset, what was expected); the rest goes on.
 */
#ifndef READ_H
#define READ_H

#include "base/arena.h"
#include "base/text.h"
#include "read/json_fast.h"
#include "wirecopy.h"

enum read_format {
	READ_TEXT,
	READ_JSON_LINE, /* or a value over several lines, or a list */
	READ_HTML,
	READ_FEED,    /* RSS, RDF, Atom */
	READ_SITEMAP, /* addresses of news, without words */
	READ_WARC,    /* a record of a web archive */
	READ_MAIL,
	READ_NEWSML, /* NewsML-G2, NITF */
	READ_TABLE,  /* rows of CSV and its kin */
};

/* What reading knows of HTML and of the words in it: made once, then only looked at. */
struct read_rules;
struct read_rules *read_rules_new(struct arena *arena);

struct read_item {
	struct str file; /* as the user named it; folders: folder/name */
	uint64_t offset; /* of the item's first byte in the file */
	uint64_t line;   /* its line, from 1 */
	enum read_format format;
	struct str bytes; /* of JSON: READ_BEHIND bytes more can be read behind them */
	struct str head;                /* of a table: its first line */
	const struct read_rules *rules; /* the reader's */
};

/* What kind of element of a page a block was. Plain text has only BLOCK_LINE. */
enum block_kind {
	BLOCK_LINE,      /* a line of plain text */
	BLOCK_PARAGRAPH, /* p, div with text of its own, and the like */
	BLOCK_HEADING,   /* h1 … h6 (level) */
	BLOCK_ITEM,      /* li, dt, dd */
	BLOCK_CAPTION,   /* figcaption, caption */
	BLOCK_QUOTE,     /* blockquote, q */
	BLOCK_PRE,
	BLOCK_CELL, /* td, th */
};

/* Where in a page a block stands: what its ancestors are, by tag, role, class and id. Or-ed. */
enum block_place {
	PLACE_ARTICLE = 1 << 0, /* article, main, itemprop=articleBody, class story-body … */
	PLACE_MAIN = 1 << 1,
	PLACE_NAV = 1 << 2,    /* nav, menu, breadcrumb */
	PLACE_HEADER = 1 << 3, /* of the page, not of the article */
	PLACE_FOOTER = 1 << 4,
	PLACE_ASIDE = 1 << 5, /* aside, related, recommended, sidebar */
	PLACE_FIGURE = 1 << 6,
	PLACE_COMMENTS = 1 << 7,
	PLACE_FORM = 1 << 8,    /* form, button, newsletter sign-up */
	PLACE_HIDDEN = 1 << 9,  /* hidden, display:none, aria-hidden */
	PLACE_SHARE = 1 << 10,  /* share and follow buttons, tags */
	PLACE_BYLINE = 1 << 11, /* class byline, author, rel=author, itemprop=author */
	PLACE_DATE = 1 << 12,   /* time, class date */
	PLACE_TITLE = 1 << 13,  /* h1, itemprop=headline */
	PLACE_LIST = 1 << 14,
	PLACE_SUMMARY = 1 << 15, /* standfirst, dek, description */
	PLACE_BODY =
		1 << 16, /* names that say the article's text itself: articleBody, story-text */
	PLACE_AD = 1 << 17,
};

struct block {
	struct span span;    /* in the page's text, trimmed, never empty */
	uint8_t kind;        /* enum block_kind */
	uint8_t level;       /* of headings */
	uint16_t depth;      /* of the element in the tree */
	uint32_t place;      /* enum block_place, or-ed */
	uint32_t link_bytes; /* how many of its bytes are link text */
	uint32_t container;  /* number of the nearest block-level parent; siblings share it */
	uint32_t shape;      /* hash of the element's tag and class: alike blocks share it */
};

/* What a page says of itself in its head, in time tags, in JSON-LD. In order of the page. */
enum meta_from { META_TAG, META_JSON_LD, META_TIME_TAG, META_LINK, META_TITLE_TAG };

struct meta {
	enum meta_from from;
	struct str
		key; /* "og:title", "article:published_time"; JSON-LD: "NewsArticle.author.name" */
	struct str value; /* entities resolved, trimmed */
};

/*
 * One article as it came, before anybody judged what is what. `text` is what was read, nothing cut out;
 * of an HTML page, its blocks in reading order joined by blank lines. It is empty where a page states
 * its title but only a script would fetch its words, and in sitemaps. A BOM is not part of it. It is
 * well-formed UTF-8 without NUL, of less than 4 GiB. Fields the input does not state are empty.
 */
struct page {
	struct str id, file;
	uint64_t offset;
	enum read_format format;
	struct str url, outlet, title, published, language;
	struct str *byline;
	size_t nbyline;
	struct str text;
	struct block *blocks;
	size_t nblocks;
	struct meta *meta;
	size_t nmeta;
};

struct pages {
	struct page *items;
	size_t n;
};

struct read_complaint {
	struct str file;
	uint64_t offset;
	struct str message;
};

struct read_complaints {
	struct read_complaint *items;
	size_t n, room;
};

struct reader;

/*
 * A reader over one input path ("-": standard input), or over `bytes` under that name where bytes.s is
 * not NULL. Owned by the caller; the rules must outlive it. Raises for lack of memory, having freed
 * what it held.
 */
struct reader *reader_open(const struct read_rules *rules, const char *path, struct str bytes);
void reader_free(struct reader *reader); /* NULL is fine */

/*
 * The next batch of items, some megabytes, their bytes in `batch`; false at the end. What cannot be
 * read is added to *complaints, in `batch` too. Not thread-safe. Raises for lack of memory.
 */
bool reader_next(struct reader *reader, struct arena *batch, struct read_item **items, size_t *n,
		 struct read_complaints *complaints);

/* Bytes read so far and, where known, in all (else 0): for progress. */
void reader_progress(const struct reader *reader, uint64_t *done, uint64_t *total);

/*
 * The pages of one item, in `out`; memory that is not needed later comes from `scratch`. Thread-safe.
 * An item that cannot be understood gives no page and a complaint. Without a parser (NULL) JSON is read
 * as well, but slowly.
 */
struct pages read_item(struct arena *out, struct arena *scratch, struct json_parser *json,
		       const struct read_item *item, struct read_complaints *complaints);

#endif
