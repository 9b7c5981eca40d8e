/*
 * The public calls: arguments, order, running twice, stopping, saving and adding a database again.
 */
#include "harness.h"

#include "wirecopy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char tower[] =
	"{\"id\":\"b\",\"outlet\":\"The Beacon\",\"published\":\"2024-06-12T18:00:00Z\",\"text\":\"The keeper of the tower, "
	"Mara Quill, said on Wednesday that the lamp had been out for nine nights and nobody had come to mend it.\"}\n"
	"{\"id\":\"a\",\"outlet\":\"Valley Post\",\"published\":\"2024-06-13T18:00:00Z\",\"text\":\"The keeper of the tower, "
	"Mara Quill, said on Wednesday that the lamp had been out for nine nights and nobody had come to mend it.\"}\n"
	"{\"id\":\"broken\",\"text\":\n";

struct told {
	int complaints;
	char last[1024];
	uint64_t offset;
	bool stop;
};

static void complain(void *context, const struct wire_complaint *complaint)
{
	struct told *told = context;

	told->complaints++;
	told->offset = complaint->offset;
	snprintf(told->last, sizeof(told->last), "%s: %s", complaint->file, complaint->message);
}

static bool progress(void *context, const char *doing, uint64_t done, uint64_t total)
{
	struct told *told = context;

	(void)doing, (void)done, (void)total;
	return !told->stop;
}

struct text {
	char bytes[65536];
	size_t len, most;
};

static bool take(void *context, const char *bytes, size_t len)
{
	struct text *text = context;

	if (text->most && text->len + len > text->most)
		return false;
	assert_true(text->len + len < sizeof(text->bytes));
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
	return true;
}

static struct wire *trace(struct told *told)
{
	struct wire_options options = wire_options_default();
	struct wire_error error;
	struct wire *wire;

	options.context = told;
	options.complain = complain;
	options.progress = progress;
	options.threads = 2;
	assert_int_equal(wire_open(&options, &wire, &error), WIRE_OK);
	return wire;
}

static void written(struct wire *wire, enum wire_findings findings, struct text *text)
{
	struct wire_sink sink = {.write = take, .context = text};

	text->len = 0;
	assert_int_equal(wire_write(wire, findings, WIRE_JSON, &sink, NULL), WIRE_OK);
}

static void adds_runs_and_writes(void **state)
{
	static struct text first, again;
	struct told told = {0};
	struct wire *wire = trace(&told);
	struct wire_counts counts;

	(void)state;
	assert_int_equal(wire_add_bytes(wire, "tower", tower, sizeof(tower) - 1, NULL), WIRE_OK);
	assert_int_equal(told.complaints, 1);
	assert_non_null(strstr(told.last, "tower: "));
	assert_true(told.offset >= strlen(tower) - strlen("{\"id\":\"broken\",\"text\":\n"));
	assert_int_equal(wire_run(wire, WIRE_ALL, NULL), WIRE_OK);
	counts = wire_count(wire);
	assert_int_equal(counts.articles, 2);
	assert_int_equal(counts.skipped, 1);
	assert_true(counts.copies >= 1);
	written(wire, WIRE_ARTICLES, &first);
	assert_true(strstr(first.bytes, "\"id\":\"a\"") < strstr(first.bytes, "\"id\":\"b\""));
	written(wire, WIRE_COPIES, &first);
	assert_int_equal(wire_run(wire, WIRE_ALL, NULL), WIRE_OK);
	written(wire, WIRE_COPIES, &again);
	assert_string_equal(first.bytes, again.bytes);
	wire_free(wire);
}

static void given_twice_is_one_article(void **state)
{
	struct told told = {0};
	struct wire *wire = trace(&told);

	(void)state;
	wire_add_bytes(wire, "tower", tower, sizeof(tower) - 1, NULL);
	wire_add_bytes(wire, "tower", tower, sizeof(tower) - 1, NULL);
	assert_int_equal(wire_run(wire, WIRE_ARTICLES, NULL), WIRE_OK);
	assert_int_equal(wire_count(wire).articles, 2);
	wire_free(wire);
}

