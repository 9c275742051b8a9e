"""`afterword incident prepare`: from an issue to a post-mortem that is not drafted, in the steps of `new --from`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.github.connections import Connection
    from afterword.github.issues import Issue
    from afterword.new.begin import Undrafted
    from afterword.new.sources import Sources
    from afterword.project import Project
    from afterword.pull_requests.issue_material import Material

_FORMS = ".github/ISSUE_TEMPLATE"
_MAX_FORM_BYTES = 100_000


def prepare_post_mortem(
    project: Project, github: Connection, issue: Issue, until: datetime | None
) -> tuple[str, list[str]]:
    """Write the post-mortem of an issue with its evidence into the work tree.

    Args:
        project: the project.
        github: with a token that has `issues: read`.
        issue: the issue.
        until: comments that were written or changed later are left out; None for no limit.

    Returns:
        Its id, and what was read, redacted and not used, as sentences.

    Raises:
        AfterwordError: nothing was read, there is a post-mortem of this name, or GitHub fails.
    """
    from afterword.cli.collected_lines import describe_collected
    from afterword.cli.new_facts import make_facts
    from afterword.errors import AfterwordError
    from afterword.new.begin import Given, collect_post_mortem
    from afterword.new.branch import write_files
    from afterword.new.earlier import Earlier
    from afterword.new.suggest import take_suggestions
    from afterword.pull_requests.issue_material import read_material
    from afterword.redaction import Redactor

    severities = [severity.name for severity in project.config.severities]
    material = read_material(issue, _own_labels(project), severities)
    given = {"visibility": "internal", "services": (), "short_name": ""}
    title = Redactor(project.config.redaction).redact(material.title).text
    facts = make_facts(project, title, material.facts, given)
    with tempfile.TemporaryDirectory(prefix="afterword-") as name:
        sources, unread = _sources(project, github, issue, until, material, Path(name).resolve())
        made = collect_post_mortem(project, Given(sources, take_suggestions, facts), github)
        if isinstance(made, Earlier):
            reason = f"{made.known} of {made.wanted} items are in the evidence of {made.document_id}"
            raise AfterwordError(reason, remedy="continue that post-mortem")
        write_files(project.root, _with_issue(made, issue.number))
    return made.document.id, [*describe_collected(made.collected), *material.notes, *unread]


def _own_labels(project: Project) -> dict[str, Mapping[str, str]]:
    """Read the labels of the forms as the repository has them."""
    from afterword.postmortem.files import read_if_regular
    from afterword.pull_requests.issue_form import read_labels
    from afterword.pull_requests.issue_material import FORMS

    found: dict[str, Mapping[str, str]] = {}
    for name in FORMS:
        texts = (read_if_regular(project.root / _FORMS / f"{name}.{end}", _MAX_FORM_BYTES) for end in ("yml", "yaml"))
        found[name] = read_labels(next(filter(None, texts), b"").decode("utf-8", "replace"))
    return found


def _sources(
    project: Project, github: Connection, issue: Issue, until: datetime | None, material: Material, folder: Path
) -> tuple[Sources, list[str]]:
    """Return the sources of an issue, and which prompts cannot be read.

    Of a form only the comments are a thread: the answers are sources of their own.
    """
    from afterword.errors import AfterwordError
    from afterword.github.threads import read_thread
    from afterword.new.sources import Sources

    repository = github.repository()
    is_form = bool(material.texts or material.prompts)
    thread = read_thread(repository, issue.number, members_only=True, until=until, comments_only=is_form)
    has_words = bool(thread.posts or thread.left_out)
    files, unread = {}, []
    for key, text in material.prompts.items():
        try:
            files[key] = _prompt(project, github, key, text, folder)
        except AfterwordError as error:
            unread.append(f"{key.replace('_', ' ')} was not read: {error.message}")
    return Sources(
        texts=material.texts,
        threads={f"{repository.name}#{issue.number}": thread} if has_words else {},
        files=files,
        zone=material.zone,
    ), unread


def _prompt(project: Project, github: Connection, key: str, text: str, folder: Path) -> str:
    """Return what `collect` takes for a prompt: a file of our own with its text, or a file at a commit that exists.

    Raises:
        AfterwordError: the file at the commit cannot be read.
    """
    from afterword.evidence.file_at_commit import read_file_at_commit
    from afterword.github.contents import read_file
    from afterword.pull_requests.issue_material import named_file

    own = github.repository().name
    if (file := named_file(text)) is None:
        path = folder / f"{key.replace('_', '-')}.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        return str(path)
    if file.repository in (None, own):
        read_file_at_commit(project.root, file)
    else:
        read_file(github.repository(file.repository), file.path, file.commit)
    # With its repository, it is the name of no file of this machine.
    return str(replace(file, repository=file.repository or own))


def _with_issue(made: Undrafted, number: int) -> dict[str, bytes]:
    """Return the files of a post-mortem that names its issue."""
    from afterword.postmortem.edit import apply
    from afterword.postmortem.edit_front_matter import set_value

    document = made.document
    text = apply(document.source, set_value(document, ("incident", "issue"), f"#{number}"))
    return {**made.files, document.path: text.encode()}
