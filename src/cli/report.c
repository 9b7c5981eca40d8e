/*
 * report: all findings as one HTML page, and a summary on standard output.
 *
 * The page is written beside its place and then moved there, so that nobody ever sees half of one.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_file(void *context, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, context) == len;
}

static int cannot_write(const char *path)
{
	fprintf(stderr, "wirecopy: %s: cannot write: %s\n", path, strerror(errno));
	return EXIT_CANNOT;
}

/* mkstemp() makes files that only their owner may read; a report is as open as any other new file. */
static void open_to_readers(int fd)
{
	mode_t mask = umask(0);

	umask(mask);
	(void)!fchmod(fd, 0666 & ~mask);
}

/* Returns the status of writing all of the page into `file`, which it closes. */
static enum wire_status page_fill(struct wire *wire, FILE *file, struct wire_error *error)
{
	struct wire_sink sink = {.write = write_file, .context = file};
	enum wire_status written = wire_write(wire, WIRE_ALL, WIRE_REPORT, &sink, error);

	open_to_readers(fileno(file));
	if (fclose(file) && !written)
		written = WIRE_CANNOT_WRITE;
	return written;
}

static int page_write(struct wire *wire, const char *path)
{
	size_t len = strlen(path) + sizeof(".XXXXXX");
	enum wire_status written = WIRE_CANNOT_WRITE;
	struct wire_error error;
	char *beside = malloc(len);
	FILE *file = NULL;
	int fd;

	if (!beside)
		return cannot_write(path);
	snprintf(beside, len, "%s.XXXXXX", path);
	fd = mkstemp(beside);
	if (fd >= 0)
		file = fdopen(fd, "w");
	if (file)
		written = page_fill(wire, file, &error);
	if (!written && rename(beside, path))
		written = WIRE_CANNOT_WRITE;
	if (written && fd >= 0)
		unlink(beside);
	free(beside);
	if (written == WIRE_CANNOT_WRITE)
		return cannot_write(path);
	return written ? cli_complain(&error) : EXIT_FOUND;
}

static void print_count(size_t count, const char *one, const char *many)
{
	printf("  %8zu %s\n", count, count == 1 ? one : many);
}

static void summary_print(const struct wire_counts *counts, const char *path)
{
	print_count(counts->articles, "article", "articles");
	print_count(counts->texts, "distinct text", "distinct texts");
	print_count(counts->stories, "story", "stories");
	print_count(counts->series, "series", "series");
	print_count(counts->quotes, "quote", "quotes");
	print_count(counts->copies, "copied passage", "copied passages");
	if (counts->skipped)
		print_count(counts->skipped, "input skipped", "inputs skipped");
	printf("The report: %s\n", path);
}

int cli_report(const struct cli_options *options)
{
	const char *path = options->output ? options->output : options->command->output;
	struct wire *wire = cli_trace(options);
	struct wire_counts counts;
	struct wire_sink sink;
	struct wire_error error;
	int status;

	if (!wire)
		return EXIT_CANNOT;
	counts = wire_count(wire);
	sink = cli_standard_output();
	if (options->json)
		status = wire_write(wire, WIRE_ALL, WIRE_JSON, &sink, &error) ? EXIT_CANNOT : EXIT_FOUND;
	else if (!strcmp(path, "-"))
		status = wire_write(wire, WIRE_ALL, WIRE_REPORT, &sink, &error) ? EXIT_CANNOT : EXIT_FOUND;
	else
		status = page_write(wire, path);
	if (status == EXIT_FOUND && !options->json && strcmp(path, "-"))
		summary_print(&counts, path);
	if (status == EXIT_FOUND)
		status = cli_status(options, wire, counts.articles);
	wire_free(wire);
	return cli_finish_output(status);
}
