"""What a claim counts, or says was done, that nothing in the evidence mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import item_stems, stem, stems
from afterword.language.inflection import inflect
from afterword.text.folding import normalise_caseless
from afterword.text.foreign_words import is_foreign_note
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import TO_TWELVE

_PREDICATE = re.compile(r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bof )(?<!\bby )(?<!\bno )\b[a-z]+\b")
"""A word that may be a verb, and not one before a noun: `the refunded orders`."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SEVERE = tuple(
    (
        frozenset(form for verb in verbs.split() for form in inflect(verb) if form != verb and not form.endswith("s")),
        frozenset((*others.split(), *(form for verb in verbs.split() for form in inflect(verb)))),
    )
    for verbs, others in (
        ("accept approve consent grant sign", "approval consent ok okay lgtm yes signoff allowed fine signature"),
        ("refuse reject decline deny", "refusal rejection no not cannot won't denial never"),
        (
            "cancel terminate withdraw abort",
            "cancellation termination withdrawal churn churned kill killed kills quit stop stopped end ended pulled "
            "dead",
        ),
        ("die", "dead death deaths fatal killed"),
        ("harm injure hurt", "injury injuries harm hospital pain unsafe"),
        (
            "crash panic",
            "crash crashes crashloopbackoff segfault oom oomkilled panic exit exited died core abort fatal",
        ),
        (
            "pay refund compensate reimburse",
            "payment payments payout refund refunds compensation transfer paid cost back money",
        ),
        ("apologise apologize", "apology apologies sorry regret"),
        ("leak expose disclose", "leak exposure disclosure breach visible"),
        ("sue", "lawsuit court claim"),
        ("resign quit dismiss", "resignation left dismissal"),
        ("rebuild reindex", "rebuild reindex build built regenerate regenerated reindexing"),
        ("retrain", "training train trained retrain finetuned tuned tune"),
        ("promise guarantee", "promise promises guarantee warranty will"),
        ("restart reboot", "restart restarts reboot bounce bounced kill killed roll rolled recreate recreated up"),
        ("rotate", "rotation revoke revoked reissue reissued new replaced"),
        (
            "delete erase purge wipe",
            "deletion remove removed drop dropped gone lost clean cleaned cleanup empty nuke nuked rm",
        ),
        ("migrate", "migration move moved moves port ported switch switched upgrade upgraded"),
        ("encrypt", "encryption encrypted tls"),
        ("escalate", "escalation esc page paged pages call called calls ping pinged raise raised ticket woke opened"),
        (
            "test",
            "test tests eval evals suite ran run check checked checks try tried trial passed reproduced",
        ),
        ("publish", "post posted publication public status release released live out page announcement said"),
        ("reproduce", "repro reproduced reproducible same confirmed confirm again see"),
        ("roll", "rollback rollout back deploy deployed revert reverted out canary ship shipped"),
    )
)
"""Verbs of acts with consequences, each with words by which evidence mentions the same."""
_COUNTED = late_pattern(
    rf"(?<![\w.,#-])(?:\d[\d,]*|{'|'.join(TO_TWELVE[1:])}|twenty) "
    r"(?:(?:of|the|other|new|more|large|small|open|whole|different|affected) ){0,3}"
    r"(?P<noun>(?:customer|user|client|patient|clinician|doctor|nurse|driver|shopper|guest|student|employee|passenger|"
    r"merchant|agent|engineer|tenant|account|caller|visitor|reader|reviewer|candidate|applicant|citizen|member|"
    r"subscriber|seller|buyer|child|adult|teacher|lawyer|partner|supplier|vendor|degree|region|country|cluster|"
    r"server|node|pod|host|invoice|order|payment|booking|refund|contract|ticket|call|mail|message|document|file|"
    r"record|row|table|bucket|model|prompt|test|case|release|deploy|alert|complaint|lawsuit)(?:e?s|ren)?)\b"
)
"""Numbers of what can be counted in an incident, and differs: a user is not a ticket."""
_SAME = tuple(
    frozenset(map(stem, line.split()))
    for line in """
customer user client account acct cust subscriber member shopper buyer tenant guest visitor caller people person
patient people person case
engineer developer people person colleague
ticket case complaint report issue request tickets tix
call request callers reqs req query
mail message email letter msg msgs
file document doc docs page paper
record row entry item line
server node host machine pod instance
order booking purchase sale
test case eval sample
release deploy deployment version
region zone
""".strip().splitlines()
)


def doubts_about_the_unmentioned(
    claim: str, items: Sequence[LedgerItem], ledger: Sequence[LedgerItem]
) -> Iterator[Doubt]:
    """Find acts and counted things of a claim that the whole ledger has no word for.

    Args:
        claim: its text.
        items: the items that it cites; nothing is doubted if one is in another language.
        ledger: all items.
    """
    if any(is_foreign_note(item.text) for item in items):
        return
    text = normalise_caseless(claim)
    said = _mentioned(tuple(ledger))
    for word in _PREDICATE.findall(text):
        acts = [(verbs, others) for verbs, others in _SEVERE if word in verbs]
        if acts and all(said.words.isdisjoint(verbs | others) for verbs, others in acts):
            yield Doubt(Weight.CHECK, f"nothing in the evidence has a word for “{word}”")
            return
    for match in _COUNTED.finditer(text):
        noun = stem(match["noun"])
        known = frozenset((noun,)).union(*(words for words in _SAME if noun in words))
        if said.stems.isdisjoint(known):
            yield Doubt(Weight.CHECK, f"nothing in the evidence is about {match['noun']}")
            return


@dataclass(frozen=True, slots=True)
class _Said:
    """All words of a ledger, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=64)
def _mentioned(ledger: tuple[LedgerItem, ...]) -> _Said:
    """The words of all that a ledger says, and of who says it where."""
    texts = [normalise_caseless(f"{item.text} {item.actor} {item.source}") for item in ledger]
    words = frozenset(word for text in texts for word in _WORD.findall(text.replace("_", " ")))
    return _Said(words, frozenset().union(*map(item_stems, ledger), *map(stems, texts)))
