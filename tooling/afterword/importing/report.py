"""The report of an import, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from afterword.importing.batch import Result
from afterword.importing.gather import IF_NAMED
from afterword.importing.questions import Question, Word
from afterword.importing.report_data import ImportData, ImportedDocument
from afterword.importing.writer.answers import Answers
from afterword.text.counting import counted
from afterword.text.shorten import shorten

_MOST_NAMES = 3
_ORDER = ("written", "updated", "unchanged", "held", "failed")


def as_json(
    results: Sequence[Result],
    left_out: Sequence[tuple[str, str]],
    questions: Sequence[Question],
    words: Sequence[Word],
    answers: Answers,
    folder: str,
) -> ImportData:
    """Return the report as JSON values."""
    counts = Counter(result.outcome for result in results)
    return {
        "version": 1,
        "files": {outcome: counts[outcome] for outcome in _ORDER} | {"left out": len(left_out)},
        "questions": [
            {
                "kind": one.kind,
                "text": one.text,
                "choices": [{"option": choice.option, "evidence": list(choice.evidence)} for choice in one.choices],
                "documents": list(one.files),
            }
            for one in questions
        ],
        "vocabulary": [{"key": one.key, "word": one.word, "documents": one.files, "means": one.means} for one in words],
        "documents": [_document(result, answers, folder) for result in results],
        "left_out": [{"source": source, "reason": reason} for source, reason in left_out],
    }


def _document(result: Result, answers: Answers, folder: str) -> ImportedDocument:
    reading, line_of = result.reading, result.source_line
    found: ImportedDocument = {
        "source": result.source,
        "outcome": result.outcome,
        "path": f"{folder}/{result.document_id}.md" if result.document_id else None,
        "reason": result.reason or None,
        "needs": [{"code": one.code, "text": one.text, "line": line_of(one.line) or None} for one in result.needs],
        "kept": list(result.kept),
    }
    if reading is None:
        return found
    return {
        **found,
        "title": {"text": reading.title, "line": line_of(reading.title_line) or None} if reading.title else None,
        "date": {"value": str(reading.day), "from": reading.day_from} if reading.day else None,
        "zone": {"name": reading.zone, "line": line_of(reading.zone_line) or None} if reading.zone else None,
        "fields": [
            {"key": one.key or None, "written": one.written, "value": one.value, "line": line_of(one.line)}
            for one in reading.fields
        ],
        "sections": [
            {"heading": part.title, "line": line_of(part.line), "section": part.kind.name if part.kind else None}
            for part in reading.parts
            if part.line and not part.is_label and part.line != reading.title_line
        ],
        "events": [
            {
                "line": line_of(event.line),
                "when": str(answers.when(event)),
                "day": str(event.day) if event.day else None,
                "time": None if event.clock is None else _clock(event.clock),
                "zone": event.zone or None,
                "layout": event.source,
                "text": event.text,
            }
            for event in reading.events
        ],
        "actions": [
            {
                "line": line_of(action.line),
                "text": action.text,
                "owners": list(action.owners),
                "due": str(action.due) if action.due else None,
                "state": action.state,
                "links": list(action.links),
            }
            for action in reading.actions
        ],
    }


def _clock(clock: tuple[int, int, int | None]) -> str:
    return f"{clock[0]:02d}:{clock[1]:02d}" + ("" if clock[2] is None else f":{clock[2]:02d}")


def as_text(
    results: Sequence[Result],
    left_out: Sequence[tuple[str, str]],
    questions: Sequence[Question],
    words: Sequence[Word],
    folder: str,
    *,
    dry_run: bool,
) -> Iterator[str]:
    """Yield the lines of the report: each file that is new or needs a person, what is ambiguous, and the sum."""
    for result in results:
        if result.outcome != "unchanged":
            yield from _lines(result, folder)
    for source, reason in left_out:
        if reason != IF_NAMED:
            yield f"{source}: left out: {reason}"
    if unnamed := [source for source, reason in left_out if reason == IF_NAMED]:
        such = f", such as {', '.join(unnamed[:_MOST_NAMES])}"
        yield f"{counted(len(unnamed), '`.txt` or HTML file')} left out{such}: name files to import them"
    for one in questions:
        yield ""
        yield f"{one.text[:1].upper()}{one.text[1:]} ({counted(len(one.files), 'file')}, such as {one.files[0]})"
        for choice in one.choices:
            yield f"  {choice.option}" + (f"   {'; '.join(choice.evidence)}" if choice.evidence else "")
    if words:
        yield ""
        yield "Severities of the documents:"
        for word in words:
            means = word.means if word.means != "unknown" else f"unknown; map it with {word.option}"
            yield f"  {shorten(word.word)} ({counted(word.files, 'document')}): {means}"
    counts = Counter(result.outcome for result in results)
    if results:
        yield ""
    said = [f"{counts[outcome]} {outcome}" for outcome in _ORDER if counts[outcome]]
    yield f"{counted(len(results), 'file')}: {', '.join(said) or 'nothing to do'}" + (
        " (dry run: nothing was written)" if dry_run else ""
    )


def _lines(result: Result, folder: str) -> Iterator[str]:
    reading = result.reading
    if result.outcome in ("failed", "held"):
        yield f"{result.source}: {result.outcome}: {result.reason}"
        return
    assert reading is not None
    sections = sum(part.kind is not None for part in reading.parts)
    read = [(len(reading.events), "event"), (len(reading.actions), "action item"), (sections, "section")]
    sums = ", ".join(counted(count, noun) for count, noun in read)
    yield f"{result.source} -> {folder}/{result.document_id}.md: {result.outcome}; {sums}"
    for need in result.needs:
        yield f"  {f'line {result.source_line(need.line)}: ' if need.line else ''}{need.text}"
    for name in result.kept:
        yield f"  `{name}` was edited since the last import, and stays as it is"
