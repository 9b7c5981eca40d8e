/*
 * Work on many items with a few threads.
 *
 * Items are handed out one by one from a shared counter, so that one long article does not hold up the
 * rest; what is done with item i must not depend on who does it or when. Each worker has a number, by
 * which it finds its own arenas.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "wirecopy.h"

enum { POOL_MOST_THREADS = 64 };

/* Processors this process may use, at least 1, at most POOL_MOST_THREADS. */
unsigned pool_processors(void);

/*
 * Calls work(context, item, worker) for every item in [0, items), on `threads` threads of which the
 * caller's is worker 0. Each worker runs in a guard; after the first failure no new items are begun, and
 * the failure is returned. Where the system refuses a thread, the others do its share.
 */
enum wire_status pool_run(unsigned threads, size_t items,
			  void (*work)(void *context, size_t item, unsigned worker), void *context);

#endif
