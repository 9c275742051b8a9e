"""Eval cases: what their assertions say, and whether a text passes them."""

from afterword.evalcases.assertions import KINDS, Assertion, Misread, read_assertion
from afterword.evalcases.judge import Judgement, Side, judge, misread

__all__ = ["KINDS", "Assertion", "Judgement", "Misread", "Side", "judge", "misread", "read_assertion"]
