"""AW008: compare the severity, the detection, the models and the releases that a text names with the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from afterword.checks.consistency import models_stated
from afterword.checks.consistency.detection_stated import (
    DETECTORS,
    MACHINES,
    is_silent,
    read_detections,
    read_strangers,
)
from afterword.checks.consistency.sentences import FRONT, Sentence, of_sections
from afterword.checks.consistency.statements import Named, Statements
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.postmortem.schema import ModelUse
from afterword.text.late_pattern import late_pattern

_REMEDY = "correct the one that is wrong"
_RAISED = late_pattern(
    r"\b(?:rais\w+|lower\w*|upgrad\w+|downgrad\w+|escalat\w+|initial\w*|first(?! sev)|at first|later|reclassif\w+|"
    r"originally|instead|from an? (?=sev)|(?<!this )(?<!it )(?<!that )was a|changed to)\b",
    re.IGNORECASE,
)
"""Words of a severity that was another one before."""
_OF_ANOTHER = late_pattern(
    r"\b(?:similar\w*|that one|another|other|previous\w*|(?<!not )earlier|last|if|unless|would|should|could|can|must|"
    r"may|might|not|never|no|polic(?:y|ies)|every|each|any|or (?:higher|above|worse)|and (?:above|below)|until we)\b",
    re.IGNORECASE,
)
"""Words of the severity of another incident, or of none."""
_IS_RATED = late_pattern(
    r"\b(?:declar\w+|classified|classed|rated|rating|graded|assessed|categori[sz]ed|handled|treated|ran|run|logged|"
    r"filed|kept|stayed|remained|agreed|opened|tagged|labell?ed|scored|severity|sev|level|class|call|called|was|is|"
    r"as)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_IS_RATED_BEHIND = late_pattern(
    r" (?:like|such as) this\b| (?:of the (?:day|week|month|year)|from (?:start|beginning) to|all the way|throughout|"
    r"from the (?:start|first|beginning)|until the end|(?:was|were) (?:assigned|given|chosen))\b",
    re.IGNORECASE,
)


_UNCHANGED = late_pattern(r"\b(?:did not|was not|never|not) chang\w+|without \w+ change")


def find_other_names(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find what a text states of the incident, its models and its change otherwise than the front matter."""
    statements = facts.statements
    yield from _severity(statements, [one.name for one in facts.config.severities])
    yield from _detection(statements)
    yield from find_other_detection(statements)
    models = document.front.models
    known = [one for one in models if isinstance(one, ModelUse)] if isinstance(models, list) else []
    yield from _versions(statements, known)
    yield from _models(statements, known)
    yield from _cells_and_settings(statements, known)
    yield from _providers(statements, known)
    yield from _releases(statements)


def _severity(statements: Statements, names: Sequence[str]) -> Iterator[Found]:
    """A sentence, or the event of the declaration, names another severity, and nothing says that it changed."""
    own = statements.document.front.severity
    if own not in names:
        return
    forms = [re.sub(r"(?<=[A-Za-z])(?=\d)", "[ -]?", re.escape(name)) for name in names]
    forms = [re.sub(r"^SEV(?=\[)", "(?:SEV|severity)", form) for form in forms]
    any_name = "|".join(rf"(?P<n{index}>{form})" for index, form in enumerate(forms))
    have_digits = all(any(char.isdigit() for char in name) for name in names)
    pattern = re.compile(rf"(?<![\w-])(?:{any_name})(?![\w-])", re.IGNORECASE if have_digits else 0)
    named = [
        (sentence, match, names[int((match.lastgroup or "n0")[1:])])
        for sentence in (*statements.sentences, *(one for one in statements.events if one.part == "incident declared"))
        for match in pattern.finditer(sentence.text)
    ]
    others = [(sentence, match) for sentence, match, name in named if name != own and _is_of_this(sentence, match)]
    if any(_RAISED.search(sentence.text) for sentence, _ in others) or len({name for _, _, name in named} | {own}) > 2:
        return
    for sentence, match in others[:1]:
        message = f"“{match[0]}” is not the severity of the front matter, which is {own}"
        yield Found(sentence.place(match[0]), message, _REMEDY)


