#include "base/pool.h"

#include "base/guard.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

struct pool {
	void (*work)(void *context, size_t item, unsigned worker);
	void *context;
	size_t items;
	atomic_size_t next;
	atomic_int failure;
};

struct worker {
	struct pool *pool;
	unsigned number;
};

unsigned pool_processors(void)
{
	cpu_set_t set;
	int count = 1;

	if (!sched_getaffinity(0, sizeof(set), &set))
		count = CPU_COUNT(&set);
	return count < 1 ? 1 : count > POOL_MOST_THREADS ? POOL_MOST_THREADS : (unsigned)count;
}

static void work_on(void *context)
{
	struct worker *worker = context;
	struct pool *pool = worker->pool;

	while (!atomic_load(&pool->failure)) {
		size_t item = atomic_fetch_add(&pool->next, 1);

		if (item >= pool->items)
			return;
		pool->work(pool->context, item, worker->number);
	}
}

static void *worker_main(void *context)
{
	struct worker *worker = context;
	int none = 0, status = (int)guard_run(work_on, worker);

	if (status)
		atomic_compare_exchange_strong(&worker->pool->failure, &none, status);
	return NULL;
}

enum wire_status pool_run(unsigned threads, size_t items,
			  void (*work)(void *context, size_t item, unsigned worker), void *context)
{
	struct pool pool = {.work = work, .context = context, .items = items};
	struct worker workers[POOL_MOST_THREADS];
	pthread_t ids[POOL_MOST_THREADS];
	unsigned started = 1;

	if (threads > POOL_MOST_THREADS)
		threads = POOL_MOST_THREADS;
	if (threads > items)
		threads = (unsigned)items;
	for (unsigned i = 0; i < POOL_MOST_THREADS; i++)
		workers[i] = (struct worker){&pool, i};
	while (started < threads &&
	       !pthread_create(&ids[started], NULL, worker_main, &workers[started]))
		started++;
	worker_main(&workers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(ids[i], NULL);
	return (enum wire_status)atomic_load(&pool.failure);
}
