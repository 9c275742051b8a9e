"""The sections of a post-mortem: names, order, synonyms, questions, and which severities require them.

Order and names follow the format; the questions are those of a reviewer if the answer is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One section of the outline.

    Attributes:
        name: the heading.
        level: 2 or 3.
        guidance: one sentence for the template.
        questions: what to find out while the section is unanswered.
        synonyms: other headings of the same section in documents from elsewhere.
        parent: the H2 above an H3.
        required_for_minor: whether SEV3 and SEV4 require it too.
        block: the name of its derived block, empty if code derives nothing for it.
    """

    name: str
    level: int
    guidance: str
    questions: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    required_for_minor: bool = False
    block: str = ""


SUMMARY = SectionKind(
    "Summary",
    2,
    "One paragraph for readers without technical background: what happened, when it began, was detected and was "
    "resolved, who was affected, who responded.",
    ("What happened, when did it begin, when was it detected and resolved, and who was affected?",),
    ("Overview", "Executive summary", "What happened", "TL;DR"),
    required_for_minor=True,
)
TIMELINE = SectionKind(
    "Timeline",
    2,
    "One item per event, in UTC, oldest first: `- 2026-04-16 17:00Z — **detected:** what happened. [^e1]`",
    ("Which events led from the change to the resolution, and what shows them?",),
    ("Timeline of events", "Chronology", "Incident timeline"),
    required_for_minor=True,
    block="timeline",
)
ROOT_CAUSE = SectionKind(
    "Root cause",
    2,
    "What changed, what made it break, and what let it through.",
    ("What changed, and why did that have this effect?",),
    ("How it happened", "Root causes", "Root cause analysis", "Cause", "Causes", "Root cause and trigger"),
    required_for_minor=True,
)
WHAT_CHANGED = SectionKind(
    "What changed",
    3,
    "Prompt, model, configuration, data, code or traffic: what was different from before.",
    ("What was different from before: prompt, model, configuration, retrieval, data, code, provider or traffic?",),
    ("Trigger", "The change"),
    ROOT_CAUSE.name,
    block="what-changed",
)
IMMEDIATE_CAUSE = SectionKind(
    "Immediate cause",
    3,
    "The mechanism that turned the change into the effect.",
    ("By which mechanism did the change produce the failing output?",),
    ("Direct cause", "Proximate cause", "Technical cause"),
    ROOT_CAUSE.name,
)
CONTRIBUTING_CAUSES = SectionKind(
    "Contributing causes",
    3,
    "Ask why until the answer is something the organisation can change.",
    ("Why was that possible, and why was that so? Go on until the answer is something that can be changed.",),
    ("Contributing factors", "Five whys", "5 whys"),
    ROOT_CAUSE.name,
)
WHAT_ALLOWED_IT = SectionKind(
    "What allowed it",
    3,
    "The gap in system design, monitoring or process.",
    ("Which safeguard should have stopped this, and what was it missing?",),
    ("What allowed this", "Underlying cause", "Systemic cause"),
    ROOT_CAUSE.name,
)
WHY_EVALS = SectionKind(
    "Why evals did not catch it",
    3,
    "Which evaluations ran, and why they passed.",
    ("Which evaluations ran on this change, and why did they pass?",),
    ("Why evals didn't catch it", "Why it was not caught", "Why tests did not catch it"),
    ROOT_CAUSE.name,
)
UPSTREAM_PROVIDER = SectionKind(
    "Upstream provider",
    3,
    "Whether a model or service provider had a part in it.",
    ("Did a provider change, degrade or withdraw anything in this period?",),
    ("Provider", "Upstream provider factor", "Third parties"),
    ROOT_CAUSE.name,
    block="provider",
)
IMPACT = SectionKind(
    "Impact",
    2,
    "Users, business, data: figures, with estimates marked as such.",
    ("How many users, requests and sums of money were affected, and was data lost or exposed?",),
    ("Customer impact", "Business impact", "Effects"),
    required_for_minor=True,
    block="impact",
)
PROMPT_DIFF = SectionKind(
    "Prompt diff",
    2,
    "A `diff` block for each prompt that changed.",
    ("Did a prompt change? Collect it from before and after.",),
    ("Prompt changes", "Prompt diffs"),
    block="prompt-diff",
)
MODEL_CONFIG = SectionKind(
    "Model and configuration",
    2,
    "Model, version, parameters and system prompt, before and after where they changed.",
    ("Which model, version and parameters served, and what were they before?",),
    ("Model & configuration", "Model configuration", "Model", "Configuration"),
    block="models",
)
SAMPLES = SectionKind(
    "Sample failing outputs",
    2,
    "Two or three, redacted, each with input, output and what was expected.",
    ("Which two or three outputs show the failure, and what should they have said?",),
    ("Failing outputs", "Samples", "Sample outputs", "Examples of failing outputs"),
    block="samples",
)
EVAL_GAP = SectionKind(
    "Eval coverage gap",
    2,
    "Which case was missing and why; then an eval case, or `**Guarded by:** A1`.",
    ("Which eval case would have failed before this reached users?",),
    ("Eval gap", "Evaluation coverage gap", "Eval coverage"),
    required_for_minor=True,
    block="eval-gap",
)
WENT_WELL = SectionKind(
    "What went well",
    2,
    "What worked and should be kept.",
    ("What shortened or softened the incident?",),
    ("Went well",),
)
WENT_WRONG = SectionKind(
    "What went wrong",
    2,
    "What made it longer or worse; systems and processes, not people.",
    ("What made detection, mitigation or communication slower than it could be?",),
    ("What went poorly", "What didn't go well", "What did not go well"),
)
GOT_LUCKY = SectionKind("Where we got lucky", 2, "What could have made it worse, and by chance did not.")
LESSONS = SectionKind(
    "Lessons",
    2,
    "What others can learn from it, beyond the action items.",
    (),
    ("Lessons learned", "Lessons learnt", "Learnings", "What we learned", "Takeaways"),
)
FOUND_OUT = SectionKind(
    "How it was found out",
    2,
    "The course of the diagnosis: what was suspected, what was ruled out, and what surprised.",
    (),
    ("Diagnosis", "Investigation", "How we found out", "How it was diagnosed"),
)
MITIGATION = SectionKind(
    "Mitigation",
    2,
    "The immediate fix that was applied.",
    ("What stopped the effect on users, and how was it verified?",),
    ("Mitigation and recovery", "Immediate fix", "Resolution", "Recovery"),
)
ACTION_ITEMS = SectionKind(
    "Action items",
    2,
    "Each with one owner and a date; begin with a verb; say how to tell that it is done.",
    ("What fixes it now, what would detect it sooner, and what keeps it from coming back?",),
    ("Actions", "Follow-ups", "Follow ups", "Action plan", "Corrective actions"),
    required_for_minor=True,
)
EVIDENCE = SectionKind(
    "Evidence", 2, "Footnotes, written by the tool; add your own.", (), ("Sources", "References"), block="evidence"
)

