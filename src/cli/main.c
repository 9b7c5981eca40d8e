/*
 * wirecopy: the program. A table of commands, and help.
 */
#include "cli/cli.h"
#include "cli/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct cli_command commands[] = {
	{
		.name = "read",
		.run = cli_findings,
		.findings = WIRE_ARTICLES,
		.line = "which words are the article, and who wrote them when",
		.examples = "wirecopy read page.txt\n"
			    "wirecopy read --json articles.jsonl > read.jsonl",
		.nothing = "no article in the input",
	},
	{
		.name = "dates",
		.run = cli_findings,
		.findings = WIRE_DATES,
		.line = "expressions of time, and what they mean",
		.examples = "wirecopy dates page.txt\n"
			    "wirecopy dates --json news/ > dates.jsonl",
		.nothing = "no expression of time in the articles",
	},
	{
		.name = "quotes",
		.run = cli_findings,
		.findings = WIRE_QUOTES,
		.line = "who said it, and through whose hands",
		.examples = "wirecopy quotes page.txt\n"
			    "wirecopy quotes --json articles.jsonl | grep '\"KCNA\"'",
		.nothing = "no attributed statement in the articles",
	},
	{
		.name = "copies",
		.run = cli_findings,
		.findings = WIRE_COPIES,
		.line = "passages that stand in other articles, and who had them from whom",
		.examples = "wirecopy copies ours.txt theirs.txt\n"
			    "wirecopy copies --min-words 12 --json news/ > copies.jsonl",
		.nothing = "no two articles share a passage",
	},
	{
		.name = "furniture",
		.run = cli_findings,
		.findings = WIRE_FURNITURE,
		.line = "what outlets print on all their pages, and stock phrases: no copies",
		.examples = "wirecopy furniture news/\n"
			    "wirecopy furniture --json articles.jsonl > furniture.jsonl",
		.nothing = "no four articles on different matters share a text",
	},
	{
		.name = "stories",
		.run = cli_findings,
		.findings = WIRE_STORIES,
		.line = "which articles tell one story",
		.examples = "wirecopy stories news/\n"
			    "wirecopy stories --json articles.jsonl > stories.jsonl",
		.nothing = "no article in the input",
	},
	{
		.name = "series",
		.run = cli_findings,
		.findings = WIRE_SERIES,
		.line = "which stories are one ritual coming round again",
		.examples = "wirecopy series news/\n"
			    "wirecopy series --json archive.jsonl > series.jsonl",
		.nothing = "no story comes round again; it takes articles of two tellings or more",
	},
	{
		.name = "report",
		.run = cli_report,
		.findings = WIRE_ALL,
		.line = "all of it, as one page to read in a browser",
		.examples = "wirecopy report news/ -o report.html\n"
			    "wirecopy report articles.jsonl --save news.db",
		.nothing = "no article in the input",
		.output = "report.html",
	},
};

enum { NCOMMANDS = sizeof(commands) / sizeof(*commands) };

static void print_examples(const char *examples)
{
	while (*examples) {
		size_t len = strcspn(examples, "\n");

		printf("  %.*s\n", (int)len, examples);
		examples += len + (examples[len] == '\n');
	}
	putchar('\n');
}

static void print_options(void)
{
	fputs("  --json          records for programs, one JSON object a line\n"
	      "  -o FILE         write to FILE; \"-\" is standard output (report: report.html)\n"
	      "  --save FILE     keep articles and findings in a database, which is an input too\n"
	      "  --min-words N   shortest copied passage (8)\n"
	      "  --now DATE      no article is from later (today)\n"
	      "  --explain       in tables: what each finding rests on\n"
	      "  --threads N     worker threads (one a processor); changes nothing else\n"
	      "  -q, --quiet     no progress, no messages about skipped input\n"
	      "  --help          this text\n"
	      "  --version       the program's version\n",
	      stdout);
}

static void print_version(void)
{
	printf("wirecopy %s\nconfined by: %s\n", wire_version(), sandbox_offered());
}

static int help(void)
{
	print_examples("wirecopy report news/ -o report.html\n"
		       "wirecopy quotes --json articles.jsonl > quotes.jsonl");
	fputs("Finds out where the words of the news come from.\n\n"
	      "usage: wirecopy COMMAND [OPTIONS] INPUT...\n\n",
	      stdout);
	for (int i = 0; i < NCOMMANDS; i++)
		printf("  %-9s %s\n", commands[i].name, commands[i].line);
	fputs("\nINPUT is a file, a folder, a database, or \"-\" for standard input; what is in it is told\n"
	      "by its content.\n\n",
	      stdout);
	print_options();
	fputs("\nExit status: 0 found, 1 nothing found, 2 could not run, 3 ran but skipped some input.\n"
	      "More: man wirecopy\n",
	      stdout);
	return EXIT_FOUND;
}

static int command_help(const struct cli_command *command)
{
	print_examples(command->examples);
	printf("wirecopy %s: %s.\n\nusage: wirecopy %s [OPTIONS] INPUT...\n\n", command->name,
	       command->line, command->name);
	print_options();
	return EXIT_FOUND;
}

static const struct cli_command *command_find(const char *name)
{
	for (int i = 0; i < NCOMMANDS; i++)
		if (!strcmp(name, commands[i].name))
			return &commands[i];
	return NULL;
}

int main(int argc, char **argv)
{
	struct cli_options options = {0};

	signal(SIGPIPE, SIG_IGN); /* a closed pipe is told by write() */
	if (argc < 2) {
		fputs("usage: wirecopy COMMAND [OPTIONS] INPUT...   (wirecopy --help tells more)\n", stderr);
		return EXIT_CANNOT;
	}
	if (!strcmp(argv[1], "--version")) {
		print_version();
		return cli_finish_output(EXIT_FOUND);
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return cli_finish_output(help());
	options.command = command_find(argv[1]);
	if (!options.command) {
		fprintf(stderr, "wirecopy: there is no command '%s'; the commands are", argv[1]);
		for (int i = 0; i < NCOMMANDS; i++)
			fprintf(stderr, " %s", commands[i].name);
		fputc('\n', stderr);
		return EXIT_CANNOT;
	}
	if (!cli_parse(argc - 1, argv + 1, &options))
		return EXIT_CANNOT;
	if (options.help)
		return cli_finish_output(command_help(options.command));
	return options.command->run(&options);
}