static void same_id_other_text(void **state)
{
	static const char two[] = "{\"id\":\"x\",\"text\":\"The lamp is lit.\"}\n{\"id\":\"x\",\"text\":\"The lamp is out.\"}\n";
	static struct text text;
	struct told told = {0};
	struct wire *wire = trace(&told);

	(void)state;
	wire_add_bytes(wire, "two", two, sizeof(two) - 1, NULL);
	assert_int_equal(wire_run(wire, WIRE_ARTICLES, NULL), WIRE_OK);
	written(wire, WIRE_ARTICLES, &text);
	assert_non_null(strstr(text.bytes, "\"id\":\"x\""));
	assert_non_null(strstr(text.bytes, "\"id\":\"x#2\""));
	wire_free(wire);
}

static void refuses_nonsense(void **state)
{
	struct wire_options options = wire_options_default();
	struct told told = {0};
	struct wire_error error;
	struct wire *wire;

	(void)state;
	options.threads = 1000;
	assert_int_equal(wire_open(&options, &wire, &error), WIRE_BAD_ARGUMENT);
	assert_null(wire);
	assert_true(strlen(error.message) > 10);
	wire = trace(&told);
	assert_int_equal(wire_run(wire, 4096, &error), WIRE_BAD_ARGUMENT);
	assert_int_equal(wire_run(wire, WIRE_ALL, &error), WIRE_OK);
	assert_int_equal(wire_count(wire).articles, 0);
	wire_free(wire);
	wire_free(NULL);
}

static void a_sink_may_refuse(void **state)
{
	static struct text text = {.most = 10};
	struct wire_sink sink = {.write = take, .context = &text};
	struct told told = {0};
	struct wire *wire = trace(&told);

	(void)state;
	wire_add_bytes(wire, "tower", tower, sizeof(tower) - 1, NULL);
	wire_run(wire, WIRE_ALL, NULL);
	assert_int_equal(wire_write(wire, WIRE_ARTICLES, WIRE_JSON, &sink, NULL), WIRE_CANNOT_WRITE);
	assert_int_equal(wire_write(wire, WIRE_QUOTES, WIRE_TABLE, &sink, NULL), WIRE_CANNOT_WRITE);
	assert_int_equal(wire_write(wire, WIRE_ALL, WIRE_REPORT, &sink, NULL), WIRE_CANNOT_WRITE);
	wire_free(wire);
}

static void stops_when_told(void **state)
{
	struct told told = {.stop = true};
	struct wire *wire = trace(&told);

	(void)state;
	assert_int_equal(wire_add_bytes(wire, "tower", tower, sizeof(tower) - 1, NULL), WIRE_OK);
	assert_int_equal(wire_run(wire, WIRE_ALL, NULL), WIRE_OK);
	wire_free(wire);
}

/* Every field of an article comes back from the database as it went in. */
static void a_database_keeps_everything(void **state)
{
	static const char page[] =
		"Harbour Tidings\nKeepers honoured at the cape\n\nBy Mara Quill\n12 June 2024\n\nCAPE ONDRY, June 12 (Reuters) - "
		"The minister praised the keepers on Wednesday, saying that \"no machine will wave back at a ship.\"\n";
	static struct text before, after, quotes, quotes_after;
	char path[] = "/tmp/wirecopy-test-XXXXXX";
	struct told told = {0};
	struct wire *wire = trace(&told);
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	wire_add_bytes(wire, "page.txt", page, sizeof(page) - 1, NULL);
	wire_add_bytes(wire, "tower", tower, sizeof(tower) - 1, NULL);
	assert_int_equal(wire_run(wire, WIRE_ALL, NULL), WIRE_OK);
	assert_int_equal(wire_save(wire, path, NULL), WIRE_OK);
	assert_int_equal(wire_save(wire, path, NULL), WIRE_OK);
	written(wire, WIRE_ARTICLES, &before);
	written(wire, WIRE_QUOTES, &quotes);
	wire_free(wire);
	wire = trace(&told);
	assert_int_equal(wire_add(wire, path, NULL), WIRE_OK);
	assert_int_equal(wire_run(wire, WIRE_ALL, NULL), WIRE_OK);
	written(wire, WIRE_ARTICLES, &after);
	written(wire, WIRE_QUOTES, &quotes_after);
	assert_string_equal(before.bytes, after.bytes);
	assert_string_equal(quotes.bytes, quotes_after.bytes);
	wire_free(wire);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds_runs_and_writes), cmocka_unit_test(given_twice_is_one_article),
		cmocka_unit_test(same_id_other_text),	cmocka_unit_test(refuses_nonsense),
		cmocka_unit_test(a_sink_may_refuse),	cmocka_unit_test(stops_when_told),
		cmocka_unit_test(a_database_keeps_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
