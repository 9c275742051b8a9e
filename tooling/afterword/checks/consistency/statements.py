"""Compare the severity, the detection, and the versions that a text names with those of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterword.checks.consistency.account import FRONT, Account, Sentence, of_sections
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, Span, outline
from afterword.postmortem.schema import ModelUse
from afterword.text.late_pattern import late_pattern

_REMEDY = "correct the one that is wrong"
_RAISED = late_pattern(
    r"\b(?:rais\w+|lower\w*|upgrad\w+|downgrad\w+|escalat\w+|initial\w*|first|at first|later|reclassif\w+|originally|"
    r"instead|should have|would have|if|until|from|was a|last|other|another|earlier|previous\w*|similar\w*)\b",
    re.IGNORECASE,
)
"""Words of a severity that was another one before, or of another incident."""
_OTHER_TIME = late_pattern(
    r"\b(?:before|previous\w*|old\w*|earlier|former\w*|replac\w+|instead|until|from|after|since|upgrad\w+|switch\w*|"
    r"back|new\w*|next|than|while|unlike|again|restor\w+|revert\w*|roll\w*|moved?|chang\w+|lower\w*|rais\w+|set|"
    r"now|later|second|other|test\w*|tri(?:ed|es|al)|had|would|without|not|no)\b",
    re.IGNORECASE,
)
"""Words of what was so at another time."""
_BOTH_TIMES = late_pattern(r"\b(?:before and after|no change\w*|not changed?|unchanged)\b", re.IGNORECASE)
_VERSION = r"(?:v?\d+(?:[.-]\d+)+|v\d+|\d+)"
_NAMED = r"[`\"(]*(?:,? (?:version|snapshot|v\.?)|:)?[`\"( ]* ?"
"""What may be between the name of a model and its version."""
_VALUE = late_pattern(r"-?\d[\d,]*(?:\.\d+)?")
_SYSTEM = r"(?:alert\w*|alarm\w*|monitor\w*|dashboards?|pagers?)"
_BY_SYSTEM = late_pattern(
    rf"\b(?:(?:found|detected|noticed|discovered|caught|spotted|reported) (?:only )?by:? (?:an? |our |the )?"
    rf"(?:[\w-]+ )?{_SYSTEM}"
    rf"|(?:^|[.;,] |and |but )(?:an? |our |the )(?:own )?(?:[\w-]+ )?{_SYSTEM} "
    r"(?:noticed|told us|detected|discovered|caught|spotted|found it|showed it))\b",
    re.IGNORECASE,
)
"""A system that is said to have detected the incident."""
_ALERT = late_pattern(rf"\b(?:{_SYSTEM}|paged)\b", re.IGNORECASE)
_NEGATED = late_pattern(r"\b(?:no|not|nor|never|none|nothing|neither|only (?:later|after)|later|too)\b", re.IGNORECASE)
_BY_PEOPLE = frozenset(("customer", "employee", "public"))
_OF_THE_INCIDENT = tuple(
    kind.name for kind in (outline.SUMMARY, outline.ROOT_CAUSE, outline.IMPACT, outline.MODEL_CONFIG)
)
"""Sections that name the versions that served, and no later ones."""
_RELEASE = late_pattern(
    r"\b(?P<noun>prompts?|releases?|versions?|snapshots?|builds?)(?: (?:of|to|v))? (?:v\.? ?)?"
    r"(?P<version>v?\d+(?:[.-]\d+)+|v?\d+)(?![\w%:]|[.,]\d)",
    re.IGNORECASE,
)


def find_other_statements(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find what a text states of the incident, its models and its change otherwise than the front matter."""
    account = facts.account
    yield from _severity(account, [one.name for one in facts.config.severities])
    yield from _detection(account)
    models = document.front.models
    known = [one for one in models if isinstance(one, ModelUse)] if isinstance(models, list) else []
    yield from _versions_of_models(account, known)
    yield from _settings(account, known)
    yield from _releases(account)


