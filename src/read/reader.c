/*
 * From inputs to items: opens one file after the other, tells what it is, and cuts it.
 *
 *	may.jsonl   {"id":1 …}\n{"id":2 …}\n{"id":3 …}     three items, a line each
 *	kim.html    <html> … </html>                       one item
 *
 * Lines are cut here, by memchr() and in order, since that is cheap; they are parsed in parallel by
 * read_item(). A batch holds up to some megabytes, so memory is bounded by the batch and the longest
 * item: one longer than READ_ITEM_MOST is skipped with a complaint and never held in memory whole.
 */
#include "read/internal.h"
#include "read/table.h"
#include "read/warc.h"

#include "base/guard.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TABLE_HEAD_MOST = 8192 };

struct reader {
	struct arena arena;
	const struct read_rules *rules;
	struct inputs inputs;
	size_t next; /* input to open */
	struct str bytes, name;
	bool in_memory;
	struct stream stream;
	bool open;
	struct str file;
	enum shape shape;
	struct str head;               /* the first line of the table at hand */
	uint64_t left_out[WARC_KINDS]; /* records of the archive at hand */
	uint64_t line;                 /* of the stream's next byte, from 1 */
	size_t taken; /* bytes of the last batch of lines: the next is mostly as large */
	size_t full;  /* bytes after which a batch is full */
	uint64_t done, total;
	struct read_complaints complaints; /* of the walk */
};

struct batch {
	struct reader *reader;
	struct arena *arena;
	struct read_complaints *complaints;
	VEC(struct read_item) items;
	size_t bytes;
};

struct opening {
	const struct read_rules *rules;
	const char *path;
	struct str bytes;
	struct arena arena;
	struct reader *reader;
};

static void opening_body(void *context)
{
	struct opening *opening = context;
	struct reader *reader = ARENA_NEW(&opening->arena, struct reader);

	stream_init(&reader->stream, &opening->arena);
	reader->name = str_copy(&opening->arena, str_of(opening->path));
	reader->bytes = opening->bytes;
	reader->in_memory = opening->bytes.s != NULL;
	if (reader->in_memory)
		vec_push(&opening->arena, &reader->inputs,
			 ((struct input){reader->name, opening->bytes.len, false}));
	else
		walk(&opening->arena, opening->path, &reader->inputs, &reader->complaints);
	VEC_EACH (struct input, input, reader->inputs)
		reader->total += input->size;
	reader->rules = opening->rules;
	reader->full = READ_BATCH_FIRST;
	opening->reader = reader;
}

struct reader *reader_open(const struct read_rules *rules, const char *path, struct str bytes)
{
	struct opening opening = {.rules = rules, .path = path, .bytes = bytes};
	enum wire_status status;

	arena_init(&opening.arena);
	status = guard_run(opening_body, &opening);
	if (status) {
		arena_release(&opening.arena);
		guard_raise(status);
	}
	opening.reader->arena = opening.arena;
	return opening.reader;
}

void reader_free(struct reader *reader)
{
	struct arena arena;

	if (!reader)
		return;
	stream_close(&reader->stream);
	arena = reader->arena; /* the reader itself lies in it */
	arena_release(&arena);
}

void reader_progress(const struct reader *reader, uint64_t *done, uint64_t *total)
{
	*done = reader->done + (reader->open ? reader->stream.taken : 0);
	*total = reader->total;
}

__attribute__((format(printf, 3, 4))) static void
batch_complain(struct batch *batch, uint64_t offset, const char *format, ...)
{
	char message[256];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	complain(batch->arena, batch->complaints, batch->reader->file, offset, "%s", message);
}

static void input_close(struct batch *batch)
{
	struct reader *reader = batch->reader;

	if (reader->stream.error)
		batch_complain(batch, reader->stream.offset,
			       "cannot read on: %s; expected more of the file",
			       strerror(reader->stream.error));
	else if (reader->stream.fault)
		batch_complain(batch, reader->stream.offset, "%s", reader->stream.fault);
	reader->done += reader->stream.taken;
	reader->open = false;
	stream_close(&reader->stream);
}

/* What seems text may be a table: then its first line is taken and kept. */
static void table_begin(struct batch *batch)
{
	struct reader *reader = batch->reader;
	struct str head = stream_peek(&reader->stream), line;
	size_t bom = str_starts(head, STR("\xEF\xBB\xBF")) ? 3 : 0, end = str_find_byte(head, '\n');

	if (end == STR_NONE || end > TABLE_HEAD_MOST)
		return;
	line = str_sub(head, bom, end);
	if (!table_is(batch->arena, line))
		return;
	reader->shape = SHAPE_TABLE;
	reader->head = str_copy(&reader->arena, line);
	reader->line++;
	stream_skip(&reader->stream, end + 1);
}

