"""`afterword draft` against endpoints that do everything but answer: the draft is made without them, and in time."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.missing_sections import sections_to_ask
from afterword.drafting.propose import Asked, propose_sections
from afterword.llm import Llm
from afterword.postmortem import State, read_file
from drafting.incident import (
    CASE,
    FRONT,
    GOOD,
    ID,
    ITEMS,
    answer,
    claim,
    is_choosing,
    make_project,
    section_of,
    writes_every_section,
)
from fakes import llm as fake
from renderers import DOCUMENT_RENDERERS, active_parts
from text.test_escaping import PAYLOADS

HUMAN = "\n## What went well\n\nWe  rolled back\tquickly.  \n<!-- mine -->\n\n## House notes\n\nKeep *this*.\n"
TOO_LONG = {"claims": [claim("word " * 200_000, "E1", quote="x")], "unknowns": []}

BEHAVIOURS: dict[str, fake.Behaviour] = {
    "hangs": fake.hang,
    "trickles": fake.drip,
    "streams without end": fake.endless,
    "answers HTML": fake.html,
    "answers HTML and says JSON": fake.raw(200, "<!doctype html><title>Sign in</title>"),
    "says a wrong content type": fake.raw(200, {"choices": []}, kind="text/plain"),
    "truncated JSON": fake.raw(200, '{"choices": [{"message": {"content": "'),
    "cut off by length": fake.reply('{"claims": [{"text": "The bot', finish_reason="length"),
    "refuses": fake.reply("", message={"role": "assistant", "content": None, "refusal": "I cannot help."}),
    "filters": fake.reply("", finish_reason="content_filter"),
    "ignores the schema": fake.reply("The bot promised refunds. It was bad."),
    "answers another schema": fake.reply({"summary": "The bot promised refunds."}),
    "429 without a wait": fake.error(429, "slow down"),
    "429 with a wait": fake.error(429, "slow down", {"retry-after": "1"}),
    "429 with a long wait": fake.error(429, "slow down", {"retry-after": "3600"}),
    "500": fake.error(500, "oops", {"retry-after-ms": "10"}),
    "503 with HTML": fake.raw(503, "<html>", {"retry-after-ms": "10"}, "text/html"),
    "401": fake.error(401, "Incorrect API key"),
    "404": fake.error(404, "no such model"),
    "resets": fake.reset,
    "resets in the body": fake.reset_in_body,
    "no choices": fake.raw(200, {"choices": []}),
    "null content": fake.reply("", message={"role": "assistant", "content": None}),
    "tool calls": fake.reply(
        "", finish_reason="tool_calls",
        message={"role": "assistant", "content": None,
                 "tool_calls": [{"id": "1", "type": "function", "function": {"name": "rm", "arguments": "{}"}}]},
    ),
    "one megabyte": fake.reply(TOO_LONG),
    "ten megabytes": fake.raw(200, " " * 10_000_000),
    "redirects": fake.raw(302, "", {"location": "http://169.254.169.254/latest"}),
    "invalid UTF-8": fake.raw_bytes(200, b'{"choices": [{"message": {"content": "\xff\xfe"}}]}'),
    "broken chunks": fake.broken_chunks,
    "deep nesting": fake.reply("[" * 200_000),
    "an error with 200": fake.raw(200, {"error": {"message": "overloaded"}}),
}  # fmt: skip


def configure(monkeypatch: pytest.MonkeyPatch, script: fake.Script, **settings: str) -> None:
    values = {"OPENAI_API_KEY": "key", "OPENAI_BASE_URL": script.base_url, "AFTERWORD_LLM_MODEL": "test-model"}
    for name, value in {**values, **settings}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def offline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The document as it is drafted without a model."""
    root = tmp_path_factory.mktemp("offline")
    make_project(root, body=HUMAN)
    assert run(["-C", str(root), "draft", ID, "--offline"]) == 0
    return (root / "postmortems" / f"{ID}.md").read_text()


