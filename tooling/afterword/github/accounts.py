"""Who may do what in a repository."""

from __future__ import annotations

import re
from urllib.parse import quote

from afterword.github.errors import translate_errors
from afterword.github.repository import Repository

_WRITERS = ("admin", "write")
_LOGIN = re.compile(r"[A-Za-z0-9-]+(?:\[bot\])?")


def has_write_access(repository: Repository, login: str) -> bool:
    """Whether an account has write access. GitHub answers 404 for an app, which is not the account of a person.

    Args:
        repository: with a token that has `contents: read`.
        login: of the account; anything that is not a login has no access.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    if not _LOGIN.fullmatch(login):
        return False
    with translate_errors(repository.name, needs="contents: read"):
        found = repository.api.find(f"{repository.root}/collaborators/{quote(login)}/permission")
    return found is not None and found.get("permission") in _WRITERS
