#!/usr/bin/env python3
"""The structure of report pages: what a browser forgives but a reader by keyboard or ear does not.

    check.py PAGE...        prints each failure, then "N passed, N failed"
"""
import html.parser, pathlib, re, sys

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SELF_CLOSING = {"path", "circle"}
ALLOWED = set("""html head meta title style body a header footer main nav section article div p span b br ul ol li
    dl dt dd h1 h2 h3 table caption thead tbody tr th td details summary ins del blockquote svg g path text circle
    desc""".split())
ATTRIBUTES = set("""lang charset name content http-equiv class id href role aria-label aria-labelledby aria-hidden dir
    scope data-column data-whose open tabindex viewbox d x y cx cy r stroke-width""".split())


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.stack, self.wrong, self.ids, self.links, self.headings = [], [], [], [], []
        self.refs, self.tags, self.parents, self.texts, self.attrs = [], [], [], {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.attrs.append((tag, attrs))
        self.parents.append((tag, self.stack[-1][0] if self.stack else None))
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}> does not belong here")
        for name in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"attribute {name} of <{tag}> does not belong here")
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if "href" in attrs:
            self.links.append(attrs["href"])
        self.refs += attrs.get("aria-labelledby", "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.stack.append([tag, attrs, []])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1][0] != tag:
            self.wrong.append(f"</{tag}> closes <{self.stack[-1][0] if self.stack else ''}> at {self.getpos()}")
            return
        _, attrs, children = self.stack.pop()
        if self.stack:
            self.stack[-1][2].append(tag)
        if tag == "table" and "caption" not in children:
            self.wrong.append("a table without a caption")
        if tag == "svg" and ("title" not in children or "desc" not in children):
            self.wrong.append("a picture without title and description")
        if tag == "details" and children[:1] != ["summary"]:
            self.wrong.append("details without a summary")
        if tag in ("ul", "ol") and set(children) - {"li"}:
            self.wrong.append(f"a list with {set(children) - {'li'}}")

    def handle_data(self, data):
        if self.stack:
            self.texts[self.stack[-1][0]] = self.texts.get(self.stack[-1][0], "") + data


def checks(text):
    page = Page(text)
    style = text[text.index("<style>"):text.index("</style>")]
    body = text[text.index("</style>"):]
    yield "well formed, of known elements and attributes", not page.wrong and not page.stack, page.wrong[:5]
    yield "one h1", page.headings.count(1) == 1, page.headings[:3]
    yield "headings in order", all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), page.headings
    yield "unique ids", len(set(page.ids)) == len(page.ids), [i for i in set(page.ids) if page.ids.count(i) > 1][:5]
    yield "ids of letters, digits and hyphens", all(re.fullmatch(r"[a-z0-9-]+", i) for i in page.ids), page.ids
    lost = [h for h in page.links if not h.startswith("#") or h[1:] not in set(page.ids)]
    yield "all links lead somewhere in the page", not lost, lost[:5]
    yield "all labels exist", not set(page.refs) - set(page.ids), page.refs
    yield "landmarks", all(page.tags.count(t) == 1 for t in ("header", "main", "nav", "footer")), None
    yield "a language", any(t == "html" and a.get("lang") for t, a in page.attrs), None
    yield "a skip link first", page.links[:1] == ["#main"], page.links[:1]
    yield "no script", not re.search(r"<script|javascript:|\son\w+\s*=", re.sub(r">[^<]*<", "><", body)), None
    yield "nothing loaded by the style sheet", not re.search(r"url\(|@import|@font-face", style), None
    yield "nothing may be loaded", "default-src 'none'" in text, None
    yield "light and dark", "prefers-color-scheme: dark" in style and "color-scheme" in text, None
    yield "prints", "@media print" in style, None
    yield "valid UTF-8 without controls", not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), None


def main():
    passed = failed = 0
    for path in map(pathlib.Path, sys.argv[1:]):
        for name, good, detail in checks(path.read_text(encoding="utf-8")):
            passed, failed = passed + bool(good), failed + (not good)
            if not good:
                print(f"{path.name}: {name}: {detail}")
    print(f"{passed} passed, {failed} failed")


main()
