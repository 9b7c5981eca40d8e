/*
 * The public calls. This file knows the order of the stages and nothing of what they do:
 *
 *	wire_add()    read ─ clean                          an article at a time, in parallel
 *	wire_run()    split ─ date ─ attribute              an article at a time, in parallel
 *	              match ─ group ─ lineage               over all articles
 *	wire_write()  show        wire_save()  store
 *
 * Where memory lies: what reading leaves behind is copied into the arena `kept` of the worker that read
 * it and stays until wire_free(); what a run finds lies in the arenas `found` and goes with the next
 * run; `scratch` is forgotten after each article, `notes` (complaints) after each batch.
 *
 * Sameness: articles are sorted by id and then by text before any run, so that whatever follows sees
 * them in one order, however they came.
 */
#include "wirecopy.h"

#include "base/error.h"
#include "base/guard.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/vector.h"
#include "read/read.h"
#include "show/show.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct worker_memory {
	struct arena kept, found, scratch, notes;
	struct json_parser
		*json; /* NULL until needed, or where memory is short: reading is then slower */
};

struct kept_article {
	struct article article;
	uint64_t hash; /* of the text; 0 until asked for: few ids come twice */
};

struct wire {
	struct wire_options options;
	struct arena own; /* rules, lists of articles */
	struct arena found;
	struct worker_memory *workers;
	struct read_rules *read;
	struct clean_rules *clean;
	struct split_rules *split;
	struct attribute_rules *attribute;
	struct date_rules *date;
	struct lineage_rules *lineage;
	struct match_index *index;
	VEC(struct kept_article) articles;
	struct findings findings;
	size_t skipped;
	double seconds;
	bool stopped;
};

const char *wire_version(void)
{
	return WIRE_VERSION;
}

struct wire_options wire_options_default(void)
{
	return (struct wire_options){.min_words = 8};
}

static double clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Tells the caller how far it is; afterwards wire->stopped says whether to go on. */
static bool tell(struct wire *wire, const char *doing, uint64_t done, uint64_t total)
{
	if (wire->options.progress && !wire->stopped &&
	    !wire->options.progress(wire->options.context, doing, done, total))
		wire->stopped = true;
	return !wire->stopped;
}

/* ---------------------------------------------------------------- opening */

enum {
	RULES_OF_DATE,
	RULES_OF_ATTRIBUTE,
	RULES_OF_CLEAN,
	RULES_OF_READ,
	RULES_OF_SPLIT,
	RULES_OF_LINEAGE,
	RULES
};

/* The rules of one stage, those first that take longest. */
static void rules_work(void *context, size_t item, unsigned worker)
{
	struct wire *wire = context;
	struct arena *arena = &wire->workers[worker].kept;

	switch (item) {
	case RULES_OF_DATE:
		wire->date = date_rules_new(arena);
		break;
	case RULES_OF_ATTRIBUTE:
		wire->attribute = attribute_rules_new(arena);
		break;
	case RULES_OF_CLEAN:
		wire->clean = clean_rules_new(arena);
		break;
	case RULES_OF_READ:
		wire->read = read_rules_new(arena);
		break;
	case RULES_OF_SPLIT:
		wire->split = split_rules_new(arena);
		break;
	default:
		wire->lineage = lineage_rules_new(arena);
	}
}

static void open_rules(void *context)
{
	struct wire *wire = context;
	struct match_options options = {wire->options.threads, wire->options.min_words, wire->options.explain,
					wire->options.once};
	enum wire_status status;

	wire->workers = ARENA_ARRAY(&wire->own, struct worker_memory, wire->options.threads);
	status = pool_run(wire->options.threads, RULES, rules_work, wire);
	if (status)
		guard_raise(status);
	wire->index = match_index_new(&wire->own, &options);
}

enum wire_status wire_open(const struct wire_options *options, struct wire **out,
			   struct wire_error *error)
{
	struct wire *wire;
	enum wire_status status;

	*out = NULL;
	if (options->threads > POOL_MOST_THREADS)
		return error_set(error, WIRE_BAD_ARGUMENT, "threads", "at most %d threads are of use",
				 POOL_MOST_THREADS);
	wire = calloc(1, sizeof(*wire));
	if (!wire)
		return error_set(error, WIRE_NO_MEMORY, "", "out of memory");
	wire->options = *options;
	if (!wire->options.threads)
		wire->options.threads = pool_processors();
	if (!wire->options.min_words)
		wire->options.min_words = wire_options_default().min_words;
	if (!wire->options.now)
		wire->options.now = (int64_t)time(NULL);
	status = guard_run(open_rules, wire);
	if (status) {
		wire_free(wire);
		return error_set(error, status, "", "out of memory");
	}
	*out = wire;
	return WIRE_OK;
}

