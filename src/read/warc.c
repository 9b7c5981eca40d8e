/*
 * A record of a web archive:
 *
 *	WARC/1.0                                        header of the record
 *	WARC-Type: response
 *	WARC-Target-URI: https://gazette.example/ferry
 *	Content-Length: 1204
 *
 *	HTTP/1.1 200 OK                                 what the server answered
 *	Content-Type: text/html; charset=utf-8
 *	Transfer-Encoding: chunked
 *
 *	4b0⏎<html> … ⏎0⏎                                the page, in chunks, perhaps packed
 */
#include "read/warc.h"

#include "read/headers.h"
#include "read/html.h"

#include "base/guard.h"
#include "base/utf8.h"

static bool number_read(struct str text, unsigned base, uint64_t *number)
{
	size_t digits = 0;

	for (*number = 0; digits < text.len && digits < 15; digits++) {
		char c = ascii_lower(text.s[digits]);
		bool letter = base == 16 && c >= 'a' && c <= 'f';

		if (!ascii_is_digit(c) && !letter)
			break;
		*number = *number * base + (uint64_t)(letter ? c - 'a' + 10 : c - '0');
	}
	return digits > 0;
}

static bool is_page_type(struct str type)
{
	type = header_bare(type);
	return str_eq_nocase(type, STR("text/html")) ||
	       str_eq_nocase(type, STR("application/xhtml+xml"));
}

static bool is_page_answer(struct str body)
{
	struct str headers;

	if (!str_starts(body, STR("HTTP/")) || !headers_take(&body, &headers))
		return false;
	return str_find(str_sub(headers, 0, 16), STR(" 200")) != STR_NONE &&
	       is_page_type(header_value(headers, "Content-Type"));
}

static enum warc_kind kind_of(struct str headers, struct str body)
{
	struct str type = header_value(headers, "WARC-Type");
	struct str content = header_bare(header_value(headers, "Content-Type"));

	if (str_eq(type, STR("revisit")))
		return WARC_REVISIT;
	if (!str_eq(type, STR("response")) && !str_eq(type, STR("resource")))
		return WARC_OTHER;
	if (!is_page_type(content) && !is_page_answer(body))
		return WARC_OTHER;
	return header_value(headers, "WARC-Truncated").len ? WARC_TRUNCATED : WARC_PAGE;
}

/* ARC, which came before: one line "URL address date type length", then the answer. */
static struct warc_record arc_look(struct str bytes)
{
	struct warc_record record = {.kind = WARC_BROKEN};
	size_t end = str_find_byte(bytes, '\n'), last;
	struct str line = str_sub(bytes, 0, end == STR_NONE ? 0 : end), fields = line;
	unsigned blanks = 0;

	while ((last = str_find_byte(fields, ' ')) != STR_NONE) {
		fields = str_sub(fields, last + 1, fields.len);
		blanks++;
	}
	if (blanks < 4 || str_find(line, STR("://")) == STR_NONE ||
	    !number_read(fields, 10, &record.body))
		return record;
	record.head = line.len + 1;
	record.kind =
		is_page_answer(str_sub(bytes, record.head, bytes.len)) ? WARC_PAGE : WARC_OTHER;
	return record;
}

struct warc_record warc_look(struct str bytes)
{
	struct warc_record record = {.kind = WARC_BROKEN};
	struct str rest = bytes, headers;

	if (!str_starts(bytes, STR("WARC/1.")))
		return arc_look(bytes);
	if (!headers_take(&rest, &headers) ||
	    !number_read(header_value(headers, "Content-Length"), 10, &record.body))
		return record;
	record.head = bytes.len - rest.len;
	record.kind =
		kind_of(headers, str_sub(rest, 0, record.body < rest.len ? record.body : rest.len));
	return record;
}

/* The chunks put together; what breaks the rules ends it. */
static struct str unchunked(struct arena *arena, struct str body)
{
	struct buf out = buf_in(arena);
	uint64_t size;

