"""The site as Markdown: both generators make the same pages of it, and nothing in it is executed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.project import Project
from afterword.site.export import export
from afterword.site.export_text import write_markdown
from afterword.site.headings import Heading
from afterword.site.links import Links
from afterword.site.rendering import render
from renderers import EXTENSIONS, SETTINGS, markdown
from samples import BOT

LINKS = Links("postmortems", "incidents/x/", {"postmortems/y.md": "incidents/y/"}, lambda path: False)
PLAIN = ["tables", "footnotes", "attr_list", "sane_lists", "pymdownx.superfences", "pymdownx.tasklist"]


def shown(text: str, extensions: list[str] = PLAIN) -> str:
    made = render(text, LINKS)
    written = write_markdown(made.html, made.headings)
    return str(markdown.markdown(written, extensions=extensions, extension_configs=SETTINGS))


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]+>|&[#\w]+;|\W", " ", html).split()


class TestMarkdown:
    def test_lists_after_paragraphs_and_two_spaces(self) -> None:
        assert shown("text\n- one\n  - two\n- three").count("<li>") == 3
        assert "<ol" in shown("1. one\n2. two")

    def test_alerts_are_admonitions(self) -> None:
        assert '<div class="admonition warning">' in shown("> [!WARNING]\n> careful\n>\n> - one")

    def test_code_keeps_every_character(self) -> None:
        made = shown("- item\n\n  ````md\n  ```\n  <script>\n  ````\n")
        assert "&lt;script&gt;" in made and "<script>" not in made and "```" in unescape(made)

    def test_tables_tasks_footnotes_and_links(self) -> None:
        made = shown("| a | b |\n|---|--:|\n| x \\| y | `z` |\n\n- [x] done\n\nsee [y](y.md#z) [^e1]\n\n[^e1]: slack\n")
        assert "x &#124; y" in made or "x | y" in made
        assert 'type="checkbox"' in made and 'href="../y/#z"' in made and "footnote" in made

    def test_spaces_between_words_and_marks_stay(self) -> None:
        assert "a <strong>b</strong> <em>c</em> d" in shown("a **b** *c* d")


def test_a_heading_keeps_what_is_in_it_and_the_contents_have_its_text() -> None:
    html = '<section><h2 id="a">One <b>*2*</b><a class="headerlink" href="#a">¶</a></h2>\n<p>x</p></section>'
    written = write_markdown(html, [Heading(2, "a", "One")])
    assert written.startswith('## One <b>&#42;2&#42;</b> {: #a data-toc-label="One" }\n\n<div>\n<section>')
    made = str(markdown.markdown(written, extensions=[*PLAIN, "toc"]))
    assert '<h2 id="a">One <b>*2*</b></h2>' in unescape(made)
    assert made.count("<section>") == made.count("</section>") == 1


HOSTILE = [
    "<script>alert(1)</script>",
    "`a` <img src=x onerror=alert(1)>",
    "```\n<script>alert(1)</script>\n```\n</div><script>alert(1)</script>",
    "- x\n\n      <script>alert(1)</script>",
    "`\n<script>alert(1)</script>\n`",
    '[x](javascript:alert(1)) [y](<https://a.example/"onmouseover=alert(1)>)',
    "text\n{: onclick=alert(1) }",
    "| <b onclick=x> |\n|---|\n| <script> |",
    "> ```\n> </pre><script>alert(1)</script>\n> ```",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_it_becomes_markup(text: str) -> None:
    for extensions in (PLAIN, EXTENSIONS):
        made = shown(text, extensions)
        tags = re.findall(r"<[^>]*>", made)
        assert not [tag for tag in tags if re.search(r"<(script|img|b)\b|\son\w+=|javascript:", tag)], made


_PARTS = ["<", ">", "<script>", "</div>", '"', "[", "](", ")", "`", "```\n", "\n", "- ", "    ", "> ", "|", "---", "#",
          "*", "{", "onclick=", "}", "x", " ", "<!--", "-->", "&", "[^1]", ": "]  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=30))
def test_no_mixture_of_marks_becomes_a_script(parts: list[str]) -> None:
    made = shown("".join(parts))
    assert not re.search(r"<script|<[^>]*\sonclick=", made)


@given(st.lists(st.sampled_from(["word", "- item\n", "1. one\n", "**bold** ", "\n\n", "> quoted\n", "`code` ",
                                 "## head\n"]), max_size=12))  # fmt: skip
def test_both_show_the_same_words(parts: list[str]) -> None:
    text = "".join(parts)
    assert words(shown(text)) == words(re.sub(r'<a class="headerlink".*?</a>', "", render(text, LINKS).html))


class TestFolder:
    def test_a_second_export_gives_the_same_bytes(self, project: Path, open_project: Callable[..., Project]) -> None:
        def contents() -> dict[str, bytes]:
            export(open_project(project), project / "out", print)
            return {str(p.relative_to(project)): p.read_bytes() for p in (project / "out").rglob("*") if p.is_file()}

        first = contents()
        assert contents() == first
        assert f"out/docs/incidents/{BOT}/index.md" in first

    def test_what_is_not_ours_is_not_deleted(self, project: Path, open_project: Callable[..., Project]) -> None:
        keep = project / "keep"
        keep.mkdir()
        (keep / "thesis.md").write_text("years of work")
        for target in (keep, project, project / "postmortems", project.parent):
            with pytest.raises(AfterwordError):
                export(open_project(project), target, print)
        assert (keep / "thesis.md").read_text() == "years of work"

    def test_snippets_and_macros_are_not_handed_on(self, project: Path, open_project: Callable[..., Project]) -> None:
        (project / "mkdocs.yml").write_text(
            "site_name: Ours\ntheme: {name: material, font: false}\nplugins: [search, macros, afterword]\n"
            "markdown_extensions: [pymdownx.superfences, {pymdownx.snippets: {check_paths: false}}]\n"
        )
        written = export(open_project(project), project / "out", print).config.read_text()
        assert "snippets" not in written and "macros" not in written and "afterword\n" not in written
        assert "pymdownx.superfences" in written and "attr_list" in written

    def test_a_link_of_the_handbook_to_the_folder_leads_to_the_list(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        page = project / "docs" / "how-to" / "write.md"
        page.write_text("# Write\n\n[all](../../postmortems/) [other](../images/) [raw](../../postmortems-old/)\n")
        export(open_project(project), project / "out", print)
        assert (
            "[all](../incidents/index.md) [other](../images/) [raw](../../postmortems-old/)"
            in (project / "out" / "docs" / "how-to" / "write.md").read_text()
        )

    def configured(
        self, project: Path, open_project: Callable[..., Project], text: str, **env: str
    ) -> tuple[dict[str, Any], list[str]]:
        """The configuration of an export of a project with this one, and what was said."""
        (project / "mkdocs.yml").write_text(text)
        said: list[str] = []
        config = export(open_project(project, **env), project / "out", said.append).config
        return yaml.safe_load(config.read_text()), said

    def test_what_a_configuration_inherits_is_in_it(self, project: Path, open_project: Callable[..., Project]) -> None:
        (project / "conf").mkdir()
        (project / "conf" / "base.yml").write_text(
            "site_name: Base\nsite_url: https://base.example/x\nextra: {a: 1, b: 1}\nINHERIT: ../root.yml\n"
        )
        (project / "root.yml").write_text("copyright: Us\nsite_name: Root\n")
        found, _ = self.configured(
            project,
            open_project,
            "INHERIT: conf/base.yml\nextra: {b: 2}\ntheme: {name: material}\nplugins: [afterword]\n",
        )
        assert (found["site_name"], found["site_url"], found["copyright"]) == ("Base", "https://base.example/x/", "Us")
        assert found["extra"] == {"a": 1, "b": 2} and "INHERIT" not in found
        (project / "root.yml").write_text("INHERIT: root.yml\n")
        with pytest.raises(AfterwordError, match="has a cycle"):
            export(open_project(project), project / "out", print)
        (project / "root.yml").unlink()
        with pytest.raises(AfterwordError, match="No such file"):
            export(open_project(project), project / "out", print)

    def test_a_setting_from_the_environment_is_read_from_there(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        text = "site_name: !ENV [NO, NAME, Ours]\nsite_url: !ENV URL\nplugins: [afterword]\ntheme: {name: material}\n"
        found, _ = self.configured(project, open_project, text, URL="https://env.example")
        assert (found["site_name"], found["site_url"]) == ("Ours", "https://env.example/")

    def test_the_project_s_own_overrides_are_kept(self, project: Path, open_project: Callable[..., Project]) -> None:
        (project / "theme" / "partials").mkdir(parents=True)
        (project / "theme" / "partials" / "copyright.html").write_text("OURS")
        (project / "theme" / "stolen").symlink_to("/etc/hostname")
        _, said = self.configured(
            project, open_project, "site_name: X\ntheme: {name: material, custom_dir: theme}\nplugins: [afterword]\n"
        )
        overrides = project / "out" / "overrides"
        assert (overrides / "partials" / "copyright.html").read_text() == "OURS"
        assert (overrides / "main.html").is_file() and not (overrides / "stolen").exists()
        assert said == ["warning: stolen is or goes through a symbolic link and is left out"]

    def test_a_custom_navigation_keeps_its_names_and_gains_our_pages(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        (project / "docs" / "how-to" / "README.md").write_text("# How\n\n[w](write.md)\n")
        (project / "docs" / "how-to" / "write.md").write_text("# Write\n\n[up](README.md) [up](README.md#x)\n")
        found, _ = self.configured(
            project, open_project,
            "site_name: X\ntheme: {name: material}\nplugins: [afterword]\n"
            "nav: [{Start: index.md}, {Guides: [how-to/README.md, {Write: how-to/write.md}]}, {Numbers: metrics.md}]\n",
        )  # fmt: skip
        assert found["nav"] == [
            {"Start": "index.md"},
            {"Incidents": ["incidents/index.md"]},
            {"Action items": "action-items/index.md"},
            {"Since last week": "since-last-week/index.md"},
            {"Browse": "browse/index.md"},
            {"Guides": ["how-to/index.md", {"Write": "how-to/write.md"}]},
            {"Numbers": "metrics/index.md"},
        ]
        written = (project / "out" / "docs" / "how-to" / "write.md").read_text()
        assert "[up](index.md) [up](index.md#x)" in written

    def test_hooks_are_left_out_and_said_to_be(self, project: Path, open_project: Callable[..., Project]) -> None:
        (project / "hook.py").write_text("")
        found, said = self.configured(
            project, open_project,
            "site_name: X\ntheme: {name: material}\nplugins: [afterword]\nhooks: [hook.py]\nwatch: [hook.py]\n",
        )  # fmt: skip
        assert "hooks" not in found and "watch" not in found
        assert len(said) == 1 and said[0].startswith("warning: `hooks` of mkdocs.yml is left out")

    def test_a_plugin_that_the_export_has_no_use_for_is_left_out_and_named(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        (project / "docs" / "blog" / "posts").mkdir(parents=True)
        (project / "docs" / "blog" / "index.md").write_text("# Blog\n")
        (project / "docs" / "blog" / "posts" / "one.md").write_text("# One\n")
        found, said = self.configured(
            project, open_project,
            "site_name: X\ntheme: {name: material}\nplugins: {search: {}, blog: {}, awesome-nav: {}, afterword: {}}\n",
        )  # fmt: skip
        assert found["plugins"] == ["search", "blog"]
        assert len(said) == 1 and said[0].startswith("warning: `awesome-nav` of mkdocs.yml is left out: the export has")
        # The plugin puts the posts below the blog.
        assert found["nav"][-1] == {"Handbook": [{"Blog": ["blog/index.md"]}, {"How to": ["how-to/write.md"]}]}

    def test_translations_are_refused_with_what_to_do(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        text = "site_name: X\ntheme: {name: material}\nplugins: [afterword, {i18n: {languages: []}}]\n"
        with pytest.raises(AfterwordError, match="mkdocs-static-i18n") as raised:
            self.configured(project, open_project, text)
        assert "as a site of its own" in str(raised.value.remedy) and not (project / "out").exists()

    def test_pages_whose_links_depend_on_the_generator_are_in_folders_of_their_own(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        text = "site_name: X\ntheme: {name: material}\nplugins: [afterword]\n"
        docs = project / "out" / "docs"
        (project / "docs" / "how-to" / "write.md").write_text("# W\n\n[m](../metrics.md)\n")
        found, _ = self.configured(project, open_project, text)
        assert (docs / "metrics" / "index.md").is_file() and not (docs / "metrics.md").exists()
        assert "[m](../metrics/index.md)" in (docs / "how-to" / "write.md").read_text()
        assert {"Metrics": "metrics/index.md"} in found["nav"]
        found, _ = self.configured(project, open_project, f"{text}use_directory_urls: false\n")
        assert (docs / "metrics.md").is_file() and {"Metrics": "metrics.md"} in found["nav"]

    def test_without_tabs_the_navigation_is_not_hidden(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        text = "site_name: X\ntheme: {{name: material, features: [{}]}}\nplugins: [afterword]\n"
        for features, hidden in (("", "hide: []"), ("navigation.tabs", 'hide: ["navigation"]')):
            self.configured(project, open_project, text.format(features))
            assert hidden in (project / "out" / "docs" / "incidents" / BOT / "index.md").read_text()

    def test_no_edit_button_leads_to_where_nothing_is(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        found, _ = self.configured(
            project, open_project,
            "site_name: X\ntheme: {name: material}\nplugins: [afterword]\nrepo_url: https://github.com/acme/bots\n"
            "edit_uri: edit/main/docs/\n",
        )  # fmt: skip
        assert found["edit_uri"] == ""

    def test_links_between_a_deeper_handbook_and_post_mortems_work(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        (project / "web").mkdir()
        (project / "docs").rename(project / "web" / "pages")
        (project / "web" / "pages" / "how-to" / "write.md").write_text(f"# W\n\n[t](../../../postmortems/{BOT}.md)\n")
        path = project / "postmortems" / f"{BOT}.md"
        path.write_text(path.read_text().replace("../docs/how-to", "../web/pages/how-to"))
        self.configured(
            project, open_project, "site_name: X\ndocs_dir: web/pages\ntheme: {name: material}\nplugins: [afterword]\n"
        )
        docs = project / "out" / "docs"
        assert f"[t](../incidents/{BOT}/index.md)" in (docs / "how-to" / "write.md").read_text()
        assert 'href="../../how-to/write/"' in (docs / "incidents" / BOT / "index.md").read_text()

    @pytest.mark.parametrize("name", ["docs/out", "postmortems/out"])
    def test_it_does_not_become_a_part_of_the_next_one(
        self, project: Path, open_project: Callable[..., Project], name: str
    ) -> None:
        with pytest.raises(AfterwordError, match="part of what is exported"):
            export(open_project(project), project / name, print)

    def test_a_file_of_the_handbook_does_not_take_the_place_of_an_incident(
        self, project: Path, open_project: Callable[..., Project]
    ) -> None:
        (project / "docs" / "incidents").mkdir()
        (project / "docs" / "incidents" / f"{BOT}.md").write_text("# An old copy\n")
        export(open_project(project), project / "out", print)
        assert "zebra-striped" in (project / "out" / "docs" / "incidents" / BOT / "index.md").read_text()

    def test_it_needs_no_mkdocs(self, project: Path) -> None:
        """It is the way out when Material or MkDocs is no more."""
        program = (
            "import sys; sys.modules.update(mkdocs=None, material=None)\n"
            "from afterword.cli.main import run; sys.exit(run(sys.argv[1:]))"
        )
        command = [sys.executable, "-c", program, "-C", str(project), "site", "export", "out"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

    def test_mkdocs_and_zensical_make_the_same_pages(self, project: Path, open_project: Callable[..., Project]) -> None:
        pytest.importorskip("zensical", reason="comes with the development dependencies")
        (project / "docs" / "how-to" / "write.md").write_text(f"# Write\n\nAs in [this](../../postmortems/{BOT}.md).\n")
        out = project / "out"
        export(open_project(project), out, print)
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        found = []
        for command in (["mkdocs", "build", "--strict", "-q"], ["zensical", "build"]):
            done = subprocess.run(
                [str(Path(sys.executable).with_name(command[0])), *command[1:]],
                cwd=out, env=env, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            site = out / "site"
            found.append({path.relative_to(site).as_posix() for path in site.rglob("*.html")})
            page = (site / "incidents" / BOT / "index.html").read_text()
            assert "zebra-striped" in page and "Time to detect" in page and "aw-timescale" in page
            assert "<script>alert" not in page
            # The headings are in the table of contents, under the ids that GitHub gives them.
            assert re.search('href="#action-items" class="md-nav__link"', page)
            assert page.count('id="action-items"') == 1
        assert found[0] == found[1]
        assert f"incidents/{BOT}/index.html" in found[0] and "metrics/index.html" in found[0]
