"""Go through what awaits review on a terminal: plain lines, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from afterword.cli.review_output import print_claim, print_value
from afterword.cli.words import KeptWords, read_words
from afterword.drafting import review as reviewing
from afterword.drafting.accept import accept
from afterword.evidence import read_ledger
from afterword.postmortem import PostMortem, save
from afterword.postmortem.edit import Splice
from afterword.project import Project

_CLAIM = {"k": "keep", "e": "edit", "d": "drop", "a": "ask", "s": "skip the section", "q": "quit"}
_BLOCK = {key: _CLAIM[key] for key in "kdsq"}
_VALUE = {**{key: _CLAIM[key] for key in "ked"}, "s": "skip", "q": "quit"}


class _StoppedError(Exception):
    """The person stops for now."""


class Review:
    """A walk through what awaits review. Each decision is saved at once; nothing is accepted that was not shown.

    A section is accepted when all its claims are decided. If it is left before that, it is shown again next time.

    Args:
        project: where the post-mortem is.
        document_id: its id.
    """

    def __init__(self, project: Project, document_id: str) -> None:
        self._project = project
        self._id = document_id
        self._ledger = read_ledger(project.evidence_folder(document_id))
        self._kept = KeptWords(project.env, f"{project.root}\0{document_id}")
        self._accepted: list[str] = []

    def run(self) -> None:
        """Go through sections, those with claims to check first, and then through values.

        Raises:
            AfterwordError: the file was changed by someone else meanwhile, or cannot be written.
        """
        try:
            for name in reviewing.order_sections(self._document, self._ledger):
                self._review_section(name)
            for one in self._document.proposed:
                self._review_value(one.name)
        except (_StoppedError, EOFError, KeyboardInterrupt):
            click.echo("\nEvery decision so far is saved; `afterword accept` goes on here.")
            return
        click.echo(f"\nAccepted: {', '.join(self._accepted) or 'nothing'}")

    @property
    def _document(self) -> PostMortem:
        return self._project.document(self._id)

    def _review_section(self, name: str) -> None:
        decided: set[str] = set()
        while True:
            document = self._document
            claims = reviewing.list_claims(document, self._ledger, name)
            left = [claim for claim in claims if claim.text not in decided]
            if not left:
                break
            claim = left[0]
            print_claim(claim, f", {len(left)} to decide")
            choice = _choose(_BLOCK if claim.is_block else _CLAIM)
            if choice == "s":
                return
            if choice == "k":
                self._save(document, reviewing.keep(claim))
                decided.add(reviewing.checked_text(claim))
            elif choice == "d":
                self._save(document, reviewing.drop(document, claim))
            elif choice == "e" and (words := self._words("Your words: ", claim.text)):
                self._save(document, reviewing.change(claim, words), claim.text)
                decided.add(words)
            elif choice == "a" and (words := self._words("Your question: ", claim.text, begin="")):
                self._save(document, reviewing.ask(claim, words), claim.text)
        self._accepted += accept(self._project, document, [name])

    def _review_value(self, name: str) -> None:
        document = self._document
        value = next((one for one in reviewing.list_values(document, self._ledger) if one.proposed.name == name), None)
        if value is None:
            return
        print_value(value)
        choice = _choose(_VALUE)
        if choice == "k":
            self._accepted += accept(self._project, document, [name])
        elif choice == "d":
            self._save(document, reviewing.decline_value(document, value))
        elif choice == "e" and (words := self._words(f"{name}: ", name, begin=value.text)):
            self._save(document, reviewing.change_value(document, value, words), name)
            self._accepted.append(name)

    def _words(self, prompt: str, key: str, begin: str | None = None) -> str:
        return read_words(prompt, self._kept, key, key if begin is None else begin)

    def _save(self, document: PostMortem, splices: Sequence[Splice], key: str = "") -> None:
        """Save an edit of the document as it was shown, and forget the words that it is made of, which were kept."""
        save(document, list(splices), self._project.path(document))
        if key:
            self._kept.forget(key)


def _choose(choices: Mapping[str, str]) -> str:
    """Ask for one of some letters or words; an empty line asks again."""
    shown = ", ".join(f"[{key}]{word.removeprefix(key)}" for key, word in choices.items())
    while True:
        given = input(f"{shown}: ").strip().casefold()
        found = next((key for key, word in choices.items() if given and given in (key, word)), None)
        if found == "q":
            raise _StoppedError
        if found:
            return found
        click.echo("Type one of these letters, and Enter.")
