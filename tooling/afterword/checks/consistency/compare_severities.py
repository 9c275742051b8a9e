"""AW008: compare the severity that a text names with the one of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterword.checks.consistency.sentences import Sentence
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

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
    r"filed|left|kept|stayed|remained|agreed|opened|tagged|labell?ed|scored|severity|sev|level|class|call|called|was|is|"
    r"as)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_IS_RATED_BEHIND = late_pattern(
    r" (?:of the (?:day|week|month|year)|from (?:start|beginning) to|all the way|throughout|"
    r"from the (?:start|first|beginning)|until the end|(?:was|were) (?:assigned|given|chosen))\b",
    re.IGNORECASE,
)


_UNCHANGED = late_pattern(r"\b(?:did not|was not|never|not) chang\w+|without \w+ change")


def find_other_severities(statements: Statements, names: Sequence[str]) -> Iterator[Found]:
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
    others = [(sentence, match, name) for sentence, match, name in named if _is_of_this(sentence, match)]
    is_known = any(name == own for *_, name in named) or any(_RAISED.search(sentence.text) for sentence, *_ in others)
    if is_known or len({name for *_, name in others}) != 1:
        return  # it changed, or several were considered
    sentence, match, _ = others[0]
    message = f"“{match[0]}” is not the severity of the front matter, which is {own}"
    yield Found(sentence.place(match[0]), message, "correct the one that is wrong")


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
