"""The evidence ledger `evidence.jsonl`: one item a line, ids append-only."""

from __future__ import annotations

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
from afterword.evidence.item import BARE_ROLE, EvidenceItem, Key
from afterword.postmortem.files import read_regular
from afterword.text.comments import without_comments
from afterword.times.when import When

LEDGER_NAME = "evidence.jsonl"
MAX_LEDGER_BYTES = 20_000_000
_ID = re.compile(r"E[1-9]\d{0,6}")
# Up to a million, so that a number that was never assigned cannot use up those that an id can have.
_CITED = re.compile(r"\[\^e([1-9]\d{0,5})\]", re.IGNORECASE)


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

    def extended(
        self,
        new: Iterable[EvidenceItem],
        replies: Mapping[Key, Key] | None = None,
        above: int = 0,
        assumed: Mapping[str, int] | None = None,
    ) -> Ledger:
        """Add the items that the ledger does not have yet, with the next ids; correct the times of those that it has.

        Args:
            new: items without an id; an item comes before the replies to it.
            replies: by the key of an item, the key of the one that it replies to.
            above: the highest number that is taken, besides those of the ledger.
            assumed: by source, how many of its times had no zone of their own, and may have been read in another.
        """
        # Imported here: who only reads a ledger does not need redaction, whose patterns take long to compile.
        from afterword.evidence.same_items import find_same_items

        new, items = list(new), list(self.items)
        same = find_same_items(self.items, new, assumed or {})
        known: dict[Key, str] = {}
        number = max((int(item.id[1:]) for item in self.items), default=0)
        number = max(number, above)
        for index, item in enumerate(new):
            key = item.key()
            if (at := same.get(index)) is not None:
                known.setdefault(key, items[at].id)
                actor = item.actor if _is_named_now(items[at].actor, item.actor) else items[at].actor
                items[at] = replace(items[at], at=item.at or items[at].at, actor=actor)
            elif key not in known:
                number += 1
                known[key] = f"E{number}"
                reply_to = known.get(replies[key]) if replies and key in replies else None
                items.append(replace(item, id=known[key], reply_to=reply_to))
        return Ledger(tuple(items), self.problems)

    def titled(self, titles: Mapping[str, str]) -> Ledger:
        """Say what persons are in each of their items: by `participant 2`, `support lead`; others keep their titles."""

        def actor(now: str | None) -> str | None:
            role = (now or "").split(" (")[0]
            return f"{role} ({titles[role]})" if titles.get(role) and BARE_ROLE.fullmatch(role) else now

        return Ledger(tuple(replace(item, actor=actor(item.actor)) for item in self.items), self.problems)


def _is_named_now(before: str | None, now: str | None) -> bool:
    """Whether a person has the same role, and it is known now what they are: `participant 2 (support lead)`."""
    return bool(now and before and now != before and now.startswith(f"{before} (") and BARE_ROLE.fullmatch(before))


def read_ledger(folder: Path) -> Ledger:
    """Read the ledger of an evidence folder; empty if there is none.

    Raises:
        AfterwordError: something else is in its place, or it is too large.
    """
    if not folder.is_symlink() and not os.path.lexists(folder / LEDGER_NAME):
        return Ledger()
    data = read_regular(resolve(folder, LEDGER_NAME), MAX_LEDGER_BYTES)
    return parse_ledger(data.decode("utf-8", "replace"))


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
    identity, source, text, at, actor, reply_to, zone = (
        value if isinstance(value := record.get(key), str) else None
        for key in ("id", "source", "text", "at", "actor", "reply_to", "assumed_zone")
    )
    if identity is None or not _ID.fullmatch(identity):
        raise ValueError("the id must be E and a number")
    if source is None or text is None:
        raise ValueError("source and text must be strings")
    line = record.get("line") if isinstance(record.get("line"), int) else None
    reply_to = reply_to if reply_to is not None and _ID.fullmatch(reply_to) else None
    return EvidenceItem(identity, source, line, None if at is None else When.parse(at), actor, text, reply_to, zone)


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
