"""Compare the severity, the detection, and the versions that a text names with those of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword.checks.consistency.account import FRONT, Account, Sentence, of_sections
from afterword.checks.consistency.models_told import OTHER_TIME, REMEDY, bare, find_other_models, names_version
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, Span, outline
from afterword.postmortem.schema import ModelUse
from afterword.text.late_pattern import late_pattern

_RAISED = late_pattern(
    r"\b(?:rais\w+|lower\w*|upgrad\w+|downgrad\w+|escalat\w+|initial\w*|first|at first|later|reclassif\w+|originally|"
    r"instead|from|was a|changed to)\b",
    re.IGNORECASE,
)
"""Words of a severity that was another one before."""
_OF_ANOTHER = late_pattern(
    r"\b(?:similar\w*|that one|another|other|previous\w*|(?<!not )earlier|last|if|unless|would|should|could|can|must|"
    r"may|might|not|never|no|polic(?:y|ies)|every|each|any|or (?:higher|above|worse)|and (?:above|below)|until we)\b",
    re.IGNORECASE,
)
"""Words of the severity of another incident, or of none."""
_IS_RATED = (
    r"(?:declar\w+|classified|rated|graded|assessed|categori[sz]ed|handled|treated|ran|run|logged|filed|kept|agreed|"
    r"severity|level|call|called|was|is)"
)
_DETECTORS = {
    "alert": r"(?:alert\w*|alarms?|monitor(?:s|ing)?|dashboards?|pagers?|probes?)",
    "customer": (
        r"(?:customers?|clients?|(?:tickets?|complaints?|(?:phone )?calls?|e?-?mails?) (?:from|by) (?!our|a colleague)"
        r"[\w ]+)"
    ),
    "employee": (
        r"(?:colleagues?|employees?|staff|support team|(?:somebody|someone) (?:in|on|from) our|(?<!on-call )engineers?)"
    ),
    "public": r"(?:social media|(?:public )?forums?|reddit|hacker news|tweets?|journalists?|newspapers?|press)",
}
"""What each detection of the front matter is called."""
_DETECTOR_NAMED = late_pattern(
    rf"\b(?:{'|'.join(rf'(?P<{how}>{words})' for how, words in _DETECTORS.items())})\b", re.IGNORECASE
)
_NOTICED = (
    r"(?:(?:first |also )?(?:noticed|detected|discovered|caught|spotted|found|flagged) "
    r"(?:it|this|the (?:problem|incident|issue|outage|fault))|"
    r"(?:had to )?(?:tell|told|alert(?:ed)?) us|tipped us off|showed it|(?:noticed|detected|caught)(?=[.;,]|$| at \d))"
)
_HEARD = late_pattern(
    r"\b(?:detected|noticed|found(?: out)?|discovered|caught|spotted|reported|(?:heard|learn(?:ed|t)) of (?:it|this)|"
    r"told|became aware(?: of it)?)\b(?P<between>[^.;,]{0,40}?)\b(?:by|from|through|via|thanks to|because of|in):? "
    r"(?P<what>[^.;,]{3,80})",
    re.IGNORECASE,
)
_NEGATED_TAIL = late_pattern(
    r"(?:,? and not|,? not|,? rather than|,? instead of|,? before|,? but|,? while|,? who|,? which|,? that)\b.*$", re.I
)
_NEGATED = late_pattern(
    r"\b(?:no|nor|never|none|nothing|neither|only (?:later|after)|later|too|second|also|confirm\w*|cause|why|should|"
    r"would|could|if|next time|again|did not|didn't|does not|was not|were not|had not|after (?:the|that))\b",
    re.IGNORECASE,
)
_RELEASE = late_pattern(
    r"\b(?P<noun>prompts?|releases?|versions?|snapshots?|builds?)(?: (?:of|to|v))? (?:v\.? ?)?"
    r"(?P<version>v?\d+(?:[.-]\d+)+|v?\d+)(?![\w%:]|[.,]\d)",
    re.IGNORECASE,
)


def find_other_statements(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find what a text states of the incident, its models and its change otherwise than the front matter."""
    account = facts.account
    yield from _severity(account, [one.name for one in facts.config.severities])
    yield from _detection(account)
    models = document.front.models
    known = [one for one in models if isinstance(one, ModelUse)] if isinstance(models, list) else []
    yield from find_other_models(account, known)
    yield from _releases(account)


def _severity(account: Account, names: Sequence[str]) -> Iterator[Found]:
    """A sentence, or the event of the declaration, names another severity, and nothing says that it changed."""
    own = account.document.front.severity
    if own not in names:
        return
    forms = {name: re.sub(r"(?<=[A-Za-z])(?=\d)", "[ -]?", re.escape(name)) for name in names}
    any_name = "|".join(rf"(?P<n{index}>{form})" for index, form in enumerate(forms.values()))
    named = re.compile(rf"(?<![\w-])(?:{any_name})(?![\w-])", re.IGNORECASE if _have_digits(names) else 0)
    told = [
        (sentence, match, names[int((match.lastgroup or "n0")[1:])])
        for sentence in (*account.sentences, *(row for row in account.rows if row.part == "incident declared"))
        for match in named.finditer(sentence.text)
    ]
    others = [(sentence, match) for sentence, match, name in told if name != own and _is_of_this(sentence, match)]
    is_changed = any(_RAISED.search(sentence.text) for sentence, _ in others)
    if is_changed or len({name for _, _, name in told} | {own}) > 2:
        return
    for sentence, match in others[:1]:
        yield Found(
            sentence.place(match[0]), f"“{match[0]}” is not the severity of the front matter, which is {own}", REMEDY
        )


