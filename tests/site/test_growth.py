"""Reading, checking, rendering and drafting grow linearly in each construct of a document, over four doublings."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from afterword.checks import check
from afterword.drafting.compose import compose_draft
from afterword.drafting.draft_inputs import DraftInputs
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from afterword.site.incident_page import make_incident_page
from afterword.site.site import Site
from checks.good import GOOD, PATH, collect
from growth import require_linear

HEAD = GOOD[: GOOD.index("## Summary")]
CONSTRUCTS: dict[str, Callable[[int], str]] = {
    "headings": lambda n: "".join(f"## S{i}\n\nx\n\n### P{i}\n\ny\n\n" for i in range(n // 2)),
    "equal headings": lambda n: "## Impact\n\nx\n\n" * n,
    "footnotes": lambda n: "x[^e1]\n\n" + "".join(f"[^e{i}]: x\n\n" for i in range(n)),
    "citations": lambda n: (
        "".join(f"x[^e{i}]\n\n" for i in range(n // 2)) + "".join(f"[^e{i}]: x\n\n" for i in range(n // 2))
    ),
    "citations of one": lambda n: "x[^e1]\n\n" * n + "[^e1]: x\n",
    "table rows": lambda n: "## Impact\n\n| a | b |\n|---|---|\n" + "| x | y |\n" * n,
    "action items": lambda n: (
        "## Action items\n\n| ID | Action | Owner | Due |\n|---|---|---|---|\n"
        + "".join(f"| A{i} | Do {i} | @a | 2026-05-01 |\n" for i in range(n))
    ),
    "events": lambda n: "## Timeline\n\n" + "- 2026-04-16 08:30Z — **detected:** x [^e1]\n" * n,
    "list depth": lambda n: "".join(f"{' ' * (2 * (i % 60))}- a\n" for i in range(n)),
    "links": lambda n: "[a](b) https://x.example/a ![a](b.png) " * n,
    "references": lambda n: "[a] " * n + "\n\n[a]: b\n",
    "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "fences": lambda n: "```\nx\n```\n\n" * n,
    "derived blocks": lambda n: (
        "<!-- afterword:derived x 0123456789ab -->\n\nx\n\n<!-- /afterword:derived -->\n\n" * (n // 2)
    ),
    "open questions": lambda n: "**Unknown, needs investigation:** x\n\n" * n,
    "eval cases": lambda n: (
        "## Eval coverage gap\n\n"
        + "".join(f"```yaml\n# afterword: eval-case\nid: x{i}\ninput: a\n```\n\n" for i in range(n // 2))
    ),
    "quotes": lambda n: "> a\n\n" * n,
    "mentions": lambda n: "@a #12 A1 **a** <b>x</b> " * n,
}
SIZE = 4_000


@pytest.fixture
def project(tmp_path: Path, open_project: Callable[..., Project]) -> Project:
    collect(tmp_path)
    return open_project()


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_time_grows_with_the_document(name: str, project: Project, make_site: Callable[..., Site]) -> None:
    def make(size: int) -> tuple[bytes, PostMortem]:
        data = (HEAD + CONSTRUCTS[name](size)).encode()
        return data, read(data, PATH)

    def draft(given: tuple[bytes, PostMortem]) -> None:
        with suppress(AfterwordError):  # what is broken is not drafted
            compose_draft(DraftInputs.of(project, given[1]))

    require_linear(
        make,
        lambda given: read(given[0], PATH),
        lambda given: check([given[1]], project),
        lambda given: make_incident_page(given[1], make_site(given[1])),
        draft,
        size=SIZE,
    )
