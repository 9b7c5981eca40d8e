/*
 * Reading a language's file, see language.h. Phrases and rules are cut into atoms exactly as the texts are, so that what is written
 * in the file meets what stands in the text, whatever the tokenizer does.
 */
#include "date/phrase.h"

#include "base/calendar.h"
#include "base/sorted.h"

#include <stdlib.h>
#include <string.h>

struct name {
	struct str name;
	int32_t value;
};

static const struct name classes[] = {
	{STR("YEAR"), CLASS_YEAR},         {STR("YEAR2"), CLASS_YEAR2},
	{STR("MONTH"), CLASS_MONTH},       {STR("DAY"), CLASS_DAY},
	{STR("WEEKDAY"), CLASS_WEEKDAY},   {STR("WEEKDAYS"), CLASS_WEEKDAYS},
	{STR("FULLDATE"), CLASS_FULLDATE}, {STR("CLOCK"), CLASS_CLOCK},
	{STR("HOUR"), CLASS_HOUR},         {STR("MINUTES"), CLASS_MINUTES},
	{STR("MINUTE"), CLASS_MINUTE},     {STR("MONTHNUM"), CLASS_MONTHNUM},
	{STR("AMPM"), CLASS_AMPM},         {STR("PART"), CLASS_PART},
	{STR("SEASON"), CLASS_SEASON},     {STR("QUARTER"), CLASS_QUARTER},
	{STR("HALF"), CLASS_HALF},         {STR("UNIT"), CLASS_UNIT},
	{STR("UNITS"), CLASS_UNITS},       {STR("NUMBER"), CLASS_NUMBER},
	{STR("ORDINAL"), CLASS_ORDINAL},   {STR("DIR"), CLASS_DIR},
	{STR("TURN"), CLASS_TURN},         {STR("SHIFT"), CLASS_SHIFT},
	{STR("DECADE"), CLASS_DECADE},     {STR("CENTURY"), CLASS_CENTURY},
	{STR("HOLIDAY"), CLASS_HOLIDAY},   {STR("DAYS"), CLASS_DAYS},
	{STR("REF"), CLASS_REF},           {STR("EVERY"), CLASS_EVERY},
	{STR("WEEKEND"), CLASS_WEEKEND},   {STR("TIMES"), CLASS_TIMES},
	{STR("FUTURE"), CLASS_FUTURE},     {STR("PAST"), CLASS_PAST},
	{STR("DIGIT"), CLASS_DIGIT},       {STR("NTH"), CLASS_NTH},
	{STR("TIMES100"), CLASS_TIMES100}, {STR("AND"), CLASS_AND},
	{STR("NTHEND"), CLASS_NTHEND},     {STR("FRACTION"), CLASS_FRACTION},
	{STR("EVENT"), CLASS_EVENT},       {STR("BASE"), CLASS_BASE},
	{STR("MONTHCUE"), CLASS_MONTHCUE}, {STR("TO"), CLASS_TO},
	{STR("UNLESS"), CLASS_UNLESS},     {STR("OF"), CLASS_OF},
	{STR("BETWEEN"), CLASS_BETWEEN},   {STR("PASTEND"), CLASS_PASTEND},
	{STR("BLOCK"), CLASS_BLOCK},       {STR("PARTICLE"), CLASS_PARTICLE},
	{STR("PERFECT"), CLASS_PERFECT},   {STR("INFINITIVE"), CLASS_INFINITIVE},
	{STR("DEADLINE"), CLASS_DEADLINE}, {STR("FUTUREEND"), CLASS_FUTUREEND},
};

