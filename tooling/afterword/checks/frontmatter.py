"""AW12x: keys that the status owes, and vocabularies of the project."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from afterword.checks.rule import ALWAYS, FROM_REVIEW, Context, Found, Rule
from afterword.postmortem import PostMortem, Span, yamltree
from afterword.postmortem.schema import REQUIRED_FROM


def _front(document: PostMortem) -> Span:
    return Span(document.tree.span.start, document.tree.span.start)


def _at(document: PostMortem, *path: str | int) -> Span:
    node = yamltree.find(document.tree, path)
    return node.span if node else _front(document)


def required_keys(document: PostMortem, _: Context) -> Iterator[Found]:
    """Keys that are missing for the document's status."""
    if document.front_span is None:
        return
    duration_known = document.front.incident is not None and document.front.incident.duration is not None
    for key, owed_from in REQUIRED_FROM.items():
        path = tuple(key.split("."))
        if yamltree.find(document.tree, path) is not None:
            continue  # a value that is there and wrong has its own finding
        if len(path) > 1 and path[0] not in document.tree:
            continue  # the missing section is told once
        if duration_known and key in ("incident.detected", "incident.resolved"):
            continue
        yield Found(
            _at(document, path[0]) if len(path) > 1 else _front(document),
            f"`{key}` is missing; it is required from {owed_from}",
            "write it; `unknown` is an answer",
            grading=ALWAYS if owed_from == "draft" else FROM_REVIEW,
        )


def vocabulary(document: PostMortem, context: Context) -> Iterator[Found]:
    """Severities, services and factors that the project does not know."""
    config, front = context.project.config, document.front
    severities = [severity.name for severity in config.severities]
    if front.severity is not None and front.severity not in (*severities, "unknown"):
        yield _unknown_word(_at(document, "severity"), "severity", front.severity, severities)
    lists = (("services", front.services, config.services), ("factors", front.factors, config.known_factors))
    for key, used, known in lists:
        for index, word in enumerate(used if isinstance(used, list) and known else []):
            if word not in (*known, "unknown"):
                yield _unknown_word(_at(document, key, index), key.removesuffix("s"), word, known)


def _unknown_word(span: Span, what: str, word: str, known: list[str]) -> Found:
    near = get_close_matches(word, known, n=1)
    remedy = f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(known)}; or add it in afterword.yml"
    return Found(span, f"`{word}` is not a {what} of this project", remedy)


def unset_severity(document: PostMortem, context: Context) -> Iterator[Found]:
    """A severity that nobody has decided yet."""
    if document.front.severity == "unknown":
        names = ", ".join(severity.name for severity in context.project.config.severities)
        yield Found(
            _at(document, "severity"),
            "the severity is unknown, so the gravest one's sections are required",
            f"choose one of {names}",
        )


RULES = (
    Rule(
        "AW120",
        "the front matter has the keys that the status owes",
        "What is not asked is not answered: the facts of an AI incident are those that ordinary templates leave out. "
        "`unknown` is an answer, an omission is none.",
        "status: in-review   # and no `models`",
        "models: unknown",
        required_keys,
        FROM_REVIEW,
    ),
    Rule(
        "AW121",
        "severity, services and factors are words of the project",
        "Retrospectives count them; two spellings are two things.",
        "factors: [no-canaries]",
        "factors: [no-canary]",
        vocabulary,
    ),
    Rule(
        "AW122",
        "the severity is decided",
        "It decides which sections are required; while it is unknown, those of the gravest are.",
        "severity: unknown",
        "severity: SEV2",
        unset_severity,
        FROM_REVIEW,
    ),
)