void wire_free(struct wire *wire)
{
	if (!wire)
		return;
	for (unsigned i = 0; wire->workers && i < wire->options.threads; i++) {
		arenas_release(&wire->workers[i].kept, 1, wire->options.threads);
		arena_release(&wire->workers[i].found);
		arena_release(&wire->workers[i].scratch);
		arena_release(&wire->workers[i].notes);
		json_parser_free(wire->workers[i].json);
	}
	match_index_free(wire->index);
	arena_release(&wire->found);
	arena_release(&wire->own);
	free(wire);
}

/* ---------------------------------------------------------------- adding: read, clean */

struct batch {
	struct arena arena;
	struct read_item *items;
	size_t n;
	struct read_complaints complaints; /* of the reader */
	bool any;
};

/* What became of one item, kept apart until the batch is done so that order is the input's. */
struct outcome {
	struct kept_article *articles;
	size_t n;
	struct read_complaints complaints;
};

struct adding {
	struct wire *wire;
	struct reader *reader;
	struct batch *now, *next;
	struct outcome *outcomes;
};

static void item_work(struct adding *adding, size_t number, unsigned worker)
{
	struct wire *wire = adding->wire;
	struct worker_memory *memory = &wire->workers[worker];
	struct outcome *outcome = &adding->outcomes[number];
	struct read_complaints complaints = {0};
	struct pages pages;

	arena_clear(&memory->scratch);
	if (!memory->json)
		memory->json = json_parser_new();
	pages = read_item(&memory->scratch, &memory->scratch, memory->json,
			  &adding->now->items[number], &complaints);
	outcome->articles = ARENA_ARRAY(&memory->notes, struct kept_article, pages.n);
	for (outcome->n = 0; outcome->n < pages.n; outcome->n++) {
		struct kept_article *kept = &outcome->articles[outcome->n];

		clean_page(&memory->scratch, &memory->scratch, wire->clean, &pages.items[outcome->n],
			   &kept->article);
		article_keep(&memory->kept, &memory->scratch, &kept->article);
	}
	for (size_t i = 0; i < complaints.n; i++) {
		struct read_complaint *complaint = &complaints.items[i];

		complaint->message = str_copy(&memory->notes, complaint->message);
		complaint->file = str_copy(&memory->notes, complaint->file);
		vec_push(&memory->notes, &outcome->complaints, *complaint);
	}
}

/* Item 0 of the pool is reading the next batch, while the others work on this one. */
static void add_work(void *context, size_t item, unsigned worker)
{
	struct adding *adding = context;
	struct batch *next = adding->next;

	if (item) {
		item_work(adding, item - 1, worker);
		return;
	}
	arena_clear(&next->arena);
	next->n = 0;
	next->complaints = (struct read_complaints){0};
	next->any = reader_next(adding->reader, &next->arena, &next->items, &next->n, &next->complaints);
}

static void complain(struct wire *wire, const struct read_complaints *complaints)
{
	for (size_t i = 0; i < complaints->n; i++) {
		const struct read_complaint *said = &complaints->items[i];
		struct wire_complaint complaint = {
			.file = str_copy(&wire->found, said->file).s,
			.offset = said->offset,
			.message = str_copy(&wire->found, said->message).s,
		};

		wire->skipped++;
		if (wire->options.complain)
			wire->options.complain(wire->options.context, &complaint);
	}
}

static void batch_take(struct adding *adding)
{
	struct wire *wire = adding->wire;

	complain(wire, &adding->now->complaints);
	for (size_t i = 0; i < adding->now->n; i++) {
		struct outcome *outcome = &adding->outcomes[i];

		complain(wire, &outcome->complaints);
		for (size_t k = 0; k < outcome->n; k++)
			vec_push(&wire->own, &wire->articles, outcome->articles[k]);
	}
	for (unsigned i = 0; i < wire->options.threads; i++)
		arena_clear(&wire->workers[i].notes);
}

