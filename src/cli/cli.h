/*
 * The command line: what all commands share. main.c has the table of commands; each command is a
 * function that gets its parsed options and returns the exit status.
 */
#ifndef CLI_H
#define CLI_H

#include "wirecopy.h"

#include <stdbool.h>

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_CANNOT = 2, EXIT_SKIPPED = 3 };

struct cli_command;

struct cli_options {
	const struct cli_command *command;
	const char *const *inputs;
	int ninputs;
	const char *output; /* -o; NULL: not given */
	const char *save;   /* --save; NULL: not given */
	unsigned threads, min_words;
	int64_t now;
	bool json, quiet, explain, help;
};

struct cli_command {
	const char *name;
	int (*run)(const struct cli_options *options);
	enum wire_findings findings;
	const char *line;     /* one line of help */
	const char *examples; /* two, one a line */
	const char *nothing;  /* why there may be nothing, for exit status 1 */
	const char *output;   /* where it writes without -o; NULL: standard output */
};

/* Parses what follows the command's name. Returns false, with a message printed, where it makes no sense. */
bool cli_parse(int argc, char **argv, struct cli_options *options);

/* Reads all inputs and makes the command's findings: *wire is then the caller's to free; NULL where it could not run. */
struct wire *cli_trace(const struct cli_options *options);

/* The exit status after a run that went well: by how much was found and skipped. */
int cli_status(const struct cli_options *options, const struct wire *wire, size_t found);

/* A sink on standard output, with the terminal's width and colour. */
struct wire_sink cli_standard_output(void);

/* Flushes standard output; EXIT_CANNOT with a message where it failed, but quietly for a closed pipe. */
int cli_finish_output(int status);

/* Prints "wirecopy: where: message" on standard error; returns EXIT_CANNOT. */
int cli_complain(const struct wire_error *error);

int cli_findings(const struct cli_options *options);
int cli_report(const struct cli_options *options);

#endif
