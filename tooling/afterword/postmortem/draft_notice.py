"""The draft notice: the block quote above a section that awaits review. Deleting it accepts the section.

It names the model that drafted the section, or says that code assembled it from evidence. This module alone writes its
sentence and recognises it.
"""

from __future__ import annotations

import re

from afterword.text.escaping import escape_markdown
from afterword.text.invisible import visible_line

ALERT = "[!NOTE]"
_MAX_MODEL = 80


def _spaced(words: str) -> str:
    # Any white space where the notice has a blank: rewrapping a paragraph must not make a draft look reviewed.
    return words.replace(" ", r"\s+")


_ASSEMBLED = "Assembled from evidence, not yet reviewed."
_BY_MODEL = _spaced(r"Drafted from evidence by (?P<model>.{1,200}?), not yet reviewed\.")
_SENTENCE = rf"(?:{_BY_MODEL}|{_spaced(_ASSEMBLED[:-1])}\.)"
_ADVICE = _spaced(r" Delete this note once you have checked the section\.")
# GitHub shows an alert whatever the case of its name, formatters escape its brackets, and people delete its line.
_QUOTE = re.compile(rf"\s*(?:\\?\[!\w{{1,20}}\\?\]\s+)?{_SENTENCE}(?:{_ADVICE})?", re.DOTALL)
_OPENING = re.compile(_SENTENCE, re.DOTALL)


def write_notice(model: str) -> str:
    """Write the notice above a section that a model drafted."""
    return _write(sentence(shown_model(model)))


def write_assembled_notice() -> str:
    """Write the notice above a section that code assembled from sentences of the evidence."""
    return _write(_ASSEMBLED)


def _write(text: str) -> str:
    return f"> {ALERT}\n> {text} Delete this note once you have checked the section."


def sentence(model: str) -> str:
    """Write the notice's first sentence, with a model's name that is safe in Markdown."""
    return f"Drafted from evidence by {model}, not yet reviewed."


def shown_model(model: str) -> str:
    """Escape a model's name for the notice, so that it is recognised again."""
    return escape_markdown(model_name(model)) or "a model"


def model_name(model: str) -> str:
    """Shorten a model's name to one visible line, as the front matter keeps it."""
    return visible_line(model.replace(",", " "))[:_MAX_MODEL] or "a model"


def find_notice(quote: str) -> tuple[str, int] | None:
    """Find the notice at the start of a block quote.

    Args:
        quote: the block quote's text without its `>`.

    Returns:
        The model that the notice names, "" if no model drafted the section, and the offset at which the notice ends;
        None if the quote is something else.
    """
    match = _QUOTE.match(quote)
    return (" ".join((match["model"] or "").split()), match.end()) if match else None


def begins_with_sentence(text: str) -> bool:
    """Whether a paragraph begins with the notice's sentence, as a renderer gives it: without `[!NOTE]`."""
    return bool(_OPENING.match(text))
