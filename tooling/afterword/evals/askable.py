"""Whether both sides of a case can be asked, and what to do if not."""

from __future__ import annotations

from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.portfolio.proofs.sides import ProofSide, Sides


def require_askable(case: EvalCase, sides: Sides, path: str) -> None:
    """Require a prompt or a configuration, and a model, for both sides.

    Raises:
        AfterwordError: something is missing, a template would be sent unfilled, or both sides are asked the same.
    """
    for side in (sides.broken, sides.fixed):
        if side.text is None:
            raise AfterwordError(
                f"the {side.side} side cannot be asked: {side.problem}", remedy=_remedy(case, side), path=path
            )
        if side.unfilled:
            where = f"`{side.source}`" if side.prompt is not None else "the system prompt of the case"
            raise AfterwordError(
                f"{where} has a template field that nothing fills: `{side.unfilled}`",
                remedy="give its value under `variables` of the case, or prove the application with `--run 'CMD'`",
                path=path,
                line=None if side.prompt is not None else case.line,
            )
        if not side.model:
            named = ", ".join(sides.several_models)
            raise AfterwordError(
                f"the post-mortem names several models: {named}" if named else "the post-mortem names no model",
                remedy="say which answered with `--model NAME`",
                path=path,
            )
    if _asked(sides.broken) == _asked(sides.fixed):
        kind = case.guards.kind or "unknown"
        raise AfterwordError(
            f"both sides would be asked the same: the cause is of kind `{kind}`, and its versions change no prompt, "
            "model or parameter of a request",
            remedy="correct `kind`, `before` or `after` of the cause, or prove the application with `--run 'CMD'`",
            path=path,
        )


def _remedy(case: EvalCase, side: ProofSide) -> str:
    """Return what to do about a side that cannot be asked."""
    if not case.guards.cause:
        return "name the cause in the case: `cause: …`, or prove a whole application with `--run 'CMD'`"
    if side.side == "fixed":
        return "`--fixed PATH` names the fixed version; `--run 'CMD'` proves a whole application"
    return "collect it with `afterword collect`, or prove a whole application with `--run 'CMD'`"


def _asked(side: ProofSide) -> tuple[object, ...]:
    return side.prompt, side.model, dict(side.parameters)
