"""The samples of an evidence folder, and those from which an eval case can be made."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from afterword.derive.samples import Sample
from afterword.errors import AfterwordError
from afterword.evidence.folder import list_files, read_text
from afterword.grounding import LedgerItem
from afterword.redaction import Numbering, Redactor

_MAX_SAMPLES = 10
_MAX_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class FailingSample:
    """A sample that says what failed and what would have been right. Redacted.

    Attributes:
        id: `S1`, `S2`, … in the order of the files' names.
        name: its file's name without folder and ending.
        input: what the model was asked.
        observed: what it said.
        expected: what it should have said.
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
        text = f"input: {self.input} output that failed: {self.observed} expected: {self.expected}"
        return LedgerItem(self.id, text, None, "failing sample")


def read_samples(folder: Path) -> list[Sample]:
    """Read the samples of an evidence folder, in the order of their names."""
    found = []
    for name in list_files(folder, "samples"):
        with suppress(AfterwordError):  # `check` reports files that cannot be read
            found.append(Sample(name, read_text(folder, name)))
    return found


def failing_samples(samples: Iterable[Sample], redactor: Redactor | None = None) -> tuple[FailingSample, ...]:
    """Find the samples that have input, output and what was expected, and redact them."""
    redactor = (redactor or Redactor()).anew(Numbering())
    found: list[FailingSample] = []
    for sample in samples:
        name, fields = PurePosixPath(sample.name).stem, sample.fields
        texts = [redactor.redact(fields.get(key, "").strip()).text for key in ("input", "output", "expected")]
        is_new = name not in {one.name for one in found}
        if is_new and all(texts) and max(map(len, texts)) <= _MAX_CHARACTERS and len(found) < _MAX_SAMPLES:
            reconstructed = fields.get("reconstructed", "").casefold() == "true"
            asked, observed, expected = texts
            found.append(FailingSample(f"S{len(found) + 1}", name, asked, observed, expected, reconstructed))
    return tuple(found)
