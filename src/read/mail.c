/*
 * Mail: press releases and newsletters, one message a file or many in an mbox.
 *
 *	Subject: =?utf-8?Q?F=C3=A4hre?=            title
 *	From: Port of Elm <press@elm.example>      outlet: who sent it
 *	Date: Thu, 9 May 2024 08:32:00 +0200       published
 *	Message-ID: <7@elm.example>                id
 *	Content-Type: multipart/alternative; boundary="b"
 *
 *	--b                                        of the parts, the first of HTML, else the first of text
 *
 * RFC 5322, 2045 to 2047. Parts lie within parts at most DEPTH_MOST deep.
 */
#include "read/headers.h"
#include "read/html.h"

#include "base/utf8.h"

enum { DEPTH_MOST = 8, PARTS_MOST = 1000 };

struct part {
	struct str headers, body;
};

struct mail {
	struct arena *scratch;
	struct part html, plain; /* body.s NULL: none */
	unsigned parts;
};

/* ---- encodings */

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static struct str base64_decoded(struct arena *arena, struct str in)
{
	char *out = arena_alloc(arena, in.len + 1);
	uint32_t bits = 0;
	unsigned n = 0;
	size_t len = 0;

	for (size_t i = 0; i < in.len && in.s[i] != '='; i++) {
		int value = base64_value(in.s[i]);

		if (value < 0)
			continue;
		bits = (bits << 6 | (uint32_t)value) & 0xFFFFFF;
		n += 6;
		if (n >= 8) {
			n -= 8;
			out[len++] = (char)(bits >> n & 0xFF);
		}
	}
	return (struct str){out, len};
}

