/*
 * Credits: whose words an article says it has.
 *
 * clean/ has read the formal ones (dateline, byline, "With inputs from Norlys") and attribute/ those
 * that attribute a statement ("according to The Korea Herald"). What is left are outlets in
 * running text:
 *
 *	As the Harbour Tidings reported on Monday, the ferry …       a credit
 *	Shares of the company that owns the Harbour Tidings fell …   none
 *	papers such as the Harbour Tidings                           none
 *	More in the Harbour Tidings: Reports of a crack …            none
 *
 * So a name counts where the words right before or behind it are those of crediting (data/credits.txt), or
 * where it stands alone in brackets or on a line. Looked for are only the outlets and agencies of the
 * articles in hand: a credit to somebody else explains no passage between them. Words are split only
 * where one of the names may stand (anchors.c), and names found by the hash of their first word, so the
 * cost is linear in the text, and small.
 *
 * Rejected: any mention as a credit. Outlets write about each other too often.
 */
#include "lineage/sources.h"

#include "lineage/anchors.h"

#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"

extern const struct embedded lineage_data[];

enum {
	OPENING_BYTES = 200,
	OPENING_MARKS = 16,
	NAMES_A_WORD = 64,  /* most names tried at one word */
	CREDITS_MOST = 1000 /* of one article: each of its passages looks at all of them */
};

struct known_name {
	struct phrase words;
	struct str name;
	size_t next; /* another name with this first word: its number + 1, or 0 */
};

struct known_names {
	VEC(struct known_name) list;
	struct map by_first_word; /* hash of the word: number + 1 of the last name that starts with it */
	struct map seen;
	struct anchors anchors; /* of the names, and of the generic credits */
};

static struct phrase phrase_of(struct arena *scratch, struct str text)
{
	struct phrase phrase = {0};
	struct words words = {0};

	split_words(scratch, text, span_between(0, text.len), &words);
	for (size_t i = 0; i < words.n && phrase.n < PHRASE_WORDS; i++)
		phrase.hashes[phrase.n++] = words.items[i].hash;
	return phrase;
}

static bool may_start(const struct phrases *phrases, uint32_t hash)
{
	return phrases->firsts[hash % PHRASE_FIRSTS / 64] >> hash % 64 & 1;
}

static void phrases_add(struct arena *arena, struct phrases *phrases, struct phrase phrase)
{
	vec_push(arena, phrases, phrase);
	phrases->firsts[phrase.hashes[0] % PHRASE_FIRSTS / 64] |= UINT64_C(1) << phrase.hashes[0] % 64;
}

struct lineage_rules *lineage_rules_new(struct arena *arena)
{
	struct lineage_rules *rules = ARENA_NEW(arena, struct lineage_rules);
	const struct embedded *file = embedded_find(lineage_data, STR("credits.txt"));
	struct table table = table_parse(arena, (struct str){file->bytes, file->len});
	const struct {
		struct str section;
		struct phrases *phrases;
	} sections[] = {{STR("before"), &rules->before},
			{STR("after"), &rules->after},
			{STR("skip"), &rules->skip},
			{STR("unlike"), &rules->unlike},
			{STR("generic"), &rules->generic},
			{STR("release"), &rules->release},
			{STR("correction"), &rules->correction}};

	for (size_t i = 0; i < table.n; i++)
		for (size_t k = 0; k < sizeof(sections) / sizeof(*sections); k++) {
			struct str cell = table.rows[i].cells[1], text;

			if (!str_eq(table.rows[i].section, sections[k].section))
				continue;
			while ((text = table_alternative(&cell)).len) {
				phrases_add(arena, sections[k].phrases, phrase_of(arena, text));
				if (sections[k].phrases == &rules->generic)
					vec_push(arena, &rules->generic_texts, text);
			}
		}
	return rules;
}

struct str sources_name(const struct clean_rules *sources, struct str name, enum source_kind *kind)
{
	size_t used = 0;
	struct str known = source_name(sources, name, kind, &used);

