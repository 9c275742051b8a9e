"""The external site holds the reports that may go out, and no byte of anything else."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from afterword.cli.main import run
from afterword.external.derived import read_status
from afterword.leakcheck.publication_gate import find_unfinished
from afterword.postmortem.external import ExternalEdition, read
from afterword.site import external_pages
from afterword.site.default_config import FIND_SITE
from leakcheck.incident import EDITION, ID, INTERNAL, PROMPTS, found

MARKERS = {
    name: f"zq{name}marker"
    for name in ("internal", "evidence", "prompt", "draft", "handbook", "config", "refused", "id")
}
OTHER = f"2026-03-03-{MARKERS['id']}"
ADDRESS = re.compile(r"2026-04-16-[0-9a-f]{8}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a published edition, one that may not go out, a draft, a handbook, and a marker in each file."""
    folder = tmp_path / "postmortems"
    (folder / ID / "prompts").mkdir(parents=True)
    (folder / f"{ID}.md").write_text(INTERNAL.replace("## Root cause\n", f"## Root cause\n\n{MARKERS['internal']}\n"))
    (folder / f"{ID}.external.md").write_text(EDITION)
    (folder / ID / "prompts" / "support.before.md").write_text(f"{PROMPTS[0]} {MARKERS['prompt']}")
    (folder / ID / "notes.txt").write_text(MARKERS["evidence"])
    (folder / f"{OTHER}.md").write_text(INTERNAL.replace(ID, OTHER).replace("invents", MARKERS["internal"]))
    (folder / f"{OTHER}.external.md").write_text(
        EDITION.replace(ID, OTHER).replace("some customers", f"{MARKERS['refused']} Solheim mkovac")
    )
    third = "2026-02-02-third"
    (folder / f"{third}.md").write_text(INTERNAL.replace(ID, third))
    (folder / f"{third}.external.md").write_text(
        EDITION.replace(ID, third).replace("status: published", "status: draft").replace("wrong", MARKERS["draft"])
    )
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text(f"# Handbook\n\n{MARKERS['handbook']}\n")
    (docs / "picture.png").write_bytes(MARKERS["handbook"].encode())
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: {MARKERS['config']}\ndocs_dir: docs\ncopyright: {MARKERS['config']}\ntheme: material\n"
        "plugins: [search, afterword]\n"
    )
    (tmp_path / "afterword.yml").write_text("external:\n  name: News & reports\n  url: https://news.acme.example/\n")
    return tmp_path


