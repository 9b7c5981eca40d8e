/*
 * See date.h. An article's words become atoms, a block of lines at a time; at each atom that can start an
 * expression the longest rule is taken, its meaning resolved, and reading goes on behind it:
 *
 *	atoms.c         words -> letters, digits, marks
 *	language.c      what a word can stand for (language_read.c: the data files)
 *	digits.c        what digits can stand for; number_words.c: numbers in words
 *	match.c         the longest rule at an atom
 *	tense.c         which way the verb beside it looks
 *	names.c         names that only look like dates
 *	resolve.c       what is said + when it was written -> type and value
 *	stretch_meant.c which day, week, year … that is (stretch.c: what they are)
 *	quantity.c      how long, how often
 *	undated.c       an undated article -> when it must have been written
 *
 * Neither sentences nor the ends of lines part expressions (a blank line does, and a full stop, unless
 * it belongs to an abbreviation): agencies break lines anywhere, and a sentence wrongly ended at "Nov."
 * loses nothing. Blocks of more than STRETCH_WORDS words are read in stretches: memory is bounded, and
 * so is what a stretch's end can cut.
 *
 * Rejected: regular expressions, one after the other over the text (the cost grows with the rules), and
 * a part-of-speech tagger (weights, and ten times the time for what a list of verbs gives).
 */
#include "date/date.h"

#include "date/date_rules.h"
#include "date/match.h"
#include "date/names.h"
#include "date/resolve.h"
#include "date/tense.h"

#include <string.h>

enum { STRETCH_WORDS = 1024, SPOKEN_SENTENCES = 3, QUARTER_SENTENCES = 12 };

extern const struct embedded date_data[];

const char *timex_type_name(enum timex_type type)
{
	static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};

	return names[type];
}

struct date_rules *date_rules_new(struct arena *arena)
{
	struct date_rules *rules = ARENA_NEW(arena, struct date_rules);
	const struct embedded *events;
	unsigned bad;
	size_t n = 0;

	for (const struct embedded *file = date_data; file->name; file++)
		n += strlen(file->name) == 6;
	rules->languages = ARENA_ARRAY(arena, struct language, n);
	for (const struct embedded *file = date_data; file->name; file++) {
		if (strlen(file->name) != 6) /* en.txt */
			continue;
		language_read(arena, (struct str){file->name, 2},
			      (struct str){file->bytes, file->len},
			      &rules->languages[rules->nlanguages++], &bad);
		rules->bad += bad;
	}
	events = embedded_find(date_data, STR("events.txt"));
	if (events) {
		language_read(arena, STR("xx"), (struct str){events->bytes, events->len},
			      &rules->events, &bad);
		rules->bad += bad;
	}
	return rules;
}

const struct language *date_language(const struct date_rules *rules, struct str code)
{
	struct str wanted = code.len >= 2 ? str_sub(code, 0, 2) : STR("en");

	for (size_t i = 0; i < rules->nlanguages; i++)
		if (str_eq(str_of(rules->languages[i].code), wanted))
			return &rules->languages[i];
	return NULL;
}

struct finding {
	struct arena *out, *scratch;
	const struct language *language;
	const struct article *article;
	const struct pieces *pieces;
	struct setting_of_words setting;
	struct named_days named;
	struct matcher matcher;
	struct atoms atoms;
	uint32_t sentence;   /* of the expression at hand */
	uint32_t person;     /* key of a month that is a person's name here; 0: none */
	uint32_t quarter_in; /* the sentence of the quarter reported */
	uint32_t spoken_in;  /* the sentence of what was spoken of last */
	VEC(struct date) found;
};

/* What later words can count from: the stretch named last, and the quarter a report is about. */
static void note_spoken(struct finding *finding, const struct match *match,
			const struct meaning *meaning, uint32_t sentence)
{
	const struct stretch *stretch = &meaning->stretch;
	struct setting_of_words *setting = &finding->setting;

	if (!stretch->unit || match->rule->act != ACT_DATE)
		return;
	if (stretch->unit == UNIT_DAY && says(&match->parts, CLASS_YEAR) && stretch->number < 13 &&
	    stretch->day < 32)
		finding->named.year[stretch->number][stretch->day] = (int16_t)stretch->year;
	setting->spoken = *stretch;
	finding->spoken_in = sentence;
	if ((stretch->unit == UNIT_QUARTER || stretch->unit == UNIT_HALF) &&
	    !says(&match->parts, CLASS_TURN) && !says(&match->parts, CLASS_YEAR) &&
	    stretch->last + 366 > setting->today && stretch->first <= setting->today) {
		setting->quarter = *stretch;
		finding->quarter_in = sentence;
	}
}

