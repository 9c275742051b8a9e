"""AW120 to AW123: required keys, vocabularies of the project, and the order of the incident's times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from afterword.checks.context import Context
from afterword.checks.facts import DocumentFacts
from afterword.checks.key_facts import KeyFacts
from afterword.checks.locations import at, causes, time_of, top
from afterword.checks.required_keys import missing_keys
from afterword.checks.rule import ADVICE, ERROR_FROM_REVIEW, Found, rule
from afterword.checks.spelling import choices, nearest, same
from afterword.postmortem import PostMortem, yamltree
from afterword.postmortem.edit_front_matter import set_value
from afterword.postmortem.schema import REQUIRED_FROM, Impact
from afterword.postmortem.values import Quantity
from afterword.times.when import When


@rule("AW120", "the front matter has the keys its status requires", many="{} required keys are missing")
def required_keys(document: PostMortem, _: object) -> Iterator[Found]:
    """Find keys that are missing for the document's status.

    Facts that are not asked for are not given, and ordinary templates leave out those of an AI incident. `unknown` is
    an answer; an omission is not. AW907 reports a value that is only proposed.

    Bad:
        incident: {started: 2026-04-16}

    Good:
        incident: {started: 2026-04-16, detected: 2026-04-16, resolved: unknown, detection: customer}
    """
    for key in missing_keys(document):
        above = key.split(".")[:-1]
        yield Found(
            at(document, *above) if above else top(document),
            f"`{key}` is missing; it is required from {REQUIRED_FROM[key]}",
            "write what is known; `unknown` is an answer",
            place=key,
        )


@rule("AW121", "severity, services, and factors use the project's vocabulary")
def vocabulary(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find severities, services, and factors that are not in the project's vocabulary.

    Retrospectives count them; two spellings are two things.

    Bad:
        factors: [no-canaries]

    Good:
        factors: [no-canary]
    """
    config, front = facts.config, document.front
    severities = [severity.name for severity in config.severities]
    if front.severity is not None and front.severity not in (*severities, "unknown"):
        yield _unknown_word(document, ("severity",), front.severity, severities)
    lists = (("services", front.services, config.services), ("factors", front.factors, config.known_factors))
    for key, used, known in lists:
        for index, word in enumerate(used if isinstance(used, list) and known else []):
            if word not in (*known, "unknown"):
                yield _unknown_word(document, (key, index), word, known)


def _unknown_word(document: PostMortem, path: yamltree.Path, word: str, known: list[str]) -> Found:
    what, near = str(path[0]).removesuffix("s"), nearest(word, known)
    return Found(
        at(document, *path),
        f"`{word}` is not a {what} of this project",
        f"{choices(word, known)}; or add it in afterword.yml",
        # A similar word may be another thing; the same word in another case is not. Proposed items shift the path.
        fix=tuple(set_value(document, path, near))
        if near and same(word, near) and document.accepted is document.tree
        else (),
    )