static const struct name symbols[] = {
	{STR("second"), UNIT_SECOND},       {STR("minute"), UNIT_MINUTE},
	{STR("hour"), UNIT_HOUR},           {STR("day"), UNIT_DAY},
	{STR("weekend"), UNIT_WEEKEND},     {STR("week"), UNIT_WEEK},
	{STR("month"), UNIT_MONTH},         {STR("quarter"), UNIT_QUARTER},
	{STR("half"), UNIT_HALF},           {STR("year"), UNIT_YEAR},
	{STR("decade"), UNIT_DECADE},       {STR("century"), UNIT_CENTURY},
	{STR("fortnight"), UNIT_FORTNIGHT}, {STR("season"), UNIT_SEASON},
	{STR("period"), UNIT_PERIOD},       {STR("morning"), PART_MORNING},
	{STR("noon"), PART_NOON},           {STR("afternoon"), PART_AFTERNOON},
	{STR("evening"), PART_EVENING},     {STR("night"), PART_NIGHT},
	{STR("midnight"), PART_MIDNIGHT},   {STR("daytime"), PART_DAY},
	{STR("spring"), SEASON_SPRING},     {STR("summer"), SEASON_SUMMER},
	{STR("autumn"), SEASON_AUTUMN},     {STR("winter"), SEASON_WINTER},
	{STR("PAST_REF"), REF_PAST},        {STR("PRESENT_REF"), REF_PRESENT},
	{STR("FUTURE_REF"), REF_FUTURE},    {STR("some"), -1},
};

static const struct name acts[] = {
	{STR("date"), ACT_DATE},
	{STR("shift"), ACT_SHIFT},
	{STR("duration"), ACT_DURATION},
	{STR("set"), ACT_SET},
	{STR("ref"), ACT_REF},
	{STR("skip"), ACT_SKIP},
	{STR("anniversary"), ACT_ANNIVERSARY},
};

enum { NO_RULE = -1 };

/* What is needed only while a file is read. */
struct making {
	struct arena *arena;
	struct language *language;
	VEC(struct phrase) phrases;
	VEC(struct node) nodes;
	VEC(struct rule) rules;
	VEC(struct holiday) holidays;
	VEC(struct event) events;
	VEC(struct str) particles;
	struct map own; /* classes of the file */
	struct map
		first; /* key of the first atom: number of the first phrase in its chain, plus 1 */
	unsigned bad;
};

static bool name_find(const struct name *names, size_t n, struct str name, int32_t *value)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(names[i].name, name)) {
			*value = names[i].value;
			return true;
		}
	return false;
}

#define NAME_FIND(names, name, value)                                                              \
	name_find((names), sizeof(names) / sizeof(*(names)), (name), (value))

static bool number_read(struct str text, int32_t *value)
{
	bool minus = text.len && text.s[0] == '-';

	*value = 0;
	if (minus || (text.len && text.s[0] == '+'))
		text = str_sub(text, 1, text.len);
	if (!text.len || text.len > 8)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] < '0' || text.s[i] > '9')
			return false;
		*value = *value * 10 + (text.s[i] - '0');
	}
	*value = minus ? -*value : *value;
	return true;
}

static bool value_read(struct str text, int32_t *value)
{
	*value = 0;
	return !text.len || number_read(text, value) || NAME_FIND(symbols, text, value);
}

/* The number of a class; one of the file's own is made where it is new. */
static uint16_t class_of(struct making *making, struct str name)
{
	int32_t value;
	uint64_t *own;

	if (NAME_FIND(classes, name, &value))
		return (uint16_t)value;
	own = map_of_str(&making->own, name);
	if (!*own)
		*own = CLASS_FIXED + making->own.n;
	return (uint16_t)*own;
}

static struct atoms atoms_of(struct making *making, struct str text)
{
	struct words words = {0};
	struct atoms atoms = {0};

	split_words(making->arena, text, span_between(0, text.len), &words);
	atoms_add(making->arena, text, span_between(0, text.len), words, &atoms);
	return atoms;
}

static void note_key(struct language *language, uint32_t key, enum key_flag flag)
{
	language->keys[key % KEYS] |= (uint8_t)flag;
}

static bool makes_numbers(uint16_t class)
{
	return class == CLASS_DIGIT || class == CLASS_NTH || class == CLASS_TIMES100 ||
	       class == CLASS_AND;
}

/* ---------------------------------------------------------------- words */

