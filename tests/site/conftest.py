"""A small project with a document of every kind: complete, hostile, broken, not readable at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afterword.portfolio import Portfolio
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.site.site import Site
from samples import BOT, BOT_TEXT, BROKEN, FOLDER, OLD, OLD_TEXT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a project with a handbook and four post-mortems, two of them broken."""
    folder = tmp_path / "postmortems"
    prompts = folder / BOT / "prompts"
    prompts.mkdir(parents=True)
    (prompts / "a.md").write_text("a prompt\n")
    (folder / f"{BOT}.md").write_text(BOT_TEXT)
    (folder / f"{OLD}.md").write_text(OLD_TEXT)
    (folder / f"{BROKEN}.md").write_bytes(b"no front matter \xff here\n")
    (folder / f"{FOLDER}.md").mkdir()
    handbook = tmp_path / "docs" / "how-to"
    handbook.mkdir(parents=True)
    (handbook / "write.md").write_text(f"# Write one\n\nAs in [this](../../postmortems/{BOT}.md#summary).\n")
    (tmp_path / "docs" / "index.md").write_text("# Our handbook\n\nThe opening.\n\n## More\n\nThe rest.\n")
    return tmp_path


@pytest.fixture
def make_site(open_project: Callable[..., Project]) -> Callable[..., Site]:
    """Build what the pages are made from; keyword arguments replace attributes of it or of its portfolio."""
    project = open_project()

    def make(*documents: PostMortem, **changes: Any) -> Site:
        portfolio = {"documents": documents, "config": project.config, "now": project.now, "tracked": {}}
        portfolio |= {name: changes.pop(name) for name in portfolio.keys() & changes.keys()}
        values: dict[str, Any] = {
            "name": "Post-mortems",
            "portfolio": Portfolio(**portfolio),
            "urls": {document.path: f"incidents/{document.id}/" for document in documents},
            "changed": {},
            "exists": lambda path: False,
        }
        return Site(**{**values, **changes})

    return make
