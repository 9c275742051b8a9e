"""The evidence ledger `evidence.jsonl`: one item a line, ids append-only."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
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
# Up to a million, so that a number that was never assigned cannot use up those that an id can have.
_CITED = re.compile(r"\[\^e([1-9]\d{0,5})\]", re.IGNORECASE)

Key = tuple[str, str, str]
"""What makes two items the same: source, time, and text."""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence.

    Attributes:
        id: `E1`, `E2`, …; "" before it is in a ledger.
        source: where it came from, such as `slack` or the name of a file.
        line: its line or entry there, counted from 1.
        at: when it happened, None if the source does not say.
        actor: who or what said it, as a role.
        text: redacted.
        reply_to: id of the item that it replies to, in a chat or an issue.
    """

    id: str
    source: str
    line: int | None
    at: When | None
    actor: str | None
    text: str
    reply_to: str | None = None

    @property
    def label(self) -> str:
        """The footnote that cites it."""
        return self.id.lower()

    def key(self) -> Key:
        """Return what makes two items the same when a source is collected again."""
        return (self.source, str(self.at or ""), self.text)

    def to_json(self) -> str:
        """Write its line in the ledger, without keys that have no value."""
        record = asdict(self) | {"at": str(self.at) if self.at else None}
        return json.dumps({key: value for key, value in record.items() if value is not None}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """A line of the ledger that cannot be read; `line` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The evidence of one post-mortem. That its lines are what was collected is git's to show."""

    items: tuple[EvidenceItem, ...] = ()
    problems: tuple[LedgerProblem, ...] = ()

    def extended(self, new: Iterable[EvidenceItem], replies: Mapping[Key, Key] | None = None, above: int = 0) -> Ledger:
        """Add the items that the ledger does not have yet, with the next ids.

        Args:
            new: items without an id; an item comes before the replies to it.
            replies: by the key of an item, the key of the one that it replies to.
            above: the highest number that is taken, besides those of the ledger.
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
                reply_to = known.get(replies[key]) if replies and key in replies else None
                items.append(replace(item, id=known[key], reply_to=reply_to))
        return Ledger(tuple(items), self.problems)


def read_ledger(folder: Path) -> Ledger:
    """Read the ledger of an evidence folder; empty if there is none.

    Raises:
        AfterwordError: something else is in its place, or it is too large.
    """
    if not (folder / LEDGER_NAME).exists() and not (folder / LEDGER_NAME).is_symlink():
        return Ledger()
    path = resolve(folder, LEDGER_NAME)
    if path.stat().st_size > MAX_LEDGER_BYTES:
        raise AfterwordError(f"the ledger is larger than {MAX_LEDGER_BYTES // 1_000_000} MB", path=str(path))
    return parse_ledger(path.read_bytes().decode("utf-8", "replace"))


def parse_ledger(text: str) -> Ledger:
    """Read the lines of a ledger; those of earlier versions have more keys."""
    items: list[EvidenceItem] = []
    problems: list[LedgerProblem] = []
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = _item(json.loads(line))
        except (ValueError, RecursionError) as error:
            problems.append(LedgerProblem(number, f"not an evidence item: {error}"))
            continue
        if item.id in seen:
            problems.append(LedgerProblem(number, f"duplicate id {item.id}"))
            continue
        seen.add(item.id)
        items.append(item)
    return Ledger(tuple(items), tuple(problems))


def _item(record: Any) -> EvidenceItem:
    if not isinstance(record, dict):
        raise ValueError("expected an object")
    identity, source, text, at, actor, reply_to = (
        value if isinstance(value := record.get(key), str) else None
        for key in ("id", "source", "text", "at", "actor", "reply_to")
    )
    if identity is None or not _ID.fullmatch(identity):
        raise ValueError("the id must be E and a number")
    if source is None or text is None:
        raise ValueError("source and text must be strings")
    line = record.get("line") if isinstance(record.get("line"), int) else None
    reply_to = reply_to if reply_to is not None and _ID.fullmatch(reply_to) else None
    return EvidenceItem(identity, source, line, None if at is None else When.parse(at), actor, text, reply_to)


def highest_cited(text: str) -> int:
    """Return the highest number of an item that a document cites, 0 if it cites none.

    An item whose line was deleted from the ledger can still be cited, and no other item may take its id. Comments
    do not count: those of the template show how to cite.
    """
    return max((int(number) for number in _CITED.findall(without_comments(text))), default=0)


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Let other runs that add evidence wait, if the system can lock a folder. Leaves no file behind.

    Args:
        folder: one that exists, above the ledgers.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with ExitStack() as stack:
        with suppress(OSError):  # a file system without locks: `ledger_bytes` still notices
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def require_whole(folder: Path, ledger: Ledger) -> None:
    """Refuse a ledger with lines that cannot be read, which writing would lose.

    Raises:
        AfterwordError: there is such a line.
    """
    if ledger.problems:
        first = ledger.problems[0]
        raise AfterwordError(
            f"{first.message}; nothing was written",
            remedy="restore the line from Git: the ledger is only ever appended to",
            path=f"{folder.name}/{LEDGER_NAME}",
            line=first.line,
        )


def ledger_bytes(folder: Path, ledger: Ledger, before: Ledger) -> bytes:
    """Check that a ledger can be written, and return its bytes.

    Args:
        folder: the evidence folder.
        ledger: the ledger to write.
        before: the ledger as it was read from the folder.

    Raises:
        AfterwordError: lines would be lost, the ledger in the folder has changed meanwhile, or the new one would be too
            large to be read again.
    """
    place = f"{folder.name}/{LEDGER_NAME}"
    require_whole(folder, ledger)
    if read_ledger(folder) != before:
        raise AfterwordError(
            "evidence was added by someone else meanwhile; nothing was written",
            remedy="run the command again",
            path=place,
        )
    data = "".join(item.to_json() + "\n" for item in ledger.items).encode("utf-8", "replace")
    if len(data) > MAX_LEDGER_BYTES:
        raise AfterwordError(
            f"the ledger would be larger than {MAX_LEDGER_BYTES // 1_000_000} MB; nothing was written",
            remedy="cut the incident out of the largest source",
            path=place,
        )
    return data


def write_ledger(folder: Path, ledger: Ledger) -> bool:
    """Write a ledger over the one in the folder; returns whether the file changed.

    Raises:
        AfterwordError: as `ledger_bytes`, or the file cannot be written.
    """
    return write_atomically(folder / LEDGER_NAME, ledger_bytes(folder, ledger, read_ledger(folder)))
