"""A real and very bad model, end to end: it may only produce unknowns. Opt-in: CONTRIBUTING.md says how to run it.

The model has 135 million parameters. Left to itself it never ends a text, so a proxy bounds the strings and lists of
the schema on their way. Otherwise it is asked what every endpoint is asked, and the grammar of llama.cpp keeps to it.
"""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import local_model
from afterword.cli.main import run
from afterword.drafting.draft_inputs import DraftInputs
from afterword.postmortem import read_file
from afterword.text.escaping import escape_markdown
from drafting.incident import ID, make_project

pytestmark = local_model.MARKS
model = local_model.model
HUMAN = "\n## What went well\n\nWe  rolled back\tquickly.\n"
# A question and one repair of it, of at most so many claims and characters: on one busy processor the model reads about
# fifty tokens a second and writes about ten.
SECTION, MAX_CLAIMS, MAX_CHARACTERS, SECONDS = "Summary", 3, 150, "540"


@pytest.fixture
def endpoint(model: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An address in front of the server that bounds the schema, and what came through."""
    seen: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            seen.append(body)
            _bound(body["response_format"]["json_schema"]["schema"])
            request = urllib.request.Request(
                model + self.path, json.dumps(body).encode(), {"content-type": "application/json"}
            )
            with urllib.request.urlopen(request) as answer:
                data = answer.read()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1", seen
    server.shutdown()
    server.server_close()
    thread.join()


def _bound(schema: dict[str, Any]) -> None:
    """Bound every text and list of a schema in place; at least one claim is made, so that there is one to judge."""
    if schema["type"] == "string" and "enum" not in schema:
        schema["maxLength"] = MAX_CHARACTERS
    if schema["type"] == "array":
        schema |= {"minItems": 1, "maxItems": MAX_CLAIMS}
        _bound(schema["items"])
    for inner in schema.get("properties", {}).values():
        _bound(inner)


def test_a_bad_model_may_only_produce_unknowns(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    endpoint: tuple[str, list[dict[str, Any]]],
) -> None:
    address, seen = endpoint
    project = make_project(tmp_path, body=HUMAN)
    known = DraftInputs.of(project, project.document(ID))
    path = tmp_path / "postmortems" / f"{ID}.md"
    others = {other: other.read_bytes() for other in tmp_path.rglob("*") if other.is_file() and other != path}
    for name, value in {
        "OPENAI_API_KEY": "local", "OPENAI_BASE_URL": address, "AFTERWORD_LLM_MODEL": "smollm2",
        "AFTERWORD_LLM_TIMEOUT_SECONDS": SECONDS, "AFTERWORD_LLM_TOTAL_SECONDS": SECONDS,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    report = tmp_path / "report.md"
    assert run(["-C", str(tmp_path), "draft", ID, "--section", SECTION, "--report", str(report)]) == 0
    out, err = capsys.readouterr()
    text = path.read_text()
    print(out, err, report.read_text(), text, sep="\n")  # for whoever runs this with -s
    assert seen and "notice: " not in err
    # What people wrote is as it was, in this file and in every other.
    assert HUMAN in text
    assert {other: other.read_bytes() for other in others} == others
    document = read_file(path, path.name)
    assert not document.problems
    # The model said something; what does not hold is not written, what does cites what there is.
    (judged,) = json.loads(report.with_suffix(".json").read_text())["drafts"]
    assert judged["claims"]
    ids = {item.id for item in known.items}
    kept = {escape_markdown(claim["text"]) for claim in judged["claims"] if claim["status"] != "dropped"}
    for claim in judged["claims"]:
        # In a question, a dropped claim stands between quotation marks.
        assert (re.search(rf"(?<!“){re.escape(escape_markdown(claim['text']))}", text) is not None) is (
            escape_markdown(claim["text"]) in kept
        ), claim
        assert claim["status"] == "dropped" or set(claim["evidence"]) <= ids
    # No figure stands in the section that stands in none of the items, whatever the verifier made of it.
    section = document.section(SECTION)
    assert section is not None
    said = re.sub(r"\[\^e\d+\]|derived questions\S* \S+", "", document.text(section.body))
    told = " ".join(f"{item.text} {item.at or ''}" for item in known.items)
    assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", told))
