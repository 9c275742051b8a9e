"""What the full-text search knows of an incident besides its text: facts, and forms of words that people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from afterword.portfolio.incidents import start_date
from afterword.postmortem import PostMortem
from afterword.site.groups import PAGED
from afterword.site.site import Site

_MOST = 400
"""Forms that are kept of one document."""
_PLAIN = str.maketrans("øØłŁđĐıħŧ", "oOlLdDiht") | str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d"}
)
"""Letters without their signs, of those that are not made of a letter and a sign."""
_TWO_LETTERS = _PLAIN | str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)
"""Letters as German, Danish and Norwegian write them on keyboards that lack them."""
_ACCENTED = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_ACCENTS = re.compile("[\u0300-\u036f]")
_NUMBER = re.compile(r"(\d(?<![\d.,'’]\d)\d{0,2}([,.'’\u00a0\u2009\u202f ])\d{3}(?:\2\d{3})*)([.,]\d{1,2})?(?!\d)")
_COMPOUND = re.compile(r"\b\w+(?:[-./_:@+]\w+)+")
_TIME = re.compile(r"(?:\d{4}-\d\d-\d\dT?)?[\d:.+-]*Z?")
_NAMES = re.compile(r"[^-/_:@+]+")
_PARTS = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")


def describe(document: PostMortem, title: str, site: Site) -> dict[str, str]:
    """Return what a result shows, the facts by which it is found, and further forms of its words."""
    facts = [value for facet in PAGED for value in facet.values(document)]
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
    """List the forms of words that the engine does not make: dates, words without accents, numbers, parts of names."""
    incident = document.front.incident
    if incident and incident.started and incident.started.earliest:
        yield from _write_date(incident.started.earliest)
    text = document.source.readable
    # Most words come many times, and are of plain letters.
    words = [word for word in dict.fromkeys(text.split()) if not (word.isascii() and word.isalpha())]
    for word in _ACCENTED.findall(" ".join(word for word in words if not word.isascii())):
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", word.translate(_PLAIN)))
        yield from (form for form in (word.translate(_TWO_LETTERS), plain) if form != word)
    for whole, _, decimals in dict.fromkeys(_NUMBER.findall(text)):
        digits = "".join(filter(str.isdigit, whole))
        yield from (digits, digits + decimals)
    for name in dict.fromkeys(_COMPOUND.findall(" ".join(words))):
        if any(map(str.isdigit, name)) and any(map(str.isalpha, name)) and not _TIME.fullmatch(name):
            yield from (part for part in _NAMES.findall(name) if "." in part)
            yield from _PARTS.findall(name)


def _write_date(day: datetime) -> Iterator[str]:
    """Write a day as people do, in words and in numbers of either order."""
    yield f"{day.day} {day:%B} {day:%b} {day:%Y}"
    for first, second in ((day.day, day.month), (day.month, day.day)):
        yield from (f"{first:02}/{second:02}/{day.year}", f"{first}/{second}/{day.year}")
    yield from (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}")
