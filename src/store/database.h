/*
 * Opening the database file, and its errors in our words. Private to store/.
 *
 * The file is SQLite in WAL mode with one writer. It says that it is ours by its application id, and
 * which layout it has by its user version.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/text.h"
#include "wirecopy.h"

#include <sqlite3.h>

enum { DATABASE_ID = 0x77697265, DATABASE_VERSION = 2 };

struct database {
	sqlite3 *handle;
	const char *path;
	bool writing;
	struct wire_error *error; /* filled by the call that fails; may be NULL */
};

/* Opens the file; for writing it is made, with its tables, where there is none. */
enum wire_status database_open(struct database *database, const char *path, bool writing,
			       struct wire_error *error);
void database_close(struct database *database);

/* Turns SQLite's last complaint into ours; WIRE_OK for SQLITE_OK, ROW and DONE. */
enum wire_status database_check(struct database *database, int code);
enum wire_status database_execute(struct database *database, const char *sql);

#endif
