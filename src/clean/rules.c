/*
 * Reading the lists of src/clean/data/ into tables that are then only looked at.
 *
 * Names and phrases lie in prefix trees (prefixes.h). All phrases share one, whose values are the kinds
 * that an entry is of, a bit each: so one walk over a line tells them all.
 */
#include "clean/rules.h"

#include "base/lanes.h"
#include "base/table.h"
#include "base/utf8.h"

#include <string.h>

extern const struct embedded clean_data[];

static const char *const sections[PHRASE_KINDS] = {
	[PHRASE_FURNITURE_LINE] = "furniture line",
	[PHRASE_FURNITURE] = "furniture",
	[PHRASE_END] = "end",
	[PHRASE_RELATED] = "related",
	[PHRASE_BYLINE] = "byline",
	[PHRASE_DATE] = "published",
	[PHRASE_UPDATED] = "updated",
	[PHRASE_CREDIT] = "credit",
	[PHRASE_CONTRIBUTED] = "contributed",
	[PHRASE_INPUTS] = "inputs",
	[PHRASE_CAPTION] = "caption",
	[PHRASE_ROLE] = "role",
	[PHRASE_NOT_NAME] = "not a name",
	[PHRASE_OFFICE] = "office",
	[PHRASE_PHOTO] = "photo",
};

static uint32_t plain_character(uint32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x2039:
	case 0x203A:
	case 0x00B4:
	case '`':
		return '\'';
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x00AB:
	case 0x00BB:
		return '"';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	default:
		return c < 0x80 ? (uint32_t)(unsigned char)ascii_lower((char)c) : utf8_lower(c);
	}
}

enum { FOLD_BLOCK = 64 };

/*
 * Folds a block of bytes as if they were ASCII, and returns where the first stands that asks for more: of
 * another character, a blank behind a blank or anything else that is no letter, digit, mark or blank.
 */
static inline unsigned block_folded(const char *s, bool behind_blank, char *out)
{
	uint64_t blank = 0, special = 0;

#pragma GCC unroll 4
	for (unsigned i = 0; i < FOLD_BLOCK; i += LANES) {
		lanes bytes = lanes_load(s + i), lower;

		lower = bytes | (lanes_within(bytes, 'A', 'Z') & 0x20);
		memcpy(out + i, &lower, LANES);
		blank |= lanes_bits(lanes_equal(bytes, ' ')) << i;
		special |= lanes_bits(bytes | lanes_within(bytes, 0, ' ' - 1) |
				      lanes_equal(bytes, '`'))
			   << i;
	}
	special |= blank & (blank << 1 | behind_blank);
	return special ? (unsigned)__builtin_ctzll(special) : FOLD_BLOCK;
}

/* Writes the ASCII up to the first byte that asks for more, and moves both on. There is room for a block. */
static size_t ascii_folded(struct str text, size_t at, const char *start, char **to)
{
	unsigned n = FOLD_BLOCK;

	while (n == FOLD_BLOCK && at < text.len) {
		char last[FOLD_BLOCK]; /* 0 asks for more: so the end ends it */
		const char *s = zeros_behind(text.s + at, text.len - at, last, sizeof(last));

		n = block_folded(s, *to == start || (*to)[-1] == ' ', *to);
		*to += n;
		at += n;
	}
	return at;
}

struct str folded(struct arena *arena, struct str text)
{
	/* A byte that is no UTF-8 becomes U+FFFD. */
	size_t most = text.len * 3 + FOLD_BLOCK, used;
	char *out = arena_alloc(arena, most), *to = out;

	for (size_t i = ascii_folded(text, 0, out, &to); i < text.len;
	     i = ascii_folded(text, i + used, out, &to)) {
		uint32_t c = utf8_decode(text.s + i, text.len - i, &used);

		if (utf8_is_space(c)) {
			if (to > out && to[-1] != ' ')
				*to++ = ' ';
		} else if ((c = plain_character(c)) < 0x80) {
			*to++ = (char)c;
		} else {
			to += utf8_encode(c, to);
		}
	}
	if (to > out && to[-1] == ' ')
		to--;
	arena_trim(arena, out, most, (size_t)(to - out));
	return (struct str){out, (size_t)(to - out)};
}

/* ---------------------------------------------------------------- sources */

static struct str upper_of(struct arena *arena, struct str name)
{
	struct str copy = str_copy(arena, name);
	char *s = arena_copy(arena, copy.s, copy.len);