	if (known.len && used == name.len)
		name = known;
	else
		*kind = SOURCE_NONE;
	return str_starts_nocase(name, STR("the ")) ? str_sub(name, 4, name.len) : name;
}

/* Takes the first word off *name; "Jong-un" is two words, as it is where it is written "Jong Un". */
static struct str word_taken(struct str *name)
{
	size_t start = 0, end;

	while (start < name->len && (name->s[start] == ' ' || name->s[start] == '-'))
		start++;
	for (end = start; end < name->len && name->s[end] != ' ' && name->s[end] != '-';)
		end++;
	*name = str_sub(*name, end, name->len);
	return (struct str){name->s - (end - start), end - start};
}

static bool has_word(struct str name, struct str word)
{
	struct str one;

	while ((one = word_taken(&name)).len)
		if (str_eq_nocase(one, word))
			return true;
	return false;
}

bool names_agree(struct str a, struct str b)
{
	struct str shorter = a.len <= b.len ? a : b, longer = a.len <= b.len ? b : a, word;

	while ((word = word_taken(&shorter)).len)
		if (!has_word(longer, word))
			return false;
	return true;
}

static void name_add(struct arena *arena, struct known_names *names, struct str text, struct str name)
{
	struct known_name known = {.words = phrase_of(arena, text), .name = name};
	uint64_t *seen = text.len ? map_of_str(&names->seen, text) : NULL, *last;

	if (!seen || *seen || !known.words.n)
		return;
	*seen = 1;
	last = map_of_number(&names->by_first_word, known.words.hashes[0]);
	known.next = (size_t)*last;
	anchors_add(&names->anchors, arena, text, PHRASE_WORDS, true);
	vec_push(arena, &names->list, known);
	*last = names->list.n;
}

static void outlet_add(struct arena *arena, struct known_names *names, struct str outlet,
		       const struct lineage_options *options)
{
	enum source_kind kind;
	struct str name = sources_name(options->sources, outlet, &kind);

	name_add(arena, names, outlet, name);
	name_add(arena, names, name, name);
}

enum { OUTLETS_AHEAD = 8 };

struct known_names *known_names_of(struct arena *arena, const struct lineage_text *texts, size_t n,
				   const struct lineage_options *options)
{
	struct known_names *names = ARENA_NEW(arena, struct known_names);
	struct map outlets; /* many articles are of one */

	map_init(&outlets, arena);
	map_init(&names->by_first_word, arena);
	map_init(&names->seen, arena);
	anchors_init(&names->anchors, arena);
	for (size_t i = 0; i < options->rules->generic_texts.n; i++)
		anchors_add(&names->anchors, arena, options->rules->generic_texts.items[i],
			    PHRASE_WORDS, false);
	for (size_t i = 0; i < n; i++) {
		const struct article *article = texts[i].article;
		uint64_t *met = map_of_str(&outlets, article->outlet);

		if (i + OUTLETS_AHEAD < n) /* they lie anywhere */
			__builtin_prefetch(texts[i + OUTLETS_AHEAD].article->outlet.s);
		if (!*met)
			outlet_add(arena, names, article->outlet, options);
		*met = 1;
		for (size_t k = 0; k < article->nagencies; k++)
			name_add(arena, names, article->agencies[k].name, article->agencies[k].name);
	}
	return names;
}

static bool phrase_at(const struct phrase *phrase, const struct words *words, size_t at)
{
	if (at + phrase->n > words->n)
		return false;
	for (size_t i = 0; i < phrase->n; i++)
		if (words->items[at + i].hash != phrase->hashes[i])
			return false;
	return true;
}

static bool any_at(const struct phrases *phrases, const struct words *words, size_t at)
{
	if (at >= words->n || !may_start(phrases, words->items[at].hash))
		return false;
	for (size_t i = 0; i < phrases->n; i++)
		if (phrase_at(&phrases->items[i], words, at))
			return true;
	return false;
}

static bool any_before(const struct phrases *phrases, const struct words *words, size_t at)
{
	for (size_t i = 0; i < phrases->n; i++)
		if (at >= phrases->items[i].n && phrase_at(&phrases->items[i], words, at - phrases->items[i].n))
			return true;
	return false;
}

