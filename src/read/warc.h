/*
 * Web archives (ISO 28500, WARC 1.0 and 1.1, and ARC before it): records one after the other, most of them what a server
 * answered. The reader cuts them by their stated length; pages are made of the answers with pages.
 */
#ifndef READ_WARC_H
#define READ_WARC_H

#include "read/internal.h"

enum warc_kind {
	WARC_PAGE,
	WARC_REVISIT,   /* says only that a page had not changed */
	WARC_TRUNCATED, /* the crawler kept a part */
	WARC_OTHER,     /* requests, pictures, failures … */
	WARC_BROKEN,    /* no record begins here */
	WARC_KINDS,
};

struct warc_record {
	enum warc_kind kind;
	size_t head;   /* bytes of its header, the empty line included */
	uint64_t body; /* bytes that follow, without the blank lines behind */
};

/* The record that begins with `bytes`, of which READ_HEAD bytes are enough. */
struct warc_record warc_look(struct str bytes);

#endif
