"""The answers of an import in `afterword.yml`: read for the next one, and written once a person accepts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.config import FILE_NAME, MAX_BYTES, Importing
from afterword.errors import AfterwordError
from afterword.postmortem.files import read_if_regular, write_atomically
from afterword.postmortem.yamlformat import scalar

_BLOCK = re.compile(r"^importing:[^\n]*\n(?:[ \t]+[^\n]*\n|[ \t]*\n(?=[ \t]+\S))*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Options:
    """The answers as a person writes them: those of the command, and those of the settings that it leaves open."""

    zones: tuple[str, ...]
    dates: str
    severities: tuple[str, ...]


def with_kept(kept: Importing, zones: Sequence[str], dates: str | None, severities: Sequence[str]) -> Options:
    """Add the answers of the settings in front of those of the options, of which the last one counts."""
    return Options(
        tuple(dict.fromkeys((*kept.zones, *zones))),
        dates or kept.dates,
        tuple(dict.fromkeys((*kept.severities, *severities))),
    )


def keep_answers(root: Path, options: Options) -> bool:
    """Write answers into `afterword.yml` as its section `importing`, and leave all else as it is.

    Returns:
        Whether the file changed.

    Raises:
        AfterwordError: the file cannot be written, or would be too large to be read again.
    """
    data = read_if_regular(root / FILE_NAME, MAX_BYTES) or b""
    text = data.decode("utf-8", "surrogateescape")
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    if plain and not plain.endswith("\n"):
        plain += "\n"
    block = _block(options)
    match = _BLOCK.search(plain)
    written = plain[: match.start()] + _comments(match[0]) + block + plain[match.end() :] if match else plain + block
    after = written.replace("\n", newline).encode("utf-8", "surrogateescape")
    if after == data or not block:
        return False
    if len(after) > MAX_BYTES:
        raise AfterwordError(
            f"with the answers it would have {len(after)} bytes, and at most {MAX_BYTES} are read",
            path=FILE_NAME,
            remedy="leave out `--keep-answers`, or shorten the file",
        )
    write_atomically(root / FILE_NAME, after)
    return True


def _comments(block: str) -> str:
    """Return the comments of a section that is replaced, as lines to write above it."""
    found = (re.fullmatch(r"(?:[^#\"']*[ \t])?(#.*)", line) for line in block.splitlines())
    return "".join(f"{match[1]}\n" for match in found if match)


def _block(options: Options) -> str:
    lines: list[str] = []
    for name, values in (("zones", _last(options.zones)), ("severities", _last(options.severities))):
        if values:
            lines += [f"  {name}:", *(f"    - {scalar(value)}" for value in values)]
    if options.dates:
        lines.append(f"  dates: {options.dates}")
    return "\n".join(["importing:", *lines, ""]) if lines else ""


def _last(values: Sequence[str]) -> list[str]:
    """Of several answers for one word, the last."""
    found: dict[str, str] = {}
    for value in values:
        name, mark, _ = value.rpartition("=")
        key = name.strip().casefold() if mark else ""
        found.pop(key, None)
        found[key] = value
    return list(found.values())
