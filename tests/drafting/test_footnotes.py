"""A claim can be checked where it is: each citation has the words of its item in the same file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.drafting.footnotes import footnote_edits
from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem import PostMortem, read
from afterword.postmortem.edit import apply
from afterword.postmortem.markers import write_derived
from afterword.times.when import When
from drafting.incident import FRONT, ID

LEDGER = Ledger().extended(
    EvidenceItem("", "chat", number, When.parse("2026-02-10T09:17Z"), "on-call", f"word{number}")
    for number in range(12)
)
NOTES = {n: f'[^e{n}]: 2026-02-10 09:17Z, on-call: "word{n - 1}" (chat)' for n in range(1, 13)}


def document(body: str, newline: str = "\n") -> PostMortem:
    return read((FRONT + body).replace("\n", newline).encode(), f"postmortems/{ID}.md")


def with_notes(body: str, ledger: Ledger = LEDGER, newline: str = "\n") -> str:
    before = document(body, newline)
    text = apply(before.source, footnote_edits(before, ledger))
    after = read(text.encode(), before.path)
    assert footnote_edits(after, ledger) == [], "the second run changes something"
    return text.replace("\r\n", "\n").removeprefix(FRONT)


CITING = "\n## Summary\n\nIt broke. [^e2] [^e10] [^e9]\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CITING, f"{CITING}\n## Evidence\n\n{NOTES[2]}\n{NOTES[9]}\n{NOTES[10]}\n"),
        (
            f"{CITING}\n## Evidence\n\nMine.\n",
            f"{CITING}\n## Evidence\n\nMine.\n\n{NOTES[2]}\n{NOTES[9]}\n{NOTES[10]}\n",
        ),
        (f"{CITING}\n{NOTES[9]}\n", f"{CITING}\n{NOTES[2]}\n{NOTES[9]}\n{NOTES[10]}\n"),
        (
            f"{CITING}\n## Evidence\n\n{NOTES[1]}\n{NOTES[2]}\n[^own]: mine\n{NOTES[12]}\n",
            f"{CITING}\n## Evidence\n\n{NOTES[2]}\n{NOTES[9]}\n{NOTES[10]}\n[^own]: mine\n",
        ),
        (
            f"{CITING}\n## Evidence\n\n[^e1]: mine, and not cited\n[^e9]: my words\n",
            f"{CITING}\n## Evidence\n\n[^e1]: mine, and not cited\n{NOTES[2]}\n[^e9]: my words\n{NOTES[10]}\n",
        ),
        (
            f"{CITING}\n## Evidence\n\n{write_derived('evidence', '[^e2]: chat line 1')}\n",
            f"{CITING}\n## Evidence\n\n{NOTES[2]}\n{NOTES[9]}\n{NOTES[10]}\n",
        ),
        ("\n## Summary\n\nIt broke.\n", "\n## Summary\n\nIt broke.\n"),
        ("\n## Summary\n\nIt broke. [^e99]\n", "\n## Summary\n\nIt broke. [^e99]\n"),
    ],
)
def test_footnotes_of_what_is_cited_are_there_in_order(newline: str, before: str, after: str) -> None:
    assert with_notes(before, newline=newline) == after


def test_footnote_follows_a_corrected_time_and_role() -> None:
    before = f'{CITING}\n## Evidence\n\n{NOTES[2]}\n{NOTES[9]}\n[^e10]: I think it was "word9" (chat), or later\n'
    corrected = Ledger(tuple(replace(one, at=When.parse("2026-02-10T08:17Z"), actor="lead") for one in LEDGER.items))
    after = with_notes(before, corrected)
    assert '[^e2]: 2026-02-10 08:17Z, lead: "word1" (chat)\n[^e9]: 2026-02-10 08:17Z, lead: "word8" (chat)\n' in after
    assert '[^e10]: I think it was "word9" (chat), or later' in after


def test_old_block_that_a_person_edited_stays() -> None:
    edited = write_derived("evidence", "[^e2]: chat line 1").replace("line 1", "line 1, I think")
    assert "[^e2]: chat line 1, I think\n" in with_notes(f"{CITING}\n## Evidence\n\n{edited}\n")


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (EvidenceItem("", "log", 3, None, None, "words"), '"words" (log)'),
        (EvidenceItem("", "log", None, None, "ci", "words"), 'ci: "words" (log)'),
        (EvidenceItem("", "log", None, When.parse("unknown"), None, "words"), '"words" (log)'),
        (EvidenceItem("", "a_b", 1, When.parse("2026-02"), "a*b", "x\n\n# <b> [^e9]: `y`"), None),
    ],
)
def test_words_have_their_time_actor_and_source(item: EvidenceItem, note: str | None) -> None:
    text = with_notes("\n## Summary\n\nIt broke. [^e1]\n", Ledger().extended([item]))
    written = text[text.index("[^e1]: ") :].removesuffix("\n")
    assert note is None or written == f"[^e1]: {note}"
    assert "\n" not in written and "<b>" not in written and "a*b" not in written


def test_long_words_are_cut_at_a_blank() -> None:
    text = with_notes(
        "\n## Summary\n\nx [^e1]\n", Ledger().extended([EvidenceItem("", "log", 1, None, None, "word " * 99)])
    )
    assert 'word word …" (log)' in text and len(text) < 320
