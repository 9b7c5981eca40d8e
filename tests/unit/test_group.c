/*
 * Stories and series of an invented news world: five outlets, a few words an event, made at random.
 * The same articles in any order, by any number of threads, give the same stories.
 */
#include "group/group.h"

#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "random.h"

enum { EVENTS = 12, OUTLETS = 5, ARTICLES = EVENTS * OUTLETS };

static const char *const names[] = {"Halden", "Marnow", "Tessel", "Orvik",  "Quiller", "Brandis",
				    "Lommel", "Ystad",	"Carrow", "Pelham", "Dunmore", "Vasara"};
static const char *const acts[] = {"ferry capsized",  "tunnel flooded",	   "bridge closed",
				   "orchestra sacked", "brewery burned",   "harbour dredged",
				   "museum robbed",    "glacier collapsed", "stadium renamed",
				   "reactor restarted", "parliament dissolved", "viaduct reopened"};
static const char *const fillers[] = {"officials said", "people were told", "the inquiry goes on",
				      "nobody was found", "work will resume", "a crowd gathered",
				      "the mayor objected", "costs have doubled"};

struct newsroom {
	struct arena arena;
	struct article articles[ARTICLES];
	struct group_text texts[ARTICLES];
	struct quotes no_quotes;
	struct dates no_dates;
};

static void article_write(struct newsroom *room, size_t number)
{
	size_t event = number / OUTLETS;
	struct article *article = &room->articles[number];
	struct buf text = buf_in(&room->arena);

	for (unsigned s = 0; s < 6; s++)
		buf_addf(&text, "In %s the %s and %s. ", names[event], acts[event],
			 fillers[random_below(8)]);
	*article = (struct article){
		.id = str_format(&room->arena, "a%03zu", number),
		.title = str_format(&room->arena, "%s: %s", names[event], acts[event]),
		.text = buf_str(&text),
		.published = moment_of_day(day_of(2021, 3, 1) + (int32_t)(event * 3 + number % 2)),
		.nmarks = 1};
	article->marks = ARENA_NEW(&room->arena, struct mark);
	article->marks[0] = (struct mark){span_between(0, text.len), MARK_BODY};
	room->texts[number] = (struct group_text){article, &room->no_quotes, &room->no_dates};
}

static void newsroom_open(struct newsroom *room)
{
	memset(room, 0, sizeof(*room));
	arena_init(&room->arena);
	for (size_t i = 0; i < ARTICLES; i++)
		article_write(room, i);
}

static struct groups group_shuffled(struct newsroom *room, unsigned threads, bool shuffle,
				    struct group_text *texts)
{
	struct group_options options = {.threads = threads, .with_series = true};
	struct passages passages = {0};
	struct groups groups;

	memcpy(texts, room->texts, sizeof(room->texts));
	for (size_t i = ARTICLES - 1; shuffle && i > 0; i--) {
		size_t other = random_below((uint32_t)i + 1);
		struct group_text text = texts[i];

		texts[i] = texts[other];
		texts[other] = text;
	}
	assert_int_equal(
		group_articles(&room->arena, texts, ARTICLES, &passages, &options, &groups),
		WIRE_OK);
	return groups;
}

static void assert_same(struct str a, struct str b)
{
	assert_int_equal(a.len, b.len);
	if (a.len)
		assert_memory_equal(a.s, b.s, a.len);
}

static void order_and_threads_change_nothing(void **state)
{
	static struct newsroom room;
	static struct group_text first_texts[ARTICLES], texts[ARTICLES];
	struct groups first;

	(void)state;
	random_begin("order");
	newsroom_open(&room);
	first = group_shuffled(&room, 1, false, first_texts);
	for (int round = 0; round < 20; round++) {
		struct groups groups = group_shuffled(&room, 1 + random_below(4), true, texts);

		assert_int_equal(groups.nstories, first.nstories);
		for (size_t s = 0; s < groups.nstories; s++) {
			const struct story *a = &first.stories[s], *b = &groups.stories[s];

			assert_same(a->id, b->id);
			assert_same(a->title, b->title);
			assert_int_equal(a->n, b->n);
			for (size_t k = 0; k < a->n; k++) {
				assert_same(first_texts[a->articles[k]].article->id,
					    texts[b->articles[k]].article->id);
				assert_same(a->why[k], b->why[k]);
			}
		}
	}
	arena_release(&room.arena);
}

static void each_event_is_one_story(void **state)
{
	static struct newsroom room;
	static struct group_text texts[ARTICLES];
	struct groups groups;

	(void)state;
	random_begin("events");
	newsroom_open(&room);
	groups = group_shuffled(&room, 2, true, texts);
	assert_int_equal(groups.nstories, EVENTS);
	for (size_t s = 0; s < groups.nstories; s++)
		assert_int_equal(groups.stories[s].n, OUTLETS);
	arena_release(&room.arena);
}

/* No article, an empty one, one without any date or word. */
static void nothing_is_fine(void **state)
{
	struct group_options options = {.threads = 2, .with_series = true};
	struct passages passages = {0};
	struct quotes quotes = {0};
	struct dates dates = {0};
	struct article empty = {.id = STR("empty")};
	struct group_text text = {&empty, &quotes, &dates};
	struct groups groups;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_int_equal(group_articles(&arena, NULL, 0, &passages, &options, &groups), WIRE_OK);
	assert_int_equal(groups.nstories, 0);
	assert_int_equal(group_articles(&arena, &text, 1, &passages, &options, &groups), WIRE_OK);
	assert_int_equal(groups.nstories, 1);
	assert_int_equal(groups.nseries, 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_and_threads_change_nothing),
		cmocka_unit_test(each_event_is_one_story),
		cmocka_unit_test(nothing_is_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
