"""Pictures: those of the evidence are shown, without metadata, and no others."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.project import Project
from afterword.site import pictures
from afterword.site.export import export
from afterword.site.links import Links
from afterword.site.rendering import render
from in_process import afterword
from samples import OLD

SHOT = f"postmortems/{OLD}/pictures/a shot.png"


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join((
    _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
    _chunk(b"tEXt", b"Author\0zqsecretmarker"),
    _chunk(b"IDAT", zlib.compress(b"\0\0")),
    _chunk(b"IEND", b""),
))  # fmt: skip


@pytest.fixture
def shot(project: Path) -> Path:
    """The project with a document that shows a picture of its evidence."""
    path = project / SHOT
    path.parent.mkdir(parents=True)
    path.write_bytes(PNG)
    document = project / "postmortems" / f"{OLD}.md"
    document.write_text(f"{document.read_text()}\nLook: ![The graph]({OLD}/pictures/a%20shot.png)\n")
    return project


def test_a_picture_of_the_evidence_is_shown_without_its_metadata(shot: Path) -> None:
    done = afterword("site", "build", cwd=shot)
    assert done.returncode == 0, done.stderr
    folder = shot / "build" / "site" / "incidents" / OLD
    assert '<img src="pictures/a%20shot.png" alt="The graph" loading="lazy"' in (folder / "index.html").read_text()
    shown = (folder / "pictures" / "a shot.png").read_bytes()
    assert shown.startswith(b"\x89PNG") and b"zqsecretmarker" not in shown


def test_an_export_shows_the_picture_too(shot: Path, open_project: Callable[..., Project]) -> None:
    export(open_project(shot), shot / "out", print)
    docs = shot / "out" / "docs" / "incidents"
    assert "pictures/a%20shot.png" in (docs / OLD / "index.md").read_text()
    assert b"zqsecretmarker" not in (docs / OLD / "pictures" / "a shot.png").read_bytes()


def test_nothing_else_is_shown(shot: Path, open_project: Callable[..., Project]) -> None:
    project = open_project(shot)
    assert pictures.read(project, SHOT)
    folder = shot / "postmortems" / OLD
    (folder / "link.png").symlink_to(shot / SHOT)
    (folder / "linked").symlink_to(shot / SHOT, target_is_directory=True)
    (folder / "page.png").write_text("<script>alert(1)</script>")
    (folder / "drawing.svg").write_text("<svg onload='alert(1)'/>")
    (folder / "large.png").write_bytes(PNG + b"x" * 5_000_000)
    (shot / "outside.png").write_bytes(PNG)
    names = [
        f"postmortems/{OLD}/{name}" for name in ("link.png", "linked/x.png", "page.png", "drawing.svg", "large.png")
    ]
    for name in (*names, "outside.png", f"postmortems/{OLD}", f"postmortems/{OLD}/gone.png", "postmortems/a\0.png"):
        assert pictures.read(project, name) is None, name


def test_what_a_picture_is_called_stays_text() -> None:
    links = Links("postmortems", "incidents/x/", {}, lambda path: True, picture=lambda path: f"incidents/{path[12:]}")
    text = """![a" onerror="alert(1)](x/a.png) ![b](https://e.example/b.png) [![c](x/c.png)](https://e.example)"""
    html = render(text, links).html
    assert 'src="a.png" alt="a&quot; onerror=&quot;alert(1)"' in html
    assert "<img" not in html.split("e.example/b.png")[1].split("</a>")[0]
    assert '<a href="https://e.example" rel="noreferrer"><img src="c.png"' in html
    assert render(text, links).found_links.pictures == ("postmortems/x/a.png", "postmortems/x/c.png")
