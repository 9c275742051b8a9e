"""Numbers and names that the words before them tell from others, and the cells below such words in a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from afterword.redaction.columns import cells
from afterword.redaction.matching import Anchors, Entry, Look, Match, Needles, Sort
from afterword.redaction.view import View, seen
from afterword.text.late_pattern import late_pattern

GAP = (
    r"(?i:[ ._-]{0,3}(?:(?:no|nr|num(?:ber|mer|éro|ero)?|id|is|was|ist|est|es|of (?:the|his|her) \w{2,10})\b|n[°º.]))"
    r"{0,4}[\"'.:=#()>| ]{0,5}"
)
"""What may be between a word and the number that it announces."""
LONG_GAP = (
    GAP.removesuffix(r"[\"'.:=#()>| ]{0,5}")
    + r"(?:[\"'.:=#()>| ]{0,5}|[,;\t-]|\.?(?:[ /]{1,2}(?:[^\W\d_]|['’]){2,20}){1,4}?[ ]?[:=][ ]?|"
    r"(?:[ ][^\W\d_]{3,20}){1,2}?[ ](?=\d{9}))"
)
"""The same where the word is none for anything else: with other words before a colon, or before many digits."""
_NUMBER_WORD = r"[ _.-]{0,2}(?:no|nr|num(?:ber|mer|éro|ero)?|id|code)\b|[ ]?(?:n[°º]|#)"
_BEGINS = r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
_HEAD_ENDS = r"[\"'`\])]?[ ]{0,60}(?:[,;|\t)]|\r?\n|\Z)"
_BEGIN = late_pattern(_BEGINS)
_RUN = late_pattern("[a-z]{2,}")


AT_HEAD = rb"[a-z_ .-]{0,16}[=`)]?[ ]{0,60}[=;|\t)\r\n]"
_AT_END = rb"[a-z_ .-]{0,16}[=`)]?[ ]{0,60}[=;|\t)\r\n]"
_BEFORE_DIGIT = rb"(?:[^\n0]{0,48}0|" + _AT_END + rb")"
BEFORE_SIGN = rb"[a-z_ .-]{0,16}[=`)>;|\t\r\n]"
_NUMBER_TAIL = rb"(?:[ _.-]{0,2}(?:n[or]|num|id|code)|[ ]?(?:n[?]|#))"


def _tail(phrase: str, run: str, is_numbered: bool) -> bytes:
    """A pattern of what follows the run of a phrase, in the folded bytes."""
    end = phrase.index(run) + len(run)
    rest = re.sub(r"[^ a-z.0]", "?", re.sub("[0-9]", "0", phrase[end:]))
    parts = [re.escape(part).encode().replace(rb"\?", b"[?a-z]") for part in rest.split(" ")]
    return b"[ _.=?-]{0,3}".join(parts) + (_NUMBER_TAIL if is_numbered else b"")


@dataclass(frozen=True, eq=False)
class Announced:
    """What one kind of value is announced by; what it is looked for by is made for the first text with its words.

    Attributes:
        kind: what the placeholder says.
        form: a pattern of the value.
        alone: phrases that announce it by themselves, parted by commas, in small letters; a blank in them is any sign
            or none.
        numbered: phrases that do so with a word such as `number` or `id` behind them.
        other: words in other scripts, or that begin with a letter that is not ASCII.
        confirms: looks at the value.
        sort: of the find.
        gap: a pattern of what may be between a phrase and the value.
        condition: on what follows a phrase, in the folded bytes; it spares most places.
    """

    kind: str
    form: str
    alone: str = ""
    numbered: str = ""
    other: tuple[str, ...] = ()
    confirms: Callable[[str], bool] = bool
    sort: Sort = Sort.PERSONAL
    gap: str = field(default=GAP)
    condition: bytes = field(default=_BEFORE_DIGIT)

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Runs of small letters of which a text with a phrase has one."""
        return frozenset(word.encode() for one in self._phrases for word in _words(*one))

    @property
    def looks(self) -> Iterator[Look]:
        """What is tried at phrases."""
        return self._anchors.looks

    def find(self, view: View) -> Iterator[Match]:
        """Find what phrases of ASCII letters announce, and longer ones with other letters."""
        return self._anchors.find(view)

    @cached_property
    def _phrases(self) -> tuple[tuple[str, bool], ...]:
        """The phrases with enough letters of ASCII to look for, and whether a word such as `number` is behind them.

        The others are looked for by their other letters.
        """
        listed = ((self.alone, False), (self.numbered, True))
        return tuple((one, is_numbered) for text, is_numbered in listed for one in _split(text) if _is_findable(one))

    @cached_property
    def _anchors(self) -> Anchors:
        """What to look for: a run of ASCII letters of each phrase, before a digit or where a head can end."""
        looks: dict[int, Look] = {}
        gates: dict[tuple[str, int], set[str]] = {}
        tails: dict[tuple[str, int], dict[bytes, None]] = {}
        for phrase, is_numbered in self._phrases:
            run, places = _run(phrase)
            for back in places:
                gates.setdefault((run, back), set()).update(_words(phrase, is_numbered))
                tails.setdefault((run, back), {})[_tail(phrase, run, is_numbered)] = None
        entries: list[Entry] = []
        for (run, back), gate in gates.items():
            look = looks.setdefault(back, self._look(back))
            condition = b"(?=(?:" + b"|".join(tails[run, back]) + b")" + self.condition + b")"
            entries.append((run.encode() + condition, look, " ".join(sorted(gate))))
        return Anchors(*Needles.each(*entries))

    def _look(self, back: int) -> Look:
        whole = late_pattern(self.form)

        def look(text: str, at: int) -> Iterator[Match]:
            start = at - back
            if start < 0 or not _BEGIN.match(text, start):  # as both patterns begin: their many words are tried seldom
                return
            if (patterns := self._patterns.get(_initial(text[start]))) is None:
                return
            behind, head = patterns
            if match := behind.match(text, start):
                if self.confirms(match["value"]):
                    yield Match.of(match, self.kind, self.sort, "value")
            elif match := head.match(text, start):
                for first, last in cells(text, match.start(), match.end(), alone=True):
                    if (found := whole.match(text, first, last)) and found.end() == last and self.confirms(found[0]):
                        yield Match(first, last, self.kind, self.sort)

        return look

    @cached_property
    def _patterns(self) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """By the letter that phrases begin with: a pattern of a value behind one, and one of a head of a column.

        One pattern of all phrases takes longer to compile than it takes to read a document.
        """
        by_initial: dict[str, list[tuple[str, bool]]] = {}
        for phrase, is_numbered in self._phrases:
            by_initial.setdefault(_initial(View.of(phrase).text), []).append((_pattern(phrase), is_numbered))
        found = {}
        for initial, phrases in by_initial.items():
            alone = [pattern for pattern, is_numbered in phrases if not is_numbered]
            numbered = "|".join(pattern for pattern, is_numbered in phrases if is_numbered)
            words = "|".join([*alone, *([f"(?:{numbered})(?:{_NUMBER_WORD})"] if numbered else [])])
            found[initial] = (
                late_pattern(rf"{_BEGINS}(?i:{words})(?:{self.gap})(?P<value>{self.form})(?![A-Za-z0-9]|[.-]\d)"),
                late_pattern(rf"{_BEGINS}(?i:(?:{words}))(?={_HEAD_ENDS})"),
            )
        return found

    def find_other(self, view: View) -> Iterator[Match]:
        """Find what words of other scripts announce, and short ones with other letters."""
        for word in view.possible((*self.other, *_not_findable(self.alone))):
            pattern = _other(word, self.form)
            for match in pattern.finditer(view.text):
                if self.confirms(match["value"]):
                    yield Match.of(match, self.kind, self.sort, "value")


