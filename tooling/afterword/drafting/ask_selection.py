"""Ask a model to choose from the evidence: rows of the timeline, causes, and figures of the impact."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from afterword.derive.impact import FIGURES
from afterword.derive.timeline import MAX_ROWS
from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import prompt, select
from afterword.drafting.proposals import ProposedCause, ProposedFigure, ProposedRow, ProposedSelection
from afterword.drafting.selection_verdicts import CAUSE_KINDS
from afterword.grounding.claims import object_schema
from afterword.llm import Llm
from afterword.postmortem import MILESTONES, outline
from afterword.text.invisible import visible_line

LISTS = {outline.TIMELINE.name: "timeline", outline.WHAT_CHANGED.name: "causes", outline.IMPACT.name: "impact"}
"""By the name of a section, the list of the answer that it is written from."""
_NO_MILESTONE = "event"
_MOST = {"timeline": 60, "causes": 20, "impact": 20}


def ask_selection(llm: Llm, sections: Sequence[str], inputs: DraftInputs, ledger: str) -> ProposedSelection:
    """Ask a model what belongs in some sections, in one request.

    Args:
        llm: the model.
        sections: names of the sections, keys of `LISTS`.
        inputs: the post-mortem and what is known.
        ledger: the evidence, as `write_ledger` writes it once for a run.

    Raises:
        LlmUnavailable: the model gave no usable answer.
    """
    lists = [LISTS[name] for name in sections]
    answer = llm.ask(
        selection_messages(sections, ledger), selection_schema(sections, _ids(inputs)), "selection", loose=lists
    )
    found = {name: answer.get(name, [])[: _MOST[name]] for name in LISTS.values()}
    return ProposedSelection(
        asked=list(sections),
        timeline=[
            ProposedRow(
                items=_items(row), kind=_word(row["kind"]).casefold().replace(_NO_MILESTONE, ""), at=_word(row["at"])
            )
            for row in found["timeline"]
        ],
        causes=[ProposedCause(kind=_word(one["kind"]).casefold(), items=_items(one)) for one in found["causes"]],
        impact=[
            ProposedFigure(key=_word(one["key"]).casefold(), value=_word(one["value"]), items=_items(one))
            for one in found["impact"]
        ],
    )


def selection_messages(sections: Collection[str], ledger: str) -> list[dict[str, str]]:
    """Write the prompt: the rules, the evidence, then what is to be chosen for which sections."""
    lists = " and ".join(f"`{LISTS[name]}`" for name in LISTS if name in sections)
    question = prompt("selection").replace("{lists}", lists).replace("{max_rows}", str(MAX_ROWS))
    return [
        {"role": "system", "content": prompt("policy")},
        {"role": "user", "content": f"{ledger}\n\n{question}"},
    ]


def selection_schema(sections: Collection[str], ids: Sequence[str]) -> dict[str, Any]:
    """Make the JSON Schema of an answer.

    Args:
        sections: names of the sections that are asked about.
        ids: ids of the items that may be chosen, at least one.
    """
    items = {"type": "array", "items": {"type": "string", "enum": list(ids)}}
    text = {"type": "string"}
    lists = {
        outline.TIMELINE.name: object_schema(
            items=items, kind={"type": "string", "enum": [_NO_MILESTONE, *MILESTONES]}, at=text
        ),
        outline.WHAT_CHANGED.name: object_schema(kind={"type": "string", "enum": list(CAUSE_KINDS)}, items=items),
        outline.IMPACT.name: object_schema(key={"type": "string", "enum": list(FIGURES)}, value=text, items=items),
    }
    return object_schema(**{LISTS[name]: {"type": "array", "items": lists[name]} for name in LISTS if name in sections})


def _ids(inputs: DraftInputs) -> list[str]:
    """The items that a model sees, without what people wrote into the post-mortem: code states that itself."""
    return [item.id for item in select(inputs.items) if item.id.startswith("E")]


def _items(data: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(_word(name).strip("[]^").upper() for name in data["items"][:20]))


def _word(text: object) -> str:
    return visible_line(str(text)[:400])[:200]
