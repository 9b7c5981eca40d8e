/*
 * Records: findings as JSON Lines, the form for other programs.
 *
 *	{"type":"date","article":"may-9","start":0,"end":8,"text":"Thursday","timex":"DATE", …}
 *
 * Keys come in the order of docs/records.md, and every key is always there: what is not known is
 * null. Several threads make some records each, which are then written in order, before more are made: so memory
 * is that of the findings, of a thousand records, and a number for each quote.
 */
#include "base/error.h"
#include "base/guard.h"
#include "base/pool.h"
#include "show/json.h"
#include "show/scene.h"
#include "show/show.h"

/* Of how much of a moment is to be shown: stories and series know days, not hours. */
static void json_moment(struct json *json, struct arena *scratch, struct moment moment,
			enum precision most)
{
	if (moment.precision > most)
		moment.precision = (uint8_t)most;
	if (moment.precision == PRECISION_NONE)
		json_null(json);
	else
		json_str(json, moment_format(scratch, &moment));
}

static void json_days(struct json *json, struct arena *scratch, const struct moment *moments,
		      size_t n)
{
	json_open(json, '[');
	for (size_t i = 0; i < n; i++)
		json_moment(json, scratch, moments[i], PRECISION_DAY);
	json_close(json, ']');
}

static void record_begin(struct json *json, const char *type)
{
	json->comma = false;
	json_open(json, '{');
	json_key(json, "type");
	json_name(json, type);
}

static void record_end(struct json *json)
{
	json_close(json, '}');
	put_byte(json->out, '\n');
}

/* ---------------------------------------------------------------- articles */

