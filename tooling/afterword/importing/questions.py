"""What is ambiguous in a batch: asked once, with what speaks for each answer, and the words that have to be mapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.importing.batch import Result
from afterword.importing.writer.answers import Answers
from afterword.text.counting import counted
from afterword.times.written_days import read_day
from afterword.times.zones import usual_place

_MOST = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: how it is given, and what speaks for it."""

    option: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is ambiguous in some files.

    Attributes:
        kind: `zone`, `zone-name` or `dates`.
        text: the question, for people.
        choices: the answers.
        files: which it is about.
    """

    kind: str
    text: str
    choices: tuple[Choice, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the documents that the project may have another one for.

    Attributes:
        key: `severity`.
        word: as it is written.
        files: how many documents have it.
        means: what it is taken for; `unknown` if it has to be mapped.
        option: how to map it.
    """

    key: str
    word: str
    files: int
    means: str
    option: str


def questions_of(results: Sequence[Result], answers: Answers) -> list[Question]:
    """List what is ambiguous, once for all files."""
    return [*_zones(results, answers), *_zone_names(results, answers), *_dates(results, answers)]


def _zones(results: Sequence[Result], answers: Answers) -> list[Question]:
    if answers.zone:
        return []
    files = [
        result.source
        for result in results
        if result.reading and any(event.clock and not event.zone for event in result.reading.events)
    ]
    if not files:
        return []
    named = Counter(result.reading.zone for result in results if result.reading and result.reading.zone)
    choices = [
        Choice(f"--zone {zone}", (f"named by {counted(count, 'other document')}",))
        for zone, count in named.most_common(_MOST)
    ]
    name = "names" if len(files) == 1 else "name"
    text = f"in which zone are the times of {counted(len(files), 'document')} that {name} none?"
    return [Question("zone", text, tuple(choices) or (Choice("--zone ZONE"),), tuple(files))]


def _zone_names(results: Sequence[Result], answers: Answers) -> list[Question]:
    """Names of zones that are not one offset for certain; evidence are the days on which they are written."""
    days: dict[str, list[tuple[str, str]]] = {}
    for result in results:
        for event in result.reading.events if result.reading else ():
            is_open = event.clock and event.zone and event.day and not (event.stamp and event.stamp.until)
            if not is_open or event.zone.casefold() in answers.names or answers.is_place(event.zone):
                continue
            if not answers.when(event).exact:
                days.setdefault(event.zone, []).append((result.source, str(event.day)))
    found = []
    for zone, places in sorted(days.items()):
        usual = usual_place(zone)
        summer = sum(day[5:7] in ("04", "05", "06", "07", "08", "09", "10") for _, day in places)
        evidence = [f"{counted(len(places), 'time')}, {summer} of them from April to October"]
        choices = [Choice(f"--zone {zone}={usual}", ("the place that is most often meant", *evidence))] if usual else []
        choices.append(Choice(f"--zone {zone}=OFFSET", tuple(evidence) if not usual else ()))
        files = tuple(dict.fromkeys(source for source, _ in places))
        found.append(Question("zone-name", f"which offset does `{zone}` mean?", tuple(choices), files))
    return found


def _dates(results: Sequence[Result], answers: Answers) -> list[Question]:
    if answers.day_first is not None:
        return []
    unclear = [result for result in results if result.reading and result.reading.is_ambiguous]
    if not unclear:
        return []
    evidence: dict[bool, list[str]] = {True: [], False: []}
    for result in results:
        for one in result.reading.dates if result.reading else ():
            if one.day_first is not None:
                evidence[one.day_first].append(f"{result.source}:{result.source_line(one.line)} has {one.written}")
    for result in unclear:
        named = _day_in_name(result.source)
        for one in result.reading.dates if result.reading and named else ():
            first, second = (int(part) for part in one.written.split("/")[:2])
            if named and (first, second) != (second, first):
                for day_first, pair in ((True, (first, second)), (False, (second, first))):
                    if pair == (named[1], named[0]):
                        evidence[day_first].append(
                            f"the name of {result.source} has this day, "
                            f"and line {result.source_line(one.line)} has {one.written}"
                        )
    choices = tuple(
        Choice(f"--dates {'day-first' if day_first else 'month-first'}", tuple(list(dict.fromkeys(found))[:_MOST]))
        for day_first, found in evidence.items()
    )
    text = "is the day or the month first in dates such as " + ", ".join(
        sorted(
            {
                one.written
                for result in unclear
                if result.reading
                for one in result.reading.dates
                if one.day_first is None
            }
        )[:3]
    )
    return [Question("dates", f"{text}?", choices, tuple(result.source for result in unclear))]


def _day_in_name(source: str) -> tuple[int, int] | None:
    match = re.search(r"(?:19|20)\d{2}[-_.]?\d{2}[-_.]?\d{2}", source.rsplit("/", 1)[-1])
    day = read_day(match[0].replace("_", "-")) if match else None
    return (day.month, day.day) if day and day.month and day.day else None


def vocabulary_of(results: Sequence[Result], answers: Answers, severities: Sequence[str]) -> list[Word]:
    """List the severities of the documents, and what each is taken for."""
    counts: Counter[str] = Counter()
    for result in results:
        field = next((one for one in result.reading.fields if one.key == "severity"), None) if result.reading else None
        if field:
            counts[field.value.strip()] += 1
    found = []
    for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        means = answers.severity(word, list(severities))
        found.append(
            Word("severity", word, count, means, f"--severity '{word}=SEVERITY'" if means == "unknown" else "")
        )
    return found
