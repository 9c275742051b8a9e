"""What each side of a proof is asked with: prompt, model and parameters, as the evidence has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from afterword.derive.models import PARAMETERS, read_model, read_settings
from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evalcases.proofs.recompute import digest_case
from afterword.evalcases.proofs.record import Digests, Side, digest
from afterword.evalcases.templates import find_unfilled
from afterword.evidence.collected_versions import find_version
from afterword.evidence.folder import list_files, read_text
from afterword.postmortem.folders import PROOFS
from afterword.postmortem.schema import FrontMatter, ModelUse

_FOLDERS = {"prompt": "prompts", "config": "config", "model": "config"}
_PROMPT_KEYS = ("system_prompt", "system", "prompt", "instructions")
_LEAST_PROMPT = 100
"""Characters from which the value of such a key is a prompt and not the name of one."""


@dataclass(frozen=True, slots=True)
class ProofSide:
    """One side of a proof.

    Attributes:
        side: which.
        source: the file that makes the difference, below the evidence folder; empty if there is none.
        text: what it says; None if it cannot be read.
        problem: why not, as a sentence without a full stop.
        prompt: the system prompt; None for that of the case.
        unfilled: the first template field of the prompt that the case has no variable for; empty if there is none.
        model: as it is requested.
        parameters: as they are sent.
        not_sent: names of parameters that the evidence has and that no request can carry.
    """

    side: Side
    source: str = ""
    text: str | None = None
    problem: str = ""
    prompt: str | None = None
    unfilled: str = ""
    model: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    not_sent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a case.

    Attributes:
        broken: what the change brought.
        fixed: what it is once mended.
        several_models: the models that the post-mortem names, if it cannot be said which of them answered.
    """

    broken: ProofSide
    fixed: ProofSide
    several_models: tuple[str, ...] = ()

    def asking(self, model: str) -> Sides:
        """Return the sides with another model for both."""
        return replace(self, broken=replace(self.broken, model=model), fixed=replace(self.fixed, model=model))

    def of(self, side: Side) -> ProofSide:
        """Return one side."""
        return self.broken if side == "broken" else self.fixed

    def digests(self, case: EvalCase) -> Digests:
        """Return what a record says about the case and its sides."""
        parameters = {one.side: {"model": one.model, "parameters": one.parameters} for one in (self.broken, self.fixed)}
        return Digests(
            case=digest_case(case),
            broken=digest(self.broken.text),
            fixed=digest(self.fixed.text),
            parameters=digest(parameters),
        )


def read_sides(front: FrontMatter, folder: Path, case: EvalCase) -> Sides:
    """Read both sides of a case from its evidence; what is missing is said in the sides and never raised.

    Args:
        front: the front matter of the post-mortem.
        folder: its evidence folder.
    """
    served, several = _served(front)
    broken = _read_side("broken", folder, case, case.guards.after, served)
    copy = fixed_copy(folder, case.id)
    if copy:
        fixed = _with_file("fixed", folder, case, copy, served)
    else:
        fixed = _read_side("fixed", folder, case, case.guards.before, served)
    return Sides(broken, fixed, several)


def fixed_copy(folder: Path, case_id: str) -> str:
    """Return the copy of what `--fixed` named, below the evidence folder; empty if there is none."""
    names = list_files(folder, PROOFS)
    return next((name for name in names if name.startswith(f"{PROOFS}/{case_id}.fixed.")), "")


def _read_side(side: Side, folder: Path, case: EvalCase, stated: str, served: ModelUse | None) -> ProofSide:
    which = "after" if side == "broken" else "before"
    if stated in ("", "unknown"):
        cause = f"the cause `{case.guards.cause}`" if case.guards.cause else "the case names no cause, and"
        text = f"{cause} has no `{which}`" if case.guards.cause else f"{cause} there is not exactly one"
        return _with_model(ProofSide(side, problem=text), served, {})
    kind = _FOLDERS.get(case.guards.kind, "prompts")
    name = find_version(folder, f"{kind}/{case.guards.cause or 'cause-1'}.{which}", stated)
    return _with_file(side, folder, case, name, served)


def _with_file(side: Side, folder: Path, case: EvalCase, name: str, served: ModelUse | None) -> ProofSide:
    try:
        text = read_text(folder, name)
    except AfterwordError as error:
        return _with_model(ProofSide(side, source=name, problem=error.message), served, {})
    return _with_text(ProofSide(side, source=name, text=text), case, served)


def current_side(front: FrontMatter, case: EvalCase, name: str, text: str) -> ProofSide:
    """Return what a case is asked with today.

    Args:
        front: the front matter of the post-mortem.
        name: of the file with the current prompt or configuration.
        text: what it says, newlines as LF.
    """
    return _with_text(ProofSide("fixed", source=name, text=text), case, _served(front)[0])


def _with_text(side: ProofSide, case: EvalCase, served: ModelUse | None) -> ProofSide:
    text = side.text or ""
    prompt = text if case.guards.kind == "prompt" else None
    settings: Mapping[str, str] = {}
    if case.guards.kind in ("config", "model"):
        settings = read_settings(text, side.source)
        prompts = {value for key, value in settings.items() if _is_prompt(key, value)}
        prompt = prompts.pop() if len(prompts) == 1 else None
    unfilled = find_unfilled(case.system if prompt is None else prompt, case.variables)
    return _with_model(replace(side, prompt=prompt, unfilled=unfilled), served, settings)


def _is_prompt(key: str, value: str) -> bool:
    last = key.rpartition(".")[2].casefold()
    return last in _PROMPT_KEYS and ("\n" in value.strip() or len(value) >= _LEAST_PROMPT)


def _with_model(side: ProofSide, served: ModelUse | None, settings: Mapping[str, str]) -> ProofSide:
    """Return the side with the model that its settings name, else with the one that served."""
    named, parameters = read_model(settings)
    stated = dict(served.parameters) if served and isinstance(served.parameters, dict) else {}
    name = named.get("name") or (served.name if served else None) or ""
    version = named.get("version") or (served.version if served and "name" not in named else None) or ""
    together = {key: value for key, value in {**stated, **parameters}.items() if key != "seed"}
    return replace(
        side,
        model=version if name and name.casefold() in version.casefold() else name or version,
        parameters={key: _value(text) for key, text in sorted(together.items()) if key in PARAMETERS},
        not_sent=tuple(sorted(key for key in together if key not in PARAMETERS)),
    )


def _served(front: FrontMatter) -> tuple[ModelUse | None, tuple[str, ...]]:
    """Return the one model that answered; and the names of all, if there are several."""
    models = [model for model in front.stated_models if model.role != "judge" and (model.name or model.version)]
    if len(models) == 1:
        return models[0], ()
    return None, tuple(model.name or model.version or "" for model in models)


def _value(text: str) -> Any:
    """Read a parameter: a number or a truth value as such, else text."""
    with suppress(ValueError, RecursionError):
        value = json.loads(text)
        if isinstance(value, (int, float, bool)):
            return value
    return text
