/*
 * From archives of pages to articles, beside the two programs that others would start from:
 *
 *	libxml2    its SAX push parser over the pages, counting and nothing else
 *	read       the pages as blocks with their places, and what they say of themselves
 *	article    the same, and what of it is the article
 *	inflate    zlib over the archive's members, as zcat does
 *	archive    the archive as items, ready to be read
 *
 * The pages are made from the pile: menus, scripts, a body with links and references, a footer. With a
 * folder of pages as its argument it takes those. All with one thread.
 */
#include "bench.h"

#include "base/vector.h"
#include "clean/clean.h"

#include <ftw.h>
#include <libxml/HTMLparser.h>
#include <zlib.h>

enum { FOLDERS = 8, LINKS = 60, SCRIPTS = 12, PUSHED = 1 << 16 };

struct pages_bench {
	struct arena arena, kept, scratch;
	VEC(struct str) pages;
	struct buf archive; /* gzip, a member a record */
	const struct read_rules *rules;
	const struct clean_rules *clean;
	size_t bytes, records; /* of the pages; of the unpacked archive */
	size_t counted;
	bool with_clean;
};

static struct pages_bench all; /* nftw() hands its callback nothing of ours */

static void page_add(struct str page)
{
	vec_push(&all.arena, &all.pages, page);
	all.bytes += page.len;
}

static int file_add(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	size_t len = kind == FTW_F ? (size_t)about->st_size : 0;
	FILE *file = len ? fopen(path, "rb") : NULL;
	char *bytes;

	(void)where;
	if (!file)
		return 0;
	bytes = arena_alloc(&all.arena, len + 1);
	page_add((struct str){bytes, fread(bytes, 1, len, file)});
	fclose(file);
	return 0;
}

/* ---------------------------------------------------------------- made pages */

static void menu_make(struct buf *html, size_t number)
{
	buf_add(html, STR("<nav class=\"site-menu\"><ul>"));
	for (size_t i = 0; i < LINKS; i++)
		buf_addf(html,
			 "<li class=\"item item-%zu\"><a href=\"/section/%zu?from=%zu\">"
			 "Section %zu</a></li>\n",
			 i, i, number, i);
	buf_add(html, STR("</ul></nav>"));
}

static void scripts_make(struct buf *html, size_t number)
{
	for (size_t i = 0; i < SCRIPTS; i++)
		buf_addf(
			html,
			"<script async>window.queue=window.queue||[];queue.push(function(){if(a<b&&"
			"c>%zu){load(\"slot-%zu-%zu\",{sizes:[[300,250],[728,90]],lazy:true});}});"
			"</script>\n",
			i, number, i);
}

static void body_make(struct buf *html, struct str text)
{
	buf_add(html, STR("<article itemprop=\"articleBody\">"));
	for (size_t end; text.len; text = str_trim(str_sub(text, end, text.len))) {
		size_t found = str_find(text, STR("\n\n"));

		end = found == STR_NONE ? text.len : found;
		buf_add(html, STR("<p class=\"paragraph\" data-position=\"text\">"));
		buf_add(html, str_sub(text, 0, end));
		buf_add(html,
			STR(" &ldquo;It&#8217;s <a href=\"/more\">so</a>,&rdquo; he said.</p>\n"));
	}
	buf_add(html, STR("</article>"));
}

static void pages_make(struct bench *bench)
{
	for (size_t i = 0; i < bench->n; i++) {
		struct buf html = buf_in(&all.arena);

		buf_addf(&html,
			 "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Page %zu</title>\n"
			 "<meta property=\"og:title\" content=\"Page %zu\">\n",
			 i, i);
		scripts_make(&html, i);
		buf_add(&html, STR("</head><body>"));
		menu_make(&html, i);
		buf_addf(&html, "<h1>Page %zu</h1>", i);
		body_make(&html, bench->texts[i].text);
		menu_make(&html, i);
		buf_add(&html, STR("</body></html>\n"));
		page_add(buf_str(&html));
	}
}

/* ---------------------------------------------------------------- the archive */

static void member_add(struct str record)
{
	z_stream z = {.next_in = (unsigned char *)(uintptr_t)record.s,
		      .avail_in = (unsigned)record.len};
	unsigned char *packed = arena_alloc(&all.scratch, record.len + 1024);

	z.next_out = packed;
	z.avail_out = (unsigned)record.len + 1024;
	if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) ||
	    deflate(&z, Z_FINISH) != Z_STREAM_END) {
		fputs("pages: zlib does not pack\n", stderr);
		exit(1);
	}
	deflateEnd(&z);
	buf_add(&all.archive, (struct str){(char *)packed, z.total_out});
	arena_clear(&all.scratch);
}

