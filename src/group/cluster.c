/*
 * From pairs that are alike to groups, by average link.
 *
 * Joining whatever is alike chains: a round-up that mentions the ferry and the budget would pull both
 * stories together. Average link asks that two groups be alike as a whole:
 *
 *	ferry 1 ── ferry 2        likeness of {ferry 1, ferry 2} and {round-up}:
 *	     \.3                  (.3 + 0) / 2 = .15, too little; the round-up stays alone
 *	     round-up
 *
 * The graph is sparse: a pair that no edge joins counts as 0, so groups carry only the sums of the
 * edges between them. The closest two are joined first (a heap; joined groups get new numbers, so an
 * entry that names a group that is no more is simply old). Groups in different connected parts never
 * touch: what happens to one does not depend on the rest of the collection.
 *
 * One threshold cannot serve press releases, which share a holiday's name and little else, and wire
 * copy, which shares half its words. So two groups that are each alike within must be nearly as alike to
 * each other (`contrast`): two fires in shops of one chain are two stories, each of one mind, though
 * any two of their articles are more alike than any two releases on Memorial Day. What is told on the
 * same days may differ more (`ease`): one event has many sides, but to be told again days later the
 * same way takes another event.
 *
 * Ties go by the smallest member, which goes by content. Cost: O(e log e) for e edges, about; a join
 * looks at the neighbours of both. See Sokal and Michener 1958 for average link.
 */
#include "group/cluster.h"

#include "base/vector.h"

#include <string.h>

static const double DOUBTED_PAIRS = 2;
static const double EASED_DAYS = 2; /* between two groups, by which half the ease is gone */

struct link {
	uint32_t group;
	double sum; /* of the likeness of all pairs between the two groups */
};

struct links {
	struct link *items;
	size_t n, room;
};

/* What is known of a day. */
enum knowledge { KNOWN_NOTHING, KNOWN_STRETCH, KNOWN_DAY };

struct group {
	struct links links; /* in order of group; some to groups that are no more */
	uint32_t size, smallest;
	double inside; /* sum of the likeness of all pairs within */
	enum knowledge knowledge;
	int32_t first, last; /* the days of those members of which as much is known */
	uint32_t into;       /* the group it was joined into, or itself */
};

struct join {
	double mean;
	uint32_t a, b; /* numbers of groups */
	uint32_t smallest_a, smallest_b;
};

struct clustering {
	struct arena *arena;
	struct group *groups;
	uint32_t ngroups;
	const struct cluster_options *options;
	VEC(struct join) heap;
	struct links joined; /* of the groups being joined */
};

static bool join_first(const struct join *x, const struct join *y)
{
	if (x->mean != y->mean)
		return x->mean > y->mean;
	if (x->smallest_a != y->smallest_a)
		return x->smallest_a < y->smallest_a;
	return x->smallest_b < y->smallest_b;
}

static void heap_push(struct clustering *c, struct join join)
{
	size_t at = c->heap.n;

	vec_push(c->arena, &c->heap, join);
	while (at > 0 && join_first(&join, &c->heap.items[(at - 1) / 2])) {
		c->heap.items[at] = c->heap.items[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	c->heap.items[at] = join;
}

static struct join heap_pop(struct clustering *c)
{
	struct join top = c->heap.items[0], last = c->heap.items[--c->heap.n];
	size_t at = 0;

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= c->heap.n)
			break;
		if (child + 1 < c->heap.n &&
		    join_first(&c->heap.items[child + 1], &c->heap.items[child]))
			child++;
		if (!join_first(&c->heap.items[child], &last))
			break;
		c->heap.items[at] = c->heap.items[child];
		at = child;
	}
	if (c->heap.n)
		c->heap.items[at] = last;
	return top;
}

/*
 * An article without a date is alike to the message of this year and of last year; the two messages
 * must not be joined through it.
 */
static bool of_one_time(const struct clustering *c, const struct group *x, const struct group *y)
{
	if (!x->knowledge || !y->knowledge)
		return true;
	return y->first - x->last <= c->options->gap && x->first - y->last <= c->options->gap;
}

double cluster_coherence(double inside, double size)
{
	return inside / (size * (size - 1) / 2 + DOUBTED_PAIRS);
}

static double coherence(const struct group *group)
{
	return cluster_coherence(group->inside, group->size);
}

double cluster_contrast(const struct cluster_options *options, int32_t between)
{
	double days = between > 0 ? between / EASED_DAYS : 0;

	return options->contrast - options->ease / (1 + days * days);
}

static double contrast_of(const struct cluster_options *options, const struct group *x,
			  const struct group *y)
{
	if (x->knowledge != KNOWN_DAY || y->knowledge != KNOWN_DAY)
		return options->contrast;
	return cluster_contrast(options, x->first > y->first ? x->first - y->last
							     : y->first - x->last);
}

/* Notes that two groups might be joined, if they are alike enough. */
static void offer(struct clustering *c, uint32_t a, uint32_t b, double sum)
{
	const struct group *x = &c->groups[a], *y = &c->groups[b];
	double mean = sum / ((double)x->size * y->size);
	double within = coherence(x) < coherence(y) ? coherence(x) : coherence(y);
	struct join join = {mean, a, b, x->smallest, y->smallest};

	if (mean < c->options->least || mean < contrast_of(c->options, x, y) * within ||
	    !of_one_time(c, x, y))
		return;
	if (join.smallest_a > join.smallest_b)
		join = (struct join){mean, b, a, y->smallest, x->smallest};
	heap_push(c, join);
}