def without_asked(text: str) -> str:
    """A document without the record that a model was asked, which is how it is not asked twice."""
    return re.sub(r"(?m)^  asked: .*\n", "", text)


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_the_draft_is_made_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, offline: str
) -> None:
    make_project(tmp_path, body=HUMAN)
    path = tmp_path / "postmortems" / f"{ID}.md"
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p != path}
    capsys.readouterr()
    with fake.endpoint(BEHAVIOURS[name]) as script:
        configure(monkeypatch, script, AFTERWORD_LLM_TIMEOUT_SECONDS="0.5", AFTERWORD_LLM_TOTAL_SECONDS="2")
        began = time.monotonic()
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert time.monotonic() - began < 12
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert name == "one megabyte" or err.count("notice: ") >= 1
    assert without_asked(path.read_text()) == without_asked(offline)
    assert "\n\nWe  rolled back\tquickly.  \n<!-- mine -->\n\n" in path.read_text()
    assert path.read_text().count("\n## House notes\n\nKeep *this*.\n") == 1
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p != path} == before


def test_a_hostile_endpoint_writes_words_into_one_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [("2026-02-10T08:58Z", payload) for payload in PAYLOADS if payload.strip()]
    make_project(tmp_path, body=HUMAN, items=items)
    path = tmp_path / "postmortems" / f"{ID}.md"
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p != path}

    def behave(exchange: fake.Exchange) -> None:
        # What stands in the evidence word for word is grounded, and is written.
        told = re.findall(r"(?m)^(E\d+) \([^)]*\): (.*)$", exchange.body["messages"][1]["content"])
        first = 7 * len(script.requests) % len(told)
        told = told[first:] + told[:first]
        advice = "recommendation" if section_of(exchange.body) in ("Action items", "Eval coverage gap") else "fact"
        claims = [
            {
                **CASE, **claim(f"Add the word {text}"[:500], name, quote=text, kind=advice), "done_when": text,
                "category": "eval case", "owner": text, "due": text, "path": "../../x.md",
            }
            for name, text in told
        ]  # fmt: skip
        huge = {**claims[0], "text": "word " * 200_000}
        fake.reply(
            {
                "claims": [*claims[:7], huge, *claims[7:]],
                "unknowns": [{"question": f"Is it so that {text}?"} for _, text in told],
                "sections": [{"section": "Evil", "text": HUMAN}],
                "path": ".github/workflows/x.yml",
            }
        )(exchange)

    with fake.endpoint(behave) as script:
        configure(monkeypatch, script, AFTERWORD_LLM_MAX_TOKENS="100000000")  # its answers are huge
        assert run(["-C", str(tmp_path), "draft", ID, "--report", str(tmp_path / "report.md")]) == 0
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err and not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out + err)
    now = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p != path}
    assert {p: now[p] for p in before} == before
    assert sorted(p.name for p in now.keys() - before.keys()) == ["report.json", "report.md"]
    text = path.read_text()
    assert all(text.count(part) == 1 for part in HUMAN.rstrip().split("\n\n"))
    document = read_file(path, path.name)
    assert not document.problems and "Evil" not in {section.name for section in document.walk()}
    assert len(document.front.drafted.for_review) >= 5  # so it was not merely refused
    for body in (text[document.body_start :], (tmp_path / "report.md").read_text()):
        for renderer in DOCUMENT_RENDERERS:
            assert not active_parts(renderer, body), renderer


def test_there_are_at_least_fifteen() -> None:
    assert len(BEHAVIOURS) >= 15


def test_a_model_that_works_fills_every_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(tmp_path)
    path = tmp_path / "postmortems" / f"{ID}.md"
    with fake.endpoint(writes_every_section) as script:
        configure(monkeypatch, script)
        assert run(["-C", str(tmp_path), "draft", ID, "--report", str(tmp_path / "report.md")]) == 0
        asked = [section for body in script.requests if (section := section_of(body))]
        assert sorted(asked) == sorted(set(asked)), "one call for each section"
        made = len(script.requests)
        assert sum(map(is_choosing, script.requests)) == 1
        assert made == 1 + 2 * len(asked) - len({"Action items", "Eval coverage gap"}), "and one to read it again"
        written = path.read_bytes()
        document = read_file(path, path.name)
        under_notice = {part.name for section, one in document.notices if one.model for part in section.walk()}
        assert under_notice == set(asked)
        assert len(document.shared_notices) == 1 and not any(section.own_notice for section in document.walk())
        assert all(document.section(name).state is State.ANSWERED for name in asked)  # type: ignore[union-attr]
        assert document.actions[0].under_notice
        assert len(document.eval_cases) == 1
        assert not document.problems
        out = capsys.readouterr().out
        assert f"{100 * made} in, {10 * made} out, {made} requests" in out
        # The second run neither asks nor changes anything.
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert len(script.requests) == made
        assert path.read_bytes() == written
        # Nor does one after people accepted it all.
        assert run(["-C", str(tmp_path), "accept", ID, "--all"]) == 0
        accepted = path.read_bytes()
        assert not read_file(path, path.name).notices
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert len(script.requests) == made
        assert path.read_bytes() == accepted
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["claims"]["dropped"] == 0 and report["spent"]["requests"] == made
    assert "| grounded |" in (tmp_path / "report.md").read_text()


