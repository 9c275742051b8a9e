"""`evidence.jsonl`: one item a line, ids append-only."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from afterword.errors import AfterwordError
from afterword.evidence.folder import resolve
from afterword.postmortem import write_atomically
from afterword.text.comments import without_comments
from afterword.times.when import When

LEDGER_NAME = "evidence.jsonl"
MAX_LEDGER_BYTES = 20_000_000
_ID = re.compile(r"E[1-9]\d{0,6}")
# Up to a million, so that a number that nobody gave cannot use up those that an id can have.
_CITED = re.compile(r"\[\^e([1-9]\d{0,5})\]", re.IGNORECASE)

Key = tuple[str, str, str]
"""What makes two items the same: source, time, and digest of the text."""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence.

    Attributes:
        id: `E1`, `E2`, …
        source: where it came from, such as `slack` or the name of a file.
        line: its line or entry there, counted from 1.
        at: when it happened, None where the source does not say.
        actor: who or what said it, as a role.
        text: redacted.
        reply_to: id of the item that it answers, in a chat or an issue.
    """

    id: str
    source: str
    line: int | None
    at: When | None
    actor: str | None
    text: str
    reply_to: str | None = None

    @property
    def sha256(self) -> str:
        """Digest of the redacted text."""
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()

    @property
    def label(self) -> str:
        """The footnote that cites it."""
        return self.id.lower()

    def key(self) -> Key:
        """What makes two items the same when a source is collected again."""
        return (self.source, str(self.at or ""), self.sha256)

    def to_json(self) -> str:
        """Its line in the ledger."""
        record = {
            "id": self.id,
            "source": self.source,
            "line": self.line,
            "at": str(self.at) if self.at else None,
            "actor": self.actor,
            "text": self.text,
            "sha256": self.sha256,
        }
        if self.reply_to is not None:
            record["reply_to"] = self.reply_to
        return json.dumps(record, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """A line of the ledger that cannot be used; `line` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The evidence of one post-mortem."""

    items: tuple[EvidenceItem, ...] = ()
    problems: tuple[LedgerProblem, ...] = ()

    def extended(self, new: Iterable[EvidenceItem], answers: Mapping[Key, Key] | None = None, above: int = 0) -> Ledger:
        """With the items added that it does not hold yet, under the next ids.

        Args:
            new: items without an id; one that is answered stands before its answers.
            answers: by the key of an answer, the key of what it answers.
            above: the highest number that is taken besides those of the ledger.
        """
        known = {item.key(): item.id for item in self.items}
        number = max((int(item.id[1:]) for item in self.items), default=0)
        number = max(number, above)
        items = list(self.items)
        for item in new:
            key = item.key()
            if key not in known:
                number += 1
                known[key] = f"E{number}"
                reply_to = known.get(answers[key]) if answers and key in answers else None
                items.append(replace(item, id=known[key], reply_to=reply_to))
        return Ledger(tuple(items), self.problems)


def read_ledger(folder: Path) -> Ledger:
    """The ledger of an evidence folder; empty where there is none.

    Raises:
        AfterwordError: something else is in its place, or it is too large.
    """
    if not (folder / LEDGER_NAME).exists() and not (folder / LEDGER_NAME).is_symlink():
        return Ledger()
    path = resolve(folder, LEDGER_NAME)
    if path.stat().st_size > MAX_LEDGER_BYTES:
        raise AfterwordError(f"the ledger is larger than {MAX_LEDGER_BYTES // 1_000_000} MB", path=str(path))
    items: list[EvidenceItem] = []
    problems: list[LedgerProblem] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = _item(json.loads(line))
        except (ValueError, RecursionError) as error:
            problems.append(LedgerProblem(number, f"not an evidence item: {error}"))
            continue
        if item.id in seen:
            problems.append(LedgerProblem(number, f"the id {item.id} stands here a second time"))
            continue
        seen.add(item.id)
        items.append(item)
    return Ledger(tuple(items), tuple(problems))


def _item(record: Any) -> EvidenceItem:
    if not isinstance(record, dict):
        raise ValueError("expected an object")
    identity, text = record.get("id"), record.get("text")
    if not isinstance(identity, str) or not _ID.fullmatch(identity):
        raise ValueError("the id must be E and a number")
    if not isinstance(text, str) or not isinstance(record.get("source"), str):
        raise ValueError("source and text must be strings")
    at, line, actor = record.get("at"), record.get("line"), record.get("actor")
    reply_to = record.get("reply_to")
    item = EvidenceItem(
        id=identity,
        source=record["source"],
        line=line if isinstance(line, int) else None,
        at=When.parse(at) if isinstance(at, str) else None,
        actor=actor if isinstance(actor, str) else None,
        text=text,
        reply_to=reply_to if isinstance(reply_to, str) and _ID.fullmatch(reply_to) else None,
    )
    if record.get("sha256") != item.sha256:
        raise ValueError(f"the text of {identity} is not the one that was collected (sha256 differs)")
    return item


def highest_cited(text: str) -> int:
    """The highest number of an item that a document cites, 0 where it cites none.

    An item whose line was deleted from the ledger may still be cited, and no other may take its id. Comments are passed
    over: those of the template show how to cite.
    """
    return max((int(number) for number in _CITED.findall(without_comments(text))), default=0)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let other runs that would add evidence wait, where the system can lock a folder; nothing is left behind.

    Args:
        folder: one that exists, above the ledgers.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with ExitStack() as stack:
        with suppress(OSError):  # a file system without locks: `require_same` still notices
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def require_same(folder: Path, ledger: Ledger) -> None:
    """Refuse to write over what somebody else added.

    Args:
        folder: the evidence folder.
        ledger: as it was when it was read.

    Raises:
        AfterwordError: the one on disk is another by now.
    """
    if read_ledger(folder) != ledger:
        raise AfterwordError(
            "evidence was added by someone else meanwhile; nothing was written",
            remedy="run the command again",
            path=f"{folder.name}/{LEDGER_NAME}",
        )


def require_whole(folder: Path, ledger: Ledger) -> None:
    """Refuse to write where that would lose lines.

    Raises:
        AfterwordError: the ledger on disk has lines that cannot be read.
    """
    if ledger.problems:
        first = ledger.problems[0]
        raise AfterwordError(
            f"{first.message}; nothing was written",
            remedy="restore the line from Git: the ledger is only ever appended to",
            path=f"{folder.name}/{LEDGER_NAME}",
            line=first.line,
        )


def write_ledger(folder: Path, ledger: Ledger) -> bool:
    """Write the ledger; returns whether the file changed.

    Raises:
        AfterwordError: a ledger with unreadable lines is on disk, which writing would lose; or it cannot be written.
    """
    require_whole(folder, ledger)
    return write_atomically(folder / LEDGER_NAME, ledger_bytes(folder, ledger))


def ledger_bytes(folder: Path, ledger: Ledger) -> bytes:
    """The ledger as it is written.

    Raises:
        AfterwordError: it would be too large to be read again.
    """
    data = "".join(item.to_json() + "\n" for item in ledger.items).encode("utf-8", "replace")
    if len(data) > MAX_LEDGER_BYTES:
        raise AfterwordError(
            f"the ledger would be larger than {MAX_LEDGER_BYTES // 1_000_000} MB; nothing was written",
            remedy="cut the incident out of the largest source",
            path=f"{folder.name}/{LEDGER_NAME}",
        )
    return data
