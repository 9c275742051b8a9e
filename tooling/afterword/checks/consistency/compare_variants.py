"""AW005, AW008: compare names, versions and units that differ in a part where the same thing must be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from afterword.checks.consistency.sentences import FRONT, Sentence, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

_REMEDY = "if both mean the same, correct the one that is wrong; else say how they differ"
_REGION = (
    r"(?:eu|us|ap|sa|af|me|ca|cn|il|asia|europe)-(?:north|south|east|west|central|northeast|southeast|northwest|"
    r"southwest)(?:-?\d)?"
)
_NAME = late_pattern(
    rf"(?<![\w./:@#-])(?:(?P<region>{_REGION})|(?P<head>[A-Za-z]{{1,15}})-(?P<tail>[a-z]{{2,15}}|\d{{1,4}}(?:\.\d+)*)|"
    r"(?P<version>v?\d{1,4}(?:\.\d{1,4}){1,3}))(?![\w/%-]|\.\d|:\d|,\d)"
)
"""What a region, a service, a model or a version is called: `eu-west-1`, `risk-api`, `oak-7`, `2.14.0`."""
_CALLED = late_pattern(
    r"(?:\b(?:service|model|release|deployment|version|build|component|proxy|gateway|prompt|router|cluster|pool|queue|"
    r"topic|index|table|bucket|pipeline|job|worker|package|library|backend|fallback)s?(?: of)?,? `?|`)$",
    re.IGNORECASE,
)
_NUMBERED = late_pattern(r"`?,? (?:version )?v?\d")
_FAULTY = late_pattern(
    r"\b(?:came|began|started|arrived|begins) with (?:the |our |a )?(?:[\w-]+ ){0,2}$|\b(?:caused by|due to|because of|"
    r"cause (?:is|was)|broke with|fault of|faulty|bad|broken) (?:the |our )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_INTRODUCED = late_pattern(
    r"`? (?:had )?(?:introduced|introduces|brought|broke|caused|contains the (?:bug|fault|error))\b"
)
_ANOTHER = late_pattern(
    r"\b(?:other|another|both|instead|than|replac\w+|previous\w*|former\w*|old\w*|earlier|last|next|unlike|staging|"
    r"test\w*|back|before|after|until|up to|again|later|since|from|to|fix\w*|successor|plan\w*|will|would|not|never|"
    r"compar\w+|like|similar|same|upgrad\w+|migrat\w+|switch\w*|moved?|newer|older|elsewhere|only in)\b",
    re.IGNORECASE,
)
"""Words of a name that is, perhaps, of something else or of another time."""
_BOUND = late_pattern(
    r"\b(?P<noun>[A-Za-z]{2,}?)s? (?:versions? |releases? )?(?:older than|newer than|before|below|prior to|up to|"
    r"at least|"
    r"from|under|above) (?:version )?v?(?P<below>\d+(?:\.\d+){1,3})(?![\w%]|\.\d| ?(?:s|ms|GB|MB)\b)|"
    r"\b(?P<other>[A-Za-z]{2,}?)s? v?(?P<above>\d+(?:\.\d+){1,3}) (?:or|and) (?:newer|later|higher|older|above|up)\b"
)
_UNITS = (
    "ms s min h µs", "KB kB MB GB TB PB", "mg g kg t", "mm cm m km", "W kW MW", "kWh MWh", "Mbit/s Gbit/s",
    "EUR USD GBP CHF",
)  # fmt: skip
_UNIT_OF = {unit: group for group in _UNITS for unit in group.split()}
_MEASURED = late_pattern(rf"(?<![\w.,:/-])(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>{'|'.join(_UNIT_OF)})(?![\w/])")
_OF_THE_INCIDENT = (outline.SUMMARY.name, outline.IMPACT.name, outline.ROOT_CAUSE.name, outline.TIMELINE.name)
_ALIKE, _ALIKE_WORDS = 0.5, 2
_MOST = 12
"""Variants of a name, or numbers of one value: of more, none is meant for another one."""
_LIMIT = late_pattern(r"\b(?:limits?|at most|time-?outs?|max\w*|thresholds?|up to|no longer than|waits?)\b")
_LEAST_DIGITS = 2
_SIDES = 40
"""Characters beside a name that say what it is the name of."""


@dataclass(frozen=True, eq=False, slots=True)
class _Name:
    """A name, where it is, and what is said of it.

    Attributes:
        value: the name in lower case.
        family: what it has in common with its variants: its first part, `region`, or the form of a version.
        sentence: its sentence.
        before: the text before it, as it is written.
        behind: the text behind it.
        clause: its clause without it.
    """

    value: str
    family: str
    sentence: Sentence
    before: str
    behind: str
    clause: str

    @property
    def is_called_so(self) -> bool:
        """Whether what is beside it says that it is a name: a code span, `model`, or a version."""
        return _CALLED.search(self.before) is not None or _NUMBERED.match(self.behind) is not None

    @property
    def is_faulty(self) -> bool:
        """Whether it is said to be what brought the fault."""
        return _FAULTY.search(self.before) is not None or _INTRODUCED.match(self.behind) is not None


def find_variants(statements: Statements) -> Iterator[Found]:
    """Find names and versions that a part of the document has in place of one that differs from it in a part."""
    of_family: dict[str, list[_Name]] = {}
    for one in _read(statements):
        of_family.setdefault(one.family, []).append(one)
    for family, names in of_family.items():
        values = list(dict.fromkeys(one.value for one in names))
        if not 1 < len(values) <= _MOST or (family.isalpha() and not any(one.is_called_so for one in names)):
            continue
        blocks: dict[object, set[str]] = {}
        for one in names:
            blocks.setdefault(one.sentence.block, set()).add(one.value)
        for other in values[1:]:
            of_other = [one for one in names if one.value == other]
            for value in values[: values.index(other)]:
                are_beside = any({value, other} <= beside for beside in blocks.values())
                own = [one for one in names if one.value == value]
                if not are_beside and (pair := _meant_for(own, of_other, len(values))):
                    first, second = pair
                    line = statements.document.line(first.sentence.span)
                    message = f"“{second.value}” is said here, and line {line} says “{first.value}”"
                    yield Found(second.sentence.place(second.value), message, _REMEDY)
                    break
    yield from _other_bounds(statements)


def _read(statements: Statements) -> Iterator[_Name]:
    for sentence in (*statements.sentences, *statements.events):
        if sentence.section not in _OF_THE_INCIDENT or (sentence.is_row and sentence.section != outline.TIMELINE.name):
            continue
        text = statements.document.text(sentence.span)
        for match in _NAME.finditer(text):
            if match["region"]:
                family = "a region"
            elif match["version"]:
                family = re.sub(r"\d+", "0", match["version"].removeprefix("v"))
            else:
                family = match["head"].casefold() + ("" if match["tail"].isalpha() else "-0")
            before, behind = text[: match.start()], text[match.end() :]
            clause = f"{re.split(r'[.;:,(] |[(]', before)[-1]} {re.split(r'[.;:,)](?: |$)', behind)[0]}"
            yield _Name(match[0].casefold(), family, sentence, before[-_SIDES:], behind[:_SIDES], clause)


def _meant_for(own: list[_Name], others: list[_Name], number: int) -> tuple[_Name, _Name] | None:
    """The places of two variants of a name of which one is, probably, meant for the other; None if none is.

    Args:
        own: where the document has the variant that comes first.
        others: where it has the other one.
        number: how many variants it has.
    """
    family = others[0].family
    faulty = [next((one for one in names if one.is_faulty), None) for names in (own, others)]
    if faulty[0] and faulty[1] and faulty[0].sentence.section != faulty[1].sentence.section and family != "a region":
        return faulty[0], faulty[1]
    sections = [{one.sentence.section for one in names} for names in (own, others)]
    if family == "a region":
        in_summary = outline.SUMMARY.name in sections[0] - sections[1]
        is_other = in_summary and outline.IMPACT.name in sections[1] - sections[0]
        return (own[0], others[0]) if is_other else None
    if sections[0] & sections[1]:
        return None
    is_order = sorted(own[0].value) == sorted(others[0].value)
    one = own[0] if len(own) == 1 else others[0]
    is_once = min(len(own), len(others)) == 1
    if is_order and is_once:
        return own[0], others[0]
    if (
        family[0].isdigit()
        or number > 2
        or not is_once
        or any(_ANOTHER.search(name.clause) for name in (one, own[0], others[0]))
    ):
        return None
    is_of_causes = outline.ROOT_CAUSE.name in sections[1] and outline.SUMMARY.name in sections[0]
    if family.endswith("-0"):
        return (own[0], others[0]) if is_of_causes else None
    tails = [name.value.partition("-")[2] for name in (own[0], others[0])]
    are_alike = SequenceMatcher(None, tails[0], tails[1]).ratio() >= _ALIKE
    roles = word_stems(own[0].before) & word_stems(others[0].before) - word_stems("model service version")
    return (own[0], others[0]) if is_of_causes and (are_alike or roles) else None


def _other_bounds(statements: Statements) -> Iterator[Found]:
    """`SDKs before 4.7`, where another place says `SDK older than 4.2`."""
    first: dict[str, tuple[str, Sentence]] = {}
    for sentence in (one for one in statements.sentences if one.section != FRONT):
        for match in _BOUND.finditer(sentence.text):
            noun, version = match["noun"] or match["other"], match["below"] or match["above"]
            known = first.setdefault(noun.casefold(), (version, sentence))
            if known[0] != version and known[1].block != sentence.block:
                line = statements.document.line(known[1].span)
                message = f"“{noun} {version}” is the bound here, and line {line} says “{known[0]}”"
                yield Found(sentence.place(version), message, _REMEDY)
                return


def find_other_units(statements: Statements) -> Iterator[Found]:
    """Find a number that has another unit elsewhere, in words that it shares: `250 ms`, `250 s`."""
    known: dict[str, list[tuple[str, frozenset[str], Sentence]]] = {}
    for sentence in (one for one in (*statements.sentences, *statements.events) if one.section != FRONT):
        for match in _MEASURED.finditer(sentence.text):
            number = match["number"].rstrip(",")
            if sum(map(str.isdigit, number)) < _LEAST_DIGITS or not Decimal(number.replace(",", "")):
                continue
            place = sentence.place(match[0])
            for unit, stems, other in known.get(number, ()):
                is_other = unit != match["unit"] and _UNIT_OF[unit] is _UNIT_OF[match["unit"]]
                are_bounds = _LIMIT.search(sentence.text) is not None and _LIMIT.search(other.text) is not None
                is_same = len(stems & sentence.stems) >= _ALIKE_WORDS - are_bounds
                if is_other and other.block != sentence.block and is_same:
                    line = statements.document.line(other.span)
                    yield Found(place, f"“{match[0]}”, and line {line} says “{number} {unit}”", _REMEDY)
                    break
            if len(said := known.setdefault(number, [])) < _MOST:
                said.append((match["unit"], sentence.stems, sentence))
