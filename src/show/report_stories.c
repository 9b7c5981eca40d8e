/*
 * Stories in the report: a picture of who had what from whom, and the same as a table.
 *
 * The picture comes twice, for wide and for narrow screens; the style sheet shows one of them.
 * Stories that only one article tells have no picture: they are listed at the end.
 */
#include "show/report.h"

enum { TABLE_OPEN = 12 };

static void story_when(struct report *report, const struct story *story)
{
	struct output *out = &report->out;
	const struct groups *groups = &report->found->groups;

	put(out, "<p class=\"rhythm\">");
	html_moment(out, story->start, PRECISION_DAY);
	if (moment_day(&story->start) != moment_day(&story->end)) {
		put(out, " to ");
		html_moment(out, story->end, PRECISION_DAY);
	}
	html(out, ", %z article%c", story->n, plural(story->n));
	if (story->event.precision != PRECISION_NONE) {
		put(out, ", about ");
		html_moment(out, story->event, PRECISION_DAY);
	}
	if (story->series < groups->nseries && story->series < REPORT_SERIES)
		html(out, ". One of a series: <a href=\"#series-%u\">%s</a>", story->series,
		     groups->series[story->series].title);
	put(out, ".</p>\n");
}

/* Where the articles give different numbers for one thing. */
static void disagreements(struct report *report, const struct story *story)
{
	struct output *out = &report->out;

	if (!story->ndisagreements)
		return;
	put(out, "<div class=\"disagree\"><p>The articles disagree</p>\n<ul class=\"plain\">");
	for (size_t i = 0; i < story->ndisagreements; i++)
		html(out, "<li>%s</li>",
		     scene_disagreement(&report->scene.scratch, &report->scene,
					&story->disagreements[i]));
	put(out, "</ul></div>\n");
}

static void shared_words(struct report *report, uint32_t article, const struct pair *pair)
{
	struct output *out = &report->out;

	put(out, "<li>");
	report_article(report, pair->a == article ? pair->b : pair->a);
	html(out, pair->directed ? ": %z words" : ": %z words in common", (size_t)pair->words);
	if (pair->directed && pair->credit != CREDIT_UNKNOWN)
		html(out, ", %c", copy_credit_name(pair->credit));
	put(out, "</li>");
}

/* From whom in the story an article had its words; else what it has in common with others. */
static void had_from(struct report *report, uint32_t article)
{
	const struct pairs *pairs = &report->pairs;
	const uint32_t *story_of = report->scene.story_of;
	size_t shown = 0;

	for (size_t i = pairs->start[article]; i < pairs->start[article + 1]; i++) {
		const struct pair *pair = &pairs->items[pairs->touching[i]];

		if ((pair->directed && pair->taker != article) ||
		    story_of[pair->a] != story_of[pair->b])
			continue;
		if (!shown)
			put(&report->out, "<ul class=\"plain\">");
		if (shown++ == TABLE_OPEN) {
			put(&report->out, "<li>… and more</li>");
			break;
		}
		shared_words(report, article, pair);
	}
	put(&report->out, shown ? "</ul>" : "<span class=\"faint\">none found</span>");
}

static const char *const member_columns[] = {"When", "Who", "Headline", "Words had from", NULL};
static const struct report_table member_table = {
	.class = "articles",
	.caption = "Articles of the story in order of time, and from whom each had its words",
	.columns = member_columns,
	.head = 1,
};

static void member_row(struct report *report, const struct story *story, size_t i)
{
	uint32_t number = story->articles[i];
	const struct article *article = &report->found->articles[number];
	struct output *out = &report->out;

	report_cell(report, &member_table, 0);
	html_moment(out, article->published, PRECISION_MINUTE);
	report_cell(report, &member_table, 1);
	report_article(report, number);
	report_cell(report, &member_table, 2);
	html_text(out, scene_headline(&report->scene, number));
	report_cell(report, &member_table, 3);
	had_from(report, number);
	report_row_end(report, &member_table);
}

