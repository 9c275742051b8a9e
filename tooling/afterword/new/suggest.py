"""Title, severity and start of an incident, as its evidence has them: defaults for a person to confirm. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from afterword.drafting.assembling.event_cues import COMMIT
from afterword.drafting.assembling.places import BOLD_LABEL, names_who_did_it, shows_effect
from afterword.drafting.assembling.reading import ReadEvidence, Said, split_said
from afterword.drafting.derived_values.incident import incident_values
from afterword.drafting.derived_values.proposal import Differing, Proposal
from afterword.drafting.derived_values.stated import Statement, find_statements, is_outsider, is_own_account
from afterword.evidence import EvidenceItem
from afterword.evidence.collectors.mail_headers import REPLY
from afterword.language import find_blame
from afterword.language.ai_address import addresses_ai
from afterword.language.commitments.commitment import Voice
from afterword.language.commitments.read import read_commitments
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import REPORTING_QUESTION, Standing, is_of_another_incident, is_supposed
from afterword.postmortem import outline
from afterword.postmortem.create import title_from
from afterword.postmortem.schema import FrontMatter
from afterword.postmortem.template import Facts
from afterword.text.folding import normalise_caseless
from afterword.text.invisible import visible_line
from afterword.times.when import When

_ALERT = re.compile(r"^Alert (?:triggered|resolved)(?: \(#\d{1,12}\))?: (?P<text>[^\n]+)")
_LABELS = re.compile(r"\s*\((?:[\w.-]+(?:=|: )[^()]*)\)\s*$")
_ALERT_NAME = re.compile(r"^[A-Za-z]+(?:[A-Z_-][A-Za-z]*)+, (?=\S)")
_PLACEHOLDER = re.compile(r"\[[a-z][a-z -]* \d+\]")
_NOT_ONE = re.compile(r"\b(?:not|never|no|isn't|wasn't|if|unless|would|could|might|may|maybe|perhaps|should|almost)\b")
_CALL = re.compile(r"(?:`?[@!](?:here|channel|everyone|all|team|oncall|on-call)\b`?[\s,:;.-]*)+", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:(?:hi|hey|hello|hallo|moin|servus|morning|good (?:morning|evening|afternoon)|guten (?:morgen|tag|abend)|"
    r"bonjour|salut|hola|buenos d[ií]as|ciao|buongiorno|ol[áa]|bom dia|(?:team|all|everyone|folks|guys)(?=,))"
    r"(?: (?:all|everyone|everybody|team|folks|zusammen|alle|tous|todos|tutti))?[,!.:]\s+)+(?=\S)",
    re.IGNORECASE,
)
_INTERJECTION = re.compile(
    r"(?:(?:participant \d+|yo|hm+|oh no|oh|uh-?oh|ugh|argh|hey|hi|ok|so|btw|bom dia|bonjour|hola|ciao|moin|people|"
    r"guys|folks|urgent)\b[\s,!.:;-]*|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]+\s*)+(?=\S+ \S)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(rf"Subject: (?:(?:{REPLY}|r)\s?(?:\[\d+\])?:\s*)*(?P<subject>[^\n]+)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«]([^\"”“»\n]{1,400})")
_HANDS_ON = re.compile(
    r"(?:(?:i|we|participant \d+|responder \d+) (?:have |has )?|(?:ich|wir) haben? )?(?:just |now )?"
    r"(?:(?:escalat(?:ed|ing)|hand(?:ed|ing) (?:it |this )?(?:over|off)|forward(?:ed|ing)|pass(?:ed|ing) (?:it |this )?"
    r"on|assign(?:ed|ing)|loop(?:ed|ing) in|pag(?:ed|ing)|ping(?:ed|ing)) (?:it |this )?(?:to|with|in|the|@)"
    r"(?! (?:the )?(?:wrong|other|another)\b)|"
    r"(?:eskaliert|weitergegeben|weitergeleitet) an|(?:escalad[oa]|pasado|encaminhad[oa]|repassad[oa]|inoltrat[oa]) "
    r"(?:al?|ao?|para)|(?:escaladé|transmis|remonté) (?:à|aux?))(?!\w)"
)
"""How a message begins that says to whom the problem went."""
_MIN_WORDS = 3
_MAIL = "Subject: "
"""How the text of a mail begins."""
_KNOWN_ROLE = re.compile(r"(?:responder|committer)\b")
_FIELDS = re.compile(r"\([\w.-]+\s?[:=][^()]*\)\s*$")
_INCIDENT_TOOL = re.compile(
    r"(?:bot )?(?:pagerduty|opsgenie|incident\.io|rootly|firehydrant|grafana|datadog|alertmanager|squadcast)\b", re.I
)
_LEANS = re.compile(
    r"(?:not|same|also|again|ditto|they|their|it|its|it's|this|that|these|those|he|she|and|but|so|then|there|me too|"
    r"us too|still|another|more|yes|no|yeah|yep|nope|now also|jetzt auch|hier auch|auch|bei uns|idem|"
    r"también|pareil|anche|\d+ (?:more|complaints?|already))\b",
    re.IGNORECASE,
)
"""How a reply begins: what it is about is in another message."""
_FIELDS_ALONE = re.compile(r"[\w -]{1,30}: [^;]{1,80}; [\w -]{1,30}: ")
"""A row of a table or a record, which is not a sentence: `key: triage; requests: 410`."""
_WEAK = re.compile(
    r"^(?:i|we|my|our|people|guys|folks)\b(?! (?:cannot|can't|get|lose|lost|see)\b)|\b(?:woke|paged|called|"
    r"pinged) (?:me|us)$|"
    r"\b(?:same thing|this one|as well|i'm|i was|was going to)\b|\b(?:0|zero|no) (?:errors?|mismatch\w*|failures?|"
    r"timeouts?)\b|"
    r"^(?:which|who|what|where|when|why|how)\b|\((?:[\w .-]{1,40}: [^;()]*; )+[^()]*\)$|"
    r"\b(?:normal|clean|green|good|fine|done|fixed|resolved|closed|closing)$|^(?:\S+ ){1,2}\S+$"
)
"""What says more of who wrote than of what happened, or that it is over: a title only if there is no other."""
UNTITLED = "Incident"
"""The title of a post-mortem whose evidence suggests none."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value, and the ids of the evidence items that have it; both are empty if the evidence has none."""

    value: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the evidence suggests.

    Attributes:
        title: what was noticed, in the words of who noticed it first.
        severity: a severity of the project that the team or an alert states; empty if accounts differ.
        severities: every severity that is stated.
        started: the time that is stated.
        noticed: the time of the first symptom or alert, which users may have met before.
    """

    title: Suggestion
    severity: Suggestion
    severities: tuple[Suggestion, ...]
    started: Suggestion
    noticed: Suggestion


def suggest(evidence: ReadEvidence, front: FrontMatter, severities: Collection[str]) -> Suggestions:
    """Suggest title, severity and start.

    Args:
        evidence: the evidence, sentence by sentence.
        front: what is stated before.
        severities: the names of the project's severities.
    """
    statements = list(find_statements(evidence.said))
    stated = _severities(statements, severities, _team(evidence.items))
    return Suggestions(
        _title(evidence.said),
        stated[0] if len(stated) == 1 else Suggestion(),
        stated,
        _started(incident_values(front, evidence.stated, evidence.said, statements)),
        _noticed(evidence.said),
    )


def take_suggestions(suggestions: Suggestions, facts: Facts) -> Facts:
    """Complete facts without asking: what is not known is what the evidence suggests.

    The start is left to the draft, which proposes it if somebody states it.
    """
    severity = suggestions.severity.value if facts.severity == "unknown" else ""
    title = facts.title or suggestions.title.value or _title_of_day(suggestions)
    return replace(facts, title=title, severity=severity or facts.severity)


def _title_of_day(suggestions: Suggestions) -> str:
    """Name an incident by the day on which it began or was noticed; without a day, by nothing."""
    known = suggestions.started.value or suggestions.noticed.value
    day = When.parse(known).earliest if known else None
    return f"{UNTITLED} of {day.day} {day:%B %Y}" if day else UNTITLED


def _title(said: Sequence[Said]) -> Suggestion:
    """Return what somebody saw first, else the first alert, else the first statement, one with a time before others.

    What the team wrote comes before what people outside did, and so does the title of the issue on which they wrote.
    Nothing that was said to an AI is a title, even if somebody quotes it.
    """
    people = [one for one in said if one.standing is Standing.STATED and one.kind is ItemKind.STATEMENT]
    people = [one for one in people if _tells_what_was(one)]
    # Without a time, it can be a heading.
    people.sort(key=lambda one: (is_outsider(one.item.actor or ""), one.item.at is None))
    symptoms = [one for one in people if _is_symptom(one)]
    mails = (one for one in said if one.item.text.startswith(_MAIL))
    own = [one for one in symptoms if not is_outsider(one.item.actor or "")]
    others = symptoms[len(own) :]
    issue = [one for one in people[:1] if others and _head_apart(one.item.text)]
    weak = Suggestion()
    for one in (*own, *issue, *others, *(one for one in said if _is_alarm(one)), *people, *mails):
        # The subject of a mail, the title of an issue, and the first line of a message are titles.
        head = one.item.text.partition("\n")[0].strip()
        is_first = (one.text.startswith(head) or _head_apart(one.item.text)) and len(head.split()) >= _MIN_WORDS
        is_title = head.startswith(_MAIL) or is_first
        words = head if is_title else one.text
        text = title_from(_without_call(_without_frame(words)))
        if any(map(addresses_ai, _QUOTED.findall(words))):
            continue
        if len(text.split()) >= _MIN_WORDS and not _PLACEHOLDER.search(text) and not _is_fragment(text):
            found = Suggestion(text[:1].upper() + text[1:], (one.item.id,))
            is_heading = one.item.at is None and one.kind is ItemKind.STATEMENT and not head.startswith(_MAIL)
            is_heading = is_heading or COMMIT.match(one.item.text) is not None
            if not is_heading and not _WEAK.search(normalise_caseless(text)):
                return found
            weak = weak if weak.value else found
    return weak


def _is_fragment(text: str) -> bool:
    """Whether words cannot be understood without what is around them, deny something, or blame somebody."""
    is_cut = text.count("[") != text.count("]") or text.count("(") != text.count(")")
    if names_who_did_it(text) or any(found.tier == "error" for found in find_blame(text, frozenset())):
        return True
    return is_cut or bool(_LEANS.match(text) or _FIELDS_ALONE.match(text))


def _head_apart(text: str) -> bool:
    """Whether the first line of a text is apart from the rest, as a title is."""
    head, _, rest = text.strip().partition("\n")
    return rest.startswith("\n") and not head.rstrip().endswith((",", ":"))


def _is_symptom(one: Said) -> bool:
    """Whether somebody states with it what happened, and neither what was changed nor what mended it."""
    is_own = one.standing is Standing.STATED and one.kind is ItemKind.STATEMENT and _tells_what_was(one)
    return is_own and shows_effect(one.text) and one.place not in (outline.MITIGATION, outline.WHAT_CHANGED)


def _tells_what_was(one: Said) -> bool:
    """Whether a sentence neither supposes, promises or hands on something, nor reports another incident."""
    if is_supposed(one.text) or is_of_another_incident(one.text) or _HANDS_ON.match(normalise_caseless(one.text)):
        return False
    voice = Voice(one.item.actor or "", lambda _: False, one.item.at)
    return not any(found.owner for found in read_commitments([one.text], voice))


def _is_alarm(one: Said) -> bool:
    return one.is_alarm or bool(_ALERT.match(one.text))


def _without_frame(text: str) -> str:
    """Return what an alert says, without its name and labels, and what a question reports; other texts in one line."""
    match = _ALERT.match(text)
    if question := REPORTING_QUESTION.match(text):
        text = text[question.end() :].partition("?")[0]
    if mail := _SUBJECT.match(text):
        text = mail["subject"]
    line = BOLD_LABEL.sub("", visible_line(" ".join((match["text"] if match else text).split())))
    return _ALERT_NAME.sub("", _LABELS.sub("", line)) if match else line


def _without_call(text: str) -> str:
    """Return a text without the words at its beginning that only call or greet people: `@here`, `Hi all,`."""
    for pattern in (_CALL, _GREETING, _INTERJECTION):
        call = pattern.match(text)
        text = text[call.end() :] if call else text
    if question := REPORTING_QUESTION.match(text):
        text = text[question.end() :].partition("?")[0]
    return text


def _team(items: Iterable[EvidenceItem]) -> frozenset[str]:
    """Return who speaks elsewhere than in a mail, which can be a customer's, and who is known to the project."""
    actors = ((item.actor or "", item.text.startswith(_MAIL)) for item in items)
    return frozenset(actor for actor, is_mail in actors if actor and (not is_mail or _KNOWN_ROLE.match(actor)))


