/*
 * What a file is, told by its first bytes, never by its name.
 *
 *	{"id": 1, "text": "PYONGSAN, May 9 …"}      JSON lines
 *	[                                           JSON over several lines
 *	<!DOCTYPE html>                             a page
 *	PYONGSAN, May 9 (Farnews) - The …           text
 *
 * Text is what is left when it is nothing else and holds no NUL.
 */
#include "read/headers.h"
#include "read/internal.h"
#include "read/rules.h"

#include "base/utf8.h"

#include <string.h>

enum { TAG_NAME_MOST = 16 };

static const struct {
	const char *bytes;
	size_t len;
	const char *what;
} foreign[] = {
#define MAGIC(bytes, what)                                                                         \
	{                                                                                          \
		bytes, sizeof(bytes) - 1, what                                                     \
	}
	MAGIC("%PDF-", "a PDF file"),
	MAGIC("\x89PNG\r\n", "a PNG picture"),
	MAGIC("\xFF\xD8\xFF", "a JPEG picture"),
	MAGIC("GIF8", "a GIF picture"),
	MAGIC("PK\x03\x04", "a ZIP archive or office document"),
	MAGIC("\x7F"
	      "ELF",
	      "a program"),
	MAGIC("SQLite format 3", "an SQLite database"),
	MAGIC("\x1F\x8B\x08", "an archive within an archive"),
	MAGIC("\x28\xB5\x2F\xFD", "an archive within an archive"),
	MAGIC("BZh", "a bzip2 archive"),
	MAGIC("\xFD"
	      "7zXZ",
	      "an xz archive"),
	MAGIC("Rar!", "a RAR archive"),
	MAGIC("7z\xBC\xAF", "a 7z archive"),
	MAGIC("\xD0\xCF\x11\xE0", "an old office document"),
	MAGIC("{\\rtf", "an RTF document"),
};

static struct str without_blanks(struct str head)
{
	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_sub(head, 3, head.len);
	while (head.len && strchr(" \t\r\n\f", head.s[0]) && head.s[0])
		head = str_sub(head, 1, head.len);
	return head;
}

/* Does an element of HTML begin here? */
static bool starts_with_tag(struct str head)
{
	char name[TAG_NAME_MOST + 1];
	size_t len = 0;

	if (!head.len || head.s[0] != '<')
		return false;
	for (size_t i = 1; i < head.len && len < TAG_NAME_MOST && !strchr(" \t\r\n/>", head.s[i]);
	     i++)
		name[len++] = ascii_lower(head.s[i]);
	name[len] = '\0';
	for (const struct html_tag *tag = html_tags; tag->name; tag++)
		if (!strcmp(tag->name, name))
			return true;
	return false;
}

/* Comments, processing instructions and a doctype may stand before the first tag. */
static struct str to_first_tag(struct str head)
{
	for (int i = 0; i < 64; i++) {
		struct str end = STR(">");
		size_t at;

		head = without_blanks(head);
		if (str_starts(head, STR("]>"))) /* the end of a doctype with entities in it */
			head = without_blanks(str_sub(head, 2, head.len));
		if (str_starts(head, STR("<!--")))
			end = STR("-->");
		else if (!str_starts(head, STR("<!")) && !str_starts(head, STR("<?")))
			return head;
		if (str_starts_nocase(head, STR("<!doctype html")))
			return head;
		at = str_find(head, end);
		if (at == STR_NONE)
			return (struct str){0};
		head = str_sub(head, at + end.len, head.len);
	}
	return head;
}

/* Text may begin "From:" too; only what went through mail programs has all of these. */
static bool is_mail(struct str head)
{
	struct str headers;

	if (str_starts(head, STR("From ")))
		head = str_sub(head,
			       str_find_byte(head, '\n') == STR_NONE
				       ? head.len
				       : str_find_byte(head, '\n') + 1,
			       head.len);
	if (!headers_take(&head, &headers) || !header_value(headers, "From").len)
		return false;
	return header_value(headers, "Message-ID").len || header_value(headers, "Received").len ||
	       header_value(headers, "MIME-Version").len;
}