/* How long the unit of a duration is, by its letter; the first is the longest. */
static size_t length_rank(struct str value)
{
	bool time = str_find_byte(value, 'T') != STR_NONE;
	size_t rank = str_find_byte(time ? STR("HMS") : STR("YMWD"), value.s[value.len - 1]);

	return time ? rank + 4 : rank;
}

/*
 * Joins a duration to a longer one right before it: "1 year 2 months" is P1Y2M. Both values are P…, and
 * the parts of days begin with T.
 */
static bool joins_last(struct finding *finding, const struct date *date)
{
	struct date *last = finding->found.n ? &finding->found.items[finding->found.n - 1] : NULL;
	struct str text = finding->article->text, gap, more = date->value;

	if (!last || last->type != TIMEX_DURATION || date->type != TIMEX_DURATION ||
	    last->sentence != date->sentence || length_rank(last->value) >= length_rank(more))
		return false;
	gap = str_trim(str_sub(text, span_end(last->span), date->span.start));
	if (gap.len && !str_eq(gap, STR(",")) && !str_eq(gap, finding->language->and_word))
		return false;
	if (str_find_byte(last->value, 'X') != STR_NONE || str_find_byte(more, 'X') != STR_NONE)
		return false;
	more = str_sub(more, str_find_byte(last->value, 'T') != STR_NONE ? 2 : 1, more.len);
	last->value = str_format(finding->out, "%.*s%.*s", STR_ARG(last->value), STR_ARG(more));
	last->span = span_between(last->span.start, span_end(date->span));
	return true;
}

static void keep(struct finding *finding, const struct match *match, const struct meaning *meaning)
{
	const struct atom *atoms = finding->atoms.items;
	uint32_t start = atoms[match->first].start, end = atoms[match->end - 1].end - match->tail;
	struct date date = {.span = span_between(start, end),
			    .type = meaning->type,
			    .value = str_copy(finding->out, str_of(meaning->value)),
			    .first = meaning->stretch.first,
			    .last = meaning->stretch.last,
			    .on_calendar = meaning->stretch.unit != 0,
			    .relative = meaning->relative,
			    .sentence = finding->sentence};

	note_spoken(finding, match, meaning, date.sentence);
	if (!joins_last(finding, &date))
		vec_push(finding->scratch, &finding->found, date);
}

/* "soon" in a sentence that looks back is of the past. */
static bool looks_wrong_way(const struct finding *finding, const struct match *match)
{
	return match->rule->act == ACT_REF && match->parts.values[CLASS_REF] == REF_FUTURE &&
	       match->end == match->first + 1 && finding->setting.tense < 0;
}

/* Sets what the expression's meaning may rest on: its sentence, its tense, what was spoken of just before. */
static void set_scene(struct finding *finding, const struct match *match)
{
	const struct sentence *sentences = finding->pieces->sentences;
	uint32_t start = finding->atoms.items[match->first].start;

	while (finding->sentence + 1 < finding->pieces->nsentences &&
	       sentences[finding->sentence + 1].span.start <= start)
		finding->sentence++;
	if (finding->sentence > finding->spoken_in + SPOKEN_SENTENCES)
		finding->setting.spoken.unit = 0;
	if (finding->sentence > finding->quarter_in + QUARTER_SENTENCES)
		finding->setting.quarter.unit = 0;
	finding->setting.just_spoken = finding->sentence <= finding->spoken_in + 1;
	finding->setting.tense = tense_near(&finding->matcher, finding->article->text, match);
}

/* Keeps what a match means, unless it is none. */
static void take(struct finding *finding, const struct match *match)
{
	struct meaning meaning;

	if (match->rule->act == ACT_SKIP || is_name(&finding->atoms, match) ||
	    is_person(&finding->matcher, match, &finding->person))
		return;
	set_scene(finding, match);
	if (!finding->pieces->sentences[finding->sentence].furniture &&
	    !looks_wrong_way(finding, match) &&
	    resolve(finding->language, match, &finding->setting, &meaning))
		keep(finding, match, &meaning);
}

/* "May 8 and 9", "May 8-9": the second day has its month from the first. */
static bool goes_on(struct finding *finding, const struct match *match, struct match *next)
{
	const struct atoms *atoms = &finding->atoms;
	size_t at = match->end;
	const struct reading *readings;
	unsigned n;

	if (match->last != CLASS_DAY || !says(&match->parts, CLASS_MONTH) || at + 1 >= atoms->n ||
	    atoms->items[at + 1].kind != ATOM_NUMBER)
		return false;
	if (atoms->items[at].key != mark_key('-') &&
	    !matcher_reads(&finding->matcher, at, CLASS_AND) &&
	    !matcher_reads(&finding->matcher, at, CLASS_TO))
		return false;
	if (matcher_match(&finding->matcher, at + 1, next))
		return false;
	readings = matcher_readings(&finding->matcher, at + 1, &n);
	for (unsigned i = 0; i < n; i++) {
		if (readings[i].class != CLASS_DAY)
			continue;
		*next = *match;
		next->parts.values[CLASS_DAY] = readings[i].value;
		next->parts.said &= ~((uint64_t)1 << CLASS_WEEKDAY);
		next->first = at + 1;
		next->end = at + 1 + readings[i].natoms;
		return true;
	}
	return false;
}

