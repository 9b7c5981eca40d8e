/*
 * Saving: everything of a run in one transaction, so that a kill at any moment leaves the file as it was
 * or as it should be. What the file held before is replaced; to add to a database, read it as an input.
 *
 *	row(&saving, &saving.mark, (struct cell[]){text(id), number(0), number(97), name("title")}, 4);
 *
 * The first failure is kept in `saving.status`; from then on nothing more is written, and the
 * transaction is rolled back.
 */
#include "store/store.h"

#include "base/error.h"
#include "base/guard.h"
#include "store/database.h"

#include <string.h>

enum table_number {
	ARTICLE, BYLINE, PUBLISHED_WHY, AGENCY, MARK, SEARCH, DATE, QUOTE, QUOTE_PART, QUOTE_CHAIN, QUOTE_WHY,
	COPY, COPY_WHY, SERIES, WORDING, STORY, STORY_ARTICLE, STORY_ALSO, INDEX_BLOCK, NTABLES
};

static const struct {
	const char *name;
	int cells;
} tables[NTABLES] = {
	[ARTICLE] = {"article", 16},	 [BYLINE] = {"byline", 3},
	[PUBLISHED_WHY] = {"published_why", 3}, [AGENCY] = {"agency", 6},
	[MARK] = {"mark", 4},		 [SEARCH] = {"search", 3},
	[DATE] = {"date", 5},		 [QUOTE] = {"quote", 9},
	[QUOTE_PART] = {"quote_part", 6}, [QUOTE_CHAIN] = {"quote_chain", 4},
	[QUOTE_WHY] = {"quote_why", 4},	 [COPY] = {"copy", 13},
	[COPY_WHY] = {"copy_why", 3},	 [SERIES] = {"series", 5},
	[WORDING] = {"wording", 6},	 [STORY] = {"story", 6},
	[STORY_ARTICLE] = {"story_article", 4},
	[INDEX_BLOCK] = {"index_block", 2}, [STORY_ALSO] = {"story_also", 6},
};

struct cell {
	enum { CELL_NULL, CELL_TEXT, CELL_NUMBER, CELL_REAL, CELL_BYTES } kind;
	struct str text;
	int64_t number;
	double real;
};

struct saving {
	struct database database;
	const struct findings *findings;
	struct arena scratch; /* for moments as text; cleared an article */
	struct arena lists;
	sqlite3_stmt *insert[NTABLES];
	enum wire_status status;
};

static struct cell text(struct str str)
{
	return (struct cell){.kind = str.len ? CELL_TEXT : CELL_NULL, .text = str};
}

static struct cell name(const char *word)
{
	return text(str_of(word));
}

static struct cell number(size_t value)
{
	return (struct cell){.kind = CELL_NUMBER, .number = (int64_t)value};
}

static struct cell real(double value)
{
	return (struct cell){.kind = CELL_REAL, .real = value};
}

static struct cell none(void)
{
	return (struct cell){.kind = CELL_NULL};
}

static struct cell moment(struct saving *saving, const struct moment *moment)
{
	return text(moment_format(&saving->scratch, moment));
}

static int cell_bind(sqlite3_stmt *statement, int at, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_TEXT:
		return sqlite3_bind_text64(statement, at, cell->text.s, cell->text.len, SQLITE_STATIC,
					   SQLITE_UTF8);
	case CELL_NUMBER:
		return sqlite3_bind_int64(statement, at, cell->number);
	case CELL_REAL:
		return sqlite3_bind_double(statement, at, cell->real);
	case CELL_BYTES:
		return sqlite3_bind_blob64(statement, at, cell->text.s, cell->text.len, SQLITE_STATIC);
	case CELL_NULL:
		break;
	}
	return sqlite3_bind_null(statement, at);
}

static void row(struct saving *saving, enum table_number table, const struct cell *cells)
{
	sqlite3_stmt *statement = saving->insert[table];
	int code = SQLITE_OK;

	if (saving->status)
		return;
	for (int i = 0; i < tables[table].cells && code == SQLITE_OK; i++)
		code = cell_bind(statement, i + 1, &cells[i]);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	saving->status = database_check(&saving->database, code);
	sqlite3_reset(statement);
}

/* Lists of reasons, names …: owner, number within it, the string. */
static void strings(struct saving *saving, enum table_number table, struct cell owner, const struct str *list,
		    size_t n)
{
	for (size_t i = 0; i < n; i++)
		row(saving, table, (struct cell[]){owner, number(i), text(list[i])});
}

