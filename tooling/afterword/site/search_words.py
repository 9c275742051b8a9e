"""What the full-text search knows of an incident besides its text: facts, and forms of words that people type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.portfolio.incidents import start_date
from afterword.postmortem import PostMortem
from afterword.site.groups import SHOWN
from afterword.site.site import Site

_MOST = 400
"""Forms that are kept of one document."""
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
"""German without umlauts; the engine itself leaves only the dots off."""
_GERMAN = re.compile(r"\b\w*[äöüßÄÖÜ]\w*")
_NUMBER = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+(?!\d)")
_COMPOUND = re.compile(r"\b\w+(?:[-./_:@+]\w+)+")
_TIME = re.compile(r"(?:\d{4}-\d\d-\d\dT?)?[\d:.+-]*Z?")
_PARTS = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")


def describe(document: PostMortem, title: str, site: Site) -> dict[str, str]:
    """Return what a result shows, the facts by which it is found, and further forms of its words."""
    facts = [value for facet in SHOWN for value in facet.values(document)]
    causes = [cause.summary for cause in document.front.stated_causes if cause.summary]
    incident = document.front.incident
    issue = str(incident.issue) if incident and incident.issue else ""
    return {
        "title": title,
        "severity": document.front.severity or "",
        "date": start_date(document),
        "facts": ", ".join(dict.fromkeys(filter(None, (document.id, issue, *facts, *causes)))),
        "forms": " ".join(list(dict.fromkeys(_forms(document)))[:_MOST]),
    }


def _forms(document: PostMortem) -> Iterator[str]:
    """List the forms of words that the engine does not make: dates in words, German, numbers, parts of names."""
    incident = document.front.incident
    start = incident.started.earliest if incident and incident.started else None
    if start:
        yield f"{start.day} {start:%B} {start:%b} {start:%Y}"
    text = document.source.readable
    # Most words come many times, and are of plain letters.
    words = [word for word in dict.fromkeys(text.split()) if not (word.isascii() and word.isalpha())]
    for word in _GERMAN.findall(" ".join(word for word in words if not word.isascii())):
        yield "".join(_LETTERS.get(letter, letter) for letter in word)
    for number in dict.fromkeys(_NUMBER.findall(text)):
        yield "".join(filter(str.isdigit, number))
    for name in dict.fromkeys(_COMPOUND.findall(" ".join(words))):
        if any(map(str.isdigit, name)) and any(map(str.isalpha, name)) and not _TIME.fullmatch(name):
            yield from _PARTS.findall(name)