_OTHERS: dict[tuple[str, str], re.Pattern[str]] = {}


def _other(word: str, form: str) -> re.Pattern[str]:
    key = (word, form)
    if key not in _OTHERS:
        _OTHERS[key] = re.compile(
            rf"(?<![^\W\d_])(?i:{seen(word)})(?:(?![\u4e00-\u9fff])\w){{0,3}}(?:[ ]?(?:№|n[°º]|nr\.?"
            rf"|no\.?))?(?:[ ][^\W\d_]{{2,15}}){{0,2}}?[\"'.:=#()>| 「『（【：は]{{0,5}}"
            rf"(?P<value>{form})(?![A-Za-z0-9])"
        )
    return _OTHERS[key]


_LEAST_RUN = 4


def _is_findable(phrase: str) -> bool:
    """Whether a phrase is of ASCII letters, or has so many in a row that they are worth looking for."""
    return phrase.isascii() or len(_run(phrase)[0]) >= _LEAST_RUN


@cache
def _not_findable(text: str) -> list[str]:
    return [phrase for phrase in _split(text) if not _is_findable(phrase)]


@cache
def _split(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.replace("\n", " ").split(",") if phrase.strip()]


def _initial(text: str) -> str:
    """The first letter of a text, the same for all its cases."""
    return text[:1].casefold()[:1]


def _pattern(phrase: str) -> str:
    return "[ _.'’-]{0,3}".join(re.escape(View.of(part).text) for part in phrase.split())


def _run(phrase: str) -> tuple[str, set[int]]:
    """The longest run of ASCII letters of a phrase, and where it can begin: words can be joined without a sign."""
    found = max(_RUN.finditer(phrase), key=lambda run: len(run[0]), default=None)
    if found is None:  # `d.o.b` is looked for whole
        return phrase, {0}
    return found[0], {found.start(), found.start() - phrase.count(" ", 0, found.start())}


def _words(phrase: str, is_numbered: bool) -> Iterator[str]:
    """The runs of letters that a text can have where it has the phrase: joined with what is beside it, or not."""
    run, _ = _run(phrase)
    if not run.isalpha():
        yield next(char for char in run if char.isalpha() and char not in "abcdef")  # digests are full of those
        return
    yield run
    if phrase.isascii():
        joined = "".join(_RUN.findall(phrase))
        yield from (joined + end for end in ("", "id", "no", "number"))
        if is_numbered:
            yield from (joined + end for end in ("nr", "num", "nummer", "numero", "code"))
