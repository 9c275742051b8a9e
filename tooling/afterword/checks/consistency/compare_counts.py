"""AW005: compare what a document counts, in all its sections: how many of what, and of which of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from afterword.checks.consistency.acts import PAST
from afterword.checks.consistency.figures import Figure
from afterword.checks.consistency.mistyped import is_rounded
from afterword.checks.consistency.sentences import word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_RUN = late_pattern(r"(?: [a-z][a-z-]+){1,4}")
_NO_NOUNS = word_set("""
    always across address as does gross has hers his hours is its less minus minutes miss ours pass percent plus
    points process seconds this theirs thus times towards us versus was weeks days months years yes
""")
_ENDS_NOUN = word_set("""
    a about above after against all also an and are as at be been before below between but by can could did do
    does during each for from had has have if in into is may might more not of on once only or over per since so
    than that the their then there they through to too twice under until up was were when where which while who
    whose will with within without would
""")
"""Words behind which a noun does not go on."""
_DEFINITE = late_pattern(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|(?<![Ii]n )(?<!at )[Aa]ll(?: of)?(?: the| these)?) $")
_IN_ALL = late_pattern(r"\b(?:[Ii]n (?:all|total)|[Aa]ltogether|[Oo]verall|total of),? $")
_OF_A_NUMBER = late_pattern(r"\S (?:of|among|out of|in|from|than) (?:the|all(?: the)?|these|those) $")
"""What makes it the whole of which others are a part: `12 of the 40 customers`."""
_NARROWING = late_pattern(
    r" (?:about|above|among|at|below|by|for|from|in|inside|of|on|outside|through|via|where|"
    r"whom?|whose|which|that|with|within|without)\b"
)
_CLAUSE_END = late_pattern(r"[.;:,](?:\s|$)|\s\(|\)|\s(?:and|but|so|while|although|because)\s|$")
_CLAUSE_BEGIN = late_pattern(r"[.;:,]\s|\(|\s(?:and|but|so|while|although|because)\s")
_PREDICATE = late_pattern(r"(?<!who)(?<!that)(?<!which)\s(?:is|are|was|were|will)\b")
_FRONTED = late_pattern(r"\s*(?:In|For|From|On|At|Among|Of|During|By|Within) ")
_OF_ANOTHER = late_pattern(
    r"\b(?:about|all but|almost|another|approximately|around|assumed|at (?:first|least|most)|average|before (?:that|"
    r"the incident|it)|believed|by (?:then|\d|now)|capacity|corrected|daily|each|earlier|every|estimat\w+|except|"
    r"expect\w*|fewer|first|further|if|initial\w*|largest|last|later|least|less|limit|max\w*|min(?:imum)?|months?|"
    r"more|most|nearly|new|normal\w*|not|now|only|other|over|per|plan\w*|previous\w*|quota|remaining|rest|revised|"
    r"roughly|sampl\w+|second|should|since|smallest|so far|some|staging|still|suspected|target|tests?|third|thought|"
    r"threshold|today|twice|under|until|up to|usual\w*|weeks?|within|would|could|years?)\b",
    re.IGNORECASE,
)
"""Words of a count of another time, of a part that is not told, of a bound, or of what is only supposed."""
_COMPLAINED = late_pattern(r" (?:complained|wrote in|wrote to us|called in|raised complaints)\b")
_COMPLAINT = "compl"
_OF_ANY = word_stems(
    "affected wrong bad incorrect faulty broken failed failing incident whole total full entire single different "
    "distinct unique individual actual seen saw received got were was came"
)
"""Words that say no more of what is counted than that the incident did it."""
_MOST = 300


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """A count, and what it counts.

    Attributes:
        figure: the number.
        noun: the stem of the noun that it counts.
        which: the stems of what says which of them: `hospital` of `37 hospital tickets`, `Spain` of `9 in Spain`.
        about: the stems of its clause without the noun.
        did: the stems of the verbs of its clause, without those of any harm.
        is_definite: whether it points back to a number that readers know: `the 37 tickets`.
        is_other: whether it is, perhaps, of another time, or a bound.
    """

    figure: Figure
    noun: str
    which: frozenset[str]
    about: frozenset[str]
    did: frozenset[str]
    is_definite: bool
    is_other: bool


def find_other_counts(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find counts that differ from those of the same things at another place."""
    of_noun: dict[str, list[Counted]] = {}
    for figure in facts.statements.figures:
        if not figure.dimension and figure.section != outline.ACTION_ITEMS.name and (read := read_count(figure)):
            of_noun.setdefault(read.noun, []).append(read)
    amounts = {figure.amount for figure in facts.statements.figures if not figure.dimension}
    said = _Said(facts.statements)
    for noun, counted in of_noun.items():
        counted += _of_impact(facts.statements, noun, counted)
        seen: set[Decimal] = set()
        for one in counted if len(counted) <= _MOST else ():
            amount = one.figure.amount
            if one.figure.key or one.is_other or amount < 2 or amount in seen or one.figure.is_rough:
                continue
            others = [other for other in counted if other.figure.sentence is not one.figure.sentence]
            if any(is_rounded(amount, other.figure.amount) for other in others):
                continue
            if other := _same(one, others, said, amounts):
                seen |= {amount, other.figure.amount}
                yield Found(
                    one.figure.span,
                    f"this counts “{_shown(one)}”, and {other.figure.place} says “{_shown(other)}”",
                    "if both mean the same, correct the one that is wrong; else say what each counts",
                )


