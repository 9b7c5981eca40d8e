/*
 * clean: from a page to the article.
 *
 * Tells what each stretch of the text is (body, title, byline, caption, menu …) and reads from it who
 * published it, who wrote it, which agency's words it is, where and when. Nothing is cut out: every
 * non-blank byte of the text lies in exactly one mark.
 */
#ifndef CLEAN_H
#define CLEAN_H

#include "base/calendar.h"
#include "base/text.h"
#include "read/read.h"

enum mark_kind {
	MARK_BODY,
	MARK_TITLE,
	MARK_BYLINE,
	MARK_DATELINE,
	MARK_CAPTION,
	MARK_CREDIT,
	MARK_RELATED,
	MARK_FURNITURE,
};

const char *mark_name(enum mark_kind kind); /* "body" … as in records */

struct mark {
	struct span span;
	enum mark_kind kind;
};

enum agency_role { AGENCY_TEXT, AGENCY_PHOTO, AGENCY_INPUTS };

const char *agency_role_name(enum agency_role role); /* "text", "photo", "inputs" */

struct agency {
	struct str name; /* canonical: "KCNA" */
	enum agency_role role;
	struct span span; /* the credit in the text; len 0 where it came from metadata */
};

enum published_from {
	PUBLISHED_UNKNOWN,
	PUBLISHED_INPUT,
	PUBLISHED_METADATA,
	PUBLISHED_PAGE,
	PUBLISHED_INFERRED,
};

const char *published_from_name(enum published_from from); /* NULL for UNKNOWN */

/* An article; strings and lists belong to the arena it was made in. Unknown: empty, n 0. */
struct article {
	struct str id, file, url, outlet, title;
	struct str language; /* "en": BCP 47's primary subtag */
	struct str *byline;
	size_t nbyline;
	struct agency *agencies;
	size_t nagencies;
	struct str place; /* of the dateline: "SEOUL" */
	struct span place_span;
	struct moment published;
	enum published_from published_from;
	struct span published_span; /* in the text, where it was read there */
	struct str *published_why;  /* reasons, where it is inferred or open */
	size_t npublished_why;
	struct moment modified; /* as the page states it */
	struct str canonical;   /* its own address by its own word, be it of another host */
	struct str text;
	uint64_t fingerprint; /* of the text and the id, see article_fingerprint() */
	struct mark *marks; /* in order, not overlapping, covering every non-blank byte */
	size_t nmarks;
};

/* The first mark that reaches beyond `offset`; NULL where none does. */
const struct mark *mark_reaching(const struct article *article, uint32_t offset);

/* Lists of agencies, outlets, furniture phrases, months …: read once, then only looked at. */
struct clean_rules;
struct clean_rules *clean_rules_new(struct arena *arena);

/*
 * The article of a page, in `out` (the text is the page's own, not copied). Thread-safe. Linear in the
 * text. Raises for lack of memory.
 */
void clean_page(struct arena *out, struct arena *scratch, const struct clean_rules *rules,
		const struct page *page, struct article *article);

/*
 * The canonical name of a news agency or outlet that stands at the start of `words` ("the Korean
 * Central News Agency said" gives "KCNA"), and how many bytes it takes; empty where none stands there.
 */
enum source_kind { SOURCE_NONE, SOURCE_AGENCY, SOURCE_STATE_AGENCY, SOURCE_OUTLET };
struct str source_name(const struct clean_rules *rules, struct str words, enum source_kind *kind,
		       size_t *used);

/*
 * A hash that tells the article from those of another text or another id. article_keep() makes it, while the text is
 * in the cache; where there is none (0: the id was changed), it is made anew.
 */
uint64_t article_fingerprint(const struct article *article);

/* Copies all that an article points at, its text too, into `out`: what it was made of can go. */
void article_keep(struct arena *out, struct arena *scratch, struct article *article);

#endif
