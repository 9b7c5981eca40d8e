/*
 * What a language's words do in attributing: data/LANG.txt, read once into tables that are looked up
 * by the hashes that split gives words.
 */
#ifndef ATTRIBUTE_LEXICON_H
#define ATTRIBUTE_LEXICON_H

#include "attribute/attribute.h"
#include "base/map.h"

/* What a word or phrase may be; most are several things. */
enum tag {
	TAG_VERB = 1 << 0,      /* a verb that attributes */
	TAG_ACCORDING = 1 << 1, /* "according to": the source follows */
	TAG_THAT = 1 << 2,
	TAG_WHETHER = 1 << 3,
	TAG_ARTICLE = 1 << 4,
	TAG_POSSESSIVE = 1 << 5,
	TAG_HE = 1 << 6,
	TAG_SHE = 1 << 7,
	TAG_THEY = 1 << 8,
	TAG_PRONOUN = 1 << 9,
	TAG_PREPOSITION = 1 << 10,
	TAG_JOINING = 1 << 11, /* a preposition within a noun phrase: "governor of Ohio" */
	TAG_AND = 1 << 12,
	TAG_BUT = 1 << 13,
	TAG_SINCE = 1 << 14, /* begins a subordinate clause */
	TAG_RELATIVE = 1 << 15,
	TAG_AUXILIARY = 1 << 16,
	TAG_BE = 1 << 17,
	TAG_ADVERB = 1 << 18, /* may stand between subject and verb */
	TAG_TIME = 1 << 19,   /* may stand between the verb and what was said */
	TAG_TITLE = 1 << 20,  /* before a name */
	TAG_FORMER = 1 << 21, /* before a title */
	TAG_ROLE = 1 << 22,   /* a person by what they do */
	TAG_GROUP = 1 << 23,  /* an institution */
	TAG_DOCUMENT = 1 << 24,
	TAG_MEDIUM = 1 << 25,
	TAG_NOUN = 1 << 26,    /* holds a statement: "his claim that" */
	TAG_FINITE = 1 << 27,  /* a common verb that attributes nothing */
	TAG_SOMEONE = 1 << 28, /* is spoken to */
	TAG_STATE_MEDIA = 1 << 29,
	TAG_RELAYED = 1 << 30, /* "seen by", "carried by": who follows relayed */
};

/* "der Sprecher [der] Polizei": an article that may join a noun to the one before. */
#define TAG_GENITIVE_ARTICLE (1u << 31)

/* More of the same, seldom asked for. */
enum more_tag {
	MORE_QUOTED = 1 << 0, /* "was quoted as saying" */
	MORE_AS_SAYING = 1 << 1,
	MORE_CITING = 1 << 2,
	MORE_ACCORDING_AFTER = 1 << 3, /* "zufolge": the source stands before */
	MORE_SO = 1 << 4,              /* German "so": the source follows what was said */
	MORE_MAN = 1 << 5,
	MORE_WOMAN = 1 << 6,
	MORE_I = 1 << 7,
	MORE_PARTICLE = 1 << 8, /* German "mit", "an": the end of a parted verb */
	MORE_REPORTED = 1 << 9, /* German "sei", "habe": a verb form of reported speech */
	MORE_OF = 1 << 11,      /* "of": what follows is part of the name, "ministry of trade" */
	MORE_AGENCY = 1 << 12,  /* "news agency" */
	MORE_STATE = 1 << 13,   /* "state-run", "official" */
	MORE_NAMED = 1 << 10,   /* before quotation marks that hold a name: "the film" */
	MORE_AS = 1 << 14,      /* "as", German "wie": begins "as Osk said" */
	MORE_TO_WHOM = 1 << 15, /* "to", "gegenüber": leads to whom one speaks */
	MORE_FACING = 1 << 16,  /* "addressing", "gegenüber": only ever to whom one speaks */
	MORE_SPEAKING = 1 << 17, /* "speaking" to, with, before somebody */
	MORE_STAFF = 1 << 18,   /* "Sprecher": speaks for, or works for, whoever follows */
	MORE_OFFICE = 1 << 19,  /* "mayor": what one person is at a time */
	MORE_DEFINITE = 1 << 20, /* "the" */
	MORE_CLITIC = 1 << 21,  /* "me", "te": an object that leans on the verb behind it */
};