def test_a_model_with_nothing_to_say_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path)
    path = tmp_path / "postmortems" / f"{ID}.md"
    with fake.endpoint(answer(unknowns=("What did the *cache* & <b> hold?",))) as script:
        configure(monkeypatch, script)
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        asked, written = len(script.requests), path.read_text()
        assert asked >= 9
        assert "**Unknown, needs investigation:** What did the \\*cache\\* &amp; &lt;b&gt; hold?" in written
        for arguments in ((), ("--offline",)):
            assert run(["-C", str(tmp_path), "draft", ID, *arguments]) == 0
            assert path.read_text() == written
        assert len(script.requests) == asked
        # By name it is asked again, and so it is when the evidence has grown.
        assert run(["-C", str(tmp_path), "draft", ID, "--section", "Summary"]) == 0
        assert len(script.requests) == asked + 1
        path.write_text(path.read_text().replace("title: Support", "title: The support"))
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert len(script.requests) == asked + 1  # a title is polished, and says nothing that the rest does not
        path.write_text(path.read_text().replace("Prompt v12 drops", "Prompt v12 lost", 1))
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert len(script.requests) == 2 * asked  # each section again; what there is to choose from is the same


def test_a_section_that_was_declined_is_not_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declined = "---\n" + FRONT.split("---\n")[1] + "drafted:\n  - {section: Mitigation, by: test-model}\n---\n"
    make_project(tmp_path, front=declined)
    path = tmp_path / "postmortems" / f"{ID}.md"
    with fake.endpoint(writes_every_section) as script:
        configure(monkeypatch, script)
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert "Mitigation" not in [section_of(body) for body in script.requests]
        assert "## Mitigation" not in path.read_text()
        assert run(["-C", str(tmp_path), "draft", ID, "--section", "Mitigation"]) == 0
        assert "## Mitigation" in path.read_text()


def test_an_endpoint_that_fails_later_leaves_what_came_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path)
    path = tmp_path / "postmortems" / f"{ID}.md"
    with fake.endpoint(writes_every_section, writes_every_section, fake.error(401)) as script:
        configure(monkeypatch, script, AFTERWORD_LLM_CONCURRENCY="1")
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert len(script.requests) == 4
    assert [section.name for section, notice in read_file(path, path.name).notices if notice.model] == [
        "Immediate cause"
    ]