	for (size_t i = 0; i < copy.len; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			s[i] = (char)(s[i] - 32);
	return (struct str){s, copy.len};
}

static void name_note(struct prefixes *names, struct str name, uint64_t source)
{
	uint32_t *value = prefixes_value(names, name);

	if (!*value)
		*value = (uint32_t)source;
}

static void name_add(struct clean_rules *rules, struct str name, uint64_t source)
{
	bool ambiguous = name.len > 1 && name.s[0] == '~';
	struct str upper;
	uint64_t *value;

	if (ambiguous)
		name = str_sub(name, 1, name.len);
	if (!name.len)
		return;
	upper = upper_of(rules->arena, name);
	name_note(&rules->credits, name, source);
	name_note(&rules->credits, upper, source);
	if (!ambiguous) {
		name_note(&rules->exact, name, source);
		if (upper.len > 5)
			name_note(&rules->exact, upper, source);
	}
	value = map_of_str(&rules->folded, folded(rules->arena, name));
	if (!*value)
		*value = source;
}

static void names_add(struct clean_rules *rules, struct str cell, uint64_t source)
{
	struct str name;

	while ((name = table_alternative(&cell)).len)
		name_add(rules, name, source);
}

static void outlet_add(struct clean_rules *rules, const struct table_row *row, uint64_t source)
{
	struct str cell = row->cells[1], host, name = row->cells[0];
	size_t bracket = str_find(name, STR(" ("));

	if (bracket != STR_NONE) { /* "CNA (…)": one of several of the name, known by host only */
		while ((host = table_alternative(&cell)).len)
			*map_of_str(&rules->hosts, host) = source;
		rules->sources[source - 1].name = str_sub(name, 0, bracket);
		return;
	}
	if (str_find_byte(row->cells[2], '~') == STR_NONE || name.len > 4)
		name_add(rules, name, source);
	names_add(rules, row->cells[2], source);
	while ((host = table_alternative(&cell)).len)
		*map_of_str(&rules->hosts, host) = source;
}

static void sources_load(struct clean_rules *rules, const char *file, bool agencies)
{
	const struct embedded *data = embedded_find(clean_data, str_of(file));
	struct table table = {0};
	struct source *sources;

	if (data)
		table = table_parse(rules->arena, (struct str){data->bytes, data->len});
	sources = ARENA_ARRAY(rules->arena, struct source, rules->nsources + table.n);
	if (rules->nsources)
		memcpy(sources, rules->sources, rules->nsources * sizeof(*sources));
	rules->sources = sources;
	for (size_t i = 0; i < table.n; i++) {
		const struct table_row *row = &table.rows[i];
		bool state = str_eq(row->section, STR("state agencies"));

		sources[rules->nsources++] =
			(struct source){row->cells[0], !agencies ? SOURCE_OUTLET
						       : state   ? SOURCE_STATE_AGENCY
								 : SOURCE_AGENCY};
		if (agencies)
			names_add(rules, row->cells[1], rules->nsources);
		else
			outlet_add(rules, row, rules->nsources);
	}
}

const struct source *source_at(const struct clean_rules *rules, struct str words, bool credit,
			       size_t *used)
{
	const struct prefixes *names = credit ? &rules->credits : &rules->exact;
	bool the = words.len >= 4 && (words.s[0] | 0x20) == 't' && !memcmp(words.s + 1, "he ", 3);
	size_t article = the ? 4 : 0;
	struct str rest = str_sub(words, article, words.len);
	uint32_t found = prefixes_longest(names, rest, UINT32_MAX, used);

	*used += found ? article : 0;
	if (!found && article) { /* "the Guardian": the name itself has the article */
		char name[128];
		size_t len = words.len < sizeof(name) ? words.len : sizeof(name);

		while (len && len < words.len && (words.s[len] & 0xC0) == 0x80)
			len--;
		memcpy(name, words.s, len);
		name[0] = 'T';
		found = prefixes_longest(names, (struct str){name, len}, UINT32_MAX, used);
	}
	return found ? &rules->sources[found - 1] : NULL;
}

struct str source_name(const struct clean_rules *rules, struct str words, enum source_kind *kind,
		       size_t *used)
{
	const struct source *source = source_at(rules, words, false, used);

	*kind = source ? source->kind : SOURCE_NONE;
	return source ? source->name : (struct str){0};
}

const struct source *outlet_named(const struct clean_rules *rules, struct arena *scratch,
				  struct str name)
{
	const uint64_t *found = map_find_str(&rules->folded, folded(scratch, name));
	const struct source *source = found ? &rules->sources[*found - 1] : NULL;

	return source && source->kind == SOURCE_OUTLET ? source : NULL;
}

/* The host is looked up with its first path step, then bare, then less its first label, and so on. */
const struct source *outlet_of_url(const struct clean_rules *rules, struct arena *scratch,
				   struct str url)
{
	size_t at = str_find(url, STR("://")), end;
	struct str host = folded(scratch, str_sub(url, at == STR_NONE ? 0 : at + 3, url.len));
	const uint64_t *found = NULL;

