"""The configuration of MkDocs for a project that has none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from afterword.postmortem.files import read_regular
from afterword.project import Project

DEFAULT_OUTPUT = "build/site"
THEME = Path(__file__).parent / "theme"
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
VALIDATION: dict[str, Any] = {"links": {"anchors": "warn", "unrecognized_links": "warn"}}
"""What `--strict` checks in the handbook, besides links to files that do not exist."""


def find_config(project: Project) -> Path | None:
    """Find the project's own configuration of MkDocs; None if it has none.

    Raises:
        AfterwordError: something else than a file of the project is in its place, or it is too large.
    """
    paths = (project.root / name for name in ("mkdocs.yml", "mkdocs.yaml"))
    found = next((path for path in paths if os.path.lexists(path)), None)
    if found is not None:
        read_regular(found, MAX_CONFIG_BYTES, shown_as=found.name, root=project.root)
    return found


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
