"""Any key in any surroundings vanishes and the rest stays; tricks do not help; the time grows with the text alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.config import Allowed, Redaction, RedactionPattern
from afterword.redaction import Known, Redactor, redactor
from afterword.redaction.providers import PROVIDERS, Provider
from growth import require_linear


def redact(text: str) -> redactor.Redaction:
    """One text on its own."""
    return Redactor().redact(text)


ALPHABETS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


def key(provider: Provider, seed: int) -> str:
    """A key of a provider; assembled here, so that no file holds one."""
    rng = random.Random(seed)
    allowed = [char for char in ALPHABETS if re.fullmatch(f"[{provider.alphabet}]", char)]
    body = "".join(rng.choice(allowed) for _ in range(min(provider.most, provider.least + 8)))
    return provider.prefix + body


CONTEXTS = (
    ("it was ", ", he said"),
    ('{"key": "', '"}'),
    ("value: ", "\nnext: 1"),
    ("2026-04-16T17:00:00Z ERROR ", " rejected"),
    ("+  key = '", "'"),
    ("> quoted: `", "`"),
    ("https://example.org/?k=", "&page=2"),
    ("(", ")"),
    ("\\n", "\\n"),
)


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: f"{one.kind} {one.prefix}")
def test_a_key_of_each_provider_goes_and_the_rest_stays(provider: Provider) -> None:
    for seed, (before, after) in enumerate(CONTEXTS):
        made = key(provider, seed)
        found = redact(before + made + after).text
        assert made[len(provider.prefix) :] not in found, before
        assert found.startswith(before) and found.endswith(after), before


@given(st.text(max_size=80), st.sampled_from(PROVIDERS), st.integers(0, 1000), st.text(max_size=80))
def test_a_key_goes_whatever_stands_in_the_lines_around_it(
    before: str, provider: Provider, seed: int, after: str
) -> None:
    made = key(provider, seed)
    found = redact(f"{before}\n it was {made} \n{after}").text
    assert made[len(provider.prefix) :] not in found


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_a_second_run_changes_nothing(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once


PIECES = (
    "password: ", "token=", "Bearer ", "4111 1111 1111 1111", "+49 30 901820-12", "[email 1]", "a@example.org",
    "\n", " ", '"', "sk-" + "proj-" + "Zz09" * 10, "postgres://app:", "@db", "203.0.113.7",
    "DE89 3704 0044 0532 0130 00", "://u:p", "key: ",
    "12 Elm Street", ", 12345 Berlin", "eyJ", "x", "1", "-", "[", "]",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_second_run_changes_nothing_where_finds_touch(pieces: list[str]) -> None:
    once = redact("".join(pieces)).text
    assert redact(once).text == once


@given(
    st.lists(
        st.sampled_from(["the model", "said", "—", "naïve", "日本", "\r\n", "\t", "🙂", "v1.2", "17:00Z"]), max_size=40
    )
)
def test_text_without_secrets_stays_to_the_byte(words: list[str]) -> None:
    text = " ".join(words)
    assert redact(text).text == text


TOKEN = "gh" + "p_" + "aB3dE5fG7h" * 3 + "J9kL2m"


@pytest.mark.parametrize(
    "written",
    [
        TOKEN[:9] + "\u200b" + TOKEN[9:],
        "\u200d".join(TOKEN),
        TOKEN[:3] + "\uff3f" + TOKEN[4:],
        TOKEN.replace("E", "\u0415"),
        TOKEN.replace("a", "\uff41"),
        TOKEN[:20] + "\n" + TOKEN[20:],
        TOKEN[:20] + "\r\n" + TOKEN[20:],
        TOKEN[:20] + "\n    " + TOKEN[20:],
        TOKEN[:20] + "\n> " + TOKEN[20:],
        TOKEN[:20] + "\n+ " + TOKEN[20:],
        TOKEN[:20] + "\\\n  " + TOKEN[20:],
        TOKEN[:20] + '"\n  "' + TOKEN[20:],
        TOKEN[:15] + "\n" + TOKEN[15:30] + "\n" + TOKEN[30:],
    ],
)
def test_tricks_do_not_hide_a_key(written: str) -> None:
    found = redact(f"it was {written} and then").text
    assert found.replace("\n", "").replace("\r", "") == "it was [GitHub token 1] and then"
    assert found.count("\n") == written.count("\n")


@pytest.mark.parametrize(
    "written",
    [
        "jane.doe＠mail.example.org",
        "jane.doe@mail．example．org",
        "jane.d\u200boe@mail.example.org",
        "jane.doe [at] mail.example.org",
        "jane.doe(at)mail(dot)example(dot)org",
        "jane [dot] doe [at] mail [dot] example [dot] org",
        "jane.doe%40mail.example.org",
        "jаne.doe@mail.example.org",
    ],
)  # fmt: skip
def test_tricks_do_not_hide_an_email(written: str) -> None:
    assert redact(f"ask {written} today").text == "ask [email 1] today"


def test_what_is_written_in_two_ways_has_one_number() -> None:
    text = "Jane@Example.org, jane@example.org, +49 30 901820-12 and +49 (30) 90182012"
    assert redact(text).text == "[email 1], [email 1], [phone number 1] and [phone number 1]"


HOSTILE: dict[str, Callable[[int], str]] = {
    "one letter": lambda size: "a" * size,
    "digits": lambda size: "4" * size,
    "at signs": lambda size: "a@" * (size // 2),
    "half addresses": lambda size: "a.b@c." * (size // 6),
    "colons": lambda size: "a:" * (size // 2),
    "accounts": lambda size: "admin/" * (size // 6),
    "logins": lambda size: "login:a$1b" * (size // 10),
    "begins of keys": lambda size: ("-----BEGIN PRIVATE " + "KEY-----") * (size // 27),
    "prefixes": lambda size: ("sk-" + "ant-") * (size // 7),
    "wrapped": lambda size: ("sk-" + "a\n") * (size // 5),
    "settings": lambda size: 'password="' * (size // 10),
    "schemes": lambda size: "://a:" * (size // 5),
    "placeholders": lambda size: "[email 1]" * (size // 9),
    "capitals": lambda size: "DE89" * (size // 4),
    "web tokens": lambda size: "eyJ" * (size // 3),
    "streets": lambda size: "1 A St " * (size // 7),
    "dots": lambda size: "1." * (size // 2),
    "hidden": lambda size: "a\u200b" * (size // 2),
    "cookies": lambda size: "cookie: a=" * (size // 10),
    "marks": lambda size: "Q~" * (size // 2),
    "heads": lambda size: "password,token,secret\n" * (size // 22),
    "tuples": lambda size: "(password) VALUES ('a','b')," * (size // 28),
    "manifests": lambda size: "kind: Secret\ndata:\n a: bcde\n" * (size // 29),
    "ends of keys": lambda size: ("-----END PRIVATE " + "KEY-----\n") * (size // 26),
    "echoes": lambda size: "echo a1b2c3d4 | " * (size // 16),
    "days": lambda size: "2026-02-11 " * (size // 11),
    "calls": lambda size: "connect('a','b'," * (size // 16),
    "licences": lambda size: "license key ABCD-EFGH-" * (size // 22),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str) -> None:
    require_linear(HOSTILE[name], redact, size=32_000)


def test_patterns_of_the_project_take_out_their_group() -> None:
    own = RedactionPattern(name="customer", regex=r"customer (?P<value>C-[0-9]{4,8})")
    found = Redactor(Redaction(patterns=[own])).redact("customer C-12345 and C-12345")
    assert found.text == "customer [customer 1] and C-12345"


def test_what_is_allowed_stays() -> None:
    allowed = [
        Allowed(text="support@example.org", because="it is printed on the site"),
        Allowed(regex=r".{1,40}@example\.com", because="documentation"),
    ]
    text = "support@example.org, any.one@example.com, support@example.org.evil.net, jane@example.org"
    found = Redactor(Redaction(allow=allowed)).redact(text).text
    assert found == "support@example.org, any.one@example.com, [email 1], [email 2]"


def test_known_people_become_what_they_were() -> None:
    people = [
        Known("responder", "Dana Miller", ("dmiller7", "dana")),
        Known("on-call engineer", "Priya Patel"),
        Known("committer", "Will Stone"),
        Known("committer", "Ann Stone"),
    ]
    found = Redactor(people=people).redact(
        "Dana Miller's fix, by @dana and dmiller7. Priya said it will hold; Mr Stone and Stone & Co agreed. "
        "Will Stone left."
    )
    assert found.text == (
        "[responder 1]'s fix, by [responder 1] and [responder 1]. [on-call engineer 1] said it will hold; "
        "Mr [name 1] and Stone & Co agreed. [committer 1] left."
    )
