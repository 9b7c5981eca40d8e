/*
 * From a page to the article, step by step. Each step is a file and finds one thing:
 *
 *	pieces     what the words of each block say of it
 *	body       which blocks are the article, and the title above it
 *	title, byline, outlet, published, credits, language
 *	marks      what each stretch of the text is
 *
 * What the input states (a JSON line's title, outlet, byline, date, language) is taken as it is.
 */
#include "clean/clean.h"

#include "base/guard.h"
#include "base/utf8.h"
#include "clean/work.h"

#include <string.h>

enum { LANGUAGE_LEAST = 40 };

const char *language_detect(const char *text, int len, const char *hint);

const char *mark_name(enum mark_kind kind)
{
	static const char *const names[] = {"body",    "title",  "byline",  "dateline",
					    "caption", "credit", "related", "furniture"};

	return names[kind];
}

const char *agency_role_name(enum agency_role role)
{
	static const char *const names[] = {"text", "photo", "inputs"};

	return names[role];
}

const char *published_from_name(enum published_from from)
{
	static const char *const names[] = {NULL, "input", "metadata", "page", "inferred"};

	return names[from];
}

/* CLD2's codes that are not today's of BCP 47. */
static struct str language_code(const char *code)
{
	static const char *const today[][2] = {
		{"iw", "he"}, {"jw", "jv"}, {"mo", "ro"}, {"zh-Hant", "zh"}, {"nb", "no"}};

	for (size_t i = 0; i < sizeof(today) / sizeof(*today); i++)
		if (!strcmp(code, today[i][0]))
			return str_of(today[i][1]);
	return str_of(code);
}

static const char *language_of(struct str text)
{
	const char *code = language_detect(text.s, (int)text.len, "");

	if (!code)
		guard_raise(WIRE_NO_MEMORY);
	return code;
}

/* The start of the body, pieces as lines: some `most` bytes. */
static struct str body_start(struct work *work, size_t most)
{
	struct buf text = buf_in(work->scratch);

	for (size_t i = 0; i < work->n && text.len < most; i++) {
		struct str piece = piece_text(work, i);

		if (work->pieces[i].kind != MARK_BODY)
			continue;
		if (piece.len > most)
			piece.len = utf8_before(piece.s, most);
		buf_add(&text, piece);
		buf_add_byte(&text, '\n');
	}
	return buf_str(&text);
}

/* Asking costs more than all else here, and some lines mostly tell: only where not, more is asked. */
static void language_find(struct work *work)
{
	static const size_t bytes[] = {768, 2048};

	for (size_t i = 0; i < 2 && !work->article->language.len; i++) {
		struct str text = body_start(work, bytes[i]);

		if (text.len >= LANGUAGE_LEAST)
			work->article->language = language_code(language_of(text));
	}
}

void clean_page(struct arena *out, struct arena *scratch, const struct clean_rules *rules,
		const struct page *page, struct article *article)
{
	struct work work = {
		.out = out, .scratch = scratch, .rules = rules, .page = page, .article = article};

	*article = (struct article){.id = page->id,
				    .file = page->file,
				    .url = page->url,
				    .outlet = page->outlet,
				    .title = page->title,
				    .language = page->language,
				    .byline = page->byline,
				    .nbyline = page->nbyline,
				    .text = page->text};
	if (moment_parse(page->published, &article->published))
		article->published_from = PUBLISHED_INPUT;
	pieces_measure(&work);
	bars_find(&work);
	work.extracted = page->format == READ_JSON_LINE && !work.elements;
	body_choose(&work);
	title_find(&work);
	language_find(&work);
	published_find(&work);
	byline_find(&work);
	outlet_find(&work);
	credits_find(&work);
	marks_write(&work);
}
