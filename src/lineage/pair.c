/*
 * Who had the words from whom, and did he say so?
 *
 * Evidence, the stronger first:
 *	1. one credits the other, by its outlet or by the agency whose copy it runs; or one is the outlet that
 *	   the shared words name ("Bray told the Harbour Tidings");
 *	2. both run copy of the same agency: then neither had it from the other;
 *	3. one runs agency copy, the other thanks "agencies";
 *	4. one was published before the other (published.c);
 *	5. one is an agency's own page, and the other of that day, no agency copy, and later by the clocks as
 *	   they are written.
 * A press release comes before all that is lifted from it. Nothing of these: it cannot be told, and is left open.
 *
 * Before that, four kinds of passage are no copying between two newsrooms: what an outlet repeats on all
 * its pages, what one outlet has in two articles, a statement that both quote from its speaker, and
 * (with the direction open) agency copy on both sides.
 *
 *	"The lamp is out," said Bray …       both quote Bray:   statement, no direction
 *	RIVERTON (Reuters) - The lamp …      The lamp …         agency, from the first, uncredited
 *
 * What stands in quotation marks on both sides without a speaker who could be told is a statement too; the
 * print that was out first keeps its place as such.
 *
 * A passage counts as credited where the taker names the source anywhere in the article, or names any
 * source in the passage's own paragraph, outside of the words that are shared.
 */
#include "lineage/pair.h"

#include "base/sorted.h"
#include "base/vector.h"
#include "lineage/quoted.h"

enum { PARAGRAPH_MOST = 4096 }; /* bytes on either side of a passage in which a credit stands beside it */

struct reasons {
	struct arena *arena;
	VEC(struct str) list;
};

static void reason(struct reasons *reasons, struct str text)
{
	vec_push(reasons->arena, &reasons->list, text);
}

/* ---------------------------------------------------------------- what a side is called */

static bool runs_copy_of(const struct side *side, struct str agency)
{
	const struct article *article = side->text->article;

	for (size_t i = 0; i < article->nagencies; i++)
		if (article->agencies[i].role == AGENCY_TEXT && str_eq(article->agencies[i].name, agency))
			return true;
	return false;
}

/* The name under which a side credits the other; shared: only in words that both have. */
struct given {
	struct str name;
	bool shared;
};

/*
 * The name under which `taker` credits `giver`: its outlet, or the agency whose copy it runs. Words that both
 * have ("Bray told the Harbour Tidings") speak for him whom they name, but an agency's mark before them,
 * "(Norlys) -", says no more than that both run its copy.
 */
static struct given credit_given(const struct pair *pair, const struct side *taker, struct span shared,
				 const struct side *giver)
{
	const struct article *article = giver->text->article;
	enum credit_place place = str_eq_nocase(giver->outlet, taker->outlet)
					  ? CREDITED_NOWHERE
					  : sources_credited(taker->credits, giver->outlet, shared);

	if (place != CREDITED_NOWHERE)
		return (struct given){giver->outlet, place < CREDITED_BESIDE};
	for (size_t i = 0; i < article->nagencies; i++) {
		enum source_kind kind;
		struct str name = sources_name(pair->sources, article->agencies[i].name, &kind);

		if (article->agencies[i].role != AGENCY_TEXT || str_eq_nocase(name, taker->outlet) ||
		    runs_copy_of(taker, article->agencies[i].name))
			continue;
		place = sources_credited(taker->credits, name, shared);
		if (place > CREDITED_SIGNED)
			return (struct given){name, place < CREDITED_BESIDE};
	}
	return (struct given){0};
}

static bool runs_agency(const struct side *side)
{
	for (size_t i = 0; i < side->text->article->nagencies; i++)
		if (side->text->article->agencies[i].role == AGENCY_TEXT)
			return true;
	return side->outlet_is_agency;
}

/* Whether a side runs copy of an agency, by its credits or by words in it that the other has too. */
static bool has_copy_of(const struct side *side, struct str agency, struct span shared)
{
	return runs_copy_of(side, agency) || sources_credited(side->credits, agency, shared) == CREDITED_SIGNED;
}

/* An agency whose copy both run, neither being that agency itself. */
static struct str agency_of_both(const struct pair *pair, const struct passage *passage)
{
	const struct side *a = &pair->a, *b = &pair->b;

