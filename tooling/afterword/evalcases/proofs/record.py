"""The record of a proof and of its calls, two files beside the case.

`<case>.json` holds what the proof rests on, `<case>.calls.jsonl` a line for each call that counts, in the order of
their numbers. From both, anyone with the repository recomputes the verdict without a network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from afterword.evalcases.statistics.bounds import METHOD as BOUND_METHOD
from afterword.evalcases.statistics.difference import ALPHA, METHOD
from afterword.evalcases.statistics.procedure import DEFAULT_GREEN, Verdict
from afterword.text.shorten import shorten

MAX_BYTES = 4_000_000
"""A file of a record larger than this is not read: it would hold some 20,000 calls."""

Side = Literal["broken", "fixed"]
Letter = Literal["F", "P", "-"]
M = TypeVar("M", bound=BaseModel)
_MINUTE = "%Y-%m-%dT%H:%MZ"


def _minute(text: str) -> str:
    if datetime.strptime(text, _MINUTE).strftime(_MINUTE) != text:
        raise ValueError("write a time such as 2026-11-21T10:02Z")
    return text


_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_OptionalDigest = Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{64})?$")]
_Letters = Annotated[str, StringConstraints(pattern=r"^[FP-]*$", max_length=20_000)]
_Minute = Annotated[str, AfterValidator(_minute)]
_Text = Annotated[str, StringConstraints(max_length=200)]
_Count = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Method(_Model):
    """How the verdict was computed.

    Attributes:
        difference: the e-value.
        bound: the bounds.
        alpha: probability of a false proof.
        green: largest failure rate at which the fixed side can count as green.
    """

    difference: str = METHOD
    bound: str = BOUND_METHOD
    alpha: float = ALPHA
    green: Annotated[float, Field(gt=0, le=0.5)] = DEFAULT_GREEN


class Digests(_Model):
    """SHA-256 of what was proven, each of JSON with sorted keys.

    Attributes:
        case: input, tools, attachments, assertions, and the version of what applies them.
        broken: the prompt of the broken side; of `null` if there is none.
        fixed: the prompt of the fixed side.
        parameters: model and parameters of both sides, as the evidence has them.
    """

    case: _Digest
    broken: _Digest
    fixed: _Digest
    parameters: _Digest


class Requested(_Model):
    """The models that were asked for; empty for a program.

    Attributes:
        broken: of the broken side.
        fixed: of the fixed side.
    """

    broken: _Text
    fixed: _Text


class Endpoint(_Model):
    """What answered.

    Attributes:
        host: host and port; `program` for a program on this machine.
        program: SHA-256 of the program's command line, as a list of words; empty for an endpoint.
        requested: the models as they were requested.
        answered: names of models, as the answers give them.
        fingerprints: `system_fingerprint` of the answers.
    """

    host: _Text
    program: _OptionalDigest = ""
    requested: Requested
    answered: list[_Text]
    fingerprints: list[_Text]


class Distinct(_Model):
    """How many different answers each side gave.

    Attributes:
        broken: of the broken side.
        fixed: of the fixed side.
    """

    broken: _Count
    fixed: _Count


class ProofRecord(_Model):
    """A proof.

    Attributes:
        case: the id of the case.
        schema: version of this form.
        attempt: counts the proofs of this case: 2 after it was edited.
        tool: version of Afterword.
        method: how the verdict was computed.
        sha256: digests of what was proven.
        endpoint: what answered.
        broken: a letter for each pair: F failed, P passed, - no answer.
        fixed: the same of the other side.
        fixed_only: letters of the fixed side after the pairs.
        distinct: how many different answers each side gave.
        started: UTC, to the minute.
        ended: UTC, to the minute.
        verdict: what the letters come to. Never believed, always recomputed.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    case: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=100)]
    attempt: Annotated[int, Field(ge=1)]
    tool: _Text
    method: Method
    sha256: Digests
    endpoint: Endpoint
    broken: _Letters = ""
    fixed: _Letters = ""
    fixed_only: _Letters = ""
    distinct: Distinct
    started: _Minute
    ended: _Minute
    verdict: Verdict = Field(strict=False)

    @property
    def calls(self) -> int:
        """How many calls the letters stand for."""
        return len(self.broken) + len(self.fixed) + len(self.fixed_only)


class ProofCall(_Model):
    """One call.

    Attributes:
        pair: number of its pair, from 1; the fixed side alone goes on counting after the last pair.
        side: which side it asked.
        letter: F failed, P passed, - no answer.
        seed: as sent; None if the endpoint takes none.
        output: SHA-256 of the answer; empty without one.
        finish: why the answer ended, as the endpoint says, or why there is none.
        tokens: of prompt and answer, as the endpoint reports them.
        seconds: until the answer was there.
    """

    pair: Annotated[int, Field(ge=1)]
    side: Side
    letter: Letter
    seed: int | None
    output: _OptionalDigest
    finish: _Text
    tokens: _Count
    seconds: Annotated[float, Field(ge=0, strict=False)]


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def minute(moment: datetime) -> str:
    """Write a time as records do."""
    return moment.astimezone(UTC).strftime(_MINUTE)


def write_record(record: ProofRecord) -> bytes:
    """Write a record as the bytes of its file."""
    data = record.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def write_calls(calls: Iterable[ProofCall]) -> bytes:
    """Write calls as the bytes of their file, a line each."""
    return "".join(f"{json.dumps(call.model_dump(mode='json'), ensure_ascii=False)}\n" for call in calls).encode()


def read_record(data: bytes) -> ProofRecord:
    """Read a record.

    Raises:
        ValueError: it is not one; says what is wrong.
    """
    return _read(ProofRecord, data)


def read_calls(data: bytes) -> list[ProofCall]:
    """Read the calls of a record.

    Raises:
        ValueError: a line is not a call; says which.
    """
    calls = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if line:
            try:
                calls.append(_read(ProofCall, line))
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from None
    return calls


def _read(model: type[M], data: bytes) -> M:
    try:
        value = json.loads(data.decode(), object_pairs_hook=_without_repeats)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "it"
        raise ValueError(f"`{shorten(place)}`: {first['msg'][:1].lower()}{first['msg'][1:]}") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError("it has a key twice")
    return dict(pairs)