def build(project: Path, *arguments: str) -> int:
    return run(["-C", str(project), "site", "build", "--edition", "external", *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a tree, those that are packed unpacked."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = gzip.decompress(data) if path.suffix == ".gz" else data
    return found


def test_no_byte_of_anything_internal_is_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(project) == 0
    out, err = capsys.readouterr()
    assert re.match(r"External site: .*build/external/index\.html · 1 report · 2 left out · ", out)
    assert f"left out: postmortems/{OTHER}.external.md:" in err and "a name or handle" in err
    assert "left out: postmortems/2026-02-02-third.external.md:6: the edition is not published" in err
    tree = contents(project / "build" / "external")
    assert len(tree) > 10 and "search/search_index.json" in tree and "sitemap.xml.gz" in tree
    internal = [*MARKERS.values(), ID, OTHER, "mkovac", "refund-copilot", "contoso-chat", "Never reveal internal"]
    for name, data in tree.items():
        for marker in internal:
            assert marker.lower() not in name.lower(), name
            assert marker.lower().encode() not in data.lower(), (name, marker)


def test_a_report_is_whole_and_found(project: Path) -> None:
    assert build(project) == 0
    site = project / "build" / "external"
    (page,) = (path for path in site.iterdir() if ADDRESS.fullmatch(path.name))
    html = (page / "index.html").read_text()
    assert "<h1>Our assistant promised refunds that we do not offer</h1>" in html
    assert '<h2 id="what-we-did">' in html and "16 April 2026" in html
    assert 'rel="edit"' not in html and "content_action" not in html
    menu = html[html.index("md-nav--primary") : html.index('data-md-type="toc"')]
    assert 'href="#what-we-did"' in menu, "a telephone has the contents of the page in its menu"
    index = (site / "index.html").read_text()
    assert 'role="dialog" aria-label="Search"' in index
    assert 'type="application/atom+xml"' in index and (site / "atom.xml").exists()
    assert "WHAT WE DID" in (page / "report.txt").read_text()
    assert f'href="{page.name}/"' in index and "<h1>News &amp; reports</h1>" in index
    assert '<h2 id="2026">2026</h2>' in index and index.index('href="feed.xml"') < index.index(page.name)
    assert 'data-md-color-scheme="slate"' in index and 'href="assets/external.svg"' in index
    assert "The report may have been taken back" in (site / "404.html").read_text()
    entries = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    assert {re.split("[/#]", entry["location"])[0] for entry in entries} == {"", page.name}
    assert any("return their money" in entry["text"] for entry in entries)


def test_only_a_page_that_cannot_know_the_site_s_address_looks_for_it(project: Path) -> None:
    script = FIND_SITE.read_text()
    assert build(project) == 0
    assert script not in (project / "build" / "external" / "404.html").read_text()
    (project / "afterword.yml").write_text("external:\n  name: News\n")
    assert build(project) == 0
    site = project / "build" / "external"
    assert [path.name for path in site.rglob("*.html") if script in path.read_text()] == ["404.html"]


def test_the_feeds_name_the_reports(project: Path) -> None:
    assert build(project) == 0
    site = project / "build" / "external"
    (page,) = (path for path in site.iterdir() if ADDRESS.fullmatch(path.name))
    channel = ElementTree.parse(site / "feed.xml").getroot().find("channel")
    assert channel is not None and channel.findtext("title") == "News & reports"
    (item,) = channel.findall("item")
    assert item.findtext("link") == f"https://news.acme.example/{page.name}/"
    assert item.findtext("pubDate") == "Thu, 16 Apr 2026 00:00:00 +0000"
    feed = json.loads((site / "feed.json").read_text())
    assert [entry["url"] for entry in feed["items"]] == [f"https://news.acme.example/{page.name}/"]
    assert feed["items"][0]["content_text"].startswith("On 16 April 2026, for about two and a half hours")


UPDATED = EDITION.replace(
    "allow:",
    "updates:\n- {date: 2026-05-02, what: It was <b>too low</b>}\n- {date: 2026-05-09, what: All is done}\nallow:",
)
TIMES = """
<!-- afterword:derived times 000000000000 -->
- **Began:** 16 April 2026, 09:00 UTC
- **Ended for customers:** 16 April 2026, 11:30 UTC
- **Lasted:** 2.5 hours
<!-- /afterword:derived -->

## Who was affected
"""
STATE = """<!-- afterword:derived state 000000000000 -->
- The cause was removed: 16 April 2026.
<!-- /afterword:derived -->

## How"""


def external(text: str) -> ExternalEdition:
    return read(text.encode(), f"postmortems/{ID}.external.md")


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({}, ("", "")),
        ({"\n## Who was affected\n": TIMES}, ("Over for customers", "2.5 hours")),
        ({"\n## Who was affected\n": TIMES, "## How": STATE}, ("Resolved", "2.5 hours")),
        ({"\n## Who was affected\n": TIMES.replace("16 April 2026, 11:30 UTC", "not yet")}, ("Ongoing", "")),
    ],
)
def test_status_and_duration_are_those_of_the_edition(changes: dict[str, str], facts: tuple[str, str]) -> None:
    text = EDITION
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    assert read_status(external(text)) == facts


def test_what_changed_since_is_on_the_page_in_the_list_and_in_the_feeds() -> None:
    edition = external(UPDATED.replace("\n## Who was affected\n", TIMES, 1))
    html = external_pages.make_report(edition, url="https://news.acme.example/", feeds=[("RSS", "feed.xml")]).html
    assert html.index("9 May 2026: All is done") < html.index("2 May 2026: It was &lt;b&gt;too low&lt;/b&gt;")
    assert html.index("All is done") < html.index('id="what-happened"'), "within the first screen"
    assert "16 April 2026 · Over for customers · lasted 2.5 hours" in html and 'href="../feed.xml"' in html
    listed = external_pages.make_index("News", [edition], feeds=[]).html
    assert "lasted 2.5 hours · updated 9 May 2026" in listed
    feed = external_pages.make_feed("News", "https://news.acme.example/", [edition])
    (entry,) = json.loads(feed.write_json())["items"]
    assert entry["date_modified"] == "2026-05-09T00:00:00+00:00" and entry["date_published"].startswith("2026-04-16")
    assert entry["content_text"].startswith("Updated 9 May 2026: All is done\n\nOn 16 April")
    assert "<updated>2026-05-09T00:00:00+00:00</updated>" in feed.write_atom()


def test_a_report_can_be_mailed() -> None:
    edition = external(UPDATED.replace("\n## Who was affected\n", TIMES, 1))
    html = external_pages.make_report(edition, url="https://news.acme.example/", feeds=[]).html
    mail = re.search(r'href="(mailto:[^"]+)"', html)
    assert mail and html.index(mail[0]) < html.index('id="what-happened"')
    subject, body = (part.partition("=")[2] for part in unquote(unescape(mail[1])).partition("?")[2].split("&", 1))
    assert subject == "Our assistant promised refunds that we do not offer"
    assert "lasted 2.5 hours" in body and body.endswith(f"https://news.acme.example/{external_pages.address(edition)}/")
    text = external_pages.write_text(edition, "")
    assert text.startswith(f"{subject}\n\n16 April 2026 · Over for customers · lasted 2.5 hours\n\nUpdated 9 May")
    assert "WHAT HAPPENED\n\nOn 16 April 2026, for about" in text and "\n- Lasted: 2.5 hours\n" in text
    assert "**" not in text and "<!--" not in text and "Acme" not in text


