/*
 * Giving up rights that the work does not need, once its inputs are known.
 */
#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

#include <stdbool.h>

struct sandbox_paths {
	const char *const *read; /* files and folders to read */
	int nread;
	const char *write[2];    /* files to make or replace, in folders that exist; NULL: none */
};

/*
 * From here on the process, and every thread that it starts, may read only those inputs (where links in
 * the folders lead, too), may make and replace files only beside those outputs, may start no program and open no
 * socket. What the kernel cannot do is left out; nothing is printed. Returns whether files are
 * confined.
 */
bool sandbox_enter(const struct sandbox_paths *paths);

/* What this kernel offers, for --version: "Landlock 7, seccomp", or "none". Static. */
const char *sandbox_offered(void);

#endif
