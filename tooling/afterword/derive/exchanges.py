"""Exchanges with an AI in sessions and traces: what it was asked, and what it said and did. And which of them failed.

An exchange failed if the evidence says so: the call reports an error, or the person objects in the next turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from afterword.derive.model_calls import is_settings_line, model_of
from afterword.text.late_pattern import late_pattern

_TOKENS = late_pattern(r" \(\d+ tokens (?:in|out)(?:, \d+ tokens out)?\)$")
_ERROR = late_pattern(r"[(;] ?error: (?P<error>.+?)\)?$")
_OBJECTS = late_pattern(
    r"^(?:no+\b[,.! ]|stop\b|wait\b[,.! ]|wtf\b|what (?:did|have) you (?:do|done)|why (?:did|would|have) you|"
    r"undo\b|revert\b|don'?t\b|(?:that|this|it)(?:'s| is| was) (?:wrong|incorrect|false|a lie|made up|invented|"
    r"production|not (?:right|true|what i))|you (?:just )?(?:deleted|dropped|removed|broke|lied|invented|"
    r"made (?:that|it|this) up|were not (?:supposed|allowed)|should(?: not|n'?t) have)|"
    r"i (?:did not|didn'?t|never) (?:ask|say|want|tell))"
    r"|\bthat was (?:production|prod|live|wrong|not)\b|\bnot what i (?:asked|wanted|said)\b"
    r"|\bput (?:it|that|them) back\b",
    re.IGNORECASE,
)
"""How people object to what an AI did."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a session, or one call of a trace.

    Attributes:
        id: of its item.
        actor: `user`, `assistant` with or without its model, `tool` with its name, or anything else.
        text: what was said, called or returned.
    """

    id: str
    actor: str
    text: str

    @property
    def is_of_ai(self) -> bool:
        """Whether an AI said or did it."""
        return self.actor == "assistant" or bool(model_of(self.actor))


@dataclass
class Exchange:
    """What an AI was asked, and what came of it.

    Attributes:
        asked: the words of the person, or the input of the call.
        came: what the AI said and called, and what its tools returned, in order.
        ids: of the items.
        error: the error that a call reports.
        objection: how the person objected afterwards.
    """

    asked: str
    came: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    error: str = ""
    objection: str = ""

    @property
    def place(self) -> str:
        """Where it is, by ids: `E1`, or `E1 to E7`."""
        return self.ids[0] if len(self.ids) == 1 else f"{self.ids[0]} to {self.ids[-1]}"

    @property
    def failed(self) -> bool:
        """Whether the evidence says that it failed."""
        return bool(self.error or self.objection)

    @property
    def output(self) -> str:
        """What came of it, with the error or the objection."""
        error = f"error: {self.error}" if self.error else ""
        objection = f"user: {self.objection}" if self.objection else ""
        return "\n".join(filter(None, (*self.came, error, objection)))


def find_exchanges(turns: Iterable[Turn]) -> list[Exchange]:
    """Find the exchanges in the turns of one source, in their order."""
    found: list[Exchange] = []
    for turn in turns:
        if turn.actor == "user":
            if found and found[-1].came and _OBJECTS.search(turn.text):
                found[-1].objection = turn.text
                found[-1].ids.append(turn.id)
            found.append(Exchange(turn.text, ids=[turn.id]))
        elif turn.is_of_ai and (call := _call(turn)) is not None:
            found.append(call)
        elif found and (turn.is_of_ai or turn.actor.startswith("tool")):
            words = _TOKENS.sub("", turn.text)
            found[-1].came.append(words if turn.is_of_ai else f"{turn.actor}: {words}")
            found[-1].ids.append(turn.id)
    return [one for one in found if one.asked and (one.came or one.error)]


def _call(turn: Turn) -> Exchange | None:
    """Read a call of a trace, which has its input and output itself; None if it is a turn of a session."""
    first, *lines = turn.text.split("\n")
    lines = lines[1:] if lines and is_settings_line(lines[0]) else lines
    parts: dict[str, list[str]] = {}
    label = ""
    for line in lines:
        for name in ("Input", "Output"):
            if line.startswith(f"{name}: ") and name not in parts:
                label, line = name, line.removeprefix(f"{name}: ")
        parts.setdefault(label, []).append(line)
    if not parts.get("Input"):
        return None
    error = _ERROR.search(first)
    came = ["\n".join(parts["Output"])] if parts.get("Output") else []
    return Exchange("\n".join(parts["Input"]), came, [turn.id], error["error"] if error else "")