static void article_agencies(struct json *json, const struct article *article)
{
	json_key(json, "agencies");
	json_open(json, '[');
	for (size_t i = 0; i < article->nagencies; i++) {
		const struct agency *agency = &article->agencies[i];

		json_open(json, '{');
		json_key(json, "name");
		json_str(json, agency->name);
		json_key(json, "role");
		json_name(json, agency_role_name(agency->role));
		if (agency->span.len) {
			json_span(json, agency->span);
		} else {
			json_key(json, "start");
			json_null(json);
			json_key(json, "end");
			json_null(json);
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void article_dateline(struct json *json, const struct article *article)
{
	json_key(json, "dateline");
	if (!article->place.len) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_key(json, "place");
	json_str(json, article->place);
	json_span(json, article->place_span);
	json_close(json, '}');
}

static void article_published(struct json *json, struct arena *scratch,
			      const struct article *article)
{
	json_key(json, "published");
	if (article->published.precision == PRECISION_NONE) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_key(json, "value");
	json_moment(json, scratch, article->published, PRECISION_SECOND);
	json_key(json, "precision");
	json_name(json, precision_name((enum precision)article->published.precision));
	json_key(json, "from");
	json_name(json, published_from_name(article->published_from));
	if (article->npublished_why) {
		json_key(json, "why");
		json_strs(json, article->published_why, article->npublished_why);
	}
	json_close(json, '}');
}

/* What the page says of its own history. */
static void article_versions(struct json *json, struct arena *scratch, const struct article *article)
{
	json_key(json, "modified");
	if (article->modified.precision == PRECISION_NONE) {
		json_null(json);
	} else {
		json_open(json, '{');
		json_key(json, "value");
		json_moment(json, scratch, article->modified, PRECISION_SECOND);
		json_key(json, "precision");
		json_name(json, precision_name((enum precision)article->modified.precision));
		json_close(json, '}');
	}
	json_key(json, "canonical");
	json_str(json, article->canonical);
}

static void article_marks(struct json *json, const struct article *article)
{
	json_key(json, "spans");
	json_open(json, '[');
	for (size_t i = 0; i < article->nmarks; i++) {
		json_open(json, '{');
		json_span(json, article->marks[i].span);
		json_key(json, "kind");
		json_name(json, mark_name(article->marks[i].kind));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void article_record(struct json *json, struct scene *scene, size_t number)
{
	const struct article *article = &scene->found->articles[number];

	record_begin(json, "article");
	json_key(json, "id");
	json_str(json, article->id);
	json_key(json, "file");
	json_str(json, article->file);
	json_key(json, "url");
	json_str(json, article->url);
	json_key(json, "outlet");
	json_str(json, article->outlet);
	json_key(json, "title");
	json_str(json, article->title);
	json_key(json, "byline");
	json_strs(json, article->byline, article->nbyline);
	article_agencies(json, article);
	article_dateline(json, article);
	article_published(json, &scene->scratch, article);
	json_key(json, "language");
	json_str(json, article->language);
	json_key(json, "text");
	json_text(json, article->text);
	article_marks(json, article);
	article_versions(json, &scene->scratch, article);
	record_end(json);
}

/* ---------------------------------------------------------------- dates and quotes */

static void date_records(struct json *json, struct scene *scene, size_t number)
{
	const struct article *article = &scene->found->articles[number];
	const struct dates *dates = &scene->found->dates[number];

	for (size_t i = 0; i < dates->n && !output_failed(json->out); i++) {
		const struct date *date = &dates->items[i];

		record_begin(json, "date");
		json_key(json, "article");
		json_str(json, article->id);
		json_span(json, date->span);
		json_key(json, "text");
		json_text(json, str_from(article->text, date->span));
		json_key(json, "timex");
		json_name(json, timex_type_name(date->type));
		json_key(json, "value");
		json_str(json, date->value);
		record_end(json);
	}
}

/* Who speaks or is spoken to: the words for them, where the article has some, and their name. */
static void quote_person(struct json *json, struct str text, const struct span *spans, size_t n,
			 struct str name)
{
	if (!n && !name.len) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_key(json, "spans");
	json_spans(json, spans, n);
	json_key(json, "text");
	if (n)
		json_pieces(json, text, spans, n);
	else
		json_null(json);
	json_key(json, "name");
	json_str(json, name);
	json_close(json, '}');
}

/* The quote as one print of an utterance among others, measured against the fullest. */
static void quote_print(struct json *json, const struct scene *scene, size_t number, size_t n)
{
	const struct utterance *utterance = scene_utterance(scene, number, n);
	const struct variant *variant = scene_variant(scene, number, n);

	json_key(json, "utterance");
	json_str(json, utterance ? utterance->id : (struct str){0});
	json_key(json, "altered");
	if (variant)
		json_bool(json, variant->altered);
	else
		json_null(json);
	json_key(json, "differences");
	json_strs(json, variant ? variant->differences : NULL, variant ? variant->ndifferences : 0);
}

static void quote_record(struct json *json, struct scene *scene, size_t number, size_t n)
{
	const struct article *article = &scene->found->articles[number];
	const struct quote *quote = &scene->found->quotes[number].items[n];

	record_begin(json, "quote");
	json_key(json, "article");
	json_str(json, article->id);
	json_key(json, "form");
	json_name(json, quote_form_name(quote->form));
	json_key(json, "spans");
	json_spans(json, quote->spans, quote->nspans);
	json_key(json, "text");
	json_pieces(json, article->text, quote->spans, quote->nspans);
	json_key(json, "cue");
	json_spans(json, quote->cue, quote->ncue);
	json_key(json, "speaker");
	quote_person(json, article->text, quote->speaker_spans, quote->nspeaker_spans, quote->speaker);
	json_key(json, "chain");
	json_strs(json, quote->chain, quote->nchain);
	json_key(json, "addressee");
	quote_person(json, article->text, &quote->addressee, quote->addressee.len > 0, quote->addressee_name);
	json_key(json, "medium");
	json_str(json, quote->medium);
	json_key(json, "date");
	json_moment(json, &scene->scratch, quote->date, PRECISION_DAY);
	json_key(json, "act");
	json_name(json, quote_act_name(quote->act));
	json_key(json, "confidence");
	json_decimal(json, (double)quote->confidence);
	json_key(json, "why");
	json_strs(json, quote->why, quote->nwhy);
	quote_print(json, scene, number, n);
	record_end(json);
}

/* ---------------------------------------------------------------- copies */

static void copy_side(struct json *json, const char *key, struct str article, struct span span)
{
	json_key(json, key);
	json_open(json, '{');
	json_key(json, "article");
	json_str(json, article);
	json_span(json, span);
	json_close(json, '}');
}

static void copy_record(struct json *json, struct scene *scene, size_t number)
{
	const struct copy *copy = &scene->found->lineages.copies[number];
	const struct article *articles = scene->found->articles;
	const struct family *family = lineage_family(&scene->found->lineages, &copy->passage);

	record_begin(json, "copy");
	copy_side(json, "a", articles[copy->passage.a].id, copy->passage.in_a);
	copy_side(json, "b", articles[copy->passage.b].id, copy->passage.in_b);
	json_key(json, "words");
	json_number(json, copy->passage.words);
	json_key(json, "identity");
	json_decimal(json, (double)copy->passage.identity);
	json_key(json, "kind");
	json_name(json, copy_kind_name(copy->kind));
	json_key(json, "from");
	json_name(json, copy_from_name(copy->from));
	json_key(json, "credit");
	json_name(json, copy_credit_name(copy->credit));
	json_key(json, "why");
	json_strs(json, copy->why, copy->nwhy);
	json_key(json, "family");
	json_number(json, copy->passage.family);
	json_key(json, "first");
	json_str(json, family && family->first != UINT32_MAX ? articles[family->first].id : (struct str){0});
	record_end(json);
}

/* ---------------------------------------------------------------- furniture */

static void furniture_record(struct json *json, struct scene *scene, size_t number)
{
	const struct repeated *repeated = &scene->found->passages.repeated[number];
	const struct article *articles = scene->found->articles;

	record_begin(json, "furniture");
	json_key(json, "kind");
	json_name(json, repeated->stock ? "stock phrase" : "furniture");
	json_key(json, "articles");
	json_number(json, repeated->articles);
	json_key(json, "outlets");
	json_open(json, '[');
	for (size_t i = 0; i < repeated->noutlets; i++)
		if (articles[repeated->outlets[i]].outlet.len)
			json_str(json, articles[repeated->outlets[i]].outlet);
	json_close(json, ']');
	json_key(json, "words");
	json_number(json, repeated->words);
	json_key(json, "article");
	json_str(json, articles[repeated->article].id);
	json_span(json, repeated->span);
	json_key(json, "text");
	json_str(json, str_from(articles[repeated->article].text, repeated->span));
	record_end(json);
}

/* ---------------------------------------------------------------- stories and series */

static void disagreement_record(struct json *json, const struct findings *found,
				const struct disagreement *disagreement)
{
	json_open(json, '{');
	json_key(json, "what");
	json_str(json, disagreement->what);
	json_key(json, "values");
	json_open(json, '[');
	for (size_t i = 0; i < disagreement->n; i++) {
		const struct figure *figure = &disagreement->figures[i];

		json_open(json, '{');
		json_key(json, "number");
		json_number(json, figure->number);
		json_key(json, "article");
		json_str(json, found->articles[figure->article].id);
		json_span(json, figure->span);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void also_record(struct json *json, const struct findings *found, const struct also *also)
{
	json_open(json, '{');
	json_key(json, "article");
	json_str(json, found->articles[also->article].id);
	json_span(json, also->span);
	json_key(json, "why");
	json_str(json, also->why);
	json_close(json, '}');
}

static void story_record(struct json *json, struct scene *scene, size_t number)
{
	const struct groups *groups = &scene->found->groups;
	const struct story *story = &groups->stories[number];
	bool recurs = story->series < groups->nseries;

	record_begin(json, "story");
	json_key(json, "id");
	json_str(json, story->id);
	json_key(json, "title");
	json_str(json, story->title);
	json_key(json, "articles");
	json_open(json, '[');
	for (size_t i = 0; i < story->n; i++)
		json_str(json, scene->found->articles[story->articles[i]].id);
	json_close(json, ']');
	json_key(json, "start");
	json_moment(json, &scene->scratch, story->start, PRECISION_DAY);
	json_key(json, "end");
	json_moment(json, &scene->scratch, story->end, PRECISION_DAY);
	json_key(json, "series");
	json_str(json, recurs ? groups->series[story->series].id : (struct str){0});
	json_key(json, "why");
	json_strs(json, story->why, story->why ? story->n : 0);
	json_key(json, "event");
	json_moment(json, &scene->scratch, story->event, PRECISION_DAY);
	json_key(json, "disagreements");
	json_open(json, '[');
	for (size_t i = 0; i < story->ndisagreements; i++)
		disagreement_record(json, scene->found, &story->disagreements[i]);
	json_close(json, ']');
	json_key(json, "also");
	json_open(json, '[');
	for (size_t i = 0; i < story->nalso; i++)
		also_record(json, scene->found, &story->also[i]);
	json_close(json, ']');
	record_end(json);
}

static void series_cadence(struct json *json, struct scene *scene, const struct series *series)
{
	json_key(json, "cadence");
	json_open(json, '{');
	json_key(json, "every");
	json_str(json, series->every);
	json_key(json, "on");
	json_str(json, series->on);
	json_key(json, "since");
	json_str(json, series->since);
	json_key(json, "missed");
	json_days(json, &scene->scratch, series->missed, series->nmissed);
	json_key(json, "breaks");
	json_days(json, &scene->scratch, series->breaks, series->nbreaks);
	json_close(json, '}');
}

static void series_wording(struct json *json, struct scene *scene, const struct series *series)
{
	json_key(json, "wording");
	json_open(json, '[');
	for (size_t i = 0; i < series->nwording; i++) {
		const struct wording *wording = &series->wording[i];

		json_open(json, '{');
		json_key(json, "phrase");
		json_str(json, wording->phrase);
		json_key(json, "first");
		json_moment(json, &scene->scratch, wording->first, PRECISION_DAY);
		json_key(json, "last");
		json_moment(json, &scene->scratch, wording->last, PRECISION_DAY);
		json_key(json, "before");
		json_str(json, wording->before);
		json_key(json, "kept");
		json_bool(json, wording->kept);
		json_key(json, "dropped");
		json_bool(json, wording->dropped);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void series_claims(struct json *json, struct scene *scene, const struct series *series)
{
	json_key(json, "claims");
	json_open(json, '[');
	for (size_t i = 0; i < series->nclaims; i++) {
		const struct claim *claim = &series->claims[i];
		const struct article *article = &scene->found->articles[claim->article];

		json_open(json, '{');
		json_key(json, "article");
		json_str(json, article->id);
		json_span(json, claim->span);
		json_key(json, "text");
		json_text(json, str_from(article->text, claim->span));
		json_key(json, "verdict");
		json_name(json, claim_verdict_name(claim->verdict));
		json_key(json, "why");
		json_str(json, claim->why);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void series_record(struct json *json, struct scene *scene, size_t number)
{
	const struct groups *groups = &scene->found->groups;
	const struct series *series = &groups->series[number];

	record_begin(json, "series");
	json_key(json, "id");
	json_str(json, series->id);
	json_key(json, "title");
	json_str(json, series->title);
	json_key(json, "stories");
	json_open(json, '[');
	for (size_t i = 0; i < series->n; i++)
		json_str(json, groups->stories[series->stories[i]].id);
	json_close(json, ']');
	json_key(json, "dates");
	json_days(json, &scene->scratch, series->dates, series->n);
	series_cadence(json, scene, series);
	series_wording(json, scene, series);
	series_claims(json, scene, series);
	json_key(json, "next");
	json_moment(json, &scene->scratch, series->next, PRECISION_DAY);
	record_end(json);
}

/* ---------------------------------------------------------------- all */

enum {
	RECORDS_A_PART = 32, /* of findings: some have several records, some none */
	PARTS_AT_ONCE = 32,
};

typedef void record_of(struct json *json, struct scene *scene, size_t number);

/* What a worker writes to: its own view of the scene, and the lines of the parts that it makes. */
struct writer {
	struct scene scene;
	struct arena lines;
};

struct writing {
	const struct findings *found;
	enum wire_findings which;
	unsigned threads;
	struct output out;
	struct scene scene;
	struct writer *writers;
	/* The parts in hand. */
	record_of *record;
	size_t first, n; /* the first finding of these, the number of all */
	struct buf parts[PARTS_AT_ONCE];
};

static bool lines_add(void *context, const char *bytes, size_t len)
{
	buf_add(context, (struct str){bytes, len});
	return true;
}

static void part_work(void *context, size_t item, unsigned worker)
{
	struct writing *writing = context;
	struct writer *writer = &writing->writers[worker];
	struct wire_sink lines = {.write = lines_add, .context = &writing->parts[item]};
	struct output out;
	struct json json = {.out = &out};
	size_t at = writing->first + item * RECORDS_A_PART, end = at + RECORDS_A_PART;

	writing->parts[item] = buf_in(&writer->lines);
	output_init(&out, &lines);
	for (; at < end && at < writing->n; at++) {
		writing->record(&json, &writer->scene, at);
		arena_clear(&writer->scene.scratch);
	}
	output_flush(&out);
}

/* Makes the parts from the first finding on, and writes them. */
static void parts_write(struct writing *writing)
{
	size_t left = writing->n - writing->first,
	       parts = (left + RECORDS_A_PART - 1) / RECORDS_A_PART;
	enum wire_status status;

	if (parts > PARTS_AT_ONCE)
		parts = PARTS_AT_ONCE;
	status = pool_run(writing->threads, parts, part_work, writing);
	if (status)
		guard_raise(status);
	for (size_t i = 0; i < parts; i++)
		put_bytes(&writing->out, writing->parts[i].s, writing->parts[i].len);
	for (unsigned i = 0; i < writing->threads; i++)
		arena_clear(&writing->writers[i].lines);
}

static void each(struct writing *writing, size_t n, record_of *record)
{
	writing->record = record;
	writing->n = n;
	for (writing->first = 0; writing->first < n && !output_failed(&writing->out);
	     writing->first += RECORDS_A_PART * PARTS_AT_ONCE)
		parts_write(writing);
}

static void quote_records(struct json *json, struct scene *scene, size_t number)
{
	for (size_t i = 0; i < scene->found->quotes[number].n && !output_failed(json->out); i++)
		quote_record(json, scene, number, i);
}

static void write_records(void *context)
{
	struct writing *writing = context;
	const struct findings *found = writing->found;

	scene_make(&writing->scene, found);
	writing->writers = ARENA_ARRAY(&writing->scene.arena, struct writer, writing->threads);
	for (unsigned i = 0; i < writing->threads; i++) {
		writing->writers[i].scene = writing->scene;
		arena_init(
			&writing->writers[i].scene.arena); /* what lies in it is the first one's */
		arena_init(&writing->writers[i].scene.scratch);
	}
	if (writing->which & WIRE_ARTICLES)
		each(writing, found->n, article_record);
	if (writing->which & WIRE_DATES && found->dates)
		each(writing, found->n, date_records);
	if (writing->which & WIRE_QUOTES && found->quotes)
		each(writing, found->n, quote_records);
	if (writing->which & WIRE_FURNITURE)
		each(writing, found->passages.nrepeated, furniture_record);
	if (writing->which & WIRE_COPIES)
		each(writing, found->lineages.ncopies, copy_record);
	if (writing->which & WIRE_STORIES)
		each(writing, found->groups.nstories, story_record);
	if (writing->which & WIRE_SERIES)
		each(writing, found->groups.nseries, series_record);
}

enum wire_status show_records(const struct findings *findings, enum wire_findings which,
			      unsigned threads, const struct wire_sink *sink,
			      struct wire_error *error)
{
	struct writing writing = {.found = findings, .which = which, .threads = threads};
	enum wire_status status;

	output_init(&writing.out, sink);
	scene_init(&writing.scene);
	status = guard_run(write_records, &writing);
	for (unsigned i = 0; writing.writers && i < threads; i++) {
		arena_release(&writing.writers[i].lines);
		scene_release(&writing.writers[i].scene);
	}
	scene_release(&writing.scene);
	if (status)
		return error_set(error, status, "", "out of memory while writing");
	return output_end(&writing.out, error);
}
