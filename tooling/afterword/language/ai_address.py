"""Texts that address an AI: instructions to a model that reads them, rather than statements for people.

Incidents with AI are often such texts, so evidence contains them. They are shown to people as they are, and nothing is
asserted from them. A sentence about an instruction (`the page told the bot to ignore its rules`) gives no order, and
neither does the text of a prompt (`You are a support agent. Never mention competitors.`).

A text is found by what it does, sentence by sentence. The kinds follow OWASP's LLM01 (prompt injection):

- it overrides instructions, takes on the turns of a chat, changes the reader's role, asks for its prompt or sends out
  what it knows (`ai_address_forms`);
- it speaks to an AI and gives an order, in that sentence or the next one;
- it tells the writer of the report what the report is to say;
- it does one of these in another language (`ai_address_languages`).
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from urllib.parse import unquote_plus

from afterword.language.ai_address_forms import (
    ACTION_ITEM,
    ADDRESSED,
    COMPOSING,
    FORMS,
    LABELLED,
    MENTIONS_A_READER,
    NOTE_TO_AI,
    OBLIGED,
    ORDER,
    STEERING,
    WRITTEN_OF,
)
from afterword.language.ai_address_languages import addresses_ai_in_another_language
from afterword.text.folding import fold_lookalikes
from afterword.text.invisible import without_invisible
from afterword.text.late_pattern import late_pattern

MOST_CHARACTERS = 20_000
"""Of a text that is read; a longer one is read at its beginning and its end."""

_SENTENCE_END = late_pattern(r"(?<=[.!?])[\"')\]]*\s+|(?<=[。！？।])|\n\s*\n|\n(?=\s*[-*#>\d<\[])")
_NO_WORD = late_pattern(r"^[\W\d_]+")
_THEY_MUST = late_pattern(rf"(?:such|these|those|they|it|all)\b[^.]{{0,40}}{OBLIGED.pattern}")
_BLANKS = late_pattern(r"\s+")
_SPACED = late_pattern(r"(?<!\w)\w(?:[ .·_*-]\w){2,}(?!\w)")
_PIECES = late_pattern(
    r"[\"']\s*[+,;|/.]*\s*(?:\w+\s*=\s*)?[\"']|\s*[(\[]?(?:part )?\d ?(?:/|of) ?\d[)\]]?:?\s*|\.{3}\s+\.{3}"
)
_INSIDE_WORDS = late_pattern(r"(?<=[A-Za-z])[\u200b\u200c\u2060\u2063\ufeff\u00ad](?=[A-Za-z])")
_DIGITS = str.maketrans("013457@$", "oieastas")
_JOINED = late_pattern(r"(?<=[A-Za-z])(?:[+_]|%20)(?=[A-Za-z])")
_MIXED = late_pattern(r"\b(?=[013457@$]*[A-Za-z])(?=[A-Za-z]*[013457@$])[A-Za-z013457@$]{2,20}\b")
_BASE64 = late_pattern(r"\b[A-Za-z0-9+/]{24,2000}={0,2}")
_SEPARATORS = late_pattern(r"[ .·_*-]")
_NO_LETTERS = late_pattern(r"[^A-Za-z]+")
_OVERRIDE_VERB = late_pattern(r"\b(?:ignore|disregard|forget|override)\b", re.IGNORECASE)
_OVERRIDE_IN_LETTERS = late_pattern(
    r"(?:ignore|disregard|forget|override)(?:all|any|the|your|these)*"
    r"(?:previous|prior|earlier|above|preceding|your|all|the)*(?:system)?(?:instructions?|prompts?|rules)"
)
_MANY_SPACED, _MANY_INVISIBLE = 12, 3
_ORDER_IN_LETTERS = late_pattern(
    r"ignore|disregard|forget|donot|dont(?:mention|say|write|report)|never|(?:write|say|state|report|note|claim)that"
    r"|mention|omit|leaveout|blame|markas|describe"
)
"""What is ordered in a text that is disguised letter by letter, where words have no bounds."""
_QUOTED = (
    r"(?:\"[^\"\n]{1,300}\"|“[^”\n]{1,300}[”“]|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|`[^`\n]{1,300}`"
    r"|<!--[^\n]{1,300}?-->|(?<!\w)'[^'\n]{1,300}'(?!\w))"
)
_TELLS = (
    r"(?:says?|said|saying|reads?|reading|wrote|writes|written|typed|asked|asking|told|contain(?:s|ed|ing)?|found|with|"
    r"like|called|titled|named|payloads?|strings?|lines?|phrases?|texts?|rules?|words?|sentences?|prompts?|comments?|"
    r"quotes?|subjects?|messages?|hid|hidden|injected|inserted|sneaked|embedded|tried|add(?:ed)?|put|remove[ds]?|input|"
    r"stand|steht|stehen|hieß|schrieb|lautete?|enthielt|enthält|sagte|disait|contenait|écrit|decía|contenía|dizia|"
    r"continha|diceva|conteneva)"
)
_REPORTED = tuple(
    late_pattern(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"(\b{_TELLS}\b[^\"“„«`<\n.={{}}]{{0,40}}){_QUOTED}(?=\W*\w)",
        rf"(\b\w+\s[^\"“„«`<\n]{{0,80}}\b{_TELLS}\b:?\s*){_QUOTED}\.?\s*$",
        rf"()(?<!=){_QUOTED}(?=[ ,)]{{1,3}}(?:was|is|were|are|and|which|that|got|gets|had|has|did|does|made|came|"
        r"blocked|caused|worked|triggered|fired|matched|appeared|wurde|war|ist|hat|était|fue|foi|(?:in|to|into|"
        r"from) (?:the|our|its|a) (?:\w+ )?(?:prompts?|template|instructions|filter|block ?list|deny ?list|policy))\b)",
        r"(\b(?:attack|inject(?:ion|ed)|payload|malicious|jailbreak|red[- ]team|evals?|test|regression|adversarial) "
        r"(?:string|line|payload|text|input|prompt|case|example)\b[^:.\n]{0,30}):\s[^\n]*",
    )
)
"""A quotation within a report, which orders nothing: `the page said "ignore …", and it did`."""


def addresses_ai(text: str) -> bool:
    """Whether a text gives instructions to an AI that reads it.

    Look-alikes, invisible characters, spaced letters, digits in place of letters and Base64 are undone first.
    """
    if len(text) > MOST_CHARACTERS:
        text = f"{text[: MOST_CHARACTERS // 2]}\n{text[-MOST_CHARACTERS // 2 :]}"
    shown = _without_reported(unicodedata.normalize("NFKC", without_invisible(text)).replace("’", "'"))
    together = _SPACED.sub(lambda match: _SEPARATORS.sub("", match[0]), shown)
    readings = {
        shown,
        fold_lookalikes(shown),
        together,
        _PIECES.sub("", shown),
        _JOINED.sub(" ", unquote_plus(shown)),
        _MIXED.sub(_as_letters, shown),
        *_decoded(shown),
    }
    if addresses_ai_in_another_language(shown.lower()) or any(_orders(one.lower()) for one in sorted(readings)):
        return True
    letters = _NO_LETTERS.sub("", fold_lookalikes(together).translate(_DIGITS)).lower()
    # Where the verb can be read, the forms above have judged what is ordered by it.
    if _OVERRIDE_IN_LETTERS.search(letters) and not _OVERRIDE_VERB.search(shown):
        return True
    spaced = sum(len(_SEPARATORS.sub("", match)) for match in _SPACED.findall(shown))
    is_disguised = spaced >= _MANY_SPACED or len(_INSIDE_WORDS.findall(text)) >= _MANY_INVISIBLE
    return is_disguised and _ORDER_IN_LETTERS.search(letters) is not None


def _without_reported(text: str) -> str:
    for pattern in _REPORTED:
        text = pattern.sub(r"\1 a text", text)
    return text


def _orders(text: str) -> bool:
    """Whether a text in lower case gives an AI an order."""
    if any(form.search(text) for form in FORMS):
        return True
    if not MENTIONS_A_READER.search(text):
        return False
    sentences = [_BLANKS.sub(" ", sentence).strip() for sentence in _SENTENCE_END.split(text)]
    return any(map(_orders_in_one_sentence, sentences)) or any(
        ADDRESSED.search(first) and (ORDER.match(_NO_WORD.sub("", second)) or _THEY_MUST.match(second))
        for first, second in pairwise(sentences)
    )


def _orders_in_one_sentence(sentence: str) -> bool:
    if NOTE_TO_AI.search(sentence):
        return True
    addressed = ADDRESSED.search(sentence)
    if addressed and (ORDER.search(sentence, addressed.end() - 1) or OBLIGED.search(sentence)):
        return True
    if LABELLED.search(sentence) and STEERING.search(sentence) and not ACTION_ITEM.search(sentence):
        return True
    return COMPOSING.search(sentence) is not None and WRITTEN_OF.search(sentence) is not None


def _as_letters(match: re.Match[str]) -> str:
    return match[0].lower().translate(_DIGITS)


def _decoded(text: str) -> Iterator[str]:
    """Decode what may be text in Base64."""
    for match in _BASE64.finditer(text):
        with suppress(ValueError):
            yield base64.b64decode(match[0], validate=True).decode("ascii")