/* What may follow a verb. */
enum takes {
	TAKES_THAT = 1 << 0,
	TAKES_BARE = 1 << 1,
	TAKES_QUOTE = 1 << 2,
	TAKES_PERSON = 1 << 3,
	TAKES_TO = 1 << 4,
	TAKES_OBJECT = 1 << 5,
	TAKES_AT = 1 << 6,
	TAKES_ON = 1 << 7,
	TAKES_OF = 1 << 8,
	TAKES_ABOUT = 1 << 9,
	TAKES_WHETHER = 1 << 10,
	TAKES_DOCUMENT = 1 << 12, /* "heißt es in dem Bericht": what stands in a document */
	TAKES_PARTED = 1 << 11, /* only with a particle later in the clause: "teilte … mit" */
};

enum form { FORM_BASE, FORM_THIRD, FORM_PAST, FORM_PARTICIPLE, FORM_GERUND };

/* A word or phrase of the lexicon; what it is by every section that lists it. */
struct lexeme {
	uint32_t tags;   /* enum tag */
	uint32_t more;   /* enum more_tag */
	uint16_t number; /* 0: of none, which all words are that the lexicon has not */
	uint16_t nwords;
	uint32_t longest; /* of a word: place of the longest phrase that begins with it, or 0 … */
	uint64_t seconds; /* … and a bit for each second word of such phrases */
	uint32_t
		next; /* of a phrase: place of a shorter one that begins with the same word, or 0 */
	uint32_t words; /* where its words' hashes begin */
	uint16_t takes; /* enum takes, of verbs */
	uint8_t forms;  /* 1 << enum form, or-ed */
	uint8_t act;    /* enum quote_act, of verbs and nouns */
	struct str medium;
};

struct lexicon_head {
	uint32_t hash;
	uint32_t lexeme; /* of the word by itself: its place; 0: empty */
};

struct lexicon {
	struct str language;
	/* What [grammar] says. */
	bool verb_last;     /* commas part all clauses, subjects follow verbs freely: German */
	bool nouns_capital; /* German */
	bool verb_final;    /* quotation, particle, verb: Korean */
	bool elides;        /* "l'agence", "qu'il": French */
	bool drops_subjects; /* "añadió": who, the sentence before says: Spanish */
	bool declines_names; /* Ивана Оскова is Иван Осков: Russian */
	bool dash_dialogue; /* a paragraph of speech opens with a dash */
	bool cue_in_marks;  /* a cue may stand within quotation marks: « A, dit-il, B » */
	bool cue_after_comma; /* there and in dialogue a comma parts it, not only a dash */
	struct lexeme *lexemes; /* the first is none */
	size_t n, room;
	uint32_t *hashes;
	size_t nhashes, hashes_room;
	struct map first;           /* hash of the first word -> number of the longest lexeme */
	struct lexicon_head *heads; /* the same for reading texts, by the hash's lowest bits */
	uint32_t heads_mask;
};

struct attribute_rules {
	struct lexicon *lexicons;
	size_t n;
};

/* The lexicon for a language; English where it is unknown. */
const struct lexicon *lexicon_for(const struct attribute_rules *rules, struct str language);

/*
 * The entry of a word by itself, or lexemes[0]. Where the lexicon has phrases alone that begin with it, an
 * entry without a number tells of them. One branch: which words are known nobody can foresee, but hardly one
 * meets another's place.
 */
static inline const struct lexeme *lexicon_word(const struct lexicon *lexicon, uint32_t hash)
{
	const struct lexicon_head *head;
	uint32_t at = hash;

	do
		head = &lexicon->heads[at++ & lexicon->heads_mask];
	while ((head->hash != hash) & (head->lexeme != 0));
	return &lexicon->lexemes[head->lexeme];
}

/* May an entry of several words begin with these two? */
static inline bool lexeme_goes_on(const struct lexeme *word, uint32_t second)
{
	return word->seconds >> second % 64 & 1;
}

/* The longest entry that begins with words[0]; `n` words may be looked at. Its number is 0 where there is none. */
const struct lexeme *lexicon_longest(const struct lexicon *lexicon, const struct word *words,
				     size_t n);

/* The same, where lexicon_word() of words[0] is known. */
const struct lexeme *lexicon_longest_from(const struct lexicon *lexicon, const struct lexeme *word,
					  const struct word *words, size_t n);

#endif
