"""Score the reader of foreign documents against expected readings: `python tests/importing/score.py FOLDER`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from afterword.importing.reader.read import read_foreign


def fold(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:!?-–—*_\"'()[]。、：；").casefold()


def as_read(path: Path) -> dict[str, Any]:
    reading = read_foreign(path.read_text(encoding="utf-8-sig"), path.name)
    events = [
        {
            "line": event.line,
            "time": None
            if event.clock is None
            else f"{event.clock[0]:02d}:{event.clock[1]:02d}"
            + ("" if event.clock[2] is None else f":{event.clock[2]:02d}"),
            "precision": event.precision,
            "date": event.day.isoformat() if event.day else None,
            "zone": event.zone or None,
            "text": event.text,
        }
        for event in reading.events
    ]
    actions = [
        {
            "line": action.line,
            "text": action.text,
            "owners": list(action.owners),
            "due": action.due.isoformat() if action.due else None,
            "state": action.state,
            "links": list(action.links),
        }
        for action in reading.actions
    ]
    metadata = {
        field.key: field.value for field in reversed(reading.fields) if field.key not in ("", "title", "date", "zone")
    }
    return {
        "title": reading.title or None,
        "date": reading.day.isoformat() if reading.day else None,
        "zone": reading.zone or None,
        "dates_ambiguous": reading.is_ambiguous,
        "metadata": metadata,
        "events": events,
        "actions": actions,
    }


def match(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pair what is at the same line with the same words, else with the same words."""
    pairs, left = [], list(found)
    for one in expected:
        same = [two for two in left if fold(two["text"]) == fold(one["text"])]
        same = [two for two in same if two["line"] == one["line"]] or same
        same = same or [two for two in left if two["line"] == one["line"]]
        if same:
            left.remove(same[0])
            pairs.append((one, same[0]))
    return pairs


def score(folder: Path, verbose: bool = True) -> Counter[str]:
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        source = path.with_name(path.name.replace(".expected.json", ".md"))
        read = as_read(source)
        lines: list[str] = []
        for kind, keys in (
            ("events", ("text", "time", "precision", "date", "zone")),
            ("actions", ("text", "owners", "due", "state", "links")),
        ):
            pairs = match(expected[kind], read[kind])
            total[f"{kind} expected"] += len(expected[kind])
            total[f"{kind} found"] += len(read[kind])
            total[f"{kind} matched"] += len(pairs)
            for one, two in pairs:
                wrong = [
                    key
                    for key in keys
                    if (
                        fold(one[key]) != fold(two[key])
                        if key == "text"
                        else sorted(one[key]) != sorted(two[key])
                        if isinstance(one[key], list)
                        else one[key] != two[key]
                    )
                ]
                total[f"{kind} all right"] += not wrong
                for key in wrong:
                    total[f"{kind} wrong {key}"] += 1
                    lines.append(f"  {kind} {one['line']}: {key}: expected {one[key]!r}, read {two[key]!r}")
            paired = [id(two) for _, two in pairs]
            missing = [one for one in expected[kind] if not any(one is first for first, _ in pairs)]
            lines += [f"  {kind} {one['line']}: missing: {one['text'][:80]!r} {one.get('time', '')}" for one in missing]
            lines += [
                f"  {kind} {two['line']}: not expected: {two['text'][:80]!r} {two.get('time', '')}"
                for two in read[kind]
                if id(two) not in paired
            ]
        for key in ("title", "date", "zone", "dates_ambiguous"):
            total["facts"] += 1
            if expected[key] != read[key]:
                total["facts wrong"] += 1
                lines.append(f"  {key}: expected {expected[key]!r}, read {read[key]!r}")
        for key, value in expected["metadata"].items():
            total["metadata"] += 1
            if fold(read["metadata"].get(key, "")) != fold(value):
                total["metadata wrong"] += 1
                lines.append(f"  metadata {key}: expected {value!r}, read {read['metadata'].get(key)!r}")
        for key in read["metadata"].keys() - expected["metadata"].keys():
            total["metadata not expected"] += 1
            lines.append(f"  metadata {key}: not expected: {read['metadata'][key]!r}")
        if verbose and lines:
            print(path.name.removesuffix(".expected.json"))
            print("\n".join(lines))
    for kind in ("events", "actions"):
        expected_count, found, right = (total[f"{kind} {name}"] for name in ("expected", "found", "all right"))
        matched = total[f"{kind} matched"]
        print(
            f"{kind}: {expected_count} expected, {found} found, {matched} matched; all right: "
            f"recall {right / max(expected_count, 1):.1%}, precision {right / max(found, 1):.1%}"
        )
    print(
        {
            key: value
            for key, value in total.items()
            if "wrong" in key or key in ("facts", "metadata", "metadata not expected")
        }
    )
    return total


if __name__ == "__main__":
    score(Path(sys.argv[1]))