static void members(struct report *report, const struct story *story)
{
	struct output *out = &report->out;
	size_t shown = story->n < REPORT_ROWS ? story->n : REPORT_ROWS;
	const uint32_t *places = scene_in_time(&report->scene, story);

	html(out, "<details%c><summary>The same as a table</summary>\n",
	     story->n <= TABLE_OPEN ? " open" : "");
	report_table_begin(report, &member_table);
	for (size_t i = 0; i < shown && !output_failed(out); i++)
		member_row(report, story, places[i]);
	report_table_end(report);
	put(out, "</details>\n");
	report_left_out(report, "articles of this story", shown, story->n);
}

/* Round-ups that stand elsewhere and tell of the story too. */
static void also_in(struct report *report, const struct story *story)
{
	struct output *out = &report->out;
	size_t shown = story->nalso < REPORT_ROWS ? story->nalso : REPORT_ROWS;

	if (!shown)
		return;
	put(out, "<div class=\"small\"><p>Also told of in</p>\n<ul>");
	for (size_t i = 0; i < shown; i++) {
		const struct also *also = &story->also[i];

		put(out, "<li>");
		report_article(report, also->article);
		put(out, " ‘");
		html_text(out, scene_headline(&report->scene, also->article));
		html(out, "’: %s</li>\n", also->why);
	}
	put(out, "</ul></div>\n");
}

static void reasons(struct report *report, const struct story *story)
{
	struct output *out = &report->out;
	size_t shown = story->n < REPORT_ROWS ? story->n : REPORT_ROWS;

	if (!story->why)
		return;
	put(out, "<details class=\"small\"><summary>Why these tell one story</summary>\n<ul>");
	for (size_t i = 0; i < shown; i++) {
		if (!story->why[i].len)
			continue;
		put(out, "<li>");
		report_article(report, story->articles[i]);
		html(out, " %s</li>\n", story->why[i]);
	}
	put(out, "</ul></details>\n");
}

static void one_story(struct report *report, size_t number)
{
	const struct story *story = &report->found->groups.stories[number];
	struct output *out = &report->out;

	html(out, "<article class=\"card\" id=\"story-%z\">\n<h3 dir=\"auto\">%s</h3>\n", number,
	     scene_story_title(story));
	story_when(report, story);
	disagreements(report, story);
	report_picture(report, number, 760);
	report_picture(report, number, 330);
	members(report, story);
	also_in(report, story);
	reasons(report, story);
	put(out, "</article>\n");
	arena_clear(&report->scene.scratch);
}

static void lone_story(struct report *report, size_t number)
{
	const struct story *story = &report->found->groups.stories[number];
	struct output *out = &report->out;

	html(out, "<li id=\"story-%z\">", number);
	html_moment(out, story->start, PRECISION_DAY);
	put(out, " ");
	report_article(report, story->articles[0]);
	put(out, " <span dir=\"auto\">");
	html_text(out, scene_story_title(story));
	put(out, "</span></li>\n");
}

void report_stories(struct report *report)
{
	const struct groups *groups = &report->found->groups;
	size_t n = groups->nstories, shown = n < REPORT_STORIES ? n : REPORT_STORIES, lone = 0;
	struct output *out = &report->out;

	if (!n)
		return;
	put(out, "<section id=\"stories\" aria-labelledby=\"h-stories\">\n"
		 "<h2 id=\"h-stories\">Stories, and who had what from whom</h2>\n");
	for (size_t i = 0; i < shown && !output_failed(out); i++) {
		if (groups->stories[i].n > 1)
			one_story(report, i);
		else
			lone++;
	}
	if (lone) {
		put(out, "<div class=\"card\"><h3>Told by one article only</h3>\n<ul "
			 "class=\"members\">\n");
		for (size_t i = 0; i < shown && !output_failed(out); i++)
			if (groups->stories[i].n == 1)
				lone_story(report, i);
		put(out, "</ul></div>\n");
	}
	report_left_out(report, "stories", shown, n);
	put(out, "</section>\n");
}
