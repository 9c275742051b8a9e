"""Patterns that are compiled when they are first tried.

Most patterns are tried only where a text has their words. To compile all of them takes longer than to check a document.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast


class _LatePattern:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Kept as an attribute of its own, so that it is as fast as that of the pattern from now on.
        value = self.__dict__[name] = getattr(re.compile(self.pattern, self._flags), name)
        return value


def late_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what has the methods and attributes of a compiled pattern, and compiles it when one of them is used.

    Args: those of `re.compile`. A mistake in the pattern is raised at its first use.
    """
    return cast("re.Pattern[AnyStr]", _LatePattern(pattern, flags))
