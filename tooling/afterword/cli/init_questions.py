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
    """What was answered, or holds without a question.

    Attributes:
        way: how the sections that conclude are written.
        model: that drafts; empty for none.
        has_site: whether there is a site.
        has_external: whether customers get reports.
        imports: the folder with post-mortems of another layout that are imported now; empty for none.
    """

    way: Way = "draft"
    model: str = ""
    has_site: bool = True
    has_external: bool = False
    imports: str = ""


def ask(root: Path, folder: str, *, asks_site: bool, writes: bool) -> Answers:
    """Ask the questions, with Enter for the default of each.

    Args:
        root: the top of the repository.
        folder: of the post-mortems.
        asks_site: whether it is open if there is a site.
        writes: whether anything is written, so that something can be imported.
    """
    from afterword.init.conclusions import QUESTION, WAYS
    from afterword.init.earlier_documents import elsewhere
    from afterword.text.counting import counted

    click.echo("A few questions; Enter takes the answer in brackets, and afterword.yml keeps them.\n")
    click.echo(QUESTION)
    way: Way = click.prompt("draft, gather or leave", type=click.Choice(WAYS), default="draft", show_choices=False)
    text = "Model that drafts, by the name that its endpoint uses; `none` drafts without a model"
    model = click.prompt(text, default="none").strip()
    has_site = click.confirm("A site with all post-mortems?", default=True) if asks_site else True
    has_external = click.confirm("Reports for customers, as an external edition?", default=False)
    earlier = elsewhere(root, folder) if writes else None
    imports = ""
    if earlier and click.confirm(
        f"{earlier.folder}/ has {counted(earlier.count, 'Markdown file')}. Import them now? They stay there, too",
        default=False,  # in a commit of their own, they are easier to review
    ):
        imports = earlier.folder
    return Answers(way, "" if model == "none" else model, has_site, has_external, imports)


def import_earlier(root: Path, folder: str, earlier: str) -> set[str]:
    """Import the post-mortems of a folder, as `afterword import` does.

    Args:
        root: the top of the repository.
        folder: of the post-mortems.
        earlier: the folder with those of another layout, as a path in the repository.

    Returns:
        The files that are there now, as paths in the repository.
    """
    from afterword.checks.baseline import FILE
    from afterword.cli.import_ import command

    click.echo(f"Importing {earlier}/ ...")
    click.get_current_context().invoke(command, paths=(str(root / earlier),))
    return {FILE, *(path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file())}


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
