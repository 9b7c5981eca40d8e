/*
 * Tables: CSV and its kin with tabs or semicolons, a row an article, the names of the columns first.
 *
 *	stories_id,title,publish_date,text
 *	12,"Ferry, bridge closed",2024-05-09,"PORT ELM, May 9 (Farnews) -
 *	The ferry stays in port."
 *
 * RFC 4180: a cell in quotes may hold the separator, line ends, and quotes written twice. The reader cuts
 * the file at rows into items of about a megabyte, each with the first line beside it.
 */
#include "read/table.h"

#include "read/fields.h"

#include "base/utf8.h"

enum { COLUMNS_MOST = 256 };

static const char separators[] = {',', '\t', ';'};

/* The next cell of a row, its quotes taken off; false at the row's end, which is passed too. */
static bool cell_take(struct arena *arena, struct str *rest, char separator, bool *row_ended,
		      struct str *cell)
{
	size_t at = 0;
	struct buf out = buf_in(arena);

	if (*row_ended)
		return false;
	if (rest->len && rest->s[0] == '"') {
		for (at = 1; at < rest->len; at++) {
			size_t quote = str_find_byte(str_sub(*rest, at, rest->len), '"');

			quote = quote == STR_NONE ? rest->len : at + quote;
			buf_add(&out, str_sub(*rest, at, quote));
			at = quote + 1;
			if (at >= rest->len || rest->s[at] != '"')
				break;
			buf_add_byte(&out, '"');
		}
		at = at < rest->len ? at : rest->len;
	}
	*cell = buf_str(&out);
	*rest = str_sub(*rest, at, rest->len);
	for (at = 0; at < rest->len && rest->s[at] != separator && rest->s[at] != '\n'; at++)
		;
	if (!cell->len)
		*cell = str_trim(str_sub(*rest, 0, at));
	*row_ended = at == rest->len || rest->s[at] == '\n';
	*rest = str_sub(*rest, at < rest->len ? at + 1 : at, rest->len);
	return true;
}

struct columns {
	char separator;
	size_t n;
	uint8_t number[COLUMNS_MOST]; /* field_number() of each */
	size_t known;
	bool words;
};

/* In small letters too: "Title", "URL". */
static size_t column_number(struct arena *arena, struct str name)
{
	size_t number = field_number(name);
	char *lower = arena_copy(arena, name.s, name.len);

	for (size_t i = 0; i < name.len; i++)
		lower[i] = ascii_lower(lower[i]);
	return number < FIELD_NAMES ? number : field_number((struct str){lower, name.len});
}

static void columns_read(struct arena *arena, struct str line, char separator,
			 struct columns *columns)
{
	bool ended = false;
	struct str cell;

	*columns = (struct columns){.separator = separator};
	while (columns->n < COLUMNS_MOST && cell_take(arena, &line, separator, &ended, &cell)) {
		size_t number = column_number(arena, cell);
		enum field field = field_of_number(number);

		columns->number[columns->n++] = (uint8_t)number;
		columns->known += number < FIELD_NAMES;
		columns->words |= field == FIELD_TEXT || field == FIELD_HTML;
	}
}

static void columns_find(struct arena *arena, struct str line, struct columns *best)
{
	columns_read(arena, line, separators[0], best);
	for (size_t i = 1; i < sizeof(separators); i++) {
		struct columns columns;

		columns_read(arena, line, separators[i], &columns);
		if (columns.known > best->known)
			*best = columns;
	}
}

bool table_is(struct arena *arena, struct str line)
{
	struct columns columns;

	columns_find(arena, line, &columns);
	return columns.known >= 3 || (columns.words && columns.known >= 2);
}

static void row_page(struct reading *reading, struct str found[FIELDS], size_t at, uint64_t line)
{
	struct arena *out = reading->out;
	struct page *page = page_add(reading);

	if (found[FIELD_TEXT].len)
		page_lines(reading, page, str_copy(out, found[FIELD_TEXT]));
	else
		html_page(reading, page, found[FIELD_HTML]);
	if (!page->nblocks) {
		reading->pages.n--;
		refuse(reading, at, "a row without words; expected some in its column of text");
		return;
	}
	page->offset += at;
	page->url = str_copy(out, found[FIELD_URL]);
	page->outlet = str_copy(out, found[FIELD_OUTLET]);
	page->title = str_copy(out, found[FIELD_TITLE]);
	page->published = field_moment(out, str_copy(out, found[FIELD_PUBLISHED]));
	page->language = str_copy(out, found[FIELD_LANGUAGE]);
	page->id = str_copy(out, found[FIELD_ID]);
	if (!page->id.len)
		page->id =
			str_format(out, "%.*s:%llu", STR_ARG(page->file), (unsigned long long)line);
	if (!found[FIELD_BYLINE].len)
		return;
	page->byline = ARENA_ARRAY(out, struct str, 1);
	page->byline[0] = str_copy(out, found[FIELD_BYLINE]);
	page->nbyline = 1;
}

/* The cells of a row by their fields; of several for one field, the one that counts first. */
static void row_read(struct reading *reading, const struct columns *columns, struct str *rest,
		     struct str found[FIELDS])
{
	struct str by_name[FIELD_NAMES + 1] = {0}, cell;
	bool ended = false;

	for (size_t i = 0; cell_take(reading->scratch, rest, columns->separator, &ended, &cell);
	     i++)
		if (i < columns->n)
			by_name[columns->number[i]] = cell;
	for (size_t i = 0; i < FIELD_NAMES; i++)
		if (by_name[i].len && !found[field_of_number(i)].len)
			found[field_of_number(i)] = by_name[i];
}

static bool row_fits(struct reading *reading, struct str row, size_t at)
{
	size_t bad = utf8_valid(row.s, row.len), nul = str_find_byte(row, '\0');

	if (bad < row.len)
		refuse(reading, at + bad, "%.*s",
		       STR_ARG(utf8_explain(reading->scratch, row, bad)));
	else if (nul != STR_NONE)
		refuse(reading, at + nul, "a NUL byte; expected text");
	return bad == row.len && nul == STR_NONE;
}

static uint64_t lines_in(struct str bytes)
{
	uint64_t n = 0;

	for (size_t i = 0; i < bytes.len; i++)
		n += bytes.s[i] == '\n';
	return n;
}

void read_table(struct reading *reading)
{
	struct str rest = reading->item->bytes;
	uint64_t line = reading->item->line;
	struct columns columns;

	columns_find(reading->scratch, reading->item->head, &columns);
	if (!columns.words) {
		refuse(reading, 0,
		       "a table without a column of words; expected \"text\" or \"html\"");
		return;
	}
	while (rest.len) {
		size_t at = (size_t)(rest.s - reading->item->bytes.s);
		struct str found[FIELDS] = {0}, row = rest;

		row_read(reading, &columns, &rest, found);
		row.len -= rest.len;
		if (str_trim(row).len && row_fits(reading, row, at))
			row_page(reading, found, at, line);
		line += lines_in(row);
	}
}
