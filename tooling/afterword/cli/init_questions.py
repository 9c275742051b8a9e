"""What `init` asks at a terminal before it writes the settings; each question has a default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from afterword.config import Way


@dataclass(frozen=True, slots=True)
class Answers:
    """How the sections that conclude are written, the model that drafts (empty: none), and whether there is a site."""

    way: Way = "draft"
    model: str = ""
    has_site: bool = True


def ask(*, asks_site: bool) -> Answers:
    """Ask the questions, with Enter for the default of each."""
    from afterword.init.conclusions import QUESTION, WAYS

    click.echo("A few questions; Enter takes the answer in brackets, and afterword.yml keeps them.\n")
    click.echo(QUESTION)
    way: Way = click.prompt("draft, gather or leave", type=click.Choice(WAYS), default="draft", show_choices=False)
    text = "Model that drafts, by the name that its endpoint uses; `none` drafts without a model"
    model = click.prompt(text, default="none").strip()
    has_site = click.confirm("A site with all post-mortems?", default=True) if asks_site else True
    return Answers(way, "" if model == "none" else model, has_site)


def clear_the_folder(root: Path, folder: str, *, asks: bool, writes: bool) -> None:
    """Move post-mortems of another layout out of the folder of the post-mortems.

    Args:
        root: the top of the repository.
        folder: of the post-mortems.
        asks: whether a person can be asked.
        writes: whether anything is written.

    Raises:
        AfterwordError: there are some, and they were not moved.
    """
    from afterword.errors import AfterwordError
    from afterword.init.earlier_documents import IMPORTED, in_the_way, move_away
    from afterword.text.counting import counted

    earlier = in_the_way(root, folder)
    if earlier is None:
        return
    is_one = earlier.count == 1
    there = (
        f"{folder}/ has {counted(earlier.count, 'Markdown file')} that {'is' if is_one else 'are'} "
        "not in Afterword's format"
    )
    if (
        asks
        and writes
        and click.confirm(
            f"{there}. Move {'it' if is_one else 'them'} to {IMPORTED}/, to import them from there?", default=True
        )
    ):
        move_away(root, folder)
        click.echo(f"  moved      {folder}/ to {IMPORTED}/")
        return
    remedy = f"run `git mv {folder} {IMPORTED}`, then `afterword init` again; or name another folder with --folder"
    raise AfterwordError(there, remedy=remedy)