	for (int turn = 0; turn < 2; turn++) {
		const struct side *side = turn ? b : a, *other = turn ? a : b;
		const struct article *article = side->text->article;

		for (size_t i = 0; i < article->nagencies; i++) {
			struct str name = article->agencies[i].name;

			if (article->agencies[i].role == AGENCY_TEXT &&
			    has_copy_of(other, name, turn ? passage->in_a : passage->in_b) &&
			    !str_eq_nocase(name, a->outlet) && !str_eq_nocase(name, b->outlet))
				return name;
		}
	}
	return (struct str){0};
}

/* ---------------------------------------------------------------- both quote one statement */

/* The first quote that may reach beyond `start`; quotes stand in order of where they begin. */
static size_t quote_reaching(const struct side *side, uint32_t start)
{
	size_t at;

	SORTED_FIRST(at, 0, side->reach ? side->text->quotes->n : 0, side->reach[at] <= start);
	return at;
}

/* How many bytes of `span` lie in quotes with quotation marks; *speaker: of the first of them. */
static size_t quoted_bytes(const struct side *side, struct span span, struct str *speaker)
{
	const struct quotes *quotes = side->text->quotes;
	size_t bytes = 0;

	for (size_t i = quote_reaching(side, span.start); quotes && i < quotes->n; i++) {
		const struct quote *quote = &quotes->items[i];

		if (quote->nspans && quote->spans[0].start >= span_end(span))
			break;
		if (quote->form == QUOTE_INDIRECT)
			continue;
		for (size_t k = 0; k < quote->nspans; k++) {
			uint32_t start = quote->spans[k].start > span.start ? quote->spans[k].start : span.start;
			uint32_t end = span_end(quote->spans[k]) < span_end(span) ? span_end(quote->spans[k])
									    : span_end(span);

			if (start >= end)
				continue;
			bytes += end - start;
			if (!speaker->len)
				*speaker = quote->speaker;
		}
	}
	return bytes < span.len ? bytes : span.len;
}

static bool both_quote(const struct pair *pair, const struct passage *passage, struct reasons *reasons)
{
	struct str in_a = {0}, in_b = {0};

	if (quoted_bytes(&pair->a, passage->in_a, &in_a) * 10 < (size_t)passage->in_a.len * 8 ||
	    quoted_bytes(&pair->b, passage->in_b, &in_b) * 10 < (size_t)passage->in_b.len * 8)
		return false;
	if (!names_agree(in_a, in_b))
		return false;
	if (in_a.len || in_b.len)
		reason(reasons, str_format(reasons->arena, "both quote %.*s", STR_ARG(in_a.len ? in_a : in_b)));
	else
		reason(reasons, STR("it stands in quotation marks on both sides"));
	return true;
}

/* ---------------------------------------------------------------- direction */

static const char *side_name(bool is_a)
{
	return is_a ? "a" : "b";
}

/* Whether the side credited appeared a day or more after the other: then another of its articles is meant. */
static bool is_later_by_a_day(const struct pair *pair, bool a_credited)
{
	int64_t minutes = 0;
	int order = published_order(pair->a.text->article, pair->b.text->article, &minutes);

	return minutes >= 1440 && (a_credited ? order > 0 : order < 0);
}

static enum copy_from from_credit(const struct pair *pair, const struct passage *passage, struct reasons *reasons)
{
	struct given by_b = credit_given(pair, &pair->b, passage->in_b, &pair->a);
	struct given by_a = credit_given(pair, &pair->a, passage->in_a, &pair->b);
	bool a_gave = by_b.name.len;
	struct given given = a_gave ? by_b : by_a;

	if (a_gave == !!by_a.name.len || is_later_by_a_day(pair, a_gave))
		return FROM_UNKNOWN;
	if (given.shared)
		reason(reasons,
		       str_format(reasons->arena, "the shared words credit %.*s", STR_ARG(given.name)));
	else
		reason(reasons, str_format(reasons->arena, "%s credits %.*s", side_name(!a_gave),
					   STR_ARG(given.name)));
	return a_gave ? FROM_A : FROM_B;
}

static enum copy_from from_agency_thanks(const struct pair *pair, struct reasons *reasons)
{
	bool a_agency = runs_agency(&pair->a), b_agency = runs_agency(&pair->b);
	bool to_b = a_agency && !b_agency && pair->b.credits->generic;
	bool to_a = b_agency && !a_agency && pair->a.credits->generic;

	if (!to_a && !to_b)
		return FROM_UNKNOWN;
	reason(reasons, str_format(reasons->arena, "%s is agency copy, and %s thanks agencies", side_name(to_b),
				   side_name(to_a)));
	return to_b ? FROM_A : FROM_B;
}

