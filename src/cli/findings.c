/*
 * read, dates, quotes, copies, furniture, stories, series: one kind of finding, as a table or as records.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static size_t found_of(const struct wire_counts *counts, enum wire_findings findings)
{
	switch (findings) {
	case WIRE_DATES:
		return counts->dates;
	case WIRE_QUOTES:
		return counts->quotes;
	case WIRE_COPIES:
		return counts->copies;
	case WIRE_STORIES:
		return counts->stories;
	case WIRE_SERIES:
		return counts->series;
	case WIRE_FURNITURE:
		return counts->furniture;
	default:
		return counts->articles;
	}
}

int cli_findings(const struct cli_options *options)
{
	struct wire_sink sink;
	struct wire_counts counts;
	struct wire_error error;
	enum wire_status written;
	struct wire *wire;
	int status;

	if (options->output && strcmp(options->output, "-") && !freopen(options->output, "w", stdout)) {
		fprintf(stderr, "wirecopy: %s: %s\n", options->output, strerror(errno));
		return EXIT_CANNOT;
	}
	wire = cli_trace(options);
	if (!wire)
		return EXIT_CANNOT;
	sink = cli_standard_output();
	sink.explain = options->explain;
	counts = wire_count(wire);
	written = wire_write(wire, options->command->findings, options->json ? WIRE_JSON : WIRE_TABLE, &sink,
			     &error);
	if (written == WIRE_CANNOT_WRITE)
		status = cli_finish_output(EXIT_FOUND);
	else if (written)
		status = cli_complain(&error);
	else
		status = cli_finish_output(
			cli_status(options, wire, found_of(&counts, options->command->findings)));
	wire_free(wire);
	return status;
}
