"""What the front matter states about causes and the provider, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from afterword.derive.prompts import changed_lines
from afterword.postmortem.schema import Cause, FrontMatter, Provider
from afterword.postmortem.values import UNKNOWN
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown

_MAX_KEYS = 10


def what_changed(front: FrontMatter) -> str:
    """The causes with their times, under a heading each where there are several; empty where none is stated."""
    causes = [cause for cause in front.causes if cause.summary] if isinstance(front.causes, list) else []
    if len(causes) == 1:
        return _cause(causes[0])
    parts = [f"#### {cause.id or f'cause-{number}'}\n\n{_cause(cause)}" for number, cause in enumerate(causes, 1)]
    return "\n\n".join(parts)


def _cause(cause: Cause) -> str:
    summary = escape_markdown((cause.summary or "").rstrip("."))
    text = f"{summary}."
    facts = []
    if cause.kind is not None:
        facts.append(f"part of the system: {cause.kind}")
    if cause.started:
        facts.append(f"from {cause.started.display()}")
    if cause.ended:
        facts.append(f"until {cause.ended.display()}")
    if cause.ref and cause.ref.text != "unknown":
        facts.append(f"reference: {escape_markdown(cause.ref.text)}")
    if facts:
        listed = ", ".join(facts)
        text += f" {listed[0].upper()}{listed[1:]}."
    return text


def differences(
    prompts: Mapping[str, tuple[str, str]], settings: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]
) -> str:
    """What differs between versions that were collected before anybody named a cause; empty where nothing does.

    Args:
        prompts: text before and after, by name.
        settings: settings before and after, by name.
    """
    found = []
    for name, (before, after) in prompts.items():
        changed = changed_lines(before, after)
        if changed is None and before != after:
            found.append(f"- Prompt {_code(name)}: too long for its lines to be compared.")
        elif changed and any(changed):
            removed, added = changed
            found.append(f"- Prompt {_code(name)}: {counted(removed, 'line')} removed, {counted(added, 'line')} added.")
    for name, (old, new) in settings.items():
        keys = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
        if keys:
            more = f" and {len(keys) - _MAX_KEYS} more" if len(keys) > _MAX_KEYS else ""
            listed = ", ".join(_code(key) for key in keys[:_MAX_KEYS])
            found.append(f"- Settings {_code(name)}: {listed}{more}.")
    return "\n".join(("These differ between the versions that were collected:", "", *found)) if found else ""


def _code(name: str) -> str:
    return escape_markdown("`" + name.replace("`", "") + "`")


def upstream_provider(front: FrontMatter) -> str:
    """Whether a provider had a part in it; empty where that is unknown or unanswered."""
    provider = front.provider
    if not isinstance(provider, Provider) or provider.factor is None or provider.factor is UNKNOWN:
        return ""
    if provider.factor == "none":
        return "No provider upstream is named as a factor."
    name = escape_markdown(provider.name or "An upstream provider")
    text = f"{name} is a {provider.factor} factor"
    if provider.what is not None and provider.what is not UNKNOWN:
        text += f": {provider.what}"
    text += "."
    if provider.incident and provider.incident.text != "unknown":
        text += f" Its own report: {escape_markdown(provider.incident.text)}."
    return text