static struct str duration(struct arena *arena, int64_t minutes)
{
	if (minutes < 120)
		return str_format(arena, "%lld min", (long long)minutes);
	if (minutes < 48 * 60)
		return str_format(arena, "%lld h", (long long)(minutes / 60));
	return str_format(arena, "%lld days", (long long)(minutes / 1440));
}

static enum copy_from from_time(const struct pair *pair, struct reasons *reasons)
{
	int64_t minutes = 0;
	int order = published_order(pair->a.text->article, pair->b.text->article, &minutes);

	if (!order)
		return FROM_UNKNOWN;
	if (minutes % 1440 == 0 && minutes == 1440)
		reason(reasons, str_format(reasons->arena, "%s is a day earlier", side_name(order < 0)));
	else
		reason(reasons, str_format(reasons->arena, "%s is %.*s earlier", side_name(order < 0),
					   STR_ARG(duration(reasons->arena, minutes))));
	return order < 0 ? FROM_A : FROM_B;
}

/* The minute of the day as it is written, whatever the zone. */
static int written_minute(const struct moment *moment)
{
	return moment->hour * 60 + moment->minute;
}

/*
 * An agency's own page, and a page of that day that is no agency's copy and whose clock, as written, is later:
 * with zones unknown the clocks alone do not tell, but agencies are there to be copied.
 */
static enum copy_from from_agency_page(const struct pair *pair, struct reasons *reasons)
{
	const struct moment *a = &pair->a.text->article->published, *b = &pair->b.text->article->published;
	bool a_own = pair->a.outlet_is_agency && !runs_agency(&pair->b);
	bool b_own = pair->b.outlet_is_agency && !runs_agency(&pair->a);
	int later = written_minute(b) - written_minute(a);

	if (a_own == b_own || a->precision < PRECISION_MINUTE || b->precision < PRECISION_MINUTE ||
	    moment_day(a) != moment_day(b) || (a_own ? later : -later) <= 0)
		return FROM_UNKNOWN;
	reason(reasons, str_format(reasons->arena, "%s is the agency's own page, earlier by the clocks as written",
				   side_name(a_own)));
	return a_own ? FROM_A : FROM_B;
}

static enum copy_from from_release(const struct pair *pair, struct reasons *reasons)
{
	bool a_is = pair->a.credits->release, b_is = pair->b.credits->release;

	if (a_is == b_is)
		return FROM_UNKNOWN;
	reason(reasons, str_format(reasons->arena, "%s is a press release", side_name(a_is)));
	return a_is ? FROM_A : FROM_B;
}

/* ---------------------------------------------------------------- credit */

static bool inside(struct span outer, struct span inner)
{
	return inner.len && span_contains(outer, inner);
}

/* The lines that the span touches, as far as a paragraph may go. */
static struct span lines_around(struct str text, struct span span)
{
	size_t start = span.start, end = span_end(span);

	while (start && span.start - start < PARAGRAPH_MOST && text.s[start - 1] != '\n')
		start--;
	while (end < text.len && end - span_end(span) < PARAGRAPH_MOST && text.s[end] != '\n')
		end++;
	return span_between(start, end);
}

/* A source named beside the passage, in its paragraph; empty: none. */
static struct str credit_beside(const struct side *taker, struct span passage)
{
	struct span lines = lines_around(taker->text->article->text, passage);

	for (size_t i = 0; i < taker->credits->n; i++) {
		const struct credited *credited = &taker->credits->items[i];

		if (inside(lines, credited->span) && !inside(passage, credited->span) &&
		    !str_eq_nocase(credited->name, taker->outlet))
			return credited->name;
	}
	return (struct str){0};
}

static enum copy_credit credit_of(const struct pair *pair, const struct passage *passage, enum copy_from from,
				  struct reasons *reasons)
{
	const struct side *taker = from == FROM_A ? &pair->b : &pair->a;
	const struct side *giver = from == FROM_A ? &pair->a : &pair->b;
	struct span span = from == FROM_A ? passage->in_b : passage->in_a;
	struct str beside;

	if (credit_given(pair, taker, span, giver).name.len)
		return CREDIT_CREDITED;
	if (taker->credits->generic && runs_agency(giver))
		return CREDIT_CREDITED;
	beside = credit_beside(taker, span);
	if (beside.len) {
		reason(reasons, str_format(reasons->arena, "%s names %.*s beside it", side_name(from == FROM_B),
					   STR_ARG(beside)));
		return CREDIT_CREDITED;
	}
	reason(reasons, str_format(reasons->arena, "%s names no source for it", side_name(from == FROM_B)));
	return CREDIT_UNCREDITED;
}

