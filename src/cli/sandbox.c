/*
 * News comes from strangers, and parsers have bugs. Whoever takes over the program through a page should
 * find that he can do nothing with it: read no other files, write nowhere, call nobody.
 *
 *	Landlock (Linux 5.13, Salaün 2021): a list of folders and what may be done in them; all else is refused
 *	seccomp filter: socket() and execve() fail with EPERM
 *
 * Both are unprivileged and stay until the process ends. Files that are open already are not touched, so
 * standard input and output go on. iconv loads its tables from the system's library folders, which stay
 * readable. Links in input folders may lead out of them: where they lead is listed before.
 *
 * Builds for sanitizers (WIRE_UNCONFINED) stay free: their run-time reads /proc and their own program.
 */
#include "cli/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WALK_FOLDERS = 32 }; /* folders open at once while links are listed */

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t making = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
			       LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
			       LANDLOCK_ACCESS_FS_MAKE_REG;
/* Every right of Landlock's first version; later ones (truncating, ioctl) are not asked to be handled. */
static const uint64_t handled = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

static int landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static void allow(int ruleset, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = rights};
	struct stat about;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return;
	if (!fstat(rule.parent_fd, &about) && !S_ISDIR(about.st_mode))
		rule.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
	syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

/* nftw() hands its callback nothing of ours. */
static _Thread_local int walk_ruleset;

static int allow_link(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)where;
	if (kind == FTW_SL)
		allow(walk_ruleset, path, reading);
	return 0;
}

/* The folder of a file that will be made; SQLite makes its journal beside it. */
static void allow_output(int ruleset, const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 0;

	if (len >= sizeof(folder))
		return;
	memcpy(folder, path, len);
	folder[len] = '\0';
	allow(ruleset, len ? folder : slash ? "/" : ".", making);
}

/* SQLite makes files beside a database even to read it, and to repair it after a kill. */
static bool is_database(const char *path)
{
	static const char magic[] = "SQLite format 3";
	char head[sizeof(magic)] = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool is;

	if (fd < 0)
		return false;
	is = read(fd, head, sizeof(head)) == sizeof(head) && !memcmp(head, magic, sizeof(magic));
	close(fd);
	return is;
}

static void allow_input(int ruleset, const char *path)
{
	struct stat about;

	if (!strcmp(path, "-") || stat(path, &about))
		return;
	allow(ruleset, path, reading);
	if (S_ISREG(about.st_mode) && is_database(path))
		allow_output(ruleset, path);
	if (!S_ISDIR(about.st_mode))
		return;
	walk_ruleset = ruleset;
	nftw(path, allow_link, WALK_FOLDERS, FTW_PHYS);
}

static bool confine_files(const struct sandbox_paths *paths)
{
	static const char *const system[] = {"/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache"};
	struct landlock_ruleset_attr attributes = {.handled_access_fs = handled};
	bool confined;
	int ruleset;

	if (landlock_version() < 1)
		return false;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
	if (ruleset < 0)
		return false;
	for (size_t i = 0; i < sizeof(system) / sizeof(*system); i++)
		allow(ruleset, system[i], reading);
	for (int i = 0; i < paths->nread; i++)
		allow_input(ruleset, paths->read[i]);
	for (size_t i = 0; i < sizeof(paths->write) / sizeof(*paths->write); i++)
		if (paths->write[i])
			allow_output(ruleset, paths->write[i]);
	confined = !syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
	return confined;
}

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

static void forbid_calls(void)
{
#ifdef MACHINE
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 0, 4),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 3, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 2, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	struct sock_fprog program = {sizeof(filter) / sizeof(*filter), filter};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}

bool sandbox_enter(const struct sandbox_paths *paths)
{
	bool confined;

#ifdef WIRE_UNCONFINED
	if (paths)
		return false;
#endif
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return false;
	confined = confine_files(paths);
	forbid_calls();
	return confined;
}

const char *sandbox_offered(void)
{
	static char text[64];
	bool filter = prctl(PR_GET_SECCOMP) >= 0;
	int version = landlock_version();

	if (version >= 1)
		snprintf(text, sizeof(text), "Landlock %d%s", version, filter ? ", seccomp" : "");
	else
		snprintf(text, sizeof(text), "%s", filter ? "seccomp" : "none");
	return text;
}