static void phrase_add(struct making *making, struct str text, struct phrase phrase)
{
	struct atoms atoms;
	uint64_t *first;

	if (text.len > 1 && (text.s[0] == '?' || text.s[0] == '=')) {
		phrase.weak = text.s[0] == '?';
		phrase.exact = text.s[0] == '=';
		text = str_sub(text, 1, text.len);
	}
	if (text.len > 1 && text.s[text.len - 1] == '.') {
		phrase.dot = true;
		text = str_sub(text, 0, text.len - 1);
	}
	atoms = atoms_of(making, text);
	if (!atoms.n) {
		making->bad++;
		return;
	}
	phrase.capital = atoms.items[0].flags & ATOM_CAPITAL;
	phrase.nkeys = (uint32_t)atoms.n - 1;
	phrase.keys = ARENA_ARRAY(making->arena, uint32_t, atoms.n);
	for (size_t i = 1; i < atoms.n; i++)
		phrase.keys[i - 1] = atoms.items[i].key;
	if (phrase.class == CLASS_PASTEND || phrase.class == CLASS_FUTUREEND) {
		struct endings *endings = phrase.class == CLASS_PASTEND
						  ? &making->language->past_ends
						  : &making->language->future_ends;

		if (endings->n < sizeof(endings->items) / sizeof(*endings->items))
			endings->items[endings->n++] = text;
		return;
	}
	note_key(making->language, atoms.items[0].key, KEY_PHRASE);
	if (makes_numbers(phrase.class))
		note_key(making->language, atoms.items[0].key, KEY_NUMBER);
	if (phrase.class == CLASS_WEEKDAY)
		note_key(making->language, atoms.items[0].key, KEY_TELLS);
	first = map_of_number(&making->first, atoms.items[0].key);
	phrase.next = (uint32_t)*first;
	vec_push(making->arena, &making->phrases, phrase);
	*first = making->phrases.n;
	if (phrase.class == CLASS_AND && !making->language->and_word.len)
		making->language->and_word = text;
}

/* The phrase, and the phrase with each of the endings that words of this language carry. */
static void phrases_add(struct making *making, struct str text, uint16_t class, int32_t value)
{
	phrase_add(making, text, (struct phrase){.class = class, .value = value});
	if (class == CLASS_PARTICLE) {
		vec_push(making->arena, &making->particles, text);
		return;
	}
	for (size_t i = 0; i < making->particles.n; i++) {
		struct str end = making->particles.items[i];

		phrase_add(
			making, str_format(making->arena, "%.*s%.*s", STR_ARG(text), STR_ARG(end)),
			(struct phrase){.class = class, .value = value, .tail = (uint8_t)end.len});
	}
}

/* "05-09", "easter+39", "11 4 4" (month, which of its, weekday), "11 -1 1", "05 1 1 24" (… from the 24th). */
static bool holiday_read(struct str text, struct holiday *holiday)
{
	int32_t value[4] = {0};
	unsigned n = 0;

	if (str_starts(text, STR("easter"))) {
		bool fine = text.len == 6 || number_read(str_sub(text, 6, text.len), &value[0]);

		holiday->easter = (int16_t)value[0];
		return fine;
	}
	for (; text.len && n < 4; n++) {
		size_t end = 0;

		while (end < text.len && text.s[end] != ' ' && (text.s[end] != '-' || !end))
			end++;
		if (!number_read(str_sub(text, 0, end), &value[n]))
			return false;
		text = str_sub(text, end + 1, text.len);
	}
	holiday->month = (uint8_t)value[0];
	if (n == 2)
		holiday->day = (uint8_t)value[1];
	holiday->nth = n > 2 ? (int8_t)value[1] : 0;
	holiday->weekday = n > 2 ? (int8_t)value[2] : 0;
	holiday->after = (uint8_t)value[3];
	return n >= 2 && value[0] >= 1 && value[0] <= 12;
}

