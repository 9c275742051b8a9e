"""Go through the open questions on a terminal."""

from __future__ import annotations

import click

from afterword.cli.review_output import print_items
from afterword.cli.words import KeptWords, read_words
from afterword.drafting.answer import Question, answer, answer_as_evidence, list_questions
from afterword.evidence import Ledger, read_ledger
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.text.counting import counted
from afterword.text.invisible import without_invisible


class Answers:
    """A walk through the open questions; each answer is saved at once.

    Args:
        project: where the post-mortem is.
        document_id: its id.
        author: who answers, as a role, if answers become evidence; empty if they become text.
        ask_model: whether the configured model drafts from new evidence.
    """

    def __init__(self, project: Project, document_id: str, author: str, *, ask_model: bool) -> None:
        self._project = project
        self._id = document_id
        self._author = author
        self._ask_model = ask_model
        self._kept = KeptWords(project.env, f"{project.root}\0{document_id}")
        self._seen: set[tuple[str, str]] = set()
        self._answered = 0

    def run(self) -> None:
        """Ask until all questions were answered or skipped, or the person stops.

        Raises:
            AfterwordError: the file was changed by someone else meanwhile, or cannot be written.
        """
        try:
            while self._ask_next():
                pass
        except (EOFError, KeyboardInterrupt):
            click.echo("\nStopped; `afterword answer` goes on here.")
        left = len(list_questions(*self._read()))
        click.echo(f"{counted(self._answered, 'question')} answered, {left} open")

    def _read(self) -> tuple[PostMortem, Ledger]:
        return self._project.document(self._id), read_ledger(self._project.evidence_folder(self._id))

    def _ask_next(self) -> bool:
        """Ask the next question that was not asked in this run; False if there is none."""
        document, ledger = self._read()
        left = [one for one in list_questions(document, ledger) if (one.section, one.words) not in self._seen]
        if not left:
            return False
        question = left[0]
        self._seen.add((question.section, question.words))
        print_question(question, f"{len(left)} open")
        key = f"{question.section}: {question.words}"
        words = read_words("Your words (empty: skip, q: stop): ", self._kept, key)
        if words.strip().casefold() in ("q", "quit"):  # as `accept` takes it; no question has that answer
            self._kept.forget(key)
            raise EOFError
        if words:
            self._take(document, question, words)
            self._kept.forget(key)
            self._answered += 1
        return True

    def _take(self, document: PostMortem, question: Question, words: str) -> None:
        if not self._author:
            if added := answer(self._project, document, question, words):
                names = ", ".join(added)
                click.echo(f"Written into the table as {names}; give each a category, an owner and a due date.")
            return
        items = answer_as_evidence(self._project, document, question, words, self._author, ask_model=self._ask_model)
        click.echo(f"Added {', '.join(one.id for one in items) or 'nothing new'}; {question.section} is drafted again.")


def print_questions(project: Project, document: PostMortem) -> None:
    """Print the open questions with the evidence that is relevant to them."""
    questions = list_questions(document, read_ledger(project.evidence_folder(document.id)))
    for question in questions:
        print_question(question)
    click.echo(f"\n{counted(len(questions), 'open question')} in {document.path}")


def print_question(question: Question, remark: str = "") -> None:
    """Print a question, and below it the evidence that it cites."""
    click.echo(without_invisible(f"\n{', '.join(filter(None, (question.section, remark)))}\n  {question.words}"))
    print_items(question.bearing)