def _severity(account: Account, names: Sequence[str]) -> Iterator[Found]:
    """The Summary or the declaration names another severity, and nothing says that it changed."""
    own = account.document.front.severity
    if own not in names:
        return
    named = "|".join(map(re.escape, names))
    in_text = re.compile(rf"\bdeclar\w+[^.;,]{{0,25}}?\b(?P<name>{named})\b")
    in_event = re.compile(rf"\b(?P<name>{named})\b")
    told = [
        (sentence, match["name"])
        for sentence in _first_told(account)
        for match in (in_event if sentence.section == outline.TIMELINE.name else in_text).finditer(sentence.text)
    ]
    others = [(sentence, name) for sentence, name in told if name != own]
    if any(_RAISED.search(sentence.text) for sentence, _ in others) or len({name for _, name in told} | {own}) > 2:
        return
    for sentence, name in others[:1]:
        yield Found(sentence.place(name), f"“{name}” is not the severity of the front matter, which is {own}", _REMEDY)


def _first_told(account: Account) -> list[Sentence]:
    """The sentences of the Summary, and the event of the declaration."""
    declared = [row for row in account.rows if row.part == "incident declared"]
    return [*of_sections(account.sentences, outline.SUMMARY.name), *declared]


def _detection(account: Account) -> Iterator[Found]:
    """The Summary says that an alert found it, the front matter that people did, and the timeline has no alert."""
    incident = account.document.front.incident
    how = incident.detection if incident else None
    if how not in _BY_PEOPLE or any(_ALERT.search(f"{row.part} {row.text}") for row in account.rows):
        return
    for sentence in of_sections(account.sentences, outline.SUMMARY.name):
        match = _BY_SYSTEM.search(sentence.text)
        if match and not _NEGATED.search(sentence.text):
            words = match[0].lstrip(".;, ")
            message = f"“{words}”, but `incident.detection` is `{how}`, and the timeline has no alert"
            yield Found(sentence.place(words), message, _REMEDY)
            return