static void add_all(void *context)
{
	struct adding *adding = context;
	struct wire *wire = adding->wire;
	uint64_t done, total;

	add_work(adding, 0, 0);
	do {
		struct batch *batch = adding->next;
		enum wire_status status;

		adding->next = adding->now;
		adding->now = batch;
		adding->outcomes = ARENA_ARRAY(&batch->arena, struct outcome, batch->n);
		status = pool_run(wire->options.threads, batch->n + 1, add_work, adding);
		if (status)
			guard_raise(status);
		batch_take(adding);
		reader_progress(adding->reader, &done, &total);
	} while (tell(wire, "reading", done, total) && (adding->next->any || adding->next->n ||
							  adding->next->complaints.n));
}

struct opening {
	const struct read_rules *rules;
	const char *path;
	struct str bytes;
	struct reader *reader;
};

static void open_reader(void *context)
{
	struct opening *opening = context;

	opening->reader = reader_open(opening->rules, opening->path, opening->bytes);
}

static enum wire_status add_input(struct wire *wire, const char *path, struct str bytes,
				  struct wire_error *error)
{
	struct batch batches[2] = {0};
	struct adding adding = {.wire = wire, .now = &batches[0], .next = &batches[1]};
	struct opening opening = {.rules = wire->read, .path = path, .bytes = bytes};
	double start = clock_seconds();
	enum wire_status status = guard_run(open_reader, &opening);

	if (!status) {
		adding.reader = opening.reader;
		status = guard_run(add_all, &adding);
		reader_free(adding.reader);
	}
	arena_release(&batches[0].arena);
	arena_release(&batches[1].arena);
	wire->seconds += clock_seconds() - start;
	return status ? error_set(error, status, path, "out of memory") : WIRE_OK;
}

static bool file_is_database(const char *path)
{
	struct stat about;
	char head[16];
	ssize_t got;
	int fd;

	if (stat(path, &about) || !S_ISREG(about.st_mode))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	got = read(fd, head, sizeof(head));
	close(fd);
	return got == sizeof(head) && store_is_database(head, sizeof(head));
}

struct taking {
	struct wire *wire;
	struct article *articles;
	size_t n;
};

static void take_articles(void *context)
{
	struct taking *taking = context;

	for (size_t i = 0; i < taking->n; i++) {
		struct kept_article kept = {.article = taking->articles[i]};

		vec_push(&taking->wire->own, &taking->wire->articles, kept);
	}
}

static enum wire_status add_database(struct wire *wire, const char *path, struct wire_error *error)
{
	struct taking taking = {.wire = wire};
	enum wire_status status =
		store_load(path, &wire->workers[0].kept, wire->index, &taking.articles, &taking.n,
			   error);

	if (!status && guard_run(take_articles, &taking))
		status = error_set(error, WIRE_NO_MEMORY, path, "out of memory");
	return status;
}

enum wire_status wire_add(struct wire *wire, const char *path, struct wire_error *error)
{
	if (file_is_database(path))
		return add_database(wire, path, error);
	return add_input(wire, path, (struct str){0}, error);
}

enum wire_status wire_add_bytes(struct wire *wire, const char *name, const void *bytes, size_t len,
				struct wire_error *error)
{
	return add_input(wire, name, (struct str){len ? bytes : "", len}, error);
}

/* ---------------------------------------------------------------- running: the other stages */

/* Up to so many articles are grouped for the sake of quotes alone: more take too long. */
enum { TITLES_GROUPED = 5000 };

/* Spans of an article, in order, not overlapping. */
struct places {
	struct span *items;
	size_t n;
};

struct running {
	struct wire *wire;
	struct findings *findings;
	unsigned wanted;
	const uint8_t *among; /* only these articles; NULL: all */
	const uint8_t *quoted_among; /* quotes of these alone; NULL: of all of those */
	struct places *quoted; /* of each article, where quotes are asked for; NULL: everywhere */
	bool with_quotes, with_dates;
	bool date_undated; /* articles without a day of publication */
	bool opening_only; /* the dates of an article's opening will do */
	const char *doing;
};

/* What differs between two prints of one text under one id decides which of them is taken. */
static int by_about(const struct article *x, const struct article *y)
{
	int64_t first = moment_seconds(&x->published), second = moment_seconds(&y->published);
	int order = str_compare(x->file, y->file);

	if (!order)
		order = str_compare(x->outlet, y->outlet);
	if (!order)
		order = str_compare(x->title, y->title);
	if (!order)
		order = str_compare(x->url, y->url);
	if (!order)
		order = (x->published.precision < y->published.precision) -
			(x->published.precision > y->published.precision);
	return order ? order : (first > second) - (first < second);
}

