/*
 * Marks of random pages: in order, not overlapping, never empty, at character borders, and over every
 * byte that is not blank; and the same again from a second run.
 */
#include "base/guard.h"
#include "base/utf8.h"
#include "harness.h"
#include "clean_pages.h"
#include "random.h"

#include <string.h>

enum { PAGES = 3000 };

static const char *const words[] = {
	"Kim",
	"said",
	"the",
	"message",
	"on",
	"Friday.",
	"(AP)",
	"(Yonhap)",
	"Reuters",
	"By",
	"Anna",
	"Lind",
	"SEOUL,",
	"May",
	"9",
	"2024",
	"-",
	"—",
	"(Reuters)",
	"|",
	"\n",
	"\n",
	"\n\n",
	"Comments",
	"Share",
	"READ",
	"MORE:",
	"©",
	"Foto:",
	"dpa",
	"서울",
	"[서울=연합뉴스]",
	"기자",
	"新华社",
	"习近平。",
	"“So",
	"it",
	"is,”",
	"he",
	"added.",
	"\xC2\xA0",
	"12:30",
	"IST",
	"02/03/24",
	"2024-05-09T03:58:47Z",
	"(",
	")",
	"=",
	"/",
	"With inputs from agencies",
	"Most popular",
	"contributed to this report.",
	"Updated",
	"\xE2\x80\x8B",
	"\xEF\xBB\xBF",
	"é",
	"الخميس",
	"🙂",
	("It was the third such message in three years, and the ministry called it a sign of "
	 "weakness."),
};

static struct str random_text(struct arena *arena)
{
	struct buf text = buf_in(arena);
	uint32_t n = random_below(120);

	for (uint32_t i = 0; i < n; i++) {
		buf_add(&text, str_of(words[random_below(sizeof(words) / sizeof(*words))]));
		if (random_below(6))
			buf_add_byte(&text, ' ');
	}
	return buf_str(&text);
}

static bool is_blank(struct str text)
{
	return str_trim(text).len == 0;
}

static void check_marks(const struct article *article)
{
	size_t at = 0;

	for (size_t i = 0; i < article->nmarks; i++) {
		struct span span = article->marks[i].span;

		assert_true(span.len > 0);
		assert_true(span.start >= at && span_end(span) <= article->text.len);
		assert_true((article->text.s[span.start] & 0xC0) != 0x80);
		assert_true(span_end(span) == article->text.len ||
			    (article->text.s[span_end(span)] & 0xC0) != 0x80);
		assert_true(is_blank(str_sub(article->text, at, span.start)));
		at = span_end(span);
	}
	assert_true(is_blank(str_sub(article->text, at, article->text.len)));
}

static void check_spans(const struct article *article)
{
	for (size_t i = 0; i < article->nagencies; i++)
		assert_true(span_end(article->agencies[i].span) <= article->text.len);
	assert_true(span_end(article->place_span) <= article->text.len);
	assert_true(span_end(article->published_span) <= article->text.len);
	if (article->published_from == PUBLISHED_PAGE)
		assert_true(article->published_span.len > 0);
}

static void marks_hold(void **state)
{
	struct arena rules_arena, arena, scratch;
	struct clean_rules *rules;

	(void)state;
	random_begin("marks_hold");
	arena_init(&rules_arena);
	arena_init(&arena);
	arena_init(&scratch);
	rules = clean_rules_new(&rules_arena);
	for (int i = 0; i < PAGES; i++) {
		struct page page = page_of_lines(&arena, random_text(&arena));
		struct article once, twice;

		page.format = random_below(4) ? READ_TEXT : READ_JSON_LINE;
		for (size_t b = 0; b < page.nblocks && i % 3 == 0;
		     b++) { /* as elements of a page */
			page.blocks[b].kind = (uint8_t)(1 + random_below(7));
			page.blocks[b].level = (uint8_t)random_below(4);
			page.blocks[b].place = random_below(4) ? 0 : 1u << random_below(18);
			page.blocks[b].container = random_below(4);
			page.blocks[b].shape = random_below(3);
			page.blocks[b].link_bytes =
				random_below(3) ? 0 : random_below(page.blocks[b].span.len + 1);
		}
		clean_page(&arena, &scratch, rules, &page, &once);
		check_marks(&once);
		check_spans(&once);
		arena_clear(&scratch);
		clean_page(&arena, &scratch, rules, &page, &twice);
		assert_int_equal(once.nmarks, twice.nmarks);
		assert_memory_equal(once.marks, twice.marks, once.nmarks * sizeof(*once.marks));
		arena_clear(&arena);
		arena_clear(&scratch);
	}
	arena_release(&scratch);
	arena_release(&arena);
	arena_release(&rules_arena);
}

static void run(void *context)
{
	static const struct CMUnitTest tests[] = {cmocka_unit_test(marks_hold)};

	*(int *)context = cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
	int failed = 1;

	return guard_run(run, &failed) == WIRE_OK ? failed : 1;
}
