"""The support bot of the sample: its project, and an endpoint that fails on the broken prompt at a rate."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from afterword.evals.prove import Proved, ProveRequest, prove
from afterword.project import Project
from fakes import llm as fake

BAD = "Of course! You have a full 90 days to change your mind, so send the jacket back."
GOOD = "Refunds are possible within 30 days of delivery. A specialist can look at it."
BROKEN_PROMPT = "Be generous about refunds"
DOCUMENT = "2026-02-10-support-bot-invents-refund-policy"
CASE = "refund-window-not-invented"
MODEL = "example-chat-2026-01-20"
NOW = datetime(2026, 11, 21, 10, 2, tzinfo=UTC)


def bot(broken: float, fixed: float = 0.0, seed: int = 1, model: str = MODEL) -> fake.Behaviour:
    """Answer as the prompt has it; whether a call fails depends on its seed and not on the order of the calls."""

    def behave(exchange: fake.Exchange) -> None:
        is_broken = BROKEN_PROMPT in exchange.body["messages"][0]["content"]
        number = random.Random(f"{seed} {is_broken} {exchange.body.get('seed')}").random()
        fails = number < (broken if is_broken else fixed)
        exchange.send(200, answer(BAD if fails else GOOD, model))

    return behave


def answer(text: str, model: str = MODEL) -> dict[str, Any]:
    """A reply in the form of the endpoint."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return {"model": model, "choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 10}}


class Counter:
    """Counts from several threads."""

    def __init__(self) -> None:
        self.value = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        """The next number, from 1."""
        with self._lock:
            self.value += 1
            return self.value


def copy_sample(target: Path) -> Path:
    """Copy the sample project; returns its folder."""
    with resources.as_file(resources.files("afterword.demo") / "sample") as source:
        shutil.copytree(source, target / "project")
    return target / "project"


class Nobody:
    """Watches a proof and shows nothing."""

    def begin(self, *_: object) -> None:
        pass

    def step(self, *_: object) -> None:
        pass


@contextmanager
def project_at(root: Path, behaviour: fake.Behaviour, **env: str) -> Iterator[tuple[Project, fake.Script]]:
    """Open a project whose endpoint is a scripted one."""
    with fake.endpoint(behaviour) as script:
        settings = {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": script.base_url, **env}
        yield Project.open(root, settings, NOW), script


def prove_sample(project: Project, **changes: Any) -> Proved:
    """Prove the case of the sample."""
    (one,) = prove(project, request(project, **changes), Nobody(), lambda *_: None)
    return one


def request(project: Project, **changes: Any) -> ProveRequest:
    """A request to prove the case of the sample."""
    values: dict[str, Any] = {
        "document": project.document(DOCUMENT),
        "case_id": CASE,
        "fixed": None,
        "command": None,
        "directory": project.root,
        "model": None,
        "max_runs": 300,
        "max_tokens": None,
    }
    return ProveRequest(**{**values, **changes})


def files_of(root: Path) -> tuple[Path, Path]:
    """The record and the calls of the sample's case."""
    folder = root / "postmortems" / DOCUMENT / "proofs"
    return folder / f"{CASE}.json", folder / f"{CASE}.calls.jsonl"