static uint64_t text_hash(struct kept_article *kept)
{
	if (!kept->hash)
		kept->hash = hash_str(kept->article.text);
	return kept->hash;
}

static int by_id_and_text(const void *a, const void *b)
{
	struct kept_article *x = *(struct kept_article *const *)a;
	struct kept_article *y = *(struct kept_article *const *)b;
	int order = str_compare(x->article.id, y->article.id);

	if (!order)
		order = (text_hash(x) > text_hash(y)) - (text_hash(x) < text_hash(y));
	return order ? order : by_about(&x->article, &y->article);
}

/* An article to be sorted, with eight bytes of its id: those behind what all ids begin with. */
struct sorted_article {
	uint64_t key;
	struct kept_article *kept;
};

static int by_key(const void *a, const void *b)
{
	const struct sorted_article *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return by_id_and_text(&x->kept, &y->kept);
}

/* How many bytes all ids begin with: they mostly name one collection. */
static size_t ids_common(const struct wire *wire)
{
	struct str first = wire->articles.items[0].article.id;
	size_t common = first.len;

	for (size_t i = 1; i < wire->articles.n; i++) {
		struct str id = wire->articles.items[i].article.id;
		size_t n = 0;

		while (n < common && n < id.len && id.s[n] == first.s[n])
			n++;
		common = n;
	}
	return common;
}

/* So that keys are in the order of the bytes. */
static uint64_t key_from(struct str id, size_t at)
{
	uint64_t key = 0;

	for (size_t i = at; i < at + sizeof(key); i++)
		key = key << 8 | (i < id.len ? (unsigned char)id.s[i] : 0);
	return key;
}

static struct sorted_article *articles_in_order(struct wire *wire)
{
	struct sorted_article *sorted = ARENA_ARRAY(&wire->found, struct sorted_article, wire->articles.n);
	size_t common = wire->articles.n ? ids_common(wire) : 0;

	for (size_t i = 0; i < wire->articles.n; i++) {
		struct kept_article *kept = &wire->articles.items[i];

		sorted[i] = (struct sorted_article){key_from(kept->article.id, common), kept};
	}
	qsort(sorted, wire->articles.n, sizeof(*sorted), by_key);
	return sorted;
}

/*
 * The articles in order of id. The same id and text twice is one article given twice; the same id
 * with another text gets a number behind it.
 */
static void articles_sort(struct wire *wire, struct findings *findings)
{
	const struct sorted_article *sorted = articles_in_order(wire);
	size_t same_id = 1;

	findings->articles = ARENA_ARRAY(&wire->found, struct article, wire->articles.n);
	for (size_t i = 0; i < wire->articles.n; i++) {
		struct kept_article *before = i ? sorted[i - 1].kept : NULL, *kept = sorted[i].kept;
		struct article *article = &findings->articles[findings->n];
		bool again = before && sorted[i - 1].key == sorted[i].key &&
			     str_eq(before->article.id, kept->article.id);

		if (again && text_hash(before) == text_hash(kept))
			continue;
		*article = kept->article;
		same_id = again ? same_id + 1 : 1;
		if (again) {
			article->id = str_format(&wire->found, "%.*s#%zu", STR_ARG(article->id), same_id);
			article->fingerprint = 0;
		}
		findings->n++;
	}
}

/* Stretches of body as one region, however many marks they have: a sentence may run over lines. */
static struct split_region *regions_of(struct arena *arena, const struct article *article, size_t *n)
{
	struct split_region *regions = ARENA_ARRAY(arena, struct split_region, article->nmarks + 1);
	enum mark_kind last = MARK_FURNITURE;

	*n = 0;
	for (size_t i = 0; i < article->nmarks; i++) {
		const struct mark *mark = &article->marks[i];
		bool furniture = mark->kind != MARK_BODY && mark->kind != MARK_TITLE;

		if (*n && mark->kind == MARK_BODY && last == MARK_BODY)
			regions[*n - 1].span = span_between(regions[*n - 1].span.start, span_end(mark->span));
		else
			regions[(*n)++] = (struct split_region){mark->span, furniture};
		last = mark->kind;
	}
	return regions;
}

/*
 * How far an article must be read to find the dates of its opening as they are found with all of it read:
 * to a blank line, over which neither sentences nor dates run.
 */
static uint32_t opening_end(const struct article *article)
{
	uint32_t end = group_opening_end(article);
	size_t blank = str_find(str_sub(article->text, end, article->text.len), STR("\n\n"));

	return blank == STR_NONE ? (uint32_t)article->text.len : end + (uint32_t)blank + 1;
}

