"""What the front matter states about causes and the provider, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from afterword.derive.prompts import count_changed_lines
from afterword.postmortem.schema import Cause, FrontMatter, Provider
from afterword.postmortem.values import UNKNOWN
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown
from afterword.text.shorten import shorten
from afterword.times.when import When

_MAX_KEYS = 10
_MAX_SHOWN = 3
_MAX_WORDS = 400
"""Characters of an item that names a cause; its footnote leads to the rest."""


def write_causes(front: FrontMatter) -> str:
    """Write the causes with their times, with a heading each if there are several; empty if none is stated."""
    causes = [cause for cause in front.stated_causes if cause.summary]
    if len(causes) == 1:
        return _write_cause(causes[0])
    parts = (f"#### {cause.id or f'cause-{number}'}\n{_write_cause(cause)}" for number, cause in enumerate(causes, 1))
    return "\n".join(parts)  # a heading needs no blank lines around it


def _write_cause(cause: Cause) -> str:
    """Write a cause in one line: what it is, then in brackets the part of the system, its time and its reference."""
    times = (
        f"from {cause.started.display()}" if cause.started else "",
        f"until {cause.ended.display()}" if cause.ended else "",
    )
    facts = (
        cause.kind if isinstance(cause.kind, str) else "",
        " ".join(filter(None, times)),
        escape_markdown(cause.ref.text) if cause.ref and cause.ref.text != "unknown" else "",
    )
    listed = ", ".join(filter(None, facts))
    text = escape_markdown((cause.summary or "").rstrip("."))
    return f"{text} ({listed})." if listed else f"{text}."


def write_named_causes(causes: Iterable[tuple[str, str, When | None, Sequence[str]]]) -> str:
    """Write causes that the evidence names, as a list.

    Args:
        causes: of each the part of the system, the words of an item, their time, and the labels of what shows it.
    """
    lines = []
    for kind, text, at, cited in causes:
        when = f" ({at.display()})" if at and at.known else ""
        citations = "".join(f"[^{label}]" for label in cited)
        lines.append(f"- **{kind}:** {escape_markdown(shorten(text, _MAX_WORDS))}{when} {citations}")
    return "\n".join(lines)


def write_differences(
    prompts: Mapping[str, tuple[str, str]], settings: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]
) -> str:
    """Write what differs between versions that were collected before a cause was named; empty if nothing does.

    Args:
        prompts: text before and after, by name.
        settings: settings before and after, by name.
    """
    found = []
    for name, (before, after) in prompts.items():
        if (changed := _changed_lines(before, after)) and before != after:
            found.append(f"- Prompt {_code(name)}: {changed}.")
    for name, (old, new) in settings.items():
        keys = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
        if keys:
            more = f" and {len(keys) - _MAX_KEYS} more" if len(keys) > _MAX_KEYS else ""
            found.append(f"- Settings {_code(name)}: {', '.join(map(_code, keys[:_MAX_KEYS]))}{more}.")
    return "\n".join(("These differ between the versions that were collected:", "", *found)) if found else ""


def _changed_lines(before: str, after: str) -> str:
    """Say how many lines differ; empty if only blank ones do."""
    changed = count_changed_lines(before, after)
    if changed is None:
        return "too long for its lines to be compared"
    removed, added = (counted(number, "line") for number in changed)
    return f"{removed} removed, {added} added" if any(changed) else ""


def write_changed_lines(name: str, texts: tuple[str, str]) -> str:
    """Write in plain text how much of a prompt or another file changed.

    Args:
        name: the file after the change.
        texts: before and after.
    """
    return f"{name} changed: {_changed_lines(*texts) or 'blank lines only'}"


def write_changed_settings(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Write in plain text which settings changed, and how; long values are cut, and only the first few are shown."""
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    shown = [f"{key} {shorten(before.get(key, 'not set'))} → {shorten(after.get(key, 'not set'))}" for key in keys]
    more = f", and {len(keys) - _MAX_SHOWN} more" if len(keys) > _MAX_SHOWN else ""
    return f"Settings changed: {', '.join(shown[:_MAX_SHOWN])}{more}"


def _code(name: str) -> str:
    return escape_markdown("`" + name.replace("`", "") + "`")


def write_provider(front: FrontMatter) -> str:
    """Write whether a provider was a factor; empty if that is unknown or unanswered."""
    provider = front.provider
    if not isinstance(provider, Provider) or provider.factor is None or provider.factor is UNKNOWN:
        return ""
    if provider.factor == "none":
        return "No provider upstream is named as a factor."
    text = f"{escape_markdown(provider.name or 'An upstream provider')} is a {provider.factor} factor"
    if provider.what is not None and provider.what is not UNKNOWN:
        text += f": {provider.what}"
    if provider.incident and provider.incident.text != "unknown":
        text += f".\nIts own report: {escape_markdown(provider.incident.text)}"
    return f"{text}."