@rule("AW122", "the severity is decided", ERROR_FROM_REVIEW)
def unset_severity(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find a severity that is not decided yet.

    It decides which sections are required; while it is unknown, those of the most severe are.

    Bad:
        severity: unknown

    Good:
        severity: SEV2
    """
    if document.front.severity == "unknown":
        names = ", ".join(severity.name for severity in facts.config.severities)
        yield Found(
            at(document, "severity"),
            "the severity is unknown, so the sections of the most severe are required",
            f"choose one of {names}",
        )


# The first of two cannot be later. A report from outside, or a declaration, can come at any time after the start.
_ORDER = (
    ("started", "detected"),
    ("started", "reported"),
    ("started", "declared"),
    ("started", "mitigated"),
    ("started", "resolved"),
    ("mitigated", "resolved"),
    ("detected", "declared"),
    ("detected", "mitigated"),
    ("detected", "resolved"),
)


def future_time(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find the first of the incident's times that is in the future."""
    for time in facts.times:
        if time.earliest > context.now:
            yield Found(time.where, f"`{time.key}` ({time.shown}) is in the future", "correct the date")
            return


@rule("AW123", "the incident's times are in a possible order", needs={"clock"}, check_around=future_time)
def order_of_times(document: PostMortem, _: object) -> Iterator[Found]:
    """Find times of the incident and of its causes that are certainly before a time that they cannot be before.

    Time to detect and time to recover are computed from them; one wrong day spoils a year's figures. Only a time that
    is certainly before another is reported, within the precision of both. The first cause cannot begin after the first
    effect, nor the incident after today.

    Bad:
        started: 2026-04-16T09:00Z
        detected: 2026-04-14

    Good:
        started: 2026-04-16T09:00Z
        detected: 2026-04-16
    """
    incident, reported = document.front.incident, set()
    yield from _causes_after_the_effect(document)
    for first, second in _ORDER if incident else ():
        assert incident is not None
        one, other = time_of(incident, first), time_of(incident, second)
        if second not in reported and _is_before(other, one):
            assert one is not None
            assert other is not None
            reported.add(second)
            yield Found(
                at(document, "incident", second),
                f"`{second}` ({other.display()}) is before `{first}` ({one.display()})",
                "correct the one that is wrong; a day or a month is enough where the time is not known",
                # An incident that ended by itself can be detected afterwards.
                levels=ADVICE if first == "detected" and second != "declared" else None,
            )
    for index, cause in causes(document):
        if _is_before(cause.ended, cause.started):
            yield Found(
                at(document, "causes", index, "ended"), "the cause ended before it began", "correct one of the times"
            )


def _causes_after_the_effect(document: PostMortem) -> Iterator[Found]:
    """Find the earliest cause if it began after the first effect. Others may come later and make it worse."""
    incident, stated = document.front.incident, causes(document)
    if incident is None or not any(cause.started for _, cause in stated):
        return
    if any(cause.started and not _is_before(incident.started, cause.started) for _, cause in stated):
        return  # early enough, or perhaps: `unknown` is an answer
    began = {index: cause.started for index, cause in stated if cause.started}
    first = min(began, key=lambda index: began[index].earliest or datetime.max.replace(tzinfo=UTC))
    assert incident.started is not None
    yield Found(
        at(document, "causes", first, "started"),
        f"the first cause began ({began[first].display()}) after the first effect ({incident.started.display()})",
        "correct one of the times, or write when the cause began that was there before; `unknown` is an answer",
        levels=None if len(began) == len(stated) else ADVICE,
    )


def _is_before(one: When | None, other: When | None) -> bool:
    """Whether a time is certainly before another, for all that they mean within their precision."""
    return bool(one and other and one.is_before(other))


@rule("AW124", "a near miss has no impact on users")
def near_miss(document: PostMortem, _: object) -> Iterator[Found]:
    """Find near misses whose impact says that users or data were affected.

    Lists and figures show a near miss as an incident without effect, and do not ask for its impact.

    Bad:
        incident: {started: 2026-04-16, near_miss: true}
        impact: {users: 120}

    Good:
        incident: {started: 2026-04-16, near_miss: true}
        impact: {users: 0}
    """
    incident, impact = document.front.incident, document.front.impact
    if incident is None or not incident.near_miss or not isinstance(impact, Impact):
        return
    figures = {key: getattr(impact, key) for key in ("users", "requests", "share", "complaints", "sla_violations")}
    affected = [key for key, figure in figures.items() if isinstance(figure, Quantity) and figure.value]
    for key in (*affected, *(["data"] if impact.data in ("loss", "corruption", "exposure") else [])):
        yield Found(
            at(document, "impact", key),
            f"`impact.{key}` says that users or data were affected, and `incident.near_miss` is true",
            "delete `near_miss`, or correct the impact",
        )


RULES = (required_keys, vocabulary, unset_severity, order_of_times, near_miss)
