"""What prompts and settings say, before and after a change, as facts to cite: whole, with added lines first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from afterword.derive.models import changed_settings
from afterword.derive.prompts import changed_lines
from afterword.evidence.collected_versions import SingleVersion, Versions, collected_versions, single_versions
from afterword.postmortem.schema import FrontMatter
from afterword.text.counting import counted

_MOST = 200
"""Lines or keys of one prompt or configuration; what is longer is cut, and the last fact says so."""


def read_version_facts(front: FrontMatter, folder: Path) -> list[str]:
    """Read the prompts and settings of an evidence folder.

    Args:
        front: what is stated about causes.
        folder: the evidence folder.
    """
    causes = front.stated_causes
    found: list[str] = []
    for kind, stated in (("prompts", ("prompt",)), ("config", ("config", "model"))):
        named = [cause for cause in causes if cause.kind in stated and (cause.before or cause.after)]
        for pair in collected_versions(folder, kind, named, causes):
            found += _limited(list(_settings(pair) if kind == "config" else _lines(pair)), pair.name)
        for one in single_versions(folder, kind, named, causes):
            found += _limited(list(_single(one, kind)), one.name)
    return found


def _lines(pair: Versions) -> Iterator[str]:
    changed = changed_lines(*pair.texts) if pair.texts else None
    if changed is None:
        return
    added, removed = changed
    yield from (f"{pair.name}: line added to the prompt: {line}" for line in added)
    yield from (f"{pair.name}: line removed from the prompt: {line}" for line in removed)


def _settings(pair: Versions) -> Iterator[str]:
    before, after = pair.settings
    if not (before and after):  # in a form that is not known
        yield from (text.replace(" the prompt: ", " the settings: ") for text in _lines(pair))
        return
    for key, old, new in changed_settings(before, after):
        yield f"{pair.name}: setting {key}: {old} before, {new} after"


def _single(one: SingleVersion, kind: str) -> Iterator[str]:
    which = "after the change" if one.is_after else "before the change"
    if kind == "config" and one.settings:
        yield from (f"{one.name}: setting {key}, known only {which}: {value}" for key, value in one.settings.items())
        return
    what = "prompt" if kind == "prompts" else "settings"
    for line in filter(str.strip, one.text.splitlines()):
        yield f"{one.name}: line of the {what}, known only {which}: {line.strip()}"


def _limited(facts: Sequence[str], name: str) -> Sequence[str]:
    left = len(facts) - _MOST
    return facts if left <= 0 else [*facts[:_MOST], f"{name}: {counted(left, 'more change')}, not shown here"]