static void input_open(struct batch *batch)
{
	struct reader *reader = batch->reader;
	const struct input *input = &reader->inputs.items[reader->next++];
	const char *what = "";
	size_t at = 0;
	int error = 0;

	reader->file = input->path;
	reader->line = 1;
	if (reader->in_memory)
		stream_open_bytes(&reader->stream, reader->bytes);
	else
		error = stream_open(&reader->stream, input);
	if (error) {
		batch_complain(batch, 0, "cannot open: %s; expected a file that may be read",
			       strerror(error));
		return;
	}
	reader->open = true;
	stream_unpack(&reader->stream);
	reader->shape = detect(stream_peek(&reader->stream), &what, &at);
	if (reader->shape == SHAPE_TEXT)
		table_begin(batch);
	if (reader->shape == SHAPE_FOREIGN)
		batch_complain(batch, at, "%s; expected text, JSON or a page", what);
	else if (reader->shape == SHAPE_EMPTY && !reader->stream.error && !reader->stream.fault)
		batch_complain(batch, 0, "an empty file; expected text, JSON or a page");
	if (reader->shape == SHAPE_FOREIGN || reader->shape == SHAPE_EMPTY)
		input_close(batch);
}

static void item_add_at(struct batch *batch, uint64_t offset, uint64_t line,
			enum read_format format, struct str bytes)
{
	struct reader *reader = batch->reader;
	struct read_item item = {.file = str_copy(batch->arena, reader->file),
				 .offset = offset,
				 .line = line,
				 .format = format,
				 .bytes = bytes,
				 .rules = reader->rules};

	if (format == READ_TABLE)
		item.head = str_copy(batch->arena, reader->head);
	vec_push(batch->arena, &batch->items, item);
	batch->bytes += bytes.len;
}

static void item_add(struct batch *batch, uint64_t offset, enum read_format format,
		     struct str bytes)
{
	item_add_at(batch, offset, batch->reader->line, format, bytes);
}

/* All that was taken, with bytes behind that a parser may read though they are no part of it. */
static struct str with_bytes_behind(struct buf *all)
{
	static const char zeros[READ_BEHIND];

	buf_add(all, (struct str){zeros, READ_BEHIND});
	all->len -= READ_BEHIND;
	return buf_str(all);
}

/* One item of all that is left of the file; none of half a file in a damaged archive. */
static void take_whole(struct batch *batch, enum read_format format)
{
	struct reader *reader = batch->reader;
	struct buf all = buf_in(batch->arena);
	uint64_t offset = reader->stream.offset;
	bool more;

	for (;;) {
		struct str piece = stream_peek(&reader->stream);

		if (!piece.len || all.len + piece.len > READ_ITEM_MOST)
			break;
		buf_add(&all, piece);
		stream_skip(&reader->stream, piece.len);
	}
	more = stream_peek(&reader->stream).len > 0;
	if (more && !reader->stream.fault)
		batch_complain(batch, offset, "more than %d MB in one article; expected less",
			       READ_ITEM_MOST >> 20);
	else if (!reader->stream.fault)
		item_add(batch, offset, format, with_bytes_behind(&all));
	input_close(batch);
}

/* Passes over the rest of a line that is too long to be held. */
static void line_skip(struct stream *stream)
{
	for (;;) {
		struct str piece = stream_peek(stream);
		size_t end = str_find_byte(piece, '\n');

		stream_skip(stream, end == STR_NONE ? piece.len : end + 1);
		if (end != STR_NONE || !piece.len)
			return;
	}
}

/* Adds the rest of the line that `all` ends within; false where that is more than an item may be. */
static bool line_finish(struct stream *stream, struct buf *all)
{
	const char *last = all->len ? memrchr(all->s, '\n', all->len) : NULL;
	size_t start = last ? (size_t)(last - all->s) + 1 : 0;

	while (start < all->len) {
		struct str piece = stream_peek(stream);
		size_t end = str_find_byte(piece, '\n');

		piece.len = end == STR_NONE ? piece.len : end + 1;
		if (!piece.len)
			break;
		if (all->len - start + piece.len > READ_ITEM_MOST) {
			all->len = start;
			return false;
		}
		buf_add(all, piece);
		stream_skip(stream, piece.len);
		if (end != STR_NONE)
			break;
	}
	return true;
}