	for (end = 0; end < host.len && !strchr("/?#:", host.s[end]); end++)
		;
	host = str_sub(host, 0, end);
	while (!found && host.len && str_find_byte(host, '.') != STR_NONE) {
		found = map_find_str(&rules->hosts, host);
		host = str_sub(host, str_find_byte(host, '.') + 1, host.len);
	}
	return found ? &rules->sources[*found - 1] : NULL;
}

/* ---------------------------------------------------------------- phrases and dates */

size_t phrase_at_start(const struct clean_rules *rules, enum phrase_kind kind, struct str text)
{
	size_t len;

	prefixes_longest(&rules->phrases, text, phrase_bit(kind), &len);
	return len;
}

bool phrase_whole(const struct clean_rules *rules, enum phrase_kind kind, struct str text)
{
	return prefixes_whole(&rules->phrases, text) & phrase_bit(kind);
}

size_t phrase_within(const struct clean_rules *rules, enum phrase_kind kind, struct str text,
		     size_t *len)
{
	for (size_t i = 0; i < text.len;) {
		*len = phrase_at_start(rules, kind, str_sub(text, i, text.len));
		if (*len)
			return i;
		i += first_word(str_sub(text, i, text.len));
	}
	return STR_NONE;
}

static const uint32_t kinds_telling =
	1u << PHRASE_FURNITURE | 1u << PHRASE_CAPTION | 1u << PHRASE_CONTRIBUTED;
static const uint32_t kinds_opening = 1u << PHRASE_FURNITURE_LINE | 1u << PHRASE_END |
				      1u << PHRASE_RELATED | 1u << PHRASE_BYLINE |
				      1u << PHRASE_CREDIT | 1u << PHRASE_INPUTS;

static void phrase_add(struct clean_rules *rules, enum phrase_kind kind, struct str text)
{
	struct str phrase = folded(rules->arena, text);

	if (!phrase.len)
		return;
	*prefixes_value(&rules->phrases, phrase) |= phrase_bit(kind);
	if (kinds_telling & phrase_bit(kind))
		*prefixes_value(&rules->telling, phrase) |= phrase_bit(kind);
	if (kinds_opening & phrase_bit(kind))
		*prefixes_value(&rules->opening, phrase) |= phrase_bit(kind);
}

static int64_t number_of(struct str text)
{
	int64_t value = 0;

	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.s[i]))
			value = value * 10 + (text.s[i] - '0');
	return text.len && text.s[0] == '-' ? -value : value;
}

/* A row "name | name <tab> number" of months, weekdays, zones. */
static void numbers_add(struct clean_rules *rules, struct map *map, const struct table_row *row,
			int64_t plus)
{
	struct str cell = row->cells[0], name;

	while ((name = table_alternative(&cell)).len)
		*map_of_str(map, folded(rules->arena, name)) =
			(uint64_t)(number_of(row->cells[1]) + plus);
}

static void language_row(struct clean_rules *rules, const struct table_row *row)
{
	struct str cell = row->cells[0], phrase;

	if (str_eq(row->section, STR("months")))
		numbers_add(rules, &rules->months, row, 0);
	else if (str_eq(row->section, STR("weekdays")))
		numbers_add(rules, &rules->weekdays, row, 0);
	else if (str_eq(row->section, STR("zones")))
		numbers_add(rules, &rules->zones, row, 2000);
	for (int kind = 0; kind < PHRASE_KINDS; kind++)
		if (str_eq(row->section, str_of(sections[kind])))
			while ((phrase = table_alternative(&cell)).len)
				phrase_add(rules, (enum phrase_kind)kind, phrase);
}

static void phrases_load(struct clean_rules *rules)
{
	for (const struct embedded *file = clean_data; file->name; file++) {
		struct table table;

		if (!strcmp(file->name, "agencies.txt") || !strcmp(file->name, "outlets.txt") ||
		    !strcmp(file->name, "languages.txt"))
			continue;
		table = table_parse(rules->arena, (struct str){file->bytes, file->len});
		for (size_t i = 0; i < table.n; i++)
			language_row(rules, &table.rows[i]);
	}
}

struct clean_rules *clean_rules_new(struct arena *arena)
{
	struct clean_rules *rules = ARENA_NEW(arena, struct clean_rules);
	struct map *maps[] = {&rules->folded, &rules->hosts, &rules->months, &rules->weekdays,
			      &rules->zones};
	struct prefixes *trees[] = {&rules->exact, &rules->credits, &rules->phrases,
				    &rules->telling, &rules->opening};

	rules->arena = arena;
	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++)
		map_init(maps[i], arena);
	for (size_t i = 0; i < sizeof(trees) / sizeof(*trees); i++)
		prefixes_init(trees[i], arena);
	sources_load(rules, "agencies.txt", true);
	sources_load(rules, "outlets.txt", false);
	phrases_load(rules);
	for (size_t i = 0; i < sizeof(trees) / sizeof(*trees); i++)
		prefixes_ready(trees[i]);
	languages_load(&rules->languages, arena);
	return rules;
}
