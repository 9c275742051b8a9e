"""`afterword init`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.init.adopt import Planned
    from afterword.init.files import Pin

_LEAVABLE = ("workflows", "github", "site")


@click.command("init")
@click.option(
    "--from", "source", metavar="OWNER/NAME@COMMIT", help="Afterword's repository; workflows are pinned to it."
)
@click.option("--branch", metavar="NAME", help="The default branch; git knows it otherwise.")
@click.option("--folder", metavar="DIR", help="Of the post-mortems; afterword.yml knows it, else `postmortems`.")
@click.option("--without", multiple=True, type=click.Choice(_LEAVABLE), help="Leave this part out; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, write nothing.")
@click.option("--check", "checking", is_flag=True, help="Tell what is missing or outdated; fail where something is.")
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
    """Add Afterword to this repository: folder, settings, workflows, forms and handbook.

    Nothing that is there is changed: where a file differs, the difference is shown. Running it again changes nothing.
    Workflows are those of Afterword's repository, pinned to one commit; Dependabot moves the pin. `--check` fails where
    a file is missing or a workflow lacks something; all other files are yours once they are there.
    """
    from afterword.errors import AfterwordError
    from afterword.init.adopt import State, default_branch, pins, plan, repository_root, write
    from afterword.init.files import Wanted

    root = session.directory.resolve()
    top = repository_root(root)
    if top is None:
        raise AfterwordError("this is no git repository", remedy="run `git init` first, or name one with -C")
    if top.resolve() != root:
        below = root.relative_to(top.resolve()).as_posix()
        remedy = f"run it there: afterword -C {top} init --folder {below}/postmortems"
        raise AfterwordError("this is not the top of the repository", remedy=remedy)
    said = session.open().config.postmortems
    folder = said if folder is None else folder
    _require_folder(folder)
    if folder != said and (root / "afterword.yml").exists():
        raise AfterwordError(f"`postmortems: {said}` is set", remedy="change it there first", path="afterword.yml")
    known = pins(root)
    pin = _pin(source, next(iter(known.values()), None), needed="workflows" not in without, asks=not checking)
    name, is_known = (branch, True) if branch else default_branch(root)
    wanted = Wanted(name, pin, frozenset(without), folder)
    had_docs = (root / "docs").is_dir()
    planned = plan(root, wanted)
    written = [] if dry_run or checking else write(root, planned)
    names = {State.MISSING: "would add" if dry_run else "added"} if not checking else {}
    for one in planned:
        _tell(one, names.get(one.state, one.state.value), shows_diff=not checking)
    missing = [one for one in planned if one.state is State.MISSING]
    outdated = [one for one in planned if one.state is State.OUTDATED]
    if pin is not None and not is_known:
        click.echo(f"The default branch is taken to be `{name}`; --branch says otherwise")
    if pin is None and "workflows" not in without:
        click.echo("No workflows: name Afterword's repository with --from OWNER/NAME@COMMIT to add them.")
    if outdated:
        click.echo("Take over the lines that are shown, or delete the file and run `afterword init` again.")
    if checking:
        unreadable = [one for one in planned if one.state is State.UNREADABLE]
        return _verdict(len(missing), len(outdated) + len(unreadable), len({pin.commit for pin in known.values()}))
    if not missing:
        click.echo("Nothing to add.")
    if had_docs and "mkdocs.yml" in written:
        click.echo("Every page in docs/ becomes part of the site; `docs_dir` in mkdocs.yml names another folder")
    if written:
        _next(written, reports="workflows" not in without and pin is not None, deploys="site" not in without)
    return 0


def _next(written: list[str], *, reports: bool, deploys: bool) -> None:
    """What remains to be done by hand.

    Args:
        written: paths that were added.
        reports: whether the workflows are there that report the check which the rules ask for.
        deploys: whether they deploy a site.
    """
    steps = [("git add -A && git diff --cached", "read what was added; commit it on a branch")]
    if any(path.startswith(".github/workflows/") for path in written):
        steps += [
            ("Settings, Actions, General", "tick: allow GitHub Actions to create and approve pull requests"),
            ("Settings, Secrets and variables", "secret OPENAI_API_KEY, variable AFTERWORD_LLM_MODEL; or no model"),
        ]
        steps += [("Settings, Pages", "source: GitHub Actions")] if deploys else []
    if ".github/afterword-ruleset.json" in written:
        when = "" if reports else ", only when a workflow of yours reports the check `afterword`"
        steps.append(("Settings, Rules, Rulesets", f"import .github/afterword-ruleset.json{when}"))
    steps.append(('afterword new "What users noticed"', "the first post-mortem"))
    click.echo("Next:")
    for where, what in steps:
        click.echo(f"  {where:<34} {what}")


def _pin(source: str | None, there: Pin | None, *, needed: bool, asks: bool) -> Pin | None:
    """Where the workflows are: as given, else as the workflows that are there say, else as somebody answers."""
    from afterword import __version__
    from afterword.init.files import Pin

    if not needed:
        return None
    if source is None and there is not None:
        return there
    if source is None and asks and sys.stdin.isatty():
        question = "Afterword's repository, as OWNER/NAME@COMMIT with all 40 digits (empty: no workflows)"
        source = click.prompt(question, default="", show_default=False).strip() or None
    if source is None:
        return None
    found = Pin.parse(source, f"v{__version__}")
    if found is None:
        raise click.BadParameter(
            f"`{source}` is not OWNER/NAME@COMMIT; `git ls-remote https://github.com/OWNER/NAME` lists the commits, "
            "and a tag can be moved, so it will not do",
            param_hint="--from",
        )
    return found


def _require_folder(folder: str) -> None:
    import re

    if not re.fullmatch(r"[A-Za-z0-9_][\w.-]*(/[\w][\w.-]*)*", folder):
        raise click.BadParameter(f"`{folder}` is not a folder of this repository", param_hint="--folder")


def _tell(one: Planned, what: str, *, shows_diff: bool) -> None:
    from afterword.init.adopt import State

    click.echo(f"  {what:<10} {one.instead or one.path}" + (f" in place of {one.path}" if one.instead else ""))
    if one.state is State.OUTDATED or (one.state is State.KEPT and shows_diff and not one.instead):
        text = "".join(char for char in one.diff() if char.isprintable() or char == "\n")
        click.echo("".join(f"      {line}\n" for line in text.split("\n")), nl=False)


def _verdict(missing: int, outdated: int, commits: int) -> int:
    if commits > 1:
        click.echo(f"The workflows are pinned to {commits} commits; they belong together: write the same one in each")
    if missing or outdated or commits > 1:
        adds = "; `afterword init` adds what is missing" if missing else ""
        click.echo(f"{missing} missing, {outdated} outdated{adds}")
        return 1
    click.echo("Nothing is missing or outdated.")
    return 0
