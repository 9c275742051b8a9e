"""Keys, codes and passwords behind the words for them, in many languages, with words between."""

from __future__ import annotations

import time

import pytest

from afterword.redaction import Redactor
from redaction.forms import expected, outlined, unmarked


@pytest.mark.parametrize(
    "marked",
    [
        "Der API-Schlüssel des Crawlers (⟦0f1e2d3c4b5a69788796a5b4c3d2e1f0⟧) war im Chart.",
        "chiave Azure, risorsa nordest: ⟦0f1e2d3c4b5a69788796a5b4c3d2e1f0⟧",
        "la clé API du robot est ⟦qW82mmQ0zzR7aL91⟧",
        "klucz API: ⟦qW82mmQ0zzR7aL91⟧",
        "la clé API est ⟦Sonnenblume12345⟧",
        "токен: ⟦qW82mmQ0zzR7aL91⟧",
        "API密钥为⟦qW82mmQ0zzR7aL91⟧",
        "the mfa seed printed below the code: ⟦KRSXG5CTMVRXEZLU⟧",
        "PIN of the key box by the shed (milking robot): ⟦0619⟧",
        "Kod SMS do przelewu, który bot przeczytał: ⟦518⟧ ⟦203⟧.",
        "te paso el código de verificación que me llegó: ⟦518203⟧",
        "kurtarma kodları: ⟦h3j8-22kq⟧, ⟦m1nz-77tb⟧",
        "celui du digicode en bas ⟦C4417⟧",
        "portkoden är ⟦5142⟧",
        "toegangscode magazijn ⟦2377⟧",
        "padlock on the cage: ⟦418⟧",
        "the safe in the hall opens with ⟦31-08-57⟧, ask Ole",
        "Gate at bay C: press B, ⟦1-8-4-4-6⟧, turn",
        "the alarm disarm code is ⟦6138⟧",
        "haslo do bazy: ⟦Zubr_w_lesie8⟧",
        "login ops@barn, passwort (german keyboard!) ⟦ZebraYucca7⟧",
        "wachtwoord is gewoon ⟦bakfiets12⟧ hoor",
        "He changed the pw from ⟦Winter2024⟧ to ⟦Winter2025⟧",
        "I tried ⟦Herbst2024!⟧ and it worked",
        "she typed ⟦Frühling2023!⟧ in front of us",
        "they guessed ⟦Été2023!⟧ at once",
        "my own login, user olehansen and ⟦Sommerhus1988⟧, since then",
        "me: what's the pass for the wiki\nole: its ⟦crab.bisque.4⟧ i think",
        "パスワードは「⟦Kumo!Neko5⟧」でした",
        "门禁密码是⟦9931⟧",
        "our verbal password is ⟦Marzipan⟧, keep it",
        "const token: string = '⟦qW82mmQ0zzR7aL91kkTb⟧';",
        'let api_token = String::from("⟦qW82mmQ0zzR7aL91kkTb⟧");',
        "everyone's vpn psk to ⟦Copperbell9-Newt⟧ that night",
        "the wifi here is ⟦Robbe2021kk⟧",
        "till override code: ⟦4465⟧",
        "entry code for the side gate ⟦C2581Y⟧",
        "tablet unlock: ⟦1480⟧",
        "Geheimnummer ⟦4481⟧, Notfallcode ⟦AX-4429⟧",
        "Freischaltcode: ⟦7KQ3-99MN⟧",
        "código de un solo uso ⟦448822⟧",
        "default creds root / ⟦calvin2⟧ on the rack",
        "the login's ⟦Basalt_Otter_4⟧, keep it",
        "Passwörter: ⟦Basalt34⟧ und mehr",
        "use partner code ⟦FARM-PARTNER-7732-ZETA⟧ to refund",
        "duress word ⟦Dienstag⟧. Then hang up",
        "pw same as the last time except for the sign at the very end, so ⟦Hafen!5⟧",
        "csrf token ⟦u7Jq3LmZ1xPzR8aVb5kk⟧",
        "the admin token used in the demo, ⟦7Jq3LmZ1xPzR8aVb⟧, is live",
        "passordet er nå ⟦Fjord_Ugle9⟧",
    ],
)  # fmt: skip
def test_what_is_announced_in_any_language_goes(marked: str) -> None:
    assert outlined(Redactor().redact(unmarked(marked)).text) == expected(marked)


@pytest.mark.parametrize(
    "text",
    [
        "error code 5022 came from the SMS gateway",
        "the door code is kept in the vault",
        "login code rewritten in 2023",
        "security code review 2024",
        "your code is 482 characters wide",
        "error=access_denied&code=403",
        "kod pocztowy 00-238, kod błędu 4022",
        "código de error 4022 al verificar",
        "koodi 500 palautui",
        "Der Schlüssel zum Erfolg ist Geduld",
        "Primärschlüssel: order_id_2024",
        "la clé du succès est la communication",
        "API-Schlüssel: in Vault unter kv/prod/openai",
        "chiave API revocata alle 09:12",
        "seed=20240611 for all runs, random seed: 1234567",
        "la clé API est sonnenblume12345",
        "the bay door was repaired on 31-07-2024",
        "the safe window opens with 30 minutes delay",
        "press 1 for billing, 2 for support",
        "Autumn2024 release train, Winter2023 split",
        "user alice and bob both saw the login page",
        "パスワードは8文字以上、密码长度至少8位",
        "the wifi is WPA2-Enterprise",
        "the password is rotated weekly, release 2024",
        "the fire alarm is 40 m from door 4471 #12",
        "he said 604138 requests failed, and code was shipped",
        "the secret word list is long, the code word game",
        "invalid token MyClassName2Handler in parser",
        "shortcode: 44813 for SMS, barcode 4472 at the side entry",
        "exit code 7789 in kiosk mode, unlock: 1480 users waited",
        "default admin/settings page",
        "admin/dashboard2 returned 404, (test:unit3) passed",
        "commit 0f1e2d3c4b5a69788796a5b4c3d2e1f0aabbccdd is the key change",
    ],
)  # fmt: skip
def test_what_sounds_alike_stays(text: str) -> None:
    assert Redactor().redact(text).text == text


@pytest.mark.parametrize(
    "part", ["code (a ", "Schlüssel ", "pin of the door ", "kod: ", "密码", "press 1 ", "clé, ", "password (a b) "]
)
def test_time_is_linear_in_words_that_announce(part: str) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        Redactor().find((part * size)[:size])
        return time.process_time() - began

    ratios = []
    for _ in range(3):
        ratios.append(seconds(80_000) / max(seconds(20_000), 0.01))
        if ratios[-1] < 8:
            return
    pytest.fail(f"four times the text takes {ratios} times as long")
