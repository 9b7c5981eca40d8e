/*
 * Loading: the articles of a database as they were kept. Nothing in the file is trusted: texts must be
 * UTF-8, spans must lie in them, names must be known ones.
 */
#include "store/store.h"

#include "base/error.h"
#include "base/guard.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "store/database.h"

#include <string.h>

struct loading {
	struct database database;
	struct arena *out;
	struct match_index *index;
	VEC(struct article) articles;
	sqlite3_stmt *statement; /* the one running: finalized after a raise too */
	enum wire_status status;
};

bool store_is_database(const void *bytes, size_t len)
{
	static const char magic[] = "SQLite format 3"; /* with its NUL: 16 bytes */

	return len >= sizeof(magic) && !memcmp(bytes, magic, sizeof(magic));
}

static void damaged(struct loading *loading, struct str id, const char *what)
{
	if (!loading->status)
		loading->status = error_set(loading->database.error, WIRE_BAD_DATABASE, loading->database.path,
					    "damaged: article %.*s: %s", STR_ARG(id), what);
}

/* A text as it stands in the database, until the next row; empty where it is null. */
static struct str column_borrowed(struct loading *loading, int column)
{
	const char *text = (const char *)sqlite3_column_text(loading->statement, column);
	size_t len = (size_t)sqlite3_column_bytes(loading->statement, column);

	if (!text && sqlite3_errcode(loading->database.handle) == SQLITE_NOMEM)
		guard_raise(WIRE_NO_MEMORY);
	return text ? (struct str){text, len} : (struct str){0};
}

static struct str column_text(struct loading *loading, int column)
{
	struct str text = column_borrowed(loading, column);

	if (utf8_valid(text.s, text.len) < text.len)
		damaged(loading, STR("?"), "a text that is not UTF-8");
	return str_copy(loading->out, text);
}

/* start and end in two columns; empty where they are null. */
static struct span column_span(struct loading *loading, int column, const struct article *article)
{
	int64_t start = sqlite3_column_int64(loading->statement, column);
	int64_t end = sqlite3_column_int64(loading->statement, column + 1);

	if (sqlite3_column_type(loading->statement, column) == SQLITE_NULL)
		return (struct span){0};
	if (start < 0 || end < start || (uint64_t)end > article->text.len) {
		damaged(loading, article->id, "a span outside its text");
		return (struct span){0};
	}
	return span_between((size_t)start, (size_t)end);
}

/* The number of a name among `count` names given by name_of(); `count` where it is none of them. */
static unsigned known_name(struct loading *loading, int column, const char *(*name_of)(unsigned), unsigned count)
{
	struct str name = column_borrowed(loading, column);

	for (unsigned i = 0; name.len && i < count; i++) {
		const char *known = name_of(i);

		if (known && str_eq(name, str_of(known)))
			return i;
	}
	return count;
}

static const char *from_name(unsigned number)
{
	return published_from_name((enum published_from)number);
}

static const char *role_name(unsigned number)
{
	return agency_role_name((enum agency_role)number);
}

static const char *kind_name(unsigned number)
{
	return mark_name((enum mark_kind)number);
}

/* After a failure nothing more is read: next() then gives no rows. */
static void prepare(struct loading *loading, const char *sql)
{
	if (loading->status)
		return;
	sqlite3_finalize(loading->statement);
	loading->statement = NULL;
	loading->status = database_check(&loading->database,
					 sqlite3_prepare_v2(loading->database.handle, sql, -1,
							    &loading->statement, NULL));
}

static bool next(struct loading *loading)
{
	int code;

	if (loading->status)
		return false;
	code = sqlite3_step(loading->statement);
	loading->status = database_check(&loading->database, code);
	return code == SQLITE_ROW;
}

static void article_row(struct loading *loading)
{
	struct article article = {0};
	unsigned from;

	article.id = column_text(loading, 0);
	article.file = column_text(loading, 1);
	article.url = column_text(loading, 2);
	article.outlet = column_text(loading, 3);
	article.title = column_text(loading, 4);
	article.language = column_text(loading, 5);
	article.place = column_text(loading, 6);
	article.canonical = column_text(loading, 14);
	article.text = column_text(loading, 15);
	if (article.text.len > UINT32_MAX)
		damaged(loading, article.id, "a text of 4 GiB and more");
	article.place_span = column_span(loading, 7, &article);
	article.published_span = column_span(loading, 11, &article);
	from = known_name(loading, 10, from_name, PUBLISHED_INFERRED + 1);
	if (from <= PUBLISHED_INFERRED && moment_parse(column_text(loading, 9), &article.published))
		article.published_from = (enum published_from)from;
	if (!moment_parse(column_text(loading, 13), &article.modified))
		article.modified = (struct moment){0};
	vec_push(loading->out, &loading->articles, article);
}