static size_t regions_until(struct split_region *regions, size_t n, uint32_t end)
{
	while (n && regions[n - 1].span.start >= end)
		n--;
	if (n && span_end(regions[n - 1].span) > end)
		regions[n - 1].span = span_between(regions[n - 1].span.start, end);
	return n;
}

static void pieces_cut(struct pieces *pieces, uint32_t end)
{
	while (pieces->nsentences && pieces->sentences[pieces->nsentences - 1].span.start >= end)
		pieces->nsentences--;
}

static void quotes_work(const struct running *running, struct worker_memory *memory,
			const struct article *article, const struct pieces *pieces,
			const struct dates *dates, struct quotes *quotes)
{
	struct wire *wire = running->wire;
	struct attribute_how how = {
		.rules = wire->attribute, .sources = wire->clean, .depth = ATTRIBUTE_CHAINS};

	if (running->quoted) {
		const struct places *places =
			&running->quoted[article - running->findings->articles];

		how.depth = ATTRIBUTE_SPEAKERS;
		how.wanted = places->items;
		how.nwanted = places->n;
	} else if (wire->options.explain) {
		how.depth = ATTRIBUTE_DECISIONS;
	}
	*quotes = attribute_article(&memory->scratch, &memory->scratch, &how, article, pieces);
	lineage_date_quotes(article, dates, quotes);
	quotes_keep(&memory->found, &memory->scratch, article, quotes);
}

static void article_work(void *context, size_t item, unsigned worker)
{
	struct running *running = context;
	struct wire *wire = running->wire;
	struct worker_memory *memory = &wire->workers[worker];
	struct findings *findings = running->findings;
	struct article *article = &findings->articles[item];
	bool undated = running->date_undated && article->published_from == PUBLISHED_UNKNOWN;
	bool with_quotes =
		running->with_quotes && (!running->quoted_among || running->quoted_among[item]);
	bool opening_only = running->opening_only && !with_quotes;
	struct split_region *regions;
	struct moment now = moment_from_seconds(wire->options.now);
	struct dates dates = {0};
	struct pieces pieces = {0};
	size_t nregions;

	if (worker == 0)
		tell(wire, running->doing, item, findings->n);
	if (wire->stopped || (running->among && !running->among[item]))
		return;
	if (!with_quotes && !findings->dates && !undated)
		return;
	arena_clear(&memory->scratch);
	regions = regions_of(&memory->scratch, article, &nregions);
	if (opening_only && !undated)
		nregions = regions_until(regions, nregions, opening_end(article));
	split_text(&memory->scratch, wire->split, article->text, regions, nregions,
		   article->language, &pieces);
	if (undated)
		date_undated(&memory->found, &memory->scratch, wire->date, &pieces, moment_day(&now),
			     article);
	if (opening_only && undated)
		pieces_cut(&pieces, opening_end(article));
	if ((running->with_dates && findings->dates) || running->wanted & WIRE_QUOTES)
		date_article(&memory->scratch, &memory->scratch, wire->date, article, &pieces, &dates);
	if (with_quotes)
		quotes_work(running, memory, article, &pieces, &dates, &findings->quotes[item]);
	if (running->with_dates && findings->dates) {
		findings->dates[item] = dates;
		dates_keep(&memory->found, &memory->scratch, article, &findings->dates[item]);
	}
}

static void articles_work(struct running *running, const char *doing)
{
	enum wire_status status;

	running->doing = doing;
	status = pool_run(running->wire->options.threads, running->findings->n, article_work, running);
	if (status)
		guard_raise(status);
}

/* The second from which on an article is out for sure: a day ends at noon (UTC) of the next, in the Pacific. */
static int64_t out_since(const struct article *article)
{
	if (article->published_from == PUBLISHED_UNKNOWN || article->published.precision < PRECISION_DAY)
		return INT64_MAX;
	if (article->published.precision >= PRECISION_MINUTE)
		return moment_seconds(&article->published);
	return moment_seconds(&article->published) + 36 * 3600;
}

/* What of an article may be copied: all but menus and links to other stories. */
static struct match_text match_text_of(struct arena *arena, const struct article *article)
{
	struct span *regions = ARENA_ARRAY(arena, struct span, article->nmarks);
	struct match_text text = {
		.text = article->text, .regions = regions, .when = out_since(article)};
	enum mark_kind last = MARK_FURNITURE;