static void read_stretch(struct finding *finding)
{
	struct match match, next;

	matcher_turn(&finding->matcher, &finding->atoms);
	for (size_t at = 0; at < finding->atoms.n;) {
		if (!matcher_may(&finding->matcher, at) ||
		    !matcher_match(&finding->matcher, at, &match)) {
			at++;
			continue;
		}
		take(finding, &match);
		while (goes_on(finding, &match, &next)) {
			take(finding, &next);
			match = next;
		}
		at = match.end;
	}
}

/*
 * Marks the atoms that open a sentence, quote marks and the like before its first word too; sentences
 * from `sentence` on. Returns the first that starts behind the atoms.
 */
static uint32_t mark_openings(struct finding *finding, uint32_t sentence, uint32_t end)
{
	const struct sentence *sentences = finding->pieces->sentences;
	bool opens = false;

	for (size_t at = 0; at < finding->atoms.n; at++) {
		struct atom *atom = &finding->atoms.items[at];

		for (; sentence < end && sentences[sentence].span.start <= atom->start; sentence++)
			opens = true;
		if (opens)
			atom->flags |= ATOM_OPENS;
		opens &= atom->kind == ATOM_MARK;
	}
	return sentence;
}

/* Sentences [from, to), in stretches that end with a sentence unless it is too long itself. */
static void read_sentences(struct finding *finding, struct str text, uint32_t from, uint32_t to)
{
	const struct sentence *sentences = finding->pieces->sentences;
	struct word *words = finding->pieces->words.items;
	uint32_t word = sentences[from].word,
		 last = sentences[to - 1].word + sentences[to - 1].nwords;
	uint32_t start = sentences[from].span.start, cut = from, opening = from;

	while (word < last) {
		uint32_t n = last - word, end = span_end(sentences[to - 1].span);

		if (n > STRETCH_WORDS) {
			n = STRETCH_WORDS;
			while (cut + 1 < to && sentences[cut + 1].word <= word + n)
				cut++;
			if (sentences[cut].word > word)
				n = sentences[cut].word - word;
			end = words[word + n].start;
		}
		finding->atoms.n = 0;
		atoms_add(finding->scratch, text, span_between(start, end),
			  (struct words){.items = words + word, .n = n}, &finding->atoms);
		start = end;
		opening = mark_openings(finding, opening, to);
		read_stretch(finding);
		word += n;
	}
}

/* The end of the block of sentences that starts with `from`: no blank line and no other region within. */
static uint32_t block_end(struct str text, const struct pieces *pieces, uint32_t from)
{
	const struct sentence *sentences = pieces->sentences;
	uint32_t to = from + 1;

	for (; to < pieces->nsentences; to++) {
		struct str gap =
			str_sub(text, span_end(sentences[to - 1].span), sentences[to].span.start);
		size_t line = str_find_byte(gap, '\n');

		if (sentences[to].furniture != sentences[from].furniture)
			break;
		if (line != STR_NONE &&
		    str_find_byte(str_sub(gap, line + 1, gap.len), '\n') != STR_NONE)
			break;
	}
	return to;
}

void date_article(struct arena *out, struct arena *scratch, const struct date_rules *rules,
		  const struct article *article, const struct pieces *pieces, struct dates *dates)
{
	struct finding finding = {.out = out,
				  .scratch = scratch,
				  .language = date_language(rules, article->language),
				  .article = article,
				  .pieces = pieces,
				  .setting = {.published = article->published}};
	size_t n;

	*dates = (struct dates){0};
	finding.setting.named = &finding.named;
	if (!finding.language)
		return;
	matcher_init(&finding.matcher, scratch, finding.language);
	finding.setting.today = article->published.precision ? moment_day(&article->published) : 0;
	for (uint32_t from = 0, to; from < pieces->nsentences; from = to) {
		to = block_end(article->text, pieces, from);
		read_sentences(&finding, article->text, from, to);
	}
	n = finding.found.n;
	if (!n)
		return;
	dates->items = ARENA_ARRAY(out, struct date, n);
	memcpy(dates->items, finding.found.items, n * sizeof(*dates->items));
	dates->n = n;
}
