"""Parts of the internal document: their headings and tables in an edition, and their texts to compare it with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View
from afterword.postmortem import PostMortem, Section, outline
from afterword.postmortem.document import ACTION_COLUMNS
from afterword.postmortem.eval_case import WrittenCase
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.tables import split_row
from afterword.text.folding import fold_lookalikes

PLAIN = frozenset({outline.SUMMARY, outline.MITIGATION})
"""Sections that say what happened in plain words: an edition may use the same words."""
_HEADINGS_FOR_ALL = PLAIN | {outline.IMPACT, outline.WENT_WELL, outline.GOT_LUCKY}
_EVERYDAY = frozenset({outline.TIMELINE, outline.WENT_WRONG})
"""Sections whose names begin sentences too: `Timeline: see below.`"""
_PROMPTS = frozenset({outline.PROMPT_DIFF})
_NOT_PROSE = frozenset({outline.EVIDENCE})

_LABEL = re.compile(r"\W*(?P<label>\w[^:\n]{1,60}?)\s*(?::.*)?")
_CODE_MARK = re.compile(r"(?i)^\s*(?:#\s*afterword:\s*eval-case|```+\s*diff|~~~+\s*diff)")
_EVENT = re.compile(r"[ \t>]*[-*+][ \t]+\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?Z?[ \t]*[—–-]+[ \t]*\*\*[\w ]{2,20}:\*\*")
"""What an event begins with: a time, and in bold what kind of event it is."""
_MARKED = re.compile(r"[ \t>-]*(?:#|\*\*|__|<)")
_MOST_LABEL_WORDS = 6
_REMEDY = "leave it out; write what customers need in one of the four sections"
_COLUMNS = frozenset(fold_lookalikes(column) for column in ACTION_COLUMNS)


def find_headings(view: View) -> Iterator[PossibleLeak]:
    """Find lines that are headings of internal sections, or begin like one, and tables of action items."""
    for start, end in view.lines:
        line = view.text[start:end]
        if not line.strip():
            continue
        if _CODE_MARK.match(line):
            reason = "it is a block of the internal document"
        elif _EVENT.match(line):
            reason = "it is an event of the internal timeline"
        elif (
            (match := _LABEL.fullmatch(line))
            and (kind := _recognised(match["label"]))
            and not _is_sentence(match["label"], line, kind)
        ):
            start, end = match.start("label") + start, match.end("label") + start
            reason = f"it heads the internal section `{kind.name}`"
        elif line.count("|") > 2 and len(_COLUMNS & {fold_lookalikes(line[a:b]) for a, b in split_row(line)}) > 2:
            reason = "it is a table of action items"
        else:
            continue
        yield PossibleLeak(LeakKind.SECTION, view.span(start, end), reason, _REMEDY)


def _is_sentence(label: str, line: str, kind: SectionKind) -> bool:
    """Whether a label begins a sentence like any other: `Cause: a wrong wording.`"""
    says_more = bool(line.partition(":")[2].strip())
    is_own_name = fold_lookalikes(label).strip() == fold_lookalikes(kind.name) and kind not in _EVERYDAY
    return says_more and not is_own_name and not _MARKED.match(line)


def _recognised(label: str) -> SectionKind | None:
    text = " ".join(re.findall(r"[\w'&-]+", fold_lookalikes(label)))
    if not text or text.count(" ") >= _MOST_LABEL_WORDS:
        return None
    kind = outline.recognise(text, 2) or outline.recognise(text, 3)
    return None if kind in _HEADINGS_FOR_ALL else kind


def split_internal_texts(internal: PostMortem) -> tuple[list[str], list[str], list[str]]:
    """Split the internal document into texts of prompts and outputs, of other sections, and of the plain ones."""
    prompts: list[str] = []
    others: list[str] = []
    plain: list[str] = []
    for section in internal.sections:
        text = internal.text(section.body)
        if section.kind in _PROMPTS:
            prompts.append(text)
        elif section.kind in PLAIN:
            plain.append(text)
        elif section.kind not in _NOT_PROSE:
            others += _parts(internal, section)
    for cause in internal.front.causes if isinstance(internal.front.causes, list) else []:
        if cause.summary:
            others.append(cause.summary)
    prompts += [text for block in internal.eval_cases for text in _texts(block.case)]
    return prompts, others, plain


def _parts(internal: PostMortem, section: Section) -> Iterator[str]:
    """Each line by itself where a section is a list or a table: text in two rows is not a sentence."""
    text = internal.text(section.body)
    if section.kind in (outline.ACTION_ITEMS, outline.TIMELINE):
        yield from (line for line in text.split("\n") if line.strip())
    else:
        yield text


def _texts(case: WrittenCase) -> Iterator[str]:
    yield from (text for text in (case.input, case.system, *case.observed_texts) if text)
    yield from (message.content for message in case.messages or [] if message.content)
    yield from (attachment.content for attachment in case.attachments or [] if attachment.content)