static void article_save(struct saving *saving, const struct article *article)
{
	struct cell id = text(article->id), nothing = none();
	bool place = article->place_span.len, published = article->published_span.len;

	row(saving, ARTICLE,
	    (struct cell[]){id, text(article->file), text(article->url), text(article->outlet),
			    text(article->title), text(article->language), text(article->place),
			    place ? number(article->place_span.start) : nothing,
			    place ? number(span_end(article->place_span)) : nothing,
			    moment(saving, &article->published),
			    name(published_from_name(article->published_from)),
			    published ? number(article->published_span.start) : nothing,
			    published ? number(span_end(article->published_span)) : nothing,
			    moment(saving, &article->modified), text(article->canonical),
			    {.kind = CELL_TEXT, .text = article->text.len ? article->text : STR("")}});
	strings(saving, BYLINE, id, article->byline, article->nbyline);
	strings(saving, PUBLISHED_WHY, id, article->published_why, article->npublished_why);
	for (size_t i = 0; i < article->nagencies; i++) {
		const struct agency *agency = &article->agencies[i];
		bool seen = agency->span.len;

		row(saving, AGENCY,
		    (struct cell[]){id, number(i), text(agency->name), name(agency_role_name(agency->role)),
				    seen ? number(agency->span.start) : nothing,
				    seen ? number(span_end(agency->span)) : nothing});
	}
	for (size_t i = 0; i < article->nmarks; i++)
		row(saving, MARK,
		    (struct cell[]){id, number(article->marks[i].span.start),
				    number(span_end(article->marks[i].span)),
				    name(mark_name(article->marks[i].kind))});
	row(saving, SEARCH, (struct cell[]){id, text(article->title), text(article->text)});
}

static void dates_save(struct saving *saving, struct cell id, const struct dates *dates)
{
	for (size_t i = 0; i < dates->n; i++) {
		const struct date *date = &dates->items[i];

		row(saving, DATE,
		    (struct cell[]){id, number(date->span.start), number(span_end(date->span)),
				    name(timex_type_name(date->type)), text(date->value)});
	}
}

static void parts(struct saving *saving, struct cell id, size_t quote, const char *part,
		  const struct span *spans, size_t n)
{
	for (size_t i = 0; i < n; i++)
		row(saving, QUOTE_PART,
		    (struct cell[]){id, number(quote), name(part), number(i), number(spans[i].start),
				    number(span_end(spans[i]))});
}

static void quote_save(struct saving *saving, struct cell id, size_t at, const struct quote *quote,
		       struct str utterance)
{
	row(saving, QUOTE,
	    (struct cell[]){id, number(at), name(quote_form_name(quote->form)),
			    name(quote_act_name(quote->act)), text(quote->speaker), text(quote->medium),
			    moment(saving, &quote->date), real((double)quote->confidence), text(utterance)});
	parts(saving, id, at, "content", quote->spans, quote->nspans);
	parts(saving, id, at, "cue", quote->cue, quote->ncue);
	parts(saving, id, at, "speaker", quote->speaker_spans, quote->nspeaker_spans);
	parts(saving, id, at, "addressee", &quote->addressee, quote->addressee.len != 0);
	for (size_t i = 0; i < quote->nchain; i++)
		row(saving, QUOTE_CHAIN,
		    (struct cell[]){id, number(at), number(i), text(quote->chain[i])});
	for (size_t i = 0; i < quote->nwhy; i++)
		row(saving, QUOTE_WHY, (struct cell[]){id, number(at), number(i), text(quote->why[i])});
}

/* The utterance of every quote: by article, then by quote. */
static struct str **utterances_by_quote(struct saving *saving, struct arena *arena)
{
	const struct findings *findings = saving->findings;
	struct str **ids = ARENA_ARRAY(arena, struct str *, findings->n);

	for (size_t i = 0; findings->quotes && i < findings->n; i++)
		ids[i] = ARENA_ARRAY(arena, struct str, findings->quotes[i].n);
	for (size_t i = 0; i < findings->lineages.nutterances; i++) {
		const struct utterance *utterance = &findings->lineages.utterances[i];

		for (size_t k = 0; k < utterance->n; k++)
			ids[utterance->variants[k].article][utterance->variants[k].quote] = utterance->id;
	}
	return ids;
}

static void copies_save(struct saving *saving)
{
	const struct findings *findings = saving->findings;

	for (size_t i = 0; i < findings->lineages.ncopies; i++) {
		const struct copy *copy = &findings->lineages.copies[i];
		const struct passage *passage = &copy->passage;

		row(saving, COPY,
		    (struct cell[]){number(i), text(findings->articles[passage->a].id),
				    number(passage->in_a.start), number(span_end(passage->in_a)),
				    text(findings->articles[passage->b].id), number(passage->in_b.start),
				    number(span_end(passage->in_b)), number(passage->words),
				    real((double)passage->identity), number(passage->family),
				    name(copy_kind_name(copy->kind)), name(copy_from_name(copy->from)),
				    name(copy_credit_name(copy->credit))});
		strings(saving, COPY_WHY, number(i), copy->why, copy->nwhy);
	}
}

