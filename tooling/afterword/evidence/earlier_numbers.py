"""Give values and persons the numbers that they have in what earlier runs wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from afterword.evidence.builder import NewEvidence
from afterword.evidence.ingest_request import Earlier
from afterword.evidence.item import EvidenceItem, Key, with_bracketed_roles
from afterword.redaction import PLACEHOLDER, Numbering, aligned, masked

_NUMBERED = re.compile(
    rf"{PLACEHOLDER.pattern}|(?<!\[)\b(?P<role>participant|responder) (?P<bare>[1-9]\d{{0,5}})\b(?!\])"
)
_TITLED = re.compile(r"((?:participant|responder) [1-9]\d{0,5}) \(.+\)")


def find_placeholders(texts: Iterable[str]) -> str:
    """Return what looks like a placeholder or a role in texts: no value may get its number."""
    looked = (text for text in texts if "[" in text or "participant " in text or "responder " in text)
    return " ".join(match.group() for text in looked for match in PLACEHOLDER.finditer(with_bracketed_roles(text)))


def keep_numbers(new: NewEvidence, trial: Numbering, earlier: Earlier, foreign: str) -> NewEvidence:
    """Return the evidence with the numbers that its values have in what earlier runs wrote.

    Args:
        new: what this run built, with numbers of its own.
        trial: these numbers.
        earlier: what earlier runs wrote.
        foreign: what looks like placeholders in the sources.
    """
    final = Numbering()
    written = (earlier.document, *earlier.files.values(), *map(_text_of, earlier.ledger.items))
    final.reserve(f"{foreign} {find_placeholders(written)}")
    _learn(final, trial, new, earlier)
    titles = {match[1]: match[0] for item in earlier.ledger.items if (match := _TITLED.fullmatch(item.actor or ""))}

    def number(match: re.Match[str]) -> str:
        kind, old = match["kind"] or match["role"], int(match["number"] or match["bare"])
        value = trial.value(kind, old)
        if value is None:
            return match[0]
        placeholder = final.placeholder(kind, value)
        return placeholder if match["kind"] else placeholder.strip("[]")

    def numbered(text: str) -> str:
        return _NUMBERED.sub(number, text)

    def of_item(item: EvidenceItem) -> EvidenceItem:
        actor = numbered(item.actor) if item.actor else None
        text = numbered(item.text)
        return replace(item, source=numbered(item.source), actor=titles.get(actor or "", actor), text=text)

    return _changed(new, numbered, of_item)


def _changed(
    new: NewEvidence, numbered: Callable[[str], str], of_item: Callable[[EvidenceItem], EvidenceItem]
) -> NewEvidence:
    def of_key(key: Key) -> Key:
        return numbered(key[0]), key[1], numbered(key[2])

    def of_file(name: str, data: bytes) -> bytes:
        return data if name.startswith("pictures/") else numbered(data.decode()).encode()

    return NewEvidence(
        [of_item(item) for item in new.items],
        {of_key(one): of_key(other) for one, other in new.replies.items()},
        {numbered(name): of_file(name, data) for name, data in new.files.items()},
        [report.changed(numbered) for report in new.reports],
    )


def _text_of(item: EvidenceItem) -> str:
    return f"{item.source} {item.actor or ''} {item.text}"


def _learn(final: Numbering, trial: Numbering, new: NewEvidence, earlier: Earlier) -> None:
    # Only texts are compared: a picture is among the files too.
    lines = {name: data.decode("utf-8").split("\n") for name, data in new.files.items() if name in earlier.files}
    kept = {name: text.split("\n") for name, text in earlier.files.items() if name in lines}
    # First by line; then without it, for sources to which lines were added.
    for by_line in (True, False):
        pairs = [
            *aligned(_keyed_items(new.items, by_line), _keyed_items(earlier.ledger.items, by_line)),
            *aligned(_keyed_lines(lines, by_line), _keyed_lines(kept, by_line)),
        ]
        for kind, number, then in pairs:
            if (value := trial.value(kind, number)) is not None:
                final.learn(kind, value, then)


def _keyed_items(items: Iterable[EvidenceItem], by_line: bool) -> list[tuple[object, str]]:
    return [
        ((masked(item.source), item.line if by_line else 0, str(item.at)), with_bracketed_roles(_text_of(item)))
        for item in items
    ]


def _keyed_lines(files: Mapping[str, list[str]], by_line: bool) -> list[tuple[object, str]]:
    return [
        ((name, number if by_line else 0), line) for name, lines in files.items() for number, line in enumerate(lines)
    ]