/* Cuts what was taken into lines; blank ones are no items, nor is one that a damaged archive cut short. */
static void lines_cut(struct batch *batch, struct str taken, uint64_t offset)
{
	struct str rest = taken;

	while (rest.len) {
		size_t end = str_find_byte(rest, '\n');
		struct str line = str_sub(rest, 0, end == STR_NONE ? rest.len : end);

		if (end == STR_NONE && batch->reader->stream.fault)
			return;
		if (str_trim(line).len)
			item_add(batch, offset + (uint64_t)(line.s - taken.s), READ_JSON_LINE,
				 line);
		batch->reader->line += end != STR_NONE;
		rest = str_sub(rest, end == STR_NONE ? rest.len : end + 1, rest.len);
	}
}

/* A batch of the file straight into its place, by doubling: most files are smaller. */
static void batch_read(struct stream *stream, struct buf *all, size_t full)
{
	struct str piece = stream_peek(stream);

	buf_add(all, piece);
	stream_skip(stream, piece.len);
	while (all->len < full && stream_peek(stream).len) {
		size_t step = all->len < full - all->len ? all->len : full - all->len;

		buf_reserve(all, step);
		all->len += stream_read(stream, all->s + all->len, step);
	}
}

static void take_lines(struct batch *batch)
{
	struct reader *reader = batch->reader;
	uint64_t offset = reader->stream.offset, left_out;
	struct buf all = buf_in(batch->arena);
	bool whole;

	buf_reserve(&all, reader->taken + reader->taken / 8);
	batch_read(&reader->stream, &all, reader->full);
	whole = line_finish(&reader->stream, &all);
	reader->taken = all.len;
	left_out = offset + all.len;
	lines_cut(batch, with_bytes_behind(&all), offset);
	if (!whole) {
		batch_complain(batch, left_out, "a line of more than %d MB; expected shorter ones",
			       READ_ITEM_MOST >> 20);
		line_skip(&reader->stream);
		reader->line++;
	}
	if (!stream_peek(&reader->stream).len)
		input_close(batch);
}

/* Passes over bytes of a record and the line ends behind it. */
static void record_skip(struct stream *stream, uint64_t len)
{
	struct str piece;

	while ((piece = stream_peek(stream)).len && len) {
		size_t step = piece.len < len ? piece.len : (size_t)len;

		stream_skip(stream, step);
		len -= step;
	}
	for (int i = 0; i < 4 && piece.len && (piece.s[0] == '\r' || piece.s[0] == '\n'); i++) {
		stream_skip(stream, 1);
		piece = stream_peek(stream);
	}
}

static void archive_close(struct batch *batch)
{
	struct reader *reader = batch->reader;
	uint64_t revisits = reader->left_out[WARC_REVISIT];
	uint64_t truncated = reader->left_out[WARC_TRUNCATED];

	if (revisits || truncated)
		batch_complain(
			batch, 0,
			"%llu revisit and %llu truncated records left out; expected whole pages",
			(unsigned long long)revisits, (unsigned long long)truncated);
	memset(reader->left_out, 0, sizeof(reader->left_out));
	input_close(batch);
}

static void record_take(struct batch *batch, size_t len)
{
	struct stream *stream = &batch->reader->stream;
	uint64_t offset = stream->offset;
	char *bytes = arena_alloc(batch->arena, len);
	size_t got = stream_read(stream, bytes, len);

	if (got == len)
		item_add(batch, offset, READ_WARC, (struct str){bytes, len});
	else if (!stream->fault)
		batch_complain(batch, offset,
			       "the archive ends within a record; expected it whole");
}

/* One record of a web archive; those with pages are items. */
static void take_record(struct batch *batch)
{
	struct reader *reader = batch->reader;
	struct str head = stream_peek(&reader->stream);
	struct warc_record record = warc_look(head);

	if (record.kind == WARC_BROKEN && head.len && !reader->stream.fault)
		batch_complain(batch, reader->stream.offset,
			       "no record of a web archive begins here; expected one");
	if (record.kind == WARC_BROKEN) {
		archive_close(batch);
		return;
	}
	if (record.kind == WARC_PAGE && record.body > READ_ITEM_MOST) {
		batch_complain(batch, reader->stream.offset,
			       "more than %d MB in one record; expected less",
			       READ_ITEM_MOST >> 20);
		record.kind = WARC_OTHER;
	}
	reader->left_out[record.kind]++;
	if (record.kind == WARC_PAGE)
		record_take(batch, record.head + (size_t)record.body);
	record_skip(&reader->stream, record.kind == WARC_PAGE ? 0 : record.head + record.body);
}

