"""Read the lists of phrases in `lists/`, in the notation of a dictionary, as patterns of a sentence in lower case.

`DROP the ball` stands for all forms of the verb; `ball|baton` for either; `(fast) asleep` with and without the word;
`BRUSH ~ aside` with up to eight words between, `-` with up to three; `BUT` is *and*, *but* or *yet* later in the
sentence; behind `.` no noun follows. `NOT` is a denial with its auxiliary, `BE` is a form of *be*, `HAVE` of *have*: an
adverb may follow. `THEIR` is a possessive, `SELF` a reflexive pronoun, `THE` any article.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from operator import itemgetter

from afterword.language.inflection import inflect
from afterword.text.word_set import word_set

_ADVERB = r"(?: (?:\w+ly|even|ever|once|so|very|too|all|just|still|quite|also|far|much|rather|a bit|a little))?"
_CLASSES = {
    "NOT": r"(?:did not|didn't|does not|doesn't|do not|don't|never|could not|couldn't|would not|wouldn't|will not|"
    r"won't|had not|hadn't|has not|hasn't|have not|haven't|cannot|can't|not)" + _ADVERB,
    "THEMSELVES": r"(?:himself|herself|themselves|itself)",
    "HIMSELF": r"(?:himself|herself|themselves|itself)",
    "WOULDNOT": r"(?:would not|wouldn't|will not|won't)" + _ADVERB,
    "COULDNOT": r"(?:could not|couldn't|cannot|can't|can not)" + _ADVERB,
    "BE": r"(?:was|were|is|are|been|being|be)" + _ADVERB,
    "BENOT": r"(?:(?:was|were|is|are) not|wasn't|weren't|isn't|aren't)" + _ADVERB,
    "HAVE": r"(?:had|has|have|having)" + _ADVERB,
    "THEIR": r"(?:his|her|their|its|my|our|your|one's|the|[\w-]+'s)(?: own)?",
    "SELF": r"(?:himself|herself|themselves|itself|ourselves|myself|yourself|yourselves)",
    "THE": r"(?:the|an?|this|that|these|those|his|her|their|its|our|my|your|any|every|all|all the|such)",
    "HE": r"(?:he|she|they|you)",
    "HIS": r"(?:his|her|their|our|my)",
    "HER": r"(?:his|her|their|our|my)",
    "HIM": r"(?:him|her|them|us|me|you)",
    "NOBODY": r"(?:nobody|no one|no-one|none|neither|not one)",
    "TOLD": r"(?:told|warned|asked|advised|reminded|taught|instructed|shown)",
    "CONTROL": r"(?:approvals?|reviews?|gates?|checks?|safeguards?|process|procedures?|polic(?:y|ies)|controls?|"
    r"guardrails?|canary|tests?|freeze|sign-?off|rules?|guidelines?|protocols?|instructions?|orders)",
    "STAFF": r"(?:architects?|engineers?|developers?|colleagues?|friends?|managers?|management|leadership|teams?|squad|"
    r"reviewers|admins?|operators?|department|intern|people|folks|guys|crew|group|experts?|staff|responders?|vendor|analysts?|scientists?|"
    r"clerks?|nurses?|lawyers?|consultants?|trainees?|designers?|testers?|annotators?)",
}
_GAP = r"(?: [\w'-]+){0,8}?"
_SHORT_GAP = r"(?: [\w':-]+){0,3}?"
_BUT = r"\b[^.;:]{0,90}?,? (?:and|but|yet)"
_END = r"(?=\W*$|[^\w\s-]| (?:again|by|on|in|at|for|with|when|and|but|because|so|while|as|to)\b)"
_GLUE = {"~": _GAP, "-": _SHORT_GAP, "BUT": _BUT, ".": _END}
_EVERYWHERE = word_set("""
    the a an of to in on at by for from with and or but not no that as if it them this there they he she we you i was
    were is are be had has have did do does all one more than only its their our who which what so because when while
    after before up out off into
""")
_COMMON = word_set("""
    the a an of to in on at by for from with without into onto over under up down out off away aside through and or but
    not no than that as if it them this there what who how all own any some more be have do go get make take put time
    work done good way right left back so too very one two new first last us him her his their our my your few every
    other others same about after before was were is are had has did team engineer people only just even release change
    job part end such little long system alert alerts minutes minute hours hour times days requests request call policy
    rule rules failed told nothing kept read wrong reason lines given cause showed test tests page pages data model user
    users known customers above below ahead order ran run stopped yes can could would should may might until beyond
    tickets ticket numbers number turned front improvement process build production runs check checks he she they we i
    you which while because when where why far again still then also here
""")
"""Words that are in many sentences: of a phrase, others are looked for, if there are any."""


def phrases_in(name: str) -> str:
    """Return one of the lists in `lists/`, each of which says at its top what its phrases are."""
    return (resources.files("afterword.language") / "lists" / f"{name}.txt").read_text(encoding="utf-8")


def phrases_of(name: str) -> Iterator[tuple[str, str]]:
    """Read one of the lists; see `read_phrases`."""
    return read_phrases(phrases_in(name))


def read_phrases(text: str) -> Iterator[tuple[str, str]]:
    """Yield words by which phrases are looked for, as `pattern_rule` takes them, and the pattern of these phrases."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        parts = line.split()
        found.setdefault("; ".join(_rarest(parts)), []).append(_pattern(parts))
    for known, patterns in found.items():
        yield known, "|".join(patterns)


@cache  # most parts are in many phrases
def _forms(part: str) -> list[str]:
    forms: list[str] = []
    for one in part.split("|"):
        forms += [_CLASSES[one]] if one in _CLASSES else inflect(one.lower()) if one.isupper() else [one]
    return forms


def _rarest(parts: list[str]) -> list[str]:
    """Return the words of the part that the fewest sentences contain, and of the next one, if there are two."""
    costs = [(_cost(part), part) for part in parts if part not in _GLUE and part[0] != "("]
    found = sorted((cost for cost in costs if cost[0]), key=itemgetter(0))
    return [" ".join(_forms(part)) for _, part in found[:2]]


@cache
def _cost(part: str) -> int:
    """Return how many sentences contain a part, roughly; 0 if it has too many forms to look for."""
    if not _CLASSES.keys().isdisjoint(part.split("|")):
        return 0
    return sum(1_000 if form in _EVERYWHERE else 50 if form in _COMMON else 1 for form in _forms(part))


def _pattern(parts: list[str]) -> str:
    pattern = ""
    for part in parts:
        if part in _GLUE:
            pattern += _GLUE[part]
            continue
        optional = part[0] == "("
        piece = _piece(part.strip("()"))
        piece = f" {piece}" if pattern else piece
        pattern += f"(?:{piece})?" if optional else piece
    return pattern


def _piece(part: str) -> str:
    if part in _CLASSES:
        return _CLASSES[part]
    forms = _forms(part)
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"
