"""Tell whether a short note is in another language than English, by its smallest words and letters."""

from __future__ import annotations

import re

from afterword.text.word_set import word_set

_NOTE_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_LETTERS = "äöüßàâçèéêëîïôùûœñáíóúãõìòåøæąćęłńśźżčďěňřšťůýžőűğışțșăđ"
_FOREIGN_LETTER = re.compile(rf"[{_LETTERS}]\w*\s.*[{_LETTERS}]")  # `Zoë` alone is a name
_FOREIGN_WORD = re.compile(
    rf"(?<![^\W_])(?!(?:café|naïve|résumé|cliché|façade|fiancée?|déjà|entrée|über|crème)\b)[a-z{_LETTERS}]*[{_LETTERS}][a-z{_LETTERS}]*\b"
)
# Frequent in English, and rare or foreign in other languages.
FREQUENT_IN_ENGLISH = word_set("""
    the and to that it its this these for with by from not are were been which had has as at because when after
""")
_ALSO = word_set("""
    a of is was we i you our no on at will they he she be do did can there here all some any more than then so or if but
""")
_FOREIGN = word_set("""
    der die das den dem ein eine einen einer ist sind war waren hat haben habe wurde wurden wird werden nicht statt kein
    keine mit für von auf und oder wir ich sie es bei seit bis nach aus zum zur im am noch nur auch schon
    le la les un une des du est sont était ont avons nous vous je il elle pas ne avec pour dans sur que qui et ou au aux
    el los las una unos es está están fue han hemos se no con para por en del al y o lo su sus
    o os as um uma é foi não com para em do da dos das no na que eu nós ninguém seu sua
    het een van is zijn niet met voor op en aan we wij ik er naar door
    il lo gli una è sono stato non con per di del della nel che e si alle dal dalle sul ogni anche
    det den att och är inte som av till från har men jag ikke og fra som til vi ble ikkje
    nie się jest był było po przed przez dla tylko ze od ale oraz je se byl bylo jsme není pro
    bir ve için bu ile değil ama çok oldu ei että ja on oli mutta kun nem és egy volt de hogy
""")
_LEAST_FOREIGN, _FEW_LETTERS = 2, 5


def is_foreign_note(text: str) -> bool:
    """Whether a note, however short, has words of other languages and none that only English has."""
    if len(_OTHER_SCRIPT.findall(text)) > _FEW_LETTERS:
        return True
    found = set(_NOTE_WORD.findall(text.lower()))
    if found & (FREQUENT_IN_ENGLISH - _FOREIGN):
        return False
    return (
        len(found & (_FOREIGN - FREQUENT_IN_ENGLISH - _ALSO)) >= _LEAST_FOREIGN
        or _FOREIGN_LETTER.search(text.lower()) is not None
        or _FOREIGN_WORD.search(text) is not None
    )