/* Alone in brackets, or alone on its line. */
static bool stands_alone(struct str text, struct span span)
{
	size_t before = span.start, behind = span_end(span);

	while (before && (text.s[before - 1] == ' ' || text.s[before - 1] == '-'))
		before--;
	while (behind < text.len && (text.s[behind] == ' ' || text.s[behind] == '.'))
		behind++;
	if (before && text.s[before - 1] == '(')
		return behind < text.len && text.s[behind] == ')';
	return (!before || text.s[before - 1] == '\n') && (behind >= text.len || text.s[behind] == '\n');
}

/* Whether a new thought begins between words i - 1 and i: "in the Harbour Tidings: Reports of a crack". */
static bool is_parted(struct str text, const struct words *words, size_t i)
{
	size_t at = i ? words->items[i - 1].start + words->items[i - 1].len : 0;

	for (; i && i < words->n && at < words->items[i].start; at++)
		if (strchr(":;.!?\n", text.s[at]))
			return true;
	return false;
}

static bool is_credit(const struct lineage_rules *rules, struct str text, const struct words *words,
		      size_t first, size_t n)
{
	struct span span = span_between(words->items[first].start,
					words->items[first + n - 1].start + words->items[first + n - 1].len);
	size_t before = first;

	if (any_before(&rules->unlike, words, before))
		return false;
	if ((any_at(&rules->after, words, first + n) && !is_parted(text, words, first + n)) ||
	    any_before(&rules->before, words, before))
		return true;
	for (int skipped = 0; skipped < 2 && any_before(&rules->skip, words, before) && before; skipped++)
		before--;
	if (before < first && any_before(&rules->before, words, before) &&
	    !any_before(&rules->unlike, words, before))
		return true;
	return stands_alone(text, span);
}

static void credit_add(struct arena *arena, struct credits *credits, struct str text, struct str name,
		       struct span span)
{
	bool alone = span.len && stands_alone(text, span);

	if (credits->n < CREDITS_MOST)
		vec_push(arena, credits, ((struct credited){name, span, alone}));
}

/* One text's search for names that it credits. */
struct mentions {
	struct arena *arena;
	const struct lineage_rules *rules;
	const struct known_names *names;
	struct str text;
	struct credits *credits;
};

/* Those of the words that begin in [from, to). */
static void mentions_within(const struct mentions *in, const struct words *words, const struct stretch *stretch)
{
	for (size_t i = 0; i < words->n && words->items[i].start < stretch->to; i++) {
		bool may_name = words->items[i].flags & (WORD_CAPITAL | WORD_NUMBER);
		const uint64_t *number =
			may_name ? map_find_number(&in->names->by_first_word, words->items[i].hash) : NULL;
		size_t at = number ? (size_t)*number : 0;

		if (words->items[i].start < stretch->from)
			continue;
		for (int tried = 0; at && tried < NAMES_A_WORD; tried++) {
			const struct known_name *known = &in->names->list.items[at - 1];
			size_t n = known->words.n;

			if (phrase_at(&known->words, words, i) && is_credit(in->rules, in->text, words, i, n))
				credit_add(in->arena, in->credits, in->text, known->name,
					   span_between(words->items[i].start,
							words->items[i + n - 1].start + words->items[i + n - 1].len));
			at = known->next;
		}
		in->credits->generic = in->credits->generic || any_at(&in->rules->generic, words, i);
	}
}

static void mentions_find(const struct mentions *in, struct arena *scratch)
{
	struct words words = {0};
	struct stretch stretch = {.to = 0};

	while (stretch_next(&in->names->anchors, scratch, in->text, &stretch)) {
		words.n = 0;
		split_words(scratch, in->text, stretch.around, &words);
		mentions_within(in, &words, &stretch);
	}
}

