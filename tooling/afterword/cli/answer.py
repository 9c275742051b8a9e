"""`afterword answer`."""

from __future__ import annotations

import sys

import click

from afterword.cli.post_mortem_id import id_argument
from afterword.cli.session import Session


@click.command("answer")
@id_argument
@click.option("--as-evidence", is_flag=True, help="Add answers to the evidence, and draft their sections again.")
@click.option("--who", default="responder", show_default=True, metavar="ROLE", help="With --as-evidence: who answers.")
@click.option("--offline", is_flag=True, help="With --as-evidence: do not call a model.")
@click.option("--list", "only_lists", is_flag=True, help="List the open questions, without asking.")
@click.pass_obj
def command(
    session: Session, document_id: str | None, as_evidence: bool, who: str, offline: bool, only_lists: bool
) -> None:
    """Answer the open questions of a post-mortem.

    The ones that matter most come first, each with the evidence that is relevant to it. Your words take its place and
    are yours. An empty line skips a question, and Ctrl-D or Ctrl-C ends: what you typed comes back the next time.

    ID is any part of an id; without it, the post-mortem that the branch changes.
    """
    from afterword.cli.answer_session import Answers, print_questions

    project = session.open()
    document = project.chosen(document_id)
    if only_lists or not sys.stdin.isatty():
        print_questions(project, document)
        return
    Answers(project, document.id, who if as_evidence else "", ask_model=not offline).run()