	for (size_t i = 0; i < article->nmarks; i++) {
		const struct mark *mark = &article->marks[i];

		if (mark->kind == MARK_BODY && last == MARK_BODY)
			regions[text.nregions - 1] =
				span_between(regions[text.nregions - 1].start, span_end(mark->span));
		else if (mark->kind != MARK_FURNITURE && mark->kind != MARK_RELATED)
			regions[text.nregions++] = mark->span;
		last = mark->kind;
	}
	text.order = article_fingerprint(article);
	return text;
}

static bool tell_matching(void *context, uint64_t done, uint64_t total)
{
	return tell(context, "matching", done, total);
}

struct preparing {
	struct wire *wire;
	struct match_text *texts;
};

static void text_work(void *context, size_t item, unsigned worker)
{
	struct preparing *preparing = context;
	struct wire *wire = preparing->wire;

	preparing->texts[item] =
		match_text_of(&wire->workers[worker].found, &wire->findings.articles[item]);
}

enum { OUTLETS_AHEAD = 8 };

/* Gives each outlet a number, 0 being none. */
static void outlets_number(struct arena *scratch, const struct findings *findings,
			   struct match_text *texts)
{
	struct map outlets;

	map_init(&outlets, scratch);
	for (size_t i = 0; i < findings->n; i++) {
		const struct article *article = &findings->articles[i];
		uint64_t *outlet = article->outlet.len ? map_of_str(&outlets, article->outlet) : NULL;

		if (i + OUTLETS_AHEAD < findings->n) /* they lie anywhere */
			__builtin_prefetch(findings->articles[i + OUTLETS_AHEAD].outlet.s);
		if (outlet && !*outlet)
			*outlet = outlets.n;
		texts[i].outlet = outlet ? (uint32_t)*outlet : 0;
	}
}

static void passages_find(struct running *running)
{
	struct wire *wire = running->wire;
	struct findings *findings = running->findings;
	struct match_text *texts = ARENA_ARRAY(&wire->found, struct match_text, findings->n);
	struct match_asked asked = {texts, findings->n, running->wanted & WIRE_FURNITURE,
				    tell_matching, wire};
	struct preparing preparing = {wire, texts};
	enum wire_status status =
		pool_run(wire->options.threads, findings->n, text_work, &preparing);

	if (status)
		guard_raise(status);
	outlets_number(&wire->found, findings, texts);
	status = match_texts(wire->index, &wire->found, &asked, &findings->passages);
	if (status)
		guard_raise(status);
}

/* Does it matter for the passage whom its articles quote and credit? Not within one outlet. */
static bool is_judged_by_quotes(const struct findings *findings, const struct passage *passage)
{
	return !lineage_one_outlet(&findings->articles[passage->a], &findings->articles[passage->b]);
}

enum { FEW_PLACES = 16 };

static int by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* In order of where they start. Mostly there are few. */
static void places_sort(struct places *places)
{
	if (places->n > FEW_PLACES)
		qsort(places->items, places->n, sizeof(*places->items), by_start);
	for (size_t i = 1; i < places->n; i++)
		for (size_t k = i; k && places->items[k].start < places->items[k - 1].start; k--) {
			struct span later = places->items[k - 1];

			places->items[k - 1] = places->items[k];
			places->items[k] = later;
		}
}

static void places_join(struct places *places)
{
	size_t kept = 0;

	places_sort(places);
	for (size_t i = 0; i < places->n; i++) {
		struct span *last = kept ? &places->items[kept - 1] : NULL,
			    *next = &places->items[i];

		if (!last || next->start >= span_end(*last))
			places->items[kept++] = *next;
		else if (span_end(*next) > span_end(*last))
			*last = span_between(last->start, span_end(*next));
	}
	places->n = kept;
}

/* Where each article has passages that are judged by quotes, as `judged` tells of each passage. */
static struct places *places_judged(struct running *running, const uint8_t *judged)
{
	struct arena *arena = &running->wire->found;
	const struct findings *findings = running->findings;
	struct places *places = ARENA_ARRAY(arena, struct places, findings->n);

	for (size_t i = 0; i < findings->passages.n; i++) {
		const struct passage *passage = &findings->passages.items[i];

		places[passage->a].n += judged[i];
		places[passage->b].n += judged[i];
	}
	for (size_t i = 0; i < findings->n; i++) {
		places[i].items = ARENA_ARRAY(arena, struct span, places[i].n);
		places[i].n = 0;
	}
	for (size_t i = 0; i < findings->passages.n; i++) {
		const struct passage *passage = &findings->passages.items[i];
		struct places *a = &places[passage->a], *b = &places[passage->b];

		if (!judged[i])
			continue;
		a->items[a->n++] = passage->in_a;
		b->items[b->n++] = passage->in_b;
	}
	for (size_t i = 0; i < findings->n; i++)
		if (places[i].n)
			places_join(&places[i]);
	return places;
}

