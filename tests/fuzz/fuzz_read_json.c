#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct twins {
	struct read_item item;
	struct arena out, scratch;
	struct pages pages[2];
	struct read_complaints complaints[2];
};

static void twins_read(void *context)
{
	struct twins *twins = context;

	for (int i = 0; i < 2; i++)
		twins->pages[i] = read_item(&twins->out, &twins->scratch, i ? fuzz_json : NULL,
					    &twins->item, &twins->complaints[i]);
}

/* The fast parser changes nothing. */
static void twins_compare(const struct twins *twins)
{
	const struct pages *pages = twins->pages;
	const struct read_complaints *complaints = twins->complaints;

	if (pages[0].n != pages[1].n || complaints[0].n != complaints[1].n)
		abort();
	for (size_t i = 0; i < pages[0].n; i++) {
		const struct page *a = &pages[0].items[i], *b = &pages[1].items[i];

		if (!str_eq(a->text, b->text) || !str_eq(a->id, b->id) ||
		    !str_eq(a->outlet, b->outlet) || !str_eq(a->title, b->title) ||
		    !str_eq(a->published, b->published) || a->nbyline != b->nbyline ||
		    a->nblocks != b->nblocks)
			abort();
	}
	for (size_t i = 0; i < complaints[0].n; i++)
		if (complaints[0].items[i].offset != complaints[1].items[i].offset ||
		    !str_eq(complaints[0].items[i].message, complaints[1].items[i].message))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum read_format format = READ_JSON_LINE;
	char *bytes = calloc(1, size + READ_BEHIND);
	struct twins twins = {
		.item = {
			.file = STR("input"), .line = 1, .format = format, .bytes = {bytes, size}}};

	if (size)
		memcpy(bytes, data, size);
	fuzz_read(data, size, &format);
	twins.item.rules = fuzz_rules;
	if (guard_run(twins_read, &twins) != WIRE_OK)
		abort();
	twins_compare(&twins);
	arena_release(&twins.out);
	arena_release(&twins.scratch);
	free(bytes);
	return 0;
}
