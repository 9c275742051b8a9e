"""What `import` asks a person at a terminal: each ambiguity once for all files, with what speaks for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from afterword.text.invisible import printable

if TYPE_CHECKING:
    from afterword.importing.questions import Question, Word

_OPEN = "Enter leaves it open"


@dataclass
class Answered:
    """Answers in the form of the options."""

    zones: list[str] = field(default_factory=list)
    dates: str = ""
    severities: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.zones or self.dates or self.severities)


def ask_open_questions(questions: Sequence[Question], words: Sequence[Word], severities: Sequence[str]) -> Answered:
    """Ask what is ambiguous; what a person leaves empty stays open."""
    found = Answered()
    for question in questions:
        click.echo("\n" + printable(f"{question.text[:1].upper()}{question.text[1:]}"))
        for choice in question.choices:
            click.echo(printable(f"  {choice.option}   {'; '.join(choice.evidence)}"))
        if question.kind == "dates":
            found.dates = click.prompt(
                f"day-first or month-first ({_OPEN})",
                default="",
                show_default=False,
                type=click.Choice(["day-first", "month-first", ""]),
                show_choices=False,
            )
        elif zone := _ask_zone():
            name = question.choices[0].option.removeprefix("--zone ").partition("=")[0]
            found.zones.append(f"{name}={zone}" if question.kind == "zone-name" else zone)
    for word in words:
        if word.means == "unknown":
            text = printable(f"\nSeverity that `{word.word}` means: {', '.join(severities)} ({_OPEN})")
            meant = click.prompt(
                text, default="", show_default=False, type=click.Choice([*severities, ""]), show_choices=False
            )
            found.severities += [f"{word.word}={meant}"] if meant else []
    return found


def _ask_zone() -> str:
    from afterword.times.zones import require_zone

    while True:
        typed = str(click.prompt(f"Zone, such as Europe/Berlin or +02:00 ({_OPEN})", default="", show_default=False))
        try:
            return require_zone(typed.strip()) if typed.strip() else ""
        except ValueError as error:
            click.echo(printable(str(error)))
