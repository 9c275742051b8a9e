"""Lines that a program broke where they were full, as mail programs do: each goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_LEAST, _MOST = 50, 100
"""Characters of the longest line, where lines are broken."""
_GOES_ON = re.compile(r"[a-zß-öø-ÿ]")
_BEGINS = re.compile(r"\s*(?:[-*+•>|#]|\d{1,3}[.)]\s|$)")
_ENDS = re.compile(r"[.!?:;]$")


def find_width(lines: Sequence[str]) -> int:
    """Return the width at which lines are broken, in characters; 0 if they are not."""
    width = max((len(line.rstrip()) for line in lines if " " in line.strip()), default=0)
    if not _LEAST <= width <= _MOST:
        return 0
    # A sentence that goes on in lower case shows it: lines of their own can be as long by chance.
    is_broken = any(
        goes_on(above, below, width) and _GOES_ON.match(below.strip()) and not _ENDS.search(above.rstrip())
        for above, below in pairwise(lines)
    )
    return width if is_broken else 0


def goes_on(above: str, below: str, width: int) -> bool:
    """Whether a line goes on in the one below it, whose first word had no room in it.

    Args:
        above: the line.
        below: the line below it.
        width: at which lines are broken; 0 if they are not.
    """
    if not width or not above.strip() or _BEGINS.match(below):
        return False
    return len(above.rstrip()) + 1 + len(below.split(maxsplit=1)[0]) > width


def join_broken(lines: Sequence[str]) -> list[str]:
    """Return lines without the breaks of a program."""
    width = find_width(lines)
    found: list[str] = []
    for index, line in enumerate(lines):
        if index and goes_on(lines[index - 1], line, width):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found