static void archive_make(void)
{
	static const char head[] =
		"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

	all.archive = buf_in(&all.arena);
	for (size_t i = 0; i < all.pages.n; i++) {
		struct buf record = buf_in(&all.scratch);
		struct str page = all.pages.items[i];

		buf_addf(&record,
			 "WARC/1.0\r\nWARC-Type: response\r\n"
			 "WARC-Target-URI: https://news.example/%zu\r\n"
			 "WARC-Date: 2024-05-09T08:00:00Z\r\n"
			 "Content-Type: application/http; msgtype=response\r\n"
			 "Content-Length: %zu\r\n\r\n%s",
			 i, sizeof(head) - 1 + page.len, head);
		buf_add(&record, page);
		buf_add(&record, STR("\r\n\r\n"));
		all.records += record.len;
		member_add(buf_str(&record));
	}
}

/* ---------------------------------------------------------------- what is measured */

static void floor_work(struct bench *bench, void *context)
{
	uint64_t sum = 0;

	(void)bench;
	for (size_t i = 0; i < all.pages.n; i++)
		for (size_t k = 0; k < all.pages.items[i].len; k++)
			sum += (unsigned char)all.pages.items[i].s[k];
	*(volatile uint64_t *)context = sum;
}

static void element_count(void *context, const xmlChar *name, const xmlChar **attributes)
{
	(void)context;
	(void)name;
	for (all.counted++; attributes && *attributes; attributes += 2)
		all.counted++;
}

static void bytes_count(void *context, const xmlChar *bytes, int n)
{
	(void)context;
	(void)bytes;
	all.counted += (size_t)n;
}

static void libxml_work(struct bench *bench, void *context)
{
	htmlSAXHandler sax = {.startElement = element_count,
			      .characters = bytes_count,
			      .cdataBlock = bytes_count};

	(void)bench;
	(void)context;
	for (size_t i = 0; i < all.pages.n; i++) {
		struct str page = all.pages.items[i];
		htmlParserCtxtPtr parser =
			htmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

		for (size_t at = 0; at < page.len; at += PUSHED)
			htmlParseChunk(parser, page.s + at,
				       (int)(page.len - at < PUSHED ? page.len - at : PUSHED), 0);
		htmlParseChunk(parser, NULL, 0, 1);
		htmlFreeParserCtxt(parser);
	}
}

static void pages_work(struct bench *bench, void *context)
{
	(void)bench;
	(void)context;
	for (size_t i = 0; i < all.pages.n; i++) {
		struct read_item item = {.file = STR("page"),
					 .line = 1,
					 .format = READ_HTML,
					 .bytes = all.pages.items[i],
					 .rules = all.rules};
		struct read_complaints complaints = {0};
		struct pages pages = read_item(&all.kept, &all.scratch, NULL, &item, &complaints);
		struct article article;

		for (size_t k = 0; all.with_clean && k < pages.n; k++)
			clean_page(&all.kept, &all.scratch, all.clean, &pages.items[k], &article);
		arena_clear(&all.kept);
		arena_clear(&all.scratch);
	}
}

static void inflate_work(struct bench *bench, void *context)
{
	unsigned char *out = arena_alloc(&all.scratch, PUSHED);
	z_stream z = {.next_in = (unsigned char *)all.archive.s,
		      .avail_in = (unsigned)all.archive.len};

	(void)bench;
	(void)context;
	inflateInit2(&z, 15 + 16);
	while (z.avail_in) {
		z.next_out = out;
		z.avail_out = PUSHED;
		if (inflate(&z, Z_NO_FLUSH) == Z_STREAM_END)
			inflateReset(&z);
	}
	inflateEnd(&z);
	arena_clear(&all.scratch);
}

static void archive_work(struct bench *bench, void *context)
{
	struct reader *reader = reader_open(all.rules, "pages.warc.gz", buf_str(&all.archive));
	struct read_complaints complaints = {0};
	struct read_item *items;
	size_t n;

	(void)bench;
	(void)context;
	while (reader_next(reader, &all.kept, &items, &n, &complaints))
		arena_clear(&all.kept);
	arena_clear(&all.kept);
	reader_free(reader);
}

int main(int argc, char **argv)
{
	struct bench bench;
	uint64_t sum;

	arena_init(&all.arena);
	arena_init(&all.kept);
	arena_init(&all.scratch);
	bench_begin(&bench);
	if (argc < 2)
		pages_make(&bench);
	else if (nftw(argv[1], file_add, FOLDERS, FTW_PHYS) || !all.pages.n) {
		fprintf(stderr, "pages: no pages in %s; expected a folder of HTML files\n",
			argv[1]);
		return 1;
	}
	all.rules = read_rules_new(&all.arena);
	all.clean = clean_rules_new(&all.arena);
	archive_make();
	bench.floor = 0;
	bench_report(&bench, "floor", all.bytes, floor_work, &sum);
	bench_report(&bench, "libxml2", all.bytes, libxml_work, NULL);
	bench_report(&bench, "read", all.bytes, pages_work, NULL);
	all.with_clean = true;
	bench_report(&bench, "article", all.bytes, pages_work, NULL);
	bench_report(&bench, "inflate", all.records, inflate_work, NULL);
	bench_report(&bench, "archive", all.records, archive_work, NULL);
	arena_release(&all.arena);
	arena_release(&all.kept);
	arena_release(&all.scratch);
	arena_release(&bench.arena);
	return 0;
}
