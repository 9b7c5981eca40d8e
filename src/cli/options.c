/*
 * Options, the same for every command.
 */
#include "cli/cli.h"

#include "base/calendar.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_JSON = 256, OPTION_SAVE, OPTION_MIN_WORDS, OPTION_NOW, OPTION_THREADS, OPTION_EXPLAIN, OPTION_HELP };

static bool number_parse(const char *name, const char *text, unsigned least, unsigned most, unsigned *out)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(text, &end, 10);
	if (!isdigit((unsigned char)*text) || *end || errno || value < least || value > most) {
		fprintf(stderr, "wirecopy: %s takes a number from %u to %u, not '%s'\n", name, least, most, text);
		return false;
	}
	*out = (unsigned)value;
	return true;
}

/* The end of the day, or of the moment as far as it is given. */
static bool now_parse(const char *text, int64_t *out)
{
	struct moment moment;

	if (!moment_parse(str_of(text), &moment) || moment.precision < PRECISION_DAY) {
		fprintf(stderr, "wirecopy: --now takes a date such as 2024-05-09, not '%s'\n", text);
		return false;
	}
	*out = moment_seconds(&moment) + (moment.precision == PRECISION_DAY ? 86399 : 0);
	return true;
}

static bool option_take(struct cli_options *options, int option)
{
	switch (option) {
	case OPTION_JSON:
		options->json = true;
		return true;
	case 'o':
		options->output = optarg;
		return true;
	case OPTION_SAVE:
		options->save = optarg;
		return true;
	case OPTION_MIN_WORDS:
		return number_parse("--min-words", optarg, 4, 1000, &options->min_words);
	case OPTION_NOW:
		return now_parse(optarg, &options->now);
	case OPTION_THREADS:
		return number_parse("--threads", optarg, 1, 64, &options->threads);
	case OPTION_EXPLAIN:
		options->explain = true;
		return true;
	case 'q':
		options->quiet = true;
		return true;
	case OPTION_HELP:
		options->help = true;
		return true;
	}
	fprintf(stderr, "Try: wirecopy %s --help\n", options->command->name);
	return false;
}

bool cli_parse(int argc, char **argv, struct cli_options *options)
{
	static const struct option list[] = {
		{"json", no_argument, NULL, OPTION_JSON},
		{"output", required_argument, NULL, 'o'},
		{"save", required_argument, NULL, OPTION_SAVE},
		{"min-words", required_argument, NULL, OPTION_MIN_WORDS},
		{"now", required_argument, NULL, OPTION_NOW},
		{"threads", required_argument, NULL, OPTION_THREADS},
		{"explain", no_argument, NULL, OPTION_EXPLAIN},
		{"quiet", no_argument, NULL, 'q'},
		{"help", no_argument, NULL, OPTION_HELP},
		{0},
	};
	int option;

	argv[0] = (char[]){"wirecopy"}; /* for getopt's messages */
	while ((option = getopt_long(argc, argv, "o:qh", list, NULL)) != -1)
		if (!option_take(options, option == 'h' ? OPTION_HELP : option))
			return false;
	options->inputs = (const char *const *)(argv + optind);
	options->ninputs = argc - optind;
	if (!options->ninputs && !options->help) {
		fprintf(stderr, "wirecopy: %s needs an input: a file, a folder, or \"-\" for standard input\n",
			options->command->name);
		return false;
	}
	return true;
}
