#!/usr/bin/env python3
"""More invented articles than the report shows, all sharing passages: the page must stay small and say what it
leaves out."""
import json

SENTENCES = [
    "The harbour board of Tarnmouth said the new breakwater would open in the spring of next year.",
    "Fishing boats from nine villages have waited for it since the great storm took the old one away.",
    "“We have counted the tides, and we have counted the money, and both will do,” said the board's chair, Ada Quill.",
    "The ministry in the capital has promised to pay a third of what it costs, and no more than that.",
]
for number in range(900):
    lines = [f"Tarnmouth to open its breakwater, part {number}"] + SENTENCES[number % 3:] + SENTENCES[:number % 3]
    print(json.dumps({"id": f"large-{number:04}", "outlet": f"Paper {number % 60}", "title": lines[0],
                      "published": f"2031-04-{number % 28 + 1:02}T{number % 24:02}:00Z", "text": "\n\n".join(lines)}))
