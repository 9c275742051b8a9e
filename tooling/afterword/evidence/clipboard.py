"""Read the clipboard with the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

from afterword.errors import AfterwordError

_PROGRAMS = (
    ("pbpaste",),
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("xsel", "--clipboard", "--output"),
    ("powershell.exe", "-NoProfile", "-Command", "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-Clipboard -Raw"),
)
"""macOS, Wayland, X11, and Windows, from Linux on Windows too."""
_TIMEOUT_SECONDS = 20


def read_clipboard(env: Mapping[str, str]) -> bytes:
    """Return the text of the clipboard.

    Args:
        env: the environment; PATH says where programs are.

    Raises:
        AfterwordError: there is no program that can read it, it fails, or the clipboard has no text.
    """
    failed = ""
    for name, *arguments in _PROGRAMS:
        program = shutil.which(name, path=env.get("PATH") or os.defpath)
        if program is None:
            continue
        try:
            done = subprocess.run([program, *arguments], capture_output=True, timeout=_TIMEOUT_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            failed = f"{name}: {type(error).__name__}"
            continue
        if done.returncode == 0 and done.stdout.strip():
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        failed = f"{name}: {said[-1]}" if said else f"{name}: the clipboard has no text"
    pipe = "save the text to a file and name that, or pipe it in: `afterword new --from -`"
    if failed:
        raise AfterwordError(f"the clipboard cannot be read: {failed}", remedy=pipe)
    names = ", ".join(name for name, *_ in _PROGRAMS)
    raise AfterwordError(f"no program reads the clipboard; {names} were looked for", remedy=pipe)
