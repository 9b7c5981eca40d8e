/*
 * The picture of a story: time across, outlets down, an arrow for who had what from whom.
 *
 *	              06:00        08:00        10:00
 *	State agency  ●──╮
 *	Nordwire         ╰──▶●━━━━━━━━━━╮          thicker: more words
 *	The Courier          ╎          ╰▶●        solid: credited, dashed: not
 *	Harbour Post         ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▶●
 *
 * An article of which only the day is known is a bar as long as that day, with its dot in the
 * middle. What has no day stands to the right of the axis. Lines without a head: it cannot be told
 * who was first. Each article has at most EDGES_IN arrows in, its strongest; the table has more.
 *
 * Work is bounded by MOST_NODES articles and MOST_LANES outlets; the rest is said to be left out.
 */
#include "base/map.h"
#include "base/vector.h"
#include "show/report.h"

#include <stdlib.h>

enum {
	MOST_NODES = 120,
	MOST_LANES = 30,
	MOST_PAIRS = 20000, /* looked at for arrows */
	EDGES_IN = 3,
	WIDE = 500, /* from this width on labels stand beside the lanes */
	LABEL = 178,
	LANE = 44,
	TOP = 34,
	MARGIN = 16,
	UNDATED = 96, /* room for what has no date */
	DOT = 6,
	BEND = 10,
	TICKS = 9,
	LABEL_BYTES = 28,
};

struct node {
	uint32_t article;
	uint32_t lane;
	int64_t first, last; /* seconds it may have been published in; first > last: undated */
	double x;
	unsigned in, out; /* arrows that arrive and leave */
};

struct arrow {
	const struct pair *pair;
	size_t from, to;          /* nodes */
	unsigned leaves, arrives; /* its number among those of the two nodes */
};

struct picture {
	struct report *report;
	size_t story;
	unsigned width;
	double left, right; /* of the axis */
	int64_t start, end;
	bool any_dated, any_undated;
	enum precision least; /* what is known less exactly counts as undated */
	VEC(struct node) nodes;
	VEC(struct str) lanes;
	VEC(struct arrow) arrows;
	struct map node_of; /* article: number of its node + 1 */
};

/* ---------------------------------------------------------------- what is in it */

static struct node node_of(struct picture *picture, uint32_t article)
{
	struct node node = {.article = article};

	scene_when(&picture->report->scene, article, picture->least, &node.first, &node.last);
	if (node.first > node.last) {
		picture->any_undated = true;
		return node;
	}
	if (!picture->any_dated || node.first < picture->start)
		picture->start = node.first;
	if (!picture->any_dated || node.last > picture->end)
		picture->end = node.last;
	picture->any_dated = true;
	return node;
}

/* The lane of a label, a new one where there is none; MOST_LANES where there is no room. */
static uint32_t lane_of(struct picture *picture, struct map *lanes, struct str label)
{
	uint64_t *lane = map_find_str(lanes, label);

	if (!lane && picture->lanes.n == MOST_LANES)
		return MOST_LANES;
	if (!lane) {
		lane = map_of_str(lanes, label);
		*lane = picture->lanes.n;
		vec_push(&picture->report->scene.scratch, &picture->lanes, label);
	}
	return (uint32_t)*lane;
}

/* Days, where any day is known: a whole year on the axis would leave no room for hours. */
static enum precision least_precision(const struct picture *picture, const struct story *story,
				      size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (picture->report->found->articles[story->articles[i]].published.precision >=
		    PRECISION_DAY)
			return PRECISION_DAY;
	return PRECISION_YEAR;
}

/* Nodes and lanes in order of time; returns how many articles found no room. */
static size_t add_nodes(struct picture *picture, const struct story *story)
{
	struct scene *scene = &picture->report->scene;
	const uint32_t *places = scene_in_time(scene, story);
	size_t n = story->n < MOST_NODES ? story->n : MOST_NODES;
	struct map lanes;

	map_init(&lanes, &scene->scratch);
	picture->least = least_precision(picture, story, n);
	for (size_t i = 0; i < n; i++) {
		struct node node = node_of(picture, story->articles[places[i]]);

		node.lane = lane_of(picture, &lanes, scene_label(scene, node.article));
		if (node.lane == MOST_LANES)
			continue;
		vec_push(&scene->scratch, &picture->nodes, node);
		*map_of_number(&picture->node_of, node.article) = picture->nodes.n;
	}
	return story->n - picture->nodes.n;
}

