"""The engine that exports contain: the one of Afterword, without Afterword."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from afterword.evals.exports.engine_files import engine_files

SCRIPT = """\
from afterword_engine import Call, Output, list_failures
case = {"must": [{"regex": "3."}, {"rubric": "x"}], "must_not": [{"json-schema": {"type": "object"}}]}
print(list_failures(case, Output("{}")), list_failures(case, Output("30")))
"""


def test_engine_needs_the_standard_library_alone(tmp_path: Path) -> None:
    for name, text in engine_files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "run.py").write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import run"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == (
        "['must 1 (regex): the output does not match the pattern \"3.\"', "
        "'must_not 1 (json-schema): the output matches the schema'] []\n"
    )
