"""The draft notice: a block quote that says what awaits review. Deleting it accepts that.

It has two forms. The shared notice is above the sections and names those that it covers, with the model that drafted
them, or says that code assembled them from evidence; a name that is deleted is a section that is accepted. A section's
own notice is the first block of that section. This module alone writes both and recognises them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from afterword.postmortem.source import Span
from afterword.text.escaping import escape_markdown
from afterword.text.invisible import visible_line
from afterword.text.late_pattern import late_pattern

ALERT = "[!NOTE]"
_MAX_MODEL = 80


@dataclass(frozen=True, slots=True)
class Notice:
    """The draft notice of a section: a model drafted it, or code assembled it, and it awaits review.

    `model` is "" if code assembled it. `span` is the whole block quote; of a section's own notice only its words if a
    person wrote more into the quote.
    """

    model: str
    span: Span


@dataclass(frozen=True, slots=True)
class SharedNotice:
    """A draft notice that names the sections that it covers.

    Attributes:
        span: the block that has it.
        listed: each name in it, as written, with the model that drafted the section, "" for code.
        rest: what else is in the block.
        is_torn: whether it does not say what it covers; then all that was ever drafted awaits review.
        missing: the names of which there is no section.
    """

    span: Span
    listed: tuple[tuple[str, str], ...]
    rest: str = ""
    is_torn: bool = False
    missing: tuple[str, ...] = ()


def _spaced(words: str) -> str:
    # Any white space where the notice has a blank: rewrapping a paragraph must not make a draft look reviewed.
    return words.replace(" ", r"\s+")


_ASSEMBLED = "Assembled from evidence, not yet reviewed."
_BY_MODEL = _spaced(r"Drafted from evidence by (?P<model>.{1,200}?), not yet reviewed\.")
_SENTENCE = rf"(?:{_BY_MODEL}|{_spaced(_ASSEMBLED[:-1])}\.)"
_ADVICE = _spaced(r" Delete this note once you have checked the section\.")
# GitHub shows an alert in any case of its name, formatters escape its brackets, and people delete its line.
_QUOTE = late_pattern(rf"\s*(?:\\?\[!\w{{1,20}}\\?\]\s+)?{_SENTENCE}(?:{_ADVICE})?", re.DOTALL)
_OPENING = late_pattern(_SENTENCE, re.DOTALL)

# The shared notice is read as it is in the file, where a line break in it is followed by the mark of the quote.
_QUOTED_BLANK = r"[\s>]+"
_SHARED_ADVICE = (
    "Delete a name here once you have checked its section, or this note once you have checked every section named."
)


def _quoted(words: str) -> str:
    return words.replace(" ", _QUOTED_BLANK)


# A list ends with a full stop; if that is missing, before what is known to follow, or else it is torn.
_DRAFTER = _quoted(r"(?:Drafted from evidence by (?P<model>[^,]{1,200}?)|Assembled from evidence), not yet reviewed:")
_OPEN_LIST = late_pattern(_DRAFTER)
_LISTED = late_pattern(
    _DRAFTER + r"(?P<names>[^.:]{0,4000}?)" + _quoted(r"(?:\.|(?= (?:Drafted from|Assembled from|Delete a name) ))")
)
_SHARED_ALERT = late_pattern(r"[\s>]*(?P<alert>\\?\[!\w{1,20}\\?\])")
_SHARED_END = late_pattern(_quoted(re.escape(_SHARED_ADVICE).replace(r"\ ", " ")))
_REMNANT = late_pattern(
    _quoted(r"Drafted from evidence|Assembled from evidence|not yet reviewed:|Delete a name here once"), re.IGNORECASE
)
_MARK = late_pattern(r"^([ \t]*>)[ \t]*")
_NAME = late_pattern(r"[^\s>,;](?:[^,;]*[^\s>,;])?")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a shared notice says about one drafter.

    Attributes:
        model: the model; "" if code assembled the sections.
        names: those of the sections, as written.
        span: of the sentence, in the text of the quote.
        names_span: of all the names, in the same text.
    """

    model: str
    names: tuple[str, ...]
    span: Span
    names_span: Span


def write_notice(model: str) -> str:
    """Write the notice above a section that a model drafted."""
    return f"> {ALERT}\n> {sentence(shown_model(model))} Delete this note once you have checked the section."


