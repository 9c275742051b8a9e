"""The gate before publication: every reason keeps an edition from being published, even if it is the only one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.leakcheck.publication_gate import find_refusals
from afterword.project import Project
from afterword.site.external import find_publishable
from leakcheck.incident import EDITION, ID, INTERNAL

OpenProject = Callable[..., Project]
NOTICE = (
    "> [!NOTE]\n> Drafted from evidence by {}, not yet reviewed. Delete this note once you have checked the section.\n"
)
SECTIONS = ("What happened", "Who was affected", "What we did", "How we prevent recurrence")
INTERNAL_SECTIONS = ("Summary", "Timeline", "Root cause", "Impact", "Action items")


def change(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


EDITIONS = {
    **{
        f"a notice under {section} that nobody accepted": (
            change(EDITION, f"## {section}\n", f"## {section}\n\n{NOTICE.format('example-model')}"),
            f"`{section}` is a draft that is not accepted",
        )
        for section in SECTIONS
    },
    "a status of draft": (
        change(EDITION, "status: published", "status: draft"),
        "the edition is not published",
    ),
    "no status": (change(EDITION, "status: published\n", ""), "the edition is not published"),
    "an open question": (
        change(EDITION, "We went back", "**Unknown, needs investigation:** when?\n\nWe went back"),
        "this is an open question",
    ),
    "a section that is not written": (
        EDITION[: EDITION.index("New versions")],
        "`How we prevent recurrence` is not written yet",
    ),
    "a section that is missing": (
        EDITION[: EDITION.index("## How we prevent")],
        "the section `How we prevent recurrence` is missing",
    ),
    "an update without its day": (
        change(EDITION, "date: 2026-04-16\n", "date: 2026-04-16\nupdates: [{what: We added a figure}]\n"),
        "an entry of `updates` does not say what changed, or when",
    ),
    "an update that says nothing": (
        change(EDITION, "date: 2026-04-16\n", "date: 2026-04-16\nupdates: [{date: 2026-04-17}]\n"),
        "an entry of `updates` does not say what changed, or when",
    ),
    "a section that does not belong there": (
        f"{EDITION}\n## Anything else\n\nText.\n",
        "`Anything else` is not a section of an edition",
    ),
    "a key that is not of the format": (
        change(EDITION, "edition: external", "edition: external\nnonsense: 1"),
        "`nonsense` is not a key of the format",
    ),
    "a name": (
        change(EDITION, "We went back", "Zuzana Blahová went back"),
        "is a name or handle: ",
    ),
}

POST_MORTEMS = {
    **{
        f"a notice under {section} that nobody accepted": (
            change(INTERNAL, f"## {section}\n", f"## {section}\n\n{NOTICE.format(by)}"),
            "its post-mortem has a draft that is not accepted",
        )
        for section, by in zip(INTERNAL_SECTIONS, ("example-model", "gpt 4.1 (mini)", "a", "x/y:z", "m"), strict=True)
    },
    "a value that is only proposed": (
        change(INTERNAL, "ledger-gateway]\n", "ledger-gateway] # proposed, E7\n"),
        "its post-mortem has a value that is only proposed",
    ),
    "internal visibility": (
        change(INTERNAL, "visibility: external", "visibility: internal"),
        "its post-mortem is not for people outside",
    ),
    "no visibility": (
        change(INTERNAL, "visibility: external\n", ""),
        "its post-mortem is not for people outside",
    ),
    "a status of in-review": (
        change(INTERNAL, "status: published", "status: in-review"),
        "its post-mortem is not published",
    ),
    "no status": (change(INTERNAL, "status: published\n", ""), "its post-mortem is not published"),
}


def found(root: Path, open_project: OpenProject, internal: str | None, edition: str) -> list[str]:
    """Why the edition is refused; the site must agree."""
    folder = root / "postmortems"
    folder.mkdir()
    if internal is not None:
        (folder / f"{ID}.md").write_text(internal)
    (folder / f"{ID}.external.md").write_text(edition)
    project = open_project()
    reasons = find_refusals(project, project.editions[0])
    ready, _ = find_publishable(project, lambda line: None)
    assert bool(ready) is not bool(reasons)
    return [reason.message for reason in reasons]


def test_a_written_accepted_edition_of_a_published_post_mortem_passes(
    tmp_path: Path, open_project: OpenProject
) -> None:
    assert found(tmp_path, open_project, INTERNAL, EDITION) == []


@pytest.mark.parametrize("defect", EDITIONS)
def test_each_defect_of_an_edition_keeps_it_in(tmp_path: Path, open_project: OpenProject, defect: str) -> None:
    edition, expected = EDITIONS[defect]
    (message,) = found(tmp_path, open_project, INTERNAL, edition)
    assert expected in message


@pytest.mark.parametrize("defect", POST_MORTEMS)
def test_each_defect_of_a_post_mortem_keeps_its_edition_in(
    tmp_path: Path, open_project: OpenProject, defect: str
) -> None:
    internal, expected = POST_MORTEMS[defect]
    (message,) = found(tmp_path, open_project, internal, EDITION)
    assert expected in message


def test_a_reason_says_where_it_is_and_what_to_do(tmp_path: Path, open_project: OpenProject) -> None:
    notice = NOTICE.format("example-model")
    text = change(EDITION, "date: 2026-04-16\n", "date: 2026-04-16\nupdates: [{date: 2026-04-17}]\n")
    text = change(text, "## What we did\n", f"## What we did\n\n{notice}")
    text = change(text, "## Who was affected\n", "## Who was affected\n\n**Unknown, needs investigation:** who?\n")
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / f"{ID}.md").write_text(INTERNAL)
    (folder / f"{ID}.external.md").write_text(text)
    project = open_project()
    edition = project.editions[0]
    reasons = find_refusals(project, edition)
    remedies = {edition.source.line_of(reason.span.start) if reason.span else 0: reason.remedy for reason in reasons}
    lines = text.splitlines()
    assert remedies == {
        2: "write `{date: 2026-05-02, what: …}`",
        lines.index("## Who was affected") + 3: "answer it, or leave it out",
        lines.index("## What we did") + 3: "check it, then delete the draft notice or run "
        f"`afterword accept {ID}.external 'What we did'`",
    }


def test_an_edition_without_a_post_mortem_is_kept_in(tmp_path: Path, open_project: OpenProject) -> None:
    assert found(tmp_path, open_project, None, EDITION) == [f"there is no post-mortem `{ID}`"]
