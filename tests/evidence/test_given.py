"""What a person names on the command line: files, issues, standard input."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.evidence.given import GivenSources, parse_sources


def test_files_issues_and_standard_input_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("#7").write_text("a file with a strange name")
    texts = ["chat.md", "-", "https://github.com/acme/widgets/issues/9", "acme/other#3", "#8", "#7", "chat.md"]
    assert parse_sources(texts, "acme/widgets") == GivenSources(
        (Path("chat.md"), Path("#7")), (("acme/widgets", 9), ("acme/other", 3), ("acme/widgets", 8)), True
    )


@pytest.mark.parametrize(
    ("text", "own", "message"),
    [
        ("https://example.org/thread", "acme/widgets", "is not an issue"),
        ("#9", None, "cannot determine the repository"),
    ],
)
def test_what_is_no_source_is_refused(text: str, own: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_sources([text], own)