def _have_digits(names: Sequence[str]) -> bool:
    return all(any(char.isdigit() for char in name) for name in names)


def _is_of_this(sentence: Sentence, severity: re.Match[str]) -> bool:
    """Whether a severity is said to be that of this incident: `declared a SEV3`, `this SEV3`, `a SEV1 like this`."""
    text = sentence.text
    if sentence.section == outline.TIMELINE.name:
        return True
    before, behind = text[: severity.start()], text[severity.end() :]
    if re.search(r"\b(?:[Tt]his|[Oo]ur) $", before) or re.match(r" (?:like|such as) this\b", behind):
        return re.search(r"\b(?:similar|last|previous|earlier)\b", text) is None
    is_rated = re.search(rf"\b{_IS_RATED}\b[^.;,]{{0,30}}$", before, re.IGNORECASE)
    is_answer = re.fullmatch(r"(?:Yes, )?(?:[Aa]n? )?", before)
    return bool(is_rated or is_answer) and _OF_ANOTHER.search(text) is None


def _detection(account: Account) -> Iterator[Found]:
    """The text says that an alert found it, the front matter that people did, or the other way round."""
    incident = account.document.front.incident
    how = incident.detection if incident else None
    if how not in _DETECTORS:
        return
    events = " ".join(f"{row.part} {row.text}" for row in account.rows if row.part == "detected")
    for sentence in account.sentences:
        stated = "" if sentence.section == FRONT else _detector_of(sentence.text)
        if not stated or stated == how or re.search(_DETECTORS[stated], events, re.IGNORECASE):
            continue
        if stated == "alert" and any(re.search(rf"\b{_DETECTORS['alert']}", row.text, re.I) for row in account.rows):
            continue
        message = f"this says `{stated}`, but `incident.detection` is `{how}`"
        yield Found(sentence.span, message, REMEDY)
        return


def _detector_of(text: str) -> str:
    """What a sentence says detected the incident; empty if it says nothing of it, or names several."""
    if not _DETECTOR_NAMED.search(text):
        return ""
    text = _NEGATED_TAIL.sub("", text)
    found = {match.lastgroup for match in _DETECTOR_NAMED.finditer(text)}
    if len(found) != 1 or _NEGATED.search(text):
        return ""
    stated = found.pop() or ""
    words = _DETECTORS[stated]
    is_subject = re.search(rf"\b{words}(?: [\w-]+){{0,3}}? {_NOTICED}\b", text, re.IGNORECASE)
    heard = _HEARD.search(text)
    is_heard = heard and re.search(rf"\b{words}\b", heard["what"], re.IGNORECASE)
    return stated if is_subject or is_heard else ""


@dataclass(frozen=True, slots=True)
class _Release:
    noun: str
    version: str
    shape: str
    sentence: Sentence
    span: Span

    @classmethod
    def all_in(cls, sentences: Sequence[Sentence]) -> list[_Release]:
        return [
            cls(
                match["noun"].lower().rstrip("s"),
                bare(match["version"]),
                re.sub(r"\d+", "0", match["version"].casefold()),
                sentence,
                sentence.place(match["version"]),
            )
            for sentence in sentences
            for match in _RELEASE.finditer(sentence.text)
        ]


def _releases(account: Account) -> Iterator[Found]:
    """`Prompt v29 goes live` where the cause is prompt v31, and neither place names the other's."""
    causes = [one for one in account.sentences if one.section == FRONT and one.part.startswith("causes")]
    changed = [one for one in account.sentences if one.part == outline.WHAT_CHANGED.name]
    changes = [row for row in account.rows if row.part == "change"]
    if len(changes) != 1 or len({one.title for one in changed}) > 1:
        return  # several changes
    rows, told = _Release.all_in(changes), _Release.all_in([*causes, *changed])
    summary = _Release.all_in(of_sections(account.sentences, outline.SUMMARY.name))
    everywhere = [one.text for one in (*account.sentences, *account.rows)]
    for one in (*rows, *summary):
        others = told if one in rows else [*told, *rows]
        alike = [other for other in others if (other.noun, other.shape) == (one.noun, one.shape)]
        beside = {other.version for other in (rows if one in rows else summary)}
        if (
            not alike
            or beside & {other.version for other in alike}
            or len({other.version for other in alike}) != 1
            or (len(beside) != 1 and one in summary)
            or sum(names_version(text, one.version) for text in everywhere) != 1
            or (one in summary and OTHER_TIME.search(re.sub(r"(?i)^since\b", "", one.sentence.text)))
        ):
            continue
        other = alike[0]
        yield Found(
            one.span,
            f"“{one.noun} {one.version}” appears nowhere else, and line {account.document.line(other.span)} says "
            f"{other.noun} {other.version}",
            "if both mean the same, correct the one that is wrong; else name both",
        )
        return
