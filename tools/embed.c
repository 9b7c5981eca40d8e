/*
 * Turns data files into C, so that the program is one file:
 *
 *	embed NAME FILE... > NAME.c        const struct embedded NAME[], ended by an entry without a name
 *
 * String literals, because compilers read them far faster than lists of numbers.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int emit(const char *path)
{
	const char *slash = strrchr(path, '/');
	FILE *file = fopen(path, "rb");
	size_t column = 0, len = 0;
	int c;

	if (!file) {
		fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
		return 1;
	}
	printf("\t{\"%s\",\n\t \"", slash ? slash + 1 : path);
	while ((c = getc(file)) != EOF) {
		printf("\\%03o", (unsigned)c);
		len++;
		if (++column == 24) {
			printf("\"\n\t \"");
			column = 0;
		}
	}
	printf("\", %zu},\n", len);
	if (ferror(file))
		fprintf(stderr, "embed: %s: cannot read\n", path);
	return fclose(file) != 0;
}

int main(int argc, char **argv)
{
	int status = 0;

	if (argc < 2) {
		fprintf(stderr, "usage: embed NAME FILE...\n");
		return 2;
	}
	printf("#include \"base/table.h\"\n\nextern const struct embedded %s[];\n", argv[1]);
	printf("const struct embedded %s[] = {\n", argv[1]);
	for (int i = 2; i < argc; i++)
		status |= emit(argv[i]);
	printf("\t{0},\n};\n");
	return status;
}
