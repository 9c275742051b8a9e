"""Open questions where nothing is known, with the evidence that is relevant to them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from afterword.drafting.draft_inputs import DraftInputs
from afterword.drafting.prompting import prompt, rules
from afterword.drafting.sections import SectionSpec, relevant_words
from afterword.evidence import EvidenceItem
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import stems
from afterword.postmortem import PostMortem
from afterword.postmortem.markers import questions_digest, split_citations
from afterword.postmortem.outline import SectionKind

_MAX_RELEVANT = 3


class Asked:
    """The questions of a document, each of which is asked once.

    Args:
        questions: those that stay in it, with their citations.
    """

    def __init__(self, questions: Iterable[str] = ()) -> None:
        self._keys = set(map(_key, questions))

    def only_new(self, questions: Iterable[str]) -> list[str]:
        """Return the questions that are not asked yet, and remember them."""
        found = []
        for text in questions:
            if (key := _key(text)) not in self._keys:
                self._keys.add(key)
                found.append(text)
        return found


def _key(question: str) -> frozenset[str]:
    """What two questions have in common that ask the same in another order or with other small words."""
    text = split_citations(question)[1]
    return stems(text) or frozenset([text])


def asked_about(request: str, questions: str) -> str:
    """Return what the record keeps of questions that are not the outline's.

    Args:
        request: the digest of the request to a model that left them; "" if none was asked.
        questions: the Markdown of the questions.
    """
    return f"{request}-{questions_digest(questions)}"


def recorded_request(document: PostMortem, kind: SectionKind) -> str:
    """Return the digest of the request that left the questions of a section; "" if no model was asked."""
    return document.front.drafted.asked.get(kind.name, "").partition("-")[0]


def request_digest(model: str, spec: SectionSpec, inputs: DraftInputs) -> str:
    """Digest all that an answer depends on: while the digest is the same, asking again is of no use.

    The title is left out: it says nothing that the rest does not, and people polish it.
    """
    items = [item for item in inputs.items if not (item.id.startswith("D") and item.text.startswith("title: "))]
    return _digest([model, *rules(spec, inputs)], items, inputs)


def selection_digest(model: str, inputs: DraftInputs) -> str:
    """Digest what a model chooses from: the evidence, not what people wrote into the post-mortem."""
    items = [item for item in inputs.items if item.id.startswith("E")]
    return _digest([model, prompt("policy"), prompt("selection")], items, inputs)


def _digest(told: list[str], items: Iterable[LedgerItem], inputs: DraftInputs) -> str:
    told = [*told, *(f"{item.id} {item.at} {item.source} {item.actor} {item.text}" for item in items)]
    told += [sample.item.text for sample in inputs.samples]
    return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()[:8]


def guiding_questions(kind: SectionKind, inputs: DraftInputs) -> list[str]:
    """List the outline's questions for a section; the first cites the evidence that is relevant to it."""
    cited = "".join(f" [^{item.label}]" for item in _relevant_items(kind, inputs))
    return [f"{question}{'' if number else cited}" for number, question in enumerate(kind.questions)]


def _relevant_items(kind: SectionKind, inputs: DraftInputs) -> Sequence[EvidenceItem]:
    """Find the items that are most relevant to a section, in the order of the ledger.

    A word counts less if more items contain it: what every line of a log says is not relevant.
    """
    stated = [item for item in inputs.evidence.items if item.id not in inputs.addressing_ai]
    found = [(item, words) for item in stated if (words := relevant_words(kind.name, item.text))]
    spread = Counter(word for _, words in found for word in words)
    best = sorted(found, key=lambda pair: -sum(Fraction(1, spread[word]) for word in pair[1]))[:_MAX_RELEVANT]
    chosen = {item.id for item, _ in best}
    return [item for item in stated if item.id in chosen]
