/*
 * From pieces to marks. Each piece gets one mark of its kind, but for the parts that were cut out of
 * it: a dateline or an agency credit inside a paragraph.
 *
 *	"SEOUL, May 9 (Reuters) - Kim said so. (Yonhap)"
 *	 dateline─────────────────┘└body─────┘ └credit┘
 *
 * Invariants: in order, not overlapping, never empty, at character borders, and every byte of every
 * block that is not blank is covered (blocks cover every non-blank byte of the text).
 */
#include "clean/work.h"

#include "base/sorted.h"
#include "base/utf8.h"

struct marker {
	VEC(struct mark) marks;
	struct arena *arena;
	struct str text;
};

/* Less the white space at both ends; a byte order mark inside a text is no white space to others. */
static struct str blanks_taken(struct str text)
{
	size_t used, start;

	while (text.len) {
		uint32_t c = utf8_decode(text.s, text.len, &used);

		if (!utf8_is_space(c) || c == 0xFEFF)
			break;
		text = str_sub(text, used, text.len);
	}
	while (text.len) {
		uint32_t c;

		start = utf8_before(text.s, text.len);
		c = utf8_decode(text.s + start, text.len - start, &used);
		if (!utf8_is_space(c) || c == 0xFEFF)
			break;
		text.len = start;
	}
	return text;
}

static void mark_add(struct marker *marker, size_t start, size_t end, enum mark_kind kind)
{
	struct str text = str_sub(marker->text, start, end), trimmed = blanks_taken(text);

	if (!trimmed.len)
		return;
	start += (size_t)(trimmed.s - text.s);
	vec_push(marker->arena, &marker->marks,
		 ((struct mark){span_between(start, start + trimmed.len), kind}));
}

/* Non-blank bytes between blocks, which there should not be. */
static void gap_add(struct marker *marker, size_t start, size_t end)
{
	if (start < end)
		mark_add(marker, start, end, MARK_FURNITURE);
}

void marks_write(struct work *work)
{
	struct marker marker = {.arena = work->out, .text = work->page->text};
	size_t cut = 0, at = 0;

	vec_reserve(work->out, &marker.marks, work->n + work->cuts.n * 2 + 1);
	for (size_t i = 0; i < work->n; i++) {
		const struct piece *piece = &work->pieces[i];
		size_t end = span_end(piece->span);

		if (piece->span.start < at) /* overlapping blocks: the first has the words */
			continue;
		gap_add(&marker, at, piece->span.start);
		at = piece->span.start;
		while (cut < work->cuts.n && work->cuts.items[cut].span.start < at)
			cut++;
		while (cut < work->cuts.n && span_end(work->cuts.items[cut].span) <= end) {
			const struct mark *part = &work->cuts.items[cut++];

			if (part->span.start < at)
				continue;
			mark_add(&marker, at, part->span.start, piece->kind);
			mark_add(&marker, part->span.start, span_end(part->span), part->kind);
			at = span_end(part->span);
		}
		mark_add(&marker, at, end, piece->kind);
		at = end;
	}
	gap_add(&marker, at, marker.text.len);
	work->article->marks = marker.marks.items;
	work->article->nmarks = marker.marks.n;
}

const struct mark *mark_reaching(const struct article *article, uint32_t offset)
{
	size_t at;

	SORTED_FIRST(at, 0, article->nmarks, span_end(article->marks[at].span) <= offset);
	return at < article->nmarks ? &article->marks[at] : NULL;
}
