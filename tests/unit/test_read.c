#include "read_all.h"

#include <sys/stat.h>
#include <unistd.h>

/* One complaint, of these bytes: at `offset`, with `words` in its message; and no page. */
static void refused(struct str bytes, uint64_t offset, const char *words)
{
	struct read_all all;

	read_all(&all, "in", bytes);
	assert_int_equal(all.pages.n, 0);
	assert_int_equal(all.complaints.n, 1);
	if (!strstr(all.complaints.items[0].message.s, words))
		fail_msg("\"%s\" lacks \"%s\"", all.complaints.items[0].message.s, words);
	assert_int_equal(all.complaints.items[0].offset, offset);
	arena_release(&all.kept);
}

static void text_keeps_its_bytes(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "kim.txt",
		 STR("\xEF\xBB\xBFPYONGSAN, May 9\r\n\r\n \xC2\xA0 Kim said so. \nEnd"));
	assert_int_equal(all.pages.n, 1);
	assert_int_equal(all.complaints.n, 0);
	assert_str(all.pages.items[0].id, "kim.txt");
	assert_str(all.pages.items[0].text, "PYONGSAN, May 9\r\n\r\n \xC2\xA0 Kim said so. \nEnd");
	assert_int_equal(all.pages.items[0].nblocks, 3);
	assert_str(str_from(all.pages.items[0].text, all.pages.items[0].blocks[1].span),
		   "Kim said so.");
	arena_release(&all.kept);
}

static void json_fields_by_any_name(void **state)
{
	struct read_all all;
	struct page *page;

	(void)state;
	read_all(&all, "in.jsonl",
		 STR("{\"id\":12,\"headline\":\" Sent \",\"authors\":[\"Mina Voss\",{\"name\":\"Jo "
		     "Ark\"}],"
		     "\"timestamp\":1715223720,\"source\":{\"name\":\"The Gazette\"},"
		     "\"content\":\"\",\"body\":\"One.\\nTwo.\"}\n\n{\"text\":\"x\",\"byline\":"
		     "\"By A\"}\n"));
	assert_int_equal(all.pages.n, 2);
	assert_int_equal(all.complaints.n, 0);
	page = &all.pages.items[0];
	assert_str(page->id, "12");
	assert_str(page->title, "Sent");
	assert_str(page->byline[1], "Jo Ark");
	assert_str(page->outlet, "The Gazette");
	assert_str(page->published, "2024-05-09T03:02:00Z");
	assert_int_equal(page->nblocks, 2);
	assert_str(all.pages.items[1].id, "in.jsonl:3");
	arena_release(&all.kept);
}

static void json_lists_and_values_over_lines(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "a", STR("[\n {\"text\": \"one\"},\n {\"text\": \"two\"}\n]\n"));
	assert_int_equal(all.pages.n, 2);
	assert_str(all.pages.items[1].id, "a:1:2");
	arena_release(&all.kept);
	read_all(&all, "a", STR("{\n \"text\": \"one\"\n}\n"));
	assert_int_equal(all.pages.n, 1);
	arena_release(&all.kept);
	read_all(&all, "a", STR("[{\"text\":\"one\"},{\"text\":\"two\"}]"));
	assert_int_equal(all.pages.n, 2);
	arena_release(&all.kept);
}

static void what_follows_a_value(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "a", STR("{\"text\":\"one\"} x"));
	assert_int_equal(all.pages.n, 1);
	assert_int_equal(all.complaints.n, 1);
	assert_int_equal(all.complaints.items[0].offset, 15);
	arena_release(&all.kept);
}

static void one_bad_line_leaves_the_rest(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "a", STR("{\"text\":\"one\"}\n{\"text\":\"tw\n{\"text\":\"three\"}\n"));
	assert_int_equal(all.pages.n, 2);
	assert_int_equal(all.complaints.n, 1);
	assert_int_equal(all.complaints.items[0].offset, 26);
	arena_release(&all.kept);
}

