"""`afterword pr answer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.job_files import set_output
from afterword.cli.opened_pull import opened_pull, reporter
from afterword.cli.session import Session
from afterword.text.counting import counted

if TYPE_CHECKING:
    from afterword.pull_requests.question_record import Record

_TRIES = 3
"""Each begins at what the branch is then."""


@click.command("answer")
@click.argument("number", type=click.IntRange(1))
@click.pass_obj
def answer(session: Session, number: int) -> None:
    """Answer questions from replies to the comment.

    A reply `Q3: words` by a person with write access does what `afterword answer` does, in the branch of the pull
    request, once. Needs no key.
    """
    from afterword.github.commit_statuses import find_own_head
    from afterword.pull_requests.answering import answer_questions
    from afterword.pull_requests.comment import gather_content, write_comment

    commits: list[str] = []
    record: Record | None = None
    for _ in range(_TRIES):
        with opened_pull(session, number) as (repository, opened):
            done = answer_questions(repository, opened, reporter(session)) if opened.blobs else None
        if done is None:
            return
        commits += done.commits
        record = done.record
        if not done.has_moved:
            break
    with opened_pull(session, number) as (repository, opened):
        what = write_comment(repository, number, gather_content(repository, opened, None, record), begins=False)
        commit = commits[-1] if commits else find_own_head(repository, opened.pull)
    click.echo(f"{counted(len(commits), 'commit')} with answers; the comment is {what}")
    if commit:
        set_output(session.env, "commit", commit)
