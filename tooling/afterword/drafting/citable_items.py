"""List what a claim can cite: evidence, front-matter facts, and sentences that people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterword.evidence import Ledger
from afterword.grounding.ledger import LedgerItem
from afterword.postmortem import PostMortem, Section, State, outline, yamltree
from afterword.postmortem.blocks import code_lines, parse
from afterword.postmortem.markers import is_open_question
from afterword.postmortem.sentences import split_sentences
from afterword.redaction import Numbering, Redactor
from afterword.text.invisible import without_invisible
from afterword.times.when import When

# A model does not need to know who took part, and it must not leave the project.
_NOT_FACTS = frozenset(
    {"schema", "id", "status", "visibility", "visibility_reason", "owner", "responders", "drafted", "corrected"}
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")


def citable_items(
    document: PostMortem,
    ledger: Ledger,
    versions: Iterable[str] = (),
    redactor: Redactor | None = None,
) -> tuple[LedgerItem, ...]:
    """List everything that a draft can cite: evidence (E1, …), then the post-mortem (D1, …).

    Args:
        document: the post-mortem.
        ledger: its evidence.
        versions: what prompts and settings say, before and after a change.
        redactor: the project's; people also write secrets into a post-mortem.
    """
    evidence = [LedgerItem(item.id, item.text, item.at, item.source, item.actor or "") for item in ledger.items]
    facts = [*_front_matter(document), *_sentences(document), *((text, None) for text in versions)]
    redactor = (redactor or Redactor()).anew(Numbering())
    for item in ledger.items:
        redactor.numbering.reserve(f"{item.source} {item.text}")
    own = (
        LedgerItem(f"D{number}", redactor.redact(without_invisible(text)).text, at, "this document")
        for number, (text, at) in enumerate(facts, 1)
    )
    return (*evidence, *own)


def _front_matter(document: PostMortem) -> Iterator[tuple[str, When | None]]:
    for path, node in yamltree.walk(document.accepted):
        if not isinstance(node, yamltree.Scalar) or path[0] in _NOT_FACTS or node.text in ("", "unknown", "TBD"):
            continue
        name = " ".join(str(part).replace("_", " ") for part in path if isinstance(part, str))
        yield f"{name}: {' '.join(node.text.split())}", _when(node.text)


def _when(text: str) -> When | None:
    try:
        when = When.parse(text)
    except ValueError:
        return None
    return when if when.known else None


def _sentences(document: PostMortem) -> Iterator[tuple[str, When | None]]:
    """Read the sentences of sections that people wrote or accepted, but for those with a form of their own."""
    awaiting = {part.span for section, _ in document.notices for part in section.walk()}
    for section in document.walk():
        if section.own_state is not State.ANSWERED or section.span in awaiting or _has_own_form(section):
            continue
        body = document.text(section.own)
        for block in document.derived:
            body = body.replace(document.text(block.span), "")
        blocks = parse(body)
        code = code_lines(blocks)
        for found in blocks:
            if found.kind not in ("paragraph", "bullet_list", "ordered_list"):
                continue
            for token in found.tokens:
                is_prose = token.type == "inline" and token.map and token.map[0] not in code
                if is_prose and not is_open_question(token.content):
                    sentences = split_sentences(_FOOTNOTE.sub("", token.content))
                    yield from ((sentence, None) for sentence in sentences)


def _has_own_form(section: Section) -> bool:
    return section.kind in (outline.TIMELINE, outline.ACTION_ITEMS, outline.EVIDENCE)
