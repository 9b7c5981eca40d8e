/*
 * Speakers, relays and media of the statements, in reading order.
 *
 *	In a message Kim praised the “ brave army ” , the North 's news agency said . It added …
 *	   └medium┘  └─┬┘                             └──────── relay ──────┘         └relay again
 *	               speaker
 *
 * A pronoun means the speaker before it, or else the person named last who fits it; a title means the
 * person whom the article gave it. A relay that one sentence names holds for the sentences around it
 * that quote the same speaker from the same message: readers carry that over, too. What is not
 * said or is not clear stays empty.
 *
 * Cost: linear; each statement looks back a bounded number of mentions.
 */
#include "attribute/speakers.h"

#include "attribute/addressees.h"
#include "attribute/offices.h"
#include "attribute/phrases.h"

enum { LOOK_BACK = 24, MEDIUM_HOLDS = 4, RELAY_HOLDS = 4, ROLES_MOST = 512 };

struct resolver {
	const struct reading *r;
	const struct names *names;
	struct str state_agency;
	struct attribution *found;
};

static void why_add(struct attribution *a, struct str why)
{
	if (a->nwhy < sizeof(a->why) / sizeof(*a->why))
		a->why[a->nwhy++] = why;
}

static struct str quoted_words(const struct reading *r, struct range range)
{
	struct str text = str_from(r->text, range_span(r, range));

	if (text.len > 60) { /* a reason is short */
		size_t end = 60;

		while (end && ((unsigned char)text.s[end] & 0xC0) == 0x80)
			end--;
		return str_format(r->out, "“%.*s…”", (int)end, text.s);
	}
	return str_format(r->out, "“%.*s”", STR_ARG(text));
}

/* What says who it is: the words of the cue, or else how the statement stands. */
static struct str names_why(const struct reading *r, const struct statement *statement, const char *whom)
{
	if (r->how->depth < ATTRIBUTE_CHAINS)
		return (struct str){0};
	if (!range_empty(statement->cue))
		return str_format(r->out, "%.*s names the %s", STR_ARG(quoted_words(r, statement->cue)), whom);
	return statement->speaker_from == SPEAKER_CARRIED ? STR("the speaker before goes on")
							  : STR("the name stands before the quotation");
}

/* ---- pronouns and titles */

static bool gender_fits(const struct person *person, uint32_t tags)
{
	if (tags & TAG_HE)
		return person->gender != GENDER_WOMAN;
	return !(tags & TAG_SHE) || person->gender != GENDER_MAN;
}

static bool may_be_person(const struct person *person)
{
	return person->is_person || person->nwords > 1;
}

/* The last person who fits, before the sentence of token `at`: of each sentence, the first named. */
static uint32_t person_before(const struct resolver *s, size_t at, uint32_t sentence, uint32_t tags)
{
	const struct reading *r = s->r;
	size_t end = mentions_before(s->names, at), looked = 0;
	uint32_t first_of_sentence = r->tokens.first[sentence];
	uint32_t best = NOBODY;

	for (size_t i = end; i-- > 0 && looked < LOOK_BACK; looked++) {
		const struct mention *mention = &s->names->mentions[i];
		const struct person *person = &s->names->people[mention->person];

		if (mention->range.from < first_of_sentence) {
			if (best != NOBODY)
				return best;
			while (sentence && r->tokens.first[sentence] > mention->range.from)
				sentence--;
			first_of_sentence = r->tokens.first[sentence];
		}
		if (may_be_person(person) && gender_fits(person, tags))
			best = mention->person;
	}
	return best;
}

static uint32_t speaker_before(const struct resolver *s, size_t number, uint32_t tags)
{
	const struct statement *now = &s->r->statements.items[number];

	for (size_t i = number; i-- > 0 && number - i < 4;) {
		const struct statement *before = &s->r->statements.items[i];
		uint32_t person = s->found[i].person;

		if (now->sentence - before->sentence > 5)
			break;
		if (person != NOBODY)
			return gender_fits(&s->names->people[person], tags) ? person : NOBODY;
	}
	return NOBODY;
}

