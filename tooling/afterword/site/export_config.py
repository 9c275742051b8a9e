"""The configuration of an export: the project's own, with everything in it that this package would have added."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Container, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from afterword.errors import AfterwordError
from afterword.postmortem.files import read_regular
from afterword.project import Project
from afterword.site.addresses import HOME, INCIDENTS, NAVIGATION
from afterword.site.default_config import (
    MARKDOWN_EXTENSIONS,
    MAX_CONFIG_BYTES,
    STYLE,
    default_config,
    find_config,
    require_supported,
    theme_settings,
)
from afterword.site.site import Site

_QUOTED = "it could run what a document quotes"
_DROPPED_PLUGINS = {
    "afterword": "",
    "awesome-nav": "the export has a navigation of its own, and no files that begin with a dot",
    "macros": _QUOTED,
}
_DROPPED_EXTENSIONS = {"pymdownx.snippets": _QUOTED}
_DROPPED = {"hooks": "they are programs, and could run what a document quotes", "watch": ""}
"""What an export does not contain, and why; nothing is said of what it has no use for."""
_NOT_IN_NAV = ("/incidents/", "/browse/", "/action-items/", "/retrospectives/")


def read(project: Project) -> dict[str, Any]:
    """Read the project's configuration of MkDocs with all that it inherits; the default if there is none.

    Raises:
        AfterwordError: a file is missing or is not YAML.
    """
    path = find_config(project)
    return (path and _inherited(project, path)) or default_config(project, project.root / "docs")


def _inherited(project: Project, path: Path) -> dict[str, Any]:
    name = project.display_path(path)
    try:
        data = read_regular(path, MAX_CONFIG_BYTES, shown_as=name, root=project.root)
        found = YAML().load(data.decode("utf-8-sig"))
    except (YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        raise AfterwordError("the file cannot be read as YAML", path=name, line=line or None) from error
    except OSError as error:
        raise AfterwordError(f"the configuration cannot be read: {error.strerror}", path=name) from error
    if not isinstance(found, dict):
        return {}
    parent = found.pop("INHERIT", None)
    if parent is None:
        return found
    return _merged(_inherited(project, Path(os.path.normpath(path.parent / str(parent)))), found)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Merge mappings key by key and replace everything else, as MkDocs does."""
    for key, value in above.items():
        known = below.get(key)
        below[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return below


def text(configured: dict[str, Any], key: str, env: Mapping[str, str]) -> str:
    """Return a setting as text, empty if it is not set; `!ENV` takes it from the environment, as MkDocs does."""
    value = configured.get(key)
    if getattr(getattr(value, "tag", None), "value", None) != "!ENV":
        return "" if value is None else str(value)
    names = [str(name) for name in value] if isinstance(value, list) else [str(getattr(value, "value", ""))]
    default = names.pop() if len(names) > 1 else ""
    return next((env[name] for name in names if name in env), default)


def list_left_out(configured: dict[str, Any]) -> list[tuple[str, str]]:
    """List what an export does not contain, with the reason.

    Raises:
        AfterwordError: a plugin is not supported.
    """
    plugins = [_name(entry) for entry in _list_entries(configured.get("plugins"))]
    require_supported(plugins)
    extensions = [_name(entry) for entry in _list_entries(configured.get("markdown_extensions"))]
    named = ((configured, _DROPPED), (plugins, _DROPPED_PLUGINS), (extensions, _DROPPED_EXTENSIONS))
    return [(name, why) for names, dropped in named for name, why in dropped.items() if why and name in names]


def theme(configured: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of the theme."""
    named = configured.get("theme")
    chosen: dict[str, Any] = dict(named) if isinstance(named, dict) else {"name": named or "mkdocs"}
    return theme_settings() | chosen if chosen.get("name") == "material" else chosen


def index(source: str) -> str:
    """Return the source of a page of the handbook; the `README.md` of a folder becomes its `index.md`."""
    folder, slash, name = source.rpartition("/")
    return f"{folder}{slash}index.md" if name == "README.md" else source


def place(source: str, site: Site) -> str:
    """Return where the source of a page of ours is written, so that its links mean the same to every generator.

    Some read the links of HTML as seen from the page, and others as seen from its source, as those of Markdown. In a
    folder of its own, both are one place, at the same address.
    """
    is_index = posixpath.basename(source) == "index.md"
    return source if is_index or not site.directory_urls else f"{source.removesuffix('.md')}/index.md"


def write(configured: dict[str, Any], site: Site, handbook: list[str], places: Mapping[str, str]) -> str:
    """Write the configuration of the export as YAML.

    Args:
        configured: the project's.
        site: the site.
        handbook: the sources of the handbook's files.
        places: where the sources of our pages are written.
    """
    made = {key: value for key, value in configured.items() if key not in _DROPPED}
    # Zensical's own look is another one.
    made["theme"] = {"variant": "classic"} | theme(configured) | {"custom_dir": "overrides"}
    made |= {"site_name": site.name, "docs_dir": "docs", "site_dir": "site"}
    if site.address:
        made["site_url"] = site.address
    if made.get("repo_url"):
        # The pages have other paths in the repository; that of an incident has a link of its own.
        made.pop("edit_uri_template", None)
        made["edit_uri"] = ""
    styles = [str(path) for path in made.get("extra_css") or []]
    made["extra_css"] = [STYLE, *(path for path in styles if path != STYLE)]
    made["plugins"] = _without(made.get("plugins", ["search"]), _DROPPED_PLUGINS)
    made["markdown_extensions"] = _without(made.get("markdown_extensions", MARKDOWN_EXTENSIONS), _DROPPED_EXTENSIONS)
    named = {_name(entry) for entry in made["markdown_extensions"]}
    # The headings of the documents have the ids that GitHub gives them.
    made["markdown_extensions"] += [] if "attr_list" in named else ["attr_list"]
    made["nav"] = _nav(made.get("nav"), _without_posts(handbook, made["plugins"]), places)
    made["not_in_nav"] = "\n".join(filter(None, (made.get("not_in_nav"), *_NOT_IN_NAV))) + "\n"
    stream = StringIO()
    writer = YAML()
    writer.default_flow_style = False
    writer.width = 4096
    writer.dump(made, stream)
    return stream.getvalue()


def _without_posts(handbook: list[str], plugins: list[Any]) -> list[str]:
    """Leave out the posts of a blog, which its plugin puts below the blog."""
    for entry in plugins:
        if _name(entry) == "blog":
            folder = (entry["blog"] or {}).get("blog_dir", "blog") if isinstance(entry, dict) else "blog"
            handbook = [name for name in handbook if not name.startswith(f"{folder}/posts/")]
    return handbook


def _nav(written: Any, handbook: list[str], places: Mapping[str, str]) -> list[Any]:
    """Put our pages first; those that a navigation in `mkdocs.yml` does not name follow its first entry."""
    ours = [source for source in NAVIGATION if source in places or source in handbook]
    if not written:
        rest = [name for name in handbook if name.endswith(".md") and name not in NAVIGATION]
        return [*(_entry(one, places) for one in ours), *([{"Handbook": _nested(rest)}] if rest else [])]
    nav = [_placed(entry, places) for entry in written]
    named = set(_sources(nav))
    added = [_entry(one, places) for one in ours if places.get(one, one) not in named and one != HOME]
    return [*nav[:1], *added, *nav[1:]]


def _nested(names: list[str], folder: str = "") -> list[Any]:
    """Put the pages of a folder first, its index before the others, and then its folders, as MkDocs does."""
    below: dict[str, list[str]] = {}
    for name in names:
        part, slash, _ = name.removeprefix(folder).partition("/")
        below.setdefault(part if slash else "", []).append(name)
    here = sorted(below.pop("", []), key=lambda name: (not name.endswith("index.md"), name))
    return [*here, *({_titled(part): _nested(files, f"{folder}{part}/")} for part, files in below.items())]


def _titled(folder: str) -> str:
    title = folder.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.islower() else title


def _entry(source: str, places: Mapping[str, str]) -> dict[str, Any]:
    place = places.get(source, source)
    return {NAVIGATION[source]: [place] if source == INCIDENTS else place}


def _placed(entry: Any, places: Mapping[str, str]) -> Any:
    if isinstance(entry, dict):
        return {title: _placed(below, places) for title, below in entry.items()}
    if isinstance(entry, list):
        return [_placed(one, places) for one in entry]
    return places.get(index(entry), index(entry)) if isinstance(entry, str) else entry


def _sources(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    for below in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from _sources(below)


def _list_entries(entries: Any) -> list[Any]:
    if isinstance(entries, dict):
        return [{name: options} if options else name for name, options in entries.items()]
    return list(entries or ())


def _without(entries: Any, dropped: Container[str]) -> list[Any]:
    return [entry for entry in _list_entries(entries) if _name(entry) not in dropped]


def _name(entry: Any) -> str:
    return next(iter(entry)) if isinstance(entry, dict) else str(entry)
