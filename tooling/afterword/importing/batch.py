"""Import a batch of files: one bad file stops nothing, and the second run changes nothing."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from afterword import git
from afterword.errors import AfterwordError
from afterword.importing.gather import Input
from afterword.importing.reader.outline import without_kind
from afterword.importing.reader.read import read_foreign
from afterword.importing.reader.reading import Reading, Remark
from afterword.importing.sources.decoding import decode
from afterword.importing.sources.exports import Form, as_markdown, clean_name
from afterword.importing.writer.answers import Answers
from afterword.importing.writer.compose import compose
from afterword.importing.writer.front import title_of
from afterword.importing.writer.links import relative_targets
from afterword.importing.writer.merge import merge
from afterword.importing.writer.place import Place
from afterword.postmortem.files import MAX_BYTES, find_post_mortems, read_if_regular, read_regular, write_atomically
from afterword.postmortem.outline import TIMELINE
from afterword.postmortem.template import slug
from afterword.project import Project
from afterword.text.counting import counted

_IMPORTED = re.compile(r"^imported:\n((?:[ \t]+.*\n)+)", re.MULTILINE)
_WITHOUT_DAY = (
    "no date was recognised, and the file is not in the history of git; put a date into its name: `2024-05-01-name.md`"
)
_WITHOUT_ORDER = "its dates do not show whether the day or the month is first; say it with --dates"
_HEAD_BYTES = 20_000
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf")
_PICTURE_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """What happened with one file.

    Attributes:
        source: as the user would write it.
        outcome: `written`, `updated`, `unchanged`, `held` (a person is needed first) or `failed`.
        document_id: of the document; empty if there is none.
        reason: why it was held or failed, and what to do.
        reading: what was read of it; None if it was not read.
        answers: with which the times were written.
        text: what was, or would be, written; empty if nothing.
        needs: what a person has to look at.
        kept: the sections that people edited, which a new import left alone.
    """

    source: str
    outcome: str
    document_id: str = ""
    reason: str = ""
    reading: Reading | None = None
    text: str = ""
    needs: tuple[Remark, ...] = ()
    kept: tuple[str, ...] = ()

    def source_line(self, line: int) -> int:
        """Return the line of the source for a line of the reading; 0 for 0."""
        return self.reading.source_line(line) if self.reading else line


@dataclass
class Batch:
    """One import.

    Attributes:
        project: into which is imported.
        answers: what a person said for the whole batch.
        today: the day of the import.
        dry_run: whether nothing is written.
        form: which program the files are from.
    """

    project: Project
    answers: Answers
    dry_run: bool = False
    form: Form = "markdown"
    _known: dict[str, tuple[str, str]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _histories: dict[Path, Mapping[str, date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in find_post_mortems(self.project.folder):
            self._ids.add(path.stem)
            if found := _imported(path):
                self._known[found[0]] = (path.stem, found[1])

    def take(self, one: Input, *, again: bool = False) -> Result:
        """Import one file; what is wrong with it is in the result.

        Args:
            one: the file.
            again: write one that did not change, too, since there are new answers.
        """
        try:
            data = one.read()
        except AfterwordError as error:
            return Result(one.shown, "failed", reason=_reason(error))
        digest = hashlib.sha256(data).hexdigest()[:16]
        document_id, known = self._known.get(_one_line(one.name), ("", ""))
        if known == digest and not again:
            return Result(one.shown, "unchanged", document_id)
        try:
            decoded, left_out = decode(data, one.shown)
            text = as_markdown(decoded, self.form, lambda name: _read_beside(one, name), one.name)
        except AfterwordError as error:
            return Result(one.shown, "failed", document_id, _reason(error))
        reading = read_foreign(text, clean_name(one.name), self.answers.day_first)
        needs = [*reading.remarks, *needs_of(reading, self.answers)]
        needs += [Remark("control-characters", left_out)] if left_out else []
        day = self._day(one, reading, needs)
        if day is None and not document_id:
            reason = _WITHOUT_ORDER if reading.is_day_ambiguous else _WITHOUT_DAY
            return Result(one.shown, "held", reason=reason, reading=reading, needs=tuple(needs))
        document_id = document_id or self._new_id(day, reading, one)
        text = compose(reading, self.answers, self._place(one, document_id, digest, reading, needs))
        self._known[_one_line(one.name)] = (document_id, digest)
        return self._write(one, document_id, text, reading, needs, bool(known))

    def _write(
        self,
        one: Input,
        document_id: str,
        text: str,
        reading: Reading,
        needs: list[Remark],
        is_known: bool,
    ) -> Result:
        path = self.project.folder / f"{document_id}.md"
        kept: tuple[str, ...] = ()
        if is_known:
            old = read_regular(path, MAX_BYTES).decode("utf-8", "surrogateescape")
            text, kept = merge(old, text)
            if text == old:
                return Result(one.shown, "unchanged", document_id, "", reading, "", tuple(needs), kept)
        data = text.encode("utf-8", "surrogateescape")
        if len(data) > MAX_BYTES:
            return Result(
                one.shown,
                "failed",
                document_id,
                f"the document would have {len(data) / 1e6:.1f} MB; at most 1 MB is read",
            )
        if not self.dry_run:
            try:
                write_atomically(path, data)
                self._copy_pictures(one, document_id, reading)
            except AfterwordError as error:
                return Result(one.shown, "failed", document_id, error.message, reading)
        return Result(
            one.shown, "updated" if is_known else "written", document_id, "", reading, text, tuple(needs), kept
        )

    def _new_id(self, day: date | None, reading: Reading, one: Input) -> str:
        assert day is not None
        title = title_of(reading, one.name)
        bare = re.sub(r"^\W*\d{4}[-_.]?\d{2}[-_.]?\d{2}\W*", "", title)
        base = f"{day.isoformat()}-{slug(without_kind(bare) or bare or title)}"
        found, number = base, 1
        while found in self._ids:
            number += 1
            found = f"{base}-{number}"
        self._ids.add(found)
        return found

    def _day(self, one: Input, reading: Reading, needs: list[Remark]) -> date | None:
        if reading.day is not None or reading.is_day_ambiguous:
            return reading.day
        if one.opened:
            needs.append(Remark("date-from-issue", f"no date was recognised; {one.opened} is the day it was opened"))
            return one.opened
        folder = one.path.parent
        top = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)
        if top is None:
            return None
        if top not in self._histories:
            facts = git.facts(top, ".")
            self._histories[top] = (
                {name: history.first.date() for name, history in facts.files.items()}
                if facts and not facts.shallow
                else {}
            )
        found = self._histories[top].get(one.path.relative_to(top).as_posix())
        if found:
            needs.append(Remark("date-from-git", f"no date was recognised; {found} is the day of its first commit"))
        return found

    def _place(self, one: Input, document_id: str, digest: str, reading: Reading, needs: list[Remark]) -> Place:
        folder = self.project.folder.relative_to(self.project.root).as_posix()
        links: dict[str, str] = {}
        if one.folder is None:
            for target in relative_targets(reading.text[reading.body_start :]):
                links[target] = self._link(one, document_id, target)
                if links[target] == target:
                    needs.append(
                        Remark("link-leads-nowhere", f"`{target}` is relative to a folder outside the project")
                    )
        return Place(
            document_id,
            one.name,
            one.folder,
            folder,
            self.project.now.date().isoformat(),
            digest,
            own_issues=self.project.config.tracker == "github" and (one.folder is not None or one.data is not None),
            severities=tuple(severity.name for severity in self.project.config.severities),
            links=links,
        )

    def _link(self, one: Input, document_id: str, target: str) -> str:
        """The address of a link of a file outside the project: a copied picture, else the page of its repository."""
        path = target.partition("#")[0].partition("?")[0]
        file = one.path.parent / path
        if one.data is None and file.suffix.lower() in _PICTURES and file.is_file() and not file.is_symlink():
            return f"{document_id}/{posixpath.basename(path)}"
        if one.repository and one.repository.startswith("github.com/"):
            inside = posixpath.normpath(posixpath.join(posixpath.dirname(one.name), path)).removeprefix(
                f"{one.repository}/"
            )
            return f"https://{one.repository}/blob/{one.commit or 'HEAD'}/{inside}{target[len(path) :]}"
        return target

    def _copy_pictures(self, one: Input, document_id: str, reading: Reading) -> None:
        if one.folder is not None:
            return
        for target in relative_targets(reading.text[reading.body_start :]):
            if self._link(one, document_id, target).startswith(f"{document_id}/"):
                path = one.path.parent / target.partition("#")[0].partition("?")[0]
                data = read_regular(path, _PICTURE_BYTES)
                write_atomically(self.project.evidence_folder(document_id) / path.name, data)


def import_files(
    batch: Batch, inputs: Sequence[Input], tell: Callable[[str], None] = lambda _: None, *, again: bool = False
) -> list[Result]:
    """Import files in their order.

    Args:
        batch: into which project, with which answers.
        inputs: the files.
        tell: gets what is being done.
        again: write files that did not change, too.
    """
    results = []
    for number, one in enumerate(inputs, 1):
        tell(f"{number} of {len(inputs)}: {one.shown}")
        results.append(batch.take(one, again=again))
    return results


def _reason(error: AfterwordError) -> str:
    return "; ".join(filter(None, (error.message, error.remedy)))


def _read_beside(one: Input, name: str) -> str | None:
    """The text of a file that an export has beside one of its pages; None if there is none that can be read."""
    path = one.path.parent / name
    is_file = not one.commit and one.data is None and not path.is_symlink()
    if not is_file or not path.resolve().is_relative_to(one.path.parent.resolve()):
        return None
    data = read_if_regular(path, MAX_BYTES)
    return None if data is None else data.decode("utf-8", "replace")


def _imported(path: Path) -> tuple[str, str] | None:
    """The source and the hash of an imported document, from the beginning of its file; None for any other."""
    data = read_if_regular(path, MAX_BYTES)
    if data is None:
        return None
    head = data[:_HEAD_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    block = _IMPORTED.search(head)
    if block is None:
        return None
    values = dict(re.findall(r"^[ \t]+(source|hash):[ \t]*(.*?)[ \t]*$", block[1], re.MULTILINE))
    return (_unquoted(values.get("source", "")), _unquoted(values.get("hash", ""))) if "source" in values else None


def _one_line(name: str) -> str:
    """A source as the front matter has it: with single blanks."""
    return " ".join(name.split())


def _unquoted(text: str) -> str:
    if text[:1] == '"' and text.endswith('"'):
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text[1:-1].replace("''", "'") if text[:1] == "'" and text.endswith("'") else text


def needs_of(reading: Reading, answers: Answers) -> list[Remark]:
    """What a person has to look at: times without a zone, days that are not known, and what was not recognised."""
    found: list[Remark] = []
    clocks = [event for event in reading.events if event.clock is not None]
    without_zone = [event for event in clocks if not event.zone and not answers.zone]
    if without_zone:
        found.append(
            Remark(
                "zone-unknown",
                f"without a zone, so only the day is written: {counted(len(without_zone), 'time')}",
                without_zone[0].line,
            )
        )
    unclear = Counter(
        event.zone
        for event in clocks
        if event.zone and event.day and not answers.when(event).exact and not (event.stamp and event.stamp.until)
    )
    for zone, count in sorted(unclear.items()):
        line = next(event.line for event in clocks if event.zone == zone and not answers.when(event).exact)
        reason = (
            f"the clocks of `{zone}` changed in that hour, so only the day is written"
            if answers.is_place(zone)
            else f"`{zone}` is not one offset for certain"
        )
        found.append(Remark("zone-uncertain", f"{reason} ({counted(count, 'time')})", line))
    stamped = [event for event in reading.events if event.stamp]
    without_day = [event for event in reading.events if event.day is None and stamped]
    if without_day:
        found.append(
            Remark("day-unknown", f"the day of {counted(len(without_day), 'event')} is not known", without_day[0].line)
        )
    timelines = [part for part in reading.parts if part.kind is TIMELINE]
    found += [
        Remark("timeline-unread", f"no time in the section `{part.title}` can be read", part.line)
        for part in timelines
        if not any(event.unit in reading.units[part.first : part.end] for event in stamped)
    ]
    if not reading.title:
        found.append(Remark("title-unknown", "no title is stated; the name of the file is used"))
    if not stamped:
        found.append(Remark("no-events", "no event with a time was recognised"))
    return found