/* "the North Korean leader": the person to whom the article gave that role. */
static uint32_t person_of_role(const struct resolver *s, struct range phrase)
{
	uint32_t role = 0, best = NOBODY, most = 0;

	for (size_t i = phrase.from; i < phrase.to; i++)
		if (token_at(s->r, i)->tags & (TAG_ROLE | TAG_TITLE))
			role = token_at(s->r, i)->hash;
	if (!role || s->names->n > ROLES_MOST)
		return NOBODY;
	for (size_t k = 0; k < s->names->n; k++) {
		const struct person *person = &s->names->people[k];
		bool place = !person->place, placed = false;

		if (person->role != role || person->same_as != k)
			continue;
		for (size_t i = phrase.from; i < phrase.to; i++)
			if (token_at(s->r, i)->flags & TOKEN_CAPITAL) {
				placed = placed ||
					 !(token_at(s->r, i)->tags & (TAG_ARTICLE | TAG_TITLE));
				place |= token_at(s->r, i)->hash == person->place;
			}
		if (placed && !place)
			continue;
		if (person->count > most) {
			most = person->count;
			best = (uint32_t)k;
		}
	}
	return best;
}

static void person_set(struct resolver *s, struct attribution *a, uint32_t person, struct str why)
{
	if (person == NOBODY)
		return;
	a->person = person;
	a->speaker = s->names->people[person].name;
	why_add(a, why);
}

/* "Among them was Petr Osk, a driver. "…" he said": named first right before, and not speaking there. */
static uint32_t person_introduced(const struct resolver *s, size_t number, uint32_t tags)
{
	const struct reading *r = s->r;
	const struct statement *now = &r->statements.items[number];
	uint32_t before = now->sentence;

	while (before && r->pieces->sentences[before].span.start > now->pieces[0].start)
		before--;
	if (!before--)
		return NOBODY;
	if ((number && r->statements.items[number - 1].sentence >= before) ||
	    r->pieces->sentences[before].paragraph != r->pieces->sentences[now->sentence].paragraph)
		return NOBODY;
	for (size_t i = mentions_before(s->names, r->tokens.first[before]); i < s->names->nmentions;
	     i++) {
		const struct mention *mention = &s->names->mentions[i];
		const struct person *person = &s->names->people[mention->person];

		if (mention->range.from >= r->tokens.first[before + 1])
			break;
		if (may_be_person(person) && gender_fits(person, tags) &&
		    !(token_at(r, mention->range.to - 1)->flags & TOKEN_GENITIVE))
			return mention->person;
	}
	return NOBODY;
}

/* What may go on as this pronoun: "it" is no person, "he" is one but where all nouns have a gender. */
static uint32_t fitting_tags(const struct reading *r, const struct who *who)
{
	const uint32_t things = TAG_GROUP | TAG_DOCUMENT | TAG_STATE_MEDIA;
	bool english = str_eq(r->lexicon->language, STR("en"));

	if (who->tags & (TAG_HE | TAG_SHE | TAG_POSSESSIVE))
		return TAG_ROLE | TAG_TITLE | (english ? 0u : things);
	if (english && !str_eq_nocase(token_text(r, who->range.from), STR("it")))
		return TAG_ROLE;
	return things;
}

/* "a ministry official said … He added": whoever spoke last goes on, name or none. */
static bool role_goes_on(const struct resolver *s, size_t number, struct attribution *a,
			 const struct who *who)
{
	const struct statement *now = &s->r->statements.items[number], *before = now - 1;

	if (!number || now->sentence - before->sentence > 2 ||
	    s->found[number - 1].person != NOBODY || !s->found[number - 1].speaker.len ||
	    range_empty(before->source))
		return false;
	for (size_t i = before->source.from; i < before->source.to; i++)
		if (s->r->lexicon->verb_final || token_at(s->r, i)->tags & fitting_tags(s->r, who)) {
			a->speaker = s->found[number - 1].speaker;
			a->is_document = s->found[number - 1].is_document;
			a->office = s->found[number - 1].office;
			why_add(a, str_format(s->r->out, "“%.*s” is the speaker before",
					      STR_ARG(token_text(s->r, who->range.from))));
			return true;
		}
	return false;
}

static void pronoun_resolve(struct resolver *s, size_t number, struct attribution *a,
			    const struct who *who)
{
	const struct statement *statement = &s->r->statements.items[number];
	uint32_t person = NOBODY;

	if (!(who->tags & (TAG_HE | TAG_SHE | TAG_POSSESSIVE))) {
		if (who->tags & TAG_THEY)
			role_goes_on(s, number, a, who);
		return;
	}
	person = person_introduced(s, number, who->tags);
	if (person == NOBODY && role_goes_on(s, number, a, who))
		return;
	if (person == NOBODY)
		person = speaker_before(s, number, who->tags);
	if (person == NOBODY)
		person = person_before(s, who->range.from, statement->sentence, who->tags);
	if (person != NOBODY)
		person_set(s, a, person,
			   str_format(s->r->out, "“%.*s” is the person named before",
				      STR_ARG(token_text(s->r, who->range.from))));
}