static bool holiday_row(struct making *making, const struct table_row *row, int32_t *number)
{
	struct str names = row->cells[0];
	struct holiday holiday = {.name = table_alternative(&names)};

	*number = (int32_t)making->holidays.n;
	if (!holiday_read(row->cells[1], &holiday))
		return false;
	vec_push(making->arena, &making->holidays, holiday);
	return true;
}

/* names, since, until or nothing, what it is in words */
static bool event_row(struct making *making, const struct table_row *row, int32_t *number)
{
	struct str names = row->cells[0];
	struct event event = {.name = table_alternative(&names), .why = row->cells[3]};
	struct moment since, until;

	*number = (int32_t)making->events.n;
	if (!moment_parse(row->cells[1], &since) ||
	    (row->cells[2].len && !moment_parse(row->cells[2], &until)) || !event.why.len)
		return false;
	event.since = moment_day(&since);
	event.until = row->cells[2].len ? moment_day(&until) : INT32_MAX;
	vec_push(making->arena, &making->events, event);
	return true;
}

static void word_row(struct making *making, const struct table_row *row)
{
	uint16_t class = class_of(making, row->section);
	struct str cell = row->cells[0], text;
	int32_t value;
	bool fine;

	if (class == CLASS_HOLIDAY)
		fine = holiday_row(making, row, &value);
	else if (class == CLASS_EVENT)
		fine = event_row(making, row, &value);
	else
		fine = value_read(row->cells[1], &value);
	if (!fine) {
		making->bad++;
		return;
	}
	while ((text = table_alternative(&cell)).len)
		phrases_add(making, text, class, value);
}

/* ---------------------------------------------------------------- rules */

struct form {
	struct str text;
	bool optional, context;
};

static uint32_t node_new(struct making *making)
{
	vec_push(making->arena, &making->nodes, ((struct node){.rule = NO_RULE}));
	return (uint32_t)making->nodes.n - 1;
}

/* The node behind that edge of `node`, made where it is new. */
static uint32_t node_behind(struct making *making, uint32_t from, struct edge wanted)
{
	struct node *node = &making->nodes.items[from];
	struct edge *edges;

	for (uint32_t i = 0; i < node->nedges; i++)
		if (node->edges[i].key == wanted.key && node->edges[i].class == wanted.class &&
		    node->edges[i].strong == wanted.strong &&
		    node->edges[i].context == wanted.context)
			return node->edges[i].node;
	wanted.node = node_new(making);
	node = &making->nodes.items[from];
	edges = ARENA_ARRAY(making->arena, struct edge, node->nedges + 1);
	if (node->nedges)
		memcpy(edges, node->edges, node->nedges * sizeof(*edges));
	edges[node->nedges++] = wanted;
	node->edges = edges;
	return wanted.node;
}

static bool is_class_name(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!(text.s[i] >= 'A' && text.s[i] <= 'Z') &&
		    !(text.s[i] >= '0' && text.s[i] <= '9'))
			return false;
	return text.len > 1 && text.s[0] >= 'A' && text.s[0] <= 'Z';
}

/* The class that an alternative of a form names, with a mark where it must be strong; else nothing. */
static struct str class_named(struct str text, bool *strong)
{
	*strong = text.len > 1 && text.s[text.len - 1] == '!';
	text = *strong ? str_sub(text, 0, text.len - 1) : text;
	return is_class_name(text) ? text : (struct str){0};
}

/* Follows one alternative of a form from `node`, which may be several atoms. */
static uint32_t alternative_add(struct making *making, uint32_t node, struct str text, bool context)
{
	bool strong;
	struct str name = class_named(text, &strong);
	struct atoms atoms;

	if (name.len)
		return node_behind(making, node,
				   (struct edge){.class = class_of(making, name),
						 .strong = strong,
						 .context = context});
	atoms = atoms_of(making, text);
	making->bad += !atoms.n;
	for (size_t i = 0; i < atoms.n; i++) {
		note_key(making->language, atoms.items[i].key, node ? KEY_LITERAL : KEY_START);
		node = node_behind(making, node,
				   (struct edge){.key = atoms.items[i].key, .context = context});
	}
	return node;
}

