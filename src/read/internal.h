/*
 * What the files of this stage share; nobody else includes it.
 */
#ifndef READ_INTERNAL_H
#define READ_INTERNAL_H

#include "read/read.h"
#include "read/unpack.h"

#include "base/vector.h"

enum {
	READ_ITEM_MOST = 64 * 1024 * 1024, /* bytes of one item; beyond: a complaint */
	READ_ROWS = 1024 * 1024,           /* bytes of a table after which an item is full */
	READ_BATCH_FIRST = 256 * 1024,     /* bytes after which the first batch is full; each next is twice … */
	READ_BATCH = 4 * 1024 * 1024,      /* … as large, up to this */
	READ_BATCH_ITEMS = 4096,
	READ_HEAD = 64 * 1024, /* bytes looked at to tell what a file is */
};

/* ---- complaints (complain.c) */

__attribute__((format(printf, 5, 6))) void complain(struct arena *arena,
						    struct read_complaints *complaints,
						    struct str file, uint64_t offset,
						    const char *format, ...);

/* What is wrong with the UTF-8 at s[at], and what was expected: for a message. */
struct str utf8_explain(struct arena *arena, struct str s, size_t at);

/* ---- which files there are (walk.c) */

struct input {
	struct str path; /* "-": standard input */
	uint64_t size;   /* 0 where not known */
	bool in_folder;  /* found by walking, not named by the user */
};

struct inputs {
	struct input *items;
	size_t n, room;
};

/* The file `path`, or all files of that folder and of the folders in it, by the bytes of their
 * names. */
void walk(struct arena *arena, const char *path, struct inputs *inputs,
	  struct read_complaints *complaints);

/* ---- bytes of one file (stream.c) */

struct stream {
	int fd;          /* -1: none */
	bool keep;       /* do not close: standard input */
	struct str rest; /* of bytes in memory, where fd is -1 */
	char *head;      /* bytes read ahead: head[head_start, head_end), of READ_HEAD */
	size_t head_start, head_end;
	char *packed; /* packed bytes read ahead, in the same way */
	size_t packed_start, packed_end;
	struct unpack unpack;
	uint64_t offset; /* of the next byte that stream_read() gives, counted unpacked */
	uint64_t taken;  /* bytes taken from the file */
	bool file_ended, ended;
	int error;         /* errno, once reading failed; the stream has then ended */
	const char *fault; /* what is wrong with the archive; the stream has then ended */
};

void stream_init(struct stream *stream, struct arena *arena);
/* 0 or errno. Never waits for a writer of a FIFO. */
int stream_open(struct stream *stream, const struct input *input);
void stream_open_bytes(struct stream *stream, struct str bytes);
void stream_close(struct stream *stream);

/* Unpacks from here on, where the file is packed. Raises for lack of memory. */
void stream_unpack(struct stream *stream);

/* Up to READ_HEAD bytes that come next, without taking them; less than half of it only at the end. */
struct str stream_peek(struct stream *stream);

/* Takes up to `room` bytes; fewer only at the end. */
size_t stream_read(struct stream *stream, char *to, size_t room);

/* Drops bytes that were peeked at. */
void stream_skip(struct stream *stream, size_t len);

/* ---- what a file is (detect.c) */

enum shape {
	SHAPE_TEXT,
	SHAPE_JSON_LINES,
	SHAPE_JSON, /* one value over several lines */
	SHAPE_HTML,
	SHAPE_FEED,
	SHAPE_SITEMAP,
	SHAPE_WARC,
	SHAPE_NEWSML,
	SHAPE_TABLE,
	SHAPE_MAIL,
	SHAPE_MBOX, /* messages, each after a line that begins with "From " */
	SHAPE_EMPTY,
	SHAPE_FOREIGN, /* pictures, programs, office files … */
};

/* Of the first bytes of a file; for SHAPE_FOREIGN *what says what it seems, *at where it shows. */
enum shape detect(struct str head, const char **what, size_t *at);

/* ---- pages of one item */

struct reading {
	struct arena *out, *scratch;
	struct json_parser *json; /* may be NULL */
	const struct read_item *item;
	struct read_complaints *complaints;
	VEC(struct page) pages;
};

void read_text(struct reading *reading);
void read_json(struct reading *reading);
void read_html(struct reading *reading);
void read_feed(struct reading *reading);
void read_sitemap(struct reading *reading);
void read_warc(struct reading *reading);
void read_mail(struct reading *reading);
void read_newsml(struct reading *reading);
void read_table(struct reading *reading);

/* Fills the page from HTML in UTF-8: its text, blocks and meta. */
void html_page(struct reading *reading, struct page *page, struct str html);

/* An empty page that knows where it came from; its address is void after the next. */
struct page *page_add(struct reading *reading);

/* Makes `text`, well-formed and kept by the caller, the page's, with its lines as blocks. */
void page_lines(struct reading *reading, struct page *page, struct str text);

/* Complains of the item at `at`, counted from the item's first byte. */
__attribute__((format(printf, 3, 4))) void refuse(struct reading *reading, size_t at,
						  const char *format, ...);

/*
 * The item's bytes as UTF-8 without BOM: its own bytes, or converted where another charset is sure.
 * Empty, with a complaint, where they are neither, or hold NUL.
 */
struct str charset_text(struct reading *reading);

/* `from` as UTF-8; strict: false where a byte stands for nothing, else U+FFFD goes in its place. */
bool charset_convert(struct arena *arena, struct str from, const char *charset, bool strict,
		     struct str *out);

/* What uchardet takes the text for: a name for charset_convert(), or "". */
void charset_guess(struct str text, char *name, size_t room);

/* The first thing wrong with a JSON value: offset and what was expected; false where nothing is. */
bool json_fault(struct str bytes, size_t *at, const char **expected);

#endif
