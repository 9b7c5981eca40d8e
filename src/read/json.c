/*
 * Articles as JSON, as other tools write them: a line each, a list, or one value over several lines.
 *
 *	{"id": 12, "headline": "Message sent", "authors": ["Mina Voss"], "timestamp": 1715223720,
 *	 "text": "PYONGSAN, May 9 (Farnews) - …"}
 *
 * Several names stand for one field (see fields.c); where an article has more than one of them, the
 * first in the list that says anything counts. A fast parser goes first (json_fast.cc); what it leaves
 * is parsed by cJSON, whose memory is given back whatever happens: the pages are made in a guard of
 * their own.
 */
#include "read/fields.h"
#include "read/internal.h"

#include "base/guard.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

struct parse {
	struct reading *reading;
	const cJSON *value;
	size_t at;         /* of the value, in the item */
	size_t n;          /* articles of the item so far */
	struct str outlet; /* of the list they are in, where it has a name */
};

static bool says_something(const cJSON *value)
{
	if (cJSON_IsString(value))
		return str_trim(str_of(value->valuestring)).len > 0;
	if (cJSON_IsArray(value) || cJSON_IsObject(value))
		return value->child != NULL;
	return cJSON_IsNumber(value);
}

static struct str number_text(struct arena *arena, double number)
{
	if (fabs(number) < 9007199254740992.0 && number == floor(number))
		return str_format(arena, "%.0f", number);
	return str_format(arena, "%.17g", number);
}

/* Strings, numbers, and things that have a name: {"name": "Mina Voss"}. */
static struct str scalar(struct arena *arena, const cJSON *value)
{
	static const char *const names[] = {"name", "title", "value", "id"};

	if (cJSON_IsObject(value)) {
		const cJSON *named = NULL;

		for (size_t i = 0; i < 4 && !(named && says_something(named)); i++)
			named = cJSON_GetObjectItemCaseSensitive(value, names[i]);
		value = named;
	}
	if (cJSON_IsString(value))
		return str_copy(arena, str_trim(str_of(value->valuestring)));
	if (cJSON_IsNumber(value))
		return number_text(arena, value->valuedouble);
	return (struct str){0};
}

static struct str first_scalar(struct arena *arena, const cJSON *value)
{
	return scalar(arena, cJSON_IsArray(value) ? value->child : value);
}

static void byline_fill(struct arena *arena, struct page *page, const cJSON *value)
{
	VEC(struct str) names = {0};
	const cJSON *one = cJSON_IsArray(value) ? value->child : value;

	for (; one; one = cJSON_IsArray(value) ? one->next : NULL) {
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

static void page_fill(struct parse *parse, const cJSON *const found[FIELDS])
{
	struct reading *reading = parse->reading;
	struct arena *out = reading->out;
	struct page *page;

	page = page_add(reading);
	if (found[FIELD_TEXT])
		page_lines(reading, page, str_copy(out, str_of(found[FIELD_TEXT]->valuestring)));
	else
		html_page(reading, page, str_of(found[FIELD_HTML]->valuestring));
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

static void article_add(struct parse *parse, const cJSON *article)
{
	const cJSON *by_name[FIELD_NAMES + 1] = {0}, *found[FIELDS] = {0};

	parse->n++;
	if (!cJSON_IsObject(article)) {
		refuse(parse->reading, parse->at,
		       "a JSON value that is no object; expected an article");
		return;
	}
	for (const cJSON *member = article->child; member; member = member->next) {
		size_t name = field_number(str_of(member->string));
		enum field field = field_of_number(name);
		bool long_text = field == FIELD_TEXT || field == FIELD_HTML;

		if (says_something(member) && (!long_text || cJSON_IsString(member)))
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
static const cJSON *articles_of(const cJSON *value)
{
	static const char *const names[] = {"items", "articles"};

	if (cJSON_IsArray(value))
		return value;
	for (size_t i = 0; cJSON_IsObject(value) && i < 2; i++) {
		const cJSON *list = cJSON_GetObjectItemCaseSensitive(value, names[i]);

		if (cJSON_IsArray(list) && cJSON_IsObject(list->child))
			return list;
	}
	return NULL;
}

static void parse_body(void *context)
{
	struct parse *parse = context;
	const cJSON *list = articles_of(parse->value);

	if (!list) {
		article_add(parse, parse->value);
		return;
	}
	if (list != parse->value)
		parse->outlet =
			first_scalar(parse->reading->out,
				     cJSON_GetObjectItemCaseSensitive(parse->value, "title"));
	for (const cJSON *one = list->child; one; one = one->next)
		article_add(parse, one);
}

static void parse_failed(struct reading *reading, struct str rest, size_t start)
{
	const char *expected;
	size_t at;

	if (!json_fault(rest, &at, &expected))
		guard_raise(WIRE_NO_MEMORY);
	refuse(reading, start + at, "not JSON here; expected %s", expected);
}

/* Takes one value off `rest`; false where that cannot be done. */
static bool value_take(struct parse *parse, struct str *rest)
{
	const char *end = NULL;
	cJSON *value = cJSON_ParseWithLengthOpts(rest->s, rest->len, &end, false);
	enum wire_status status;

	if (!value) {
		parse_failed(parse->reading, *rest, parse->at);
		return false;
	}
	parse->value = value;
	status = guard_run(parse_body, parse);
	cJSON_Delete(value);
	if (status)
		guard_raise(status);
	*rest = str_sub(*rest, (size_t)(end - rest->s), rest->len);
	return true;
}

/* "\u0000" would end cJSON's strings early. A backslash before it may itself be escaped. */
static size_t find_escaped_nul(struct str bytes)
{
	for (size_t at = 0; at < bytes.len;) {
		size_t found = str_find(str_sub(bytes, at, bytes.len), STR("\\u0000")), slashes = 1;

		if (found == STR_NONE)
			return STR_NONE;
		at += found;
		while (slashes <= at && bytes.s[at - slashes] == '\\')
			slashes++;
		if (slashes % 2)
			return at;
		at += 6;
	}
	return STR_NONE;
}

static bool bytes_fit(struct reading *reading, struct str bytes)
{
	size_t bad = utf8_valid(bytes.s, bytes.len), at;

	if (bad < bytes.len) {
		refuse(reading, bad, "%.*s", STR_ARG(utf8_explain(reading->scratch, bytes, bad)));
		return false;
	}
	at = str_find_byte(bytes, '\0');
	if (at != STR_NONE) {
		refuse(reading, at, "a NUL byte; expected JSON");
		return false;
	}
	at = find_escaped_nul(bytes);
	if (at != STR_NONE)
		refuse(reading, at, "a NUL character (\\u0000); expected text without");
	return at == STR_NONE;
}

static void values_take(struct parse *parse, struct str rest)
{
	struct str bytes = parse->reading->item->bytes;

	for (; rest.len; rest = str_trim(rest)) {
		parse->at = (size_t)(rest.s - bytes.s);
		if (!value_take(parse, &rest))
			return;
	}
}

/* Nearly every line is one article without fault: what else there may be is looked at only after. */
void read_json(struct reading *reading)
{
	struct str bytes = reading->item->bytes, rest = bytes;
	struct parse parse = {.reading = reading};

	if (str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = str_sub(rest, 3, rest.len);
	rest = str_trim(rest);
	parse.at = (size_t)(rest.s - bytes.s);
	if (reading->json)
		parse.value = json_parse_fast(reading->json, reading->scratch, rest);
	if (parse.value)
		parse_body(&parse);
	else if (bytes_fit(reading, bytes))
		values_take(&parse, rest);
}
