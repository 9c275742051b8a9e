"""Documents for the tests of the reader and the editor."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from afterword.postmortem import PostMortem, edit, read
from afterword.postmortem.edit import Splice
from afterword.postmortem.markers import write_derived
from afterword.postmortem.yamltree import plain

PATH = "postmortems/2026-04-16-support-bot.md"

FULL = (
    """\
---
schema: 1
id: 2026-04-16-support-bot
title: "Bot: invents a policy"   # names the effect
status: draft
severity: SEV2
owner: "@octocat"
incident:
  started: 2026-04-16T17:00Z
  detected: 2026-04-16T18:30+02:00

  # still open
  detection: customer
services: [support-bot, 'billing # eu']
models:
  - provider: ExampleAI
    name: example-chat
    parameters: {temperature: 0.2, top_p: 1}
causes:
- id: tone-rewrite
  kind: prompt
  summary: >-
    The prompt was rewritten
    in one go
impact:
  users: ~1200
  notes: |
    first line
    second line
provider: {factor: none}
evals:
  gap: missing-case
factors:
taxonomy: {owasp: ["LLM09:2025"]} # proposed, E1 E2
drafted:
  - {section: Impact, by: m1}
---

# Support bot

## Summary

Text of the summary. [^e1]

## Timeline

- 2026-04-16 17:00Z — **first symptom:** Wrong answers. [^e1]
- 2026-04-16 16:30Z — **detected:** A customer wrote.
* 2026-04 – month only
- unknown — **change:** somebody changed it

## Root cause

### What changed

> [!NOTE]
> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked the section.

The prompt.

### Immediate cause

**Unknown, needs investigation:** why did it break?

## Impact

"""
    + write_derived("impact", "| a | b |\n|---|---|\n| 1 | 2 |")
    + """

About `1200 | users`.

## Sample failing outputs

````text
## Not a heading
```
[^e9]
````

## Eval coverage gap

No case.

```yaml
# afterword: eval-case
id: no-invented-policy
input: "Can I?"
must_not:
  - regex: 'full refund'
observed: "Yes."
expected: "No."
```

## Action items

Before the table.

| ID | Action | Owner | Due | Status | Issue |
|:---|---|---|---|---:|---|
| A1 | Add the case \\| two | @octocat | 2026-04-24 | open | #482 |
| A2 | Keep `a \\| b` | TBD |  | open
 A3 | short row

### A1

More about it.

## House rules

Ours alone.

## Evidence

[^e1]: slack, 2026-04-16 17:32Z, on-call
"""
)
"""One of everything; nothing in it is a problem but the empty `factors`."""


@dataclass(frozen=True)
class Style:
    """A way to write the same text."""

    name: str
    newline: str = "\n"
    bom: bool = False
    final_newline: bool = True
    tabs: bool = False

    def write(self, text: str) -> bytes:
        """The text in this style."""
        if self.tabs:  # where blanks mean nothing: after a colon, a bullet, in a cell, at the end of a line
            front, fence, body = text.rpartition("\n---\n")
            for old, new in (("- 2026", "-\t2026"), (" | ", "\t|\t"), ("\n\n", "\t\n\t\n")):
                body = body.replace(old, new)
            text = front.replace("owner: ", "owner:\t") + fence + body
        if not self.final_newline:
            text = text.rstrip("\n")
        return ("\ufeff" * self.bom + text.replace("\n", self.newline)).encode()


STYLES = (
    Style("lf"),
    Style("crlf", newline="\r\n"),
    Style("cr", newline="\r"),
    Style("bom", bom=True),
    Style("bom-crlf-unfinished", newline="\r\n", bom=True, final_newline=False),
    Style("no-final-newline", final_newline=False),
    Style("tabs", tabs=True),
)

NASTY = (
    "#", "# x", "@a", "- ", "? ", ": ", " #", "[", "]", "{", "}", ",", "&a", "*a", "!t", "|", "\\|", "\\", "`",
    "``", ">", "'", '"', "%", "~", "null", "no", "4.10", "12:30", "1e3", "---", "...", "<<", "=", "€", "👩\u200d🚀",
    "é", "\u2028", "\x85", "\xa0", "\x07", "\ufeff", "日本", "a:b", "a: b", ":?", "x,y", "x, y", "**", "[^e1]",
    "<!--", "-->", "0x1F", "\ufffe", "\n", "\r\n", "\t", "]:", "a", "Z", "0", " ",
)  # fmt: skip
"""Pieces that mean something to YAML, to Markdown, or to neither where one expects it."""

TEXT = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=6)), max_size=8
).map("".join)


def one_line(text: str) -> str:
    """What a value that stands on one line keeps of a text."""
    return " ".join(text.split())


def document(text: str = FULL, style: Style = STYLES[0]) -> PostMortem:
    """The text, written in a style and read."""
    return read(style.write(text), PATH)


def edited(before: PostMortem, splices: list[Splice]) -> PostMortem:
    """The document read again after an edit, which must not have brought in another kind of newline."""
    text = edit.apply(before.source, splices)
    changed = read(text.encode(), before.path)
    others = {"\r\n", "\n", "\r"} - {before.source.newline}
    inserted = "".join(splice.text for splice in splices)
    if "\n" in inserted and before.source.newline != "\n":
        assert not any(_lone_newlines(text, other) > _lone_newlines(before.source.text, other) for other in others)
    return changed


def _lone_newlines(text: str, newline: str) -> int:
    text = text.replace("\r\n", "\0")
    return text.count("\0" if newline == "\r\n" else newline)


def lines(document: PostMortem, text: str) -> str:
    """A text of the document with LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def facts(document: PostMortem) -> dict[str, object]:
    """Everything a document says, without where it stands."""

    def of(span) -> str:  # type: ignore[no-untyped-def]
        return lines(document, document.text(span))

    return {
        "front": plain(document.tree),
        "sections": [(s.level, s.title, s.own_state, of(s.own).strip()) for s in document.walk()],
        "notices": [(s.title, n.model) for s, n in document.notices],
        "events": [(str(e.when), e.kind, e.text, e.citations) for e in document.events],
        "actions": [
            ({name: cell.text for name, cell in item.cells.items()}, item.details.strip(), item.under_notice)
            for item in document.actions
        ],
        "cases": [block.case for block in document.eval_cases],
        "derived": [(d.name, of(d.content), d.untouched) for d in document.derived],
        "footnotes": [(f.label, f.text) for f in document.footnotes],
        "citations": [label for label, _ in document.citations],
        "unknowns": [question.question for question in document.open_questions],
        "problems": sorted((p.kind.value, p.message) for p in document.problems),
    }


def unchanged_outside(before: PostMortem, after: PostMortem, start: int, end: int) -> None:
    """Assert that only the characters from `start` to `end` of the old text were replaced."""
    old, new = before.source.text, after.source.text
    assert new[:start] == old[:start]
    tail = len(old) - end
    assert tail == 0 or new[-tail:] == old[-tail:]
    assert len(new) >= start + tail
