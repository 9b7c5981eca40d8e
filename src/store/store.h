/*
 * store: all that was found, in memory and in the database file.
 *
 * `struct findings` is the whole result of a run: what is shown and what is kept. The database is
 * SQLite, and this stage is the only one that knows it.
 */
#ifndef STORE_H
#define STORE_H

#include "attribute/attribute.h"
#include "clean/clean.h"
#include "date/date.h"
#include "group/group.h"
#include "lineage/lineage.h"
#include "match/match.h"

/* Lists run parallel: quotes[i] are those of articles[i]. In order of id. What was not asked for: NULL. */
struct findings {
	struct article *articles;
	struct quotes *quotes;
	struct dates *dates;
	size_t n;
	struct passages passages;
	const struct match_index *index; /* with which they were found; NULL: none */
	struct lineages lineages;
	struct groups groups;
	size_t skipped;
	double seconds; /* what it all took */
};

/* Whether these first bytes of a file are those of a database. */
bool store_is_database(const void *bytes, size_t len);

/*
 * Puts articles and findings into the database at `path`, made if need be, in one transaction.
 * WIRE_BAD_DATABASE where the file is not ours or damaged; WIRE_CANNOT_WRITE where it cannot be
 * written.
 */
enum wire_status store_save(const char *path, const struct findings *findings,
			    struct wire_error *error);

/* The articles of a database as they were kept, in `out`, in order of id. `index` learns what was kept of it. */
enum wire_status store_load(const char *path, struct arena *out, struct match_index *index,
			    struct article **articles, size_t *n, struct wire_error *error);

#endif