/* When an article was written and who is credited matter only where something is shared. */
static void copies_read_closely(struct running *running, bool dated)
{
	struct findings *findings = running->findings;
	uint8_t *among = ARENA_ARRAY(&running->wire->found, uint8_t, findings->n);
	uint8_t *touched = ARENA_ARRAY(&running->wire->found, uint8_t, findings->n);
	uint8_t *judged = ARENA_ARRAY(&running->wire->found, uint8_t, findings->passages.n);

	for (size_t i = 0; i < findings->passages.n; i++) {
		const struct passage *passage = &findings->passages.items[i];

		touched[passage->a] = touched[passage->b] = 1;
		judged[i] = is_judged_by_quotes(findings, passage);
		if (judged[i])
			among[passage->a] = among[passage->b] = 1;
	}
	running->among = dated ? among : touched;
	running->quoted_among = among;
	running->date_undated = !dated;
	running->with_quotes = true;
	running->quoted = running->wanted == WIRE_COPIES ? places_judged(running, judged) : NULL;
	articles_work(running, "attributing");
	running->date_undated = false;
	running->quoted_among = NULL;
	running->quoted = NULL;
}

static void lineages_find(struct running *running)
{
	struct wire *wire = running->wire;
	struct findings *findings = running->findings;
	struct lineage_options options = {wire->lineage, wire->clean, wire->options.threads,
					  !(running->wanted & WIRE_QUOTES)};
	struct lineage_text *texts = ARENA_ARRAY(&wire->found, struct lineage_text, findings->n);

	for (size_t i = 0; i < findings->n; i++)
		texts[i] = (struct lineage_text){&findings->articles[i], &findings->quotes[i]};
	tell(wire, "tracing", 0, findings->n);
	lineage_find(&wire->found, texts, findings->n, &findings->passages, &options,
		     &findings->lineages);
}

/* Quotes of articles that were not asked for all: for the wording of series. */
static void quotes_of_series(void *context, const uint8_t *wanted)
{
	struct running *running = context;

	if (running->wanted & WIRE_QUOTES || !(running->wanted & WIRE_SERIES))
		return;
	running->among = wanted;
	running->with_quotes = true;
	running->with_dates = false;
	articles_work(running, "attributing");
}

/* All dates of articles of which only those of the opening were read: for the numbers of stories. */
static void dates_of_stories(void *context, const uint8_t *wanted)
{
	struct running *running = context;

	if (!running->opening_only)
		return;
	running->among = wanted;
	running->with_quotes = false;
	running->with_dates = true;
	running->opening_only = false;
	articles_work(running, "reading closely");
}

static void groups_find(struct running *running)
{
	struct wire *wire = running->wire;
	struct findings *findings = running->findings;
	struct group_options options = {.threads = wire->options.threads,
					.with_series = running->wanted & (WIRE_STORIES | WIRE_SERIES),
					.dates_wanted = dates_of_stories,
					.quotes_wanted = quotes_of_series,
					.context = running};
	struct group_text *texts = ARENA_ARRAY(&wire->found, struct group_text, findings->n);
	enum wire_status status;

	for (size_t i = 0; i < findings->n; i++)
		texts[i] = (struct group_text){&findings->articles[i], &findings->quotes[i],
					       &findings->dates[i]};
	tell(wire, "grouping", 0, findings->n);
	status = group_articles(&wire->found, texts, findings->n, &findings->passages, &options,
				&findings->groups);
	if (status)
		guard_raise(status);
}

/* What had to be made on the way, and perhaps not for all articles, is no finding. */
static void forget_unasked(struct findings *findings, unsigned wanted)
{
	if (!(wanted & WIRE_QUOTES))
		findings->quotes = NULL;
	if (!(wanted & WIRE_DATES))
		findings->dates = NULL;
	if (!(wanted & WIRE_COPIES))
		findings->lineages.ncopies = 0;
	if (!(wanted & (WIRE_STORIES | WIRE_SERIES)))
		findings->groups = (struct groups){0};
}

/*
 * Speakers whom their article calls by an office alone, named from others. Whose story they are in must be
 * known: of few articles it is found out for this alone.
 */