def _is_of_this(sentence: Sentence, severity: re.Match[str]) -> bool:
    """Whether a severity is said to be that of this incident: `declared a SEV3`, `this SEV3`, `a SEV1 like this`."""
    text = sentence.text
    if sentence.section == outline.TIMELINE.name:
        return True
    before, behind = text[: severity.start()], text[severity.end() :]
    if re.search(r"\b(?:[Tt]his|[Oo]ur) $", before) or re.match(r" (?:like|such as) this\b", behind):
        return re.search(r"\b(?:similar|last|previous|earlier)\b", text) is None
    is_answer = re.fullmatch(r"(?:Yes, )?(?:[Aa]n? )?", before) and re.match(r"$|[.,;]| of the ", behind)
    is_rated = is_answer or _IS_RATED.search(before) or _IS_RATED_BEHIND.match(behind)
    return is_rated is not None and _OF_ANOTHER.search(_UNCHANGED.sub("", text)) is None


_MAY_BE_BOTH = (("customer", "provider"), ("provider", "customer"), ("customer", "public"))
"""What a text says and what the front matter says: a partner can be a customer, a viewer who is affected the public."""


def _detection(statements: Statements) -> Iterator[Found]:
    """The text says that an alert found it, the front matter that people did, or the other way round."""
    incident = statements.document.front.incident
    how = incident.detection if incident else None
    named = list(read_detections(statements)) if how in DETECTORS else []
    if how in MACHINES:
        named += read_strangers(statements)
    if silent := next((one for one in statements.sentences if how == "alert" and is_silent(one.text)), None):
        yield Found(silent.span, "this says that no alert detected it, but `incident.detection` is `alert`", _REMEDY)
    others = [one for one in named if one.value != how and (one.value, how) not in _MAY_BE_BOTH]
    events = " ".join(event.text for event in statements.events if event.part == "detected")
    if others and not re.search(rf"\b{DETECTORS[others[0].value]}\b", events, re.IGNORECASE):
        message = f"this says `{others[0].value}`, but `incident.detection` is `{how}`"
        yield Found(others[0].sentence.span, message, _REMEDY)


_BY_MACHINE = late_pattern(
    r"\b(?:alert\w*|alarm\w*|monitor(?:s|ing)?|canary|probes?|health ?checks?|watchdog|pager|anomaly|detector|"
    r"synthetic|(?:[a-z]+ )?job (?:reports|flags|finds|fails|shows)|reconciliation|(?:nightly|hourly|daily|weekly|"
    r"automatic|automated|scheduled) (?:job|evals?|checks?|runs?|audit|test)|evals?|SLO|dashboard alert|threshold)\b",
    re.IGNORECASE,
)
_BY_PEOPLE = late_pattern(
    r"\b(?:calls?|called|phon\w+|rings?|rang|writes?|wrote|mails?|mailed|e-?mails?|letters?|complain\w*|tells?|told|"
    r"notic\w+|sees|saw|spot\w*|asks?|asked|posts?|tickets?|recogni[sz]\w+|watch\w*|tweets?|messages?|customers?|"
    r"users?|clients?|visits?|reads?|support|finds|found)\b",
    re.IGNORECASE,
)


def find_other_detection(statements: Statements) -> Iterator[Found]:
    """A sentence that says a machine detected it, where the event of the detection is of people, or the other way."""
    incident, detected = statements.document.front.incident, statements.times.exact_milestone("detected")
    events = [
        event.text
        for event in statements.acts.events
        if event.moment.kind == "detected" or (detected and event.moment.start == detected.start)
    ]
    if (incident and incident.detection) or len(events) != 1:
        return
    is_machine, are_people = _BY_MACHINE.search(events[0]) is not None, _BY_PEOPLE.search(events[0]) is not None
    if is_machine is are_people and not (is_machine and _FIRST_NOTICE.search(events[0])):
        return
    roles = [
        Named("", "detection", "employee", one)
        for one in statements.sentences
        if _ROLE_DID.search(one.text) and not _LATE.search(one.text)
    ]
    for one in (*read_detections(statements), *roles):
        if (one.value in MACHINES) is not is_machine:
            message = f"this says `{one.value}`, but the event of the detection is “{events[0]}”"
            yield Found(one.sentence.span, message, _REMEDY)
            return


