/*
 * Reads the stage's data files once, into maps that are only looked at afterwards.
 *
 * Class names are taken apart into words, at signs and where small letters meet capitals, and runs of up
 * to three words are looked up:
 *
 *	class="c-article__body StoryText"    c-article-body, article-body, article, body, story-text …
 *
 * A word with = before it must be the whole class name: an element of class "article" is an article,
 * one of class "article-teaser" is not.
 */
#include "read/rules.h"

#include "base/table.h"
#include "base/utf8.h"

#include <string.h>

extern const struct embedded read_data[];

enum { WORDS_MOST = 12, RUN_MOST = 3, NAME_MOST = 80 };

static const struct {
	const char *name;
	uint32_t place;
} places[] = {
	{"article", PLACE_ARTICLE}, {"main", PLACE_MAIN},         {"nav", PLACE_NAV},
	{"header", PLACE_HEADER},   {"footer", PLACE_FOOTER},     {"aside", PLACE_ASIDE},
	{"figure", PLACE_FIGURE},   {"comments", PLACE_COMMENTS}, {"form", PLACE_FORM},
	{"hidden", PLACE_HIDDEN},   {"share", PLACE_SHARE},       {"byline", PLACE_BYLINE},
	{"date", PLACE_DATE},       {"title", PLACE_TITLE},       {"list", PLACE_LIST},
	{"summary", PLACE_SUMMARY}, {"body", PLACE_BODY},         {"ad", PLACE_AD},
};

static uint32_t place_of(struct str name)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (str_eq(name, str_of(places[i].name)))
			return places[i].place;
	return 0;
}

static struct str data_file(const char *name)
{
	const struct embedded *file = embedded_find(read_data, str_of(name));

	return file ? (struct str){file->bytes, file->len} : (struct str){0};
}

static uint64_t hex_points(struct str cell)
{
	uint64_t points[2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < cell.len && n < 2; i++) {
		char c = cell.s[i];

		if (c == ' ')
			n++;
		else
			points[n] =
				points[n] * 16 +
				(uint64_t)(ascii_is_digit(c) ? c - '0' : ascii_lower(c) - 'a' + 10);
	}
	return points[0] | points[1] << 32;
}

static void entities_read(struct read_rules *rules, struct arena *arena)
{
	struct table table = table_parse(arena, data_file("entities.txt"));

	for (size_t i = 0; i < table.n; i++)
		*map_of_str(&rules->entities, table.rows[i].cells[0]) =
			hex_points(table.rows[i].cells[1]) |
			(table.rows[i].ncells > 2 ? ENTITY_BARE : 0);
}

/* Each row: a place, and the words that tell it. */
static void words_read(struct map *map, const struct table *table, const char *section)
{
	for (size_t i = 0; i < table->n; i++) {
		struct str cell = table->rows[i].cells[1], word;

		if (!str_eq(table->rows[i].section, str_of(section)))
			continue;
		while ((word = table_alternative(&cell)).len)
			*map_of_str(map, word) |= place_of(table->rows[i].cells[0]);
	}
}

struct read_rules *read_rules_new(struct arena *arena)
{
	struct read_rules *rules = ARENA_NEW(arena, struct read_rules);
	struct table table;

	map_init(&rules->tags, arena);
	map_init(&rules->entities, arena);
	map_init(&rules->words, arena);
	map_init(&rules->roles, arena);
	map_init(&rules->first, arena);
	for (const struct html_tag *tag = html_tags; tag->name; tag++)
		*map_of_str(&rules->tags, str_of(tag->name)) = (uint64_t)(uintptr_t)tag;
	entities_read(rules, arena);
	table = table_parse(arena, data_file("places.txt"));
	words_read(&rules->words, &table, "names");
	words_read(&rules->roles, &table, "roles");
	words_read(&rules->first, &table, "ignored");
	return rules;
}

const struct html_tag *rules_tag(const struct read_rules *rules, struct str name)
{
	const uint64_t *tag = map_find_str(&rules->tags, name);

	return tag ? (const struct html_tag *)(uintptr_t)*tag : NULL;
}

static uint64_t found(const struct map *map, struct str key)
{
	const uint64_t *value = map_find_str(map, key);

	return value ? *value : 0;
}

/* A name in lower case with '-' between its words, and where the words are. */
struct words {
	char bytes[NAME_MOST + 1]; /* "=" and the name */
	size_t len, n;
	uint8_t start[WORDS_MOST], end[WORDS_MOST];
};