/* Files of XML, by their first element. */
static enum shape xml_shape(struct str head, const char **what)
{
	static const struct {
		struct str start;
		enum shape shape;
	} roots[] = {
		{{"<rss", 4}, SHAPE_FEED},        {{"<rdf:RDF", 8}, SHAPE_FEED},
		{{"<feed", 5}, SHAPE_FEED},       {{"<nitf", 5}, SHAPE_NEWSML},
		{{"<newsItem", 9}, SHAPE_NEWSML}, {{"<newsMessage", 12}, SHAPE_NEWSML},
		{{"<urlset", 7}, SHAPE_SITEMAP},  {{"<sitemapindex", 13}, SHAPE_FOREIGN},
	};

	head = to_first_tag(head);
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (str_starts(head, roots[i].start)) {
			*what = "an index of sitemaps, which holds no articles";
			return roots[i].shape;
		}
	return SHAPE_TEXT;
}

static bool is_html(struct str head)
{
	head = to_first_tag(head);
	return str_starts_nocase(head, STR("<!doctype html")) || starts_with_tag(head);
}

/* Do the brackets that open on this line close on it? */
static bool balanced(struct str line)
{
	bool quoted = false;
	int64_t depth = 0;

	for (size_t i = 0; i < line.len; i++) {
		char c = line.s[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']'))
			depth--;
	}
	return !quoted && depth <= 0;
}

/* A line cut off is a broken line of many; only one that plainly goes on is a value over lines. */
static enum shape json_shape(struct str head)
{
	size_t end = str_find_byte(head, '\n');
	struct str line, next;
	char last;

	if (end == STR_NONE)
		return SHAPE_JSON_LINES;
	line = str_trim(str_sub(head, 0, end));
	next = without_blanks(str_sub(head, end, head.len));
	last = line.s[line.len - 1];
	if (balanced(line))
		return SHAPE_JSON_LINES;
	if (line.s[0] == '{' && next.len && next.s[0] == '{')
		return SHAPE_JSON_LINES;
	return last == ',' || last == '{' || last == '[' || last == ':' || line.s[0] == '['
		       ? SHAPE_JSON
		       : SHAPE_JSON_LINES;
}

static bool is_json(struct str head)
{
	struct str next = head.len ? without_blanks(str_sub(head, 1, head.len)) : head;

	if (!next.len)
		return false;
	if (head.s[0] == '{')
		return next.s[0] == '"' || next.s[0] == '}';
	return head.s[0] == '[' && (next.s[0] == '{' || next.s[0] == ']');
}

static bool is_wide(struct str head)
{
	return str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF"));
}

enum shape detect(struct str head, const char **what, size_t *at)
{
	struct str bare = without_blanks(head);
	enum shape shape;

	*at = 0;
	if (!head.len)
		return SHAPE_EMPTY;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		if (str_starts(head, (struct str){foreign[i].bytes, foreign[i].len})) {
			*what = foreign[i].what;
			return SHAPE_FOREIGN;
		}
	if (str_starts(head, STR("WARC/1.")) || str_starts(head, STR("filedesc://")))
		return SHAPE_WARC;
	if (is_mail(head))
		return str_starts(head, STR("From ")) ? SHAPE_MBOX : SHAPE_MAIL;
	if (is_json(bare))
		return json_shape(bare);
	shape = xml_shape(bare, what);
	if (shape != SHAPE_TEXT)
		return shape;
	if (is_html(bare))
		return SHAPE_HTML;
	*at = str_find_byte(head, '\0');
	*what = "a NUL byte";
	if (*at != STR_NONE && !is_wide(head))
		return SHAPE_FOREIGN;
	*at = 0;
	*what = "XML of a kind that is not known here";
	return str_starts(bare, STR("<?xml")) ? SHAPE_FOREIGN : SHAPE_TEXT;
}
