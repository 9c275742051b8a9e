"""Where a sentence of the evidence belongs: the section that it answers, and whether it reports an event.

The rules look for what a section asks for, in words of any system: a safeguard that is missing, a test with its result,
a number of people with what happened to them. A sentence in which nothing is found has no place, which is better than a
wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from afterword.language import section_cues as cues
from afterword.language.section_labels import LABELS
from afterword.language.standing import is_of_another_incident, is_supposed
from afterword.postmortem import outline
from afterword.postmortem.outline import SectionKind
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

BOLD_LABEL = late_pattern(r"^(?:\*\*|__)[^*_\n]{2,40}(?:\*\*|__)[:.]?\s+(?=\S)")
"""A word in bold that says what the sentence behind it is about."""
_LABELLED = late_pattern(
    "|".join(
        rf"(?P<p{n}>^(?:\*\*|__)?(?:{words})\s?(?:[:.]?(?:\*\*|__):?|:|\s[–—-])\s+)"
        for n, (_, words) in enumerate(LABELS)
    ),
    re.IGNORECASE,
)


def states_milestone(sentence: str) -> bool:
    """Whether a text begins with a milestone of the timeline: `Detected: …`."""
    return cues.MILESTONE.match(normalise_caseless(sentence)) is not None


def split_label(sentence: str) -> tuple[SectionKind | None, str]:
    """Split `Went well: …` into the section that it names and the rest; None if it names none."""
    match = _LABELLED.match(sentence)
    if match is None or match.lastgroup is None:
        return None, BOLD_LABEL.sub("", sentence)
    return LABELS[int(match.lastgroup[1:])][0], sentence[match.end() :]


def place_of(sentence: str, *, is_signal: bool = False) -> SectionKind | None:
    """Find the section that a sentence answers; None if there is none for certain.

    Args:
        sentence: the sentence.
        is_signal: whether a machine wrote it: such a line answers what was released, mended, and tested.
    """
    named, rest = split_label(sentence)
    said = normalise_caseless(rest).strip()
    if named is not None:
        return named
    if not is_signal and _APOLOGY.match(said):
        return None
    if not is_signal and _BROKE_IT.search(said):
        place: SectionKind | None = outline.IMMEDIATE_CAUSE
    else:
        rules = _RULES_FOR_SIGNALS if is_signal else _RULES
        place = next((kind for kind, rule in rules if rule(said)), None)
    return None if place in _OF_THIS_INCIDENT and is_of_another_incident(said) else place


def counts(sentence: str) -> bool:
    """Whether a sentence says how many, how much, or that no user was affected."""
    said = _CLOCK.sub("", _ROLE.sub("", normalise_caseless(sentence)))
    return any(pattern.search(said) for pattern in (cues.COUNTED, cues.COUNTED_ALONE, cues.MONEY, cues.UNHARMED))


def counts_affected(sentence: str) -> bool:
    """Whether a sentence gives a figure of what was affected: people or things with what befell them, or money."""
    said = _CLOCK.sub("", _YEAR.sub("", _ROLE.sub("", normalise_caseless(sentence))))
    if is_of_another_incident(said) or (_NOT_COUNTED.search(said) and not cues.TALLY.match(said)):
        return False
    is_money = cues.MONEY.search(said) and cues.SPENT.search(said)
    is_counted = cues.COUNTED_ALONE.search(said) or (cues.COUNTED.search(said) and cues.HARMED.search(said))
    return bool(is_counted or is_money or cues.AGAINST_NORMAL.search(said) or cues.TALLY.match(said))


def is_event(sentence: str) -> bool:
    """Whether a sentence reports what happened at a moment: a change, a fix, a recovery, a symptom, a milestone."""
    said = normalise_caseless(sentence)
    return any(
        pattern.search(said)
        for pattern in (cues.MILESTONE, cues.CHANGE, cues.FIXED, cues.RECOVERED, cues.SYMPTOM, cues.BEGAN)
    )


def reports_change(sentence: str) -> bool:
    """Whether a sentence says that a part of the system changed, whichever section it answers."""
    return _changed(normalise_caseless(split_label(sentence)[1])) is not None


def names_who_did_it(text: str) -> bool:
    """Whether a text says first what somebody did, as `Mark deployed without tests` does, and not what failed."""
    return _SOMEBODY_DID.match(split_label(text)[1]) is not None


def is_symptom(sentence: str) -> bool:
    """Whether a sentence reports what went wrong, and neither what changed nor what mended it."""
    said = normalise_caseless(sentence)
    is_other = _changes(said) or cues.FIXED.search(said) or cues.RECOVERED.search(said)
    return cues.SYMPTOM.search(said) is not None and not is_other


def states_reason(sentence: str) -> bool:
    """Whether a sentence says that something is because of something else, or is labelled as the cause."""
    named, rest = split_label(sentence)
    return named is outline.IMMEDIATE_CAUSE or cues.BECAUSE.search(normalise_caseless(rest)) is not None


def shows_effect(sentence: str) -> bool:
    """Whether a sentence reports what went wrong, or what users met, and does not count those affected."""
    return is_symptom(sentence) or (place_of(sentence) is outline.IMPACT and not counts(sentence))


def _lesson(said: str) -> re.Match[str] | None:
    return cues.LESSON.search(said)


def _good(said: str) -> re.Match[str] | None:
    return None if re.search(cues.NOT, said) else cues.GOOD.search(said)


def _recovered(said: str) -> re.Match[str] | None:
    return None if cues.NO_FIX.search(said) else cues.RECOVERED.search(said)


def _fixed(said: str) -> re.Match[str] | None:
    is_open = cues.NO_FIX.search(said) or _NOT_FIXED.search(said)
    is_open = is_open or _SHOULD_HAVE.search(said)
    return None if is_open or cues.TEST.search(said) else cues.FIXED.search(said)


def _slow(said: str) -> re.Match[str] | None:
    return cues.SLOW.search(said)


def _no_case(said: str) -> re.Match[str] | None:
    return cues.NO_CASE.search(said) if cues.TEST.search(said) else None


def _tested(said: str) -> re.Match[str] | None:
    if _MENDED.match(said):
        return None  # `fixed the metric: missing answers of the judge are skipped now`
    return cues.TEST.search(said) if re.search(cues.NOT, said) or cues.RESULT.search(said) else None


def _result(said: str) -> re.Match[str] | None:
    return cues.TEST.search(said) if cues.RESULT.search(said) else None


def _unguarded(said: str) -> re.Match[str] | None:
    return cues.UNGUARDED.search(said)


def _harmed(said: str) -> re.Match[str] | None:
    said = _ROLE.sub("", ", ".join(clause for clause in said.split(", ") if not is_supposed(clause)))
    if found := cues.TALLY.match(said):
        return found
    if found := cues.UNHARMED.search(said):
        is_of_goods = " money" in found[0] or " pay" in found[0]
        return found if is_of_goods or cues.HARMED.search(said) or cues.MONEY.search(said) or " use" in said else None
    if found := cues.COUNTED_ALONE.search(said):
        return found
    if cues.COUNTED.search(said) or cues.MONEY.search(said):
        return cues.HARMED.search(said)
    return cues.SAW.search(said)


def _provided(said: str) -> re.Match[str] | None:
    return cues.PROVIDER.search(said) if cues.PROVIDED.search(said) else None


def _organised(said: str) -> re.Match[str] | None:
    return cues.ORGANISATION.search(said)


def _broke(said: str) -> re.Match[str] | None:
    if _NO_CAUSE.search(said):
        return None
    return None if _ABOUT_THEMSELVES.search(said) else cues.BECAUSE.search(said) or _LOST_A_PART.search(said)


def _mechanism(said: str) -> re.Match[str] | None:
    is_other = _NO_CAUSE.search(said) or cues.MILESTONE.match(said)
    found = None if is_other else cues.MECHANISM.search(said)
    return None if found and _PERSON_BEFORE.search(said[: found.start()]) else found


def _changed(said: str) -> re.Match[str] | None:
    # What is said about a change, and what takes one back, is not a change of the system.
    if _ANNOUNCED.search(said) or _TAKEN_BACK.search(said):
        return None
    return _changes(said) if cues.CHANGED_THING.search(said) else None


def _changes(said: str) -> re.Match[str] | None:
    return None if _UNCHANGED.search(said) else cues.CHANGE.search(said)


def _changed_by_line(said: str) -> re.Match[str] | None:
    """What a program says has changed; that it loaded something without a version is how each start begins."""
    found = _changed(said)
    return None if found and found[0] == "loaded" and not _VERSIONED.search(said) else found


def _deployed(said: str) -> re.Match[str] | None:
    return _DEPLOYED.search(said)


def _rolled_back(said: str) -> re.Match[str] | None:
    return _ROLLED_BACK.search(said)


_OF_THIS_INCIDENT = frozenset(
    (outline.IMMEDIATE_CAUSE, outline.MITIGATION, outline.IMPACT, outline.WHAT_CHANGED, outline.UPSTREAM_PROVIDER)
)
"""Sections that an account of another incident does not answer."""
_APOLOGY = late_pattern(r"(?:(?:so|very|really) )?sorry\b(?! (?:customers|users))|my apologies\b")
# An apology, a correction of one's own words, what is said to somebody, and what people do explain no failure of it.
_ABOUT_THEMSELVES = late_pattern(
    r"^(?:sorry|my apologies)\b|\bapologi[sz]|^i(?:'m| am| was| have been)\b|\byour?\b"
    r"|\b(?:that'?s|which is) why (?:i|we|you|they)\b"
    r"|\b(?:call\w*|complain\w*|writ\w+|wrote|ask\w*|angry|llam\w+|quejan|escrib\w+|ruf\w+|beschwer\w+|appell\w+|"
    r"plaign\w+|lig(?:am|ou|aram)|reclam\w+)\b[^.;,]{0,20}\b(?:because|porque|weil|parce que)\b"
    r"|^\W*(?:writing|asking|saying|posting|pinging|repeating|mentioning|answering)\b"
    r"|\bbecause (?:of )?(?:i|we|he|she|they|people|everyone|some(?:one|body)|(?:participant|responder) \d+)\b"
)
_SOMEBODY_DID = late_pattern(
    r"(?:(?:[Rr]oot )?[Cc]ause: ?)?(?:[A-Z][a-z]+|(?:participant|responder) \d+) (?:has |had )?(?:deployed|merged|"
    r"pushed|approved|shipped|skipped|edited|committed|forgot|broke|messed)\b"
)
_NO_CAUSE = late_pattern(
    r"\b(?:reason|cause|problem|culprit) (?:is|was) (?:also )?(?:not|never)\b|\b(?:is|was)(?:n't| not) (?:the|our) "
    r"(?:real |actual |root )?(?:reason|cause|problem|culprit)\b"
)
"""What is denied to be the cause."""
_BROKE_IT = late_pattern(
    r"\b(?:that|this|which)(?:'s| is| was)? (?:what|exactly what) (?:broke|caused|triggered|started) (?:it|this|that|"
    r"them|everything|the \w+)\b"
)
_NOT_FIXED = late_pattern(
    r"\b(?:not|never|n't) (?:\w+ )?(?:rolled back|reverted|fixed|restored|mitigated|disabled|restarted)\b"
    r"|(?:not|n't) (?:\w+ ){0,3}(?:rolled back|reverted|fixed|restored|mitigated) yet\b|\b(?:came|comes|is|was) back\b"
    r"(?! (?:to|on|at|in|up|under|below|online|again|with))"
)
"""What says that nothing was mended, or not for long."""
_PERSON_BEFORE = late_pattern(r"\b(?:i|we|you|he|she)(?: \w+)? $")
_ROLE = late_pattern(r"\[?\b(?:participant|responder|name) \d+\]?")
_CLOCK = late_pattern(r"\b(?:[01]?\d|2[0-3])[:h][0-5]\d\b(?::\d\d)?")
_YEAR = late_pattern(r"\b(?:19|20)\d\d\b(?!,\d)")
_NOT_COUNTED = late_pattern(
    r"\b(?:should|if|whether|asks?|think|would|could|may|might|tests?|tested|evals?|tries|samples?|runs of)\b|\?"
)
"""Words beside which a figure may not be one of what happened."""
_SHOULD_HAVE = late_pattern(r"\b(?:should|ought to|could) (?:not )?have\b")
_LOST_A_PART = late_pattern(
    r"\b(?:v\d[\w.]*|(?:prompt|template|config(?:uration)?|schema|index|settings?|release|build|model)(?: [\w.#-]+)?)"
    r" (?:lost|lacks?|lacked|dropped|omits|omitted|no longer (?:has|had|contains|contained|includes|included)) "
    r"(?:the|an?|its|all|two|three|four|\d+)\b"
)
"""A version that has no longer what the former one had: `v12 lost the line on …`."""
_ANNOUNCED = late_pattern(r"\b(?:status ?page|banner|announcement|help (?:page|article)|faq)\b[^.;]{0,20}\bupdated\b")
_TAKEN_BACK = late_pattern(r"\broll(?:ing|ed)? (?:\w+ ){0,2}back\b|\brollback\b|\brevert")
_UNCHANGED = late_pattern(
    r"\b(?:nothing|none|no (?:[\w-]+ ){0,3}?(?:deploy\w*|change\w*|release\w*|rollouts?|merge\w*|migrations?))\b"
    r"[^.;]{0,30}\b(?:deployed|changed|released|shipped|merged|touched|rolled out|went out|new|today|since|this week)\b"
    r"|\b(?:not|n't|never) (?:\w+ ){0,3}?(?:deployed?|changed?|released?|shipp?(?:ed)?|merged?|touch(?:ed)?|"
    r"roll(?:ed)? out)\b"
    r"|\b(?:deploy\w*|prompt|model|config\w*|index|code) (?:is |was |are |were )?unchanged\b"
)
"""What says that nothing changed."""
_MENDED = late_pattern(r"(?:(?:[\w-]+: )?(?:i|we)(?:'ve| have)? |[\w-]+: )?(?:now )?(?:fixed|repaired)\b")
_DEPLOYED = late_pattern(
    r"\bdeploy\w*\b.*\b(?:prev(?:ious)?|old|from)=\S|\b(?:version|model|prompt|release|image|tag|config)=\S+ .*?"
    r"\b(?:prev(?:ious)?|old|from)=\S"
)
"""A line of a log that names what was before: `deploy prompt=v18 prev=v17`."""
_VERSIONED = late_pattern(r"\bv?\d+\.\d+|\bv\d+\b")
_ROLLED_BACK = late_pattern(r"^(?:\S+ ){0,3}rollback\b(?! (?:plan|fail\w*|not))")


_RULES: tuple[tuple[SectionKind, Callable[[str], re.Match[str] | None]], ...] = (
    (outline.LESSONS, _lesson),
    (outline.EVAL_GAP, _no_case),
    (outline.UPSTREAM_PROVIDER, _provided),
    (outline.WENT_WRONG, _slow),
    (outline.MITIGATION, _recovered),
    (outline.IMMEDIATE_CAUSE, _mechanism),
    (outline.WHY_EVALS, _tested),
    (outline.CONTRIBUTING_CAUSES, _organised),
    (outline.WHAT_ALLOWED_IT, _unguarded),
    (outline.MITIGATION, _fixed),
    (outline.WENT_WELL, _good),
    (outline.IMMEDIATE_CAUSE, _broke),
    (outline.IMPACT, _harmed),
    (outline.WHAT_CHANGED, _changed),
)
"""Asked in this order; the first that finds something decides."""
_RULES_FOR_SIGNALS: tuple[tuple[SectionKind, Callable[[str], re.Match[str] | None]], ...] = (
    (outline.MITIGATION, _rolled_back),
    (outline.WHAT_CHANGED, _deployed),
    (outline.MITIGATION, _recovered),
    (outline.MITIGATION, _fixed),
    (outline.WHY_EVALS, _result),
    (outline.WHAT_CHANGED, _changed_by_line),
)