def write_shared_notice(names: Mapping[str, Sequence[str]]) -> str:
    """Write the notice above all sections.

    Args:
        names: those of the sections, by the model that drafted them, as `shown_model` gives it; "" for code.
    """
    said = [f"{sentence(model)[:-1]}: {', '.join(some)}." for model, some in names.items() if model]
    said += [f"{_ASSEMBLED[:-1]}: {', '.join(some)}." for model, some in names.items() if not model]
    return f"> {ALERT}\n> {' '.join((*said, _SHARED_ADVICE))}"


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
    """Whether a paragraph begins with the sentence of a notice, as a renderer gives it: without `[!NOTE]`."""
    return bool(_OPENING.match(text) or _LISTED.match(text))


def has_sentence(quote: str) -> bool:
    """Whether a block quote, as it is in the file, has the sentence of a section's own notice."""
    return bool(_OPENING.search(re.sub(_QUOTED_BLANK, " ", quote)))


def find_listed(quote: str) -> list[Listed]:
    """Find the sentences of a shared notice in a block quote.

    Args:
        quote: the block quote as it is in the file, with its `>`.
    """
    found = []
    for match in _LISTED.finditer(quote):
        names = (" ".join(re.sub(_QUOTED_BLANK, " ", name).split()) for name in _NAME.findall(match["names"]))
        model = " ".join(re.sub(_QUOTED_BLANK, " ", match["model"] or "").split())
        found.append(Listed(model, tuple(names), Span(*match.span()), Span(*match.span("names"))))
    return found


def has_open_list(quote: str) -> bool:
    """Whether a block quote begins to list sections, even if the list does not end as it should."""
    return bool(_OPEN_LIST.search(quote))


def is_remnant(text: str) -> bool:
    """Whether a text above the sections has some words of a notice, or is an alert that says nothing."""
    alert = _SHARED_ALERT.match(text)
    return bool(_REMNANT.search(text)) or bool(alert and not text[alert.end() :].strip("> \t\r\n"))


def listed_last(text: str) -> list[str]:
    """Return the names in a list with which a text ends, after a colon if it has one: what is left of a notice."""
    last = re.sub(_QUOTED_BLANK, " ", rest_of_notice(text)).rpartition(":")[2]
    return [name for part in re.split(r"[,;]| and ", last) if (name := part.strip(" .*_~`"))]


def rest_of_notice(quote: str) -> str:
    """Return a block quote without the words of the shared notice in it: what people wrote into it, as it is."""
    spans = [one.span for one in find_listed(quote)]
    spans += [Span(*match.span("alert")) for match in filter(None, [_SHARED_ALERT.match(quote)])]
    spans += [Span(*match.span()) for match in _SHARED_END.finditer(quote)]
    return _cut(quote, spans)


def without_names(quote: str, is_off: Callable[[str], bool]) -> str:
    """Return a block quote without some of the names, and without the notice if none is left.

    Args:
        quote: the block quote as it is in the file, with its `>`.
        is_off: whether a name goes.
    """
    listed = find_listed(quote)
    if all(is_off(name) for one in listed for name in one.names):
        return rest_of_notice(quote)
    for one in reversed(listed):
        kept = [name for name in one.names if not is_off(name)]
        if not kept:
            start, end = one.span
            is_apart = quote[start - 1 : start] == " " and quote[end : end + 1].isspace()
            quote = _cut(quote, [Span(start - is_apart, end)])
        elif len(kept) < len(one.names):
            quote = f"{quote[: one.names_span.start]} {', '.join(kept)}{quote[one.names_span.end :]}"
    return quote


def _cut(quote: str, spans: Iterable[Span]) -> str:
    """Cut spans out of a block quote; a line of which only its mark is left goes, and all others stay as they are."""
    ordered, kept, start = sorted(spans), [], 0
    for line in quote.splitlines(keepends=True):
        end, rest, position = start + len(line), "", start
        for span in ordered:
            if span.start < end and span.end > start:
                rest += quote[position : max(position, span.start)]
                position = max(position, min(span.end, end))
        rest += quote[position:end]
        if position == start:
            kept.append(line)
        elif rest.strip("> \t\r\n"):
            kept.append(_MARK.sub(r"\1 ", rest))
        start = end
    return "".join(kept)