def _is_account_of_ours(one: Statement, team: Collection[str]) -> bool:
    """Whether a statement is what a person of the team says by themselves.

    Not one are a mail from outside, what a program writes (a log can have the words of users), and words without an
    author and a time, which can be anyone's.
    """
    if one.kind is ItemKind.SIGNAL:
        return False
    actor = one.item.actor or ""
    return is_own_account(one.text, actor) and (actor in team if actor else one.item.at is not None)


def _fields(one: Statement) -> str:
    """Return the fields of an alert, and what a tool for incidents writes; empty if a statement is neither."""
    if one.kind is not ItemKind.SIGNAL or is_outsider(one.item.actor or ""):
        return ""
    if _INCIDENT_TOOL.match(one.item.actor or ""):
        return one.text
    labels = _FIELDS.search(one.text) if _ALERT.match(one.item.text) else None
    return labels[0] if labels else ""


def _severities(
    statements: Iterable[Statement], names: Collection[str], team: Collection[str]
) -> tuple[Suggestion, ...]:
    found: dict[str, list[str]] = {}
    patterns = {name: _naming(name) for name in names}
    for one in statements:
        fields = _fields(one)
        if not (fields or _is_account_of_ours(one, team)):
            continue
        for name, (naming, field) in patterns.items():
            if field.search(fields) if fields else _states(naming, one.text):
                found.setdefault(name, []).append(one.item.id)
    return tuple(Suggestion(name, tuple(ids)) for name, ids in found.items())