/* Rows of the smaller tables come in order of article, like the articles: one walk finds whose they are. */
static struct article *owner(struct loading *loading, size_t *at)
{
	struct str id = column_borrowed(loading, 0);

	while (*at < loading->articles.n && str_compare(loading->articles.items[*at].id, id) < 0)
		(*at)++;
	if (*at < loading->articles.n && str_eq(loading->articles.items[*at].id, id))
		return &loading->articles.items[*at];
	damaged(loading, id, "parts of an article that is not there");
	return NULL;
}

static void strings_load(struct loading *loading, const char *sql, bool of_byline)
{
	VEC(struct str) list = {0};
	struct article *last = NULL;
	size_t at = 0;

	prepare(loading, sql);
	while (next(loading)) {
		struct article *article = owner(loading, &at);

		if (!article)
			return;
		if (article != last)
			memset(&list, 0, sizeof(list));
		last = article;
		vec_push(loading->out, &list, column_text(loading, 1));
		*(of_byline ? &article->byline : &article->published_why) = list.items;
		*(of_byline ? &article->nbyline : &article->npublished_why) = list.n;
	}
}

static void agencies_load(struct loading *loading)
{
	VEC(struct agency) list = {0};
	struct article *last = NULL;
	size_t at = 0;

	prepare(loading, "SELECT article, name, role, start, end FROM agency ORDER BY article, number");
	while (next(loading)) {
		struct article *article = owner(loading, &at);
		unsigned role = known_name(loading, 2, role_name, AGENCY_INPUTS + 1);

		if (!article)
			return;
		if (role > AGENCY_INPUTS) {
			damaged(loading, article->id, "an agency of unknown role");
			return;
		}
		if (article != last)
			memset(&list, 0, sizeof(list));
		last = article;
		vec_push(loading->out, &list,
			 ((struct agency){column_text(loading, 1), (enum agency_role)role,
					  column_span(loading, 3, article)}));
		article->agencies = list.items;
		article->nagencies = list.n;
	}
}

static void marks_load(struct loading *loading)
{
	VEC(struct mark) list = {0};
	struct article *last = NULL;
	size_t at = 0;

	prepare(loading, "SELECT article, start, end, kind FROM mark ORDER BY article, start");
	while (next(loading)) {
		struct article *article = owner(loading, &at);
		unsigned kind = known_name(loading, 3, kind_name, MARK_FURNITURE + 1);
		struct span span;

		if (!article)
			return;
		if (article != last)
			memset(&list, 0, sizeof(list));
		last = article;
		span = column_span(loading, 1, article);
		if (kind > MARK_FURNITURE || (list.n && span.start < span_end(list.items[list.n - 1].span))) {
			damaged(loading, article->id, "marks that overlap or are of an unknown kind");
			return;
		}
		vec_push(loading->out, &list, ((struct mark){span, (enum mark_kind)kind}));
		article->marks = list.items;
		article->nmarks = list.n;
	}
}

/* Blocks that are of no use, damaged or older, do no harm: what they would say is found again. */
static void index_load(struct loading *loading)
{
	prepare(loading, "SELECT bytes FROM index_block ORDER BY number");
	while (next(loading)) {
		const char *bytes = sqlite3_column_blob(loading->statement, 0);
		size_t len = (size_t)sqlite3_column_bytes(loading->statement, 0);

		if (bytes)
			match_index_read(loading->index, (struct str){bytes, len});
	}
}

static void load_all(void *context)
{
	struct loading *loading = context;

	prepare(loading, "SELECT * FROM article ORDER BY id");
	while (next(loading))
		article_row(loading);
	strings_load(loading, "SELECT article, name FROM byline ORDER BY article, number", true);
	strings_load(loading, "SELECT article, why FROM published_why ORDER BY article, number", false);
	agencies_load(loading);
	marks_load(loading);
	index_load(loading);
}

enum wire_status store_load(const char *path, struct arena *out, struct match_index *index,
			    struct article **articles, size_t *n, struct wire_error *error)
{
	struct loading loading = {.out = out, .index = index};
	enum wire_status raised;

	loading.status = database_open(&loading.database, path, false, error);
	if (loading.status)
		return loading.status;
	raised = guard_run(load_all, &loading);
	sqlite3_finalize(loading.statement);
	database_close(&loading.database);
	if (raised)
		return error_set(error, raised, path, "out of memory");
	*articles = loading.articles.items;
	*n = loading.articles.n;
	return loading.status;
}
