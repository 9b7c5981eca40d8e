/*
 * Running out of memory, handled in one place.
 *
 * Checking every allocation of every list and string clutters code that is about news. Here an
 * allocation never returns NULL: when memory is gone it jumps to the nearest guard on this thread's
 * stack, which returns WIRE_NO_MEMORY to its caller. All memory comes from arenas that outlive the
 * guard, so nothing is lost on the way.
 *
 *	wire_add() ── guard_run(body) ── read ── clean ── arena_alloc()
 *	     ^                                                 │ no memory
 *	     └────────────── WIRE_NO_MEMORY ───────────────────┘
 *
 * Two rules follow.
 *   1. Every public call and every worker thread runs its work inside guard_run().
 *   2. Code that holds anything but arena memory (a file, a parser, a database handle, memory of a
 *      library) opens it outside a guard_run() of its own, does the work inside, and closes it after,
 *      then raises again with guard_raise(). A library's callback must never jump across the
 *      library: run the callback's body in a guard_run(), and note the failure.
 *
 * PostgreSQL's memory contexts and error traps are the model.
 */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

#include "wirecopy.h"

/* Runs body(context); WIRE_OK when it returned, else what was raised within. Guards nest. */
enum wire_status guard_run(void (*body)(void *context), void *context);

/* Jumps to the nearest guard of this thread, which returns `status`; without one: abort(). */
_Noreturn void guard_raise(enum wire_status status);

#endif
