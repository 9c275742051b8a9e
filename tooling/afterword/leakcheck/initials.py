"""Names that an edition shortens: `T. & W.` for Thrapston & Weald, `S. Castrigny`, `Ms U.`, `O'moor`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterword.leakcheck.leak import LeakKind, PossibleLeak
from afterword.leakcheck.views import View
from afterword.text.folding import fold_lookalikes
from afterword.text.word_set import word_set

_WORD = r"[^\W\d_a-z](?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\.)"
_NAME = re.compile(rf"(?<![\w.@/#-]){_WORD}(?: (?:& |of |and |de |van |von )?{_WORD})+")
_TITLE = (
    r"(?:Ms|Mrs?|Mme|Mx|Dr|Prof|Herr|Frau|Sra?|Sig|Judge|Sister|Father|Captain|Senator|Councillor|Inspector|Sergeant"
    r"|Justice|Lord|Lady|Sir|Dame|Officer|Mayor|Minister|Nurse|Coach)\.?"
)
_TITLED = re.compile(rf"(?<!\w){_TITLE} (?P<name>[^\W\d_a-z][^\W\d_]+)")
_SHORTENED = re.compile(
    rf"(?<![\w.])(?:{_TITLE} (?P<titled>[A-Z])\.|(?P<all>[A-Z]\.(?: ?(?:& ?)?[A-Z]\.){{1,4}})(?! ?[A-Z][a-z])"
    r"|(?P<first>[A-Z])\. (?P<last>[^\W\d_a-z][^\W\d_]{2,})"
    r"|(?P<begins>[A-Z])['’-](?P<ends>[A-Za-z][a-z]{3,})(?![^\W_]))"
)
_CAPITAL = re.compile(r"(?<![\w.@/#-])[^\W\d_a-z][^\W\d_]{4,}")
_PUBLIC = word_set("us eu uk un ai am pm ps usa uae eg ie id phd bc ad")
_REASON = "it shortens a name of the internal document or the evidence"
_REMEDY = "say `a customer` or the role instead"


def find_initials(view: View, texts: Iterable[str]) -> Iterator[PossibleLeak]:
    """Find initials of names that are in internal texts.

    Args:
        view: of the edition.
        texts: the internal document, evidence and files; read only where the edition has initials at all.
    """
    shortened = list(_SHORTENED.finditer(view.text))
    if not shortened:
        return
    whole, ends, titled, single = set[str](), set[tuple[str, str]](), set[str](), set[str]()
    for text in texts:
        for match in _NAME.finditer(text):
            words = [word for word in match[0].split() if word[0].isupper()]
            for start in range(len(words) - 1):  # the first one may only begin the sentence
                whole.add("".join(map(_initial, words[start:])))
            ends |= {(_initial(words[at]), fold_lookalikes(words[at + 1])) for at in range(len(words) - 1)}
            ends |= {(_initial(words[at + 1]), fold_lookalikes(words[at])) for at in range(len(words) - 1)}
        single |= {fold_lookalikes(match[0]) for match in _CAPITAL.finditer(text)}
        titled |= {_initial(match["name"]) for match in _TITLED.finditer(text)}
    for match in shortened:
        letters = "".join(re.findall("[A-Z]", match["all"] or "")).lower()
        if (
            (letters in whole and letters not in _PUBLIC)
            or (match["titled"] and match["titled"].lower() in titled)
            or (match["begins"] and any(_is_cut(name, match["begins"], match["ends"]) for name in single))
            or (match["first"] and (match["first"].lower(), fold_lookalikes(match["last"])) in ends)
        ):
            yield PossibleLeak(LeakKind.NAME, view.span(*match.span()), _REASON, _REMEDY)


def _is_cut(name: str, begins: str, ends: str) -> bool:
    """Whether a name has such a beginning and such an end, and something between: `O'moor` for Ostermoor."""
    is_longer = len(name) > len(ends) + 1
    return is_longer and name.startswith(begins.lower()) and name.endswith(fold_lookalikes(ends))


def _initial(word: str) -> str:
    return fold_lookalikes(word[0])[:1]
