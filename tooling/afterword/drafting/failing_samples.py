"""Failing samples from which an eval case can be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.folder import read_text
from afterword.grounding import LedgerItem
from afterword.postmortem import yamltree
from afterword.redaction import Numbering, Redactor

_MAX_SAMPLES = 10
_MAX_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class FailingSample:
    """A collected sample that says what failed and what would have been right. Redacted.

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
        """As an item that a claim may cite."""
        text = f"input: {self.input} output that failed: {self.observed} expected: {self.expected}"
        return LedgerItem(self.id, text, None, "failing sample")


def failing_samples(folder: Path, redactor: Redactor | None = None) -> tuple[FailingSample, ...]:
    """The samples of an evidence folder that have input, output and what was expected."""
    place = folder / "samples"
    if place.is_symlink() or not place.is_dir():
        return ()
    redactor = (redactor or Redactor()).anew(Numbering())
    found: list[FailingSample] = []
    for path in sorted(place.iterdir(), key=lambda path: path.name):
        fields = _fields(folder, path.name) if path.suffix in (".yaml", ".yml", ".json") else {}
        texts = [redactor.redact(fields.get(key, "").strip()).text for key in ("input", "output", "expected")]
        new = path.stem not in {sample.name for sample in found}
        if new and all(texts) and max(map(len, texts)) <= _MAX_CHARACTERS and len(found) < _MAX_SAMPLES:
            given = fields.get("reconstructed", "").casefold() == "true"
            asked, observed, expected = texts
            found.append(FailingSample(f"S{len(found) + 1}", path.stem, asked, observed, expected, given))
    return tuple(found)


def _fields(folder: Path, name: str) -> dict[str, str]:
    try:
        text = read_text(folder, f"samples/{name}")
    except AfterwordError:
        return {}  # `check` reports what lies there and cannot be read
    tree, problems = yamltree.read(text)
    if problems:
        return {}
    return {key: node.text for key, node in tree.values.items() if isinstance(node, yamltree.Scalar)}
