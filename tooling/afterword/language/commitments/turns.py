"""What turns work away: a refusal, a joke, a task that is passed on, and a report that it is done."""

from __future__ import annotations

import re
from dataclasses import replace

from afterword.language.commitments.commitment import Commitment, Voice
from afterword.language.commitments.forms import OPENER, WHO
from afterword.language.commitments.work_verbs import WORK
from afterword.text.function_words import FUNCTION_WORDS
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_REFUSAL = late_pattern(
    rf"^{OPENER}(?:(?:no|sorry|nope)\b[,.:]? *)*(?:I said )?{WHO}(?: am|'m| is)? "
    r"(?:(?:can|won)['’]t|cannot|can not|will not|not going to|said no(?: to)?|"
    r"(?:have |has )?declined|refuse[sd]?(?: to)?|"
    r"(?:would )?rather not)\b(?! (?:forget|wait|stop|promise|help|say|believe))(?P<topic>.*)",
    re.IGNORECASE,
)
_BARE_REFUSAL = late_pattern(
    r"^(?:(?:no|sorry|nope)\b[,.:]? *)*(?:rather not|not me|forget (?:it|that|about it)|count me out)\b(?P<topic>.*)",
    re.IGNORECASE,
)
_STILL_WILL = late_pattern(
    r"\bbut (?:I(?:'ll| will| can)|will|can|by|not before)\b|\b(?:before|until|unless)\b", re.IGNORECASE
)
_JOKE = late_pattern(r"\b(?:lol|lmao|rofl|(?:ha){2,}h?|just kidding)\b|😂|🤣|\s/s\b(?=\W*$)", re.IGNORECASE)
PASSED_ON = late_pattern(
    rf"^{OPENER}(?:[^\W\d_]\S*|@\S+)(?: \d+)? (?:was going to|was to|was supposed to|"
    r"(?:had )?(?:offered|volunteered|agreed|"
    r"promised|wanted) to) "
    r"(?P<what>\S.*?),? (?:but|then|and then) (?:(?:he|she|they|then|has|have|since) )*"
    r"(?:(?:handed|gave|given|passed|moved|assigned) (?:it|this|that) (?:over |on )?to "
    r"(?P<to>@?[^\W\d_][\w.-]*(?: \d+)?)|"
    r"(?P<other>@?[^\W\d_][\w.-]*(?: \d+)?) (?:will|is going to|takes|took|has taken|does|did)(?: do| take| own)?"
    r" (?:it|this|that)(?: over| on)?(?: instead)?)(?P<rest>.*)$",
    re.IGNORECASE,
)
_REPORT = late_pattern(
    r"^(?P<what>[^,;:?]{3,60}?) (?:is|are|was|were|has been|have been) (?:already |now |all )*"
    r"(?:done|merged|shipped|live|deployed|finished|completed?)\b(?! (?:by|until|when|once|if|till|before)\b)[^?]*$",
    re.IGNORECASE,
)
_SMALL = FUNCTION_WORDS | word_set("already handle i'm pick please take")


def is_joke(sentence: str) -> bool:
    """Whether marks of laughter or irony stand in a sentence."""
    return _JOKE.search(sentence) is not None


def things_of(text: str, *, with_verbs: bool = False) -> frozenset[str]:
    """Return the words that say what a task is about, without their plural."""
    words = (word.casefold() for word in re.findall(r"[^\W_][\w'’-]*", text))
    return frozenset(
        word.removesuffix("s") for word in words if word not in _SMALL and (with_verbs or word not in WORK)
    )


def refusal_of(piece: str, voice: Voice) -> tuple[str, frozenset[str]] | None:
    """Return who declines with a clause, and what it is about; None if it is no refusal."""
    said = _REFUSAL.match(piece)
    who = said["who"] if said else ""
    if said and not (who.casefold() == "i" or voice.names(who)):
        said = None
    match = said or _BARE_REFUSAL.match(piece)
    if match is None or _STILL_WILL.search(match["topic"]):
        return None
    owner = who if said and who.casefold() != "i" else voice.speaker
    return owner, things_of(re.split(r"[,;:.!–—]| (?:-|because|as|since) ", match["topic"])[0])


def without_refused(found: list[Commitment], who: str, things: frozenset[str], voice: Voice) -> list[Commitment]:
    """Take back what somebody declines in the message that named it."""
    own = [one for one in found if one.owner.casefold() == who.casefold() and who]
    hit = [one for one in own if things & things_of(one.what)] if things else own[-1:]
    kept = [replace(one, owner="") if one in hit else one for one in found]
    return [one for one, old in zip(kept, found, strict=True) if old not in hit or who != voice.speaker]


def reported_done(piece: str) -> frozenset[str]:
    """Return what a clause reports as done; empty if it reports nothing."""
    match = _REPORT.match(piece)
    return things_of(match["what"]) if match else frozenset()
