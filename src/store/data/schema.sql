-- The wirecopy database, version 1. docs/database.md explains it with examples.
-- Positions are bytes into article.text, half open. Moments are ISO 8601 as far as they are known.

CREATE TABLE article (
	id TEXT PRIMARY KEY,
	file TEXT, url TEXT, outlet TEXT, title TEXT, language TEXT,
	place TEXT, place_start INTEGER, place_end INTEGER,
	published TEXT, published_from TEXT, published_start INTEGER, published_end INTEGER,
	modified TEXT, canonical TEXT,
	text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE byline (article TEXT REFERENCES article, number INTEGER, name TEXT NOT NULL,
	PRIMARY KEY (article, number)) WITHOUT ROWID;
CREATE TABLE published_why (article TEXT REFERENCES article, number INTEGER, why TEXT NOT NULL,
	PRIMARY KEY (article, number)) WITHOUT ROWID;
CREATE TABLE agency (article TEXT REFERENCES article, number INTEGER, name TEXT NOT NULL,
	role TEXT NOT NULL, start INTEGER, end INTEGER,
	PRIMARY KEY (article, number)) WITHOUT ROWID;
CREATE TABLE mark (article TEXT REFERENCES article, start INTEGER, end INTEGER, kind TEXT NOT NULL,
	PRIMARY KEY (article, start)) WITHOUT ROWID;

CREATE TABLE date (article TEXT REFERENCES article, start INTEGER, end INTEGER, timex TEXT NOT NULL,
	value TEXT, PRIMARY KEY (article, start)) WITHOUT ROWID;

CREATE TABLE quote (article TEXT REFERENCES article, number INTEGER, form TEXT NOT NULL,
	act TEXT NOT NULL, speaker TEXT, medium TEXT, date TEXT, confidence REAL, utterance TEXT,
	PRIMARY KEY (article, number)) WITHOUT ROWID;
-- part: content, cue, speaker or addressee
CREATE TABLE quote_part (article TEXT, quote INTEGER, part TEXT NOT NULL, number INTEGER,
	start INTEGER, end INTEGER, PRIMARY KEY (article, quote, part, number)) WITHOUT ROWID;
-- number 0 is the mouth
CREATE TABLE quote_chain (article TEXT, quote INTEGER, number INTEGER, name TEXT NOT NULL,
	PRIMARY KEY (article, quote, number)) WITHOUT ROWID;
CREATE TABLE quote_why (article TEXT, quote INTEGER, number INTEGER, why TEXT NOT NULL,
	PRIMARY KEY (article, quote, number)) WITHOUT ROWID;

-- source: which side the words come from, 'a', 'b' or null
CREATE TABLE copy (number INTEGER PRIMARY KEY,
	a TEXT REFERENCES article, a_start INTEGER, a_end INTEGER,
	b TEXT REFERENCES article, b_start INTEGER, b_end INTEGER,
	words INTEGER, identity REAL, family INTEGER, kind TEXT NOT NULL, source TEXT, credit TEXT);
CREATE TABLE copy_why (copy INTEGER REFERENCES copy, number INTEGER, why TEXT NOT NULL,
	PRIMARY KEY (copy, number)) WITHOUT ROWID;
CREATE INDEX copy_a ON copy (a);
CREATE INDEX copy_b ON copy (b);

CREATE TABLE series (id TEXT PRIMARY KEY, title TEXT, every TEXT, "on" TEXT, since TEXT)
	WITHOUT ROWID;
CREATE TABLE wording (series TEXT REFERENCES series, number INTEGER, phrase TEXT, before TEXT,
	first TEXT, last TEXT, PRIMARY KEY (series, number)) WITHOUT ROWID;
CREATE TABLE story (id TEXT PRIMARY KEY, title TEXT, start TEXT, end TEXT, event TEXT,
	series TEXT REFERENCES series) WITHOUT ROWID;
CREATE TABLE story_article (story TEXT REFERENCES story, number INTEGER,
	article TEXT REFERENCES article, why TEXT, PRIMARY KEY (story, number)) WITHOUT ROWID;
CREATE TABLE story_also (story TEXT REFERENCES story, number INTEGER,
	article TEXT REFERENCES article, start INTEGER, end INTEGER, why TEXT,
	PRIMARY KEY (story, number)) WITHOUT ROWID;

-- Full text: SELECT id FROM search WHERE search MATCH 'solidarity';
CREATE VIRTUAL TABLE search USING fts5 (id UNINDEXED, title, text);

-- where the words of the articles stand that were compared: docs/index.md
CREATE TABLE index_block (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
