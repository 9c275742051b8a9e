"""The labels of a repository on GitHub: those of issues, and those that hold the lease."""

from __future__ import annotations

from urllib.parse import quote

from afterword.github.api import Api

_COLOUR = "ededed"


class Labels:
    """The repository's labels."""

    def __init__(self, api: Api, root: str) -> None:
        self._api = api
        self._root = f"{root}/labels"

    def all(self) -> dict[str, str]:
        """Description by name."""
        return {one["name"]: one.get("description") or "" for one in self._api.pages(self._root)}

    def add(self, name: str, description: str, colour: str = _COLOUR) -> bool:
        """Make a label; False where there is one of that name."""
        from github import GithubException

        try:
            self._api.write("POST", self._root, {"name": name, "color": colour, "description": description})
        except GithubException as error:
            errors = error.data.get("errors") if isinstance(error.data, dict) else None
            if error.status == 422 and any(one.get("code") == "already_exists" for one in errors or ()):
                return False
            raise
        return True

    def change(self, name: str, description: str) -> None:
        """Give a label another description."""
        self._api.write("PATCH", f"{self._root}/{quote(name, safe='')}", {"description": description})

    def remove(self, name: str) -> None:
        """Delete a label; do nothing if there is none of that name."""
        self._api.delete(f"{self._root}/{quote(name, safe='')}")