	while (number_read(body, 16, &size) && size) {
		size_t end = str_find_byte(body, '\n');

		if (end == STR_NONE)
			break;
		body = str_sub(body, end + 1, body.len);
		size = size < body.len ? size : body.len;
		buf_add(&out, str_sub(body, 0, size));
		body = str_sub(body, size, body.len);
		if (str_starts(body, STR("\r\n")))
			body = str_sub(body, 2, body.len);
	}
	return buf_str(&out);
}

struct unpacking {
	struct unpack unpack;
	struct str in;
	struct buf out;
};

static void unpack_all(void *context)
{
	struct unpacking *now = context;
	enum { PIECE = 64 * 1024 };
	char *piece = arena_alloc(now->out.arena, PIECE);
	size_t n;

	do {
		n = unpack_some(&now->unpack, &now->in, piece, PIECE);
		buf_add(&now->out, (struct str){piece, n});
	} while ((n || now->in.len) && !now->unpack.fault && now->out.len <= HTML_MOST);
}

/* The body as it was before it was packed; *fault gets what went wrong, if something did. */
static struct str unpacked(struct arena *arena, struct str body, enum packing packing,
			   const char **fault)
{
	struct unpacking now = {.in = body, .out = buf_in(arena)};
	enum wire_status status;

	if (!packing)
		return body;
	unpack_begin(&now.unpack, packing);
	status = guard_run(unpack_all, &now);
	*fault = now.unpack.fault;
	if (!*fault && now.unpack.within && now.out.len <= HTML_MOST)
		*fault = "a packed page ends too early; what came of it is kept";
	unpack_end(&now.unpack);
	if (status)
		guard_raise(status);
	return buf_str(&now.out);
}

struct answer {
	struct str url, charset, body;
	const char *fault; /* of how it is packed */
};

/* Takes the header off a record: of WARC lines up to an empty one, of ARC a line. */
static bool record_open(struct str record, struct answer *answer)
{
	struct str headers;
	size_t line;

	answer->body = record;
	if (str_starts(record, STR("WARC/1."))) {
		if (!headers_take(&answer->body, &headers))
			return false;
		answer->url = header_value(headers, "WARC-Target-URI");
		return true;
	}
	line = str_find_byte(record, '\n');
	if (line == STR_NONE)
		return false;
	answer->url = str_sub(record, 0,
			      str_find_byte(record, ' ') < line ? str_find_byte(record, ' ') : 0);
	answer->body = str_sub(record, line + 1, record.len);
	return true;
}

static void answer_open(struct arena *scratch, struct answer *answer)
{
	struct str body = answer->body, http, encoding;

	if (!str_starts(body, STR("HTTP/")) || !headers_take(&body, &http))
		return;
	answer->charset = header_parameter(header_value(http, "Content-Type"), "charset");
	if (str_find_nocase(header_value(http, "Transfer-Encoding"), STR("chunked")) != STR_NONE)
		body = unchunked(scratch, body);
	encoding = header_value(http, "Content-Encoding");
	answer->body = unpacked(scratch, body, unpack_named(encoding, body), &answer->fault);
}

static void answer_page(struct reading *reading, const struct answer *answer)
{
	struct str none = {0};
	struct page *page = page_add(reading);

	html_page(reading, page, html_utf8(reading, answer->body, answer->charset));
	page->url = str_copy(reading->out, html_utf8(reading, answer->url, none));
	page->id = str_format(reading->out, "%.*s:%llu", STR_ARG(page->file),
			      (unsigned long long)page->offset);
	if (page->text.len || page->nmeta)
		return;
	reading->pages.n--;
	refuse(reading, 0, "a page without text or title; expected words");
}

void read_warc(struct reading *reading)
{
	struct answer answer = {0};

	if (!record_open(reading->item->bytes, &answer))
		return;
	answer_open(reading->scratch, &answer);
	if (answer.fault)
		refuse(reading, 0, "%s", answer.fault);
	if (answer.fault && !answer.body.len)
		return;
	if (answer.body.len > HTML_MOST)
		refuse(reading, 0, "a page of more than %d MB; expected less", HTML_MOST >> 20);
	else
		answer_page(reading, &answer);
}
