"""Generated leaks are all refused, with the line and the reason; what customers may read is not."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

import pytest

from afterword.leakcheck.copied_words import LEAST_OF_EVIDENCE
from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.material import Material
from leakcheck.incident import (
    EDITION,
    EVIDENCE,
    LINE,
    MATERIAL,
    PROMPTS,
    found,
    kinds,
    with_sentence,
)

COUNT = 200
TOGETHER = 20
"""How many stand in one edition, each in a paragraph of its own."""
Random = random.Random

# How a word is made to look otherwise to a machine and alike to a reader.
_CYRILLIC = str.maketrans("aeopcxyiAEOPCTXBHKM", "аеорсхуіАЕОРСТХВНКМ")


def _inside(text: str, dice: Random, what: str) -> str:
    at = dice.randrange(1, len(text)) if len(text) > 1 else 1
    return text[:at] + what + text[at:]


DISGUISES: dict[str, Callable[[str, Random], str]] = {
    "plain": lambda text, _: text,
    "capitals": lambda text, _: text.upper(),
    "zero width": lambda text, dice: _inside(text, dice, "\u200b"),
    "soft hyphen": lambda text, dice: _inside(text, dice, "\u00ad"),
    "word joiner": lambda text, dice: _inside(text, dice, "\u2060"),
    "lookalikes": lambda text, _: text.translate(_CYRILLIC),
    "full width": lambda text, _: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text),
    "bold within": lambda text, dice: _inside(text, dice, "****"),
    "html within": lambda text, dice: _inside(text, dice, "<b></b>"),
    "comment within": lambda text, dice: _inside(text, dice, "<!-- -->"),
    "entities": lambda text, _: "".join(f"&#{ord(c)};" if c.isalnum() else c for c in text),
    "hex entity": lambda text, _: f"&#x{ord(text[0]):x};{text[1:]}",
    "emphasis": lambda text, _: f"**{text}**",
    "in a comment": lambda text, _: f"<!-- {text} -->",
    "link text": lambda text, _: f"[{text}](#what-happened)",
    "alt text": lambda text, _: f"![{text}](#what-happened)",
    "nested parentheses": lambda text, dice: _inside(text, dice, "[](#a(b(c)))"),
    "a title with a bracket": lambda text, dice: _inside(text, dice, "[](#a 'it)le')"),
    "a target in angles": lambda text, dice: _inside(text, dice, "[](<#a)b>)"),
    "footnote": lambda text, _: f"as said[^n]\n\n[^n]: {text}",
}
PLAIN_FORM = ("plain", "zero width", "soft hyphen", "emphasis", "in a comment", "link text", "alt text", "footnote")
"""Disguises in which text keeps its case and letters, for kinds whose form is what tells them."""

NAMES = (
    "mkovac", "@mkovac", "Zuzana Blahová", "Zuzana", "Blahova", "Ingrid Solheim", "Solheim", "bjornar77", "tadeusz-w",
    "Tadeusz W", "quokkafan", "ingrid solheim", "INGRID",
    "@quokkafan", "acme/payments-oncall", "@somebody-else", "payments-oncall team of acme",
)  # fmt: skip
SERVICES = (
    "refund-copilot",
    "refund copilot",
    "RefundCopilot",
    "ledger-gateway",
    "Ledger Gateway",
    "ledger_gateway",
    "Refund copilots",
)
IDENTIFIERS = (
    "contoso-chat-large", "Contoso Chat Large", "Contoso AI", "contoso-chat-large-2026-02-11", "retriever_top_k",
    "support_v41", "tone-rewrite", "prompts/support.before.md", "refund-window-respected", "guardrail_mode",
    "fallbackModel", "Contoso", "support.before.md", "temperature of 0.83", "support.yaml",
)  # fmt: skip
REFERENCES = (
    "#4711", "acme/bots#4711", "#8712", "#8713", "PR 8712", "pull request #99", "GH-31", "OPS-4242", "commit 7",
    "0a1b2c3d4e", "issue 4711", "ticket 17", "A1", "[^e1]", "acme/bots", "#inc-refunds",
    "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
)  # fmt: skip
ADDRESSES = (
    "https://wiki.acme.example/incidents", "http://10.1.2.3:8080/x", "grafana.acme.internal",
    "db.prod.svc.cluster.local",    "www.acme.example", "status.acme.com/history", "localhost:9090",
    "ftp://files.acme.example/a", "acme-prod.cloud", "/var/log/refunds", r"\\files01\reviews\april", "fe80::1",
)  # fmt: skip
FIGURES = (
    "exactly 1,200 users", "1200 customers", "1.2k users", "3,480 requests", "3480 answers", "30% of our customers",
    "30 percent of them", "EUR 84,200", "84,200 euros", "€84.2k", "a loss of 84200", "8,420 EUR", "37 SLA violations",
    "5,150 accounts", "5150 of them", "1 200 users", "1'200 users", "1.200 users", "84.200 EUR", "84 200 EUR",
    "EUR 84.2 thousand", "about EUR 84,000", "thirty percent of them", "eighty-four thousand euros",
)  # fmt: skip


def _secret(dice: Random) -> str:
    alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    body = "".join(dice.choice(alphabet) for _ in range(40))
    return dice.choice(["gh" + "p_", "s" + "k-proj-", "h" + "f_", "xo" + "xb-"]) + body[:38]


def _personal(dice: Random) -> str:
    name = "".join(dice.choice("abcdefghij") for _ in range(6))
    return dice.choice(
        [f"{name}@mail.example", f"{name}.b@shop.example", "+49 30 " + str(dice.randrange(10**6, 10**7))]
    )


def _copied(texts: tuple[str, ...], least: int, dice: Random) -> str:
    """A run of a text, with a word exchanged or put in, other punctuation, case or ending."""
    words = re.findall(r"[^\W\d_][\w'-]*", dice.choice(texts))
    length = min(dice.randrange(least + 7, least + 12), len(words))
    start = dice.randrange(len(words) - length + 1)
    run = words[start : start + length]
    edit = dice.choice(["none", "exchanged", "put in", "commas", "capitals", "zero width", "entity", "emphasis"])
    at = dice.randrange(length)
    if edit == "exchanged":
        run[at] = "something"
    elif edit == "put in":
        run.insert(at, "really")
    elif edit == "emphasis":
        run[at] = f"**{run[at]}**"
    elif edit == "entity":
        run[at] = "".join(f"&#{ord(c)};" for c in run[at])
    elif edit == "zero width":
        run = [word[0] + "\u200b" + word[1:] for word in run]
    text = (", " if edit == "commas" else " ").join(run)
    return text.upper() if edit == "capitals" else text


CAUSES = (
    "The persona rewrite removed the refund window paragraph while the reviewer approved only cosmetic wording changes",
    "Nobody owned the policy fixtures therefore the nightly comparison silently skipped every conversation on payments",
    "Compare every persona prompt automatically against the refund policy fixtures before release",
)
HEADINGS = (
    "## Root cause", "### Contributing causes", "## Action items", "**Root cause:** it", "Root cause: it",
    "## Timeline",    "### What allowed it", "<h2>Root cause</h2>", "## R\u200boot cause",
    "Root cause\n----------", "#### Prompt diff",
    "| ID | Action | Owner | Due |\n|---|---|---|---|\n| 1 | x | y | z |", "```diff\n-a\n```", "## Eval coverage gap",
    "- **What went wrong**: much", "## Sample failing outputs", "## &#82;oot cause",
)  # fmt: skip


def _disguised(texts: tuple[str, ...], forms: tuple[str, ...] = tuple(DISGUISES)) -> Callable[[Random], str]:
    return lambda dice: DISGUISES[dice.choice(forms)](dice.choice(texts), dice)


GENERATORS: dict[LeakKind, Callable[[Random], str]] = {
    LeakKind.NAME: _disguised(NAMES),
    LeakKind.SERVICE: _disguised(SERVICES),
    LeakKind.IDENTIFIER: _disguised(IDENTIFIERS),
    LeakKind.REFERENCE: _disguised(REFERENCES, PLAIN_FORM),
    LeakKind.ADDRESS: _disguised(ADDRESSES, PLAIN_FORM),
    LeakKind.FIGURE: _disguised(FIGURES, PLAIN_FORM),
    LeakKind.SECRET: lambda dice: DISGUISES[dice.choice(PLAIN_FORM)](_secret(dice), dice),
    LeakKind.PERSONAL: lambda dice: DISGUISES[dice.choice(PLAIN_FORM)](_personal(dice), dice),
    LeakKind.EVIDENCE: lambda dice: _copied(EVIDENCE, LEAST_OF_EVIDENCE, dice),
    LeakKind.PROMPT: lambda dice: _copied(PROMPTS, LEAST_OF_EVIDENCE, dice),
    LeakKind.SECTION: lambda dice: dice.choice([dice.choice(HEADINGS), _copied(CAUSES, 9, dice)]),
}
FRAMES = ("{}", "It was {} that day.", "We are sorry ({}).", "- First {} and then the rest.", "> {}")


@pytest.mark.parametrize("kind", LeakKind, ids=lambda kind: kind.name)
def test_two_hundred_leaks_of_each_kind_are_refused_with_line_and_reason(kind: LeakKind) -> None:
    dice = Random(f"leaks of {kind.name}")
    refused = 0
    for _ in range(COUNT // TOGETHER):
        places: list[tuple[int, int, str]] = []
        line, paragraphs = LINE, []
        for _ in range(TOGETHER):
            leak = GENERATORS[kind](dice)
            is_line = kind is LeakKind.SECTION and leak.startswith(("#", "|", "`", "<", "*", "-", "Root"))
            text = leak if is_line else dice.choice(FRAMES).format(leak)
            places.append((line, line + text.count("\n"), text))
            paragraphs.append(text)
            line += text.count("\n") + 2
        here = [leak for leak in found(with_sentence("\n\n".join(paragraphs))) if leak.kind is kind]
        for first, last, text in places:
            fitting = [leak for leak in here if first <= leak.line <= last]
            assert fitting, (kind, first, text)
            assert fitting[0].column >= 1 and fitting[0].excerpt
            assert fitting[0].reason and fitting[0].remedy
            refused += 1
    assert refused == COUNT


INNOCUOUS = """\
For about two hours some answers were wrong, and we are sorry.
On 16 April 2026 our assistant gave wrong answers about returning a product.
From 09:00 to 11:30 UTC some of you saw a wrong answer.
About 1,200 customers were affected.
Roughly 1,200 people saw it, fewer than one in a hundred.
An estimated 30% of the conversations of that morning were affected.
At least 3,480 answers were wrong.
More than 3,480 answers may have been wrong.
Up to 1,200 users may have seen this.
We do not know yet how many of them acted on it.
No data was lost, and nobody else could see your data.
Your personal data was not exposed at any time.
We wrote to everybody who had been given a wrong answer.
If you were affected, you do not have to do anything.
If you still see this, please contact our support.
Our support team answers questions every day from 8 to 20 o'clock.
The first reports reached us at 10:00 in the morning.
We noticed it after customers told us, and not by ourselves; that has to change.
We went back to the earlier version within an hour.
The effect ended at 11:30 UTC on the same day.
The cause was removed by noon.
We checked twenty earlier questions again, and all were answered rightly.
Every new version now answers the same questions before it reaches you.
From May 2026 on we compare every change with our terms automatically.
We will finish this by the end of the second quarter.
This is done. The next step is under way.
We now test new versions with a small group first.
We will tell you on this page when that is finished.
Returning a product works as before: within 30 days.
Refunds that we promised in writing were paid.
All affected orders were looked at one by one.
The assistant is an automated system and can be wrong.
It answers in 24 languages, around the clock.
A change of wording had an effect that we did not expect.
The change looked harmless and made answers too generous.
We did not check the answers closely enough before the change went live.
One of our checks did not cover this kind of question.
We are improving how we notice such problems.
Nobody at our company read your conversations without need.
Payments, orders and deliveries were not affected.
The mobile app and the website showed the same answers.
Customers in Europe and North America were affected.
Some customers saw this more than once.
The share of wrong answers was highest between 9 and 10 in the morning.
For 95% of our customers nothing changed.
Two earlier incidents had other causes.
It took us 90 minutes to see the problem and 60 more to end it.
We have made three promises, and this page says how each of them stands.
The third one will take until autumn.
We take this seriously, and we want to earn your trust back.
You can ask for the answer to be corrected at any time.
Please do not send your password to anybody.
Our iPhone app needed no update.
Version 2 of our terms says so in section 4.
He or she who got a wrong answer was told within a week.
In the COVID-19 years we learned to write plainly.
Your 14-day right to cancel is not affected.
Both our phone line and e-mail stayed available, 24/7.
We rated this as serious.
The problem began with a new release and ended with its withdrawal.
Teams across the company worked on it for a day.
A person now approves each change of this kind.
Many thanks to everybody who reported it!
Questions? Use the form in your account, under Help and Contact.
""".strip().split("\n")


def test_what_customers_may_read_is_not_refused() -> None:
    assert len(INNOCUOUS) >= 60
    assert [(sentence, kind) for sentence in INNOCUOUS for kind in kinds(with_sentence(sentence))] == []
    assert found(with_sentence("\n".join(f"- {sentence}" for sentence in INNOCUOUS))) == []
    assert found(EDITION) == []


@pytest.mark.parametrize(
    ("text", "column", "excerpt"),
    [
        ("Thanks to Solheim for it.", 11, "Solheim"),
        ("Thanks to **Sol**heim.", 13, "Sol**heim"),
        ("Ça va, S\u200bolheim?", 8, "S\u200bolheim"),
        ("| a | Solheim |", 7, "Solheim"),
    ],
)
def test_a_leak_is_told_at_its_column(text: str, column: int, excerpt: str) -> None:
    (leak,) = found(with_sentence(text))
    assert (leak.line, leak.column, leak.excerpt) == (LINE, column, excerpt)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_hold_in_every_style(newline: str, mark: str) -> None:
    text = mark + with_sentence("Thanks to Solheim.").replace("\n", newline)
    assert [(leak.line, leak.column) for leak in found(text)] == [(LINE, 11)]


@pytest.mark.parametrize(
    "key", ["title: Solheim writes", 'title: "\\x53olheim writes"', "titel: Solheim", "title: S  # Solheim"]
)
def test_the_front_matter_is_looked_at_too(key: str) -> None:
    text = EDITION.replace("title: Our assistant promised refunds that we do not offer", key)
    assert {(leak.kind, leak.line) for leak in found(text)} == {(LeakKind.NAME, 5)}


def test_the_id_of_a_file_and_the_list_of_what_is_allowed_are_no_leaks() -> None:
    assert kinds(EDITION.replace("allow: [Acme]", "allow: [Solheim, refund-copilot]")) == set()
    assert kinds(EDITION.replace("allow: [Acme]", "allow:\n  - Solheim\n  - contoso-chat-large")) == set()


ALLOWED = [
    ("refund-copilot", "our Refund Copilot was wrong", True),
    ("Refund Copilot", "our refund-copilot was wrong", True),
    ("Ledger Gateway", "our refund-copilot was wrong", False),
    ("https://status.acme.example/", "see https://status.acme.example/ for more", True),
    ("https://status.acme.example/", "see https://status.acme.example/internal/4 for more", False),
    ("help@acme.example", "write to help@acme.example", True),
    ("8420 EUR", "it cost 8420 EUR", True),
    ("Solheim", "it was Ingrid Solheim", False),
    ("Ingrid Solheim", "it was Ingrid Solheim", True),
]


@pytest.mark.parametrize(("term", "sentence", "may"), ALLOWED)
def test_what_is_listed_may_appear_and_nothing_around_it(term: str, sentence: str, may: bool) -> None:
    assert kinds(with_sentence(sentence)) != set()
    assert (kinds(with_sentence(sentence, allow=f'"{term}"')) == set()) is may


def test_a_secret_is_never_allowed_and_never_shown() -> None:
    secret = _secret(Random(1))
    here = found(with_sentence(f"It is {secret}.", allow=f'"{secret}"'))
    assert LeakKind.SECRET in {leak.kind for leak in here}
    assert all(secret[4:] not in leak.excerpt + leak.reason + leak.remedy for leak in here)


def test_an_estimate_is_told_as_one_and_a_bound_as_one() -> None:
    for told in (
        "about 1,200 users",
        "1,200 users or so",
        "~1,200 users",
        "nearly 1,200 users",
        "1,200 users (estimated)",
    ):
        assert kinds(with_sentence(f"It met {told}.")) == set(), told
    (leak,) = found(with_sentence("It met 1,200 users."))
    assert (leak.kind, leak.remedy) == (LeakKind.FIGURE, "write `about 1,200`")
    (leak,) = found(with_sentence("Wrong were 3,480 answers."))
    assert leak.remedy == "write `at least 3,480`"


def test_copied_words_are_found_in_any_file_of_the_evidence() -> None:
    words = "the quarterly forecast assumed cheerful seasonal shoppers buying winter jackets"
    sentence = f"We saw that {words}."
    assert kinds(with_sentence(sentence)) == set()
    for name in ("notes.txt", "config/a.yaml"):
        here = found(with_sentence(sentence), Material(files=((name, words),)))
        assert {leak.kind for leak in here} == {LeakKind.EVIDENCE}
    here = found(with_sentence(sentence), Material(files=(("prompts/a.md", words),)))
    assert {leak.kind for leak in here} == {LeakKind.PROMPT}


REPEATED = {
    "names": "Solheim ", "words": "assistant ", "comments": "<!-- ", "brackets": "[", "links": "[a](",
    "entities": "&#65;",    "underscores": "_a", "dots": "a.", "hashes": "#", "copies": EVIDENCE[1] + "\n\n",
    "digits": "1,", "ats": "@a",
    "colons": "a:",    "backslashes": "a\\", "slashes": "/usr", "capitals": "Mark ",
    "stars": "*", "letters": "a ",
}  # fmt: skip


@pytest.mark.parametrize("name", REPEATED)
def test_time_is_linear(name: str) -> None:
    def seconds(size: int) -> float:
        text = with_sentence((REPEATED[name] * size)[:size])
        began = time.process_time()
        found(text)
        return time.process_time() - began

    ratios = []
    for _ in range(3):
        ratios.append(seconds(16_000) / max(seconds(4_000), 0.02))
        if ratios[-1] < 8:
            return
    pytest.fail(f"four times the text takes {ratios} times as long")


def test_large_evidence_is_compared_in_reasonable_time() -> None:
    dice = Random(5)
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x" for n in range(600)]
    large = " ".join(dice.choice(words) for _ in range(300_000))
    began = time.process_time()
    assert found(EDITION, Material(items=(large, *MATERIAL.items))) == []
    assert time.process_time() - began < 10