/* The first person named in tokens [from, to), or NOBODY: places are named first, too. */
static uint32_t first_person(const struct resolver *s, size_t from, size_t to)
{
	for (size_t i = mentions_before(s->names, from); i < s->names->nmentions; i++) {
		const struct mention *mention = &s->names->mentions[i];

		if (mention->range.from >= to)
			break;
		if (may_be_person(&s->names->people[mention->person]))
			return mention->person;
	}
	return NOBODY;
}

/* Who sent the message that the sentences before tell of: the first person named where it is; NOBODY: none. */
static uint32_t message_sender(const struct resolver *s, uint32_t sentence)
{
	const struct reading *r = s->r;

	for (size_t i = 0; i < sentence && i < 8; i++)
		for (size_t k = r->tokens.first[i]; k < r->tokens.first[i + 1]; k++) {
			const struct lexeme *medium = lexeme_at(r, k);

			if (medium && token_at(r, k)->tags & TAG_MEDIUM &&
			    str_eq(medium->medium, STR("message")))
				return first_person(s, r->tokens.first[i], k);
		}
	return NOBODY;
}

/* "the message said": whoever sent it speaks. */
static bool message_resolve(struct resolver *s, size_t number, struct attribution *a)
{
	const struct statement *statement = &s->r->statements.items[number];
	const struct lexeme *lexeme = lexeme_at(s->r, statement->source.to - 1);
	uint32_t sender = NOBODY;

	if (lexeme && str_eq(lexeme->medium, STR("message")))
		sender = message_sender(s, statement->sentence);
	if (sender != NOBODY)
		person_set(s, a, sender,
			   str_format(s->r->out, "%.*s sent the message",
				      STR_ARG(s->names->people[sender].name)));
	return sender != NOBODY;
}

/* A name is surer than a title, and that than a pronoun or a speaker who goes on. */
static const float SURE_NAMED = 0.9f, SURE_ROLE = 0.8f, SURE_PRONOUN = 0.7f, SURE_CARRIED = 0.7f, UNSURE = 0.5f;

static void confidence_set(const struct statement *statement, const struct who *who, struct attribution *a)
{
	if (!a->speaker.len)
		a->confidence = UNSURE;
	else if (statement->speaker_from != SPEAKER_NAMED)
		a->confidence = SURE_CARRIED;
	else if (who->kind == WHO_PRONOUN)
		a->confidence = SURE_PRONOUN;
	else
		a->confidence = who->kind == WHO_OTHER && a->person != NOBODY ? SURE_ROLE : SURE_NAMED;
}

static void who_resolve(struct resolver *s, size_t number, struct who who)
{
	const struct statement *statement = &s->r->statements.items[number];
	struct attribution *a = &s->found[number];

	switch (who.kind) {
	case WHO_NOBODY:
		return;
	case WHO_PRONOUN:
		pronoun_resolve(s, number, a, &who);
		return;
	case WHO_PERSON:
		person_set(s, a, who.person,
			   names_why(s->r, statement, "speaker"));
		return;
	case WHO_STATE_MEDIA:
		a->speaker = s->state_agency.len ? s->state_agency : who.name;
		why_add(a, names_why(s->r, statement, "source"));
		return;
	case WHO_OTHER: {
		uint32_t person = person_of_role(s, who.range);

		if (person != NOBODY) {
			person_set(s, a, person,
				   str_format(s->r->out, "the article gives %.*s that title",
					      STR_ARG(s->names->people[person].name)));
			return;
		}
		a->office = office_of(s->r, statement->source);
	}
	/* fallthrough */
	case WHO_DOCUMENT:
		if (message_resolve(s, number, a))
			return;
	/* fallthrough */
	case WHO_AGENCY:
		a->is_document = who.kind == WHO_DOCUMENT;
		a->speaker = who.name;
		why_add(a, names_why(s->r, statement, "source"));
	}
}

static void speaker_resolve(struct resolver *s, size_t number)
{
	const struct statement *statement = &s->r->statements.items[number];
	struct who who = who_is(s->r, s->names, statement->source);

	s->found[number].person = NOBODY;
	s->found[number].speaker_at = statement->source;
	who_resolve(s, number, who);
	confidence_set(statement, &who, &s->found[number]);
}

/* ---- relays */

/* "told the agency Norlys", "in an interview with it": who was told and passes it on; empty: nobody. */
static struct range told_to(const struct reading *r, const struct statement *statement)
{
	const struct who who = relay_of(r, statement->addressee);

	return who.kind == WHO_AGENCY ? statement->addressee : (struct range){0};
}