static void titles_name(struct running *running, bool grouped)
{
	struct wire *wire = running->wire;
	struct findings *findings = running->findings;
	struct groups none = {0};

	if (!(running->wanted & WIRE_QUOTES) || !lineage_has_titles(&wire->found, findings->quotes, findings->n))
		return;
	if (!grouped && findings->n <= TITLES_GROUPED) {
		passages_find(running);
		groups_find(running);
		grouped = true;
	}
	lineage_name_titles(&wire->found, &wire->found, findings->articles, findings->quotes, findings->n,
			    grouped ? &findings->groups : &none);
}

static void run_all(void *context)
{
	struct running *running = context;
	struct wire *wire = running->wire;
	struct findings *findings = running->findings;
	unsigned wanted = running->wanted;
	bool grouping = wanted & (WIRE_STORIES | WIRE_SERIES), copies_only = wanted == WIRE_COPIES;

	articles_sort(wire, findings);
	findings->quotes = ARENA_ARRAY(&wire->found, struct quotes, findings->n);
	if (grouping || (wanted & WIRE_DATES) || (wanted & WIRE_QUOTES && findings->n <= TITLES_GROUPED))
		findings->dates = ARENA_ARRAY(&wire->found, struct dates, findings->n);
	running->with_dates = running->date_undated = true;
	running->with_quotes = wanted & WIRE_QUOTES;
	running->opening_only = !(wanted & (WIRE_QUOTES | WIRE_DATES));
	if (!copies_only)
		articles_work(running, "reading closely");
	running->date_undated = false;
	if (grouping || (wanted & (WIRE_COPIES | WIRE_FURNITURE)))
		passages_find(running);
	if (!running->with_quotes && (wanted & WIRE_COPIES)) {
		running->with_dates = false;
		copies_read_closely(running, !copies_only);
	}
	if (grouping)
		groups_find(running);
	titles_name(running, grouping);
	if (wanted & (WIRE_COPIES | WIRE_QUOTES))
		lineages_find(running);
	forget_unasked(findings, wanted);
}

enum wire_status wire_run(struct wire *wire, unsigned findings, struct wire_error *error)
{
	struct running running = {.wire = wire, .findings = &wire->findings};
	double start = clock_seconds();
	enum wire_status status;

	if (findings & ~(unsigned)(WIRE_ALL | WIRE_FURNITURE))
		return error_set(error, WIRE_BAD_ARGUMENT, "findings", "unknown kind of finding");
	running.wanted = findings;
	arena_release(&wire->found);
	for (unsigned i = 0; i < wire->options.threads; i++) {
		arena_release(&wire->workers[i].found);
		json_parser_free(wire->workers[i].json);
		wire->workers[i].json = NULL;
	}
	wire->findings = (struct findings){.skipped = wire->skipped, .index = wire->index};
	status = guard_run(run_all, &running);
	if (status) {
		wire->findings = (struct findings){0};
		return error_set(error, status, "", "out of memory");
	}
	wire->findings.seconds = wire->seconds + (clock_seconds() - start);
	return WIRE_OK;
}

struct wire_counts wire_count(const struct wire *wire)
{
	const struct findings *findings = &wire->findings;
	struct wire_counts counts = {
		.articles = findings->n,
		.skipped = wire->skipped,
		.texts = findings->passages.distinct_texts,
		.copies = findings->lineages.ncopies,
		.stories = findings->groups.nstories,
		.series = findings->groups.nseries,
		.furniture = findings->passages.nrepeated,
	};

	for (size_t i = 0; i < findings->n; i++) {
		counts.quotes += findings->quotes ? findings->quotes[i].n : 0;
		counts.dates += findings->dates ? findings->dates[i].n : 0;
	}
	return counts;
}

/* ---------------------------------------------------------------- writing */

enum wire_status wire_write(struct wire *wire, enum wire_findings finding, enum wire_form form,
			    const struct wire_sink *sink, struct wire_error *error)
{
	switch (form) {
	case WIRE_JSON:
		return show_records(&wire->findings, finding, wire->options.threads, sink, error);
	case WIRE_TABLE:
		return show_table(&wire->findings, finding, sink, error);
	case WIRE_REPORT:
		return show_report(&wire->findings, sink, error);
	}
	return error_set(error, WIRE_BAD_ARGUMENT, "form", "unknown form of output");
}

enum wire_status wire_save(struct wire *wire, const char *path, struct wire_error *error)
{
	return store_save(path, &wire->findings, error);
}
