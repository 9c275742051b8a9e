"""Tags in several spellings, and which one is kept."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.config import Config
from afterword.learning.tags.spellings import Respelling, find_respellings, find_tags
from afterword.postmortem import PostMortem, read
from growth import require_linear
from learning import incidents


def _documents(key: str, values: Iterable[str]) -> list[PostMortem]:
    before = {"services": "[support-bot]", "factors": "[missing-eval]"}[key]
    texts = (incidents.TEXT.replace(f"{key}: {before}", f"{key}: [{value}]") for value in values)
    names = (f"2026-01-{day:02}-x" for day in range(1, 30))
    return [read(text.format(id=name).encode(), f"{name}.md") for name, text in zip(names, texts, strict=False)]


def _of(kind: str, found: Iterable[Respelling]) -> list[tuple[str, str, int, bool]]:
    return [(one.value, one.keep, one.kept_in, one.is_certain) for one in found if one.kind == kind]


def test_the_spelling_of_most_is_kept() -> None:
    found = find_respellings(_documents("services", ["Search API", "search-api", "search_api", "search-api"]), Config())
    assert _of("service", found) == [("Search API", "search-api", 2, True), ("search_api", "search-api", 2, True)]
    assert [one.documents for one in found] == [("2026-01-01-x",), ("2026-01-03-x",)]


def test_many_numbered_services_take_linear_time() -> None:
    def make(number: int) -> list[PostMortem]:
        text = incidents.TEXT.replace("services: [support-bot]", "services: [{}]")
        listed = ", ".join(f"chat-{at}-mini" for at in range(number))
        return [read(text.replace("[{}]", f"[{listed}]").encode(), "2026-01-01-x.md")]

    require_linear(make, lambda documents: find_respellings(documents, Config()), size=2_000)


def test_of_equally_many_the_tidy_spelling_is_kept() -> None:
    assert _of("service", find_respellings(_documents("services", ["Search API", "search-api"]), Config())) == [
        ("Search API", "search-api", 1, True)
    ]


def test_a_word_of_the_vocabulary_is_kept_however_rare_it_is() -> None:
    used = ["missing-alerts", "missing-alerts", "missing-alert"]
    assert _of("factor", find_respellings(_documents("factors", used), Config())) == [
        ("missing-alerts", "missing-alert", 1, True)
    ]
    used = ["missing-gaurdrail", "missing-gaurdrail"]  # the right word is in no post-mortem
    assert _of("factor", find_respellings(_documents("factors", used), Config())) == [
        ("missing-gaurdrail", "missing-guardrail", 0, True)
    ]


def test_two_words_of_the_vocabulary_are_two_things() -> None:
    config = Config(services=["job", "Job", "other"])
    assert find_respellings(_documents("services", ["job", "Job", "other"]), config) == []


def test_which_of_two_typing_errors_is_right_is_left_to_a_person() -> None:
    found = find_respellings(_documents("services", ["recommender", "recomender"]), Config())
    assert [one[3] for one in _of("service", found)] == [False]
    found = find_respellings(_documents("services", ["recommender", "recomender", "recommender"]), Config())
    assert _of("service", found) == [("recomender", "recommender", 2, True)]


def test_what_could_be_either_of_two_is_left_to_a_person() -> None:
    found = find_respellings(_documents("services", ["JOB"]), Config(services=["job", "Job"]))
    assert [(one.value, one.is_certain) for one in found] == [("JOB", False)]


def test_values_that_differ_stay_apart() -> None:
    used = ["search-v1", "search-v2", "eu", "us", "search"]
    assert find_respellings(_documents("services", used), Config()) == []


def test_what_is_proposed_or_unknown_is_no_tag() -> None:
    text = incidents.TEXT.format(id=incidents.ID).replace("factors: [missing-eval]", "factors: unknown")
    proposed = text.replace("services: [support-bot]", "services: [support-bot] # proposed, E1")
    values = [(tag.kind, tag.value) for tag in find_tags(read(proposed.encode(), "x.md"))]
    assert values == [("provider", "ExampleAI"), ("model", "example-chat"), ("version", "example-chat-2026-01-20")]
