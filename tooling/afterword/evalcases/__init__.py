"""Eval cases: what they ask, what their assertions say, and whether an output passes them."""

from afterword.evalcases.assertions import Assertion, Misread, Side, read_assertion
from afterword.evalcases.case import EvalCase
from afterword.evalcases.engine import BY_MODEL, KINDS, Call, Output
from afterword.evalcases.judge import Judgement, apply, judge
from afterword.evalcases.read_case import CaseProblem, find_cases, read_cases

__all__ = [
    "BY_MODEL",
    "KINDS",
    "Assertion",
    "Call",
    "CaseProblem",
    "EvalCase",
    "Judgement",
    "Misread",
    "Output",
    "Side",
    "apply",
    "find_cases",
    "judge",
    "read_assertion",
    "read_cases",
]
