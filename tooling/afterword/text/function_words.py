"""Function words: those that hold sentences together, and say nothing of what they are about."""

from __future__ import annotations

from afterword.text.word_set import word_set

FUNCTION_WORDS = word_set("""
    a about after again all also am an and another any are as at be because been before being between both but by can
    cannot could did do does doing during each either every few for from further get gets got had has have having he
    her here hers herself him himself his how however i if in into is it its itself just many may me might more most
    much must my myself neither no nor not now of off on once one only onto or other others our ours ourselves out over
    own per rather same shall she should since so some such than that the their theirs them themselves then there these
    they this those though through thus to too toward towards under until up upon us very was we were what when where
    whether which while who whom whose why will with within without would yet you your yours yourself yourselves
""")
"""Of English: articles, pronouns, prepositions, conjunctions, auxiliaries, and the adverbs that are like them."""
FUNCTION_WORDS_ABROAD = {
    language: word_set(words)
    for language, words in {
        "cs": "je není se na už jsme od byl bylo jako",
        "da": "det og er ikke ikkje på til vi har der fra nu som ble igen",
        "de": """
            der die das den dem des ein eine einen einem einer ist sind war waren hat haben habe hatte hatten wird
            wurde wurden werden nicht nur noch auch schon kein keine mit für von vom vor auf und oder aber als wir ich
            sie sich es im bei bis seit statt nach aus zu zum zur über unter durch ohne dass weil wenn wie sein bitte
        """,
        "es": """
            el la los las un una uno unos es está están este esta fue han hemos se no con por para en entre de del al y
            o lo su sus más muy pero porque que sobre cuando hasta desde también ya
        """,
        "fi": "ja ei on se oli mutta nyt kun myös että",
        "fr": """
            le la les un une des du de deux est sont été être était ont avons nous vous je il ils elle elles lui leur
            se ses pas ne ou et mais avec pour par dans sur depuis que qui qu comme ce ces cette au aux
        """,
        "hu": "és egy nem az hogy van már volt csak meg",
        "it": """
            il lo la gli le una uno un è sono stato non con per di da del dei della delle nel nella che chi e si alle
            dal dalle sul ogni anche hanno perché più
        """,
        "nl": "het een de van is zijn niet met voor op en aan we wij ik er naar door wordt werd sinds nog bij deze",
        "pl": "nie się jest był było po przed przez dla tylko ze od ale oraz do na już mamy",
        "pt": """
            o os a as um uma é foi são está não com para por em de do da dos das no na nas ao aos que eu nós ninguém
            ele ela seu sua pela pelo até mas ou quando sem já
        """,
        "sv": "det den att och är inte som på till av från vi har men jag nu igen",
        "tr": "bir bu ve için değil var çok ile ama oldu yok şimdi",
    }.items()
}
"""The same of other languages, by their ISO 639 codes."""
