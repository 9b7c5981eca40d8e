"""Does what the program found agree with a fact of examples/truth.json?

One function a kind of fact. Each takes the program's answers and one fact, and yields a check for each
thing that the fact states: (name of the check, whether it holds, what was found instead).
examples/README.md documents the facts.
"""
import re


class Answers:
    """The records of every command, to be looked up as the facts name them."""

    def __init__(self, records, folder, truth):
        aliases = truth["names"]
        self.records = records
        self.named = {story["name"]: story["articles"] for story in truth["stories"]}
        self.articles = {}
        self.key_of = {}
        self.aliases = {plain(other): plain(name) for name, others in aliases.items() for other in others}
        for article in records["read"]:
            file = article["file"].removeprefix(f"{folder}/")
            key = file if file.endswith(".txt") else article["id"]
            self.articles[key] = article
            self.key_of[article["id"]] = key

    def of(self, command, key):
        return [r for r in self.records[command] if self.key_of.get(r["article"]) == key]

    def text(self, key):
        return self.articles[key]["text"] if key in self.articles else ""

    def cut(self, key, spans):
        text = self.text(key).encode()
        return " ".join(text[start:end].decode(errors="replace") for start, end in spans)

    def keys(self, ids):
        return {self.key_of.get(i, i) for i in ids}

    def same_name(self, a, b):
        a, b = (self.aliases.get(plain(x), plain(x)).split() for x in (a, b))
        return bool(a) and bool(b) and (set(a) <= set(b) or set(b) <= set(a))

    def same_names(self, got, want):
        return len(got) == len(want) and all(map(self.same_name, got, want))


def plain(text):
    """Letters and digits only, lower case: neither marks nor capitals decide."""
    return " ".join(w for w in re.findall(r"\w+", (text or "").lower()) if w != "the")


def share_of(want, got):
    """How much of the words of `want` stand in `got`."""
    want, got = plain(want).split(), plain(got).split()
    return sum(1 for word in want if word in got) / max(len(want), 1)


def likeness(a, b):
    a, b = set(plain(a).split()), set(plain(b).split())
    return len(a & b) / max(len(a | b), 1)


def stated(answers, key, text):
    """Guards against a fact that is itself wrong: its words must stand in its article."""
    return "words", text in answers.text(key), "these words are not in the article"


def articles(answers, fact):
    got = answers.articles.get(fact["article"])
    if not got:
        yield "read", False, "not read"
        return
    published = got["published"] or {}
    agencies = sorted([a["name"], a["role"]] for a in got["agencies"])
    yield "title", plain(got["title"]) == plain(fact["title"]), got["title"]
    yield "outlet", answers.same_name(got["outlet"], fact["outlet"]), got["outlet"]
    if "byline" in fact:
        yield "byline", [plain(x) for x in got["byline"]] == [plain(x) for x in fact["byline"]], got["byline"]
    yield "published", published.get("value", "")[:10] == fact["published"], published.get("value")
    yield "published from", published.get("from") == fact["from"], published.get("from")
    yield "agencies", (
        len(agencies) == len(fact["agencies"])
        and all(answers.same_name(g[0], w[0]) and g[1] == w[1] for g, w in zip(agencies, fact["agencies"]))
    ), agencies
    place = got["dateline"] and got["dateline"]["place"]
    yield "dateline", plain(place) == plain(fact["place"]), place
    yield "language", got["language"] == fact["language"], got["language"]
    spans = [(s["start"], s["end"]) for s in got["spans"] if s["kind"] == "body"]
    body = answers.cut(fact["article"], spans)
    for words in fact["body"]:
        yield f"body has “{words}”", words in body, "not marked as body"
    for words in fact["not_body"]:
        yield f"body has not “{words}”", words in got["text"] and words not in body, "marked as body"


