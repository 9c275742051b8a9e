"""A `mkdocs.yml` that a repository had before: whether its site has the post-mortems, and the lines that add them."""

from __future__ import annotations

from pathlib import Path
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
    for name in _NAMES:
        data = read_bytes(root / name)
        if data is None:
            continue
        try:
            settings: Any = _Loader(data).get_single_data()
        except (yaml.YAMLError, RecursionError, ValueError):
            return name, ("it cannot be read as YAML",)
        plugins = settings.get("plugins") if isinstance(settings, dict) else None
        if not plugins:
            # Without a list MkDocs has its search; with one, only what it names.
            return name, ("plugins:", "  - search", "  - afterword")
        if isinstance(plugins, dict):
            return None if "afterword" in plugins else (name, ("plugins:", "  …", "  afterword: {}"))
        named = {one if isinstance(one, str) else next(iter(one), "") for one in plugins if isinstance(one, str | dict)}
        return None if "afterword" in named else (name, ("plugins:", "  …", "  - afterword"))
    return None