/* A name in the byline ("Mara Quill, Reuters") is a credit however it is worded. */
static void bylines_find(struct arena *arena, struct arena *scratch, const struct known_names *names,
			 const struct article *article, struct credits *credits)
{
	for (size_t i = 0; i < article->nbyline; i++) {
		struct words words = {0};

		split_words(scratch, article->byline[i], span_between(0, article->byline[i].len), &words);
		for (size_t k = 0; k < words.n; k++) {
			const uint64_t *number = map_find_number(&names->by_first_word, words.items[k].hash);
			size_t at = number ? (size_t)*number : 0;

			for (int tried = 0; at && tried < NAMES_A_WORD; tried++) {
				const struct known_name *known = &names->list.items[at - 1];

				if (phrase_at(&known->words, &words, k))
					credit_add(arena, credits, article->text, known->name, (struct span){0});
				at = known->next;
			}
		}
	}
}

/* How much of the text holds as many words as phrases may have: up to a blank, and with a letter between blanks. */
static size_t first_words(struct str text)
{
	size_t words = 0, end = 0;
	bool within = false;

	for (; end < text.len && end < OPENING_BYTES && words < PHRASE_WORDS; end++) {
		within |= ascii_is_alpha(text.s[end]);
		words += within && text.s[end] == ' ';
		within &= text.s[end] != ' ';
	}
	return end;
}

static bool starts_with_any(struct arena *scratch, const struct phrases *phrases, struct str text)
{
	struct words words = {0};

	split_words(scratch, text, span_between(0, first_words(text)), &words);
	return any_at(phrases, &words, 0);
}

/* "PRESS RELEASE 31" within the first words; "Correction: …" as headline, label or first words of the body. */
void opening_read(struct arena *scratch, const struct lineage_rules *rules, const struct article *article,
			 struct credits *credits)
{
	struct words words = {0};

	credits->correction = starts_with_any(scratch, &rules->correction, article->title);
	for (size_t i = 0; i < article->nmarks && i < OPENING_MARKS && !credits->correction; i++) {
		const struct mark *mark = &article->marks[i];

		if (mark->kind != MARK_FURNITURE && mark->kind != MARK_RELATED)
			credits->correction =
				starts_with_any(scratch, &rules->correction, str_from(article->text, mark->span));
		if (mark->kind == MARK_BODY)
			break;
	}
	split_words(scratch, article->text,
		    span_between(0, article->text.len < OPENING_BYTES ? article->text.len : OPENING_BYTES), &words);
	for (size_t i = 0; i < words.n && !credits->release; i++)
		credits->release = any_at(&rules->release, &words, i);
}

void sources_find(struct arena *arena, struct arena *scratch, const struct lineage_options *options,
		  const struct known_names *names, const struct lineage_text *text, struct credits *credits)
{
	const struct article *article = text->article;
	struct mentions mentions = {arena, options->rules, names, article->text, credits};
	enum source_kind kind;

	for (size_t i = 0; i < article->nagencies; i++)
		if (article->agencies[i].role != AGENCY_PHOTO)
			credit_add(arena, credits, article->text,
				   sources_name(options->sources, article->agencies[i].name, &kind),
				   article->agencies[i].span);
	bylines_find(arena, scratch, names, article, credits);
	for (size_t i = 0; text->quotes && i < text->quotes->ncredits; i++)
		credit_add(arena, credits, article->text,
			   sources_name(options->sources, text->quotes->credits[i].name, &kind),
			   text->quotes->credits[i].span);
	mentions_find(&mentions, scratch);
}

static enum credit_place place_of(const struct credited *credited, struct span shared)
{
	if (!credited->span.len || !span_contains(shared, credited->span))
		return CREDITED_BESIDE;
	return credited->alone ? CREDITED_SIGNED : CREDITED_WITHIN;
}

enum credit_place sources_credited(const struct credits *credits, struct str name, struct span shared)
{
	enum credit_place best = CREDITED_NOWHERE;

	for (size_t i = 0; name.len && i < credits->n && best != CREDITED_BESIDE; i++) {
		enum credit_place place = place_of(&credits->items[i], shared);

		if (place > best && str_eq_nocase(credits->items[i].name, name))
			best = place;
	}
	return best;
}
