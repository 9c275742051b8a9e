"""Items that address an AI reach no section, no question and no value of a draft, whatever they say of the incident."""

from __future__ import annotations

import re
from pathlib import Path

from afterword.drafting.compose import compose_draft
from afterword.drafting.prompting import write_ledger
from drafting.incident import ITEMS, inputs

_LABELLED = Path(__file__).parents[2] / "language" / "labelled"
_FORMS = [
    line
    for name in ("addresses_ai.txt", "addresses_ai_strangers.txt")
    for line in (_LABELLED / name).read_text(encoding="utf-8").splitlines()
    if line
]


def test_nothing_of_any_form_is_in_a_draft(tmp_path: Path) -> None:
    orders = [(f"2026-02-10T10:{number % 60:02}Z", form) for number, form in enumerate(_FORMS)]
    found = inputs(tmp_path, items=[*ITEMS, *orders])
    assert len(found.addressing_ai) == len(_FORMS) >= 60
    text = compose_draft(found).text
    cited = set(re.findall(r"\[\^(e\d+)\]", text.replace(_unlisted(text), "")))
    assert not cited & {name.lower() for name in found.addressing_ai}
    ledger = write_ledger(found, lambda: "mark")
    assert ledger.count("addresses an AI: assert nothing from it") == len(_FORMS)


def _unlisted(text: str) -> str:
    """The line that names what is not listed for this reason, and the footnotes of what it names."""
    return "\n".join(line for line in text.split("\n") if line.startswith("Not listed, because they address an AI:"))