static void every_complaint(void **state)
{
	(void)state;
	refused(STR(""), 0, "an empty file");
	refused(STR(" \n "), 0, "white space");
	refused(STR("abc\xC3(def"), 3, "0xC3 followed by 0x28");
	refused(STR("abc\xFF"), 3, "0xFF begins no character");
	refused(STR("abc\xE2\x82"), 3, "ends within the character");
	refused(STR("abc\xED\xA0\x80"), 3, "stand for no character");
	refused(STR("abc\0def"), 3, "a NUL byte");
	refused(STR("%PDF-1.7"), 0, "PDF");
	refused(STR("{\"text\":\"a\xFF\"}"), 10, "UTF-8");
	refused(STR("{\"text\":\"a\\u0000\"}"), 10, "NUL");
	refused(STR("{\"text\":\"a\\ud800b\"}"), 10, "surrogate");
	refused(STR("{\"text\":\"a\" \"id\":1}"), 12, "',' or '}'");
	refused(STR("{\"id\":1}"), 0, "without words");
	refused(STR("{\"text\":7}"), 0, "without words");
}

static void other_charsets_where_sure(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "a", STR("\xFF\xFEK\0i\0m\0 \0s\0a\0\xEF\0"));
	assert_int_equal(all.pages.n, 1);
	assert_str(all.pages.items[0].text, "Kim sa\xC3\xAF");
	arena_release(&all.kept);
	read_all(&all, "a",
		 STR("Der Minister erkl\xE4rte am Dienstag, die Gespr\xE4"
		     "che k\xF6nnten n\xE4"
		     "chste Woche "
		     "weitergehen. \x84Wir m\xFCssen reden\x93, sagte er. \x84"
		     "Das w\xE4re f\xFCr alle besser.\x93"));
	assert_int_equal(all.pages.n, 1);
	assert_non_null(strstr(all.pages.items[0].text.s, "Gespr\xC3\xA4"
							  "che k\xC3\xB6nnten"));
	arena_release(&all.kept);
}

/* Zeroes but for a good line at the end: more than an item may hold, yet not held at once. */
static void a_line_without_end(void **state)
{
	char path[] = "/tmp/wirecopy-read-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	struct read_all all;

	(void)state;
	fputs("{\"text\":\"first\"}\n{\"text\":\"", file);
	for (int i = 0; i < 70 * 1024; i++)
		fprintf(file, "%01024d", 7);
	fputs("\"}\n{\"text\":\"last\"}\n", file);
	fclose(file);
	read_all(&all, path, (struct str){0});
	unlink(path);
	assert_int_equal(all.pages.n, 2);
	assert_int_equal(all.complaints.n, 1);
	assert_int_equal(all.complaints.items[0].offset, 17);
	assert_str(str_sub(all.pages.items[1].id, all.pages.items[1].id.len - 2,
			   all.pages.items[1].id.len),
		   ":3");
	arena_release(&all.kept);
}

static void write_file(const char *folder, const char *name, const char *words)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	fputs(words, file);
	fclose(file);
}

static void folders_in_order_without_loops(void **state)
{
	char folder[] = "/tmp/wirecopy-read-XXXXXX", command[300];
	struct read_all all;

	(void)state;
	assert_non_null(mkdtemp(folder));
	write_file(folder, "b", "second");
	write_file(folder, "B", "first");
	write_file(folder, ".hidden", "never");
	snprintf(command, sizeof(command),
		 "cd %s && mkdir c && echo third >c/x && ln -s .. c/up && mkfifo p", folder);
	assert_int_equal(system(command), 0);
	read_all(&all, folder, (struct str){0});
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
	assert_int_equal(all.pages.n, 3);
	assert_str(all.pages.items[0].text, "first");
	assert_str(all.pages.items[1].text, "second");
	assert_str(all.pages.items[2].text, "third\n");
	assert_int_equal(all.complaints.n, 2);
	arena_release(&all.kept);
}

static void what_cannot_be_opened(void **state)
{
	struct read_all all;

	(void)state;
	read_all(&all, "/nowhere/at/all", (struct str){0});
	assert_int_equal(all.complaints.n, 1);
	arena_release(&all.kept);
	read_all(&all, "/dev/zero", (struct str){0});
	assert_int_equal(all.complaints.n, 1);
	arena_release(&all.kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_keeps_its_bytes),
		cmocka_unit_test(json_fields_by_any_name),
		cmocka_unit_test(json_lists_and_values_over_lines),
		cmocka_unit_test(what_follows_a_value),
		cmocka_unit_test(one_bad_line_leaves_the_rest),
		cmocka_unit_test(every_complaint),
		cmocka_unit_test(other_charsets_where_sure),
		cmocka_unit_test(a_line_without_end),
		cmocka_unit_test(folders_in_order_without_loops),
		cmocka_unit_test(what_cannot_be_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