@pytest.mark.parametrize("update", ["{what: Something}", "{date: unknown, what: Something}", "{date: 2026-05-02}"])
def test_an_update_without_day_or_words_keeps_an_edition_in(update: str) -> None:
    edition = external(EDITION.replace("allow:", f"updates: [{update}]\nallow:"))
    assert [refusal.message for refusal in find_unfinished(edition)] == [
        "an entry of `updates` does not say what changed, or when"
    ]


def test_what_changed_is_compared_with_what_is_internal() -> None:
    assert [leak.excerpt for leak in found(UPDATED.replace("All is done", "mkovac did it"))] == ["mkovac"]


def test_html_in_a_report_is_text_in_a_mail_as_on_its_page() -> None:
    added = "## What `<a>` <model> did\n\nSet <model> back.<!-- why -->\n\n<div>\nand\n</div>\n\n## Who was affected\n"
    edition = external(EDITION.replace("## Who was affected\n", added, 1))
    text = external_pages.write_text(edition, "")
    assert "WHAT <A> <MODEL> DID\n\nSet <model> back.\n\n<div>\nand\n</div>\n\nWHO" in text
    headings = external_pages.make_report(edition, url="", feeds=[]).headings
    assert headings[1].text == "What <a> <model> did", "the menu has it too"


def test_a_second_build_gives_the_same_bytes(project: Path) -> None:
    assert build(project) == 0
    first = contents(project / "build" / "external")
    assert build(project) == 0
    assert contents(project / "build" / "external") == first


def test_strict_fails_on_an_edition_that_says_published_and_may_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project, "--strict") == 1
    assert "1 external edition with `status: published` cannot be published" in capsys.readouterr().err
    assert not (project / "build" / "external").exists()


@pytest.mark.parametrize("change", ["visibility: internal", "status: in-review"])
def test_a_post_mortem_that_is_not_for_the_outside_keeps_its_edition_in(project: Path, change: str) -> None:
    path = project / "postmortems" / f"{ID}.md"
    key = change.split(":")[0]
    path.write_text(re.sub(rf"(?m)^{key}: .*$", change, path.read_text()))
    assert build(project) == 0
    assert not [path for path in (project / "build" / "external").iterdir() if ADDRESS.fullmatch(path.name)]


def test_evidence_that_cannot_be_read_keeps_an_edition_in(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "postmortems" / ID / "link.txt").symlink_to("/etc/hostname")
    assert build(project) == 0
    assert "it cannot be compared with" in capsys.readouterr().err


def test_raw_html_and_links_of_a_report_do_nothing(project: Path) -> None:
    path = project / "postmortems" / f"{ID}.external.md"
    path.write_text(
        EDITION.replace("We went back", '<script>alert(1)</script> {{ config }} --8<-- "x"\n\nWe went back')
        .replace("title: Our", 'title: "</title><script>alert(2)</script> Our')
        .replace("do not offer\n", 'do not offer"\n', 1)
    )
    assert build(project) == 0
    for name, data in contents(project / "build" / "external").items():
        if name.endswith(".html"):
            assert b"<script>alert(" not in data, name


def test_a_folder_of_one_s_own_and_the_internal_site_are_not_emptied(project: Path) -> None:
    keep = project / "keep"
    keep.mkdir()
    (keep / "thesis.md").write_text("years of work")
    assert build(project, "--out", str(keep)) == 1
    assert run(["-C", str(project), "site", "build", "--out", str(project / "inside")]) == 0
    assert build(project, "--out", str(project / "inside")) == 1
    assert (keep / "thesis.md").exists() and (project / "inside" / "action-items").exists()


def test_without_any_edition_there_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    assert build(tmp_path) == 0
    assert "No reports." in (tmp_path / "build" / "external" / "index.html").read_text()


def test_nothing_of_an_earlier_folder_survives_a_build(project: Path) -> None:
    assert build(project) == 0
    site = project / "build" / "external"
    (site / ".old" / "deep").mkdir(parents=True)
    (site / ".old" / "deep" / "x.html").write_text(MARKERS["internal"])
    (site / ".x.swp").write_text(MARKERS["internal"])
    (site / "left.html").write_text(MARKERS["internal"])
    (site / ".away").symlink_to(project / "postmortems")
    assert build(project) == 0
    assert not [path for path in site.rglob("*") if path.name.startswith(".") or path.name == "left.html"]
    assert (project / "postmortems" / f"{ID}.md").exists()


def test_the_external_feed_is_xml_without_markup_of_a_report() -> None:
    text = EDITION.replace("\ntitle: ", '\ntitle: "a\\u0007 <b>"\n# ', 1)
    start = text.index("\n", text.index("## What happened")) + 1
    edition = read(f"{text[:start]}\nSaid <b> & more.\r\n\r\n{text[start:]}".encode(), f"postmortems/{ID}.external.md")
    item = ElementTree.fromstring(
        external_pages.make_feed("Reports", "https://news.acme.example/", [edition]).write_rss()
    ).find(".//item")
    assert item is not None
    assert (item.findtext("title"), item.findtext("description")) == ("a <b>", "Said &lt;b&gt; &amp; more.")
