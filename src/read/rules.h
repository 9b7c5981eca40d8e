/*
 * What reading knows beforehand: the elements of HTML, its character references, and the words that
 * tell from a class or an id what a part of a page is for.
 */
#ifndef READ_RULES_H
#define READ_RULES_H

#include "base/map.h"
#include "read/read.h"

enum tag_flags {
	TAG_BLOCK = 1 << 0,   /* begins and ends a block of text */
	TAG_VOID = 1 << 1,    /* has no content and no end tag */
	TAG_RAW = 1 << 2,     /* what is within is no markup up to its own end tag */
	TAG_SKIPPED = 1 << 3, /* its content is no text of the page */
	TAG_IN_P = 1 << 4,    /* may stand in a paragraph; other blocks end it */
	TAG_SCOPE = 1 << 5,   /* what is open outside is not closed from within */
	TAG_FORMATTING = 1 << 6,
	TAG_CONTAINER = 1 << 7, /* text directly in it is a paragraph of its own */
	TAG_IGNORED = 1 << 8,   /* neither opened nor closed: html, head, body */
};

enum tag_number {
	TAG_UNKNOWN,
	TAG_A,
	TAG_BR,
	TAG_P,
	TAG_LI,
	TAG_DD,
	TAG_DT,
	TAG_TABLE,
	TAG_TR,
	TAG_CELL, /* td, th */
	TAG_ROWS, /* tbody, thead, tfoot */
	TAG_HEADING,
	TAG_LIST, /* ul, ol, menu, dir */
	TAG_PRE,
	TAG_META,
	TAG_LINK,
	TAG_TIME,
	TAG_HTML,
	TAG_TITLE,
	TAG_SCRIPT,
	TAG_FORM,
	TAG_HEADER,
	TAG_FOOTER,
	TAG_HR,
	TAG_OTHER, /* nothing special about it */
};

struct html_tag {
	const char *name;
	uint8_t number; /* enum tag_number */
	uint8_t kind;   /* enum block_kind of text in it; BLOCK_LINE: as around it */
	uint8_t level;  /* of headings */
	uint16_t flags;
	uint32_t place;
};

extern const struct html_tag html_tags[]; /* ended by one without a name */

struct read_rules {
	struct map tags;     /* name → address of a struct html_tag */
	struct map entities; /* name → two code points, and ENTITY_BARE */
	struct map words;    /* "story-body", "=article" → enum block_place */
	struct map roles;    /* role, itemprop, rel → enum block_place */
	struct map first;    /* words that make a class name say nothing: "has-sidebar" */
};

#define ENTITY_BARE (1ull << 63) /* known without its semicolon too */

/* The element of that name in lower case, or NULL. */
const struct html_tag *rules_tag(const struct read_rules *rules, struct str name);

/* What class names or an id say, or-ed enum block_place. */
uint32_t rules_place(const struct read_rules *rules, struct str names);

/* What a role, itemprop or rel says; several may stand in it. */
uint32_t rules_role(const struct read_rules *rules, struct str names);

/*
 * The characters of the reference at the start of `raw` ("&amp;", "&#8217;", "&nbsp"), written to
 * `out`; how many bytes of `raw` it takes, 0 where none stands there.
 */
enum { REFERENCE_ROOM = 8 };
size_t rules_reference(const struct read_rules *rules, struct str raw, char out[REFERENCE_ROOM],
		       size_t *len);

#endif