static void series_save(struct saving *saving)
{
	const struct groups *groups = &saving->findings->groups;

	for (size_t i = 0; i < groups->nseries; i++) {
		const struct series *series = &groups->series[i];

		row(saving, SERIES,
		    (struct cell[]){text(series->id), text(series->title), text(series->every),
				    text(series->on), text(series->since)});
		for (size_t k = 0; k < series->nwording; k++) {
			const struct wording *wording = &series->wording[k];

			row(saving, WORDING,
			    (struct cell[]){text(series->id), number(k), text(wording->phrase),
					    text(wording->before), moment(saving, &wording->first),
					    moment(saving, &wording->last)});
		}
	}
}

static void also_save(struct saving *saving, const struct story *story)
{
	for (size_t k = 0; k < story->nalso; k++) {
		const struct also *also = &story->also[k];

		row(saving, STORY_ALSO,
		    (struct cell[]){text(story->id), number(k),
				    text(saving->findings->articles[also->article].id),
				    number(also->span.start), number(span_end(also->span)),
				    text(also->why)});
	}
}

static void stories_save(struct saving *saving)
{
	const struct findings *findings = saving->findings;
	const struct groups *groups = &findings->groups;

	for (size_t i = 0; i < groups->nstories; i++) {
		const struct story *story = &groups->stories[i];
		bool of_series = story->series < groups->nseries;

		row(saving, STORY,
		    (struct cell[]){text(story->id), text(story->title), moment(saving, &story->start),
				    moment(saving, &story->end), moment(saving, &story->event),
				    of_series ? text(groups->series[story->series].id) : none()});
		for (size_t k = 0; k < story->n; k++)
			row(saving, STORY_ARTICLE,
			    (struct cell[]){text(story->id), number(k),
					    text(findings->articles[story->articles[k]].id),
					    text(story->why ? story->why[k] : (struct str){0})});
		also_save(saving, story);
		arena_clear(&saving->scratch);
	}
}

static void index_save(struct saving *saving)
{
	const struct match_index *index = saving->findings->index;

	for (size_t i = 0; index && i < match_index_blocks(index); i++) {
		struct cell bytes = {.kind = CELL_BYTES};

		arena_clear(&saving->scratch);
		bytes.text = match_index_write(index, i, &saving->scratch);
		if (bytes.text.len)
			row(saving, INDEX_BLOCK, (struct cell[]){number(i), bytes});
	}
}

static void findings_save(void *context)
{
	struct saving *saving = context;
	const struct findings *findings = saving->findings;
	struct str **utterances = utterances_by_quote(saving, &saving->lists);

	for (size_t i = 0; i < findings->n && !saving->status; i++) {
		struct cell id = text(findings->articles[i].id);

		arena_clear(&saving->scratch);
		article_save(saving, &findings->articles[i]);
		if (findings->dates)
			dates_save(saving, id, &findings->dates[i]);
		for (size_t k = 0; findings->quotes && k < findings->quotes[i].n; k++)
			quote_save(saving, id, k, &findings->quotes[i].items[k], utterances[i][k]);
	}
	copies_save(saving);
	series_save(saving);
	stories_save(saving);
	index_save(saving);
}

static void statements_prepare(struct saving *saving)
{
	for (int i = 0; i < NTABLES && !saving->status; i++) {
		static const char marks[] = "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?";
		char *erase = sqlite3_mprintf("DELETE FROM %s", tables[i].name);
		char *insert = sqlite3_mprintf("INSERT INTO %s VALUES (%.*s)", tables[i].name,
					       2 * tables[i].cells - 1, marks);

		if (!erase || !insert)
			saving->status = database_check(&saving->database, SQLITE_NOMEM);
		if (!saving->status)
			saving->status = database_execute(&saving->database, erase);
		if (!saving->status)
			saving->status = database_check(
				&saving->database, sqlite3_prepare_v2(saving->database.handle, insert, -1,
								      &saving->insert[i], NULL));
		sqlite3_free(erase);
		sqlite3_free(insert);
	}
}

enum wire_status store_save(const char *path, const struct findings *findings, struct wire_error *error)
{
	struct saving saving = {.findings = findings};
	enum wire_status raised = WIRE_OK;

	saving.status = database_open(&saving.database, path, true, error);
	if (saving.status)
		return saving.status;
	saving.status = database_execute(&saving.database, "BEGIN IMMEDIATE");
	statements_prepare(&saving);
	if (!saving.status)
		raised = guard_run(findings_save, &saving);
	if (raised)
		saving.status = error_set(error, raised, path, "out of memory");
	for (int i = 0; i < NTABLES; i++)
		sqlite3_finalize(saving.insert[i]);
	if (!saving.status)
		saving.status = database_execute(&saving.database, "COMMIT");
	if (saving.status)
		sqlite3_exec(saving.database.handle, "ROLLBACK", NULL, NULL, NULL);
	database_close(&saving.database);
	arena_release(&saving.scratch);
	arena_release(&saving.lists);
	return saving.status;
}