/* Takes the next of a form's alternatives off *rest. */
static struct str alternative_taken(struct str *rest)
{
	size_t bar = str_find_byte(*rest, '|');
	struct str one = str_sub(*rest, 0, bar == STR_NONE ? rest->len : bar);

	*rest = bar == STR_NONE ? (struct str){0} : str_sub(*rest, bar + 1, rest->len);
	return one;
}

/* All ways through forms[0 … n) from `node` end at the rule. */
static void forms_add(struct making *making, uint32_t node, const struct form *forms, unsigned n,
		      int32_t rule)
{
	struct str rest = n ? forms[0].text : (struct str){0};

	if (!n) {
		if (making->nodes.items[node].rule == NO_RULE)
			making->nodes.items[node].rule = rule;
		return;
	}
	if (forms[0].optional)
		forms_add(making, node, forms + 1, n - 1, rule);
	while (rest.len) {
		uint32_t next =
			alternative_add(making, node, alternative_taken(&rest), forms[0].context);

		forms_add(making, next, forms + 1, n - 1, rule);
	}
}

static unsigned forms_read(struct str text, struct form *forms)
{
	unsigned n = 0;

	while ((text = str_trim(text)).len && n < RULE_LENGTH) {
		size_t end = str_find_byte(text, ' ');
		struct form form = {.text = str_sub(text, 0, end == STR_NONE ? text.len : end)};

		text = str_sub(text, form.text.len, text.len);
		if (form.text.len > 1 && form.text.s[form.text.len - 1] == '?') {
			form.optional = true;
			form.text = str_sub(form.text, 0, form.text.len - 1);
		}
		if (form.text.len > 2 && form.text.s[0] == '(') {
			form.context = true;
			form.text = str_sub(form.text, 1, form.text.len - 1);
		}
		forms[n++] = form;
	}
	return n;
}

/* "shift SHIFT=-1 UNIT=year" */
static bool action_read(struct making *making, struct str text, struct rule *rule)
{
	size_t blank = str_find_byte(text, ' ');
	int32_t act;

	if (!NAME_FIND(acts, str_sub(text, 0, blank == STR_NONE ? text.len : blank), &act))
		return false;
	rule->act = (enum act)act;
	text = blank == STR_NONE ? (struct str){0} : str_trim(str_sub(text, blank, text.len));
	while (text.len) {
		size_t end = str_find_byte(text, ' '), equals = str_find_byte(text, '=');
		struct setting *setting = &rule->settings[rule->nsettings];

		end = end == STR_NONE ? text.len : end;
		if (equals > end || rule->nsettings == RULE_SETTINGS)
			return false;
		setting->class = class_of(making, str_sub(text, 0, equals));
		if (!value_read(str_sub(text, equals + 1, end), &setting->value))
			return false;
		rule->nsettings++;
		text = str_trim(str_sub(text, end, text.len));
	}
	return true;
}

static bool rule_tells(const struct rule *rule)
{
	for (unsigned i = 0; i < rule->nsettings; i++)
		if (rule->settings[i].class == CLASS_WEEKDAY)
			return true;
	return rule->act == ACT_ANNIVERSARY;
}

/* Notes the first atoms of a form's alternatives, unless one is a class: then false. */
static bool plain_form_note(struct making *making, const struct form *form, enum key_flag flag)
{
	struct str rest = form->text;
	bool strong;

	while (rest.len)
		if (class_named(alternative_taken(&rest), &strong).len)
			return false;
	for (rest = form->text; rest.len;) {
		struct atoms atoms = atoms_of(making, alternative_taken(&rest));

		if (atoms.n)
			note_key(making->language, atoms.items[0].key, flag);
	}
	return true;
}

/* Marks the words that a rule cannot do without as telling; false where it has none. */
static bool telling_note(struct making *making, const struct form *forms, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (!forms[i].optional && plain_form_note(making, &forms[i], KEY_TELLS))
			return true;
	return false;
}

