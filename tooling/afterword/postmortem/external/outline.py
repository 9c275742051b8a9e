"""The sections of an external edition, and the guidance for each."""

from __future__ import annotations

from afterword.postmortem.outline import SectionKind

WHAT_HAPPENED = SectionKind(
    "What happened",
    2,
    "Two or three sentences in the words of your customers: what they saw that was wrong. Nothing about how your "
    "systems work.",
)
WHO_WAS_AFFECTED = SectionKind(
    "Who was affected",
    2,
    "Which customers, which part of the product, and what it meant for them. Say which figures are estimates.",
)
WHAT_WE_DID = SectionKind("What we did", 2, "What ended the effect, and what you did for those who were affected.")
PREVENTION = SectionKind(
    "How we prevent recurrence",
    2,
    "One promise for each thing that you will do or have done, in words that a customer can hold you to.",
)

EXTERNAL_SECTIONS: tuple[SectionKind, ...] = (WHAT_HAPPENED, WHO_WAS_AFFECTED, WHAT_WE_DID, PREVENTION)
"""The H2 sections in order; there are no others."""

_BY_NAME = {kind.name.casefold(): kind for kind in EXTERNAL_SECTIONS}


def recognise(heading: str, level: int) -> SectionKind | None:
    """Return the section that a heading names; None for any other."""
    return _BY_NAME.get(" ".join(heading.split()).strip(" :*_`#").casefold()) if level == 2 else None
