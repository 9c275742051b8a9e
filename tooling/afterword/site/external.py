"""Building the external site: only editions that may be published, from memory, and nothing else of the project."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterword.errors import AfterwordError
from afterword.leakcheck.publication_gate import find_refusals
from afterword.postmortem.external import ExternalEdition
from afterword.project import Project
from afterword.site import external_pages as pages
from afterword.site.build import Built
from afterword.site.default_config import FIND_SITE, theme_settings
from afterword.site.folders import require_output_folder
from afterword.site.mkdocs_runner import build_site, require_mkdocs, run_mkdocs
from afterword.text.counting import counted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

DEFAULT_OUTPUT = "build/external"


def find_publishable(
    project: Project, say: Callable[[str], None]
) -> tuple[list[ExternalEdition], list[ExternalEdition]]:
    """Find the editions that may be published, and those that say `published` but may not be.

    Args:
        project: the project.
        say: shows, on one line each, which edition is left out and why.
    """
    ready, refused = [], []
    for edition in project.editions:
        reasons = find_refusals(project, edition)
        if not reasons:
            ready.append(edition)
            continue
        first = min(reasons, key=lambda reason: reason.span.start)
        line = edition.source.line_of(first.span.start)
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        say(f"left out: {edition.path}:{line}: {first.message}{more}")
        if edition.front.status == "published":
            refused.append(edition)
    return ready, refused


def build_external(
    project: Project, output: Path | None, *, strict: bool, say: Callable[[str], None], offline: bool = False
) -> Built:
    """Build the external site. The project's `mkdocs.yml` and handbook have no part in it.

    Args:
        project: the project.
        output: the folder to write to; `build/external` when None.
        strict: whether an edition that says `published` but may not be fails the build.
        say: shows each warning.
        offline: whether the site is opened by file, without a server.

    Raises:
        AfterwordError: MkDocs is not installed, the folder contains something else, or the build failed.
    """
    require_mkdocs()
    from mkdocs.config import load_config

    from afterword.site.external_plugin import ExternalPlugin

    began = time.monotonic()
    target = (output or project.root / DEFAULT_OUTPUT).resolve()
    require_output_folder(target, project, pages.STYLE)
    ready, refused = find_publishable(project, say)
    if strict and refused:
        editions = counted(len(refused), "external edition")
        raise AfterwordError(
            f"{editions} with `status: published` cannot be published; `--strict` allows none",
            remedy="fix the findings above; `afterword check` lists all of them",
        )
    with run_mkdocs(project, say), tempfile.TemporaryDirectory(prefix="afterword-") as tmp:
        docs = Path(tmp) / "docs"
        docs.mkdir()
        path = Path(tmp) / "mkdocs.yml"
        path.write_text(json.dumps(_settings(project, docs, target)), encoding="utf-8")  # JSON is YAML
        config: MkDocsConfig = load_config(str(path), strict=strict or None)
        url = (config.site_url or "").rstrip("/")
        config.plugins["afterword-external"] = ExternalPlugin(
            project.config.external.name, f"{url}/" if url else "", ready, offline=offline
        )
        # MkDocs does not delete what begins with a dot, and the whole folder is deployed.
        for old in sorted(target.glob(".*")):
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
        build_site(config)
    left_out = len(project.editions) - len(ready)
    contents = (counted(len(ready), "report"), *([f"{left_out} left out"] if left_out else []))
    return Built(target / "index.html", contents, time.monotonic() - began)


def _settings(project: Project, docs: Path, target: Path) -> dict[str, Any]:
    url = project.config.external.url
    made = {
        "site_name": project.config.external.name,
        "docs_dir": str(docs),
        "site_dir": str(target),
        "theme": {
            "name": "material",
            # Fonts of the reader's system: a server of fonts would learn who reads.
            "font": False,
            "icon": {"logo": "material/bullhorn-outline"},
            "features": ["navigation.top", "search.highlight", "search.suggest"],
            "palette": theme_settings()["palette"],
            "favicon": pages.ICON,
            "custom_dir": str(pages.OVERRIDES),
        },
        "extra_css": [pages.STYLE],
        "extra": {"generator": False, "find_site": "" if url else FIND_SITE.read_text(encoding="utf-8")},
        "plugins": ["search"],
    }
    return {**made, "site_url": url} if url else made