def dates(answers, fact):
    yield stated(answers, fact["article"], fact["text"])
    text = answers.text(fact["article"])
    places = [m.start() for m in re.finditer(re.escape(fact["text"]), text)]
    spans = [(len(text[:p].encode()), len(text[: p + len(fact["text"])].encode())) for p in places]
    found = [
        d for d in answers.of("dates", fact["article"])
        if any(d["start"] < end and start < d["end"] for start, end in spans)
    ]
    yield "value", any(d["value"] == fact["value"] for d in found), [d["value"] for d in found]
    yield "type", any(d["timex"] == fact["timex"] for d in found), [d["timex"] for d in found]


def best_quote(answers, key, text):
    best, found = 0.0, None
    for quote in answers.of("quotes", key):
        words = answers.cut(key, quote["spans"])
        like = likeness(text, words)
        if plain(text) in plain(words):
            like = max(like, 0.75)  # the statement around a partial quote
        if like > best:
            best, found = like, quote
    return found if best >= 0.7 else None


def quotes(answers, fact):
    yield stated(answers, fact["article"], fact["text"])
    got = best_quote(answers, fact["article"], fact["text"])
    yield "quote", got is not None, "no such quote"
    if not got:
        return
    speaker = got["speaker"] and got["speaker"]["name"]
    yield "form", ("indirect" if got["form"] == "indirect" else "quoted") == fact["form"], got["form"]
    yield "speaker", answers.same_name(speaker, fact["speaker"]), speaker
    yield "chain", any(answers.same_names(got["chain"], c) for c in fact["chain"]), got["chain"]
    if "medium" in fact:
        yield "medium", got["medium"] == fact["medium"], got["medium"]


def altered(answers, fact):
    yield stated(answers, fact["article"], fact["text"])
    got = best_quote(answers, fact["article"], fact["text"])
    original = {q.get("utterance") for q in answers.of("quotes", fact["of"])} - {None}
    yield "one utterance", bool(got) and got.get("utterance") in original, got and got.get("utterance")
    yield "altered", bool(got) and got.get("altered") is True, got and got.get("altered")
    differences = got.get("differences", []) if got else []
    for before, after in fact["changed"]:
        held = any(before in d.split() or before in plain(d) for d in differences if after in plain(d))
        yield f"{before} → {after}", held, differences


def copies_of(answers, a, b, text):
    """The copies between two articles that hold most of the words on both sides, with the side of `a`."""
    for copy in answers.records["copies"]:
        sides = {answers.key_of.get(copy[s]["article"]): s for s in "ab"}
        if set(sides) == {a, b} and all(
            share_of(text, answers.cut(key, [(copy[s]["start"], copy[s]["end"])])) >= 0.8
            for key, s in sides.items()
        ):
            yield copy, {s: key for key, s in sides.items()}


def copies(answers, fact):
    yield stated(answers, fact["a"], fact["text"])
    copy, key_of = next(copies_of(answers, fact["a"], fact["b"], fact["text"]), (None, None))
    yield "copy", copy is not None, "no such passage"
    if not copy:
        return
    yield "kind", copy["kind"] in fact["kind"], copy["kind"]
    if "from" in fact:
        source = key_of.get(copy["from"])
        yield "from", source == fact["from"], f"{source}: {copy['why']}"
    if "credit" in fact:
        yield "credit", copy["credit"] == fact["credit"], f"{copy['credit']}: {copy['why']}"


def strangers(answers, fact):
    pair = set(fact["articles"])
    yield "read", pair <= set(answers.articles), "not read"
    between = [
        c for c in answers.records["copies"]
        if answers.keys([c["a"]["article"], c["b"]["article"]]) == pair and c["kind"] != "furniture"
    ]
    yield "no copy", not between, [c["kind"] for c in between]


def corrections(answers, fact):
    yield stated(answers, fact["article"], fact["text"])
    copy, key_of = next(copies_of(answers, fact["article"], fact["corrects"], fact["text"]), (None, None))
    yield "copy", copy is not None, "no such passage"
    if not copy:
        return
    yield "kind", copy["kind"] == "self", copy["kind"]
    yield "from", key_of.get(copy["from"]) == fact["corrects"], copy["from"]
    yield "told", any("correct" in why for why in copy["why"]), copy["why"]