/* With the direction open, only what holds either way can be said. */
static enum copy_credit credit_either_way(const struct pair *pair, const struct passage *passage)
{
	bool a_says = credit_given(pair, &pair->a, passage->in_a, &pair->b).name.len ||
		      credit_beside(&pair->a, passage->in_a).len;
	bool b_says = credit_given(pair, &pair->b, passage->in_b, &pair->a).name.len ||
		      credit_beside(&pair->b, passage->in_b).len;

	if (a_says || b_says)
		return a_says && b_says ? CREDIT_CREDITED : CREDIT_UNKNOWN;
	return pair->a.credits->generic || pair->b.credits->generic ? CREDIT_UNKNOWN : CREDIT_UNCREDITED;
}

/* ---------------------------------------------------------------- all together */

static void judge_origin(const struct pair *pair, const struct passage *passage, struct reasons *reasons,
			 struct copy *copy)
{
	struct str shared;

	copy->from = from_release(pair, reasons);
	if (copy->from != FROM_UNKNOWN) {
		copy->kind = COPY_STATEMENT;
		copy->credit = credit_of(pair, passage, copy->from, reasons);
		return;
	}
	copy->from = from_credit(pair, passage, reasons);
	shared = agency_of_both(pair, passage);
	if (copy->from == FROM_UNKNOWN && shared.len) {
		reason(reasons, str_format(reasons->arena, "both run copy of %.*s", STR_ARG(shared)));
		copy->kind = COPY_AGENCY;
		copy->credit = CREDIT_CREDITED;
		return;
	}
	if (copy->from == FROM_UNKNOWN)
		copy->from = from_agency_thanks(pair, reasons);
	if (copy->from == FROM_UNKNOWN)
		copy->from = from_time(pair, reasons);
	else
		from_time(pair, reasons); /* for the reason alone */
	if (copy->from == FROM_UNKNOWN)
		copy->from = from_agency_page(pair, reasons);
	if (copy->from == FROM_UNKNOWN) {
		reason(reasons, STR("neither credits nor dates tell who was first"));
		copy->credit = credit_either_way(pair, passage);
		return;
	}
	copy->kind = runs_agency(copy->from == FROM_A ? &pair->a : &pair->b) ? COPY_AGENCY : COPY_OUTLET;
	copy->credit = credit_of(pair, passage, copy->from, reasons);
}

/* What both have in quotation marks, and neither credits to the other, is somebody's statement. */
static void judge_marks(const struct pair *pair, const struct passage *passage, struct reasons *reasons,
			struct copy *copy)
{
	if ((copy->kind != COPY_OUTLET && copy->kind != COPY_UNKNOWN) || copy->credit == CREDIT_CREDITED ||
	    !stands_in_quotes(pair->a.text->article->text, passage->in_a) ||
	    !stands_in_quotes(pair->b.text->article->text, passage->in_b))
		return;
	copy->kind = COPY_STATEMENT;
	reason(reasons, STR("it stands in quotation marks on both sides"));
}

/* The side that took the words. */
static const struct side *later_side(const struct pair *pair, enum copy_from from)
{
	return from == FROM_B ? &pair->a : &pair->b;
}

void pair_judge(struct arena *out, const struct pair *pair,
		const struct passage *passage, struct copy *copy)
{
	struct reasons reasons = {.arena = out};

	*copy = (struct copy){.passage = *passage, .kind = COPY_UNKNOWN};
	if (pair->a.outlet.len && str_eq_nocase(pair->a.outlet, pair->b.outlet)) {
		copy->kind = COPY_SELF;
		reason(&reasons, STR("one outlet's own"));
		copy->from = from_time(pair, &reasons);
		if (later_side(pair, copy->from)->credits->correction)
			reason(&reasons, str_format(out, "%s is a correction", side_name(copy->from == FROM_B)));
	} else if (both_quote(pair, passage, &reasons)) {
		copy->kind = COPY_STATEMENT;
		copy->from = from_credit(pair, passage, &reasons);
		if (copy->from != FROM_UNKNOWN)
			copy->credit = CREDIT_CREDITED;
	} else {
		judge_origin(pair, passage, &reasons, copy);
		judge_marks(pair, passage, &reasons, copy);
	}
	copy->why = reasons.list.items;
	copy->nwhy = reasons.list.n;
}
