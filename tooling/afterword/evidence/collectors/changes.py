"""Changes as version control writes them: commits, and the changed lines of files."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.source import Source
from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

_MAX_LINES = 40
"""Of the changed lines of a file; how many more there are is said."""
_COMMIT = late_pattern(r"(?:commit|From) (?P<id>[0-9a-f]{7,40})(?: \(.*\)| Mon Sep 17 00:00:00 2001)?\s*")
_HEADER = late_pattern(r"(?P<name>Author|From|Date|AuthorDate|Commit|CommitDate|Merge|Subject):\s*(?P<value>.*)")
_AUTHOR = late_pattern(r"(?P<name>[^<>]*?)\s*(?:<(?P<address>[^<>]*)>)?")
_FILE = late_pattern(r"(?:---|\+\+\+) (?P<path>\S[^\t]*)(?:\t(?P<time>.+))?")
_BEFORE_FILE = late_pattern(r"diff |index |Index: |={10,}|(?:old|new|deleted|similarity|rename|copy) ")
_END_OF_MESSAGE = late_pattern(r"---\s*|diff --git .*")
_LOOKED_AT = 40


@dataclass
class _Commit:
    line: int
    name: str
    headers: dict[str, str] = field(default_factory=dict)
    message: list[str] = field(default_factory=list)


def is_change(source: Source) -> bool:
    """Whether a source begins as a log of commits, a patch, or a difference of files does."""
    lines = [line for line in source.text_if_any[:20_000].split("\n") if line.strip()][:_LOOKED_AT]
    if lines and _COMMIT.fullmatch(lines[0]):
        return any(_HEADER.match(line) for line in lines[1:3])
    first = next((index for index in range(len(lines) - 2) if _begins_file(lines, index)), None)
    is_named = source.suffix in (".diff", ".patch")
    return first is not None and (is_named or all(_BEFORE_FILE.match(line) for line in lines[:first]))


def _begins_file(lines: Sequence[str], at: int) -> bool:
    if not lines[at].startswith("--- ") or at + 2 >= len(lines):
        return False
    old, new, first = lines[at : at + 3]
    return bool(_FILE.match(old) and new.startswith("+++ ") and _FILE.match(new) and first.startswith("@@"))


def read_changes(source: Source, context: ReadContext) -> SourceContent:
    """Read an item for each commit, and one for each file with its changed lines."""
    content = SourceContent()
    lines = source.text.split("\n")
    commit: _Commit | None = None
    at = 0
    while at < len(lines):
        if match := _COMMIT.fullmatch(lines[at]):
            commit = _Commit(at + 1, match["id"][:10])
            at = _read_commit(lines, at + 1, commit)
            content.items.append(_item_of_commit(commit, content, context))
        elif _begins_file(lines, at):
            end = _end_of_file(lines, at + 2)
            content.items.append(_item_of_file(lines, at, end, content, context))
            at = end
        else:
            at += 1
    return content


def _read_commit(lines: Sequence[str], at: int, commit: _Commit) -> int:
    """Read the headers and the message of a commit, and return where they end."""
    while at < len(lines) and (match := _HEADER.match(lines[at])):
        commit.headers[match["name"].lower()] = match["value"].strip()
        at += 1
    commit.message += filter(None, (commit.headers.get("subject", ""),))
    while at < len(lines) and not (_COMMIT.fullmatch(lines[at]) or _END_OF_MESSAGE.fullmatch(lines[at])):
        commit.message += filter(None, (lines[at].strip(),))
        at += 1
    return at


def _item_of_commit(commit: _Commit, content: SourceContent, context: ReadContext) -> RawItem:
    at = None
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        moment = parsedate_to_datetime(commit.headers.get("date") or commit.headers.get("authordate", ""))
        at = When.at(moment) if moment.tzinfo else None
    if at is None:
        content.not_read("a commit has no date that is read; the text was kept without it", commit.line)
    author = _AUTHOR.fullmatch(commit.headers.get("author") or commit.headers.get("from", ""))
    name, address = author.group("name", "address") if author else ("", "")
    actor = context.people.introduce(name, address) if address and "[bot]" not in name else name
    return RawItem(commit.line, at, actor or None, f"commit {commit.name}: " + "\n".join(commit.message))


def _end_of_file(lines: Sequence[str], at: int) -> int:
    """Return where the changed lines of a file end."""
    while at < len(lines) and (not lines[at] or lines[at][0] in " +-@\\"):
        if lines[at] == "-- " or _begins_file(lines, at):
            break
        at += 1
    return at


def _item_of_file(lines: Sequence[str], at: int, end: int, content: SourceContent, context: ReadContext) -> RawItem:
    heads = [match for line in lines[at : at + 2] if (match := _FILE.match(line))]
    old, new = (_path(match["path"]) for match in heads)
    time = heads[-1]["time"]
    when = content.read_time(time.strip(), context.times, at + 2, of_text=True) if time else None
    if not new:
        what = f"{old} deleted"
    elif not old:
        what = f"{new} added"
    else:
        what = f"{new} changed" if old == new else f"{old} changed to {new}"
    changed = [line for line in lines[at + 2 : end] if line[:1] in ("+", "-") and line[1:].strip()]
    if (more := len(changed) - _MAX_LINES) > 0:
        changed[_MAX_LINES:] = [f"and {more} more lines"]
    return RawItem(at + 1, when, None, "\n".join((f"{what}:", *changed)))


def _path(path: str) -> str:
    """A path without the `a/` or `b/` of Git; empty if there was no file."""
    path = path.strip().strip('"')
    return "" if path == "/dev/null" else path.removeprefix("a/").removeprefix("b/")