static void rule_row(struct making *making, const struct table_row *row)
{
	struct form forms[RULE_LENGTH];
	struct rule rule = {.line = row->line};
	unsigned n = forms_read(row->cells[0], forms);

	if (!n || !action_read(making, row->cells[1], &rule) ||
	    (rule_tells(&rule) && !telling_note(making, forms, n))) {
		making->bad++;
		return;
	}
	vec_push(making->arena, &making->rules, rule);
	forms_add(making, 0, forms, n, (int32_t)making->rules.n - 1);
}

static void option_row(struct language *language, const struct table_row *row)
{
	if (str_eq(row->cells[0], STR("month first")))
		language->month_first = true;
	else if (str_eq(row->cells[0], STR("months may be people")))
		language->month_names_people = true;
}

static int edge_compare(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->class != y->class)
		return x->class < y->class ? -1 : 1;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->node > y->node) - (x->node < y->node);
}

/* The chains as they are looked up: at most half full. */
static void chains_make(struct arena *arena, const struct map *first, struct language *language)
{
	size_t n = 16;

	while (n < 2 * first->n)
		n *= 2;
	language->chains = ARENA_ARRAY(arena, uint64_t, n);
	language->nchains = n;
	for (size_t i = 0; i < first->n; i++) {
		size_t at = first->entries[i].number & (n - 1);

		while (language->chains[at])
			at = (at + 1) & (n - 1);
		language->chains[at] = first->entries[i].number << 32 | first->entries[i].value;
	}
}

/* Whether a rule starts with that class; edges lie in order. */
static bool class_begins(const struct node *root, uint16_t class)
{
	size_t at;

	SORTED_FIRST(at, 0, root->nedges, root->edges[at].class < class);
	return at < root->nedges && root->edges[at].class == class;
}

/* Marks the words that can begin a rule by what they stand for: of most, no rule starts with it. */
static void beginnings_note(struct making *making)
{
	const struct node *root = &making->nodes.items[0];

	for (size_t i = 0; i < making->first.n; i++) {
		const struct map_entry *first = &making->first.entries[i];

		for (size_t next = (size_t)first->value; next;) {
			const struct phrase *phrase = &making->phrases.items[next - 1];

			if (class_begins(root, phrase->class))
				note_key(making->language, (uint32_t)first->number, KEY_BEGINS);
			next = phrase->next;
		}
	}
}

void language_read(struct arena *arena, struct str code, struct str file, struct language *language,
		   unsigned *bad)
{
	struct making making = {.arena = arena, .language = language};
	struct table table = table_parse(arena, file);

	*language = (struct language){0};
	memcpy(language->code, code.s, code.len < 3 ? code.len : 3);
	map_init(&making.first, arena);
	map_init(&making.own, arena);
	node_new(&making);
	for (size_t i = 0; i < table.n; i++) {
		if (str_eq(table.rows[i].section, STR("OPTIONS")))
			option_row(language, &table.rows[i]);
		else if (str_eq(table.rows[i].section, STR("RULES")))
			rule_row(&making, &table.rows[i]);
		else
			word_row(&making, &table.rows[i]);
	}
	for (size_t i = 0; i < making.nodes.n; i++)
		if (making.nodes.items[i].nedges)
			qsort(making.nodes.items[i].edges, making.nodes.items[i].nedges,
			      sizeof(struct edge), edge_compare);
	chains_make(arena, &making.first, language);
	beginnings_note(&making);
	for (uint32_t i = 0; i < making.nodes.items[0].nedges; i++)
		if (making.nodes.items[making.nodes.items[0].edges[i].node].rule != NO_RULE)
			note_key(language, making.nodes.items[0].edges[i].key, KEY_ALONE);
	language->phrases = making.phrases.items;
	language->nodes = making.nodes.items;
	language->rules = making.rules.items;
	language->holidays = making.holidays.items;
	language->events = making.events.items;
	language->nevents = making.events.n;
	*bad = making.bad;
}
