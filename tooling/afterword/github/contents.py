"""Files and blobs of a repository, as GitHub answers them."""

from __future__ import annotations

import base64
from typing import Any

from afterword.errors import AfterwordError


def decoded(found: Any) -> bytes:
    """The bytes of a blob or a file, as GitHub answers them."""
    if found.get("encoding") != "base64":
        raise AfterwordError("GitHub gives a file in a form that is not known")
    return base64.b64decode(found["content"])
