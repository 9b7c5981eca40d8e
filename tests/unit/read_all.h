/*
 * For tests of reading: reads an input to the end and writes down, as lines of text, what came out.
 */
#ifndef TESTS_READ_ALL_H
#define TESTS_READ_ALL_H

#include "base/guard.h"
#include "base/vector.h"
#include "harness.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct read_all {
	const char *path;
	struct str bytes;
	struct arena kept;
	VEC(struct page) pages;
	VEC(struct read_complaint) complaints;
	size_t batches, items;
	bool slowly; /* JSON without the fast parser */
};

static void read_all_body(void *context)
{
	struct read_all *all = context;
	struct reader *reader = reader_open(read_rules_new(&all->kept), all->path, all->bytes);
	struct read_complaints complaints = {0};
	struct json_parser *json = all->slowly ? NULL : json_parser_new();
	struct read_item *items;
	struct arena scratch;
	size_t n;

	arena_init(&scratch);
	while (reader_next(reader, &all->kept, &items, &n, &complaints)) {
		all->batches++;
		all->items += n;
		for (size_t i = 0; i < n; i++) {
			struct pages pages =
				read_item(&all->kept, &scratch, json, &items[i], &complaints);

			for (size_t j = 0; j < pages.n; j++)
				vec_push(&all->kept, &all->pages, pages.items[j]);
			arena_clear(&scratch);
		}
	}
	for (size_t i = 0; i < complaints.n; i++)
		vec_push(&all->kept, &all->complaints, complaints.items[i]);
	arena_release(&scratch);
	json_parser_free(json);
	reader_free(reader);
}

static inline void read_all_as(struct read_all *all, const char *path, struct str bytes,
			       bool slowly)
{
	*all = (struct read_all){.path = path, .bytes = bytes, .slowly = slowly};
	arena_init(&all->kept);
	assert_int_equal(guard_run(read_all_body, all), WIRE_OK);
}

/* The caller releases all->kept. */
static inline void read_all(struct read_all *all, const char *path, struct str bytes)
{
	read_all_as(all, path, bytes, false);
}

#endif
