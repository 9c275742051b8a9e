"""Title, severity and start of an incident, as its evidence has them: defaults for a person to confirm. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from afterword.drafting.assembling.places import is_symptom
from afterword.drafting.assembling.reading import Said
from afterword.drafting.derived_values import DerivedValues
from afterword.drafting.derived_values.stated import Statement, find_statements, is_own_account
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import REPORTING_QUESTION, Standing
from afterword.postmortem import outline
from afterword.postmortem.create import title_from
from afterword.text.folding import normalise_caseless
from afterword.text.invisible import visible_line

_ALERT = re.compile(r"^Alert (?:triggered|resolved): (?P<text>[^\n]+)")
_LABELS = re.compile(r"\s*\((?:[\w.-]+=[^()]*)\)\s*$")
_ALERT_NAME = re.compile(r"^[A-Za-z]+(?:[A-Z_-][A-Za-z]*)+, (?=\S)")
_PLACEHOLDER = re.compile(r"\[[a-z][a-z -]* \d+\]")
_NOT_ONE = re.compile(r"\b(?:not|never|no|isn't|wasn't|if|unless|would|could|might|may|maybe|perhaps|should|almost)\b")
_CALL = re.compile(r"(?:`?[@!](?:here|channel|everyone|all|team|oncall|on-call)\b`?[\s,:;.-]*)+", re.IGNORECASE)
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value, and the ids of the evidence items that have it; both are empty if the evidence has none."""

    value: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the evidence suggests.

    Attributes:
        title: what was noticed, in the words of who noticed it first.
        severity: a severity of the project that somebody states; empty if accounts differ.
        severities: every severity that is stated.
        started: the time that is stated.
        noticed: the time of the first symptom or alert, which users may have met before.
    """

    title: Suggestion
    severity: Suggestion
    severities: tuple[Suggestion, ...]
    started: Suggestion
    noticed: Suggestion


def suggest(said: Sequence[Said], values: DerivedValues, severities: Collection[str]) -> Suggestions:
    """Suggest title, severity and start.

    Args:
        said: the evidence, sentence by sentence.
        values: what code derives for the front matter.
        severities: the names of the project's severities.
    """
    stated = _severities(find_statements(said), severities)
    return Suggestions(
        _title(said), stated[0] if len(stated) == 1 else Suggestion(), stated, _started(values), _noticed(said)
    )


def _title(said: Sequence[Said]) -> Suggestion:
    """Return what somebody saw first, else the first alert, else the first statement."""
    people = [one for one in said if one.standing is Standing.STATED and one.kind is ItemKind.STATEMENT]
    symptoms = [one for one in people if _is_symptom(one)]
    for one in (*symptoms, *(one for one in said if _is_alarm(one)), *people):
        text = title_from(_without_call(_without_frame(one.text)))
        if len(text.split()) >= _MIN_WORDS and not _PLACEHOLDER.search(text):
            return Suggestion(text[:1].upper() + text[1:], (one.item.id,))
    return Suggestion()


def _is_symptom(one: Said) -> bool:
    """Whether somebody states with it what happened, and neither what was changed nor what mended it."""
    is_own = one.standing is Standing.STATED and one.kind is ItemKind.STATEMENT
    return is_own and is_symptom(one.text) and one.place not in (outline.MITIGATION, outline.WHAT_CHANGED)


def _is_alarm(one: Said) -> bool:
    return one.is_alarm or bool(_ALERT.match(one.text))


def _without_frame(text: str) -> str:
    """Return what an alert says, without its name and labels, and what a question reports; other texts in one line."""
    match = _ALERT.match(text)
    if question := REPORTING_QUESTION.match(text):
        text = text[question.end() :].partition("?")[0]
    line = visible_line(" ".join((match["text"] if match else text).split()))
    return _ALERT_NAME.sub("", _LABELS.sub("", line)) if match else line


def _without_call(text: str) -> str:
    """Return a text without the words at its beginning that only call people: `@here`."""
    call = _CALL.match(text)
    return text[call.end() :] if call else text


def _severities(statements: Iterable[Statement], names: Collection[str]) -> tuple[Suggestion, ...]:
    found: dict[str, list[str]] = {}
    patterns = {name: _naming(name) for name in names}
    for one in statements:
        if "?" in one.text or _NOT_ONE.search(one.text) or not is_own_account(one.text, one.item.actor or ""):
            continue
        for name, pattern in patterns.items():
            if pattern.search(one.text):
                found.setdefault(name, []).append(one.item.id)
    return tuple(Suggestion(name, tuple(ids)) for name, ids in found.items())


def _naming(severity: str) -> re.Pattern[str]:
    """Match a severity as people write it: `SEV2`, `sev 2`, `SEV-2`; a plain word only after `severity`."""
    word = normalise_caseless(severity)
    parts = re.fullmatch(r"(\D*?)[\s_-]*(\d+)", word)
    if parts is None:
        return re.compile(rf"\bseverity(?: is| was|:| level)? {re.escape(word)}\b")
    return re.compile(rf"(?<![\w-]){re.escape(parts[1])}[\s_-]?{parts[2]}(?![\w-])")


def _started(values: DerivedValues) -> Suggestion:
    stated = (one for one in values.proposals if one.path == ("incident", "started"))
    return next((Suggestion(str(one.value), one.sources) for one in stated), Suggestion())


def _noticed(said: Sequence[Said]) -> Suggestion:
    shown = (one.item for one in said if _is_symptom(one) or _is_alarm(one))
    timed = [(str(at), item.id) for item in shown if (at := item.at) is not None and at.earliest is not None]
    first = min(timed, default=None)
    return Suggestion(first[0], (first[1],)) if first else Suggestion()
