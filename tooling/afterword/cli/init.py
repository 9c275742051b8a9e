"""`afterword init`."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from afterword.cli.init_output import accept_old_findings, print_files, print_steps, print_verdict
from afterword.cli.init_questions import Answers, ask, clear_the_folder, import_earlier
from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.init.template_files import Pin

_PARTS = ("workflows", "github", "site", "agents")
_FOLDER = re.compile(r"[A-Za-z0-9_][\w.-]*(/[\w][\w.-]*)*")


@click.command("init")
@click.option(
    "--from", "source", metavar="OWNER/NAME@COMMIT", help="Afterword's repository; workflows are pinned to it."
)
@click.option("--branch", metavar="NAME", help="Default branch; detected from git.")
@click.option("--folder", metavar="DIR", help="Folder of the post-mortems; from afterword.yml, else `postmortems`.")
@click.option("--without", multiple=True, type=click.Choice(_PARTS), help="Leave this part out; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, without writing anything.")
@click.option("--check", "checking", is_flag=True, help="Report missing or outdated files; fail if there are any.")
@click.pass_obj
def command(
    session: Session,
    source: str | None,
    branch: str | None,
    folder: str | None,
    without: tuple[str, ...],
    dry_run: bool,
    checking: bool,
) -> int:
    """Add Afterword to this repository.

    Adds folder, settings, workflows, forms and handbook. Changes no existing file, except for lines added to
    .gitignore and AGENTS.md: if a file differs, the difference is shown. Running it again changes nothing. The
    workflows are those of the commit that this Afterword was installed from, or of `--from`; Dependabot moves the pin.
    `--check` fails if a file is missing or a workflow lacks something; all other files are yours once they exist.
    """
    from afterword import git
    from afterword.errors import AfterwordError
    from afterword.init.adopt import FileState, adopt, find_pins, find_top
    from afterword.init.conclusions import way_of_conclusions
    from afterword.init.next_steps import Situation, is_github
    from afterword.init.template_files import Choices, parts_without_use

    root = find_top(session.directory)
    config = session.open().config
    in_settings = config.postmortems
    folder = in_settings if folder is None else folder
    if not _FOLDER.fullmatch(folder):
        raise click.BadParameter(f"`{folder}` is not a folder of this repository", param_hint="--folder")
    has_settings = (root / "afterword.yml").exists()
    if folder != in_settings and has_settings:
        reason = f"`postmortems: {in_settings}` is set"
        raise AfterwordError(reason, remedy="change it there first", path="afterword.yml")
    asks, writes = sys.stdin.isatty() and not checking, not (dry_run or checking)
    has_external = "external" in config.model_fields_set
    answers = Answers(way_of_conclusions(config), config.llm.model or "", has_external=has_external)
    if not has_settings:
        clear_the_folder(root, folder, asks=asks, writes=writes)
        answers = ask(root, folder, asks_site="site" not in without, writes=writes) if asks else answers
    without = without if answers.has_site else (*without, "site")
    pins = find_pins(root)
    pin = None if "workflows" in without else _choose_pin(source, pins, asks=asks)
    host, _ = git.origin(root) or ("", "")
    has_github = config.tracker == "github" if has_settings else is_github(host)
    choices = Choices(
        branch or "", pin, parts_without_use(config).union(without), folder,
        conclusions=answers.way, model=answers.model, has_github=has_github, has_external=answers.has_external,
    )  # fmt: skip
    adoption = adopt(root, choices, writes=writes)
    print_files(adoption, dry_run=dry_run, checking=checking)
    if writes and not has_settings:
        accept_old_findings(session.open())
    imported = import_earlier(root, folder, answers.imports) if answers.imports else set()
    if pin is not None and not adoption.is_branch_known:
        click.echo(f"Assuming `{adoption.branch}` as the default branch; set another one with --branch")
    if adoption.publishes_docs:
        click.echo("Every page in docs/ becomes part of the site; `docs_dir` in mkdocs.yml names another folder")
    missing, outdated = adoption.count(FileState.MISSING), adoption.count(FileState.OUTDATED)
    outdated += adoption.count(FileState.UNREADABLE)
    code = print_verdict(missing, outdated, len({pin.commit for pin in pins})) if checking else 0
    if not checking and not missing:
        click.echo("Nothing to add.")
    if not dry_run:
        situation = Situation(
            root, folder, adoption.owner, adoption.present(with_missing=not checking) | imported,
            has_workflows=pin is not None, has_site="site" not in without,
            tracker="github" if has_github else "local", host=host,
        )  # fmt: skip
        print_steps(situation, is_missing=checking and missing > 0)
    return code


def _choose_pin(source: str | None, pins: list[Pin], *, asks: bool) -> Pin | None:
    """Return the source of the workflows: as given, else that of the existing ones, else where this Afterword is from.

    If that cannot be used, a person at a terminal is asked.
    """
    from afterword import __version__
    from afterword.init.origin import find_origin
    from afterword.init.template_files import Pin

    if source is None and pins:
        return pins[0]
    if source is None:
        origin = find_origin()
        if origin.pin is not None:
            click.echo(f"Workflows of {origin.pin.repository}@{origin.pin.commit[:9]}, from {origin.found_in}")
            return origin.pin
        click.echo(
            f"No workflows, as they need a commit of Afterword on github.com ({origin.found_in}: {origin.why_not})."
        )
        if asks:
            question = "Afterword's repository, as OWNER/NAME@COMMIT with all 40 digits, or `none`"
            source = click.prompt(question, default="none").strip()
        if source in (None, "none"):
            click.echo("Add them later: afterword init --from OWNER/NAME@COMMIT")
            return None
    found = Pin.parse(source, f"v{__version__}")
    if found is None:
        raise click.BadParameter(
            f"`{source}` is not OWNER/NAME@COMMIT; `git ls-remote https://github.com/OWNER/NAME` lists the commits; "
            "a tag is not accepted, because it can be moved",
            param_hint="--from",
        )
    return found
