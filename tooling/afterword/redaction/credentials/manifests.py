"""Secrets in manifests and states: `kind: Secret` of Kubernetes, and what Terraform marks as sensitive."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random, is_reference
from afterword.redaction.matching import Anchors, Match, Needles, Sort, starts, value_at
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

_OF_SECRET = late_pattern(rb"kind=(?=[= ]{0,4}secret(?![a-z]))")
_KIND = late_pattern(r"kind[\"']?: {0,4}[\"']?(?P<kind>[A-Z][A-Za-z]{2,40})\b")
_DATA = late_pattern(
    r"(?m)(?:^(?P<margin>[ \t>|+#-]{0,40})|[{,]\s?)[\"']?(?:data|stringData)[\"']?:[ \t]{0,4}(?P<braces>\{)?"
)
_ENTRY = late_pattern(
    r"\n(?P<margin>[ \t>|+#-]{1,60})[\"']?[\w.-]{1,100}[\"']?: {1,4}(?:[|>][+-]?\n[ \t]{1,60})?[\"']?"
    r"(?P<value>[^\s\"'{}\[\]]{4,20000})[\"']?"
)
_MEMBER = late_pattern(
    r"[\"']?[\w.-]{1,100}[\"']?: {0,4}[\"']?(?P<value>[^\s\"'{},]{4,20000})[\"']?\s{0,40}(?P<sign>[,}])\s{0,40}"
)
_REACH = 20_000
_MOST_ENTRIES = 500


def _secrets(view: View) -> Iterator[Match]:
    """The values below `data` and `stringData` of what is a `Secret`; each part of a text is looked through once."""
    text, done = view.text, 0
    for at in starts(view.folded, _OF_SECRET) if b"kind" in view.words else ():
        if at < done:
            continue
        begin = max(done, text.rfind("\n---", max(0, at - _REACH), at), at - _REACH)
        end = text.find("\n---", at, at + _REACH)
        done = end if end >= 0 else min(len(text), at + _REACH)
        kinds = list(_KIND.finditer(text, begin, done))
        places = [kind.start() for kind in kinds]
        for data in _DATA.finditer(text, begin, done):
            after = bisect_left(places, data.start())
            beside = kinds[max(0, after - 1) : after + 1]
            nearest = min(beside, key=lambda kind: abs(kind.start() - data.start()), default=None)
            if nearest and nearest["kind"] == "Secret":
                yield from _entries(text, data, done)


def _entries(text: str, data: re.Match[str], end: int) -> Iterator[Match]:
    entry, place = _MEMBER if data["braces"] else _ENTRY, data.end()
    for _ in range(_MOST_ENTRIES):
        match = entry.match(text, place, end)
        if match is None or (not data["braces"] and len(match["margin"]) <= len(data["margin"] or "")):
            return
        if not is_reference(match["value"]) and not is_filler(match["value"]):
            yield Match.of(match, "secret", Sort.SECRET, "value")
        place = match.end()
        if data["braces"] and match["sign"] == "}":
            return


_STRING = r"\"(?P<{0}>[^\"\n]{{4,2000}})\""
_OTHERS = r"(?:\"(?:type|description|special|length|upper|lower|number)\":\s{0,9}[^,\n]{1,80},\s{0,40}){0,4}"
_AFTER = late_pattern(rf"sensitive\":\s{{0,9}}true,\s{{0,40}}{_OTHERS}\"value\":\s{{0,9}}{_STRING.format('value')}")
_BEFORE = late_pattern(rf"\"value\":\s{{0,9}}{_STRING.format('value')},\s{{0,40}}{_OTHERS}\"\Z")


_IS_SENSITIVE = late_pattern(r"sensitive\":\s{0,9}true")


def _sensitive(text: str, at: int) -> Iterator[Match]:
    """The value beside `"sensitive": true`; `at` is at the word."""
    match = _AFTER.match(text, at)
    if match is None and _IS_SENSITIVE.match(text, at):
        match = _BEFORE.search(text, max(0, at - 2_300), at)
    if match and not is_filler(match["value"]):
        yield Match.of(match, "secret", Sort.SECRET, "value")


# The result of `random_password`.
_generated = value_at(
    "password",
    r"random_(?:password|string|bytes|id)\b[^\n]{0,40}?(?:[\s\S]{0,400}?)[\"']?(?:result|hex"
    r"|b64_std)[\"']?\s{0,9}[:=]\s{0,9}\"(?P<value>[^\"\n]{4,400})\"",
    lambda value: not is_filler(value) and (is_random(value) or not value.isalpha()),
    sort=Sort.SECRET,
)
# The keys of a storage account, as the command line of Azure lists them.
_account_key = value_at(
    "Azure key",
    r"\"(?:keyName|name)\":\s{0,4}\"key\d\",[^{}]{0,200}?\"value\":\s{0,4}\"(?P<value>[A-Za-z0-9+/=]{40,100})\"",
    is_random,
    sort=Sort.SECRET,
)
_ANCHORED = Anchors(
    Needles(b"random_", {b"random_password": _generated, b"random_string": _generated}, "random"),
    *Needles.each((b"sensitive==", _sensitive, "sensitive"), (b"=keyname==", _account_key, "keyname")),
)  # fmt: skip


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _secrets(view)
    yield from _ANCHORED.find(view)