static int compare_arrows(const void *a, const void *b)
{
	const struct arrow *x = a, *y = b;

	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	if (x->pair->directed != y->pair->directed)
		return x->pair->directed ? -1 : 1;
	if (x->pair->words != y->pair->words)
		return x->pair->words > y->pair->words ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

/* Keeps the strongest into each article; one without direction only where none has one. */
static void thin_out(struct picture *picture)
{
	size_t kept = 0, here = 0, to = SIZE_MAX;
	bool directed = false;

	for (size_t i = 0; i < picture->arrows.n; i++) {
		struct arrow arrow = picture->arrows.items[i];

		if (arrow.to != to) {
			to = arrow.to;
			here = 0;
			directed = arrow.pair->directed;
		}
		if (here++ >= (directed ? EDGES_IN : 1) || directed != arrow.pair->directed)
			continue;
		arrow.leaves = picture->nodes.items[arrow.from].out++;
		arrow.arrives = picture->nodes.items[arrow.to].in++;
		picture->arrows.items[kept++] = arrow;
	}
	picture->arrows.n = kept;
}

/* Where it cannot be told who was first, the line goes to the later of the two. */
static void add_arrow(struct picture *picture, const struct pair *pair, size_t from, size_t to)
{
	struct arrow arrow = {.pair = pair, .from = from, .to = to};

	if (!pair->directed && from > to) {
		arrow.from = to;
		arrow.to = from;
	}
	vec_push(&picture->report->scene.scratch, &picture->arrows, arrow);
}

static void add_arrows(struct picture *picture)
{
	const struct pairs *pairs = &picture->report->pairs;
	size_t looked = 0;

	for (size_t i = 0; i < picture->nodes.n; i++) {
		uint32_t article = picture->nodes.items[i].article;

		for (size_t j = pairs->start[article];
		     j < pairs->start[article + 1] && looked < MOST_PAIRS; j++, looked++) {
			const struct pair *pair = &pairs->items[pairs->touching[j]];
			uint64_t *from;

			if (pair->taker != article)
				continue;
			from = map_find_number(&picture->node_of, pair->source);
			if (from)
				add_arrow(picture, pair, (size_t)*from - 1, i);
		}
	}
	if (picture->arrows.n)
		qsort(picture->arrows.items, picture->arrows.n, sizeof(struct arrow),
		      compare_arrows);
	thin_out(picture);
}

/* ---------------------------------------------------------------- where it stands */

static double place(const struct picture *picture, int64_t at)
{
	double share = (double)(at - picture->start) / (double)(picture->end - picture->start);

	share = share < 0 ? 0 : share > 1 ? 1 : share;
	return picture->left + share * (picture->right - picture->left);
}

static unsigned lane_y(uint32_t lane)
{
	return TOP + LANE / 2 + lane * LANE;
}

static void lay_out(struct picture *picture)
{
	int64_t spare;

	picture->left = MARGIN + (picture->width >= WIDE ? LABEL : 0);
	picture->right = picture->width - MARGIN - (picture->any_undated ? UNDATED : 0);
	if (picture->any_dated && picture->end - picture->start < 3600) {
		picture->start -= 1800;
		picture->end += 1800;
	}
	spare = (picture->end - picture->start) / 24;
	picture->start -= spare;
	picture->end += spare;
	for (size_t i = 0; i < picture->nodes.n; i++) {
		struct node *node = &picture->nodes.items[i];

		if (node->first > node->last)
			node->x = picture->width - MARGIN - UNDATED / 2.0;
		else
			node->x = place(picture, node->first + (node->last - node->first) / 2);
	}
	/* Dots of one lane must not cover each other. */
	for (size_t i = 1; i < picture->nodes.n; i++)
		for (size_t j = 0; j < i; j++)
			if (picture->nodes.items[i].lane == picture->nodes.items[j].lane &&
			    picture->nodes.items[i].x < picture->nodes.items[j].x + 2 * DOT + 3 &&
			    picture->nodes.items[i].x > picture->nodes.items[j].x - 1)
				picture->nodes.items[i].x = picture->nodes.items[j].x + 2 * DOT + 3;
}

/* ---------------------------------------------------------------- drawing */

/* Coordinates: one decimal, never negative zero, no locale. */
static void number(struct output *out, double value)
{
	long tenths = (long)(value * 10 + (value < 0 ? -0.5 : 0.5));

	if (tenths < 0) {
		put_byte(out, '-');
		tenths = -tenths;
	}
	put_number(out, (uint64_t)tenths / 10);
	if (tenths % 10) {
		put_byte(out, '.');
		put_byte(out, (char)('0' + tenths % 10));
	}
}

/* Writes `markup` with each "#" replaced by the next of the numbers. */
static void draw(struct output *out, const char *markup, const double *numbers)
{
	for (; *markup; markup++) {
		if (*markup == '#')
			number(out, *numbers++);
		else
			put_byte(out, *markup);
	}
}

#define DRAW(out, markup, ...) draw((out), (markup), (const double[]){__VA_ARGS__})

static const int32_t tick_steps[] = {
	3600,      2 * 3600,   3 * 3600,   6 * 3600,   12 * 3600,   86400,       2 * 86400,
	7 * 86400, 14 * 86400, 30 * 86400, 91 * 86400, 182 * 86400, 365 * 86400, 5 * 365 * 86400};

/* The day stands at midnight and at the first tick: "9 May 06:00", "09:00" …, "10 May". */
static void tick_label(struct output *out, int64_t at, int64_t step, bool first)
{
	struct moment moment = moment_from_seconds(at);
	bool midnight = at % 86400 == 0;

	if (first || midnight || step >= 86400) {
		html(out, "%u ", (unsigned)moment.day);
		put_bytes(out, html_month(moment.month), 3);
	}
	if (step < 86400 && !midnight)
		html(out, first ? " %u%u:%u%u" : "%u%u:%u%u", moment.hour / 10u, moment.hour % 10u,
		     moment.minute / 10u, moment.minute % 10u);
	if (step >= 30 * 86400)
		html(out, " %u", (unsigned)moment.year);
}

static void axis(struct picture *picture)
{
	struct output *out = &picture->report->out;
	double bottom = TOP + (double)picture->lanes.n * LANE;
	double last = picture->width - MARGIN - (picture->any_undated ? UNDATED + 8 : 10);
	int64_t most = picture->width >= WIDE ? TICKS : 4, step = 0;
	bool first = true;

	if (!picture->any_dated)
		return;
	for (size_t i = 0; i < sizeof(tick_steps) / sizeof(*tick_steps); i++) {
		step = tick_steps[i];
		if ((picture->end - picture->start) / step < most)
			break;
	}
	if ((picture->end - picture->start) / step > 40)
		return;
	put(out, "<g class=\"axis\" aria-hidden=\"true\">");
	for (int64_t at = picture->start - ((picture->start % step) + step) % step;
	     at <= picture->end; at += step) {
		double x = place(picture, at);

		if (at < picture->start || x > last)
			continue;
		DRAW(out, "<path d=\"M# #V#\"/><text x=\"#\" y=\"#\">", x, TOP - 8, bottom, x,
		     TOP - 16);
		tick_label(out, at, step, first);
		first = false;
		put(out, "</text>");
	}
	put(out, "</g>\n");
}

static void lanes(struct picture *picture)
{
	struct output *out = &picture->report->out;

	put(out, "<g class=\"lanes\">");
	for (size_t i = 0; i < picture->lanes.n; i++)
		DRAW(out, "<path d=\"M# #H#\"/>", picture->width >= WIDE ? LABEL : 0,
		     lane_y((uint32_t)i), picture->width);
	put(out, "</g>\n");
}

/* Over the arrows, so that they can be read. */
static void lane_labels(struct picture *picture)
{
	struct output *out = &picture->report->out;
	bool wide = picture->width >= WIDE;

	put(out, "<g class=\"labels\">");
	for (size_t i = 0; i < picture->lanes.n; i++) {
		double y = lane_y((uint32_t)i);

		DRAW(out, "<text x=\"#\" y=\"#\">", 0, wide ? y + 4 : y - 10);
		html_brief(out, picture->lanes.items[i], LABEL_BYTES);
		put(out, "</text>");
	}
	put(out, "</g>\n");
}

static unsigned bits(uint64_t n)
{
	unsigned count = 0;

	for (; n; n >>= 1)
		count++;
	return count;
}

static void arrow_words(struct picture *picture, const struct arrow *arrow)
{
	const struct pair *pair = arrow->pair;
	struct output *out = &picture->report->out;
	struct scene *scene = &picture->report->scene;

	html(out, "<title>%s %c %s: %z words", scene_label(scene, pair->taker),
	     pair->directed ? "had from" : "has in common with", scene_label(scene, pair->source),
	     (size_t)pair->words);
	if (pair->credit != CREDIT_UNKNOWN)
		html(out, ", %c", copy_credit_name(pair->credit));
	put(out, "</title>");
}

/*
 * From dot to dot. Onward in time the line leaves its lane at once and arrives along the other:
 *
 *	●
 *	╰──▶●
 *
 * Where there is no room for that: straight down to a neighbouring lane; to one further away out
 * to the right and back; within a lane over what is between.
 */
enum route { ROUTE_ONWARD, ROUTE_DOWN, ROUTE_SWING, ROUTE_LEVEL };

struct way {
	enum route route;
	double x1, y1, x2, y2; /* the dots */
	double width, head;    /* of the line, and length of the head */
};

/* Lines at one dot lie side by side: how far this one is from the middle. */
static double aside(unsigned number_of_it, unsigned n)
{
	double step = n > 1 ? 2.0 * (DOT - 1) / (n - 1) : 0;

	if (step > 5)
		step = 5;
	return (number_of_it - (n - 1) / 2.0) * step;
}

static struct way way_of(const struct picture *picture, const struct arrow *arrow)
{
	const struct node *from = &picture->nodes.items[arrow->from];
	const struct node *to = &picture->nodes.items[arrow->to];
	unsigned weight = bits(arrow->pair->words) < 12 ? bits(arrow->pair->words) : 12;
	struct way way = {
		.x1 = from->x,
		.y1 = lane_y(from->lane),
		.x2 = to->x,
		.y2 = lane_y(to->lane),
		.width = 1 + 0.55 * weight,
		.head = 6 + 0.55 * weight,
	};
	double gap = way.x2 - way.x1, least = DOT + way.head + 4;

	if (from->lane == to->lane) {
		way.route = ROUTE_LEVEL;
	} else if (gap > least) {
		way.route = ROUTE_ONWARD;
		way.x1 += aside(arrow->leaves, from->out);
		way.y2 += aside(arrow->arrives, to->in);
	} else if (gap > -least && way.y2 - way.y1 <= LANE && way.y1 - way.y2 <= LANE) {
		way.route = ROUTE_DOWN;
	} else {
		way.route = ROUTE_SWING;
	}
	return way;
}

static void line(struct output *out, const struct way *way, double head)
{
	double down = way->y2 > way->y1 ? 1 : -1, tall = (way->y2 - way->y1) * down;
	double edge =
		way->route == ROUTE_SWING ? way->x2 + DOT + 1 + head : way->x2 - DOT - 1 - head;
	double swing = (way->x1 > edge ? way->x1 + DOT : edge) + 18 + tall / 8;

	DRAW(out, "<path class=\"line\" stroke-width=\"#\" ",
	     head > 0 ? way->width : way->width / 2.5);
	switch (way->route) {
	case ROUTE_ONWARD:
		DRAW(out, "d=\"M# #V#Q# # # #H#\"/>", way->x1, way->y1 + down * DOT,
		     way->y2 - down * BEND, way->x1, way->y2, way->x1 + BEND, way->y2, edge);
		break;
	case ROUTE_DOWN:
		DRAW(out, "d=\"M# #L# #\"/>", way->x1, way->y1 + down * DOT, way->x2,
		     way->y2 - down * (DOT + 1 + head));
		break;
	case ROUTE_SWING:
		DRAW(out, "d=\"M# #C# # # # # #\"/>", way->x1 + DOT, way->y1, swing, way->y1, swing,
		     way->y2, edge, way->y2);
		break;
	case ROUTE_LEVEL:
		DRAW(out, "d=\"M# #C# # # # # #\"/>", way->x1, way->y1 - DOT, way->x1, way->y1 - 20,
		     way->x2 - 3, way->y2 - 20, way->x2, way->y2 - DOT - 1 - head);
		break;
	}
}

/* The head stands where the line ends: before, over or behind the dot. */
static void arrowhead(struct output *out, const struct way *way)
{
	double half = way->head * 0.6, tip, neck;

	if (way->route == ROUTE_ONWARD || way->route == ROUTE_SWING) {
		double side = way->route == ROUTE_SWING ? 1 : -1;

		tip = way->x2 + side * (DOT + 1);
		neck = tip + side * way->head;
		DRAW(out, "<path class=\"head\" d=\"M# #L# #L# #z\"/>", tip, way->y2, neck,
		     way->y2 - half, neck, way->y2 + half);
		return;
	}
	tip = way->y2 + (way->y1 > way->y2 ? 1 : -1) * (DOT + 1);
	neck = tip + (way->y1 > way->y2 ? 1 : -1) * way->head;
	DRAW(out, "<path class=\"head\" d=\"M# #L# #L# #z\"/>", way->x2, tip, way->x2 - half, neck,
	     way->x2 + half, neck);
}

static void arrow(struct picture *picture, const struct arrow *arrow)
{
	struct output *out = &picture->report->out;
	const struct pair *pair = arrow->pair;
	struct way way = way_of(picture, arrow);
	const char *class = "untold";

	if (pair->directed && pair->credit == CREDIT_CREDITED)
		class = "credited";
	else if (pair->directed && pair->credit == CREDIT_UNCREDITED)
		class = "uncredited";
	html(out, "<g class=\"%c\">", class);
	arrow_words(picture, arrow);
	line(out, &way, pair->directed ? way.head : 0);
	if (pair->directed)
		arrowhead(out, &way);
	put(out, "</g>\n");
}

static void dot(struct picture *picture, const struct node *node)
{
	const struct article *article = &picture->report->found->articles[node->article];
	struct output *out = &picture->report->out;
	double y = lane_y(node->lane);
	bool linked = node->article < REPORT_ARTICLES;

	if (linked)
		html(out, "<a href=\"#article-%u\">", node->article);
	html(out, "<g class=\"dot\"><title>%s, ",
	     scene_label(&picture->report->scene, node->article));
	if (article->published.precision == PRECISION_NONE)
		put(out, "undated");
	else
		html_text(out, moment_format(&picture->report->scene.scratch, &article->published));
	html(out, ": %s</title>", scene_headline(&picture->report->scene, node->article));
	if (node->last > node->first)
		DRAW(out, "<path class=\"span\" d=\"M# #H#\"/>", place(picture, node->first), y,
		     place(picture, node->last));
	DRAW(out, "<circle cx=\"#\" cy=\"#\" r=\"#\"/></g>", node->x, y, DOT);
	put(out, linked ? "</a>\n" : "\n");
}

static void begin(struct picture *picture)
{
	struct output *out = &picture->report->out;
	const struct story *story = &picture->report->found->groups.stories[picture->story];
	unsigned height = TOP + (unsigned)picture->lanes.n * LANE + 4;

	html(out,
	     "<svg class=\"%c\" viewBox=\"0 0 %u %u\" role=\"group\" aria-labelledby=\"t-%z-%u "
	     "d-%z-%u\">\n"
	     "<title id=\"t-%z-%u\">Who had what from whom: %s</title>\n<desc id=\"d-%z-%u\">",
	     picture->width >= WIDE ? "wide" : "narrow", picture->width, height, picture->story,
	     picture->width, picture->story, picture->width, picture->story, picture->width,
	     scene_story_title(story), picture->story, picture->width);
	html(out,
	     "%z article%c of %z outlet%c in order of time, %z arrow%c from a source to who had "
	     "its "
	     "words. The table below says the same.</desc>\n",
	     picture->nodes.n, plural(picture->nodes.n), picture->lanes.n, plural(picture->lanes.n),
	     picture->arrows.n, plural(picture->arrows.n));
}

static void undated_column(struct picture *picture)
{
	double x = picture->width - MARGIN - UNDATED / 2.0;

	if (!picture->any_undated)
		return;
	DRAW(&picture->report->out,
	     "<g class=\"axis\" aria-hidden=\"true\"><text x=\"#\" y=\"#\">day "
	     "unknown</text></g>\n",
	     x, TOP - 16);
}

static void legend(struct picture *picture, size_t left_out)
{
	struct output *out = &picture->report->out;

	put(out,
	    "<p class=\"legend\"><span class=\"key credited\">credited</span> "
	    "<span class=\"key uncredited\">not credited</span> "
	    "<span class=\"key untold\">cannot be told</span> "
	    "<span>The thicker, the more words. Times are UTC where the zone is known.</span>");
	if (left_out)
		html(out, " <span>%z more articles are not in the picture.</span>", left_out);
	put(out, "</p>\n");
}

void report_picture(struct report *report, size_t story, unsigned width)
{
	struct picture picture = {.report = report, .story = story, .width = width};
	size_t left_out;

	map_init(&picture.node_of, &report->scene.scratch);
	left_out = add_nodes(&picture, &report->found->groups.stories[story]);
	add_arrows(&picture);
	lay_out(&picture);
	begin(&picture);
	axis(&picture);
	undated_column(&picture);
	lanes(&picture);
	for (size_t i = 0; i < picture.arrows.n; i++)
		arrow(&picture, &picture.arrows.items[i]);
	lane_labels(&picture);
	for (size_t i = 0; i < picture.nodes.n; i++)
		dot(&picture, &picture.nodes.items[i]);
	put(&report->out, "</svg>\n");
	if (width < WIDE)
		legend(&picture, left_out);
}
