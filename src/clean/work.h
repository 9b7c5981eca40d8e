/*
 * One page on its way to an article: what the steps of clean hand to each other. Private to clean.
 *
 *	pieces_measure ─ bars_find ─ body_choose ─ title, published, byline, outlet, credits ─ marks_write
 */
#ifndef CLEAN_WORK_H
#define CLEAN_WORK_H

#include "base/vector.h"
#include "clean/clean.h"
#include "clean/rules.h"

/* What a piece's words say of it, whatever stands around it. Or-ed. */
enum sign {
	SIGN_SENTENCE = 1 << 0,  /* ends as a sentence does */
	SIGN_PROSE = 1 << 1,     /* reads as running text */
	SIGN_UPPER = 1 << 2,     /* all its letters are capitals */
	SIGN_FURNITURE = 1 << 3, /* words of menus, buttons, boxes */
	SIGN_END = 1 << 4,       /* words after which no article goes on */
	SIGN_RELATED = 1 << 5,   /* leads to another story */
	SIGN_CAPTION = 1 << 6,   /* words of a caption, or ends in a photo credit */
	SIGN_CREDIT = 1 << 7,    /* says who worked on the text */
	SIGN_DATE = 1 << 8,      /* hardly more than a date */
	SIGN_NAME = 1 << 9,      /* hardly more than a person's name */
	SIGN_REPEATED = 1 << 10, /* the same words stand elsewhere on the page */
	SIGN_BYLINE = 1 << 11,   /* begins with "By" and its like */
	SIGN_QUOTED = 1 << 12,   /* begins with a quote mark or a dash of speech */
	SIGN_QUESTION = 1 << 13,
	SIGN_LINKS = 1 << 14, /* mostly link text (pages only) */
	SIGN_BULLET = 1 << 15,
	SIGN_LOWER = 1 << 16,    /* begins with a small letter */
	SIGN_SIGNED = 1 << 17,   /* ends in an agency's name in brackets behind a full stop */
	SIGN_BAR = 1 << 18,      /* menu items or buttons side by side */
	SIGN_MASTHEAD = 1 << 19, /* the outlet's name, above the first bar */
};

struct piece {
	struct span span;
	const struct block *block;
	bool aside;      /* its place in the page says that it is no part of the text */
	bool unread;     /* what is known by its phrases is not: see piece_read() */
	struct str fold; /* the first FOLD_MOST bytes, folded; none while it is unread */
	uint32_t letters, words;
	uint32_t signs;
	int32_t worth; /* how much it speaks for the article's text, in letters */
	enum mark_kind kind;
};

enum { FOLD_MOST = 400 };

struct work {
	struct arena *out, *scratch;
	const struct clean_rules *rules;
	const struct page *page;
	struct article *article;
	struct piece *pieces;
	size_t n;
	bool elements;     /* the blocks are elements of a page, not lines */
	bool extracted;    /* another tool took the text out of its page already */
	size_t heading;    /* piece that is the title, or STR_NONE */
	size_t first, end; /* pieces from the first to behind the last of the body */
	size_t dated;      /* piece with the date of publication, or STR_NONE */
	unsigned days_first, months_first; /* dates in numbers that show their order */
	VEC(struct mark) cuts;             /* parts of pieces that are something else; in order */
	VEC(struct agency) agencies;
	VEC(struct source) newcomers; /* agencies of this article that no list knows */
	VEC(struct str) byline;
};

static inline struct str piece_text(const struct work *work, size_t i)
{
	return str_from(work->page->text, work->pieces[i].span);
}

/*
 * pieces.c: what each block's words say. Phrases are not looked for in a long sentence where all is taken
 * for text: hardly anything then depends on them. Whoever asks for the fold of a piece that may be one, or
 * for signs of what it says, asks piece_read().
 */
void pieces_measure(struct work *work);
const struct piece *piece_read(const struct work *work, size_t i);
bool is_long_sentence(const struct piece *piece);

/* The same: lines that stand twice, as captions in pasted text do, teasers and menus. Only a title asks for them. */
void repeats_note(struct work *work);

/* bars.c: lines of menu items, and the masthead above the first of them. */
void bars_find(struct work *work);

/* body.c: which pieces are the article; sets piece kinds, work->first, work->end. */
void body_choose(struct work *work);

/* Of body.c, for elements.c too. */
int32_t worth_of(const struct piece *piece);
void stretch_find(const struct work *work, size_t *first, size_t *end);
bool is_paragraph(const struct piece *piece);
enum mark_kind kind_by_signs(const struct piece *piece);

/* elements.c: the same for the elements of a page. */
void elements_judge(struct work *work);

/* title.c */
void heading_find(struct work *work); /* before the body is known: work->heading */
void title_find(struct work *work);
bool is_outlet_name(const struct work *work, struct str name);
/* The title of a page's head less the outlet behind it; *outlet gets what was cut off. */
struct str title_cut(const struct work *work, struct str title, struct str *outlet);

/* page_title.c: the same for the elements of a page. */
void page_heading_find(struct work *work);
struct str page_title(const struct work *work);

/* byline.c */
void byline_find(struct work *work);
void byline_add(struct work *work, struct str names); /* people found later, in a dateline */

/* people.c: the people that a line names, added to the byline; returns how many are new. */
void person_add(struct work *work, struct str name);
size_t people_of_line(struct work *work, struct str text, bool said);
/* Where the first name of a line ends; *skip gets the bytes of what parts it from the next, or 0. */
size_t name_end(struct str text, size_t *skip);
/* The line less the words for "by" before it. */
struct str by_taken(const struct work *work, struct str text);

/* names.c: is this what a person is called? `said`: something around it says so. */
bool name_of_person(const struct work *work, struct str text, bool said);

/* outlet.c */
struct str host_of(struct str url); /* less "www." */
void outlet_find(struct work *work);

/* newcomers.c: names that stand where an agency's would; then, the one that starts `text`, or NULL. */
void newcomers_find(struct work *work);
const struct source *newcomer_at(const struct work *work, struct str text, size_t *used);

/* credits.c: agencies, datelines, closing credits. */
void credits_find(struct work *work);

/* published.c */
void published_find(struct work *work);
void modified_find(struct work *work);
/* The day in an address, "/2024/05/09/"; false: none. */
bool moment_of_url(struct str url, struct moment *out);

/* visible.c: the first date written for people at or behind text[from], and where; false: none. */
struct visible_date {
	struct moment moment;
	size_t start, end;
	bool open;       /* "05/09/2024": either number may be the day; here the first is */
	int shown_order; /* "22/09/2024" is 1, "09/22/2024" -1: what it tells of the others */
	int zone_order;  /* the same, of the zone behind it; 0: nothing */
	bool half_days;  /* "am" or "pm" stands behind it */
};
bool visible_date(const struct work *work, struct str text, size_t from, struct visible_date *out);

/* day_order.c: which number of an open date is the day; false: cannot be told. */
bool day_order_settle(const struct work *work, struct visible_date *date);

/* languages.c */
void language_find(struct work *work);

/* marks.c: the pieces' kinds and the cuts as marks. */
void marks_write(struct work *work);

#endif
