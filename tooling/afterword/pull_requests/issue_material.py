"""What an issue says about an incident: facts from its form, pasted sources, and prompts. Pure.

Anyone may have written it. Nothing in it names a file of the machine: a prompt is a text, or a file at a commit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from afterword.errors import AfterwordError
from afterword.evidence.file_at_commit import FileAtCommit
from afterword.github.issues import Issue
from afterword.postmortem import read
from afterword.postmortem.create import title_from, why_invalid
from afterword.postmortem.template import Facts, render
from afterword.pull_requests.issue_form import Field, read_answers
from afterword.text.folding import normalise_caseless
from afterword.text.invisible import visible_line
from afterword.times.zones import require_zone

_PREFIX = re.compile(r"^\s*(?:post-?mortem|incident)\s*:", re.IGNORECASE)
_ATTACHED = re.compile(r"https?://\S+/(?:user-attachments/(?:files|assets)|files)/\S+")
_MAX_FACT = 200
_EXAMPLE_ID = "2026-01-01-x"

FORMS = {
    "postmortem": (
        Field("effect", ("What did users notice?",)),
        Field("severity", ("How severe was it?",)),
        Field("owner", ("Who sees the post-mortem through?",)),
        Field("zone", ("In which zone are times that name none?",)),
        Field("thread", ("The thread, as it is",), is_long=True),
        Field("alert", ("The alert or a log, as it is",), is_long=True),
        Field("prompt_before", ("The prompt before the change",), is_long=True),
        Field("prompt_after", ("The prompt as it was when it failed",), is_long=True),
    ),
    "incident": (
        Field("effect", ("What do users notice?",), is_long=True),
        Field("started", ("Since when, in UTC?",)),
        Field("severity", ("How severe is it?", "How grave is it?")),
        Field("model", ("Which model serves?",)),
        Field("changed", ("What changed lately?",), is_long=True),
    ),
}
"""The fields of the issue forms that `init` adds, by the names of their files."""


@dataclass(frozen=True, slots=True)
class Material:
    """What an issue says.

    Attributes:
        title: of the post-mortem; empty if neither the issue nor its form has one.
        facts: by the names of `Facts`, each valid.
        texts: pasted sources by their names; empty if the issue as a whole is the source.
        prompts: `prompt_before` and `prompt_after`: a text, or `path@commit`.
        zone: of times without one; empty if it is not said.
        notes: what was not used, and why; they may quote the issue.
    """

    title: str
    facts: dict[str, str]
    texts: dict[str, bytes] = field(default_factory=dict)
    prompts: dict[str, str] = field(default_factory=dict)
    zone: str = ""
    notes: tuple[str, ...] = ()


def read_material(issue: Issue, labels: Mapping[str, Mapping[str, str]], severities: Collection[str]) -> Material:
    """Read an issue, whether it was made by a form or not.

    Args:
        labels: the labels of the repository's own forms by the ids of their fields, by the names of the forms.
        severities: the names of the project's severities.
    """
    form, answers = _answers(issue.body, labels)
    notes: list[str] = []
    effect = " ".join(answers.get("effect", "").split())
    title = visible_line(_PREFIX.sub("", issue.title)) or visible_line(title_from(effect))
    facts: dict[str, str] = {}
    for key in ("severity", "owner", "started", "model"):
        if value := visible_line(answers.get(key, ""))[:_MAX_FACT]:
            value = _own_severity(value, severities) if key == "severity" else value
            if why := _why_unusable(key, value, severities):
                notes.append(f"{key}: {why}")
            elif value != "unknown":
                facts[key] = value
    if attached := len(_ATTACHED.findall(issue.body)):
        notes.append(f"attached files are not read ({attached}): paste their text")
    if form != "postmortem":
        return Material(title, facts, notes=tuple(notes))
    effects = {"effect.txt": answers.get("effect", "")} if effect.rstrip(".") != title.rstrip(".") else {}
    pasted = {f"{name}.txt": answers[name] for name in ("thread", "alert") if name in answers}
    texts = {name: text.encode("utf-8", "replace") for name, text in {**effects, **pasted}.items() if text}
    prompts = {name: text for name, text in answers.items() if name in ("prompt_before", "prompt_after")}
    return Material(title, facts, texts, prompts, _zone(answers.get("zone", ""), notes), tuple(notes))


def named_file(prompt: str) -> FileAtCommit | None:
    """Return the file that a prompt's answer names as `path@commit`; None if it is the prompt itself."""
    words = prompt.strip()
    if "\n" in words or " " in words:
        return None
    try:
        return FileAtCommit.parse(words)
    except AfterwordError:  # it leads out of the repository
        return None


def _answers(body: str, labels: Mapping[str, Mapping[str, str]]) -> tuple[str, dict[str, str]]:
    """Return the form that an issue was made with, and its answers; the form with the most of them."""
    found = {}
    for name, fields in FORMS.items():
        own = labels.get(name, {})
        known = [Field(one.id, (*one.labels, own.get(one.id, "")), one.is_long) for one in fields]
        found[name] = read_answers(body, known)
    name = max(found, key=lambda one: len(found[one]))
    return (name, found[name]) if found[name] else ("", {})


def _zone(answer: str, notes: list[str]) -> str:
    """Return the zone of times without one; empty, with a note, if it is not known."""
    if not (name := visible_line(answer)[:_MAX_FACT]):
        return ""
    try:
        return require_zone(name)
    except ValueError as error:
        notes.append(f"zone: {error}; times without one are read in UTC")
        return ""


def _own_severity(value: str, severities: Collection[str]) -> str:
    """Return a severity as the settings write it."""
    known = {normalise_caseless(one): one for one in severities}
    return known.get(normalise_caseless(value), value)


def _why_unusable(key: str, value: str, severities: Collection[str]) -> str:
    if key not in ("owner", "model"):
        return why_invalid(key, value, severities)
    facts = Facts("x", owner=value) if key == "owner" else Facts("x", model=value)
    problems = read(render(_EXAMPLE_ID, facts, ()).encode(), f"{_EXAMPLE_ID}.md").problems
    return problems[0].message if problems else ""
