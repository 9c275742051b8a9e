"""Get the answer of one side of a case, from an endpoint or from a program."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evalcases.chat import as_messages, as_tools
from afterword.evalcases.engine import Call, Output
from afterword.evalcases.judge import judge
from afterword.evalcases.proofs.record import Letter, digest
from afterword.evals.child_process import converse, end
from afterword.llm import Chat, ChatQuestion, NoAnswer
from afterword.portfolio.proofs.sides import ProofSide
from afterword.text.shorten import shorten
from afterword.times.clock import Clock

_RETRIES = 2
_FIRST_WAIT_SECONDS = 1.0
_MOST_OUTPUT = 4_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one call.

    Attributes:
        output: None if there is none.
        finish: why it ended, or why there is none.
        problem: the same as a sentence for the user, with a remedy; empty with an answer.
        model: as the endpoint names it.
        fingerprint: as the endpoint names it.
        seed: as sent.
        tokens: as the endpoint reports them.
        seconds: until the answer was there, with retries.
        retries: how often it was asked again.
    """

    output: Output | None
    finish: str
    problem: AfterwordError | None = None
    model: str = ""
    fingerprint: str = ""
    seed: int | None = None
    tokens: int = 0
    seconds: float = 0.0
    retries: int = 0

    @property
    def is_broken_down(self) -> bool:
        """Whether the way to the model is broken, rather than that it had nothing to say."""
        return self.finish.startswith(("status", "exit", "connection", "timeout")) and self.output is None


class Answerer(Protocol):
    """Answers calls; safe to use from several threads."""

    def ask(self, case: EvalCase, side: ProofSide, seed: int) -> Answer:
        """Ask once, with retries where that may help.

        Raises:
            AfterwordError: every call would fail.
        """

    def close(self) -> None:
        """End what still runs."""


@dataclass(frozen=True, slots=True)
class EndpointAnswerer:
    """Asks an OpenAI-compatible endpoint.

    Attributes:
        chat: the endpoint.
        clock: to wait between retries.
        may_retry: whether another call is allowed; counts it.
    """

    chat: Chat
    clock: Clock
    may_retry: Callable[[], bool] = lambda: True

    def close(self) -> None:
        """Close the connections."""
        self.chat.close()

    def ask(self, case: EvalCase, side: ProofSide, seed: int) -> Answer:
        """Ask the endpoint; a call that broke off is repeated twice."""
        question = ChatQuestion(side.model, as_messages(case, side.prompt), as_tools(case), side.parameters, seed)
        began, retries = time.monotonic(), 0
        while True:
            try:
                answer = self.chat.ask(question)
            except NoAnswer as error:
                if not error.can_retry or retries >= _RETRIES or not self.may_retry():
                    return Answer(None, error.reason, error, seconds=time.monotonic() - began, retries=retries)
                self.clock.sleep(_FIRST_WAIT_SECONDS * 4**retries)
                retries += 1
                continue
            output = Output(answer.text, tuple(Call(name, arguments) for name, arguments in answer.calls))
            seconds = time.monotonic() - began
            return Answer(
                output,
                answer.finish,
                None,
                answer.model,
                answer.fingerprint,
                answer.seed,
                answer.tokens,
                seconds,
                retries,
            )


def split_command(command: str) -> tuple[str, ...]:
    """Return the words of a command line.

    Raises:
        AfterwordError: it is empty or has a quote that is not closed.
    """
    try:
        words = tuple(shlex.split(command, posix=os.name == "posix"))
    except ValueError as error:
        raise AfterwordError(f"--run cannot be read: {error}", remedy="close the quotes") from None
    if not words:
        raise AfterwordError("--run is empty", remedy="name the program that answers")
    return words


@contextmanager
def redacted_errors(redact: Callable[[str], str]) -> Iterator[None]:
    """Take secrets and personal data out of what an endpoint or a program says is wrong."""
    try:
        yield
    except AfterwordError as error:
        raise AfterwordError(redact(error.message), remedy=error.remedy, path=error.path, line=error.line) from error


@dataclass(frozen=True, slots=True)
class ProgramAnswerer:
    """Runs a program, which gets the input on standard input and answers on standard output.

    The command comes from the command line of the user and from nowhere else. It runs without a shell.

    Attributes:
        command: the program and its arguments.
        directory: the folder in which it runs.
        env: its environment, to which the side and the seed are added.
        folder: the evidence folder, where the files of the sides are.
        timeout_seconds: for one answer.
    """

    command: tuple[str, ...]
    directory: Path
    env: Mapping[str, str]
    folder: Path
    timeout_seconds: float
    _running: set[subprocess.Popen[bytes]] = field(default_factory=set)

    def close(self) -> None:
        """End the programs that still run."""
        for process in tuple(self._running):
            end(process)

    def ask(self, case: EvalCase, side: ProofSide, seed: int) -> Answer:
        """Run the program once."""
        env = {
            **self.env,
            "AFTERWORD_SIDE": side.side,
            "AFTERWORD_SEED": str(seed),
            "AFTERWORD_CASE": case.id,
            "AFTERWORD_VERSION_FILE": str((self.folder / side.source).absolute()) if side.text is not None else "",
        }
        began = time.monotonic()
        try:
            process = subprocess.Popen(
                self.command,
                cwd=self.directory,
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise AfterwordError(
                f"the program `{self.command[0]}` cannot be started: {reason}",
                remedy="name a program; it runs without a shell, so write `sh -c '…'` for pipes",
            ) from error
        self._running.add(process)
        try:
            text_in = _standard_input(case).encode("utf-8", "replace")
            data, complaint, in_time = converse(process, text_in, self.timeout_seconds, _MOST_OUTPUT)
        finally:
            self._running.discard(process)
        if len(data) > _MOST_OUTPUT:
            return self._none("length", f"the program wrote more than {_MOST_OUTPUT // 1_000_000} MB", began)
        if not in_time:
            message = f"the program, or what it started, did not end within {self.timeout_seconds:g} s"
            return self._none("timeout", message, began, "raise `llm.timeout_seconds`")
        if process.returncode:
            lines = complaint.decode("utf-8", "replace").split("\n")
            last = next((shorten(line, 120) for line in reversed(lines) if line.strip()), "")
            message = f"the program ended with code {process.returncode}{f': {last}' if last else ''}"
            return self._none(f"exit {process.returncode}", message, began)
        text = data.decode("utf-8", "replace")
        if not text.strip():
            return self._none("empty", "the program wrote nothing to its standard output", began)
        return Answer(Output(text.rstrip("\r\n")), "exit 0", seed=seed, seconds=time.monotonic() - began)

    def _none(self, finish: str, message: str, began: float, remedy: str = "") -> Answer:
        return Answer(None, finish, AfterwordError(message, remedy=remedy), seconds=time.monotonic() - began)


def _standard_input(case: EvalCase) -> str:
    """Return what a program reads: the input as it is, or a conversation as JSON."""
    if len(case.messages) == 1 and not case.attachments:
        return case.input
    return json.dumps(as_messages(case, ""), ensure_ascii=False)


def letter_of(case: EvalCase, output: Output | None) -> Letter:
    """Judge an answer: failed, passed, or none; one that a pattern takes too long for counts as none."""
    if output is None:
        return "-"
    judgement = judge(case, output)
    if judgement.failures:
        return "F"
    return "P" if judgement.judged and judgement.complete else "-"


def digest_output(output: Output) -> str:
    """Return the SHA-256 of an answer."""
    return digest({"text": output.text, "calls": [[call.tool, call.arguments] for call in output.calls]})