SECTIONS: tuple[SectionKind, ...] = (
    SUMMARY, TIMELINE, ROOT_CAUSE, IMPACT, PROMPT_DIFF, MODEL_CONFIG, SAMPLES, EVAL_GAP, WENT_WELL, WENT_WRONG,
    GOT_LUCKY, LESSONS, FOUND_OUT, MITIGATION, ACTION_ITEMS, EVIDENCE,
)  # fmt: skip
"""The H2 sections in order."""

ROOT_CAUSE_PARTS: tuple[SectionKind, ...] = (
    WHAT_CHANGED, IMMEDIATE_CAUSE, CONTRIBUTING_CAUSES, WHAT_ALLOWED_IT, WHY_EVALS, UPSTREAM_PROVIDER,
)  # fmt: skip
"""The H3 parts of Root cause in order."""

READING_ORDER = tuple(
    part for kind in SECTIONS for part in ((kind, *ROOT_CAUSE_PARTS) if kind is ROOT_CAUSE else (kind,))
)
"""All sections and parts in the order in which they are read."""

OPTIONAL = frozenset({GOT_LUCKY.name, LESSONS.name, FOUND_OUT.name, EVIDENCE.name})

_BY_NAME = {
    (kind.level, name.casefold()): kind
    for kind in (*SECTIONS, *ROOT_CAUSE_PARTS)
    for name in (kind.name, *kind.synonyms)
}


@lru_cache(maxsize=1024)  # the same few headings in every document
def recognise(heading: str, level: int) -> SectionKind | None:
    """Return the section that a heading of level 2 or 3 names, by name or synonym; None for any other heading."""
    text = " ".join(heading.split()).strip(" :*_`#").casefold()
    return _BY_NAME.get((level, text))


def require_section(name: str) -> str:
    """Return the name of a section or part.

    Raises:
        ValueError: it is none.
    """
    known = [kind.name for kind in READING_ORDER]
    if name not in known:
        raise ValueError(f"`{name}` is not a section; sections are: {', '.join(known)}")
    return name


def required_names(minor: bool) -> tuple[str, ...]:
    """Return the names of the H2 sections that a severity requires.

    Args:
        minor: True for the lower half of the severities, which require less.
    """
    return tuple(kind.name for kind in SECTIONS if kind.name not in OPTIONAL and (kind.required_for_minor or not minor))
