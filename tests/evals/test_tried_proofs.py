"""`evals check` recomputes every recorded proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.evals.tried_proofs import with_proofs
from afterword.evals.try_cases import CaseFinding, try_cases
from afterword.project import Project
from evals.bot import CASE, DOCUMENT, NOW, bot, copy_sample, files_of, project_at, prove_sample
from fakes import llm as fake


def findings(root: Path) -> list[CaseFinding]:
    project = Project.open(root, {}, NOW)
    documents = [project.document(DOCUMENT)]
    return [finding for one in with_proofs(project, documents, try_cases(documents)) for finding in one.findings]


@pytest.mark.parametrize(
    ("behaviour", "line"),
    [
        (bot(1), "  proven: failed 4 of 4 when broken, 0 of 33 when fixed (example-chat-2026-01-20, 21 Nov 2026)"),
        (bot(0), "  refuted, not red: broken failed 0 of 68 (less than 5 % of the time) (example-chat-2026-01-20, "
            "21 Nov 2026)"),
        (None, f"  not proven: `afterword evals prove {DOCUMENT} --case {CASE}` proves it"),
    ],
)  # fmt: skip
def test_a_check_says_how_a_case_is_proven(
    tmp_path: Path, behaviour: fake.Behaviour | None, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_sample(tmp_path)
    if behaviour:
        with project_at(root, behaviour) as (project, _):
            prove_sample(project)
    assert run(["-C", str(root), "evals", "check", DOCUMENT]) == 0
    assert line in capsys.readouterr().out.splitlines()


def test_a_void_proof_is_an_error(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project)
    assert findings(root) == []
    record, calls = files_of(root)
    record.write_text(record.read_text().replace('"FFFF"', '"FFFFF"'))
    (finding,) = findings(root)
    assert (finding.rule, finding.weight.value) == ("void-proof", "error")
    assert run(["-C", str(root), "evals", "check", DOCUMENT]) == 1
    calls.unlink()
    assert "there is no such file" in findings(root)[0].message


def test_a_record_of_no_case_is_a_warning(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    folder = files_of(root)[0].parent
    folder.mkdir()
    (folder / "renamed.json").write_text("{}")
    (finding,) = findings(root)
    assert (finding.rule, finding.weight.value) == ("stray-proof", "warning")
    assert finding.message == f"postmortems/{DOCUMENT}/proofs/renamed.json belongs to no case of this post-mortem"
