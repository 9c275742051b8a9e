"""Every word of a vocabulary has a meaning, and no word has one that does not exist."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from afterword.config import Config
from afterword.postmortem import schema
from afterword.postmortem.factors import FACTORS
from afterword.reference.vocabularies import MEANINGS, as_markdown


@pytest.mark.parametrize("key", MEANINGS)
def test_words_are_those_that_the_schema_accepts(key: str) -> None:
    annotation, meanings = MEANINGS[key]
    assert tuple(meanings) == get_args(annotation) and all(meanings.values())


def test_every_list_of_words_of_the_front_matter_is_on_the_page() -> None:
    def literals(annotation: Any) -> set[tuple[str, ...]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return set().union(*(literals(field.annotation) for field in annotation.model_fields.values()))
        inner = get_args(annotation)
        if inner and all(isinstance(one, str) for one in inner):
            return {inner}
        return set().union(*map(literals, inner))

    documented = {get_args(annotation) for annotation, _ in MEANINGS.values()}
    assert literals(schema.FrontMatter) - documented == set()


def test_page_has_every_factor_with_its_meaning() -> None:
    page = as_markdown()
    assert len(FACTORS) == 24 and sorted(FACTORS) == Config().known_factors
    assert all(f"| `{name}` | {meaning} |" in page for name, meaning in FACTORS.items())
