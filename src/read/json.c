/*
 * Articles as JSON, as other tools write them: a line each, a list, or one value over several lines.
 *
 *	{"id": 12, "headline": "Message sent", "authors": ["Mina Voss"], "timestamp": 1715223720,
 *	 "text": "PYONGSAN, May 9 (Farnews) - …"}
 *
 * Several names stand for one field (see fields.c); where an article has more than one of them, the
 * first in the list that says anything counts.
 */
#include "read/fields.h"
#include "read/internal.h"
#include "read/json_tree.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

struct parse {
	struct reading *reading;
	size_t at;         /* of the value, in the item */
	size_t n;          /* articles of the item so far */
	struct str outlet; /* of the list they are in, where it has a name */
};

static bool says_something(const struct json_value *value)
{
	switch (value->kind) {
	case JSON_STRING:
		return str_trim(value->text).len > 0;
	case JSON_LIST:
	case JSON_OBJECT:
		return value->child != NULL;
	default:
		return value->kind == JSON_NUMBER;
	}
}

/* Numbers as they are written, but 12.0 is 12, and 1.2e1 too. */
static struct str number_text(struct arena *arena, struct str text)
{
	double number;

	if (str_find_nocase(text, STR("e")) == STR_NONE) {
		while (str_find_byte(text, '.') != STR_NONE &&
		       (text.s[text.len - 1] == '0' || text.s[text.len - 1] == '.'))
			text.len--;
		return text;
	}
	number = strtod(str_copy(arena, text).s, NULL);
	if (fabs(number) < 9007199254740992.0 && number == floor(number))
		return str_format(arena, "%.0f", number);
	return str_format(arena, "%.17g", number);
}

/* Strings, numbers, and things that have a name: {"name": "Mina Voss"}. */
static struct str scalar(struct arena *arena, const struct json_value *value)
{
	static const char *const names[] = {"name", "title", "value", "id"};
	const struct json_value *named = NULL;

	if (value && value->kind == JSON_OBJECT) {
		for (size_t i = 0; i < 4 && !(named && says_something(named)); i++)
			named = json_member(value, names[i]);
		value = named;
	}
	if (value && value->kind == JSON_STRING)
		return str_trim(value->text);
	if (value && value->kind == JSON_NUMBER)
		return number_text(arena, value->text);
	return (struct str){0};
}

static struct str first_scalar(struct arena *arena, const struct json_value *value)
{
	return scalar(arena, value && value->kind == JSON_LIST ? value->child : value);
}

static void byline_fill(struct arena *arena, struct page *page, const struct json_value *value)
{
	VEC(struct str) names = {0};
	bool list = value && value->kind == JSON_LIST;

	for (const struct json_value *one = list ? value->child : value; one;
	     one = list ? one->next : NULL) {
		struct str name = scalar(arena, one);

		if (name.len)
			vec_push(arena, &names, name);
	}
	page->byline = names.items;
	page->nbyline = names.n;
}

/* FILE:LINE, and FILE:LINE:N for the N-th of several articles on one line. */
static struct str id_default(const struct parse *parse)
{
	const struct read_item *item = parse->reading->item;
	struct str id = str_format(parse->reading->out, "%.*s:%llu", STR_ARG(item->file),
				   (unsigned long long)item->line);

	if (parse->n > 1)
		return str_format(parse->reading->out, "%.*s:%zu", STR_ARG(id), parse->n);
	return id;
}

