/* Average link against its slow twin: all pairs of groups looked at before every join. */
#include "group/cluster.h"

#include <string.h>

#include "harness.h"
#include "random.h"

enum { MOST = 40 };

struct world {
	size_t n;
	double likeness[MOST][MOST]; /* 0: no edge */
	struct item items[MOST];
};

/* Members are bits; the twin knows nothing but the definition. */
struct twin_group {
	uint64_t members;
	int32_t first, last;
};

static double twin_sum(const struct world *world, uint64_t a, uint64_t b)
{
	double sum = 0;

	for (size_t i = 0; i < world->n; i++)
		for (size_t j = 0; j < world->n; j++)
			if (a >> i & 1 && b >> j & 1)
				sum += world->likeness[i][j];
	return sum;
}

static double twin_coherence(const struct world *world, uint64_t a)
{
	double n = __builtin_popcountll(a);

	return twin_sum(world, a, a) / 2 / (n * (n - 1) / 2 + 2);
}

static bool twin_of_one_time(const struct twin_group *a, const struct twin_group *b, int32_t gap)
{
	return a->first == DAY_UNKNOWN || b->first == DAY_UNKNOWN ||
	       (b->first - a->last <= gap && a->first - b->last <= gap);
}

static double twin_contrast(const struct cluster_options *options, const struct twin_group *a,
			    const struct twin_group *b)
{
	double days = 0;

	if (a->first == DAY_UNKNOWN || b->first == DAY_UNKNOWN)
		return options->contrast;
	if (b->first > a->last)
		days = b->first - a->last;
	if (a->first > b->last)
		days = a->first - b->last;
	return options->contrast - options->ease / (1 + days * days / 4);
}

static bool twin_may_join(const struct world *world, const struct twin_group *a,
			  const struct twin_group *b, const struct cluster_options *options,
			  double *mean)
{
	double within_a = twin_coherence(world, a->members);
	double within_b = twin_coherence(world, b->members);
	double within = within_a < within_b ? within_a : within_b;

	*mean = twin_sum(world, a->members, b->members) /
		(__builtin_popcountll(a->members) * (double)__builtin_popcountll(b->members));
	return *mean >= options->least && *mean >= twin_contrast(options, a, b) * within &&
	       twin_of_one_time(a, b, options->gap);
}

static void twin_cluster(const struct world *world, const struct cluster_options *options,
			 uint32_t *group_of)
{
	struct twin_group groups[MOST];
	size_t n = world->n;

	for (size_t i = 0; i < n; i++)
		groups[i] = (struct twin_group){1ull << i, world->items[i].first,
						world->items[i].last};
	for (;;) {
		size_t best_i = 0, best_j = 0;
		double best = 0, mean;

		for (size_t i = 0; i < n; i++)
			for (size_t j = i + 1; j < n; j++)
				if (twin_may_join(world, &groups[i], &groups[j], options, &mean) &&
				    mean > best) {
					best = mean;
					best_i = i;
					best_j = j;
				}
		if (best <= 0)
			break;
		groups[best_i].members |= groups[best_j].members;
		if (groups[best_j].first < groups[best_i].first)
			groups[best_i].first = groups[best_j].first;
		if (groups[best_i].last == DAY_UNKNOWN ||
		    (groups[best_j].last != DAY_UNKNOWN &&
		     groups[best_j].last > groups[best_i].last))
			groups[best_i].last = groups[best_j].last;
		groups[best_j] = groups[--n];
	}
	for (size_t g = 0; g < n; g++)
		for (uint32_t i = 0; i < world->n; i++)
			if (groups[g].members >> i & 1)
				group_of[i] = (uint32_t)__builtin_ctzll(groups[g].members);
}

static void world_make(struct world *world)
{
	memset(world, 0, sizeof(*world));
	world->n = 2 + random_below(MOST - 2);
	for (size_t i = 0; i < world->n; i++) {
		int32_t day = random_below(4) ? (int32_t)random_below(400) : DAY_UNKNOWN;

		world->items[i] = (struct item){NULL, NULL, day, day, day};
		for (size_t j = 0; j < i; j++)
			if (random_below(3) == 0 || (i % 4 == j % 4 && random_below(4)))
				world->likeness[i][j] = world->likeness[j][i] =
					(float)(1 + random_below(1u << 20)) / (float)(1 << 20);
	}
}

static void average_link_is_its_definition(void **state)
{
	struct arena arena;

	(void)state;
	random_begin("average link");
	arena_init(&arena);
	for (int round = 0; round < 400; round++) {
		static struct world world;
		static struct edge items[MOST * MOST];
		struct cluster_options options = {0.05 + random_below(40) / 100.0,
						  random_below(10) / 10.0,
						  random_below(5) / 10.0, world.items, 60};
		struct edges edges = {items, 0};
		uint32_t got[MOST], expected[MOST];

		arena_clear(&arena);
		world_make(&world);
		for (uint32_t i = 0; i < world.n; i++)
			for (uint32_t j = i + 1; j < world.n; j++)
				if (world.likeness[i][j] > 0)
					items[edges.n++] =
						(struct edge){i, j, (float)world.likeness[i][j]};
		cluster_average(&arena, world.n, &edges, &options, got);
		twin_cluster(&world, &options, expected);
		for (size_t i = 0; i < world.n; i++)
			assert_int_equal(got[i], expected[i]);
	}
	arena_release(&arena);
}

/* A round-up that is half alike to one story and half to another does not make them one. */
static void a_bridge_chains_nothing(void **state)
{
	struct edge items[] = {{0, 1, 0.6f}, {0, 2, 0.6f}, {1, 2, 0.6f}, {2, 3, 0.2f}, {3, 4, 0.2f},
			       {4, 5, 0.6f}, {4, 6, 0.6f}, {5, 6, 0.6f}};
	struct edges edges = {items, sizeof(items) / sizeof(*items)};
	struct cluster_options options = {.least = 0.1};
	uint32_t group_of[7];
	struct arena arena;

	(void)state;
	arena_init(&arena);
	cluster_average(&arena, 7, &edges, &options, group_of);
	assert_int_equal(group_of[0], group_of[2]);
	assert_int_equal(group_of[4], group_of[6]);
	assert_int_not_equal(group_of[2], group_of[4]);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(average_link_is_its_definition),
		cmocka_unit_test(a_bridge_chains_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
