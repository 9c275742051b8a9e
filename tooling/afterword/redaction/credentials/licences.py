"""Keys of licences, by a word before them and by their groups of capitals and digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler, is_random
from afterword.redaction.matching import Anchors, Match, Needles, Sort, value_at
from afterword.text.late_pattern import late_pattern

KIND = "licence key"

_PREFIX = r"(?:(?:[A-Z0-9]{1,3}-){1,2}(?=(?:[A-Z0-9]+-){0,7}(?:[A-Z]+[0-9]|[0-9]+[A-Z])[A-Z0-9]{2}))?"
"""What makers write before the groups, such as `ENT-` for the edition; one of the groups mixes letters and digits."""
_GROUPS = rf"{_PREFIX}[A-Z0-9]{{4,8}}(?:[- ][A-Z0-9]{{4,8}}){{2,11}}"
_AFTER = late_pattern(
    r"(?i:licen[cs]es?|licencia|licenza|lizenz\w{0,12}|licence|product|activation|registration|serial|s/n|ipk|"
    r"produktschl[üu]ssel|aktivierung\w{0,10}|seriennummer)(?:[ _-]?(?i:keys?|codes?|numbers?|no|nr|n[°º]))?[.]?(?: ?"
    rf"(?:is|ist|est|was|expired))?[\"'.]{{0,2}} ?[:=]?[ \"'#]{{0,3}}(?P<value>{_GROUPS}|[A-Z0-9]{{20,30}})(?![\w-])"
)
_BEFORE = late_pattern(
    rf"(?<![\w-])(?P<value>{_PREFIX}[A-Z0-9]{{4,8}}(?:-[A-Z0-9]{{4,8}}){{3,7}}|[A-Z0-9]{{10}}-eyJ[\w+/=-]{{20,4000}})"
    r"(?![\w-])"
)
_BLOB = late_pattern(r"(?i:licen[cs]e(?:_key|_data)?)[\"']?\s?[:=]\s?[\"']?(?P<value>[A-Za-z0-9+/_-]{60,4000}={0,2})")


def _key(text: str, at: int) -> Iterator[Match]:
    match = _AFTER.match(text, at) or _BLOB.match(text, at)
    if match and not is_filler(match["value"]):
        value = match["value"]
        groups = re.split("[- ]", value)
        digits, letters = any(char.isdigit() for char in value), any(char.isalpha() for char in value)
        if (digits and letters) or len(groups) >= 4 or is_random(value):
            yield Match.of(match, KIND, Sort.SECRET, "value")


_WORD = late_pattern(
    r"(?i)licen|lizenz|product|activation|registration|serial|s/n|ipk|produktschl|aktivierung|seriennummer"
    r"|installation key"
)


def _near(text: str, at: int) -> Iterator[Match]:
    """Five groups of five anywhere in the line of the word."""
    if not _WORD.match(text, at):
        return
    yield from _key(text, at)
    end = text.find("\n", at, at + 200)
    for match in _BEFORE.finditer(text, at, end if end >= 0 else at + 200):
        letters = any(char.isalpha() for char in match["value"])
        if any(char.isdigit() for char in match["value"]) and (letters or match["value"].count("-") > 2):
            yield Match.of(match, KIND, Sort.SECRET, "value")


_SIGNATURE = late_pattern(r"(?i:signature|licen[cs]e)[\"']\s?:\s?[\"'](?P<value>[A-Za-z0-9+/_-]{60,8000}={0,2})[\"']")


_LICENCE = late_pattern(r"(?i)(?<![a-z])licen[cs]e(?![a-z])")


def _signed(text: str, at: int) -> Iterator[Match]:
    """The signature within a licence that is a document; `at` is at the word."""
    match = _SIGNATURE.match(text, at)
    if match and _LICENCE.search(text, max(0, at - 300), at):
        yield Match.of(match, KIND, Sort.SECRET, "value")


_signature = value_at(
    KIND,
    r"SIGN2?=\"?(?P<value>[0-9A-F]{4,80}(?: [0-9A-F]{4}){0,60}|[A-Z0-9]{4}(?: [A-Z0-9]{4}){3,60})\"?",
    sort=Sort.SECRET,
)
_ANCHORED = Anchors(*Needles.each(
    (b"licen", _near, "license licence licenses licences licencia licenza licensekey licencekey"),
    (b"lizenz", _near, "lizenz lizenzschl lizenzcode lizenznummer lizenzkey"),
    (b"product", _near, "product productkey"),
    (b"activation", _near, "activation"), (b"registration", _near, "registration"),
    (b"serial", _near, "serial serialnumber"), (b"s/n", _near, "activation license licence"), (b"ipk", _near, "ipk"),
    (b"produktschl", _near, "produktschl"), (b"aktivierung", _near, "aktivierungscode aktivierungsschl"),
    (b"seriennummer", _near, "seriennummer"), (b"sign==", _signature, "sign"),
    (b"installation key", _near, "installation"), (b"signature==", _signed, "license licence"),
))  # fmt: skip
find = _ANCHORED.find
"""Find them all."""
