#include "base/table.h"

#include "base/vector.h"

static struct str line_taken(struct str *text)
{
	size_t end = str_find_byte(*text, '\n');
	struct str line = str_sub(*text, 0, end == STR_NONE ? text->len : end);

	*text = str_sub(*text, end == STR_NONE ? text->len : end + 1, text->len);
	return line;
}

static void cells_fill(struct table_row *row, struct str line)
{
	while (row->ncells < TABLE_CELLS) {
		size_t tab = row->ncells + 1 < TABLE_CELLS ? str_find_byte(line, '\t') : STR_NONE;

		row->cells[row->ncells++] = str_trim(str_sub(line, 0, tab == STR_NONE ? line.len : tab));
		if (tab == STR_NONE)
			return;
		line = str_sub(line, tab + 1, line.len);
	}
}

struct table table_parse(struct arena *arena, struct str text)
{
	VEC(struct table_row) rows = {0};
	struct str section = {0};

	for (unsigned line_number = 1; text.len; line_number++) {
		struct str line = line_taken(&text), bare = str_trim(line);
		struct table_row row = {.section = section, .line = line_number};

		if (!bare.len || bare.s[0] == '#')
			continue;
		if (bare.s[0] == '[' && bare.s[bare.len - 1] == ']') {
			section = str_sub(bare, 1, bare.len - 1);
			continue;
		}
		cells_fill(&row, line);
		vec_push(arena, &rows, row);
	}
	return (struct table){rows.items, rows.n};
}

struct table tables_parse(struct arena *arena, const struct embedded *files)
{
	VEC(struct table_row) rows = {0};

	for (; files->name; files++) {
		struct table table = table_parse(arena, (struct str){files->bytes, files->len});

		for (size_t i = 0; i < table.n; i++)
			vec_push(arena, &rows, table.rows[i]);
	}
	return (struct table){rows.items, rows.n};
}

const struct embedded *embedded_find(const struct embedded *files, struct str name)
{
	for (; files->name; files++)
		if (str_eq(str_of(files->name), name))
			return files;
	return NULL;
}

size_t embedded_of_language(const struct embedded *files, struct str language)
{
	size_t english = 0;

	for (size_t i = 0; files[i].name; i++) {
		struct str own = str_sub(str_of(files[i].name), 0, 2);

		if (str_eq(own, language))
			return i;
		if (str_eq(own, STR("en")))
			english = i;
	}
	return english;
}

struct str table_alternative(struct str *cell)
{
	size_t bar = str_find(*cell, STR(" | "));
	struct str first = str_trim(str_sub(*cell, 0, bar == STR_NONE ? cell->len : bar));

	*cell = bar == STR_NONE ? (struct str){0} : str_trim(str_sub(*cell, bar + 3, cell->len));
	return first;
}
