/*
 * What every command does first: open a trace, read the inputs, make the findings; and the messages and
 * the progress line on the way.
 */
#include "cli/cli.h"
#include "cli/sandbox.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* One line, rewritten in place, once work has taken a second; then four times a second. */
struct progress {
	const struct cli_options *options;
	double start, shown;
	bool on_terminal, line_open;
};

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void line_clear(struct progress *progress)
{
	if (progress->line_open)
		fputs("\r\033[K", stderr);
	progress->line_open = false;
}

static bool show_progress(void *context, const char *doing, uint64_t done, uint64_t total)
{
	struct progress *progress = context;
	double now;

	if (!progress->on_terminal)
		return true;
	now = seconds_now();
	if (now - progress->start < 1 || now - progress->shown < 0.25)
		return true;
	progress->shown = now;
	if (total)
		fprintf(stderr, "\r\033[K%s … %3.0f %%", doing, 100.0 * (double)done / (double)total);
	else
		fprintf(stderr, "\r\033[K%s …", doing);
	progress->line_open = true;
	return true;
}

static void print_complaint(void *context, const struct wire_complaint *complaint)
{
	struct progress *progress = context;

	line_clear(progress);
	if (!progress->options->quiet)
		fprintf(stderr, "wirecopy: %s: byte %llu: %s\n", complaint->file,
			(unsigned long long)complaint->offset, complaint->message);
}

int cli_complain(const struct wire_error *error)
{
	fprintf(stderr, "wirecopy: %s%s%s\n", error->where, *error->where ? ": " : "", error->message);
	return EXIT_CANNOT;
}

/* With no input at all there is nothing to run on; a missing one among others is only skipped. */
static bool any_input(const struct cli_options *options)
{
	struct stat about;

	for (int i = 0; i < options->ninputs; i++)
		if (!strcmp(options->inputs[i], "-") || !stat(options->inputs[i], &about))
			return true;
	for (int i = 0; i < options->ninputs; i++)
		fprintf(stderr, "wirecopy: %s: %s\n", options->inputs[i], strerror(ENOENT));
	return false;
}

static void confine(const struct cli_options *options)
{
	struct sandbox_paths paths = {.read = options->inputs, .nread = options->ninputs};
	const char *page = options->output ? options->output : options->command->output;

	paths.write[0] = page && strcmp(page, "-") ? page : NULL;
	paths.write[1] = options->save;
	sandbox_enter(&paths);
}

struct wire *cli_trace(const struct cli_options *options)
{
	struct progress progress = {.options = options, .start = seconds_now()};
	struct wire_options wanted = wire_options_default();
	enum wire_status status;
	unsigned findings = options->command->findings | (options->save ? WIRE_ARTICLES : 0);
	struct wire_error error;
	struct wire *wire;

	if (!any_input(options))
		return NULL;
	confine(options);
	progress.on_terminal = !options->quiet && isatty(STDERR_FILENO);
	wanted.threads = options->threads;
	wanted.min_words = options->min_words;
	wanted.explain = options->explain && !options->json;
	wanted.once = !options->save;
	wanted.now = options->now;
	wanted.context = &progress;
	wanted.complain = print_complaint;
	wanted.progress = show_progress;
	status = wire_open(&wanted, &wire, &error);
	for (int i = 0; !status && i < options->ninputs; i++)
		status = wire_add(wire, options->inputs[i], &error);
	if (!status)
		status = wire_run(wire, findings, &error);
	if (!status && options->save)
		status = wire_save(wire, options->save, &error);
	line_clear(&progress);
	if (!status)
		return wire;
	cli_complain(&error);
	wire_free(wire);
	return NULL;
}

int cli_status(const struct cli_options *options, const struct wire *wire, size_t found)
{
	struct wire_counts counts = wire_count(wire);

	if (!found && !options->quiet)
		fprintf(stderr, "wirecopy: nothing found in %zu article%s: %s\n", counts.articles,
			counts.articles == 1 ? "" : "s", options->command->nothing);
	if (counts.skipped)
		return EXIT_SKIPPED;
	return found ? EXIT_FOUND : EXIT_NOTHING;
}

static bool write_standard(void *context, const char *bytes, size_t len)
{
	(void)context;
	return fwrite(bytes, 1, len, stdout) == len;
}

struct wire_sink cli_standard_output(void)
{
	struct wire_sink sink = {.write = write_standard};
	const char *no_colour = getenv("NO_COLOR"), *columns = getenv("COLUMNS"), *term = getenv("TERM");
	bool terminal = isatty(STDOUT_FILENO);
	struct winsize size;

	if (columns && atoi(columns) > 0)
		sink.columns = (unsigned)atoi(columns);
	else if (terminal && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		sink.columns = size.ws_col;
	sink.colour = terminal && !(no_colour && *no_colour) && !(term && !strcmp(term, "dumb"));
	return sink;
}

int cli_finish_output(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	if (errno == EPIPE)
		return status;
	fprintf(stderr, "wirecopy: standard output: %s\n", strerror(errno));
	return EXIT_CANNOT;
}
