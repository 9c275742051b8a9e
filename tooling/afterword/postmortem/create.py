"""Create a post-mortem from what is known: its file is complete in form, and never replaces another."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.postmortem.document import EMPTY_ACTION_TABLE, action_table
from afterword.postmortem.files import write_atomically
from afterword.postmortem.reader import read
from afterword.postmortem.template import SCHEMA_FILE, TIMES, Facts, render, slug
from afterword.times.durations import Duration
from afterword.times.when import When

_MAX_TITLE = 90


def why_invalid(key: str, value: str, severities: Collection[str]) -> str:
    """Say why a value is not one of the format, and what to write; empty if it is.

    Args:
        key: `severity`, `duration`, one of `TIMES`, or any other key, whose value is any text.
        severities: the names of the project's severities.
    """
    if key == "severity":
        is_known = value in (*severities, "unknown")
        return "" if is_known else f"`{value}` is not a severity; use one of {', '.join(severities)}"
    parsers: dict[str, Callable[[str], object]] = {**dict.fromkeys(TIMES, When.parse), "duration": Duration.parse}
    try:
        parsers.get(key, str)(value)
    except ValueError as error:
        return str(error)
    return ""


def severity_named(value: str, severities: Collection[str]) -> str:
    """Return the severity that a value means: `sev2`, `Sev-2` and `sev 2` mean SEV2; any other value as it is."""

    def letters(text: str) -> str:
        return re.sub(r"[\W_]", "", text).casefold()

    return next((name for name in severities if letters(name) == letters(value)), value)


def title_from(summary: str) -> str:
    """Make a title from the first sentence of a summary."""
    sentence = summary.split(". ")[0].strip().rstrip(".")
    return sentence if len(sentence) <= _MAX_TITLE else sentence[: _MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


def make_id(facts: Facts, now: datetime) -> str:
    """Make the id of a new post-mortem: the day on which the incident started, else today, and a short name."""
    started = When.parse(facts.times.get("started", "unknown"))
    return f"{started.earliest or now:%Y-%m-%d}-{slug(facts.short_name or facts.title)}"


@dataclass(frozen=True, slots=True)
class Form:
    """What the settings want of a new post-mortem.

    Attributes:
        required: names of the H2 sections to write.
        headings: the headings of sections that the settings call otherwise, by their names.
        hides_status: whether its table of action items has no Status column.
    """

    required: Collection[str] = ()
    headings: Mapping[str, str] | None = None
    hides_status: bool = False


def create_post_mortem(folder: Path, shown_as: str, facts: Facts, form: Form, now: datetime) -> str:
    """Write a new post-mortem, and return its id.

    Args:
        folder: the folder of the post-mortems.
        shown_as: the folder, as a user would write it.
        facts: what is known.
        form: its sections and columns.
        now: the current time, UTC.

    Raises:
        AfterwordError: there is a file in its place, a fact is not valid, or the file cannot be written.
    """
    document_id = make_id(facts, now)
    path, shown = folder / f"{document_id}.md", f"{shown_as}/{document_id}.md"
    if path.exists() or path.is_symlink():
        raise AfterwordError(
            "a post-mortem with this date and name exists", remedy="continue it, or choose another title", path=shown
        )
    with_schema = (folder / SCHEMA_FILE).is_file()
    text = render(document_id, facts, form.required, headings=form.headings, with_schema=with_schema)
    text = text.replace(EMPTY_ACTION_TABLE, action_table(hides_status=form.hides_status))
    if problems := read(text.encode(), shown).problems:
        raise AfterwordError(problems[0].message, remedy=problems[0].remedy)
    write_atomically(path, text.encode())
    return document_id
