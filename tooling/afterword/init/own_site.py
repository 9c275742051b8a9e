"""A `mkdocs.yml` that a repository had before: where it has its site built, and the lines that add the post-mortems."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from afterword.postmortem import read_bytes

_NAMES = ("mkdocs.yml", "mkdocs.yaml")


class _Loader(yaml.SafeLoader):
    """Reads the tags of MkDocs, such as `!ENV` and `!!python/name:…`, as nothing: only the plugins matter here."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def lacking_plugin(root: Path) -> tuple[str, tuple[str, ...]] | None:
    """Return the file of a site that lacks the plugin, and the lines to write there; None if nothing is lacking.

    Args:
        root: the top of the repository.
    """
    site = _read(root)
    if site is None:
        return None
    name, settings = site
    if settings is None:
        return name, ("it cannot be read as YAML",)
    plugins = settings.get("plugins")
    if not plugins:
        # Without a list MkDocs has its search; with one, only what it names.
        return name, ("plugins:", "  - search", "  - afterword")
    if isinstance(plugins, dict):
        return None if "afterword" in plugins else (name, ("plugins:", "  …", "  afterword: {}"))
    named = {one if isinstance(one, str) else next(iter(one), "") for one in plugins if isinstance(one, str | dict)}
    return None if "afterword" in named else (name, ("plugins:", "  …", "  - afterword"))


def built_folder(root: Path) -> str | None:
    """Return where the settings of a site have it built, as a path in the repository with a slash at its end.

    Args:
        root: the top of the repository.

    Returns:
        None if there are no settings, or if they do not name a folder of the repository.
    """
    site = _read(root)
    named = (site[1] or {}).get("site_dir", "site") if site else None
    path = PurePosixPath(named) if isinstance(named, str) else None
    return f"{path}/" if path and path.parts and not path.is_absolute() and ".." not in path.parts else None


def _read(root: Path) -> tuple[str, dict[str, Any] | None] | None:
    """Return the name of the settings of a site, and what they say: None if that is not YAML."""
    for name in _NAMES:
        data = read_bytes(root / name)
        if data is None:
            continue
        try:
            settings: Any = _Loader(data).get_single_data()
        except (yaml.YAMLError, RecursionError, ValueError):
            return name, None
        return name, settings if isinstance(settings, dict) else {}
    return None
