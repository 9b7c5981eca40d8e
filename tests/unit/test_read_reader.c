/*
 * The reader cuts files at the right places, wherever its buffers end: random files, compared with what
 * went into them.
 */
#include "read_all.h"

#include "random.h"

#include <zlib.h>

enum { ARTICLES = 300, LONGEST = 200 * 1024 };

struct expected {
	struct arena arena;
	struct buf file;
	struct str texts[ARTICLES];
};

/* Words of a length that is mostly short, now and then beyond what is read ahead. */
static struct str random_text(struct arena *arena)
{
	size_t len = 1 + random_below(random_below(8) ? 200 : LONGEST);
	char *text = arena_alloc(arena, len);

	for (size_t i = 0; i < len; i++)
		text[i] = (char)('a' + random_below(26));
	return (struct str){text, len};
}

static void json_lines(struct expected *expected, struct str text)
{
	buf_addf(&expected->file, "{\"text\":\"%.*s\"}%s\n", STR_ARG(text),
		 random_below(4) ? "" : "\n\r");
}

static void csv_rows(struct expected *expected, struct str text)
{
	if (!expected->file.len)
		buf_add(&expected->file, STR("title,text\n"));
	buf_addf(&expected->file, "\"a\n\"\"b,\",\"%.*s\"\n", STR_ARG(text));
}

static void mbox_messages(struct expected *expected, struct str text)
{
	buf_addf(&expected->file, "From a@b\nFrom: x\nMessage-ID: <%zu>\n\n%.*s\n\n",
		 expected->file.len, STR_ARG(text));
}

static void warc_records(struct expected *expected, struct str text)
{
	buf_addf(&expected->file,
		 "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: "
		 "%zu\r\n\r\n"
		 "<p>%.*s\r\n\r\n",
		 text.len + 3, STR_ARG(text));
}

static void cuts_right(void (*add)(struct expected *, struct str))
{
	struct expected expected = {.file = {.arena = &expected.arena}};
	struct read_all all;

	for (size_t i = 0; i < ARTICLES; i++) {
		expected.texts[i] = random_text(&expected.arena);
		add(&expected, expected.texts[i]);
	}
	read_all(&all, "in", buf_str(&expected.file));
	assert_int_equal(all.complaints.n, 0);
	assert_int_equal(all.pages.n, ARTICLES);
	for (size_t i = 0; i < ARTICLES; i++)
		assert_true(str_eq(str_trim(all.pages.items[i].text), expected.texts[i]));
	arena_release(&all.kept);
	arena_release(&expected.arena);
}

static void wherever_buffers_end(void **state)
{
	(void)state;
	random_begin("wherever_buffers_end");
	cuts_right(json_lines);
	cuts_right(csv_rows);
	cuts_right(mbox_messages);
	cuts_right(warc_records);
}

static struct str gzipped(struct arena *arena, struct str bytes)
{
	uLongf len = compressBound(bytes.len) + 64;
	char *out = arena_alloc(arena, len);
	z_stream stream = {0};

	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY),
			 Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)bytes.s;
	stream.avail_in = (uInt)bytes.len;
	stream.next_out = (Bytef *)out;
	stream.avail_out = (uInt)len;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	len = stream.total_out;
	deflateEnd(&stream);
	return (struct str){out, len};
}

/* 100 MB of one line again and again: a thousandth of that packed. */
static void a_bomb_is_stopped(void **state)
{
	struct arena arena;
	struct buf bytes;
	struct read_all all;

	(void)state;
	arena_init(&arena);
	bytes = buf_in(&arena);
	while (bytes.len < 100 * 1024 * 1024)
		buf_addf(&bytes, "{\"text\":\"%01000d\"}\n", 7);
	read_all(&all, "bomb.gz", gzipped(&arena, buf_str(&bytes)));
	assert_int_equal(all.complaints.n, 1);
	assert_non_null(strstr(all.complaints.items[0].message.s, "200 times"));
	assert_true(all.pages.n > 60000 && all.pages.n < 70000);
	arena_release(&all.kept);
	arena_release(&arena);
}

static void half_an_archive(void **state)
{
	struct arena arena;
	struct read_all all;
	struct str packed;

	(void)state;
	arena_init(&arena);
	packed =
		gzipped(&arena, STR("Kim said so, and said it again and again, and nobody asked."));
	for (size_t len = 3; len < packed.len; len++) {
		read_all(&all, "half.gz", str_sub(packed, 0, len));
		assert_int_equal(all.pages.n, 0);
		assert_int_equal(all.complaints.n, 1);
		arena_release(&all.kept);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wherever_buffers_end),
		cmocka_unit_test(a_bomb_is_stopped),
		cmocka_unit_test(half_an_archive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
