"""Finished pages are used again while nothing that they show has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File

from afterword.portfolio.proofs.recorded_proofs import recorded_proofs
from afterword.portfolio.snapshot import TrackedState
from afterword.postmortem import read
from afterword.project import Project
from afterword.site.addresses import incident_page
from afterword.site.page_cache import PageCache
from afterword.site.site import Site

TEXT = """---
id: 2026-04-01-refunds
title: Refunds
---

## Eval coverage gap

```yaml
# afterword: eval-case
id: refund-window
input: "May I?"
must: [{regex: "30 days"}]
observed: Yes.
expected: Within 30 days.
```
"""


@pytest.mark.parametrize("change", ["nothing", "proof", "tracker"])
def test_a_page_with_an_eval_case_is_reused_until_what_it_shows_changes(
    change: str, tmp_path: Path, make_site: Callable[..., Site], open_project: Callable[..., Project]
) -> None:
    document = read(TEXT.encode(), "postmortems/2026-04-01-refunds.md")
    project = open_project()
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins._current_plugin = None  # as while MkDocs builds
    file = File.generated(config, incident_page(document), content="")

    def site(**changes: object) -> Site:
        return make_site(document, proofs=lambda one: recorded_proofs(project, one), **changes)

    cache = PageCache()
    cache.begin(site(), [], config)
    assert cache.reuse(document, file, config) is None
    cache.store(document, "<p>made</p>")
    if change == "proof":
        folder = tmp_path / "postmortems" / document.id / "proofs"
        folder.mkdir(parents=True)
        (folder / "refund-window.json").write_text("{")
    changes = {"tracked": {(document.id, "A1"): TrackedState("done")}} if change == "tracker" else {}
    cache.begin(site(**changes), [], config)
    reused = cache.reuse(document, file, config)
    assert (reused is not None) is (change == "nothing")
    assert reused is None or reused.content_string == "<p>made</p>"
