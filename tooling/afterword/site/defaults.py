"""The configuration of MkDocs for a project that has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from afterword.project import Project

DEFAULT_OUTPUT = "build/site"

_THEME: dict[str, Any] = {
    "name": "material",
    # Fonts of the reader's system: those of a server would tell it who reads.
    "font": False,
    "favicon": "assets/afterword/favicon.svg",
    "icon": {"logo": "material/clipboard-text-clock-outline"},
    "features": [
        "navigation.tabs",
        "navigation.indexes",
        "navigation.path",
        "navigation.top",
        "navigation.footer",
        "content.code.copy",
        "content.action.edit",
        "search.highlight",
        "search.suggest",
        "toc.follow",
    ],
    "palette": [
        {
            "media": "(prefers-color-scheme)",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/brightness-auto", "name": "Switch to light mode"},
        },
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": "Switch to dark mode"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": "Follow the system"},
        },
    ],
}


def default_config(project: Project, docs: Path) -> dict[str, Any]:
    """A configuration as `mkdocs.yml` would hold it.

    Args:
        project: the project.
        docs: the handbook's folder, which may be empty.
    """
    return {
        "site_name": project.config.site.name,
        "docs_dir": str(docs),
        "site_dir": str(project.root / DEFAULT_OUTPUT),
        "theme": _THEME,
        "markdown_extensions": [
            "admonition",
            "footnotes",
            "sane_lists",
            {"toc": {"permalink": True}},
            "pymdownx.details",
            "pymdownx.highlight",
            "pymdownx.superfences",
            {"pymdownx.quotes": {"callouts": True}},
            {"pymdownx.tasklist": {"clickable_checkbox": False}},
        ],
        "plugins": ["search", {"afterword": {"root": str(project.root)}}],
    }
