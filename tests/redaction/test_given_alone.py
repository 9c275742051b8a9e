"""Given names without a family name: where they go, and what is like them and stays."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor


@pytest.mark.parametrize(
    "text",
    [
        "please ask <Piotr> first", "we paged <Imogen> at 3am", "assigned it to <Imogen>", "according to <Imogen>, yes",
        "thanks to <Imogen> we saw it", "ask <zoltan> about it", "ping <Zoltán>", "I called <Imogen>'s desk",
        "<Imogen> said it was fine", "It broke. <Imogen> noticed.", "and <Imogen> confirmed",
        "la señora <Peláez> called", "the report of dr <Emily Okafor> came",
        "x\n**<Mateusz>** (10:11): did it finish?", "x\n[10:11] <Mateusz>: yes", "x\n<Mateusz> 10:11 yes",
        "<Oluwaseun>: can someone restart it?", "x\n**<Imani>**: restarting",
        "s3://scans/<Okonkwo_Chinedu>/contract.pdf", "CV_<Haruto_Nakamura>.pdf", "C:\\scans\\<Nakamura_Haruto>\\x",
        "telegram chat_id=1 from=<Lamine>", "author=<Imogen>&x=1", "owner=<Imogen> x",
        "her daughter is <Oksantra>, she says", "his brother <Oksantra> came",
    ],
)  # fmt: skip
def test_a_given_name_goes(text: str) -> None:
    name = text[text.index("<") + 1 : text.index(">")]
    redacted = Redactor().redact(text.replace("<", "").replace(">", "")).text
    assert name not in redacted
    before, after = text.replace("<", "|").replace(">", "|").split("|")[::2]
    assert redacted.startswith(before)
    assert redacted.endswith(after)


@pytest.mark.parametrize(
    "text",
    [
        "ask Legal first", "ask support to wait", "ping gateway from the bastion", "call Redis directly", "cc Platform",
        "paged Datadog", "assigned it to Jenkins", "ask nova about it", "task piotr is done", "ask piotr-service",
        "ask piotr.service", "Docker said it was fine", "he said Imogen", "imogen said so", "Imogens said",
        "**Impact** (10:11): checkout was down", "[10:11] bot: done", "Summary: it broke", "**Root cause**: the prompt",
        "Update 10:11 UTC: mitigated", "Ada was resized in the night", "Ada: queued",
        "s3://models/Llama_Guard/weights.bin", "Getting_Started.md", "Piotr_Service runs", "from=queue", "from=Lamine",
        "from=Paris to=Rome", "author=team", "dr Okafor2 x", "a dr BRCA result",
        "her house is Oksantra, she says", "her sister really is Oksantra, she says",
    ],
)  # fmt: skip
def test_what_is_like_one_stays(text: str) -> None:
    assert Redactor().redact(text).text == text


def test_a_name_with_a_family_name_goes_whole() -> None:
    assert Redactor().redact("ask Imogen Price first").text == "ask [name 1] first"


def test_a_speaker_is_found_at_the_very_beginning_and_at_each_line() -> None:
    text = "[10:11] Mateusz: yes\n[10:12] Imani: no\n10:13 Imani > ok\n"
    assert Redactor().redact(text).text == "[10:11] [name 1]: yes\n[10:12] [name 2]: no\n10:13 [name 2] > ok\n"


def test_the_place_of_a_file_is_at_its_own_name() -> None:
    assert Redactor().redact("Vogt_Hannelore.pdf").text == "[name 1].pdf"
    assert Redactor().redact("a/Vogt_Hannelore").text == "a/[name 1]"
    assert Redactor().redact("see Vogt_Hannelore there").text == "see Vogt_Hannelore there"
