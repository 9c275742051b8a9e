"""Fields of a prompt are filled with what a case says, once, and no field is overlooked."""

from __future__ import annotations

import pytest

from afterword.evalcases.templates import fill, find_unfilled

VARIABLES = {"customer.name": "Dana {{ x }}", "plan": "", "a b": "both", "{x": "triple"}


@pytest.mark.parametrize(
    ("prompt", "filled", "unfilled"),
    [
        ("no field", "no field", ""),
        ("Dear {{customer.name}}.", "Dear Dana {{ x }}.", ""),
        ("Dear {{ customer.name }}, {{\tplan }}!", "Dear Dana {{ x }}, !", ""),
        ("{{ a b }}{{a b}}", "bothboth", ""),
        ("{{ other }}", "{{ other }}", "{{ other }}"),
        ("{{ plan }}{{ Plan }}", "{{ Plan }}", "{{ Plan }}"),
        ("{{- plan -}}", "{{- plan -}}", "{{- plan -}}"),
        ("{{ plan | upper }}", "{{ plan | upper }}", "{{ plan | upper }}"),
        ("{% if plan %}x", "{% if plan %}x", "{% if plan %}"),
        ("{{" + "x" * 300 + "}}", "{{" + "x" * 300 + "}}", "{{" + "x" * 300 + "}}"),
        ("{{{x}}}", "triple}", ""),
        ("{ plan } {{ plan\n}} {{}}", "{ plan } {{ plan\n}} {{}}", ""),
    ],
)
def test_fields_are_filled_or_found(prompt: str, filled: str, unfilled: str) -> None:
    assert (fill(prompt, VARIABLES), find_unfilled(prompt, VARIABLES)) == (filled, unfilled)
