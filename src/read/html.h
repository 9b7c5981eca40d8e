/*
 * What the files of the HTML reader share:
 *
 *	bytes ─ html_charset ─ html_tokens ─ html_tree ─┬─ html_blocks   text and blocks
 *	                                                └─ html_meta     what the page says of itself
 *
 * There is no tree: only the elements that are open at the moment are kept, on a stack.
 */
#ifndef READ_HTML_H
#define READ_HTML_H

#include "read/internal.h"
#include "read/rules.h"

enum {
	HTML_MOST = 32 * 1024 * 1024, /* bytes of one page */
	HTML_DEPTH_MOST = 512,  /* open elements; deeper ones count as level, as in browsers */
	HTML_META_MOST = 20000, /* facts of one page */
};

/* ---- tokens */

/* The attributes that tell us something; others are passed over. */
enum html_attribute {
	ATTR_CLASS,
	ATTR_ID,
	ATTR_ROLE,
	ATTR_ITEMPROP,
	ATTR_HREF,
	ATTR_REL,
	ATTR_NAME,
	ATTR_PROPERTY,
	ATTR_HTTP_EQUIV,
	ATTR_CONTENT,
	ATTR_DATETIME,
	ATTR_TYPE,
	ATTR_LANG,
	ATTR_STYLE,
	ATTR_HIDDEN,
	ATTR_ARIA_HIDDEN,
	ATTRIBUTES,
};

enum html_token_kind { HTML_END, HTML_TEXT, HTML_OPEN, HTML_CLOSE };

struct html_token {
	enum html_token_kind kind;
	const struct html_tag *tag; /* of OPEN and CLOSE; NULL: an element we do not know */
	struct str name;            /* as written */
	size_t start;               /* of the token, in the page */
	bool literal;               /* of TEXT: references in it are none (CDATA) */
	uint32_t name_hash;         /* of the tag's name in lower case */
	bool self_closing;          /* "<path/>" */
	struct str text;            /* of TEXT, as written; of OPEN: content up to the end tag,
					     * where the element holds no tags (script, title …) */
	struct str attributes[ATTRIBUTES]; /* of OPEN, as written; absent: s is NULL */
};

struct html_tokens {
	const struct read_rules *rules;
	struct str in;
	size_t at;
	bool xml; /* no element is special, names are as written; of OPEN, `text` is its attributes */
};

/* The next token; false at the end. Linear over all calls. */
bool html_token_next(struct html_tokens *tokens, struct html_token *token);

/* The next attribute in an opening tag's `rest`, as written; false at its end. */
bool html_attribute_next(struct str *rest, struct str *name, struct str *value);

/* ---- blocks */

struct html_blocks {
	struct reading *reading;
	const struct read_rules *rules;
	struct buf text;
	VEC(struct block) blocks;
	bool in_block, blank, preformatted;
	unsigned breaks;      /* <br> since the last character */
	size_t start;         /* of the block in text */
	uint32_t link_bytes;  /* of the block */
	uint32_t covered[32]; /* bytes of the block in inline elements of each place */
};

/* Text as written, in the block at hand; `linked` where it stands in a link. */
void html_text_add(struct html_blocks *blocks, struct str raw, bool linked);

/* Ends the block at hand, if there is one; its span is set here, the rest comes from `like`. */
void html_block_end(struct html_blocks *blocks, const struct block *like);

/* `len` bytes up to here stood in an inline element of these places. */
void html_inline_covered(struct html_blocks *blocks, uint32_t place, size_t from);

/* White space folded, references resolved, trimmed: for attributes and titles. */
struct str html_plain(struct arena *arena, const struct read_rules *rules, struct str raw);

/* White space folded and trimmed, nothing else changed. */
struct str html_folded(struct arena *arena, struct str text);

/* ---- facts */

struct html_meta {
	struct reading *reading;
	const struct read_rules *rules;
	VEC(struct meta) list;
};

/* What an opening tag states: meta, link, time, html, title, and scripts of JSON-LD. */
void html_meta_tag(struct html_meta *meta, const struct html_token *token);

/* ---- scripts */

/* HTML of the article that only a script of the page would show; empty where none is found. */
struct str html_script_words(struct arena *arena, struct str html, const struct meta *meta,
			     size_t n);

/* ---- the whole */

/* The page's text and blocks from its UTF-8 bytes; false where it nests too deep in places. */
bool html_tree_read(struct html_blocks *blocks, struct html_meta *meta, struct str bytes);

/* The page's bytes as UTF-8 without NUL, whatever they were; `charset` as its server named it, or empty. */
struct str html_utf8(struct reading *reading, struct str bytes, struct str charset);

#endif
