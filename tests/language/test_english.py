"""Which texts the rules of English can read."""

from __future__ import annotations

import pytest

from afterword.language import is_english

ENGLISH = """
The router sent two thirds of the calls to the old index, which had been left in place after the move in May.
Nothing in the pipeline compares both versions, so the bot answered with periods that are not in the policy. An
alert on refusals fired at 14:02 and was closed, because it had fired without a reason on three days before.
"""
TERSE = """
CPU alert at 80 %. Pool of 20 workers, limit 40. Timeout 30 s, retries 5, no backoff. Cache hit rate 12 % to 3 %.
Deploy of v41 at 10:02, rollback of v42 at 10:40, queue empty at 11:15. Refusals 2 % before, 9 % during the rollout.
One region.
"""
OTHERS = {
    "de": """Der Router schickte zwei Drittel der Anfragen an den alten Index, der nach dem Umzug im Mai stehen
        geblieben war. Nichts in der Pipeline vergleicht beide Versionen, deshalb antwortete der Bot mit
        Fristen, die nicht in der Richtlinie stehen. Ein Alarm wurde um 14:02 ausgelöst und geschlossen,
        weil er vorher dreimal grundlos kam.""",
    "nl": """De router stuurde twee derde van de aanvragen naar de oude index, die na de verhuizing in mei was
        blijven staan. Niets in de pijplijn vergelijkt beide versies, daarom antwoordde de bot met termijnen
        die niet in het beleid staan. Een alarm ging af om 14:02 en werd gesloten, omdat het eerder drie
        keer zonder reden was afgegaan.""",
    "fr": """Le routeur a envoyé deux tiers des appels vers l'ancien index, resté en place après le déménagement
        de mai. Rien dans la chaîne ne compare les deux versions, et le robot a donc répondu avec des délais
        qui ne figurent pas dans la politique. Une alerte s'est déclenchée à 14:02 et a été fermée, car elle
        avait déjà sonné sans raison.""",
    "es": """El enrutador envió dos tercios de las llamadas al índice antiguo, que seguía en su sitio después del
        traslado de mayo. Nada en la cadena compara ambas versiones, así que el bot respondió con plazos que
        no están en la política. Una alerta sonó a las 14:02 y se cerró, porque antes había sonado tres
        veces sin motivo alguno.""",
    "da": """Routeren sendte to tredjedele af kaldene til det gamle indeks, som var blevet stående efter
        flytningen i maj. Intet i kæden sammenligner begge versioner, så botten svarede med frister, der
        ikke findes i politikken. En alarm lød klokken 14:02 og blev lukket, fordi den tidligere havde lydt
        tre gange uden nogen grund til det.""",
    "ja": "検索の索引が古いまま残っていたため、ボットは規約にない期限を案内した。夜間の検査では気づけなかった。",
    "zh": "旧索引在迁移后没有删除,机器人因此给出了政策中没有的期限。GPT-4o 的版本没有变化。",
    "ko": "이전 색인이 남아 있어서 봇이 약관에 없는 기한을 안내했다.",
    "el": "Το παλιό ευρετήριο έμεινε στη θέση του και το bot απάντησε λάθος.",
    "ru": "Старый индекс остался на месте, и бот отвечал неверно.",
}


@pytest.mark.parametrize("text", [ENGLISH, TERSE, "", "Ein Satz.", "p99 +340 μs, Δ of β: 0.2"])
def test_english_and_what_is_too_short_to_tell(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("name", OTHERS)
def test_other_languages(name: str) -> None:
    assert not is_english(OTHERS[name])
