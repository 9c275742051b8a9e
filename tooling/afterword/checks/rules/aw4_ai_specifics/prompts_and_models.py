"""AW401 to AW404 and AW409: prompts, models, samples, and agents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import answered_section, at, causes, is_severe, lack_of, models, tokens
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, Found, rule
from afterword.derive.prompts import write_prompt_diff
from afterword.errors import AfterwordError
from afterword.evidence.folder import read_text
from afterword.postmortem import PostMortem, Section, Span, State, outline
from afterword.postmortem.schema import Cause
from afterword.postmortem.tables import split_row
from afterword.text.late_pattern import late_pattern

# A label, or a speaker in a dialogue, at the start of a line, also in a quote or a list.
_OUTPUT = late_pattern(
    r"^(?:[ \t]{0,3}>)*[ \t]*(?:[-*+][ \t]+|#{3,6}[ \t]+)?[*_]*"
    r"(?:(?:Output|Answer|Response)\b|(?:Assistant|(?:Chat)?[Bb]ot|Model|Agent|AI)[*_]*:)",
    re.MULTILINE,
)
_OUTPUT_CELL = late_pattern(
    r"[*_`]*(?!expect|good|accept|want)(?:[\w-]+ ){0,2}(?:output|answer|response)\b", re.IGNORECASE
)
_OF_A_MODEL = ("provider", "name", "version", "parameters")
_SENTENCE_WORDS = 6
_LABEL = late_pattern(r"\W*(?:Sample|Input|Output|Expected)\b")


@rule("AW401", "prompt causes have `before` and `after`", ERROR_FROM_REVIEW, needs={"evidence"})
def prompt_files(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find prompt causes without `before` and `after`, or with the same text for both.

    A changed prompt is a changed program. The failure cannot be repeated without both texts.

    Bad:
        causes: [{id: tone-rewrite, kind: prompt, summary: …}]

    Good:
        causes: [{id: tone-rewrite, kind: prompt, summary: …, before: prompts/old.md, after: prompts/new.md}]
    """
    for index, cause in causes(document):
        if cause.kind == "prompt" and _is_pair(cause) and cause.before == cause.after:
            yield Found(
                at(document, "causes", index, "after"),
                "`before` and `after` name the same text",
                "name the prompt as it was before and as it was after; `unknown` is an answer",
            )
        lacks = _lacks(document, ("causes", index), ("before", "after"), also_in_draft=True)
        if cause.kind == "prompt" and lacks:
            yield Found(
                at(document, "causes", index, "kind"),
                f"a prompt is the cause, and {lacks}",
                f"{_collected_prompts(document, facts)}; `unknown` is an answer",
            )


def _collected_prompts(document: PostMortem, facts: DocumentFacts) -> str:
    """Say how the prompts are named: as they were collected, or how to collect them."""
    names = [file.path.relative_to(facts.evidence_folder).as_posix() for file in facts.evidence_files]
    prompts = [name for name in names if name.startswith("prompts/")]
    sides = {side: [name for name in prompts if f".{side}." in name] for side in ("before", "after")}
    known = ", ".join(f"`{side}: {of[0]}`" for side, of in sides.items() if len(of) == 1)
    if known:
        return f"write {known}, which was collected" if "," not in known else f"write {known}, which were collected"
    return f"`afterword collect {document.id} --prompt-before FILE --prompt-after FILE` puts the files in place"


@rule("AW402", "the prompt diff is the real one", ERROR_FROM_REVIEW, needs={"prompts"})
def shown_diff(document: PostMortem, facts: DocumentFacts) -> list[Found]:
    """Find diffs in the text that are not the difference of the collected prompts.

    Readers must learn from what ran. A diff from memory leaves out the line that mattered.

    Bad:
        ## Prompt diff

        ```diff
        -- Refunds are possible within a month.
        +- Be generous.
        ```

    Good:
        ## Prompt diff

        ```diff
        -- Refunds are possible within 30 days.
        +- Be generous.
        ```

    Raises:
        Skipped: a prompt is not in the evidence folder.
    """
    changed = [cause for _, cause in causes(document) if cause.kind == "prompt" and _is_pair(cause)]
    section = document.section(outline.PROMPT_DIFF.name)
    if not changed or section is None or section.state is not State.ANSWERED:
        return []  # other rules report it: files not named, section missing, question open
    folder = facts.evidence_folder
    real: Counter[str] = Counter()
    for cause in changed:
        real += _real(folder, cause)
    lines = list(_shown(document, section))
    partial = any(cause.kind == "prompt" and not _is_pair(cause) for _, cause in causes(document))
    return _differences(section, real, lines, partial)


def _lacks(document: PostMortem, path: tuple[str | int, ...], keys: Iterable[str], also_in_draft: bool = False) -> str:
    """Return which values below a path are missing or only proposed, as a clause."""
    lacks = ((key, lack_of(document, *path, key, also_in_draft=also_in_draft)) for key in keys)
    return " and ".join(f"`{key}` {lack}" for key, lack in lacks if lack)


def _is_pair(cause: Cause) -> bool:
    """Whether a cause names both texts."""
    return cause.before not in (None, "unknown") and cause.after not in (None, "unknown")


def _real(folder: Path, cause: Cause) -> Counter[str]:
    try:
        before, after = (read_text(folder, str(name)) for name in (cause.before, cause.after))
    except AfterwordError:
        raise Skipped("a prompt that a cause names is not in the evidence folder") from None
    text = write_prompt_diff(before, after, str(cause.before), str(cause.after))
    return Counter(line for _, line in _changes(list(enumerate(text.split("\n")[1:-1]))))


