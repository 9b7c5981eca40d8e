/*
 * Makes the n-th allocation of a program fail: LD_PRELOAD this, WIRE_FAIL_AT=n. With
 * WIRE_COUNT_TO=FILE it fails none and writes how many there were. The file is opened at the start: later
 * the program may have given up its right to.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *piece, size_t size);

static atomic_long calls, fail_at;
static int count_to = -1;

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("WIRE_FAIL_AT"), *path = getenv("WIRE_COUNT_TO");

	if (path)
		count_to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	atomic_store(&calls, 0);
	atomic_store(&fail_at, at ? atol(at) : 0);
}

__attribute__((destructor)) static void end(void)
{
	char line[32];

	if (count_to >= 0) {
		int len = snprintf(line, sizeof(line), "%ld\n", atomic_load(&calls));

		if (write(count_to, line, (size_t)len) < 0)
			_exit(99);
	}
}

static int fails(void)
{
	long at = atomic_load(&fail_at), call = atomic_fetch_add(&calls, 1) + 1;

	if (!at || call != at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *piece, size_t size)
{
	return fails() ? NULL : __libc_realloc(piece, size);
}
