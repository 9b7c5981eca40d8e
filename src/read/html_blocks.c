/*
 * The text of a page, as a browser would show it: white space folded, references resolved, a line
 * break for <br>, blocks parted by blank lines.
 *
 *	<p>Kim&nbsp;said  <b>so</b>.<br>Twice.</p><p> </p><div>End</div>
 *
 *	Kim said so.⏎Twice.⏎⏎End       two blocks; the empty paragraph is none
 *
 * Two and more <br> in a row part paragraphs on many older pages: there html_tree.c ends the block.
 */
#include "read/html.h"

#include "base/utf8.h"

#include <string.h>

static const uint8_t plain[256] = {
	/* 1: white space; 2: '&'; others go through as they are */
	[' '] = 1, ['\n'] = 1, ['\t'] = 1, ['\r'] = 1, ['\f'] = 1, ['&'] = 2,
};

static void block_begin(struct html_blocks *blocks)
{
	if (blocks->text.len)
		buf_add(&blocks->text, STR("\n\n"));
	blocks->start = blocks->text.len;
	blocks->in_block = true;
	blocks->blank = false;
	blocks->breaks = 0;
	blocks->link_bytes = 0;
	memset(blocks->covered, 0, sizeof(blocks->covered));
}

static void bytes_add(struct html_blocks *blocks, struct str bytes, bool linked)
{
	size_t before;

	if (!blocks->in_block)
		block_begin(blocks);
	before = blocks->text.len;
	if (before > blocks->start && (blocks->breaks || blocks->blank))
		buf_add_byte(&blocks->text, blocks->breaks ? '\n' : ' ');
	blocks->blank = false;
	blocks->breaks = 0;
	buf_add(&blocks->text, bytes);
	if (linked)
		blocks->link_bytes += (uint32_t)(blocks->text.len - before);
}

static void preformatted_add(struct html_blocks *blocks, struct str bytes, bool linked)
{
	for (size_t i = 0; i < bytes.len && !blocks->in_block; i++)
		if (bytes.s[i] != '\n' && bytes.s[i] != '\r') {
			bytes_add(blocks, str_sub(bytes, i, bytes.len), linked);
			return;
		}
	if (blocks->in_block)
		bytes_add(blocks, bytes, linked);
}

static size_t reference_add(struct html_blocks *blocks, struct str raw, bool linked)
{
	char out[REFERENCE_ROOM];
	size_t len = 0, used = rules_reference(blocks->rules, raw, out, &len);

	bytes_add(blocks, used ? (struct str){out, len} : STR("&"), linked);
	return used ? used : 1;
}

/* Past what goes through as it is: words, and single blanks between them. */
static size_t run_end(struct str raw, size_t at)
{
	while (at < raw.len) {
		if (!plain[(unsigned char)raw.s[at]])
			at++;
		else if (raw.s[at] == ' ' && at + 1 < raw.len &&
			 !plain[(unsigned char)raw.s[at + 1]])
			at += 2;
		else
			break;
	}
	return at;
}

static size_t preformatted_end(struct str raw, size_t at)
{
	while (at < raw.len && raw.s[at] != '&')
		at++;
	return at;
}

void html_text_add(struct html_blocks *blocks, struct str raw, bool linked)
{
	size_t i = 0;

	while (i < raw.len) {
		uint8_t what = plain[(unsigned char)raw.s[i]];
		size_t start = i;

		if (what == 2) {
			i += reference_add(blocks, str_sub(raw, i, raw.len), linked);
		} else if (blocks->preformatted) {
			i = preformatted_end(raw, i);
			preformatted_add(blocks, str_sub(raw, start, i), linked);
		} else if (what) {
			blocks->blank = true;
			i++;
		} else {
			i = run_end(raw, i);
			bytes_add(blocks, str_sub(raw, start, i), linked);
		}
	}
}

void html_inline_covered(struct html_blocks *blocks, uint32_t place, size_t from)
{
	uint32_t len;

	if (!blocks->in_block || !place)
		return;
	from = from < blocks->start ? blocks->start : from;
	len = (uint32_t)(blocks->text.len > from ? blocks->text.len - from : 0);
	for (; place; place &= place - 1)
		blocks->covered[__builtin_ctz(place)] += len;
}

/* An inline element says what the block is where it holds more than half of it. */
static uint32_t covering(const struct html_blocks *blocks, uint32_t len)
{
	uint32_t place = 0;

	for (unsigned bit = 0; bit < 32; bit++)
		if (blocks->covered[bit] > len / 2)
			place |= 1u << bit;
	return place;
}

void html_block_end(struct html_blocks *blocks, const struct block *like)
{
	struct block block = *like;
	struct str bytes;

	blocks->blank = false;
	blocks->breaks = 0;
	if (!blocks->in_block)
		return;
	blocks->in_block = false;
	bytes = str_trim(str_sub(buf_str(&blocks->text), blocks->start, blocks->text.len));
	if (!bytes.len) {
		blocks->text.len = blocks->start > 2 ? blocks->start - 2 : 0;
		return;
	}
	block.span = span_between((size_t)(bytes.s - blocks->text.s),
				  (size_t)(bytes.s - blocks->text.s) + bytes.len);
	blocks->text.len = span_end(block.span);
	block.place |= covering(blocks, block.span.len);
	block.link_bytes =
		blocks->link_bytes < block.span.len ? blocks->link_bytes : block.span.len;
	vec_push(blocks->reading->out, &blocks->blocks, block);
}

struct str html_plain(struct arena *arena, const struct read_rules *rules, struct str raw)
{
	struct reading reading = {.out = arena, .scratch = arena};
	struct html_blocks blocks = {.reading = &reading, .rules = rules, .text = buf_in(arena)};

	html_text_add(&blocks, raw, false);
	return str_trim(buf_str(&blocks.text));
}

struct str html_folded(struct arena *arena, struct str text)
{
	struct buf out = buf_in(arena);
	bool blank = false;

	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool space = plain[(unsigned char)text.s[i]] == 1;

		if (!space && blank)
			buf_add_byte(&out, ' ');
		if (!space)
			buf_add_byte(&out, text.s[i]);
		blank = space;
	}
	return buf_str(&out);
}