/* Words within another's words: that other, as resolved before, is the next link. */
static void nested_resolve(struct resolver *s, size_t number)
{
	const struct statement *statement = &s->r->statements.items[number];

	for (size_t i = number; i-- > 0;) {
		const struct statement *outer = &s->r->statements.items[i];

		if (outer->sentence != statement->sentence)
			return;
		if (outer->source.from != statement->relay.from)
			continue;
		s->found[number].relay = s->found[i].speaker;
		why_add(&s->found[number],
			str_format(s->r->out, "%.*s tells of it",
				   STR_ARG(quoted_words(s->r, statement->relay))));
		return;
	}
}

/* 'der Zeitung „Osker Bote“': a name in quotation marks. */
static bool in_marks(const struct reading *r, struct range phrase)
{
	return !range_empty(phrase) && token_at(r, phrase.to - 1)->punct == PUNCT_QUOTE_CLOSE;
}

static void relay_resolve(struct resolver *s, size_t number)
{
	const struct statement *statement = &s->r->statements.items[number];
	struct attribution *a = &s->found[number];
	struct who who;

	who = relay_of(s->r,
		       range_empty(statement->relay) ? told_to(s->r, statement) : statement->relay);
	if (!who.kind && statement->passed_on)
		who = who_is(s->r, s->names, statement->relay);
	if (who.kind == WHO_PRONOUN || who.kind == WHO_DOCUMENT)
		return;
	if (!who.kind && statement->nested) {
		nested_resolve(s, number);
		return;
	}
	if (!who.kind && range_empty(statement->relay) && in_marks(s->r, statement->addressee)) {
		who.kind = WHO_AGENCY; /* a paper or station, as addressees.c has seen */
		who.name = addressee_words(s->r, statement);
	}
	if (!who.kind)
		return;
	a->relay_said = true;
	a->relay = who.kind == WHO_STATE_MEDIA && s->state_agency.len ? s->state_agency : who.name;
	why_add(a, str_format(s->r->out, "%.*s relayed it",
			      STR_ARG(quoted_words(s->r, range_empty(statement->relay)
								? statement->addressee
								: statement->relay))));
}

static void addressee_name(struct resolver *s, size_t number)
{
	const struct statement *statement = &s->r->statements.items[number];
	struct who who = who_is(s->r, s->names, statement->addressee);
	uint32_t person = who.kind == WHO_OTHER ? person_of_role(s, who.range) : NOBODY;

	if (range_empty(statement->addressee))
		return;
	if (person != NOBODY)
		who.name = s->names->people[person].name;
	else if (in_marks(s->r, statement->addressee) ||
		 (who.kind == WHO_OTHER && statement->addressee.to == statement->addressee.from + 1))
		who.name = addressee_words(s->r, statement);
	s->found[number].addressee = who.name;
}

static bool holds_quotation(const struct reading *r, const struct statement *statement)
{
	for (size_t i = 0; i < statement->npieces; i++)
		if (quoted_within(&r->quotations, statement->pieces[i]))
			return true;
	return false;
}

/*
 * "According to the agency, Kim took the opportunity to send "greetings"": the words in quotation
 * marks are the subject's, if the subject is a person.
 */
static void relay_uncover(struct resolver *s, size_t number)
{
	const struct statement *statement = &s->r->statements.items[number];
	struct attribution *a = &s->found[number];
	const struct reading *r = s->r;
	const struct mention *mention;
	size_t at = r->tokens.first[statement->sentence],
	       end = r->tokens.first[statement->sentence + 1];

	if (!statement->is_relay || !holds_quotation(r, statement))
		return;
	while (at < end && token_at(r, at)->start < statement->pieces[0].start)
		at++;
	mention = mention_within(s->names, at, at + 8 < end ? at + 8 : end);
	if (!mention || !may_be_person(&s->names->people[mention->person]) ||
	    token_at(r, mention->range.to - 1)->flags & TOKEN_GENITIVE)
		return;
	a->relay = a->speaker;
	a->relay_said = true;
	a->person = mention->person;
	a->speaker = s->names->people[mention->person].name;
	a->speaker_at = mention->range;
	why_add(a, str_format(r->out, "the quoted words are what %.*s is reported to have said",
			      STR_ARG(a->speaker)));
}

/* ---- media */

static bool in_pieces(const struct statement *statement, uint32_t at)
{
	for (size_t i = 0; i < statement->npieces; i++)
		if (at >= statement->pieces[i].start && at < span_end(statement->pieces[i]))
			return true;
	return false;
}

static bool preposition_before(const struct reading *r, size_t from, size_t i)
{
	for (size_t k = i; k > from && i - k < 6; k--) {
		if (token_at(r, k - 1)->punct)
			return false;
		if (token_at(r, k - 1)->tags & TAG_PREPOSITION)
			return true;
	}
	return false;
}