static int hex_value(char c)
{
	c = ascii_lower(c);
	if (ascii_is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Quoted-printable; in headers '_' is a blank. */
static struct str quoted_decoded(struct arena *arena, struct str in, bool header)
{
	char *out = arena_alloc(arena, in.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < in.len; i++) {
		bool two = i + 2 < in.len && in.s[i] == '=';

		if (two && hex_value(in.s[i + 1]) >= 0 && hex_value(in.s[i + 2]) >= 0) {
			out[len++] = (char)(hex_value(in.s[i + 1]) * 16 + hex_value(in.s[i + 2]));
			i += 2;
		} else if (in.s[i] == '=' && i + 1 < in.len && in.s[i + 1] == '\n') {
			i++;
		} else if (two && in.s[i + 1] == '\r' && in.s[i + 2] == '\n') {
			i += 2;
		} else {
			out[len++] = header && in.s[i] == '_' ? ' ' : in.s[i];
		}
	}
	return (struct str){out, len};
}

static struct str body_decoded(struct arena *arena, const struct part *part)
{
	struct str encoding = header_value(part->headers, "Content-Transfer-Encoding");

	if (str_eq_nocase(encoding, STR("base64")))
		return base64_decoded(arena, part->body);
	if (str_eq_nocase(encoding, STR("quoted-printable")))
		return quoted_decoded(arena, part->body, false);
	return part->body;
}

/* ---- headers with other letters than ASCII: =?charset?Q?words?= */

static bool word_split(struct str in, struct str parts[3], size_t *used)
{
	struct str rest = str_sub(in, 2, in.len);

	for (size_t i = 0; i < 3; i++) {
		size_t end = i < 2 ? str_find_byte(rest, '?') : str_find(rest, STR("?="));

		if (end == STR_NONE || end > 400)
			return false;
		parts[i] = str_sub(rest, 0, end);
		rest = str_sub(rest, end + (i < 2 ? 1 : 2), rest.len);
	}
	*used = in.len - rest.len;
	return parts[1].len == 1;
}

static struct str header_decoded(struct reading *reading, struct str in)
{
	struct buf out = buf_in(reading->out);
	bool after_word = false;

	while (in.len) {
		struct str parts[3], words;
		size_t used, start = str_find(in, STR("=?"));

		start = start == STR_NONE ? in.len : start;
		if (!after_word || str_trim(str_sub(in, 0, start)).len)
			buf_add(&out, str_sub(in, 0, start));
		in = str_sub(in, start, in.len);
		after_word = in.len && word_split(in, parts, &used);
		if (!after_word) {
			buf_add(&out, str_sub(in, 0, in.len < 2 ? in.len : 2));
			in = str_sub(in, in.len < 2 ? in.len : 2, in.len);
			continue;
		}
		words = ascii_lower(parts[1].s[0]) == 'b'
				? base64_decoded(reading->scratch, parts[2])
				: quoted_decoded(reading->scratch, parts[2], true);
		buf_add(&out, html_utf8(reading, words, parts[0]));
		in = str_sub(in, used, in.len);
	}
	return html_folded(reading->out, html_utf8(reading, buf_str(&out), (struct str){0}));
}

/* ---- parts */

static void part_read(struct mail *mail, struct str bytes, unsigned depth);

/* The lines "--boundary" part the body; recursion is bounded by DEPTH_MOST. */
static void parts_read(struct mail *mail, struct str body, struct str boundary, unsigned depth)
{
	struct str mark = str_format(mail->scratch, "\n--%.*s", STR_ARG(boundary));
	size_t at = str_starts(body, str_sub(mark, 1, mark.len)) ? 0 : str_find(body, mark);

	while (at != STR_NONE && mail->parts < PARTS_MOST) {
		struct str rest = str_sub(body, at + mark.len, body.len);
		size_t line = str_find_byte(rest, '\n'), end;

		if (str_starts(rest, STR("--")) || line == STR_NONE)
			return;
		rest = str_sub(rest, line, rest.len);
		end = str_find(rest, mark);
		part_read(mail, str_sub(rest, 1, end == STR_NONE ? rest.len : end), depth + 1);
		body = rest;
		at = end;
	}
}

static void part_read(struct mail *mail, struct str bytes, unsigned depth)
{
	struct part part = {.body = bytes};
	struct str type, bare, boundary;

	mail->parts++;
	if (depth > DEPTH_MOST || !headers_take(&part.body, &part.headers))
		return;
	type = header_value(part.headers, "Content-Type");
	bare = header_bare(type);
	boundary = header_parameter(type, "boundary");
	if (str_starts_nocase(bare, STR("multipart/")) && boundary.len)
		parts_read(mail, part.body, boundary, depth);
	else if (str_starts_nocase(header_value(part.headers, "Content-Disposition"),
				   STR("attachment")))
		return;
	else if (str_eq_nocase(bare, STR("text/html")) && !mail->html.body.s)
		mail->html = part;
	else if ((!bare.len || str_eq_nocase(bare, STR("text/plain"))) && !mail->plain.body.s)
		mail->plain = part;
}

/* "Port of Elm <press@elm.example>": the name, without quotes. */
static struct str sender_name(struct reading *reading, struct str from)
{
	size_t angle = str_find_byte(from, '<');
	struct str name = str_trim(str_sub(from, 0, angle == STR_NONE ? 0 : angle));

	if (name.len > 1 && name.s[0] == '"' && name.s[name.len - 1] == '"')
		name = str_sub(name, 1, name.len - 1);
	return header_decoded(reading, name);
}

static struct str without_angles(struct str id)
{
	if (id.len > 2 && id.s[0] == '<' && id.s[id.len - 1] == '>')
		return str_sub(id, 1, id.len - 1);
	return id;
}

static void words_fill(struct reading *reading, struct page *page, const struct mail *mail)
{
	const struct part *part = mail->html.body.s ? &mail->html : &mail->plain;
	struct str charset =
		header_parameter(header_value(part->headers, "Content-Type"), "charset");
	struct str words = body_decoded(reading->scratch, part);

	words = html_utf8(reading, words, charset);
	if (mail->html.body.s)
		html_page(reading, page, words);
	else
		page_lines(reading, page, str_copy(reading->out, words));
}

void read_mail(struct reading *reading)
{
	struct str bytes = reading->item->bytes, headers, rest;
	struct mail mail = {.scratch = reading->scratch};
	struct page *page;

	if (str_starts(bytes, STR("From ")))
		bytes = str_sub(bytes, str_find_byte(bytes, '\n') + 1, bytes.len);
	rest = bytes;
	if (!headers_take(&rest, &headers)) {
		refuse(reading, 0, "a message without end of its headers; expected an empty line");
		return;
	}
	part_read(&mail, bytes, 0);
	page = page_add(reading);
	words_fill(reading, page, &mail);
	if (!page->nblocks) {
		reading->pages.n--;
		refuse(reading, 0, "a message without words; expected text or HTML in it");
		return;
	}
	page->title = header_decoded(reading, header_value(headers, "Subject"));
	page->outlet = sender_name(reading, header_value(headers, "From"));
	page->published = header_decoded(reading, header_value(headers, "Date"));
	page->id = header_decoded(reading, without_angles(header_value(headers, "Message-ID")));
	if (!page->id.len)
		page->id = str_format(reading->out, "%.*s:%llu", STR_ARG(page->file),
				      (unsigned long long)reading->item->line);
}
