"""The models that served, from settings, prompts, sessions and traces."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.derived_values import Proposal
from afterword.postmortem.schema import FrontMatter, ModelUse
from drafting.derived import collect, derived, told


def test_model_is_the_one_of_the_only_configuration(tmp_path: Path) -> None:
    collect(tmp_path, "config", "model")
    parameters = {"temperature": "0.8", "top_p": "1"}
    model = {"provider": "acme", "name": "chat", "version": "2", "parameters": parameters}
    found = {one.path: one for one in derived(tmp_path)}
    assert found["models", "chat"] == Proposal(("models", "chat"), model, ("config/model.after.yaml",), is_item=True)
    stated = FrontMatter(models=[ModelUse(name="chat", version="3")])
    found = {one.path: one for one in derived(tmp_path, front=stated)}
    assert found["models", 0, "parameters"].value == parameters
    assert ("models", "chat") not in found and ("models", 0, "version") not in found
    other = FrontMatter(models=[ModelUse(name="another")])
    assert not [one for one in derived(tmp_path, front=other) if one.path[0] == "models"]
    collect(tmp_path, "config", "second")
    assert not [one for one in derived(tmp_path) if one.path[0] == "models"]


CALL = (
    "call of a model (acme-lm; 2.00 s)\n"
    "Settings: provider acme; model acme-lm; version acme-lm-2; temperature {}\nOutput: x"
)


def test_models_of_sessions_and_traces_are_proposed_each_with_its_settings(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        ("", CALL.format("0.9"), "assistant (acme-lm)"),
        ("", "chat acme-lm-2 (chat)", "assistant (acme-lm-2)"),
        ("", "Yes, refunded.", "assistant (acme-small)"),
        ("", "Settings: provider evil", "user"),
        ("", "hello\n\nSettings: provider evil", "assistant (acme-small)"),
    )
    value = {"provider": "acme", "name": "acme-lm", "version": "acme-lm-2", "parameters": {"temperature": "0.9"}}
    assert found == [
        Proposal(("models", "acme-lm"), value, ("E1",), is_item=True),
        Proposal(("models", "acme-small"), {"name": "acme-small"}, ("E3",), is_item=True),
    ]


def test_settings_of_calls_that_differ_are_left_to_people(tmp_path: Path) -> None:
    calls = [("", CALL.format(one), "assistant (acme-lm)") for one in ("0.9", "0.1")]
    (found,) = derived(tmp_path, *calls)
    assert found.value == {"provider": "acme", "name": "acme-lm", "version": "acme-lm-2"}
    assert told(tmp_path, *calls) == ["models.acme-lm.parameters.temperature: 0.9 (E1), 0.1 (E2)"]


@pytest.mark.parametrize("called", ["chat", "chat-2026-04-01"])
def test_settings_and_calls_of_one_model_are_one(tmp_path: Path, called: str) -> None:
    collect(tmp_path, "config", "model", None)
    (found,) = derived(tmp_path, ("", "Yes.", f"assistant ({called})"))
    assert isinstance(found.value, dict) and found.path == ("models", "chat")
    assert found.value["parameters"] == {"temperature": "0.8", "top_p": "1"}
    if called == "chat":
        assert (found.value["version"], found.sources) == ("2", ("config/model.after.yaml", "E1"))
    else:
        assert "version" not in found.value
        assert told(tmp_path, ("", "Yes.", f"assistant ({called})"))[0].startswith("models.chat.version: ")


def test_only_prompt_is_the_system_prompt_of_the_only_model(tmp_path: Path) -> None:
    collect(tmp_path, "prompts", "tone", None, "Be kind.\n")
    front = FrontMatter(models=[ModelUse(name="chat")])
    (found,) = derived(tmp_path, front=front)
    assert found == Proposal(("models", 0, "system_prompt"), "prompts/tone.after.yaml", ("prompts/tone.after.yaml",))
    collect(tmp_path, "prompts", "second", None, "Be fast.\n")
    assert derived(tmp_path, front=front) == []
    collect(tmp_path, "prompts", "second", "Be slow.\n", None)
    (tmp_path / "prompts" / "second.after.yaml").unlink()
    assert [one.path[-1] for one in derived(tmp_path, front=front)] == ["system_prompt"]


def test_what_is_stated_of_models_is_completed_and_no_other_model_added(tmp_path: Path) -> None:
    front = FrontMatter(models=[ModelUse(name="acme-lm", provider="other"), ModelUse(name="judge", role="judge")])
    calls = (("", CALL.format("0.9"), "assistant (acme-lm)"), ("", "Yes.", "assistant (unrelated)"))
    assert {one.path: one.value for one in derived(tmp_path, *calls, front=front)} == {
        ("models", 0, "version"): "acme-lm-2",
        ("models", 0, "parameters"): {"temperature": "0.9"},
    }
