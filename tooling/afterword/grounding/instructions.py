"""Evidence that supports nothing: it gives an AI orders, or says what a report should say.

The first is for people to read as well, see `language.ai_address`. The second may be a colleague's wish, which is no
fact either.
"""

from __future__ import annotations

from afterword.grounding.ledger import LedgerItem
from afterword.language.ai_address import addresses_ai
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_SAY = (
    r"(?:write|state|report|record|say|add|note|conclude|mention|claim|include|put|declare|confirm|output|respond|"
    r"answer)"
)
_READER = r"(?:ai|llms?|assistants?|chat ?bots?|reviewers?|auditors?|agents?|bots?|models?)"
_MUST = r"(?:must|should|shall|has to|have to|needs? to|please|are to|is to)"
_REPORT = r"(?:report|post-?mortem|summary|write-?up|document|timeline|root cause)"
_SAYS_WHAT_TO_REPORT = late_pattern(
    rf"\b{_READER}\b[^.]{{0,40}}\b{_MUST}\b[^.]{{0,20}}\b{_SAY} that\b"
    rf"|(?:^|[\s\"'>(\[-])(?:system|assistant|ai|note to (?:the )?{_READER}) ?: .{{0,60}}\b{_SAY}\b"
    rf"|\b{_SAY}\b (?:[^.]{{0,20}} )?(?:in|to|into) (?:the|your|this) {_REPORT}\b(?=.{{0,20}}\bthat\b|.{{0,3}}:)"
    rf"|\b(?:the|your) {_REPORT} (?:must|should|shall|has to) (?:{_SAY}|not mention)\b"
    rf"|<!--.{{0,40}}\b{_READER}\b"
    r"|\byou are (?:now )?(?:an?|the) (?:helpful )?(?:ai|assistant|language model)\b.{0,80}\b(?:must|ignore|instead)\b"
)
_REPORTS_IT = late_pattern(
    r"\b(?:instruct\w*|inject\w*|prompt\w*|told|tells?|asked|asks?|addressed|message|comment|attempt\w*|contain\w*|text|"
    r"manipulat\w*)\b"
)


def addresses_an_ai(item: LedgerItem) -> bool:
    """Whether an item of evidence tells an AI what to do or to write; the document's own prompts do not count."""
    if item.id.startswith("D"):
        return False
    return addresses_ai(item.text) or _SAYS_WHAT_TO_REPORT.search(normalise_caseless(item.text)) is not None


def reports_an_instruction(claim: str) -> bool:
    """Whether a claim is about such a text, and does not repeat what it says."""
    return _REPORTS_IT.search(normalise_caseless(claim)) is not None
