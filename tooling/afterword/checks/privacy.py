"""AW805 to AW807: secrets, personal data and raw exports in what is committed.

The document is read whole, its prompt diffs and sample outputs included, and so is every text of its evidence folder.
What is found is never shown: a message names the kind and the place.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from afterword.checks.rule import ALWAYS, FROM_PUBLICATION, Check, Context, Exposed, Found, Place, Rule, Skipped
from afterword.config import Redaction
from afterword.evidence.ledger import LEDGER_NAME
from afterword.evidence.people import people_of
from afterword.postmortem import PostMortem, Span
from afterword.project import Project
from afterword.redaction import Find, Redactor

MAX_BYTES = 20_000_000
"""Files of the evidence folder that are larger are not read; the ledger's own limit is the same."""
_MAX_ENDING = 6
"""Characters of a file's ending with its dot; what is longer is part of the name."""
_TOP = Span(0, 0)
_PICTURE_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-")
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"})


def _checking(secret: bool, remedy: str) -> Check:
    def check(document: PostMortem, context: Context) -> Iterator[Found]:
        # Both rules look for everything, and one after the other.
        if document.path not in context.exposed:
            context.exposed[document.path] = _exposed(document, context)
        found, unread = context.exposed[document.path]
        for find, place in found:
            if find.secret is secret:
                span = Span(find.start, find.end) if place is None else _TOP
                yield Found(span, _message(find, secret), remedy, place=place, veiled=True)
        if unread:
            raise Skipped(f"a picture, or larger than {MAX_BYTES // 1_000_000} MB: {', '.join(unread)}")

    return check


def _exposed(document: PostMortem, context: Context) -> Exposed:
    project = context.project
    redactor = _redactor(project)
    found: list[tuple[Find, Place | None]] = [(find, None) for find in redactor.find(document.source.readable)]
    unread: list[str] = []
    # The document may name its own people, where it says who did what; its evidence was to hold roles.
    redactor = redactor.knowing(people_of(document))
    folder = project.evidence_folder(document.id)
    for path in _files(document, context):
        shown, text = project.display_path(path), _text(path)
        found += ((find, Place(shown, 1, 1)) for find in redactor.find(_name(path, folder)))
        if text is None:
            unread.append(shown)
            continue
        starts = _line_starts(text)
        for find in redactor.find(text):
            line = bisect_right(starts, find.start)
            found.append((find, Place(shown, line, find.start - starts[line - 1] + 1)))
    return found, tuple(unread)


def _name(path: Path, folder: Path) -> str:
    """A file's path in the folder without its ending, which would be taken for the end of an address."""
    name = path.relative_to(folder).as_posix()
    return name.removesuffix(path.suffix) if len(path.suffix) <= _MAX_ENDING else name


def _message(find: Find, secret: bool) -> str:
    article = "an" if find.kind[:1].lower() in "aeiou" else "a"
    tail = "stands here as if it were live" if secret else "stands here"
    return f"{article} {find.kind} of {find.end - find.start} characters {tail}"


_REDACTORS: WeakKeyDictionary[Project, Redactor] = WeakKeyDictionary()


def _redactor(project: Project) -> Redactor:
    """One for all documents of a project: its patterns are compiled once."""
    if project not in _REDACTORS:
        settings: Redaction = project.config.redaction
        _REDACTORS[project] = Redactor(settings)
    return _REDACTORS[project]


def _files(document: PostMortem, context: Context) -> Iterator[Path]:
    """Regular files of the evidence folder; links are not followed (AW802 tells of them)."""
    return (entry.path for entry in context.entries_of(document) if entry.is_file)


def _text(path: Path) -> str | None:
    """What can be read of a file, whatever its encoding; None for a picture, and where it is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return None if data.startswith(_PICTURE_MARKS) or data[8:12] == b"WEBP" else _decoded(data)


def _decoded(data: bytes) -> str:
    """The bytes as text; what no encoding fits is read byte by byte, since a key in it is still a key."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[first::2].count(0) * 4 > len(data):  # more than half of the upper halves
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


_EXPORT_NAMES = frozenset({"users.json", "channels.json", "integration_logs.json", "org_users.json", "result.json"})
_EXPORT_ENDINGS = (
    ".zip", ".mbox", ".eml", ".msg", ".pst", ".har", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".txz", ".zst", ".7z",
    ".rar", ".sqlite", ".sqlite3", ".db",
)  # fmt: skip
_MESSAGE_KEY = re.compile(r'"(ts|client_msg_id|user_profile|thread_ts|user_team)"\s*:')
_MESSAGES = re.compile(r'"ok"\s*:\s*true\b.{0,400}"messages"\s*:\s*\[', re.DOTALL)
_CHAT_ENDINGS = frozenset({".json", ".jsonl", ".ndjson"})


def raw_exports(document: PostMortem, context: Context) -> Iterator[Found]:
    """Chat exports, mail boxes and archives, which were not redacted."""
    for path in _files(document, context):
        if path.suffix.lower() in _PICTURES:
            continue
        name = path.name.lower()
        if name in _EXPORT_NAMES or name == "mbox" or name.endswith(_EXPORT_ENDINGS) or _is_chat(path):
            yield Found(
                _TOP,
                "this is a raw export, which nobody redacted",
                "delete it, also from the history that is not pushed yet, and `afterword collect` from outside",
                place=Place(context.project.display_path(path), 1, 1),
            )


def _is_chat(path: Path) -> bool:
    """Whether a JSON file lists messages as Slack exports them, or as its API answers; not so our own ledger."""
    if path.suffix.lower() not in _CHAT_ENDINGS or path.name == LEDGER_NAME:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(4_000).decode("utf-8", "replace")
    except OSError:
        return False
    return bool(_MESSAGES.search(head)) or len(set(_MESSAGE_KEY.findall(head))) >= 2


_EVIDENCE = frozenset({"evidence"})

RULES = (
    Rule(
        "AW805",
        "nothing committed holds a live-looking secret",
        "A pushed key is used within minutes, and history keeps it after it was deleted: GitHub's guide to removing "
        "sensitive data begins with revoking it. So this is an error whatever the status, and what may stay is listed "
        "with its reason in `redaction.allow`, which somebody reviews.",
        "the gateway logged `Authorization: Bearer eyJ…`",
        "the gateway logged `Authorization: Bearer [bearer token 1]`",
        _checking(
            secret=True,
            remedy="revoke it, then write a placeholder such as `[secret 1]`; what may stay is listed in "
            "`redaction.allow` with its reason",
        ),
        ALWAYS,
        _EVIDENCE,
        absolute=True,
    ),
    Rule(
        "AW806",
        "personal data is written as a placeholder",
        "The GDPR asks to keep no more personal data than the purpose needs (Article 5(1)(c)), and a post-mortem needs "
        "none. In a draft it is a warning, since somebody is still writing.",
        "jane (at) example.org reported it",
        "[email 1] reported it",
        _checking(
            secret=False,
            remedy="write a placeholder such as `[email 1]`, or what the person is; what may stay is listed in "
            "`redaction.allow` with its reason",
        ),
        FROM_PUBLICATION,
        _EVIDENCE,
    ),
    Rule(
        "AW807",
        "the evidence folder holds no raw export",
        "A chat export holds all that a channel ever said, and Git keeps it. `collect` takes what concerns the "
        "incident, redacted.",
        "slack-export.zip in the evidence folder",
        "evidence.jsonl, as `afterword collect` wrote it",
        raw_exports,
        ALWAYS,
        _EVIDENCE,
    ),
)
