"""The tests mirror the code: each room has a folder of tests, and a test module has the name of what it tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import afterword

TESTS = Path(__file__).parent
PACKAGE = Path(afterword.__file__).parent
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
NOT_ABOUT_A_ROOM = {"fakes", "fixtures"}
ABOUT_SEVERAL_MODULES = {
    "checks": {"any_document", "examples", "marks", "prefilters"},
    "drafting": {"local_model", "orders_to_an_ai", "reviewed_documents", "ways"},
    "evals": {"local_model"},
    "evidence": {"any_json", "cases", "diaries", "mail_times"},
    "grounding": {"claimed_times", "truth"},
    "language": {"prefilters", "properties"},
    "leakcheck": {"gate", "identifiers", "labelled", "leaks", "markup", "names"},
    "postmortem": {"editing", "exact_edits", "reading"},
    "pull_requests": {"pull_request", "rhythm", "story", "workflows"},
    "redaction": {
        "forms",
        "labelled",
        "labelled_set",
        "labelled2_set",
        "labelled_sets",
        "later_labelled_sets",
        "limits",
        "lookalikes",
        "properties",
        "provider_keys",
        "shortcuts",
    },
    "site": {
        "colours",
        "durations",
        "engines",
        "growth",
        "hostile",
        "looks",
        "not_found",
        "phone_and_paper",
        "table",
        "tasks",
    },
    "tracking": {"both_ways", "load", "people", "refused", "schedules"},
}


def test_every_folder_of_tests_is_about_a_room() -> None:
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and not path.name.startswith(("__", "."))}
    assert folders - NOT_ABOUT_A_ROOM == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_test_module_has_the_name_of_what_it_tests(room: str) -> None:
    packages = {path.parent.name for path in (PACKAGE / room).rglob("__init__.py")}
    modules = {path.stem for path in (PACKAGE / room).rglob("*.py")} - {"__init__"} | packages
    tests = {path.stem.removeprefix("test_") for path in (TESTS / room).rglob("test_*.py")}
    # `test_plan_order.py` is about a part of `plan.py`, and `test_aw1_reading.py` about `reading.py` of a package.
    unknown = {
        test
        for test in tests - ABOUT_SEVERAL_MODULES.get(room, set())
        if not any(test == name or test.startswith(f"{name}_") or test.endswith(f"_{name}") for name in modules)
    }
    assert unknown == set(), "name a test module by the module that it tests, or list it as one about several"