static bool is_wordy(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

static void words_split(struct words *words, struct str name)
{
	char before = '\0';

	words->bytes[0] = '=';
	words->len = 1;
	words->n = 0;
	for (size_t i = 0; i < name.len && words->len + 2 < NAME_MOST; i++) {
		char c = name.s[i];
		bool capital = c >= 'A' && c <= 'Z', begins;

		begins = !is_wordy(before) || (capital && before >= 'a' && before <= 'z');
		before = c;
		if (!is_wordy(c))
			continue;
		if (begins) {
			if (words->n == WORDS_MOST)
				return;
			if (words->n)
				words->bytes[words->len++] = '-';
			words->start[words->n++] = (uint8_t)words->len;
		}
		words->bytes[words->len++] = ascii_lower(c);
		words->end[words->n - 1] = (uint8_t)words->len;
	}
}

static uint32_t name_place(const struct read_rules *rules, struct str name)
{
	struct words words;
	uint32_t place;

	words_split(&words, name);
	if (!words.n)
		return 0;
	if (words.n > 1 &&
	    map_find_str(&rules->first, (struct str){words.bytes + words.start[0],
						     (size_t)(words.end[0] - words.start[0])}))
		return 0;
	place = (uint32_t)found(&rules->words, (struct str){words.bytes, words.len});
	for (size_t i = 0; i < words.n; i++)
		for (size_t j = i; j < words.n && j < i + RUN_MOST; j++)
			place |= (uint32_t)found(
				&rules->words,
				(struct str){words.bytes + words.start[i],
					     (size_t)(words.end[j] - words.start[i])});
	return place;
}

static struct str name_take(struct str *names)
{
	size_t start = 0, end;

	while (start < names->len && utf8_is_space((unsigned char)names->s[start]))
		start++;
	end = start;
	while (end < names->len && !utf8_is_space((unsigned char)names->s[end]))
		end++;
	struct str name = str_sub(*names, start, end);

	*names = str_sub(*names, end, names->len);
	return name;
}

uint32_t rules_place(const struct read_rules *rules, struct str names)
{
	uint32_t place = 0;
	struct str name;

	while ((name = name_take(&names)).len)
		place |= name_place(rules, name);
	return place;
}

uint32_t rules_role(const struct read_rules *rules, struct str names)
{
	uint32_t place = 0;
	struct str name;

	while ((name = name_take(&names)).len)
		place |= (uint32_t)found(&rules->roles, name);
	return place;
}

/* Numbers 0x80 to 0x9F mean what they mean in windows-1252; what is no character becomes U+FFFD. */
static uint32_t point_fixed(uint32_t point)
{
	static const uint16_t windows[32] = {
		0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
		0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
	};

	if (point >= 0x80 && point < 0xA0)
		return windows[point - 0x80];
	if (!point || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
		return UTF8_BAD;
	return point;
}

static size_t number_reference(struct str raw, char *out, size_t *len)
{
	bool hex = raw.len > 2 && ascii_lower(raw.s[2]) == 'x';
	size_t at = hex ? 3 : 2, first = at;
	uint32_t point = 0;

	for (; at < raw.len; at++) {
		char c = ascii_lower(raw.s[at]);
		bool letter = hex && c >= 'a' && c <= 'f';

		if (!ascii_is_digit(c) && !letter)
			break;
		if (point <= 0x10FFFF)
			point = point * (hex ? 16 : 10) +
				(uint32_t)(letter ? c - 'a' + 10 : c - '0');
	}
	if (at == first)
		return 0;
	*len = utf8_encode(point_fixed(point), out);
	return at + (at < raw.len && raw.s[at] == ';');
}

size_t rules_reference(const struct read_rules *rules, struct str raw, char out[REFERENCE_ROOM],
		       size_t *len)
{
	enum { LONGEST = 32, LONGEST_BARE = 6 };
	size_t end = 1, most;
	uint64_t value = 0;

	if (raw.len > 2 && raw.s[1] == '#')
		return number_reference(raw, out, len);
	while (end < raw.len && end <= LONGEST &&
	       (ascii_is_alpha(raw.s[end]) || ascii_is_digit(raw.s[end])))
		end++;
	if (end < raw.len && raw.s[end] == ';')
		value = found(&rules->entities, str_sub(raw, 1, end++));
	most = value ? 0 : end > LONGEST_BARE + 1 ? LONGEST_BARE + 1 : end;
	for (size_t bare = most; !value && bare > 2; bare--) {
		value = found(&rules->entities, str_sub(raw, 1, bare));
		value = value & ENTITY_BARE ? value : 0;
		end = bare;
	}
	if (!value)
		return 0;
	*len = utf8_encode((uint32_t)value & 0x1FFFFF, out);
	if (value >> 32 & 0x1FFFFF)
		*len += utf8_encode((uint32_t)(value >> 32 & 0x1FFFFF), out + *len);
	return end;
}
