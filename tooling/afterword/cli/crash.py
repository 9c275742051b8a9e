"""The report of a bug in the program itself."""

from __future__ import annotations

import platform
import sys
import traceback

from afterword import __version__


def report(error: Exception) -> str:
    """Write a report to paste into an issue: it shows code lines, never values of variables or the environment."""
    trace = "".join(traceback.format_exception(error)).rstrip()
    arguments = " ".join(sys.argv[1:2])
    return (
        "\nThis is a bug in Afterword, not in your post-mortem. Please report it with the text below;\n"
        "read it first, as an error message can quote a document.\n\n"
        f"afterword {__version__} {arguments} · Python {platform.python_version()} · {platform.platform()}\n\n"
        f"{trace}\n"
    )