def _versions_of_models(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """`helio-mini 2.9` where the front matter says 3.2, unless the text compares several."""
    versions: dict[str, set[str]] = {}
    for model in models:
        if model.name and any(char.isdigit() for char in model.version or ""):
            versions.setdefault(model.name, set()).add(_bare(model.version or ""))
    names = [model.name for model in models if model.name]
    for name, own in versions.items():
        if any(other != name and other.startswith(name) for other in names):
            continue
        pattern = re.compile(
            rf"(?<![\w-]){re.escape(name)}(?P<gap>{_NAMED})(?P<version>{_VERSION})(?![\w%]|[.,]\d)", re.I
        )
        told = [
            (sentence, match)
            for sentence in of_sections(account.sentences, *_OF_THE_INCIDENT)
            for match in pattern.finditer(sentence.text)
            if _is_version(match, sentence.text) and not any(_names(sentence.text, version) for version in own)
        ]
        told += list(_version_cells(account, name))
        others = [(sentence, match) for sentence, match in told if _bare(match["version"]) not in own]
        if len({_bare(match["version"]) for _, match in others}) != 1 or len(others) > 1:
            continue  # a history of versions
        sentence, match = others[0]
        if not _OTHER_TIME.search(_BOTH_TIMES.sub("", sentence.text)):
            shown = " or ".join(sorted(own))
            message = f"“{match['version']}” is not the version of {name} in the front matter, which is {shown}"
            yield Found(sentence.place(match["version"]), message, _REMEDY)


def _names(text: str, version: str) -> bool:
    return re.search(rf"(?<![\w.:,-])v?{re.escape(version)}(?![\w:%-]|[.,]\d)", text, re.IGNORECASE) is not None


def _is_version(match: re.Match[str], text: str) -> bool:
    """Whether a number behind a name is a version: `opal-guard 7, …`, and not `opal-guard 7 times`."""
    if not match["version"].isdigit() or re.search(r"version|snapshot|v|\(", match["gap"], re.IGNORECASE):
        return bool(match["gap"])
    return (
        bool(match["gap"])
        and ":" not in match["gap"]
        and re.match(r"\s*(?:$|[.,;)`])", text[match.end() :]) is not None
    )


def _version_cells(account: Account, name: str) -> Iterator[tuple[Sentence, re.Match[str]]]:
    pattern = re.compile(rf"(?P<version>{_VERSION})", re.IGNORECASE)
    for _, row, cells in _rows_of(account, name):
        if match := pattern.fullmatch(cells.get("version", "")):
            yield row, match


def _rows_of(account: Account, name: str) -> Iterator[tuple[Sequence[str], Sentence, Mapping[str, str]]]:
    """The rows of a model in tables of settings: their header, and their cells by header."""
    header: list[str] = []
    for sentence in of_sections(account.sentences, outline.MODEL_CONFIG.name):
        if sentence.block != sentence.span:
            header = []
            continue
        cells = [cell.strip(" `") for cell in sentence.text.split(";")]
        if not header:
            header = [cell.casefold() for cell in cells]
        elif name.casefold() in cells[0].casefold() and len(cells) == len(header):
            yield header, sentence, dict(zip(header, cells, strict=True))


def _settings(account: Account, models: Sequence[ModelUse]) -> Iterator[Found]:
    """A parameter with another number in the section about models, in its table or directly behind its name."""
    for model in models:
        parameters = model.parameters if isinstance(model.parameters, dict) else {}
        for key, value in parameters.items() if model.name else ():
            own = _number(value)
            if own is None or sum(_has(other, key) for other in models) > 1:
                continue
            rows = list(_rows_of(account, model.name or ""))
            told = [(row, cells[key.casefold()]) for _, row, cells in rows if key.casefold() in cells]
            told += list(_prose_settings(account, key))
            others = {_number(text) for _, text in told} - {own, None}
            wrong = [(sentence, text) for sentence, text in told if _number(text) in others]
            if len(wrong) == 1:
                sentence, text = wrong[0]
                message = f"“{text}” is not the `{key}` of the front matter, which is {value}"
                yield Found(sentence.place(text), message, _REMEDY)


def _has(model: ModelUse, key: str) -> bool:
    return isinstance(model.parameters, dict) and key in model.parameters


def _prose_settings(account: Account, key: str) -> Iterator[tuple[Sentence, str]]:
    words = re.escape(key).replace("_", "[ _-]")
    pattern = re.compile(
        rf"(?<![\w-]){words}(?: is| was| of|:| =| at)? (?P<value>-?\d[\d,]*(?:\.\d+)?)(?![\w%]|[.,:]\d)", re.I
    )
    if len(key) < 4:
        return
    for sentence in of_sections(account.sentences, outline.MODEL_CONFIG.name):
        match = pattern.search(sentence.text.replace("`", ""))
        if match and not _OTHER_TIME.search(_BOTH_TIMES.sub("", sentence.text)):
            yield sentence, match["value"]


def _number(text: str) -> float | None:
    return float(text.replace(",", "")) if _VALUE.fullmatch(text) else None


def _bare(version: str) -> str:
    """A version without the `v`."""
    return version.strip("`\"' ").casefold().removeprefix("v").strip(". ")


@dataclass(frozen=True, slots=True)
class _Release:
    noun: str
    version: str
    shape: str
    sentence: Sentence
    span: Span

    @classmethod
    def all_in(cls, sentences: Sequence[Sentence]) -> list[_Release]:
        return [
            cls(
                match["noun"].lower().rstrip("s"),
                _bare(match["version"]),
                re.sub(r"\d+", "0", match["version"].casefold()),
                sentence,
                sentence.place(match["version"]),
            )
            for sentence in sentences
            for match in _RELEASE.finditer(sentence.text)
        ]


def _releases(account: Account) -> Iterator[Found]:
    """`Prompt v29 goes live` where the cause is prompt v31, and neither place names the other's."""
    causes = [one for one in account.sentences if one.section == FRONT and one.part.startswith("causes")]
    changed = [one for one in account.sentences if one.part == outline.WHAT_CHANGED.name]
    changes = [row for row in account.rows if row.part == "change"]
    if len(changes) != 1 or len({one.title for one in changed}) > 1:
        return  # several changes
    rows, told = _Release.all_in(changes), _Release.all_in([*causes, *changed])
    summary = _Release.all_in(of_sections(account.sentences, outline.SUMMARY.name))
    everywhere = [one.text for one in (*account.sentences, *account.rows)]
    for one in (*rows, *summary):
        others = told if one in rows else [*told, *rows]
        alike = [other for other in others if (other.noun, other.shape) == (one.noun, one.shape)]
        beside = {other.version for other in (rows if one in rows else summary)}
        if (
            not alike
            or beside & {other.version for other in alike}
            or len({other.version for other in alike}) != 1
            or (len(beside) != 1 and one in summary)
            or sum(_names(text, one.version) for text in everywhere) != 1
            or (one in summary and _OTHER_TIME.search(re.sub(r"(?i)^since\b", "", one.sentence.text)))
        ):
            continue
        other = alike[0]
        yield Found(
            one.span,
            f"“{one.noun} {one.version}” appears nowhere else, and line {account.document.line(other.span)} says "
            f"{other.noun} {other.version}",
            "if both mean the same, correct the one that is wrong; else name both",
        )
        return