_ROLE = (
    r"(?:clerk|nurse|operator|technician|agent|analyst|trader|driver|manager|doctor|teacher|officer|colleague|person|"
    r"caller|reader|resident|owner|pharmacist|lawyer|auditor|partner|merchant|seller|farmer|editor|journalist|player|"
    r"guest|passenger|patient|parent|pupil|student|tenant|customer|client|user|supplier|neighbour|shop|branch|hotel|"
    r"hospital|school|invigilator|mother|father|dispatcher|librarian|adviser|counsel)"
)
_ROLE_DID = late_pattern(
    rf"\b(?:an?|one|the) (?:[a-z]+ )?{_ROLE}(?:'s [a-z]+)? (?:[a-z]+ly |first |had |who )?(?:noticed|spotted|"
    rf"discovered|"
    r"detected|found|reported|saw|flagged|raised|alerted|pointed out|caught|brought) (?:it|this|us|the (?:problem|"
    r"issue|"
    r"error|fault|incident|mistake)|something)\b|\b(?:came to know|knew|learned|learnt|heard|found out)(?: of| about)?"
    rf"(?: it| this| the \w+)? (?:only )?(?:from|through|via) (?:an?|one|the|our) (?:[a-z'’-]+ ){{0,3}}?{_ROLE}\b",
    re.IGNORECASE,
)
_LATE = late_pattern(
    r"\b(?:later|too|also|again|could|would|cause|why|afterwards|earlier|already|first time)\b", re.IGNORECASE
)
_FIRST_NOTICE = late_pattern(r"\bfirst (?:notice|sign|we)\b", re.IGNORECASE)


def _versions(statements: Statements, models: Sequence[ModelUse]) -> Iterator[Found]:
    """`helio-mini 2.9` where the front matter says 3.2, unless the text compares several."""
    names = [model.name for model in models if model.name]
    for name, own in models_stated.known_versions(models).items():
        if any(other != name and other.startswith(name) for other in names):
            continue
        named = [one for one in models_stated.read_versions(statements, name) if not _names_any(one.sentence.text, own)]
        named += [
            one
            for one in models_stated.read_cells(statements, name)
            if one.key == "version" and re.search(r"\d", one.value)
        ]
        shown = " or ".join(sorted({model.version or "" for model in models if model.name == name}))
        others = [one for one in named if not _is_any_of(models_stated.bare(one.value), own)]
        yield from _the_only(others, f"the version of {name}", shown)


def _names_any(text: str, versions: Iterable[str]) -> bool:
    return any(models_stated.names_version(text, version) for version in versions)


def _is_any_of(version: str, own: Iterable[str]) -> bool:
    """Whether a version is one of some, perhaps stated less exactly: `11` of `11-int8`."""
    return any(one == version or re.match(rf"{re.escape(version)}[^\d\w]", one) for one in own)


def _the_only(others: Sequence[Named], what: str, known: str) -> Iterator[Found]:
    """The one statement that differs from the front matter; several are a history."""
    if (
        len({one.sentence for one in others}) == 1
        and len({one.value for one in others}) == 1
        and (others[0].key in ("model", "provider") or models_stated.is_of_now(others[0].sentence))
    ):
        message = f"“{others[0].value}” is not {what} in the front matter, which is {known}"
        yield Found(others[0].span, message, _REMEDY)


def _models(statements: Statements, models: Sequence[ModelUse]) -> Iterator[Found]:
    """`The model in service was gpt-5.2-2026-02-11`, where the front matter has no such model."""
    names = {models_stated.form(model.name) for model in models if model.name}
    versions = {models_stated.form(model.version) for model in models if model.version}
    versions |= {
        models_stated.form(f"{model.name}-{model.version}") for model in models if model.name and model.version
    }
    # Of a model whose version begins with its name, only the version is exact.
    exact = versions | {name for name in names if not any(one.startswith(f"{name}-") for one in versions)}
    free = " ".join(model.version for model in models if model.version and " " in model.version)
    parts = tuple(re.findall(r"\w*\d\w*", free))

    def is_known(token: str) -> bool:
        return (
            any(one.startswith(token) for one in names | exact)
            or token.endswith(parts)
            or any(token.startswith(one) for one in exact)
        )

    families = {one.partition("-")[0] for one in names | {one for one in versions if one[:1].isalpha()}}
    named = models_stated.read_models(statements, families) if names else ()
    others = [
        one
        for one in named
        if not is_known(models_stated.form(one.value))
        and not any(known in models_stated.form(one.sentence.text) for known in exact)
    ]
    said = " ".join(sentence.text for sentence in (*statements.sentences, *statements.events))
    shown = " or ".join(sorted(model.version or model.name or "" for model in models))
    yield from _the_only([one for one in others if said.count(one.value) == 1], "the model", shown)


