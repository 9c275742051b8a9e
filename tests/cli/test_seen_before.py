"""Similar incidents are offered before anything is written, and only if they are near."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from learning import incidents


def test_new_and_collect_offer_what_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    incidents.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["new", "The support bot promises refunds", "--started", "2026-04-16"]) == 0
    assert capsys.readouterr().out.startswith(f"Seen before? {incidents.ID} (Support bot promises refunds)\nCreated ")
    Path("notes.txt").write_text("10:02 UTC ana: it promises refunds\n")
    assert run(["collect", "2026-04-16", "notes.txt"]) == 0
    assert f"Seen before? {incidents.ID} " in capsys.readouterr().out
    assert run(["new", "A lift was stuck", "--started", "2026-04-17"]) == 0
    assert "Seen before?" not in capsys.readouterr().out


def test_a_post_mortem_from_sources_offers_what_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    incidents.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    lines = ["2026-04-16 10:02 UTC ana: the support bot promises refunds of 90 days", "10:04 UTC bob: rolled back"]
    Path("notes.txt").write_text("\n".join(lines))
    assert run(["new", "--from", "notes.txt", "--offline", "--yes", "--title", "Bot promises refunds"]) == 0
    out = capsys.readouterr().out
    assert f"Seen before? {incidents.ID} " in out.partition("Wrote ")[0]
