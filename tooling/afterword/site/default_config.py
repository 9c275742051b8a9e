"""The configuration of MkDocs for a project that has none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.project import Project

DEFAULT_OUTPUT = "build/site"
THEME = Path(__file__).parent / "theme"
FIND_SITE = THEME / "partials" / "find-site.html"
"""What a page for what is not found runs if the site's address is not known."""
STYLE = "assets/afterword/site.css"
"""Our style sheet; no other generator writes it."""

MARKDOWN_EXTENSIONS: list[Any] = [
    "admonition",
    "footnotes",
    "sane_lists",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    {"pymdownx.quotes": {"callouts": True}},
    {"pymdownx.tasklist": {"clickable_checkbox": False}},
]
"""For the handbook: with these it looks on the site as it looks on GitHub."""


MAX_CONFIG_BYTES = 1_000_000
"""A larger `mkdocs.yml` is not read: YAML takes minutes for it."""
_MAX_DEPTH = 50
VALIDATION: dict[str, Any] = {"links": {"anchors": "warn", "unrecognized_links": "warn"}}
"""What `--strict` checks in the handbook, besides links to files that do not exist."""


def find_config(project: Project) -> Path | None:
    """Find the project's own configuration of MkDocs; None if it has none.

    Raises:
        AfterwordError: something else than a file of the project is in its place, or in that of one that it inherits
            from; or one of them is too large.
    """
    paths = (project.root / name for name in ("mkdocs.yml", "mkdocs.yaml"))
    found = next((path for path in paths if os.path.lexists(path)), None)
    if found is not None:
        _require_files(found, project)
    return found


def _require_files(path: Path, project: Project) -> None:
    """Make sure that MkDocs, which opens what `INHERIT` names, opens files only."""
    waiting, seen = [path], set[Path]()
    while waiting:
        path = waiting.pop()
        name = project.display_path(path)
        if path in seen:
            remedy = "make sure that no file inherits from itself"
            raise AfterwordError("`INHERIT` has a cycle", remedy=remedy, path=name)
        seen.add(path)
        data = read_regular(path, MAX_CONFIG_BYTES, shown_as=name, root=project.root)
        named = (Path(os.path.normpath(path.parent / parent)) for parent in _named_parents(data, name))
        waiting += [parent for parent in named if os.path.lexists(parent)]


def _named_parents(data: bytes, shown_as: str) -> list[str]:
    """Return what follows an `INHERIT` anywhere in a configuration; MkDocs reports what is not YAML.

    Raises:
        AfterwordError: values are nested so deeply that reading them would crash.
    """
    depth, scalars = 0, []
    with suppress(yaml.YAMLError):
        for event in yaml.parse(data, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else None
                raise AfterwordError(f"more than {_MAX_DEPTH} levels are not read", path=shown_as, line=line)
            if isinstance(event, yaml.ScalarEvent):
                scalars.append(event.value)
    return [value for key, value in pairwise(scalars) if key == "INHERIT"]


def require_supported(plugins: Iterable[str]) -> None:
    """Make sure that no plugin of `mkdocs.yml` would build something else than this site.

    Args:
        plugins: their names.

    Raises:
        AfterwordError: one would.
    """
    if "i18n" in plugins:
        raise AfterwordError(
            "the plugin `i18n` (mkdocs-static-i18n) cannot build the pages of post-mortems, which have no translations",
            remedy="remove it here, and build the translated handbook as a site of its own, without `afterword`",
            path="mkdocs.yml",
        )


def theme_settings() -> dict[str, Any]:
    """Read the settings of the theme that apply unless a project's own configuration sets them."""
    path = Path(__file__).parent / "material.yml"
    found: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return found


def default_config(project: Project, docs: Path) -> dict[str, Any]:
    """Return a configuration as in `mkdocs.yml`.

    Args:
        project: the project.
        docs: the handbook's folder, which may be empty.
    """
    return {
        "site_name": project.config.site.name,
        "docs_dir": str(docs),
        "site_dir": str(project.root / DEFAULT_OUTPUT),
        "theme": {"name": "material"},
        "markdown_extensions": MARKDOWN_EXTENSIONS,
        "plugins": ["search", {"afterword": {"root": str(project.root), "named_by_settings": True}}],
    }
