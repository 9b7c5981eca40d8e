/*
 * The data files: what the program knows of languages, agencies, outlets and calendars, as text that a
 * person can read and extend. Every stage keeps its own in its folder data/; the build makes them part
 * of the program.
 *
 *	# a remark
 *	[agencies]                                   a section
 *	KCNA	Korean Central News Agency | KCNA    cells, parted by tabs
 *
 * Cells are trimmed; empty lines do not count. A cell may hold alternatives parted by " | ".
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/text.h"

/* A file as the build put it in the program; a list of them ends with name NULL. */
struct embedded {
	const char *name; /* "en.txt" */
	const char *bytes;
	size_t len;
};

enum { TABLE_CELLS = 8 };

struct table_row {
	struct str section;
	struct str cells[TABLE_CELLS]; /* beyond ncells: empty */
	unsigned ncells;
	unsigned line; /* from 1, for messages */
};

struct table {
	struct table_row *rows;
	size_t n;
};

/* The rows of a data file, as views into `text`; more than TABLE_CELLS cells: the rest stay in the last. */
struct table table_parse(struct arena *arena, struct str text);

/* The rows of all the embedded files, one file after another. */
struct table tables_parse(struct arena *arena, const struct embedded *files);

/* The embedded file of that name, or NULL. */
const struct embedded *embedded_find(const struct embedded *files, struct str name);

/* Of files that are named by languages ("en.txt"): the number of that of `language`, or of the English one. */
size_t embedded_of_language(const struct embedded *files, struct str language);

/* Takes the next alternative off *cell: "a | b" gives "a", then "b", then nothing (len 0). */
struct str table_alternative(struct str *cell);

#endif
