"""Bring a document from the forms that earlier versions wrote to those of the format.

Earlier versions kept the record of what was drafted as a list, put markers around open questions, several pairs of
markers into a section, markers below a draft notice, and blank lines inside markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from afterword.postmortem import yamltree
from afterword.postmortem.document import DerivedBlock, PostMortem, Section
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import record_drafted
from afterword.postmortem.markers import is_outlines_question, questions_digest, split_citations, write_derived
from afterword.postmortem.source import Span
from afterword.text.newlines import with_lf

# What was quoted below a question, whose footnotes have the words now.
_BEARING = re.compile(r"\nEvidence that may bear on it: (?P<quotes>.*)")
_QUESTIONS = re.compile(r"questions(?:\.(?P<asked>[0-9a-f]{12}))?")


def migrate(document: PostMortem) -> list[Splice]:
    """Return the edits that bring a document over; none if it has no old form. What people wrote stays."""
    splices: list[Splice] = []
    asked: dict[str, str] = {}
    for section in document.walk():
        blocks = [block for block in document.derived if _is_own(section, block)]
        for block in blocks:
            if (match := _QUESTIONS.fullmatch(block.name)) and block.untouched:
                questions = _BEARING.sub(_cite, _content(document, block))
                if match["asked"] or not _are_the_outlines(questions, section):
                    asked[section.name] = f"{(match['asked'] or '')[:8]}-{questions_digest(questions)}"
        splices += _migrate_section(document, section, blocks)
    return [*_migrate_record(document, asked), *splices]


def _are_the_outlines(questions: str, section: Section) -> bool:
    kind = section.kind
    return kind is not None and all(is_outlines_question(one, kind) for one in questions.split("\n\n"))


def _is_own(section: Section, block: DerivedBlock) -> bool:
    return section.own.start <= block.span.start and block.span.end <= section.own.end


def _migrate_record(document: PostMortem, asked: dict[str, str]) -> list[Splice]:
    node, known = document.tree.values.get("drafted"), document.front.drafted
    if (isinstance(node, yamltree.Sequence) and known.sections) or asked.keys() - known.asked.keys():
        return record_drafted(document, replace(known, asked={**asked, **known.asked}))
    return []


def _migrate_section(document: PostMortem, section: Section, blocks: list[DerivedBlock]) -> Iterator[Splice]:
    questions = [block for block in blocks if _QUESTIONS.fullmatch(block.name)]
    derived = [block for block in blocks if block not in questions]
    name = section.kind.block if section.kind else ""
    if section.notice is not None:
        questions, derived = blocks, []
    merged = derived[:1]
    for block in derived[1:]:
        between = document.text(Span(merged[-1].span.end, block.span.start))
        if between.strip() or not (block.untouched and merged[-1].untouched and name):
            questions.append(block)
        else:
            merged.append(block)
    for block in questions:
        content = _content(document, block)
        yield Splice(block.span, _BEARING.sub(_cite, content) if block.untouched else content)
    if len(merged) > 1:
        text = "\n\n".join(_content(document, block) for block in merged)
        yield Splice(Span(merged[0].span.start, merged[-1].span.end), write_derived(name, text))
    elif merged and (new := _written_anew(document, merged[0], name)) != with_lf(document.text(merged[0].span)):
        yield Splice(merged[0].span, new)


def _cite(match: re.Match[str]) -> str:
    return "".join(f" [^{label}]" for label in split_citations(match["quotes"])[0])


def _content(document: PostMortem, block: DerivedBlock) -> str:
    return with_lf(document.text(block.content)).strip("\n")


def _written_anew(document: PostMortem, block: DerivedBlock, name: str) -> str:
    """Write a block without blank lines at its markers; the digest of an edited one stays, as it shows the edit."""
    text = write_derived(name or block.name, _content(document, block), is_closed=block.is_closed)
    if block.untouched:
        return text
    opening, newline, rest = text.partition("\n")
    return re.sub(r"[0-9a-f]{12}(?= -->$)", block.digest, opening) + newline + rest
