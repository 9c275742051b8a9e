"""What to read and redact, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from afterword.evidence.ledger import Ledger
from afterword.github.threads import IssueThread
from afterword.redaction import Redactor
from afterword.times.reader import TimeReader


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy into the evidence folder, redacted: a prompt, a configuration or a sample.

    Attributes:
        name: as a report names it.
        data: its bytes.
        target: its path in the evidence folder.
    """

    name: str
    data: bytes
    target: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier runs wrote, from which the numbers of placeholders are learned.

    Attributes:
        ledger: the evidence so far.
        files: texts of the evidence folder by their paths in it.
        document: the text of the post-mortem.
    """

    ledger: Ledger = field(default_factory=Ledger)
    files: Mapping[str, str] = field(default_factory=dict)
    document: str = ""


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """What to read, and how.

    Attributes:
        paths: files and folders.
        texts: what has no file, such as standard input, by the name to show.
        threads: issues and pull requests, by `owner/name#number`.
        copies: files to copy, redacted.
        own: the post-mortem and its evidence folder, which are not sources.
        times: how times are read.
        mapping: the keys of records that a person named, by `time`, `actor` and `text`.
        titles: what persons are, by their names or logins: `support lead`.
        redactor: with the project's patterns and the people who are known.
        earlier: what earlier runs wrote; a value that is found again keeps its number.
        infers_zone: whether times without a zone are read in the one zone that the sources name, if they name one.
        is_begun: whether times of day belong to the first day that a source names, because no post-mortem does yet.
    """

    paths: tuple[Path, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    threads: Mapping[str, IssueThread] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
    own: tuple[Path, ...] = ()
    times: TimeReader = field(default_factory=TimeReader)
    mapping: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    redactor: Redactor = field(default_factory=Redactor)
    earlier: Earlier = field(default_factory=Earlier)
    infers_zone: bool = False
    is_begun: bool = False