def press_releases(answers, fact):
    takers = set()
    for copy in answers.records["copies"]:
        sides = [answers.key_of.get(copy[s]["article"]) for s in "ab"]
        if fact["release"] in sides and copy["from"] and copy["kind"] != "furniture":
            if answers.key_of.get(copy[copy["from"]]["article"]) == fact["release"]:
                takers |= set(sides) - {fact["release"]}
    yield "release", fact["release"] in answers.articles, "not read"
    for key in fact["lifted_by"]:
        yield f"lifted by {key}", key in takers, sorted(takers)
    for key in fact["not_by"]:
        yield f"not lifted by {key}", key in answers.articles and key not in takers, sorted(takers)


def story_of(answers, keys):
    """The story that has most of these articles."""
    def shared(story):
        return len(answers.keys(story["articles"]) & set(keys))

    touched = [story for story in answers.records["stories"] if shared(story)]
    return max(touched, default=None, key=lambda story: (shared(story), -len(story["articles"])))


def stories(answers, fact):
    got = story_of(answers, fact["articles"])
    found = answers.keys(got["articles"]) if got else set()
    for key in fact["articles"]:
        yield f"has {key}", key in found, "elsewhere"
    yield "nothing else", bool(found) and not found - set(fact["articles"]), sorted(found - set(fact["articles"]))
    event = got and got.get("event")
    yield "event", event == fact["event"], event


def disagreements(answers, fact):
    got = story_of(answers, answers.named.get(fact["story"], []))
    told = {}
    for disagreement in (got or {}).get("disagreements", []):
        if fact["what"] in plain(disagreement["what"]):
            for value in disagreement["values"]:
                told.setdefault(str(value["number"]), set()).add(answers.key_of.get(value["article"]))
    yield "told", bool(told), "no such disagreement"
    if told:
        for number, keys in fact["numbers"].items():
            for key in keys:
                yield f"{number} in {key}", key in told.get(number, set()), sorted(told)


def wording_found(entry, fact):
    before = plain(entry["before"])
    return (
        plain(fact["phrase"]) in plain(entry["phrase"])
        and (plain(fact["before"]) in before if fact["before"] else plain(fact["phrase"]) not in before)
        and entry["first"].startswith(fact["first"])
    )


def series(answers, fact):
    found = answers.records["series"]
    yield "one series", len(found) == 1, [s["title"] for s in found]
    if not found:
        return
    got = max(found, key=lambda s: len(s["stories"]))
    dates_got = [d[:10] for d in got["dates"]]
    cadence = got["cadence"] or {}
    for name in fact["stories"]:
        story = story_of(answers, answers.named.get(name, []))
        yield f"has the {name}", bool(story) and story["id"] in got["stories"], "elsewhere"
    yield "dates", dates_got == fact["dates"], dates_got
    for key in ("every", "on", "since", "missed"):
        yield key, cadence.get(key) == fact[key], cadence.get(key)
    yield "next", (got["next"] or "")[:10] == fact["next"], got["next"]
    for want in fact["wording"]:
        name = f"wording “{want['before']}” → “{want['phrase']}” in {want['first']}"
        yield name, any(wording_found(w, want) for w in got["wording"]), "not found"
    for want in fact["claims"]:
        verdicts = [
            c["verdict"] for c in got["claims"]
            if answers.key_of.get(c["article"]) == want["article"] and plain(want["text"]) in plain(c["text"])
        ]
        yield f"claim “{want['text']}” in {want['article']}", want["verdict"] in verdicts, verdicts


KINDS = [
    articles, dates, quotes, altered, copies, strangers, corrections, press_releases, stories, disagreements,
    series,
]


def name_of(kind, fact):
    """What a person calls this fact."""
    words = [kind.__name__]
    words += [fact[key] for key in ("article", "name", "release", "story") if key in fact]
    if kind is copies:
        words += [fact["a"], "~", fact["b"]]
    if kind is strangers:
        words += fact["articles"]
    if "text" in fact:
        words.append(f"“{fact['text'][:60]}”")
    return " ".join(words)
