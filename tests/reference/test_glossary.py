"""The glossary is in the order of the alphabet."""

from afterword.reference.glossary import TERMS, as_markdown


def test_terms_are_in_order_and_on_the_page() -> None:
    assert list(TERMS) == sorted(TERMS)
    assert all(f"| {term} | {meaning} |" in as_markdown() for term, meaning in TERMS.items())