def _cells_and_settings(statements: Statements, models: Sequence[ModelUse]) -> Iterator[Found]:
    """A row of a model that names another provider, or a parameter with another number."""
    for model in models:
        cells = list(models_stated.read_cells(statements, model.name, model.version or "")) if model.name else []
        wrong = [
            one for one in cells if one.key == "model" and (model.name or "").casefold() not in one.value.casefold()
        ]
        yield from _the_only(wrong, "the model", model.name or "")
        is_only = sum(other.name == model.name for other in models) == 1
        for cell in (one for one in cells if one.key == "provider" and model.provider and is_only):
            if not _are_alike(cell.value, model.provider or ""):
                yield from _the_only([cell], f"the provider of {model.name}", model.provider or "")
        for key, value in _parameters(model).items():
            if sum(key in _parameters(other) for other in models) == 1 and _number(value) is not None:
                named = [one for one in cells if one.key == key.casefold()] + list(
                    models_stated.read_settings(statements, key)
                )
                others = [one for one in named if _number(one.value) not in (None, _number(value))]
                yield from _the_only(others, f"the `{key}`", value)


def _providers(statements: Statements, models: Sequence[ModelUse]) -> Iterator[Found]:
    """`All answers came from Cohere`, where all models of the front matter are from others that make models."""
    own = sorted({model.provider or "" for model in models})
    if own and all(map(models_stated.makes_models, own)):
        named = models_stated.read_providers(statements, [model.name for model in models if model.name])
        others = [one for one in named if not any(_are_alike(one.value, provider) for provider in own)]
        others = [one for one in others if not any(provider in one.sentence.text for provider in own)]
        yield from _the_only(others, "the provider", " or ".join(own))


def _are_alike(one: str, other: str) -> bool:
    first, second = ("".join(filter(str.isalnum, text.casefold())) for text in (one, other))
    return first in second or second in first


def _parameters(model: ModelUse) -> dict[str, str]:
    return model.parameters if isinstance(model.parameters, dict) else {}


def _number(text: str) -> float | None:
    return float(text.replace(",", "")) if re.fullmatch(r"-?\d[\d,]*(?:\.\d+)?", text) else None


def _releases(statements: Statements) -> Iterator[Found]:
    """`Prompt v29 goes live` where the cause is prompt v31, and neither place names the other's."""
    causes = [one for one in statements.sentences if one.section == FRONT and one.part.startswith("causes")]
    changed = [one for one in statements.sentences if one.part == outline.WHAT_CHANGED.name]
    changes = [event for event in statements.events if event.part == "change"]
    if len(changes) != 1 or len({one.title for one in changed}) > 1:
        return  # several changes
    in_event, of_cause = models_stated.read_releases(changes), models_stated.read_releases([*causes, *changed])
    in_summary = models_stated.read_releases(of_sections(statements.sentences, outline.SUMMARY.name))
    said = [one.text for one in (*statements.sentences, *statements.events)]
    for releases, others in ((in_event, of_cause), (in_summary, [*of_cause, *in_event])):
        for one in releases:
            alike = [other for other in others if other.of == one.of and _shape(other) == _shape(one)]
            is_alone = sum(models_stated.names_version(text, models_stated.bare(one.value)) for text in said) == 1
            stated = {models_stated.bare(other.value) for other in alike}
            if len(stated) != 1 or not is_alone or any(models_stated.bare(other.value) in stated for other in releases):
                continue
            if releases is in_summary:
                is_one = len({models_stated.bare(other.value) for other in releases}) == 1
                if not is_one or models_stated.OTHER_TIME.search(re.sub(r"(?i)^since\b", "", one.sentence.text)):
                    continue
            line = statements.document.line(alike[0].span)
            other = f"line {line} says {one.of} {models_stated.bare(alike[0].value)}"
            message = f"“{one.of} {models_stated.bare(one.value)}” appears nowhere else, and {other}"
            yield Found(one.span, message, "if both mean the same, correct the one that is wrong; else name both")
            return


def _shape(release: Named) -> str:
    return re.sub(r"\d+", "0", release.value.casefold())
