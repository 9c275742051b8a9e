"""Import a changed source again: what people edited since the last import stays."""

from __future__ import annotations

import re

from afterword.importing.writer.front import digest
from afterword.importing.writer.sections import sections_of

_IMPORTED = re.compile(r"^imported:\n(?:[ \t]+.*\n)+", re.MULTILINE)
_WRITTEN = re.compile(r"^    (?P<name>.+?): \"?(?P<digest>[0-9a-f]{8})\"?$", re.MULTILINE)


def merge(old: str, new: str) -> tuple[str, tuple[str, ...]]:
    """Return the document with the new import in it, and the names of the sections that people edited and that stay.

    A section that people deleted stays deleted; one that they added stays.

    Args:
        old: the document as it is.
        new: what the changed source gives.
    """
    newline = "\r\n" if "\r\n" in old else "\n"
    old = old.replace("\r\n", "\n")
    old_front, old_body = _split(old)
    new_front, new_body = _split(new)
    written = _written(old_front)
    kept: list[str] = []
    front = _front(old_front, new_front, written, kept)
    old_sections = dict(_named(old_body))
    parts: list[str] = []
    used: set[str] = set()
    for name, text in _named(new_body):
        if name in old_sections:
            used.add(name)
            is_edited = bool(name) and written.get(name) != digest(old_sections[name])
            if is_edited and digest(text) != digest(old_sections[name]):
                kept.append(name)
            parts.append(old_sections[name] if is_edited else text)
        elif name not in written:
            parts.append(text)
        else:
            kept.append(name)
    added = [text for name, text in _named(old_body) if name and name not in used and _is_theirs(name, text, written)]
    kept += [
        name
        for name, text in _named(old_body)
        if name and name not in used and _is_theirs(name, text, written) and name in written
    ]
    body = "\n".join([*(part.strip("\n") + "\n" for part in (*parts, *added) if part.strip("\n"))])
    return f"{front}\n{body}".replace("\n", newline), tuple(dict.fromkeys(kept))


def is_as_written(text: str) -> bool:
    """Whether a document is as the last import wrote it: no person edited, added or deleted a section."""
    front, body = _split(text.replace("\r\n", "\n"))
    digests = {name: digest(section) for name, section in _named(body) if name}
    return _written(front) == {"front matter": digest(_bare(front)), **digests}


def _bare(front: str) -> str:
    """Front matter without its lines `---` and the record of the import."""
    return _IMPORTED.sub("", front).removeprefix("---\n").removesuffix("---\n")


def _is_theirs(name: str, text: str, written: dict[str, str]) -> bool:
    return written.get(name) != digest(text)


def _named(body: str) -> list[tuple[str, str]]:
    return list(sections_of(body))


def _split(text: str) -> tuple[str, str]:
    """The front matter with its lines `---`, and the body."""
    match = re.match(r"\ufeff?---\n.*?\n---\n", text, re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)


def _written(front: str) -> dict[str, str]:
    block = _IMPORTED.search(front)
    return {match["name"].strip("\"'"): match["digest"] for match in _WRITTEN.finditer(block[0])} if block else {}


def _front(old: str, new: str, written: dict[str, str], kept: list[str]) -> str:
    """The new front matter if the old one is as it was written, else the old one with the new record of the import."""
    if written.get("front matter") == digest(_bare(old)):
        return new
    kept.append("front matter")
    record = _IMPORTED.search(new)
    block = record[0] if record else ""
    block = re.sub(r"(?m)^    front matter: .*\n", f'    front matter: "{written.get("front matter", "")}"\n', block)
    return _IMPORTED.sub(lambda _: block, old) if _IMPORTED.search(old) else old.removesuffix("---\n") + block + "---\n"