/* One message of an mbox, up to the line "From " behind an empty one. */
static void take_message(struct batch *batch)
{
	struct stream *stream = &batch->reader->stream;
	uint64_t offset = stream->offset, line = batch->reader->line;
	struct buf all = buf_in(batch->arena);
	bool too_long = false, at_start = true;
	struct str piece;

	while ((piece = stream_peek(stream)).len) {
		size_t end = str_find_byte(piece, '\n');

		if (at_start && all.len && str_starts(piece, STR("From ")) &&
		    (str_ends(buf_str(&all), STR("\n\n")) ||
		     str_ends(buf_str(&all), STR("\n\r\n"))))
			break;
		at_start = end != STR_NONE;
		piece.len = at_start ? end + 1 : piece.len;
		too_long |= all.len + piece.len > READ_ITEM_MOST;
		if (!too_long)
			buf_add(&all, piece);
		stream_skip(stream, piece.len);
		batch->reader->line += at_start;
	}
	if (too_long)
		batch_complain(batch, offset, "a message of more than %d MB; expected less",
			       READ_ITEM_MOST >> 20);
	else if (piece.len || !stream->fault)
		item_add_at(batch, offset, line, READ_MAIL, buf_str(&all));
	if (!piece.len)
		input_close(batch);
}

/* Where the last row that ends in `piece` ends; 0: none. Line ends in quotes end no row. */
static size_t rows_end(struct str piece, bool *quoted)
{
	size_t end = 0;

	for (size_t i = 0; i < piece.len; i++) {
		if (piece.s[i] == '"')
			*quoted = !*quoted;
		else if (piece.s[i] == '\n' && !*quoted)
			end = i + 1;
	}
	return end;
}

/* Rows of a table, about a megabyte. */
static void take_rows(struct batch *batch)
{
	struct stream *stream = &batch->reader->stream;
	uint64_t offset = stream->offset;
	struct buf all = buf_in(batch->arena);
	bool quoted = false;
	struct str piece;

	while ((piece = stream_peek(stream)).len && all.len <= READ_ITEM_MOST) {
		size_t end = rows_end(piece, &quoted);
		bool full = all.len + end >= READ_ROWS && end;

		piece.len = full ? end : piece.len;
		buf_add(&all, piece);
		stream_skip(stream, piece.len);
		if (full)
			break;
	}
	if (all.len > READ_ITEM_MOST)
		batch_complain(batch, offset, "a row of more than %d MB; expected shorter ones",
			       READ_ITEM_MOST >> 20);
	else if (all.len && (piece.len || !stream->fault))
		item_add(batch, offset, READ_TABLE, buf_str(&all));
	for (size_t i = 0; i < all.len; i++)
		batch->reader->line += all.s[i] == '\n';
	if (all.len > READ_ITEM_MOST || !stream_peek(stream).len)
		input_close(batch);
}

static enum read_format format_of(enum shape shape)
{
	switch (shape) {
	case SHAPE_JSON:
		return READ_JSON_LINE;
	case SHAPE_HTML:
		return READ_HTML;
	case SHAPE_FEED:
		return READ_FEED;
	case SHAPE_SITEMAP:
		return READ_SITEMAP;
	case SHAPE_MAIL:
		return READ_MAIL;
	case SHAPE_NEWSML:
		return READ_NEWSML;
	default:
		return READ_TEXT;
	}
}

static void batch_fill(struct batch *batch)
{
	struct reader *reader = batch->reader;

	while (batch->bytes < reader->full && batch->items.n < READ_BATCH_ITEMS) {
		if (!reader->open && reader->next == reader->inputs.n)
			return;
		if (!reader->open)
			input_open(batch);
		else if (reader->shape == SHAPE_JSON_LINES)
			take_lines(batch);
		else if (reader->shape == SHAPE_WARC)
			take_record(batch);
		else if (reader->shape == SHAPE_TABLE)
			take_rows(batch);
		else if (reader->shape == SHAPE_MBOX)
			take_message(batch);
		else
			take_whole(batch, format_of(reader->shape));
	}
}

bool reader_next(struct reader *reader, struct arena *arena, struct read_item **items, size_t *n,
		 struct read_complaints *complaints)
{
	struct batch batch = {.reader = reader, .arena = arena, .complaints = complaints};
	size_t before = complaints->n;

	VEC_EACH (struct read_complaint, old, reader->complaints)
		complain(arena, complaints, old->file, old->offset, "%.*s", STR_ARG(old->message));
	reader->complaints.n = 0;
	batch_fill(&batch);
	/* The first batches are small, for until there is one all but the reader wait. */
	reader->full = reader->full < READ_BATCH / 2 ? reader->full * 2 : READ_BATCH;
	*items = batch.items.items;
	*n = batch.items.n;
	return batch.items.n || complaints->n > before;
}