class _Said:
    """The words around the counts of a document."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    @cached_property
    def title(self) -> frozenset[str]:
        """The stems of the title."""
        return word_stems(self._statements.document.front.title or "")

    @cached_property
    def _of_amount(self) -> dict[Decimal, frozenset[str]]:
        of_block: dict[object, frozenset[str]] = {}
        for sentence in self._statements.sentences:
            of_block[sentence.block] = of_block.get(sentence.block, frozenset()) | sentence.stems
        found: dict[Decimal, frozenset[str]] = {}
        for figure in self._statements.figures:
            if figure.sentence and not figure.dimension:
                stems = of_block.get(figure.block, figure.sentence.stems)
                found[figure.amount] = found.get(figure.amount, frozenset()) | stems
        return found

    @cached_property
    def _beside(self) -> set[frozenset[Decimal]]:
        of_block: dict[object, set[Decimal]] = {}
        for figure in self._statements.figures:
            if figure.sentence and not figure.dimension:
                of_block.setdefault(figure.block, set()).add(figure.amount)
        return {frozenset(pair) for amounts in of_block.values() for pair in combinations(amounts, 2)}

    def are_beside(self, one: Decimal, other: Decimal) -> bool:
        """Whether a paragraph states both numbers, and so knows them as two."""
        return frozenset((one, other)) in self._beside

    def around(self, counted: Counted) -> frozenset[str]:
        """The stems of the title and of all paragraphs that state a number."""
        return self.title | self._of_amount.get(counted.figure.amount, frozenset())


def read_count(figure: Figure) -> Counted | None:
    """Read what a figure of a sentence counts; None if it is not a plural behind it."""
    run = _RUN.match(figure.behind)
    if run is None or figure.sentence is None:
        return None
    words: list[str] = []
    for word in run[0].split():
        if word in _ENDS_NOUN:
            break
        words.append(word)
    last = max((index for index, word in enumerate(words) if _is_plural(word)), default=None)
    if last is None:
        return None
    kind, before = " ".join(words[:last]), figure.before
    behind = figure.behind[len(" ".join(words[: last + 1])) + 1 :]
    ended = _CLAUSE_END.search(behind)
    clause = behind[: ended.start()] if ended else behind
    begin = max((match.end() for match in _CLAUSE_BEGIN.finditer(before)), default=0)
    noun = _COMPLAINT if _COMPLAINED.match(behind) else min(word_stems(words[last]), default=words[last])
    fronted = before if _FRONTED.match(before) else ""
    around = f"{fronted or before[begin:]} {kind} {clause}"
    narrowing = _PREDICATE.split(clause)[0] if _NARROWING.match(clause) else ""
    is_definite = _DEFINITE.search(before) is not None and not _OF_A_NUMBER.search(before)
    return Counted(
        figure,
        noun,
        word_stems(f"{kind} {narrowing} {fronted}") - _OF_ANY - {noun},
        word_stems(around) - {noun},
        word_stems(" ".join(PAST.findall(f"{kind} {clause}"))) - _OF_ANY,
        is_definite,
        # What happened to known things says nothing of their number.
        _OF_ANOTHER.search(f"{fronted} {kind} {narrowing}" if is_definite else around) is not None,
    )


def _is_plural(word: str) -> bool:
    is_regular = len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NO_NOUNS
    return is_regular or word in ("people", "children")


def _of_impact(statements: Statements, noun: str, counted: Sequence[Counted]) -> Iterator[Counted]:
    """The values of the impact that count a noun: by its name, or since a sentence gives the same number of it."""
    for figure in statements.figures:
        if figure.key and not figure.dimension:
            same = [one for one in counted if one.figure.amount == figure.amount and not one.which]
            if same or noun in figure.around or (noun == _COMPLAINT and figure.key == "complaints"):
                yield Counted(
                    figure, noun, frozenset(), _OF_ANY, frozenset(), is_definite=False, is_other=figure.is_rough
                )


def _same(one: Counted, others: Sequence[Counted], said: _Said, amounts: set[Decimal]) -> Counted | None:
    """The count at another place that is of the same things and differs; None if none is certainly of the same.

    Args:
        one: a count that no other place confirms.
        others: the counts of its noun in other sentences.
        said: the words of the document.
        amounts: all counts of the document.
    """
    candidates = []
    for other in others:
        if said.are_beside(one.figure.amount, other.figure.amount):
            continue
        is_in_timeline = outline.TIMELINE.name in (one.figure.section, other.figure.section)
        if other.is_other or other.figure.amount < 2 or is_in_timeline:
            continue
        if not (one.which <= said.around(other) and other.which <= said.around(one)):
            continue
        shared = len((one.about & other.about) - said.title)
        is_rest = _is_explained(one.figure.amount, other.figure.amount, amounts)
        is_alone = len({count.figure.amount for count in others}) == 1 and not one.which | other.which
        # `got an offer` and `booked` are not the same.
        do_the_same = not (one.did and other.did) or bool(one.did & other.did)
        is_total = _IN_ALL.search(one.figure.before) or _IN_ALL.search(other.figure.before)
        is_one = not other.figure.key and do_the_same and (shared >= 2 or (shared and (is_alone or is_total)))
        if (one.is_definite and not is_rest) or is_one:
            candidates.append((shared, other))
    return max(candidates, key=lambda pair: pair[0], default=(0, None))[1]


def _is_explained(amount: Decimal, other: Decimal, amounts: set[Decimal]) -> bool:
    """Whether a number is the rest or the sum of others."""
    return abs(other - amount) in amounts or (amount + other) in amounts


def _shown(counted: Counted) -> str:
    figure = counted.figure
    return " ".join(f"{figure.text}{figure.behind}".split()[:3]).rstrip(".,;:)") if figure.sentence else figure.text
