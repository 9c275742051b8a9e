"""The samples of an evidence folder, and those from which an eval case can be made."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from afterword.derive.exchanges import Turn, find_exchanges
from afterword.derive.samples import Sample
from afterword.errors import AfterwordError
from afterword.evidence import EvidenceItem
from afterword.evidence.collectors.agent_sessions import is_session, read_session
from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.otlp import is_otlp, read_otlp
from afterword.evidence.collectors.traces import is_trace, read_trace
from afterword.evidence.folder import list_files, read_text
from afterword.evidence.people import People
from afterword.evidence.source import Source
from afterword.grounding.ledger import LedgerItem
from afterword.redaction import Numbering, Redactor
from afterword.times.reader import TimeReader

_SESSIONS = (".json", ".jsonl", ".ndjson")
_MAX_SAMPLES = 10
_MAX_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class FailingSample:
    """A sample that says what failed, and perhaps what would have been right. Redacted.

    Attributes:
        id: `S1`, `S2`, …
        name: its file's name without folder and ending.
        input: what the model was asked.
        observed: what it said.
        expected: what it should have said; "" if that is unknown.
        reconstructed: whether the words are not verbatim.
    """

    id: str
    name: str
    input: str
    observed: str
    expected: str
    reconstructed: bool

    @property
    def item(self) -> LedgerItem:
        """As an item that a claim can cite."""
        parts = {"input": self.input, "output that failed": self.observed, "expected": self.expected}
        text = " ".join(f"{name}: {part}" for name, part in parts.items() if part)
        return LedgerItem(self.id, text, None, "failing sample")

    @property
    def makes_case(self) -> bool:
        """Whether an eval case can be made of it: what was asked, and what would have been right, are known."""
        return bool(self.input and self.expected)


def read_samples(folder: Path) -> list[Sample]:
    """Read the samples of an evidence folder, in the order of their names."""
    found = []
    for name in list_files(folder, "samples"):
        with suppress(AfterwordError):  # `check` reports files that cannot be read
            sample = Sample(name, read_text(folder, name))
            found.append(sample if sample.fields else _of_session(sample) or sample)
    return found


def _of_session(sample: Sample) -> Sample | None:
    """Read a sample that is a session or a trace: the exchange that failed, else the last; None if it is neither."""
    source = Source(PurePosixPath(sample.name).name, lambda: sample.text.encode())
    readers = ((is_otlp, read_otlp), (is_trace, read_trace), (is_session, read_session))
    read = next((read for is_one, read in readers if source.suffix in _SESSIONS and is_one(source)), None)
    if read is None:
        return None
    items = read(source, ReadContext(TimeReader(), People())).items
    exchanges = find_exchanges(Turn("", item.actor or "", item.text) for item in items)
    exchange = next((one for one in exchanges if one.failed), exchanges[-1] if exchanges else None)
    return Sample.of(sample.name, exchange.asked, exchange.output, "") if exchange else None


def find_failed_exchanges(items: Iterable[EvidenceItem]) -> list[Sample]:
    """Find the exchanges of sessions and traces that the evidence says failed, as samples named by their items."""
    by_source: dict[str, list[Turn]] = {}
    for item in items:
        by_source.setdefault(item.source, []).append(Turn(item.id, item.actor or "", item.text))
    return [
        Sample.of(f"{source}, {one.place}", one.asked, one.output, "")
        for source, turns in by_source.items()
        for one in find_exchanges(turns)
        if one.failed
    ]


def failing_samples(samples: Iterable[Sample], redactor: Redactor | None = None) -> tuple[FailingSample, ...]:
    """Redact samples; those of which an eval case can be made come first. Without parts, all of one is the output."""
    redactor = (redactor or Redactor()).anew(Numbering())
    found: dict[str, FailingSample] = {}
    for sample in samples:
        name, fields = PurePosixPath(sample.name).stem, sample.fields or {"output": sample.text}
        texts = [redactor.redact(fields.get(key, "").strip()).text for key in ("input", "output", "expected")]
        asked, observed, expected = texts
        if observed and name not in found and max(map(len, texts)) <= _MAX_CHARACTERS:
            reconstructed = fields.get("reconstructed", "").casefold() == "true"
            found[name] = FailingSample("", name, asked, observed, expected, reconstructed)
    chosen = sorted(found.values(), key=lambda one: not one.makes_case)[:_MAX_SAMPLES]
    return tuple(replace(one, id=f"S{number}") for number, one in enumerate(chosen, 1))