/* The next of a group's links, from `at` on, that leads to a group that still is; or their number. */
static size_t link_alive(const struct clustering *c, const struct group *group, size_t at)
{
	while (at < group->links.n) {
		uint32_t to = group->links.items[at].group;

		if (c->groups[to].into == to)
			break;
		at++;
	}
	return at;
}

/*
 * The links of two groups that become one, added up, in the memory of theirs. Links lie in order of group:
 * those of items were made so, and new groups have ever larger numbers.
 */
static void links_join(struct clustering *c, struct group *made, struct group *x, struct group *y)
{
	size_t i = link_alive(c, x, 0), j = link_alive(c, y, 0);

	c->joined.n = 0;
	vec_reserve(c->arena, &c->joined, x->links.n + y->links.n);
	while (i < x->links.n || j < y->links.n) {
		uint32_t in_x = i < x->links.n ? x->links.items[i].group : UINT32_MAX;
		uint32_t in_y = j < y->links.n ? y->links.items[j].group : UINT32_MAX;
		struct link link = {in_x < in_y ? in_x : in_y, 0};

		if (in_x <= in_y)
			link.sum += x->links.items[i].sum;
		if (in_y <= in_x)
			link.sum += y->links.items[j].sum;
		c->joined.items[c->joined.n++] = link;
		i = in_x <= in_y ? link_alive(c, x, i + 1) : i;
		j = in_y <= in_x ? link_alive(c, y, j + 1) : j;
	}
	made->links = x->links.room > y->links.room ? x->links : y->links;
	made->links.n = c->joined.n;
	if (made->links.room < made->links.n) {
		made->links.room = made->links.n;
		made->links.items = arena_alloc(c->arena, made->links.n * sizeof(struct link));
	}
	if (made->links.n)
		memcpy(made->links.items, c->joined.items, made->links.n * sizeof(struct link));
	x->links.n = y->links.n = 0;
}

/* A day that is only known to be of some year says nothing beside days that are known. */
static void join_days(struct group *made, const struct group *x, const struct group *y)
{
	if (x->knowledge < y->knowledge)
		x = y;
	else if (y->knowledge < x->knowledge)
		y = x;
	made->knowledge = x->knowledge;
	made->first = x->first < y->first ? x->first : y->first;
	made->last = x->last > y->last ? x->last : y->last;
}

static void join_groups(struct clustering *c, uint32_t a, uint32_t b, double sum)
{
	uint32_t number = c->ngroups++;
	struct group *made = &c->groups[number], *x = &c->groups[a], *y = &c->groups[b];

	x->into = y->into = number;
	*made = (struct group){.size = x->size + y->size,
			       .into = number,
			       .inside = x->inside + y->inside + sum,
			       .smallest = x->smallest < y->smallest ? x->smallest : y->smallest};
	join_days(made, x, y);
	links_join(c, made, x, y);
	for (size_t i = 0; i < made->links.n; i++) {
		struct link link = made->links.items[i];

		vec_push(c->arena, &c->groups[link.group].links, ((struct link){number, link.sum}));
		offer(c, number, link.group, link.sum);
	}
}

static struct group group_of_item(uint32_t number, const struct item *item)
{
	struct group group = {.size = 1, .smallest = number, .into = number};

	if (!item || item->first == DAY_UNKNOWN)
		return group;
	group.knowledge = item->day == DAY_UNKNOWN ? KNOWN_STRETCH : KNOWN_DAY;
	group.first = item->first;
	group.last = item->last;
	return group;
}

/* Room for each item's links, so that their lists need not grow one by one. */
static void links_reserve(struct clustering *c, const struct edges *edges)
{
	for (size_t e = 0; e < edges->n; e++) {
		c->groups[edges->items[e].a].links.room++;
		c->groups[edges->items[e].b].links.room++;
	}
	for (uint32_t i = 0; i < c->ngroups; i++) {
		struct links *links = &c->groups[i].links;

		links->room += links->room / 2; /* joins add links to what they are linked with */
		links->items = arena_alloc(c->arena, links->room * sizeof(*links->items));
	}
}

void cluster_average(struct arena *scratch, size_t n, const struct edges *edges,
		     const struct cluster_options *options, uint32_t *group_of)
{
	struct clustering c = {.arena = scratch, .options = options};

	c.groups = ARENA_ARRAY(scratch, struct group, 2 * n + 1);
	c.ngroups = (uint32_t)n;
	for (uint32_t i = 0; i < n; i++)
		c.groups[i] = group_of_item(i, options->items ? &options->items[i] : NULL);
	links_reserve(&c, edges);
	for (size_t e = 0; e < edges->n; e++) {
		const struct edge *edge = &edges->items[e];
		double likeness = (double)edge->likeness;

		vec_push(scratch, &c.groups[edge->a].links, ((struct link){edge->b, likeness}));
		vec_push(scratch, &c.groups[edge->b].links, ((struct link){edge->a, likeness}));
		offer(&c, edge->a, edge->b, likeness);
	}
	while (c.heap.n) {
		struct join join = heap_pop(&c);

		if (c.groups[join.a].into == join.a && c.groups[join.b].into == join.b)
			join_groups(&c, join.a, join.b,
				    join.mean * c.groups[join.a].size * c.groups[join.b].size);
	}
	/* A joined group's number is larger than its parts': one pass from the end names them all. */
	for (uint32_t g = c.ngroups; g-- > 0;)
		if (c.groups[g].into != g)
			c.groups[g].smallest = c.groups[c.groups[g].into].smallest;
	for (uint32_t i = 0; i < n; i++)
		group_of[i] = c.groups[i].smallest;
}