def _states(naming: re.Pattern[str], text: str) -> bool:
    """Whether a sentence names a severity, and neither asks for it, denies it nor supposes it."""
    named = (sentence for sentence in split_said(text) if naming.search(sentence))
    return any("?" not in sentence and not _NOT_ONE.search(sentence) for sentence in named)


def _naming(severity: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a severity as people write it: `SEV2`, `sev 2`, `SEV-2`; a plain word only after `severity`.

    The second pattern matches it as the value of a field.
    """
    word = normalise_caseless(severity)
    parts = re.fullmatch(r"(\D*?)[\s_-]*(\d+)", word)
    form = rf"{re.escape(parts[1])}[\s_-]?{parts[2]}" if parts else re.escape(word)
    written = rf"(?:{form}|severity(?: level)? {parts[2]})" if parts and parts[1] == "sev" else form
    field = re.compile(rf"\b(?:severity|priority|urgency)\b\s?[:=]\s?[\"']?{form}(?![\w-])")
    if parts is None:
        return re.compile(rf"\bseverity(?: is| was|:| level)? {form}\b"), field
    return re.compile(rf"(?<![\w-]){written}(?![\w-])"), field


def _started(values: Iterable[Proposal | Differing]) -> Suggestion:
    stated = (one for one in values if isinstance(one, Proposal) and one.path == ("incident", "started"))
    return next((Suggestion(str(one.value), one.sources) for one in stated), Suggestion())


def _noticed(said: Sequence[Said]) -> Suggestion:
    shown = (one.item for one in said if _is_symptom(one) or _is_alarm(one))
    timed = [(str(at), item.id) for item in shown if (at := item.at) is not None and at.earliest is not None]
    first = min(timed, default=None)
    return Suggestion(first[0], (first[1],)) if first else Suggestion()
