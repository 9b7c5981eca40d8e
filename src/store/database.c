#include "store/database.h"

#include "base/error.h"
#include "base/table.h"

#include <unistd.h>

extern const struct embedded store_data[];

static enum wire_status status_of(const struct database *database, int code)
{
	switch (code & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return WIRE_OK;
	case SQLITE_NOMEM:
		return WIRE_NO_MEMORY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_SCHEMA:
	case SQLITE_MISMATCH:
	case SQLITE_ERROR:
		return WIRE_BAD_DATABASE;
	default:
		return database->writing ? WIRE_CANNOT_WRITE : WIRE_CANNOT_READ;
	}
}

enum wire_status database_check(struct database *database, int code)
{
	enum wire_status status = status_of(database, code);

	if (status == WIRE_OK)
		return status;
	if (status == WIRE_NO_MEMORY)
		return error_set(database->error, status, database->path, "out of memory");
	if ((code & 0xFF) == SQLITE_BUSY)
		return error_set(database->error, status, database->path,
				 "another program is writing to this database; try again when it is done");
	return error_set(database->error, status, database->path, "database: %s",
			 database->handle ? sqlite3_errmsg(database->handle) : sqlite3_errstr(code));
}

enum wire_status database_execute(struct database *database, const char *sql)
{
	return database_check(database, sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
}

static enum wire_status pragma_number(struct database *database, const char *sql, int *out)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL);

	*out = 0;
	if (code == SQLITE_OK) {
		code = sqlite3_step(statement);
		if (code == SQLITE_ROW)
			*out = sqlite3_column_int(statement, 0);
	}
	sqlite3_finalize(statement);
	return database_check(database, code);
}

static enum wire_status tables_make(struct database *database)
{
	enum wire_status status = database_execute(database, "BEGIN IMMEDIATE");
	char *pragmas;

	if (status)
		return status;
	status = database_execute(database, embedded_find(store_data, STR("schema.sql"))->bytes);
	pragmas = sqlite3_mprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", DATABASE_ID,
				  DATABASE_VERSION);
	if (!status)
		status = pragmas ? database_execute(database, pragmas)
				 : database_check(database, SQLITE_NOMEM);
	sqlite3_free(pragmas);
	return status ? status : database_execute(database, "COMMIT");
}

/* Ours, and of the version we know? An empty file, when writing, becomes ours. */
static enum wire_status layout_check(struct database *database, bool writing)
{
	int id, version, tables;
	enum wire_status status = pragma_number(database, "PRAGMA application_id", &id);

	if (!status)
		status = pragma_number(database, "PRAGMA user_version", &version);
	if (!status)
		status = pragma_number(database, "SELECT count(*) FROM sqlite_schema", &tables);
	if (status)
		return status;
	if (writing && !id && !tables)
		return tables_make(database);
	if (id != DATABASE_ID)
		return error_set(database->error, WIRE_BAD_DATABASE, database->path,
				 "this database was not made by wirecopy; name another file");
	if (version > DATABASE_VERSION)
		return error_set(database->error, WIRE_BAD_DATABASE, database->path,
				 "made by a newer wirecopy (layout %d, this one knows %d); update wirecopy", version,
				 DATABASE_VERSION);
	if (version < DATABASE_VERSION)
		return error_set(database->error, WIRE_BAD_DATABASE, database->path,
				 "made by an older wirecopy (layout %d, this one needs %d); "
				 "save the articles anew, to another file",
				 version, DATABASE_VERSION);
	return WIRE_OK;
}

enum wire_status database_open(struct database *database, const char *path, bool writing,
			       struct wire_error *error)
{
	int flags = writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
	enum wire_status status;

	*database = (struct database){.path = path, .writing = writing, .error = error};
	status = database_check(database,
				sqlite3_open_v2(path, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL));
	if (!status)
		status = database_check(database, sqlite3_busy_timeout(database->handle, 5000));
	if (!status && writing)
		status = database_execute(database, "PRAGMA journal_mode = WAL");
	if (!status)
		status = layout_check(database, writing);
	if (status)
		database_close(database);
	return status;
}

void database_close(struct database *database)
{
	sqlite3_close(database->handle);
	database->handle = NULL;
}