def test_questions_are_put_at_the_same_time(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    known = DraftInputs.of(project, project.document(ID))
    together = threading.Barrier(4, timeout=10)

    def behave(exchange: fake.Exchange) -> None:
        together.wait()
        writes_every_section(exchange)

    with fake.endpoint(behave) as script:
        llm = Llm(model="m", api_key="k", base_url=script.base_url)
        specs = [spec for spec in sections_to_ask("m", known) if spec.wave == 1][:8]
        made = propose_sections(llm, known, Asked(specs), workers=4)
    assert [section.section for section in made.sections] == [spec.name for spec in specs]
    assert not made.notices


def test_each_wave_is_told_what_is_kept_and_says_nothing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(
        tmp_path, items=[*ITEMS, *(("2026-02-10T15:00Z", f"Replay {number} is fine.") for number in range(300))]
    )
    path = tmp_path / "postmortems" / f"{ID}.md"
    again = claim("On 10 February at 09:17Z the bot began to promise refunds.", "E2", quote="promises a full refund")
    other = claim("The bot promises a full refund within 90 days.", "E2", quote="a full refund within 90 days")
    invented = claim("4711 refunds were promised.", "E2", quote="promises a full refund")
    said = {"Immediate cause": (GOOD, invented), "Mitigation": (again, other), "Summary": (GOOD,)}

    def behave(exchange: fake.Exchange) -> None:
        answer(*said.get(section_of(exchange.body), ()))(exchange)

    with fake.endpoint(behave) as script:
        configure(monkeypatch, script)
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
    drafts = [body for body in script.requests if section_of(body)]
    assert [section_of(body) for body in drafts][-1] == "Summary"
    (summary,) = (body["messages"][1]["content"] for body in drafts if section_of(body) == "Summary")
    told = summary[summary.index("<draft ") :].split("\n")
    assert told[1:3] == [f"Immediate cause: {GOOD['text']} (E2)", f"Mitigation: {other['text']} (E2)"]
    assert told[3].startswith("</draft ") and "4711" not in summary
    assert not any("<draft " in body["messages"][1]["content"] for body in drafts[:-1])
    texts = ["".join(message["content"] for message in body["messages"]) for body in drafts[:-1]]
    shared = next(at for at, chars in enumerate(zip(*texts, strict=False)) if len(set(chars)) > 1)
    assert shared >= 0.8 * max(map(len, texts))
    text = path.read_text()
    assert text.count(GOOD["text"]) == 2 and again["text"] not in text and other["text"] in text


def test_the_token_budget_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(tmp_path)

    def costly(exchange: fake.Exchange) -> None:
        usage = {"prompt_tokens": 5_000, "completion_tokens": 1_000}
        one = {"message": {"role": "assistant", "content": json.dumps({"claims": [GOOD], "unknowns": []})}}
        exchange.send(200, {"choices": [one], "usage": usage})

    with fake.endpoint(costly) as script:
        configure(monkeypatch, script, AFTERWORD_LLM_MAX_TOKENS="14000", AFTERWORD_LLM_CONCURRENCY="1",
                  AFTERWORD_LLM_SECOND_READING="off")  # fmt: skip
        assert run(["-C", str(tmp_path), "draft", ID]) == 0
        assert len(script.requests) == 2
    out, err = capsys.readouterr()
    assert "10000 in, 2000 out, 2 requests" in out
    assert "token budget of 14000" in err
    assert err.count("token budget") == 1


def test_an_interrupt_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import _thread

    make_project(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    pressed = threading.Lock()

    def behave(exchange: fake.Exchange) -> None:
        if pressed.acquire(blocking=False):  # once, though several questions are under way
            _thread.interrupt_main()
        fake.hang(exchange)

    with fake.endpoint(behave) as script:
        configure(monkeypatch, script)
        began = time.monotonic()
        assert run(["-C", str(tmp_path), "draft", ID]) == 130
        assert time.monotonic() - began < 10
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_secret_never_reaches_the_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = "ghp_" + "a1B2" * 9
    root = tmp_path / "p"
    make_project(root, body=f"\n## Summary\n\nThe token was {token}.\n", items=ITEMS)
    chat = tmp_path / "chat.md"
    chat.write_text(f"2026-02-10 15:00Z on-call: I used {token} and told jane@example.org\n")
    sample = tmp_path / "leak.yaml"
    sample.write_text(f"input: hello\noutput: the key is {token}\nexpected: no key\n")
    assert run(["-C", str(root), "collect", ID, str(chat), "--sample", str(sample)]) == 0
    (root / "postmortems" / ID / "samples" / "typed.yaml").write_text(f"input: x\noutput: {token}\nexpected: none\n")
    with fake.endpoint(writes_every_section) as script:
        configure(monkeypatch, script)
        assert run(["-C", str(root), "draft", ID]) == 0
        assert script.requests
    sent = json.dumps(script.requests)
    assert "I used [" in sent
    assert token not in sent and "jane@example.org" not in sent
    assert token not in (root / "postmortems" / ID / "evidence.jsonl").read_text()


def test_the_prompt_is_shown_without_a_key_or_a_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_project(tmp_path)
    before = (tmp_path / "postmortems" / f"{ID}.md").read_bytes()
    assert run(["-C", str(tmp_path), "draft", ID, "--show-prompt", "--section", "Mitigation"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("=== Mitigation: system\n") and "E1 (2026-02-10 08:58Z, chat, statement)" in out
    assert (tmp_path / "postmortems" / f"{ID}.md").read_bytes() == before