/* "told [a news conference]" */
static bool told_right_before(const struct reading *r, const struct statement *statement, size_t i)
{
	const struct lexeme *lexeme;

	if (range_empty(statement->cue) || i < statement->cue.to || i > statement->cue.to + 2u)
		return false;
	lexeme = lexeme_at(r, statement->cue.to - 1);
	return lexeme && lexeme->takes & TAKES_PERSON;
}

/* The medium that the statement's own sentence names, by "in a letter" or "sent a message". */
static struct str medium_named(const struct reading *r, const struct statement *statement)
{
	size_t from = r->tokens.first[statement->sentence];
	size_t to = r->tokens.first[statement->sentence + 1];
	bool quotes = holds_quotation(r, statement);
	struct str weak = {0};

	for (size_t i = from; i < to; i++) {
		const struct token *token = token_at(r, i);
		const struct lexeme *lexeme = lexeme_at(r, i);
		bool inside = in_pieces(statement, token->start);

		if (!lexeme || token->quotation || !lexeme->medium.len || (inside && !quotes))
			continue;
		if (token->tags & TAG_VERB && i >= statement->cue.from && i < statement->cue.to)
			return lexeme->medium;
		if (!(token->tags & TAG_MEDIUM))
			continue;
		if (token->tags & TAG_TIME || preposition_before(r, from, i) ||
		    told_right_before(r, statement, i))
			return lexeme->medium;
		if (!inside && str_eq(lexeme->medium, STR("message")))
			weak = lexeme->medium;
	}
	return weak;
}

static bool same_speaker(const struct attribution *a, const struct attribution *b)
{
	return a->speaker.len && str_eq(a->speaker, b->speaker);
}

static void medium_resolve(struct resolver *s, size_t number)
{
	const struct statement *now = &s->r->statements.items[number];
	struct attribution *a = &s->found[number];

	a->medium = medium_named(s->r, now);
	if (!a->medium.len && a->relay.len && a->person != NOBODY && holds_quotation(s->r, now) &&
	    message_sender(s, now->sentence) == a->person)
		a->medium = STR("message");
	for (size_t i = number; !a->medium.len && i-- > 0;) {
		const struct statement *before = &s->r->statements.items[i];

		if (now->sentence - before->sentence > MEDIUM_HOLDS)
			break;
		if (!same_speaker(a, &s->found[i]) || !s->found[i].medium.len)
			continue;
		if (before->act == ACT_SAY && holds_quotation(s->r, now))
			a->medium = s->found[i].medium;
		break;
	}
}

/* A relay named nearby holds for the same speaker's words from the same message. */
static void relays_carry(struct resolver *s)
{
	size_t n = s->r->statements.n;

	for (size_t i = 0; i < n; i++) {
		struct attribution *a = &s->found[i];
		const struct statement *now = &s->r->statements.items[i];
		size_t first = i > 8 ? i - 8 : 0;

		if (a->relay.len || !holds_quotation(s->r, now))
			continue;
		for (size_t k = first; k < n && k < i + 9 && !a->relay.len; k++) {
			const struct statement *other = &s->r->statements.items[k];
			uint32_t apart = k < i ? now->sentence - other->sentence
					       : other->sentence - now->sentence;

			if (k == i || !s->found[k].relay_said || apart > RELAY_HOLDS ||
			    !same_speaker(a, &s->found[k]) || (apart > 1 && !a->medium.len) ||
			    !str_eq(a->medium, s->found[k].medium))
				continue;
			a->relay = s->found[k].relay;
			why_add(a, str_format(s->r->out, "nearby, %.*s relayed the same %.*s",
					      STR_ARG(a->relay),
					      STR_ARG(a->medium.len ? a->medium : STR("words"))));
		}
	}
}

struct attribution *speakers_find(const struct reading *r, const struct names *names,
				  struct str state_agency)
{
	struct resolver s = {
		.r = r,
		.names = names,
		.state_agency = state_agency,
		.found = ARENA_ARRAY(r->arena, struct attribution, r->statements.n),
	};
	bool chains = r->how->depth >= ATTRIBUTE_CHAINS;

	for (size_t i = 0; i < r->statements.n; i++) {
		speaker_resolve(&s, i);
		if (chains) {
			relay_resolve(&s, i);
			addressee_name(&s, i);
		}
		relay_uncover(&s, i);
		if (chains)
			medium_resolve(&s, i);
	}
	if (chains)
		relays_carry(&s);
	return s.found;
}
