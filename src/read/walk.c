/*
 * The files of a folder, and of the folders in it, in the order of their names' bytes.
 *
 * Links are followed, but each folder is entered once only (told by device and inode), so that a
 * link that leads back up ends the walk there. Names that begin with a dot are passed over, as `ls`
 * does. The walk keeps its own stack: folders nested a thousand deep are no recursion.
 */
#include "read/internal.h"

#include "base/guard.h"
#include "base/map.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDERS_MOST = 1000000 };

struct walk {
	struct arena *arena;
	struct inputs *inputs;
	struct read_complaints *complaints;
	struct map entered;   /* device and inode of folders */
	VEC(struct str) todo; /* paths, the next one last */
};

struct listing {
	struct walk *walk;
	DIR *dir;
	const char *folder;
	VEC(struct str) names;
};

static int by_bytes_backwards(const void *a, const void *b)
{
	return str_compare(*(const struct str *)b, *(const struct str *)a);
}

static void names_read(void *context)
{
	struct listing *listing = context;
	struct arena *arena = listing->walk->arena;
	size_t folder_len = strlen(listing->folder);
	const char *slash = folder_len && listing->folder[folder_len - 1] == '/' ? "" : "/";
	struct dirent *entry;

	while ((entry = readdir(listing->dir)))
		if (entry->d_name[0] != '.')
			vec_push(
				arena, &listing->names,
				str_format(arena, "%s%s%s", listing->folder, slash, entry->d_name));
}

static void folder_enter(struct walk *walk, struct str path)
{
	struct listing listing = {.walk = walk, .folder = path.s};
	enum wire_status status;

	listing.dir = opendir(path.s);
	if (!listing.dir && errno == ENOMEM)
		guard_raise(WIRE_NO_MEMORY);
	if (!listing.dir) {
		complain(walk->arena, walk->complaints, path, 0,
			 "cannot open the folder: %s; expected one that may be read",
			 strerror(errno));
		return;
	}
	status = guard_run(names_read, &listing);
	closedir(listing.dir);
	if (status)
		guard_raise(status);
	if (listing.names.n)
		qsort(listing.names.items, listing.names.n, sizeof(struct str), by_bytes_backwards);
	VEC_EACH (struct str, name, listing.names)
		vec_push(walk->arena, &walk->todo, *name);
}

static bool entered_before(struct walk *walk, const struct stat *status)
{
	struct str key = str_format(walk->arena, "%llu:%llu", (unsigned long long)status->st_dev,
				    (unsigned long long)status->st_ino);
	uint64_t *times = map_of_str(&walk->entered, key);

	return (*times)++ > 0;
}

static void visit(struct walk *walk, struct str path, bool named)
{
	struct stat status;

	if (stat(path.s, &status)) {
		complain(walk->arena, walk->complaints, path, 0,
			 "cannot open: %s; expected a file or folder", strerror(errno));
	} else if (S_ISDIR(status.st_mode)) {
		if (entered_before(walk, &status))
			complain(walk->arena, walk->complaints, path, 0,
				 "a link to a folder that was read already; expected each folder "
				 "once");
		else if (walk->entered.n > FOLDERS_MOST)
			complain(walk->arena, walk->complaints, path, 0,
				 "more than %d folders; expected fewer", FOLDERS_MOST);
		else
			folder_enter(walk, path);
	} else if (S_ISREG(status.st_mode) || (named && S_ISFIFO(status.st_mode))) {
		vec_push(walk->arena, walk->inputs,
			 ((struct input){path, (uint64_t)status.st_size, !named}));
	} else {
		complain(walk->arena, walk->complaints, path, 0,
			 "a device, pipe or socket; expected a file or folder");
	}
}

void walk(struct arena *arena, const char *path, struct inputs *inputs,
	  struct read_complaints *complaints)
{
	struct walk walk = {.arena = arena, .inputs = inputs, .complaints = complaints};
	struct str first = str_copy(arena, str_of(path));

	if (str_eq(first, STR("-"))) {
		vec_push(arena, inputs, ((struct input){.path = first}));
		return;
	}
	map_init(&walk.entered, arena);
	visit(&walk, first, true);
	while (walk.todo.n)
		visit(&walk, walk.todo.items[--walk.todo.n], false);
}
