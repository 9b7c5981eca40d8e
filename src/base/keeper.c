#include "base/keeper.h"

#include <string.h>

void keeper_init(struct keeper *keeper, struct arena *out, struct arena *scratch, struct str text)
{
	*keeper = (struct keeper){.out = out, .text = text};
	map_init(&keeper->seen, scratch);
}

void keep_str(struct keeper *keeper, struct str *str)
{
	const struct str text = keeper->text;
	uint64_t *kept;

	if (!str->len) {
		*str = (struct str){0};
		return;
	}
	if (text.len && (uintptr_t)str->s >= (uintptr_t)text.s &&
	    (uintptr_t)str->s + str->len <= (uintptr_t)text.s + text.len)
		return;
	kept = map_of_str(&keeper->seen, *str);
	if (!*kept)
		*kept = (uint64_t)(uintptr_t)arena_copy(keeper->out, str->s, str->len);
	str->s = (const char *)(uintptr_t)*kept;
}

void *keep_list(struct keeper *keeper, const void *list, size_t n, size_t size)
{
	void *copy;

	if (!n)
		return NULL;
	copy = arena_alloc(keeper->out, n * size);
	return memcpy(copy, list, n * size);
}

void keep_strs(struct keeper *keeper, struct str **list, size_t n)
{
	*list = keep_list(keeper, *list, n, sizeof(**list));
	for (size_t i = 0; i < n; i++)
		keep_str(keeper, &(*list)[i]);
}