static void page_fill(struct parse *parse, const struct json_value *const found[FIELDS])
{
	struct reading *reading = parse->reading;
	struct arena *out = reading->out;
	struct page *page;

	page = page_add(reading);
	if (found[FIELD_TEXT])
		page_lines(reading, page, found[FIELD_TEXT]->text);
	else
		html_page(reading, page, found[FIELD_HTML]->text);
	if (!page->text.len) {
		reading->pages.n--;
		refuse(reading, parse->at, "\"html\" without words; expected some");
		return;
	}
	page->id = first_scalar(out, found[FIELD_ID]);
	if (!page->id.len)
		page->id = id_default(parse);
	page->url = first_scalar(out, found[FIELD_URL]);
	page->outlet = first_scalar(out, found[FIELD_OUTLET]);
	if (!page->outlet.len)
		page->outlet = parse->outlet;
	page->title = first_scalar(out, found[FIELD_TITLE]);
	page->language = first_scalar(out, found[FIELD_LANGUAGE]);
	page->published = field_moment(out, first_scalar(out, found[FIELD_PUBLISHED]));
	byline_fill(out, page, found[FIELD_BYLINE]);
}

static void article_add(struct parse *parse, const struct json_value *article)
{
	const struct json_value *by_name[FIELD_NAMES + 1] = {0}, *found[FIELDS] = {0};

	parse->n++;
	if (article->kind != JSON_OBJECT) {
		refuse(parse->reading, parse->at,
		       "a JSON value that is no object; expected an article");
		return;
	}
	for (const struct json_value *member = article->child; member; member = member->next) {
		size_t name = field_number(member->name);
		enum field field = field_of_number(name);
		bool long_text = field == FIELD_TEXT || field == FIELD_HTML;

		if (says_something(member) && (!long_text || member->kind == JSON_STRING))
			by_name[name] = member;
	}
	for (size_t i = 0; i < FIELD_NAMES; i++)
		if (by_name[i] && !found[field_of_number(i)])
			found[field_of_number(i)] = by_name[i];
	if (!found[FIELD_TEXT] && !found[FIELD_HTML]) {
		refuse(parse->reading, parse->at,
		       "a JSON object without words; expected \"text\" or \"html\"");
		return;
	}
	page_fill(parse, found);
}

/* The list of articles that a value is or holds (JSON Feed, answers of news services), or NULL. */
static const struct json_value *articles_of(const struct json_value *value)
{
	static const char *const names[] = {"items", "articles"};

	if (value->kind == JSON_LIST)
		return value;
	for (size_t i = 0; i < 2; i++) {
		const struct json_value *list = json_member(value, names[i]);

		if (list && list->kind == JSON_LIST && list->child &&
		    list->child->kind == JSON_OBJECT)
			return list;
	}
	return NULL;
}

static void articles_add(struct parse *parse, const struct json_value *value)
{
	const struct json_value *list = articles_of(value);

	if (!list) {
		article_add(parse, value);
		return;
	}
	if (list != value)
		parse->outlet = first_scalar(parse->reading->out, json_member(value, "title"));
	for (const struct json_value *one = list->child; one; one = one->next)
		article_add(parse, one);
}

static bool bytes_fit(struct reading *reading, struct str bytes)
{
	size_t bad = utf8_valid(bytes.s, bytes.len), at;

	if (bad < bytes.len) {
		refuse(reading, bad, "%.*s", STR_ARG(utf8_explain(reading->scratch, bytes, bad)));
		return false;
	}
	at = str_find_byte(bytes, '\0');
	if (at != STR_NONE)
		refuse(reading, at, "a NUL byte; expected JSON");
	return at == STR_NONE;
}

void read_json(struct reading *reading)
{
	struct str bytes = reading->item->bytes, rest = bytes;
	struct parse parse = {.reading = reading};

	if (!bytes_fit(reading, bytes))
		return;
	if (str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = str_sub(rest, 3, rest.len);
	for (rest = str_trim(rest); rest.len; rest = str_trim(rest)) {
		struct json_fault fault;
		const struct json_value *value;

		parse.at = (size_t)(rest.s - bytes.s);
		value = json_take(reading->out, &rest, &fault);
		if (!value) {
			refuse(reading, parse.at + fault.at, "%s; expected %s",
			       fault.found ? fault.found : "not JSON here", fault.expected);
			return;
		}
		articles_add(&parse, value);
	}
}