def _shown(document: PostMortem, section: Section) -> Iterator[tuple[Span, str]]:
    """Yield the added and removed lines of the diff blocks of a section, with their places."""
    for token, span in tokens(document, section.body):
        if token.type == "fence" and token.info.split()[:1] == ["diff"]:
            first = document.line(span)  # the fence's own line, counted from 1: the next one counted from 0
            lines = enumerate(token.content.removesuffix("\n").split("\n"), first)
            for number, line in _changes(list(lines)):
                yield document.source.line_span(number), line


def _changes(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines that a diff adds or removes, without its headers and without blanks at their ends."""
    skipped = 0
    for place, (number, line) in enumerate(lines):
        following = lines[place + 1][1] if place + 1 < len(lines) else ""
        if line.startswith("--- ") and following.startswith("+++ "):
            skipped = 2
        if not skipped and line[:1] in ("+", "-") and line[1:].strip():
            yield number, line.rstrip()
        skipped = max(0, skipped - 1)


def _differences(section: Section, real: Counter[str], lines: list[tuple[Span, str]], partial: bool) -> list[Found]:
    remedy = "collect the prompts and let `afterword draft` write the block, or correct `before` and `after`"
    if real and not lines:
        return [Found(section.heading, "no `diff` block shows how the prompt changed", remedy)]
    left = real.copy()
    for span, line in lines:
        if not left[line] and not partial:  # a prompt that is not known can have any line
            return [Found(span, "the collected prompts do not differ in this line", remedy)]
        left[line] -= 1
    missing = [line for line, count in left.items() if count > 0]
    if not missing:
        return []
    count = "1 changed line is" if len(missing) == 1 else f"{len(missing)} changed lines are"
    first = missing[0] if len(missing[0]) <= 60 else missing[0][:59] + "…"
    return [Found(section.heading, f"{count} not shown, such as `{first}`", remedy)]


@rule(
    "AW403",
    "provider, name, version and parameters of each model are written, or unknown",
    many="{} models lack provider, name, version, or parameters",
)
def configuration(document: PostMortem, _: object) -> Iterator[Found]:
    """Find models without provider, name, version, or parameters.

    The same name serves different snapshots from day to day, and a temperature alone can make a failure rare or
    frequent. A draft may leave them out.

    Bad:
        models: [{provider: ExampleAI, name: example-chat}]

    Good:
        models: [{provider: ExampleAI, name: example-chat, version: unknown, parameters: {temperature: 0.2}}]
    """
    for index, model in models(document):
        if lacks := _lacks(document, ("models", index), _OF_A_MODEL):
            yield Found(
                at(document, "models", index),
                f"of this model {lacks}",
                "write whose model it was, the snapshot that served and its parameters; `unknown` is an answer",
                place=model.name or "",
            )


@rule("AW404", "a severe incident shows two or three outputs", ADVICE)
def sample_count(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find a severe incident with one failing output and no reason for it.

    Models vary: one output can be chance, two show what they have in common.

    Bad:
        ## Sample failing outputs

        - Input: May I return it after 90 days?
        - Output: Of course, in full.

    Good:
        ## Sample failing outputs

        - Input: May I return it after 90 days?
        - Output: Of course, in full.

        No other conversation of that day was kept.
    """
    section = answered_section(document, outline.SAMPLES.name)
    if section is None or not is_severe(document, facts.config):
        return
    if _outputs(document, section) != 1:
        return  # two or more; or only text, which says why there are none
    if not any(_is_sentence(token.content) for token, _ in tokens(document, section.body) if token.type == "inline"):
        yield Found(
            section.heading,
            "only one failing output is shown",
            "add another one or two that differ, or say in a sentence why there are none",
        )


def _outputs(document: PostMortem, section: Section) -> int:
    """Count the outputs in a section: labels and speakers in its text, rows or labelled rows in its tables."""
    text, found, done = document.source.readable, 0, section.body.start
    for token, span in tokens(document, section.body) if "|" in document.text(section.body) else ():
        if token.type == "table_open":
            found += len(_OUTPUT.findall(text, done, span.start)) + _outputs_in_table(document.text(span).splitlines())
            done = span.end
    return found + len(_OUTPUT.findall(text, done, section.body.end))


def _outputs_in_table(lines: list[str]) -> int:
    """Count the outputs in a table: its rows or, if its first column contains the labels, its other columns."""
    head, *rows = ([line[start:end] for start, end in split_row(line)] for line in (lines[0], *lines[2:]))
    labelled = [row for row in rows if row and _OUTPUT_CELL.match(row[0])]
    if labelled:
        return sum(bool(cell) for row in labelled for cell in row[1:])
    return len(rows) if any(_OUTPUT_CELL.match(cell) for cell in head) else 0


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE_WORDS and not _LABEL.match(text)


@rule("AW409", "agent controls are described")
def agent_control(document: PostMortem, _: object) -> Iterator[Found]:
    """Find an agent without a control.

    An instruction asks, a permission enforces. Which of the two it was decides what prevents the next incident. A draft
    may leave it out.

    Bad:
        agent: {autonomy: ran commands without approval}

    Good:
        agent: {autonomy: ran commands without approval, control: instruction}
    """
    if document.front.agent is not None and (lack := lack_of(document, "agent", "control")):
        yield Found(
            at(document, "agent"),
            f"`agent.control` {lack}",
            "write `instruction` where words alone held the agent back, `enforced` where the system did, or `unknown`",
        )


RULES = (prompt_files, shown_diff, configuration, sample_count, agent_control)
