"""Four made-up incidents, leaks of fifteen kinds about them, and honest sentences about them.

`INCIDENT.md` is the internal document, `.evidence` its ledger's texts, `.prompt` its prompt. `leaks.txt` has a kind in
each `# ` line, then `incident|sentence`; `honest.txt` the same without kinds. They were written before the rules for
customers, sums, short sentences and stores. Every second leak of a kind was held out: of these, 145 of 150 were refused
when they were first measured; then what they showed was mended, so that they are no longer untouched.

`leaks2.txt` and `honest2.txt` are a second set about a fourth incident, written before its author had seen the rules.
Of its 60 leaks 54 were refused at first, and none of its 40 honest sentences. Two of the six were missed: a sum of
money in words, and an event of the timeline. The other four were figures that may be published, such as an exact
number of users; figures that the rules keep took their places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afterword.leakcheck.leak import Leak
from afterword.leakcheck.leak_check import find_leaks
from afterword.leakcheck.material import Material
from afterword.postmortem import PostMortem, read
from afterword.postmortem import external as external_edition

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an edition.

    Attributes:
        incident: which it is about.
        text: the sentence.
        kind: of the leak; empty for an honest one.
        held_out: whether it only measured.
    """

    incident: str
    text: str
    kind: str = ""
    held_out: bool = False


@cache
def leaks(name: str = "leaks") -> tuple[Sentence, ...]:
    """All that must be refused of one of the sets."""
    found: list[Sentence] = []
    kind, number = "", 0
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind, number = line[2:], 0
            continue
        incident, _, text = line.partition("|")
        found.append(Sentence(incident, text, kind, number % 2 == 1))
        number += 1
    return tuple(found)


@cache
def honest(name: str = "honest") -> tuple[Sentence, ...]:
    """All that must be accepted of one of the sets."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(Sentence(*line.split("|", 1)) for line in lines)


@cache
def _internal(incident: str) -> tuple[PostMortem, Material]:
    document = read((FOLDER / f"{incident}.md").read_bytes(), f"postmortems/{incident}.md")
    evidence = (FOLDER / f"{incident}.evidence").read_text(encoding="utf-8").splitlines()
    prompt = (FOLDER / f"{incident}.prompt").read_text(encoding="utf-8")
    return document, Material(items=tuple(evidence), files=(("prompts/system.md", prompt),))


def found_in(sentence: Sentence) -> list[Leak]:
    """What the leak check finds in an edition with nothing but this sentence."""
    document, material = _internal(sentence.incident)
    text = (
        f"---\nschema: 1\nid: {document.id}\nedition: external\ntitle: An incident\nstatus: published\n"
        f"date: {document.id[:10]}\n---\n\n## What happened\n\n{sentence.text}\n"
    )
    return find_leaks(
        external_edition.read(text.encode(), f"postmortems/{document.id}.external.md"), document, material
    )
